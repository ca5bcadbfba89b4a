"""Exact numbers: what goes in, how they are written, and the laws of the one rounding function."""

import decimal
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, NumberOverflowError, RoundingMode, exact, plain_text
from partnerskab.values.exact import scale as scaled
from tests.strategies import exact_numbers, factors, modes, steps, ties, whole

HALF_UP = RoundingMode.HALF_UP
LARGEST = 2**63 - 1
LAST_THOUSAND = LARGEST // 1000 * 1000

NOT_EXACT = """\
not an exact number
    expected: a whole number, a Decimal, a Fraction or text such as '22.9'
    came:     {}
    remedy:   give the number as text or as a Decimal"""
NOT_A_NUMBER = """\
not a number
    expected: digits with '.' as the decimal mark, such as 77, -10, 22.9 or 1/3
    came:     {}"""
NOT_INTEGERS = """\
not a column of integers
    expected: an integer dtype such as int64, or Int64 where cells may be empty
    came:     {}
    remedy:   read the column as text and convert it to Int64"""
BAD_STEP = """\
step: a rounding step must be above zero
    expected: 1, 0.1, 100 ...
    came:     {}"""
NO_TENTHS = """\
a column of integers cannot be rounded to a fraction
    expected: a whole step
    came:     0.1"""
OVERFLOW = """\
the exact answer does not fit in 64 bits
    expected: numbers of at most 9223372036854775807
    came:     {}
    remedy:   work with Python's own integers, which have no upper bound"""


def message(build: Callable[[], object]) -> tuple[str, str]:
    """Return the id and the whole text of the error that a call raises."""
    with pytest.raises(InvalidValueError) as caught:
        build()
    return caught.value.problem.id, str(caught.value)


# What goes in


@given(st.integers())
@example(10**5000)
def test_integer_is_itself(number: int) -> None:
    """An integer of any size comes back unchanged."""
    assert exact(number) == number
    assert type(exact(number)) is int


@given(st.decimals(allow_nan=False, allow_infinity=False, places=40))
def test_decimal_loses_no_digit(number: Decimal) -> None:
    """A Decimal stands for its exact value, whatever the precision of the context."""
    assert exact(number) == Fraction(str(number))


@pytest.mark.parametrize("size", [1_000, -1_000])
def test_decimal_of_the_greatest_size(size: int) -> None:
    """A Decimal of ten thousand digits before or after the mark is still taken."""
    assert exact(Decimal(f"1E{size}")) == Fraction(10) ** size


@given(st.integers(), st.integers(1, 10**6))
def test_whole_fraction_is_an_integer(number: int, denominator: int) -> None:
    """What is whole is an `int`, in whatever way it is written."""
    assert type(exact(Fraction(number * denominator, denominator))) is int
    assert type(exact(Fraction(number, denominator))) in (int, Fraction)
    assert exact(Fraction(number, denominator)) == Fraction(number, denominator)


def test_whole_decimal_is_an_integer() -> None:
    """A Decimal with nothing but zeros after the mark is an `int`."""
    assert repr(exact(Decimal("77.00"))) == "77"


@pytest.mark.parametrize("kind", [np.int64, np.int32, np.uint8, np.uint64])
def test_numpy_integer_is_an_integer(kind: type[np.integer[Any]]) -> None:
    """A numpy integer comes back as Python's own."""
    assert repr(exact(kind(77))) == "77"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("77", 77),
        ("-10", -10),
        ("+10", 10),
        ("007", 7),
        ("1_500_000", 1_500_000),
        ("22.9", Fraction(229, 10)),
        ("1_000.5", Fraction(2001, 2)),
        ("1/3", Fraction(1, 3)),
        ("-1_000/3_000", Fraction(-1, 3)),
    ],
)
def test_text_as_a_person_writes_it(text: str, number: Exact) -> None:
    """Digits may have a sign, `_` between them, decimals or a denominator."""
    assert exact(text) == number


@given(exact_numbers)
def test_written_number_reads_back(number: Exact) -> None:
    """The plain text of a number means that number."""
    assert exact(plain_text(number)) == number


