"""Small agreements, rules and observations, built by hand for the tests of the model."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement, Version
from partnerskab.agreement.amendments import Amendment
from partnerskab.agreement.indicators import Area, Indicator, Source
from partnerskab.agreement.ladders import Level, PercentOfBaseline, PointsFromBaseline
from partnerskab.agreement.parties import Party
from partnerskab.agreement.parts import Document, Term
from partnerskab.agreement.questions import Adoption, Change, Question, Reading
from partnerskab.agreement.rule import Baseline, Rule
from partnerskab.agreement.rules import Converge, Hold, Qualitative, Towards
from partnerskab.agreement.targets import MetWhen, Objective, Target
from partnerskab.assessment.assess import assess
from partnerskab.assessment.verdicts import Assessment, Caveat, ObjectiveVerdict, Verdict
from partnerskab.delivery.judgements import Judgement
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.values.citations import Citation
from partnerskab.values.exact import exact
from partnerskab.values.names import Label
from partnerskab.values.periods import as_period
from partnerskab.values.rounding import Rounding
from partnerskab.values.scales import Category, OrdinalScale

CITED = Citation(document="text", section="1")
HALF_UP = Rounding(mode="half-up", basis="declared")
# A day on which every figure of the years 2013 to 2016 should be out.
AFTER_ALL = date(2018, 1, 1)


def refusal(build: Callable[[], object]) -> Problem:
    """Return all that is said by the error that a call raises."""
    with pytest.raises(InvalidValueError) as caught:
        build()
    return caught.value.problem


def named(text: str) -> Label:
    """Return an English label."""
    return Label.of(en=text)


# What a person decided of the promise without a number, in `towards`.
JUDGED = Judgement(
    id="judged",
    target="activations",
    period=2013,
    outcome="met",
    on=date(2014, 3, 1),
    role=named("the council"),
    text=named("fewer"),
    evidence="minutes",
)
NEEDS = ("minimal", "reduced", "ordinary", "marked")
NEED = OrdinalScale(
    id="need", best_to_worst=[Category(id=name, label=named(name)) for name in NEEDS]
)


def ladder(
    *,
    indicator: str = "reports",
    periods: Iterable[object] = (2013, 2014, 2015, 2016),
    percent: Iterable[object] = (-10, -15, -20, -25),
    baseline: object = 77,
    printed: Iterable[object] | None = (69, 65, 62, 58),
    **fields: Any,
) -> PercentOfBaseline:
    """Return a ladder; without arguments it is the burglary row of Amager."""
    given: dict[str, Any] = {"area": "town", "rounding": HALF_UP, "criterion": "count"} | fields
    return PercentOfBaseline(
        indicator=indicator,
        periods=list(periods),
        percent=list(percent),
        baseline=Baseline(period=2012, value=baseline),
        printed=None if printed is None else list(printed),
        **given,
    )


def ceiling(*levels: object, indicator: str = "reports", **fields: Any) -> Level:
    """Return a level not to be exceeded, one for each year from 2013."""
    periods = range(2013, 2013 + len(levels))
    return Level(indicator=indicator, area="town", periods=periods, at_most=levels, **fields)


def floor(*levels: object, indicator: str = "satisfied", **fields: Any) -> Level:
    """Return a level to be reached, one for each year from 2013."""
    periods = range(2013, 2013 + len(levels))
    return Level(indicator=indicator, area="town", periods=periods, at_least=levels, **fields)


def hold(
    category: str | None = "reduced", *, periods: Iterable[object] = (2013,), **fields: Any
) -> Hold:
    """Return a category to be held, or better."""
    return Hold(
        indicator="need",
        area="town",
        periods=list(periods),
        scale=NEED,
        category=category,
        baseline=Baseline(period=2012, value="reduced"),
        **fields,
    )


def towards(*, better: str = "lower", baseline: object = 6) -> Towards:
    """Return a movement towards a reference without a number."""
    return Towards(
        indicator="activations",
        area="town",
        periods=[2013],
        better=better,
        reference=named("a normal level"),
        baseline=Baseline(period=2012, value=baseline),
    )


def points(
    *changes: object, baseline: object = 18, final: object = None, indicator: str = "unsafe"
) -> PointsFromBaseline:
    """Return a change in points from a baseline, one for each year from 2013."""
    return PointsFromBaseline(
        indicator=indicator,
        area="town",
        periods=range(2013, 2013 + len(changes)),
        baseline=Baseline(period=2012, value=baseline),
        points=changes,
        final=final,
    )


def hold_number(value: object = 41, *, better: str = "lower", **fields: Any) -> Hold:
    """Return a number to be held, or better, in 2013 and 2014."""
    given: dict[str, Any] = {"indicator": "reports", "periods": [2013, 2014]} | fields
    return Hold(area="town", better=better, baseline=Baseline(period=2012, value=value), **given)


def converge(gap: object = 6) -> Converge:
    """Return a gap that gets smaller."""
    return Converge(
        indicator="gap", area="town", periods=[2013], baseline=Baseline(period=2012, value=gap)
    )


def qualitative() -> Qualitative:
    """Return something that the council judges."""
    return Qualitative(
        indicator="square",
        area="town",
        periods=[2013],
        criterion=named("the square is in use"),
        judged_by=["council"],
    )


def decisions(rule: Rule, *values: Any) -> list[str]:
    """Return what a rule decides of each value, in the first period in which something is due."""
    given = (value if isinstance(value, str) else exact(value) for value in values)
    return [str(rule.decide(rule.periods[0], [value])) for value in given]


def change(path: str, value: Any) -> Change:
    """Return what a reading sets."""
    return Change(path=path, value=value)


def adoption(reading: str) -> Adoption:
    """Return the council's decision for a reading."""
    return Adoption(reading=reading, by="council", on=date(2014, 3, 1), why=named("it was decided"))


