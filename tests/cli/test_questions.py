"""`partnerskab questions`, and what `check --strict` says of the same questions."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import AMAGER, QUIET, Run, assert_golden

ON = ("--as-of", "2014-06-01")
ADOPTED = """
[questions.secretariat-money.adopted]
reading = "yearly"
by = "steering-group"
on = 2014-05-01
why = { da = "Besluttet på mødet", en = "Decided at the meeting" }
"""


@pytest.fixture
def decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a folder in which the steering group has decided the first question."""
    text = Path(AMAGER, "agreement.toml").read_text(encoding="utf-8")
    (tmp_path / "agreement.toml").write_text(text + ADOPTED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "."


@pytest.mark.parametrize("language", ["da", "en"])
def test_questions_for_people(run: Run, language: str) -> None:
    """Every question stands with its readings and what depends on it."""
    code, out, err = run("questions", AMAGER, *ON, "--language", language)
    assert (code, err) == (0, "")
    assert_golden(f"questions-{language}.txt", out)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Adopted: yearly, by Steering group on 2014-05-01. Decided at the meeting"),
        ("da", "Besluttet: yearly, af Styregruppen den 01.05.2014. Besluttet på mødet"),
    ],
)
def test_a_decision_is_shown(run: Run, decided: str, language: str, line: str) -> None:
    """A decided question says which reading, by whom, when and why."""
    out = run("questions", decided, *ON, "--language", language).out
    assert f"\n  {line}\n" in out


def test_a_decision_counts_from_its_day(run: Run, decided: str) -> None:
    """The day before, nobody has decided."""
    assert "Adopted" not in run("questions", decided, "--as-of", "2014-04-30").out


def test_questions_for_programs(run: Run, decided: str) -> None:
    """The csv has a row for each reading, with the decision in the row of the adopted one."""
    rows = list(csv.DictReader(io.StringIO(run("questions", decided, *ON, "--format", "csv").out)))
    assert rows[0] == {
        "as_of": "2014-06-01",
        "question": "secretariat-money",
        "is_open": "false",
        "reading": "yearly",
        "label": "Yearly",
        "standing": "adopted",
        "by": "steering-group",
        "on": "2014-05-01",
        "why": "Decided at the meeting",
        "sets": "allocations.secretariat.basis = yearly",
        "concerns": "allocations.secretariat",
        "citation": "agreement-text, section 5",
    }
    assert [row["standing"] for row in rows].count("assumed") == 6


def test_json_holds_the_same_rows(run: Run) -> None:
    """The json has as many rows as the questions have readings."""
    assert len(json.loads(run("questions", AMAGER, *ON, "--format", "json").out)["rows"]) == 24


def test_an_agreement_without_questions(run: Run) -> None:
    """A text that leaves nothing open is no error."""
    code, out, err = run("questions", QUIET, *ON)
    assert (code, err) == (0, "")
    assert out.endswith("\n0 of 0 undecided; * marks the reading that figures follow\n")


def test_strict_fails_on_open_questions(run: Run) -> None:
    """With `--strict` every open question is an error that names it and its readings."""
    code, out, err = run("check", AMAGER, "--strict")
    assert (code, out) == (1, "")
    assert err.startswith(
        "examples/amager/agreement.toml:446:12: questions.secretariat-money: error: nobody has "
        "decided this question [open-question]\n"
        "    expected: one of its readings, adopted: 'yearly' or 'whole-period'\n"
        "    came:     no decision\n"
        "    remedy:   write adopted = { reading = ..., by = ..., on = ..., why = ... }\n"
    )
    assert err.endswith("12 errors, 0 warnings\n")


def test_strict_says_what_is_only_assumed(run: Run) -> None:
    """An assumed reading is no decision."""
    assert "    came:     'all', only assumed\n" in run("check", AMAGER, "--strict").err


def test_strict_names_only_what_is_open(run: Run, decided: str) -> None:
    """A decided question is none of the errors."""
    err = run("check", decided, "--strict").err
    assert err.endswith("11 errors, 0 warnings\n")
    assert "questions.secretariat-money" not in err


def test_strict_passes_where_nothing_is_open(run: Run) -> None:
    """An agreement without open questions passes the strict check, with its summary."""
    code, out, err = run("check", QUIET, "--strict")
    assert (code, err) == (0, "")
    assert out == run("check", QUIET).out
