"""Values that are reckoned from others: a closed family; every kind has its words.

A derivation never reads a data set: it says which values it needs and what follows from them.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from partnerskab.agreement.conditions import AREA, INDICATOR, Condition, number_of
from partnerskab.agreement.inputs import Input
from partnerskab.agreement.statistic import Statistic
from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, as_whole, exact
from partnerskab.values.names import Choice
from partnerskab.values.scales import Value, as_value
from partnerskab.values.tuples import as_tuple

# How bad a value of an indicator is: a number that is greater for a worse one.
Badness = Callable[[Value], Exact]


@attrs.frozen(kw_only=True)
class Derivation(ABC):
    """How a value that nobody publishes is reckoned from others."""

    kind: ClassVar[str]

    @abstractmethod
    def inputs(self, needed: Input) -> tuple[Input, ...]:
        """Return the values that are needed for one indicator, area and period."""

    @abstractmethod
    def value(self, values: Sequence[Value], badness: Badness, /) -> Value | None:
        """Return the value; None where it is not defined, as a rate of nobody.

        Args:
            values: what `inputs` names, in that order.
            badness: how bad a value of the first input's indicator is.
        """

    def so_far(self, _: Sequence[Value], __: Badness, /) -> Value | None:
        """Return what the value cannot be better than, from some of the values; None for nothing.

        The values are those that are known, each in its place among the inputs lost.
        """
        return None

    @property
    def areas(self) -> tuple[str, ...]:
        """The ids of the areas that it is reckoned over, others than the one that it is for."""
        return ()


@attrs.frozen(kw_only=True)
class Rate(Derivation):
    """A count for every so many of a population, each from its own series.

    Args:
        count: the id of the indicator that is counted.
        population: the id of the indicator that it is counted by.
        per: for how many.

    >>> exact(Rate(count="reports", population="residents").value([77, 3400], float))
    Fraction(385, 17)
    """

    kind: ClassVar[str] = "rate"

    count: str = attrs.field(metadata=INDICATOR)
    population: str = attrs.field(metadata=INDICATOR)
    per: int = attrs.field(default=1000, converter=as_whole)

    def inputs(self, needed: Input) -> tuple[Input, ...]:
        """Return the count and the population."""
        named = (self.count, self.population)
        return tuple(attrs.evolve(needed, indicator=each) for each in named)

    def value(self, values: Sequence[Value], _: Badness, /) -> Value | None:
        """Return the rate; None for a population of nobody."""
        count, people = (number_of(each) for each in values)
        return exact(Fraction(count * self.per) / people) if people else None


@attrs.frozen(kw_only=True)
class Total(Derivation):
    """The sum of several indicators: a basket, such as seven crimes together.

    Args:
        of: the ids of the indicators, at least two.
    """

    kind: ClassVar[str] = "total"

    of: tuple[str, ...] = attrs.field(converter=as_tuple, metadata=INDICATOR)

    def __attrs_post_init__(self) -> None:
        _check_each_once("of", self.of)

    def inputs(self, needed: Input) -> tuple[Input, ...]:
        """Return each of the indicators."""
        return tuple(attrs.evolve(needed, indicator=each) for each in self.of)

    def value(self, values: Sequence[Value], _: Badness, /) -> Value | None:
        """Return the sum."""
        return exact(sum(number_of(each) for each in values))

    def so_far(self, values: Sequence[Value], badness: Badness, /) -> Value | None:
        """Return the sum of those that are known, where the others can only make it worse."""
        numbers = [number_of(each) for each in values]
        grows_worse = badness(1) > badness(0) and min(numbers, default=-1) >= 0
        return exact(sum(numbers)) if grows_worse else None


@attrs.frozen(kw_only=True)
class OverTime(Derivation):
    """A mean, a median or a sum over several periods in a row, the last of them the one asked for.

    Args:
        of: the id of the indicator.
        statistic: what is made of the values.
        periods: over how many periods, at least two.

    >>> OverTime(of="convicted", statistic="mean", periods=2).value([2, 4], float)
    3
    """

    kind: ClassVar[str] = "over-time"

    of: str = attrs.field(metadata=INDICATOR)
    statistic: Statistic = attrs.field(converter=Statistic)
    periods: int = attrs.field(converter=as_whole)

    def __attrs_post_init__(self) -> None:
        if self.periods < 2:
            raise InvalidValueError(
                "nothing to reckon over",
                expected="2 periods or more",
                came=str(self.periods),
                path=("periods",),
            )

    def inputs(self, needed: Input) -> tuple[Input, ...]:
        """Return the periods, the earliest first."""
        return tuple(
            Input(indicator=self.of, area=needed.area, period=needed.period.shifted(-back))
            for back in reversed(range(self.periods))
        )

    def value(self, values: Sequence[Value], _: Badness, /) -> Value | None:
        """Return the statistic."""
        return self.statistic.of([number_of(each) for each in values])


class GapMeasure(Choice):
    """How a gap between two areas is measured; both grow when the first area gets worse.

    `difference`: by how much the area is worse. `percent`: the area's number in percent of the
    other's, or the other way round where more is better.
    """

    DIFFERENCE = "difference"
    PERCENT = "percent"


@attrs.frozen(kw_only=True)
class Gap(Derivation):
    """How far an area is behind another; below zero, or below 100 %, where it is ahead.

    Args:
        of: the id of the indicator.
        comparator: the id of the area that it is compared with.
        measure: how the gap is measured.

    >>> Gap(of="unsafe", comparator="city", measure="difference").value([18, 12], lambda x: x)
    6
    """

    kind: ClassVar[str] = "gap"

    of: str = attrs.field(metadata=INDICATOR)
    comparator: str = attrs.field(metadata=AREA)
    measure: GapMeasure = attrs.field(converter=GapMeasure)

    def inputs(self, needed: Input) -> tuple[Input, ...]:
        """Return the number of the area, and of the one that it is compared with."""
        own = attrs.evolve(needed, indicator=self.of)
        return (own, attrs.evolve(own, area=self.comparator))

    def value(self, values: Sequence[Value], badness: Badness, /) -> Value | None:
        """Return the gap; None where it would be a percentage of nothing."""
        own, other = (number_of(each) for each in values)
        if self.measure is GapMeasure.DIFFERENCE:
            return exact(badness(own) - badness(other))
        more_is_worse = badness(1) > badness(0)
        above, below = (own, other) if more_is_worse else (other, own)
        return exact(Fraction(above * 100) / below) if below else None

    @property
    def areas(self) -> tuple[str, ...]:
        """The area that it is compared with."""
        return (self.comparator,)


@attrs.frozen(kw_only=True)
class OverAreas(Derivation):
    """What several areas have: those of them that a condition leaves in.

    Args:
        of: the id of the indicator.
        over: the ids of the areas.
        only: what an area must fulfil to be looked at; None for all of them.
    """

    of: str = attrs.field(metadata=INDICATOR)
    over: tuple[str, ...] = attrs.field(converter=as_tuple, metadata=AREA)
    only: Condition | None = None

    def __attrs_post_init__(self) -> None:
        _check_each_once("over", self.over)

    def inputs(self, needed: Input) -> tuple[Input, ...]:
        """Return the value of every area, each with what the condition on it needs."""
        return tuple(each for area in self.over for each in self._of_area(needed, area))

    def _of_area(self, needed: Input, area: str) -> tuple[Input, ...]:
        own = Input(indicator=self.of, area=area, period=needed.period)
        return (own, *(self.only.inputs(own) if self.only else ()))

    def _in_scope(self, values: Sequence[Value]) -> list[Value]:
        size = 1 if self.only is None else 1 + self.only.size
        groups = (values[start : start + size] for start in range(0, len(values), size))
        return [own for own, *others in groups if not self.only or self.only.holds(others)]

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas."""
        return self.over


