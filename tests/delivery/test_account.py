"""What became of that which was due: every entry is kept, late, missing or still open."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.parties import Cadence
from partnerskab.delivery.account import Account, Keeping, accounts
from partnerskab.delivery.calendar import dues
from partnerskab.delivery.log import Delivery, Log, Meeting
from partnerskab.delivery.plan import SafetyPlan
from tests.delivery.test_calendar import YEARS, body, duty, signed, term
from tests.samples import agreement

AFTER = date(2016, 1, 1)


@st.composite
def logs(draw: st.DrawFn) -> Log:
    """Draw meetings and deliveries of what the drawn agreements have, and of more."""
    held = st.builds(
        Meeting, body=st.sampled_from(["group", "other"]), on=st.dates(date(2011, 1, 1))
    )
    delivered = st.builds(
        Delivery,
        duty=st.sampled_from(["duty-0", "duty-1", "duty-2"]),
        on=st.dates(date(2011, 1, 1), date(2020, 1, 1)),
        period=st.sampled_from(YEARS),
    )
    return Log(meetings=draw(st.lists(held)), deliveries=draw(st.lists(delivered)))


as_of_days = st.dates(date(2011, 1, 1), date(2021, 1, 1))


@given(signed(), logs(), st.sampled_from(YEARS), as_of_days)
def test_the_account_partitions_what_is_due(
    drawn: Agreement, log: Log, year: int, as_of: date
) -> None:
    """Everything that is due has one account, and nothing else has any."""
    found = accounts(drawn, log, None, year, as_of=as_of)
    assert tuple(each.due for each in found) == dues(drawn, year, as_of=as_of)


@given(signed(), logs(), st.sampled_from(YEARS), as_of_days)
def test_nothing_is_late_or_missing_before_its_deadline(
    drawn: Agreement, log: Log, year: int, as_of: date
) -> None:
    """Until the deadline an entry is kept or not yet due, and afterwards never not yet due."""
    for each in accounts(drawn, log, None, year, as_of=as_of):
        open_still = {Keeping.KEPT, Keeping.NOT_YET_DUE}
        assert (each.keeping in open_still) or as_of > each.due.closes
        assert each.keeping is not Keeping.NOT_YET_DUE or as_of <= each.due.closes


@given(signed(), logs(), st.sampled_from(YEARS), as_of_days)
def test_kept_and_late_have_their_days(drawn: Agreement, log: Log, year: int, as_of: date) -> None:
    """What is kept was done often enough in time, what is late often enough, too late."""
    for each in accounts(drawn, log, None, year, as_of=as_of):
        least = each.due.cadence.at_least or 0
        in_time = [day for day in each.days if day <= each.due.closes]
        assert (len(in_time) >= least) == (each.keeping is Keeping.KEPT)
        assert (len(each.days) >= least) or each.keeping is not Keeping.LATE
        assert (len(each.days) < least) or each.keeping is not Keeping.MISSING


@given(signed(), logs(), st.sampled_from(YEARS), as_of_days)
def test_more_meetings_never_make_it_worse(
    drawn: Agreement, log: Log, year: int, as_of: date
) -> None:
    """A further meeting keeps what was kept, and makes nothing missing."""
    more = Log(
        meetings=[*log.meetings, Meeting(body="group", on=min(as_of, date(year, 6, 1)))],
        deliveries=log.deliveries,
    )
    before = accounts(drawn, log, None, year, as_of=as_of)
    after = accounts(drawn, more, None, year, as_of=as_of)
    for old, new in zip(before, after, strict=True):
        assert new.keeping in (old.keeping, Keeping.KEPT)


@given(signed(), logs(), st.sampled_from(YEARS), as_of_days)
def test_the_future_is_not_known(drawn: Agreement, log: Log, year: int, as_of: date) -> None:
    """What happened after the day does not count."""
    known = Log(
        meetings=[each for each in log.meetings if each.on <= as_of],
        deliveries=[each for each in log.deliveries if each.on <= as_of],
    )
    assert accounts(drawn, log, None, year, as_of=as_of) == accounts(
        drawn, known, None, year, as_of=as_of
    )


def meetings(*held: date) -> Log:
    """Return a log of the group's meetings."""
    return Log(meetings=[Meeting(body="group", on=day) for day in held])


def met(count: int, as_of: date = AFTER, start: date = date(2013, 1, 1)) -> Account:
    """Return the account of a group that owes 6-8 meetings in 2015 and held some."""
    group = agreement(term=term(start), bodies=[body(at_least=6, at_most=8)])
    log = meetings(*(date(2015, month + 1, 10) for month in range(count)))
    (found,) = accounts(group, log, None, 2015, as_of=as_of)
    return found