@pytest.mark.parametrize(
    ("value", "came"),
    [
        (1.5, "float 1.5"),
        (77.0, "float 77.0"),
        (float("nan"), "float nan"),
        (float("inf"), "float inf"),
        (np.float64(77.0), "float64 np.float64(77.0)"),
        (True, "bool True"),
        (False, "bool False"),
        (np.True_, "bool np.True_"),
        (None, "NoneType None"),
        (pd.NA, "NAType <NA>"),
        (77 + 0j, "complex (77+0j)"),
        ([77], "list [77]"),
        (b"77", "bytes b'77'"),
    ],
    ids=repr,
)
def test_inexact_thing_is_refused(value: object, came: str) -> None:
    """A float, a bool or another thing is refused by name, even where it is whole."""
    assert message(lambda: exact(value)) == ("not-exact", NOT_EXACT.format(came))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 77",
        "77\n",
        "1,5",
        "1.",
        ".5",
        "1e3",
        "_1",
        "1_",
        "1__0",
        "1.5_0",
        "1.5/2",
        "1/-3",
        "1/2/3",
        "--1",
        "0x10",
        "٣",
        "½",
        "nan",
        "inf",
        "NaN",
        "1/0",
    ],
)
def test_text_in_another_form_is_refused(text: str) -> None:
    """A text that is no number, or could be read in two ways, is refused whole."""
    assert message(lambda: exact(text)) == ("not-a-number", NOT_A_NUMBER.format(repr(text)))


def test_text_with_more_digits_than_python_reads_is_refused() -> None:
    """Python's own limit on the digits of a text is an error in our words."""
    digits = "9" * (sys.get_int_max_str_digits() + 1)
    shown = repr(f"{'9' * 40}...")
    assert message(lambda: exact(digits)) == ("not-a-number", NOT_A_NUMBER.format(shown))


def test_text_of_forty_letters_is_shown_whole() -> None:
    """A text is shortened in the message only from 41 letters on."""
    assert message(lambda: exact("x" * 40))[1] == NOT_A_NUMBER.format(repr("x" * 40))
    assert message(lambda: exact("x" * 41))[1] == NOT_A_NUMBER.format(repr(f"{'x' * 40}..."))


@pytest.mark.parametrize(
    ("text", "came"),
    [
        ("NaN", "'NaN'"),
        ("sNaN", "'sNaN'"),
        ("Infinity", "'Infinity'"),
        ("-Infinity", "'-Infinity'"),
        ("1E+10001", "'1E+10001'"),
        ("1E-10001", "'1E-10001'"),
    ],
)
def test_decimal_without_a_sensible_size_is_refused(text: str, came: str) -> None:
    """A Decimal that is not finite, or that would fill the memory, is refused."""
    assert message(lambda: exact(Decimal(text))) == ("not-a-number", NOT_A_NUMBER.format(came))


# How it is written


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-77, "-77"),
        (Fraction(693, 10), "69.3"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 5), "0.2"),
        (Fraction(1, 100), "0.01"),
        (Fraction(-3, 1000), "-0.003"),
        (Fraction(1, 2**20), "0.00000095367431640625"),
        (Fraction(5, 2), "2.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-22, 7), "-22/7"),
        (Fraction(1, 6), "1/6"),
        (Fraction(10**30 + 1, 10), "100000000000000000000000000000.1"),
    ],
)
def test_plain_text(number: Exact, text: str) -> None:
    """A number shows all its decimals, or its denominator where they never end."""
    assert plain_text(number) == text


# Rounding


def halved(number: Exact) -> int:
    """Return the nearest integer, ties away from zero, from the definition with `floor`."""
    size = floor(2 * abs(Fraction(number)) + 1) // 2
    return size if number >= 0 else -size


@given(exact_numbers, factors)
@example(70, Fraction(3, 4))
@example(250, Fraction(93, 100))
@example(-70, Fraction(3, 4))
def test_half_up_is_the_nearest_whole_number_and_away_from_zero_on_a_tie(
    number: Exact, factor: Exact
) -> None:
    """Half-up agrees with an independent exact definition."""
    assert scaled(number, factor, HALF_UP) == halved(number * factor)


@given(whole, st.integers(0, 45), modes)
@example(5, 1, RoundingMode.HALF_DOWN)
@example(-15, 1, RoundingMode.HALF_EVEN)
def test_every_mode_agrees_with_decimal(digits: int, places: int, mode: RoundingMode) -> None:
    """Each mode gives what the decimal module gives for the mode of the same name."""
    context = decimal.Context(prec=200)
    number = Decimal(digits).scaleb(-places, context)
    name = f"ROUND_{mode.name}"
    expected = number.quantize(Decimal(1), rounding=getattr(decimal, name), context=context)
    assert scaled(number, 1, mode) == int(expected)


