"""The workbook form of a table: what openpyxl finds in it is what stands in the table."""

import io
import sys
from datetime import date, datetime
from fractions import Fraction
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from partnerskab.errors import InvalidValueError, MissingExtraError
from partnerskab.tables.table import Cell, Column, Kind, Table, cell_text
from partnerskab.tables.workbook import to_xlsx, workbook_of
from partnerskab.values.exact import exact
from tests.strategies import exact_numbers

NOTICE = "illustrative: some of the figures are invented examples"
# A workbook is XML, which has one line end, and it holds no control characters but these.
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\t\n")
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    exact_numbers,
    st.text(LETTERS, max_size=20),
    st.sampled_from("=+-@").flatmap(lambda sign: st.text(LETTERS).map(lambda rest: sign + rest)),
    st.dates(),
)


def table(*rows: tuple[Cell, ...], notice: str = "") -> Table:
    """Return a table of as many columns as its first row has."""
    width = len(rows[0]) if rows else 1
    names = ("first", "second", "third")[:width]
    columns = tuple(Column(name, Kind.TEXT, f"the {name} one") for name in names)
    return Table("things", columns, rows, notice)


def opened(made: Table) -> Workbook:
    """Return the workbook of a table, as a spreadsheet opens it."""
    return load_workbook(io.BytesIO(to_xlsx(made)))


def kept(cell: Cell) -> Cell:
    """Return what a spreadsheet gives back of a cell, exact again."""
    sheet = opened(table((cell,)))["things"]
    value, kind = sheet["A2"].value, sheet["A2"].data_type
    assert kind != "f"
    if isinstance(value, bool) or kind == "s":
        return str(value) if kind == "s" else bool(value)
    if isinstance(value, datetime):
        return value.date()
    return None if value is None else exact(Fraction(str(value)))


@given(cell=CELLS)
@example(cell=Fraction(995, 100))  # the sixteenth digit of the nearest float is a nine
@example(cell=10**15 - 1)
@example(cell=Fraction(1, 10**90))
@example(cell="=1+1")
@example(cell="2013")
@example(cell="#N/A")
@example(cell=True)
@example(cell=date(1900, 3, 1))
def test_a_cell_comes_back_as_it_was(cell: Cell) -> None:
    """Each cell keeps its type and its value, or is the text that csv has; no text computes."""
    assert kept(cell) in ({None} if cell == "" else {cell, cell_text(cell)})


@pytest.mark.parametrize(
    "cell", [71, -10, Fraction(693, 10), 10**15 - 1, 75 * 10**40, Fraction(1, 8), 0]
)
def test_a_number_of_few_digits_is_a_number(cell: Cell) -> None:
    """Whole or not, a number that a spreadsheet keeps is one, and exact."""
    assert (kept(cell), type(kept(cell))) == (cell, type(cell))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Fraction(1, 3), "1/3"),
        (10**15 + 1, "1000000000000001"),
        (10**100, "1" + "0" * 100),
        (date(1900, 2, 28), "1900-02-28"),
        ("1.000", "1.000"),
        ("0042", "0042"),
        ("+45 12345678", "+45 12345678"),
        ("@SUM(A1)", "@SUM(A1)"),
    ],
)
def test_what_a_spreadsheet_would_change_is_a_text(cell: Cell, text: str) -> None:
    """A number of too many digits or none that end, an early day, and a text like a formula."""
    assert kept(cell) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x"])
def test_a_text_like_a_formula_stays_one_when_somebody_edits_it(text: str) -> None:
    """The cell is marked as text, so that the enter key does not make a formula of it."""
    assert opened(table((text,)))["things"]["A2"].quotePrefix


def test_a_day_is_shown_in_one_way_everywhere() -> None:
    """A day has the format of ISO 8601, whatever the language of the spreadsheet."""
    assert opened(table((date(2014, 5, 31),)))["things"]["A2"].number_format == "yyyy-mm-dd"


def test_a_control_character_is_replaced_where_it_stands() -> None:
    """What no workbook can hold leaves a mark in its place."""
    assert kept("a\ufffeb\ud800c") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
    assert kept("a\x00b\x1bc") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"


