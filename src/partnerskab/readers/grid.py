"""Files of rows and columns, csv or xlsx, as one grid of cells that know where they stand."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from math import isfinite
from pathlib import Path
from typing import Any, Protocol

import attrs

from partnerskab.errors import Diagnostic, DiagnosticsError, Place, Problem
from partnerskab.files.decoding import read_text
from partnerskab.observations.recipes import Column
from partnerskab.readers.records import Cell, Footnote
from partnerskab.readers.workbooks import (
    OTHER_SUFFIXES,
    SUFFIXES,
    is_percent,
    not_a_workbook,
    opened,
)
from partnerskab.values.exact import exact, plain_text

# The last row that a spreadsheet can have; what claims to stand below it would never end.
_LAST_ROW = 1_048_576
_LONGEST = 200
_MARKS = {",": "commas", ";": "semicolons", "\t": "tabs"}


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


def shortened(text: str) -> str:
    """Return a text that is fit to be shown, whatever the file holds.

    >>> len(shortened("x" * 100_000))
    203
    """
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def find_column(headings: Sequence[str], column: Column) -> int | None:
    """Return the index of a column by its heading, or by its number from 1; None if not there.

    >>> headings = ["", "Alder"]
    >>> find_column(headings, "Alder"), find_column(headings, "1"), find_column(headings, 3)
    (1, 0, None)
    """
    if isinstance(column, str):
        if column in headings or not (column.isascii() and column.isdigit() and len(column) < 6):
            return headings.index(column) if column in headings else None
        column = int(column)  # a key of a TOML table is text, and a heading may be empty
    index = column - 1 if column > 0 else len(headings) + column
    return index if column and 0 <= index < len(headings) else None


def missing_column(column: Column, headings: Sequence[str], wanted: Iterable[Column]) -> Problem:
    """Return the problem of a column that the file does not have."""
    return Problem(
        id="missing-column",
        message=f"the column {column!r} is missing",
        expected=", ".join(str(each) for each in wanted),
        came=shortened(", ".join(name or "an empty one" for name in headings)) or "no headings",
    )


def footnote(row: Row) -> Footnote:
    """Return a row as text."""
    return Footnote(row.place(0), " ".join(str(cell) for cell in row.cells if cell != ""))


def as_wide_as(row: Row, header: Row) -> Row:
    """Return a row with the empty cells at its end, which a workbook does not store."""
    if row.sheet is None or len(row.cells) >= len(header.cells):
        return row
    return attrs.evolve(row, cells=(*row.cells, *[""] * (len(header.cells) - len(row.cells))))


def other_width(row: Row, width: int) -> Diagnostic:
    """Return the finding about a row that is longer or shorter than the headings."""
    problem = Problem(
        id="wrong-length",
        message="the row has another number of cells than the header",
        expected=f"{width} cells",
        came=f"{len(row.cells)} cells",
        remedy="put a text that contains the separator in quotes" if row.sheet is None else "",
    )
    return Diagnostic.of(problem, row.place(min(width, len(row.cells)) if row.sheet else 0))


class FileForm(Protocol):
    """What must be known of a file to take it apart into cells, as a recipe declares it."""

    @property
    def is_own(self) -> bool:
        """Whether the library writes such files itself."""

    @property
    def encoding(self) -> str:
        """The encoding of a text file."""

    @property
    def separator(self) -> str:
        """The mark between the cells of a text file."""

    @property
    def decimal_mark(self) -> str:
        """The mark before the decimals."""

    @property
    def sheet(self) -> str | None:
        """The sheet of a workbook; None for its only one."""

    @property
    def header_row(self) -> int:
        """The row with the headings, from 1."""

    @property
    def ignore(self) -> tuple[str, ...]:
        """The headings of columns that say nothing of use."""


def other_separator(headings: list[str], recipe: FileForm) -> Iterator[Problem]:
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


def read_rows(path: Path, recipe: FileForm) -> Iterator[Row]:
    """Give the rows of a text file or a workbook.

    Raises:
        DiagnosticsError: where the file is not what the recipe says.
        MissingExtraError: for a workbook, where openpyxl is not installed.
    """
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return _workbook_rows(path, recipe)
    if suffix in OTHER_SUFFIXES and path.is_file():
        raise not_a_workbook(path, f"a file whose name ends in {suffix}")
    return _text_rows(path, recipe)


def _text_rows(path: Path, recipe: FileForm) -> Iterator[Row]:
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


def _workbook_rows(path: Path, recipe: FileForm) -> Iterator[Row]:
    rows: list[Row] = []
    uncomputed: list[Diagnostic] = []
    with opened(path, "reading a workbook") as workbooks:
        results, formulas = (_sheet(workbook, recipe.sheet, path) for workbook in workbooks)
        for each in (results, formulas):
            each.reset_dimensions()  # some programs write too small ones, which hide rows
        pairs = zip(results.iter_rows(), formulas.iter_rows(), strict=True)
        for number, (cells, written) in enumerate(pairs, start=1):
            if number > _LAST_ROW:
                raise ValueError(f"a row below {_LAST_ROW}")
            values = _trimmed(_cell(cell, recipe.decimal_mark) for cell in cells)
            row = Row(values, number, str(path), results.title)
            for index, (cell, formula) in enumerate(zip(cells, written, strict=True)):
                if cell.value is None and formula.value is not None:
                    uncomputed.append(_never_computed(row.place(index), formula.value))
            # A row after a formula that nobody has computed might lean on it.
            if row.cells and not uncomputed:
                rows.append(row)
    yield from rows
    if uncomputed:
        raise DiagnosticsError(tuple(uncomputed))


def _sheet(workbook: Any, name: str | None, path: Path) -> Any:
    # A sheet that is nothing but a chart has no rows.
    sheets = {each.title: each for each in workbook.worksheets if hasattr(each, "iter_rows")}
    if name is None and len(sheets) == 1:
        return next(iter(sheets.values()))
    if name in sheets:
        return sheets[name]
    problem = Problem(
        id="unknown-sheet",
        message="which sheet?" if name is None else "no sheet has this name",
        expected=", ".join(map(_named, sheets.values())) or "a sheet with rows",
        came="no sheet in the recipe" if name is None else repr(name),
        remedy="write sheet = ... in the recipe" if sheets else "",
    )
    raise DiagnosticsError((Diagnostic.of(problem, Place(file=str(path))),))


def _named(sheet: Any) -> str:
    """Return the name of a sheet, with what nobody would see who opens the workbook."""
    return str(sheet.title) if sheet.sheet_state == "visible" else f"{sheet.title} (hidden)"


def _never_computed(place: Place, formula: Any) -> Diagnostic:
    # A formula for several cells is an object with a text; that for a table has none.
    written = str(getattr(formula, "text", None) or formula)
    problem = Problem(
        id="formula-without-result",
        message="a formula whose result is not stored in the file",
        expected="a number",
        came=shortened(written),
        remedy="open the file in a spreadsheet and save it, or put the number in",
    )
    return Diagnostic.of(problem, place)


def _trimmed(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return cells without the empty ones at the end, which are there for their borders alone."""
    kept = list(cells)
    while kept and kept[-1] == "":
        kept.pop()
    return tuple(kept)


def _cell(cell: Any, decimal_mark: str) -> Cell:
    """Return what a cell of a workbook holds; a number shown as a percentage is text."""
    match cell.value:
        case None:
            return ""
        case bool():
            return str(cell.value)
        case int() | float():
            number = _number(cell.value)
            if isinstance(number, str) or not is_percent(cell.number_format):
                return number
            return f"{plain_text(exact(number * 100)).replace('.', decimal_mark)} %"
        case date():  # a workbook knows days only as midnights
            return cell.value.isoformat()[:10]
        case _:
            return str(cell.value).strip()


def _number(value: float) -> Cell:
    if not isinstance(value, int) and not isfinite(value):
        return str(value)
    return value if isinstance(value, int) else exact(Decimal(repr(value)))
