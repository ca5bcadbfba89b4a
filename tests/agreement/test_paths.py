"""Ladders that compound or are filled in, points, and baselines made of several numbers."""

import statistics
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from partnerskab.agreement.ladders import PointsFromBaseline, Steps
from partnerskab.agreement.rule import Baseline, Milestone, Sense
from partnerskab.agreement.statistic import Statistic
from partnerskab.errors import Problem
from partnerskab.values.exact import Exact
from partnerskab.values.periods import Period
from tests.samples import decisions, ladder, points, refusal
from tests.strategies import counts, exact_numbers, percentages

YEARS = range(2013, 2017)


def values(rule: Any, name: str = "exact") -> list[Any]:
    """Return one thing that every milestone says."""
    return [getattr(milestone, name) for milestone in rule.milestones()]


def test_whole_values_and_percentages_are_integers() -> None:
    """What comes out whole is an `int`, as everywhere in the model."""
    rule = ladder(periods=[2013, 2014], percent=[-25, -50], baseline=80, printed=None)
    assert repr(values(rule)) == "[60, 40]"
    assert repr(values(rule, "percent")) == "[-25, -50]"


# Compounding


def test_compounding_is_on_the_year_before() -> None:
    """Ten percent a year three times over is 27.1 percent, and rounding comes last."""
    rule = ladder(periods=[2013, 2014, 2015], percent=[-10] * 3, printed=None, steps="compounding")
    assert values(rule, "percent") == [-10, -19, Fraction(-271, 10)]
    assert values(rule, "rounded") == [69, 62, 56]  # of 69.3, 62.37 and 56.133


@given(st.lists(percentages, min_size=1, max_size=5), st.integers(1, 10**6))
def test_compounding_multiplies_the_steps(percent: list[Exact], baseline: int) -> None:
    """Each exact value is the one before, changed by its own percentage."""
    periods = range(2013, 2013 + len(percent))
    rule = ladder(
        periods=periods, percent=percent, baseline=baseline, printed=None, steps="compounding"
    )
    before: Exact = baseline
    for step, milestone in zip(percent, rule.milestones(), strict=True):
        assert milestone.exact == Fraction(before) * (100 + step) / 100
        before = milestone.exact


def test_compounding_may_slow_down() -> None:
    """A smaller fall than the year before is still a fall."""
    rule = ladder(percent=[-10, -5, -5, 0], printed=None, steps="compounding")
    assert rule.sense is Sense.AT_MOST
    build = lambda: ladder(percent=[-10, 5, -5, 0], printed=None, steps="compounding")  # noqa: E731  # one call
    assert refusal(build).path == ("percent", 1)


# Filled in


def test_a_straight_line() -> None:
    """The change grows by the same number every year."""
    rule = ladder(percent=[-20], baseline=100, printed=None, steps="linear")
    assert values(rule) == [95, 90, 85, 80]


def test_a_constant_rate() -> None:
    """The same percentage every year: each value is the geometric mean of its neighbours."""
    rule = ladder(
        periods=[2013, 2014], percent=[-75], baseline=100, printed=None, steps="constant-rate"
    )
    assert values(rule) == [50, 25]


def test_a_constant_rate_that_is_a_fraction_is_exact() -> None:
    """A ninth in two years is a third each year, which no decimals hold."""
    rule = ladder(
        periods=[2013, 2014], percent=["-800/9"], baseline=1, printed=None, steps="constant-rate"
    )
    assert values(rule) == [Fraction(1, 3), Fraction(1, 9)]


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(2, 5))
@example(4, 5, 2)
@example(11, 10, 2)
def test_a_constant_rate_is_exact_wherever_it_is_a_fraction(
    above: int, below: int, years: int
) -> None:
    """A rate whose power is the promise is found, however large its parts are."""
    assume(above != below)
    rate = Fraction(above, below)
    rule = ladder(
        periods=range(2013, 2013 + years),
        percent=[(rate**years - 1) * 100],
        baseline=1,
        printed=None,
        steps="constant-rate",
    )
    assert values(rule) == [rate**year for year in range(1, years + 1)]


