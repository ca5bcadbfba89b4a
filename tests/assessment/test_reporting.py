"""Which period a status report is about."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnerskab.assessment.reporting import reported_period
from partnerskab.values.periods import Period
from tests.samples import agreement, assessed, ceiling, ladder, points
from tests.strategies import days

YEARS = agreement(ladder(), ceiling(60, 50, indicator="thefts"))


def reported(as_of: date) -> str:
    """Return the period that a report on the years 2013 to 2016 is about on a day."""
    return str(reported_period(assessed(YEARS, as_of=as_of)))


@pytest.mark.parametrize(
    ("as_of", "period"),
    [
        (date(2012, 6, 1), "None"),
        (date(2013, 12, 31), "None"),
        (date(2014, 1, 1), "2013"),
        (date(2014, 12, 31), "2013"),
        (date(2015, 1, 1), "2014"),
        (date(2016, 12, 31), "2015"),
        (date(2017, 1, 1), "2016"),
        (date(2030, 1, 1), "2016"),
    ],
    ids=str,
)
def test_the_year_before_is_reported_on(as_of: date, period: str) -> None:
    """A year is due the day after it ends, figures or not, and the last one stays the last one."""
    assert reported(as_of) == period


def test_a_period_without_a_milestone_is_not_reported_on() -> None:
    """One of two targets is due in 2013 and 2014 only, and it has another year's verdicts, too."""
    whole = agreement(points(-1, -2), ladder(periods=[2013], percent=[-10], printed=None))
    assert str(reported_period(assessed(whole, as_of=date(2020, 1, 1)))) == "2014"


@pytest.mark.parametrize("order", [["2013-2016", "2016"], ["2016", "2013-2016"]])
def test_of_two_that_end_together_the_shorter_is_the_latest(order: list[str]) -> None:
    """The last year of a term is reported on as the years before it, and not the whole term."""
    rules = [
        ladder(indicator=indicator, periods=[period], percent=[-10], printed=None)
        for indicator, period in zip(["reports", "thefts"], order, strict=True)
    ]
    found = assessed(agreement(*rules), as_of=date(2018, 1, 1))
    assert reported_period(found) == Period(2016)


PERIODS = [
    *([str(year)] for year in range(2013, 2017)),
    ["2013", "2014"],
    ["2014-H1", "2014-H2", "2015"],
    ["2013-Q4"],
    ["2013-2016"],
    ["2014-05", "2016-12"],
]


@given(st.lists(st.sampled_from(PERIODS), min_size=1, max_size=2), days)
@example(groups=[["2013-2016"], ["2014"]], as_of=date(2018, 1, 1))
def test_no_period_is_reported_on_before_it_has_ended(groups: list[list[str]], as_of: date) -> None:
    """What is reported on was due on that day, and nothing that ended later was."""
    rules = [
        ladder(
            indicator=indicator, periods=group, percent=[-10, -15, -20][: len(group)], printed=None
        )
        for indicator, group in zip(["reports", "thefts"], groups, strict=False)
    ]
    period = reported_period(assessed(agreement(*rules), as_of=as_of))
    due = [each for group in groups for each in map(Period.parse, group) if each.last_day < as_of]
    assert (period is None) == (due == [])
    if period is not None:
        assert period in due
        assert all(each.last_day <= period.last_day < as_of for each in due)
