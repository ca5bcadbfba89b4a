"""Wide tables: what is counted down the side, periods across the top, as spreadsheets look."""

from collections.abc import Iterator
from pathlib import Path

from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError, Place, Problem
from partnerskab.observations.recipes import Recipe
from partnerskab.readers.grid import Row, find_column, missing_column, read_rows
from partnerskab.readers.records import Cell, Footnote, Item, Record
from partnerskab.values.periods import Period


def read_wide(path: Path, recipe: Recipe) -> Iterator[Item]:
    """Give one record for each cell below a period.

    Rows above the headings and rows without a value are texts: titles, units, footnotes. A label
    that is printed once holds for the rows below it.

    Raises:
        DiagnosticsError: where the row of the headings holds no period, or one of them twice.
    """
    header: Row | None = None
    periods: dict[int, Cell] = {}
    labels: tuple[Cell, ...] = ()
    for row in read_rows(path, recipe):
        if row.is_blank:
            continue
        if row.number < recipe.header_row:
            yield _footnote(row)
        elif header is None:
            header, periods = row, _periods(row, recipe)
        elif all(index >= len(row.cells) or row.cells[index] == "" for index in periods):
            yield _footnote(row)
        else:
            labels = _labels(row, labels, min(periods))
            yield from _records(row, header, periods, labels, recipe)
    if header is None:
        problem = _no_period("the file ends before its headings", "fewer rows", recipe)
        raise DiagnosticsError((Diagnostic.of(problem, Place(file=str(path))),))


def _footnote(row: Row) -> Footnote:
    return Footnote(row.place(0), " ".join(str(cell) for cell in row.cells if cell != ""))


def _periods(header: Row, recipe: Recipe) -> dict[int, Cell]:
    """Return the headings that are periods, by index; all to the right of them must be, too."""
    periods: dict[int, Cell] = {}
    found: list[Diagnostic] = []
    for index, cell in enumerate(header.cells):
        place = header.place(index, str(cell))
        try:
            period = Period.parse(cell, year_starts=recipe.year_starts)
        except InvalidValueError:
            if periods and cell not in recipe.ignore:
                problem = _no_period("a heading among the periods is none", repr(cell), recipe)
                found.append(Diagnostic.of(problem, place))
            continue
        if str(period) in periods.values():
            problem = _no_period("the period is there twice", str(period), recipe)
            found.append(Diagnostic.of(problem, place))
        periods[index] = str(period)
    if not periods:
        came = ", ".join(str(cell) for cell in header.cells if cell != "")
        problem = _no_period("the row of the headings holds no period", came, recipe)
        found.append(Diagnostic.of(problem, header.place(0)))
    if found:
        raise DiagnosticsError(tuple(found))
    return periods


def _no_period(message: str, came: str, recipe: Recipe) -> Problem:
    return Problem(
        id="no-periods",
        message=message,
        expected=f"periods such as 2013 or 2013-Q1 in row {recipe.header_row}, each once",
        came=came,
        remedy="correct header_row in the recipe, or name the heading under ignore",
    )


def _labels(row: Row, before: tuple[Cell, ...], count: int) -> tuple[Cell, ...]:
    """Return the labels of a row; one not printed again holds until one left of it changes."""
    labels = list(row.cells[:count])
    for index, (new, old) in enumerate(zip(labels, before, strict=False)):
        if new != "":
            break
        labels[index] = old
    return tuple(labels)


def _records(
    row: Row, header: Row, periods: dict[int, Cell], labels: tuple[Cell, ...], recipe: Recipe
) -> Iterator[Record]:
    headings = [str(cell) for cell in header.cells[: len(labels)]]
    columns = {"indicator": recipe.indicator, "area": recipe.area}
    columns |= {code.code: code.code for code in recipe.only}
    indexes: dict[str, int] = {}
    for field, column in columns.items():
        if column is not None:
            index = find_column(headings, column)
            if index is None:
                wanted = [each for each in columns.values() if each is not None]
                problem = missing_column(column, headings, wanted)
                raise DiagnosticsError((Diagnostic.of(problem, header.place(0)),))
            indexes[field] = index
    said = {field: labels[index] for field, index in indexes.items()}
    for index, period in periods.items():
        value = row.cells[index] if index < len(row.cells) else ""
        fields = {**said, "period": period, "value": value}

        def place(field: str, index: int = index) -> Place:
            at = indexes.get(field, index)
            return row.place(at, f"{labels[-1]}, {header.cells[index]}")

        yield Record(fields, place)
