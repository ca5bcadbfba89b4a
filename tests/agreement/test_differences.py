"""What differs: nothing between equals, everything between others, and why."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.amendments import overlap
from partnerskab.agreement.differences import changes_between, compared, diff
from partnerskab.agreement.parts import Parts
from partnerskab.agreement.questions import Change
from partnerskab.agreement.rule import Rule
from partnerskab.config.folder import load
from partnerskab.values.amounts import Amount
from partnerskab.values.citations import Citation
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from tests.amended import FOLDER, Dated, amended, dated_changes
from tests.samples import agreement, ceiling, ladder, refusal, towards

ROOT = Path(__file__).parents[2]
AMAGER = load(ROOT / "examples" / "amager").agreement
AMENDED = load(FOLDER).agreement
END = date(2020, 1, 1)


def leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Give every single value of an agreement by its path, in another way than `diff` finds it."""
    if isinstance(value, Rule):
        yield f"{path}.kind", value.kind
    if isinstance(value, Label):
        for language, text in value.texts:
            yield f"{path}.{language}", text
    elif isinstance(value, tuple) and value and all(hasattr(each, "id") for each in value):
        for each in value:
            yield from leaves(each, f"{path}.{each.id}")
    elif attrs.has(type(value)) and not isinstance(value, Amount | Citation | Period):
        for name in attrs.fields_dict(type(value)):
            written = {"citation": ".cite", "rule": ""}.get(name, f".{name}")
            yield from leaves(getattr(value, name), path + written)
    elif value != ():
        yield path, value


def flat(whole: Agreement) -> dict[str, Any]:
    """Return every single value of an agreement by its path."""
    found: dict[str, Any] = {}
    for name in attrs.fields_dict(Parts):
        value = getattr(whole, name)
        found |= leaves(
            value, name if isinstance(value, tuple) or name == "term" else f"agreement.{name}"
        )
    return found


@pytest.mark.parametrize("whole", [AMAGER, AMENDED.as_of(END), agreement()])
def test_diff_of_equal_is_empty(whole: Agreement) -> None:
    """Between an agreement and an equal one there is nothing to say."""
    assert diff(whole, attrs.evolve(whole)) == ()


def test_short_names_are_compared() -> None:
    """What the partnership and its objectives are called in headings is a part of the file."""
    plain = [attrs.evolve(each, heading=None) for each in AMAGER.objectives]
    renamed = attrs.evolve(AMAGER, also_called=Label.of(da="Amager"), objectives=plain)
    found = [(each.path, str(each.then), str(each.now)) for each in diff(AMAGER, renamed)]
    assert found == [
        ("agreement.also_called.da", "Amager Partnerskab", "Amager"),
        ("agreement.also_called.en", "Amager Partnership", "None"),
        *(
            (f"objectives.{each.id}.heading", str(each.heading), "None")
            for each in AMAGER.objectives
        ),
    ]


@given(dated_changes(), dated_changes())
def test_diff_is_empty_only_between_equals(one: list[Dated], other: list[Dated]) -> None:
    """Something differs if and only if the two are not the same."""
    then, now = amended(*one).as_of(END), amended(*other).as_of(END)
    assert (diff(then, now) == ()) == (then == now)


@given(dated_changes(), dated_changes())
def test_diff_names_everything_that_differs(one: list[Dated], other: list[Dated]) -> None:
    """Each value that differs lies at a named path or below, and each path has such a value."""
    then, now = amended(*one).as_of(END), amended(*other).as_of(END)
    before, after = flat(then), flat(now)
    differing = {
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    }
    named = {each.path for each in diff(then, now)}
    for path in differing:
        assert any(path == each or path.startswith(f"{each}.") for each in named), path
    for each in named:
        assert any(overlap(path, each) for path in differing), each


