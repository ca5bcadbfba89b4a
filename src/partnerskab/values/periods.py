"""Reference periods: the year, quarter, month or run of years that a figure speaks about."""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Self

import attrs

from partnerskab.errors import InvalidValueError

_FORM = re.compile(
    r"""(?P<year>[0-9]{4})
    (?: -?H(?P<half>[0-9])
      | (?:-?Q|K)(?P<quarter>[0-9])
      | [-M](?P<month>[0-9]{2})
      | -(?P<start>[0-9]{2})/P1Y
      | -(?P<start_of_years>[0-9]{2})/P(?P<years>[2-9]|[1-9][0-9])Y
      | -(?P<last>[0-9]{4})
      | /(?P<second>[0-9]{2}|[0-9]{4})(?:-(?P<last_split>[0-9]{4}/[0-9]{2}))?
    )?""",
    re.VERBOSE,
)
_EXAMPLES = "2012, 2012-H1, 2012-Q1, 2015-12, 2013-2016, 2011/12, 2008/09-2010/11 or 2011-04/P1Y"
# A part of a year as read: its name, its months, the months of the period that starts with it, and
# what else the writer of a number that is too large may have had in mind.
_PARTS = {
    "half": ("half-year", 6, 6, ""),
    "quarter": ("quarter", 3, 3, ""),
    "month": ("month", 1, 1, "write several years as 2013-2016 and a split year as 2013/14"),
    "start": ("month", 1, 12, ""),
}


class PeriodKind(StrEnum):
    """What a period is called; a `split-year` is a fiscal year or a school year.

    >>> Period.parse("2012-Q1").kind is PeriodKind.QUARTER
    True
    """

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"
    SPLIT_YEAR = "split-year"
    YEARS = "years"
    SPLIT_YEARS = "split-years"


_CANONICAL = {
    PeriodKind.YEAR: "{first}",
    PeriodKind.HALF_YEAR: "{first}-H{part}",
    PeriodKind.QUARTER: "{first}-Q{part}",
    PeriodKind.MONTH: "{first}-{part:02}",
    PeriodKind.SPLIT_YEAR: "{first}/{short}",
    PeriodKind.YEARS: "{first}-{last}",
    PeriodKind.SPLIT_YEARS: "{first}/{second}-{before_last}/{short}",
}
_STATBANK = {
    PeriodKind.YEAR: "{first}",
    PeriodKind.HALF_YEAR: "{first}H{part}",
    PeriodKind.QUARTER: "{first}K{part}",
    PeriodKind.MONTH: "{first}M{part:02}",
    PeriodKind.SPLIT_YEAR: "{first}/{last}",
}


