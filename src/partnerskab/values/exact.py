"""Exact numbers, and the one rounding function that scalars and columns share.

A number in the model is an `int` where it is whole and a `fractions.Fraction` where it is not, so
that no context precision and no binary float can change it.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from operator import index
from typing import Any

from partnerskab.errors import InvalidValueError
from partnerskab.values.names import Choice

Exact = int | Fraction

_NUMBER = re.compile(r"[+-]?[0-9]+(_[0-9]+)*(\.[0-9]+|/[0-9]+(_[0-9]+)*)?")
_MAY_DIVIDE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(?![0-9])")
# A decimal of a greater size than this is a slip of the pen, and would fill the memory.
_LARGEST_EXPONENT = 1_000
_MOST_PLACES = 1_000
# A longer text of a number that is not whole is one, too; Python itself has a limit for whole ones.
_LONGEST_FRACTION = 2_000
_LARGEST_INT64 = 2**63 - 1


class NumberOverflowError(InvalidValueError, OverflowError):
    """A column whose integer type is too small for the exact answer."""


class RoundingMode(Choice):
    """How an exact value becomes a printed one; `half-up` sends ties away from zero."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    HALF_DOWN = "half-down"
    DOWN = "down"
    UP = "up"


def exact(value: object) -> Exact:
    """Return a number as the model keeps it: an `int`, or a `Fraction` where it is not whole.

    Args:
        value: an integer (a numpy integer too), a `Fraction`, a finite `Decimal`, or text such as
            `"77"`, `"1_500_000"`, `"22.9"` or `"1/3"`.

    Raises:
        InvalidValueError: for a float, a bool, NaN, an infinity or any other thing.

    >>> exact("22.5"), exact("1_500_000")
    (Fraction(45, 2), 1500000)
    """
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal | str):
        return _from_index(value)
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > _LARGEST_EXPONENT:
            raise _not_a_number(str(value))
        value = Fraction(value)
    return int(value) if value.denominator == 1 else value


def _from_index(value: object) -> int:
    """Return the integer that a numpy integer stands for, and refuse everything else."""
    try:
        # Older numpy takes its own booleans for integers, with a warning.
        if not isinstance(value, bool) and getattr(value, "dtype", None) != "bool":
            return index(value)  # type: ignore[arg-type]  # a TypeError is the answer
    except TypeError:
        pass
    raise InvalidValueError(
        "not an exact number",
        expected="a whole number, a Decimal, a Fraction or text such as '22.9'",
        came=f"{type(value).__name__} {value!r}",
        remedy="give the number as text or as a Decimal",
        id="not-exact",
    )


def _from_text(text: str) -> Exact:
    match = _NUMBER.fullmatch(text)
    if not match or (match[2] and len(text) > _LONGEST_FRACTION):
        raise _not_a_number(text)
    try:
        number = Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise _not_a_number(text) from error
    return exact(number)


def _not_a_number(text: str) -> InvalidValueError:
    shown = text if len(text) <= 40 else f"{text[:40]}..."
    return InvalidValueError(
        "not a number",
        expected="digits with '.' as the decimal mark, such as 77, -10, 22.9 or 1/3",
        came=repr(shown),
        id="not-a-number",
    )


def refuse_divided_thousands(text: str) -> str:
    """Return a text unchanged, or raise where its dot may divide thousands, as in Danish.

    >>> refuse_divided_thousands("22.9")
    '22.9'
    """
    if _MAY_DIVIDE_THOUSANDS.match(text):
        raise InvalidValueError(
            "the dot may divide thousands or decimals",
            expected="a whole number without a dot, such as 1000 or 1",
            came=repr(text),
            id="ambiguous-number",
        )
    return text


def as_whole(value: object) -> int:
    """Return an exact number that is whole, or raise.

    >>> as_whole("3")
    3
    """
    number = exact(value)
    if isinstance(number, int):
        return number
    raise InvalidValueError("not a whole number", expected="such as 1", came=plain_text(number))


def as_numbers(values: Sequence[object]) -> tuple[Exact, ...]:
    """Return each value as an exact number; a converter for fields.

    >>> as_numbers([-10, "-12.5"])
    (-10, Fraction(-25, 2))
    """
    return tuple(exact(value) for value in values)


