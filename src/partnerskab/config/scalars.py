"""How values of the plain types are written in a file, taken strictly.

cattrs would bend them (`True` to 1, 5 to "5"), so each type that a file can hold is here.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, get_args

import attrs

from partnerskab.config.context import FileContext
from partnerskab.config.strict import (
    as_column,
    as_date,
    as_known_date,
    as_label,
    as_number,
    as_typed,
)
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import refuse_divided_thousands
from partnerskab.values.names import Choice, Label
from partnerskab.values.periods import Period


@attrs.frozen
class Scalar:
    """How the values of a type are written.

    Args:
        fits: says whether a type is written so.
        read: takes the value in the file, the type and what is known of the file.
    """

    fits: Callable[[Any], bool]
    read: Callable[[Any, Any, FileContext], Any]


def _is(cls: type) -> Callable[[Any], bool]:
    return lambda known: known is cls


def _is_of(*members: type) -> Callable[[Any], bool]:
    """Say whether a type is a choice of these, or None."""
    return lambda cls: set(get_args(cls)) - {type(None)} == set(members)


def _is_word(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Choice)


SCALARS: tuple[Scalar, ...] = (
    Scalar(_is(str), lambda value, _, __: as_typed(value, str)),
    Scalar(_is_word, lambda value, cls, _: cls(as_typed(value, str))),
    Scalar(_is(int), lambda value, cls, _: as_typed(value, cls)),
    Scalar(_is(bool), lambda value, cls, _: as_typed(value, cls)),
    Scalar(_is(date), lambda value, _, __: as_date(value)),
    Scalar(_is_of(date), lambda value, _, __: as_known_date(value)),
    Scalar(_is_of(int, Fraction), lambda value, _, __: as_number(value)),
    Scalar(
        _is_of(int, Fraction, str),
        lambda value, _, __: value if isinstance(value, str) else as_number(value),
    ),
    Scalar(_is_of(str, int), lambda value, _, __: as_column(value)),
    Scalar(_is(Label), lambda value, _, __: as_label(value)),
    Scalar(_is(Period), lambda value, _, file: Period.parse(value, year_starts=file.year_starts)),
    Scalar(
        _is(Amount),
        lambda value, _, __: Amount.parse(refuse_divided_thousands(as_typed(value, str))),
    ),
)
"""Every plain type, once."""


def is_scalar(cls: Any) -> bool:
    """Say whether values of a type are written as one of the plain types."""
    return any(scalar.fits(cls) for scalar in SCALARS)


@cache
def scalar_of(cls: Any) -> Scalar:
    """Return how values of a plain type are written."""
    return next(scalar for scalar in SCALARS if scalar.fits(cls))
