"""The outlook of every target, by every method, as a table."""

from partnerskab.assessment.outlook import Outlook, OutlookRules, outlooks
from partnerskab.assessment.verdicts import Assessment
from partnerskab.tables.table import Cell, Column, Kind, Table, table_of
from partnerskab.values.exact import to_places

OUTLOOK_COLUMNS = (
    Column("target", Kind.TEXT, "id of the target"),
    Column("method", Kind.TEXT, "ladder, linear or compound"),
    Column("period", Kind.TEXT, "period of the latest figure, which it rests on"),
    Column("prospect", Kind.TEXT, "on-track, within-reach or off-track"),
    Column(
        "ratio", Kind.EXACT, "change so far over the change needed by then; empty for the ladder"
    ),
    Column("on_track_from", Kind.EXACT, "the ratio from which a target is on track"),
    Column("within_reach_from", Kind.EXACT, "the ratio from which it is within reach"),
    Column("contradicts", Kind.FLAG, "whether it contradicts the agreed milestone"),
)


def outlook_table(assessment: Assessment, rules: OutlookRules) -> Table:
    """Return one row for each target and method; the columns are `OUTLOOK_COLUMNS`."""
    rows = (_row(each, rules) for each in outlooks(assessment, rules))
    return table_of("outlook", OUTLOOK_COLUMNS, rows, illustrative=assessment.illustrative)


def _row(outlook: Outlook, rules: OutlookRules) -> dict[str, Cell]:
    return {
        "target": outlook.target,
        "method": outlook.method,
        "period": str(outlook.period),
        "prospect": outlook.prospect,
        "ratio": None if outlook.ratio is None else to_places(outlook.ratio, 2),
        "on_track_from": rules.on_track,
        "within_reach_from": rules.within_reach,
        "contradicts": outlook.contradicts,
    }
