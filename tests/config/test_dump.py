"""Folder out: what is written loads to an equal partnership, and reads as a person writes."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import given

from partnerskab.agreement.budget import ExchangeRate
from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.config.dump import dump, file_texts
from partnerskab.config.folder import load
from partnerskab.delivery.spending import SpendingRecipe
from partnerskab.errors import DiagnosticsError, InvalidValueError
from partnerskab.observations.recipes import Code
from partnerskab.partnership import Partnership
from partnerskab.values.amounts import Amount
from partnerskab.values.citations import Citation
from tests.amended import (
    FORMS,
    Dated,
    amended,
    amended_partnerships,
    histories,
)
from tests.samples import refusal
from tests.strategies import partnerships

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "config_cases"
AMAGER = load(ROOT / "examples" / "amager")
SOUND = [
    *sorted(path for path in (ROOT / "examples").iterdir() if (path / "agreement.toml").exists()),
    *sorted(
        path
        for name in ("valid", "doubtful")
        for path in (CASES / name).iterdir()
        if path.suffix != ".expected"
    ),
]


@given(partnerships())
def test_what_is_dumped_loads_to_the_same(partnership: Partnership) -> None:
    """A partnership that was built here is read back from what it is written as."""
    with TemporaryDirectory() as folder:
        dump(partnership, folder)
        assert load(folder) == partnership


@given(amended_partnerships())
def test_what_is_amended_loads_to_the_same(partnership: Partnership) -> None:
    """What was built here and amended in files has the same versions when it is read back."""
    assert_comes_back(partnership)


@given(histories())
def test_every_form_of_an_amendment_comes_back(changes: list[Dated]) -> None:
    """In whatever form the file says what changes, what is written says the same."""
    assert_comes_back(Partnership(agreement=amended(*changes)))


@pytest.mark.parametrize("change", [change for group in FORMS for change in group])
def test_one_amendment_comes_back(change: str) -> None:
    """Each form for itself, so that none is left to chance."""
    assert_comes_back(Partnership(agreement=amended((date(2014, 6, 1), change))))


def assert_comes_back(partnership: Partnership) -> None:
    """Check that what is written loads to the same, and is written the same again."""
    with TemporaryDirectory() as folder:
        dump(partnership, folder)
        again = load(folder)
    assert again == partnership
    assert file_texts(again) == file_texts(partnership)


def test_an_amendment_looks_like_one_that_a_person_wrote() -> None:
    """Its file has a table for each part that changes, with the new values only."""
    files = file_texts(load(CASES / "valid" / "amended"))
    header, changes = files["amendments/2015-07-01-housing-leaves.toml"].split("\n[remove]\n")
    assert header.splitlines()[:3] == ["# A later change to an agreement.", "", "[amendment]"]
    assert header.splitlines()[-4:] == [
        'by = "housing"',
        "decided = 2015-05-04",
        "effective = 2015-07-01",
        'cite = { section = "1" }',
    ]
    assert (
        changes
        == """\
parties = ["housing"]

[add.documents.amendment-3]
label = { da = "Tillæg 3", en = "Amendment 3" }
language = "da"

[set.bodies.board]
members = ["council", "police"]

