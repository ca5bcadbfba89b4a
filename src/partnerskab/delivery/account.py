"""What became of that which was due: kept, late or missing, as of a day."""

from datetime import date

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.delivery.calendar import Due, dues
from partnerskab.delivery.log import Log
from partnerskab.delivery.plan import SafetyPlan
from partnerskab.values.names import Choice


class Keeping(Choice):
    """What is said of something that was due."""

    KEPT = "kept"
    LATE = "late"
    MISSING = "missing"
    NOT_YET_DUE = "not-yet-due"
    NEEDS_JUDGEMENT = "needs-judgement"


@attrs.frozen(kw_only=True)
class Account:
    """What became of something that was due.

    Args:
        due: what was due.
        keeping: what is said of it; `needs-judgement` where it is missing and the text does not
            say surely that it was due, or how often in a part of a year.
        days: the days on which it was done, in order.
    """

    due: Due
    keeping: Keeping
    days: tuple[date, ...]


def accounts(
    agreement: Agreement, log: Log, plan: SafetyPlan | None, year: int, *, as_of: date
) -> tuple[Account, ...]:
    """Return what became of everything that is due in a year, in the order of the calendar.

    More meetings than agreed are kept, too. An update of the safety plan is a delivery of the duty
    to write it.

    Args:
        agreement: the agreement as it was signed.
        log: what happened.
        plan: the safety plan; None where it is not at hand.
        year: the calendar year.
        as_of: the day: what happened later is not known yet.

    >>> import partnerskab
    >>> from partnerskab.delivery.log import Meeting
    >>> amager = partnerskab.load("examples/amager").agreement
    >>> log = Log(meetings=[Meeting(body="working-group", on=date(2015, 1, 20))])
    >>> by_id = {
    ...     each.due.id: str(each.keeping)
    ...     for each in accounts(amager, log, None, 2015, as_of=date(2016, 1, 1))
    ... }
    >>> by_id["bodies.working-group.2015"]
    'missing'
    """
    return tuple(
        _account(due, _days(agreement, log, plan, due), as_of)
        for due in dues(agreement, year, as_of=as_of)
    )


def _days(agreement: Agreement, log: Log, plan: SafetyPlan | None, due: Due) -> list[date]:
    id = due.part.partition(".")[2]
    if due.is_meeting:
        held = (meeting.on for meeting in log.meetings if meeting.body == id)
        return [day for day in held if due.opens <= day <= due.closes]
    days = [each.on for each in log.deliveries if (each.duty, each.period) == (id, due.period)]
    document = next(duty.document for duty in agreement.duties if duty.id == id)
    if plan is not None and plan.document == document:
        days += [day for day in plan.all_updates if day in due.period]
    return days


def _account(due: Due, days: list[date], as_of: date) -> Account:
    known = sorted({day for day in days if day <= as_of})
    least = due.cadence.at_least or 0
    in_time = sum(day <= due.closes for day in known)
    is_over = as_of > due.closes
    if in_time >= least and (least or is_over):
        keeping = Keeping.KEPT
    elif not is_over:
        keeping = Keeping.NOT_YET_DUE
    elif len(known) >= least:
        keeping = Keeping.LATE
    elif due.is_part_year or not due.is_certain:
        keeping = Keeping.NEEDS_JUDGEMENT
    else:
        keeping = Keeping.MISSING
    return Account(due=due, keeping=keeping, days=tuple(known))
