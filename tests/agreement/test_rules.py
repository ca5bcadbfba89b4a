"""The kinds of target: what each needs, what is due, what it decides, and their laws."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partnerskab.agreement.indicators import Better
from partnerskab.agreement.inputs import Input
from partnerskab.agreement.ladders import Criterion, Level, PercentOfBaseline
from partnerskab.agreement.rule import (
    Baseline,
    Decision,
    Milestone,
    Rule,
    Sense,
    percent_change,
)
from partnerskab.agreement.rules import RULES
from partnerskab.agreement.targets import Target
from partnerskab.errors import Problem
from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact, RoundingMode, exact
from partnerskab.values.periods import Period
from partnerskab.values.rounding import ReconciliationStatus, Rounding
from partnerskab.words import languages, say
from tests.samples import (
    NEEDS,
    ceiling,
    converge,
    floor,
    hold,
    hold_number,
    ladder,
    points,
    refusal,
    towards,
)
from tests.strategies import counts, exact_numbers, ladders, percentages

YEAR = Period(2013)
ALL_KINDS = [
    ladder(),
    ladder(percent=[-25], printed=None, steps="linear"),
    points(-1, -2),
    ceiling(90),
    floor(70),
    hold(),
    hold_number(),
    towards(),
    converge(),
]


def decided(rule: Rule, value: object, period: Period = YEAR) -> str:
    """Return what a rule decides of one value."""
    given_value = value if isinstance(value, str) else exact(value)
    return str(rule.decide(period, [given_value]))


def at(rule: Rule, period: Period = YEAR) -> Milestone:
    """Return what is due in a period, where something is."""
    milestone = rule.due(period)
    assert milestone is not None
    return milestone


# Every kind


def test_family_is_closed() -> None:
    """Every kind of rule stands in the list under its own name."""
    assert {name: rule.kind for name, rule in RULES.items()} == {name: name for name in RULES}
    subclasses = [
        each for each in Rule.__subclasses__() if each.__module__.startswith("partnerskab.")
    ]
    # By name, since the class that attrs made one with slots of may linger.
    assert {each.__name__ for each in subclasses} == {each.__name__ for each in RULES.values()}


@pytest.mark.parametrize("rule", ALL_KINDS, ids=lambda rule: rule.kind)
def test_rule_needs_its_indicator_in_its_area_and_period(rule: Rule) -> None:
    """A decision needs one value: the indicator's, in the area, in the period itself."""
    assert rule.inputs(YEAR) == (Input(indicator=rule.indicator, area="town", period=YEAR),)


@pytest.mark.parametrize("rule", ALL_KINDS, ids=lambda rule: rule.kind)
def test_nothing_is_due_in_another_period(rule: Rule) -> None:
    """A period that the rule does not list has no milestone, nor has a part of a listed one."""
    assert rule.due(Period(2012)) is None
    assert rule.due(Period(2013, months=6)) is None


@pytest.mark.parametrize("rule", ALL_KINDS, ids=lambda rule: rule.kind)
def test_milestones_are_what_is_due_in_order(rule: Rule) -> None:
    """The milestones are those of the periods, one by one."""
    assert rule.milestones() == tuple(at(rule, period) for period in rule.periods)


@pytest.mark.parametrize("rule", ALL_KINDS, ids=lambda rule: rule.kind)
def test_deciding_where_nothing_is_due_is_an_error(rule: Rule) -> None:
    """A rule refuses to decide a period in which nothing is due, and says which there are."""
    value = "reduced" if rule == hold() else 5
    assert refusal(lambda: rule.decide(Period(2012), [value])) == Problem(
        message="nothing is due in 2012",
        id="invalid-value",
        expected=", ".join(str(period) for period in rule.periods),
        came="2012",
    )


@pytest.mark.parametrize(
    ("periods", "came"),
    [([], "none"), ([2014, 2013], "2014, 2013"), ([2013, 2013], "2013, 2013")],
)
def test_periods_out_of_order_are_refused(periods: list[int], came: str) -> None:
    """There is at least one period, and each is later than the one before."""
    build = lambda: Level(indicator="x", area="y", periods=periods, at_most=[1] * len(periods))  # noqa: E731  # one call
    assert refusal(build) == Problem(
        message="periods out of order",
        id="invalid-value",
        path=("periods",),
        expected="at least one period, each later than the one before",
        came=came,
    )


