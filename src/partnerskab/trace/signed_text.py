"""A signed text, ready to be compared: its hash, its numbers, and where each of them stands."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from itertools import accumulate

import attrs

from partnerskab.trace.grids import Cell, CitedTable, cells_of
from partnerskab.trace.languages import Language
from partnerskab.trace.layout import Division, Layout, divide
from partnerskab.trace.mentions import Mention, mentions_in
from partnerskab.values.citations import Citation
from partnerskab.values.tuples import as_tuple


def _composed(text: str) -> str:
    """Return a text in which each letter is one character, as the number words are written."""
    return unicodedata.normalize("NFC", text)


def text_hash(text: str) -> str:
    r"""Return the SHA-256 of a text, whatever its line ends, line breaks and pages.

    It is that of the text in Unicode's form NFC, each run of white space one space, none at either
    end, in UTF-8.

    >>> text_hash("Amager \r\n 2016") == text_hash("Amager\n\n2016\n") != text_hash("Amager2016")
    True
    """
    normalised = " ".join(_composed(text).split())
    return sha256(normalised.encode()).hexdigest()


@attrs.frozen(kw_only=True)
class Spot:
    """Where in a text a number stands.

    Args:
        section: the section, as the text numbers or names it.
        item: the item of a list; "" outside lists.
        table: the table, for a number in one that the agreement cites.
        row: the label of its row; "" for a number in a heading.
        column: the heading of its column; "" where that cannot be told.
        page: the page, from 1; None where the text has no pages.
        line: the line of the whole text, from 1.
    """

    section: str
    item: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    page: int | None = None
    line: int

    def __str__(self) -> str:
        parts = []
        for name in ("section", "item", "table", "row", "column", "page", "line"):
            value = getattr(self, name)
            if value:
                parts.append(f"{name} {value}")
        return ", ".join(parts)


def lies_in(place: Spot | Citation, citation: Citation) -> bool:
    """Say whether a place lies in a cited one, as far as that says where.

    A section holds those below it: section 2 that of 2.1. A column without a row is cited for its
    heading.

    >>> heading = Citation(document="text", section="2", table="Crime", column="2013")
    >>> lies_in(Spot(section="2", table="Crime", column="2013", line=9), heading)
    True
    >>> lies_in(Spot(section="2", table="Crime", row="Theft", column="2013", line=9), heading)
    False
    """
    return (
        (place.section == citation.section or place.section.startswith(f"{citation.section}."))
        and citation.item in ("", place.item)
        and citation.table in ("", place.table)
        and (citation.row == place.row or not (citation.row or citation.column))
        and citation.column in ("", place.column)
        and citation.page in (None, place.page)
    )


@attrs.frozen(kw_only=True)
class Number:
    """A number of a text and where it stands."""

    mention: Mention
    spot: Spot


@attrs.frozen(kw_only=True)
class SignedText:
    """A text and what is known of it.

    Args:
        text: the text, its pages divided by form feeds.
        language: the language that it is written in.
        layout: what is said about its layout.
        tables: the tables that are cited.
    """

    text: str = attrs.field(converter=_composed)
    language: Language
    layout: Layout = attrs.field(factory=Layout)
    tables: tuple[CitedTable, ...] = attrs.field(default=(), converter=as_tuple)

    @property
    def sha256(self) -> str:
        """The hash of the text, by `text_hash`."""
        return text_hash(self.text)

    @cached_property
    def division(self) -> Division:
        """The sections and items of the text."""
        return divide(self.text, self.layout, self.language.months)

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections of the text, in order."""
        return tuple(dict.fromkeys(place.section for place in self.division.places))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Every number of the text, but for those that count sections, items and pages."""
        mentions = mentions_in(_without(self.text, self.division.exempt), self.language)
        cells = [
            cell
            for table in self.tables
            for cell in cells_of(self.text, self.division, table, mentions)
        ]
        starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]
        return tuple(
            Number(mention=mention, spot=self._spot(mention, cells, starts)) for mention in mentions
        )

    def _spot(self, mention: Mention, cells: Iterable[Cell], starts: list[int]) -> Spot:
        place = self.division.place_of(mention.start)
        inside = (cell for cell in cells if cell.start <= mention.start < cell.end)
        cell = next(inside, Cell(start=0, end=0, table=""))
        return Spot(
            section=place.section,
            item=place.item,
            table=cell.table,
            row=cell.row,
            column=cell.column,
            page=self.division.page_of(mention.start),
            line=bisect_right(starts, mention.start),
        )


def _without(text: str, exempt: Iterable[tuple[int, int]]) -> str:
    """Return the text with blanks for some stretches, so that all the rest stays in its place."""
    for start, end in exempt:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
