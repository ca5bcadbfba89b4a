"""What every kind of target shares: the questions that a rule answers, on plain values.

A rule never reads a data set: it says which values it needs, what is due, and what follows.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, exact
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


@attrs.frozen(kw_only=True)
class Input:
    """One value that a rule needs."""

    indicator: str
    area: str
    period: Period


@attrs.frozen(kw_only=True)
class Milestone:
    """What is due in one period.

    Args:
        period: the period.
        sense: whether the value is a ceiling or a floor; None where a person judges.
        percent: the promised change from the baseline in percent, negative for a fall.
        exact: the rule's exact value before rounding; None where the rule gives none.
        rounded: `exact` after the agreement's rounding.
        printed: the value in the signed text; None where it prints none.
        category: the category of an ordinal scale; None for numbers.
        limit: what an observed value is held against; None where nothing decides.
        reconciliation: how `printed` stands to `exact`; None unless both are there.
        column: the heading of the signed table's column.
    """

    period: Period
    sense: Sense | None = None
    percent: Exact | None = None
    exact: Exact | None = None
    rounded: Exact | None = None
    printed: Exact | None = None
    category: str | None = None
    limit: Value | None = None
    reconciliation: Reconciliation | None = None
    column: str = ""


def _as_periods(values: Sequence[object]) -> tuple[Period, ...]:
    return tuple(as_period(value) for value in values)


@attrs.frozen(kw_only=True)
class Baseline:
    """The value that a change is measured from.

    Args:
        period: the period it speaks of.
        value: a number, or a category of a scale; None where it is missing.
    """

    period: Period = attrs.field(converter=as_period)
    value: Value | None = attrs.field(default=None, converter=as_value)


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
        """Decide a period in which something is due, from the values that `inputs` names."""
        milestone = self.due(period)
        if milestone is None:
            raise InvalidValueError(
                f"nothing is due in {period}",
                expected=", ".join(str(known) for known in self.periods),
                came=str(period),
            )
        if not self.decidable:
            return Decision.NEEDS_JUDGEMENT
        if milestone.limit is None:
            return Decision.UNDEFINED
        return Decision.NOT_MET if self._is_worse(values[0], milestone.limit) else Decision.MET

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