@pytest.mark.parametrize(
    ("mode", "above", "below"),
    [
        (RoundingMode.HALF_UP, [2, 3, 3, 4], [-2, -3, -3, -4]),
        (RoundingMode.HALF_EVEN, [2, 2, 3, 4], [-2, -2, -3, -4]),
        (RoundingMode.HALF_DOWN, [2, 2, 3, 3], [-2, -2, -3, -3]),
        (RoundingMode.DOWN, [2, 2, 2, 3], [-2, -2, -2, -3]),
        (RoundingMode.UP, [3, 3, 3, 4], [-3, -3, -3, -4]),
    ],
)
def test_each_mode_on_four_numbers(mode: RoundingMode, above: list[int], below: list[int]) -> None:
    """2.4, 2.5, 2.6 and 3.5, and the same below zero, tell the five modes apart."""
    numbers = [exact(text) for text in ("2.4", "2.5", "2.6", "3.5")]
    assert [scaled(number, 1, mode) for number in numbers] == above
    assert [scaled(-number, 1, mode) for number in numbers] == below


@given(ties, steps)
def test_tie_goes_away_from_zero(tie: Exact, step: Exact) -> None:
    """Half-up sends a tie to the step that is farther from zero, below zero too."""
    rounded = scaled(tie * Fraction(step), 1, HALF_UP, step)
    assert abs(rounded) - abs(tie * Fraction(step)) == Fraction(step) / 2


@given(exact_numbers, factors, modes, steps)
def test_rounding_is_odd(number: Exact, factor: Exact, mode: RoundingMode, step: Exact) -> None:
    """The mirror image of a number rounds to the mirror image, for either sign of the factor."""
    rounded = scaled(number, factor, mode, step)
    assert scaled(-number, factor, mode, step) == -rounded
    assert scaled(number, -factor, mode, step) == -rounded


@given(exact_numbers, factors, modes, steps)
def test_result_is_the_number_or_a_neighbouring_step(
    number: Exact, factor: Exact, mode: RoundingMode, step: Exact
) -> None:
    """The result is a multiple of the step, and less than one step away."""
    rounded = scaled(number, factor, mode, step)
    assert Fraction(rounded) % step == 0
    assert abs(rounded - number * factor) < step


@given(exact_numbers, modes, steps)
def test_rounding_twice_is_rounding_once(number: Exact, mode: RoundingMode, step: Exact) -> None:
    """A rounded number stays as it is."""
    once = scaled(number, 1, mode, step)
    assert scaled(once, 1, mode, step) == once


@given(exact_numbers, exact_numbers, modes, steps)
def test_rounding_keeps_the_order(
    one: Exact, other: Exact, mode: RoundingMode, step: Exact
) -> None:
    """A number that is not above another does not round to above it."""
    low, high = sorted([one, other])
    assert scaled(low, 1, mode, step) <= scaled(high, 1, mode, step)


@given(st.integers(0, 10**30), factors, factors, modes, steps)
def test_smaller_factor_never_gives_more(
    number: int, one: Exact, other: Exact, mode: RoundingMode, step: Exact
) -> None:
    """Of a number of zero or more, a smaller factor leaves no more."""
    low, high = sorted([one, other])
    assert scaled(number, low, mode, step) <= scaled(number, high, mode, step)


@given(exact_numbers, factors, modes, steps)
def test_whole_result_is_an_integer(
    number: Exact, factor: Exact, mode: RoundingMode, step: Exact
) -> None:
    """The result is an `int` where it is whole, else a `Fraction`."""
    rounded = scaled(number, factor, mode, step)
    assert type(rounded) is (int if rounded == floor(rounded) else Fraction)


def test_float_products_go_wrong_where_ours_does_not() -> None:
    """Over baselines to 2000 and half-percent falls, two float ways fail 959 and 3,780 times."""
    baselines = np.arange(1, 2001)
    cut = rounded = 0
    for halves in range(2, 199):
        expected = (2 * baselines * (200 - halves) + 200) // 400
        ours = scaled(baselines, Fraction(200 - halves, 200), HALF_UP)
        assert ours.tolist() == expected.tolist()
        product = baselines * (1 - halves / 2 / 100)
        cut += int((np.floor(product + 0.5) != expected).sum())
        rounded += int((np.round(product) != expected).sum())
    assert (cut, rounded) == (959, 3780)


