"""Frozen sequences: what the model keeps where a caller gives a list."""

from collections.abc import Iterable
from typing import Any


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return the values as a tuple; a named function, since type checkers need one here.

    >>> as_tuple([1, 2])
    (1, 2)
    """
    return tuple(values)
