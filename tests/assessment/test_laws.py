"""The laws of assessment, on agreements of every kind of target and figures of every kind.

`test_assess` holds the same laws for single figures, where a failure is easier to read.
"""

from datetime import date, timedelta
from fractions import Fraction

import attrs
from hypothesis import assume, example, given
from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import Rate
from partnerskab.agreement.indicators import Area, Break
from partnerskab.agreement.ladders import Level, PercentOfBaseline
from partnerskab.agreement.rule import Baseline, Sense
from partnerskab.assessment.verdicts import Assessment, Outcome, Verdict
from partnerskab.observations.observation import Observation, Status
from partnerskab.values.exact import Exact
from partnerskab.values.rounding import Rounding
from tests.samples import (
    AFTER_ALL,
    CITED,
    NEEDS,
    agreement,
    assessed,
    ceiling,
    criterion_question,
    floor,
    hold,
    judged,
    ladder,
    named,
    seen,
    towards,
)
from tests.strategies import days, ladders

DECIDED = {Outcome.MET, Outcome.NOT_MET}
CATEGORIES = st.sampled_from(NEEDS)
# Few of each, so that figures of one thing meet: equal ones, revised ones, and ones that disagree.
NUMBERS = st.sampled_from([5, 17, 50, 69, 90])
QUARTERS = [f"2013-Q{number}" for number in range(1, 5)]
PERIODS = st.sampled_from(["2012", *["2013"] * 5, "2014", "2013-H1", "2013-01", *QUARTERS])
DATES = st.none() | st.sampled_from([date(2014, 2, 1), date(2014, 6, 1)])


def signed(*, adds_up: bool, breaks: bool, asked: bool) -> Agreement:
    """Return an agreement with a target of every kind, over two years and more."""
    whole = agreement(
        ladder(),
        ceiling(60, 50, indicator="thefts"),
        floor(40, 60),
        hold(periods=[2013, 2014]),
        towards(),
        questions=[criterion_question()] if asked else [],
    )
    change = Break(period=2014, why=named("another form"), is_bridged=False)
    larger = Area(id="larger", label=named("larger"), replaces="town", citation=CITED)
    return Agreement(
        **whole.by_name()
        | {
            "areas": (*whole.areas, larger),
            "sources": [attrs.evolve(each, parts_add_up=adds_up) for each in whole.sources],
            "indicators": [
                attrs.evolve(each, breaks=[change] if breaks and each.id == "reports" else [])
                for each in whole.indicators
            ],
        }
    )


AGREEMENTS = st.builds(signed, adds_up=st.booleans(), breaks=st.booleans(), asked=st.booleans())


@st.composite
def figures(draw: st.DrawFn) -> Observation:
    """Draw a figure of any indicator, area, length of period, vintage, source and kind."""
    indicator = draw(
        st.sampled_from(
            ["reports", "reports", "thefts", "thefts", "satisfied", "need", "activations"]
        )
    )
    status = draw(st.sampled_from(Status))
    value = draw(CATEGORIES if indicator == "need" else NUMBERS)
    return Observation(
        indicator=indicator,
        area=draw(st.sampled_from(["town", "town", "town", "town", "larger"])),
        period=draw(PERIODS),
        value=None if status is Status.SUPPRESSED else value,
        status=status,
        published=draw(DATES),
        retrieved=draw(DATES),
        source=draw(st.sampled_from(["", "", "statistics"])),
    )


@st.composite
def sets(draw: st.DrawFn) -> list[Observation]:
    """Draw figures, some of them given again as another kind of figure or with a note."""
    drawn = draw(st.lists(figures(), max_size=12))
    said_so = st.sampled_from([each for each in Status if each is not Status.SUPPRESSED])
    again = [
        attrs.evolve(each, status=draw(said_so), note=draw(st.sampled_from(["", "again"])))
        for each in drawn
        if each.value is not None and draw(st.booleans())
    ]
    return [*drawn, *again]


SETS = sets()


def said(whole: Assessment) -> tuple[object, ...]:
    """Return all that an assessment says."""
    return whole.verdicts, whole.objectives


@given(AGREEMENTS, SETS, st.data(), days)
def test_order_of_rows_never_matters(
    whole: Agreement, given_ones: list[Observation], data: st.DataObject, as_of: date
) -> None:
    """In whatever order the figures come, everything that is said is the same."""
    shuffled = data.draw(st.permutations(given_ones))
    assert said(assessed(whole, *shuffled, as_of=as_of)) == said(
        assessed(whole, *given_ones, as_of=as_of)
    )


