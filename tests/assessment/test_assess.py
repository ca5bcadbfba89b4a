"""Where promises stand on a day: outcomes, caveats, readings, objectives, and their laws."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import Derivation, OverTime, Total, WorstArea
from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.agreement.questions import Question
from partnerskab.agreement.rule import Baseline, Rule
from partnerskab.agreement.targets import MetWhen
from partnerskab.assessment.assess import assess
from partnerskab.assessment.evidence import Evidence
from partnerskab.assessment.verdicts import SMALL_COUNT, Caveat, Outcome, ReadingOutcome, Verdict
from partnerskab.observations.observation import Observation, Status
from partnerskab.partnership import Partnership
from partnerskab.values.exact import Exact
from partnerskab.values.periods import Period
from partnerskab.words import languages, say
from tests.samples import (
    AFTER_ALL,
    NEEDS,
    agreement,
    assessed,
    caveats,
    ceiling,
    change,
    criterion_question,
    floor,
    hold,
    hold_number,
    judged,
    ladder,
    question,
    seen,
    summed_up,
    towards,
)
from tests.strategies import categories, counts, days, exact_numbers, ladders, observations

YEAR = Period(2013)
LAST_DAY = date(2013, 12, 31)
FEBRUARY, JUNE = date(2014, 2, 1), date(2014, 6, 1)
ALL_KINDS = [ladder(), ceiling(90), floor(70), hold(), towards()]


def outcome(signed: Agreement | Rule, *given_ones: Observation, **fields: Any) -> str:
    """Return the outcome for 2013."""
    return judged(signed, *given_ones, **fields).outcome.value


# The whole answer


def test_verdict_says_what_was_judged() -> None:
    """A verdict holds the milestone, the observation and its change from the baseline."""
    observed = seen(71)
    assert judged(ladder(), observed) == Verdict(
        objective="crime",
        target="reports",
        indicator="reports",
        area="town",
        period=YEAR,
        milestone=ladder().due(YEAR),
        outcome=Outcome.NOT_MET,
        evidence=Evidence(found=(observed,), value=71),
        change=Fraction(-600, 77),
    )


def test_assessment_has_a_verdict_for_each_target_and_period() -> None:
    """Each target has a verdict in each period in which any target is due, in order."""
    signed = agreement(ladder(), hold(periods=[2016]))
    whole = assessed(signed)
    years = [Period(year) for year in range(2013, 2017)]
    pairs = [(each.target, each.period) for each in whole.verdicts]
    assert pairs == [(target, year) for target in ("reports", "need") for year in years]
    assert [(each.objective, each.period) for each in whole.objectives] == [
        ("crime", year) for year in years
    ]
    assert (whole.agreement, whole.as_of) == (signed, AFTER_ALL)
    assert whole.versions == ((None, signed),)


def test_assessment_holds_the_settled_agreement() -> None:
    """The agreement in the answer reads as the verdicts took it."""
    signed = agreement(ladder(), questions=[criterion_question(assumed="percentage")])
    assert assessed(signed).agreement == signed.settled()


def test_verdict_is_found_by_target_and_period() -> None:
    """A verdict that does not exist is a `KeyError` that names it."""
    whole = assessed(ladder())
    assert whole.verdict("reports", Period(2014)).period == Period(2014)
    with pytest.raises(KeyError) as caught:
        whole.verdict("reports", Period(2012))
    assert caught.value.args == (("reports", Period(2012)),)


def test_no_observations_may_be_given() -> None:
    """Leaving the observations out is the same as giving none."""
    partnership = Partnership(agreement=agreement(ladder()))
    assert assess(partnership, as_of=AFTER_ALL) == assessed(ladder())


def test_answer_to_nothing_at_all() -> None:
    """Without data an objective is due in each ended year and has no data."""
    whole = assessed(ladder(), as_of=date(2015, 6, 1))
    found = [str(each.outcome) for each in whole.verdicts]
    assert found == ["no-data", "no-data", "not-due", "not-due"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("thing", [*Outcome, *Caveat])
def test_every_outcome_and_caveat_has_its_words(thing: Outcome | Caveat, language: str) -> None:
    """What can be said of a promise can be said in every language of the library."""
    assert say(f"{type(thing).__name__.lower()}.{thing}", language, period="2016")


# What is due


@given(st.sampled_from(ALL_KINDS), days, st.lists(observations(), max_size=3))
def test_nothing_is_due_before_its_period_has_ended(
    rule: Rule, as_of: date, given_ones: list[Observation]
) -> None:
    """Up to its last day a period is never anything but not due."""
    for verdict in assessed(rule, *given_ones, as_of=as_of).verdicts:
        assert (verdict.outcome is Outcome.NOT_DUE) == (as_of <= verdict.period.last_day)


@pytest.mark.parametrize(
    ("as_of", "expected"), [(LAST_DAY, "not-due"), (LAST_DAY + timedelta(days=1), "met")]
)
def test_period_is_due_the_day_after_it_ends(as_of: date, expected: str) -> None:
    """The last day of a year still belongs to it."""
    assert outcome(ladder(), seen(69, published=None), as_of=as_of) == expected


def test_nothing_is_due_in_a_period_without_a_milestone() -> None:
    """A target that is due only at the end is not due in the years of the others."""
    signed = agreement(hold(periods=[2016]), ladder())
    verdict = judged(signed, seen("reduced", indicator="need"))
    assert (verdict.outcome, verdict.milestone) == (Outcome.NOT_DUE, None)


def test_value_is_shown_though_nothing_is_due() -> None:
    """An early value stands beside the verdict that nothing is due."""
    early = seen(69, published=None)
    assert judged(ladder(), early, as_of=LAST_DAY).observation == early


def test_number_held_throughout_shows_the_year_itself() -> None:
    """The years before decide, too, and the figure that is shown is the year's own."""
    verdict = judged(hold_number(held="throughout"), seen(42), seen(40, 2014), period=2014)
    assert (verdict.outcome, verdict.evidence.value) == (Outcome.NOT_MET, 40)


