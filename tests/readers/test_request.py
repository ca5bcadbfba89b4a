"""Reading a request form that came back: what was filled in, and what is no form at all."""

import sys
from datetime import date, datetime
from pathlib import Path

import attrs
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from partnerskab.agreement.checks import InvalidAgreementError
from partnerskab.errors import DiagnosticsError, MissingExtraError
from partnerskab.observations.observation import Observation
from partnerskab.observations.request import STATUSES
from partnerskab.readers.reading import read_file
from tests.forms import (
    AMAGER,
    FORM,
    GOOD,
    answer,
    filled_in,
    put,
    refused,
    request,
    rewrite,
    said,
    sent,
    values,
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every form be called `request.xlsx`, in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def test_a_row_becomes_an_observation() -> None:
    """Everything that the party wrote in a row is in the observation."""
    (seen,) = answer(GOOD).observations
    assert seen == Observation(
        indicator="burglary",
        area="amager",
        period=2014,
        value=61,
        status="final",
        published=date(2015, 2, 1),
        note="talt op to gange",
    )


def test_rows_without_a_figure_are_counted_and_named() -> None:
    """What nobody filled in is no error, and is told by name and cell, with the reason given."""
    reading = answer(GOOD, put(J7="kommer i marts"))
    assert reading.account() == (
        "6 values in the file: 1 used, 0 not asked for, 5 without a figure\n"
        "  not filled in: theft, amager, 2014 (Tal!G6)\n"
        "  not filled in: violence, amager, 2014 (Tal!G7): 'kommer i marts'\n"
        "  not filled in: vandalism, amager, 2014 (Tal!G8)\n"
        "  not filled in: narcotics, amager, 2014 (Tal!G9)\n"
        "  not filled in: harassment, amager, 2014 (Tal!G10)"
    )


def test_a_form_that_nobody_touched() -> None:
    """A form as it was sent holds nothing, and says so."""
    reading = answer()
    assert (len(reading.observations), reading.rows, len(reading.not_filled_in)) == (0, 6, 6)


def test_zero_is_a_figure() -> None:
    """Zero is read as zero, and is not taken for an empty cell."""
    assert values(answer(GOOD, put(G5=0))) == [0]


def test_a_figure_held_back() -> None:
    """A figure that may not be told is an observation without a value."""
    (seen,) = answer(put(H5="diskretioneret")).observations
    assert (seen.value, str(seen.status), seen.indicator) == (None, "suppressed", "burglary")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("da", "1.234", 1234), ("da", " 61 ", 61), ("en", "1,234", 1234), ("en", "61", 61)],
)
def test_a_number_as_text_is_read_by_the_marks_of_the_form(
    language: str, text: str, value: int
) -> None:
    """A number in a cell of text is read as the form of that language writes numbers."""
    word = {"da": "endelig", "en": "final"}[language]
    asked = request(language=language)
    assert values(answer(put(G5=text, H5=word), asked=asked)) == [value]


def test_a_category_by_its_word() -> None:
    """A category is chosen by the word of the form, which says where it stands on the scale."""
    word = "reduceret (trin 2 af 5, 1 = mindst behov)"
    assert values(answer(put(G5=word, H5="endelig"), asked=request("city", 2016))) == ["reduced"]


def test_a_day_may_be_missing() -> None:
    """A figure that is not published has no day."""
    (seen,) = answer(GOOD, put(I5=None)).observations
    assert seen.published is None


def test_the_hour_of_a_day_does_not_matter() -> None:
    """A day with an hour, as a spreadsheet's own key for now writes it, is that day."""
    (seen,) = answer(GOOD, put(I5=datetime(2015, 2, 1, 13, 45))).observations
    assert seen.published == date(2015, 2, 1)


def test_a_note_of_digits_is_a_text() -> None:
    """A note that looks like a number is kept as it is written."""
    (seen,) = answer(GOOD, put(J5=112)).observations
    assert seen.note == "112"


def test_blank_rows_say_nothing() -> None:
    """White space below the rows is no row."""
    assert values(answer(GOOD, put(A12=" ", C14="\n"))) == [61]


def test_a_sheet_of_their_own_is_named() -> None:
    """A sheet that the party added is not read, and that is said."""

    def add_sheet(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("Ark3")

    reading = answer(GOOD, add_sheet)
    assert reading.footnotes == ("the sheet 'Ark3' does not belong to the form and is not read",)


def test_a_figure_of_a_formula_with_its_result() -> None:
    """A formula counts as the result that the spreadsheet stored with it."""
    filled_in(FORM, request(), GOOD, put(G5="=60+1"))
    rewrite(rb"(<f>60\+1</f>)<v ?(/|></v)>", rb"\1<v>61</v>")
    assert values(read_file(AMAGER, FORM, "request")) == [61]


def test_a_wrong_size_in_the_file_hides_no_row() -> None:
    """Some programs write a size of the sheet that is too small; every row is read all the same."""
    filled_in(FORM, request(), put(G10=7, H10="endelig"))
    rewrite(b'<dimension ref="A1:J10"', b'<dimension ref="A1:B2"')
    assert values(read_file(AMAGER, FORM, "request")) == [7]


def test_what_excel_adds_is_no_warning() -> None:
    """Parts that Excel writes and openpyxl does not know are passed over in silence."""
    filled_in(FORM, request(), GOOD)
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/></extLst>'
    )
    rewrite(b"</worksheet>", extension + b"</worksheet>")
    assert values(read_file(AMAGER, FORM, "request")) == [61]


