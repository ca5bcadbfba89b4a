"""The report as one html file that needs nothing else: no network, no script, no other file."""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256

from partnerskab.reports.blocks import Block, Contents, Grid
from partnerskab.reports.drawing import WIDTH, draw
from partnerskab.reports.svg import key_of, style_of_charts
from partnerskab.reports.templates import css_text, environment, source

# Which tables are cards up to which width of the text.
_CARDS = {".cards": 44, ".cards.wide": 54}
# So many columns fit on a phone.
_SMALL_TABLE = 2
# So many letters fit beside each other: on a phone, and where rows are no cards, in the usual size
# and smaller; so many are the room between two columns.
_PHONE = 34
_PAGE = 80
_WIDE_PAGE = 106
_GAP = 3
_LONGEST_WORD = 30
# About so many letters of a notice fit in one line at the top of a printed page.
_PRINTED_LINE = 90


def to_html(contents: Contents) -> str:
    """Return a report as one html file, for the screen of any size and for paper.

    The page holds a policy that allows its own style and nothing else, so whatever a text may bring
    with it, no script runs and nothing is fetched.

    Args:
        contents: what the report says.

    Returns:
        The whole file; the same for the same contents.

    Raises:
        MissingExtraError: where jinja2 is not installed.

    Source: Content Security Policy Level 3 (W3C), the directive `style-src` and its hashes.

    >>> page = to_html(Contents(
    ...     language="en", title="Status", lead="As of May 2014.", notices=(), sections=(),
    ...     appendix_title="Appendix", appendix=(), contents_title="Contents", skip="Skip"))
    >>> page.splitlines()[0]
    '<!doctype html>'
    """
    style = _style(contents)
    return _rendered("report.html.jinja", contents=contents, style=style, policy=_policy(style))


def fragment(blocks: Iterable[Block]) -> str:
    """Return blocks as a part of somebody else's page, which brings its own style.

    Raises:
        MissingExtraError: where jinja2 is not installed.

    >>> from partnerskab.reports.blocks import Text
    >>> print(fragment([Text(text="4 < 5")]))
    <div class="partnerskab">
    <p>4 &lt; 5</p>
    </div>
    """
    return _rendered("fragment.html.jinja", parts=tuple(blocks)).strip()


def framed(page: str, title: str) -> str:
    """Return a whole page within a frame, so that its style and the page around it stay apart."""
    return _rendered("frame.html.jinja", page=page, title=title).strip()


def _rendered(template: str, **values: object) -> str:
    return (
        environment()
        .get_template(template)
        .render(
            draw=draw,
            key_of=key_of,
            width=WIDTH,
            longest_word=_LONGEST_WORD,
            data_url=_data_url,
            table_class=_table_class,
            **values,
        )
    )


def _style(contents: Contents) -> str:
    """Return the style of the page; what stands in the margins of paper is part of it."""
    parts = [
        source("report.css"),
        *(_cards(tables, width) for tables, width in _CARDS.items()),
        style_of_charts(),
        _paper(contents.notices, contents.title),
    ]
    return "".join(parts)


def _cards(tables: str, width: int) -> str:
    """Return the style that turns the rows of tables into cards, up to a width of the text."""
    rules = source("cards.css").replace(".cards", tables)
    return f"@media screen{{@container (max-width:{width}rem){{\n{rules}}}}}\n"


def _paper(notices: Sequence[str], title: str) -> str:
    """Return the margins of each printed page: the notices above, title and number below.

    The first page has no notices there, since it begins with them.
    """
    rules = (
        f"@page{{@bottom-left{{content:{css_text(title)}}}"
        '@bottom-right{content:counter(page) " / " counter(pages)}}\n'
    )
    if notices:
        lines = sum(-(-len(notice) // _PRINTED_LINE) for notice in notices)
        content = css_text("\n".join(notices))
        rules += (
            f"@page{{margin-top:{14 + 5 * lines}mm;@top-center{{content:{content}}}}}\n"
            "@page:first{margin-top:12mm;@top-center{content:none}}\n"
        )
    return rules


def _policy(style: str) -> str:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _table_class(grid: Grid) -> str:
    """Return how a table is laid out, by how wide it may become where numbers and words stay whole.

    With more than two columns its rows become cards on a phone (`cards`). Where it may be too wide
    for the page it is set smaller (`wide`), and where that is not enough words may break (`loose`).
    """
    lines = [[head.text for head in grid.heads], *(row.cells for row in grid.rows)]
    width = 0
    for head, cells in zip(grid.heads, zip(*lines, strict=True), strict=True):
        whole = _longest(cells, r"\n" if head.is_number else r"[ \n]")
        width += min(whole, _LONGEST_WORD) + _GAP
    is_large = len(grid.heads) > _SMALL_TABLE
    classes = {
        "cards": is_large,
        "wide": width > (_PAGE if is_large else _PHONE),
        "loose": width > (_WIDE_PAGE if is_large else _PHONE),
    }
    return " ".join(name for name, has in classes.items() if has)


def _longest(cells: Sequence[str], separator: str) -> int:
    return max((len(part) for cell in cells for part in re.split(separator, cell)), default=0)


def _data_url(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(data).decode()}"
