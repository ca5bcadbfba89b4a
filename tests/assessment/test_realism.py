"""What a draft asks for: under one baseline year, under several, and where nothing can be said."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from partnerskab.agreement.rule import Baseline, Rule
from partnerskab.assessment.realism import Realism, Unjudged, realism, unjudged
from partnerskab.assessment.statistics import (
    chance_if_nothing_changed,
    chance_if_promise_holds,
    rank_among,
    smallest_documented_fall,
)
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.periods import Period
from tests.samples import agreement, ceiling, floor, hold, ladder, points, seen, towards

EARLIER = [seen(90, 2010), seen(80, 2011)]


def asked(
    limit: int,
    years: tuple[int, ...] = (77,),
    base: object = 77,
    *,
    period: int = 2013,
    falling: bool = True,
    **fields: Any,
) -> Realism:
    """Return what the statistics say of a milestone."""
    ratio = Fraction(limit) / Fraction(str(base))
    return Realism(
        target="reports",
        period=Period(period),
        limit=limit,
        baseline=years,
        luck=chance_if_nothing_changed(years, limit, falling=falling),
        success=chance_if_promise_holds(years, limit, ratio, falling=falling),
        **({"rank": None, "documented": smallest_documented_fall(years)} | fields),
    )


def of(rule: Rule, *history: Observation) -> tuple[Realism, ...]:
    """Return what a draft with one target asks for."""
    return realism(agreement(rule), ObservationSet(history))


def years_used(*history: Observation) -> list[tuple[int, ...]]:
    """Return the years that a baseline is set among."""
    return [
        each.baseline for each in of(ladder(periods=[2013], percent=[-10], printed=None), *history)
    ]


def test_every_milestone_under_its_baseline() -> None:
    """Without a history each milestone is held against the baseline alone."""
    found = realism(agreement(ladder()))
    assert found == (
        asked(69),
        asked(65, period=2014),
        asked(62, period=2015),
        asked(58, period=2016),
    )


def test_milestone_under_several_years() -> None:
    """With a history it is held against all of the years as well, and the baseline is ranked."""
    rule = ladder(periods=[2013], percent=[-10], printed=[69])
    years = (90, 80, 77)
    assert of(rule, *EARLIER) == (
        asked(69),
        asked(69, years, rank=rank_among(77, (90, 80))),
    )


def test_mean_of_several_years_is_no_single_year_among_others() -> None:
    """A baseline that rests on several years needs no history."""
    baseline = Baseline(period="2010-2012", values=[70, 74, 87], statistic="mean")
    rule = attrs.evolve(ladder(periods=[2013], percent=[-10], printed=[69]), baseline=baseline)
    assert of(rule, seen(80, 2009), seen(240, "2007-2009")) == (asked(69, (70, 74, 87)),)


def test_rise_documents_no_fall() -> None:
    """A target that rises is met by more, and has no count that documents a fall."""
    rule = ladder(indicator="members", periods=[2013], percent=[10], printed=[85])
    (found,) = of(rule)
    assert attrs.evolve(found, target="reports") == asked(85, falling=False, documented=None)


@pytest.mark.parametrize(
    "other",
    [
        seen(70, 2012),
        seen(70, 2013),
        seen(70, "2009-Q1"),
        seen("70.5", 2009),
        seen(None, 2009, status="suppressed"),
        seen(70, 2009, area="district"),
        seen(70, 2009, indicator="thefts"),
        seen(70, 2011, source="another"),
    ],
    ids=["baseline", "later", "part", "no count", "held back", "elsewhere", "thefts", "disputed"],
)
def test_years_that_a_baseline_is_not_set_among(other: Observation) -> None:
    """Only whole, undisputed counts of the years before it are."""
    disputed = other.period == Period(2011)
    assert years_used(*EARLIER, other) == [(77,), (90, 77) if disputed else (90, 80, 77)]


def test_year_that_two_sources_agree_on() -> None:
    """The same count from two sources is one."""
    assert years_used(*EARLIER, seen(80, 2011, source="another")) == [(77,), (90, 80, 77)]


# What is left out, and why


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (ladder(), None),
        (hold(), None),
        (towards(), None),
        (points(-1), Unjudged.NO_COUNT),
        (floor(70), Unjudged.NO_COUNT),
        (ceiling(70), Unjudged.NO_BASELINE),
        (ladder(baseline=None), Unjudged.NO_BASELINE),
        (ceiling(70, baseline=Baseline(period=2012, value=0)), Unjudged.ZERO),
        (
            attrs.evolve(
                ladder(), baseline=Baseline(period="2010-2012", value=77, statistic="mean")
            ),
            Unjudged.COUNTS_NOT_GIVEN,
        ),
    ],
    ids=[
        "a count",
        "a category",
        "no number",
        "points",
        "a share",
        "no baseline",
        "not known",
        "nothing",
        "a mean alone",
    ],
)
def test_why_nothing_is_said_of_a_number(rule: Rule, why: Unjudged | None) -> None:
    """A numeric target that is left out has a reason, and only a count that is judged has none."""
    signed = agreement(rule)
    assert unjudged(signed) == (() if why is None else ((rule.indicator, why),))
    assert bool(realism(signed)) == (rule == ladder())
