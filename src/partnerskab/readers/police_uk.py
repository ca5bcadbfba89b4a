"""The bulk files of data.police.uk: one row for each crime, counted by month, area and type.

This is the worked example of a reader for a new format: a function from a path and a recipe to
records, and a line in `partnerskab.readers.reading.LAYOUTS`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from partnerskab.errors import Diagnostic, DiagnosticsError, Place, Problem
from partnerskab.observations.recipes import Recipe
from partnerskab.readers.grid import Row, find_column, missing_column, read_rows
from partnerskab.readers.records import Footnote, Item, Record

_ID, _MONTH = "Crime ID", "Month"


def read_police_uk(path: Path, recipe: Recipe) -> Iterator[Item]:
    """Give one record for each month, area and type: the number of rows.

    A row without a Crime ID is a crime all the same. A Crime ID that is there twice is counted
    twice, as in the publisher's own totals, and said in a footnote.

    Raises:
        DiagnosticsError: where a column is missing.
    """
    rows = read_rows(path, recipe)
    header = next(rows)
    headings = [str(cell) for cell in header.cells]
    columns = {"period": _MONTH, "indicator": recipe.indicator, "area": recipe.area, "id": _ID}
    wanted = {field: column for field, column in columns.items() if column is not None}
    at: dict[str, int] = {}
    for field, column in wanted.items():
        index = find_column(headings, column)
        if index is None:
            problem = missing_column(column, headings, wanted.values())
            raise DiagnosticsError((Diagnostic.of(problem, header.place(0)),))
        at[field] = index
    id_at = at.pop("id")
    counts: Counter[tuple[str, ...]] = Counter()
    seen: set[str] = set()
    for row in rows:
        if len(row.cells) != len(headings):
            problem = Problem(
                id="wrong-length",
                message="the row has another number of cells than the headings",
                expected=f"{len(headings)} cells",
                came=f"{len(row.cells)} cells",
            )
            yield Diagnostic.of(problem, row.place(0))
            continue
        id = str(row.cells[id_at])
        if id and id in seen:
            yield Footnote(row.place(id_at, _ID), f"Crime ID {id} again; counted again")
        seen.add(id)
        counts[tuple(str(row.cells[index]) for index in at.values())] += 1
    for key, count in counts.items():
        fields = dict(zip(at, key, strict=True))
        yield Record({**fields, "value": count}, _at(header, at), rows=count)


def _at(header: Row, columns: dict[str, int]) -> Callable[[str], Place]:
    return lambda field: header.place(columns.get(field, 0), field)