# What is known


def test_later_vintage_replaces_an_earlier_one_once_it_is_known() -> None:
    """The same question has another answer on a later day."""
    vintages = seen(69, published=FEBRUARY), seen(72, published=JUNE)
    assert outcome(ladder(), *vintages, as_of=date(2014, 5, 31)) == "met"
    assert outcome(ladder(), *vintages, as_of=JUNE) == "not-met"


@given(st.lists(observations(), max_size=5), observations(), days)
def test_later_vintage_never_changes_an_earlier_answer(
    given_ones: list[Observation], later: Observation, as_of: date
) -> None:
    """What became known after a day changes no answer about that day."""
    as_of = min(as_of, (later.known_since or AFTER_ALL) - timedelta(days=1))
    assume(later.known_since is not None)
    before = assessed(ladder(), *given_ones, as_of=as_of)
    assert assessed(ladder(), *given_ones, later, as_of=as_of) == before


@given(st.lists(observations(), min_size=1, max_size=5), st.data(), days)
def test_identical_duplicate_never_changes_a_verdict(
    given_ones: list[Observation], data: st.DataObject, as_of: date
) -> None:
    """Giving an observation a second time, wherever, changes nothing."""
    again = data.draw(st.sampled_from(given_ones))
    once = assessed(ladder(), *given_ones, as_of=as_of)
    assert assessed(ladder(), *given_ones, again, as_of=as_of) == once


@given(st.lists(observations(), max_size=5), st.data(), days)
def test_order_of_observations_never_matters(
    given_ones: list[Observation], data: st.DataObject, as_of: date
) -> None:
    """In whatever order they come, everything that is said of them is the same."""
    shuffled = data.draw(st.permutations(given_ones))
    first = assessed(ladder(), *given_ones, as_of=as_of).verdicts
    second = assessed(ladder(), *shuffled, as_of=as_of).verdicts
    assert first == second


@pytest.mark.parametrize(
    "given_ones",
    [
        (seen(69), seen(69, status="provisional")),
        (seen(69), seen(69, source="statistics")),
    ],
    ids=["two statuses", "two sources"],
)
def test_order_of_equal_values_never_matters(given_ones: Sequence[Observation]) -> None:
    """Of equal values that differ in status or source, the same one counts in either order."""
    found = {judged(ladder(), *each) for each in permutations(given_ones)}
    assert len(found) == 1


@given(st.sampled_from(ALL_KINDS), days)
def test_missing_data_never_yields_met(rule: Rule, as_of: date) -> None:
    """Without an observation no promise is met, on whatever day."""
    whole = assessed(rule, as_of=as_of)
    said = {each.outcome for each in whole.verdicts}
    said |= {each.outcome for each in whole.objectives if each.outcome is not None}
    assert not said & {Outcome.MET, Outcome.NOT_MET}


@pytest.mark.parametrize(
    "fields",
    [
        {"indicator": "thefts"},
        {"area": "district"},
        {"period": 2014},
        {"published": date(2020, 1, 1)},
    ],
    ids=str,
)
def test_value_of_something_else_is_no_data(fields: dict[str, Any]) -> None:
    """Another indicator, area or period, or a figure not yet out says nothing."""
    assert outcome(ladder(), seen(69, **{"period": 2013} | fields)) == "no-data"


def test_part_of_a_period_is_not_the_period() -> None:
    """Half a year is not a year, though it be below the ceiling of the year."""
    verdict = judged(ladder(), seen(30, period="2013-H1"))
    assert (verdict.outcome, verdict.evidence.so_far) == (Outcome.PARTIAL_PERIOD, 30)


def test_part_that_breaks_the_ceiling_puts_it_out_of_reach() -> None:
    """Half a year above the ceiling of the year says so, before and after the year ends."""
    half = seen(70, period="2013-H1", published=date(2013, 8, 1))
    early = judged(ladder(), half, as_of=date(2013, 9, 1))
    assert (early.outcome, caveats(early)) == (Outcome.NOT_DUE, {"out-of-reach"})
    assert caveats(judged(ladder(), half)) == {"out-of-reach"}


def test_part_of_a_year_without_a_ceiling_breaks_none() -> None:
    """Where no limit is known, half a year is just what it is."""
    half = seen(70, period="2013-H1")
    assert caveats(judged(ladder(baseline=None, printed=None), half)) == {"no-baseline"}


def test_part_below_a_floor_may_still_reach_it() -> None:
    """Half a year below the floor of the year says nothing: the rest is still to come."""
    half = seen(30, period="2013-H1", indicator="members")
    assert caveats(judged(floor(70, indicator="members"), half)) == set()


def test_area_below_a_floor_for_the_worst_puts_it_out_of_reach() -> None:
    """Whatever the areas have that are not known, the worst is not above the one that is."""
    signed = agreement(floor(70))
    worst = WorstArea(of="members", over=["town", "district"])
    indicators = [
        attrs.evolve(each, source=None, derived=worst) if each.id == "satisfied" else each
        for each in signed.indicators
    ]
    whole = attrs.evolve(signed, indicators=indicators)
    for value, expected in ((69, {"out-of-reach"}), (70, set())):
        assert caveats(judged(whole, seen(value, indicator="members"))) == expected


# Not yet published, no data


