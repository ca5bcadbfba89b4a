"""What the parts of one file share: what they cite, and what targets are built with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs

from partnerskab.agreement.indicators import Indicator
from partnerskab.agreement.targets import Target
from partnerskab.config.strict import UNKNOWN, Table
from partnerskab.values.citations import Citation
from partnerskab.values.names import Label
from partnerskab.values.scales import Category, OrdinalScale

ANY_SCALE = OrdinalScale(
    id=UNKNOWN,
    best_to_worst=[Category(id=id, label=Label.of(en=UNKNOWN)) for id in ("best", "worst")],
)
"""Stands for a scale that could not be read, so that the rest of a target can be checked."""


class FileContext:
    """What is known of a file while its tables are read.

    Args:
        document: the id of the document that a citation means unless it names another.
        year_starts: the month in which split years such as 2011/12 start; None if none is named.
        any_area: the id of an area that stands for that of an indicator which cannot be read.

    Attributes:
        families: the ids of the rows of each table with rows, by the path of the table.
    """

    def __init__(self, document: str, year_starts: int | None, any_area: str = UNKNOWN) -> None:
        self.families: dict[str, list[str]] = {}
        self.year_starts = year_starts
        self.any_area = any_area
        self._cites: list[Table] = [{"document": document}]
        self._languages: dict[str, str] = {}
        self._indicators: dict[str, Indicator] = {}
        self._scales: dict[str, OrdinalScale] = {}

    @contextmanager
    def citing(self, table: Table, *, is_whole: bool = False) -> Iterator[Table]:
        """Let what is built inside inherit the `cite` of a table; yields the merged citation.

        What is wrong with the `cite` is reported where it stands, so only its sound keys go on; and
        of a whole citation, that of a part and not of a collection, its lack of a section.
        """
        own = table.get("cite", {})
        own = own if isinstance(own, dict) else {UNKNOWN: own}
        fields = {field.name for field in attrs.fields(Citation)}
        sound = {key: own[key] for key in own if key in fields and isinstance(own[key], str)}
        broken = is_whole or sound.keys() != own.keys() - {"page"}
        inherited = self._cites[-1] | sound
        self._cites.append({"section": UNKNOWN} | inherited if broken else inherited)
        try:
            yield self._cites[-2] | own
        finally:
            self._cites.pop()

    def remember(self, name: str, parts: tuple[Any, ...]) -> None:
        """Keep what targets are built with: scales, indicators and the languages of documents."""
        if name == "documents":
            self._languages = {part.id: part.language for part in parts}
        elif name == "scales":
            self._scales = {part.id: part for part in parts}
        elif name == "indicators":
            self._indicators = {part.id: part for part in parts}

    def expanded(self, path: str) -> list[str]:
        """Return the paths of a family's rows for a path into a family; others as they are."""
        head, *rest = path.split(".")
        family = self.families.get(".".join([head, *rest[:1]]), [])
        return [".".join([head, id, *rest[1:]]) for id in family] or [path]

    def indicator(self, id: str) -> Indicator | None:
        """Return an indicator by its id; None where it could not be read."""
        return self._indicators.get(id)

    def scale_of(self, indicator: Indicator | None) -> OrdinalScale:
        """Return the scale of an indicator, or one that stands for it."""
        scale = self._scales.get(str(indicator.scale)) if indicator else None
        return ANY_SCALE if scale is None else scale

    def row_of(self, target: Target) -> Citation:
        """Return the citation of a target with its row: the indicator as the document names it."""
        citation: Citation = target.citation
        indicator = self._indicators.get(target.rule.indicator)
        language = self._languages.get(citation.document)
        if not citation.table or citation.row or indicator is None or language is None:
            return citation
        return citation.cell(row=indicator.label.text(language))
