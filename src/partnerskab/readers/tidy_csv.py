"""Tidy csv: one observation a row, UTF-8, a comma between cells, `.` as the decimal mark."""

import csv
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import Indicator, Measure
from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError, Place, Problem
from partnerskab.files.decoding import read_text
from partnerskab.observations.observation import Audience, Observation, Status
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.values.exact import exact, plain_text
from partnerskab.values.names import did_you_mean
from partnerskab.values.periods import Period
from partnerskab.values.scales import Value

REQUIRED = ("indicator", "period", "value", "status")
OPTIONAL = ("area", "published", "retrieved", "source", "note", "audience")
_KNOWN = (*REQUIRED, *OPTIONAL)


def read_observations(partnership: Partnership, path: str | Path) -> ObservationSet:
    """Read a tidy csv file of observations.

    Args:
        partnership: says which indicators, areas and categories there are.
        path: a file with the columns `indicator`, `period`, `value` and `status`, and perhaps
            `area` (the indicator's own where the cell is empty), `published`, `retrieved`,
            `source`, `note` and `audience`, in any order.

    Raises:
        DiagnosticsError: with every cell that cannot be read; no row is ever dropped.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> len(read_observations(amager, "examples/amager/observations-illustrative.csv"))
    27
    """
    text, found = read_text(Path(path), str(path))
    # Excel writes the mark into every csv file that it saves as UTF-8, so it is no fault here.
    found = tuple(each for each in found if each.id != "byte-order-mark")
    if found:
        raise DiagnosticsError(found)
    reader = _Reader(partnership.agreement, str(path))
    observations = ObservationSet(reader.read(text))
    if reader.found:
        raise DiagnosticsError(tuple(reader.found))
    return observations


class _Reader:
    """Reads one file and keeps in `found` what is wrong with it."""

    def __init__(self, agreement: Agreement, shown: str) -> None:
        self.found: list[Diagnostic] = []
        self._shown = shown
        self._agreement = agreement
        self._indicators = {each.id: each for each in agreement.indicators}
        self._areas = [each.id for each in agreement.areas]
        self._scales = {each.id: each for each in agreement.scales}

    def read(self, text: str) -> Iterator[Observation]:
        """Give the observations of the rows that can be read."""
        lines = csv.reader(text.splitlines(keepends=True), strict=True)
        try:
            header = next(lines)
            if self._is_sound(header):
                for cells in lines:
                    if cells:
                        yield from self._row(lines.line_num, header, cells)
        except csv.Error as error:
            message = f"from here on the file is not csv: {error}"
            remedy = "close every quote, and write a quote within a text twice"
            self._report(lines.line_num, Problem(id="not-csv", message=message, remedy=remedy))

    def _is_sound(self, header: list[str]) -> bool:
        for problem in _header_problems(header):
            self._report(1, problem)
        return not self.found

    def _row(self, line: int, header: list[str], cells: list[str]) -> Iterator[Observation]:
        if len(cells) != len(header):
            problem = Problem(
                id="wrong-length",
                message="the row has another number of cells than the header",
                expected=f"{len(header)} cells",
                came=f"{len(cells)} cells",
                remedy="put a text that contains a comma in quotes",
            )
            self._report(line, problem)
            return
        row = dict.fromkeys(_KNOWN, "") | dict(zip(header, map(str.strip, cells), strict=True))
        given: dict[str, Any] = {"source": row["source"], "note": row["note"]}
        before = len(self.found)
        for name, parse in self._parsers(row).items():
            try:
                given[name] = parse(row[name])
            except InvalidValueError as error:
                self._report(line, attrs.evolve(error.problem, path=(name,)))
        if len(self.found) == before:
            yield Observation(**given)

    def _parsers(self, row: dict[str, str]) -> dict[str, Callable[[str], object]]:
        """Return how to read each cell of a row; the indicator decides about area and value."""
        indicator = self._indicators.get(row["indicator"])
        return {
            "indicator": lambda text: _one_of(text, "indicator", self._indicators),
            "area": lambda text: (
                _one_of(text, "area", self._areas) if text or not indicator else indicator.area
            ),
            "period": lambda text: Period.parse(text, year_starts=self._agreement.year_starts),
            "value": lambda text: self._value(text, indicator, row["status"]),
            "status": Status,
            "published": _day,
            "retrieved": _day,
            "audience": lambda text: Audience(text or Audience.INTERNAL),
        }

    def _value(self, text: str, indicator: Indicator | None, status: str) -> Value | None:
        suppressed = status == Status.SUPPRESSED
        if suppressed == bool(text):
            raise InvalidValueError(
                "only a suppressed observation has no value",
                expected="an empty cell" if suppressed else "a value, or the status 'suppressed'",
                came=repr(text) if text else "an empty cell",
            )
        if indicator is None or suppressed:
            return None  # an unknown indicator is reported in its own cell
        if indicator.scale is not None:
            self._scales[indicator.scale].position(text)
            return text
        number = exact(text)
        whole = indicator.measure is not Measure.COUNT or number.denominator == 1
        if number < 0 or not whole:
            raise InvalidValueError(
                f"not a value of '{indicator.id}'",
                expected="a whole number of zero or more" if not whole else "zero or more",
                came=plain_text(number),
            )
        return number

    def _report(self, line: int, problem: Problem) -> None:
        self.found.append(
            Diagnostic(
                id=problem.id,
                place=Place(file=self._shown, line=line, key=".".join(map(str, problem.path))),
                message=problem.message,
                expected=problem.expected,
                came=problem.came,
                remedy=problem.remedy,
            )
        )


def _header_problems(header: list[str]) -> Iterator[Problem]:
    if len(header) == 1 and ";" in header[0]:
        yield Problem(
            id="wrong-separator",
            message="the cells are divided by another mark",
            expected="a comma between the cells",
            came="a semicolon",
            remedy="save the file as csv with commas",
        )
        return
    for index, name in enumerate(header):
        if name not in _KNOWN:
            yield Problem(
                path=(name,),
                id="unknown-column",
                message="unknown column",
                expected=", ".join(_KNOWN),
                came=repr(name),
                remedy=did_you_mean(name, _KNOWN),
            )
        elif name in header[:index]:
            yield Problem(
                path=(name,),
                id="duplicate-column",
                message="the column is there twice",
                expected="each column once",
                came=f"column {index + 1} is called {name!r} again",
                remedy="remove one of the two",
            )
    for name in REQUIRED:
        if name not in header:
            yield Problem(
                id="missing-column",
                message=f"the column '{name}' is missing",
                expected=", ".join(REQUIRED),
                came=", ".join(header),
            )


def _one_of(text: str, kind: str, known: Collection[str]) -> str:
    if text not in known:
        raise InvalidValueError(
            f"no {kind} has this id",
            expected=", ".join(known),
            came=repr(text),
            remedy=did_you_mean(text, known),
            id="dangling-reference",
        )
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidValueError(
            "not a date", expected="a date such as 2014-05-31", came=repr(text)
        ) from None
