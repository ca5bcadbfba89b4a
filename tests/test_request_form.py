"""The form that asks a party for its figures: what is in it, and what is not."""

import os
import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.errors import DiagnosticsError, InvalidValueError, MissingExtraError
from partnerskab.observations.request import Column, Request, as_cell_text
from partnerskab.request_form import make_form, write_form
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from partnerskab.words import languages
from tests.forms import AMAGER, request

FORMS = [("police", 2014), ("ssp", 2013), ("city", 2016)]


OPEN = ("Værdi", "Status", "Offentliggjort", "Bemærkning")


def made(asked: Request) -> tuple[Worksheet, Worksheet]:
    """Return the instructions and the rows of a form."""
    guide, rows = load_workbook(BytesIO(make_form(asked))).worksheets
    return guide, rows


def texts(sheet: Worksheet) -> list[list[str]]:
    """Return what stands in each row that is not empty."""
    rows = ([str(cell) for cell in row if cell is not None] for row in sheet.values)
    return [row for row in rows if row]


def test_the_rows_for_the_police() -> None:
    """The police are asked for six counts, with nothing filled in that is theirs to fill in."""
    _, rows = made(request())
    shared = [
        "Aftalen giver ingen definition.",
        "Amager Partnerskabs område",
        "2014",
        "anmeldelser",
    ]
    names = {
        "burglary": "Indbrud",
        "theft": "Tyverier",
        "violence": "Vold/Trusler",
        "vandalism": "Hærværk",
        "narcotics": "Narkotika",
        "harassment": "Chikane",
    }
    assert texts(rows) == [
        ["Aftale om partnerskab for Amager · indberetning af tal"],
        ["amager police 2014", "Til Københavns Politi · 2014"],
        ["Udfyld de gule felter. De grå er låst. Se fanen Vejledning."],
        [*("Id", "Indikator", "Definition", "Område", "Periode", "Enhed"), *OPEN],
        *([id, name, *shared] for id, name in names.items()),
    ]


def test_a_release_month_makes_a_deadline() -> None:
    """The index comes out in May, so the figures of 2016 are asked for by the end of May 2017."""
    guide, _ = made(request("city", 2016))
    assert ["Frist", "Københavns Kommunes tryghedsindeks: senest 31.05.2017"] in texts(guide)


def test_validity_notes_travel_with_the_form() -> None:
    """What a reader must know of narcotics stands where the police read it."""
    guide, _ = made(request())
    note = "Bemærk: Antallet følger politiets indsats: flere kontroller giver flere anmeldelser"
    assert [note] in texts(guide)


def test_a_party_with_two_sources_is_told_which_is_which() -> None:
    """Where a party is asked from several sources, each indicator names its own."""
    sources = [attrs.evolve(each, party="police") for each in AMAGER.agreement.sources]
    signed = attrs.evolve(AMAGER.agreement, sources=sources)
    guide, rows = made(Request(signed, "police", Period(2014), "en"))
    assert ["Source: SSP's report on restless areas"] in texts(guide)
    assert rows["A5"].value == "ssp-activations"


def test_a_period_that_is_no_year_is_a_text() -> None:
    """A year is a number in its cell, and a part of one a text, so that neither is marked."""
    rule = attrs.evolve(
        AMAGER.agreement.target("ssp-activations").rule, periods=[Period.parse("2014-Q1")]
    )
    targets = [
        attrs.evolve(each, rule=rule) if each.id == "ssp-activations" else each
        for each in AMAGER.agreement.targets
    ]
    signed = attrs.evolve(AMAGER.agreement, targets=targets)
    _, rows = made(Request(signed, "ssp", Period.parse("2014-Q1"), "en"))
    assert (rows["E5"].value, made(request("ssp"))[1]["E5"].value) == ("2014-Q1", 2014)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("party", "year"), FORMS)
def test_nothing_tells_what_is_hoped_for(party: str, year: int, language: str) -> None:
    """No baseline, target or percentage of the agreement stands anywhere in a form."""
    sheets = made(request(party, year, language))
    cells = {text for sheet in sheets for row in texts(sheet) for text in row}
    steps = {f"{step}." for step in range(1, 8)}
    words = {word for text in cells - steps for word in re.findall(r"[0-9]+", text)}
    ladders = [each.rule for each in AMAGER.agreement.targets]
    told = {
        str(number)
        for rule in ladders
        if isinstance(rule, PercentOfBaseline)
        for number in (rule.baseline.value, *(rule.printed or ()))
    }
    assert words & (told | {"6", "10", "20", "25"}) == set()


