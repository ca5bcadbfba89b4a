"""Messages that no file of an agreement can cause: figures, amounts, files of sources, calls.

Each stands whole in `tests/messages`, under its id; the page of diagnostics shows them, too.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from docs._ext.diagnostics import NO_EXAMPLE, diagnostics, examples_of_diagnostics
from partnerskab.config.folder import check
from partnerskab.diagnostics import explanations
from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError
from partnerskab.readers.web import FetchError
from tests.message_makers import MAKERS, Maker

MESSAGES = Path(__file__).parent / "messages"


def message(make: Maker) -> tuple[str, str]:
    """Return the id and the text of what is raised, or of the one thing that is found."""
    try:
        found = make()
    except (InvalidValueError, FetchError) as error:
        return error.problem.id, str(error)
    except DiagnosticsError as error:
        return error.diagnostics[0].id, str(error)
    assert isinstance(found, Iterable), "nothing was raised"
    first, *_ = found
    assert isinstance(first, Diagnostic)
    return first.id, str(first)


@pytest.mark.parametrize("id", MAKERS)
def test_the_message(id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The id and the whole text are those that the documentation shows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "*")
    text = (MESSAGES / f"{id}.expected").read_text(encoding="utf-8")
    assert message(MAKERS[id]) == (id, text.rstrip("\n"))


def test_an_undecided_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """A strict check says which question nobody has decided."""
    monkeypatch.chdir(MESSAGES.parent / "config_cases" / "valid")
    found = check("every-table.toml", strict=True).diagnostics[0]
    text = (MESSAGES / "open-question.expected").read_text(encoding="utf-8")
    assert f"{found}\n" == text


def test_every_message_is_made() -> None:
    """No text is left over from a message that is gone."""
    texts = {path.stem for path in MESSAGES.iterdir()}
    assert texts == {*MAKERS, "open-question"}


def test_every_id_has_an_example_or_says_why_not() -> None:
    """The page shows what each diagnostic looks like; where it cannot, it gives the reason."""
    ids = {entry.id for entry in explanations()}
    assert examples_of_diagnostics().keys() | NO_EXAMPLE.keys() == ids
    assert examples_of_diagnostics().keys() & NO_EXAMPLE.keys() == set()
    assert all(reason in diagnostics() for reason in NO_EXAMPLE.values())
