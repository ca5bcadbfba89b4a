"""Tidy files: a heading for each column, one value in each row (StatBank's BULK among them)."""

from collections.abc import Iterator
from pathlib import Path

from partnerskab.errors import Diagnostic, DiagnosticsError, Place, Problem
from partnerskab.observations.recipes import Column, Recipe
from partnerskab.readers.grid import Row, find_column, missing_column, read_rows
from partnerskab.readers.records import Item, Record
from partnerskab.values.names import did_you_mean

REQUIRED = ("indicator", "period", "value", "status")
OPTIONAL = ("area", "category", "published", "retrieved", "source", "note", "audience")


def read_tidy(path: Path, recipe: Recipe) -> Iterator[Item]:
    """Give one record for each row below the headings.

    Raises:
        DiagnosticsError: where a heading is missing, unknown or there twice.
    """
    rows = read_rows(path, recipe)
    below = (row for row in rows if row.number >= recipe.header_row and not row.is_blank)
    header = next(below, None)
    columns = _columns(header, recipe, path)
    for row in rows:
        if row.is_blank:
            continue
        if header is not None and len(row.cells) != len(header.cells):
            yield _other_width(row, len(header.cells))
        else:
            yield _record(row, columns)


def _record(row: Row, columns: dict[str, int]) -> Record:
    fields = {field: row.cells[index] for field, index in columns.items()}
    return Record(fields, lambda field: row.place(columns.get(field, 0), field))


def _other_width(row: Row, width: int) -> Diagnostic:
    problem = Problem(
        id="wrong-length",
        message="the row has another number of cells than the header",
        expected=f"{width} cells",
        came=f"{len(row.cells)} cells",
        remedy="put a text that contains the separator in quotes",
    )
    return Diagnostic.of(problem, row.place(0))


def _columns(header: Row | None, recipe: Recipe, path: Path) -> dict[str, int]:
    """Return the index of each field's column, or raise with all that is wrong with them."""
    if header is None:
        problem = Problem(
            id="missing-column",
            message="the file ends before its headings",
            expected=f"headings in row {recipe.header_row}",
            came="fewer rows",
        )
        raise DiagnosticsError((Diagnostic.of(problem, Place(file=str(path))),))
    headings = [str(cell) for cell in header.cells]
    if recipe.is_own:
        wanted: dict[str, Column] = {name: name for name in headings if name in OPTIONAL}
        wanted |= {name: name for name in REQUIRED}
    else:
        named = {"indicator": recipe.indicator, "area": recipe.area, "period": recipe.period}
        wanted = {field: column for field, column in named.items() if column is not None}
        wanted["value"] = recipe.value
    wanted |= {code.code: code.code for code in recipe.only}
    problems = [*_other_separator(headings)] or [
        *_missing(headings, wanted),
        *_unasked(headings, wanted, recipe),
    ]
    if problems:
        found = (
            Diagnostic.of(each, header.place(0, ".".join(map(str, each.path)))) for each in problems
        )
        raise DiagnosticsError(tuple(found))
    indexes = {field: find_column(headings, column) for field, column in wanted.items()}
    return {field: index for field, index in indexes.items() if index is not None}


def _other_separator(headings: list[str]) -> Iterator[Problem]:
    if len(headings) == 1 and any(mark in headings[0] for mark in ";,\t"):
        yield Problem(
            id="wrong-separator",
            message="the cells are divided by another mark",
            expected="the separator that is declared for this file, a comma where none is",
            came=repr(headings[0][:60]),
            remedy="declare the separator, or save the file with the one declared",
        )


def _missing(headings: list[str], wanted: dict[str, Column]) -> Iterator[Problem]:
    for column in wanted.values():
        if find_column(headings, column) is None:
            yield missing_column(column, headings, wanted.values())


def _unasked(headings: list[str], wanted: dict[str, Column], recipe: Recipe) -> Iterator[Problem]:
    """Find the columns whose meaning nobody has declared; they may divide the values further."""
    taken = {find_column(headings, column) for column in wanted.values()}
    for index, name in enumerate(headings):
        if name in headings[:index]:
            yield Problem(
                path=(name,),
                id="duplicate-column",
                message="the column is there twice",
                expected="each column once",
                came=f"column {index + 1} is called {name!r} again",
                remedy="remove one of the two",
            )
        elif index not in taken and name not in recipe.ignore:
            known = (*REQUIRED, *OPTIONAL)
            own = recipe.is_own
            yield Problem(
                path=(name,),
                id="unknown-column",
                message="unknown column",
                expected=", ".join(known) if own else "only columns that the recipe names",
                came=repr(name),
                remedy=did_you_mean(name, known)
                if own
                else "name it in the recipe: under only, with the wanted value, or in ignore",
            )
