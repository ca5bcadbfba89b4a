"""The cells of a filled-in request form, before anybody knows what they mean."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

import attrs

from partnerskab.errors import Diagnostic, DiagnosticsError, Place, Problem
from partnerskab.observations.request import COLUMNS, Column, as_cell_text
from partnerskab.readers.grid import column_letters
from partnerskab.readers.workbooks import opened
from partnerskab.values.exact import exact, plain_text
from partnerskab.words import languages, say


@attrs.frozen
class FormCell:
    """What stands in a cell: a value, or a formula without one.

    Args:
        value: the value as openpyxl gives it: a text, number, date and so on; None for a formula
            whose result is not stored.
        formula: the text of such a formula; "" for everything else.
        format: the number format that it is shown in.
    """

    value: Any = None
    formula: str = ""
    format: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but perhaps white space."""
        return not self.text

    @property
    def text(self) -> str:
        """What stands there as text, dates as in 2014-05-31, `.` as the decimal mark."""
        if self.formula:
            return self.formula
        match self.value:
            case None:
                return ""
            case float() if isfinite(self.value):
                return plain_text(exact(Decimal(repr(self.value))))
            case datetime() if self.value.time() == time():
                return self.value.date().isoformat()
            case _:
                return as_cell_text(str(self.value))

    def __str__(self) -> str:
        if self.is_empty:
            return "an empty cell"
        text = self.text if len(self.text) <= 40 else f"{self.text[:40]}..."
        return repr(text) if isinstance(self.value, str) or self.formula else text


EMPTY = FormCell()


@attrs.frozen(kw_only=True)
class FormSheet:
    """The sheet that was to be filled in.

    Args:
        file: the file as the user named it.
        title: the name of the sheet.
        language: the language of the form, which the name of the sheet tells.
        cells: the cells that hold something, by row and column from 1.
        others: the names of sheets that no form has.
    """

    file: str
    title: str
    language: str
    cells: Mapping[tuple[int, int], FormCell]
    others: tuple[str, ...] = ()

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell, by row and column from 1."""
        return Place(file=self.file, key=f"{self.title}!{column_letters(column - 1)}{row}")

    def at(self, row: int, column: Column) -> FormCell:
        """Return the cell in a row and a column of the form."""
        return self.cells.get((row, index_of(column)), EMPTY)


def index_of(column: Column) -> int:
    """Return where a column of the form stands, from 1."""
    return COLUMNS.index(column) + 1


def open_form(path: Path) -> FormSheet:
    """Return what stands in a form.

    Raises:
        DiagnosticsError: where the file cannot be read, or has no sheet of a form.
        MissingExtraError: where openpyxl is not installed.
    """
    with opened(path, "reading a request form") as (results, formulas):
        return _find_sheet(results, formulas, str(path))


def _find_sheet(results: Any, formulas: Any, shown: str) -> FormSheet:
    titles = {say("request.figures", language): language for language in languages()}
    for title, language in titles.items():
        if title in results.sheetnames:
            own = (title, say("request.guide", language))
            return FormSheet(
                file=shown,
                title=title,
                language=language,
                cells=_cells(results[title], formulas[title]),
                others=tuple(name for name in results.sheetnames if name not in own),
            )
    expected = f"a sheet {' or '.join(map(repr, titles))}"
    raise not_a_form(Place(file=shown), expected, results.sheetnames)


def _cells(results: Any, formulas: Any) -> dict[tuple[int, int], FormCell]:
    cells: dict[tuple[int, int], FormCell] = {}
    for at, cell in _filled(formulas):
        # A formula for several cells is an object with a text; that for a table has none.
        written = str(getattr(cell.value, "text", None) or cell.value)
        cells[at] = FormCell(formula=as_cell_text(written))
    for at, cell in _filled(results):
        cells[at] = FormCell(cell.value, format=cell.number_format)
    return {at: cell for at, cell in cells.items() if not cell.is_empty}


def _filled(sheet: Any) -> Iterable[tuple[tuple[int, int], Any]]:
    sheet.reset_dimensions()  # a size that the file gets wrong would hide rows
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield (cell.row, cell.column), cell


def not_a_form(place: Place, expected: str, came: Iterable[str]) -> DiagnosticsError:
    """Return the error for a workbook that is something else."""
    problem = Problem(
        id="not-a-form",
        message="the workbook is not a request form",
        expected=expected,
        came=", ".join(map(repr, came)) or "nothing",
        remedy="name a form that `partnerskab template` made, with its sheets as they were",
    )
    return DiagnosticsError((Diagnostic.of(problem, place),))
