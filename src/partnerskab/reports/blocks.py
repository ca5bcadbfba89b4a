"""What a report is made of: sections of texts, lists, tables and charts, in one language.

Every text is there as a reader shall see it, in the language of the report and as plain text:
whoever writes it into a file escapes it there. Nothing here knows of html, Word or Markdown.
"""

import attrs

from partnerskab.reports.chart import Chart
from partnerskab.values.names import Choice
from partnerskab.values.tuples import as_tuple


class Role(Choice):
    """What a text is for, which decides how it looks."""

    PLAIN = "plain"
    LEAD = "lead"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Text:
    """A paragraph of the report's own.

    Args:
        text: the words; no line breaks.
        role: `lead` for the sentence that opens a report, `note` for small print.
    """

    text: str
    role: Role = attrs.field(default=Role.PLAIN, converter=Role)


@attrs.frozen(kw_only=True)
class Quote:
    """What a person wrote, as they wrote it.

    Args:
        text: the words; a line break starts a new paragraph.
        by: who wrote it, when, and what about, as one line; "" for nobody known.
    """

    text: str
    by: str = ""


@attrs.frozen(kw_only=True)
class Items:
    """A list of short texts, in an order that ranks nothing."""

    items: tuple[str, ...] = attrs.field(converter=as_tuple)


@attrs.frozen(kw_only=True)
class Head:
    """The heading of a column.

    Args:
        text: the heading.
        is_number: whether its cells hold numbers, which line up at the right.
    """

    text: str
    is_number: bool = False


@attrs.frozen(kw_only=True)
class Row:
    """A row of a table.

    Args:
        cells: one text for each column; the first is the heading of the row. A line break in a cell
            divides what stands below each other.
        is_total: whether it sums up the rows above it.
    """

    cells: tuple[str, ...] = attrs.field(converter=as_tuple)
    is_total: bool = False


@attrs.frozen(kw_only=True)
class Grid:
    """A table for people.

    Args:
        caption: what it shows.
        heads: the columns.
        rows: the rows; may be empty.
    """

    caption: str
    heads: tuple[Head, ...] = attrs.field(converter=as_tuple)
    rows: tuple[Row, ...] = attrs.field(converter=as_tuple)


@attrs.frozen(kw_only=True)
class Charts:
    """Charts of one design, small and side by side where there is room."""

    charts: tuple[Chart, ...] = attrs.field(converter=as_tuple)


@attrs.frozen(kw_only=True)
class Download:
    """A file that stands within the report and can be taken out of it, where the form allows that.

    Args:
        label: what a reader clicks on.
        name: the name of the file.
        media_type: such as `text/csv`.
        data: its bytes.
    """

    label: str
    name: str
    media_type: str
    data: bytes


Block = Text | Quote | Items | Grid | Charts | Download


@attrs.frozen(kw_only=True)
class Section:
    """A part of the report under a heading.

    Args:
        id: an ASCII name, its own within the report, to link to.
        heading: the heading, with its number where it has one.
        blocks: what stands below the heading.
        sections: smaller sections below that.
    """

    id: str
    heading: str
    blocks: tuple[Block, ...] = attrs.field(default=(), converter=as_tuple)
    sections: "tuple[Section, ...]" = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(kw_only=True)
class Contents:
    """Everything that a report says, in one language.

    Args:
        language: the code of the language, such as `da`.
        title: the title.
        lead: one sentence or two below the title: which agreement, which figures, which day.
        notices: what every page and every output must say first and unmissably, such as that the
            figures are invented; empty for nothing.
        sections: the first page, section by section.
        appendix_title: the heading of the appendix.
        appendix: everything else.
        contents_title: the heading of the list of sections.
        skip: the words of the link past the list of sections, for who uses a keyboard.
    """

    language: str
    title: str
    lead: str
    notices: tuple[str, ...] = attrs.field(converter=as_tuple)
    sections: tuple[Section, ...] = attrs.field(converter=as_tuple)
    appendix_title: str
    appendix: tuple[Section, ...] = attrs.field(converter=as_tuple)
    contents_title: str
    skip: str
