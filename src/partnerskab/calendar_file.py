"""The calendar as an iCalendar file (RFC 5545), which calendar programs take as updates.

Every entry keeps its `UID`. Where an entry has changed since the file was last written, its
`SEQUENCE` goes up by one and its `DTSTAMP` by a second, and what is no longer due is cancelled; so
the file that is there is read first. No clock has a part in it: the same agreement and the same
file give the same bytes.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from partnerskab.agreement.agreement import Agreement
from partnerskab.delivery.calendar import Due
from partnerskab.errors import Diagnostic, DiagnosticsError, MissingExtraError, Place
from partnerskab.files.decoding import unreadable
from partnerskab.files.writing import write_over
from partnerskab.wording.agreements import actor_text
from partnerskab.wording.dues import notes, what_text, when_text

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_MAKER = "-//partnerskab//partnerskab//EN"
_CANCELLED = "CANCELLED"


def write_calendar(
    path: Path, agreement: Agreement, dues: Sequence[Due], year: int, language: str
) -> int:
    """Write what is due in a year into a calendar file; the years that it holds already stay.

    An entry covers every day on which it can be done, without making any of them busy.

    Args:
        path: the file; one that this library wrote is brought up to date.
        agreement: says who the owners are.
        dues: what is due in the year.
        year: the year.
        language: the language of the entries.

    Returns:
        How many entries the year has.

    Raises:
        DiagnosticsError: where the file is another program's, or cannot be read or written.
        MissingExtraError: where icalendar is not installed.

    Source: RFC 5545, sections 3.8.4.7 (UID), 3.8.7.2 (DTSTAMP) and 3.8.7.4 (SEQUENCE).
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise MissingExtraError("writing a calendar file", "calendar") from None
    before = {str(event.get("UID")): event for event in _entries_of(path)}
    after = dict(before)
    for due in dues:
        event = _event(agreement, due, language)
        uid = str(event["UID"])
        after[uid] = _following(before.get(uid), event, due.opens.year)
    kept = {_uid(agreement, due) for due in dues}
    for uid, event in before.items():
        ours = uid.endswith(_owner(agreement)) and event.get("DTSTART") is not None
        if ours and uid not in kept and event.decoded("DTSTART").year == year:
            after[uid] = _cancelled(event, year)
    calendar = Calendar()
    calendar.add("PRODID", _MAKER)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", agreement.label.text(language))
    for uid in sorted(after):
        calendar.add_component(after[uid])
    write_over(path, calendar.to_ical())
    return len(dues)


def _entries_of(path: Path) -> Iterator["Event"]:
    """Give the entries of a file that was written before; none where there is no file."""
    if not path.exists():
        return
    calendar = _read(path)
    if str(calendar.get("PRODID", "")) != _MAKER:
        raise _refused(
            path,
            id="foreign-calendar",
            message="another program made this calendar, and it would be lost",
            came=str(calendar.get("PRODID", "")) or "no PRODID",
        )
    yield from calendar.events


def _read(path: Path) -> "Calendar":
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(path.read_bytes().decode())
    except OSError as error:
        raise DiagnosticsError((unreadable(error, str(path)),)) from None
    except ValueError:
        found = None
    # Older versions of icalendar give any other component for what is no calendar.
    if not isinstance(found, Calendar):
        raise _refused(
            path,
            id="not-a-calendar",
            message="the file is there and is no calendar",
            came="no single VCALENDAR in UTF-8",
        )
    return found


def _refused(path: Path, *, id: str, message: str, came: str) -> DiagnosticsError:
    found = Diagnostic(
        id=id,
        place=Place(file=str(path)),
        message=message,
        expected="a new file, or one that this command wrote",
        came=came,
        remedy="give another name",
    )
    return DiagnosticsError((found,))


def _uid(agreement: Agreement, due: Due) -> str:
    return f"{due.id}{_owner(agreement)}"


def _owner(agreement: Agreement) -> str:
    return f"@{agreement.id}.partnerskab"


def _event(agreement: Agreement, due: Due, language: str) -> "Event":
    """Return the entry of something that is due, but for what says how often it was changed."""
    from icalendar import Event

    said = [
        when_text(due, due.opens.year, language),
        actor_text(agreement, due.owner, language),
        *notes(agreement, due, language),
        str(due.citation),
    ]
    event = Event()
    event.add("UID", _uid(agreement, due))
    event.add("SUMMARY", what_text(due, language))
    event.add("DESCRIPTION", "\n".join(said))
    event.add("DTSTART", due.opens)
    event.add("DTEND", due.closes + timedelta(1))  # the first day after it
    event.add("TRANSP", "TRANSPARENT")
    event.add("STATUS", "CONFIRMED" if due.is_certain else "TENTATIVE")
    return event


def _following(old: "Event | None", new: "Event", year: int) -> "Event":
    """Return an entry as it follows the one that the file holds: the same, or one version on."""
    if old is not None and _content(old) == _content(new):
        return old
    sequence = 0 if old is None else int(str(old.get("SEQUENCE", 0))) + 1
    new.add("SEQUENCE", sequence)
    new.add("DTSTAMP", datetime(year, 1, 1, tzinfo=UTC) + timedelta(seconds=sequence))
    return new


def _content(event: "Event") -> dict[str, bytes]:
    """Return what an entry says, without the marks of its version."""
    return {
        name: value.to_ical()
        for name, value in event.items()
        if name not in ("SEQUENCE", "DTSTAMP")
    }


def _cancelled(event: "Event", year: int) -> "Event":
    """Return an entry that is no longer due; left out, a program would keep it."""
    if str(event.get("STATUS")) == _CANCELLED:
        return event
    from icalendar import Event

    cancelled = Event()
    for name, value in event.items():
        if name not in ("SEQUENCE", "DTSTAMP", "STATUS"):
            cancelled[name] = value
    cancelled.add("STATUS", _CANCELLED)
    return _following(event, cancelled, year)