@pytest.mark.parametrize(
    ("month", "until"),
    [
        (1, date(2014, 1, 31)),
        (2, date(2014, 2, 28)),
        (5, date(2014, 5, 31)),
        (12, date(2014, 12, 31)),
    ],
)
def test_figure_is_awaited_until_the_end_of_its_release_month(month: int, until: date) -> None:
    """Until its release month is over a figure is not yet published, and then it is missing."""
    signed = agreement(ladder(), release_month=month)
    assert outcome(signed, as_of=LAST_DAY + timedelta(days=1)) == "not-yet-published"
    assert outcome(signed, as_of=until) == "not-yet-published"
    assert outcome(signed, as_of=until + timedelta(days=1)) == "no-data"


def test_release_month_may_have_a_leap_day() -> None:
    """In a leap year February ends a day later."""
    signed = agreement(ladder())
    found = judged(signed, as_of=date(2016, 2, 29), period=2015).outcome
    assert found is Outcome.NOT_YET_PUBLISHED


@pytest.mark.parametrize(
    ("month", "until"),
    [
        (9, date(2014, 9, 30)),
        (8, date(2014, 8, 31)),
        (7, date(2015, 7, 31)),
        (1, date(2015, 1, 31)),
    ],
)
def test_release_month_is_the_first_after_the_period(month: int, until: date) -> None:
    """A school year to July 2014 is out in September of the same year, or in July of the next."""
    school_year = Period(2013, month=8)
    signed = agreement(
        ladder(periods=[school_year], percent=[-10], printed=None), release_month=month
    )

    def said(as_of: date) -> str:
        return str(assessed(signed, as_of=as_of).verdict("reports", school_year).outcome)

    assert said(until) == "not-yet-published"
    assert said(until + timedelta(days=1)) == "no-data"


def test_figure_without_a_release_month_is_missing_at_once() -> None:
    """Where nobody says when it comes out, nothing is awaited."""
    signed = agreement(ladder(), release_month=None)
    assert outcome(signed, as_of=LAST_DAY + timedelta(days=1)) == "no-data"


def test_figure_that_is_early_is_judged() -> None:
    """A figure that is out before its release month counts at once."""
    early = seen(69, published=date(2014, 1, 10))
    assert outcome(ladder(), early, as_of=date(2014, 1, 10)) == "met"


@pytest.mark.parametrize("as_of", [FEBRUARY, AFTER_ALL])
def test_suppressed_value_is_no_data(as_of: date) -> None:
    """A suppressed value is published, and says nothing."""
    hidden = seen(None, status="suppressed")
    assert outcome(ladder(), hidden, as_of=as_of) == "no-data"


def test_later_edition_is_awaited_until_its_own_release_month() -> None:
    """Where the edition of the year after speaks for a period, that edition is awaited."""
    signed = agreement(hold(edition_lag=1), release_month=5)
    assert outcome(signed, as_of=date(2015, 5, 31)) == "not-yet-published"


# What is decided


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (ladder(), 69, "met"),
        (ladder(), 70, "not-met"),
        (ceiling(90), 90, "met"),
        (ceiling(90), 91, "not-met"),
        (floor(70), 70, "met"),
        (floor(70), 69, "not-met"),
        (hold(), "minimal", "met"),
        (hold(), "reduced", "met"),
        (hold(), "ordinary", "not-met"),
        (towards(), 0, "needs-judgement"),
        (towards(), 100, "needs-judgement"),
        (ladder(baseline=0, printed=None), 0, "undefined"),
        (ladder(baseline=None, printed=None), 0, "undefined"),
    ],
)
def test_outcome_is_what_the_rule_decides(rule: Rule, value: object, expected: str) -> None:
    """One known value in a period that is due is judged by the rule."""
    assert outcome(rule, seen(value, indicator=rule.indicator)) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [(towards(), "needs-judgement"), (ladder(baseline=0, printed=None), "undefined")],
    ids=["no number", "no baseline"],
)
def test_what_no_value_could_decide_is_said_without_one(rule: Rule, expected: str) -> None:
    """A person's judgement is needed, or the target is undefined, with data or without."""
    assert outcome(rule) == expected


def test_two_sources_that_disagree_need_judgement() -> None:
    """Neither source goes before the other, and no value is shown as the one."""
    verdict = judged(ladder(), seen(69), seen(70, source="statistics"))
    assert verdict.outcome is Outcome.NEEDS_JUDGEMENT
    assert (verdict.observation, verdict.change) == (None, None)


def test_two_sources_on_the_same_side_still_disagree() -> None:
    """Two values that both meet the target are two facts, which a person has to weigh."""
    assert outcome(ladder(), seen(60), seen(61, source="statistics")) == "needs-judgement"


def test_two_sources_that_agree_are_one_value() -> None:
    """The same value from two sources decides."""
    assert outcome(ladder(), seen(69), seen(69, source="statistics")) == "met"


def test_two_sources_before_anything_is_due() -> None:
    """Sources that disagree do not make a period due."""
    both = seen(69, published=None), seen(70, published=None, source="statistics")
    assert outcome(ladder(), *both, as_of=LAST_DAY) == "not-due"


def test_suppressed_value_does_not_disagree_with_a_number() -> None:
    """A source that keeps its value back says nothing against another source's."""
    hidden = seen(None, status="suppressed", source="statistics")
    assert outcome(ladder(), seen(69), hidden) == "met"


def test_own_source_by_name_is_the_own_source() -> None:
    """A revision counts, whether or not the two rows name the indicator's own source."""
    first, revised = seen(71, published=FEBRUARY), seen(69, published=JUNE, source="register")
    assert outcome(ladder(), first, revised) == "met"


def test_change_is_from_the_signed_baseline() -> None:
    """The change is exact, and missing where there is no number for either side."""
    assert judged(ladder(baseline=70), seen(53)).change == Fraction(-170, 7)
    assert judged(ladder(), seen(None, status="suppressed")).change is None
    assert judged(ladder(baseline=None), seen(53)).change is None
    assert judged(ceiling(90), seen(53)).change is None
    assert judged(hold(), seen("reduced", indicator="need")).change is None


