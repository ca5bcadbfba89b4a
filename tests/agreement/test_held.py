"""Numbers to be held, gaps that get smaller, and what only people judge."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.agreement.inputs import Input
from partnerskab.agreement.rule import Milestone, Rule, Sense
from partnerskab.agreement.rules import Held, Hold
from partnerskab.errors import Problem
from partnerskab.values.periods import Period
from tests.samples import (
    NEED,
    ceiling,
    converge,
    decisions,
    floor,
    hold,
    hold_number,
    ladder,
    points,
    qualitative,
    refusal,
    towards,
)
from tests.strategies import counts

YEAR, NEXT = Period(2013), Period(2014)


@pytest.mark.parametrize(
    ("better", "sense", "decided"),
    [
        ("lower", Sense.AT_MOST, ["met", "met", "not-met"]),
        ("higher", Sense.AT_LEAST, ["not-met", "met", "met"]),
    ],
)
def test_number_is_held_or_better(better: str, sense: Sense, decided: list[str]) -> None:
    """A number is held at the baseline or on its better side."""
    rule = hold_number(41, better=better)
    assert rule.due(YEAR) == Milestone(period=YEAR, sense=sense, exact=41, limit=41)
    assert decisions(rule, 40, 41, 42) == decided
    assert [rule.slips(value) for value in (40, 41, 42)] == [each == "not-met" for each in decided]


def test_category_of_the_baseline_is_held() -> None:
    """Without a category of its own a hold keeps that of the baseline."""
    rule = hold(category=None)
    assert (rule.limit, decisions(rule, "reduced", "ordinary")) == ("reduced", ["met", "not-met"])


def test_nothing_to_hold_is_undefined() -> None:
    """Where neither a category nor a baseline is known, nothing decides and nothing slips."""
    rule = hold_number(None)
    assert (decisions(rule, 0), rule.slips(0)) == (["undefined"], False)


def test_hold_on_a_scale_without_category_and_baseline_is_undefined() -> None:
    """Nothing but the period is due, nothing decides and nothing slips."""
    rule = Hold(indicator="need", area="town", periods=[2013], scale=NEED)
    assert (rule.limit, rule.due(YEAR)) == (None, Milestone(period=YEAR))
    assert (decisions(rule, "marked"), rule.slips("marked")) == (["undefined"], False)


def test_each_year_stands_for_itself() -> None:
    """Unless said otherwise a year is judged by its own value."""
    assert [each.period for each in hold_number().inputs(NEXT)] == [NEXT]


def test_held_throughout_needs_the_years_before() -> None:
    """A year counts only where the listed ones before it have held, too."""
    rule = hold_number(41, held="throughout")
    assert [each.period for each in rule.inputs(NEXT)] == [YEAR, NEXT]
    assert [str(rule.decide(NEXT, each)) for each in ([41, 41], [42, 30], [30, 42])] == [
        "met",
        "not-met",
        "not-met",
    ]


def test_when_a_hold_is_kept_is_one_of_two_words() -> None:
    """Each by itself unless said otherwise, or throughout."""
    assert [str(each) for each in Held] == ["each", "throughout"]
    assert hold_number(held="each") == hold_number()


def test_throughout_and_a_lag() -> None:
    """Each year is spoken for by the edition that comes so many years later."""
    rule = hold_number(held="throughout", edition_lag=1)
    assert [each.period.year for each in rule.inputs(NEXT)] == [2014, 2015]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (
            {},
            Problem(
                message="a hold needs to know what is better",
                id="invalid-value",
                expected="a scale for categories, or better = 'lower' or 'higher' for numbers",
                came="neither",
            ),
        ),
        (
            {"scale": NEED, "better": "lower"},
            Problem(
                message="a hold needs to know what is better",
                id="invalid-value",
                expected="a scale for categories, or better = 'lower' or 'higher' for numbers",
                came="both",
            ),
        ),
        (
            {"better": "lower", "category": "reduced"},
            Problem(
                message="a category without a scale",
                id="invalid-value",
                path=("category",),
                expected="a baseline with the number to be held",
                came="'reduced'",
            ),
        ),
    ],
    ids=["neither", "both", "a category of nothing"],
)
def test_wrong_hold_cannot_be_built(fields: dict[str, Any], problem: Problem) -> None:
    """A hold is of a category on a scale, or of a number with a better side."""
    given = {"indicator": "x", "area": "town", "periods": [2013]} | fields
    assert refusal(lambda: Hold(**given)) == problem


# A gap


@pytest.mark.parametrize(
    ("gap", "milestone", "decided"),
    [
        (6, Milestone(period=YEAR, sense=Sense.BELOW, limit=6), ["met", "met", "not-met"]),
        (1, Milestone(period=YEAR, sense=Sense.BELOW, limit=1), ["met", "not-met", "not-met"]),
        (0, Milestone(period=YEAR, sense=Sense.AT_MOST, limit=0), ["met", "not-met", "not-met"]),
        (-2, Milestone(period=YEAR, sense=Sense.AT_MOST, limit=0), ["met", "not-met", "not-met"]),
    ],
)
def test_gap_gets_smaller_or_is_gone(gap: int, milestone: Milestone, decided: list[str]) -> None:
    """A gap that stays is not closing; where there was none there shall be none."""
    rule = converge(gap)
    assert rule.due(YEAR) == milestone
    assert decisions(rule, 0, 5, 6) == decided


def test_gap_that_is_not_known_is_undefined() -> None:
    """Without a gap to begin with, nothing says whether it closes."""
    rule = converge(None)
    assert rule.due(YEAR) == Milestone(period=YEAR, sense=Sense.BELOW)
    assert decisions(rule, 3) == ["undefined"]


def test_gap_slips_where_it_grows() -> None:
    """A gap slips above where it started, and not where it stays."""
    assert [converge(6).slips(gap) for gap in (5, 6, 7)] == [False, False, True]
    assert converge(None).slips(7) is False


# Judged by people


def test_qualitative_needs_no_value_and_a_person() -> None:
    """No value is asked for, and whatever happens a person decides."""
    rule = qualitative()
    assert (rule.inputs(YEAR), rule.slips(3)) == ((), False)
    assert {rule: rule.judged_by} == {qualitative(): ("council",)}
    assert rule.due(YEAR) == Milestone(period=YEAR)
    assert str(rule.decide(YEAR, [])) == "needs-judgement"


@pytest.mark.parametrize(
    "rule", [towards(), converge(), points(-1), ladder()], ids=lambda rule: rule.kind
)
def test_change_needs_a_start(rule: Rule) -> None:
    """What is measured from a baseline cannot be built without one, though its value be unknown."""
    fields = {field.name: getattr(rule, field.name) for field in attrs.fields(type(rule))}
    del fields["baseline"]
    with pytest.raises(TypeError, match="'baseline'"):
        type(rule)(**fields)


# The law of every kind that a machine decides

FALLING: list[Rule] = [
    ladder(),
    ladder(percent=[-5, -5, -5, -5], printed=None, steps="compounding"),
    ladder(percent=[-25], printed=None, steps="linear"),
    ladder(percent=[-25], printed=None, steps="constant-rate"),
    points(-1, -2, final=15),
    ceiling(90),
    hold_number(),
    converge(),
]
RISING: list[Rule] = [
    ladder(percent=[10, 15, 20, 25], printed=None),
    points(1, 2, indicator="satisfied"),
    floor(70),
    hold_number(better="higher"),
]


@given(st.sampled_from(FALLING), counts, counts)
def test_every_falling_kind_is_monotone_in_the_actual(rule: Rule, one: int, two: int) -> None:
    """Less is never judged worse than more."""
    grades = decisions(rule, *sorted([one, two]))
    assert grades != ["not-met", "met"]


@given(st.sampled_from(RISING), counts, counts)
def test_every_rising_kind_is_monotone_in_the_actual(rule: Rule, one: int, two: int) -> None:
    """More is never judged worse than less."""
    grades = decisions(rule, *sorted([one, two]))
    assert grades != ["met", "not-met"]


@given(st.lists(counts, min_size=2, max_size=2), st.integers(0, 1), st.integers(1, 100))
def test_held_throughout_is_monotone_in_every_year(
    values: list[int], year: int, better: int
) -> None:
    """A better value in any of the years never worsens the verdict."""
    rule = hold_number(held="throughout")
    improved = [value - better * (place == year) for place, value in enumerate(values)]
    before, after = (str(rule.decide(NEXT, each)) for each in (values, improved))
    assert (before, after) != ("met", "not-met")


def test_inputs_are_asked_for_by_indicator_area_and_period() -> None:
    """What is needed is named in full."""
    assert hold_number().inputs(YEAR) == (Input(indicator="reports", area="town", period=YEAR),)


def test_category_where_a_gap_is_due() -> None:
    """A gap is a number."""
    assert refusal(lambda: converge("reduced")) == Problem(
        message="a category where a number is due",
        id="invalid-value",
        came="'reduced' against 'reduced'",
    )