@attrs.frozen(order=True)
class Period:
    """Whole months that have a name together, within the years 1 to 9999.

    Periods sort by their first month, then by their length. `in` tells whether a period holds a
    date, or every day of another period.

    Args:
        year: the calendar year of the first month.
        month: the first month, 1 to 12.
        months: the length in months: 1, 3, 6 or 12, or 12 for each of several years.

    Attributes:
        kind: what the period is called.

    Raises:
        InvalidValueError: for months that have no name together, such as five of them.

    >>> str(Period(2012)), str(Period(2011, month=4)), str(Period(2013, months=48))
    ('2012', '2011/12', '2013-2016')
    >>> Period.parse("2012-Q4") in Period(2012), date(2013, 1, 1) in Period(2012)
    (True, False)
    """

    year: int
    month: int = 1
    months: int = 12
    kind: PeriodKind = attrs.field(init=False, repr=False, eq=False)

    @kind.default
    def _name(self) -> PeriodKind:
        match self.months, self.month:
            case 1, month if month in range(1, 13):
                return PeriodKind.MONTH
            case 3, 1 | 4 | 7 | 10:
                return PeriodKind.QUARTER
            case 6, 1 | 7:
                return PeriodKind.HALF_YEAR
            case 12, 1:
                return PeriodKind.YEAR
            case 12, month if month in range(2, 13):
                return PeriodKind.SPLIT_YEAR
            case int(months), month if months >= 24 and months % 12 == 0 and month in range(1, 13):
                return PeriodKind.YEARS if month == 1 else PeriodKind.SPLIT_YEARS
        expected = "a month, a quarter, a half-year, or one or more times 12 months from any month"
        raise _not_a_period("months that have no name together", expected, repr(self))

    def __attrs_post_init__(self) -> None:
        whole = all(type(number) is int for number in (self.year, self.month, self.months))
        if not whole or self.year < 1 or self._last_month // 12 > date.max.year:
            expected = f"whole numbers, for months within the years 1 to {date.max.year}"
            raise _not_a_period("a period outside the calendar", expected, repr(self))

    @classmethod
    def parse(cls, text: object, *, year_starts: int | None = None) -> Self:
        """Read a period from its text, or from a year given as a whole number.

        Args:
            text: `2012`, `2012-H1`, `2012-Q1`, `2015-12`, `2013-2016`, `2011/12` or
                `2008/09-2010/11`; StatBank's `2012H1`, `2012K1`, `2012Q1`, `2015M12` or
                `2011/2012`; or start and duration as in ISO 8601, `2011-04/P1Y` or `2008-04/P3Y`,
                for years that need no `year_starts`.
            year_starts: the month, 2 to 12, in which a split year such as `2011/12` starts; no
                other form asks for it. None where it is not known.

        Raises:
            InvalidValueError: for anything else.

        >>> Period.parse("2012K1")
        Period(year=2012, month=1, months=3)
        >>> Period.parse("2011/12", year_starts=8) == Period.parse("2011-08/P1Y")
        True
        """
        found = _FORM.fullmatch(str(text)) if isinstance(text, str | int) else None
        if found is None or found.lastgroup is None:
            raise _not_a_period("not a period", _EXAMPLES, repr(text))
        year, digits = int(found["year"]), found[found.lastgroup]
        match found.lastgroup:
            case "year":
                return cls(year=year)
            case "last":
                return cls(year=year, months=_months_of_years(found.string))
            case "second":
                return cls(year=year, month=_split_month(found.string, year_starts))
            case "last_split":
                return cls._split_years(found.string, year_starts)
            case "years":
                first = cls.parse(f"{year:04}-{found['start_of_years']}/P1Y")
                return attrs.evolve(first, months=12 * int(digits))
            case part:
                name, size, months, remedy = _PARTS[part]
                if not 1 <= int(digits) <= 12 // size:
                    expected = f"{name} 1 to {12 // size}"
                    raise _not_a_period(
                        f"a year has no {name} {digits}", expected, repr(text), remedy
                    )
                return cls(year=year, month=(int(digits) - 1) * size + 1, months=months)

    @classmethod
    def _split_years(cls, text: str, year_starts: int | None) -> Self:
        first, last = (cls.parse(each, year_starts=year_starts) for each in text.split("-"))
        if last <= first:
            raise _not_a_period(
                "the last year must come after the first",
                "the first and the last split year, such as 2008/09-2010/11",
                repr(text),
                "write a single split year alone",
            )
        return attrs.evolve(first, months=first.months_to(last) + 12)

    @property
    def first_day(self) -> date:
        """The day on which the period starts.

        >>> Period.parse("2012-Q2").first_day
        datetime.date(2012, 4, 1)
        """
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The day on which the period ends, which still belongs to it.

        >>> Period.parse("2012-02").last_day
        datetime.date(2012, 2, 29)
        """
        year, month = divmod(self._last_month, 12)
        return date(year, month + 1, monthrange(year, month + 1)[1])

    @property
    def statbank(self) -> str:
        """The period as StatBank, the data bank of Statistics Denmark, writes it.

        Raises:
            InvalidValueError: for several calendar years, which StatBank lists one by one.

        >>> Period.parse("2012-Q4").statbank, Period.parse("2015-12").statbank
        ('2012K4', '2015M12')
        """
        if self.kind not in _STATBANK:
            raise InvalidValueError(
                "StatBank has no form for several years together",
                expected="a year, half-year, quarter, month or split year",
                came=str(self),
                remedy="ask for the years one by one",
                id="no-statbank-form",
            )
        return self._written(_STATBANK)

    def shifted(self, n: int) -> Self:
        """Return the period that lies `n` of this one's lengths later, or earlier below zero.

        Raises:
            InvalidValueError: where that is outside the years 1 to 9999.

        >>> str(Period.parse("2012-Q4").shifted(1)), str(Period.parse("2013-2016").shifted(-1))
        ('2013-Q1', '2009-2012')
        """
        year, month = divmod(self._first_month + n * self.months, 12)
        return attrs.evolve(self, year=year, month=month + 1)

    def months_to(self, other: "Period") -> int:
        """Return the months from the end of this period to the end of another.

        >>> Period.parse("2004-2008").months_to(Period(2015))
        84
        """
        return other._last_month - self._last_month  # noqa: SLF001  # another period's own

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two have a day in common.

        >>> Period(2013).overlaps(Period.parse("2012-08/P1Y")), Period(2013).overlaps(Period(2014))
        (True, False)
        """
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def __contains__(self, item: "Period | date") -> bool:
        first, last = (item.first_day, item.last_day) if isinstance(item, Period) else (item, item)
        return self.first_day <= first and last <= self.last_day

    def __str__(self) -> str:
        return self._written(_CANONICAL)

    @property
    def _first_month(self) -> int:
        """The months from the start of the year 0."""
        return self.year * 12 + self.month - 1

    @property
    def _last_month(self) -> int:
        return self._first_month + self.months - 1

    def _written(self, forms: dict[PeriodKind, str]) -> str:
        last = f"{self._last_month // 12:04}"
        second, before_last = f"{self.year + 1:04}"[2:], f"{self._last_month // 12 - 1:04}"
        part = (self.month - 1) // self.months + 1
        return forms[self.kind].format(
            first=f"{self.year:04}",
            last=last,
            short=last[2:],
            second=second,
            before_last=before_last,
            part=part,
        )


