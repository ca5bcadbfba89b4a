"""Periods: what can be written, what it means in days, and the laws that tie the two together."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partnerskab.errors import InvalidValueError
from partnerskab.values.periods import Period, PeriodKind, as_period

FORMS = "2012, 2012-H1, 2012-Q1, 2015-12, 2013-2016, 2011/12, 2008/09-2010/11 or 2011-04/P1Y"
NAMED = "a month, a quarter, a half-year, or one or more times 12 months from any month"
SPLIT = (PeriodKind.SPLIT_YEAR, PeriodKind.SPLIT_YEARS)
WHOLE = "whole numbers, for months within the years 1 to 9999"
STARTS = "year_starts from 2 to 12: 4 for a British fiscal year, 8 for a Danish school year"


@st.composite
def periods(draw: st.DrawFn, first: int = 1, last: int = 9999) -> Period:
    """Draw a period of any kind that lies within the given years."""
    year = draw(st.integers(first, last))
    months = draw(st.sampled_from([1, 3, 6, 12, 24]))
    if months == 24:
        years = draw(st.integers(2, 60))
        month = draw(st.integers(1, 12))
        assume(year + years - (month == 1) <= last)
        return Period(year, month=month, months=12 * years)
    month = draw(st.sampled_from(range(1, 13, months % 12 or 1)))
    assume(year < last or month + months <= 13)
    return Period(year, month=month, months=months)


close_periods = periods(first=2010, last=2014)
far_from_the_ends = periods(first=2000, last=4000)


@contextmanager
def refused(
    message: str, *, expected: str, came: str, remedy: str = "", id: str = "not-a-period"
) -> Iterator[None]:
    """Hold the block to an error with exactly this id and these lines."""
    with pytest.raises(InvalidValueError) as caught:
        yield
    lines = [message, f"    expected: {expected}", f"    came:     {came}"]
    assert str(caught.value) == "\n".join([*lines, f"    remedy:   {remedy}"] if remedy else lines)
    assert caught.value.problem.id == id


@given(periods())
def test_text_reads_back(period: Period) -> None:
    """The canonical text of a period means that period."""
    assert Period.parse(str(period), year_starts=period.month) == period


@given(periods())
def test_statbank_text_reads_back(period: Period) -> None:
    """StatBank's text of a period means that period."""
    assume(period.kind not in (PeriodKind.YEARS, PeriodKind.SPLIT_YEARS))
    assert Period.parse(period.statbank, year_starts=period.month) == period


@given(close_periods, close_periods)
def test_text_is_unique_but_for_the_month_of_a_split_year(left: Period, right: Period) -> None:
    """Two periods share a text only where both are split years."""
    if str(left) == str(right):
        split = left.kind is right.kind and left.kind in SPLIT
        assert left == right or (split and left.year == right.year)


@given(st.integers(1000, 9999))
def test_number_reads_as_its_digits(year: int) -> None:
    """A year may be given as a whole number."""
    assert Period.parse(year) == Period.parse(str(year)) == Period(year)


@given(st.integers(1, 9998), st.integers(1, 12))
def test_start_and_duration_needs_no_year_starts(year: int, month: int) -> None:
    """The form of ISO 8601 is always unambiguous."""
    assert Period.parse(f"{year:04}-{month:02}/P1Y") == Period(year, month=month)


@given(st.text(alphabet="0129-/HQKMP1Y ٣", max_size=12))
def test_text_is_a_period_or_an_explained_error(text: str) -> None:
    """A text that is no period is refused in our words, whatever it is."""
    try:
        period = Period.parse(text, year_starts=8)
    except InvalidValueError:
        return
    assert Period.parse(str(period), year_starts=period.month) == period


@given(periods())
def test_containment_is_reflexive(period: Period) -> None:
    """Every period holds itself, its first day and its last day."""
    assert attrs.evolve(period) in period
    assert period.first_day in period
    assert period.last_day in period


@given(close_periods, close_periods)
def test_containment_is_antisymmetric(left: Period, right: Period) -> None:
    """Two periods that hold each other are the same."""
    assert (left in right and right in left) == (left == right)


@given(close_periods, close_periods, close_periods)
def test_containment_is_transitive(small: Period, middle: Period, large: Period) -> None:
    """What is held by a part is held by the whole."""
    if small in middle and middle in large:
        assert small in large


@given(close_periods, close_periods)
def test_containment_is_containment_of_days(inner: Period, outer: Period) -> None:
    """A period holds another one exactly where it holds every day of it."""
    length = (inner.last_day - inner.first_day).days + 1
    days = (inner.first_day + timedelta(day) for day in range(length))
    assert (inner in outer) == all(day in outer for day in days)


