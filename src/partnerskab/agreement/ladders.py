"""Numbers to reach: in percent of a baseline, in points from it, or as a level."""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from math import gcd
from operator import mul
from typing import ClassVar

import attrs

from partnerskab.agreement.rule import Baseline, Milestone, Rule, Sense, is_beyond
from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, as_numbers, exact, plain_text
from partnerskab.values.names import Choice
from partnerskab.values.periods import Period, as_period
from partnerskab.values.rounding import Rounding, reconcile
from partnerskab.values.scales import Value
from partnerskab.values.tuples import as_tuple

# A constant rate mostly has no exact value; so many decimals decide every rounding.
_PLACES_OF_RATE = 30


class Criterion(Choice):
    """Whether the printed count or the exact percentage decides."""

    COUNT = "count"
    PERCENTAGE = "percentage"


class Steps(Choice):
    """What each percentage is of, or how the way to the last one is filled in.

    `from-baseline`: each is of the baseline. `compounding`: each is of the year before. `linear`
    and `constant-rate`: the text gives the last percentage only, and says that the way there is a
    straight line, or the same percentage every year.
    """

    FROM_BASELINE = "from-baseline"
    COMPOUNDING = "compounding"
    LINEAR = "linear"
    CONSTANT_RATE = "constant-rate"

    @property
    def interpolated(self) -> bool:
        """Whether only the last percentage is given."""
        return self in (Steps.LINEAR, Steps.CONSTANT_RATE)


@attrs.frozen(kw_only=True)
class PercentOfBaseline(Rule):
    """A change in percent of a baseline, graduated by period.

    Args:
        baseline: what the percentages are of; a number, zero or above.
        percent: the change in percent for each period, negative for a fall, all one way; for
            interpolated steps one number, for the last period.
        steps: what each percentage is of; from the baseline unless said otherwise.
        start: where an interpolated path starts, at the baseline's value; None for the end of the
            baseline's period.
        printed: the values in the signed text, one for each period; None where it prints none.
        rounding: how an exact value becomes a printed one.
        criterion: whether the printed count or the exact percentage decides.
        columns: the headings of the signed table: the baseline's, then one for each period.

    Raises:
        InvalidValueError: for lists of another length than the periods, a reduction above 100 %, a
            ladder that runs against its direction, or a baseline that is no number.

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
    >>> halved = attrs.evolve(
    ...     ladder, periods=[2013, 2014], percent=[-50], printed=None, steps="constant-rate")
    >>> [milestone.rounded for milestone in halved.milestones()]
    [49, 35]
    """

    kind: ClassVar[str] = "percent-of-baseline"

    baseline: Baseline
    percent: tuple[Exact, ...] = attrs.field(converter=as_numbers)
    steps: Steps = attrs.field(default=Steps.FROM_BASELINE, converter=Steps)
    start: Period | None = attrs.field(default=None, converter=attrs.converters.optional(as_period))
    printed: tuple[Exact, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(as_numbers)
    )
    rounding: Rounding
    criterion: Criterion = attrs.field(converter=Criterion)
    columns: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        count = len(self.periods)
        if self.steps.interpolated:
            _check_length("percent", self.percent, 1, "for the last period")
        else:
            _check_length("percent", self.percent, count)
        if self.printed is not None:
            _check_length("printed", self.printed, count)
        if self.columns:
            _check_length("columns", self.columns, count + 1, "the baseline's and one per period")
        self._check_ladder()
        _check_baseline(self, self.baseline, "a percentage needs a number to be of")
        self._check_path()

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
        _check_change("percent", self.percent)
        together = self.steps is Steps.COMPOUNDING
        ways = self.percent if together else [b - a for a, b in pairwise([0, *self.percent])]
        before = [0] * len(self.percent) if together else [0, *self.percent]
        _check_one_way("percent", self.percent, ways, before, falls=self.sense.falls)

    def _check_path(self) -> None:
        if self.start is None:
            return
        if not self.steps.interpolated:
            raise InvalidValueError(
                "only an interpolated path has a start of its own",
                expected="steps = 'linear' or 'constant-rate', or no start",
                came=f"start {self.start} with steps '{self.steps}'",
                path=("start",),
            )
        if self.start.last_day >= self.periods[0].first_day:
            raise InvalidValueError(
                "the path starts after its first milestone",
                expected=f"a period that ends before {self.periods[0]}",
                came=str(self.start),
                path=("start",),
            )

    @property
    def sense(self) -> Sense:
        """A falling ladder is kept at or below its values, a rising one at or above."""
        return _sense_of(self.percent)

    def _factor(self, index: int) -> Fraction:
        """Return what the baseline is multiplied by in the period with this index."""
        if not self.steps.interpolated:
            compounds = self.steps is Steps.COMPOUNDING
            first = 0 if compounds else index
            factors = (Fraction(100 + each) / 100 for each in self.percent[first : index + 1])
            return reduce(mul, factors)
        start = self.start or self.baseline.period
        so_far, in_all = (start.months_to(each) for each in (self.periods[index], self.periods[-1]))
        last = Fraction(100 + self.percent[0]) / 100
        if self.steps is Steps.LINEAR:
            return 1 + (last - 1) * so_far / in_all
        return _power(last, so_far, in_all)

    def _at(self, index: int) -> Milestone:
        base, factor = self.baseline.value, self._factor(index)
        printed = None if self.printed is None else self.printed[index]
        value = rounded = reconciliation = None
        if base and not isinstance(base, str):
            value = exact(base * factor)
            rounded = self.rounding.apply(base, factor)
            if printed is not None:
                reconciliation = reconcile(value, printed, self.rounding)
        counted = printed if printed is not None else rounded
        return Milestone(
            period=self.periods[index],
            sense=self.sense,
            percent=exact((factor - 1) * 100),
            exact=value,
            rounded=rounded,
            printed=printed,
            limit=counted if self.criterion is Criterion.COUNT else value,
            reconciliation=reconciliation,
            column=self.columns[index + 1] if self.columns else "",
        )

    def _is_worse(self, value: Value, other: Value) -> bool:
        return is_beyond(value, self.sense, other)


