"""What is paid, by whom, for what, in which period."""

import attrs

from partnerskab.values.amounts import Amount, as_amount
from partnerskab.values.citations import Citation
from partnerskab.values.names import Choice, Label, as_id
from partnerskab.values.periods import Period, as_period
from partnerskab.values.rounding import Reconciliation, Rounding, reconcile
from partnerskab.values.tuples import as_tuple


class AllocationBasis(Choice):
    """Whether the amount is for each year of its period or for all of it."""

    YEARLY = "yearly"
    WHOLE_PERIOD = "whole-period"
    UNCLEAR = "unclear"


class AllocationKind(Choice):
    """What is given."""

    MONEY = "money"
    STAFF_TIME = "staff-time"
    IN_KIND = "in-kind"


class SpendingScope(Choice):
    """Where it may be spent: in the agreement's area, or wherever its residents go."""

    AREA = "area"
    FOLLOWS_RESIDENTS = "follows-residents"


@attrs.frozen(kw_only=True)
class PrintedElsewhere:
    """The same allocation as another document prints it; two sources are two facts.

    Args:
        amount: the amount printed there, in the unit of the allocation.
        rounding: how that document seems to have rounded.
    """

    amount: Amount = attrs.field(converter=as_amount)
    rounding: Rounding
    citation: Citation


@attrs.frozen(kw_only=True)
class Allocation:
    """An amount set aside.

    Args:
        amount: in a currency; for staff time, its price.
        staff: the staff time it stands for, in full-time years; None for other kinds.
        period: the period it is for.
        basis: whether `amount` is for each year or for the whole period, or unclear.
        kind: what is given.
        payer: the id of the party that pays.
        scope: where it may be spent.
        authority: who decided the scope, where that is not the agreement itself.
        printed_elsewhere: what other documents print for the same allocation.
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    amount: Amount = attrs.field(converter=as_amount)
    staff: Amount | None = attrs.field(default=None, converter=attrs.converters.optional(as_amount))
    period: Period = attrs.field(converter=as_period)
    basis: AllocationBasis = attrs.field(converter=AllocationBasis)
    kind: AllocationKind = attrs.field(converter=AllocationKind)
    payer: str
    scope: SpendingScope = attrs.field(converter=SpendingScope)
    authority: Label | None = None
    printed_elsewhere: tuple[PrintedElsewhere, ...] = attrs.field(default=(), converter=as_tuple)
    citation: Citation

    def reconcile(self, other: PrintedElsewhere) -> Reconciliation:
        """Say how the amount printed in another document stands to this one."""
        printed = other.amount.to(self.amount.unit).magnitude
        return reconcile(self.amount.magnitude, printed, other.rounding)