def test_kind_says_whether_a_machine_can_decide_it() -> None:
    """Only what has no number needs a person."""
    undecided = [name for name, rule in RULES.items() if not rule.decidable]
    assert undecided == ["towards", "qualitative"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", RULES)
def test_every_kind_has_its_words(kind: str, language: str) -> None:
    """A kind of target can be named in every language of the library."""
    assert say(f"kind.{kind}", language)


@given(exact_numbers, exact_numbers)
def test_percent_change_leads_back_to_the_value(value: Exact, baseline: Exact) -> None:
    """The baseline plus its change in percent is the value, exactly."""
    assume(baseline != 0)
    change = percent_change(value, baseline)
    assert change is not None
    assert baseline + Fraction(baseline) * change / 100 == value


def test_percent_change_from_zero_is_undefined() -> None:
    """There is no percentage of nothing."""
    assert percent_change(5, 0) is None


def test_whole_percent_change_is_an_integer() -> None:
    """A change of a whole number of percent is an `int`."""
    assert repr(percent_change(63, 70)) == "-10"


# A graduated change in percent


def test_milestone_of_a_ladder() -> None:
    """A milestone holds percent, exact, rounded and printed value, and how the two agree."""
    columns = ["2012", "2013 (-10 %)", "2014", "2015", "2016"]
    milestone = at(ladder(columns=columns))
    assert milestone == Milestone(
        period=YEAR,
        sense=Sense.AT_MOST,
        percent=-10,
        exact=Fraction(693, 10),
        rounded=69,
        printed=69,
        limit=69,
        reconciliation=milestone.reconciliation,
        column="2013 (-10 %)",
    )
    assert str(milestone.reconciliation) == "equal"


def test_ladder_without_columns_cites_none() -> None:
    """Where the text has no table, a milestone has no column."""
    assert [milestone.column for milestone in ladder().milestones()] == [""] * 4


@pytest.mark.parametrize(
    ("table", "cited"),
    [("", "text, section 2"), ("Reports", "text, section 2, table Reports, column Goal 2013")],
)
def test_a_cell_is_cited_where_its_table_is_named(table: str, cited: str) -> None:
    """Headings of a table that nobody names lead to its section."""
    rule = ladder(periods=[2013], percent=[-10], printed=[69], columns=["Start", "Goal 2013"])
    citation = Citation(document="text", section="2", table=table)
    target = Target(id="reports", objective="crime", rule=rule, citation=citation)
    assert str(target.cite(rule.milestones()[0])) == cited


@given(ladders())
def test_milestones_come_from_the_baseline(rule: PercentOfBaseline) -> None:
    """Each exact value is the baseline times its own percentage, as if it stood alone."""
    for percent, milestone in zip(rule.percent, rule.milestones(), strict=True):
        baseline = rule.baseline.value
        assert isinstance(baseline, int)
        assert milestone.exact == Fraction(baseline) * (100 + percent) / 100


@given(ladders())
def test_milestones_are_not_chained(rule: PercentOfBaseline) -> None:
    """A step does not depend on the steps before it: alone it is the same."""
    last = rule.milestones()[-1]
    alone = ladder(
        periods=[last.period],
        percent=[rule.percent[-1]],
        baseline=rule.baseline.value,
        printed=None,
        rounding=rule.rounding,
        criterion=rule.criterion,
    )
    assert alone.milestones() == (last,)


@given(ladders(), st.integers(1, 10**9))
def test_exact_values_scale_with_the_baseline(rule: PercentOfBaseline, times: int) -> None:
    """On a baseline `times` as large, every exact value is `times` as large."""
    baseline = rule.baseline.value
    assert isinstance(baseline, int)
    larger = ladder(
        periods=rule.periods,
        percent=rule.percent,
        baseline=baseline * times,
        printed=None,
        rounding=rule.rounding,
    )
    for small, large in zip(rule.milestones(), larger.milestones(), strict=True):
        assert small.exact is not None
        assert large.exact == small.exact * times


@given(ladders(falling=True))
def test_deeper_percentage_never_raises_a_falling_target(rule: PercentOfBaseline) -> None:
    """Along a falling ladder neither the exact nor the rounded values rise."""
    for name in ("exact", "rounded", "limit"):
        values = [getattr(milestone, name) for milestone in rule.milestones()]
        assert values == sorted(values, reverse=True)


@given(ladders(falling=False))
def test_higher_percentage_never_lowers_a_rising_target(rule: PercentOfBaseline) -> None:
    """Along a rising ladder neither the exact nor the rounded values fall."""
    for name in ("exact", "rounded", "limit"):
        values = [getattr(milestone, name) for milestone in rule.milestones()]
        assert values == sorted(values)


@given(ladders())
def test_ladder_reconciles_with_its_own_output(rule: PercentOfBaseline) -> None:
    """A ladder that prints what it computes is equal everywhere, in every mode and step."""
    printed = ladder(
        periods=rule.periods,
        percent=rule.percent,
        baseline=rule.baseline.value,
        printed=[milestone.rounded for milestone in rule.milestones()],
        rounding=rule.rounding,
    )
    found = {milestone.reconciliation for milestone in printed.milestones()}
    assert {each.status for each in found if each} == {ReconciliationStatus.EQUAL}
    assert None not in found


def test_printed_value_decides() -> None:
    """Where the printed value differs from the rule, the signed one is the limit."""
    rule = ladder(periods=[2013], percent=[-10], printed=[71])
    assert str(at(rule).reconciliation) == "conflict"
    assert [decided(rule, value) for value in (70, 71, 72)] == ["met", "met", "not-met"]


def test_rounded_value_decides_where_none_is_printed() -> None:
    """Without a printed value the rounded one is the limit, and nothing is reconciled."""
    rule = ladder(periods=[2013], percent=[-10], printed=None)
    assert (at(rule).limit, at(rule).printed, at(rule).reconciliation) == (69, None, None)


@pytest.mark.parametrize("printed", [None, [53]])
def test_percentage_decides_by_the_exact_value(printed: list[int] | None) -> None:
    """Under the criterion of the percentage, 53 of 70 is not a fall of 25 %."""
    rule = ladder(
        periods=[2016], percent=[-25], baseline=70, printed=printed, criterion="percentage"
    )
    assert at(rule, Period(2016)).limit == Fraction(105, 2)
    assert decided(rule, 53, Period(2016)) == "not-met"
    assert decided(rule, 52, Period(2016)) == "met"


def test_observation_is_not_rounded() -> None:
    """A value is compared as it is: 69.1 is above a ceiling of 69."""
    assert decided(ladder(), Decimal("69.1")) == "not-met"


def test_falling_ladder_is_a_ceiling() -> None:
    """A fall is kept at its value or below."""
    assert at(ladder()).sense is Sense.AT_MOST
    assert [decided(ladder(), value) for value in (68, 69, 70)] == ["met", "met", "not-met"]


def test_rising_ladder_is_a_floor() -> None:
    """A rise is kept at its value or above."""
    rule = ladder(periods=[2013], percent=[10], baseline=70, printed=None)
    assert at(rule).sense is Sense.AT_LEAST
    assert [decided(rule, value) for value in (76, 77, 78)] == ["not-met", "met", "met"]


@pytest.mark.parametrize("criterion", Criterion)
def test_zero_baseline_is_undefined(criterion: Criterion) -> None:
    """A percentage of zero is not defined, and nothing is nudged to make it so."""
    rule = ladder(baseline=0, printed=None, criterion=criterion)
    assert [at(rule).exact, at(rule).rounded, at(rule).limit] == [None] * 3
    assert decided(rule, 0) == "undefined"


def test_missing_baseline_is_undefined() -> None:
    """A ladder on a baseline that is not known yet has no values."""
    rule = ladder(baseline=None, printed=None)
    assert at(rule).limit is None
    assert decided(rule, 5) == "undefined"


def test_printed_value_decides_without_a_baseline() -> None:
    """What was signed holds, even where the baseline behind it is missing."""
    rule = ladder(baseline=None)
    assert (at(rule).exact, at(rule).limit, at(rule).reconciliation) == (None, 69, None)
    assert decided(rule, 69) == "met"


def test_baseline_may_have_decimals() -> None:
    """A mean over several years may be a baseline."""
    rule = ladder(periods=[2013], percent=["-12.5"], baseline=Decimal("77.2"), printed=None)
    assert (at(rule).exact, at(rule).rounded) == (Fraction(1351, 20), 68)


@pytest.mark.parametrize(
    ("rule", "at_start", "beyond"),
    [
        (ladder(), 77, 78),
        (ladder(percent=[10, 15, 20, 25], printed=None), 77, 76),
        (ceiling(50, baseline=Baseline(period=2012, value=77)), 77, 78),
        (floor(80, baseline=Baseline(period=2012, value=77)), 77, 76),
        (towards(baseline=77), 77, 78),
        (towards(better="higher", baseline=77), 77, 76),
        (hold("reduced"), "reduced", "ordinary"),
    ],
    ids=["fall", "rise", "ceiling", "floor", "towards less", "towards more", "hold"],
)
def test_slip_is_worse_than_the_start(rule: Rule, at_start: Any, beyond: Any) -> None:
    """A value slips where it is worse than the baseline, and not where it equals it."""
    assert (rule.slips(at_start), rule.slips(beyond)) == (False, True)


@pytest.mark.parametrize(
    "rule", [ladder(baseline=None), ceiling(50), towards(baseline=None)], ids=lambda rule: rule.kind
)
def test_nothing_slips_from_an_unknown_start(rule: Rule) -> None:
    """Without a baseline nothing can be worse than it."""
    assert rule.slips(1000) is False


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (
            {"percent": [-10, -15, -20]},
            Problem(
                message="a list of another length than the ladder",
                id="wrong-length",
                path=("percent",),
                expected="4 values, one for each period",
                came="3 values",
            ),
        ),
        (
            {"printed": [69, 65, 62, 58, 55]},
            Problem(
                message="a list of another length than the ladder",
                id="wrong-length",
                path=("printed",),
                expected="4 values, one for each period",
                came="5 values",
            ),
        ),
        (
            {"columns": ["2013", "2014", "2015", "2016"]},
            Problem(
                message="a list of another length than the ladder",
                id="wrong-length",
                path=("columns",),
                expected="5 values, the baseline's and one per period",
                came="4 values",
            ),
        ),
        (
            {"baseline": "reduced"},
            Problem(
                message="a percentage needs a number to be of",
                id="invalid-value",
                path=("baseline", "value"),
                expected="a number of zero or more",
                came="'reduced'",
            ),
        ),
        (
            {"baseline": -1},
            Problem(
                message="a percentage needs a number to be of",
                id="invalid-value",
                path=("baseline", "value"),
                expected="a number of zero or more",
                came="-1",
            ),
        ),
        (
            {"baseline": Decimal("-0.5")},
            Problem(
                message="a percentage needs a number to be of",
                id="invalid-value",
                path=("baseline", "value"),
                expected="a number of zero or more",
                came="-0.5",
            ),
        ),
        (
            {"periods": [2012, 2013, 2014, 2015]},
            Problem(
                message="the baseline is not before the first milestone",
                id="invalid-value",
                path=("baseline", "period"),
                expected="a period that ends before 2012",
                came="2012",
            ),
        ),
        (
            {"periods": ["2012-H2", 2014, 2015, 2016]},
            Problem(
                message="the baseline is not before the first milestone",
                id="invalid-value",
                path=("baseline", "period"),
                expected="a period that ends before 2012-H2",
                came="2012",
            ),
        ),
        (
            {"periods": ["2012-2013", 2014, 2015, 2016]},
            Problem(
                message="the baseline is not before the first milestone",
                id="invalid-value",
                path=("baseline", "period"),
                expected="a period that ends before 2012-2013",
                came="2012",
            ),
        ),
        (
            {"percent": [-10, -15, -20, "-100.5"]},
            Problem(
                message="a reduction above 100 %",
                id="reduction-above-100",
                path=("percent", 3),
                expected="-100 or above",
                came="-100.5",
            ),
        ),
        (
            {"percent": [0, 0, 0, 0]},
            Problem(
                message="a ladder that promises no change",
                id="invalid-value",
                path=("percent",),
                expected="at least one step other than 0",
                came="only zeros",
            ),
        ),
        (
            {"percent": [-10, -20, -15, -25]},
            Problem(
                message="a ladder that turns back",
                id="ladder-direction",
                path=("percent", 2),
                expected="at most -20, as in the step before",
                came="-15",
            ),
        ),
        (
            {"percent": [10, "22.5", 20, 25]},
            Problem(
                message="a ladder that turns back",
                id="ladder-direction",
                path=("percent", 2),
                expected="at least 22.5, as in the step before",
                came="20",
            ),
        ),
        (
            {"percent": [10, -15, -20, -25]},
            Problem(
                message="a ladder that turns back",
                id="ladder-direction",
                path=("percent", 1),
                expected="at least 10, as in the step before",
                came="-15",
            ),
        ),
        (
            {"percent": [-10, -15, -20, -25.0]},
            Problem(
                message="not an exact number",
                id="not-exact",
                expected="a whole number, a Decimal, a Fraction or text such as '22.9'",
                came="float -25.0",
                remedy="give the number as text or as a Decimal",
            ),
        ),
        (
            {"criterion": "counts"},
            Problem(
                message="not one of the words that are known here",
                id="unknown-word",
                expected="'count' or 'percentage'",
                came="'counts'",
                remedy="did you mean 'count'?",
            ),
        ),
    ],
    ids=lambda value: value.message if isinstance(value, Problem) else "",
)
def test_wrong_ladder_cannot_be_built(fields: dict[str, Any], problem: Problem) -> None:
    """Lists of the wrong length, a bad baseline, or steps that turn back are errors at once."""
    assert refusal(lambda: ladder(**{"printed": None} | fields)) == problem