@attrs.frozen(kw_only=True)
class WorstArea(OverAreas):
    """The value of the worst of several areas, so that a promise about it is one about every area.

    >>> worst = WorstArea(of="unsafe", over=["north", "south"])
    >>> worst.value([8, 11], lambda value: value)
    11
    """

    kind: ClassVar[str] = "worst-area"

    def value(self, values: Sequence[Value], badness: Badness, /) -> Value | None:
        """Return the worst value; None where no area is in scope."""
        return max(self._in_scope(values), key=badness, default=None)

    def so_far(self, values: Sequence[Value], badness: Badness, /) -> Value | None:
        """Return the worst of those that are known."""
        return max(values, key=badness, default=None) if self.only is None else None


@attrs.frozen(kw_only=True)
class CountOfAreas(OverAreas):
    """How many of several areas stand at a category or a number, or worse.

    Args:
        at_or_worse: the category or the number.

    >>> from partnerskab.values.scales import OrdinalScale
    >>> badness = ["minimal", "reduced", "marked"].index
    >>> counted = CountOfAreas(of="need", over=["north", "south"], at_or_worse="reduced")
    >>> counted.value(["minimal", "marked"], badness)
    1
    """

    kind: ClassVar[str] = "count-of-areas"

    at_or_worse: Value = attrs.field(converter=as_value)

    def value(self, values: Sequence[Value], badness: Badness, /) -> Value | None:
        """Return the number of areas."""
        worst = badness(self.at_or_worse)
        return sum(badness(each) >= worst for each in self._in_scope(values))

    def so_far(self, values: Sequence[Value], badness: Badness, /) -> Value | None:
        """Return how many of those that are known."""
        return self.value(values, badness) if values and self.only is None else None