@given(AGREEMENTS, SETS.filter(bool), st.data(), days)
def test_an_identical_duplicate_never_changes_anything(
    whole: Agreement, given_ones: list[Observation], data: st.DataObject, as_of: date
) -> None:
    """Figures that come twice, wherever, are as if they came once."""
    chosen = data.draw(st.lists(st.sampled_from(given_ones), min_size=1, max_size=3))
    again = [attrs.evolve(each) for each in chosen]  # equal, and not the very same
    assert said(assessed(whole, *again, *given_ones, as_of=as_of)) == said(
        assessed(whole, *given_ones, as_of=as_of)
    )


@given(AGREEMENTS, SETS, st.lists(figures(), max_size=4), days)
def test_what_became_known_later_never_changes_an_earlier_answer(
    whole: Agreement, given_ones: list[Observation], later: list[Observation], as_of: date
) -> None:
    """New figures and revisions, of whatever is measured, leave the answers of earlier days."""
    dated = [each for each in later if each.known_since is not None]
    for each in dated:
        as_of = min(as_of, (each.known_since or as_of) - timedelta(days=1))
    assert said(assessed(whole, *dated, *given_ones, as_of=as_of)) == said(
        assessed(whole, *given_ones, as_of=as_of)
    )


@given(AGREEMENTS, SETS, days)
def test_missing_data_never_yields_met(
    whole: Agreement, given_ones: list[Observation], as_of: date
) -> None:
    """A decided verdict rests on a value, and an objective is met only where every target is."""
    found = assessed(whole, *given_ones, as_of=as_of)
    for verdict in found.verdicts:
        if verdict.outcome in DECIDED:
            assert verdict.evidence.value is not None
            assert verdict.evidence.found
    for objective in found.objectives:
        of_period = [each for each in found.verdicts if each.period == objective.period]
        if objective.outcome is Outcome.MET:
            due = {each.outcome for each in of_period} - {Outcome.NOT_DUE}
            assert due == {Outcome.MET}


@given(AGREEMENTS, SETS, st.sampled_from(["reports", "thefts", "satisfied", "need"]), days)
def test_without_its_figures_a_target_is_not_decided(
    whole: Agreement, given_ones: list[Observation], indicator: str, as_of: date
) -> None:
    """Whatever is known of other indicators and of other years says nothing of this one."""
    others = [
        each
        for each in given_ones
        if each.indicator != indicator or str(each.period).startswith("2012")
    ]
    for verdict in assessed(whole, *others, as_of=as_of).verdicts:
        if verdict.indicator == indicator:
            assert verdict.outcome not in DECIDED


# Better and worse

BETTER = {"reports": -1, "thefts": -1, "satisfied": 1}


def worse(figure: Observation, step: int) -> Observation:
    """Return a figure that is worse by some steps; a category by as many as there are."""
    if figure.value is None or figure.indicator == "activations":
        return figure
    if isinstance(figure.value, str):
        position = min(NEEDS.index(figure.value) + step, len(NEEDS) - 1)
        return attrs.evolve(figure, value=NEEDS[position])
    moved = figure.value - BETTER[figure.indicator] * step
    return attrs.evolve(figure, value=max(moved, 0))


def fell_and_rose(before: Verdict, after: Verdict) -> tuple[bool, bool]:
    """Say whether a verdict went from met to not met, and from not met to met."""
    pair = (before.outcome, after.outcome)
    return pair == (Outcome.MET, Outcome.NOT_MET), pair == (Outcome.NOT_MET, Outcome.MET)


@given(AGREEMENTS, SETS, st.data(), st.integers(1, 100), days)
@example(
    signed(adds_up=True, breaks=False, asked=False),
    [seen(10, f"2013-Q{number}", published=date(2014, 2, 1)) for number in range(1, 5)],
    None,
    50,
    AFTER_ALL,
)
def test_worse_never_becomes_better_nor_better_worse(
    whole: Agreement,
    given_ones: list[Observation],
    data: st.DataObject | None,
    step: int,
    as_of: date,
) -> None:
    """Among any other figures, one that is worse never makes a promise kept that was not."""
    places = st.sets(st.integers(0, max(len(given_ones) - 1, 0)))
    moved = {0} if data is None else data.draw(places)
    after = [worse(each, step) if n in moved else each for n, each in enumerate(given_ones)]
    good = assessed(whole, *given_ones, as_of=as_of)
    bad = assessed(whole, *after, as_of=as_of)
    for before, now in zip(good.verdicts, bad.verdicts, strict=True):
        assert not fell_and_rose(before, now)[1]
        # The other way round, more improvement never worsens.
        assert not fell_and_rose(now, before)[0]


# Units

FACTORS = st.fractions(Fraction(1, 1000), 1000, max_denominator=1000).filter(bool)
SHARES = st.fractions(0, 100, max_denominator=20)


