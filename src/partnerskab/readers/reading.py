"""From a file and a recipe to observations: what each record means, and what became of each."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from sys import intern
from typing import Any

import attrs

from partnerskab.agreement.indicators import Indicator, Measure
from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError
from partnerskab.observations.observation import Audience, Observation, Status
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.observations.recipes import TIDY, Layout, Recipe, meanings
from partnerskab.observations.request import REQUEST
from partnerskab.partnership import Partnership
from partnerskab.readers.grid import shortened
from partnerskab.readers.jsonstat import read_jsonstat
from partnerskab.readers.police_uk import read_police_uk
from partnerskab.readers.records import Cell, Footnote, Gap, Item, Record, filter_field
from partnerskab.readers.request import read_request
from partnerskab.readers.snapshots import explained, snapshot_of
from partnerskab.readers.tidy import read_tidy
from partnerskab.readers.wide import read_wide
from partnerskab.values.exact import Exact, exact, plain_text, refuse_divided_thousands
from partnerskab.values.names import did_you_mean
from partnerskab.values.periods import Period
from partnerskab.values.scales import Value

# How many numbers are kept while a file is read; a file of nothing but other ones fills no memory.
_MOST_NUMBERS = 65_536

LAYOUTS: Mapping[Layout, Callable[[Path, Recipe], Iterator[Item]]] = {
    Layout.TIDY: read_tidy,
    Layout.WIDE: read_wide,
    Layout.JSONSTAT: read_jsonstat,
    Layout.POLICE_UK: read_police_uk,
}

# How a text ends that is a percentage, but for a full stop and a closing parenthesis.
_PERCENT = ("%", "pct", "procent", "percent")


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
        not_filled_in: the rows of a request form without a value, by name; they are among those
            without a figure.
    """

    observations: ObservationSet
    rows: int
    used: int
    not_asked: tuple[tuple[str, str, int], ...] = ()
    without_figure: int = 0
    footnotes: tuple[str, ...] = ()
    not_filled_in: tuple[str, ...] = ()

    def account(self) -> str:
        """Say in lines of text what became of every row, and what else stands in the file."""
        count = sum(count for _, _, count in self.not_asked)
        fate = f"{self.used} used, {count} not asked for, {self.without_figure} without a figure"
        lines = [f"{self.rows} values in the file: {fate}"]
        for what, code, times in self.not_asked:
            lines.append(f"  not asked for: {what} {code!r}, {times} times")
        lines += [f"  not filled in: {name}" for name in self.not_filled_in]
        lines += [f"  text: {text}" for text in self.footnotes]
        return "\n".join(lines)


def read_observations(
    partnership: Partnership,
    path: str | Path,
    source: str | None = None,
    *,
    description: Path | None = None,
    **given: date | None,
) -> ObservationSet:
    """Read observations from a file.

    Args:
        partnership: says which indicators, areas and categories there are, those of its safety plan
            included, and holds the recipes.
        path: the file.
        source: the id of a recipe of the partnership; `request` for a form that
            `partnerskab.request_form` made; None for the library's own tidy csv, with the
            columns `indicator`, `period`, `value` and `status`, and perhaps `area` (the indicator's
            own where the cell is empty), `category` (instead of a value), `published`,
            `retrieved`, `source`, `note` and `audience`, in any order.
        description: StatBank's description of the table; None for the one in the snapshot.
        given: `published` and `retrieved`, the dates of a file that does not say them.

    Raises:
        DiagnosticsError: with every cell that cannot be read; no row is ever dropped silently.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> len(read_observations(amager, "examples/amager/observations-illustrative.csv"))
    27
    """
    return read_file(partnership, path, source, description=description, **given).observations


def read_file(
    partnership: Partnership,
    path: str | Path,
    source: str | None = None,
    *,
    published: date | None = None,
    retrieved: date | None = None,
    description: Path | None = None,
) -> Reading:
    """Read observations from a file, and say what became of every row.

    Args:
        partnership: as for `read_observations`.
        path: the file.
        source: the id of a recipe, or `request`; None for the library's own tidy csv.
        published: the day the figures were published, where the file does not say it.
        retrieved: the day the file was fetched, where it does not say it; None for the day of the
            snapshot, in UTC, where `partnerskab fetch` made the file.
        description: StatBank's description of the table, for the notes and footnotes; None for the
            one in the snapshot.

    Raises:
        DiagnosticsError: with every cell that cannot be read.
    """
    snapshot = snapshot_of(Path(path))
    if snapshot is not None:
        retrieved = retrieved or snapshot.retrieved.date()
        description = description or snapshot.description
    agreement = partnership.agreement
    recipe = TIDY if source in (None, REQUEST) else partnership.recipe(source)
    recipe = attrs.evolve(recipe, year_starts=recipe.year_starts or agreement.year_starts)
    items = (
        read_request(Path(path), agreement)
        if source == REQUEST
        else LAYOUTS[recipe.layout](Path(path), recipe)
    )
    if description is not None:
        items = explained(items, description)
    return interpret(partnership, recipe, items, published=published, retrieved=retrieved)


