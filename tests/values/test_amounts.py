import pickle
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.errors import InvalidValueError
from partnerskab.values.amounts import (
    UNITS,
    Amount,
    DivisionByZeroError,
    IncompatibleUnitsError,
    as_amount,
    check_unit,
)
from partnerskab.values.exact import Exact
from partnerskab.values.units import Converter

NUMBERS = st.integers() | st.fractions()
AMOUNTS = st.builds(Amount, NUMBERS, st.sampled_from(list(UNITS)))
WORK_UNITS = st.sampled_from(["full_time_years", "full_time_months"])
WORK = st.builds(Amount, NUMBERS, WORK_UNITS)
# What converts is written out here, so that a slip in the table of units is seen.
CONVERTIBLE = {("full_time_years", "full_time_months"), ("full_time_months", "full_time_years")}
FOREIGN_PAIRS = [
    pair for pair in product(UNITS, UNITS) if pair[0] != pair[1] and pair not in CONVERTIBLE
]
KNOWN = (
    "DKK, EUR, GBP, reports, activations, offences, arrests, casualties, residents, areas, "
    "criteria, percent, percentage_points, full_time_years, full_time_months, "
    "reports_per_1000_residents, arrests_per_100000_residents"
)


def months(amount: Amount) -> Exact:
    """Count in months without the library's own conversion."""
    return amount.magnitude * (12 if amount.unit == "full_time_years" else 1)


def message(call: Callable[[], object], error: type[Exception] = InvalidValueError) -> str:
    """Return the whole message of the error that a call raises, which is of this very type."""
    with pytest.raises(error) as caught:
        call()
    assert caught.type is error
    return str(caught.value)


@given(WORK, WORK)
def test_addition_is_commutative(a: Amount, b: Amount) -> None:
    """The sum is the same from either side, once in one unit."""
    assert a + b == (b + a).to(a.unit)


@given(WORK, WORK, WORK)
def test_addition_is_associative(a: Amount, b: Amount, c: Amount) -> None:
    """Grouping changes neither the sum nor its unit."""
    assert (a + b) + c == a + (b + c)


@given(WORK, WORK)
def test_addition_counts_months(a: Amount, b: Amount) -> None:
    """A sum of years and months has the months of both, and the unit of the left one."""
    assert (months(a + b), (a + b).unit) == (months(a) + months(b), a.unit)


@given(WORK, WORK)
def test_subtraction_undoes_addition(a: Amount, b: Amount) -> None:
    """What was added can be taken away, and taking away is adding the negative."""
    assert a + b - b == a
    assert a - b == a + -b


@given(AMOUNTS, NUMBERS.filter(bool))
def test_division_undoes_multiplication(amount: Amount, number: Exact) -> None:
    """A product divided by its factor is the amount again, with the factor on either side."""
    assert amount * number / number == number * amount / number == amount


@given(WORK, WORK.filter(lambda amount: amount.magnitude != 0))
def test_a_ratio_of_one_dimension_is_a_number(a: Amount, b: Amount) -> None:
    """The ratio of two amounts of work is the ratio of their months."""
    assert a / b == Fraction(months(a)) / months(b)


@given(NUMBERS, NUMBERS.filter(bool))
def test_reports_by_residents_is_a_rate(reports: Exact, residents: Exact) -> None:
    """The rate is reports by residents times 1,000, exactly."""
    rate = Amount(reports, "reports") / Amount(residents, "residents")
    assert rate == Amount(Fraction(reports) / residents * 1000, "reports_per_1000_residents")


@given(WORK, WORK_UNITS)
def test_units_convert_there_and_back(amount: Amount, unit: str) -> None:
    """Conversion loses nothing: back in the first unit the amount is the same."""
    converted = amount.to(unit)
    assert (converted.unit, months(converted)) == (unit, months(amount))
    assert converted.to(amount.unit) == amount


