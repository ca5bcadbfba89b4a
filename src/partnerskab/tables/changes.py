"""What changed between two days, as a table."""

from partnerskab.assessment.changes import Changed, changes
from partnerskab.assessment.verdicts import Assessment
from partnerskab.tables.table import Cell, Column, Kind, Table, number_or_none, table_of

CHANGE_COLUMNS = (
    Column("objective", Kind.TEXT, "id of the objective"),
    Column("target", Kind.TEXT, "id of the target"),
    Column("period", Kind.TEXT, "period"),
    Column("before", Kind.TEXT, "verdict as of the earlier day"),
    Column("after", Kind.TEXT, "verdict as of the later day"),
    Column("actual_before", Kind.EXACT, "observed number as of the earlier day"),
    Column("actual_after", Kind.EXACT, "observed number as of the later day"),
    Column("category_before", Kind.TEXT, "observed category as of the earlier day"),
    Column("category_after", Kind.TEXT, "observed category as of the later day"),
    Column("why", Kind.TEXT, "reasons, divided by spaces"),
)


def changes_table(before: Assessment, after: Assessment) -> Table:
    """Return one row for each verdict that changed; the columns are `CHANGE_COLUMNS`."""
    rows = (_row(each) for each in changes(before, after))
    return table_of("changes", CHANGE_COLUMNS, rows, illustrative=after.illustrative)


def _row(changed: Changed) -> dict[str, Cell]:
    before, after = changed.before.evidence.value, changed.after.evidence.value
    return {
        "objective": changed.after.objective,
        "target": changed.after.target,
        "period": str(changed.after.period),
        "before": changed.before.outcome,
        "after": changed.after.outcome,
        "actual_before": number_or_none(before),
        "actual_after": number_or_none(after),
        "category_before": before if isinstance(before, str) else None,
        "category_after": after if isinstance(after, str) else None,
        "why": " ".join(changed.why),
    }
