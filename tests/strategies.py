"""What the property tests draw: exact numbers, roundings, ladders, observations, partnerships."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.budget import Allocation, AllocationBasis
from partnerskab.agreement.conditions import Condition
from partnerskab.agreement.derived import (
    CountOfAreas,
    Criteria,
    Derivation,
    Gap,
    GapMeasure,
    OverTime,
    Rate,
    Total,
    WorstArea,
)
from partnerskab.agreement.indicators import Area, Better, Indicator, Kind, Source, SourceCadence
from partnerskab.agreement.ladders import (
    Criterion,
    Level,
    PercentOfBaseline,
    PointsFromBaseline,
    Steps,
)
from partnerskab.agreement.parties import COLLECTIVES, Administration, Duty, Party
from partnerskab.agreement.parts import Document, Term
from partnerskab.agreement.questions import Change, Question, Reading
from partnerskab.agreement.rule import Baseline, Rule
from partnerskab.agreement.rules import Converge, Held, Hold, Towards
from partnerskab.agreement.statistic import Statistic
from partnerskab.agreement.targets import Objective, Target
from partnerskab.assessment.outlook import OutlookRules
from partnerskab.delivery.comments import Comment, CommentKind
from partnerskab.delivery.judgements import Judgement
from partnerskab.observations.observation import Observation, Status
from partnerskab.observations.recipes import Code, Recipe
from partnerskab.partnership import Partnership
from partnerskab.values.amounts import Amount
from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact, RoundingMode, exact
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from partnerskab.values.rounding import Basis, Rounding
from tests.samples import NEED, ladder

modes = st.sampled_from(RoundingMode)
steps: st.SearchStrategy[Exact] = st.sampled_from(
    [1, 2, 5, 10, 100_000, Fraction(1, 10), Fraction(1, 4), Fraction(3, 2), Fraction(1, 3)]
)
whole = st.integers(-(10**6), 10**6) | st.integers(-(10**40), 10**40)
ties: st.SearchStrategy[Exact] = whole.map(lambda number: Fraction(2 * number + 1, 2))
exact_numbers: st.SearchStrategy[Exact] = (
    whole | ties | st.fractions(-(10**6), 10**6, max_denominator=10**4).map(exact)
)
factors: st.SearchStrategy[Exact] = st.fractions(-3, 3, max_denominator=1000).map(exact)
counts = st.integers(0, 500)
categories = st.sampled_from([category.id for category in NEED.best_to_worst])
criteria = st.sampled_from(Criterion)
days = st.dates(date(2014, 1, 1), date(2018, 12, 31))
percentages = st.integers(1, 200).map(lambda halves: exact(Fraction(halves, 2)))


@st.composite
def roundings(draw: st.DrawFn) -> Rounding:
    """Draw a rounding of any mode and step."""
    return Rounding(mode=draw(modes), step=draw(steps), basis=draw(st.sampled_from(Basis)))


@st.composite
def ladders(draw: st.DrawFn, *, falling: bool | None = None) -> PercentOfBaseline:
    """Draw a ladder without printed values that falls, rises, or does either."""
    falls = draw(st.booleans()) if falling is None else falling
    climbed = sorted(draw(st.lists(percentages, min_size=1, max_size=5)))
    percent = [-each if falls else each for each in climbed]
    return ladder(
        periods=range(2013, 2013 + len(percent)),
        percent=percent,
        baseline=draw(st.integers(1, 10**6)),
        printed=None,
        rounding=draw(roundings()),
        criterion=draw(criteria),
    )


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    """Draw an observation of the reports in the town, in 2012 or 2013, of any vintage and kind."""
    status = draw(st.sampled_from(Status))
    dates = st.none() | st.sampled_from([date(2014, 2, 1), date(2014, 6, 1), date(2015, 2, 1)])
    return Observation(
        indicator="reports",
        area="town",
        period=draw(st.sampled_from([2012, 2013, 2013])),
        value=None if status is Status.SUPPRESSED else draw(st.sampled_from([5, 69, 70, 77])),
        status=status,
        published=draw(dates),
        retrieved=draw(dates),
        source=draw(st.sampled_from(["", "register"])),
    )


# ------------------------------------------------------------- whole partnerships

ids = st.sampled_from(["a", "a-1", "a-2", "b", "c", "c-x-1", "c-x-2", "crime", "rows-1", "2"])
# Any text that a file can hold, quotes, line ends and control characters too.
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(str.strip)
labels = st.dictionaries(st.sampled_from(["da", "en", "kl"]), texts, min_size=1, max_size=2).map(
    lambda words: Label(tuple(words.items()))
)
few_numbers: st.SearchStrategy[Exact] = st.integers(-(10**7), 10**7) | st.fractions(
    -100, 100, max_denominator=8
).map(exact)


def some_ids(most: int = 3, least: int = 0) -> st.SearchStrategy[list[str]]:
    """Draw a few different ids."""
    return st.lists(ids, min_size=least, max_size=most, unique=True)


def citations(documents: list[str]) -> st.SearchStrategy[Citation]:
    """Draw a place in one of the documents; sections are few, so that parts share them."""
    place = st.sampled_from(["", "1", "2", '3 "b"'])
    return st.builds(
        Citation,
        document=st.sampled_from(documents),
        section=st.sampled_from(["1", "2", "2.1", "annex"]),
        item=place,
        table=st.sampled_from(["", "Table 1"]),
    )


baselines = st.builds(Baseline, period=st.just(2012), value=st.integers(0, 10**6)) | st.builds(
    Baseline,
    period=st.just("2010-2012"),
    values=st.lists(st.integers(0, 10**6), min_size=1, max_size=3),
    statistic=st.sampled_from(Statistic),
)


def conditions(counted: list[str], areas: list[str]) -> st.SearchStrategy[Condition]:
    """Draw a condition on one of the counted indicators."""
    return st.builds(
        Condition,
        indicator=st.sampled_from(counted),
        at_least=few_numbers,
        times_area=st.none() | st.sampled_from(areas),
        period=st.none() | st.just(Period(2012)),
    )


def derivations(counted: list[str], areas: list[str]) -> st.SearchStrategy[Derivation]:
    """Draw how a value is reckoned from some of the counted indicators, over some of the areas."""
    one, condition = st.sampled_from(counted), conditions(counted, areas)
    over = {"of": one, "over": st.just(areas), "only": st.none() | condition}
    return st.one_of(
        st.builds(Rate, count=one, population=one, per=st.integers(1, 10**6)),
        st.builds(Total, of=st.just(counted)),
        st.builds(OverTime, of=one, statistic=st.sampled_from(Statistic), periods=st.just(2)),
        st.builds(
            Gap, of=one, comparator=st.sampled_from(areas), measure=st.sampled_from(GapMeasure)
        ),
        st.builds(WorstArea, **over),
        st.builds(CountOfAreas, **over, at_or_worse=few_numbers),
        st.builds(
            Criteria,
            of=st.lists(condition, min_size=1, max_size=2, unique=True),
            gates=st.lists(condition, max_size=1),
        ),
    )


@st.composite
def targets(draw: st.DrawFn, id: str, indicator: Indicator, cites: Any) -> Target:
    """Draw a target of some kind about an indicator that is counted."""
    falls = indicator.better is Better.LOWER
    years = sorted(draw(st.sets(st.integers(2013, 2016), min_size=1, max_size=3)))
    common: dict[str, Any] = {
        "indicator": indicator.id,
        "area": indicator.area,
        "periods": years,
        "baseline": draw(baselines),
    }
    levels = draw(st.lists(few_numbers, min_size=len(years), max_size=len(years)))
    steps = sorted(draw(st.lists(percentages, min_size=len(years), max_size=len(years))))
    percent = [-each for each in steps] if falls else steps
    citation = draw(cites)
    rounding = attrs.evolve(draw(roundings()), citation=draw(cites), why=draw(st.none() | labels))
    limits: dict[str, Any] = {"at_most" if falls else "at_least": levels}
    gap = [Converge(**common)] if isinstance(indicator.derived, Gap) else []
    rules: tuple[Rule, ...] = (
        *gap,
        Level(**common, **limits),
        Hold(**common, better=indicator.better, held=draw(st.sampled_from(Held))),
        PointsFromBaseline(**common, points=percent, final=draw(st.none() | few_numbers)),
        PercentOfBaseline(
            **common,
            percent=percent[-1:],
            steps=draw(st.sampled_from([Steps.LINEAR, Steps.CONSTANT_RATE])),
            start=draw(st.none() | st.just(Period(2012))),
            rounding=rounding,
            criterion=draw(criteria),
        ),
        Towards(**common, better=str(indicator.better), reference=draw(labels)),
        PercentOfBaseline(
            **common,
            percent=percent,
            printed=draw(st.none() | st.just(levels)),
            rounding=rounding,
            criterion=draw(criteria),
            columns=draw(st.sampled_from([(), ["start", *map(str, years)]])),
        ),
    )
    # A row that the file does not name is that of the indicator.
    row = indicator.label.text("da") if citation.table else ""
    return Target(
        id=id,
        objective="promise",
        rule=draw(st.sampled_from(rules)),
        citation=attrs.evolve(citation, row=row),
    )


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Draw an agreement whose parts fit together, down to the questions that it leaves open."""
    documents = draw(some_ids(2, 1))
    cites = citations(documents)
    areas, parties, counted = draw(some_ids(3, 1)), draw(some_ids(3, 1)), draw(some_ids(4))
    year_starts = draw(st.none() | st.integers(2, 12))
    indicators = [
        Indicator(
            id=id,
            label=draw(labels),
            measure="count",
            kind=draw(st.sampled_from(Kind)),
            unit="reports",
            better=draw(st.sampled_from(Better)),
            source="register",
            area=draw(st.sampled_from(areas)),
            validity=draw(st.lists(labels, max_size=2)),
            citation=draw(cites),
        )
        for id in counted
    ]
    if counted and draw(st.sampled_from([True, False])):
        derived = draw(derivations(counted, areas))
        better = {each.id: each.better for each in indicators}
        indicators.append(
            Indicator(
                id="reckoned",
                label=draw(labels),
                measure="count",
                kind="stock",
                unit="criteria",
                better=better[derived.of] if isinstance(derived, WorstArea) else Better.LOWER,
                area=areas[0],
                derived=derived,
                citation=draw(cites),
            )
        )
    aims = [draw(targets(each.id, each, cites)) for each in indicators]
    questions = [
        Question(
            id=id,
            label=draw(labels),
            concerns=[f"targets.{aim.id}" for aim in aims] or ["term"],
            readings=[
                Reading(id="one", label=draw(labels)),
                Reading(
                    id="two",
                    label=draw(labels),
                    sets=[Change(path="term.start", value=date(2013, 2, 1))],
                ),
            ],
            assumed=draw(st.sampled_from([None, "one"])),
            citation=draw(cites),
        )
        for id in draw(some_ids(2))
    ]
    return Agreement(
        id=draw(ids),
        label=draw(labels),
        area=areas[0],
        also_called=draw(st.none() | labels),
        year_starts=year_starts,
        term=Term(
            start=draw(st.none() | st.just(date(2013, 1, 1))),
            end=date(2016, 12, 31),
            citation=draw(cites),
        ),
        documents=[
            Document(id=id, label=draw(labels), language="da", note=draw(st.none() | labels))
            for id in documents
        ],
        areas=[
            Area(id=id, label=draw(labels), parts=draw(st.lists(labels)), citation=draw(cites))
            for id in areas
        ],
        parties=[
            Party(
                id=id,
                label=draw(labels),
                administrations=[
                    Administration(id=f"{id}-of-{number}", label=draw(labels), citation=draw(cites))
                    for number in range(draw(st.integers(0, 3)))
                ],
                citation=draw(cites),
            )
            for id in parties
        ],
        duties=[
            Duty(id=id, label=draw(labels), owner=parties[0], citation=draw(cites))
            for id in draw(some_ids(4))
        ],
        objectives=[
            Objective(
                id="promise",
                number=1,
                label=draw(labels),
                heading=draw(st.none() | labels),
                citation=draw(cites),
            )
        ],
        sources=[
            Source(
                id="register",
                label=draw(labels),
                publisher=draw(labels),
                cadence=draw(st.sampled_from(SourceCadence)),
                citation=draw(cites),
            )
        ],
        indicators=indicators,
        targets=aims,
        allocations=[
            Allocation(
                id=id,
                label=draw(labels),
                amount=Amount(exact(Fraction(draw(st.integers(0, 10**9)), 100)), "DKK"),
                period=draw(
                    st.builds(Period, year=st.just(2014), month=st.sampled_from([1, 4, 8]))
                ),
                basis=draw(st.sampled_from(AllocationBasis)),
                kind="money",
                payer=parties[0],
                scope="area",
                citation=draw(cites),
            )
            for id in draw(some_ids(3))
        ],
        questions=questions,
    )