@attrs.frozen(kw_only=True)
class Criteria(Derivation):
    """How many of several criteria hold of an area; none where it is not among those meant.

    Args:
        of: the criteria.
        gates: what must hold for the criteria to apply at all, such as more than 1,000 residents.

    >>> listed = Criteria(
    ...     of=[Condition(indicator="unemployed", above=40), Condition(indicator="poor", below=55)],
    ...     gates=[Condition(indicator="residents", above=1000)])
    >>> listed.value([45, 60, 1200], float), listed.value([45, 50, 900], float)
    (1, 0)
    """

    kind: ClassVar[str] = "criteria"

    of: tuple[Condition, ...] = attrs.field(converter=as_tuple)
    gates: tuple[Condition, ...] = attrs.field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        _check_each_once("of", self.of)

    def inputs(self, needed: Input) -> tuple[Input, ...]:
        """Return what the criteria and the gates need."""
        conditions = (*self.of, *self.gates)
        return tuple(each for condition in conditions for each in condition.inputs(needed))

    def value(self, values: Sequence[Value], _: Badness, /) -> Value | None:
        """Return how many of the criteria hold."""
        rest, held = values, []
        for condition in (*self.of, *self.gates):
            held.append(condition.holds(rest[: condition.size]))
            rest = rest[condition.size :]
        return sum(held[: len(self.of)]) if all(held[len(self.of) :]) else 0

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that thresholds follow."""
        conditions = (*self.of, *self.gates)
        return tuple(each.times_area for each in conditions if each.times_area is not None)


def _check_each_once(name: str, parts: Sequence[object]) -> None:
    if not parts or len(set(parts)) < len(parts):
        raise InvalidValueError(
            "nothing to reckon over, or the same twice",
            expected="at least one, and each of them once",
            came=", ".join(str(part) for part in parts) or "none",
            path=(name,),
        )


Named = tuple[tuple[str | int, ...], str, str]


def ids_named(part: Any, path: tuple[str | int, ...] = ()) -> Iterator[Named]:
    """Give every id that a derivation names: the path, `indicators` or `areas`, and the id.

    >>> list(ids_named(Total(of=["thefts", "burglaries"])))
    [(('of', 0), 'indicators', 'thefts'), (('of', 1), 'indicators', 'burglaries')]
    """
    for field in attrs.fields(type(part)):
        value, at = getattr(part, field.name), (*path, field.name)
        kind = field.metadata.get("names")
        each = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, one in each:
            here = at if index is None else (*at, index)
            if kind is not None and one is not None:
                yield here, kind, one
            elif attrs.has(type(one)):
                yield from ids_named(one, here)


DERIVATIONS: dict[str, type[Derivation]] = {
    each.kind: each for each in (Rate, Total, OverTime, Gap, WorstArea, CountOfAreas, Criteria)
}
