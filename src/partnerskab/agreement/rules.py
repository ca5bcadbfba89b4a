"""The kinds of target, a closed family; every kind has its words in `partnerskab.words`."""

from typing import ClassVar

import attrs

from partnerskab.agreement.indicators import Better
from partnerskab.agreement.inputs import Input
from partnerskab.agreement.ladders import Level, PercentOfBaseline, PointsFromBaseline
from partnerskab.agreement.rule import (
    Baseline,
    Milestone,
    Rule,
    Sense,
    is_beyond,
)
from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import as_whole
from partnerskab.values.names import Choice, Label
from partnerskab.values.periods import Period
from partnerskab.values.scales import OrdinalScale, Value
from partnerskab.values.tuples import as_tuple

_LONGEST_LAG = 10


class Held(Choice):
    """When a hold is kept.

    `each`: every listed period is judged by itself, so one alone means at its end. `throughout`: a
    period counts only where all the listed ones before it have held, too.
    """

    EACH = "each"
    THROUGHOUT = "throughout"


@attrs.frozen(kw_only=True)
class Hold(Rule):
    """At or better than a category of an ordinal scale, or than the baseline, in each period.

    Args:
        scale: the scale, from best to worst; None for a number.
        category: the category to be held, where it is another than the baseline's; better counts
            as met.
        better: which way is better for a number; None on a scale.
        held: whether each period stands for itself, or all of them must hold.
        edition_lag: how many periods after a period the edition of the source comes that speaks
            for it; 0 where the edition of the same name does.

    Raises:
        InvalidValueError: for categories without a scale, numbers without a direction, both at
            once, or a lag that no index has.

    Source: Amager agreement, section 2, item 1.

    >>> kept = Hold(
    ...     indicator="reports-per-1000", area="district", periods=[2013, 2014], better="lower",
    ...     baseline=Baseline(period=2012, value=41), held="throughout")
    >>> str(kept.decide(Period(2014), [42, 40])), str(kept.decide(Period(2014), [41, 40]))
    ('not-met', 'met')
    """

    kind: ClassVar[str] = "hold"

    scale: OrdinalScale | None = None
    category: str | None = None
    better: Better | None = attrs.field(default=None, converter=attrs.converters.optional(Better))
    held: Held = attrs.field(default=Held.EACH, converter=Held)
    edition_lag: int = attrs.field(default=0, converter=as_whole)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.edition_lag <= _LONGEST_LAG:
            raise InvalidValueError(
                "not a lag between editions",
                expected=f"0 to {_LONGEST_LAG} periods",
                came=str(self.edition_lag),
                path=("edition_lag",),
            )
        if self.scale is not None and self.category is not None:
            self.scale.position(self.category)  # raises for a category that it does not have
        if (self.scale is None) == (self.better is None):
            raise InvalidValueError(
                "a hold needs to know what is better",
                expected="a scale for categories, or better = 'lower' or 'higher' for numbers",
                came="neither" if self.scale is None else "both",
            )
        if self.scale is None and self.category is not None:
            raise InvalidValueError(
                "a category without a scale",
                expected="a baseline with the number to be held",
                came=repr(self.category),
                path=("category",),
            )
        self._check_start()

    @property
    def limit(self) -> Value | None:
        """What is to be held; None where neither a category nor a baseline says it."""
        if self.category is not None:
            return self.category
        return self.baseline.value if self.baseline else None

    def inputs(self, period: Period) -> tuple[Input, ...]:
        """Return the values of the editions that speak for the period, and for those before."""
        spoken_for = [period]
        if self.held is Held.THROUGHOUT:
            spoken_for = [*(each for each in self.periods if each < period), period]
        return tuple(
            Input(indicator=self.indicator, area=self.area, period=each.shifted(self.edition_lag))
            for each in spoken_for
        )

    def _at(self, index: int) -> Milestone:
        limit = self.limit
        if isinstance(limit, str):
            return Milestone(period=self.periods[index], category=limit, limit=limit)
        sense = _sense_of(self.better) if self.better else None
        return Milestone(period=self.periods[index], sense=sense, exact=limit, limit=limit)

    def slips(self, value: Value) -> bool:
        """Say whether a value is worse than what is to be held."""
        return self.limit is not None and self._is_worse(value, self.limit)

    def _is_worse(self, value: Value, other: Value) -> bool:
        if self.scale is not None:
            return self.scale.position(value) > self.scale.position(other)
        return is_beyond(value, _sense_of(self.better or Better.LOWER), other)