@pytest.mark.parametrize(
    ("baseline", "percent", "target"),
    [(250, "7", 233), (1075, "6", 1011), (75, "18", 62), (300, "18.5", 245)],
)
def test_known_float_traps(baseline: int, percent: str, target: int) -> None:
    """Where a float product ends just below a tie, the exact one is a tie and goes up."""
    assert scaled(baseline, Fraction(100 - exact(percent)) / 100, HALF_UP) == target


@pytest.mark.parametrize("step", [0, -1, Fraction(-1, 10)])
def test_step_not_above_zero_is_refused(step: Exact) -> None:
    """A step of zero or below is an error, not a division by zero."""
    assert message(lambda: scaled(5, 1, HALF_UP, step)) == (
        "invalid-value",
        BAD_STEP.format(plain_text(step)),
    )


@pytest.mark.parametrize("value", [2.5, True, None, [70]])
def test_scaling_refuses_what_is_not_exact(value: object) -> None:
    """A float, a bool, nothing or a list cannot be scaled."""
    came = f"{type(value).__name__} {value!r}"
    assert message(lambda: scaled(value, 1, HALF_UP)) == ("not-exact", NOT_EXACT.format(came))


@pytest.mark.parametrize(("factor", "step"), [(0.93, 1), (True, 1), (1, 0.1), (1, True)])
def test_inexact_factor_or_step_is_refused(factor: Any, step: Any) -> None:
    """A float or a bool is no factor and no step, though a `Fraction` could hold it."""
    assert message(lambda: scaled(250, factor, HALF_UP, step))[0] == "not-exact"


# Columns

Maker = Callable[[Sequence[int | None]], Any]
GAPS = ("Int64", "Int32", "UInt8")
NUMPY = ("int64", "int32", "uint8", "uint64")


def of_pandas(dtype: str) -> Maker:
    """Return a maker of Series with a name and an index of their own."""
    return lambda numbers: pd.Series(
        numbers, dtype=dtype, name="reports", index=range(5, 5 + len(numbers))
    )


COLUMNS: dict[str, Maker] = {
    **{f"numpy {dtype}": lambda numbers, dtype=dtype: np.array(numbers, dtype) for dtype in NUMPY},  # type: ignore[misc]  # the loop's value is held by a default
    **{f"pandas {dtype}": of_pandas(dtype) for dtype in ("int64", "uint8", *GAPS)},
}


def cells(column: Any) -> list[int | None]:
    """Return the cells of a column as Python's own numbers, None for an empty one."""
    return [None if cell is pd.NA else int(cell) for cell in column]


@pytest.mark.parametrize("kind", COLUMNS)
@given(data=st.data(), mode=modes, factor=factors, step=st.sampled_from([1, 2, 5, 100]))
def test_scalars_and_columns_agree(
    kind: str, data: st.DataObject, mode: RoundingMode, factor: Exact, step: int
) -> None:
    """A column gives, cell by cell, what each of its numbers gives; an empty cell stays empty."""
    small, unsigned = kind.lower().endswith("int8"), "u" in kind.split()[1].lower()
    numbers = st.integers(0 if unsigned else -(10**6), 255 if small else 10**6)
    if kind.split()[1] in GAPS:
        drawn = data.draw(st.lists(numbers | st.none(), max_size=8))
    else:
        drawn = data.draw(st.lists(numbers, max_size=8))
    expected = [None if each is None else scaled(each, factor, mode, step) for each in drawn]
    assert cells(scaled(COLUMNS[kind](drawn), factor, mode, step)) == expected


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("quarters", [-7, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 7])
def test_scalars_and_columns_agree_around_zero(quarters: int, mode: RoundingMode) -> None:
    """The smallest numbers of either sign, times quarters of either sign, agree in every mode."""
    numbers, factor = range(-8, 9), Fraction(quarters, 4)
    expected = [scaled(number, factor, mode) for number in numbers]
    assert scaled(np.array(numbers), factor, mode).tolist() == expected


