"""Single TOML values, taken strictly: what is of another type is refused, never bent."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, exact
from partnerskab.values.names import Label

Path = tuple[str | int, ...]
Table = dict[str, Any]
UNKNOWN = "unknown"
_FRACTION = re.compile("-?[0-9]+/[0-9]+")
_TYPE_NAMES = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
}


def as_table(value: object, expected: str, path: Path = ()) -> dict[str, Any]:
    """Return a table, or say what was expected of it."""
    if not isinstance(value, dict):
        raise _wrong_type(expected, value, path)
    return value


def as_label(value: object) -> Label:
    """Return a label from a table of languages."""
    texts = as_table(value, 'a table of languages, such as { da = "Indbrud", en = "Burglary" }')
    for language, text in texts.items():
        as_typed(text, str, (language,))
    return Label(texts.items())


def as_typed(value: Any, cls: type, path: Path = ()) -> Any:
    """Return a value of this very type: no number for a text, no `true` for 1."""
    if type(value) is not cls:
        raise _wrong_type(_TYPE_NAMES[cls], value, path)
    return value


def as_date(value: object) -> date:
    """Return a date without a time."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _wrong_type("a date without quotes, such as 2016-12-31", value)
    return value


def as_known_date(value: object) -> date | None:
    """Return a date, or None for the word "unknown"."""
    if value == UNKNOWN:
        return None
    if isinstance(value, str):
        raise _wrong_type('a date without quotes, such as 2016-12-31, or "unknown"', value)
    return as_date(value)


def as_column(value: object) -> str | int:
    """Return a column: its heading, or its number."""
    if isinstance(value, str) or type(value) is int:
        return value
    raise _wrong_type("the heading of a column, or its number from 1", value)


def as_number(value: object) -> Exact:
    """Return an exact number; text only for a fraction that TOML cannot write."""
    fraction = isinstance(value, str) and _FRACTION.fullmatch(value)
    if isinstance(value, bool) or not (fraction or isinstance(value, int | Decimal)):
        raise _wrong_type(
            "a number without quotes, such as 77 or 22.9, or text such as '1/3'", value
        )
    return exact(value)


def as_observable(value: object) -> Exact | str:
    """Return a category, or an exact number; a text that is a fraction is a number."""
    if isinstance(value, str) and not _FRACTION.fullmatch(value):
        return value
    return as_number(value)


def _wrong_type(expected: str, value: object, path: Path = ()) -> InvalidValueError:
    return InvalidValueError(
        "wrong type", expected=expected, came=shown(value), id="wrong-type", path=path
    )


def shown(value: object) -> str:
    """Return a value as the writer of the file would recognise it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"the text {value!r}"
        case int() | Decimal():
            return f"the number {value}"
        case list() | dict():
            return "a list" if isinstance(value, list) else "a table"
        case _:
            return f"{type(value).__name__} {value}"
