"""Files of rows and columns, csv or xlsx, as one grid of cells that know where they stand."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from math import isfinite
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import attrs

from partnerskab.errors import Diagnostic, DiagnosticsError, MissingExtraError, Place, Problem
from partnerskab.files.decoding import read_text, unreadable
from partnerskab.observations.recipes import Column, Recipe
from partnerskab.readers.records import Cell
from partnerskab.values.exact import exact

# What openpyxl and the layers below it raise for a file that is not a sound workbook.
_BROKEN = (
    BadZipFile,
    OSError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    EOFError,
)


@attrs.frozen
class Row:
    """The cells of one row, empty ones as ""; numbers only where a workbook holds them.

    Args:
        cells: the cells from the first column on.
        number: the row, from 1; in a text file its line.
        file: the file as the user named it.
        sheet: the sheet of a workbook; None for a text file.
    """

    cells: tuple[Cell, ...]
    number: int
    file: str
    sheet: str | None = None

    def place(self, index: int, heading: str = "") -> Place:
        """Return the place of the cell with this index from 0."""
        if self.sheet is None:
            return Place(file=self.file, line=self.number, key=heading)
        return Place(file=self.file, key=f"{self.sheet}!{column_letters(index)}{self.number}")

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in any cell."""
        return all(cell == "" for cell in self.cells)


def column_letters(index: int) -> str:
    """Return the name that a spreadsheet gives a column, by its index from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def find_column(headings: Sequence[str], column: Column) -> int | None:
    """Return the index of a column by its heading, or by its number from 1; None if not there."""
    if isinstance(column, str):
        return headings.index(column) if column in headings else None
    index = column - 1 if column > 0 else len(headings) + column
    return index if column and 0 <= index < len(headings) else None


def missing_column(column: Column, headings: Sequence[str], wanted: Iterable[Column]) -> Problem:
    """Return the problem of a column that the file does not have."""
    return Problem(
        id="missing-column",
        message=f"the column {column!r} is missing",
        expected=", ".join(str(each) for each in wanted),
        came=", ".join(headings) or "no headings",
    )


def read_rows(path: Path, recipe: Recipe) -> Iterator[Row]:
    """Give the rows of a text file or a workbook.

    Raises:
        DiagnosticsError: where the file is not what the recipe says.
        MissingExtraError: for a workbook, where openpyxl is not installed.
    """
    if path.suffix.lower() == ".xlsx":
        return _workbook_rows(path, recipe.sheet)
    return _text_rows(path, recipe)


def _text_rows(path: Path, recipe: Recipe) -> Iterator[Row]:
    shown = str(path)
    text, found = read_text(path, shown, recipe.encoding)
    # Excel writes the mark into every csv file that it saves as UTF-8, so it is no fault here.
    found = tuple(each for each in found if each.id != "byte-order-mark")
    if not text:
        raise DiagnosticsError(found)
    # Only "\n", "\r" and both end a line here, not all that Unicode counts as breaks.
    lines = csv.reader(StringIO(text, newline=""), delimiter=recipe.separator, strict=True)
    start = 1
    try:
        for cells in lines:
            yield Row(tuple(cell.strip() for cell in cells), start, shown)
            start = lines.line_num + 1
    except csv.Error as error:
        problem = Problem(
            id="not-csv",
            message=f"from here on the file is not csv: {error}",
            remedy="close every quote, and write a quote within a text twice",
        )
        found = (*found, Diagnostic.of(problem, Place(file=shown, line=start)))
    # Last, so that what stands in the rows is reported in the same run.
    if found:
        raise DiagnosticsError(found)


def _workbook_rows(path: Path, sheet: str | None) -> Iterator[Row]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtraError("reading a workbook", "xlsx") from None
    shown = str(path)
    try:
        # Twice, since a workbook shows either the stored results of its formulas or the formulas.
        with path.open("rb") as first, path.open("rb") as second:
            results = _sheet(load_workbook(first, read_only=True, data_only=True), sheet, shown)
            formulas = _sheet(load_workbook(second, read_only=True), sheet, shown)
            for each in (results, formulas):
                each.reset_dimensions()  # some programs write too small ones, which hide rows
            pairs = zip(results.iter_rows(), formulas.iter_rows(), strict=True)
            for number, (row, written) in enumerate(pairs, start=1):
                values = [cell.value for cell in row]
                row_of_cells = Row((), number, shown, results.title)
                for index, cell in enumerate(written):
                    if values[index] is None and cell.value is not None:
                        raise _never_computed(row_of_cells.place(index), cell.value)
                yield attrs.evolve(row_of_cells, cells=tuple(_cell(value) for value in values))
    except DiagnosticsError:  # a ValueError too, and already said in full
        raise
    except FileNotFoundError as error:
        raise DiagnosticsError((unreadable(error, shown),)) from None
    except _BROKEN as error:
        problem = Problem(
            id="not-a-workbook",
            message=f"the workbook cannot be read: {error}",
            expected="a file in Excel's format .xlsx",
            remedy="open it in a spreadsheet and save it again as .xlsx",
        )
        raise DiagnosticsError((Diagnostic.of(problem, Place(file=shown)),)) from error


def _sheet(workbook: Any, name: str | None, shown: str) -> Any:
    names = workbook.sheetnames
    if name is None and len(names) == 1:
        return workbook.worksheets[0]
    if name in names:
        return workbook[name]
    problem = Problem(
        id="unknown-sheet",
        message="which sheet?" if name is None else "no sheet has this name",
        expected=", ".join(names),
        came="no sheet in the recipe" if name is None else repr(name),
        remedy="write sheet = ... in the recipe",
    )
    raise DiagnosticsError((Diagnostic.of(problem, Place(file=shown)),))


def _never_computed(place: Place, formula: object) -> DiagnosticsError:
    problem = Problem(
        id="formula-without-result",
        message="a formula whose result is not stored in the file",
        expected="a number",
        came=str(formula),
        remedy="open the file in a spreadsheet and save it, or put the number in",
    )
    return DiagnosticsError((Diagnostic.of(problem, place),))


def _cell(value: object) -> Cell:
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case int():
            return value
        case float():
            return exact(Decimal(repr(value))) if isfinite(value) else str(value)
        case date():  # a workbook knows days only as midnights
            return value.isoformat()[:10]
        case _:
            return str(value).strip()
