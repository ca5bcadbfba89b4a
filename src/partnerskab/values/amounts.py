"""Amounts: an exact number and its unit, from the closed list of units that the library knows.

Loading this module does not load pint; the first conversion between two units does.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, Self, overload

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, exact, plain_text
from partnerskab.values.names import Label, did_you_mean

if TYPE_CHECKING:
    from partnerskab.values.units import Converter, ExactQuantity

_COMPARE = "cannot compare {this} and {other}"


class IncompatibleUnitsError(InvalidValueError):
    """Amounts whose units cannot be brought together.

    >>> try:
    ...     Amount(750_000, "DKK") + Amount(77, "reports")
    ... except IncompatibleUnitsError as error:
    ...     print(error)
    cannot add 750000 DKK and 77 reports
        expected: an amount that converts to DKK
        came:     an amount in reports
    """


class DivisionByZeroError(InvalidValueError, ZeroDivisionError):
    """An amount divided by nothing, such as reports by the residents of an empty area.

    >>> try:
    ...     Amount(77, "reports") / Amount(0, "residents")
    ... except DivisionByZeroError as error:
    ...     print(error)
    cannot divide 77 reports by 0 residents
    """


@attrs.frozen
class Unit:
    """One unit that the library knows.

    Args:
        key: its name in files and in code, in the plural.
        definition: what it is made of, in pint's words; a name in brackets is a dimension.
        label: how people write it, in the plural.

    >>> UNITS["full_time_years"].label.text("da")
    'årsværk'
    """

    key: str
    definition: str
    label: Label


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        key: Unit(key, definition, Label.of(en=english, da=danish))
        for key, definition, english, danish in (
            # Currencies do not convert: the library knows no exchange rates.
            ("DKK", "[DKK]", "DKK", "kr."),
            ("EUR", "[EUR]", "EUR", "euro"),
            ("GBP", "[GBP]", "GBP", "pund"),
            # Each count has its own dimension, so that it adds to no other count.
            ("reports", "[reports]", "reports", "anmeldelser"),
            ("activations", "[activations]", "activations", "aktiveringer"),
            ("offences", "[offences]", "offences", "lovovertrædelser"),
            ("arrests", "[arrests]", "arrests", "anholdelser"),
            ("casualties", "[casualties]", "casualties", "tilskadekomne og dræbte"),
            ("residents", "[residents]", "residents", "indbyggere"),
            ("areas", "[areas]", "areas", "områder"),
            ("criteria", "[criteria]", "criteria", "kriterier"),
            # From 20 to 19 percent is a fall of one point, and of five percent.
            ("percent", "[percent]", "percent", "procent"),
            ("percentage_points", "[points]", "percentage points", "procentpoint"),
            ("full_time_years", "[work]", "full-time years", "årsværk"),
            ("full_time_months", "full_time_years / 12", "full-time months", "månedsværk"),
            (
                "reports_per_1000_residents",
                "reports / residents / 1000",
                "reports per 1,000 residents",
                "anmeldelser pr. 1.000 indbyggere",
            ),
            (
                "arrests_per_100000_residents",
                "arrests / residents / 100000",
                "arrests per 100,000 residents",
                "anholdelser pr. 100.000 indbyggere",
            ),
        )
    }
)
"""The known units by key; an `Amount` has no other."""


def check_unit(unit: object, path: tuple[str | int, ...] = ()) -> str:
    """Return the unit unchanged, or raise where it is not the key of a known one.

    >>> check_unit("reports")
    'reports'
    """
    if isinstance(unit, str) and unit in UNITS:
        return unit
    keys = {name.casefold(): key for key in UNITS for name in (key, UNITS[key].label.text("da"))}
    written = keys.get(unit.casefold(), unit) if isinstance(unit, str) else unit
    raise InvalidValueError(
        "not a known unit",
        expected=", ".join(UNITS),
        came=repr(unit),
        remedy=did_you_mean(written, UNITS),
        id="unknown-unit",
        path=path,
    )


CURRENCIES = ("DKK", "EUR", "GBP")
"""The units that are money; each has a hundredth, such as the øre."""


def check_currency(unit: object, path: tuple[str | int, ...] = ()) -> str:
    """Return the unit unchanged, or raise where it is no currency.

    >>> check_currency("DKK")
    'DKK'
    """
    if isinstance(unit, str) and unit in CURRENCIES:
        return unit
    raise InvalidValueError(
        "not a currency",
        expected=" or ".join(CURRENCIES),
        came=repr(unit),
        id="unknown-unit",
        path=path,
    )


def check_hundredths(number: Exact, path: tuple[str | int, ...] = ("amount",)) -> None:
    """Raise where nobody could pay an amount, since it has a part of an øre or of a cent.

    >>> check_hundredths(12)
    """
    if (number * 100).denominator != 1:
        raise InvalidValueError(
            "an amount with a part of a hundredth",
            expected="at most two decimals",
            came=plain_text(number),
            id="not-payable",
            path=path,
        )


def check_set_aside(amount: "Amount", path: tuple[str | int, ...]) -> None:
    """Raise where nobody could set an amount aside: no money, a part of an øre, or below zero.

    >>> check_set_aside(Amount(750_000, "DKK"), ("amount",))
    """
    check_currency(amount.unit, path)
    check_hundredths(amount.magnitude, path)
    if amount.magnitude < 0:
        raise InvalidValueError(
            "an amount below zero",
            expected="zero or more",
            came=str(amount),
            id="below-zero",
            path=path,
        )


@attrs.frozen
class Amount:
    """An exact number and its unit.

    Amounts of one dimension add, subtract and compare, whatever their units; the answer has the
    unit of the left one. Equality, and the hash with it, is narrower: number and unit must both be
    the same. One full-time year is neither less nor more than twelve full-time months, and is not
    `==` to them either; convert with `to` first where that matters.

    Args:
        magnitude: anything that `exact` accepts; a float or a bool raises.
        unit: a key of `UNITS`.

    Raises:
        InvalidValueError: for a number that is not exact, or a unit that is not known.

    >>> print(Amount(750_000, "DKK") + Amount(1_500_000, "DKK"))
    2250000 DKK
    >>> print(Amount(70, "reports") * Decimal("0.75"))
    52.5 reports
    >>> Amount(1, "full_time_years") > Amount(11, "full_time_months")
    True
    """

    magnitude: Exact = attrs.field(converter=exact)
    unit: str = attrs.field()

    @unit.validator
    def _check(self, _: object, unit: str) -> None:
        check_unit(unit)

    @classmethod
    def parse(cls, text: object) -> Self:
        """Return the amount that a text states: a number as `exact` reads it, a space and a unit.

        Raises:
            InvalidValueError: for a text of another form, number or unit.

        >>> Amount.parse("1_500_000 DKK")
        Amount(magnitude=1500000, unit='DKK')
        """
        parts = text.split(" ") if isinstance(text, str) else []
        if len(parts) != 2:
            raise InvalidValueError(
                "not an amount",
                expected="a number, a space and a unit, such as '1_500_000 DKK'",
                came=repr(text),
                id="not-an-amount",
            )
        return cls(parts[0], parts[1])

    def __str__(self) -> str:
        return f"{plain_text(self.magnitude)} {self.unit}"

    def to(self, unit: str) -> "Amount":
        """Return the same amount in another unit of its dimension, exactly.

        Raises:
            IncompatibleUnitsError: for a unit of another dimension.

        >>> print(Amount("0.5", "full_time_years").to("full_time_months"))
        6 full_time_months
        """
        target = Amount(0, unit)
        return Amount(target._like(self, "cannot convert {other} to {this.unit}"), unit)

    def quantity(self) -> "ExactQuantity":
        """Return a pint quantity whose magnitude is a `Fraction`, and which refuses floats.

        >>> Amount(2, "full_time_years").quantity().to("full_time_months").magnitude
        Fraction(24, 1)
        """
        return _converter().quantity(self.magnitude, self.unit)

    @classmethod
    def from_quantity(cls, quantity: Any) -> Self:
        """Return the amount that a pint quantity of any registry holds; units go by their names.

        Raises:
            InvalidValueError: for a float or an array, or for units that make no known one.

        >>> rate = Amount(77, "reports").quantity() / Amount(3_500, "residents").quantity()
        >>> print(Amount.from_quantity(rate))
        22 reports_per_1000_residents
        """
        return cls(*_converter().recognise(quantity))

    def __add__(self, other: "Amount") -> "Amount":
        addend = self._like(other, "cannot add {this} and {other}")
        return Amount(self.magnitude + addend, self.unit)

    def __radd__(self, other: object) -> NoReturn:
        raise self._unlike(other, "cannot add {other} and {this}")

    def __sub__(self, other: "Amount") -> "Amount":
        subtrahend = self._like(other, "cannot subtract {other} from {this}")
        return Amount(self.magnitude - subtrahend, self.unit)

    def __rsub__(self, other: object) -> NoReturn:
        raise self._unlike(other, "cannot subtract {this} from {other}")

    def __neg__(self) -> "Amount":
        return Amount(-self.magnitude, self.unit)

    def __mul__(self, factor: Exact | Decimal | str) -> "Amount":
        return Amount(self.magnitude * exact(factor), self.unit)

    __rmul__ = __mul__

    @overload
    def __truediv__(self, divisor: "Amount") -> "Exact | Amount": ...
    @overload
    def __truediv__(self, divisor: Exact | Decimal | str) -> "Amount": ...
    def __truediv__(self, divisor: "Amount | Exact | Decimal | str") -> "Exact | Amount":
        """Divide by a number, or by an amount where the ratio is a plain number or a known unit.

        Raises:
            DivisionByZeroError: for a number or an amount of zero.
            IncompatibleUnitsError: where the ratio of the two units is not a known one.

        >>> print(Amount(77, "reports") / Amount(3_500, "residents"))
        22 reports_per_1000_residents
        >>> Amount(63, "reports") / Amount(70, "reports")
        Fraction(9, 10)
        """
        number = divisor.magnitude if isinstance(divisor, Amount) else exact(divisor)
        if not number:
            raise DivisionByZeroError(f"cannot divide {self} by {divisor}", id="division-by-zero")
        ratio, unit = exact(Fraction(self.magnitude) / number), self.unit
        if isinstance(divisor, Amount):
            if divisor.unit == self.unit:
                return ratio
            ratio, unit = _converter().recognise(self.quantity() / divisor.quantity())
            if not unit:
                return ratio
            if unit not in UNITS:
                raise IncompatibleUnitsError(
                    f"cannot divide {self} by {divisor}",
                    expected="a number, or an amount whose unit makes a known one",
                    came=f"{self.unit} / {divisor.unit}",
                    remedy="divide by the magnitude alone",
                    id="incompatible-units",
                )
        return Amount(ratio, unit)

    def __lt__(self, other: "Amount") -> bool:
        return self.magnitude < self._like(other, _COMPARE)

    def __le__(self, other: "Amount") -> bool:
        return self.magnitude <= self._like(other, _COMPARE)

    def __gt__(self, other: "Amount") -> bool:
        return self.magnitude > self._like(other, _COMPARE)

    def __ge__(self, other: "Amount") -> bool:
        return self.magnitude >= self._like(other, _COMPARE)

    def _like(self, other: object, complaint: str) -> Exact:
        """Return the magnitude of the other amount in the unit of this one."""
        if isinstance(other, Amount):
            if other.unit == self.unit:
                return other.magnitude
            magnitude = _converter().convert(other.magnitude, other.unit, self.unit)
            if magnitude is not None:
                return magnitude
        raise self._unlike(other, complaint)

    def _unlike(self, other: object, complaint: str) -> IncompatibleUnitsError:
        came = f"{type(other).__name__} {other!r}"
        remedy = f"give it a unit; a sum starts at Amount(0, {self.unit!r})"
        if isinstance(other, Amount):
            came, remedy = f"an amount in {other.unit}", ""
        return IncompatibleUnitsError(
            complaint.format(this=self, other=other),
            expected=f"an amount that converts to {self.unit}",
            came=came,
            remedy=remedy,
            id="incompatible-units",
        )


def as_amount(value: Amount | str) -> Amount:
    """Return an amount unchanged, and a text as the amount that it states.

    >>> as_amount("77 reports") == as_amount(Amount(77, "reports"))
    True
    """
    return value if isinstance(value, Amount) else Amount.parse(value)


@cache
def _converter() -> "Converter":
    # Imported here, because pint takes longer to load than all else in the library.
    from partnerskab.values.units import Converter

    return Converter((unit.key, unit.definition) for unit in UNITS.values())
