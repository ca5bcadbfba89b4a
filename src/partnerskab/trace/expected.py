"""What a figure of the agreement looks like where the text states it."""

from datetime import date
from typing import Self

import attrs

from partnerskab.agreement.parties import Cadence
from partnerskab.trace.languages import LANGUAGES
from partnerskab.trace.mentions import Bound, Mention, Sort
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import Exact, plain_text
from partnerskab.values.periods import Period, PeriodKind
from partnerskab.values.tuples import as_tuple

_PERCENT, _POINTS = "percent", "percentage_points"
# Units that a text writes beside the number; reports and residents are words like any other.
_WRITTEN_UNITS = ("DKK", "EUR", _PERCENT, _POINTS, "full_time_years", "full_time_months")


@attrs.frozen(kw_only=True)
class Expected:
    """What a mention must be to state a figure.

    Args:
        shown: the figure as people read it.
        numbers: its numbers, as those of a mention.
        sorts: the sorts of mentions that can state it.
        units: the units that may stand beside it.
        bound: what words before it may make of it, beside nothing; None where they may be any.
        is_change: whether it is a rise or a fall, which prose says in words.
        name: the very characters, of a code; "" for a number.
    """

    shown: str = attrs.field(eq=False)
    numbers: tuple[Exact, ...] = attrs.field(default=(), converter=as_tuple)
    sorts: tuple[Sort, ...] = attrs.field(default=(Sort.NUMBER,), converter=as_tuple)
    units: tuple[str, ...] = attrs.field(default=("",), converter=as_tuple)
    bound: Bound | None = None
    is_change: bool = False
    name: str = ""

    @classmethod
    def number(cls, value: Exact, unit: str | None = None) -> Self:
        """Return what states a number, also as `3 times`; a share may leave its percent sign out.

        >>> Expected.number(77, "reports").units, Expected.number(20, "percent").units
        (('',), ('', 'percent', 'percentage_points'))
        """
        share = unit in (_PERCENT, _POINTS)
        return cls(
            shown=plain_text(value),
            numbers=[value],
            sorts=[Sort.NUMBER, Sort.TIMES],
            units=["", _PERCENT, _POINTS] if share else [""],
        )

    @classmethod
    def percent(cls, value: Exact) -> Self:
        """Return what states a change in percent."""
        shown = f"{plain_text(value)} %"
        return cls(shown=shown, numbers=[value], units=[_PERCENT], is_change=True)

    @classmethod
    def points(cls, value: Exact) -> Self:
        """Return what states a change in points."""
        return cls(shown=plain_text(value), numbers=[value], units=["", _POINTS], is_change=True)

    @classmethod
    def amount(cls, amount: Amount) -> Self:
        """Return what states an amount."""
        unit = amount.unit if amount.unit in _WRITTEN_UNITS else ""
        return cls(shown=str(amount), numbers=[amount.magnitude], units=[unit])

    @classmethod
    def day(cls, day: date) -> Self:
        """Return what states a date."""
        numbers = (day.year, day.month, day.day)
        return cls(shown=day.isoformat(), numbers=numbers, sorts=[Sort.DATE])

    @classmethod
    def month(cls, month: int) -> Self:
        """Return what names a month of every year."""
        return cls(shown=LANGUAGES["en"].months[month - 1], numbers=[month], sorts=[Sort.MONTH])

    @classmethod
    def period(cls, period: Period) -> Self:
        """Return what states a period.

        >>> Expected.period(Period.parse("2013-2016")).numbers
        (2013, 2016)
        """
        year, last = period.year, period.last_day.year
        sort, numbers = {
            PeriodKind.YEAR: (Sort.NUMBER, (year,)),
            PeriodKind.YEARS: (Sort.NUMBER, (year, last)),
            PeriodKind.SPLIT_YEAR: (Sort.SPLIT_YEAR, (year, last)),
            PeriodKind.SPLIT_YEARS: (Sort.SPLIT_YEAR, (year, last)),
            PeriodKind.HALF_YEAR: (Sort.PART_OF_YEAR, (2, year, (period.month + 5) // 6)),
            PeriodKind.QUARTER: (Sort.PART_OF_YEAR, (4, year, (period.month + 2) // 3)),
            PeriodKind.MONTH: (Sort.MONTH_OF_YEAR, (year, period.month)),
        }[period.kind]
        return cls(shown=str(period), numbers=numbers, sorts=[sort])

    @classmethod
    def times(cls, least: int | None, most: int | None) -> Self:
        """Return what states how many times a year something happens; one of the two is a number.

        >>> Expected.times(6, 8).shown, Expected.times(2, None).shown
        ('6-8 a year', '≥ 2 a year')
        """
        bound = Bound.NONE
        ends = [count for count in (least, most) if count is not None]
        shown = "-".join(str(count) for count in dict.fromkeys(ends))
        if least is None:
            bound, shown = Bound.AT_MOST, f"≤ {shown}"
        elif most is None:
            bound, shown = Bound.AT_LEAST, f"≥ {shown}"
        return cls(
            shown=f"{shown} a year",
            numbers=dict.fromkeys(ends),
            sorts=(Sort.TIMES, Sort.NUMBER),
            bound=bound,
        )

    @classmethod
    def cadence(cls, cadence: Cadence) -> Self | None:
        """Return what states a cadence; None where it names no number."""
        if cadence.at_least is None and cadence.at_most is None:
            return None
        return cls.times(cadence.at_least, cadence.at_most)

    @classmethod
    def code(cls, code: str) -> Self:
        """Return what states a code, character by character."""
        return cls(shown=code, name=code.casefold())

    @classmethod
    def like(cls, mention: Mention) -> Self:
        """Return what states the same as a mention does."""
        name = mention.text.casefold() if mention.sort is Sort.NAME else ""
        return cls(
            shown=mention.text,
            numbers=mention.numbers,
            sorts=[mention.sort],
            units=[mention.unit],
            bound=mention.bound,
            name=name,
        )

    def fits(self, mention: Mention) -> bool:
        """Say whether a mention states the figure.

        Prose puts a fall in words, `falls by 10 %`; so a number without a sign states it. Not in
        parentheses, where one writer means minus and another nothing.
        """
        if self.name:
            return mention.text.casefold() == self.name
        if mention.sort not in self.sorts or mention.unit not in self.units:
            return False
        if self.bound is not None and mention.bound not in (Bound.NONE, self.bound):
            return False
        if mention.numbers == self.numbers:
            return True
        unsigned = not mention.is_signed and not mention.is_enclosed
        return self.is_change and unsigned and mention.numbers == (-self.numbers[0],)
