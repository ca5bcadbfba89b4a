"""Every command that lists something: its forms, and the file that it may go into."""

import io
import json
import re
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from docs._ext.columns import COMMANDS, declared
from partnerskab.cli.main import main
from tests.cli.running import (
    AMAGER,
    AMENDED,
    ILLUSTRATIVE,
    NORDBY,
    NORDBY_TEXT,
    SPENDING,
    Run,
    run_process,
)

SEEN = ("--observations", ILLUSTRATIVE, "--as-of", "2016-06-01")
LISTINGS = {
    "targets": ("targets", AMAGER),
    "status": ("status", AMAGER, *SEEN),
    "receipt": ("status", AMAGER, *SEEN, "--explain", "burglary", "2013"),
    "changes": ("status", AMAGER, *SEEN, "--since", "2015-01-01"),
    "outlook": ("status", AMAGER, *SEEN, "--outlook"),
    "uncertainty": ("status", AMAGER, *SEEN, "--uncertainty"),
    "totals": ("status", AMAGER, *SEEN, "--totals"),
    "differences": ("diff", AMENDED, "--between", "2014-01-01", "2016-01-01"),
    "realism": ("realism", AMAGER),
    "calendar": ("calendar", AMAGER, "--year", "2015", "--as-of", "2016-01-15"),
    "goals": ("plan", AMAGER, "--as-of", "2016-01-15"),
    "activities": ("plan", AMAGER, "--activities"),
    "questions": ("questions", AMAGER, "--as-of", "2016-01-15"),
    "budget": ("budget", AMAGER, "--spending", SPENDING, "--as-of", "2016-02-01"),
    "observations": ("read", AMAGER, "tidy", ILLUSTRATIVE),
    "trace": ("trace", NORDBY, "--text", NORDBY_TEXT),
    "numbers": ("trace", NORDBY, "--text", NORDBY_TEXT, "--numbers"),
}
ARGUMENTS = pytest.mark.parametrize("arguments", LISTINGS.values(), ids=LISTINGS)


def test_every_listing_command_is_here(run: Run) -> None:
    """Whichever command has forms to choose from is tried in all of them below."""
    commands = re.findall(r"^    (\w+)\b", run("--help").out, re.MULTILINE)
    listing = {each for each in commands if "--format {table" in run(each, "--help").out}
    assert listing == {arguments[0] for arguments in LISTINGS.values()}


@pytest.mark.parametrize(("name", "arguments"), LISTINGS.items(), ids=LISTINGS)
def test_the_page_on_columns_names_the_command(
    run: Run, name: str, arguments: tuple[str, ...]
) -> None:
    """What the page says a command gives is what it gives; goals are a status, as it says, too."""
    document = json.loads(run(*arguments, "--format", "json").out)
    assert document["table"] == name
    shown = "status" if name == "goals" else name
    columns = [column["name"] for column in document["columns"]]
    assert columns == [column.name for column in declared()[shown].columns]
    assert name == "goals" or set(COMMANDS[name].split()) <= set(arguments)


@pytest.mark.parametrize(("name", "arguments"), LISTINGS.items(), ids=LISTINGS)
def test_a_workbook_has_the_rows_of_the_json(
    run: Run, tmp_path: Path, name: str, arguments: tuple[str, ...]
) -> None:
    """Every listing is to be had as a workbook, with the same columns and as many rows."""
    document = json.loads(run(*arguments, "--format", "json").out)
    path = tmp_path / "list.xlsx"
    assert run(*arguments, "--format", "xlsx", "-o", str(path))[:2] == (0, "")
    rows = [[cell.value for cell in row] for row in load_workbook(path)[name]]
    if "notice" in document:
        assert rows.pop(0)[0] == document["notice"]
    assert rows[0] == [column["name"] for column in document["columns"]]
    assert len(rows) == 1 + len(document["rows"])


@ARGUMENTS
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_file_holds_what_would_be_printed(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], form: str
) -> None:
    """With -o nothing is printed, and the file has the very text in UTF-8."""
    printed = run(*arguments, "--format", form)
    path = tmp_path / "list.txt"
    assert run(*arguments, "--format", form, "-o", str(path)) == (0, "", printed.err)
    assert path.read_bytes().decode() == printed.out


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_the_name_of_the_file_says_the_format(run: Run, tmp_path: Path, ending: str) -> None:
    """Without --format the ending decides."""
    named, asked = tmp_path / f"named.{ending.upper()}", tmp_path / f"asked.{ending}"
    assert run("targets", AMAGER, "-o", str(named)).code == 0
    assert run("targets", AMAGER, "-o", str(asked), "--format", ending).code == 0
    assert named.read_bytes() == asked.read_bytes()


def test_a_workbook_goes_into_a_pipe(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Where standard output is no terminal, it gets the workbook, with `-o -` as without."""
    made = []
    for more in ((), ("-o", "-")):
        assert main(["targets", AMAGER, "--format", "xlsx", *more]) == 0
        made.append(capsysbinary.readouterr().out)
    assert made[0] == made[1]
    assert load_workbook(io.BytesIO(made[0])).sheetnames == ["targets", "columns"]


def test_a_workbook_is_not_for_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to write instead."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, err = run("targets", AMAGER, "--format", "xlsx")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == (
        "partnerskab targets: error: argument --format: a workbook cannot be shown in a terminal; "
        "name a file for it, such as -o list.xlsx"
    )


@pytest.mark.parametrize(
    ("form", "name", "message"),
    [
        (
            "xlsx",
            "list",
            "argument -o: a workbook needs a name that ends in .xlsx, not list",
        ),
        (
            "xlsx",
            "list.xls",
            "argument -o: a workbook needs a name that ends in .xlsx, not list.xls",
        ),
        (
            "csv",
            "list.xlsx",
            "argument -o: list.xlsx ends as a file of the format xlsx does, but the format is csv",
        ),
        (
            "table",
            "list.json",
            (
                "argument -o: list.json ends as a file of the format json does, "
                "but the format is table"
            ),
        ),
    ],
)
def test_a_name_that_promises_something_else(run: Run, form: str, name: str, message: str) -> None:
    """A file may not have the ending of another format, or a workbook another ending."""
    code, out, err = run("targets", AMAGER, "--format", form, "-o", name)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == f"partnerskab targets: error: {message}"
    assert not Path(name).exists()


def test_a_file_that_is_there_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    """What somebody may have worked in is never overwritten."""
    path = tmp_path / "list.csv"
    path.write_text("mine", encoding="utf-8")
    code, out, err = run("targets", AMAGER, "-o", str(path))
    assert (code, out) == (1, "")
    assert err == (
        f"{path}: error: the file is there already [file-exists]\n"
        "    remedy:   give another name, or move the file away first: it may have been filled in\n"
        "1 error, 0 warnings\n"
    )
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_command_that_fails_leaves_no_file(run: Run, tmp_path: Path) -> None:
    """There is the whole file or none."""
    path = tmp_path / "list.csv"
    assert run("targets", "nowhere", "-o", str(path)).code == 1
    assert list(tmp_path.iterdir()) == []


def test_letters_of_a_file_do_not_hang_on_the_locale(tmp_path: Path) -> None:
    """The file is in UTF-8 with plain line ends wherever it is written."""
    path = tmp_path / "list.csv"
    ran = run_process("targets", AMAGER, "-o", str(path), PYTHONUTF8="0", LC_ALL="C")
    assert ran == (0, "", "")
    assert "Måltal 2013" in path.read_bytes().decode()
    assert b"\r" not in path.read_bytes()
