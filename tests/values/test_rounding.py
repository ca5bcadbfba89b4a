"""Rounding as an agreement declares it, and how a printed value is compared with its rule."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.errors import Problem
from partnerskab.values.exact import Exact, RoundingMode, exact, scale
from partnerskab.values.rounding import (
    Basis,
    Reconciliation,
    ReconciliationStatus,
    Rounding,
    reconcile,
)
from tests.samples import refusal
from tests.strategies import exact_numbers, factors, modes, roundings


def rounding(mode: str = "half-up", step: object = 1) -> Rounding:
    """Return a declared rounding."""
    return Rounding(mode=mode, step=step, basis="declared")


@given(exact_numbers, factors, roundings())
def test_applying_is_scaling(number: Exact, factor: Exact, declared: Rounding) -> None:
    """A rounding applies its own mode and step, to a number times a factor."""
    expected = scale(number, factor, declared.mode, declared.step)
    assert declared.apply(number, factor) == expected
    assert declared.apply(number) == scale(number, 1, declared.mode, declared.step)


def test_applying_to_a_column() -> None:
    """A rounding applies to a column of integers as to a number."""
    assert rounding().apply(np.array([70, 250]), Fraction(3, 4)).tolist() == [53, 188]


def test_unsaid_step_is_one() -> None:
    """A rounding is to whole numbers unless it says otherwise."""
    assert Rounding(mode="half-up", basis="inferred").step == 1


def test_words_become_choices() -> None:
    """The mode and the basis may be given as the words that a file holds."""
    built = Rounding(mode="half-even", step="0.1", basis="inferred")
    assert built.mode is RoundingMode.HALF_EVEN
    assert built.basis is Basis.INFERRED
    assert built.step == Fraction(1, 10)
    assert (built.citation, built.why) == (None, None)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (
            {"mode": "half-upp"},
            Problem(
                message="not one of the words that are known here",
                id="unknown-word",
                expected="'half-up' or 'half-even' or 'half-down' or 'down' or 'up'",
                came="'half-upp'",
                remedy="did you mean 'half-up'?",
            ),
        ),
        (
            {"basis": "guessed"},
            Problem(
                message="not one of the words that are known here",
                id="unknown-word",
                expected="'declared' or 'inferred'",
                came="'guessed'",
            ),
        ),
        (
            {"step": 0.1},
            Problem(
                message="not an exact number",
                id="not-exact",
                expected="a whole number, a Decimal, a Fraction or text such as '22.9'",
                came="float 0.1",
                remedy="give the number as text or as a Decimal",
            ),
        ),
    ],
)
def test_field_that_cannot_stand_is_refused(fields: dict[str, Any], problem: Problem) -> None:
    """An unknown word or a float is an error when the rounding is built."""
    given_fields: dict[str, Any] = {"mode": "half-up", "basis": "declared"} | fields
    assert refusal(lambda: Rounding(**given_fields)) == problem


@pytest.mark.parametrize("step", [0, -1])
def test_step_not_above_zero_cannot_be_built(step: int) -> None:
    """A rounding that nothing can be rounded by is an error when it is built."""
    assert refusal(lambda: rounding(step=step)).path == ("step",)


@given(exact_numbers, roundings())
def test_rule_and_its_own_output_are_equal(value: Exact, declared: Rounding) -> None:
    """What a rounding makes of a value reconciles with it, for every mode and step."""
    found = reconcile(value, declared.apply(value), declared)
    assert found == Reconciliation(status=ReconciliationStatus.EQUAL, mode=declared.mode)


@given(exact_numbers, st.integers(-2, 2), roundings())
def test_reconciliation_names_a_mode_that_fits_or_none_does(
    value: Exact, distance: int, declared: Rounding
) -> None:
    """The named mode gives the printed value; a conflict is where no mode gives it."""
    printed = exact(declared.apply(value) + distance * Fraction(declared.step))
    found = reconcile(value, printed, declared)
    fitting = [mode for mode in RoundingMode if scale(value, 1, mode, declared.step) == printed]
    match found.status:
        case ReconciliationStatus.EQUAL:
            assert found.mode is declared.mode
            assert declared.mode in fitting
        case ReconciliationStatus.EXPLAINED:
            assert found.mode in fitting
            assert declared.mode not in fitting
        case ReconciliationStatus.CONFLICT:
            assert found.mode is None
            assert not fitting


@given(exact_numbers, modes)
def test_value_that_needs_no_rounding_is_never_explained(value: Exact, mode: RoundingMode) -> None:
    """Where the value is a whole step already, all modes agree, so that only equal is left."""
    step = abs(value) or 1
    found = reconcile(value, value, Rounding(mode=mode, step=step, basis="declared"))
    assert found.status is ReconciliationStatus.EQUAL


@pytest.mark.parametrize(
    ("value", "printed", "mode", "text"),
    [
        ("52.5", 53, "half-up", "equal"),
        ("52.5", 52, "half-up", "explained by half-even"),
        ("59.5", 60, "half-down", "explained by half-up"),
        ("59.5", 59, "half-up", "explained by half-down"),
        ("59.5", 59, "half-down", "equal"),
        ("1484.85", 1485, "half-up", "equal"),
        ("1484.85", 1484, "half-up", "explained by down"),
        ("69.3", 70, "half-up", "explained by up"),
        ("-52.5", -53, "half-up", "equal"),
        ("-52.5", -52, "half-up", "explained by half-even"),
        ("52.5", 54, "half-up", "conflict"),
        ("52.5", "52.5", "half-up", "conflict"),
        ("70", 69, "half-up", "conflict"),
    ],
)
def test_reconciliation_in_words(value: str, printed: object, mode: str, text: str) -> None:
    """A printed value is equal, explained by another mode that is named, or in conflict."""
    assert str(reconcile(exact(value), exact(printed), rounding(mode))) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [("800_000", "equal"), ("700_000", "explained by half-down"), ("750_000", "conflict")],
)
def test_reconciliation_uses_the_step(printed: str, text: str) -> None:
    """0.75 million to a tenth of a million is 0.8 million."""
    assert str(reconcile(750_000, exact(printed), rounding(step=100_000))) == text
