"""Workbooks that are not as they should be: each is refused in whole sentences, by its cell."""

from collections.abc import Callable
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.formula import ArrayFormula

from partnerskab.observations.recipes import Code, Recipe
from tests.readers.layouts import (
    BULK,
    BULK_CELLS,
    POLICE,
    POLICE_TEXT,
    WIDE,
    WIDE_CELLS,
    WIDE_TEXT,
    accounted,
    book,
    findings,
    read,
    said,
    values,
)

NO_NUMBER = "not a number [not-a-number]"
BROKEN = "the workbook cannot be read [not-a-workbook]"
NO_RESULT = "a formula whose result is not stored in the file [formula-without-result]"
DANISH = "digits with ',' as the decimal mark and '.' between groups of three"
A_MARK = "if it marks a missing figure, name it under missing or suppressed in the recipe"
PERIODS = "periods such as 2013 or 2013-Q1 in row 3, each once"
HEADINGS = "correct header_row in the recipe, or name the heading under ignore"
OWN_HEADING = "give each column a heading of its own, and no merged one"
WORKBOOK = "a file in Excel's format .xlsx, without a password"
SAVE = "open it in a spreadsheet and save it again as .xlsx"
COMPUTE = "open the file in a spreadsheet and save it, or put the number in"
SHEET = "write sheet = ... in the recipe"


def edited(edit: Callable[[Any, Any], object] = lambda *_: None, **cells: Any) -> bytes:
    """Return the sound workbook with something else in some cells, or with another change."""
    workbook = load_workbook(BytesIO(book(WIDE_CELLS)))
    sheet = workbook.worksheets[0]
    for name, value in cells.items():
        sheet[name] = value
    edit(workbook, sheet)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def shown_as(number_format: str, value: object) -> bytes:
    """Return the workbook with a number in another format."""
    return edited(lambda _, sheet: setattr(sheet["C4"], "number_format", number_format), C4=value)


def in_the_sheet(old: str, new: str) -> bytes:
    """Return the workbook with another text in the file of its sheet."""
    sound = ZipFile(BytesIO(SOUND))
    stream = BytesIO()
    with ZipFile(stream, "w") as changed:
        for name in sound.namelist():
            content = sound.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            changed.writestr(name, content)
    return stream.getvalue()


SOUND = book(WIDE_CELLS)
# How a workbook with a password begins, and one of an Excel before 2007.
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512)


def hidden_sheet(workbook: Any, _: object) -> None:
    """Add a sheet that nobody sees."""
    workbook.create_sheet("Gemt").sheet_state = "hidden"


def chart_alone(workbook: Any, sheet: object) -> None:
    """Leave a chart and no sheet."""
    workbook.create_chartsheet("Graf").add_chart(BarChart())
    workbook.remove(sheet)


