"""The workbook form of tables: real numbers and days, headings that filter, the notice on top."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from partnerskab.errors import InvalidValueError
from partnerskab.files.workbooks import (
    HEADING_FILL,
    fit_on_paper,
    font,
    new_workbook,
    put,
    set_height,
    set_text,
    workbook_bytes,
)
from partnerskab.tables.table import Cell, Column, Kind, Table, cell_text
from partnerskab.values.exact import plain_text
from partnerskab.values.texts import xml_text

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

# What a sheet and a cell can hold, by the specification of Excel.
_MOST_ROWS, _LONGEST_TEXT = 1_048_576, 32_767
# A spreadsheet keeps this many digits of a number, and takes 29 February 1900 for a day.
_DIGITS, _FIRST_DAY = 15, date(1900, 3, 1)
_LONGEST_NUMBER = 100
_DAY_FORMAT = "yyyy-mm-dd"
# LibreOffice shows a flag as 1 where the format does not say that it is one; Excel needs no format.
_FLAG_FORMAT = '"TRUE";"TRUE";"FALSE"'
_PLAIN, _WRAPPED = "plain", "wrapped"
_NARROWEST, _WIDEST = 9, 60
_MEANINGS = "columns"
# What the name of a sheet may not hold, and one that Excel keeps for itself.
_NOT_OF_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME, _KEPT_NAME = 31, "history"
_NOTICE_SIZE, _NOTICE_FILL, _NOTICE_COLOR = 14, "C00000", "FFFFFF"


def to_xlsx(table: Table) -> bytes:
    """Return the table as a workbook; the same bytes for the same table.

    The first sheet holds the rows, under the names of the columns and below the notice where there
    is one. The second says what the columns mean. A number is a number where a spreadsheet can keep
    it exactly, which it does for 15 digits; any other, such as 1/3, is a text. No text is taken for
    a formula; a control character in it, which no workbook can hold, becomes a replacement
    character.

    Raises:
        MissingExtraError: where openpyxl is not installed.
        InvalidValueError: where the table does not fit into a sheet.

    >>> table = Table("counts", (Column("count", Kind.COUNT, "how many"),), ((71,), (64,)))
    >>> to_xlsx(table)[:2], to_xlsx(table) == to_xlsx(table)
    (b'PK', True)
    """
    return workbook_of([table])


def workbook_of(tables: Sequence[Table]) -> bytes:
    """Return tables as one workbook, a sheet for each; the same bytes for the same tables.

    A sheet has the name of its table, shortened or numbered where it has to be. The last sheet says
    what the columns of each table mean. The rest is as for one table in `to_xlsx`.

    Args:
        tables: the tables, in the order of their sheets.

    Raises:
        MissingExtraError: where openpyxl is not installed.
        InvalidValueError: where a table does not fit into a sheet.

    >>> counts = Table("counts", (Column("count", Kind.COUNT, "how many"),), ((71,), (64,)))
    >>> workbook_of([counts]) == to_xlsx(counts)
    True
    """
    workbook = new_workbook("a listing as a workbook")
    workbook.remove(workbook.worksheets[0])
    from openpyxl.styles import Alignment, NamedStyle

    for name in (_PLAIN, _WRAPPED):
        alignment = Alignment(vertical="top", wrap_text=name == _WRAPPED)
        workbook.add_named_style(NamedStyle(name, font=font(), alignment=alignment))
    *names, last = _sheet_names([*(table.name for table in tables), _MEANINGS])
    for name, table in zip(names, tables, strict=True):
        _fill_sheet(workbook.create_sheet(name), table)
    _fill_sheet(workbook.create_sheet(last), _meanings(names, tables))
    return workbook_bytes(workbook)


def _sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return names that sheets may have, each its own, as near as can be to what is wanted."""
    names: list[str] = []
    for name in wanted:
        plain = _NOT_OF_A_NAME.sub(" ", xml_text(name))[:_LONGEST_NAME].strip(" '") or "table"
        number, own = 1, plain
        # Large and small letters make no difference between the names of two sheets.
        while own.lower() in {_KEPT_NAME, *(each.lower() for each in names)}:
            number += 1
            own = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
        names.append(own)
    return names