def test_a_constant_rate_to_nothing() -> None:
    """A fall to zero is at zero from the first year on."""
    rule = ladder(percent=[-100], printed=None, steps="constant-rate")
    assert values(rule) == [0] * 4


def test_a_path_may_start_later_than_its_baseline() -> None:
    """From the mean of 2004 to 2008, on a line that starts at the end of 2010."""
    rule = ladder(
        periods=[2015, 2020],
        percent=[-40],
        baseline=100,
        printed=None,
        steps="linear",
        start=2010,
    )
    assert values(rule) == [80, 60]


def test_a_path_runs_from_end_to_end_of_its_periods() -> None:
    """A quarter's milestone stands a quarter of the way."""
    rule = ladder(
        periods=["2013-Q1", "2013-Q4"], percent=[-40], baseline=100, printed=None, steps="linear"
    )
    assert values(rule) == [90, 60]


@given(
    st.sampled_from([Steps.LINEAR, Steps.CONSTANT_RATE]),
    st.integers(1, 10**6),
    percentages,
    st.sampled_from([-1, 1]),
    st.integers(1, 8),
)
def test_a_filled_in_path_ends_at_its_promise(
    steps: Steps, baseline: int, percent: Exact, sign: int, years: int
) -> None:
    """The last milestone is the promise itself, and those before lead there one way."""
    assume(sign > 0 or percent <= 100)
    change = sign * percent
    rule = ladder(
        periods=range(2013, 2013 + years),
        percent=[change],
        baseline=baseline,
        printed=None,
        steps=steps,
    )
    whole = values(rule)
    assert whole[-1] == Fraction(baseline) * (100 + change) / 100
    assert whole == sorted(whole, reverse=sign < 0)


@given(st.integers(1, 10**6), st.integers(1, 99), st.integers(2, 8))
def test_a_constant_rate_is_one_rate(baseline: int, percent: int, years: int) -> None:
    """Each value to the power of the years is the last to the power of its year, to 25 digits."""
    rule = ladder(
        periods=range(2013, 2013 + years),
        percent=[-percent],
        baseline=baseline,
        printed=None,
        steps="constant-rate",
    )
    last = Fraction(100 - percent, 100)
    for year, value in enumerate(values(rule), start=1):
        assert abs((Fraction(value) / baseline) ** years - last**year) < Fraction(1, 10**25)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (
            {"percent": [-10, -20, -30, -40], "steps": "linear"},
            Problem(
                message="a list of another length than the ladder",
                id="wrong-length",
                path=("percent",),
                expected="1 values, for the last period",
                came="4 values",
            ),
        ),
        (
            {"start": 2012},
            Problem(
                message="only an interpolated path has a start of its own",
                id="invalid-value",
                path=("start",),
                expected="steps = 'linear' or 'constant-rate', or no start",
                came="start 2012 with steps 'from-baseline'",
            ),
        ),
        (
            {"percent": [-20], "steps": "linear", "start": 2013},
            Problem(
                message="the path starts after its first milestone",
                id="invalid-value",
                path=("start",),
                expected="a period that ends before 2013",
                came="2013",
            ),
        ),
        (
            {"percent": [-20], "steps": "linear", "start": "2012-2013"},
            Problem(
                message="the path starts after its first milestone",
                id="invalid-value",
                path=("start",),
                expected="a period that ends before 2013",
                came="2012-2013",
            ),
        ),
        (
            {"percent": [-20], "steps": "linear", "start": "2013-H1"},
            Problem(
                message="the path starts after its first milestone",
                id="invalid-value",
                path=("start",),
                expected="a period that ends before 2013",
                came="2013-H1",
            ),
        ),
        (
            {"percent": [-10, -5, 5, -5], "steps": "compounding"},
            Problem(
                message="a ladder that turns back",
                id="ladder-direction",
                path=("percent", 2),
                expected="at most 0, as in the step before",
                came="5",
            ),
        ),
    ],
    ids=["too many", "no path", "late", "starts before", "starts within", "turns back"],
)
def test_wrong_path_cannot_be_built(fields: dict[str, Any], problem: Problem) -> None:
    """What does not belong together is an error at once."""
    assert refusal(lambda: ladder(printed=None, **fields)) == problem