@given(AMOUNTS)
def test_print_and_parse_are_inverse(amount: Amount) -> None:
    """What is printed is read again as the same amount."""
    assert Amount.parse(str(amount)) == as_amount(str(amount)) == as_amount(amount) == amount


@given(AMOUNTS)
def test_a_quantity_comes_back_as_the_same_amount(amount: Amount) -> None:
    """The way through pint and back is exact, and keeps the unit."""
    assert Amount.from_quantity(amount.quantity()) == amount


@given(WORK, WORK)
def test_order_agrees_with_conversion(a: Amount, b: Amount) -> None:
    """Years and months are in the order of their months."""
    expected = (
        months(a) < months(b),
        months(a) <= months(b),
        months(a) > months(b),
        months(a) >= months(b),
    )
    assert (a < b, a <= b, a > b, a >= b) == expected


@given(NUMBERS, WORK_UNITS, WORK_UNITS)
def test_order_is_not_strict_between_equal_work(number: Exact, one: str, other: str) -> None:
    """The same work in two units is neither less nor more."""
    a = Amount(number, one)
    b = a.to(other)
    assert (a < b, a <= b, a > b, a >= b) == (False, True, False, True)


@given(AMOUNTS)
def test_equal_amounts_are_one_in_a_set(amount: Amount) -> None:
    """However the number was given, equal amounts have equal hashes; pickling keeps both."""
    again = Amount(Fraction(amount.magnitude), amount.unit)
    assert {amount, again, pickle.loads(pickle.dumps(amount))} == {amount}  # noqa: S301
    assert len({amount, again}) == 1


def test_equality_is_of_number_and_unit() -> None:
    """A year equals twelve months only once both are in one unit."""
    year, twelve = Amount(1, "full_time_years"), Amount(12, "full_time_months")
    assert year != twelve
    assert year.to("full_time_months") == twelve


@pytest.mark.parametrize(("left", "right"), FOREIGN_PAIRS)
def test_dimensions_never_mix(left: str, right: str) -> None:
    """Units of two dimensions, percent and percentage points too, neither meet nor convert."""
    a, b = Amount(1, left), Amount(2, right)
    for call in (lambda: a + b, lambda: a - b, lambda: a < b, lambda: a >= b, lambda: a.to(right)):
        with pytest.raises(IncompatibleUnitsError):
            call()


DKK = Amount(750_000, "DKK")
REPORTS = Amount(77, "reports")
OF_REPORTS = """
    expected: an amount that converts to DKK
    came:     an amount in reports"""
UNITLESS = """
    expected: an amount that converts to reports
    came:     int 0
    remedy:   give it a unit; a sum starts at Amount(0, 'reports')"""


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda: DKK + REPORTS, "cannot add 750000 DKK and 77 reports" + OF_REPORTS),
        (lambda: DKK - REPORTS, "cannot subtract 77 reports from 750000 DKK" + OF_REPORTS),
        (lambda: DKK < REPORTS, "cannot compare 750000 DKK and 77 reports" + OF_REPORTS),
        (lambda: REPORTS.to("DKK"), "cannot convert 77 reports to DKK" + OF_REPORTS),
        (lambda: REPORTS + 0, "cannot add 77 reports and 0" + UNITLESS),  # type: ignore[operator]
        (lambda: 0 + REPORTS, "cannot add 0 and 77 reports" + UNITLESS),
        (lambda: 0 - REPORTS, "cannot subtract 77 reports from 0" + UNITLESS),
        (lambda: sum([REPORTS, REPORTS]), "cannot add 0 and 77 reports" + UNITLESS),
        (
            lambda: DKK / REPORTS,
            """cannot divide 750000 DKK by 77 reports
    expected: a number, or an amount whose unit makes a known one
    came:     DKK / reports
    remedy:   divide by the magnitude alone""",
        ),
    ],
)
def test_units_that_do_not_fit_are_both_named(call: Callable[[], object], expected: str) -> None:
    """The message names both sides with their numbers."""
    assert message(call, IncompatibleUnitsError) == expected


