"""A partnership: an agreement and what is done under it."""

from collections.abc import Iterator

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.checks import InvalidAgreementError
from partnerskab.delivery.plan import SafetyPlan
from partnerskab.errors import Problem
from partnerskab.values.names import did_you_mean


@attrs.frozen(kw_only=True)
class Partnership:
    """What one folder holds.

    Args:
        agreement: what was signed.
        plan: the safety plan; None where it is not at hand.

    Raises:
        InvalidAgreementError: where the plan is another than the agreement points to.
    """

    agreement: Agreement
    plan: SafetyPlan | None = None

    def __attrs_post_init__(self) -> None:
        problems = tuple(find_plan_problems(self.agreement, self.plan)) if self.plan else ()
        if problems:
            raise InvalidAgreementError(problems)


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
    known = [area.id for area in agreement.focus_areas]
    for index, area in enumerate(plan.focus_areas):
        if area not in known:
            yield Problem(
                path=("focus_areas", index),
                id="dangling-reference",
                message="no focus area has this id",
                expected=", ".join(known) or "none, since the agreement has no focus areas",
                came=repr(area),
                remedy=did_you_mean(area, known),
            )
