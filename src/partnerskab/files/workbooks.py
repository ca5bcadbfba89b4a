"""Workbooks out: the same bytes for the same contents, and texts that stay texts."""

from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, cast

from partnerskab.errors import MissingExtraError
from partnerskab.files.archives import archive_of, parts_of

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Font
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SIZE = 11
"""The size of plain text, in points."""

HEADING_FILL = "D9E1F2"
"""The colour behind the headings of columns."""

_FONT = "Calibri"
_PROPERTIES = "docProps/core.xml"


def new_workbook(doing: str) -> "Workbook":
    """Return a workbook with one empty sheet.

    Args:
        doing: what the workbook is for, as the error says it.

    Raises:
        MissingExtraError: where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtraError(doing, "xlsx") from None
    return Workbook()


def put(sheet: "Worksheet", row: int, column: int, text: str, *, wraps: bool = False) -> "Cell":
    """Write a text that stays a text, whatever it starts with; nothing for an empty one."""
    from openpyxl.styles import Alignment

    cell = cast("Cell", sheet.cell(row, column))  # no cells of these sheets are merged
    set_text(cell, text)
    cell.font = font()
    cell.alignment = Alignment(wrap_text=wraps, vertical="top")
    return cell


def set_text(cell: "Cell", text: str) -> None:
    """Give a cell a text that stays a text; nothing for an empty one."""
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"


def font(*, bold: bool = False, size: int = SIZE, color: str | None = None) -> "Font":
    """Return the font of the library's workbooks."""
    from openpyxl.styles import Font

    return Font(name=_FONT, size=size, bold=bold, color=color)


def set_height(sheet: "Worksheet", row: int, texts: dict[str, int], size: int = SIZE) -> None:
    """Give a row room for its texts in columns of these widths; not every program does it."""
    lines = (len(wrap(text, width)) for text, width in texts.items())
    sheet.row_dimensions[row].height = max((1, *lines)) * (size + 4)


def fit_on_paper(sheet: "Worksheet") -> None:
    """Print a sheet on A4, as wide as the paper and as long as it takes."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def workbook_bytes(workbook: "Workbook") -> bytes:
    """Return the bytes of a workbook with nothing in them that tells when they were made.

    >>> workbook_bytes(new_workbook("an example")) == workbook_bytes(new_workbook("an example"))
    True
    """
    from openpyxl.xml.functions import tostring

    made = BytesIO()
    workbook.save(made)
    workbook.properties.creator = "partnerskab"
    properties = workbook.properties.to_tree()
    for each in [part for part in properties if part.tag.endswith(("}created", "}modified"))]:
        properties.remove(each)
    return archive_of({**parts_of(made.getvalue()), _PROPERTIES: tostring(properties)})