@pytest.mark.parametrize("divisor", [0, "0", Amount(0, "residents"), Amount(0, "reports")])
def test_division_by_nothing(divisor: Any) -> None:
    """A rate over no residents is an error that says so."""
    expected = f"cannot divide 77 reports by {divisor}"
    assert message(lambda: REPORTS / divisor, DivisionByZeroError) == expected


@pytest.mark.parametrize(
    ("unit", "remedy"),
    [
        ("report", "\n    remedy:   did you mean 'reports'?"),
        ("dkk", "\n    remedy:   did you mean 'DKK'?"),
        ("kr.", "\n    remedy:   did you mean 'DKK'?"),
        ("Årsværk", "\n    remedy:   did you mean 'full_time_years'?"),
        ("furlongs", ""),
        ("", ""),
        (None, ""),
        (["DKK"], ""),
    ],
)
def test_an_unknown_unit_lists_the_known_ones(unit: Any, remedy: str) -> None:
    """The message lists all units, and names the nearest where one is near."""
    expected = f"not a known unit\n    expected: {KNOWN}\n    came:     {unit!r}{remedy}"
    assert message(lambda: Amount(1, unit)) == message(lambda: check_unit(unit)) == expected


@pytest.mark.parametrize("text", ["", "77", "77reports", "1 500 DKK", " 77 reports", "77  DKK", 77])
def test_a_text_of_another_form_is_no_amount(text: Any) -> None:
    """A number, one space and a unit, and nothing else."""
    expected = f"""not an amount
    expected: a number, a space and a unit, such as '1_500_000 DKK'
    came:     {text!r}"""
    assert message(lambda: Amount.parse(text)) == message(lambda: as_amount(text)) == expected


@pytest.mark.parametrize("text", ["12,5 DKK", "1.500.000 DKK", "nan DKK", "1e6 DKK"])
def test_a_danish_number_is_not_guessed(text: str) -> None:
    """The number of a text is read as every exact number is."""
    expected = f"""not a number
    expected: digits with '.' as the decimal mark, such as 77, -10, 22.9 or 1/3
    came:     {text.removesuffix(" DKK")!r}"""
    assert message(lambda: Amount.parse(text)) == expected


@pytest.mark.parametrize("number", [0.75, 1.0, True, float("nan"), None])
def test_only_exact_numbers_enter(number: Any) -> None:
    """Neither a float nor a bool becomes a magnitude or a factor."""
    expected = f"""not an exact number
    expected: a whole number, a Decimal, a Fraction or text such as '22.9'
    came:     {type(number).__name__} {number!r}
    remedy:   give the number as text or as a Decimal"""
    assert message(lambda: Amount(number, "reports")) == expected
    assert message(lambda: REPORTS * number) == message(lambda: number * REPORTS) == expected


@pytest.mark.parametrize(
    "call",
    [
        lambda: REPORTS / 0.75,  # type: ignore[operator]
        lambda: REPORTS / True,
        lambda: REPORTS * REPORTS,  # type: ignore[operator]
        lambda: Amount(REPORTS, "reports"),
    ],
)
def test_nothing_else_is_a_number(call: Callable[[], object]) -> None:
    """A float and a bool do not divide, and an amount is no factor and no magnitude."""
    assert message(call).startswith("not an exact number\n")


def test_factors_may_be_any_exact_number() -> None:
    """A Decimal, a text and a fraction are the same factor."""
    factors: list[Any] = [Decimal("0.75"), "0.75", Fraction(3, 4)]
    assert {Amount(70, "reports") * factor for factor in factors} == {Amount("52.5", "reports")}


def test_a_sum_starts_with_a_unit() -> None:
    """The agreement's money: 750,000 and twice 1,500,000 kr."""
    paid = [DKK, Amount("1_500_000", "DKK"), Amount("1_500_000", "DKK")]
    assert str(sum(paid, start=Amount(0, "DKK"))) == "3750000 DKK"


