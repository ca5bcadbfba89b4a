"""The kinds of target, a closed family; every kind has its words in `partnerskab.words`."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

import attrs

from partnerskab.agreement.indicators import Better
from partnerskab.agreement.rule import Baseline, Input, Milestone, Rule, Sense
from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, as_whole, exact, plain_text
from partnerskab.values.names import Choice, Label
from partnerskab.values.periods import Period
from partnerskab.values.rounding import Rounding, reconcile
from partnerskab.values.scales import OrdinalScale, Value
from partnerskab.values.tuples import as_tuple

_LONGEST_LAG = 10


class Criterion(Choice):
    """Whether the printed count or the exact percentage decides."""

    COUNT = "count"
    PERCENTAGE = "percentage"


def _as_numbers(values: Sequence[object]) -> tuple[Exact, ...]:
    return tuple(exact(value) for value in values)


def _is_beyond(value: Value, sense: Sense, limit: Value) -> bool:
    """Say whether a number is on the wrong side of a limit."""
    if isinstance(value, str) or isinstance(limit, str):
        came = f"{value!r} against {limit!r}"
        raise InvalidValueError("a category where a number is due", came=came)
    return value > limit if sense is Sense.AT_MOST else value < limit


@attrs.frozen(kw_only=True)
class PercentOfBaseline(Rule):
    """A graduated change in percent, each step from the baseline and not from the step before.

    Args:
        baseline: what the percentages are of; a number, zero or above.
        percent: the change in percent for each period, negative for a fall, all one way.
        printed: the values in the signed text, one for each period; None where it prints none.
        rounding: how an exact value becomes a printed one.
        criterion: whether the printed count or the exact percentage decides.
        columns: the headings of the signed table: the baseline's, then one for each period.

    Source: Amager agreement, section 2, item 3.

    >>> ladder = PercentOfBaseline(
    ...     indicator="vandalism", area="amager", periods=[2013, 2016], percent=[-10, -25],
    ...     baseline=Baseline(period=2012, value=70), printed=[63, 53],
    ...     rounding=Rounding(mode="half-up", basis="inferred"), criterion="count")
    >>> last = ladder.due(Period(2016))
    >>> plain_text(last.exact), last.rounded, last.printed, str(last.reconciliation)
    ('52.5', 53, 53, 'equal')
    >>> str(ladder.decide(Period(2016), [54]))
    'not-met'
    """

    kind: ClassVar[str] = "percent-of-baseline"

    baseline: Baseline
    percent: tuple[Exact, ...] = attrs.field(converter=_as_numbers)
    printed: tuple[Exact, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(_as_numbers)
    )
    rounding: Rounding
    criterion: Criterion = attrs.field(converter=Criterion)
    columns: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        count = len(self.periods)
        _check_length("percent", self.percent, count)
        if self.printed is not None:
            _check_length("printed", self.printed, count)
        if self.columns:
            _check_length("columns", self.columns, count + 1, "the baseline's and one per period")
        self._check_ladder()
        self._check_baseline()

    def _check_baseline(self) -> None:
        value = self.baseline.value
        if isinstance(value, str) or (value is not None and value < 0):
            raise InvalidValueError(
                "a percentage needs a number to be of",
                expected="a number of zero or more",
                came=repr(value) if isinstance(value, str) else plain_text(value),
                path=("baseline", "value"),
            )
        if self.baseline.period.last_day >= self.periods[0].first_day:
            raise InvalidValueError(
                "the baseline is not before the first milestone",
                expected=f"a period that ends before {self.periods[0]}",
                came=str(self.baseline.period),
                path=("baseline", "period"),
            )

    def _check_ladder(self) -> None:
        for place, percent in enumerate(self.percent):
            if percent < -100:
                raise InvalidValueError(
                    "a reduction above 100 %",
                    expected="-100 or above",
                    came=plain_text(percent),
                    path=("percent", place),
                    id="reduction-above-100",
                )
        if not any(self.percent):
            raise InvalidValueError(
                "a ladder that promises no change",
                expected="at least one step other than 0",
                came="only zeros",
                path=("percent",),
            )
        steps = [0, *self.percent]
        turns = [b - a for a, b in pairwise(steps)]
        falls = self.sense is Sense.AT_MOST
        for place, turn in enumerate(turns):
            if turn and (turn < 0) != falls:
                raise InvalidValueError(
                    "a ladder that turns back",
                    expected=f"{'at most' if falls else 'at least'} {plain_text(steps[place])}, "
                    "as in the step before",
                    came=plain_text(self.percent[place]),
                    path=("percent", place),
                    id="ladder-direction",
                )

    @property
    def sense(self) -> Sense:
        """A falling ladder is kept at or below its values, a rising one at or above."""
        first = next((percent for percent in self.percent if percent), 0)
        return Sense.AT_MOST if first < 0 else Sense.AT_LEAST

    def _at(self, index: int) -> Milestone:
        percent, base = self.percent[index], self.baseline.value
        printed = None if self.printed is None else self.printed[index]
        value = rounded = reconciliation = None
        if base and not isinstance(base, str):
            factor = Fraction(100 + percent) / 100
            value = exact(base * factor)
            rounded = self.rounding.apply(base, factor)
            if printed is not None:
                reconciliation = reconcile(value, printed, self.rounding)
        counted = printed if printed is not None else rounded
        return Milestone(
            period=self.periods[index],
            sense=self.sense,
            percent=percent,
            exact=value,
            rounded=rounded,
            printed=printed,
            limit=counted if self.criterion is Criterion.COUNT else value,
            reconciliation=reconciliation,
            column=self.columns[index + 1] if self.columns else "",
        )

    def _is_worse(self, value: Value, other: Value) -> bool:
        return _is_beyond(value, self.sense, other)


def _check_length(name: str, values: Sequence[object], count: int, what: str = "") -> None:
    if len(values) != count:
        raise InvalidValueError(
            "a list of another length than the ladder",
            expected=f"{count} values, {what or 'one for each period'}",
            came=f"{len(values)} values",
            path=(name,),
            id="wrong-length",
        )


@attrs.frozen(kw_only=True)
class Level(Rule):
    """A number not to be exceeded, or to be reached.

    Args:
        at_most: one ceiling for each period; give this or `at_least`.
        at_least: one floor for each period.

    >>> killed = Level(indicator="killed", area="country", periods=[2030], at_most=[90])
    >>> str(killed.decide(Period(2030), [90]))
    'met'
    """

    kind: ClassVar[str] = "level"

    at_most: tuple[Exact, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(_as_numbers)
    )
    at_least: tuple[Exact, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(_as_numbers)
    )

    def __attrs_post_init__(self) -> None:
        if (self.at_most is None) == (self.at_least is None):
            raise InvalidValueError(
                "a level is a ceiling or a floor",
                expected="either at_most or at_least",
                came="neither" if self.at_most is None else "both",
            )
        _check_length(self.sense.replace("-", "_"), self._levels, len(self.periods))
        self._check_start()

    @property
    def _levels(self) -> tuple[Exact, ...]:
        return self.at_most if self.at_most is not None else (self.at_least or ())

    @property
    def sense(self) -> Sense:
        """Whether the levels are ceilings or floors."""
        return Sense.AT_MOST if self.at_most is not None else Sense.AT_LEAST

    def _at(self, index: int) -> Milestone:
        period, level = self.periods[index], self._levels[index]
        return Milestone(period=period, sense=self.sense, exact=level, printed=level, limit=level)

    def _is_worse(self, value: Value, other: Value) -> bool:
        return _is_beyond(value, self.sense, other)


@attrs.frozen(kw_only=True)
class Hold(Rule):
    """At or better than a category of an ordinal scale, in each of the periods.

    Held throughout means every period is listed; held at the end, only the last.

    Args:
        scale: the scale, from best to worst.
        category: the category to be held; better counts as met.
        edition_lag: how many periods after a period the edition of the source comes that speaks
            for it; 0 where the edition of the same name does.

    Source: Amager agreement, section 2, item 1.
    """

    kind: ClassVar[str] = "hold"

    scale: OrdinalScale
    category: str
    edition_lag: int = attrs.field(default=0, converter=as_whole)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.edition_lag <= _LONGEST_LAG:
            raise InvalidValueError(
                "not a lag between editions",
                expected=f"0 to {_LONGEST_LAG} periods",
                came=str(self.edition_lag),
                path=("edition_lag",),
            )
        self.scale.position(self.category)  # raises for a category that it does not have
        self._check_start()

    def inputs(self, period: Period) -> tuple[Input, ...]:
        """Return the value of the edition that speaks for the period."""
        return super().inputs(period.shifted(self.edition_lag))

    def _at(self, index: int) -> Milestone:
        period = self.periods[index]
        return Milestone(period=period, category=self.category, limit=self.category)

    def slips(self, value: Value) -> bool:
        """Say whether a category is worse than the one to be held."""
        return self._is_worse(value, self.category)

    def _is_worse(self, value: Value, other: Value) -> bool:
        return self.scale.position(value) > self.scale.position(other)


@attrs.frozen(kw_only=True)
class Towards(Rule):
    """A movement towards a reference that the text gives no number for.

    A machine shows the trend; a person's dated judgement decides.

    Args:
        better: which way the movement goes.
        reference: what it goes towards, in the words of the agreement's language.
        baseline: where it starts.

    Source: Amager agreement, section 2, item 2.
    """

    kind: ClassVar[str] = "towards"
    decidable: ClassVar[bool] = False

    better: Better = attrs.field(converter=Better)
    reference: Label
    baseline: Baseline

    def __attrs_post_init__(self) -> None:
        self._check_start()

    def _at(self, index: int) -> Milestone:
        return Milestone(period=self.periods[index])

    def _is_worse(self, value: Value, other: Value) -> bool:
        sense = Sense.AT_MOST if self.better is Better.LOWER else Sense.AT_LEAST
        return _is_beyond(value, sense, other)


RULES: dict[str, type[Rule]] = {
    rule.kind: rule for rule in (PercentOfBaseline, Level, Hold, Towards)
}