def scaled(rule: PercentOfBaseline, factor: Fraction) -> PercentOfBaseline:
    """Return a ladder in a unit of which a former one holds so many."""
    base = rule.baseline.value
    assert not isinstance(base, str | None)
    rounding = rule.rounding
    return attrs.evolve(
        rule,
        baseline=Baseline(period=rule.baseline.period, value=base * factor),
        printed=None if rule.printed is None else [each * factor for each in rule.printed],
        rounding=Rounding(mode=rounding.mode, step=rounding.step * factor, basis=rounding.basis),
    )


@given(ladders(), st.lists(SHARES, max_size=3), FACTORS, st.sampled_from(["printed", "computed"]))
def test_a_ladder_in_another_unit_gives_the_same_verdicts(
    rule: PercentOfBaseline, shares: list[Fraction], factor: Fraction, limits: str
) -> None:
    """Baseline, printed values, rounding step and figures in another unit: nothing else changes."""
    assume(len(rule.periods) <= 4)
    base = rule.baseline.value
    assert not isinstance(base, str | None)
    indicator = "unsafe" if rule.sense is Sense.AT_MOST else "satisfied"
    rule = attrs.evolve(rule, indicator=indicator)
    if limits == "printed":
        rule = attrs.evolve(rule, printed=[each.rounded or 0 for each in rule.milestones()])
    figures_of = [
        seen(base * share / 50, period, indicator=indicator)
        for period, share in zip(rule.periods, shares, strict=False)
    ]
    rescaled = [attrs.evolve(each, value=_times(each.value, factor)) for each in figures_of]
    one = assessed(rule, *figures_of, as_of=date(2020, 1, 1))
    other = assessed(scaled(rule, factor), *rescaled, as_of=date(2020, 1, 1))
    assert [_of_no_unit(each) for each in one.verdicts] == [
        _of_no_unit(each) for each in other.verdicts
    ]
    assert one.objectives == other.objectives


@given(SHARES, st.lists(SHARES, min_size=1, max_size=4), FACTORS, st.sampled_from(Sense))
def test_a_level_in_another_unit_gives_the_same_verdicts(
    limit: Fraction, shares: list[Fraction], factor: Fraction, sense: Sense
) -> None:
    """A ceiling or a floor, and the figures that are held against it, in another unit."""
    indicator = "unsafe" if sense is Sense.AT_MOST else "satisfied"

    def level(times: Fraction) -> Level:
        limits = [limit * times] * len(shares)
        build = ceiling if sense is Sense.AT_MOST else floor
        return build(*limits, indicator=indicator)

    def measured(times: Fraction) -> list[Observation]:
        return [
            seen(share * times, 2013 + year, indicator=indicator)
            for year, share in enumerate(shares)
        ]

    one = assessed(level(Fraction(1)), *measured(Fraction(1)))
    other = assessed(level(factor), *measured(factor))
    assert [_of_no_unit(each) for each in one.verdicts] == [
        _of_no_unit(each) for each in other.verdicts
    ]


def _times(value: object, factor: Fraction) -> Exact:
    assert isinstance(value, int | Fraction)
    return value * factor


def _of_no_unit(verdict: Verdict) -> tuple[object, ...]:
    """Return what a verdict says that has no unit."""
    return (
        verdict.period,
        verdict.outcome,
        verdict.change,
        verdict.caveats,
        verdict.milestone and (verdict.milestone.sense, verdict.milestone.percent),
        verdict.milestone and verdict.milestone.reconciliation,
    )


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 100_000))
def test_a_rate_says_of_a_steady_population_what_the_count_says(
    count: int, limit: int, people: int
) -> None:
    """A ceiling on reports, and the same ceiling per 1,000 residents, are kept together."""
    whole = agreement(ceiling(limit))
    reports = whole.indicator("reports")
    residents = attrs.evolve(reports, id="residents", unit="residents", kind="stock", better=None)
    rate = attrs.evolve(
        reports,
        id="rate",
        measure="rate",
        unit="reports_per_1000_residents",
        derived=Rate(count="reports", population="residents"),
    )
    per_1000 = ceiling(Fraction(limit * 1000, people), indicator="rate")
    target = attrs.evolve(whole.target("reports"), id="rate", rule=per_1000)
    both = Agreement(
        **whole.by_name()
        | {
            "indicators": (*whole.indicators, residents, rate),
            "targets": (*whole.targets, target),
        }
    )
    found = assessed(both, seen(count), seen(people, indicator="residents"))
    first, second = found.verdicts
    assert first.outcome is second.outcome
    assert judged(whole, seen(count)).outcome is first.outcome
