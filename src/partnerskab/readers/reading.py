"""From a file and a recipe to observations: what each record means, and what became of each."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import Indicator, Measure
from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError
from partnerskab.observations.observation import Audience, Observation, Status
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.observations.recipes import TIDY, Code, Layout, Recipe
from partnerskab.partnership import Partnership
from partnerskab.readers.jsonstat import read_jsonstat
from partnerskab.readers.police_uk import read_police_uk
from partnerskab.readers.records import Cell, Footnote, Item, Record
from partnerskab.readers.tidy import read_tidy
from partnerskab.readers.wide import read_wide
from partnerskab.values.exact import plain_text
from partnerskab.values.names import did_you_mean
from partnerskab.values.periods import Period
from partnerskab.values.scales import Value

LAYOUTS: Mapping[Layout, Callable[[Path, Recipe], Iterator[Item]]] = {
    Layout.TIDY: read_tidy,
    Layout.WIDE: read_wide,
    Layout.JSONSTAT: read_jsonstat,
    Layout.POLICE_UK: read_police_uk,
}


@attrs.frozen(kw_only=True)
class Reading:
    """What became of a file: rows = used + not_asked + without_figure.

    Args:
        observations: what was read.
        rows: how many values (in a layout of single events: rows) the file holds.
        used: how many of them are in the observations.
        not_asked: the codes that the recipe does not map, as (what, code, how many values).
        without_figure: how many values are marked as missing.
        footnotes: the texts in the file that are no values.
    """

    observations: ObservationSet
    rows: int
    used: int
    not_asked: tuple[tuple[str, str, int], ...] = ()
    without_figure: int = 0
    footnotes: tuple[str, ...] = ()

    def account(self) -> str:
        """Say in lines of text what became of every row, and what else stands in the file."""
        count = sum(count for _, _, count in self.not_asked)
        fate = f"{self.used} used, {count} not asked for, {self.without_figure} without a figure"
        lines = [f"{self.rows} values in the file: {fate}"]
        for what, code, times in self.not_asked:
            lines.append(f"  not asked for: {what} {code!r}, {times} times")
        lines += [f"  text: {text}" for text in self.footnotes]
        return "\n".join(lines)


def read_observations(
    partnership: Partnership, path: str | Path, source: str | None = None, **given: date | None
) -> ObservationSet:
    """Read observations from a file.

    Args:
        partnership: says which indicators, areas and categories there are, and holds the recipes.
        path: the file.
        source: the id of a recipe of the partnership; None for the library's own tidy csv, with the
            columns `indicator`, `period`, `value` and `status`, and perhaps `area` (the indicator's
            own where the cell is empty), `category` (instead of a value), `published`,
            `retrieved`, `source`, `note` and `audience`, in any order.
        given: `published` and `retrieved`, the dates of a file that does not say them.

    Raises:
        DiagnosticsError: with every cell that cannot be read; no row is ever dropped silently.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> len(read_observations(amager, "examples/amager/observations-illustrative.csv"))
    27
    """
    return read_file(partnership, path, source, **given).observations


def read_file(
    partnership: Partnership,
    path: str | Path,
    source: str | None = None,
    *,
    published: date | None = None,
    retrieved: date | None = None,
) -> Reading:
    """Read observations from a file, and say what became of every row.

    Args:
        partnership: as for `read_observations`.
        path: the file.
        source: the id of a recipe; None for the library's own tidy csv.
        published: the day the figures were published, where the file does not say it.
        retrieved: the day the file was fetched, where it does not say it.

    Raises:
        DiagnosticsError: with every cell that cannot be read.
    """
    agreement = partnership.agreement
    recipe = TIDY if source is None else partnership.recipe(source)
    recipe = attrs.evolve(recipe, year_starts=recipe.year_starts or agreement.year_starts)
    interpreter = _Interpreter(agreement, recipe, published, retrieved)
    observations = tuple(interpreter.read(LAYOUTS[recipe.layout](Path(path), recipe)))
    if interpreter.found:
        raise DiagnosticsError(tuple(interpreter.found))
    not_asked = sorted(interpreter.not_asked.items())
    return Reading(
        observations=ObservationSet(observations),
        rows=interpreter.rows,
        used=interpreter.used,
        not_asked=tuple((what, code, count) for (what, code), count in not_asked),
        without_figure=interpreter.without_figure,
        footnotes=tuple(interpreter.footnotes),
    )


class _Interpreter:
    """Gives records their meaning, and counts what becomes of each."""

    def __init__(
        self, agreement: Agreement, recipe: Recipe, published: date | None, retrieved: date | None
    ) -> None:
        self.found: list[Diagnostic] = []
        self.footnotes: list[str] = []
        self.not_asked: Counter[tuple[str, str]] = Counter()
        self.rows = self.used = self.without_figure = 0
        self._recipe = recipe
        self._dates = {"published": published, "retrieved": retrieved}
        self._form = recipe.number_form
        self._indicators = {each.id: each for each in agreement.indicators}
        self._areas = [each.id for each in agreement.areas]
        self._scales = {each.id: each for each in agreement.scales}
        self._codes = {
            "indicator": _meanings(recipe.indicators),
            "area": _meanings(recipe.areas),
            "category": _meanings(recipe.categories),
        }
        self._period = cache(lambda cell: Period.parse(cell, year_starts=recipe.year_starts))
        self._day = cache(_day)

    def read(self, items: Iterator[Item]) -> Iterator[Observation]:
        """Give the observations; what cannot be read is kept in `found`."""
        for item in items:
            match item:
                case Footnote():
                    self.footnotes.append(item.text)
                case Diagnostic():
                    self.rows += 1
                    self.found.append(item)
                case Record():
                    self.rows += item.rows
                    yield from self._observation(item)

    def _observation(self, record: Record) -> Iterator[Observation]:
        unasked = self._unasked(record)
        if unasked is not None:
            self.not_asked[unasked] += record.rows
            return
        value = record.fields["value"]
        if value != "" and value in self._recipe.missing:
            self.without_figure += record.rows
            return
        before = len(self.found)
        indicator: Indicator | None = self._take(record, "indicator", self._indicator)
        given: dict[str, Any] = {
            "period": self._take(record, "period", self._period),
            "area": self._take(record, "area", lambda cell: self._area(cell, indicator)),
            "status": self._take(record, "status", self._status),
            "audience": self._take(record, "audience", self._audience),
            "published": self._take(record, "published", self._day) or self._dates["published"],
            "retrieved": self._take(record, "retrieved", self._day) or self._dates["retrieved"],
        }
        if value != "" and value in self._recipe.suppressed:
            given["status"] = Status.SUPPRESSED
        elif indicator is not None:
            category = record.fields.get("category", "") if indicator.scale else ""
            field = "category" if category else "value"
            suppressed = given["status"] is Status.SUPPRESSED
            given["value"] = self._take(
                record, field, lambda cell: self._value(cell, indicator, suppressed=suppressed)
            )
        if indicator is None or len(self.found) > before:
            return
        self.used += record.rows
        notes = (str(record.fields.get("note", "")), record.note)
        source = str(record.fields.get("source", "")) or self._recipe.source
        note = "; ".join(note for note in notes if note)
        yield Observation(
            indicator=indicator.id, source=source, note=note, **{"value": None} | given
        )

    def _take(self, record: Record, field: str, parse: Callable[[Cell], Any]) -> Any:
        """Return what a cell says; where it cannot be read, keep the diagnostic and return None."""
        cell, text = record.fields.get(field, ""), record.texts.get(field)
        if text in self._codes.get(field, {}):
            cell = text
        try:
            return parse(cell)
        except InvalidValueError as error:
            self.found.append(Diagnostic.of(error.problem, record.place(field)))
            return None

    def _unasked(self, record: Record) -> tuple[str, str] | None:
        """Return the code that the recipe does not ask for, if the record has one."""
        for only in self._recipe.only:
            if record.fields[only.code] != only.id and record.texts.get(only.code) != only.id:
                return only.code, str(record.fields[only.code])
        for what in ("indicator", "area"):
            codes = self._codes[what]
            if codes and what in record.fields:
                names = (record.fields[what], record.texts.get(what, ""))
                if not any(str(name) in codes for name in names):
                    return what, " ".join(str(name) for name in names if name != "")
        return None

    def _indicator(self, cell: Cell) -> Indicator:
        id = self._meaning("indicator", cell, self._recipe.only_indicator)
        return self._indicators[_known(id, "indicator", self._indicators)]

    def _area(self, cell: Cell, indicator: Indicator | None) -> str | None:
        id = self._meaning("area", cell, self._recipe.only_area)
        if id or indicator is None:
            return _known(id, "area", self._areas) if id else None
        return indicator.area

    def _status(self, cell: Cell) -> Status:
        return Status(str(cell)) if cell != "" else self._recipe.status

    def _audience(self, cell: Cell) -> Audience:
        return Audience(str(cell)) if cell != "" else self._recipe.audience

    def _meaning(self, what: str, cell: Cell, otherwise: str | None) -> str:
        text = str(cell)
        return self._codes[what].get(text, text) or otherwise or ""

    def _value(self, cell: Cell, indicator: Indicator, *, suppressed: bool) -> Value | None:
        if suppressed == (cell != ""):
            raise InvalidValueError(
                "only a suppressed observation has no value",
                expected="an empty cell" if suppressed else "a value, or the status 'suppressed'",
                came=repr(cell) if cell != "" else "an empty cell",
            )
        if suppressed:
            return None
        if indicator.scale is not None:
            category = self._codes["category"].get(str(cell), str(cell))
            self._scales[indicator.scale].position(category)
            return category
        number = self._form.number(cell) if isinstance(cell, str) else cell
        whole = indicator.measure is not Measure.COUNT or number.denominator == 1
        if number < 0 or not whole:
            raise InvalidValueError(
                f"not a value of '{indicator.id}'",
                expected="zero or more" if whole else "a whole number of zero or more",
                came=plain_text(number),
            )
        return number


def _meanings(codes: tuple[Code, ...]) -> dict[str, str]:
    return {each.code: each.id for each in codes}


def _known(text: str, kind: str, known: Collection[str]) -> str:
    if text not in known:
        raise InvalidValueError(
            f"no {kind} has this id",
            expected=", ".join(known),
            came=repr(text),
            remedy=did_you_mean(text, known),
            id="dangling-reference",
        )
    return text


def _day(cell: Cell) -> date | None:
    try:
        return date.fromisoformat(str(cell)) if cell != "" else None
    except ValueError:
        raise InvalidValueError(
            "not a date", expected="a date such as 2014-05-31", came=repr(cell)
        ) from None
