"""The cases of `tests/config_cases`: the message is the specification.

Each file, or folder of files, in `invalid` and `doubtful` has beside it the whole text that is said
about it. A case in `invalid` cannot be used, one in `doubtful` only gives warnings, and nothing is
said about those in `valid`.
"""

import os
from pathlib import Path

import pytest

from partnerskab.cli.main import main
from partnerskab.config.folder import Checked, check
from partnerskab.errors import Severity

CASES = Path(__file__).parent.parent / "config_cases"


def cases(folder: str) -> list[str]:
    """Return the names of the cases in a folder."""
    return sorted(path.name for path in (CASES / folder).iterdir() if path.suffix != ".expected")


def expected(folder: str, case: str) -> str:
    """Return what is to be said about a case."""
    return (CASES / folder / case).with_suffix(".expected").read_text(encoding="utf-8")


def said(checked: Checked) -> str:
    """Return all that was said, with the folders of a place written as in the expected text."""
    text = "".join(f"{diagnostic}\n" for diagnostic in checked.diagnostics)
    for name in ("agreement", "comments", "log", "safety-plan"):
        text = text.replace(f"{os.sep}{name}.toml:", f"/{name}.toml:")
    return text


def check_in(monkeypatch: pytest.MonkeyPatch, folder: str, case: str) -> Checked:
    """Check a case from its own folder, so that the places show bare names."""
    monkeypatch.chdir(CASES / folder)
    return check(case)


@pytest.mark.parametrize("case", cases("invalid"))
def test_an_invalid_case_gives_its_expected_text(
    monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """Everything wrong with an invalid case is said, in these words and in this order."""
    assert said(check_in(monkeypatch, "invalid", case)) == expected("invalid", case)


@pytest.mark.parametrize("case", cases("invalid"))
def test_an_invalid_case_gives_no_partnership(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    """Nothing can be used of a case with errors."""
    assert check_in(monkeypatch, "invalid", case).partnership is None


@pytest.mark.parametrize("case", cases("doubtful"))
def test_a_doubtful_case_gives_its_expected_text(
    monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """Everything doubtful about a case is said, in these words and in this order."""
    assert said(check_in(monkeypatch, "doubtful", case)) == expected("doubtful", case)


@pytest.mark.parametrize("case", cases("doubtful"))
def test_a_doubtful_case_can_be_used(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    """A case with nothing but warnings gives a partnership."""
    checked = check_in(monkeypatch, "doubtful", case)
    severities = {diagnostic.severity for diagnostic in checked.diagnostics}
    assert (severities, checked.partnership is None) == ({Severity.WARNING}, False)


@pytest.mark.parametrize("case", cases("valid"))
def test_nothing_is_said_about_a_valid_case(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    """A valid case gives a partnership and no diagnostic."""
    checked = check_in(monkeypatch, "valid", case)
    assert (checked.diagnostics, checked.partnership is None) == ((), False)


def test_every_expected_text_has_a_case() -> None:
    """No expected text is left over from a case that is gone."""
    texts = {path.with_suffix("") for path in CASES.rglob("*.expected")}
    files = {path.with_suffix("") for path in CASES.glob("*/*") if path.suffix != ".expected"}
    assert texts - files == set()


@pytest.mark.parametrize("case", cases("invalid"))
def test_the_command_refuses_an_invalid_case(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    """The command ends with 1, prints nothing for programs, and says all on standard error."""
    monkeypatch.chdir(CASES / "invalid")
    code = main(["check", case])
    printed = capsys.readouterr()
    everything = said(check(case))
    errors = everything.count(": error: ")
    count = f"{errors} error{'' if errors == 1 else 's'}, 0 warnings\n"
    shown = printed.err.replace(os.sep, "/") if (CASES / "invalid" / case).is_dir() else printed.err
    assert (code, printed.out, shown) == (1, "", everything + count)


@pytest.mark.parametrize("case", cases("doubtful"))
def test_the_command_accepts_a_doubtful_case(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    """The command ends with 0, and the warnings are on standard error."""
    monkeypatch.chdir(CASES / "doubtful")
    code = main(["check", case])
    assert (code, capsys.readouterr().err) == (
        0,
        expected("doubtful", case) + "0 errors, 1 warning\n",
    )
