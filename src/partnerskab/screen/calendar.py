"""What is due in a year, when, and who owes it, for people."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.parties import Cadence
from partnerskab.delivery.account import Account, Keeping
from partnerskab.delivery.calendar import Due, Precision
from partnerskab.screen.layout import Lines, grid, hanging, wrapped
from partnerskab.screen.wording import actor_text, any_of
from partnerskab.words import say

_WHAT_WIDTH = 48
_WHO_WIDTH = 26


def calendar_text(
    agreement: Agreement,
    entries: Sequence[Due | Account],
    year: int,
    as_of: date,
    language: str,
) -> str:
    """Return the calendar of a year; with accounts, also what became of each entry."""
    title = agreement.label.text(language)
    lines = [say("due.title", language, agreement=title, year=year, as_of=as_of), ""]
    found = [each for each in entries if isinstance(each, Account)]
    heads = [say(f"heading.{name}", language) for name in ("when", "what", "who")]
    if found:
        heads.append(say("heading.done", language))
    rows = [_row(agreement, each, year, language) for each in entries]
    lines.append(grid(heads, rows) if rows else say("due.nothing", language, year=year))
    if found:
        counts = Counter(each.keeping for each in found)
        said = (f"{say(f'keeping.{each}', language)}: {counts[each]}" for each in Keeping)
        lines += ["", "; ".join(said)]
    return "\n".join([*lines, *_questions(agreement, entries, language)]) + "\n"


def _row(agreement: Agreement, entry: Due | Account, year: int, language: str) -> list[Lines]:
    due = entry.due if isinstance(entry, Account) else entry
    what = wrapped(what_text(due, language), _WHAT_WIDTH)
    for note in notes(agreement, due, language):
        what += [f"  {line}" for line in wrapped(note, _WHAT_WIDTH - 2)]
    who = wrapped(actor_text(agreement, due.owner, language), _WHO_WIDTH)
    row: list[Lines] = [[when_text(due, year, language)], what, who]
    if isinstance(entry, Account):
        row.append([_done_text(entry, language), say(f"keeping.{entry.keeping}", language)])
    return row


def when_text(due: Due, year: int, language: str) -> str:
    """Return when something is due, as exactly as the text says and no more."""
    whole_year = (due.opens, due.closes) == (date(year, 1, 1), date(year, 12, 31))
    if due.precision is Precision.YEAR and whole_year:
        return say("due.some_time", language, year=year)
    if due.precision is Precision.MONTH and _is_whole_month(due):
        month = say(f"month.{due.opens.month}", language)
        return say("due.in_month", language, month=month, year=year)
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


def notes(agreement: Agreement, due: Due, language: str) -> list[str]:
    """Return what must be known with an entry: what it is about, waits for or depends on."""
    found = []
    if due.period.last_day < due.opens:
        found.append(say("due.on_period", language, period=due.period))
    if due.cadence.after is not None:
        source = agreement.source(due.cadence.after)
        found.append(say("due.after", language, source=source.label.text(language)))
    if due.readings:
        found.append(say("due.only_if", language, readings=any_of(due.readings, language)))
    elif not due.is_certain:
        found.append(say("due.uncertain", language))
    elif due.is_part_year:
        found.append(say("due.part_year", language))
    return found


def _done_text(entry: Account, language: str) -> str:
    if entry.due.is_meeting:
        times = times_text(entry.due.cadence, language)
        return say("due.met", language, count=len(entry.days), times=times)
    days = (say("due.on_day", language, day=day) for day in entry.days)
    return ", ".join(days) or say("due.not_done", language)


def _questions(agreement: Agreement, entries: Sequence[Due | Account], language: str) -> list[str]:
    found = (each.due if isinstance(each, Account) else each for each in entries)
    asked = {id for due in found for id in due.questions}
    lines = ["", say("due.open_questions", language)] if asked else []
    for question in agreement.questions:
        if question.id in asked:
            lines += hanging(f"{question.id}: {question.label.text(language)}")
    return lines