def test_scalars_and_arrow_columns_agree() -> None:
    """A column that is kept by pyarrow gives the same answers, where pyarrow is installed."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    drawn = [-250, -75, -3, -1, 0, 1, 3, 75, None, 250]
    column, factor = pd.Series(drawn, dtype="int64[pyarrow]"), Fraction(93, 100)
    for mode in RoundingMode:
        expected = [None if each is None else scaled(each, factor, mode) for each in drawn]
        assert cells(scaled(column, factor, mode)) == expected


@pytest.mark.parametrize("kind", COLUMNS)
def test_column_stays_in_its_library_with_64_bits(kind: str) -> None:
    """An array gives an array and a Series a Series, of 64-bit integers."""
    given_column = COLUMNS[kind]([70, 250])
    rounded = scaled(given_column, Fraction(3, 4), HALF_UP)
    assert type(rounded) is type(given_column)
    assert str(rounded.dtype) == ("Int64" if kind.split()[1] in GAPS else "int64")
    assert cells(rounded) == [53, 188]


def test_series_keeps_its_index_and_name() -> None:
    """What labels the cells of a Series stays with them."""
    series = pd.Series([70], dtype="int64", index=["vandalism"], name="reports")
    expected = pd.Series([53], dtype="int64", index=["vandalism"], name="reports")
    pd.testing.assert_series_equal(scaled(series, Fraction(3, 4), HALF_UP), expected)


def test_column_that_was_given_is_not_changed() -> None:
    """Scaling makes a new column."""
    column = np.array([70, 250])
    scaled(column, Fraction(3, 4), HALF_UP)
    assert column.tolist() == [70, 250]


def test_table_of_numbers_is_scaled_cell_by_cell() -> None:
    """An array may have two dimensions."""
    table = np.array([[70, 52], [77, 244]])
    assert scaled(table, Fraction(3, 4), HALF_UP).tolist() == [[53, 39], [58, 183]]


def test_array_without_dimensions_is_a_number() -> None:
    """A numpy array of no dimension counts as the number that it holds."""
    assert repr(scaled(np.array(70), Fraction(3, 4), HALF_UP)) == "53"


def test_column_of_empty_cells_stays_empty() -> None:
    """A column without a single number has no bounds, and is no error."""
    assert cells(scaled(pd.Series([None, None], dtype="Int64"), 2, HALF_UP)) == [None, None]


@pytest.mark.parametrize(
    ("column", "came"),
    [
        (np.array([1.0]), "float64"),
        (np.array([True]), "bool"),
        (np.array(["1"]), "<U1"),
        (np.array([2**64]), "object"),
        (pd.Series([1.0, None]), "float64"),
        (pd.Series([1, 2], dtype="category"), "category"),
        (pd.Series([True], dtype="boolean"), "boolean"),
    ],
    ids=str,
)
def test_column_of_anything_else_is_refused(column: Any, came: str) -> None:
    """Floats, flags, texts and objects are refused, even where every cell is whole."""
    assert message(lambda: scaled(column, 1, HALF_UP)) == ("not-exact", NOT_INTEGERS.format(came))


def test_column_with_a_step_that_is_not_whole_is_refused() -> None:
    """A column of integers cannot hold tenths."""
    assert message(lambda: scaled(np.array([1]), 1, HALF_UP, Fraction(1, 10))) == (
        "invalid-value",
        NO_TENTHS,
    )


# Overflow

near_the_edge = st.integers(-(2**63), -(2**62)) | st.integers(2**62, LARGEST)
wild_factors = st.fractions(-4, 4, max_denominator=2**40) | st.fractions(-4, 4, max_denominator=9)


@given(
    st.lists(near_the_edge | st.integers(-9, 9), min_size=1, max_size=4),
    wild_factors,
    modes,
    st.sampled_from([1, 3, 1000]),
    st.sampled_from([lambda numbers: np.array(numbers, "int64"), of_pandas("Int64")]),
)
def test_overflow_is_an_error_and_never_a_wrong_number(
    numbers: list[int], factor: Fraction, mode: RoundingMode, step: int, column: Maker
) -> None:
    """Near the end of 64 bits a column gives Python's own answer, or an error that says so."""
    try:
        rounded = cells(scaled(column(numbers), factor, mode, step))
    except NumberOverflowError:
        return
    assert rounded == [scaled(number, factor, mode, step) for number in numbers]


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=4), wild_factors, modes)
def test_unsigned_overflow_is_an_error_and_never_a_wrong_number(
    numbers: list[int], factor: Fraction, mode: RoundingMode
) -> None:
    """Unsigned 64-bit integers beyond the signed ones give an error, and never another number."""
    try:
        rounded = cells(scaled(np.array(numbers, "uint64"), factor, mode))
    except NumberOverflowError:
        return
    assert rounded == [scaled(number, factor, mode) for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "dtype", "factor", "step", "came"),
    [
        ([LARGEST], "int64", 2, 1, f"{LARGEST} x 2/1 in steps of 1"),
        ([-(2**63), 1], "int64", 1, 1, f"{-(2**63)} x 1/1 in steps of 1"),
        ([1, 2**63], "uint64", Fraction(1, 2), 1, f"{2**63} x 1/2 in steps of 1"),
        ([2**62, 1], "int64", 3, 5, f"{2**62} x 3/5 in steps of 5"),
        ([1], "int64", Fraction(1, 2**63), 1, f"1 x 1/{2**63} in steps of 1"),
        ([1], "int64", -(2**63), 1, f"1 x {-(2**63)}/1 in steps of 1"),
        ([200], "uint8", 2**62, 1, f"200 x {2**62}/1 in steps of 1"),
    ],
)
def test_overflow_names_the_number_and_the_factor(
    numbers: list[int], dtype: str, factor: Exact, step: int, came: str
) -> None:
    """The error shows which number of the column is too large for which factor."""
    build = lambda: scaled(np.array(numbers, dtype), factor, HALF_UP, step)  # noqa: E731  # one call
    assert message(build) == ("overflow", OVERFLOW.format(came))


