"""Wide tables: what is counted down the side, periods across the top, as spreadsheets look."""

from collections.abc import Iterator
from pathlib import Path

import attrs

from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError, Place, Problem
from partnerskab.observations.recipes import Column, Recipe
from partnerskab.readers.grid import (
    Row,
    find_column,
    footnote,
    missing_column,
    other_separator,
    read_rows,
    shortened,
)
from partnerskab.readers.records import Cell, Item, Record, filter_field
from partnerskab.values.periods import Period

_Labels = tuple[Cell, ...]


@attrs.frozen(kw_only=True)
class _Headings:
    """What the row of the headings says.

    Args:
        cells: the headings.
        periods: those that are periods, by index.
        labels: how many columns stand to the left of them.
        named: the index of each column of labels that the recipe names, by field.
        unnamed: the indexes of the others, but for those that it ignores.
    """

    cells: tuple[Cell, ...]
    periods: dict[int, str]
    labels: int
    named: dict[str, int]
    unnamed: tuple[int, ...]


def read_wide(path: Path, recipe: Recipe) -> Iterator[Item]:
    """Give one record for each cell below a period.

    Rows above the headings and rows without a value are texts: titles, units, group labels,
    footnotes. A label that is printed once holds for the rows below it.

    Raises:
        DiagnosticsError: where the row of the headings holds no period, or one of them twice, or
            not the columns that the recipe names.
    """
    headings: _Headings | None = None
    labels: _Labels = ()
    told_apart: dict[_Labels, _Labels] = {}
    for row in read_rows(path, recipe):
        if row.is_blank:
            continue
        if row.number < recipe.header_row:
            yield footnote(row)
        elif headings is None:
            headings = _headings(row, recipe)
        else:
            labels = _labels(row, labels, headings.labels)
            said = {field: labels[index] for field, index in headings.named.items()}
            asked = _is_asked(said, recipe)
            if _is_text(row, headings, recipe, asked=asked):
                yield footnote(row)
                continue
            others = tuple(labels[index] for index in headings.unnamed)
            before = told_apart.setdefault(tuple(said.values()), others)
            if asked and any(cell != "" for cell in row.cells[len(headings.cells) :]):
                yield _without_heading(row, headings, recipe)
            elif asked and others != before:
                yield _divided(row, headings.unnamed, before, others)
            else:
                yield from _records(row, headings, labels, said)
    if headings is None:
        problem = _no_period("the file ends before its headings", "fewer rows", recipe)
        raise DiagnosticsError((Diagnostic.of(problem, Place(file=str(path))),))


def _headings(row: Row, recipe: Recipe) -> _Headings:
    cells = list(row.cells)
    while cells[-1] == "":  # a row that is blank never comes here
        cells.pop()
    periods = _periods(attrs.evolve(row, cells=tuple(cells)), recipe)
    texts = [str(cell) for cell in cells[: min(periods)]]
    columns: dict[str, Column | None] = {"indicator": recipe.indicator, "area": recipe.area}
    columns |= {filter_field(code.code): code.code for code in recipe.only}
    wanted = {field: column for field, column in columns.items() if column is not None}
    found = {field: find_column(texts, column) for field, column in wanted.items()}
    missing = [wanted[field] for field, index in found.items() if index is None]
    if missing:
        problems = [missing_column(column, texts, wanted.values()) for column in missing]
        raise DiagnosticsError(tuple(Diagnostic.of(each, row.place(0)) for each in problems))
    named = {field: index for field, index in found.items() if index is not None}
    return _Headings(
        cells=tuple(cells),
        periods=periods,
        labels=len(texts),
        named=named,
        unnamed=tuple(
            index
            for index, text in enumerate(texts)
            if index not in named.values() and text not in recipe.ignore
        ),
    )


