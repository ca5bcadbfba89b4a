"""What changed between two days, as a table."""

from partnerskab.assessment.changes import Changed, changes
from partnerskab.assessment.verdicts import Assessment
from partnerskab.tables.table import Cell, Column, Kind, Table, number_or_none, table_of

CHANGE_COLUMNS = (
    Column("objective", Kind.TEXT, "id of the objective"),
    Column("target", Kind.TEXT, "id of the target"),
    Column("period", Kind.TEXT, "period"),
    Column("before", Kind.TEXT, "verdict as of the earlier day; empty where nothing was promised"),
    Column("after", Kind.TEXT, "verdict as of the later day; empty where nothing is promised"),
    Column("actual_before", Kind.EXACT, "observed number as of the earlier day"),
    Column("actual_after", Kind.EXACT, "observed number as of the later day"),
    Column("category_before", Kind.TEXT, "observed category as of the earlier day"),
    Column("category_after", Kind.TEXT, "observed category as of the later day"),
    Column("why", Kind.TEXT, "reasons, divided by spaces"),
    Column("amendments", Kind.TEXT, "ids of the amendments that did it, divided by spaces"),
)


def changes_table(before: Assessment, after: Assessment) -> Table:
    """Return one row for each verdict that changed; the columns are `CHANGE_COLUMNS`."""
    rows = (_row(each) for each in changes(before, after))
    return table_of("changes", CHANGE_COLUMNS, rows, illustrative=after.illustrative)


def _row(changed: Changed) -> dict[str, Cell]:
    before, after = changed.before, changed.after
    then = before.evidence.value if before else None
    now = after.evidence.value if after else None
    return {
        "objective": changed.verdict.objective,
        "target": changed.verdict.target,
        "period": str(changed.verdict.period),
        "before": before.outcome if before else None,
        "after": after.outcome if after else None,
        "actual_before": number_or_none(then),
        "actual_after": number_or_none(now),
        "category_before": then if isinstance(then, str) else None,
        "category_after": now if isinstance(now, str) else None,
        "why": " ".join(changed.why),
        "amendments": " ".join(changed.amendments) or None,
    }
