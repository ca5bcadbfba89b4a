"""The safety plan: a living document of its own that the agreement points to."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.checks import find_problems, known_ids
from partnerskab.agreement.indicators import Indicator, Source
from partnerskab.agreement.parties import COLLECTIVES
from partnerskab.agreement.parts import Parts
from partnerskab.agreement.targets import MetWhen, Objective, Target
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.values.amounts import Amount, as_amount, check_set_aside
from partnerskab.values.names import Choice, Label, as_id, find_unknown
from partnerskab.values.periods import Period, as_period
from partnerskab.values.tuples import as_tuple

Path = tuple[str | int, ...]


class ActivityStatus(Choice):
    """How far an activity has come."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    STOPPED = "stopped"


@attrs.frozen(kw_only=True)
class Activity:
    """What is done to keep a promise.

    Args:
        label: its name.
        focus_area: the id of the focus area that it serves.
        goal: the id of the goal that it serves; None where it serves the focus area as a whole.
        lead: the id of the body, party or administration that leads it.
        period: when it runs.
        money: what is set aside for it; None where nothing is.
        indicator: the id of the indicator that shows its effect; None where none does.
        status: how far it has come.

    Raises:
        InvalidValueError: for money that is none, has a part of an øre or is below zero.
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    focus_area: str
    goal: str | None = None
    lead: str
    period: Period = attrs.field(converter=as_period)
    money: Amount | None = attrs.field(default=None, converter=attrs.converters.optional(as_amount))
    indicator: str | None = None
    status: ActivityStatus = attrs.field(converter=ActivityStatus)

    def __attrs_post_init__(self) -> None:
        if self.money is not None:
            check_set_aside(self.money, ("money",))


@attrs.frozen(kw_only=True)
class SafetyPlan:
    """The plan as it stands at one date.

    Args:
        document: the id of the document, as the agreement names it.
        updated: when it was last updated; None where that is not known.
        updates: when it was updated before that, in order.
        focus_areas: the ids of the agreement's focus areas that it works on.
        sources: the sources of its own indicators, beside those of the agreement.
        indicators: what it measures beside the agreement's own indicators.
        goals: the goals of the focus areas: targets whose `objective` is a focus area.
        activities: what is done.
        note: what a reader must know of it.

    Raises:
        InvalidValueError: for updates out of order.

    >>> import partnerskab
    >>> plan = partnerskab.load("tests/config_cases/valid/with-a-full-plan").plan
    >>> str(plan.updated), [goal.id for goal in plan.goals]
    ('2023-02-01', ['lit-quay', 'less-vandalism'])
    >>> [(activity.id, str(activity.status)) for activity in plan.activities]
    [('lamps', 'done'), ('club', 'under-way'), ('walks', 'planned')]
    """

    document: str
    updated: date | None
    updates: tuple[date, ...] = attrs.field(default=(), converter=as_tuple)
    focus_areas: tuple[str, ...] = attrs.field(converter=as_tuple)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_tuple)
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=as_tuple)
    goals: tuple[Target, ...] = attrs.field(default=(), converter=as_tuple)
    activities: tuple[Activity, ...] = attrs.field(default=(), converter=as_tuple)
    note: Label | None = None

    def __attrs_post_init__(self) -> None:
        if any(day >= later for day, later in pairwise(self.all_updates)):
            raise InvalidValueError(
                "updates out of order",
                expected="days in order, each before the next and before 'updated'",
                came=", ".join(map(str, self.all_updates)),
                path=("updates",),
            )

    @property
    def all_updates(self) -> tuple[date, ...]:
        """Every day on which it was updated, the last one included where that is known."""
        return self.updates if self.updated is None else (*self.updates, self.updated)


def with_goals(agreement: Agreement, plan: SafetyPlan) -> Agreement:
    """Return the agreement with the focus areas for objectives and the plan's goals for targets.

    So goals are assessed and shown by the very rules that hold for the agreement's own targets.

    Raises:
        InvalidAgreementError: where the plan does not fit the agreement.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> goals = with_goals(amager.agreement, amager.plan)
    >>> [objective.id for objective in goals.objectives], goals.targets
    (['reputation', 'urban-space', 'adult-life'], ())
    """
    return Agreement(**_parts(agreement, plan).by_name())


def _parts(agreement: Agreement, plan: SafetyPlan) -> Parts:
    areas = [each for each in agreement.focus_areas if each.id in plan.focus_areas]
    objectives = [
        Objective(
            id=area.id,
            number=number,
            label=area.label,
            met_when=MetWhen.SEPARATELY,
            citation=area.citation,
        )
        for number, area in enumerate(areas, 1)
    ]
    own = {
        "objectives": objectives,
        "sources": (*agreement.sources, *plan.sources),
        "indicators": (*agreement.indicators, *plan.indicators),
        "targets": plan.goals,
        "questions": (),  # they are about the agreement's targets
    }
    return Parts(**agreement.by_name() | own)


def find_plan_problems(agreement: Agreement, plan: SafetyPlan) -> Iterator[Problem]:
    """Return every way in which a plan does not belong to an agreement, with paths in the plan."""
    if plan.document != agreement.safety_plan:
        yield Problem(
            path=("document",),
            id="dangling-reference",
            message="the agreement points to another safety plan",
            expected=repr(agreement.safety_plan) if agreement.safety_plan else "no plan at all",
            came=repr(plan.document),
        )
    areas = {each.id for each in agreement.focus_areas}
    for index, area in enumerate(plan.focus_areas):
        yield from find_unknown(("focus_areas", index), "focus area", area, areas)
    for problem in find_problems(_parts(agreement, plan)):
        yield _in_plan(problem)
    targets = {target.id for target in agreement.targets}
    for goal in plan.goals:
        if goal.id in targets:
            yield Problem(
                path=("goals", goal.id),
                id="duplicate-id",
                message="this id is taken",
                expected="an id of its own",
                came=f"'{goal.id}', which a target of the agreement has too",
                remedy="give the goal another id",
            )
    yield from _activity_problems(agreement, plan)


def _in_plan(problem: Problem) -> Problem:
    """Return a problem of the goals as targets with its path and its words in the plan."""
    head, *rest = problem.path
    steps = ("cite" if step == "citation" else step for step in rest if step != "rule")
    message = problem.message.replace("no objective has", "no focus area of the plan has")
    path = ("goals" if head == "targets" else head, *steps)
    return attrs.evolve(problem, path=path, message=message)


def _activity_problems(agreement: Agreement, plan: SafetyPlan) -> Iterator[Problem]:
    known = known_ids(agreement)
    leads = known["actors"] | known["bodies"] | set(COLLECTIVES)
    indicators = known["indicators"] | {each.id for each in plan.indicators}
    goals = {goal.id for goal in plan.goals}
    for activity in plan.activities:
        at = ("activities", activity.id)
        areas = set(plan.focus_areas)
        yield from find_unknown((*at, "focus_area"), "focus area", activity.focus_area, areas)
        yield from find_unknown(
            (*at, "lead"), "body, party or administration", activity.lead, leads
        )
        yield from find_unknown((*at, "goal"), "goal", activity.goal, goals)
        yield from find_unknown((*at, "indicator"), "indicator", activity.indicator, indicators)