def test_every_unit_has_a_key_and_two_labels() -> None:
    """Keys are ASCII names under which they are found; labels are in Danish and English."""
    assert ", ".join(UNITS) == KNOWN
    for key, unit in UNITS.items():
        assert (unit.key, key.isascii() and key.isidentifier()) == (key, True)
        assert {language for language, _ in unit.label.texts} == {"da", "en"}


@pytest.mark.parametrize(
    "operation",
    [
        lambda quantity: quantity * 1.5,
        lambda quantity: 1.5 * quantity,
        lambda quantity: quantity / 1.5,
        lambda quantity: quantity + 0.5,
        lambda quantity: quantity + 0.0,
        lambda quantity: quantity * True,
        lambda quantity: quantity**0.5,
        lambda quantity: type(quantity)(1.5, "reports"),
        lambda quantity: type(quantity)("12,5 reports"),
        lambda quantity: 1.5 * quantity.units,
    ],
)
def test_a_quantity_refuses_floats(operation: Callable[[Any], object]) -> None:
    """No float, bool or guessed text gets into a quantity of this registry."""
    with pytest.raises((InvalidValueError, TypeError)):
        operation(REPORTS.quantity())


def test_quantities_divide_exactly() -> None:
    """A ratio of whole quantities stays a fraction, and in-place changes leave the amount alone."""
    quantity = REPORTS.quantity()
    quantity /= Amount(3_400, "residents").quantity()
    assert quantity.magnitude == Fraction(77, 3400)
    assert Amount.from_quantity(quantity) == Amount("385/17", "reports_per_1000_residents")
    assert Amount(77, "reports") == REPORTS


def foreign() -> Any:
    """Return a registry as an application may have its own: with floats, reports and kelvin."""
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
    registry.define("reports = [reports]")
    registry.define("kelvin = [temperature]")
    return registry


@pytest.mark.parametrize("magnitude", [77, Decimal("0.1"), Fraction(1, 3)])
def test_a_foreign_quantity_with_an_exact_number_is_taken(magnitude: Any) -> None:
    """The units of another registry go by their names."""
    quantity = foreign().Quantity(magnitude, "reports")
    assert Amount.from_quantity(quantity) == Amount(magnitude, "reports")


@pytest.mark.parametrize("unit", ["reports", "kelvin"])
def test_a_foreign_float_is_refused(unit: str) -> None:
    """A float magnitude is an error, in a known unit and in an unknown one."""
    quantity = foreign().Quantity(77.0, unit)
    assert message(lambda: Amount.from_quantity(quantity)).startswith("not an exact number\n")


@pytest.mark.parametrize(
    ("quantity", "came"),
    [
        (foreign().Quantity(3, "kelvin"), "'kelvin**1'"),
        (foreign().Quantity(3, ""), "''"),
        (DKK.quantity() ** 2, "'DKK**2'\n    remedy:   did you mean 'DKK'?"),
    ],
)
def test_a_quantity_of_unknown_units_is_refused(quantity: Any, came: str) -> None:
    """Units that make no known unit are named."""
    expected = f"not a known unit\n    expected: {KNOWN}\n    came:     {came}"
    assert message(lambda: Amount.from_quantity(quantity)) == expected


def test_the_application_registry_is_left_alone() -> None:
    """Building a converter does not change which registry is the application's."""
    application: Any = pint.application_registry
    before = application.get()
    assert Converter([("hours", "[time]")]).convert(1, "hours", "hours") == 1
    assert application.get() is before


def test_pint_is_loaded_by_the_first_conversion() -> None:
    """Importing the module, and arithmetic in one unit, does without pint."""
    code = """
import sys
from partnerskab.values.amounts import Amount
year = Amount(1, "full_time_years")
assert year + year > year * 3 / 2 and year / year == 1 and Amount.parse(str(year)) == year
assert "pint" not in sys.modules
year.to("full_time_months")
assert "pint" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
