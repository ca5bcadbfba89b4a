"""The safety plan: its goals are promises like the agreement's own, its links lead somewhere."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from partnerskab.agreement.checks import InvalidAgreementError
from partnerskab.agreement.ladders import Level
from partnerskab.assessment.assess import assess
from partnerskab.config.folder import load
from partnerskab.delivery.judgements import Judgement
from partnerskab.delivery.plan import SafetyPlan, with_goals
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import read_observations
from partnerskab.values.amounts import Amount
from partnerskab.values.periods import Period
from tests.samples import named

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "partnerships" / "harbour"
HARBOUR = load(FOLDER)
AMAGER = load(ROOT / "examples" / "amager")


def goals_of(partnership: Partnership) -> Partnership:
    """Return what the goals of a plan are assessed with."""
    goals = partnership.of_plan()
    assert goals is not None
    return goals


def plan() -> SafetyPlan:
    """Return the plan of the harbour."""
    assert HARBOUR.plan is not None
    return HARBOUR.plan


def outcomes(partnership: Partnership = HARBOUR) -> list[str]:
    """Return the outcome of every goal in every period, in the summer of 2023."""
    goals = goals_of(partnership)
    seen = read_observations(goals, FOLDER / "observations.csv")
    verdicts = assess(goals, seen, as_of=date(2023, 6, 1)).verdicts
    return [f"{each.target} {each.period}: {each.outcome}" for each in verdicts]


def test_goals_get_the_verdicts_of_targets() -> None:
    """A goal is assessed by the rule of its kind, as a target of the agreement is."""
    assert outcomes() == [
        "lit-quay 2021: met",
        "lit-quay 2022: not-met",
        "less-vandalism 2021: not-met",
        "less-vandalism 2022: met",
    ]


def test_a_goal_is_a_target() -> None:
    """A goal of the plan equals the target that an agreement would have of the same keys."""
    goal = goals_of(HARBOUR).agreement.target("lit-quay")
    assert goal.rule == Level(
        indicator="dark-spots", area="harbour", periods=[2021, 2022], at_most=[20, 10]
    )


def test_a_goal_cites_the_plan() -> None:
    """A citation in the plan means the plan unless it names another document."""
    assert str(plan().goals[0].citation) == "plan, section 3.1"


def test_the_agreement_keeps_its_own_targets() -> None:
    """The goals are none of the agreement's targets, nor its targets goals."""
    own = {target.id for target in HARBOUR.agreement.targets}
    assert (own, {goal.id for goal in goals_of(HARBOUR).agreement.targets}) == (
        {"vandalism"},
        {"lit-quay", "less-vandalism"},
    )


def test_focus_areas_stand_for_objectives() -> None:
    """Each focus area of the plan groups its goals, which stand each for itself."""
    objectives = goals_of(HARBOUR).agreement.objectives
    assert [(each.number, each.id, str(each.met_when)) for each in objectives] == [
        (1, "lighting", "separately"),
        (2, "youth", "separately"),
    ]


def test_activities() -> None:
    """An activity names who leads it, when, with what money, and how far it has come."""
    lamps = plan().activities[0]
    assert (lamps.lead, lamps.period, lamps.money, str(lamps.status)) == (
        "city",
        Period(2020, months=24),
        Amount(250_000, "DKK"),
        "done",
    )


def test_a_goal_may_be_judged() -> None:
    """A person's judgement may be about a goal, and is no judgement on the agreement's targets."""
    judgement = Judgement(
        id="quay",
        target="lit-quay",
        period=2022,
        outcome="met",
        role=named("the group"),
        on=date(2023, 3, 1),
        text=named("seen"),
        evidence="a walk",
    )
    judged = attrs.evolve(HARBOUR, judgements=[judgement])
    assert goals_of(judged).judgements == (judgement,)


def test_amager_invents_no_goals() -> None:
    """The plan of Amager names its three focus areas, and neither goals nor activities."""
    assert AMAGER.plan is not None
    assert (len(AMAGER.plan.focus_areas), AMAGER.plan.goals, AMAGER.plan.activities) == (3, (), ())
    assert goals_of(AMAGER).agreement.targets == ()


def test_without_a_plan_there_are_no_goals() -> None:
    """A partnership without its plan at hand has nothing to assess."""
    assert attrs.evolve(HARBOUR, plan=None).of_plan() is None


def test_a_plan_that_does_not_fit_cannot_be_built() -> None:
    """A goal for a focus area that the plan leaves out contradicts it."""
    half = attrs.evolve(plan(), focus_areas=["lighting"])
    with pytest.raises(InvalidAgreementError):
        with_goals(HARBOUR.agreement, half)
    with pytest.raises(InvalidAgreementError) as caught:
        attrs.evolve(HARBOUR, plan=half)
    assert [problem.path for problem in caught.value.problems] == [
        ("plan", "goals", "less-vandalism", "objective"),
        ("plan", "activities", "club", "focus_area"),
        ("plan", "activities", "walks", "focus_area"),
    ]