FILES: dict[str, tuple[str, bytes, Recipe, list[str]]] = {
    "an empty file": (
        "f.xlsx",
        b"",
        WIDE,
        [
            said(
                "f.xlsx",
                BROKEN,
                expected=WORKBOOK,
                came="BadZipFile: File is not a zip file",
                remedy=SAVE,
            ),
        ],
    ),
    "csv under another name": (
        "f.xlsx",
        WIDE_TEXT.encode(),
        WIDE,
        [
            said(
                "f.xlsx",
                BROKEN,
                expected=WORKBOOK,
                came="BadZipFile: File is not a zip file",
                remedy=SAVE,
            ),
        ],
    ),
    "cut off at the end": (
        "f.xlsx",
        SOUND[:-100],
        WIDE,
        [
            said(
                "f.xlsx",
                BROKEN,
                expected=WORKBOOK,
                came="BadZipFile: File is not a zip file",
                remedy=SAVE,
            ),
        ],
    ),
    "cut off in the middle": (
        "f.xlsx",
        SOUND[: len(SOUND) // 2],
        WIDE,
        [
            said(
                "f.xlsx",
                BROKEN,
                expected=WORKBOOK,
                came="BadZipFile: File is not a zip file",
                remedy=SAVE,
            ),
        ],
    ),
    "a password": (
        "f.xlsx",
        COMPOUND,
        WIDE,
        [
            said(
                "f.xlsx",
                BROKEN,
                expected=WORKBOOK,
                came="a workbook with a password, or one of an Excel before 2007",
                remedy=SAVE,
            ),
        ],
    ),
    "an Excel before 2007": (
        "f.xls",
        COMPOUND,
        WIDE,
        [
            said(
                "f.xls",
                BROKEN,
                expected=WORKBOOK,
                came="a file whose name ends in .xls",
                remedy=SAVE,
            ),
        ],
    ),
    "a workbook under the name of csv": (
        "f.csv",
        SOUND,
        WIDE,
        [
            said(
                "f.csv:1:6",
                "the file is not in UTF-8 [wrong-encoding]",
                expected="text in UTF-8",
                came="byte 0x00, as in a workbook (.xlsx), a document (.docx) or a picture",
                remedy="name a text file, or save the contents as one in UTF-8",
            ),
        ],
    ),
    "a row twice": (
        "f.xlsx",
        in_the_sheet('<row r="5"', '<row r="4"'),
        WIDE,
        [
            said(
                "f.xlsx",
                BROKEN,
                expected=WORKBOOK,
                came="ValueError: row 4 is there twice or out of order",
                remedy=SAVE,
            ),
        ],
    ),
    "a cell twice": (
        "f.xlsx",
        in_the_sheet('<c r="D4"', '<c r="C4"'),
        WIDE,
        [
            said(
                "f.xlsx",
                BROKEN,
                expected=WORKBOOK,
                came="ValueError: cell C4 is there twice or out of order",
                remedy=SAVE,
            ),
        ],
    ),
    "a row far below the last": (
        "f.xlsx",
        in_the_sheet('<row r="11"', '<row r="99999999"'),
        WIDE,
        [
            said(
                "f.xlsx",
                BROKEN,
                expected=WORKBOOK,
                came="ValueError: a row below 1048576",
                remedy=SAVE,
            ),
        ],
    ),
    "NaN": (
        "f.xlsx",
        in_the_sheet("1077", "NaN"),
        WIDE,
        [
            said(
                "f.xlsx",
                BROKEN,
                expected=WORKBOOK,
                came="ValueError: invalid literal for int() with base 10: 'NaN'",
                remedy=SAVE,
            ),
        ],
    ),
    "1e400": (
        "f.xlsx",
        in_the_sheet("1077", "1e400"),
        WIDE,
        [
            said("f.xlsx: Ark1!C4", NO_NUMBER, expected=DANISH, came="'inf'", remedy=A_MARK),
        ],
    ),
    "an endless number": (
        "f.xlsx",
        in_the_sheet("1077", "9" * 5000),
        WIDE,
        [
            said(
                "f.xlsx",
                BROKEN,
                expected=WORKBOOK,
                came=(
                    "ValueError: Exceeds the limit (4300 digits) for integer string conversion: "
                    "value has 5000 digits; us"
                ),
                remedy=SAVE,
            ),
        ],
    ),
    "a negative count": (
        "f.xlsx",
        edited(C4=-1),
        WIDE,
        [
            said(
                "f.xlsx: Ark1!C4",
                "not a value of 'reports' [invalid-value]",
                expected="zero or more",
                came="-1",
            ),
        ],
    ),
    "half a count": (
        "f.xlsx",
        edited(C4=1.5),
        WIDE,
        [
            said(
                "f.xlsx: Ark1!C4",
                "not a value of 'reports' [invalid-value]",
                expected="a whole number of zero or more",
                came="1.5",
            ),
        ],
    ),
    "a flag": (
        "f.xlsx",
        edited(C4=bool(1)),
        WIDE,
        [
            said("f.xlsx: Ark1!C4", NO_NUMBER, expected=DANISH, came="'True'", remedy=A_MARK),
        ],
    ),
    "a day": (
        "f.xlsx",
        edited(C4=date(2014, 5, 31)),
        WIDE,
        [
            said("f.xlsx: Ark1!C4", NO_NUMBER, expected=DANISH, came="'2014-05-31'"),
        ],
    ),
    "a time": (
        "f.xlsx",
        edited(C4=time(3, 4)),
        WIDE,
        [
            said("f.xlsx: Ark1!C4", NO_NUMBER, expected=DANISH, came="'03:04:00'"),
        ],
    ),
    "a length of time": (
        "f.xlsx",
        edited(C4=timedelta(3)),
        WIDE,
        [
            said("f.xlsx: Ark1!C4", NO_NUMBER, expected=DANISH, came="'3 days, 0:00:00'"),
        ],
    ),
    "a day outside the calendar": (
        "f.xlsx",
        shown_as("yyyy-mm-dd", 10**9),
        WIDE,
        [
            said("f.xlsx: Ark1!C4", NO_NUMBER, expected=DANISH, came="'#VALUE!'", remedy=A_MARK),
        ],
    ),
    "an error": (
        "f.xlsx",
        edited(C4="#DIV/0!"),
        WIDE,
        [
            said("f.xlsx: Ark1!C4", NO_NUMBER, expected=DANISH, came="'#DIV/0!'"),
        ],
    ),
    "a text": (
        "f.xlsx",
        edited(C4="mange"),
        WIDE,
        [
            said("f.xlsx: Ark1!C4", NO_NUMBER, expected=DANISH, came="'mange'", remedy=A_MARK),
        ],
    ),
    "a percentage": (
        "f.xlsx",
        shown_as("0.0%", 0.255),
        WIDE,
        [
            said("f.xlsx: Ark1!C4", NO_NUMBER, expected=DANISH, came="'25,5 %'"),
        ],
    ),
    "formulas without results": (
        "f.xlsx",
        edited(C4="=1+1", D4=ArrayFormula("D4", "=SUM(A1:A2)")),
        WIDE,
        [
            said("f.xlsx: Ark1!C4", NO_RESULT, expected="a number", came="=1+1", remedy=COMPUTE),
            said(
                "f.xlsx: Ark1!D4",
                NO_RESULT,
                expected="a number",
                came="=SUM(A1:A2)",
                remedy=COMPUTE,
            ),
        ],
    ),
    "merged headings": (
        "f.xlsx",
        edited(lambda _, sheet: sheet.merge_cells("C3:D3")),
        WIDE,
        [
            said(
                "f.xlsx: Ark1!D4",
                "a value that stands below no heading [wrong-length]",
                expected="values below the 3 headings in row 3",
                came="71 in column 4",
                remedy=OWN_HEADING,
            ),
            said(
                "f.xlsx: Ark1!D5",
                "a value that stands below no heading [wrong-length]",
                expected="values below the 3 headings in row 3",
                came="'..' in column 4",
                remedy=OWN_HEADING,
            ),
            said(
                "f.xlsx: Ark1!D8",
                "a value that stands below no heading [wrong-length]",
                expected="values below the 3 headings in row 3",
                came="12 in column 4",
                remedy=OWN_HEADING,
            ),
        ],
    ),
    "a day for a heading": (
        "f.xlsx",
        edited(D3=date(2013, 1, 1)),
        WIDE,
        [
            said(
                "f.xlsx: Ark1!D3",
                "a heading among the periods is none [no-periods]",
                expected=PERIODS,
                came="'2013-01-01'",
                remedy=HEADINGS,
            ),
        ],
    ),
    "a heading twice": (
        "f.xlsx",
        edited(D3=2012),
        WIDE,
        [
            said(
                "f.xlsx: Ark1!D3",
                "the period is there twice [no-periods]",
                expected=PERIODS,
                came="2012",
                remedy=HEADINGS,
            ),
        ],
    ),
    "a value below no heading": (
        "f.xlsx",
        edited(F4=99),
        WIDE,
        [
            said(
                "f.xlsx: Ark1!F4",
                "a value that stands below no heading [wrong-length]",
                expected="values below the 4 headings in row 3",
                came="99 in column 6",
                remedy=OWN_HEADING,
            ),
        ],
    ),
    "a hidden sheet beside the other": (
        "f.xlsx",
        edited(hidden_sheet),
        WIDE,
        [
            said(
                "f.xlsx",
                "which sheet? [unknown-sheet]",
                expected="Ark1, Gemt (hidden)",
                came="no sheet in the recipe",
                remedy=SHEET,
            ),
        ],
    ),
    "a sheet that is not there": (
        "f.xlsx",
        SOUND,
        attrs.evolve(WIDE, sheet="Tal"),
        [
            said(
                "f.xlsx",
                "no sheet has this name [unknown-sheet]",
                expected="Ark1",
                came="'Tal'",
                remedy=SHEET,
            ),
        ],
    ),
    "nothing but a chart": (
        "f.xlsx",
        edited(chart_alone),
        WIDE,
        [
            said(
                "f.xlsx",
                "which sheet? [unknown-sheet]",
                expected="a sheet with rows",
                came="no sheet in the recipe",
            ),
        ],
    ),
    "an empty sheet": (
        "f.xlsx",
        book([]),
        WIDE,
        [
            said(
                "f.xlsx",
                "the file ends before its headings [no-periods]",
                expected=PERIODS,
                came="fewer rows",
                remedy=HEADINGS,
            ),
        ],
    ),
    "an empty sheet of StatBank": (
        "f.xlsx",
        book([]),
        BULK,
        [
            said(
                "f.xlsx",
                "the file ends before its headings [missing-column]",
                expected="headings in row 1",
                came="fewer rows",
            ),
        ],
    ),
    "an empty sheet of crimes": (
        "f.xlsx",
        book([]),
        POLICE,
        [
            said(
                "f.xlsx",
                "the column 'Crime ID' is missing [missing-column]",
                expected="Crime ID, Month",
                came="no headings",
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_malformed(tmp_path: Path, name: str) -> None:
    """A workbook says what is wrong with its cell, or as a whole."""
    file, content, recipe, expected = FILES[name]
    assert findings(tmp_path / file, content, recipe) == expected


def test_a_part_that_is_cut_off(tmp_path: Path) -> None:
    """A sheet whose file ends too soon is broken, whatever the words of the parser."""
    (finding,) = findings(tmp_path / "f.xlsx", in_the_sheet("</sheetData>", ""), WIDE)
    assert finding.startswith(f"f.xlsx: error: {BROKEN}\n    expected: {WORKBOOK}\n    came:     ")
    assert finding.endswith(f"\n    remedy:   {SAVE}")


def test_what_openpyxl_warns_of_stays_inside(tmp_path: Path) -> None:
    """A part of a workbook that openpyxl does not know is no news to the reader of figures."""
    extension = '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    content = in_the_sheet("</worksheet>", extension)
    with pytest.warns(UserWarning, match="Data Validation extension is not supported"):
        list(load_workbook(BytesIO(content), read_only=True).worksheets[0].iter_rows())
    assert accounted(read(tmp_path / "f.xlsx", content, WIDE)) == 10


@pytest.mark.parametrize("name", ["f.xlsx", "f.XLSX", "f.xlsm"])
def test_names_of_workbooks(tmp_path: Path, name: str) -> None:
    """A workbook is known by how its name ends."""
    assert accounted(read(tmp_path / name, SOUND, WIDE)) == 10


def test_merged_label_of_a_group(tmp_path: Path) -> None:
    """A label in merged cells holds for all the rows beside it."""
    content = edited(lambda _, sheet: sheet.merge_cells("A4:A6"))
    assert values(read(tmp_path / "f.xlsx", content, WIDE)) == values(
        read(tmp_path / "g.xlsx", SOUND, WIDE)
    )


def test_a_size_that_the_file_gets_wrong(tmp_path: Path) -> None:
    """A sheet that claims to be a single cell is read to its end."""
    content = in_the_sheet('<dimension ref="A1:D11"', '<dimension ref="A1"')
    assert accounted(read(tmp_path / "f.xlsx", content, WIDE)) == 10


def test_a_named_sheet_among_others(tmp_path: Path) -> None:
    """The sheet that the recipe names is read, whatever else there is."""
    content = edited(hidden_sheet)
    reading = read(tmp_path / "f.xlsx", content, attrs.evolve(WIDE, sheet="Ark1"))
    assert accounted(reading) == 10


def test_cells_with_a_border_and_nothing_else(tmp_path: Path) -> None:
    """Cells that were only formatted, to the right of the table and below it, say nothing."""

    def format_only(_: object, sheet: Any) -> None:
        for name in ("E3", "F4", "H40"):
            sheet[name].number_format = "0.00"

    reading = read(tmp_path / "f.xlsx", edited(format_only), WIDE)
    assert (reading.rows, accounted(reading)) == (10, 10)


def test_numbers_as_codes(tmp_path: Path) -> None:
    """A code that a workbook holds as a number is the code, and so is a mark."""
    recipe = attrs.evolve(BULK, suppressed=["0"], only=[Code("KØN", "1")])
    cells = [[1 if cell == "TOT" else cell for cell in row] for row in BULK_CELLS]
    reading = read(tmp_path / "f.xlsx", book(cells), recipe)
    assert values(reading) == [
        ("reports", "town", "2012-Q4", 1200),
        ("thefts", "town", "2012-Q4", None),
        ("reports", "town", "2013-Q1", 1100),
    ]
    assert reading.not_asked == (("KØN", "M", 1), ("area", "147", 1))


def test_an_empty_cell_at_the_end_of_a_row(tmp_path: Path) -> None:
    """A workbook does not store the empty cells at the end of a row; the row is whole."""
    rows = [line.split(",") for line in POLICE_TEXT.replace('"once, more"', "").splitlines()]
    reading = read(tmp_path / "f.xlsx", book(rows), POLICE)
    assert (reading.rows, reading.used) == (7, 5)


def test_a_percentage_of_an_indicator_in_percent(tmp_path: Path) -> None:
    """A number that a spreadsheet shows as a percentage is that percentage."""
    recipe = attrs.evolve(WIDE, indicators=[Code("Indbrud", "satisfied")])
    reading = read(tmp_path / "f.xlsx", shown_as("0.0%", 0.255), recipe)
    assert str(values(reading)[0][3]) == "51/2"
