"""What changed between two days: each reason for which a verdict is another, and only those."""

from datetime import date
from typing import Any

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import Derivation, Total, WorstArea
from partnerskab.agreement.rule import Rule
from partnerskab.assessment.assess import assess
from partnerskab.assessment.changes import Changed, Why, changes
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from tests.samples import (
    JUDGED,
    agreement,
    assessed,
    ceiling,
    criterion_question,
    hold,
    ladder,
    seen,
    towards,
)

LAST_DAY, NEW_YEAR = date(2013, 12, 31), date(2014, 1, 1)
FEBRUARY, MARCH, JUNE = date(2014, 2, 1), date(2014, 3, 1), date(2014, 6, 1)


def changed(
    signed: Agreement | Rule, *figures: Observation, first: date, then: date
) -> tuple[Changed, ...]:
    """Return what changed between two days."""
    return changes(assessed(signed, *figures, as_of=first), assessed(signed, *figures, as_of=then))


def reasons(
    signed: Agreement | Rule, *figures: Observation, first: date, then: date
) -> dict[tuple[str, int], list[str]]:
    """Return the reasons by target and year."""
    return {
        (each.verdict.target, each.verdict.period.year): [str(why) for why in each.why]
        for each in changed(signed, *figures, first=first, then=then)
    }


@pytest.mark.parametrize(
    ("figures", "first", "then", "why"),
    [
        ([], LAST_DAY, NEW_YEAR, ["now-due"]),
        ([seen(69)], LAST_DAY, FEBRUARY, ["now-due", "new-figure"]),
        ([seen(69)], NEW_YEAR, FEBRUARY, ["new-figure"]),
        ([seen(69), seen(72, published=JUNE)], FEBRUARY, JUNE, ["revised-figure"]),
        (
            [seen(69), seen(72, published=JUNE), seen(70, source="b", published=JUNE)],
            FEBRUARY,
            JUNE,
            ["new-figure", "revised-figure"],
        ),
        ([seen(3, period="2013-Q1"), seen(69)], NEW_YEAR, FEBRUARY, ["new-figure"]),
        ([seen(69), seen(69, source="b", published=JUNE)], FEBRUARY, JUNE, ["new-figure"]),
        (
            [seen(3, period="2013-Q1"), seen(4, period="2013-Q2", published=JUNE)],
            FEBRUARY,
            JUNE,
            ["new-figure"],
        ),
        ([], FEBRUARY, MARCH, ["time-passed"]),
    ],
    ids=[
        "due",
        "due with a figure",
        "new",
        "revised",
        "revised, and another",
        "the year after its quarter",
        "confirmed",
        "another quarter",
        "late",
    ],
)
def test_reasons(figures: list[Observation], first: date, then: date, why: list[str]) -> None:
    """A verdict that rests on something else than before says on what."""
    assert reasons(ladder(), *figures, first=first, then=then) == {("reports", 2013): why}


@pytest.mark.parametrize(
    ("figures", "first", "then"),
    [
        ([], FEBRUARY, FEBRUARY),
        ([], MARCH, JUNE),
        ([seen(69)], FEBRUARY, JUNE),
        ([seen(69), seen(69, published=JUNE)], FEBRUARY, JUNE),
        ([seen(69), seen(70, published=date(2014, 6, 2))], FEBRUARY, JUNE),
    ],
    ids=["one day", "nothing comes", "nothing new", "the same again", "later still"],
)
def test_no_reason(figures: list[Observation], first: date, then: date) -> None:
    """Where nothing is new nothing is told."""
    assert changed(ladder(), *figures, first=first, then=then) == ()


def test_both_verdicts_are_kept() -> None:
    """The verdicts before and after stand side by side, and the later speaks."""
    before = assessed(ladder(), seen(69), as_of=NEW_YEAR)
    after = assessed(ladder(), seen(69), as_of=FEBRUARY)
    old, new = before.verdicts[0], after.verdicts[0]
    (change,) = changes(before, after)
    assert change == Changed(before=old, after=new, why=(Why.NEW_FIGURE,), amendments=())
    assert (change.verdict, Changed(before=old, after=None, why=(), amendments=()).verdict) == (
        new,
        old,
    )


def test_figure_of_another_target_is_no_reason() -> None:
    """Each target has the reasons of its own figures, in the order of the agreement."""
    signed = agreement(ladder(indicator="thefts"), ladder())
    figures = seen(69), seen(69, indicator="thefts", published=JUNE), seen(65, 2014)
    assert reasons(signed, *figures, first=NEW_YEAR, then=date(2015, 2, 1)) == {
        ("thefts", 2013): ["new-figure"],
        ("thefts", 2014): ["now-due"],
        ("reports", 2013): ["new-figure"],
        ("reports", 2014): ["now-due", "new-figure"],
    }


@pytest.mark.parametrize(
    ("derived", "second"),
    [
        (Total(of=["thefts", "activations"]), {"indicator": "activations"}),
        (WorstArea(of="thefts", over=["town", "district"]), {"area": "district"}),
    ],
    ids=["another indicator", "another area"],
)
def test_another_part_of_a_derived_value_is_a_new_figure(
    derived: Derivation, second: dict[str, Any]
) -> None:
    """What comes beside a figure of another indicator or area does not revise it."""
    signed = agreement(ceiling(90))
    reports = attrs.evolve(signed.indicator("reports"), source=None, derived=derived)
    others = [each for each in signed.indicators if each.id != "reports"]
    signed = attrs.evolve(signed, indicators=[*others, reports])
    figures = (
        seen(50, indicator="thefts"),
        seen(20, published=JUNE, **({"indicator": "thefts"} | second)),
    )
    assert reasons(signed, *figures, first=FEBRUARY, then=JUNE) == {
        ("reports", 2013): ["new-figure"]
    }


def test_judgement_is_a_reason() -> None:
    """A person's decision moves a verdict from its day on."""
    partnership = Partnership(agreement=agreement(towards()), judgements=[JUDGED])
    days = [assess(partnership, ObservationSet(), as_of=each) for each in (FEBRUARY, MARCH, JUNE)]
    assert [each.why for each in changes(days[0], days[1])] == [(Why.JUDGED,)]
    assert changes(days[1], days[2]) == ()


def test_question_that_stays_open_is_no_reason() -> None:
    """Before the decision on a question counts, nothing is adopted."""
    signed = agreement(ladder(), questions=[criterion_question(adopted="percentage")])
    assert changed(signed, first=date(2014, 2, 10), then=date(2014, 2, 20)) == ()


def test_reading_that_was_adopted_is_a_reason() -> None:
    """A decision on a question moves what the question is about, and nothing else."""
    signed = agreement(ladder(), hold(), questions=[criterion_question(adopted="percentage")])
    found = reasons(signed, first=date(2014, 2, 28), then=MARCH)
    late = ["time-passed"]
    assert found == {
        ("reports", 2013): ["reading-adopted", *late],
        **{("reports", year): ["reading-adopted"] for year in (2014, 2015, 2016)},
        ("need", 2013): late,
    }
