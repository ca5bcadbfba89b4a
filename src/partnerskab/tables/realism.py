"""What a draft's targets ask for, as a table; every chance under Poisson counts."""

from partnerskab.agreement.agreement import Agreement
from partnerskab.assessment.realism import Realism, realism
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.tables.table import Cell, Column, Kind, Table, table_of
from partnerskab.tables.uncertainty import from_float

REALISM_COLUMNS = (
    Column("target", Kind.TEXT, "id of the target"),
    Column("period", Kind.TEXT, "period of the milestone"),
    Column("limit", Kind.EXACT, "value that decides"),
    Column("baseline", Kind.TEXT, "counts that the baseline rests on, divided by spaces"),
    Column("years", Kind.COUNT, "how many years they are"),
    Column("rank", Kind.COUNT, "where the baseline stands among them, 1 for the highest"),
    Column("luck", Kind.EXACT, "chance of meeting it if nothing changes, to 0.001"),
    Column("success", Kind.EXACT, "chance of meeting it if the promise comes true, to 0.001"),
    Column("documented", Kind.COUNT, "largest count that would document a fall"),
)


def realism_table(agreement: Agreement, history: ObservationSet | None = None) -> Table:
    """Return one row for each milestone on a count, and one more where earlier years are known.

    The columns are `REALISM_COLUMNS`.
    """
    rows = (_row(each) for each in realism(agreement, history))
    illustrative = history is not None and history.has_illustrative
    return table_of("realism", REALISM_COLUMNS, rows, illustrative=illustrative)


def _row(each: Realism) -> dict[str, Cell]:
    return {
        "target": each.target,
        "period": str(each.period),
        "limit": each.limit,
        "baseline": " ".join(str(count) for count in each.baseline),
        "years": len(each.baseline),
        "rank": each.rank.position if each.rank else None,
        "luck": from_float(each.luck, 3),
        "success": from_float(each.success, 3),
        "documented": each.documented,
    }
