"""Numbers as people enter them: whole ones, dots that may divide thousands, decimals to show."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.errors import Problem
from partnerskab.values.exact import (
    Exact,
    RoundingMode,
    as_whole,
    exact,
    plain_text,
    refuse_divided_thousands,
    scale,
    to_places,
)
from tests.samples import refusal
from tests.strategies import exact_numbers


@pytest.mark.parametrize("value", ["3", "3.0", 3, Decimal("3.00"), Fraction(6, 2)])
def test_whole_number(value: object) -> None:
    """A number that is whole is an `int`, in whatever way it is given."""
    assert repr(as_whole(value)) == "3"


@pytest.mark.parametrize(("value", "came"), [("1.5", "1.5"), (Fraction(1, 3), "1/3")])
def test_number_that_is_not_whole(value: object, came: str) -> None:
    """A number with decimals is refused where a whole one is due."""
    assert refusal(lambda: as_whole(value)) == Problem(
        message="not a whole number", id="invalid-value", expected="such as 1", came=came
    )


def test_whole_number_is_exact_first() -> None:
    """A float is refused for being one, though it be whole."""
    assert refusal(lambda: as_whole(3.0)).id == "not-exact"


@pytest.mark.parametrize("text", ["1.500", "22.900", "750.000", "1.500.000", "750.000 DKK"])
def test_dot_that_may_divide_thousands(text: str) -> None:
    """One to three digits and groups of three are thousands to a Danish reader."""
    assert refusal(lambda: refuse_divided_thousands(text)) == Problem(
        message="the dot may divide thousands or decimals",
        id="ambiguous-number",
        expected="a whole number without a dot, such as 1000 or 1",
        came=repr(text),
    )


@pytest.mark.parametrize(
    "text",
    ["1500", "22.9", "22.95", "0.500", "1500.000", "1.5000", "1.5000.000", "-1.500", "", "1/3"],
)
def test_dot_that_can_only_be_a_decimal_mark(text: str) -> None:
    """Another number of digits before or after the dot is no group of thousands."""
    assert refuse_divided_thousands(text) is text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(-170, 7), 1, "-24.3"),
        (Fraction(1, 3), 0, "0"),
        (Fraction(1, 3), 3, "0.333"),
        (Fraction(-1, 8), 2, "-0.13"),
        (25, 1, "25"),
    ],
)
def test_decimals_to_show(value: Exact, places: int, text: str) -> None:
    """A value is shown rounded half-up, with no more decimals than it needs."""
    assert plain_text(to_places(value, places)) == text


@given(exact_numbers, st.integers(0, 6))
def test_decimals_to_show_are_the_nearest(value: Exact, places: int) -> None:
    """Showing shifts the mark, rounds half-up and shifts it back."""
    shifted = scale(value, 10**places, RoundingMode.HALF_UP)
    assert to_places(value, places) == exact(Fraction(shifted, 10**places))