def test_the_same_request_gives_the_same_bytes() -> None:
    """A form can be made again, byte for byte, in a process that hashes otherwise."""
    code = (
        "import sys; sys.path.insert(0, '.')\n"
        "from hashlib import sha256\n"
        "from tests.forms import request\n"
        "from partnerskab.request_form import make_form\n"
        "print(sha256(make_form(request('city', 2016))).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_the_bytes_hold_no_time() -> None:
    """Neither the archive nor the workbook's properties say when the form was made."""
    with ZipFile(BytesIO(make_form(request()))) as archive:
        times = {info.date_time for info in archive.infolist()}
        properties = archive.read("docProps/core.xml").decode()
    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert "created" not in properties
    assert "modified" not in properties


def test_only_the_cells_to_fill_in_are_open() -> None:
    """Both sheets are locked but for the last four cells of each row."""
    guide, rows = made(request())
    unlocked = [
        cell.coordinate
        for sheet in (guide, rows)
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    ]
    assert (guide.protection.sheet, rows.protection.sheet) == (True, True)
    assert unlocked == [f"{letter}{row}" for row in range(5, 11) for letter in "GHIJ"]


def rules(sheet: Worksheet) -> dict[str, tuple[object, ...]]:
    """Return what a spreadsheet lets a person type, by cell."""
    return {
        str(each.sqref): (each.type, each.operator, each.formula1, each.errorStyle)
        for each in sheet.data_validations.dataValidation
    }


def test_a_spreadsheet_takes_only_what_can_be_meant() -> None:
    """A count is whole, a status is from the list, a day is no earlier than the period."""
    _, rows = made(request("ssp", 2014))
    first = (date(2014, 1, 1) - date(1899, 12, 30)).days
    assert rules(rows) == {
        "G5": ("whole", "greaterThanOrEqual", "0", None),
        "H5": ("list", None, "'Vejledning'!$A$17:$A$21", None),
        "I5": ("date", "greaterThanOrEqual", str(first), None),
    }


def test_a_list_leads_to_its_words() -> None:
    """The cells that a list names hold the words of the status and of the scale."""
    guide, rows = made(request("city", 2016))
    found = {}
    for cell in ("G5", "H5"):
        where = str(rules(rows)[cell][2]).replace("$", "").partition("!")[2]
        found[cell] = [row[0].value for row in guide[where]]
    assert found == {
        "G5": [
            "minimal (trin 1 af 5, 1 = mindst behov)",
            "reduceret (trin 2 af 5, 1 = mindst behov)",
            "ordinær (trin 3 af 5, 1 = mindst behov)",
            "intensiveret (trin 4 af 5, 1 = mindst behov)",
            "markant (trin 5 af 5, 1 = mindst behov)",
        ],
        "H5": ["endelig", "foreløbig", "revideret", "anslået", "diskretioneret"],
    }


def test_cells_are_shown_as_what_they_hold() -> None:
    """A count has no decimals, a day is a day, and a note is a text whatever is typed."""
    _, rows = made(request())
    assert [rows[cell].number_format for cell in ("G5", "H5", "I5", "J5")] == [
        "#,##0",
        "General",
        "dd-mm-yyyy",
        "@",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_label_is_never_a_formula(start: str) -> None:
    """Whatever a label starts with, the cell holds a text and keeps it when it is edited."""
    evil = f"{start}HYPERLINK(1)"
    indicators = [
        attrs.evolve(each, label=Label.of(da=evil), definition=Label.of(da=evil))
        for each in AMAGER.agreement.indicators
    ]
    signed = attrs.evolve(AMAGER.agreement, indicators=indicators)
    guide, rows = made(Request(signed, "ssp", Period(2014), "da"))
    cells = [rows["B5"], rows["C5"], *(cell for cell in guide["A"] if cell.value == evil)]
    assert {(cell.value, cell.data_type, cell.quotePrefix) for cell in cells} == {(evil, "s", True)}
    assert len(cells) == 3


def test_two_areas_with_one_label_are_told_apart() -> None:
    """Where two areas have the same label, each is shown with its id."""
    areas = [attrs.evolve(each, label=Label.of(da="Amager")) for each in AMAGER.agreement.areas]
    asked = Request(attrs.evolve(AMAGER.agreement, areas=areas), "city", Period(2016), "da")
    assert [row.locked[Column.AREA] for row in asked.rows[:2]] == [
        "Amager (district-29)",
        "Amager (amager)",
    ]


def test_a_text_is_cleaned_for_its_cell() -> None:
    """What a cell cannot hold, or would lose, is not written into it."""
    assert as_cell_text("a\x00b \t\r\n c\u00a0d\u200b") == "ab c d"


def test_writing_gives_the_made_bytes(tmp_path: Path) -> None:
    """The file holds what `make_form` returns."""
    write_form(request(), tmp_path / "request.xlsx")
    assert (tmp_path / "request.xlsx").read_bytes() == make_form(request())


def test_a_form_that_may_be_filled_in_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second form of the same name is refused, and the first stays."""
    monkeypatch.chdir(tmp_path)
    Path("request.xlsx").write_bytes(b"filled in")
    with pytest.raises(DiagnosticsError) as caught:
        write_form(request(), "request.xlsx")
    assert str(caught.value) == (
        "request.xlsx: error: the file is there already [file-exists]\n"
        "    remedy:   give another name, or move the file away first: it may have been filled in"
    )
    assert Path("request.xlsx").read_bytes() == b"filled in"


@pytest.mark.parametrize(("name", "remedy"), [("form.csv", "form.xlsx"), ("form", "form.xlsx")])
def test_another_kind_of_file(tmp_path: Path, name: str, remedy: str) -> None:
    """The form is a workbook, and a name that says otherwise is refused."""
    with pytest.raises(InvalidValueError) as caught:
        write_form(request(), tmp_path / name)
    assert str(caught.value) == (
        "the form is a workbook\n"
        "    expected: a name that ends in .xlsx\n"
        f"    came:     {name}\n"
        f"    remedy:   write {remedy}"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_language_without_words() -> None:
    """A form can only be made in a language that the library speaks."""
    with pytest.raises(InvalidValueError) as caught:
        request(language="sv")
    assert str(caught.value) == (
        "no words in this language\n    expected: da or en\n    came:     'sv'"
    )


def test_without_openpyxl_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where openpyxl is not installed, the message says how to install it."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError) as caught:
        make_form(request())
    assert str(caught.value) == (
        "making a request form needs more than is installed; run: pip install 'partnerskab[xlsx]'"
    )
