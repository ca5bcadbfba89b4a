"""The bulk files of data.police.uk: one row for each crime, counted by month, area and type.

This is the worked example of a reader for a new format: a function from a path and a recipe to
records, and a line in `partnerskab.readers.reading.LAYOUTS`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from partnerskab.errors import Diagnostic, DiagnosticsError, Place
from partnerskab.observations.recipes import Recipe
from partnerskab.readers.grid import (
    Row,
    as_wide_as,
    find_column,
    missing_column,
    other_separator,
    other_width,
    read_rows,
)
from partnerskab.readers.records import Cell, Footnote, Item, Record, filter_field

_ID, _MONTH = "Crime ID", "Month"


def read_police_uk(path: Path, recipe: Recipe) -> Iterator[Item]:
    """Give one record for each month, area and type: the number of rows.

    A row without a Crime ID is a crime all the same. A Crime ID that is there twice is counted
    twice, as in the publisher's own totals, and said in a footnote. What is
    wrong with a count is said of the first of its rows.

    Raises:
        DiagnosticsError: where a column is missing.
    """
    header: Row | None = None
    at: dict[str, int] = {}
    first: dict[tuple[Cell, ...], Row] = {}
    counts: Counter[tuple[Cell, ...]] = Counter()
    seen: set[str] = set()
    id_at = 0
    for row in read_rows(path, recipe):
        if row.is_blank:
            continue
        if header is None:
            header, at = row, _columns(row, recipe)
            id_at = at.pop("id")
            continue
        whole = as_wide_as(row, header)
        if len(whole.cells) != len(header.cells):
            yield other_width(row, len(header.cells))
            continue
        id = str(whole.cells[id_at])
        if id and id in seen:
            yield Footnote(row.place(id_at, _ID), f"Crime ID {id} again; counted again")
        seen.add(id)
        key = tuple(whole.cells[index] for index in at.values())
        first.setdefault(key, row)
        counts[key] += 1
    if header is None:
        problem = missing_column(_ID, [], (_ID, _MONTH))
        raise DiagnosticsError((Diagnostic.of(problem, Place(file=str(path))),))
    for key, count in counts.items():
        fields = dict(zip(at, key, strict=True))
        yield Record({**fields, "value": count}, _at(first[key], at), rows=count)


def _columns(header: Row, recipe: Recipe) -> dict[str, int]:
    headings = [str(cell) for cell in header.cells]
    columns = {"period": _MONTH, "indicator": recipe.indicator, "area": recipe.area, "id": _ID}
    columns |= {filter_field(code.code): code.code for code in recipe.only}
    wanted = {field: column for field, column in columns.items() if column is not None}
    at = {field: find_column(headings, column) for field, column in wanted.items()}
    problems = [*other_separator(headings, recipe)] or [
        missing_column(column, headings, wanted.values())
        for field, column in wanted.items()
        if at[field] is None
    ]
    if problems:
        raise DiagnosticsError(tuple(Diagnostic.of(each, header.place(0)) for each in problems))
    return {field: index for field, index in at.items() if index is not None}


def _at(row: Row, columns: dict[str, int]) -> Callable[[str], Place]:
    return lambda field: row.place(columns.get(field, 0), field)
