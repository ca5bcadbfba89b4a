"""The receipt of one verdict as a table of names and texts."""

from collections.abc import Mapping

from partnerskab.assessment.receipt import receipt
from partnerskab.assessment.verdicts import Assessment
from partnerskab.tables.table import Column, Kind, Table, table_of
from partnerskab.values.periods import Period

RECEIPT_COLUMNS = (
    Column("name", Kind.TEXT, "what the line says; a name may come several times"),
    Column("text", Kind.TEXT, "what it is"),
)


def receipt_table(
    assessment: Assessment, target: str, period: Period, made_from: Mapping[str, str]
) -> Table:
    """Return what a verdict rests on; the columns are `RECEIPT_COLUMNS`."""
    lines = receipt(assessment, target, period, made_from)
    rows = ({"name": name, "text": text} for name, text in lines)
    return table_of("receipt", RECEIPT_COLUMNS, rows, illustrative=assessment.illustrative)