[set.duties.lighting]
owner = "council"
"""
    )


def test_a_change_of_every_row_is_one_of_the_table() -> None:
    """What an amendment sets alike for all rows, it sets for their table."""
    files = file_texts(load(CASES / "valid" / "amended"))
    text = files["amendments/2016-01-01-two-more-years.toml"]
    assert '\n\n[set.indicators.register]\narea = "larger-village"\n\n' in text


def test_what_is_set_keeps_its_order() -> None:
    """Where tables would bring the changes into another order, there are paths."""
    change = (
        '[set]\n"term.end" = 2017-12-31\n"agreement.area" = "village"\n"term.start" = 2013-02-01'
    )
    files = file_texts(Partnership(agreement=amended((date(2014, 6, 1), change))))
    assert files["amendments/2014-06-01-no-0.toml"].endswith(f"\n\n{change}\n")


def test_a_version_that_its_amendment_does_not_make_is_refused(tmp_path: Path) -> None:
    """What a version changes beyond what its amendments name, no file can say."""
    village = load(CASES / "valid" / "amended").agreement
    (version, *_) = village.versions
    changed = attrs.evolve(
        version, agreement=attrs.evolve(version.agreement, remarks=[], duties=[])
    )
    agreement = attrs.evolve(village, versions=[changed])
    assert str(refusal(lambda: dump(Partnership(agreement=agreement), tmp_path / "new"))) == (
        "agreement.versions.0.agreement.duties: a file cannot say this, so the partnership would "
        "not read back the same\n"
        "    expected: what a file can hold: a citation that is inherited cannot be missing, for "
        "one\n"
        f"    came:     (), which reads back as {village.duties}"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["duties.cellars.owner", "houses.first", "term", "targets.new"])
def test_a_change_of_nothing_that_is_there_is_refused(tmp_path: Path, path: str) -> None:
    """An amendment that names what neither version has cannot be written."""
    village = load(CASES / "valid" / "amended").agreement
    (version, *_) = village.versions
    amendment = attrs.evolve(version.amendments[0], changes=[*version.amendments[0].changes, path])
    agreement = attrs.evolve(village, versions=[attrs.evolve(version, amendments=[amendment])])
    refused = refusal(lambda: dump(Partnership(agreement=agreement), tmp_path / "new"))
    assert refused.message == (
        "a file cannot say this, so the partnership would not read back the same"
    )
    assert refused.path == ("agreement", "versions", 0, "amendments", amendment.id, "changes")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["2014-05-01-more-money.toml", "of-somebody-else.toml"])
def test_no_amendment_is_written_over_or_added_to(tmp_path: Path, name: str) -> None:
    """An amendment that is there stays, even one that is not to be written."""
    (tmp_path / "amendments").mkdir()
    (tmp_path / "amendments" / name).write_text("mine", encoding="utf-8")
    with pytest.raises(DiagnosticsError) as caught:
        dump(load(CASES / "valid" / "amended"), tmp_path)
    assert [each.id for each in caught.value.diagnostics] == ["file-exists"]
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept == [tmp_path / "amendments" / name]
    assert kept[0].read_text(encoding="utf-8") == "mine"


def test_exchange_rates_come_back(tmp_path: Path) -> None:
    """Rates between currencies are written with their days, one below the other."""
    rates = [
        ExchangeRate(
            id=f"eur-{year}",
            currency="EUR",
            price=Amount(price, "DKK"),
            on=date(year, 1, 1),
            citation=Citation(document="agreement-text", section="3"),
        )
        for year, price in ((2014, Decimal("7.4604")), (2015, Fraction(22, 3)))
    ]
    partnership = attrs.evolve(
        AMAGER, agreement=attrs.evolve(AMAGER.agreement, exchange_rates=rates)
    )
    dump(partnership, tmp_path)
    assert load(tmp_path) == partnership
    assert (
        text_of(partnership, "[exchange_rates]")
        == """\
[exchange_rates]
cite = { section = "3" }
eur-2014 = { currency = "EUR", price = "7.4604 DKK", on = 2014-01-01 }
eur-2015 = { currency = "EUR", price = "22/3 DKK",   on = 2015-01-01 }"""
    )


def test_recipes_for_accounts_come_back(tmp_path: Path) -> None:
    """How the accounts are read is written into a file of its own, without the defaults."""
    recipe = SpendingRecipe(
        id="accounts",
        encoding="cp1252",
        separator=";",
        decimal_mark=",",
        thousands_mark=".",
        day_first=True,
        date="Bilagsdato",
        amount=3,
        currency="DKK",
        allocation="Konto",
        allocations=[Code("47.11", "secretariat")],
        only_state="spent",
        ignore=["Moms"],
    )
    partnership = attrs.evolve(AMAGER, spending_recipes=[recipe])
    dump(partnership, tmp_path)
    assert load(tmp_path) == partnership
    assert (
        (tmp_path / "spending-recipes.toml").read_text(encoding="utf-8")
        == """\
# How to read the files of one system of accounts.

