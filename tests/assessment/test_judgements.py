"""People's judgements: what a named role decided where no machine can."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from partnerskab.agreement.rule import Rule
from partnerskab.assessment.assess import assess
from partnerskab.assessment.verdicts import Outcome, Verdict
from partnerskab.delivery.judgements import Judgement
from partnerskab.partnership import Partnership
from partnerskab.values.periods import Period
from tests.samples import AFTER_ALL, agreement, caveats, ladder, named, towards

MARCH, JUNE = date(2014, 3, 1), date(2014, 6, 1)


def decision(outcome: str = "met", on: date = MARCH, **fields: Any) -> Judgement:
    """Return the steering group's decision about the activations of 2013."""
    given: dict[str, Any] = {"id": "judged", "target": "activations", "period": 2013}
    return Judgement(
        outcome=outcome,
        on=on,
        role=named("The steering group"),
        text=named("The cases were light"),
        evidence="Report on restless areas 2013",
        **(given | fields),
    )


def judged(rule: Rule, *decisions: Judgement, as_of: date = AFTER_ALL) -> Verdict:
    """Return the verdict on a rule for 2013 after some decisions."""
    partnership = Partnership(agreement=agreement(rule), judgements=decisions)
    return assess(partnership, as_of=as_of).verdict(rule.indicator, Period(2013))


@pytest.mark.parametrize("outcome", ["met", "not-met"])
def test_judgement_decides_what_no_machine_can(outcome: str) -> None:
    """A person's decision is the outcome, stands in the verdict and is said to be one."""
    decided = decision(outcome)
    verdict = judged(towards(), decided)
    assert (verdict.outcome, verdict.judgement) == (outcome, decided)
    assert caveats(verdict) == {"judged"}


def test_without_a_judgement_one_is_needed() -> None:
    """Nobody has decided, and no caveat says that somebody did."""
    verdict = judged(towards())
    assert (verdict.outcome, verdict.judgement) == (Outcome.NEEDS_JUDGEMENT, None)
    assert caveats(verdict) == set()


def test_judgement_counts_from_its_day_on() -> None:
    """On the day of the decision it holds, and not the day before."""
    assert judged(towards(), decision(), as_of=MARCH).outcome is Outcome.MET
    before = judged(towards(), decision(), as_of=date(2014, 2, 28))
    assert (before.outcome, before.judgement) == (Outcome.NEEDS_JUDGEMENT, None)


def test_later_judgement_replaces_an_earlier_one() -> None:
    """The newest decision counts, in whatever order they are written."""
    both = decision("met", MARCH, id="first"), decision("not-met", JUNE, id="second")
    for given in permutations(both):
        assert judged(towards(), *given).outcome is Outcome.NOT_MET
        assert judged(towards(), *given, as_of=MARCH).outcome is Outcome.MET


def test_judgement_does_not_make_a_period_due() -> None:
    """What was decided early waits until the period has ended."""
    early = decision(on=date(2013, 12, 1))
    assert judged(towards(), early, as_of=date(2013, 12, 31)).outcome is Outcome.NOT_DUE


def test_judgement_does_not_overrule_a_machine() -> None:
    """A target that figures decide is decided by figures."""
    verdict = judged(ladder(), decision(target="reports"))
    assert (verdict.outcome, verdict.judgement) == (Outcome.NO_DATA, None)
    assert caveats(verdict) == set()


def test_judgement_is_about_one_target_and_period() -> None:
    """A decision about another year says nothing about this one."""
    rule = towards()
    two_years = type(rule)(
        indicator="activations",
        area="town",
        periods=[2013, 2014],
        better="lower",
        reference=rule.reference,
        baseline=rule.baseline,
    )
    assert judged(two_years, decision(period=2014)).outcome is Outcome.NEEDS_JUDGEMENT