def test_headings_filter_and_stay_in_sight() -> None:
    """The row of the headings is frozen, filters its columns, and is printed on every page."""
    sheet = opened(table((1, "a"), (2, "b")))["things"]
    assert [cell.value for cell in sheet[1]] == ["first", "second"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert sheet.print_title_rows == "$1:$1"


def test_the_notice_is_above_everything_on_every_sheet() -> None:
    """The notice is in the first row, in large white letters on red, and scrolls with nothing."""
    for sheet in opened(table((1, "a"), notice=NOTICE)):
        first = sheet["A1"]
        assert first.value == NOTICE
        assert (first.font.b, first.font.sz, first.font.color.rgb) == (True, 14, "00FFFFFF")
        assert {cell.fill.fgColor.rgb for cell in sheet[1]} == {"00C00000"}
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A3", "$1:$2")


def test_the_second_sheet_says_what_the_columns_mean() -> None:
    """Each column has a row with its name, what it holds and its meaning."""
    workbook = opened(table((1, "a")))
    assert workbook.sheetnames == ["things", "columns"]
    assert [[cell.value for cell in row] for row in workbook["columns"]] == [
        ["column", "holds", "meaning"],
        ["first", "text", "the first one"],
        ["second", "text", "the second one"],
    ]


def test_a_table_without_rows_is_its_headings() -> None:
    """The columns are there without a row."""
    sheet = opened(table())["things"]
    assert [[cell.value for cell in row] for row in sheet] == [["first"]]


def test_long_text_has_room() -> None:
    """A long text is wrapped, and its row is as high as its lines."""
    sheet = opened(table(("word " * 40, 1)))["things"]
    assert sheet["A2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height == 4 * 15


def test_the_same_table_gives_the_same_bytes() -> None:
    """Nothing in the file tells when or where it was made."""
    made = table((1, "a"), (None, date(2014, 1, 1)), notice=NOTICE)
    data = to_xlsx(made)
    assert data == to_xlsx(made)
    with ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = parts.read("docProps/core.xml").decode()
    assert "created" not in properties
    assert "modified" not in properties


def named(name: str, notice: str = "") -> Table:
    """Return a table with this name."""
    return Table(name, (Column("first", Kind.COUNT, "the first one"),), ((1,),), notice)


def names_of(*names: str) -> list[str]:
    """Return the names of the sheets that tables of these names get."""
    data = workbook_of([named(name) for name in names])
    return load_workbook(io.BytesIO(data)).sheetnames


def test_several_tables_are_one_workbook() -> None:
    """Each table has a sheet of its own, in order, with its own notice on top."""
    data = workbook_of([named("targets"), named("status", NOTICE)])
    workbook = load_workbook(io.BytesIO(data))
    assert workbook.sheetnames == ["targets", "status", "columns"]
    assert [cell.value for cell in workbook["targets"]["A"]] == ["first", 1]
    assert [cell.value for cell in workbook["status"]["A"]] == [NOTICE, "first", 1]
    assert data == workbook_of([named("targets"), named("status", NOTICE)])


def test_the_last_sheet_says_what_the_columns_of_each_table_mean() -> None:
    """Each row names the sheet, too, and every notice is said once."""
    data = workbook_of([named("a", NOTICE), named("b", "held back"), named("c", NOTICE)])
    sheet = load_workbook(io.BytesIO(data))["columns"]
    assert [[cell.value for cell in row] for row in sheet] == [
        [f"{NOTICE}; held back", None, None, None],
        ["table", "column", "holds", "meaning"],
        ["a", "first", "count", "the first one"],
        ["b", "first", "count", "the first one"],
        ["c", "first", "count", "the first one"],
    ]


def test_a_sheet_has_a_name_that_every_program_takes() -> None:
    """Signs that no name may have are left out, one without any other is called table."""
    assert names_of("a/b: [c]", "'quoted'", "Sheet", "", "*?") == [
        "a b   c",
        "quoted",
        "Sheet",
        "table",
        "table 2",
        "columns",
    ]


def test_each_sheet_has_a_name_of_its_own() -> None:
    """Large and small letters make no difference; neither may one take the name of the last."""
    long = "x" * 40
    assert names_of("status", "Status", "columns", "History", long, long) == [
        "status",
        "Status 2",
        "columns",
        "History 2",
        "x" * 31,
        f"{'x' * 29} 2",
        "columns 2",
    ]


@given(names=st.lists(st.text(LETTERS | st.sampled_from("[]:*?/\\'"), max_size=40), max_size=5))
def test_any_name_of_a_table_makes_a_name_of_a_sheet(names: list[str]) -> None:
    """There are as many sheets as tables and one, none of them with a name too long."""
    sheets = names_of(*names)
    assert len(sheets) == len(names) + 1
    assert len({each.lower() for each in sheets}) == len(sheets)
    assert all(0 < len(each) <= 31 for each in sheets)


def test_a_text_too_long_for_a_cell() -> None:
    """It is refused whole rather than cut."""
    with pytest.raises(InvalidValueError) as caught:
        to_xlsx(table(("x" * 32_768,)))
    assert str(caught.value) == (
        "a text does not fit into a cell\n"
        "    expected: at most 32767 characters\n"
        f"    came:     32768 characters, which begin with '{'x' * 40}'\n"
        "    remedy:   ask for csv or json"
    )


def test_a_table_too_long_for_a_sheet() -> None:
    """It is refused before any of it is made."""
    with pytest.raises(InvalidValueError) as caught:
        to_xlsx(table(*([(1,)] * 1_048_575), notice=NOTICE))
    assert str(caught.value) == (
        "the table does not fit into a sheet\n"
        "    expected: at most 1048574 rows\n"
        "    came:     1048575 rows\n"
        "    remedy:   ask for csv or json"
    )


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names what to install."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError) as caught:
        to_xlsx(table())
    assert str(caught.value) == (
        "a listing as a workbook needs more than is installed; run: pip install 'partnerskab[xlsx]'"
    )
