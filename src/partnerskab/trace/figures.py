"""Every figure of an agreement that cites a document, and what states it there.

The parts are walked field by field, so that what a new kind of part or target brings is looked up,
too. What is no figure of the text is named here, with the reason.
"""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import Break, SourceCadence
from partnerskab.agreement.parties import Cadence
from partnerskab.agreement.rule import Baseline, Rule
from partnerskab.agreement.statistic import Statistic
from partnerskab.agreement.targets import Target
from partnerskab.trace.expected import Expected
from partnerskab.values.amounts import Amount
from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from partnerskab.values.rounding import Rounding
from partnerskab.values.scales import OrdinalScale

# Questions and documents speak about the text; a scale may come from elsewhere.
_OUTSIDE = ("documents", "questions", "scales")
# A rounding is inferred or cited by itself; a series breaks after the text was signed.
_NO_FIGURES = (Label, Rounding, OrdinalScale, Break)
# The number of an objective is that of the item it cites; a lag comes from a question's reading.
_NO_FIGURE_FIELDS = ("number", "edition_lag")
# Only these texts are numbers, as the lists write them that they come from.
_CODES = ("code", "version")
# What all rows of a table have in common stands in the headings of its columns.
_IN_HEADINGS = ("periods", "percent", "points")
_CHANGES: dict[str, Callable[[Exact], Expected]] = {
    "percent": Expected.percent,
    "points": Expected.points,
}
_A_YEAR = {
    SourceCadence.YEARLY: 1,
    SourceCadence.HALF_YEARLY: 2,
    SourceCadence.QUARTERLY: 4,
    SourceCadence.MONTHLY: 12,
}


@attrs.frozen(kw_only=True)
class Figure:
    """A figure of the agreement.

    Args:
        path: where the agreement has it, such as `targets.burglary.printed.2013`.
        citation: where the text states it.
        expected: what states it.
    """

    path: str
    citation: Citation
    expected: Expected


def figures_of(agreement: Agreement, document: str | None = None) -> tuple[Figure, ...]:
    """Return every figure that cites a document, in the order of the agreement.

    Args:
        agreement: where the figures are.
        document: the id of the document; None for all of them.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager").agreement
    >>> first, *others = figures_of(amager, "agreement-text")
    >>> first.path, first.expected.shown, str(first.citation)
    ('term.end', '2016-12-31', 'agreement-text, section preamble')
    """
    walk = _Walk(agreement)
    found = [*walk.fields("term", agreement.term, agreement.term.citation)]
    for name, parts in agreement.collections().items():
        if name not in _OUTSIDE:
            for part in parts:
                found += walk.value(f"{name}.{part.id}", part, part.citation)
    return tuple(each for each in found if document in (None, each.citation.document))


def count_at(agreement: Agreement, path: str) -> int | None:
    """Return how many things stand at a path, such as `parties.city.administrations`.

    None where the path leads to no list of things.

    >>> import partnerskab
    >>> count_at(partnerskab.load("examples/amager").agreement, "parties.city.administrations")
    7
    """
    head, *rest = path.split(".")
    things: Any = agreement.collections().get(head)
    for step in rest:
        if isinstance(things, tuple):
            things = next((each for each in things if getattr(each, "id", None) == step), None)
        else:
            things = getattr(things, step, None) if _has_field(things, step) else None
    return len(things) if isinstance(things, tuple) else None


def _has_field(thing: Any, name: str) -> bool:
    return attrs.has(type(thing)) and name in attrs.fields_dict(type(thing))


