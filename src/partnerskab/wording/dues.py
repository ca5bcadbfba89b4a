"""What is due, when and how often, in words."""

from collections.abc import Callable
from datetime import date, timedelta

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.parties import Cadence
from partnerskab.agreement.readings import Readings
from partnerskab.delivery.calendar import Due, Precision
from partnerskab.wording.agreements import any_of, readings_text
from partnerskab.words import say
from partnerskab.words.locale import month_text


def when_text(due: Due, year: int, language: str) -> str:
    """Return when something is due, as exactly as the text says and no more."""
    whole_year = (due.opens, due.closes) == (date(year, 1, 1), date(year, 12, 31))
    if due.precision is Precision.YEAR and whole_year:
        return say("due.some_time", language, year=year)
    if due.precision is Precision.MONTH and _is_whole_month(due):
        return say("due.in_month", language, month=month_text(due.opens, language))
    if due.opens == due.closes:
        return say("due.on_day", language, day=due.opens)
    return say("due.between", language, opens=due.opens, closes=due.closes)


def _is_whole_month(due: Due) -> bool:
    return due.opens.day == 1 and (due.closes + timedelta(1)).day == 1


def what_text(due: Due, language: str) -> str:
    """Return what is due, and how often where it is a meeting or more than once."""
    times = times_text(due.cadence, language)
    if due.is_meeting:
        return say("due.meetings", language, body=due.label.text(language), times=times)
    once = due.cadence.at_least == 1 and due.cadence.at_most in (1, None)
    label = due.label.text(language)
    return label if once else say("due.times", language, label=label, times=times)


def times_text(cadence: Cadence, language: str) -> str:
    """Return how many times something is due, such as `6-8`."""
    least, most = cadence.at_least, cadence.at_most
    if least is None:
        return say("due.at_most", language, count=most)
    if most is None:
        return say("due.at_least", language, count=least)
    return str(least) if least == most else f"{least}-{most}"


def notes(
    agreement: Agreement,
    due: Due,
    language: str,
    named: Callable[[Readings], str] = readings_text,
) -> list[str]:
    """Return what must be known with an entry: what it is about, waits for or depends on."""
    found = []
    if due.period.last_day < due.opens:
        found.append(say("due.on_period", language, period=due.period))
    if due.cadence.after is not None:
        source = agreement.source(due.cadence.after)
        found.append(say("due.after", language, source=source.label.text(language)))
    if due.readings:
        found.append(say("due.only_if", language, readings=any_of(due.readings, language, named)))
    elif not due.is_certain:
        found.append(say("due.uncertain", language))
    elif due.is_part_year:
        found.append(say("due.part_year", language))
    return found