@st.composite
def comments(draw: st.DrawFn, id: str, agreement: Agreement) -> Comment:
    """Draw a comment of any kind, about some part of an agreement or about the whole."""
    kind = draw(st.sampled_from(CommentKind))
    collections = agreement.collections()
    parts = [part for name in ("objectives", "indicators", "duties") for part in collections[name]]
    about = st.none() | st.sampled_from([part.id for part in parts])
    step: dict[str, Any] = {}
    if kind is CommentKind.NEXT_STEP:
        step["owner"] = draw(st.sampled_from([agreement.parties[0].id, *COLLECTIVES]))
        step["due"] = draw(st.none() | st.just(date(2019, 1, 1)))
    return Comment(
        id=id,
        period=draw(st.sampled_from([2013, 2014, "2015-Q2", "2013-2016"])),
        kind=kind,
        about=None if kind is CommentKind.CONTACT else draw(about),
        text=draw(labels),
        role=draw(labels),
        on=draw(days),
        illustrative=draw(st.booleans()),
        **step,
    )


@st.composite
def partnerships(draw: st.DrawFn) -> Partnership:
    """Draw an agreement with judgements, comments and recipes."""
    agreement = draw(agreements())
    judged = [target for target in agreement.targets if isinstance(target.rule, Towards)]
    return Partnership(
        agreement=agreement,
        judgements=[
            Judgement(
                id=target.id,
                target=target.id,
                period=target.rule.periods[-1],
                outcome="met",
                role=draw(labels),
                on=draw(days),
                text=draw(labels),
                evidence=draw(texts),
            )
            for target in judged
        ],
        comments=[draw(comments(id, agreement)) for id in draw(some_ids(3))],
        recipes=[
            Recipe(
                id=f"recipe-{id}",
                source="register",
                layout="tidy",
                value=draw(st.integers(1, 9) | texts),
                indicators=[Code(draw(texts), target.id) for target in agreement.targets[:1]],
                missing=draw(st.lists(texts, max_size=2)),
            )
            for id in draw(some_ids(2))
        ],
        outlook=draw(st.sampled_from([OutlookRules(), OutlookRules(on_track="0.9")])),
    )
