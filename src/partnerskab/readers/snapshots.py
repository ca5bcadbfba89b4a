"""Snapshots: answers of StatBank on disk, each with its date and the description of its table.

A snapshot is three files with one stem: the answer as it came (`.csv` or `.json`), how and when it
was got (`.snapshot.json`), and the description of the table (`.tableinfo.json`).
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import attrs

from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError, Place, Problem
from partnerskab.files.decoding import read_text
from partnerskab.readers.records import Cell, Footnote, Item, Record
from partnerskab.values.exact import plain_text

ABOUT = ".snapshot.json"
"""How the name of the file ends that says how and when a snapshot was got."""

DESCRIPTION = ".tableinfo.json"
"""How the name of the file ends that describes the table."""

_T = TypeVar("_T")
# What looking into a JSON document of another shape raises.
_ANOTHER_SHAPE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


@attrs.frozen(kw_only=True)
class Description:
    """What StatBank says of a table.

    Args:
        table: the id of the table.
        suppressed_value: what stands for a suppressed figure; "" for nothing.
        footnote: what a reader of the figures must know; "" for nothing.
        unit: of the figures, in StatBank's words.
        updated: the day on which the table was last updated; None where it is not said.
    """

    table: str
    suppressed_value: str
    footnote: str
    unit: str
    updated: date | None

    def note_on(self, value: Cell) -> str:
        """Return what must be said of a value, "" for nothing; the value stays what it is.

        >>> description = describe('{"id": "STRAF42", "suppressedDataValue": "0"}')
        >>> description.note_on(0), description.note_on(1)
        ('in STRAF42, 0 also stands for a suppressed figure', '')
        """
        text = value if isinstance(value, str) else plain_text(value)
        if not text or text != self.suppressed_value:
            return ""
        return f"in {self.table}, {self.suppressed_value} also stands for a suppressed figure"


@attrs.frozen(kw_only=True)
class Snapshot:
    """An answer on disk.

    Args:
        path: the answer as it came.
        retrieved: when it was asked for.
        description: the file that describes the table; None where it is not there.
    """

    path: Path
    retrieved: datetime
    description: Path | None


def describe(table_info: str) -> Description:
    """Return what StatBank's answer to `tableinfo` in JSON says of a table.

    Raises:
        InvalidValueError: where the text is not such an answer.

    >>> text = '{"id": "STRAF42", "unit": "Number", "updated": "2025-03-25T08:00:00"}'
    >>> describe(text).updated
    datetime.date(2025, 3, 25)
    """
    try:
        given = json.loads(table_info)
        footnote = given.get("footnote") or {}
        updated = given.get("updated")
        return Description(
            table=_text(given["id"]),
            suppressed_value=_text(given.get("suppressedDataValue") or ""),
            footnote=" ".join(_text(footnote.get("text") or "").split()),
            unit=_text(given.get("unit") or ""),
            updated=datetime.fromisoformat(updated).date() if updated else None,
        )
    except _ANOTHER_SHAPE as error:
        raise InvalidValueError(
            "not the description of a table",
            expected="StatBank's tableinfo in JSON, with an id",
            came=f"{type(error).__name__}: {error}".splitlines()[0][:100],
            remedy="fetch it again",
            id="not-a-description",
        ) from None


def read_description(path: Path) -> Description:
    """Return what a file says of a table.

    Raises:
        DiagnosticsError: where the file is not an answer of StatBank to `tableinfo`.
    """
    return _read(path, describe)


def explained(items: Iterator[Item], description: Path) -> Iterator[Item]:
    """Give the records of a file with what the description of their table says of each.

    Its footnote comes last. No value changes: a zero that may stand for a suppressed figure is a
    zero with a note.

    Args:
        items: what a layout finds in an answer of StatBank.
        description: the file that describes the table.

    Raises:
        DiagnosticsError: where the description is none.
    """
    said = read_description(description)
    for item in items:
        if isinstance(item, Record):
            yield attrs.evolve(item, note=said.note_on(item.fields["value"]))
        else:
            yield item
    if said.footnote:
        yield Footnote(Place(file=str(description)), said.footnote)


def snapshot_of(path: Path) -> Snapshot | None:
    """Return the snapshot whose answer a file is; None for any other file.

    Raises:
        DiagnosticsError: where the answer is no longer what came, or the file about it is broken.

    >>> snapshot_of(Path("examples/amager/observations-illustrative.csv")) is None
    True
    """
    if not path.is_file():
        return None
    about, description = path.with_suffix(ABOUT), path.with_suffix(DESCRIPTION)
    if not about.is_file():
        return None
    retrieved, fingerprint = _read(about, _about)
    if sha256(path.read_bytes()).hexdigest() != fingerprint:
        problem = Problem(
            id="changed-snapshot",
            message="the file is no longer what was fetched",
            expected=f"the content that {about.name} has the hash of",
            came="another content",
            remedy="fetch it again; or remove that file, and this one is read as any other",
        )
        raise DiagnosticsError((Diagnostic.of(problem, Place(file=str(path))),))
    found = description if description.is_file() else None
    return Snapshot(path=path, retrieved=retrieved, description=found)


def _about(text: str) -> tuple[datetime, str]:
    try:
        about = json.loads(text)
        return datetime.fromisoformat(about["retrieved"]), _text(about["sha256"])
    except _ANOTHER_SHAPE as error:
        raise InvalidValueError(
            "the file does not say when its snapshot was fetched",
            expected="JSON with retrieved and sha256, as partnerskab fetch writes it",
            came=f"{type(error).__name__}: {error}".splitlines()[0][:100],
            remedy="fetch the snapshot again",
            id="not-a-snapshot",
        ) from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _read(path: Path, parse: Callable[[str], _T]) -> _T:
    text, found = read_text(path, str(path))
    found = tuple(each for each in found if each.id != "byte-order-mark")
    if found:
        raise DiagnosticsError(found)
    try:
        return parse(text)
    except InvalidValueError as error:
        raise DiagnosticsError((Diagnostic.of(error.problem, Place(file=str(path))),)) from None