@pytest.mark.parametrize("percent", [[0, -10, -10, -100], [0, 0, 0, 5], [5, 5, 10, 250]], ids=str)
def test_ladder_may_pause(percent: list[int]) -> None:
    """Steps of zero or equal steps are fine, and a fall may end at nothing at all."""
    assert ladder(percent=percent, printed=None).percent == tuple(percent)


def test_baseline_of_zero_may_be_built() -> None:
    """A baseline of zero is a fact, and the target is undefined rather than wrong."""
    assert ladder(baseline=0, printed=None).baseline.value == 0


def test_baseline_may_end_the_day_before_the_first_milestone_starts() -> None:
    """The baseline's period may touch the first milestone's."""
    assert ladder(periods=[2013], percent=[-10], printed=None).periods == (YEAR,)


def test_fall_that_ends_at_no_change_turns_back_at_its_end() -> None:
    """The step that is named is the one that turns, and not the first one."""
    build = lambda: ladder(percent=[-10, -15, -20, 0], printed=None)  # noqa: E731  # one call
    assert refusal(build).path == ("percent", 3)


# A level


def test_ceiling_and_floor() -> None:
    """A ceiling is kept at or below it, a floor at or above it, each in its own period."""
    assert [decided(ceiling(90), value) for value in (89, 90, 91)] == ["met", "met", "not-met"]
    assert [decided(floor(70), value) for value in (69, 70, 71)] == ["not-met", "met", "met"]
    assert decided(ceiling(90, 80), 85, Period(2014)) == "not-met"


