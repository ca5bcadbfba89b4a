"""Folder out: what is written loads to an equal partnership, and reads as a person writes."""

from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import given

from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.config.dump import dump, file_texts
from partnerskab.config.folder import load
from partnerskab.errors import DiagnosticsError, InvalidValueError
from partnerskab.observations.recipes import Code
from partnerskab.partnership import Partnership
from partnerskab.values.citations import Citation
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
        if path.suffix != ".expected" and not (path / "amendments").exists()
    ),
]


@given(partnerships())
def test_what_is_dumped_loads_to_the_same(partnership: Partnership) -> None:
    """A partnership that was built here is read back from what it is written as."""
    with TemporaryDirectory() as folder:
        dump(partnership, folder)
        assert load(folder) == partnership


def test_amendments_are_not_written(tmp_path: Path) -> None:
    """An agreement with amendments is refused, and not written without them."""
    amended = load(CASES / "valid" / "amended")
    assert str(refusal(lambda: dump(amended, tmp_path / "new"))) == (
        "agreement.versions: the amendments of an agreement cannot be written\n"
        "    expected: an agreement without amendments, such as agreement.as_of(date)\n"
        "    came:     2014-05-01-more-money, 2015-01-01-sharper-targets, "
        "2015-07-01-housing-leaves, 2016-01-01-two-more-years\n"
        "    remedy:   copy the folder, or write one version of the agreement"
    )
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_what_was_loaded_is_dumped_and_loads_to_the_same(tmp_path: Path, path: Path) -> None:
    """Every file that the library reads can be written anew."""
    dump(load(path), tmp_path)
    assert load(tmp_path) == load(path)


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