def code_said(message: str, *, expected: str, came: str, remedy: str = "") -> str:
    """Return what is said of the code of a form."""
    return said("A2", message, expected=expected, came=came, remedy=remedy)


def test_a_form_of_another_agreement() -> None:
    """A form is read with the folder of its own agreement."""
    assert refused(GOOD, put(A2="tingbjerg police 2014")) == code_said(
        "the form belongs to another agreement [form-of-another-agreement]",
        expected="'amager'",
        came="'tingbjerg'",
        remedy="name the folder of that agreement",
    )


def test_a_form_for_a_party_that_is_gone() -> None:
    """A party that the agreement does not have was asked for nothing."""
    assert refused(GOOD, put(A2="amager polise 2014")) == code_said(
        "the agreement has no such party [unknown-party]",
        expected="city, police, ssp, housing",
        came="'polise'",
        remedy="did you mean 'police'?",
    )


@pytest.mark.parametrize("period", ["2012", "next year"])
def test_a_form_for_a_period_without_milestones(period: str) -> None:
    """Nothing was asked for in another period."""
    assert refused(GOOD, put(A2=f"amager police {period}")) == code_said(
        "the agreement has no milestone in this period [unknown-period]",
        expected="2013, 2014, 2015, 2016",
        came=period,
    )


@pytest.mark.parametrize(
    ("code", "came"), [(None, "nothing"), ("amager police", "'amager police'")]
)
def test_a_form_without_its_code(code: str | None, came: str) -> None:
    """Without its code nobody knows what was asked."""
    assert refused(GOOD, put(A2=code)) == code_said(
        "the workbook is not a request form [not-a-form]",
        expected="the code of the form, such as 'amager police 2014'",
        came=came,
        remedy="name a form that `partnerskab template` made, with its sheets as they were",
    )


def test_a_sheet_by_another_name() -> None:
    """A workbook without the sheet is none of our forms."""

    def rename(sheet: Worksheet) -> None:
        sheet.title = "Ark1"

    assert refused(GOOD, rename) == (
        "request.xlsx: error: the workbook is not a request form [not-a-form]\n"
        "    expected: a sheet 'Tal' or 'Figures'\n"
        "    came:     'Vejledning', 'Ark1'\n"
        "    remedy:   name a form that `partnerskab template` made, with its sheets as they were"
    )


@pytest.mark.parametrize(
    ("data", "came"),
    [
        (b"", "BadZipFile: File is not a zip file"),
        (b"indicator,area\n", "BadZipFile: File is not a zip file"),
        (sent(request())[:-100], "BadZipFile: File is not a zip file"),
    ],
)
def test_a_file_that_is_no_workbook(data: bytes, came: str) -> None:
    """A file of another kind, or a part of one, is named as such."""
    FORM.write_bytes(data)
    with pytest.raises(DiagnosticsError) as caught:
        read_file(AMAGER, FORM, "request")
    assert str(caught.value) == (
        "request.xlsx: error: the workbook cannot be read [not-a-workbook]\n"
        "    expected: a file in Excel's format .xlsx, without a password\n"
        f"    came:     {came}\n"
        "    remedy:   open it in a spreadsheet and save it again as .xlsx"
    )


def test_no_file() -> None:
    """A name without a file is said to be one."""
    with pytest.raises(DiagnosticsError) as caught:
        read_file(AMAGER, FORM, "request")
    assert str(caught.value) == (
        "request.xlsx: error: there is no such file [cannot-read]\n"
        "    remedy:   check the name and the folder; large and small letters may differ"
    )


def test_a_folder() -> None:
    """A folder is no form."""
    FORM.mkdir()
    with pytest.raises(DiagnosticsError) as caught:
        read_file(AMAGER, FORM, "request")
    assert str(caught.value) == (
        "request.xlsx: error: this is a folder, not a file [cannot-read]\n"
        "    remedy:   name a file inside the folder"
    )


def test_without_openpyxl_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where openpyxl is not installed, the message says how to install it."""
    filled_in(FORM, request(), GOOD)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError) as caught:
        read_file(AMAGER, FORM, "request")
    assert str(caught.value) == (
        "reading a request form needs more than is installed; run: pip install 'partnerskab[xlsx]'"
    )


def test_every_status_but_the_invented_one_is_offered() -> None:
    """A form has a word for each kind of real figure."""
    assert list(request().statuses.values()) == list(STATUSES)


@pytest.mark.parametrize("name", ["request", "tidy"])
def test_no_recipe_hides_behind_a_name_of_the_library(name: str) -> None:
    """A recipe by a name under which the library reads its own files would never be used."""
    recipe = attrs.evolve(AMAGER.recipe("ssp-report"), id=name)
    with pytest.raises(InvalidAgreementError) as caught:
        attrs.evolve(AMAGER, recipes=[recipe])
    assert str(caught.value) == (
        f"recipes.{name}: the library reads files of its own by this name\n"
        "    expected: another name than 'tidy' and 'request'\n"
        f"    came:     '{name}'\n"
        "    remedy:   rename the recipe"
    )