@given(dated_changes(), dated_changes())
def test_diff_backwards_is_its_mirror(one: list[Dated], other: list[Dated]) -> None:
    """What was then is now, and the other way round."""
    then, now = amended(*one).as_of(END), amended(*other).as_of(END)
    forth = {(each.path, str(each.then), str(each.now)) for each in diff(then, now)}
    back = {(each.path, str(each.now), str(each.then)) for each in diff(now, then)}
    assert forth == back


@given(dated_changes(at_least=1))
def test_every_difference_between_two_days_has_a_reason(changes: list[Dated]) -> None:
    """Whatever an amendment changes, the amendment is named with it."""
    found = changes_between(amended(*changes), date(2012, 1, 1), END)
    assert found
    assert all(each.amendments for each in found)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("term.start", date(2013, 1, 1)),
        ("allocations.secretariat.basis", "yearly"),
        ("targets.safety-index.edition_lag", 1),
        ("signatures.culture.signs_for", "city"),
    ],
)
def test_one_change_is_one_difference(path: str, value: Any) -> None:
    """A reading that sets one thing makes one difference, at its path."""
    changed = AMAGER.changed(Change(path=path, value=value))
    assert [each.path for each in diff(AMAGER, changed)] == [path]


def test_another_kind_of_target_is_told_field_by_field() -> None:
    """A target of another kind differs in its kind and in the fields that only one of them has."""
    then, now = agreement(ladder()), agreement(ceiling(60, indicator="reports"))
    assert [each.path for each in diff(then, now)] == [
        "targets.reports.kind",
        "targets.reports.periods",
        "targets.reports.baseline",
        "targets.reports.percent",
        "targets.reports.steps",
        "targets.reports.printed",
        "targets.reports.rounding",
        "targets.reports.criterion",
        "targets.reports.columns",
        "targets.reports.at_most",
    ]


def test_another_order_is_a_difference() -> None:
    """Equal parts in another order differ in their order, and in nothing else."""
    then, now = agreement(ladder(), towards()), agreement(towards(), ladder())
    (found,) = diff(then, now)
    assert (found.path, found.then, found.now) == (
        "targets",
        ("reports", "activations"),
        ("activations", "reports"),
    )


def test_part_that_is_new_is_one_difference() -> None:
    """A new part is told as a whole."""
    then, now = agreement(ladder()), agreement(ladder(), towards())
    (found,) = diff(then, now)
    assert (found.path, found.then, found.now) == ("targets.activations", None, now.targets[1])


def test_reasons_are_those_between_the_days() -> None:
    """An amendment that held on the earlier day already is no reason."""
    found = changes_between(AMENDED, date(2014, 6, 1), date(2015, 1, 1))
    assert {one.id for each in found for one in each.amendments} == {"2015-01-01-sharper-targets"}


def test_two_folders_differ_for_the_reasons_of_the_later() -> None:
    """Amendments that only the later agreement has are the reasons."""
    signed = attrs.evolve(AMENDED, versions=())
    found = compared(signed, AMENDED, date(2014, 6, 1))
    assert {one.id for each in found for one in each.amendments} == {"2014-05-01-more-money"}


def test_amendment_that_both_have_is_no_reason() -> None:
    """What both agreements were amended to does not explain why they differ."""
    now = attrs.evolve(
        AMENDED,
        versions=[
            attrs.evolve(each, agreement=attrs.evolve(each.agreement, id="renamed"))
            for each in AMENDED.versions
        ],
    )
    found = compared(AMENDED, now, END)
    assert [(each.path, each.amendments) for each in found] == [("agreement.id", ())]


def test_days_the_wrong_way_round() -> None:
    """The earlier day comes first."""
    problem = refusal(lambda: changes_between(AMENDED, END, date(2014, 1, 1)))
    assert str(problem) == (
        "the days come the other way round\n"
        "    expected: the earlier day first: 2014-01-01, then 2020-01-01\n"
        "    came:     2020-01-01, then 2014-01-01"
    )
