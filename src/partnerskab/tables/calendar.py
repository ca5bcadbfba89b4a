"""What is due in a year, as a table; with a log, also what became of it."""

from collections.abc import Iterable

from partnerskab.delivery.account import Account
from partnerskab.delivery.calendar import Due
from partnerskab.tables.table import Cell, Column, Kind, Table, table_of

CALENDAR_COLUMNS = (
    Column("id", Kind.TEXT, "name that stays the same when the calendar is made again"),
    Column("kind", Kind.TEXT, "meeting or duty"),
    Column("part", Kind.TEXT, "path of the body or the duty"),
    Column("label", Kind.TEXT, "what is due, in words"),
    Column("owner", Kind.TEXT, "id of who owes it"),
    Column("period", Kind.TEXT, "period that it is for"),
    Column("precision", Kind.TEXT, "how exactly the text says when: day, month or year"),
    Column("opens", Kind.DATE, "first day on which it can be done"),
    Column("closes", Kind.DATE, "last day on which it is in time"),
    Column("after", Kind.TEXT, "source whose release it waits for"),
    Column("at_least", Kind.COUNT, "smallest number of times"),
    Column("at_most", Kind.COUNT, "largest number of times"),
    Column("is_part_year", Kind.FLAG, "whether the term may cover only a part of the year"),
    Column("is_certain", Kind.FLAG, "whether it is surely due"),
    Column("questions", Kind.TEXT, "open questions that it depends on, divided by spaces"),
    Column("readings", Kind.TEXT, "readings under which it is due, where not under all"),
    Column("keeping", Kind.TEXT, "by the log: kept, late, missing, not-yet-due, needs-judgement"),
    Column("times", Kind.COUNT, "by the log: how many times it was done"),
    Column("days", Kind.TEXT, "by the log: the days, divided by spaces"),
    Column("citation", Kind.TEXT, "where the text says so"),
)


def calendar_table(entries: Iterable[Due | Account], language: str = "en") -> Table:
    """Return one row for each entry, in their order.

    The columns are `CALENDAR_COLUMNS`; those that say "by the log" are empty for what is only due.

    Args:
        entries: what is due, or what became of it.
        language: the language of the labels, where it is there.
    """
    return table_of("calendar", CALENDAR_COLUMNS, (_row(each, language) for each in entries))


def _row(entry: Due | Account, language: str) -> dict[str, Cell]:
    due = entry.due if isinstance(entry, Account) else entry
    row: dict[str, Cell] = {
        "id": due.id,
        "kind": "meeting" if due.is_meeting else "duty",
        "part": due.part,
        "label": due.label.text(language),
        "owner": due.owner,
        "period": str(due.period),
        "precision": due.precision,
        "opens": due.opens,
        "closes": due.closes,
        "after": due.cadence.after,
        "at_least": due.cadence.at_least,
        "at_most": due.cadence.at_most,
        "is_part_year": due.is_part_year,
        "is_certain": due.is_certain,
        "questions": " ".join(due.questions) or None,
        "readings": _readings_text(due) or None,
        "citation": str(due.citation),
    }
    if isinstance(entry, Account):
        row |= {
            "keeping": entry.keeping,
            "times": len(entry.days),
            "days": " ".join(map(str, entry.days)) or None,
        }
    return row


def _readings_text(due: Due) -> str:
    """Return the readings under which something is due; "" where it is under all."""
    return " ".join("+".join("=".join(pair) for pair in names) for names in due.readings)