# The order of verdicts

GRADES = (Outcome.NOT_MET, Outcome.MET)


def grades(rule: Rule, values: Sequence[Any]) -> list[int]:
    """Return the grades of some values in the rule's last period, each judged alone."""
    period = rule.periods[-1]
    return [
        GRADES.index(
            assessed(rule, seen(value, period, indicator=rule.indicator), as_of=date(2020, 1, 1))
            .verdict(rule.indicator, period)
            .outcome
        )
        for value in values
    ]


def four_years(rule: PercentOfBaseline) -> PercentOfBaseline:
    """Return the ladder if it fits into the term."""
    assume(len(rule.periods) <= 4)
    return rule


@given(ladders(falling=True).map(four_years), counts, counts)
def test_improvement_never_worsens_a_fall(rule: PercentOfBaseline, one: int, two: int) -> None:
    """On a falling ladder fewer is never judged worse."""
    worse, better = grades(rule, sorted([one, two], reverse=True))
    assert worse <= better


@given(floor_at=exact_numbers, one=exact_numbers, two=exact_numbers)
def test_improvement_never_worsens_a_floor(floor_at: Exact, one: Exact, two: Exact) -> None:
    """Above a floor more is never judged worse."""
    worse, better = grades(floor(floor_at), sorted([one, two]))
    assert worse <= better


@given(ceiling_at=exact_numbers, one=exact_numbers, two=exact_numbers)
def test_improvement_never_worsens_a_ceiling(ceiling_at: Exact, one: Exact, two: Exact) -> None:
    """Below a ceiling less is never judged worse."""
    worse, better = grades(ceiling(ceiling_at), sorted([one, two], reverse=True))
    assert worse <= better


@given(
    st.lists(st.integers(1, 200), min_size=1, max_size=4, unique=True).map(sorted),
    st.integers(0, 3000),
    st.integers(0, 3000),
)
def test_improvement_never_worsens_a_rise(percent: list[int], one: int, two: int) -> None:
    """On a rising ladder more is never judged worse."""
    rule = ladder(
        indicator="satisfied",
        periods=range(2013, 2013 + len(percent)),
        percent=percent,
        baseline=1000,
        printed=None,
    )
    worse, better = grades(rule, sorted([one, two]))
    assert worse <= better


@given(categories, categories, categories)
def test_improvement_never_worsens_a_hold(category: str, one: str, two: str) -> None:
    """A better category is never judged worse."""
    worse, better = grades(hold(category), sorted([one, two], key=NEEDS.index, reverse=True))
    assert worse <= better


# Caveats


def test_plain_verdict_has_no_caveat() -> None:
    """A final figure of one source, for the agreement's own area, needs no caveat."""
    assert caveats(judged(ladder(), seen(69))) == set()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.FINAL, set()),
        (Status.REVISED, set()),
        (Status.PROVISIONAL, {"provisional"}),
        (Status.ESTIMATED, {"estimated"}),
        (Status.ILLUSTRATIVE, {"illustrative"}),
        (Status.SUPPRESSED, {"suppressed"}),
    ],
)
def test_status_caveat(status: Status, expected: set[str]) -> None:
    """A figure that is not simply final says so."""
    value = None if status is Status.SUPPRESSED else 69
    assert caveats(judged(ladder(), seen(value, status=status))) == expected


def test_undated_caveat() -> None:
    """A figure is undated only where neither its publication nor its retrieval is known."""
    nothing: dict[str, Any] = {"published": None}
    assert caveats(judged(ladder(), seen(69, **nothing))) == {"undated"}
    assert caveats(judged(ladder(), seen(69, **nothing, retrieved=FEBRUARY))) == set()


def test_other_area_caveat() -> None:
    """A figure for another area than the agreement's is used and flagged."""
    rule = ladder(area="district")
    verdict = judged(rule, seen(69, area="district"))
    assert (verdict.area, verdict.outcome) == ("district", Outcome.MET)
    assert caveats(verdict) == {"other-area"}
    assert caveats(judged(rule)) == set()


def reckoned(**derived: Derivation) -> Agreement:
    """Return an agreement about the reports, in which some of the indicators are derived."""
    signed = agreement(ceiling(90))
    indicators = [
        attrs.evolve(each, source=None, derived=derived[each.id]) if each.id in derived else each
        for each in signed.indicators
    ]
    return attrs.evolve(signed, indicators=indicators)


def test_added_up_caveat() -> None:
    """A year that is the sum of its quarters says so."""
    signed = agreement(ladder())
    adding = [attrs.evolve(each, parts_add_up=True) for each in signed.sources]
    quarters = [seen(17, f"2013-Q{number}") for number in (1, 2, 3, 4)]
    verdict = judged(attrs.evolve(signed, sources=adding), *quarters)
    assert (verdict.outcome, caveats(verdict)) == (Outcome.MET, {"added-up"})


def test_derived_caveat() -> None:
    """That a value is reckoned is said once there is one."""
    signed = reckoned(reports=Total(of=["thefts", "activations"]))
    parts = seen(50, indicator="thefts"), seen(20, indicator="activations")
    assert caveats(judged(signed, *parts)) == {"derived"}
    assert caveats(judged(signed, parts[0])) == set()


def test_area_that_a_derived_value_is_made_of_is_no_other() -> None:
    """An area that an indicator is reckoned over is meant, however far down it stands."""
    signed = reckoned(
        reports=OverTime(of="thefts", statistic="mean", periods=2),
        thefts=WorstArea(of="activations", over=["district"]),
    )
    years = [seen(50, year, indicator="activations", area="district") for year in (2012, 2013)]
    assert caveats(judged(signed, *years)) == {"derived"}


