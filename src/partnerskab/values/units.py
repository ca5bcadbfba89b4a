"""The one module that imports pint: exact conversion between the units of `values.amounts`.

It is loaded at the first conversion, not with the library, and never makes its registry the
application's: which one that is, is for the application to choose.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Self, cast

import pint

from partnerskab.values.exact import Exact, exact


class ExactQuantity(pint.UnitRegistry.Quantity[Any]):
    """A pint quantity whose magnitude is a `Fraction`; a float operand raises.

    Left to itself, pint lets a float into a registry of fractions, and makes one of `int` / `int`.

    >>> hours = Converter([("hours", "[time]")]).quantity(3, "hours")
    >>> (hours / 2).magnitude
    Fraction(3, 2)
    """

    def __new__(cls, value: Any, units: Any = None) -> Self:
        """Make the magnitude exact, and leave the rest to pint."""
        magnitude = value if isinstance(value, cls) else Fraction(exact(value))
        return cast("Self", super().__new__(cls, magnitude, units))


class _Registry(pint.UnitRegistry[Any]):
    Quantity = ExactQuantity


class Converter:
    """Known units, as pint understands them.

    Args:
        definitions: for each unit its key and what it is made of, in pint's words.

    >>> converter = Converter([("days", "[time]"), ("hours", "days / 24"), ("people", "[people]")])
    >>> converter.convert(36, "hours", "days"), converter.convert(36, "hours", "people")
    (Fraction(3, 2), None)
    """

    def __init__(self, definitions: Iterable[tuple[str, str]]) -> None:
        self._registry = _Registry(None, non_int_type=Fraction)
        self._keys: list[str] = []
        for key, definition in definitions:
            self._registry.define(f"{key} = {definition}")
            self._keys.append(key)

    def quantity(self, magnitude: Exact, unit: str) -> ExactQuantity:
        """Return a quantity of this converter's registry."""
        return self._registry.Quantity(magnitude, unit)

    def convert(self, magnitude: Exact, unit: str, target: str) -> Exact | None:
        """Return the magnitude in the target unit, or None where the dimensions differ."""
        quantity = self.quantity(magnitude, unit)
        return exact(quantity.m_as(target)) if quantity.is_compatible_with(target) else None

    def recognise(self, quantity: Any) -> tuple[Exact, str]:
        """Return a quantity of any registry as a magnitude and a unit; units go by their names.

        Returns:
            With the quantity's own unit where that is known, else with the first known unit of its
            dimension, where "" is a plain number; otherwise with the units in pint's words.

        Raises:
            InvalidValueError: for a magnitude that is a float or an array.
        """
        powers = dict(quantity.unit_items())
        if powers.keys() <= set(self._keys):
            container = self._registry.UnitsContainer(powers)
            own = self._registry.Quantity(quantity.magnitude, container)
            for key in sorted(["", *self._keys], key=lambda key: key not in powers):
                if own.is_compatible_with(key):
                    return exact(own.m_as(key)), key
        return exact(quantity.magnitude), " * ".join(f"{name}**{powers[name]}" for name in powers)
