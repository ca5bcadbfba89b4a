"""The report as Markdown: CommonMark with the tables of GitHub, and every text as it is written."""

import re
from collections.abc import Iterable, Iterator

from partnerskab.reports.blocks import (
    Block,
    Charts,
    Contents,
    Download,
    Grid,
    Items,
    Quote,
    Role,
    Row,
    Section,
    Text,
)
from partnerskab.values.texts import harmless

# What may begin something other than text anywhere in a line, also where formulas are written and
# where addresses become links.
_SIGN = re.compile(r"[\\`*_\[\]<>&|~#$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# And at its start: a list or a rule, a list with numbers.
_BULLET, _NUMBER = re.compile(r"^(?=[-+=])"), re.compile(r"^(\d{1,9})(?=[.)])")
_SPACES = re.compile(r"[ \t\n]+")
_DEEPEST = 6


def to_markdown(contents: Contents) -> str:
    r"""Return the report as Markdown; a file to download has no place in it and is left out.

    A chart is its title and its finding, since its values stand in the tables. The notices stand
    before everything, and again before the appendix.

    Args:
        contents: what the report says.

    >>> contents = Contents(
    ...     language="en", title="Status *1*", lead="Figures for 2013.", notices=["Invented"],
    ...     sections=[], appendix_title="Appendix", appendix=[], contents_title="Contents",
    ...     skip="Skip")
    >>> print(to_markdown(contents), end="")
    > **Invented**
    <BLANKLINE>
    # Status \*1\*
    <BLANKLINE>
    Figures for 2013.
    """
    return "\n\n".join(filter(None, _parts(contents))) + "\n"


def _parts(contents: Contents) -> Iterator[str]:
    notices = _quoted(_strong(notice) for notice in contents.notices)
    yield notices
    yield _heading(1, contents.title)
    yield _paragraph(contents.lead)
    for section in contents.sections:
        yield from _section(section, 2)
    if contents.appendix:
        yield _heading(2, contents.appendix_title)
        yield notices
        for section in contents.appendix:
            yield from _section(section, 3)


def _section(section: Section, level: int) -> Iterator[str]:
    yield _heading(level, section.heading)
    for block in section.blocks:
        yield from _block(block)
    for each in section.sections:
        yield from _section(each, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Text(role=Role.LEAD):
            yield _strong(block.text)
        case Text(role=Role.NOTE):
            yield _marked(block.text, "*")
        case Text():
            yield _paragraph(block.text)
        case Quote():
            lines = [_paragraph(line) for line in harmless(block.text).split("\n")]
            yield _quoted([*lines, _marked(block.by, "*")])
        case Items():
            yield "\n".join(f"- {_paragraph(item)}" for item in block.items)
        case Grid():
            yield _strong(block.caption)
            yield _table(block)
        case Charts():
            for chart in block.charts:
                yield _strong(f"{chart.title} ({chart.unit})" if chart.unit else chart.title)
                yield _paragraph(chart.finding)
        case Download():
            pass


def _table(grid: Grid) -> str:
    head = Row(cells=[head.text for head in grid.heads])
    rule = "".join(f" {'---:' if head.is_number else '---'} |" for head in grid.heads)
    return "\n".join([_row(head), f"|{rule}", *(_row(row) for row in grid.rows)])


def _row(row: Row) -> str:
    mark = "**" if row.is_total else ""
    return "|" + "".join(f" {_cell(text, mark)} |" for text in row.cells)


def _cell(text: str, mark: str) -> str:
    return "<br>".join(_marked(line, mark) for line in harmless(text).split("\n"))


def _heading(level: int, text: str) -> str:
    return f"{'#' * min(level, _DEEPEST)} {_plain(text)}"


def _paragraph(text: str) -> str:
    return _NUMBER.sub(r"\1\\", _BULLET.sub(r"\\", _plain(text)))


def _strong(text: str) -> str:
    return _marked(text, "**")


def _marked(text: str, mark: str) -> str:
    """Return a text between two marks; nothing for an empty one."""
    plain = _plain(text)
    return f"{mark}{plain}{mark}" if plain else ""


def _quoted(paragraphs: Iterable[str]) -> str:
    return "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs if paragraph)


def _plain(text: str) -> str:
    """Return a text on one line of which no sign means anything but itself."""
    return _SIGN.sub(r"\\\g<0>", _SPACES.sub(" ", harmless(text)).strip())
