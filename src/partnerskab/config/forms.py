"""How values of each plain type are written in a file: read strictly, written, and described.

cattrs would bend what it reads (`True` to 1, 5 to "5"); a JSON Schema knows less than TOML, which
has dates.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, get_args

import attrs

from partnerskab.agreement.questions import Change
from partnerskab.config.context import FileContext
from partnerskab.config.strict import (
    UNKNOWN,
    as_column,
    as_date,
    as_known_date,
    as_label,
    as_number,
    as_observable,
    as_table,
    as_typed,
)
from partnerskab.errors import InvalidValueError
from partnerskab.observations.recipes import Code
from partnerskab.observations.statbank import Selection
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import Exact, plain_text, refuse_divided_thousands
from partnerskab.values.names import Choice, Label
from partnerskab.values.periods import Period, PeriodKind
from partnerskab.words import languages

Json = dict[str, Any]


@attrs.frozen(kw_only=True)
class Form:
    """How the values of a type are written.

    Args:
        fits: says whether a type is written so.
        read: takes a value of the file, the type and what is known of the file.
        write: takes a value of the model and what is known of the file, and gives one that TOML
            can hold.
        schema: takes the type and gives the JSON Schema of what the file may hold.
    """

    fits: Callable[[Any], bool]
    read: Callable[[Any, Any, FileContext], Any]
    write: Callable[[Any, FileContext], Any] = lambda value, _: value
    schema: Callable[[Any], Json]


def _is(cls: Any) -> Callable[[Any], bool]:
    return lambda known: bool(known == cls)


def _is_of(*members: type) -> Callable[[Any], bool]:
    """Say whether a type is a choice of these, or None."""
    return lambda cls: set(get_args(cls)) - {type(None)} == set(members)


def _is_word(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Choice)


def _number(value: Exact) -> int | Decimal | str:
    """Return a number as TOML can hold it: as text where its decimals never end."""
    text = plain_text(value)
    if isinstance(value, int):
        return value
    return text if "/" in text else Decimal(text)


def _value(value: Any) -> Any:
    return value if isinstance(value, str | date) else _number(value)


def _period(period: Period, file: FileContext) -> int | str:
    if period.kind is PeriodKind.YEAR:
        return period.year
    split = period.kind in (PeriodKind.SPLIT_YEAR, PeriodKind.SPLIT_YEARS)
    if split and period.month != file.year_starts:
        return f"{period.year:04}-{period.month:02}/P{period.months // 12}Y"
    return str(period)


def _codes(value: Any) -> tuple[Code, ...]:
    codes = as_table(value, "a table of codes and ids")
    return tuple(Code(code, as_typed(id, str, (code,))) for code, id in codes.items())


def _selections(value: Any) -> Iterator[Selection]:
    for code, values in as_table(value, "a table of variables and values").items():
        listed = enumerate(as_typed(values, list, (code,)))
        yield Selection(code, [as_typed(each, str, (code, index)) for index, each in listed])


def _changes(value: Any, file: FileContext) -> Iterator[Change]:
    for written, each in as_table(value, "a table of paths and values").items():
        known = each if isinstance(each, str | date) else as_number(each)
        for path in file.expanded(written):
            yield Change(path=path, value=known)


_TEXT: Json = {"type": "string"}
# TOML has dates, JSON has texts: editors show a date to the schema as one of these.
_DATE: Json = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DAY: Json = {**_DATE, "description": "A day, without quotes, such as 2016-12-31."}
_NUMBER: Json = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"}],
    "description": "A number such as 77 or 22.9, or a text such as '1/3'.",
}
_LABEL: Json = {
    "type": "object",
    "description": "A name or a sentence in one or more languages.",
    "properties": {
        language: {"type": "string", "description": f"The text in the language {language!r}."}
        for language in languages()
    },
    "patternProperties": {"^[a-z]{2,3}$": {"type": "string", "pattern": "\\S"}},
    "additionalProperties": False,
    "minProperties": 1,
}
_PERIOD: Json = {
    "type": ["integer", "string"],
    "description": "A year such as 2012, or in quotes 2012-H1, 2012-Q1, 2015-12, 2013-2016, "
    "2011/12, 2008/09-2010/11 or 2011-04/P1Y.",
}
_AMOUNT: Json = {
    "type": "string",
    "pattern": "^[^ ]+ [^ ]+$",
    "description": "A number, a space and a unit, such as '1_500_000 DKK'.",
}


def _table_of(values: Json) -> Json:
    return {"type": "object", "additionalProperties": values}


FORMS: tuple[Form, ...] = (
    Form(fits=_is(str), read=lambda value, _, __: as_typed(value, str), schema=lambda _: _TEXT),
    Form(
        fits=_is_word,
        read=lambda value, cls, _: cls(as_typed(value, str)),
        write=lambda value, _: str(value),
        schema=lambda cls: {"enum": [word.value for word in cls]},
    ),
    Form(
        fits=_is(int),
        read=lambda value, _, __: as_typed(value, int),
        schema=lambda _: {"type": "integer"},
    ),
    Form(
        fits=_is(bool),
        read=lambda value, _, __: as_typed(value, bool),
        schema=lambda _: {"type": "boolean"},
    ),
    Form(fits=_is(date), read=lambda value, _, __: as_date(value), schema=lambda _: _DAY),
    Form(
        fits=_is_of(date),
        read=lambda value, _, __: as_known_date(value),
        write=lambda value, _: UNKNOWN if value is None else value,
        schema=lambda _: {
            "anyOf": [_DATE, {"const": UNKNOWN}],
            "description": f'A day, without quotes, such as 2016-12-31, or "{UNKNOWN}".',
        },
    ),
    Form(
        fits=_is_of(int, Fraction),
        read=lambda value, _, __: as_number(value),
        write=lambda value, _: _number(value),
        schema=lambda _: _NUMBER,
    ),
    Form(
        fits=_is_of(int, Fraction, str),
        read=lambda value, _, __: as_observable(value),
        write=lambda value, _: _value(value),
        schema=lambda _: {"type": ["number", "string"]},
    ),
    Form(
        fits=_is_of(str, int),
        read=lambda value, _, __: as_column(value),
        schema=lambda _: {
            "type": ["string", "integer"],
            "description": "The heading of a column, or its number from 1.",
        },
    ),
    Form(
        fits=_is(Label),
        read=lambda value, _, __: as_label(value),
        write=lambda value, _: dict(value.texts),
        schema=lambda _: _LABEL,
    ),
    Form(
        fits=_is(Period),
        read=lambda value, _, file: Period.parse(value, year_starts=file.year_starts),
        write=_period,
        schema=lambda _: _PERIOD,
    ),
    Form(
        fits=_is(Amount),
        read=lambda value, _, __: Amount.parse(refuse_divided_thousands(as_typed(value, str))),
        write=lambda value, _: f"{_with_groups(value.magnitude)} {value.unit}",
        schema=lambda _: _AMOUNT,
    ),
    Form(
        fits=_is(tuple[Code, ...]),
        read=lambda value, _, __: _codes(value),
        write=lambda value, _: {each.code: each.id for each in value},
        schema=lambda _: _table_of(_TEXT),
    ),
    Form(
        fits=_is(tuple[Selection, ...]),
        read=lambda value, _, __: tuple(_selections(value)),
        write=lambda value, _: {each.code: list(each.values) for each in value},
        schema=lambda _: _table_of({"type": "array", "items": _TEXT}),
    ),
    Form(
        fits=_is(tuple[Change, ...]),
        read=lambda value, _, file: tuple(_changes(value, file)),
        write=lambda value, _: {each.path: _value(each.value) for each in value},
        schema=lambda _: _table_of({"type": ["string", "number"]}),
    ),
)
"""Every plain type, once."""


def _with_groups(value: Exact) -> str:
    """Return a number as text with `_` between groups of three digits, as in 1_500_000."""
    if isinstance(value, int):
        return f"{value:_}"
    text = plain_text(value)
    try:
        return refuse_divided_thousands(text)
    except InvalidValueError:  # three decimals might be three digits of thousands, four are not
        return f"{text}0"


def is_form(cls: Any) -> bool:
    """Say whether values of a type are written as one of the plain types."""
    return any(form.fits(cls) for form in FORMS)


@cache
def form_of(cls: Any) -> Form:
    """Return how values of a plain type are written."""
    return next(form for form in FORMS if form.fits(cls))
