"""`partnerskab check --format`: diagnostics for programs and for code hosts."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.errors import Diagnostic, Place, Severity
from partnerskab.screen.annotations import github_annotations, gitlab_report
from partnerskab.tables.diagnostics import DIAGNOSTIC_COLUMNS
from tests.cli.running import AMAGER, QUIET, Run

FORMATS = ("json", "github", "gitlab")
PLACES = st.builds(
    Place,
    file=st.text(min_size=1),
    line=st.none() | st.integers(1),
    column=st.none() | st.integers(1),
    key=st.text(),
)
TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("%\r\n:,"))
DIAGNOSTICS = st.builds(
    Diagnostic,
    id=st.just("unknown-key"),
    place=PLACES,
    message=TEXTS,
    severity=st.sampled_from(Severity),
    expected=TEXTS,
    came=TEXTS,
    remedy=TEXTS,
)


@pytest.fixture
def doubtful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write an agreement with one error and one warning into the current folder."""
    text = Path(AMAGER, "agreement.toml").read_text(encoding="utf-8")
    changed = text.replace("printed = [           69,", "printed = [           68,")
    changed = changed.replace('area = "amager"', 'are = "amager"', 1)
    (tmp_path / "agreement.toml").write_text(changed, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def found(**changes: Any) -> Diagnostic:
    """Return a diagnostic with some changes."""
    place = Place(file="amager/agreement.toml", line=3, column=1, key="term.ends")
    fields: dict[str, Any] = {"id": "unknown-key", "place": place, "message": "unknown key"}
    return Diagnostic(**fields | changes)


@pytest.mark.parametrize("form", FORMATS)
def test_a_sound_folder_gives_an_empty_list(run: Run, form: str) -> None:
    """Nothing wrong is nothing to show, and the exit code is 0."""
    code, out, err = run("check", QUIET, "--format", form)
    assert (code, err) == (0, "")
    assert {"json": '"rows": []', "github": "", "gitlab": "[]"}[form] in out


@pytest.mark.usefixtures("doubtful")
@pytest.mark.parametrize("form", FORMATS)
def test_errors_end_with_1_and_stand_on_standard_output(run: Run, form: str) -> None:
    """A program reads the findings from standard output, and from the code that they break it."""
    code, out, err = run("check", ".", "--format", form)
    assert (code, err) == (1, "")
    assert out.count("unknown-key") >= 1


@pytest.mark.usefixtures("doubtful")
def test_json_has_every_part_of_a_diagnostic(run: Run) -> None:
    """A row holds all that the text for people says, and where the docs explain it."""
    lines = Path("agreement.toml").read_text(encoding="utf-8").splitlines()
    document = json.loads(run("check", ".", "--format", "json").out)
    rows = {row["id"]: row for row in document["rows"]}
    assert document["table"] == "diagnostics"
    assert rows["unknown-key"] == {
        "id": "unknown-key",
        "severity": "error",
        "file": "agreement.toml",
        "line": lines.index('are = "amager"') + 1,
        "column": 1,
        "key": "agreement.are",
        "message": "unknown key",
        "expected": "label, area, also_called, safety_plan, year_starts",
        "came": "are",
        "remedy": "did you mean 'area'?",
        "docs": "reference/diagnostics.html#unknown-key",
    }


@pytest.mark.usefixtures("doubtful")
def test_json_declares_its_columns(run: Run) -> None:
    """The document says what each part of a row means, as every table does."""
    document = json.loads(run("check", ".", "--format", "json").out)
    names = [column["name"] for column in document["columns"]]
    assert names == [column.name for column in DIAGNOSTIC_COLUMNS]


def test_a_github_annotation() -> None:
    """An annotation names file, line and column, has the id as its title, and says all."""
    diagnostic = found(expected="start, end, cite", came="ends", remedy="did you mean 'end'?")
    assert github_annotations([diagnostic]) == (
        "::error file=amager/agreement.toml,line=3,col=1,title=unknown-key::"
        "term.ends: unknown key%0Aexpected: start, end, cite%0Acame: ends"
        "%0Aremedy: did you mean 'end'?\n"
    )


def test_a_github_annotation_of_a_whole_file() -> None:
    """Without a line the file alone is named; a warning is one."""
    diagnostic = found(place=Place(file="./a, b: 100%.toml"), severity=Severity.WARNING)
    assert github_annotations([diagnostic]) == (
        "::warning file=a%2C b%3A 100%25.toml,title=unknown-key::unknown key\n"
    )


@given(DIAGNOSTICS)
def test_a_github_annotation_is_one_line_that_can_be_read_back(diagnostic: Diagnostic) -> None:
    """Whatever stands in a message, it cannot end the command or forge a property."""
    (line,) = github_annotations([diagnostic]).removesuffix("\n").split("\n")
    assert "\r" not in line
    head, separator, message = line.removeprefix("::").partition("::")
    command, _, properties = head.partition(" ")
    names = [pair.partition("=")[0] for pair in properties.split(",")]
    wanted = {"file": True, "line": diagnostic.place.line, "col": diagnostic.place.column}
    assert (command, separator) == (str(diagnostic.severity), "::")
    assert names == [name for name, given in wanted.items() if given] + ["title"]
    assert diagnostic.message in unescaped(message)


def unescaped(text: str) -> str:
    """Return what the runner of GitHub Actions makes of a message."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_a_gitlab_finding() -> None:
    """A finding has what GitLab asks for: description, name, fingerprint, severity and place."""
    (finding,) = json.loads(gitlab_report([found(came="ends")]))
    assert len(finding.pop("fingerprint")) == 64
    assert finding == {
        "description": "term.ends: unknown key\ncame: ends",
        "check_name": "unknown-key",
        "severity": "critical",
        "location": {"path": "amager/agreement.toml", "lines": {"begin": 3}},
    }


def fingerprints(*diagnostics: Diagnostic) -> list[str]:
    """Return the fingerprint of each finding."""
    return [each["fingerprint"] for each in json.loads(gitlab_report(diagnostics))]


def test_a_finding_that_moves_is_the_same_one() -> None:
    """Text above a finding moves it to another line, and makes no new finding of it."""
    moved = found(place=Place(file="amager/agreement.toml", line=9, column=1, key="term.ends"))
    assert fingerprints(found()) == fingerprints(moved)


def test_two_findings_alike_are_two() -> None:
    """The same thing said twice has two fingerprints, since GitLab drops the second of one."""
    assert len(set(fingerprints(found(), found()))) == 2


def test_a_gitlab_finding_of_a_whole_file() -> None:
    """GitLab wants a line: the first, where the whole file is meant."""
    (finding,) = json.loads(gitlab_report([found(place=Place(file="amager"))]))
    assert finding["location"] == {"path": "amager", "lines": {"begin": 1}}