def test_sources_disagree_caveat() -> None:
    """Sources that disagree say so, and sources that agree do not."""
    assert caveats(judged(ladder(), seen(69), seen(70, source="b"))) == {"sources-disagree"}
    assert caveats(judged(ladder(), seen(69), seen(69, source="b"))) == set()


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (ladder(), SMALL_COUNT, set()),
        (ladder(), SMALL_COUNT - 1, {"small-count"}),
        (ladder(baseline=SMALL_COUNT, printed=None), SMALL_COUNT, set()),
        (ladder(baseline=SMALL_COUNT - 1, printed=None), SMALL_COUNT, {"small-count"}),
        (towards(), 20, {"small-count"}),
        (hold(), "reduced", set()),
    ],
    ids=["ten", "nine", "baseline ten", "baseline nine", "activations", "a category"],
)
def test_small_count_caveat(rule: Rule, value: object, expected: set[str]) -> None:
    """Below ten events, observed or in the baseline, chance alone moves a count by half."""
    assert caveats(judged(rule, seen(value, indicator=rule.indicator))) == expected


def test_no_small_count_without_a_value() -> None:
    """A small baseline alone is no caveat, while there is nothing to compare with it."""
    assert caveats(judged(towards())) == set()


def test_small_count_needs_no_baseline() -> None:
    """Three events are few, whether or not a baseline is known."""
    assert caveats(judged(ceiling(5), seen(3))) == {"small-count"}


def test_percentage_is_no_count() -> None:
    """8 percent of the residents are not eight events."""
    rule = ceiling(9, indicator="unsafe", baseline=Baseline(period=2012, value=12))
    assert caveats(judged(rule, seen(8, indicator="unsafe"))) == set()


@pytest.mark.parametrize(
    ("rule", "restated", "expected"),
    [
        (ladder(), seen(78, 2012), {"baseline-restated"}),
        (ladder(), seen(77, 2012), set()),
        (ladder(), seen(78, 2011), set()),
        (ladder(), seen(78, 2012, indicator="thefts"), set()),
        (ladder(baseline=None), seen(78, 2012), set()),
        (ceiling(90), seen(78, 2012), set()),
    ],
    ids=["restated", "the same", "another year", "another series", "no value", "no baseline"],
)
def test_baseline_restated_caveat(rule: Rule, restated: Observation, expected: set[str]) -> None:
    """The signed baseline stays; another figure for its period is a caveat."""
    verdict = judged(rule, seen(69), restated)
    assert (caveats(verdict), verdict.outcome) == (expected, Outcome.MET)


def test_baseline_is_restated_though_nothing_else_is_known() -> None:
    """A restated baseline is said also where there is no figure for the period yet."""
    assert caveats(judged(ladder(), seen(78, 2012))) == {"baseline-restated"}


def test_baseline_is_restated_once_it_is_known() -> None:
    """A restatement that comes out later is no caveat on an earlier day."""
    later = seen(78, 2012, published=date(2015, 2, 1))
    assert caveats(judged(ladder(), seen(69), later, as_of=date(2014, 6, 1))) == set()


def test_restated_category() -> None:
    """The baseline of a scale may be restated, too."""
    restated = seen("ordinary", 2012, indicator="need")
    assert caveats(judged(hold(), seen("reduced", indicator="need"), restated)) == {
        "baseline-restated"
    }


def test_suppressed_baseline_is_not_restated() -> None:
    """A source that keeps the baseline back does not say another."""
    hidden = seen(None, 2012, status="suppressed")
    assert caveats(judged(ladder(), seen(69), hidden)) == set()


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (ladder(), 78, {"slip"}),
        (ladder(), 77, set()),
        (hold(), "ordinary", {"slip"}),
        (hold(), "reduced", set()),
        (towards(baseline=20), 21, {"slip"}),
        (towards(baseline=20), 20, set()),
        (ceiling(90), 1000, set()),
    ],
)
def test_slip_caveat(rule: Rule, value: object, expected: set[str]) -> None:
    """Before anything is due, a value worse than the start is shown as a slip."""
    early = seen(value, indicator=rule.indicator, published=date(2013, 12, 1))
    assert caveats(judged(rule, early, as_of=LAST_DAY)) == expected


def test_slip_is_said_only_before_it_is_due() -> None:
    """Once a verdict is due, it says itself what is worse."""
    assert caveats(judged(ladder(), seen(100))) == set()


def test_slip_in_a_year_without_a_milestone() -> None:
    """A category that falls in 2013 is a slip, though only 2016 is due."""
    signed = agreement(hold(periods=[2016]), ladder())
    assert caveats(judged(signed, seen("ordinary", indicator="need"))) == {"slip"}


def test_no_slip_without_a_value() -> None:
    """Nothing known is nothing worse."""
    assert caveats(judged(ladder(), as_of=LAST_DAY)) == set()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (ladder(baseline=None, printed=None), {"no-baseline"}),
        (ladder(baseline=None), set()),
        (ladder(baseline=0, printed=None), {"zero-baseline"}),
        (towards(baseline=None), set()),
        (attrs.evolve(hold(category=None), baseline=None), set()),
    ],
    ids=["not known", "printed", "zero", "no number", "none"],
)
def test_baseline_that_gives_no_limit(rule: Rule, expected: set[str]) -> None:
    """Where nothing decides because of a baseline, it is said what is wrong with that."""
    assert caveats(judged(rule)) == expected


def test_caveats_come_together_and_in_their_order() -> None:
    """Every caveat that holds is there once, the gravest kind first."""
    both = [seen(5, status="provisional", published=None, source=source) for source in ("", "b")]
    found = judged(ladder(), *both, seen(80, 2012)).caveats
    assert found == (
        Caveat.PROVISIONAL,
        Caveat.UNDATED,
        Caveat.SMALL_COUNT,
        Caveat.BASELINE_RESTATED,
    )


