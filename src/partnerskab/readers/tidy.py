"""Tidy files: a heading for each column, one value in each row (StatBank's BULK among them)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from partnerskab.errors import Diagnostic, DiagnosticsError, Place, Problem
from partnerskab.observations.recipes import Column, Recipe
from partnerskab.readers.grid import (
    FileForm,
    Row,
    as_wide_as,
    find_column,
    footnote,
    missing_column,
    other_separator,
    other_width,
    read_rows,
)
from partnerskab.readers.records import Item, Record, filter_field
from partnerskab.values.names import did_you_mean

REQUIRED = ("indicator", "period", "value", "status")
OPTIONAL = ("area", "category", "published", "retrieved", "source", "note", "audience")


def read_tidy(path: Path, recipe: Recipe) -> Iterator[Item]:
    """Give one record for each row below the headings.

    Raises:
        DiagnosticsError: where a heading is missing, unknown or there twice.
    """
    header: Row | None = None
    columns: dict[str, int] = {}
    for row in read_rows(path, recipe):
        if row.is_blank:
            continue
        if row.number < recipe.header_row:
            yield footnote(row)
        elif header is None:
            header, columns = row, _columns(row, recipe)
        elif len((whole := as_wide_as(row, header)).cells) == len(header.cells):
            yield _record(whole, columns)
        else:
            yield other_width(row, len(header.cells))
    if header is None:
        raise no_headings(path, recipe)


def no_headings(path: Path, form: FileForm) -> DiagnosticsError:
    """Return the error of a file that is over before its headings."""
    problem = Problem(
        id="missing-column",
        message="the file ends before its headings",
        expected=f"headings in row {form.header_row}",
        came="fewer rows",
    )
    return DiagnosticsError((Diagnostic.of(problem, Place(file=str(path))),))


def _record(row: Row, columns: dict[str, int]) -> Record:
    fields = {field: row.cells[index] for field, index in columns.items()}
    return Record(fields, lambda field: row.place(columns.get(field, 0), field))


def _columns(header: Row, recipe: Recipe) -> dict[str, int]:
    """Return the index of each field's column, or raise with all that is wrong with them."""
    if recipe.is_own:
        wanted: dict[str, Column] = {name: name for name in OPTIONAL if name in header.cells}
        wanted |= {name: name for name in REQUIRED}
    else:
        named = {"indicator": recipe.indicator, "area": recipe.area, "period": recipe.period}
        wanted = {field: column for field, column in named.items() if column is not None}
        wanted["value"] = recipe.value
    wanted |= {filter_field(code.code): code.code for code in recipe.only}
    return locate_columns(header, wanted, recipe, (*REQUIRED, *OPTIONAL))


def locate_columns(
    header: Row, wanted: Mapping[str, Column], form: FileForm, known: Sequence[str]
) -> dict[str, int]:
    """Return the index of each field's column.

    Args:
        header: the row of the headings.
        wanted: the column of each field, by its heading or its number.
        form: how the file is written, and which headings it has that nobody needs.
        known: every heading that the library's own form of the file can have.

    Raises:
        DiagnosticsError: with each heading that is missing, unknown or there twice.
    """
    headings = [str(cell) for cell in header.cells]
    problems = [*other_separator(headings, form)] or [*_unlike(headings, wanted, form, known)]
    if problems:
        found = (
            Diagnostic.of(each, header.place(0, ".".join(map(str, each.path)))) for each in problems
        )
        raise DiagnosticsError(tuple(found))
    indexes = {field: find_column(headings, column) for field, column in wanted.items()}
    return {field: index for field, index in indexes.items() if index is not None}


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


def _unlike(
    headings: list[str], wanted: Mapping[str, Column], form: FileForm, known: Sequence[str]
) -> Iterator[Problem]:
    """Find missing columns, and those whose meaning nobody has declared.

    The latter may divide the values further. A misspelt column is both, and reported once.
    """
    missing = [each for each in wanted.values() if find_column(headings, each) is None]
    taken = {find_column(headings, column) for column in wanted.values()}
    unknown = {
        index: name
        for index, name in enumerate(headings)
        if index not in taken and name not in (*form.ignore, *headings[:index])
    }
    slips = misspelt(unknown.values(), missing)
    for column in missing:
        if column not in slips.values():
            yield missing_column(column, headings, wanted.values())
    for index, name in enumerate(headings):
        if index in unknown:
            yield _unknown(name, slips.get(name), known if form.is_own else ())
        elif name in headings[:index]:
            yield Problem(
                path=(name,),
                id="duplicate-column",
                message="the column is there twice",
                expected="each column once",
                came=f"column {index + 1} is called {name!r} again",
                remedy="remove one of the two",
            )


def _unknown(name: str, meant: str | None, known: Sequence[str]) -> Problem:
    if meant is not None:
        remedy = f"did you mean {meant!r}?"
    elif known:
        remedy = did_you_mean(name, known)
    else:
        remedy = "name it in the recipe: under only, with the wanted value, or in ignore"
    return Problem(
        path=(name,),
        id="unknown-column",
        message="unknown column",
        expected=", ".join(known) if known else "only columns that the recipe names",
        came=repr(name),
        remedy=remedy,
    )
