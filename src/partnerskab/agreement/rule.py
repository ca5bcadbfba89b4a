"""What every kind of target shares: the questions that a rule answers, on plain values.

A rule never reads a data set: it says which values it needs, what is due, and what follows.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

import attrs

from partnerskab.agreement.inputs import Input
from partnerskab.agreement.statistic import Statistic
from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, as_numbers, exact
from partnerskab.values.names import Choice
from partnerskab.values.periods import Period, as_period
from partnerskab.values.rounding import Reconciliation
from partnerskab.values.scales import Value, as_value


class Decision(Choice):
    """What a rule says of the values it asked for."""

    MET = "met"
    NOT_MET = "not-met"
    UNDEFINED = "undefined"
    NEEDS_JUDGEMENT = "needs-judgement"


class Sense(Choice):
    """On which side of the value the promise is kept."""

    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    BELOW = "below"

    @property
    def falls(self) -> bool:
        """Whether less is better."""
        return self is not Sense.AT_LEAST


def is_beyond(value: Value, sense: Sense, limit: Value) -> bool:
    """Say whether a number is on the wrong side of a limit.

    >>> is_beyond(70, Sense.AT_MOST, 69), is_beyond(70, Sense.AT_LEAST, 69)
    (True, False)
    """
    if isinstance(value, str) or isinstance(limit, str):
        came = f"{value!r} against {limit!r}"
        raise InvalidValueError("a category where a number is due", came=came)
    match sense:
        case Sense.AT_MOST:
            return value > limit
        case Sense.AT_LEAST:
            return value < limit
        case Sense.BELOW:
            return value >= limit


@attrs.frozen(kw_only=True)
class Milestone:
    """What is due in one period.

    Args:
        period: the period.
        sense: whether the value is a ceiling or a floor; None where a person judges.
        percent: the promised change from the baseline in percent, negative for a fall.
        points: the promised change from the baseline in points, negative for a fall.
        exact: the rule's exact value before rounding; None where the rule gives none.
        rounded: `exact` after the agreement's rounding.
        printed: the value in the signed text; None where it prints none.
        category: the category of an ordinal scale; None for numbers.
        limit: what an observed value is held against; None where nothing decides.
        reconciliation: how `printed` stands to `exact`; None unless both are there.
        column: the heading of the signed table's column.

    >>> import partnerskab
    >>> target = partnerskab.load("examples/amager").agreement.target("vandalism")
    >>> last = target.rule.due(partnerskab.Period(2016))
    >>> last.exact, last.rounded, last.printed, str(last.sense), last.limit
    (Fraction(105, 2), 53, 53, 'at-most', 53)
    """

    period: Period
    sense: Sense | None = None
    percent: Exact | None = None
    points: Exact | None = None
    exact: Exact | None = None
    rounded: Exact | None = None
    printed: Exact | None = None
    category: str | None = None
    limit: Value | None = None
    reconciliation: Reconciliation | None = None
    column: str = ""


def _as_periods(values: Sequence[object]) -> tuple[Period, ...]:
    return tuple(as_period(value) for value in values)


def _value_of_baseline(baseline: "Baseline") -> Value | None:
    if not baseline.values:
        return None
    return (baseline.statistic or Statistic.SUM).of(baseline.values)


@attrs.frozen(kw_only=True)
class Baseline:
    """The value that a change is measured from.

    Args:
        period: the period it speaks of.
        values: the numbers that it is made of, such as one for each year; empty where the text
            prints the value alone.
        statistic: how it is made of several numbers; None for a single period.
        value: a number, or a category of a scale; left out, it is made of `values`; None where it
            is missing. A printed value goes before what its numbers give.

    Raises:
        InvalidValueError: for several numbers without a statistic, or a statistic of a category.

    >>> Baseline(period="2004-2008", values=[280, 300, 297], statistic="mean").value
    Fraction(877, 3)
    """

    period: Period = attrs.field(converter=as_period)
    values: tuple[Exact, ...] = attrs.field(default=(), converter=as_numbers)
    statistic: Statistic | None = attrs.field(
        default=None, converter=attrs.converters.optional(Statistic)
    )
    value: Value | None = attrs.field(
        default=attrs.Factory(_value_of_baseline, takes_self=True), converter=as_value
    )

    def __attrs_post_init__(self) -> None:
        if self.values and self.statistic is None:
            raise InvalidValueError(
                "several numbers without saying how they become one",
                expected="statistic = " + ", ".join(repr(each.value) for each in Statistic),
                came=f"{len(self.values)} values and no statistic",
                path=("statistic",),
            )
        if self.statistic is not None and isinstance(self.value, str):
            raise InvalidValueError(
                "a category has no mean, median or sum",
                expected="a number, or no statistic",
                came=repr(self.value),
                path=("statistic",),
            )

    def by_period(self) -> tuple[tuple[Period, Value], ...]:
        """Return the values that it is made of with their years, where each has one.

        >>> Baseline(period="2011-2012", values=[70, 74], statistic="mean").by_period()[1]
        (Period(year=2012, month=1, months=12), 74)
        """
        if self.statistic is None or self.period.months <= 12:
            return () if self.value is None else ((self.period, self.value),)
        years = [
            attrs.evolve(self.period, year=self.period.year + n, months=12)
            for n in range(self.period.months // 12)
        ]
        return tuple(zip(years, self.values, strict=True)) if len(years) == len(self.values) else ()


@attrs.frozen(kw_only=True)
class Rule(ABC):
    """What every kind of target has.

    Args:
        indicator: the id of what is measured.
        area: the id of the area it is measured in.
        periods: the periods in which something is due, in order.
        baseline: where it starts; None where the text gives none.
    """

    kind: ClassVar[str]
    decidable: ClassVar[bool] = True

    indicator: str
    area: str
    periods: tuple[Period, ...] = attrs.field(converter=_as_periods)
    baseline: Baseline | None = None

    @periods.validator
    def _check_periods(self, _: object, periods: tuple[Period, ...]) -> None:
        if not periods or any(a >= b for a, b in pairwise(periods)):
            raise InvalidValueError(
                "periods out of order",
                expected="at least one period, each later than the one before",
                came=", ".join(str(period) for period in periods) or "none",
                path=("periods",),
            )

    def inputs(self, period: Period) -> tuple[Input, ...]:
        """Return the values that a decision about the period needs."""
        return (Input(indicator=self.indicator, area=self.area, period=period),)

    def due(self, period: Period) -> Milestone | None:
        """Return what is due in the period; None where nothing is."""
        return self._at(self.periods.index(period)) if period in self.periods else None

    def decide(self, period: Period, values: Sequence[Value]) -> Decision:
        """Decide a period in which something is due, from the values that `inputs` names.

        Raises:
            InvalidValueError: where nothing is due in the period.
        """
        milestone = self.due(period)
        if milestone is None:
            raise InvalidValueError(
                f"nothing is due in {period}",
                expected=", ".join(str(known) for known in self.periods),
                came=str(period),
            )
        if not self.decidable:
            return Decision.NEEDS_JUDGEMENT
        limit = milestone.limit
        if limit is None:
            return Decision.UNDEFINED
        return (
            Decision.NOT_MET
            if any(self._is_worse(each, limit) for each in values)
            else Decision.MET
        )

    def slips(self, value: Value) -> bool:
        """Say whether a value before anything is due is worse than where the promise started."""
        start = self.baseline.value if self.baseline else None
        return start is not None and self._is_worse(value, start)

    def _check_start(self) -> None:
        """Raise where the baseline is not of the kind that the rule compares."""
        start = self.baseline.value if self.baseline else None
        if start is not None:
            self._is_worse(start, start)

    @abstractmethod
    def _at(self, index: int) -> Milestone:
        """Return what is due in the period with this index."""

    @abstractmethod
    def _is_worse(self, value: Value, other: Value) -> bool:
        """Say whether a value is worse than another."""

    def milestones(self) -> tuple[Milestone, ...]:
        """Return everything that is due, in order."""
        return tuple(self._at(index) for index in range(len(self.periods)))


def percent_change(value: Exact, baseline: Exact) -> Exact | None:
    """Return the change from the baseline in percent, exactly; None from a baseline of zero.

    >>> percent_change(53, 70)
    Fraction(-170, 7)
    """
    return exact(Fraction(value - baseline) * 100 / baseline) if baseline else None
