"""How a text is divided: its sections and items, its pages, and which of its numbers count those.

A section starts at a numbered heading, an item of a list at a numeral of its own. The numbers of
both follow upon each other, and that tells them apart: after section 2 only `3.` can be a heading,
and after item 2 only `3.` an item. Where a numeral could be either, a line that reads like a title
is the heading: no full stop, comma or colon at its end, and no sentence that goes on in small
letters below it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.tuples import as_tuple

PREAMBLE = "preamble"
"""The name of what stands before the first heading."""

_PAGE_BREAK = "\f"
_NUMERAL = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)*)(?P<mark>[.)]?)\s+(?P<rest>[^\W_].*)")
_PAGE_NUMBER = re.compile(
    r"\W*(?:side|s\.|page|p\.)\s*[0-9]+(?:\s*(?:af|of|/)\s*[0-9]+)?\W*", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"\W*[0-9]+(?:\s*/\s*[0-9]+)?\W*")
_CONTENTS_LINE = re.compile(r".*\.{4,}\s*[0-9]+\s*")
_LONGEST_TITLE = 100


@attrs.frozen(kw_only=True)
class Layout:
    """What a text's layout needs said about it; most need nothing.

    Args:
        before_number: what stands before the number of a heading, such as `§` or `Section`.
        headings: the headings as printed, where they have no number or are not found by it. A
            heading with a number names its section by the number, another one by itself.
        page_headers: lines that stand on every page, as printed on one of them.

    >>> Layout(before_number="§").headings
    ()
    """

    before_number: str = ""
    headings: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    page_headers: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        if self.before_number and self.headings:
            raise InvalidValueError(
                "headings found in two ways",
                expected="before_number, or the headings themselves",
                came="both",
            )


@attrs.frozen(kw_only=True)
class Place:
    """A part of the text.

    Args:
        start, end: from where to where it goes, in characters.
        section: its section, as the text numbers or names it.
        item: the numeral of its item; "" outside lists.
    """

    start: int
    end: int
    section: str
    item: str = ""


@attrs.frozen(kw_only=True)
class Division:
    """A text divided.

    Args:
        places: its parts, in order and without gaps.
        exempt: from where to where its numbers count only sections, items and pages.
        breaks: where its second page starts, and each after it; empty without pages.
    """

    places: tuple[Place, ...] = attrs.field(converter=as_tuple)
    exempt: tuple[tuple[int, int], ...] = attrs.field(converter=as_tuple)
    breaks: tuple[int, ...] = attrs.field(converter=as_tuple)

    def place_of(self, position: int) -> Place:
        """Return the part that holds a character."""
        return next(place for place in reversed(self.places) if place.start <= position)

    def page_of(self, position: int) -> int | None:
        """Return the page of a character, from 1; None where the text has no pages."""
        return 1 + sum(start <= position for start in self.breaks) if self.breaks else None


@attrs.frozen
class _Line:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def divide(text: str, layout: Layout, months: Iterable[str] = ()) -> Division:
    r"""Divide a text into sections and items.

    Args:
        text: the text, its pages divided by form feeds.
        layout: what is said about it.
        months: words before which a numeral is a day, such as the names of months.

    >>> text = "Before.\n1. Background\nWe agree:\n1. this,\n2. that.\n2. Goals\nFewer."
    >>> [(place.section, place.item) for place in divide(text, Layout()).places]
    [('preamble', ''), ('1', ''), ('1', '1'), ('1', '2'), ('2', '')]
    """
    breaks = [place + 1 for place, letter in enumerate(text) if letter == _PAGE_BREAK]
    lines = list(_lines(text))
    headers = [line for line in lines if _is_page_header(line, text, layout)]
    content = [line for line in lines if line not in headers and line.text.strip()]
    contents = [line for line in content if _CONTENTS_LINE.fullmatch(line.text)]
    content = [line for line in content if line not in contents]
    headers += _repeated(content, breaks)
    content = [line for line in content if line not in headers]
    starts = list(_starts(content, layout, frozenset(month.casefold() for month in months)))
    places = [Place(start=0, end=len(text), section=PREAMBLE), *(place for place, _ in starts)]
    ends = [after.start for _, after in pairwise(places)] + [len(text)]
    return Division(
        places=[attrs.evolve(place, end=end) for place, end in zip(places, ends, strict=True)],
        exempt=sorted(
            [(line.start, line.end) for line in (*headers, *contents)]
            + [(place.start, end) for place, end in starts]
        ),
        breaks=breaks,
    )


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield _Line(line.rstrip(), start)
        start += len(line)


def _is_page_header(line: _Line, text: str, layout: Layout) -> bool:
    """Say whether a line is a page header as such, whatever stands on the other pages."""
    if any(_masked(line.text) == _masked(header) for header in layout.page_headers):
        return True
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    return bool(_BARE_NUMBER.fullmatch(line.text)) and _is_at_page_edge(line, text)


def _is_at_page_edge(line: _Line, text: str) -> bool:
    """Say whether a line is the first or the last of a page, in a text with pages."""
    if _PAGE_BREAK not in text:
        return False
    before = text[: line.start].rpartition(_PAGE_BREAK)[2]
    after = text[line.end :].partition(_PAGE_BREAK)[0]
    return not before.strip() or not after.strip()


def _repeated(content: Sequence[_Line], breaks: Sequence[int]) -> list[_Line]:
    """Return the first and last lines of pages that stand on every page but perhaps the first."""
    pages: dict[int, list[_Line]] = {}
    for line in content:
        pages.setdefault(sum(start <= line.start for start in breaks), []).append(line)
    edges = [[lines[0], lines[-1]] for lines in pages.values()]
    if len(edges) < 3:
        return []
    common = set.intersection(*({_masked(line.text) for line in edge} for edge in edges[1:]))
    return [line for edge in edges for line in edge if _masked(line.text) in common]


def _masked(text: str) -> str:
    return re.sub("[0-9]+", "0", " ".join(text.split()))


def _starts(
    lines: Sequence[_Line], layout: Layout, months: frozenset[str]
) -> Iterator[tuple[Place, int]]:
    """Give the start of each section and item, and where the numeral that marks it ends."""
    count = _Count(layout, months)
    for line, after in zip_longest(lines, lines[1:]):
        numeral_end = count.start_of_section(line, after)
        if numeral_end is None:
            numeral_end = count.start_of_item(line)
        if numeral_end is not None:
            item = str(count.item or "")
            place = Place(start=line.start, end=line.end, section=count.section, item=item)
            yield place, line.start + numeral_end


class _Count:
    """Counts sections and items as they come; `item` is 0 before the first of a section."""

    def __init__(self, layout: Layout, months: frozenset[str]) -> None:
        self.section, self.item = PREAMBLE, 0
        self._number: tuple[int, ...] = (0,)
        self._months = months
        self._headings = [" ".join(heading.split()) for heading in layout.headings]
        self._before = layout.before_number
        self._mark = re.compile(rf"\s*{re.escape(self._before)}\s*")

    def start_of_section(self, line: _Line, after: _Line | None) -> int | None:
        """Take a line for a heading, if it is one; return where its numeral ends in the line."""
        mark = self._mark.match(line.text)
        numeral = _NUMERAL.fullmatch(line.text, mark.end()) if mark else None
        words = " ".join(line.text.split())
        if self._headings:
            is_heading = words in self._headings
        else:
            is_heading = numeral is not None and self._is_heading(numeral, after)
        if not is_heading:
            return None
        self.section, self.item = words, 0
        if numeral is None:
            return 0  # nothing in it counts
        self.section, self._number = numeral["number"], _parts(numeral["number"])
        return numeral.end("mark")

    def _is_heading(self, numeral: re.Match[str], after: _Line | None) -> bool:
        number = _parts(numeral["number"])
        if numeral["mark"] == ")" or self._is_day(numeral):
            return False
        if self._before:
            return number > self._number
        if number not in _followers(self._number) or not (numeral["mark"] or len(number) > 1):
            return False
        return number not in ((1,), (self.item + 1,)) or _is_title(numeral["rest"], after)

    def start_of_item(self, line: _Line) -> int | None:
        """Take a line for the next item, if it is one; return where its numeral ends."""
        numeral = _NUMERAL.fullmatch(line.text, len(line.text) - len(line.text.lstrip()))
        if numeral is None or not numeral["mark"] or not numeral["number"].isdecimal():
            return None
        number = int(numeral["number"])
        if number not in (1, self.item + 1) or self._is_day(numeral):
            return None
        self.item = number
        return numeral.end("mark")

    def _is_day(self, numeral: re.Match[str]) -> bool:
        """Say whether a numeral is the day of a month: `1. maj`."""
        first_word = re.split(r"\W", numeral["rest"], maxsplit=1)[0]
        return first_word.casefold() in self._months


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _followers(last: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Return the numbers that can come after one: below it, beside it, or beside one above it."""
    beside = {(*last[:depth], last[depth] + 1) for depth in range(len(last))}
    return beside | {(*last, 1)}


def _is_title(text: str, after: _Line | None) -> bool:
    goes_on = after is not None and after.text.lstrip()[:1].islower()
    return len(text) <= _LONGEST_TITLE and text[-1] not in ".,:;" and not goes_on