@given(st.sampled_from(Status), counts)
def test_caveat_never_replaces_a_verdict(status: Status, value: int) -> None:
    """Whatever rides beside it, the outcome is that of the value."""
    assume(status is not Status.SUPPRESSED)
    expected = outcome(ladder(), seen(value))
    assert outcome(ladder(), seen(value, status=status, published=None)) == expected


def test_assessment_says_whether_a_value_is_invented() -> None:
    """One illustrative value among the known ones makes the answer illustrative."""
    invented = seen(69, status="illustrative")
    assert assessed(ladder(), seen(69, 2014), invented).illustrative is True
    assert assessed(ladder(), seen(69)).illustrative is False


# Open questions

COUNT_OR_PERCENTAGE = ("asked", "count"), ("asked", "percentage")


def by_reading(*outcomes: Outcome) -> tuple[ReadingOutcome, ...]:
    """Return the outcome under each reading of the question about the criterion."""
    return tuple(
        ReadingOutcome(readings=(reading,), outcome=each)
        for reading, each in zip(COUNT_OR_PERCENTAGE, outcomes, strict=True)
    )


def asking(*questions: Question) -> Agreement:
    """Return an agreement where 53 of 70 is met by the count and missed by the percentage."""
    rule = ladder(periods=[2013], percent=[-25], baseline=70, printed=[53])
    return agreement(rule, questions=questions)


def test_readings_that_lead_apart_need_judgement() -> None:
    """Where no reading is assumed, different outcomes need somebody's decision."""
    verdict = judged(asking(criterion_question()), seen(53))
    assert verdict.outcome is Outcome.NEEDS_JUDGEMENT
    assert verdict.by_reading == by_reading(Outcome.MET, Outcome.NOT_MET)
    assert (verdict.questions, caveats(verdict)) == (("asked",), {"open-question"})


@pytest.mark.parametrize(("assumed", "expected"), [("count", "met"), ("percentage", "not-met")])
def test_assumed_reading_decides_meanwhile(assumed: str, expected: str) -> None:
    """Where a reading is assumed it decides, and the others stand beside it."""
    verdict = judged(asking(criterion_question(assumed=assumed)), seen(53))
    assert verdict.outcome == expected
    assert verdict.by_reading == by_reading(Outcome.MET, Outcome.NOT_MET)
    assert (verdict.questions, caveats(verdict)) == (("asked",), {"open-question"})


@pytest.mark.parametrize(("adopted", "expected"), [("count", "met"), ("percentage", "not-met")])
def test_adopted_reading_closes_the_question(adopted: str, expected: str) -> None:
    """Once a reading is adopted, nothing is open about the verdict."""
    verdict = judged(asking(criterion_question(adopted=adopted)), seen(53))
    assert (verdict.outcome, verdict.by_reading) == (expected, ())
    assert (verdict.questions, caveats(verdict)) == ((), set())


@pytest.mark.parametrize(("value", "expected"), [(52, "met"), (54, "not-met")])
def test_readings_that_agree_decide_together(value: int, expected: str) -> None:
    """Where every reading leads to the same outcome, it stands, and the question is named."""
    verdict = judged(asking(criterion_question()), seen(value))
    assert (verdict.outcome, verdict.by_reading) == (expected, ())
    assert (verdict.questions, caveats(verdict)) == (("asked",), {"open-question"})


def test_reading_may_ask_for_another_value() -> None:
    """A question about the edition is answered by the editions: each reading by its own."""
    asked = question(
        "edition",
        concerns=["targets.need"],
        same=[change("targets.need.edition_lag", 0)],
        after=[change("targets.need.edition_lag", 1)],
    )
    signed = agreement(hold(), questions=[asked])
    editions = seen("reduced", 2013, indicator="need"), seen("ordinary", 2014, indicator="need")
    verdict = judged(signed, *editions)
    assert verdict.outcome is Outcome.NEEDS_JUDGEMENT
    assert [(each.readings, each.outcome) for each in verdict.by_reading] == [
        ((("edition", "same"),), Outcome.MET),
        ((("edition", "after"),), Outcome.NOT_MET),
    ]


def test_several_questions_are_read_in_every_combination() -> None:
    """Two questions of two readings give four outcomes, in the order of the questions."""
    edition = question(
        "edition",
        concerns=["targets.need"],
        same=[change("targets.need.edition_lag", 0)],
        after=[change("targets.need.edition_lag", 1)],
    )
    area = question(
        "area",
        concerns=["targets.need"],
        assumed="town",
        town=[change("targets.need.area", "town")],
        district=[change("targets.need.area", "district")],
    )
    signed = agreement(hold(), questions=[edition, area])
    found = [
        seen("reduced", 2013, indicator="need"),
        seen("minimal", 2014, indicator="need"),
        seen("ordinary", 2013, indicator="need", area="district"),
    ]
    verdict = judged(signed, *found)
    assert [(each.readings, str(each.outcome)) for each in verdict.by_reading] == [
        ((("edition", "same"), ("area", "town")), "met"),
        ((("edition", "same"), ("area", "district")), "not-met"),
        ((("edition", "after"), ("area", "town")), "met"),
        ((("edition", "after"), ("area", "district")), "no-data"),
    ]
    # The area is assumed, and in the town both editions meet the target.
    assert verdict.outcome is Outcome.MET
    assert verdict.questions == ("edition", "area")


def test_question_without_figures_is_named_and_changes_nothing() -> None:
    """A question that sets nothing rides along as a caveat."""
    asked = question(concerns=["targets.reports"], yes=(), no=())
    verdict = judged(agreement(ladder(), questions=[asked]), seen(69))
    assert (verdict.outcome, verdict.by_reading) == (Outcome.MET, ())
    assert (verdict.questions, caveats(verdict)) == (("asked",), {"open-question"})