def test_overflow_is_an_overflow_error() -> None:
    """The error derives from Python's own, too."""
    with pytest.raises(OverflowError):
        scaled(np.array([LARGEST]), 2, HALF_UP)


@pytest.mark.parametrize(
    ("number", "factor", "step", "answer"),
    [
        (LARGEST - 2, 1, 1, LARGEST - 2),
        (2 - LARGEST, 1, 1, 2 - LARGEST),
        (LARGEST, Fraction(1, 2), 1, 2**62),
        (2**62 - 3, 2, 1, 2**63 - 6),
        (1, Fraction(7, LARGEST // 7), 1, 0),
        (LAST_THOUSAND - 2000, 1, 1000, LAST_THOUSAND - 2000),
    ],
)
def test_column_works_up_to_the_edge(number: int, factor: Exact, step: int, answer: int) -> None:
    """The error comes only within a step or a factor of the end of 64 bits."""
    assert scaled(np.array([number]), factor, HALF_UP, step).tolist() == [answer]


@pytest.mark.parametrize(
    ("number", "factor", "step"),
    [
        (LARGEST - 1, 1, 1),
        (1 - LARGEST, 1, 1),
        (2**62 - 1, 2, 1),
        (LAST_THOUSAND - 1000, 1, 1000),
        (1, Fraction(8, LARGEST // 7), 1),
    ],
)
def test_column_stops_at_the_edge(number: int, factor: Exact, step: int) -> None:
    """What is nearer to the end than that is refused, so that no step on the way can overflow."""
    with pytest.raises(NumberOverflowError):
        scaled(np.array([number]), factor, HALF_UP, step)


def test_number_of_any_size_is_scaled() -> None:
    """A single number has no upper bound."""
    assert scaled(10**400 + 1, Fraction(1, 2), HALF_UP) == 5 * 10**399 + 1


@pytest.mark.parametrize("text", ["9" * 3000 + ".5", "1/" + "9" * 3000, "0." + "1" * 2000])
def test_a_number_that_is_not_whole_and_too_long(text: str) -> None:
    """No source prints a part of a number in thousands of digits, and Python would not write it."""
    with pytest.raises(InvalidValueError) as caught:
        exact(text)
    assert str(caught.value) == NOT_A_NUMBER.format(repr(f"{text[:40]}..."))


@pytest.mark.parametrize("power", [1_001, 5_000])
def test_decimals_that_hardly_end(power: int) -> None:
    """A number of more than a thousand decimals is written as the fraction that it is."""
    assert plain_text(Fraction(1, 2**power)) == f"1/{2**power}"
    assert plain_text(Fraction(1, 2**1_000)).startswith("0.000")
