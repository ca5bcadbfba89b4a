"""What differs between two agreements, as a table; and any part of one as a text."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from partnerskab.agreement.differences import Difference
from partnerskab.tables.table import Cell, Column, Kind, Table, cell_text, table_of
from partnerskab.values.amounts import Amount
from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact
from partnerskab.values.names import Label
from partnerskab.values.periods import Period

DIFFERENCE_COLUMNS = (
    Column("path", Kind.TEXT, "where, as the files write it"),
    Column("then", Kind.TEXT, "value before, or the label of a part that is gone"),
    Column("now", Kind.TEXT, "value after, or the label of a part that is new"),
    Column("since", Kind.DATE, "day from which the last of the amendments that did it counts"),
    Column("decided", Kind.DATE, "day on which that one was decided"),
    Column("by", Kind.TEXT, "id of the body or the party that decided it"),
    Column("why", Kind.TEXT, "the reason for it, in English where it has one"),
    Column("citation", Kind.TEXT, "where it stands"),
    Column("amendments", Kind.TEXT, "ids of all amendments that did it, divided by spaces"),
)


def differences_table(differences: Iterable[Difference]) -> Table:
    """Return one row for each difference; the columns are `DIFFERENCE_COLUMNS`."""
    return table_of("differences", DIFFERENCE_COLUMNS, map(_row, differences))


def _row(difference: Difference) -> dict[str, Cell]:
    last = difference.amendments[-1] if difference.amendments else None
    return {
        "path": difference.path,
        "then": text_of(difference.then, _plainly),
        "now": text_of(difference.now, _plainly),
        "since": last.start if last else None,
        "decided": last.decided if last else None,
        "by": last.by if last else None,
        "why": last.why.text("en") if last else None,
        "citation": str(last.citation) if last else None,
        "amendments": " ".join(each.id for each in difference.amendments) or None,
    }


def _plainly(value: bool | Exact | Label) -> str:  # noqa: FBT001  (a value like any other)
    return value.text("en") if isinstance(value, Label) else cell_text(value)


def text_of(value: Any, write: Callable[[bool | Exact | Label], str]) -> str | None:
    """Return any value of an agreement as a text, a whole part by its label; None for nothing.

    Args:
        value: the value.
        write: how a flag, a number and a label are written.
    """
    match value:
        case None:
            return None
        case bool() | int() | Fraction() | Label():
            return write(value)
        case str() | date() | Amount() | Citation() | Period():
            return str(value)
        case tuple():
            return ", ".join(text_of(each, write) or "" for each in value) or None
        case _:
            return _part_text(value, write)


def _part_text(value: Any, write: Callable[[bool | Exact | Label], str]) -> str:
    names = {"label", "title"} & attrs.fields_dict(type(value)).keys()
    if names:
        return write(getattr(value, names.pop()))
    fields = {field.name: text_of(getattr(value, field.name), write) for field in _own(value)}
    return "; ".join(f"{name} {text}" for name, text in fields.items() if text)


def _own(value: Any) -> Iterable["attrs.Attribute[Any]"]:
    return (field for field in attrs.fields(type(value)) if field.name != "citation")
