"""The goals and the activities of the safety plan, as tables."""

import attrs

from partnerskab.assessment.verdicts import Assessment
from partnerskab.delivery.plan import Activity, SafetyPlan
from partnerskab.tables.status import status_table
from partnerskab.tables.table import Cell, Column, Kind, Table, table_of

ACTIVITY_COLUMNS = (
    Column("activity", Kind.TEXT, "id of the activity"),
    Column("label", Kind.TEXT, "the activity in words"),
    Column("focus_area", Kind.TEXT, "id of the focus area that it serves"),
    Column("goal", Kind.TEXT, "id of the goal that it serves"),
    Column("lead", Kind.TEXT, "id of who leads it"),
    Column("period", Kind.TEXT, "when it runs"),
    Column("money", Kind.EXACT, "what is set aside for it"),
    Column("currency", Kind.TEXT, "unit of the money"),
    Column("indicator", Kind.TEXT, "id of the indicator that shows its effect"),
    Column("status", Kind.TEXT, "planned, under-way, done or stopped"),
)


def goals_table(assessment: Assessment) -> Table:
    """Return where the goals stand: the status table of what `Partnership.of_plan` returns.

    The columns are `STATUS_COLUMNS`; an objective is a focus area, a target a goal.
    """
    return attrs.evolve(status_table(assessment), name="goals")


def activities_table(plan: SafetyPlan, language: str = "en") -> Table:
    """Return one row for each activity, in the order of the plan.

    The columns are `ACTIVITY_COLUMNS`; labels are in the language, where it is there.
    """
    return table_of(
        "activities", ACTIVITY_COLUMNS, (_row(each, language) for each in plan.activities)
    )


def _row(activity: Activity, language: str) -> dict[str, Cell]:
    money = activity.money
    return {
        "activity": activity.id,
        "label": activity.label.text(language),
        "focus_area": activity.focus_area,
        "goal": activity.goal,
        "lead": activity.lead,
        "period": str(activity.period),
        "money": money.magnitude if money else None,
        "currency": money.unit if money else None,
        "indicator": activity.indicator,
        "status": activity.status,
    }
