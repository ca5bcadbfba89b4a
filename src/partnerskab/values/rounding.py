"""Rounding as an agreement declares it, and what a printed value says about it."""

from typing import Any

import attrs

from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact, RoundingMode, checked_step, scale
from partnerskab.values.names import Choice, Label


class Basis(Choice):
    """Whether the text says a thing itself or the reader concluded it."""

    DECLARED = "declared"
    INFERRED = "inferred"


@attrs.frozen(kw_only=True)
class Rounding:
    """How an agreement turns an exact value into the printed one: once, and last.

    Args:
        mode: the rounding mode.
        step: the printed values are multiples of this, 1 for whole numbers.
        basis: whether the text declares the mode or it was inferred from printed values.
        citation: where the text declares it, or the printed values it was inferred from.
        why: the reasoning, in words.

    >>> Rounding(mode="half-up", basis="inferred").apply("52.5")
    53
    """

    mode: RoundingMode = attrs.field(converter=RoundingMode)
    step: Exact = attrs.field(default=1, converter=checked_step)
    basis: Basis = attrs.field(converter=Basis)
    citation: Citation | None = None
    why: Label | None = None

    def apply(self, value: Any, factor: Exact = 1) -> Any:
        """Return value x factor, rounded; a column of integers gives a column (see `scale`)."""
        return scale(value, factor, self.mode, self.step)


class ReconciliationStatus(Choice):
    """How a printed value stands to its rule."""

    EQUAL = "equal"
    EXPLAINED = "explained"
    CONFLICT = "conflict"


@attrs.frozen(kw_only=True)
class Reconciliation:
    """What became of the comparison of a printed value with the rule's exact one.

    Args:
        status: equal under the agreement's rounding, explained by another mode, or in conflict.
        mode: the mode that gives the printed value; None for a conflict.
    """

    status: ReconciliationStatus
    mode: RoundingMode | None

    def __str__(self) -> str:
        if self.status is ReconciliationStatus.EXPLAINED:
            return f"explained by {self.mode}"
        return self.status.value


def reconcile(value: Exact, printed: Exact, rounding: Rounding) -> Reconciliation:
    """Compare a printed value with the exact value of its rule.

    Args:
        value: the exact value.
        printed: the value that was signed.
        rounding: the agreement's rounding; its own mode is tried first, then the others.

    >>> from partnerskab.values.exact import exact
    >>> half_up = Rounding(mode="half-up", basis="inferred")
    >>> str(reconcile(exact("52.5"), 53, half_up)), str(reconcile(exact("52.5"), 52, half_up))
    ('equal', 'explained by half-even')
    >>> str(reconcile(exact("52.5"), 54, half_up))
    'conflict'
    """
    for mode in (rounding.mode, *RoundingMode):
        if scale(value, 1, mode, rounding.step) == printed:
            equal = mode is rounding.mode
            status = ReconciliationStatus.EQUAL if equal else ReconciliationStatus.EXPLAINED
            return Reconciliation(status=status, mode=mode)
    return Reconciliation(status=ReconciliationStatus.CONFLICT, mode=None)