[accounts]
encoding = "cp1252"
separator = ";"
decimal_mark = ","
thousands_mark = "."
day_first = true
date = "Bilagsdato"
amount = 3
currency = "DKK"
allocation = "Konto"
allocations = { "47.11" = "secretariat" }
only_state = "spent"
ignore = ["Moms"]
"""
    )


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_what_was_loaded_is_dumped_and_loads_to_the_same(tmp_path: Path, path: Path) -> None:
    """Every file that the library reads can be written anew."""
    partnership = load(path)
    dump(partnership, tmp_path)
    assert load(tmp_path) == partnership
    assert file_texts(load(tmp_path)) == file_texts(partnership)


@given(partnerships())
def test_dumping_what_was_dumped_changes_nothing(partnership: Partnership) -> None:
    """Not a byte differs between the files of a partnership and of what they load to."""
    with TemporaryDirectory() as folder:
        dump(partnership, folder)
        again = file_texts(load(folder))
        assert {path.name: path.read_bytes() for path in Path(folder).iterdir()} == {
            name: text.encode() for name, text in again.items()
        }


def text_of(partnership: Partnership, heading: str, file: str = "agreement.toml") -> str:
    """Return the table with a heading, to the next empty line."""
    _, _, rest = file_texts(partnership)[file].partition(f"{heading}\n")
    return f"{heading}\n{rest.partition(chr(10) * 2)[0]}"


def test_the_targets_look_like_the_table_that_was_signed() -> None:
    """Targets that share their ladder are rows in columns, under what they share."""
    assert (
        text_of(AMAGER, "[targets.crime.rows]")
        == """\
[targets.crime.rows]
burglary   = { baseline.value =  77, printed = [ 69,  65,  62,  58] }
theft      = { baseline.value = 244, printed = [220, 207, 195, 183] }
violence   = { baseline.value =  73, printed = [ 66,  62,  58,  55] }
vandalism  = { baseline.value =  70, printed = [ 63,  60,  56,  53] }
narcotics  = { baseline.value =  52, printed = [ 47,  44,  42,  39] }
harassment = { baseline.value =  72, printed = [ 65,  61,  58,  54] }"""
    )


def test_a_citation_that_all_share_is_written_once() -> None:
    """What a section cites stands at its head, and a part adds what it says beside."""
    assert text_of(AMAGER, "[focus_areas]") == '[focus_areas]\ncite = { section = "1" }'
    assert text_of(AMAGER, "[focus_areas.adult-life]").endswith('\ncite = { item = "3" }')


def test_most_parts_inherit_and_the_others_say_otherwise() -> None:
    """A citation of most of the parts stands at the head, too."""
    assert text_of(AMAGER, "[duties]") == '[duties]\ncite = { section = "4" }'
    assert text_of(AMAGER, "[duties.safety-plan]").endswith('\ncite = { section = "1" }')


def test_defaults_are_left_out() -> None:
    """What a reader supplies is not written."""
    assert (
        text_of(AMAGER, "[sources.ssp-report]")
        == """\