@attrs.frozen(kw_only=True)
class PointsFromBaseline(Rule):
    """A change in points from a baseline, with a level to end at where the text names one.

    Args:
        baseline: what the points are added to.
        points: the change from the baseline for each period, negative for a fall, all one way.
        final: the level of the last period, where the text names one; of this and the points the
            stricter decides.

    Raises:
        InvalidValueError: for points that are not one for each period or run against their
            direction, or a baseline that is no number.

    >>> unsafe = PointsFromBaseline(
    ...     indicator="unsafe", area="district", periods=[2015, 2016, 2017],
    ...     baseline=Baseline(period=2014, value=18), points=[-1, -2, -3], final=15)
    >>> [milestone.limit for milestone in unsafe.milestones()]
    [17, 16, 15]
    """

    kind: ClassVar[str] = "points-from-baseline"

    baseline: Baseline
    points: tuple[Exact, ...] = attrs.field(converter=as_numbers)
    final: Exact | None = attrs.field(default=None, converter=attrs.converters.optional(exact))

    def __attrs_post_init__(self) -> None:
        _check_length("points", self.points, len(self.periods))
        _check_change("points", self.points)
        ways = [b - a for a, b in pairwise([0, *self.points])]
        _check_one_way("points", self.points, ways, [0, *self.points], falls=self.sense.falls)
        _check_baseline(self, self.baseline, "points need a number to be added to")

    @property
    def sense(self) -> Sense:
        """A fall is kept at or below its values, a rise at or above."""
        return _sense_of(self.points)

    def _at(self, index: int) -> Milestone:
        base, points = self.baseline.value, self.points[index]
        final = self.final if index == len(self.periods) - 1 else None
        value = None if isinstance(base, str | None) else exact(base + points)
        named = [each for each in (value, final) if each is not None]
        strictest = min if self.sense.falls else max
        return Milestone(
            period=self.periods[index],
            sense=self.sense,
            points=points,
            exact=value,
            printed=final,
            limit=strictest(named) if named else None,
        )

    def _is_worse(self, value: Value, other: Value) -> bool:
        return is_beyond(value, self.sense, other)


