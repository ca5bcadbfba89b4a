"""Request forms that came back with a fault: each is refused with the cell that it is in."""

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms import GOOD, Edit, answer, put, refused, request, said, values

STATUS_WORDS = "'endelig' or 'foreløbig' or 'revideret' or 'anslået' or 'diskretioneret'"
HEADINGS = (
    "Id, Indikator, Definition, Område, Periode, Enhed, Værdi, Status, Offentliggjort, Bemærkning"
)
NUMBER_ALONE = (
    "write the number alone; leave the row empty where there is no figure, and say why under "
    "'Bemærkning'"
)
PUT_BACK = (
    "put it back, and write what there is to say under 'Bemærkning'; or make a new form, if the "
    "agreement has changed"
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every form be called `request.xlsx`, in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def test_a_changed_id() -> None:
    """The id of an indicator is not the party's to change."""
    assert refused(GOOD, put(A5="burglery")) == said(
        "A5",
        "this cell is not as it was sent [changed-cell]",
        expected="'burglary'",
        came="'burglery'",
        remedy=PUT_BACK,
    )


@pytest.mark.parametrize(
    ("cell", "expected", "written", "came"),
    [
        ("B5", "Indbrud", "Indbrud i beboelse", "'Indbrud i beboelse'"),
        ("C5", "Aftalen giver ingen definition.", None, "an empty cell"),
        ("D5", "Amager Partnerskabs område", "Distrikt 15", "'Distrikt 15'"),
        ("E5", "2014", 2013, "2013"),
        ("F5", "anmeldelser", "sager", "'sager'"),
    ],
)
def test_a_changed_cell(cell: str, expected: str, written: object, came: str) -> None:
    """What is counted, where, when and in which unit is not the party's to change."""
    assert refused(GOOD, put(**{cell: written})) == said(
        cell,
        "this cell is not as it was sent [changed-cell]",
        expected=repr(expected),
        came=came,
        remedy=PUT_BACK,
    )


def swap(first: int, second: int) -> Edit:
    """Return an edit that exchanges two rows."""

    def edit(sheet: Worksheet) -> None:
        for letter in "ABCDEFGHIJ":
            one, other = sheet[f"{letter}{first}"], sheet[f"{letter}{second}"]
            one.value, other.value = other.value, one.value

    return edit


def test_a_moved_row() -> None:
    """Rows in another order are refused, though each could be told by its id."""
    assert refused(GOOD, swap(5, 7)) == said(
        "A5",
        "from here on the rows stand in another order [moved-row]",
        expected="burglary, amager, 2014",
        came="violence, amager, 2014",
        remedy="put the rows back in the order of the form that was sent",
    )


def test_a_removed_row() -> None:
    """A row that is gone is missed by name; the rows below it are where they should be."""
    assert refused(GOOD, lambda sheet: sheet.delete_rows(6)) == said(
        "A6",
        "a row of the form is missing [missing-row]",
        expected="theft, amager, 2014",
        came="no such row",
        remedy="put it back; a row without a figure is left empty, not removed",
    )


def test_an_extra_row() -> None:
    """A figure that nobody asked for is not passed over."""
    assert refused(GOOD, put(A11="arson", B11="Brand", G11=3, H11="endelig")) == said(
        "A11",
        "the form has no such row [extra-row]",
        expected="6 rows, one for each figure asked for",
        came="'arson', 'Brand', 3, 'endelig'",
        remedy="remove the row, or give its figures under a recipe of their own",
    )


def test_a_row_that_is_there_twice() -> None:
    """A copied row is refused, whatever it holds."""

    def copy(sheet: Worksheet) -> None:
        for letter in "ABCDEFGH":
            sheet[f"{letter}11"] = sheet[f"{letter}5"].value

    assert refused(GOOD, copy) == said(
        "A11",
        "the row is there twice [extra-row]",
        expected="6 rows, one for each figure asked for",
        came="'burglary', 'Indbrud', 'Aftalen giver ingen definition.', "
        "'Amager Partnerskabs område', 2014, 'anmeldelser', 61, 'endelig'",
        remedy="remove the row, or give its figures under a recipe of their own",
    )


def columns_said(cell: str, came: str) -> str:
    """Return what is said where the columns were changed."""
    return said(
        cell,
        "from here on the columns are not those of the form [changed-columns]",
        expected=HEADINGS,
        came=came,
        remedy="put the columns back as they were; what else there is to say is for 'Bemærkning'",
    )


def test_a_removed_column() -> None:
    """A column that is gone is seen before any row is read."""
    assert refused(GOOD, lambda sheet: sheet.delete_cols(3)) == columns_said(
        "C4",
        "Id, Indikator, Område, Periode, Enhed, Værdi, Status, Offentliggjort, Bemærkning, nothing",
    )


def test_a_moved_column() -> None:
    """Columns in another order are refused."""

    def move(sheet: Worksheet) -> None:
        for row in range(4, 11):
            one, other = sheet[f"G{row}"], sheet[f"H{row}"]
            one.value, other.value = other.value, one.value

    assert refused(GOOD, move) == columns_said(
        "G4",
        "Id, Indikator, Definition, Område, Periode, Enhed, Status, Værdi, Offentliggjort, "
        "Bemærkning",
    )


def test_an_inserted_column() -> None:
    """A column between those of the form is refused."""
    assert refused(GOOD, lambda sheet: sheet.insert_cols(8)) == columns_said(
        "H4",
        "Id, Indikator, Definition, Område, Periode, Enhed, Værdi, nothing, Status, "
        "Offentliggjort, Bemærkning",
    )


def test_an_added_column() -> None:
    """A heading to the right of those of the form is refused."""
    assert refused(GOOD, put(K4="2013", K5=71)) == columns_said("K4", f"{HEADINGS}, 2013")


@pytest.mark.parametrize("cell", ["L7", "E2", "K30"])
def test_a_cell_outside_the_form(cell: str) -> None:
    """What stands where the form has nothing is not passed over."""
    assert refused(GOOD, put(**{cell: "vi tæller anderledes"})) == said(
        cell,
        "the form has nothing in this cell [outside-the-form]",
        expected="an empty cell",
        came="'vi tæller anderledes'",
        remedy="write it in the row that it is about, under 'Bemærkning'",
    )


@pytest.mark.parametrize(
    ("cell", "name"), [("G5", "value"), ("H5", "status"), ("I5", "day"), ("J5", "note")]
)
def test_a_formula_without_its_result(cell: str, name: str) -> None:
    """A formula that no spreadsheet has reckoned out says nothing."""
    formula = f'=CONCAT("{name}")'
    assert refused(GOOD, put(**{cell: formula})) == said(
        cell,
        "a formula whose result is not stored in the file [formula-without-result]",
        expected="what the formula gives",
        came=formula,
        remedy="open the file in a spreadsheet and save it, or write the result",
    )


@pytest.mark.parametrize("text", ["ca. 60", "61 anmeldelser", "1,234.5", "#N/A", "-", "½"])
def test_a_text_in_the_cell_of_a_number(text: str) -> None:
    """A text that is no number is refused, and no number is picked out of it."""
    assert refused(GOOD, put(G5=text)) == said(
        "G5",
        "not a number [not-a-number]",
        expected="a number such as 1234",
        came=repr(text),
        remedy=NUMBER_ALONE,
    )


def test_true_in_the_cell_of_a_number() -> None:
    """A spreadsheet's true is no 1."""
    assert refused(GOOD, put(G5=True)) == said(
        "G5",
        "not a number [not-a-number]",
        expected="a number such as 1234",
        came="True",
        remedy=NUMBER_ALONE,
    )


def test_a_negative_number() -> None:
    """A count is never below zero."""
    assert refused(GOOD, put(G5=-3)) == said(
        "G5", "not a value of 'burglary' [invalid-value]", expected="zero or more", came="-3"
    )


def test_a_fraction_of_a_count() -> None:
    """A count is whole."""
    assert refused(GOOD, put(G5=61.5)) == said(
        "G5",
        "not a value of 'burglary' [invalid-value]",
        expected="a whole number of zero or more",
        came="61.5",
    )


@pytest.mark.parametrize(
    ("value", "came"), [(date(2014, 5, 1), "2014-05-01"), (time(1, 2), "01:02:00")]
)
def test_a_date_in_the_cell_of_a_number(value: object, came: str) -> None:
    """What a spreadsheet took for a date, such as 1-5, is not read as its number of days."""
    assert refused(GOOD, put(G5=value)) == said(
        "G5",
        "a date or a time in place of a number [not-a-number]",
        expected="a number such as 1234",
        came=came,
        remedy="give the cell the format of a number, and write the number again",
    )


def test_a_number_shown_as_a_percentage() -> None:
    """A spreadsheet keeps 22.9 % as 0.229, which is not what the party sees."""

    def edit(sheet: Worksheet) -> None:
        sheet["G5"] = 0.229
        sheet["G5"].number_format = "0.0%"

    assert refused(GOOD, edit) == said(
        "G5",
        "a number that the spreadsheet shows as a percentage [not-a-number]",
        expected="a number such as 1234, in a cell with the format of a number",
        came="0.229",
        remedy="write the number without a percent sign; the unit stands beside it",
    )


def test_a_percent_sign_that_is_only_printed() -> None:
    """A percent sign in quotes is printed beside a number that is as it looks."""

    def edit(sheet: Worksheet) -> None:
        sheet["G5"].number_format = r'0" %"\%'

    assert values(answer(GOOD, edit)) == [61]


@pytest.mark.parametrize(
    ("word", "remedy"),
    [("endeligt", "did you mean 'endelig'?"), ("opdigtede eksempeltal", ""), ("final", "")],
)
def test_a_wrong_status(word: str, remedy: str) -> None:
    """A status is one of the form's words; nobody can call a figure invented."""
    assert refused(GOOD, put(H5=word)) == said(
        "H5",
        "not one of the words in the list [unknown-word]",
        expected=STATUS_WORDS,
        came=repr(word),
        remedy=remedy,
    )


def test_no_status() -> None:
    """A value without a status is not taken for a final one."""
    assert refused(GOOD, put(H5=None)) == said(
        "H5",
        "the row has no status [missing-status]",
        expected=STATUS_WORDS,
        came="an empty cell",
        remedy="choose one of the words in the list",
    )


def test_a_wrong_category() -> None:
    """A category is one of the form's words."""
    edit = put(G5="middel", H5="endelig")
    assert refused(edit, asked=request("city", 2016)) == said(
        "G5",
        "not one of the words in the list [unknown-word]",
        expected=" or ".join(
            repr(f"{word} (trin {step} af 5, 1 = mindst behov)")
            for step, word in enumerate(
                ("minimal", "reduceret", "ordinær", "intensiveret", "markant"), start=1
            )
        ),
        came="'middel'",
    )


@pytest.mark.parametrize(
    ("value", "came"), [("2015-02-01", "'2015-02-01'"), ("i går", "'i går'"), (7, "7")]
)
def test_a_date_that_is_none(value: object, came: str) -> None:
    """A day is a date that the spreadsheet knows as one; a text of one can be read in two ways."""

    def undo_format(sheet: Worksheet) -> None:
        sheet["I5"].number_format = "General"

    assert refused(GOOD, undo_format, put(I5=value)) == said(
        "I5",
        "not a date [not-a-date]",
        expected="a date that the spreadsheet knows as one, such as 2014-01-01",
        came=came,
        remedy="give the cell the format of a date, and write the date again",
    )


def test_a_figure_from_before_its_period() -> None:
    """No figure for a period is out before the period starts."""
    assert refused(GOOD, put(I5=date(2013, 12, 31))) == said(
        "I5",
        "published before the period starts [not-a-date]",
        expected="2014-01-01 or later",
        came="2013-12-31",
    )


@pytest.mark.parametrize("cells", [{"H5": "endelig"}, {"I5": date(2015, 2, 1), "H5": "anslået"}])
def test_a_row_filled_in_by_half(cells: dict[str, object]) -> None:
    """A status without a value is a slip, unless it says that the value is held back."""
    assert refused(put(**cells)) == said(
        "G5",
        "only a figure that is held back has no value [value-and-status]",
        expected="a value, or the status 'diskretioneret'",
        came="an empty cell",
        remedy="correct the value or the status; for no figure at all, empty the row",
    )


def test_a_value_that_is_to_be_held_back() -> None:
    """A value beside the status of a figure held back is not taken in."""
    assert refused(GOOD, put(H5="diskretioneret")) == said(
        "G5",
        "only a figure that is held back has no value [value-and-status]",
        expected="an empty cell",
        came="61",
        remedy="correct the value or the status; for no figure at all, empty the row",
    )


def test_everything_is_said_in_one_run() -> None:
    """Faults in several cells are reported together, row by row, from left to right."""
    cells = put(G5=-3, H5="xx", I5="i går", G6="?", H6="endelig", A7="vold", K8="?")
    places = [line.split(": ")[1] for line in refused(cells).splitlines() if ": error: " in line]
    assert places == ["Tal!K8", "Tal!G5", "Tal!H5", "Tal!I5", "Tal!G6", "Tal!A7"]