def plain_text(value: Exact) -> str:
    """Return the number as a person writes it: all its decimals, or `a/b` where they hardly end.

    >>> plain_text(Fraction(693, 10)), plain_text(Fraction(1, 3)), plain_text(-77)
    ('69.3', '1/3', '-77')
    """
    rest = value.denominator
    twos = (rest & -rest).bit_length() - 1
    rest >>= twos
    fives = 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    places, denominator = max(twos, fives), value.denominator
    if rest != 1 or places > _MOST_PLACES:
        return f"{value.numerator}/{denominator}"
    digits = str(abs(value.numerator) * 10**places // denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def scale(value: Any, factor: Exact, mode: RoundingMode, step: Exact = 1) -> Any:
    """Return `value` x `factor`, rounded once to a multiple of `step`, without a float on the way.

    Args:
        value: one exact number, or a numpy array or pandas Series with an integer dtype.
        factor: what to multiply by, e.g. `Fraction(3, 4)` for a fall of 25 %.
        mode: the rounding mode; ties of `half-up` go away from zero, below zero too.
        step: the result is a multiple of this; for a column it must be whole.

    Returns:
        A number for a number; for a column one of the same kind, as 64-bit integers.

    Raises:
        NumberOverflowError: where a column's 64 bits cannot hold an answer or a step towards it.
        InvalidValueError: for a column that does not hold integers, or a step not above zero.

    Source: the signed Amager ladder, whose 24 cells are all half-up.

    >>> three_quarters = Fraction(3, 4)
    >>> [scale(value, three_quarters, RoundingMode.HALF_UP) for value in (70, -70)]
    [53, -53]
    """
    step = Fraction(checked_step(step))
    ratio = exact(factor) / step
    if not getattr(value, "ndim", 0):
        product = exact(value) * ratio
        return exact(step * _round(product.numerator, 1, product.denominator, mode))
    if step.denominator != 1:
        raise InvalidValueError(
            "a column of integers cannot be rounded to a fraction",
            expected="a whole step",
            came=plain_text(exact(step)),
        )
    column = _as_int64(value, ratio, int(step))
    return _round(column, ratio.numerator, ratio.denominator, mode) * int(step)


def to_places(value: Exact, places: int) -> Exact:
    """Return a value rounded half-up to a number of decimals, for showing.

    >>> plain_text(to_places(Fraction(-170, 7), 1))
    '-24.3'
    """
    if type(value) is int and places >= 0:
        return value  # as most are, of the tens of thousands that a long report shows
    rounded: Exact = scale(value, 1, RoundingMode.HALF_UP, Fraction(1, 10**places))
    return rounded


def checked_step(value: object) -> Exact:
    """Return what can be rounded to: an exact number above zero.

    >>> checked_step("0.1")
    Fraction(1, 10)
    """
    step = exact(value)
    if step <= 0:
        raise InvalidValueError(
            "a rounding step must be above zero",
            expected="1, 0.1, 100 ...",
            came=plain_text(step),
            path=("step",),
        )
    return step


def _round(value: Any, numerator: int, denominator: int, mode: RoundingMode) -> Any:
    """Round value x numerator / denominator to whole steps; the same expressions serve columns.

    Dividing first keeps every intermediate result within the size of the answer, so that a column
    of 64-bit integers overflows only where the answer itself would.
    """
    part = value % denominator * numerator
    floor = value // denominator * numerator + part // denominator
    rest = part % denominator
    above_zero, below_zero = (value > 0, value < 0) if numerator > 0 else (value < 0, value > 0)
    above, tie = rest > denominator - rest, rest == denominator - rest
    match mode:
        case RoundingMode.HALF_UP:
            return floor + (above | (tie & above_zero))
        case RoundingMode.HALF_DOWN:
            return floor + (above | (tie & below_zero))
        case RoundingMode.HALF_EVEN:
            return floor + (above | (tie & (floor % 2 == 1)))
        case RoundingMode.DOWN:
            return floor + ((rest > 0) & below_zero)
        case RoundingMode.UP:
            return floor + ((rest > 0) & above_zero)


def _as_int64(column: Any, ratio: Fraction, step: int) -> Any:
    if column.dtype.kind not in "iu":
        raise InvalidValueError(
            "not a column of integers",
            expected="an integer dtype such as int64, or Int64 where cells may be empty",
            came=str(column.dtype),
            remedy="read the column as text and convert it to Int64",
            id="not-exact",
        )
    if column.size:
        for bound in (column.min(), column.max()):
            _check_fits(bound, ratio, step)
    may_be_empty = hasattr(column.dtype, "na_value")
    return column.astype("Int64" if may_be_empty else "int64")


def _check_fits(bound: Any, ratio: Fraction, step: int) -> None:
    try:
        number = index(bound)
    except TypeError:
        return  # the minimum of a column of nothing but empty cells is itself empty
    largest_part = ratio.denominator * abs(ratio.numerator)
    answer = (abs(number * ratio.numerator) // ratio.denominator + abs(ratio.numerator) + 1) * step
    if max(abs(number), largest_part, answer) > _LARGEST_INT64:
        raise NumberOverflowError(
            "the exact answer does not fit in 64 bits",
            expected=f"numbers of at most {_LARGEST_INT64}",
            came=f"{number} x {ratio.numerator}/{ratio.denominator} in steps of {step}",
            remedy="work with Python's own integers, which have no upper bound",
            id="overflow",
        )