def question(
    id: str = "asked",
    *,
    concerns: Iterable[str] = ("targets.reports",),
    assumed: str | None = None,
    adopted: str | None = None,
    **readings: Iterable[Change],
) -> Question:
    """Return a question from its readings, each with what it sets; `_` stands for a hyphen."""
    return Question(
        id=id,
        label=named("A question?"),
        concerns=concerns,
        readings=[
            Reading(id=name.replace("_", "-"), label=named(name), sets=sets)
            for name, sets in readings.items()
        ],
        assumed=assumed,
        adopted=adoption(adopted) if adopted else None,
        citation=CITED,
    )


def criterion_question(**decided: Any) -> Question:
    """Ask whether the count or the percentage decides about the reports."""
    return question(
        count=[change("targets.reports.criterion", "count")],
        percentage=[change("targets.reports.criterion", "percentage")],
        **decided,
    )


def agreement(
    *rules: Rule,
    questions: Iterable[Question] = (),
    met_when: MetWhen = MetWhen.ALL,
    release_month: int | None = 2,
    **fields: Any,
) -> Agreement:
    """Return an agreement with one objective; each rule is a target with its indicator's id."""
    measures = {
        "reports": ("count", "reports", "lower"),
        "thefts": ("count", "reports", "lower"),
        "activations": ("count", "activations", "lower"),
        "members": ("count", "residents", "higher"),
        "satisfied": ("percentage", "percent", "higher"),
        "unsafe": ("percentage", "percent", "lower"),
    }
    indicators = [
        Indicator(
            id=id,
            label=named(id),
            measure=measure,
            kind="flow",
            unit=unit,
            better=better,
            source="register",
            area="town",
            citation=CITED,
        )
        for id, (measure, unit, better) in measures.items()
    ]
    indicators.append(
        Indicator(
            id="need",
            label=named("need"),
            measure="ordinal",
            kind="stock",
            scale="need",
            source="register",
            area="town",
            citation=CITED,
        )
    )
    register = Source(
        id="register",
        label=named("register"),
        publisher=named("the statistics office"),
        cadence="yearly",
        release_month=release_month,
        citation=CITED,
    )
    given: dict[str, Any] = {
        "term": Term(start=None, end=date(2016, 12, 31), citation=CITED),
        "areas": [Area(id=id, label=named(id), citation=CITED) for id in ("town", "district")],
    }
    return Agreement(
        id="sample",
        label=named("A sample"),
        area="town",
        documents=[Document(id="text", label=named("The text"), language="en")],
        parties=[Party(id="council", label=named("The council"), citation=CITED)],
        objectives=[
            Objective(id="crime", number=1, label=named("crime"), met_when=met_when, citation=CITED)
        ],
        scales=[NEED],
        sources=[register],
        indicators=indicators,
        targets=[
            Target(id=rule.indicator, objective="crime", rule=rule, citation=CITED)
            for rule in rules
        ],
        questions=list(questions),
        **(given | fields),
    )


def amended(
    signed: Agreement, later: Agreement, *changes: str, start: date = date(2014, 1, 1)
) -> Agreement:
    """Return an agreement that reads otherwise from a day on, by an amendment of some paths."""
    amendment = Amendment(
        id="another",
        label=named("Another text"),
        why=named("it was decided"),
        by="council",
        decided=date(2013, 12, 1),
        effective=start,
        changes=changes or ["targets.reports"],
        citation=CITED,
    )
    version = Version(start=start, amendments=[amendment], agreement=later)
    return attrs.evolve(signed, versions=[version])


def seen(value: object, period: object = 2013, **fields: Any) -> Observation:
    """Return a final observation of the reports in the town, published in the February after."""
    year = as_period(period).year
    given: dict[str, Any] = {"indicator": "reports", "area": "town", "status": "final"}
    given["published"] = date(year + 1, 2, 1)
    return Observation(period=period, value=value, **(given | fields))


def assessed(
    signed: Agreement | Rule, *observations: Observation, as_of: date = AFTER_ALL
) -> Assessment:
    """Assess an agreement, or one with a single rule, by some observations."""
    whole = agreement(signed) if isinstance(signed, Rule) else signed
    return assess(Partnership(agreement=whole), ObservationSet(observations), as_of=as_of)


def judged(
    signed: Agreement | Rule,
    *observations: Observation,
    as_of: date = AFTER_ALL,
    period: object = 2013,
) -> Verdict:
    """Return the verdict on the first target in a period."""
    whole = assessed(signed, *observations, as_of=as_of)
    return whole.verdict(whole.agreement.targets[0].id, as_period(period))


def summed_up(
    signed: Agreement, *observations: Observation, as_of: date = AFTER_ALL, period: object = 2013
) -> ObjectiveVerdict:
    """Return the verdict on the objective in a period."""
    whole = assessed(signed, *observations, as_of=as_of)
    return next(each for each in whole.objectives if each.period == as_period(period))


def caveats(verdict: Verdict | ObjectiveVerdict) -> set[str]:
    """Return the caveats as plain words."""
    return {Caveat(each).value for each in verdict.caveats}
