"""The command `template`, and `read` of what comes back."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import AMAGER, Run, assert_golden
from tests.forms import GOOD, filled_in, put, request


def asked(path: Path | str, party: str = "police", period: str = "2014") -> list[str]:
    """Return the words of a command that asks a party for a period's figures."""
    return ["template", AMAGER, "--for", party, "--period", period, "-o", str(path)]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("party", "period"), [("police", "2014"), ("ssp", "2013"), ("city", "2016")]
)
def test_the_whole_form(run: Run, tmp_path: Path, party: str, period: str, language: str) -> None:
    """Every text of the form, sheet by sheet, is the one in the file."""
    path = tmp_path / "request.xlsx"
    assert run(*asked(path, party, period), "--language", language).code == 0
    lines = []
    for sheet in load_workbook(path).worksheets:
        lines.append(f"=== {sheet.title}")
        rows = ([str(cell) for cell in row if cell is not None] for row in sheet.values)
        lines += [" | ".join(row) for row in rows]
    assert_golden(f"template-{party}-{period}.{language}.txt", "\n".join(lines) + "\n")


def test_what_is_printed(run: Run, tmp_path: Path) -> None:
    """The command says which file it wrote, and how much is asked of whom."""
    path = tmp_path / "request.xlsx"
    assert run(*asked(path)) == (0, f"{path}: 6 rows for police to fill in for 2014\n", "")


def test_one_row_is_not_rows(run: Run, tmp_path: Path) -> None:
    """A single row is counted as one."""
    path = tmp_path / "request.xlsx"
    assert run(*asked(path, "ssp")).out == f"{path}: 1 row for ssp to fill in for 2014\n"


def test_an_existing_file(run: Run, tmp_path: Path) -> None:
    """A file that is there stays, and the command ends with 1."""
    path = tmp_path / "request.xlsx"
    path.write_bytes(b"filled in")
    remedy = "give another name, or move the file away first: it may have been filled in"
    said = f"{path}: error: the file is there already [file-exists]\n    remedy:   {remedy}\n"
    assert run(*asked(path)) == (1, "", f"{said}1 error, 0 warnings\n")
    assert path.read_bytes() == b"filled in"


@pytest.mark.parametrize(
    ("party", "period", "said"),
    [
        (
            "polise",
            "2014",
            (
                "error: the agreement has no such party\n"
                "    expected: city, police, ssp, housing\n"
                "    came:     'polise'\n"
                "    remedy:   did you mean 'police'?\n"
            ),
        ),
        (
            "police",
            "2012",
            (
                "error: the agreement has no milestone in this period\n"
                "    expected: 2013, 2014, 2015, 2016\n"
                "    came:     2012\n"
            ),
        ),
        (
            "city",
            "2014",
            (
                "error: no figure is due from 'city' for 2014\n"
                "    expected: a period with figures due from it: 2016\n"
                "    came:     city, 2014\n"
            ),
        ),
        (
            "police",
            "next year",
            (
                "error: not a period\n"
                "    expected: 2012, 2012-H1, 2012-Q1, 2015-12, 2013-2016, 2011/12, "
                "2008/09-2010/11 or 2011-04/P1Y\n"
                "    came:     'next year'\n"
            ),
        ),
    ],
)
def test_what_cannot_be_asked(run: Run, tmp_path: Path, party: str, period: str, said: str) -> None:
    """Where there is nothing to ask, the message says of whom and when there is."""
    assert run(*asked(tmp_path / "request.xlsx", party, period)) == (1, "", said)
    assert list(tmp_path.iterdir()) == []


def test_a_filled_in_form_is_read(run: Run, tmp_path: Path) -> None:
    """What the party filled in is listed, and what it left open is told by name."""
    path = tmp_path / "request.xlsx"
    word = "reduceret (trin 2 af 5, 1 = mindst behov)"
    row = put(G5=word, H5="endelig", I5=date(2017, 5, 20), J8="først i maj")
    filled_in(path, request("city", 2016), row)
    assert run("read", AMAGER, "request", str(path), "--format", "csv") == (
        0,
        (
            "indicator,area,period,value,category,status,published,retrieved,source,note,audience\n"
            "safety-index,district-29,2016,,reduced,final,2017-05-20,,,,internal\n"
        ),
        (
            "4 values in the file: 1 used, 0 not asked for, 3 without a figure\n"
            "  not filled in: safety-index, amager, 2016 (Tal!G6)\n"
            "  not filled in: safety-index, district-29, 2017 (Tal!G7)\n"
            "  not filled in: safety-index, amager, 2017 (Tal!G8): 'først i maj'\n"
        ),
    )


def test_a_form_with_a_fault_is_refused(run: Run, tmp_path: Path) -> None:
    """The message names the cell, nothing is listed, and the command ends with 1."""
    path = tmp_path / "request.xlsx"
    filled_in(path, request(), GOOD, put(G5=-1))
    assert run("read", AMAGER, "request", str(path)) == (
        1,
        "",
        (
            f"{path}: Tal!G5: error: not a value of 'burglary' [invalid-value]\n"
            "    expected: zero or more\n"
            "    came:     -1\n"
            "1 error, 0 warnings\n"
        ),
    )