# Points


def test_points_with_a_level_to_end_at() -> None:
    """From 18 percent one point a year, and at most 14.5 in the end: the stricter decides."""
    rule = points(-1, -2, -3, final="14.5")
    assert values(rule, "limit") == [17, 16, Fraction(29, 2)]
    assert rule.milestones()[-1] == Milestone(
        period=Period(2015),
        sense=Sense.AT_MOST,
        points=-3,
        exact=15,
        printed=Fraction(29, 2),
        limit=Fraction(29, 2),
    )


def test_points_beyond_the_level_to_end_at() -> None:
    """Where the points promise more than the level, the points decide."""
    assert values(points(-1, -4, final=15), "limit") == [17, 14]


def test_points_are_exact_numbers_and_need_no_level_to_end_at() -> None:
    """They may be written as texts, and the rule is a value that can be a key."""
    rule = PointsFromBaseline(
        indicator="unsafe",
        area="town",
        periods=[2013],
        baseline=Baseline(period=2012, value=18),
        points=["-1.5"],
    )
    assert {rule: values(rule, "limit")} == {points("-1.5"): [Fraction(33, 2)]}


def test_points_may_rise() -> None:
    """A rise is kept at its value or above, and the higher of two floors decides."""
    rule = points(5, 13, baseline=62, final=74, indicator="satisfied")
    assert values(rule, "limit") == [67, 75]
    assert decisions(rule, 66, 67, 68) == ["not-met", "met", "met"]


def test_points_from_nothing_known() -> None:
    """Without a baseline only the level to end at decides, where the text names one."""
    assert values(points(-1, -2, baseline=None), "limit") == [None, None]
    assert values(points(-1, -2, baseline=None, final=15), "limit") == [None, 15]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            (0, 0),
            Problem(
                message="a ladder that promises no change",
                id="invalid-value",
                path=("points",),
                expected="at least one step other than 0",
                came="only zeros",
            ),
        ),
        (
            (-2, -1),
            Problem(
                message="a ladder that turns back",
                id="ladder-direction",
                path=("points", 1),
                expected="at most -2, as in the step before",
                came="-1",
            ),
        ),
        (
            (),
            Problem(
                message="periods out of order",
                id="invalid-value",
                path=("periods",),
                expected="at least one period, each later than the one before",
                came="none",
            ),
        ),
    ],
    ids=["no change", "turns back", "no periods"],
)
def test_wrong_points_cannot_be_built(changes: tuple[int, ...], problem: Problem) -> None:
    """Points go one way, and somewhere."""
    assert refusal(lambda: points(*changes)) == problem


def test_points_are_one_for_each_period() -> None:
    """A list of another length than the periods is an error."""
    assert refusal(lambda: attrs.evolve(points(-1, -2), points=[-1])) == Problem(
        message="a list of another length than the ladder",
        id="wrong-length",
        path=("points",),
        expected="2 values, one for each period",
        came="1 values",
    )


def test_points_are_added_to_a_number() -> None:
    """A category cannot be changed by points."""
    assert refusal(lambda: points(-1, baseline="reduced")) == Problem(
        message="points need a number to be added to",
        id="invalid-value",
        path=("baseline", "value"),
        expected="a number of zero or more",
        came="'reduced'",
    )


@pytest.mark.parametrize("changes", [(0, 5), ("0.5", 1)])
def test_rise_in_points_may_start_slowly(changes: tuple[object, ...]) -> None:
    """A rise may pause at first, or begin with less than a point."""
    assert points(*changes, indicator="satisfied").sense is Sense.AT_LEAST


def test_whole_number_of_points_is_an_integer() -> None:
    """Where the sum is whole it is an `int`, whatever its parts are."""
    assert repr(values(points("-0.5", baseline=Fraction(37, 2)))) == "[18]"


