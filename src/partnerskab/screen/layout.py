"""Lines and columns: cells of several lines in a grid, paragraphs that hang."""

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap

from partnerskab.tables.table import Kind, Table, cell_text

WIDTH = 100

Lines = Sequence[str]


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text that is at most so wide."""
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)


def hanging(text: str) -> list[str]:
    """Return the lines of an indented paragraph; no word is broken, so that ids can be found."""
    return wrap(
        text,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def grid(heads: Sequence[str], rows: Sequence[Sequence[Lines]], numbers: Sequence[int] = ()) -> str:
    """Lay out cells of several lines in columns, those of numbers to the right."""
    columns = list(zip(([head] for head in heads), *rows, strict=True))
    widths = [max(len(line) for cell in column for line in cell) for column in columns]
    table = [heads, ["-" * width for width in widths]]
    for row in rows:
        table += zip_longest(*row, fillvalue="")
    lines = (
        "  ".join(
            part.rjust(width) if index in numbers else part.ljust(width)
            for index, (part, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in table
    )
    return "\n".join(line.rstrip() for line in lines)


def table_text(table: Table) -> str:
    """Return any table for people: its filled columns, numbers to the right, its notice first."""
    filled = [
        index
        for index, _ in enumerate(table.columns)
        if any(row[index] is not None for row in table.rows)
    ]
    columns = [table.columns[index] for index in filled]
    heads = [column.name.replace("_", " ") for column in columns]
    rows = [[[cell_text(row[index])] for index in filled] for row in table.rows]
    numbers = [
        place for place, column in enumerate(columns) if column.kind in (Kind.EXACT, Kind.COUNT)
    ]
    body = grid(heads, rows, numbers) if columns else "-"
    return f"{table.notice}\n\n{body}\n" if table.notice else f"{body}\n"
