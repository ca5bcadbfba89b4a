"""The next partnership after an earlier one: structure and sources, and no figure."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.config.folder import check, load, read_comments
from partnerskab.config.scaffold import Facts
from partnerskab.config.successor import Successor, successor, successor_files
from partnerskab.files.writing import write_new_folder
from partnerskab.observations.recipes import Code, Recipe
from partnerskab.observations.statbank import Selection, StatBankRequest
from partnerskab.partnership import Partnership
from partnerskab.values.citations import Citation
from partnerskab.words import languages

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "config_cases" / "valid"
SCHEMES = ROOT / "tests" / "schemes"
FOLDERS = [
    ROOT / "examples" / "amager",
    *sorted(CASES.iterdir()),
    *sorted(path.parent for path in SCHEMES.glob("*/agreement.toml")),
]
AMAGER = load(FOLDERS[0])
AREA = "Amager Partnerskabs område"
DROPPED = ("signatures", "remarks", "context", "targets", "allocations", "questions")
KEPT = ("parties", "bodies", "duties", "focus_areas", "objectives", "scales", "sources")


def facts(**changes: Any) -> Facts:
    """Return the facts of a next partnership for another area, with some changes."""
    known: dict[str, Any] = {
        "id": "next",
        "title": "Næste aftale",
        "area": "Tingbjerg",
        "parties": ["fsb"],
        "end": date(2029, 12, 31),
        "language": "da",
    }
    return Facts(**known | changes)


def after_amager(**changes: Any) -> Agreement:
    """Return the next agreement after that for Amager."""
    return successor(AMAGER, facts(**changes)).partnership.agreement


def citations(part: Any) -> Iterator[Citation]:
    """Give every citation in a part."""
    if isinstance(part, Citation):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from citations(each)
    elif attrs.has(type(part)):
        for field in attrs.fields(type(part)):
            yield from citations(getattr(part, field.name))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("area", ["another", "the same"])
def test_the_next_folder_is_sound(tmp_path: Path, path: Path, language: str, area: str) -> None:
    """Whatever it began with, and in either language, the folder passes, and says what was made."""
    earlier = load(path)
    (own,) = (each for each in earlier.agreement.areas if each.id == earlier.agreement.area)
    name = own.label.text(language) if area == "the same" else 'Et andet "område"\n[nyt]'
    known = facts(area=name, language=language)
    following = successor(earlier, known)
    write_new_folder(tmp_path / "next", successor_files(following, known, "next"))
    checked = check(tmp_path / "next")
    assert checked.diagnostics == ()
    assert checked.partnership == following.partnership


@pytest.mark.parametrize("language", languages())
def test_its_example_of_a_target_is_sound(tmp_path: Path, language: str) -> None:
    """With its example taken in, the agreement passes and has one target."""
    known = facts(language=language)
    texts = successor_files(successor(AMAGER, known), known, "next")
    text = texts["agreement.toml"].replace("\n#| ", "\n")
    write_new_folder(tmp_path / "next", texts | {"agreement.toml": text})
    checked = check(tmp_path / "next")
    assert checked.diagnostics == ()
    assert checked.partnership is not None
    (target,) = checked.partnership.agreement.targets
    assert (target.id, target.objective) == ("burglary", "crime")


@pytest.mark.parametrize("name", DROPPED)
def test_no_figure_and_no_decision_is_taken_over(name: str) -> None:
    """What holds figures, signatures or decisions of the earlier text is gone."""
    assert getattr(AMAGER.agreement, name) != ()
    assert getattr(after_amager(), name) == ()


@pytest.mark.parametrize("name", KEPT)
def test_structure_and_sources_are_taken_over(name: str) -> None:
    """Who takes part, what is owed and who publishes what stay, by id and label."""
    earlier, following = (getattr(each, name) for each in (AMAGER.agreement, after_amager()))
    assert [part.id for part in following] == [part.id for part in earlier]
    labels = [part.label for part in following if name != "scales"]
    assert labels == [part.label for part in earlier if name != "scales"]


def test_objectives_keep_their_headings_and_the_partnership_not_its_name() -> None:
    """What the earlier partnership was called is not what people call the next one."""
    headings = [each.heading for each in AMAGER.agreement.objectives]
    assert (None in headings, [each.heading for each in after_amager().objectives]) == (
        False,
        headings,
    )
    assert after_amager().also_called is None


@pytest.mark.parametrize("area", ["Tingbjerg", AREA])
def test_no_place_in_the_earlier_text_is_taken_over(area: str) -> None:
    """Each citation says that nobody knows yet where in the new text it stands."""
    places = set(citations(tuple(after_amager(area=area).by_name().values())))
    assert places == {Citation(document="agreement-text", section="unknown")}


def test_the_plan_and_what_people_said_stay_behind() -> None:
    """What was planned, judged and written belongs to the earlier partnership."""
    comments = read_comments(AMAGER, ROOT / "examples" / "amager" / "comments-illustrative.toml")
    following = successor(attrs.evolve(AMAGER, comments=comments), facts()).partnership
    assert AMAGER.plan is not None
    assert (following.plan, following.judgements, following.comments) == (None, (), ())


def test_the_facts_are_those_of_the_next_one() -> None:
    """Title, term and area are new."""
    agreement = after_amager(start=date(2026, 1, 1))
    assert (agreement.id, agreement.label.text("da")) == ("next", "Næste aftale")
    assert (agreement.term.start, agreement.term.end) == (date(2026, 1, 1), date(2029, 12, 31))
    assert [(area.id, area.label.text("da")) for area in agreement.areas] == [
        ("tingbjerg", "Tingbjerg")
    ]


def test_another_area_breaks_every_series() -> None:
    """Figures for the earlier area say nothing of the next one, and each series is named."""
    following = successor(AMAGER, facts())
    assert following.broken == AMAGER.agreement.indicators
    assert {each.area for each in following.partnership.agreement.indicators} == {"tingbjerg"}
    lines = following.lines("en")
    assert lines[1] == (
        "  safety-index: Need for safety work, so far for District 29 of the safety index"
    )
    assert max(map(len, lines)) <= 96


@pytest.mark.parametrize("label", [AREA, "The area of the Amager Partnership"])
def test_the_same_area_breaks_none(label: str) -> None:
    """An area of the same name, in whichever language, keeps its series, codes and districts."""
    following = successor(AMAGER, facts(area=label))
    assert (following.broken, following.unread, following.lines("da")) == ((), (), [])
    indicators = following.partnership.agreement.indicators
    assert [each.area for each in indicators] == [each.area for each in AMAGER.agreement.indicators]


COMPARED = """
[areas.city]
label = { en = "The city" }
cite = { section = "1" }