def test_milestone_of_a_level() -> None:
    """A level is at once the exact value, the printed one and the limit."""
    low, high = at(ceiling("9.5")), at(floor("9.5"))
    nine = Fraction(19, 2)
    assert low == Milestone(period=YEAR, sense=Sense.AT_MOST, exact=nine, printed=nine, limit=nine)
    assert high == Milestone(
        period=YEAR, sense=Sense.AT_LEAST, exact=nine, printed=nine, limit=nine
    )


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (
            {},
            Problem(
                message="a level is a ceiling or a floor",
                id="invalid-value",
                expected="either at_most or at_least",
                came="neither",
            ),
        ),
        (
            {"at_most": [1], "at_least": [1]},
            Problem(
                message="a level is a ceiling or a floor",
                id="invalid-value",
                expected="either at_most or at_least",
                came="both",
            ),
        ),
        (
            {"at_most": [1, 2]},
            Problem(
                message="a list of another length than the ladder",
                id="wrong-length",
                path=("at_most",),
                expected="1 values, one for each period",
                came="2 values",
            ),
        ),
        (
            {"at_least": []},
            Problem(
                message="a list of another length than the ladder",
                id="wrong-length",
                path=("at_least",),
                expected="1 values, one for each period",
                came="0 values",
            ),
        ),
    ],
    ids=["neither", "both", "too many", "none"],
)
def test_wrong_level_cannot_be_built(fields: dict[str, Any], problem: Problem) -> None:
    """A level is either a ceiling or a floor, and has one value for each period."""
    build = lambda: Level(indicator="x", area="y", periods=[2013], **fields)  # noqa: E731  # one call
    assert refusal(build) == problem


