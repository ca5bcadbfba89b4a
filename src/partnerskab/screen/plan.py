"""The safety plan, for people: its updates, its activities, and where its goals stand."""

from datetime import date

from partnerskab.agreement.agreement import Agreement
from partnerskab.assessment.verdicts import Assessment
from partnerskab.delivery.account import accounts
from partnerskab.delivery.log import Log
from partnerskab.delivery.plan import Activity, SafetyPlan
from partnerskab.partnership import Partnership
from partnerskab.screen.layout import Lines, grid, hanging, wrapped
from partnerskab.screen.status import status_text
from partnerskab.wording.agreements import NOTHING, actor_text, amount_text
from partnerskab.words import say

_LABEL_WIDTH = 40
_LEAD_WIDTH = 24


def plan_text(
    partnership: Partnership, plan: SafetyPlan, assessment: Assessment, language: str
) -> str:
    """Return the plan: when it was updated, what is done for each focus area, and the goals.

    Args:
        partnership: the partnership that the plan belongs to.
        plan: its plan.
        assessment: where the goals stand, from `Partnership.of_plan`.
        language: the language.
    """
    agreement, as_of = partnership.agreement, assessment.as_of
    title = agreement.label.text(language)
    lines = [say("plan.title", language, agreement=title, as_of=as_of)]
    if plan.note is not None:
        lines += hanging(plan.note.text(language))
    lines += ["", *_updates(agreement, plan, as_of, language)]
    for area in agreement.focus_areas:
        if area.id in plan.focus_areas:
            done = [each for each in plan.activities if each.focus_area == area.id]
            lines += ["", area.label.text(language)]
            lines.append(_activities(agreement, done, language))
    if not plan.goals:
        return "\n".join([*lines, "", say("plan.no_goals", language)]) + "\n"
    return "\n".join([*lines, "", ""]) + status_text(assessment, partnership.outlook, language)


def _updates(agreement: Agreement, plan: SafetyPlan, as_of: date, language: str) -> list[str]:
    """Say when the plan was updated, and in which years the duty to do so was kept."""
    known = [day for day in plan.all_updates if day <= as_of]
    if not known:
        return [say("plan.no_updates", language)]
    days = ", ".join(say("due.on_day", language, day=day) for day in known)
    lines = [say("plan.updates", language, days=days)]
    parts = {f"duties.{duty.id}" for duty in agreement.duties if duty.document == plan.document}
    first = agreement.term.start or known[0]
    for year in range(first.year, as_of.year + 1):
        found = accounts(agreement, Log(), plan, year, as_of=as_of)
        kept = (each.keeping for each in found if each.due.part in parts)
        lines += [f"  {year}: {say(f'keeping.{keeping}', language)}" for keeping in kept]
    return lines


def _activities(agreement: Agreement, activities: list[Activity], language: str) -> str:
    if not activities:
        return f"  {say('plan.no_activities', language)}"
    heads = [
        say(f"heading.{name}", language)
        for name in ("activity", "lead", "period", "money", "state")
    ]
    rows: list[list[Lines]] = [
        [
            wrapped(each.label.text(language), _LABEL_WIDTH),
            wrapped(actor_text(agreement, each.lead, language), _LEAD_WIDTH),
            [str(each.period)],
            [NOTHING if each.money is None else amount_text(each.money, language)],
            [say(f"activity.{each.status}", language)],
        ]
        for each in activities
    ]
    return grid(heads, rows, numbers=(3,))