@given(periods())
def test_neighbouring_days_are_outside(period: Period) -> None:
    """The day before the first and the day after the last do not belong to the period."""
    assume(period.first_day > date.min and period.last_day < date.max)
    assert period.first_day - timedelta(1) not in period
    assert period.last_day + timedelta(1) not in period


@given(close_periods, close_periods)
def test_order_is_total(left: Period, right: Period) -> None:
    """Of two periods exactly one of before, same and after is true."""
    assert [left < right, left == right, left > right].count(True) == 1
    assert (left <= right) == (not left > right)


@given(st.lists(close_periods))
def test_order_is_by_first_day_then_last_day(some: list[Period]) -> None:
    """Periods sort by their start, and the shorter of two with the same start comes first."""
    assert sorted(some) == sorted(some, key=lambda period: (period.first_day, period.last_day))


@given(far_from_the_ends)
def test_next_period_starts_the_day_after(period: Period) -> None:
    """A period and the one after it leave no day out and share none."""
    assert period.last_day + timedelta(1) == period.shifted(1).first_day


@given(far_from_the_ends, st.integers(-10, 10), st.integers(-10, 10))
def test_shifts_add_up(period: Period, one: int, other: int) -> None:
    """Shifting twice is shifting by the sum, and by zero is staying."""
    assert period.shifted(one).shifted(other) == period.shifted(one + other)
    assert period.shifted(0) == period


@given(far_from_the_ends, st.integers(-20, 20))
def test_shift_keeps_the_kind(period: Period, n: int) -> None:
    """A shifted period is one of the same kind and length."""
    shifted = period.shifted(n)
    assert (shifted.kind, shifted.months) == (period.kind, period.months)


@given(st.integers(1, 9000), st.integers(1, 12), st.integers(-12, 120))
def test_period_is_refused_or_has_a_text(year: int, month: int, months: int) -> None:
    """Months can be built into a period only where they can be written."""
    try:
        period = Period(year, month=month, months=months)
    except InvalidValueError:
        assert months not in (1, 12)
    else:
        assert Period.parse(str(period), year_starts=month) == period


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("2012", "year", "2012-01-01 to 2012-12-31"),
        ("0001", "year", "0001-01-01 to 0001-12-31"),
        ("9999", "year", "9999-01-01 to 9999-12-31"),
        ("2012-H1", "half-year", "2012-01-01 to 2012-06-30"),
        ("2012-H2", "half-year", "2012-07-01 to 2012-12-31"),
        ("2012-Q1", "quarter", "2012-01-01 to 2012-03-31"),
        ("2012-Q4", "quarter", "2012-10-01 to 2012-12-31"),
        ("2012-02", "month", "2012-02-01 to 2012-02-29"),
        ("2015-12", "month", "2015-12-01 to 2015-12-31"),
        ("2011/12", "split-year", "2011-08-01 to 2012-07-31"),
        ("1999/00", "split-year", "1999-08-01 to 2000-07-31"),
        ("2013-2016", "years", "2013-01-01 to 2016-12-31"),
        ("2008/09-2010/11", "split-years", "2008-08-01 to 2011-07-31"),
        ("1998/99-1999/00", "split-years", "1998-08-01 to 2000-07-31"),
    ],
)
def test_canonical_form(text: str, kind: str, days: str) -> None:
    """Every canonical text stands for its days, and is how the period is printed."""
    period = Period.parse(text, year_starts=8)
    assert (period.kind, str(period)) == (kind, text)
    assert f"{period.first_day} to {period.last_day}" == days


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2012H1", "2012-H1"),
        ("2012K2", "2012-Q2"),
        ("2012Q3", "2012-Q3"),
        ("2015M12", "2015-12"),
        ("2011/2012", "2011/12"),
        ("2011-04/P1Y", "2011/12"),
        ("2011-01/P1Y", "2011"),
        ("2008-04/P3Y", "2008/09-2010/11"),
        ("2008-01/P12Y", "2008-2019"),
    ],
)
def test_other_form(text: str, canonical: str) -> None:
    """Every other text that is read is printed in its canonical form."""
    assert str(Period.parse(text, year_starts=8)) == canonical


@pytest.mark.parametrize(
    ("text", "statbank"),
    [
        ("2012", "2012"),
        ("2012-H1", "2012H1"),
        ("2012-Q1", "2012K1"),
        ("2015-02", "2015M02"),
        ("1999/00", "1999/2000"),
    ],
)
def test_statbank_form(text: str, statbank: str) -> None:
    """Every kind but several years has StatBank's form."""
    assert Period.parse(text, year_starts=8).statbank == statbank


