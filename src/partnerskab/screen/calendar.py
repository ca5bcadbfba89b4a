"""What is due in a year, when, and who owes it, for people."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from partnerskab.agreement.agreement import Agreement
from partnerskab.delivery.account import Account, Keeping
from partnerskab.delivery.calendar import Due
from partnerskab.screen.layout import Lines, grid, hanging, wrapped
from partnerskab.wording.agreements import actor_text
from partnerskab.wording.dues import notes, times_text, what_text, when_text
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