@pytest.mark.parametrize("rule", [ladder(), ceiling(90), towards()], ids=lambda rule: rule.kind)
def test_category_where_a_number_is_due(rule: Rule) -> None:
    """A category cannot be held against a number."""
    limit = {"percent-of-baseline": 77, "level": 90, "towards": 6}[rule.kind]
    fields: dict[str, Any] = {"baseline": Baseline(period=2012, value=90)}
    measured = ceiling(90, **fields) if isinstance(rule, Level) else rule
    assert refusal(lambda: measured.slips("reduced")) == Problem(
        message="a category where a number is due",
        id="invalid-value",
        came=f"'reduced' against {limit}",
    )


# A category to be held


def test_hold_is_met_at_the_category_or_better() -> None:
    """Better than the category counts as met."""
    found = [decided(hold("reduced"), category) for category in NEEDS]
    assert found == ["met", "met", "not-met", "not-met"]


def test_milestone_of_a_hold() -> None:
    """What is due is the category."""
    assert at(hold("ordinary")) == Milestone(period=YEAR, category="ordinary", limit="ordinary")


def test_hold_slips_from_its_category_and_not_from_its_baseline() -> None:
    """A category below the one to be held is a slip, though the baseline be no better."""
    assert [hold("minimal").slips(category) for category in NEEDS] == [False, True, True, True]


