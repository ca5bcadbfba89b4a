"""What every kind of target shares: what is left out, what is kept, and what has to be said."""

from fractions import Fraction

import attrs
import pytest

from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.agreement.rule import Baseline, Milestone, Rule, Sense, is_beyond
from partnerskab.agreement.rules import RULES, Towards
from partnerskab.errors import Problem
from partnerskab.values.periods import Period
from tests.samples import HALF_UP, ceiling, hold, ladder, refusal

YEAR = Period(2013)


def test_kinds_stand_in_the_order_of_the_guide() -> None:
    """Messages and listings name the kinds in this order."""
    assert list(RULES) == [
        "percent-of-baseline",
        "points-from-baseline",
        "level",
        "hold",
        "towards",
        "converge",
        "qualitative",
    ]


def test_kind_has_to_say_what_is_due_and_what_is_worse() -> None:
    """A kind without these two cannot be built, and a bare rule cannot either."""
    assert Rule.__abstractmethods__ == {"_at", "_is_worse"}
    with pytest.raises(TypeError):
        Rule(indicator="x", area="y", periods=[2013])  # type: ignore[abstract]  # what is tested


def test_milestone_of_nothing_but_its_period() -> None:
    """What a rule does not say about a milestone is None, and it stands in no column."""
    fields = attrs.fields_dict(Milestone).keys() - {"period", "column"}
    milestone = Milestone(period=YEAR)
    assert {name: getattr(milestone, name) for name in fields} == dict.fromkeys(fields)
    assert milestone.column == ""


def test_baseline_may_be_missing() -> None:
    """A baseline without a value is one that is not known."""
    assert Baseline(period=2012).value is None


def test_number_printed_for_several_years_is_theirs_together() -> None:
    """One number for a run of years belongs to the run, and to none of its years."""
    baseline = Baseline(period="2011-2012", value=74)
    assert baseline.by_period() == ((Period(2011, months=24), 74),)


def test_mean_over_many_years_keeps_the_number_of_each() -> None:
    """A baseline over more than ten years has as many numbers as years."""
    baseline = Baseline(period="2001-2011", values=range(11), statistic="mean")
    assert baseline.by_period() == tuple((Period(2001 + n), n) for n in range(11))


def test_numbers_of_a_baseline_are_exact_and_frozen() -> None:
    """They may be written as texts in a list, and the baseline can be a key all the same."""
    baseline = Baseline(period="2011-2012", values=["70", "74.5"], statistic="sum")
    assert {baseline: baseline.values} == {baseline: (70, Fraction(149, 2))}


def test_category_is_no_limit_for_a_number() -> None:
    """A number is not held against a category."""
    assert refusal(lambda: is_beyond(70, Sense.AT_MOST, "reduced")) == Problem(
        message="a category where a number is due",
        id="invalid-value",
        came="70 against 'reduced'",
    )


def test_level_needs_no_baseline() -> None:
    """What is not measured from anywhere has none, unless the text gives one."""
    assert ceiling(70).baseline is None


@pytest.mark.parametrize("kind", [PercentOfBaseline, Towards])
def test_change_needs_a_baseline(kind: type[Rule]) -> None:
    """What is measured from somewhere has to say from where."""
    assert attrs.fields_dict(kind)["baseline"].default is attrs.NOTHING


def test_word_for_a_side_is_one_of_three() -> None:
    """A value is kept at most or at least, and a gap below."""
    assert [str(each) for each in Sense] == ["at-most", "at-least", "below"]
    assert refusal(lambda: Sense("atmost")).remedy == "did you mean 'at-most'?"


def test_ladder_without_printed_values_and_columns() -> None:
    """Where the text has no table, a milestone has neither a printed value nor a column."""
    rule = PercentOfBaseline(
        indicator="reports",
        area="town",
        periods=[2013],
        percent=[-10],
        baseline=Baseline(period=2012, value=77),
        rounding=HALF_UP,
        criterion="count",
    )
    assert (rule.printed, rule.columns) == (None, ())
    assert [(each.printed, each.column) for each in rule.milestones()] == [(None, "")]


def test_ladder_keeps_its_lists_frozen() -> None:
    """What was given as a list is kept as a tuple."""
    rule = ladder(columns=["2012", "2013", "2014", "2015", "2016"])
    kept = (rule.periods, rule.percent, rule.printed, rule.columns)
    assert [type(each) for each in kept] == [tuple] * 4


def test_rise_that_ends_at_no_change_turns_back_at_its_end() -> None:
    """A rising ladder may not end where it began."""
    assert refusal(lambda: ladder(percent=[10, 15, 20, 0], printed=None)) == Problem(
        message="a ladder that turns back",
        id="ladder-direction",
        path=("percent", 3),
        expected="at least 20, as in the step before",
        came="0",
    )


def test_rise_may_start_with_a_pause() -> None:
    """The first step that is not zero says which way the ladder goes."""
    rule = ladder(percent=[0, 0, 5, 10], printed=None)
    assert rule.sense is Sense.AT_LEAST
    assert ladder(percent=[0, 0, -5, -10], printed=None).sense is Sense.AT_MOST


@pytest.mark.parametrize("lag", [-1, 11])
def test_lag_between_editions_is_short(lag: int) -> None:
    """An edition that speaks for a period comes at most ten periods later, and never earlier."""
    assert refusal(lambda: hold(edition_lag=lag)) == Problem(
        message="not a lag between editions",
        id="invalid-value",
        path=("edition_lag",),
        expected="0 to 10 periods",
        came=str(lag),
    )


def test_longest_lag_between_editions() -> None:
    """Ten periods are allowed."""
    (needed,) = hold(edition_lag=10).inputs(YEAR)
    assert needed.period == Period(2023)
