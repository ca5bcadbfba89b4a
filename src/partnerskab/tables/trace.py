"""The figures of an agreement in the signed text, and the numbers of that text."""

from partnerskab.tables.table import Cell, Column, Kind, Table, table_of
from partnerskab.trace.proof import CoveredNumber, Finding, Proof

TRACE_COLUMNS = (
    Column("figure", Kind.TEXT, "path of the figure in the agreement"),
    Column("value", Kind.TEXT, "the figure"),
    Column("citation", Kind.TEXT, "where it should stand"),
    Column("standing", Kind.TEXT, "found, found-elsewhere, missing or not-stated"),
    Column("written", Kind.TEXT, "the number as the text writes it"),
    Column("where", Kind.TEXT, "where the text states it"),
    Column("line", Kind.COUNT, "line of the text, from 1"),
    Column("reason", Kind.TEXT, "why the text does not state it"),
)
NUMBER_COLUMNS = (
    Column("number", Kind.TEXT, "the number as the text writes it"),
    Column("line", Kind.COUNT, "line of the text, from 1"),
    Column("section", Kind.TEXT, "section of the text"),
    Column("item", Kind.TEXT, "item of a list"),
    Column("table", Kind.TEXT, "table that the agreement cites"),
    Column("row", Kind.TEXT, "label of the row"),
    Column("column", Kind.TEXT, "heading of the column"),
    Column("page", Kind.COUNT, "page, where the text has pages"),
    Column("cover", Kind.TEXT, "cited, left-out or uncovered"),
    Column("figures", Kind.TEXT, "paths of the figures that it states"),
    Column("reason", Kind.TEXT, "why it is left out"),
)


def trace_table(proof: Proof, language: str = "en") -> Table:
    """Return one row for each figure, in the order of the agreement; `TRACE_COLUMNS`."""
    rows = (_figure_row(finding, language) for finding in proof.findings)
    return table_of("trace", TRACE_COLUMNS, rows)


def numbers_table(proof: Proof, language: str = "en") -> Table:
    """Return one row for each number, in the order of the text; `NUMBER_COLUMNS`."""
    rows = (_number_row(covered, language) for covered in proof.numbers)
    return table_of("numbers", NUMBER_COLUMNS, rows)


def _figure_row(finding: Finding, language: str) -> dict[str, Cell]:
    number = finding.numbers[0] if finding.numbers else None
    return {
        "figure": finding.path,
        "value": finding.expected.shown,
        "citation": str(finding.citation),
        "standing": finding.standing,
        "written": number.mention.text if number else None,
        "where": str(number.spot) if number else None,
        "line": number.spot.line if number else None,
        "reason": finding.reason.text(language) if finding.reason else None,
    }


def _number_row(covered: CoveredNumber, language: str) -> dict[str, Cell]:
    spot = covered.number.spot
    return {
        "number": covered.number.mention.text,
        "line": spot.line,
        "section": spot.section,
        "item": spot.item or None,
        "table": spot.table or None,
        "row": spot.row or None,
        "column": spot.column or None,
        "page": spot.page,
        "cover": covered.cover,
        "figures": "; ".join(covered.by) or None,
        "reason": covered.reason.text(language) if covered.reason else None,
    }
