"""`partnerskab trace`: the figures in the signed text, for people and for programs."""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from tests.cli.running import AMAGER, NORDBY, NORDBY_TEXT, Run, assert_golden, run_process

SIGNED = ("trace", NORDBY, "--text", NORDBY_TEXT)
# What goes wrong in the text, one thing of each sort.
CHANGES = {
    "30. juni 2021": "30. juni 2022",
    "1/4 af beboerne": "beboerne",
    "se\nkortet side 9": "se kortet",
    "Måltal 2019": "Måltal 2018",
    "250.000 kr. i 2019": "i 2019",
    "gange årligt.": "gange årligt, i alt 250.000 kr. og 10-12 møder.",
    "3. Møder og penge": "Møder og penge",
}


@pytest.fixture
def changed(tmp_path: Path) -> str:
    """Return the name of a text in which something of each sort is wrong."""
    text = Path(NORDBY_TEXT).read_text(encoding="utf-8")
    for old, new in CHANGES.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "changed.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_text_that_proves_every_figure(run: Run, language: str) -> None:
    """Where nothing is wrong there are three lines and no error."""
    code, out, err = run(*SIGNED, "--language", language)
    assert (code, err) == (0, "")
    assert_golden(f"trace-{language}.txt", out)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_text_with_everything_wrong(run: Run, changed: str, language: str) -> None:
    """Everything that does not hold is named, with where it stands, and the command ends with 1."""
    code, out, err = run("trace", NORDBY, "--text", changed, "--language", language)
    assert (code, err) == (1, "")
    assert_golden(f"trace-changed-{language}.txt", out)


def test_csv_has_a_row_for_each_figure(run: Run) -> None:
    """Each figure comes with its value, where it is cited and where it stands."""
    rows = list(csv.DictReader(io.StringIO(run(*SIGNED, "--format", "csv").out)))
    assert len(rows) == 39
    assert rows[0] == {
        "figure": "term.end",
        "value": "2021-06-30",
        "citation": "text, section preamble",
        "standing": "found",
        "written": "30. juni 2021",
        "where": "section preamble, line 4",
        "line": "4",
        "reason": "",
    }


def test_json_has_a_row_for_each_number(run: Run) -> None:
    """Each number comes with its place and what covers it."""
    out = run(*SIGNED, "--numbers", "--format", "json", "--language", "da").out
    rows = {row["number"]: row for row in json.loads(out)["rows"]}
    assert rows["965"] == {
        "number": "965",
        "line": 25,
        "section": "2",
        "item": "2",
        "table": "Lovovertrædelse",
        "row": "Hærværk",
        "column": "Måltal 2019 (-5 %)",
        "page": None,
        "cover": "cited",
        "figures": "targets.vandalism.printed.2019",
        "reason": None,
    }
    assert (rows["9"]["cover"], rows["9"]["reason"]) == ("left-out", "Siden med kortet")


def test_numbers_for_people(run: Run) -> None:
    """Every number of the text in order, with what covers it."""
    code, out, err = run(*SIGNED, "--numbers")
    assert (code, err) == (0, "")
    assert_golden("trace-numbers.txt", out)


def test_a_number_that_nothing_covers_fails_on_request(run: Run, tmp_path: Path) -> None:
    """It is an open end and no error, unless `--strict` is given."""
    path = tmp_path / "more.txt"
    path.write_text(f"{Path(NORDBY_TEXT).read_text(encoding='utf-8')} Og 7.", encoding="utf-8")
    codes = [run("trace", NORDBY, "--text", str(path), *more).code for more in ((), ("--strict",))]
    assert codes == [0, 1]


def test_a_program_gets_the_exit_code_too(run: Run, changed: str) -> None:
    """What is asked for in another form ends with 1 all the same."""
    assert run("trace", NORDBY, "--text", changed, "--format", "csv").code == 1


def test_another_text_than_the_signed_one(run: Run) -> None:
    """Amager keeps the hash of its text; any other text is noticed."""
    code, out, _ = run("trace", AMAGER, "--text", NORDBY_TEXT)
    assert code == 1
    assert out.splitlines()[2:5] == [
        "The signed agreement: ANOTHER TEXT than the one whose hash agreement.toml keeps",
        "  kept: 3ce0b9ae2f2170af1478d6065850f75570700fa6333721b85d9c4086df5fa6ef",
        "  this text: 2ef9ebe804e1890d020000b47598f4fb1a57da2f55ed003da9a61645c326c2f1",
    ]


def test_the_text_that_was_signed(run: Run) -> None:
    """The real text proves every figure of Amager, and every number of it is covered."""
    signed = os.environ.get("PARTNERSKAB_AGREEMENT_TEXT")
    if not signed:
        pytest.skip("PARTNERSKAB_AGREEMENT_TEXT names no signed text")
    code, out, err = run("trace", AMAGER, "--text", signed, "--strict")
    assert (code, err) == (0, "")
    assert_golden("trace-amager.txt", out)


def test_another_document(run: Run) -> None:
    """A document that nothing is cited from has no figures, and all its numbers are uncovered."""
    code, out, _ = run("trace", AMAGER, "--text", NORDBY_TEXT, "--document", "safety-plan")
    assert code == 0
    assert out.splitlines()[2] == "The safety plan: agreement.toml keeps no hash of the text"


def test_a_document_that_the_agreement_does_not_cite(run: Run) -> None:
    """A wrong id is said, with the nearest one."""
    assert run(*SIGNED, "--document", "tekst") == (
        1,
        "",
        (
            "error: the agreement cites no such document\n"
            "    expected: text\n"
            "    came:     'tekst'\n"
            "    remedy:   did you mean 'text'?\n"
        ),
    )


def test_a_text_that_is_not_there(run: Run) -> None:
    """A wrong name is said with its place."""
    assert run("trace", NORDBY, "--text", "signed.txt") == (
        1,
        "",
        (
            "signed.txt: error: there is no such file [cannot-read]\n"
            "    remedy:   check the name and the folder; large and small letters may differ\n"
            "1 error, 0 warnings\n"
        ),
    )


def test_without_a_text(run: Run) -> None:
    """Nothing can be proved without the text."""
    code, out, err = run("trace", NORDBY)
    assert (code, out) == (2, "")
    assert err.endswith("the following arguments are required: --text\n")


def test_a_damaged_pdf(tmp_path: Path) -> None:
    """What pypdf has to say about the file does not stand beside the message."""
    path = tmp_path / "signed.pdf"
    path.write_bytes(b"%PDF-1.4 cut")
    ran = run_process("trace", NORDBY, "--text", str(path))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{path}: error: the PDF cannot be read [broken-pdf]\n")