def as_period(value: object) -> Period:
    """Return a period as it is, and read one from a text or a year; a converter for fields.

    Raises:
        InvalidValueError: for what `Period.parse` cannot read without more help.

    >>> as_period(2012) == as_period("2012") == as_period(Period(2012))
    True
    """
    return value if isinstance(value, Period) else Period.parse(value)


def _months_of_years(text: str) -> int:
    first, last = int(text[:4]), int(text[5:])
    if last <= first:
        raise _not_a_period(
            "the last year must come after the first",
            "the first and the last calendar year, such as 2013-2016",
            repr(text),
            "write a single year without a hyphen",
        )
    return (last - first + 1) * 12


def _split_month(text: str, year_starts: int | None) -> int:
    first, second = text[:4], text[5:]
    following = f"{int(first) + 1:04}"[-len(second) :]
    if second != following:
        raise _not_a_period(
            "the second year must follow the first",
            f"{first}/{following}",
            repr(text),
            "write several calendar years with a hyphen, such as 2013-2016",
        )
    if year_starts is None or year_starts not in range(2, 13):
        raise _not_a_period(
            "a split year needs the month in which it starts",
            "year_starts from 2 to 12: 4 for a British fiscal year, 8 for a Danish school year",
            f"{text!r} with year_starts={year_starts!r}",
            f"give year_starts, or write {first}-08/P1Y for a year that starts in August",
        )
    return year_starts


def _not_a_period(message: str, expected: str, came: str, remedy: str = "") -> InvalidValueError:
    return InvalidValueError(
        message, expected=expected, came=came, remedy=remedy, id="not-a-period"
    )
