"""Conditions on an area: a number of an indicator on the right side of a threshold."""

from collections.abc import Sequence

import attrs

from partnerskab.agreement.inputs import Input
from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, exact
from partnerskab.values.periods import Period, as_period
from partnerskab.values.scales import Value

INDICATOR, AREA = {"names": "indicators"}, {"names": "areas"}
"""What marks the fields whose ids must be those of an indicator, or of an area."""


def number_of(value: Value) -> Exact:
    """Return a value that must be a number, or raise.

    >>> number_of(77)
    77
    """
    if isinstance(value, str):
        raise InvalidValueError(
            "a category where a number is due", expected="a number", came=repr(value)
        )
    return value


@attrs.frozen(kw_only=True)
class Condition:
    """A number of an indicator on the right side of a threshold, which may follow another area's.

    Args:
        indicator: the id of the indicator.
        above: the threshold, which must be exceeded; of the four kinds of threshold one is given.
        at_least: the threshold, which must be reached.
        below: the threshold, under which the number must stay.
        at_most: the threshold, which must not be exceeded.
        times_area: the id of an area whose own number the threshold multiplies, such as the
            country: three times the national average; None for a fixed threshold.
        period: the period that is looked at; None for the one in question.

    >>> often = Condition(indicator="convicted", at_least=3, times_area="country")
    >>> often.holds([6, 2]), often.holds([5, 2])
    (True, False)
    """

    indicator: str = attrs.field(metadata=INDICATOR)
    above: Exact | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    at_least: Exact | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    below: Exact | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    at_most: Exact | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    times_area: str | None = attrs.field(default=None, metadata=AREA)
    period: Period | None = attrs.field(
        default=None, converter=attrs.converters.optional(as_period)
    )

    def __attrs_post_init__(self) -> None:
        names = ("above", "at_least", "below", "at_most")
        given = [name for name in names if getattr(self, name) is not None]
        if len(given) != 1:
            raise InvalidValueError(
                "a condition has one threshold",
                expected="one of " + ", ".join(names),
                came=" and ".join(given) or "none of them",
            )

    @property
    def size(self) -> int:
        """How many values it needs."""
        return 1 if self.times_area is None else 2

    def inputs(self, needed: Input) -> tuple[Input, ...]:
        """Return the number that is looked at, and the one that the threshold multiplies."""
        own = Input(indicator=self.indicator, area=needed.area, period=self.period or needed.period)
        return (own,) if self.times_area is None else (own, attrs.evolve(own, area=self.times_area))

    def holds(self, values: Sequence[Value]) -> bool:
        """Say whether the condition holds of the values that `inputs` names."""
        value, *others = (number_of(each) for each in values)
        times = others[0] if others else 1
        if self.above is not None:
            return value > self.above * times
        if self.at_least is not None:
            return value >= self.at_least * times
        if self.below is not None:
            return value < self.below * times
        return value <= (self.at_most or 0) * times