@pytest.mark.parametrize(("lag", "edition"), [(0, 2013), (1, 2014), (2, 2015)])
def test_edition_that_speaks_for_a_period(lag: int, edition: int) -> None:
    """A hold asks for the edition that comes so many periods later."""
    rule = hold(edition_lag=lag)
    assert [each.period for each in rule.inputs(YEAR)] == [Period(edition)]
    assert at(rule).period == YEAR


def test_edition_is_the_one_of_the_same_name_unless_said() -> None:
    """Without a lag the edition of the same year speaks."""
    assert hold().edition_lag == 0


@pytest.mark.parametrize(
    ("build", "came", "remedy"),
    [
        (lambda: hold("redused"), "'redused'", "did you mean 'reduced'?"),
        (lambda: hold().decide(YEAR, ["redused"]), "'redused'", "did you mean 'reduced'?"),
        (lambda: hold().decide(YEAR, [2]), "2", ""),
        (lambda: hold().slips(2), "2", ""),
    ],
)
def test_hold_knows_the_categories_of_its_scale(
    build: Callable[[], object], came: str, remedy: str
) -> None:
    """A category that the scale does not have is refused, when built and when observed."""
    assert refusal(build) == Problem(
        message="not a category of the scale 'need'",
        id="unknown-category",
        expected="minimal, reduced, ordinary, marked",
        came=came,
        remedy=remedy,
    )