@attrs.frozen(kw_only=True)
class Level(Rule):
    """A number not to be exceeded, or to be reached.

    Args:
        at_most: one ceiling for each period; give this or `at_least`.
        at_least: one floor for each period.

    Raises:
        InvalidValueError: for a ceiling and a floor at once or neither, or levels that are not one
            for each period.

    >>> killed = Level(indicator="killed", area="country", periods=[2030], at_most=[90])
    >>> str(killed.decide(Period(2030), [90]))
    'met'
    """

    kind: ClassVar[str] = "level"

    at_most: tuple[Exact, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(as_numbers)
    )
    at_least: tuple[Exact, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(as_numbers)
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
        return is_beyond(value, self.sense, other)


def _sense_of(changes: Sequence[Exact]) -> Sense:
    first = next((change for change in changes if change), 0)
    return Sense.AT_MOST if first < 0 else Sense.AT_LEAST


def _check_length(name: str, values: Sequence[object], count: int, what: str = "") -> None:
    if len(values) != count:
        raise InvalidValueError(
            "a list of another length than the ladder",
            expected=f"{count} values, {what or 'one for each period'}",
            came=f"{len(values)} values",
            path=(name,),
            id="wrong-length",
        )


def _check_change(name: str, changes: Sequence[Exact]) -> None:
    if not any(changes):
        raise InvalidValueError(
            "a ladder that promises no change",
            expected="at least one step other than 0",
            came="only zeros",
            path=(name,),
        )


def _check_one_way(
    name: str,
    changes: Sequence[Exact],
    ways: Sequence[Exact],
    before: Sequence[Exact],
    *,
    falls: bool,
) -> None:
    for place, way in enumerate(ways):
        if way and (way < 0) != falls:
            raise InvalidValueError(
                "a ladder that turns back",
                expected=f"{'at most' if falls else 'at least'} {plain_text(before[place])}, "
                "as in the step before",
                came=plain_text(changes[place]),
                path=(name, place),
                id="ladder-direction",
            )


def _check_baseline(rule: Rule, baseline: Baseline, message: str) -> None:
    value = baseline.value
    if isinstance(value, str) or (value is not None and value < 0):
        raise InvalidValueError(
            message,
            expected="a number of zero or more",
            came=repr(value) if isinstance(value, str) else plain_text(value),
            path=("baseline", "value"),
        )
    if baseline.period.last_day >= rule.periods[0].first_day:
        raise InvalidValueError(
            "the baseline is not before the first milestone",
            expected=f"a period that ends before {rule.periods[0]}",
            came=str(baseline.period),
            path=("baseline", "period"),
        )


def _power(factor: Fraction, part: int, whole: int) -> Fraction:
    """Return factor ** (part / whole), exactly where it is a fraction, else to 30 decimals."""
    divisor = gcd(part, whole)
    power, degree = Fraction(factor ** (part // divisor)), whole // divisor
    above, below = _root(power.numerator, degree), _root(power.denominator, degree)
    if above**degree == power.numerator and below**degree == power.denominator:
        return Fraction(above, below)
    ten = 10**_PLACES_OF_RATE
    return Fraction(_root(power.numerator * ten**degree // power.denominator, degree), ten)


def _root(number: int, degree: int) -> int:
    """Return the largest whole number whose power of this degree is not above the number."""
    low, high = 0, 1 << -(-number.bit_length() // degree)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle - 1)
    return low
