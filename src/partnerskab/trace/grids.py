"""The tables of a text, as far as the agreement cites them: their headings, rows and cells.

A table stands in a text without lines: its name, which is its first heading, the other headings,
and then each row, its label before its cells. The headings are found by their words, so that a
number in one of them can be another than the agreement's and is then reported as such.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.trace.figures import Figure
from partnerskab.trace.layout import Division
from partnerskab.trace.mentions import Mention
from partnerskab.values.citations import Citation
from partnerskab.values.tuples import as_tuple

_NUMBER = "[-+\N{EN DASH}\N{MINUS SIGN}]?\\s*[0-9][0-9.,]*"
_EMPTY_CELL = re.compile("(?<!\\S)[-\N{EN DASH}\N{EM DASH}](?!\\S)")
# A row whose label stands alone has its cells below it, each on a line of its own.
_CELL_LINES = re.compile(rf"\s*(?:\n\s*(?:{_NUMBER}|[-\N{{EN DASH}}])\s*%?[ \t]*(?=\n|\Z))+")


@attrs.frozen(kw_only=True)
class CitedTable:
    """A table as the agreement cites it.

    Args:
        citation: the table's own, without row and column.
        columns: the headings of its columns, in order, but for that of the labels.
        rows: the labels of its rows.
    """

    citation: Citation
    columns: tuple[str, ...] = attrs.field(converter=as_tuple)
    rows: tuple[str, ...] = attrs.field(converter=as_tuple)


@attrs.frozen(kw_only=True)
class Cell:
    """A stretch of a text that belongs to a table.

    Args:
        start, end: from where to where it goes.
        table: the name of the table.
        row: the label of its row; "" for a heading.
        column: the heading of its column; "" where that cannot be told.
    """

    start: int
    end: int
    table: str
    row: str = ""
    column: str = ""


def cited_tables(agreement: Agreement, figures: Iterable[Figure]) -> tuple[CitedTable, ...]:
    """Return the tables that figures stand in, each with its headings in order.

    Args:
        agreement: its targets list the headings of a signed table in order.
        figures: the figures of one document.

    >>> import partnerskab
    >>> from partnerskab.trace.figures import figures_of
    >>> amager = partnerskab.load("examples/amager").agreement
    >>> table, = cited_tables(amager, figures_of(amager, "agreement-text"))
    >>> table.rows, table.columns[0]
    (('Indbrud', 'Tyverier', 'Vold/Trusler', 'Hærværk', 'Narkotika', 'Chikane'), 'Baseline (2012)')
    """
    columns: dict[Citation, dict[str, None]] = {}
    rows: dict[Citation, dict[str, None]] = {}
    cited = [
        target.citation.cell(column=column)
        for target in agreement.targets
        if target.citation.table
        for column in getattr(target.rule, "columns", ())
    ]
    cited += [figure.citation for figure in figures]
    for citation in cited:
        if citation.table:
            table = attrs.evolve(citation, row="", column="")
            columns.setdefault(table, {}).update({citation.column: None})
            rows.setdefault(table, {}).update({citation.row: None})
    return tuple(
        CitedTable(
            citation=table,
            columns=[column for column in columns[table] if column],
            rows=[row for row in rows[table] if row],
        )
        for table in columns
    )


def cells_of(
    text: str, division: Division, table: CitedTable, mentions: Sequence[Mention]
) -> tuple[Cell, ...]:
    """Return where a table stands in a text; nothing where its name or headings do not.

    Args:
        text: the whole text.
        division: its sections and items.
        table: what is looked for, in the section and the item that it cites.
        mentions: the numbers of the text.
    """
    for place in division.places:
        if place.section != table.citation.section:
            continue
        if table.citation.item and place.item != table.citation.item:
            continue
        head = _head_pattern(table).search(text, place.start, place.end)
        if head is not None:
            return tuple(_cells(text, head, place.end, table, mentions))
    return ()


def _head_pattern(table: CitedTable) -> re.Pattern[str]:
    headings = (
        rf"\s*(?P<column_{index}>{_loose(heading)})" for index, heading in enumerate(table.columns)
    )
    return re.compile(rf"^[ \t]*{_loose(table.citation.table)}{''.join(headings)}", re.MULTILINE)


def _loose(printed: str) -> str:
    """Return a pattern for a heading: its words, any number for each number, any white space."""
    parts = re.findall(rf"{_NUMBER}|[^\W\d_]+|\S", printed)
    return r"\s*".join(
        _NUMBER if re.fullmatch(_NUMBER, part) else re.escape(part) for part in parts
    )


def _cells(
    text: str, head: re.Match[str], end: int, table: CitedTable, mentions: Sequence[Mention]
) -> Iterator[Cell]:
    name = table.citation.table
    for index, heading in enumerate(table.columns):
        start, stop = head.span(f"column_{index}")
        yield Cell(start=start, end=stop, table=name, column=heading)
    for label in table.rows:
        row = re.compile(rf"^[ \t]*{_loose(label)}(?!\w)", re.MULTILINE).search(
            text, head.end(), end
        )
        if row is not None:
            start, stop = row.end(), _row_end(text, row.end(), end)
            columns = _columns(text, start, stop, table, mentions)
            yield from (attrs.evolve(cell, table=name, row=label) for cell in columns)


def _row_end(text: str, start: int, end: int) -> int:
    line = text.find("\n", start, end)
    stop = end if line < 0 else line
    if text[start:stop].strip():
        return stop
    below = _CELL_LINES.match(text, start, end)
    return below.end() if below else stop


def _columns(
    text: str, start: int, stop: int, table: CitedTable, mentions: Sequence[Mention]
) -> Iterator[Cell]:
    """Give the cells of a row; their columns are told by order, where there are enough of them."""
    spans = [(each.start, each.end) for each in mentions if start <= each.start < stop]
    spans += [empty.span() for empty in _EMPTY_CELL.finditer(text, start, stop)]
    columns = table.columns if len(spans) >= len(table.columns) else ()
    for index, (first, last) in enumerate(sorted(spans)):
        column = columns[index] if index < len(columns) else ""
        yield Cell(start=first, end=last, table="", column=column)