# Baselines that do not fit


@pytest.mark.parametrize(
    "build",
    [
        lambda start: ceiling(90, baseline=start("reduced")),
        lambda start: towards(baseline=start("six").value),
        lambda start: attrs.evolve(hold(), baseline=start(6)),
        lambda start: attrs.evolve(hold(), baseline=start("redused")),
    ],
    ids=["a word for a level", "a word for a count", "a number for a word", "an unknown word"],
)
def test_baseline_that_does_not_fit_cannot_be_built(build: Callable[[Any], object]) -> None:
    """A category before a number, a number before a category or an unknown one is an error."""
    start = lambda value: Baseline(period=2012, value=value)  # noqa: E731  # one call
    assert refusal(lambda: build(start)).message


@pytest.mark.parametrize("lag", ["next", Fraction(1, 2), True, -1, 11])
def test_edition_lag_is_a_whole_number(lag: Any) -> None:
    """A lag that is no whole number cannot be built."""
    assert refusal(lambda: hold(edition_lag=lag)).message


# Towards a reference without a number


def test_movement_without_a_number_needs_judgement() -> None:
    """Whatever the value, a person decides."""
    assert [decided(towards(), value) for value in (0, 6, 100)] == ["needs-judgement"] * 3
    assert at(towards()) == Milestone(period=YEAR)


def test_towards_reads_its_direction_as_a_word() -> None:
    """The direction may be given as a word."""
    assert towards(better="higher").better is Better.HIGHER


# The order of verdicts

GRADES = (Decision.NOT_MET, Decision.MET)


def grades(rule: Rule, values: Sequence[Any]) -> list[int]:
    """Return the decisions on some values, from worst to best."""
    return [GRADES.index(rule.decide(rule.periods[-1], [value])) for value in values]


@given(ladders(falling=True), counts, counts)
def test_fewer_never_worsen_a_falling_target(rule: PercentOfBaseline, one: int, two: int) -> None:
    """On a falling ladder less is never judged worse than more."""
    worse, better = grades(rule, sorted([one, two], reverse=True))
    assert worse <= better


@given(ladders(falling=False), st.integers(0, 10**7), st.integers(0, 10**7))
def test_more_never_worsen_a_rising_target(rule: PercentOfBaseline, one: int, two: int) -> None:
    """On a rising ladder more is never judged worse than less."""
    worse, better = grades(rule, sorted([one, two]))
    assert worse <= better


@given(exact_numbers, exact_numbers, exact_numbers)
def test_improvement_never_worsens_a_level(limit: Exact, one: Exact, two: Exact) -> None:
    """Below a ceiling less is never worse, above a floor more is never worse."""
    low, high = sorted([one, two])
    assert grades(ceiling(limit), [high, low]) == sorted(grades(ceiling(limit), [low, high]))
    assert grades(floor(limit), [low, high]) == sorted(grades(floor(limit), [low, high]))


@pytest.mark.parametrize("category", NEEDS)
def test_improvement_never_worsens_a_hold(category: str) -> None:
    """From the worst category to the best, the decision never gets worse."""
    found = grades(hold(category), NEEDS[::-1])
    assert found == sorted(found)


@given(st.integers(1, 10**6), percentages, st.sampled_from(RoundingMode))
def test_exact_target_is_always_met_by_the_percentage(
    baseline: int, percent: Exact, mode: RoundingMode
) -> None:
    """Under the criterion of the percentage the exact value itself is met, in every mode."""
    rule = ladder(
        periods=[2013],
        percent=[-percent],
        baseline=baseline,
        printed=None,
        rounding=Rounding(mode=mode, basis="inferred"),
        criterion="percentage",
    )
    limit = at(rule).limit
    assert limit is not None
    assert rule.decide(YEAR, [limit]) is Decision.MET


def test_rule_is_frozen_and_hashable() -> None:
    """Two rules of the same parts are one, in a set as well."""
    assert {ladder(), ladder()} == {ladder()}
    assert {towards(), towards()} == {towards()}
