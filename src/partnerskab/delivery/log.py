"""The log: which meetings were held, and what was delivered."""

from collections.abc import Iterator
from datetime import date

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.checks import known_ids
from partnerskab.agreement.parties import ReportsOn
from partnerskab.errors import Problem
from partnerskab.values.names import Label, find_unknown
from partnerskab.values.periods import Period, as_period
from partnerskab.values.tuples import as_tuple


@attrs.frozen(kw_only=True)
class Meeting:
    """A meeting that was held.

    Args:
        body: the id of the body that met.
        on: the day.
        present: the ids of the parties and administrations that took part; empty where nobody
            wrote it down.
        decisions: what was decided.
    """

    body: str
    on: date
    present: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    decisions: tuple[Label, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(kw_only=True)
class Delivery:
    """A duty that was done, such as a report that was published.

    Args:
        duty: the id of the duty.
        on: the day on which it was done.
        period: the period that it is for, which may be over.
        where: where the result can be found; "" where nobody wrote it down.
    """

    duty: str
    on: date
    period: Period = attrs.field(converter=as_period)
    where: str = ""


@attrs.frozen(kw_only=True)
class Log:
    """What happened under the agreement, as the secretariat writes it down.

    Args:
        meetings: the meetings that were held, each once.
        deliveries: what was delivered.

    >>> log = Log(meetings=[Meeting(body="working-group", on=date(2015, 1, 20))])
    >>> len(log.meetings), len(log.deliveries)
    (1, 0)
    """

    meetings: tuple[Meeting, ...] = attrs.field(default=(), converter=as_tuple)
    deliveries: tuple[Delivery, ...] = attrs.field(default=(), converter=as_tuple)


def find_log_problems(agreement: Agreement, log: Log) -> Iterator[Problem]:
    """Return what a log names and the agreement does not have, with paths in the log."""
    known = known_ids(agreement)
    reports = {duty.id for duty in agreement.duties if duty.reports_on is ReportsOn.YEAR_BEFORE}
    seen: set[tuple[str, date]] = set()
    for index, meeting in enumerate(log.meetings):
        at = ("meetings", index)
        yield from find_unknown((*at, "body"), "body", meeting.body, known["bodies"])
        for place, actor in enumerate(meeting.present):
            path = (*at, "present", place)
            yield from find_unknown(path, "party or administration", actor, known["actors"])
        yield from _too_early(agreement, (*at, "on"), meeting.on)
        if (meeting.body, meeting.on) in seen:
            yield Problem(
                path=at,
                id="duplicate-meeting",
                message="the body has a meeting on this day already",
                expected="each meeting once",
                came=f"a second meeting of '{meeting.body}' on {meeting.on}",
                remedy="remove one of the two, or correct its day",
            )
        seen.add((meeting.body, meeting.on))
    for index, delivery in enumerate(log.deliveries):
        at = ("deliveries", index)
        yield from find_unknown((*at, "duty"), "duty", delivery.duty, known["duties"])
        yield from _too_early(agreement, (*at, "on"), delivery.on)
        if delivery.on < delivery.period.first_day:
            yield Problem(
                path=(*at, "period"),
                id="delivered-too-early",
                message="delivered before the period that it is for",
                expected=f"a period that starts by {delivery.on}",
                came=str(delivery.period),
                remedy="correct the day, or the period",
            )
        elif delivery.duty in reports and delivery.on <= delivery.period.last_day:
            yield Problem(
                path=(*at, "period"),
                id="delivered-too-early",
                message="a report on a year that was not over",
                expected=f"a year before {delivery.on.year}",
                came=str(delivery.period),
                remedy="write the year that the report is about, not the one in which it is due",
            )


def _too_early(agreement: Agreement, path: tuple[str | int, ...], on: date) -> Iterator[Problem]:
    start = agreement.term.start
    if start is not None and on < start:
        yield Problem(
            path=path,
            id="before-the-term",
            message="a day before the start of the term",
            expected=f"{start} or later",
            came=str(on),
            remedy="correct the day, or the start of the term",
        )