def interpret(
    partnership: Partnership,
    recipe: Recipe,
    items: Iterator[Item],
    *,
    published: date | None = None,
    retrieved: date | None = None,
) -> Reading:
    """Give the records of any source their meaning, and say what became of each.

    Args:
        partnership: as for `read_observations`.
        recipe: what the codes and the marks of the source mean.
        items: what a layout found.
        published: the day the figures were published, where the records do not say it.
        retrieved: the day they were fetched, where they do not say it.

    Raises:
        DiagnosticsError: with every record that cannot be read.
    """
    interpreter = _Interpreter(partnership, recipe, published, retrieved)
    try:
        observations = tuple(interpreter.read(items))
    except DiagnosticsError as error:  # about the file; its rows may have said something before
        found = sorted((*interpreter.found, *error.diagnostics), key=_position)
        raise DiagnosticsError(tuple(found)) from None
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
        not_filled_in=tuple(interpreter.not_filled_in),
    )


class _Interpreter:
    """Gives records their meaning, and counts what becomes of each."""

    def __init__(
        self,
        partnership: Partnership,
        recipe: Recipe,
        published: date | None,
        retrieved: date | None,
    ) -> None:
        agreement = partnership.agreement
        self.found: list[Diagnostic] = []
        self.footnotes: list[str] = []
        self.not_filled_in: list[str] = []
        self.not_asked: Counter[tuple[str, str]] = Counter()
        self.rows = self.used = self.without_figure = 0
        self._recipe = recipe
        self._dates = {"published": published, "retrieved": retrieved}
        self._form = recipe.number_form
        self._indicators: dict[str, Indicator] = {
            each.id: each for each in partnership.ever("indicators")
        }
        self._areas = [each.id for each in agreement.ever("areas")]
        self._scales = {each.id: each for each in agreement.ever("scales")}
        self._codes = {
            "indicator": meanings(recipe.indicators),
            "area": meanings(recipe.areas),
            "category": meanings(recipe.categories),
        }
        # Every row says the same few words, and many a row the same number.
        self._period = cache(lambda cell: Period.parse(cell, year_starts=recipe.year_starts))
        self._day = cache(_day)
        self._indicator = cache(self._read_indicator)
        self._area = cache(self._read_area)
        self._status = cache(self._read_status)
        self._audience = cache(self._read_audience)
        self._number = lru_cache(_MOST_NUMBERS)(self._read_number)

    def read(self, items: Iterator[Item]) -> Iterator[Observation]:
        """Give the observations; what cannot be read is kept in `found`."""
        for item in items:
            match item:
                case Footnote():
                    self.footnotes.append(item.text)
                case Gap():
                    self.rows += 1
                    self.without_figure += 1
                    why = f": {item.note!r}" if item.note else ""
                    self.not_filled_in.append(f"{item.name} ({item.place.key}){why}")
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
        mark = _text(record.fields["value"])
        if mark in self._recipe.missing:
            self.without_figure += record.rows
            return
        before = len(self.found)
        suppressed = mark in self._recipe.suppressed
        status = Status.SUPPRESSED if suppressed else record.fields.get("status")
        indicator: Indicator | None = self._take(record, "indicator", self._indicator)
        own_area = indicator.area if indicator else None
        given: dict[str, Any] = {
            "area": self._take(record, "area", lambda cell: self._area(cell, own_area)),
            "period": self._take(record, "period", self._period),
            "value": None,
        }
        if indicator is not None and not suppressed:
            category = record.fields.get("category", "") if indicator.scale else ""
            given["value"] = self._take(
                record,
                "category" if category else "value",
                lambda cell: self._value(cell, indicator, suppressed=status == Status.SUPPRESSED),
            )
        given |= {
            "status": status if suppressed else self._take(record, "status", self._status),
            "published": self._take(record, "published", self._day) or self._dates["published"],
            "retrieved": self._take(record, "retrieved", self._day) or self._dates["retrieved"],
            "audience": self._take(record, "audience", self._audience),
        }
        if indicator is None or len(self.found) > before:
            return
        self.used += record.rows
        notes = (str(record.fields.get("note", "")), record.note)
        source = intern(str(record.fields.get("source", "")) or self._recipe.source)
        note = "; ".join(note for note in notes if note)
        yield Observation(indicator=indicator.id, source=source, note=note, **given)

    def _take(self, record: Record, field: str, parse: Callable[[Cell], Any]) -> Any:
        """Return what a cell says; where it cannot be read, keep the diagnostic and return None."""
        cell = record.fields.get(field, "")
        if record.texts and field in self._codes:
            text = record.texts.get(field)
            cell = text if text in self._codes[field] else cell
        try:
            return parse(cell)
        except InvalidValueError as error:
            self.found.append(Diagnostic.of(error.problem, record.place(field)))
            return None

    def _unasked(self, record: Record) -> tuple[str, str] | None:
        """Return the code that the recipe does not ask for, if the record has one."""
        for only in self._recipe.only:
            field = filter_field(only.code)
            code = _text(record.fields[field])
            if code != only.id and record.texts.get(field) != only.id:
                return only.code, code
        for what in ("indicator", "area"):
            codes = self._codes[what]
            if codes and what in record.fields:
                names = (record.fields[what], record.texts.get(what, ""))
                if not any(str(name) in codes for name in names):
                    return what, " ".join(dict.fromkeys(str(name) for name in names if name != ""))
        return None

    def _read_indicator(self, cell: Cell) -> Indicator:
        id = self._meaning("indicator", cell, self._recipe.only_indicator)
        return self._indicators[_known(id, "indicator", self._indicators)]

    def _read_area(self, cell: Cell, own_area: str | None) -> str | None:
        id = self._meaning("area", cell, self._recipe.only_area)
        return _known(id, "area", self._areas) if id else own_area

    def _read_number(self, text: str, measure: Measure) -> Exact:
        if measure is Measure.COUNT and not self._recipe.thousands_mark:
            refuse_divided_thousands(text)
        # Our own csv writes every exact number, a fraction such as 1/3 among them.
        if self._recipe.is_own:
            return exact(text)
        if measure is Measure.PERCENTAGE and text.lower().rstrip(" .)").endswith(_PERCENT):
            return self._form.percent(text)
        return self._form.number(text)

    def _read_status(self, cell: Cell) -> Status:
        given = cell != "" or self._recipe.is_own
        return Status(str(cell)) if given else self._recipe.status

    def _read_audience(self, cell: Cell) -> Audience:
        return Audience(str(cell)) if cell != "" else self._recipe.audience

    def _meaning(self, what: str, cell: Cell, otherwise: str | None) -> str:
        text = str(cell)
        return self._codes[what].get(text, text) or otherwise or ""

    def _value(self, cell: Cell, indicator: Indicator, *, suppressed: bool) -> Value | None:
        if suppressed == (cell != ""):
            raise InvalidValueError(
                "only a suppressed observation has no value",
                expected="an empty cell" if suppressed else "a value, or the status 'suppressed'",
                came=shortened(repr(cell)) if cell != "" else "an empty cell",
                remedy=""
                if self._recipe.is_own
                else 'if it stands for a missing figure, write missing = [""] in the recipe',
            )
        if suppressed:
            return None
        if indicator.scale is not None:
            category = self._codes["category"].get(str(cell), str(cell))
            self._scales[indicator.scale].position(category)
            return category
        number = self._number(cell, indicator.measure) if isinstance(cell, str) else cell
        whole = indicator.measure is not Measure.COUNT or number.denominator == 1
        if number < 0 or not whole:
            raise InvalidValueError(
                f"not a value of '{indicator.id}'",
                expected="zero or more" if whole else "a whole number of zero or more",
                came=shortened(plain_text(number)),
            )
        return number


def _position(diagnostic: Diagnostic) -> tuple[int, bool, int]:
    place = diagnostic.place
    return place.line or 0, place.column is None, place.column or 0


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else plain_text(cell)


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
            "not a date", expected="a date such as 2014-05-31", came=shortened(repr(cell))
        ) from None
