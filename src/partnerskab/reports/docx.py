"""The report as a Word document, in its own look or in that of a template."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, cast

from partnerskab.files.archives import archive_of, parts_of
from partnerskab.reports.blocks import (
    Block,
    Charts,
    Contents,
    Download,
    Grid,
    Items,
    Quote,
    Role,
    Section,
    Text,
)
from partnerskab.reports.chart import Chart
from partnerskab.reports.picture import to_png
from partnerskab.reports.word_styles import add_styles, set_language
from partnerskab.reports.word_table import layout, table
from partnerskab.reports.word_template import Gap, open_template
from partnerskab.values.texts import harmless
from partnerskab.words import locale_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import BaseStyle

_STYLES = {Role.PLAIN: "normal", Role.LEAD: "partnerskab lead", Role.NOTE: "partnerskab note"}
_DEEPEST = 3
# In twentieths of a point: how wide a picture is, how far apart two of them are at least, and how
# far a text stands below a table.
_PICTURE, _BETWEEN, _BELOW_TABLE = 4535, 240, 160
_TWENTIETH = 635
_LONGEST_TITLE = 255


def to_docx(contents: Contents, template: Path | None = None) -> bytes:
    """Return the report as a Word document; the same bytes for the same contents and template.

    The notices stand in the header of every page. A file to download has no place in a document and
    is left out.

    Args:
        contents: what the report says.
        template: the document or template of Word to fill: its styles, headers, footers and pages
            stay, and the report goes where a paragraph holds only `{{ report }}`, or else to the
            end. None for the look that comes with the library.

    Raises:
        MissingExtraError: where python-docx or Pillow is not installed.
        DiagnosticsError: where the template cannot be read, with the id `cannot-read`, or cannot be
            filled, with the id `unusable-template`.

    >>> contents = Contents(
    ...     language="en", title="Status", lead="Figures for 2013.", notices=[], sections=[],
    ...     appendix_title="Appendix", appendix=[], contents_title="Contents", skip="Skip")
    >>> to_docx(contents) == to_docx(contents)
    True
    """
    document = open_template(template)
    gap = Gap(document, template)
    styles = add_styles(document)
    writer = _Writer(document, styles, gap.width)
    gap.fill(writer.elements(contents))
    _add_banner(document, contents.notices, styles["partnerskab notice"])
    _describe(document, contents)
    made = BytesIO()
    document.save(made)
    return archive_of(parts_of(made.getvalue()))


class _Writer:
    """What turns the blocks of a report into paragraphs and tables.

    Args:
        document: the document that they will stand in.
        styles: the ids of its styles, by their names.
        width: the width of its text, in twentieths of a point.
    """

    def __init__(self, document: "Document", styles: Mapping[str, str], width: int) -> None:
        self._document, self._styles, self._width = document, styles, width
        self._made: list[BaseOxmlElement] = []
        # Asking the document for the next free number takes longer with each picture.
        self._numbers = count(document.part.next_id)

    def elements(self, contents: Contents) -> "list[BaseOxmlElement]":
        """Return everything that stands in the body of the document."""
        if contents.notices:
            self._add("partnerskab notice", "\n".join(contents.notices))
        self._add("title", contents.title)
        self._add("subtitle", contents.lead)
        for section in contents.sections:
            self._add_section(section, 1)
        if contents.appendix:
            title = self._add("heading 1", contents.appendix_title)
            title.get_or_add_pPr().pageBreakBefore_val = True
            for section in contents.appendix:
                self._add_section(section, 2)
        if self._ends_with_table():
            self._add("normal", "")  # Word wants a paragraph after the last table
        return self._made

    def _add_section(self, section: Section, level: int) -> None:
        self._add(f"heading {min(level, _DEEPEST)}", section.heading)
        for block in section.blocks:
            self._add_block(block)
        for each in section.sections:
            self._add_section(each, level + 1)

    def _add_block(self, block: Block) -> None:
        match block:
            case Text():
                self._add(_STYLES[block.role], block.text)
            case Quote():
                self._add_quote(block)
            case Items():
                for item in block.items:
                    self._add("list bullet", item)
            case Grid():
                self._add("caption", block.caption)
                self._made.append(table(block, self._styles, self._width))
            case Charts():
                self._add_charts(block.charts)
            case Download():
                pass

    def _add_quote(self, quote: Quote) -> None:
        for line in harmless(quote.text).split("\n"):
            paragraph = self._add("quote", line)
            if quote.by:
                paragraph.get_or_add_pPr().keepNext_val = True
        if quote.by:
            self._add("partnerskab byline", quote.by)

    def _add_charts(self, charts: Sequence[Chart]) -> None:
        """Put two charts beside each other where the page is wide enough, or else below."""
        half = self._width // 2
        if len(charts) == 1 or half < _PICTURE:
            for chart in charts:
                self._made += self._picture(chart, min(_PICTURE, self._width))
            return
        width = min(_PICTURE, half - _BETWEEN)
        cells = [self._picture(chart, width, is_in_row=True) for chart in charts]
        if len(cells) % 2:
            cells.append([self._paragraph("partnerskab cell", "")])
        self._made.append(
            layout([cells[start : start + 2] for start in range(0, len(cells), 2)], half)
        )

    def _picture(
        self, chart: Chart, width: int, *, is_in_row: bool = False
    ) -> "list[BaseOxmlElement]":
        """Return the caption of a chart, and the chart; no page ends between the two."""
        from docx.oxml.shape import CT_Inline
        from docx.shared import Emu

        caption = self._paragraph("caption", chart.title)
        # A row stays in one piece anyway; there the mark would tie it to the next row.
        caption.get_or_add_pPr().keepNext_val = not is_in_row
        if chart.unit:
            run = caption.add_r()
            run.text = f"\n{harmless(chart.unit)}"
            run.get_or_add_rPr().get_or_add_b().val = False
        name, image = self._document.part.get_or_add_image(BytesIO(to_png(chart)))
        wide = Emu(width * _TWENTIETH)
        high = Emu(round(wide * image.px_height / image.px_width))
        inline = CT_Inline.new_pic_inline(next(self._numbers), name, f"{chart.id}.png", wide, high)
        for side in ("distL", "distR"):
            inline.set(side, "0")  # some programs would indent the picture by it
        inline.docPr.set("name", chart.id)
        inline.docPr.set("descr", harmless(chart.finding))
        inline.docPr.set("title", harmless(chart.title))
        paragraph = self._paragraph("partnerskab picture", "")
        paragraph.add_r().add_drawing(inline)
        return [caption, paragraph]

    def _add(self, style: str, text: str) -> "CT_P":
        """Add a paragraph, with some room above it where it follows a table."""
        from docx.shared import Twips

        paragraph = self._paragraph(style, text)
        if self._ends_with_table() and not style.startswith(("heading", "caption")):
            paragraph.get_or_add_pPr().spacing_before = Twips(_BELOW_TABLE)
        self._made.append(paragraph)
        return paragraph

    def _paragraph(self, style: str, text: str) -> "CT_P":
        from docx.oxml import OxmlElement

        paragraph = cast("CT_P", OxmlElement("w:p"))
        paragraph.style = self._styles[style]
        if text:
            paragraph.add_r().text = harmless(text)
        return paragraph

    def _ends_with_table(self) -> bool:
        from docx.oxml.ns import qn

        return bool(self._made) and self._made[-1].tag == qn("w:tbl")


def _add_banner(document: "Document", notices: Sequence[str], style: str) -> None:
    """Put the notices into every header that a page can have."""
    sections = list(document.sections)
    kinds = ["header"]
    if any(section.different_first_page_header_footer for section in sections):
        kinds.append("first_page_header")
    if document.settings.odd_and_even_pages_header_footer:
        kinds.append("even_page_header")
    done = set()
    for kind in kinds if notices else ():
        for number, section in enumerate(sections):
            header = getattr(section, kind)
            is_new = header.is_linked_to_previous
            # A section without a header of its own has that of the section before it.
            if (is_new and number) or header.part in done:
                continue
            done.add(header.part)
            paragraph = header.paragraphs[0] if is_new else header.add_paragraph()
            paragraph.text = harmless("\n".join(notices))
            paragraph.style = _style(document, style)


def _style(document: "Document", id: str) -> "BaseStyle":
    from docx.enum.style import WD_STYLE_TYPE

    return document.part.get_style(id, WD_STYLE_TYPE.PARAGRAPH)


def _describe(document: "Document", contents: Contents) -> None:
    """Say what the document is, and nothing of who made it when."""
    language = str(locale_of(contents.language)).replace("_", "-")
    properties = document.core_properties
    for part in document.part.package.iter_parts():
        if part.partname == "/docProps/core.xml":
            for each in list(part.element):
                part.element.remove(each)
    properties.author = "partnerskab"
    properties.title = harmless(contents.title)[:_LONGEST_TITLE]
    properties.language = language
    set_language(document, language)