def test_year_starts_decides_which_split_year_is_meant() -> None:
    """The same text is another period in April than in August."""
    fiscal, school = (Period.parse("2011/12", year_starts=month) for month in (4, 8))
    assert fiscal == Period(2011, month=4)
    assert school == Period(2011, month=8)
    assert fiscal != school


def test_shift_crosses_the_year() -> None:
    """The period after the last one of a year is the first one of the next."""
    texts = ["2013", "2012-Q4", "2012-H2", "2012-12", "2011/12", "2013-2016"]
    shifted = [str(Period.parse(text, year_starts=8).shifted(1)) for text in texts]
    assert shifted == ["2014", "2013-Q1", "2013-H1", "2013-01", "2012/13", "2017-2020"]


def test_equal_periods_are_one_key() -> None:
    """A period can be a member of a set, however it was written."""
    assert len({Period.parse("2012K1"), Period.parse("2012-Q1"), Period(2012, months=3)}) == 1


def test_converter_keeps_a_period_and_reads_the_rest() -> None:
    """A field may be given a period, its text, or a year."""
    school = Period(2011, month=8)
    assert as_period(school) is school
    assert as_period("2012K1") == Period(2012, months=3)
    assert as_period(2012) == Period(2012)


@pytest.mark.parametrize(
    "text",
    ["", " 2012", "2012 ", "2012\n", "12", "٢٠١٢", "2012-K1", "2012-Q01", "2012h1", "2015-1",
     "2015-M12", "2015M12/P1Y", "2011-04/P0Y", "2011-04/P100Y", "2008/09-2010", "2011/1",
     "2011/012", "2013-16-", "2012-01-01", "10000", "-2012", "2012.0"],
)  # fmt: skip
def test_text_of_another_form(text: str) -> None:
    """A text in no known form is told which forms there are."""
    with refused("not a period", expected=FORMS, came=repr(text)):
        Period.parse(text)


@pytest.mark.parametrize("thing", [12, 10000, -2012, True, 2012.0, None, date(2012, 1, 1)])
def test_thing_that_is_not_a_text(thing: object) -> None:
    """What is neither a text nor a year of four digits is told which forms there are."""
    with refused("not a period", expected=FORMS, came=repr(thing)):
        Period.parse(thing)


@pytest.mark.parametrize(
    ("text", "first_line", "expected"),
    [
        ("2012-H0", "a year has no half-year 0", "half-year 1 to 2"),
        ("2012H3", "a year has no half-year 3", "half-year 1 to 2"),
        ("2012-Q5", "a year has no quarter 5", "quarter 1 to 4"),
        ("2012K0", "a year has no quarter 0", "quarter 1 to 4"),
        ("2011-13/P1Y", "a year has no month 13", "month 1 to 12"),
    ],
)
def test_part_that_no_year_has(text: str, first_line: str, expected: str) -> None:
    """A part beyond the year is named, with those there are."""
    with refused(first_line, expected=expected, came=repr(text)):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "month"), [("2015-13", "13"), ("2015-00", "00"), ("2015M16", "16")]
)
def test_month_that_no_year_has(text: str, month: str) -> None:
    """A month beyond the year may have been meant as a year, and is told how to write one."""
    with refused(
        f"a year has no month {month}",
        expected="month 1 to 12",
        came=repr(text),
        remedy="write several years as 2013-2016 and a split year as 2013/14",
    ):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2016-2013", "2013-2013"])
def test_years_that_do_not_run_forwards(text: str) -> None:
    """Several years are at least two, the earliest first."""
    with refused(
        "the last year must come after the first",
        expected="the first and the last calendar year, such as 2013-2016",
        came=repr(text),
        remedy="write a single year without a hyphen",
    ):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2010/11-2008/09", "2010/11-2010/11"])
def test_split_years_that_do_not_run_forwards(text: str) -> None:
    """Several split years are at least two, the earliest first."""
    with refused(
        "the last year must come after the first",
        expected="the first and the last split year, such as 2008/09-2010/11",
        came=repr(text),
        remedy="write a single split year alone",
    ):
        Period.parse(text, year_starts=4)


