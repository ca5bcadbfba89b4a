"""Tidy files: a heading for each column, one value in each row (StatBank's BULK among them)."""

import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from partnerskab.errors import Diagnostic, DiagnosticsError, Place, Problem
from partnerskab.observations.recipes import Column, Recipe
from partnerskab.readers.grid import Row, find_column, missing_column, read_rows
from partnerskab.readers.records import Item, Record
from partnerskab.values.names import did_you_mean

REQUIRED = ("indicator", "period", "value", "status")
OPTIONAL = ("area", "category", "published", "retrieved", "source", "note", "audience")

_MARKS = {",": "commas", ";": "semicolons", "\t": "tabs"}


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
    problems = [*_other_separator(headings, recipe)] or [*_unlike(headings, wanted, recipe)]
    if problems:
        found = (
            Diagnostic.of(each, header.place(0, ".".join(map(str, each.path)))) for each in problems
        )
        raise DiagnosticsError(tuple(found))
    indexes = {field: find_column(headings, column) for field, column in wanted.items()}
    return {field: index for field, index in indexes.items() if index is not None}


def _other_separator(headings: list[str], recipe: Recipe) -> Iterator[Problem]:
    """Find a header of one cell that holds marks which divide cells elsewhere."""
    (text, *others) = headings
    mark = max(_MARKS, key=text.count)
    if not others and text.count(mark):
        declare = f"separator = {json.dumps(mark)}"
        commas = f"save the file with commas, or read it by a recipe with {declare}"
        yield Problem(
            id="wrong-separator",
            message=f"the cells seem to be divided by {_MARKS[mark]}",
            expected=_MARKS.get(recipe.separator, repr(recipe.separator)),
            came=repr(text[:60]),
            remedy=commas if recipe.is_own else f"write {declare} in the recipe",
        )


def misspelt(unknown: Iterable[str], missing: Iterable[Column]) -> dict[str, str]:
    """Pair headings that nobody knows with missing columns that they look like, each once.

    >>> misspelt(["Indicater", "colour"], ["indicator", "value"])
    {'Indicater': 'indicator'}
    """
    left = {each.casefold(): each for each in missing if isinstance(each, str)}
    pairs = {}
    for heading in unknown:
        for near in get_close_matches(heading.casefold(), left, n=1):
            pairs[heading] = left.pop(near)
    return pairs


def _unlike(headings: list[str], wanted: dict[str, Column], recipe: Recipe) -> Iterator[Problem]:
    """Find missing columns, and those whose meaning nobody has declared.

    The latter may divide the values further. A misspelt column is both, and reported once.
    """
    missing = [each for each in wanted.values() if find_column(headings, each) is None]
    taken = {find_column(headings, column) for column in wanted.values()}
    unknown = {
        index: name
        for index, name in enumerate(headings)
        if index not in taken and name not in (*recipe.ignore, *headings[:index])
    }
    slips = misspelt(unknown.values(), missing)
    for column in missing:
        if column not in slips.values():
            yield missing_column(column, headings, wanted.values())
    for index, name in enumerate(headings):
        if index in unknown:
            yield _unknown(name, slips.get(name), recipe)
        elif name in headings[:index]:
            yield Problem(
                path=(name,),
                id="duplicate-column",
                message="the column is there twice",
                expected="each column once",
                came=f"column {index + 1} is called {name!r} again",
                remedy="remove one of the two",
            )


def _unknown(name: str, meant: str | None, recipe: Recipe) -> Problem:
    known = (*REQUIRED, *OPTIONAL)
    expected = ", ".join(known) if recipe.is_own else "only columns that the recipe names"
    if meant is not None:
        remedy = f"did you mean {meant!r}?"
    elif recipe.is_own:
        remedy = did_you_mean(name, known)
    else:
        remedy = "name it in the recipe: under only, with the wanted value, or in ignore"
    return Problem(
        path=(name,),
        id="unknown-column",
        message="unknown column",
        expected=expected,
        came=repr(name),
        remedy=remedy,
    )
