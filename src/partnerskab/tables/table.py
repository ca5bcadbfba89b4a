"""What a table is, and its csv and json forms."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any

import attrs

from partnerskab.values.exact import Exact, plain_text
from partnerskab.values.names import Choice
from partnerskab.values.texts import harmless

# What starts a formula, also in the wide, small, raised and lowered forms of the signs.
_SIGNS = (
    r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u207c\u207a\u207b\u208c\u208a\u208b"
)
# Where a spreadsheet looks for one: at the start of a cell, of a line in it, and after what divides
# cells elsewhere, such as the semicolon in Denmark; spaces and quotes may come first. A cell that
# starts with a tab or a line break counts, too, since programs differ in what they make of it.
_FORMULA = re.compile(rf"""^(?=[\t\n])|(^|[;\t\n])(?=(?:[^\S\t\n]|["'\ufeff])*[{_SIGNS}])""")

Cell = Exact | str | bool | date | None


class Kind(Choice):
    """What the cells of a column hold; an empty cell is None in every kind."""

    TEXT = "text"
    COUNT = "count"
    EXACT = "exact"
    FLAG = "flag"
    DATE = "date"


@attrs.frozen
class Column:
    """One column: its name for programs, what its cells hold, and what they mean."""

    name: str
    kind: Kind
    meaning: str


@attrs.frozen
class Table:
    """Rows with declared columns.

    Args:
        name: what the table is called.
        columns: the columns, in order.
        rows: one tuple of cells for each row, in the order of the columns.
        notice: what every output of this table must say first; "" for nothing.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notice: str = ""

    def records(self) -> Iterator[dict[str, Cell]]:
        """Give each row as a dict by column name."""
        names = [column.name for column in self.columns]
        for row in self.rows:
            yield dict(zip(names, row, strict=True))


def table_of(
    name: str,
    columns: tuple[Column, ...],
    rows: Iterable[Mapping[str, Cell]],
    *,
    illustrative: bool = False,
) -> Table:
    """Return a table from rows by column name; a column that a row leaves out is empty."""
    names = [column.name for column in columns]
    cells = tuple(tuple(row.get(each) for each in names) for row in rows)
    notice = "illustrative: some of the figures are invented examples" if illustrative else ""
    return Table(name, columns, cells, notice)


def number_or_none(value: Exact | str | None) -> Exact | None:
    """Return a number, and None for a category or nothing."""
    return None if isinstance(value, str) else value


def to_csv(table: Table) -> str:
    """Return the table as csv: a header, `.` as the decimal mark, ISO dates, plain line ends."""
    heads = [column.name for column in table.columns]
    rows = ([cell_text(cell) for cell in row] for row in table.rows)
    return "".join(_csv_line(cells) for cells in (heads, *rows))


def to_guarded_csv(table: Table) -> str:
    """Return the table as csv for who opens it in a spreadsheet; for programs there is `to_csv`.

    An apostrophe stands before what a spreadsheet would take for a formula in a text. Numbers, days
    and flags are as in `to_csv`, also a number below zero.

    >>> columns = (Column("who", Kind.TEXT, ""), Column("change", Kind.COUNT, ""))
    >>> print(to_guarded_csv(Table("changes", columns, (("=1+1", -5), ("police", -3)))), end="")
    who,change
    '=1+1,-5
    police,-3
    """
    heads = [_guarded(column.name) for column in table.columns]
    rows = (
        [_guarded(cell) if isinstance(cell, str) else cell_text(cell) for cell in row]
        for row in table.rows
    )
    return "".join(_csv_line(cells) for cells in (heads, *rows))


def _guarded(text: str) -> str:
    """Return a text of which no part is a formula, even where cells end at another sign."""
    return _FORMULA.sub(r"\1'", harmless(text))


def table_hash(table: Table) -> str:
    """Return the SHA-256 of a table's csv, to say what an output was made from.

    A report for the public prints the hash of the table of observations that it may show, and not
    that of the file that they came from: whoever knows all of a file but one small count could try
    one count after the other until the hash is the same.

    >>> table_hash(Table("none", (), ()))[:12]
    'sha256:01ba4'
    """
    return f"sha256:{sha256(to_csv(table).encode()).hexdigest()}"


def _csv_line(cells: Sequence[str]) -> str:
    # Written with both line ends, so that a cell with either of them is put in quotes.
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + "\n"


def cell_text(cell: Cell) -> str:
    """Return a cell as csv writes it: `.` as the decimal mark, ISO dates, nothing for None."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case int() | Fraction():
            return plain_text(cell)
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def to_json(table: Table) -> str:
    """Return the table as json: its name, its notice if it has one, its columns and its rows.

    Whole numbers are numbers; others are texts, so that no reader makes floats of them.
    """
    document: dict[str, Any] = {"table": table.name}
    if table.notice:
        document["notice"] = table.notice
    document["columns"] = [
        {"name": column.name, "kind": column.kind, "meaning": column.meaning}
        for column in table.columns
    ]
    document["rows"] = [
        {name: _json_value(cell) for name, cell in row.items()} for row in table.records()
    ]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _json_value(cell: Cell) -> object:
    return cell if cell is None or isinstance(cell, bool | int) else cell_text(cell)


FORMATS: dict[str, Callable[[Table], str]] = {"csv": to_csv, "json": to_json}