@attrs.frozen(kw_only=True)
class Towards(Rule):
    """A movement towards a reference that the text gives no number for.

    A machine shows the trend; a person's dated judgement decides.

    Args:
        better: which way the movement goes.
        reference: what it goes towards, in the words of the agreement's language.
        baseline: where it starts.

    Raises:
        InvalidValueError: for no period, periods out of order, or a baseline that is a category.

    Source: Amager agreement, section 2, item 2.

    >>> import partnerskab
    >>> rule = partnerskab.load("examples/amager").agreement.target("ssp-activations").rule
    >>> rule.reference.text("da"), rule.baseline.value, rule.decidable
    ('et normalt niveau', 6, False)
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
        return is_beyond(value, _sense_of(self.better), other)


@attrs.frozen(kw_only=True)
class Converge(Rule):
    """A gap to another area that gets smaller; the indicator is the gap, and its measure is there.

    It is met where the gap is smaller than in the baseline, or gone.

    Args:
        baseline: the gap at the start.

    Raises:
        InvalidValueError: for no period, periods out of order, or a baseline that is a category.

    >>> closer = Converge(
    ...     indicator="gap-to-the-city", area="district", periods=[2016],
    ...     baseline=Baseline(period=2012, value=6))
    >>> [str(closer.decide(Period(2016), [gap])) for gap in (5, 6, -1)]
    ['met', 'not-met', 'met']
    """

    kind: ClassVar[str] = "converge"

    baseline: Baseline

    def __attrs_post_init__(self) -> None:
        self._check_start()

    def _at(self, index: int) -> Milestone:
        gap = self.baseline.value
        if isinstance(gap, str | None):
            return Milestone(period=self.periods[index], sense=Sense.BELOW)
        # Where there is no gap to begin with, there shall be none in the end.
        sense = Sense.BELOW if gap > 0 else Sense.AT_MOST
        return Milestone(period=self.periods[index], sense=sense, limit=max(gap, 0))

    def _is_worse(self, value: Value, other: Value) -> bool:
        return is_beyond(value, Sense.BELOW if other else Sense.AT_MOST, other)

    def slips(self, value: Value) -> bool:
        """Say whether a gap is larger than at the start."""
        start = self.baseline.value
        return start is not None and is_beyond(value, Sense.AT_MOST, start)


@attrs.frozen(kw_only=True)
class Qualitative(Rule):
    """Something that named roles judge by evidence, with no number at all.

    Args:
        criterion: what is to be judged.
        judged_by: the ids of the parties, administrations or bodies whose judgement counts.

    >>> built = Qualitative(
    ...     indicator="square", area="district", periods=[2015], judged_by=["steering-group"],
    ...     criterion=Label.of(en="The square is in use in the evening"))
    >>> str(built.decide(Period(2015), []))
    'needs-judgement'
    """

    kind: ClassVar[str] = "qualitative"
    decidable: ClassVar[bool] = False

    criterion: Label
    judged_by: tuple[str, ...] = attrs.field(converter=as_tuple)

    def inputs(self, _: Period) -> tuple[Input, ...]:
        """Return nothing: no value decides."""
        return ()

    def _at(self, index: int) -> Milestone:
        return Milestone(period=self.periods[index])

    def _is_worse(self, _: Value, __: Value) -> bool:
        return False


def _sense_of(better: Better) -> Sense:
    return Sense.AT_MOST if better is Better.LOWER else Sense.AT_LEAST


RULES: dict[str, type[Rule]] = {
    rule.kind: rule
    for rule in (
        PercentOfBaseline,
        PointsFromBaseline,
        Level,
        Hold,
        Towards,
        Converge,
        Qualitative,
    )
}
