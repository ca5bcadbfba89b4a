"""Records: one value of a file as it stands there, before anybody knows what it means."""

from collections.abc import Callable, Mapping

import attrs

from partnerskab.errors import Diagnostic, Place
from partnerskab.values.exact import Exact

Cell = str | Exact


def filter_field(column: str) -> str:
    """Return the field that holds the cell of a column by which the recipe chooses rows.

    It never is one of the other fields, whatever the source calls its columns.

    >>> filter_field("status")
    'only status'
    """
    return f"only {column}"


@attrs.frozen
class Record:
    """One value and what the file says about it.

    Args:
        fields: the cells by what they are: `indicator`, `area`, `period`, `value`, `status` ...
        place: gives the place of a field in the file.
        texts: what the file calls the codes in `fields`, where it has both.
        rows: how many rows of the file the record stands for.
        note: what the file says about this very value.
    """

    fields: Mapping[str, Cell]
    place: Callable[[str], Place]
    texts: Mapping[str, str] = attrs.field(factory=dict)
    rows: int = 1
    note: str = ""


@attrs.frozen
class Footnote:
    """Text in the file that is no value."""

    place: Place
    text: str


@attrs.frozen
class Gap:
    """A place for a value that nobody filled in.

    Args:
        place: where the value would stand.
        name: what was asked for.
        note: why it is not there, if somebody says so.
    """

    place: Place
    name: str
    note: str = ""


# What a layout finds in a file: values, texts, and rows that it cannot make sense of.
Item = Record | Footnote | Gap | Diagnostic