[indicators.behind]
label = { en = "Burglary, behind the city" }
measure = "count"
kind = "flow"
unit = "reports"
better = "lower"
area = "village"
derived = { kind = "gap", of = "burglary", comparator = "city", measure = "difference" }
cite = { section = "3" }
"""


def compared(tmp_path: Path, more: str = COMPARED) -> Successor:
    """Return what follows an agreement that compares its area with the city."""
    text = (CASES / "minimal.toml").read_text(encoding="utf-8")
    (tmp_path / "agreement.toml").write_text(text + more, encoding="utf-8")
    return successor(load(tmp_path), facts(area="The city"))


def test_an_area_that_others_are_compared_with_stays(tmp_path: Path) -> None:
    """The city is still the city, and the new area has another id, whatever it is called."""
    agreement = compared(tmp_path).partnership.agreement
    assert [area.id for area in agreement.areas] == ["the-city", "city"]
    derived = agreement.indicator("behind").derived
    assert derived is not None
    assert derived.areas == ("city",)


def test_the_earlier_area_stays_where_a_derived_value_names_it(tmp_path: Path) -> None:
    """The worst of several areas keeps them all, while the agreement's own area is the new one."""
    worst = 'kind = "worst-area", of = "burglary", over = ["village", "city"]'
    gap = 'kind = "gap", of = "burglary", comparator = "city", measure = "difference"'
    assert gap in COMPARED
    agreement = compared(tmp_path, COMPARED.replace(gap, worst)).partnership.agreement
    assert agreement.area == "the-city"
    assert [area.id for area in agreement.areas] == ["the-city", "village", "city"]
    assert agreement.indicator("burglary").area == "the-city"


def with_recipe(**fields: Any) -> Successor:
    """Return what follows Amager with one recipe of this kind."""
    recipe = Recipe(id="list", source="police-yearly", layout="tidy", value="n", **fields)
    return successor(attrs.evolve(AMAGER, recipes=[recipe]), facts())


@pytest.mark.parametrize(
    "fields",
    [
        {"only_area": "amager"},
        {"area": "Distrikt", "areas": [Code("29", "district-29")]},
        {
            "request": StatBankRequest(
                table="STRAF11",
                format="CSV",
                variables=[Selection("OMRÅDE", ["101"])],
                periods=["2012"],
            )
        },
    ],
    ids=["one area", "codes of areas", "codes of StatBank"],
)
def test_a_recipe_of_the_earlier_area_is_named(fields: dict[str, Any]) -> None:
    """Which recipes must be mended is said, and none of them names an area that is gone."""
    following = with_recipe(**fields)
    assert [each.id for each in following.unread] == ["list"]
    (recipe,) = following.partnership.recipes
    assert {code.id for code in recipe.areas} | {recipe.only_area} <= {"tingbjerg", None}
    assert recipe.request is None or recipe.request.periods == ()


def test_a_recipe_without_an_area_is_kept() -> None:
    """What says nothing of the area reads the files of the next one, too."""
    following = with_recipe(only_indicator="burglary")
    assert following.unread == ()
    assert following.partnership.recipes == following.earlier.recipes


def test_what_follows_can_be_followed() -> None:
    """The partnership after the next one is as empty of figures as the next one."""
    twice = successor(Partnership(agreement=after_amager()), facts())
    assert twice.partnership.agreement == after_amager()


def test_danish_comments_are_danish() -> None:
    """No remark in English stands in the files of a Danish agreement."""
    known = facts()
    texts = successor_files(successor(AMAGER, known), known, "next")
    remarks = [line for text in texts.values() for line in text.splitlines() if line[:2] == "# "]
    assert not [line for line in remarks if " the " in f" {line} "]