def _meanings(names: Sequence[str], tables: Sequence[Table]) -> Table:
    """Return the table of what the columns mean; of which table only where there are several."""
    heads = ("table", "column", "holds", "meaning")
    rows = tuple(
        (name, column.name, str(column.kind), column.meaning)
        for name, table in zip(names, tables, strict=True)
        for column in table.columns
    )
    first = 0 if len(tables) > 1 else 1
    columns = tuple(Column(head, Kind.TEXT, "") for head in heads[first:])
    notices = dict.fromkeys(table.notice for table in tables if table.notice)
    return Table(_MEANINGS, columns, tuple(row[first:] for row in rows), "; ".join(notices))


def _fill_sheet(sheet: "Worksheet", table: Table) -> None:
    header = 2 if table.notice else 1
    last = header + len(table.rows)
    if last > _MOST_ROWS:
        raise InvalidValueError(
            "the table does not fit into a sheet",
            expected=f"at most {_MOST_ROWS - header} rows",
            came=f"{len(table.rows)} rows",
            remedy="ask for csv or json",
            id="table-too-long",
        )
    if table.notice:
        _put_notice(sheet, table)
    _put_heads(sheet, header, table)
    for number, row in enumerate(table.rows, start=header + 1):
        _put_row(sheet, number, row)
    sheet.freeze_panes = f"A{header + 1}"
    sheet.auto_filter.ref = f"A{header}:{_letter(len(table.columns))}{last}"
    sheet.print_title_rows = f"1:{header}"
    sheet.print_options.gridLines = True
    fit_on_paper(sheet)


def _put_notice(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.styles import PatternFill

    for index in range(1, len(table.columns) + 1):
        cell = put(sheet, 1, index, table.notice if index == 1 else "")
        cell.font = font(bold=True, size=_NOTICE_SIZE, color=_NOTICE_COLOR)
        cell.fill = PatternFill("solid", _NOTICE_FILL)
    set_height(sheet, 1, {}, _NOTICE_SIZE)


def _put_heads(sheet: "Worksheet", header: int, table: Table) -> None:
    from openpyxl.styles import PatternFill

    fill, bold = PatternFill("solid", HEADING_FILL), font(bold=True)
    for index, column in enumerate(table.columns, start=1):
        cell = put(sheet, header, index, column.name)
        cell.font, cell.fill = bold, fill
        lengths = (len(cell_text(row[index - 1])) for row in table.rows)
        # The arrow of the filter takes the room of some letters.
        wanted = max(len(column.name) + 4, 1 + max(lengths, default=0))
        width = min(max(wanted, _NARROWEST), _WIDEST)
        sheet.column_dimensions[_letter(index)].width = width


def _put_row(sheet: "Worksheet", number: int, row: tuple[Cell, ...]) -> None:
    long = {cell: _WIDEST for cell in row if isinstance(cell, str) and len(cell) >= _WIDEST}
    for index, value in enumerate(row, start=1):
        if value is not None:
            cell = cast("SheetCell", sheet.cell(number, index))  # no cells here are merged
            # A style by name takes a tenth of the time of its parts.
            cell.style = _WRAPPED if value in long else _PLAIN
            _put_cell(cell, value)
    if long:
        set_height(sheet, number, long)


def _put_cell(cell: "SheetCell", value: Cell) -> None:
    match value:
        case bool():
            cell.value, cell.number_format = value, _FLAG_FORMAT
        case int() | Fraction() if _is_kept(text := plain_text(value)):
            # Its digits as they are, since openpyxl would write those of the nearest float.
            cell.value = text
            cell.data_type = "n"
        case date() if value >= _FIRST_DAY:
            cell.value, cell.number_format = value, _DAY_FORMAT
        case _:
            set_text(cell, _cell_text(cell_text(value)))


def _is_kept(text: str) -> bool:
    """Say whether a spreadsheet keeps every digit of a number."""
    digits = text.removeprefix("-").replace(".", "").strip("0")
    return "/" not in text and len(digits) <= _DIGITS and len(text) <= _LONGEST_NUMBER


def _cell_text(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise InvalidValueError(
            "a text does not fit into a cell",
            expected=f"at most {_LONGEST_TEXT} characters",
            came=f"{len(text)} characters, which begin with {text[:40]!r}",
            remedy="ask for csv or json",
            id="text-too-long",
        )
    return xml_text(text)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