@pytest.mark.parametrize(
    "concern", ["targets.thefts", "objectives.crime", "targets", "term.start", "parties.council"]
)
def test_question_about_something_else_is_no_caveat(concern: str) -> None:
    """A question rides only on what it concerns."""
    asked = question(concerns=[concern], yes=(), no=())
    signed = agreement(ladder(), ladder(indicator="thefts"), questions=[asked])
    assert caveats(judged(signed, seen(69))) == set()


def test_question_may_concern_one_field_of_a_target() -> None:
    """A path into the target concerns the target."""
    asked = question(concerns=["targets.reports.criterion"], yes=(), no=())
    signed = agreement(ladder(), questions=[asked])
    assert judged(signed, seen(69)).questions == ("asked",)


def test_target_whose_id_only_starts_alike_is_another() -> None:
    """A question about `need-too` says nothing about `need`, and the other way round."""
    (first,) = agreement(hold()).targets
    targets = [first, attrs.evolve(first, id="need-too")]
    asked = [
        question("one", concerns=["targets.need"], yes=(), no=()),
        question("two", concerns=["targets.need-too"], yes=(), no=()),
        question(
            "three",
            concerns=["term"],
            yes=[change("targets.need-too.edition_lag", 0)],
            no=[change("targets.need-too.edition_lag", 0)],
        ),
    ]
    whole = assessed(attrs.evolve(agreement(hold()), targets=targets, questions=asked))
    assert whole.verdict("need", YEAR).questions == ("one",)
    assert whole.verdict("need-too", YEAR).questions == ("two", "three")


def test_reading_that_sets_nothing_leaves_the_text_as_it_is() -> None:
    """What another reading sets is not undone by setting nothing, even where it is assumed."""
    asked = question(
        as_written=[],
        percentage=[change("targets.reports.criterion", "percentage")],
        assumed="percentage",
    )
    verdict = judged(asking(asked), seen(53))
    assert verdict.by_reading == (
        ReadingOutcome(readings=(("asked", "as-written"),), outcome=Outcome.MET),
        ReadingOutcome(readings=(("asked", "percentage"),), outcome=Outcome.NOT_MET),
    )
    assert verdict.outcome is Outcome.NOT_MET


def test_question_that_sets_a_target_bears_on_it_unsaid() -> None:
    """A reading that changes a target concerns it, though the question does not name it."""
    asked = question(
        concerns=["term"],
        count=[change("targets.reports.criterion", "count")],
        percentage=[change("targets.reports.criterion", "percentage")],
    )
    assert judged(asking(asked), seen(53)).outcome is Outcome.NEEDS_JUDGEMENT


def test_reading_that_sets_several_parts_changes_each() -> None:
    """Of what a reading sets, a target takes what is its own."""
    asked = question(
        count=[change("targets.thefts.criterion", "count")],
        percentage=[
            change("targets.thefts.criterion", "percentage"),
            change("targets.reports.criterion", "percentage"),
        ],
    )
    given: dict[str, Any] = {"periods": [2013], "percent": [-25], "baseline": 70, "printed": [53]}
    rules = [ladder(**given), ladder(indicator="thefts", **given)]
    signed = agreement(*rules, questions=[asked])
    whole = assessed(signed, seen(53), seen(53, indicator="thefts"))
    for target in ("reports", "thefts"):
        found = whole.verdict(target, YEAR).by_reading
        assert found == by_reading(Outcome.MET, Outcome.NOT_MET)


def test_readings_differ_in_no_data() -> None:
    """Without data every reading says the same."""
    verdict = judged(asking(criterion_question()))
    assert (verdict.outcome, verdict.by_reading) == (Outcome.NO_DATA, ())


def test_text_as_written_need_not_be_a_reading() -> None:
    """Where all readings agree, their outcome stands, and not that of an unclear text."""
    asked = question(
        concerns=["targets.need"],
        next=[change("targets.need.edition_lag", 1)],
        second=[change("targets.need.edition_lag", 2)],
    )
    found = [
        seen(category, year, indicator="need")
        for year, category in [(2013, "ordinary"), (2014, "reduced"), (2015, "minimal")]
    ]
    assert outcome(agreement(hold(), questions=[asked]), *found) == "met"


# Objectives

THEFTS = {"indicator": "thefts"}
TWO = [ladder(), ladder(indicator="thefts")]


@pytest.mark.parametrize(
    ("given_ones", "expected", "met"),
    [
        ([seen(69), seen(69, **THEFTS)], "met", 2),
        ([seen(69), seen(70, **THEFTS)], "not-met", 1),
        ([seen(70), seen(70, **THEFTS)], "not-met", 0),
        ([seen(69)], "no-data", 1),
        ([seen(70)], "not-met", 0),
        ([seen(69), seen(69, **THEFTS), seen(70, source="b", **THEFTS)], "needs-judgement", 1),
        ([seen(70), seen(69, **THEFTS), seen(70, source="b", **THEFTS)], "not-met", 0),
        ([seen(69, source="b"), seen(70)], "needs-judgement", 0),
    ],
)
def test_objective_is_met_only_if_all_its_targets_are(
    given_ones: list[Observation], expected: str, met: int
) -> None:
    """The gravest outcome of its targets is the objective's, beside how many are met."""
    whole = summed_up(agreement(*TWO), *given_ones)
    assert (whole.outcome, whole.met, whole.due) == (expected, met, 2)


def test_objective_awaits_a_figure() -> None:
    """What is awaited goes before what is met, and after what is missing."""
    as_of = date(2014, 2, 10)
    assert summed_up(agreement(*TWO), seen(69), as_of=as_of).outcome == "not-yet-published"
    hidden = seen(None, status="suppressed", **THEFTS)
    assert summed_up(agreement(*TWO), hidden, as_of=as_of).outcome == "no-data"