def test_split_years_must_each_be_one() -> None:
    """Both ends are held to the rules of a split year."""
    with refused(
        "the second year must follow the first",
        expected="2010/11",
        came="'2010/12'",
        remedy="write several calendar years with a hyphen, such as 2013-2016",
    ):
        Period.parse("2008/09-2010/12", year_starts=4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011/13", "2011/12"),
        ("2011/11", "2011/12"),
        ("2011/2013", "2011/2012"),
        ("1999/2099", "1999/2000"),
        ("1999/01", "1999/00"),
    ],
)
def test_second_year_that_does_not_follow(text: str, expected: str) -> None:
    """A split year ends in the year after it starts."""
    with refused(
        "the second year must follow the first",
        expected=expected,
        came=repr(text),
        remedy="write several calendar years with a hyphen, such as 2013-2016",
    ):
        Period.parse(text, year_starts=8)


@pytest.mark.parametrize("year_starts", [None, 0, 1, 13, True])
def test_split_year_that_starts_nobody_knows_when(year_starts: int | None) -> None:
    """A split year is not guessed at: its first month must be known, and cannot be January."""
    with refused(
        "a split year needs the month in which it starts",
        expected=STARTS,
        came=f"'2011/12' with year_starts={year_starts}",
        remedy="give year_starts, or write 2011-08/P1Y for a year that starts in August",
    ):
        Period.parse("2011/12", year_starts=year_starts)


@pytest.mark.parametrize(
    ("text", "came"),
    [
        ("0000", "Period(year=0, month=1, months=12)"),
        ("0000-Q1", "Period(year=0, month=1, months=3)"),
        ("9999/00", "Period(year=9999, month=8, months=12)"),
    ],
)
def test_text_of_a_period_outside_the_calendar(text: str, came: str) -> None:
    """A period lies wholly within the years that a date can have."""
    with refused("a period outside the calendar", expected=WHOLE, came=came):
        Period.parse(text, year_starts=8)


@pytest.mark.parametrize(
    ("text", "n", "came"),
    [
        ("9999", 1, "Period(year=10000, month=1, months=12)"),
        ("0001-01", -1, "Period(year=0, month=12, months=1)"),
        ("9998-9999", 1, "Period(year=10000, month=1, months=24)"),
    ],
)
def test_shift_out_of_the_calendar(text: str, n: int, came: str) -> None:
    """A shift beyond the last or the first year is refused."""
    with refused("a period outside the calendar", expected=WHOLE, came=came):
        Period.parse(text).shifted(n)


@pytest.mark.parametrize("year", [True, "2012", 2012.0, None])
def test_year_that_is_not_a_whole_number(year: int) -> None:
    """A year is built from an int and nothing like it."""
    with refused(
        "a period outside the calendar",
        expected=WHOLE,
        came=f"Period(year={year!r}, month=1, months=12)",
    ):
        Period(year)


@pytest.mark.parametrize(("month", "months"), [(True, 12), (1.0, 12), (1, 12.0), (1, True)])
def test_months_that_are_not_whole_numbers(month: int, months: int) -> None:
    """A number that merely equals an int is refused too."""
    came = f"Period(year=2012, month={month}, months={months})"
    with refused("a period outside the calendar", expected=WHOLE, came=came):
        Period(2012, month=month, months=months)


@pytest.mark.parametrize(
    ("month", "months"),
    [
        (1, 5),
        (2, 3),
        (4, 6),
        (1, 18),
        (4, 25),
        (1, 0),
        (1, -12),
        (0, 1),
        (13, 1),
        (0, 12),
        (13, 12),
    ],
)
def test_months_without_a_name(month: int, months: int) -> None:
    """A period that could not be written cannot be built."""
    with refused(
        "months that have no name together",
        expected=NAMED,
        came=f"Period(year=2012, month={month}, months={months})",
    ):
        Period(2012, month=month, months=months)


def test_statbank_has_no_form_for_several_years() -> None:
    """Several years are refused where StatBank's form is asked for."""
    with refused(
        "StatBank has no form for several years together",
        expected="a year, half-year, quarter, month or split year",
        came="2013-2016",
        remedy="ask for the years one by one",
        id="no-statbank-form",
    ):
        _ = Period.parse("2013-2016").statbank


@pytest.mark.parametrize("other", [2012, "2012", date(2012, 1, 1)])
def test_order_is_among_periods_only(other: object) -> None:
    """A period is neither before nor after a thing that is not a period."""
    with pytest.raises(TypeError, match="not supported between instances"):
        _ = Period(2012) < other  # type: ignore[operator]


@pytest.mark.parametrize("other", ["2012-Q1", 2012, datetime(2012, 1, 1)])
def test_only_periods_and_dates_are_held(other: object) -> None:
    """A text must be read first, and a point in time belongs to a day only in a time zone."""
    with pytest.raises(TypeError):
        _ = other in Period(2012)  # type: ignore[operator]