[sources.ssp-report]
label = { da = "SSP's afrapportering af urolige områder", en = "SSP's report on restless areas" }
publisher = { da = "SSP København", en = "SSP København" }
party = "ssp"
cadence = "yearly"
cite = { item = "2" }"""
    )


def test_short_parts_stand_on_a_line_each() -> None:
    """A table whose parts are short is written as a list of them."""
    assert text_of(AMAGER, "[signatures]").splitlines()[2:4] == [
        'housing     = { title = { da = "Direktør" }, signs_for = "housing", dated = false }',
        'health      = { title = { da = "Områdechef" }, signs_for = "health", dated = false }',
    ]


def test_what_concerns_every_row_concerns_the_table() -> None:
    """The rows of a family are named together, where a question is about all of them."""
    question = text_of(AMAGER, "[questions.count-or-percentage]")
    assert 'concerns = ["targets.crime"]' in question.splitlines()


def test_every_section_has_a_heading() -> None:
    """A comment says what stands below it."""
    text = file_texts(AMAGER)["agreement.toml"]
    assert (
        "# ---------------------------------------------------------------- allocations\n"
        "# An amount set aside.\n\n[allocations]\n"
    ) in text


def test_a_date_is_a_date() -> None:
    """A date stands without quotes, and a period in them only where it must."""
    assert "end = 2016-12-31" in text_of(AMAGER, "[term]").splitlines()
    assert 'period = "2013-2016"' in text_of(AMAGER, "[allocations.secretariat]").splitlines()


def test_only_files_that_say_something_are_written(tmp_path: Path) -> None:
    """A partnership without judgements has no file of them."""
    dump(AMAGER, tmp_path / "amager")
    assert sorted(path.name for path in (tmp_path / "amager").iterdir()) == [
        "agreement.toml",
        "recipes.toml",
        "safety-plan.toml",
        "trace.toml",
    ]


@pytest.mark.parametrize("name", ["agreement.toml", "recipes.toml", "judgements.toml"])
def test_nothing_is_written_over(tmp_path: Path, name: str) -> None:
    """A file that is there stays, even one that is not to be written, and no other is made."""
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(DiagnosticsError) as caught:
        dump(AMAGER, tmp_path)
    assert caught.value.diagnostics[0].id == "file-exists"
    kept = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert kept == {name: "mine"}


def test_all_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one of the files cannot be written, the others do not stay behind."""
    written: list[Path] = []

    def full(path: Path, data: bytes) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        path.write_bytes(data)

    monkeypatch.setattr("partnerskab.config.dump.write_new", full)
    with pytest.raises(KeyboardInterrupt):
        dump(AMAGER, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_no_folder_of_amendments_stays_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the second amendment cannot be written, neither the first nor its folder stays."""

    def full(path: Path, data: bytes) -> None:
        if path.name.startswith("2015"):
            raise KeyboardInterrupt
        path.write_bytes(data)

    monkeypatch.setattr("partnerskab.config.dump.write_new", full)
    with pytest.raises(KeyboardInterrupt):
        dump(load(CASES / "valid" / "amended"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_file_cannot_say_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """A rounding without a citation would be given that of its target."""
    (target,) = (each for each in AMAGER.agreement.targets if each.id == "theft")
    assert isinstance(target.rule, PercentOfBaseline)
    rounding = attrs.evolve(target.rule.rounding, citation=None)
    changed = attrs.evolve(target, rule=attrs.evolve(target.rule, rounding=rounding))
    agreement = attrs.evolve(
        AMAGER.agreement,
        targets=[changed if each is target else each for each in AMAGER.agreement.targets],
    )
    with pytest.raises(InvalidValueError) as caught:
        dump(attrs.evolve(AMAGER, agreement=agreement), tmp_path / "new")
    assert str(caught.value) == (
        "agreement.targets.theft.rule.rounding.citation: a file cannot say this, so the "
        "partnership would not read back the same\n"
        "    expected: what a file can hold: a citation that is inherited cannot be missing, for "
        "one\n"
        "    came:     None, which reads back as agreement-text, section 2, item 3, table "
        "Gerningstype"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_code_is_read_back_as_it_was(tmp_path: Path) -> None:
    """A word of the source may hold anything that a key in quotes can."""
    strange = Code('a "b".c\\ = \x7f\n', "burglary")
    recipe = attrs.evolve(AMAGER.recipes[0], indicators=[strange])
    partnership = attrs.evolve(AMAGER, recipes=[recipe])
    dump(partnership, tmp_path)
    assert load(tmp_path).recipes[0].indicators == (strange,)


def test_a_citation_can_say_less_than_what_it_stands_in(tmp_path: Path) -> None:
    """A part of a party may be cited without the item that the party is cited by."""
    (city, *others) = AMAGER.agreement.parties
    cited = attrs.evolve(city, citation=Citation(document="agreement-text", section="4", item="9"))
    agreement = attrs.evolve(AMAGER.agreement, parties=[cited, *others])
    dump(attrs.evolve(AMAGER, agreement=agreement), tmp_path)
    assert load(tmp_path).agreement.parties[0] == cited