def test_objective_with_an_undefined_target() -> None:
    """An undefined target keeps the objective from being met, and goes before missing data."""
    undefined = ladder(indicator="thefts", baseline=0, printed=None)
    whole = summed_up(agreement(ladder(), undefined))
    assert (whole.outcome, whole.met, whole.due) == ("undefined", 0, 2)


def test_objective_needs_judgement_before_it_is_undefined() -> None:
    """Where a person has to judge one target, the objective waits for that."""
    undefined = ladder(baseline=0, printed=None)
    whole = summed_up(agreement(undefined, towards()))
    assert whole.outcome == "needs-judgement"


def test_objective_is_not_due_while_none_of_its_targets_is() -> None:
    """Before the year has ended nothing is counted."""
    whole = summed_up(agreement(*TWO), seen(69, published=None), as_of=LAST_DAY)
    assert (whole.outcome, whole.met, whole.due) == (Outcome.NOT_DUE, 0, 0)


def test_objective_counts_only_what_is_due() -> None:
    """A target that is due later does not keep the objective from being met."""
    signed = agreement(ladder(), hold(periods=[2016]))
    whole = summed_up(signed, seen(69))
    assert (whole.outcome, whole.met, whole.due) == (Outcome.MET, 1, 1)


def test_objective_whose_targets_stand_each_for_itself() -> None:
    """Such an objective has no verdict of its own, but still counts its targets."""
    signed = agreement(*TWO, met_when=MetWhen.SEPARATELY)
    whole = summed_up(signed, seen(69), seen(70, **THEFTS))
    assert (whole.outcome, whole.met, whole.due) == (None, 1, 2)


def test_objective_of_separate_targets_is_not_due_before_its_time() -> None:
    """Nothing is due is said of such an objective, too."""
    signed = agreement(*TWO, met_when=MetWhen.SEPARATELY)
    assert summed_up(signed, as_of=LAST_DAY).outcome is Outcome.NOT_DUE


def test_objective_carries_the_caveats_of_its_targets() -> None:
    """Each caveat is there once, in order."""
    whole = summed_up(
        agreement(*TWO),
        seen(9, published=None),
        seen(69, status="provisional", published=None, **THEFTS),
    )
    assert whole.caveats == (Caveat.PROVISIONAL, Caveat.UNDATED, Caveat.SMALL_COUNT)


def met_when_question(**decided: Any) -> Question:
    """Ask when the objective is met as a whole."""
    return question(
        "whole",
        concerns=["objectives.crime"],
        all=[change("objectives.crime.met_when", "all")],
        separately=[change("objectives.crime.met_when", "separately")],
        **decided,
    )


@pytest.mark.parametrize(("assumed", "expected"), [("all", Outcome.MET), ("separately", None)])
def test_objective_under_an_assumed_reading(assumed: str, expected: Outcome | None) -> None:
    """An objective's own question has an outcome for each reading, and the assumed one stands."""
    whole = summed_up(agreement(ladder(), questions=[met_when_question(assumed=assumed)]), seen(69))
    assert whole.outcome is expected
    assert [(each.readings, each.outcome) for each in whole.by_reading] == [
        ((("whole", "all"),), Outcome.MET),
        ((("whole", "separately"),), None),
    ]
    assert (whole.questions, caveats(whole)) == (("whole",), {"open-question"})


def test_objective_whose_readings_agree() -> None:
    """While nothing is due every reading says so."""
    signed = agreement(ladder(), questions=[met_when_question()])
    whole = summed_up(signed, as_of=LAST_DAY)
    assert (whole.outcome, whole.by_reading) == (Outcome.NOT_DUE, ())
    assert (whole.questions, caveats(whole)) == (("whole",), {"open-question"})


def test_objective_whose_readings_lead_apart_needs_judgement() -> None:
    """As for a target: where no reading is assumed, somebody has to decide."""
    whole = summed_up(agreement(ladder(), questions=[met_when_question()]), seen(69))
    assert whole.outcome is Outcome.NEEDS_JUDGEMENT


def test_objective_names_its_questions_and_those_of_its_targets_once() -> None:
    """Its own questions come first; a question of two targets is named once."""
    shared = question("shared", concerns=["targets.reports", "targets.thefts"], yes=(), no=())
    signed = agreement(*TWO, questions=[shared, met_when_question()])
    assert summed_up(signed).questions == ("whole", "shared")


def test_objective_without_questions_of_its_own_takes_the_caveat_from_its_targets() -> None:
    """A target's open question is the objective's, too, but not the other way round."""
    about_target = agreement(ladder(), questions=[criterion_question()])
    assert caveats(summed_up(about_target, seen(69))) == {"open-question"}
    about_objective = agreement(ladder(), questions=[met_when_question()])
    assert caveats(judged(about_objective, seen(69))) == set()


def test_objective_needs_judgement_where_a_target_does() -> None:
    """Readings of a target that lead apart reach the objective."""
    whole = summed_up(asking(criterion_question()), seen(53))
    assert (whole.outcome, whole.met, whole.due) == (Outcome.NEEDS_JUDGEMENT, 0, 1)


def test_each_objective_has_its_own_targets() -> None:
    """A target of another objective does not count, nor do its caveats."""
    signed = agreement(*TWO)
    (crime,), (first, second) = signed.objectives, signed.targets
    other = attrs.evolve(crime, id="theft", number=2)
    split = attrs.evolve(
        signed,
        objectives=[crime, other],
        targets=[first, attrs.evolve(second, objective="theft")],
    )
    whole = assessed(split, seen(69), seen(9, **THEFTS))
    found = [each for each in whole.objectives if each.period == YEAR]
    assert [(each.objective, each.due, each.caveats) for each in found] == [
        ("crime", 1, ()),
        ("theft", 1, (Caveat.SMALL_COUNT,)),
    ]