def _periods(header: Row, recipe: Recipe) -> dict[int, str]:
    """Return the headings that are periods, by index; all to the right of them must be, too."""
    periods: dict[int, str] = {}
    found: list[Diagnostic] = []
    for index, cell in enumerate(header.cells):
        place = header.place(index, shortened(str(cell)))
        try:
            period = Period.parse(cell, year_starts=recipe.year_starts)
        except InvalidValueError:
            if periods and cell not in recipe.ignore:
                came = shortened(repr(cell))
                problem = _no_period("a heading among the periods is none", came, recipe)
                found.append(Diagnostic.of(problem, place))
            continue
        if str(period) in periods.values():
            problem = _no_period("the period is there twice", str(period), recipe)
            found.append(Diagnostic.of(problem, place))
        periods[index] = str(period)
    if not periods:
        separators = other_separator([str(cell) for cell in header.cells], recipe)
        found += [Diagnostic.of(problem, header.place(0)) for problem in separators]
    if not periods and not found:
        came = shortened(", ".join(str(cell) for cell in header.cells if cell != ""))
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


def _labels(row: Row, before: _Labels, count: int) -> _Labels:
    """Return the labels of a row; one not printed again holds until one left of it changes."""
    labels = [*row.cells[:count], *[""] * (count - len(row.cells))]
    for index, (new, old) in enumerate(zip(labels, before, strict=False)):
        if new != "":
            break
        labels[index] = old
    return tuple(labels)


def _is_asked(said: dict[str, Cell], recipe: Recipe) -> bool:
    """Return whether the recipe wants the rows with these labels."""
    codes = {"indicator": recipe.indicators, "area": recipe.areas}
    return all(str(said[filter_field(code.code)]) == code.id for code in recipe.only) and all(
        str(said[field]) in [code.code for code in known]
        for field, known in codes.items()
        if known and field in said
    )


def _is_text(row: Row, headings: _Headings, recipe: Recipe, *, asked: bool) -> bool:
    """Return whether a row holds a title, the label of a group or a footnote, and no values."""
    places = [*headings.periods, *range(len(headings.cells), len(row.cells))]
    if any(index < len(row.cells) and row.cells[index] != "" for index in places):
        return False
    # The name of what is wanted, printed to the last label, is a row whose values are not there.
    is_known = bool(recipe.indicators or recipe.areas) and asked
    printed = [*headings.named.values(), headings.labels - 1]
    is_whole = all(index < len(row.cells) and row.cells[index] != "" for index in printed)
    return not (is_known and is_whole)


def _divided(row: Row, unnamed: tuple[int, ...], before: _Labels, others: _Labels) -> Diagnostic:
    index, old, new = next(
        each for each in zip(unnamed, before, others, strict=True) if each[1] != each[2]
    )
    problem = Problem(
        id="unknown-column",
        message="a column divides the values, and the recipe does not say which are wanted",
        expected=f"{shortened(repr(old))}, as in the row with the same names above",
        came=shortened(repr(new)),
        remedy=f"name column {index + 1} in the recipe: under only, with the wanted value, or in "
        "ignore",
    )
    return Diagnostic.of(problem, row.place(index))


def _without_heading(row: Row, headings: _Headings, recipe: Recipe) -> Diagnostic:
    first = len(headings.cells)
    index = next(index for index in range(first, len(row.cells)) if row.cells[index] != "")
    problem = Problem(
        id="wrong-length",
        message="a value that stands below no heading",
        expected=f"values below the {first} headings in row {recipe.header_row}",
        came=shortened(repr(row.cells[index])) + f" in column {index + 1}",
        remedy="give each column a heading of its own, and no merged one",
    )
    return Diagnostic.of(problem, row.place(index))


def _records(
    row: Row, headings: _Headings, labels: _Labels, said: dict[str, Cell]
) -> Iterator[Record]:
    for index, period in headings.periods.items():
        value = row.cells[index] if index < len(row.cells) else ""
        fields = {**said, "period": period, "value": value}

        def place(field: str, index: int = index) -> Place:
            at = headings.named.get(field, index)
            names = [*labels[-1:], headings.cells[index]]
            return row.place(at, ", ".join(shortened(str(name)) for name in names))

        yield Record(fields, place)
