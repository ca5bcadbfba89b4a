"""A table as Word takes it: headings on every page, rows in one piece, no wider than the page."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from partnerskab.reports.blocks import Grid, Row
from partnerskab.values.texts import harmless

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

# Sizes of the letters, the largest that fits, in half points; and their mean width, as a part of
# the size, in the wider of the usual fonts.
_SIZES, _LETTER = (19, 17, 15, 13), 0.58
# Twentieths of a point: of a half point, and between the text and the border at both sides.
_HALF_POINT, _SIDES = 10, 200
# The same, between a number at the right of its column and words at the left of the next.
_AFTER_NUMBER = 160
_LONGEST_LINE = 44
_NARROWEST = 3
_LOOK = (
    '<w:tblLook w:val="{}" w:firstRow="{first}" w:lastRow="0" w:firstColumn="{first}"'
    ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
)
_TOTAL = '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tcBorders>'


def table(grid: Grid, styles: Mapping[str, str], width: int) -> "BaseOxmlElement":
    """Return a table.

    Args:
        grid: what it shows.
        styles: the ids of the styles in the document, by their names.
        width: the width of the text on the page, in twentieths of a point.
    """
    size, widths = _widths(grid, width)
    kinds = [
        styles["partnerskab number" if h.is_number else "partnerskab cell"] for h in grid.heads
    ]
    letters = "" if size == _SIZES[0] else f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    indents = [f'<w:ind w:left="{each}"/>' if each else "" for each in _indents(grid)]
    columns = list(zip(kinds, indents, widths, strict=True))
    head = Row(cells=[head.text for head in grid.heads])
    rows = [_row(head, columns, letters, is_head=True)]
    rows += [_row(row, columns, letters) for row in grid.rows]
    look = _LOOK.format("06A0", first=1)
    caption = f"<w:tblCaption w:val={quoteattr(harmless(grid.caption))}/>"
    return _table(styles["partnerskab table"], widths, look + caption, rows)


def layout(rows: Sequence[Sequence[Sequence["BaseOxmlElement"]]], width: int) -> "BaseOxmlElement":
    """Return a table without a border that holds things side by side.

    Args:
        rows: what stands in each cell of each row.
        width: the width of each cell, in twentieths of a point.
    """
    from docx.oxml.ns import qn

    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc>'
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell * len(rows[0])}</w:tr>"
    side = 'w:w="0" w:type="dxa"/>'
    margins = f"<w:tblCellMar><w:left {side}<w:right {side}</w:tblCellMar>"
    rest = margins + _LOOK.format("0600", first=0)
    made = _table("", [width] * len(rows[0]), rest, [row] * len(rows))
    cells = [each for row_of in rows for each in row_of]
    for element, parts in zip(made.iter(qn("w:tc")), cells, strict=True):
        element.extend(parts)
    return made


def _table(style: str, widths: Sequence[int], rest: str, rows: Iterable[str]) -> "BaseOxmlElement":
    """Return a table from its parts, in the order that Word asks for."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    named = f"<w:tblStyle w:val={quoteattr(style)}/>" if style else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>{named}"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{rest}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    row: Row, columns: Sequence[tuple[str, str, int]], letters: str, *, is_head: bool = False
) -> str:
    # The headings stay with the first row below them.
    stays = "<w:keepNext/>" if is_head else ""
    bold = "<w:b/><w:bCs/>" if row.is_total else ""
    looks = f"<w:rPr>{bold}{letters}</w:rPr>" if bold or letters else ""
    border = _TOTAL if row.is_total else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{border}</w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{stays}{indent}</w:pPr>"
        f"<w:r>{looks}{_lines(text)}</w:r></w:p></w:tc>"
        for text, (style, indent, width) in zip(row.cells, columns, strict=True)
    )
    marks = f"<w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}"
    return f"<w:tr><w:trPr>{marks}</w:trPr>{cells}</w:tr>"


def _lines(text: str) -> str:
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in harmless(text).split("\n")
    )


def _indents(grid: Grid) -> list[int]:
    """Return how far the words of each column stand from its left side."""
    numbers = [head.is_number for head in grid.heads]
    after = zip([False, *numbers], numbers, strict=False)
    return [_AFTER_NUMBER if before and not here else 0 for before, here in after]


def _widths(grid: Grid, width: int) -> tuple[int, list[int]]:
    """Return the size of the letters and the widths of the columns, at most that of the page."""
    columns = [
        [harmless(head.text), *(harmless(row.cells[index]) for row in grid.rows)]
        for index, head in enumerate(grid.heads)
    ]
    # A column is no narrower than its longest word, and as wide as its longest line, if that is not
    # too long a line, where there is room.
    words = [max(map(len, re.split(r"[ \n]", " ".join(texts)))) for texts in columns]
    lines = [max(len(line) for text in texts for line in text.split("\n")) for texts in columns]
    least = [max(_NARROWEST, min(word + 1, _LONGEST_LINE)) for word in words]
    most = [max(low, min(line + 1, _LONGEST_LINE)) for low, line in zip(least, lines, strict=True)]
    sides = min(_SIDES, width // len(columns) // 2)
    indents = _indents(grid)
    room = width - sides * len(columns) - sum(indents)
    sizes = (size for size in _SIZES if sum(least) * size * _HALF_POINT * _LETTER <= room)
    size = next(sizes, _SIZES[-1])
    letters = room / (size * _HALF_POINT * _LETTER)
    spare = min(1, max(0, letters - sum(least)) / max(1, sum(most) - sum(least)))
    wanted = [low + (high - low) * spare for low, high in zip(least, most, strict=True)]
    unit = min(size * _HALF_POINT * _LETTER, room / sum(wanted))
    return size, [
        int(each * unit) + sides + indent for each, indent in zip(wanted, indents, strict=True)
    ]