class _Walk:
    """Finds the figures of an agreement's parts; it knows the units of its indicators."""

    def __init__(self, agreement: Agreement) -> None:
        self._units = {each.id: each.unit for each in agreement.indicators}

    def value(
        self, path: str, value: Any, citation: Citation, unit: str | None = None
    ) -> Iterator[Figure]:
        """Give the figures of one value, whatever it is."""
        if isinstance(value, tuple):
            for index, each in enumerate(value):
                yield from self.value(f"{path}.{getattr(each, 'id', index)}", each, citation, unit)
        elif isinstance(value, Target):
            yield from self._rule(path, value.rule, value.citation)
        elif isinstance(value, Cadence):
            yield from self._cadence(path, value, citation)
        elif attrs.has(type(value)) and not isinstance(value, (Amount, Period, *_NO_FIGURES)):
            yield from self.fields(path, value, getattr(value, "citation", citation))
        else:
            expected = _expected(path.rpartition(".")[2], value, unit)
            if expected is not None:
                yield Figure(path=path, citation=citation, expected=expected)

    def fields(self, path: str, part: Any, citation: Citation) -> Iterator[Figure]:
        """Give the figures of the fields of a part, in the unit of the indicator it is about."""
        unit = self._units.get(getattr(part, "indicator", ""))
        for field in attrs.fields(type(part)):
            if field.name not in _NO_FIGURE_FIELDS and field.type is not Citation:
                at = f"{path}.{field.name}"
                yield from self.value(at, getattr(part, field.name), citation, unit)

    def _cadence(self, path: str, cadence: Cadence, citation: Citation) -> Iterator[Figure]:
        times = Expected.cadence(cadence)
        if times is not None:
            yield Figure(path=path, citation=citation, expected=times)
        yield from self.value(f"{path}.month", cadence.month, citation)

    def _rule(self, path: str, rule: Rule, citation: Citation) -> Iterator[Figure]:
        """Give the figures of a rule, each at the heading or in the cell of its period."""
        no_columns = ("",) * (len(rule.periods) + 1)
        columns = (getattr(rule, "columns", ()) if citation.table else ()) or no_columns
        unit = self._units.get(rule.indicator)
        for field in attrs.fields(type(rule)):
            value, at = getattr(rule, field.name), f"{path}.{field.name}"
            if isinstance(value, Baseline):
                yield from self._baseline(at, value, citation.cell(column=columns[0]), unit)
            elif field.name != "columns" and _is_by_period(value, rule):
                for period, each, column in zip(rule.periods, value, columns[1:], strict=True):
                    cell = citation.cell(column=column)
                    place = _heading(cell) if field.name in _IN_HEADINGS else cell
                    if field.name in _CHANGES:
                        expected = _CHANGES[field.name](each)
                        yield Figure(path=f"{at}.{period}", citation=place, expected=expected)
                    else:
                        yield from self.value(f"{at}.{period}", each, place, unit)
            elif field.name not in _NO_FIGURE_FIELDS:
                yield from self.value(at, value, citation, unit)

    def _baseline(
        self, path: str, baseline: Baseline, cell: Citation, unit: str | None
    ) -> Iterator[Figure]:
        """Give the figures of a baseline; a value that its numbers give need not be printed."""
        yield from self.value(f"{path}.period", baseline.period, _heading(cell))
        yield from self.value(f"{path}.values", baseline.values, cell, unit)
        if not baseline.values or baseline.value != _reckoned(baseline):
            yield from self.value(f"{path}.value", baseline.value, cell, unit)


def _is_by_period(value: object, rule: Rule) -> bool:
    return isinstance(value, tuple) and len(value) == len(rule.periods)


def _reckoned(baseline: Baseline) -> Exact:
    return (baseline.statistic or Statistic.SUM).of(baseline.values)


def _heading(cell: Citation) -> Citation:
    """Return the place of the heading above a cell, which belongs to no row."""
    return attrs.evolve(cell, row="")


def _expected(name: str, value: Any, unit: str | None) -> Expected | None:
    """Return what states a plain value; None where it is no figure."""
    expected: Expected | None = None
    match value:
        case SourceCadence() if value in _A_YEAR:
            expected = Expected.times(_A_YEAR[value], _A_YEAR[value])
        case str():
            is_code = name in _CODES and any(letter.isdecimal() for letter in value)
            expected = Expected.code(value) if is_code else None
        case Amount():
            expected = Expected.amount(value)
        case Period():
            expected = Expected.period(value)
        case date():
            expected = Expected.day(value)
        case bool():
            pass
        case int() if name.endswith("month"):
            expected = Expected.month(value)
        case int() | Fraction():
            expected = Expected.number(value, unit)
        case _:
            pass
    return expected