@pytest.mark.parametrize(
    ("count", "keeping"),
    [(0, "missing"), (5, "missing"), (6, "kept"), (8, "kept"), (9, "kept")],
)
def test_meetings_of_a_year(count: int, keeping: str) -> None:
    """Six are enough, more than eight are no breach."""
    assert (str(met(count).keeping), len(met(count).days)) == (keeping, count)


@pytest.mark.parametrize(
    ("as_of", "keeping"),
    [(date(2015, 12, 31), "not-yet-due"), (date(2016, 1, 1), "missing")],
)
def test_the_last_day_belongs_to_the_deadline(as_of: date, keeping: str) -> None:
    """On its last day a year is not over."""
    assert str(met(5, as_of).keeping) == keeping


def test_too_few_meetings_in_a_part_of_a_year_need_a_judgement() -> None:
    """The text does not say how often a body meets in a part of a year."""
    assert str(met(5, start=date(2015, 2, 1)).keeping) == "needs-judgement"


def test_two_meetings_on_one_day_are_one() -> None:
    """A day counts once."""
    group = agreement(term=term(), bodies=[body(at_least=2)])
    log = meetings(date(2015, 1, 10), date(2015, 1, 10))
    assert len(accounts(group, log, None, 2015, as_of=AFTER)[0].days) == 1


def delivered(on: date, period: int = 2015, as_of: date = date(2018, 1, 1)) -> str:
    """Return the account of a report on 2015 that is due in May 2016."""
    cadence = Cadence(at_least=1, at_most=1, month=5)
    owed = agreement(term=term(), duties=[duty(reports_on="year-before", cadence=cadence)])
    log = Log(deliveries=[Delivery(duty="report", on=on, period=period)])
    (found,) = accounts(owed, log, None, 2016, as_of=as_of)
    return str(found.keeping)


@pytest.mark.parametrize(
    ("on", "keeping"),
    [
        (date(2016, 4, 30), "kept"),
        (date(2016, 5, 31), "kept"),
        (date(2016, 6, 1), "late"),
        (date(2017, 12, 31), "late"),
        (date(2018, 1, 2), "missing"),
    ],
)
def test_delivery_of_a_report(on: date, keeping: str) -> None:
    """A report is kept until the end of its month, and late afterwards."""
    assert delivered(on) == keeping


def test_a_delivery_counts_for_its_period() -> None:
    """A report on another year is none on this one, whatever its day."""
    assert delivered(date(2016, 5, 1), period=2014) == "missing"


def test_what_is_not_surely_owed_is_not_missing() -> None:
    """A closing report that the text may not ask for needs a judgement when nobody wrote it."""
    unclear = agreement(term=term(), duties=[duty(reports_on="year-before")])
    (found,) = accounts(unclear, Log(), None, 2017, as_of=date(2018, 1, 1))
    assert str(found.keeping) == "needs-judgement"


@pytest.mark.parametrize(
    ("updates", "keeping"),
    [([date(2015, 3, 1)], "kept"), ([date(2014, 3, 1)], "missing"), ([], "missing")],
)
def test_an_update_of_the_plan_keeps_the_duty_to_update_it(
    updates: list[date], keeping: str
) -> None:
    """The yearly duty of the plan's document is kept by an update in the year."""
    owed = agreement(term=term(), duties=[duty(document="text")])
    plan = SafetyPlan(document="text", updated=None, updates=updates, focus_areas=[])
    (found,) = accounts(owed, Log(), plan, 2015, as_of=AFTER)
    assert str(found.keeping) == keeping


def test_an_update_of_another_document_keeps_nothing() -> None:
    """A duty without a document is not kept by the plan."""
    owed = agreement(term=term(), duties=[duty()])
    plan = SafetyPlan(document="text", updated=AFTER - timedelta(90), focus_areas=[])
    assert str(accounts(owed, Log(), plan, 2015, as_of=AFTER)[0].keeping) == "missing"


@pytest.mark.parametrize(
    ("as_of", "keeping"), [(date(2015, 12, 31), "not-yet-due"), (AFTER, "kept")]
)
def test_without_a_smallest_number_nothing_is_missing(as_of: date, keeping: str) -> None:
    """A body that meets at most so often has kept its cadence when the year is over."""
    group = agreement(term=term(), bodies=[body(at_most=4)])
    (found,) = accounts(group, Log(), None, 2015, as_of=as_of)
    assert str(found.keeping) == keeping