@given(exact_numbers.filter(lambda number: number >= 0), percentages)
def test_a_point_is_not_a_percent(baseline: Exact, change: Exact) -> None:
    """Points are added to the baseline, whatever its size."""
    assert values(points(-change, baseline=baseline)) == [baseline - change]


# Baselines


def test_baseline_of_several_numbers() -> None:
    """A mean, a median or a sum is made exactly."""
    numbers = [300, 280, 311]
    made = [
        Baseline(period="2004-2006", values=numbers, statistic=each).value for each in Statistic
    ]
    assert made == [297, 300, 891]


def test_printed_baseline_goes_before_its_numbers() -> None:
    """Where the text prints the mean, that is what was signed."""
    baseline = Baseline(period="2004-2006", values=[300, 281, 311], statistic="mean", value=297)
    assert baseline.value == 297


@given(st.lists(exact_numbers, min_size=1, max_size=7))
def test_statistics_lie_among_their_numbers(numbers: list[Exact]) -> None:
    """A mean and a median are no more than the largest and no less than the smallest."""
    for statistic in (Statistic.MEAN, Statistic.MEDIAN):
        assert min(numbers) <= statistic.of(numbers) <= max(numbers)
    assert Statistic.MEAN.of(numbers) * len(numbers) == Statistic.SUM.of(numbers)


@given(st.lists(exact_numbers, min_size=1, max_size=7))
@example([1, 2])
def test_statistics_are_those_of_the_standard_library(numbers: list[Exact]) -> None:
    """Mean and median of fractions are the same as Python's own, which are exact for them."""
    fractions = [Fraction(number) for number in numbers]
    assert Statistic.MEAN.of(numbers) == statistics.mean(fractions)
    assert Statistic.MEDIAN.of(numbers) == statistics.median(fractions)


@pytest.mark.parametrize("statistic", Statistic)
def test_statistic_that_comes_out_whole_is_an_integer(statistic: Statistic) -> None:
    """Halves that make a whole number make an `int`."""
    halves = [Fraction(1, 2), Fraction(3, 2)]
    assert isinstance(statistic.of(halves), int)


@given(st.lists(counts, min_size=1, max_size=7), st.randoms())
def test_order_of_a_baselines_numbers_never_matters(numbers: list[int], random: Any) -> None:
    """The same numbers in another order make the same baseline."""
    shuffled = random.sample(numbers, len(numbers))
    for statistic in Statistic:
        assert statistic.of(shuffled) == statistic.of(numbers)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (
            {"values": [300, 280]},
            Problem(
                message="several numbers without saying how they become one",
                id="invalid-value",
                path=("statistic",),
                expected="statistic = 'mean', 'median', 'sum'",
                came="2 values and no statistic",
            ),
        ),
        (
            {"value": "reduced", "statistic": "mean"},
            Problem(
                message="a category has no mean, median or sum",
                id="invalid-value",
                path=("statistic",),
                expected="a number, or no statistic",
                came="'reduced'",
            ),
        ),
    ],
    ids=["no statistic", "of a category"],
)
def test_wrong_baseline_cannot_be_built(fields: dict[str, Any], problem: Problem) -> None:
    """Several numbers say how they become one, and categories do not."""
    assert refusal(lambda: Baseline(period="2004-2005", **fields)) == problem


@pytest.mark.parametrize(
    ("baseline", "known"),
    [
        (Baseline(period=2012, value=77), [(Period(2012), 77)]),
        (Baseline(period=2012), []),
        (Baseline(period="2011-2012", value=75, statistic="mean"), []),
        (
            Baseline(period="2011-2012", values=[70, 80], statistic="mean"),
            [(Period(2011), 70), (Period(2012), 80)],
        ),
        (Baseline(period=2012, values=[70, 80], statistic="sum"), [(Period(2012), 150)]),
        (Baseline(period="2010-2012", values=[70, 80], statistic="mean"), []),
    ],
    ids=["one year", "missing", "printed only", "two years", "a basket", "not by year"],
)
def test_what_a_source_can_restate(baseline: Baseline, known: list[tuple[Period, int]]) -> None:
    """A baseline tells the values of its years where it says them."""
    assert list(baseline.by_period()) == known
