"""What is paid, by whom, for what, in which period."""

from datetime import date
from fractions import Fraction

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.amounts import Amount, as_amount, check_currency, check_set_aside
from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact, exact
from partnerskab.values.names import Choice, Label, as_id
from partnerskab.values.periods import Period, PeriodKind, as_period
from partnerskab.values.rounding import Reconciliation, Rounding, reconcile
from partnerskab.values.tuples import as_tuple

_STAFF_UNITS = ("full_time_years", "full_time_months")


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


class CarryOver(Choice):
    """Whether money that is left at the end of a year may be used in the next."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not-allowed"


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
        id: a short name for programs.
        label: what it is for.
        amount: in a currency; for staff time, its price.
        staff: the staff time it stands for, in full-time years; None for other kinds.
        period: the period it is for.
        basis: whether `amount` is for each year or for the whole period, or unclear.
        kind: what is given.
        payer: the id of the party that pays.
        scope: where it may be spent.
        authority: who decided the scope, where that is not the agreement itself.
        carry_over: whether what is left goes on to the next year; None where the agreement is
            silent, which is not the same as a no.
        printed_elsewhere: what other documents print for the same allocation.

    Raises:
        InvalidValueError: for an amount that is no money, has a part of an øre or is below zero; or
            for staff time that is none, or that stands beside money or things.

    >>> import partnerskab
    >>> secretariat = partnerskab.load("examples/amager").agreement.allocation("secretariat")
    >>> str(secretariat.amount), str(secretariat.staff), str(secretariat.basis)
    ('300000 DKK', '0.5 full_time_years', 'unclear')
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
    carry_over: CarryOver | None = attrs.field(
        default=None, converter=attrs.converters.optional(CarryOver)
    )
    printed_elsewhere: tuple[PrintedElsewhere, ...] = attrs.field(default=(), converter=as_tuple)
    citation: Citation

    def __attrs_post_init__(self) -> None:
        check_set_aside(self.amount, ("amount",))
        for index, other in enumerate(self.printed_elsewhere):
            path = ("printed_elsewhere", index, "amount")
            if check_currency(other.amount.unit, path) != self.amount.unit:
                raise InvalidValueError(
                    "another currency than that of the allocation",
                    expected=self.amount.unit,
                    came=other.amount.unit,
                    id="incompatible-units",
                    path=path,
                )
        if self.staff is not None:
            self._check_staff(self.staff)

    def _check_staff(self, staff: Amount) -> None:
        if staff.unit not in _STAFF_UNITS or staff.magnitude <= 0:
            raise InvalidValueError(
                "not staff time",
                expected=f"an amount above zero in {' or '.join(_STAFF_UNITS)}",
                came=str(staff),
                id="not-staff-time",
                path=("staff",),
            )
        if self.kind is not AllocationKind.STAFF_TIME:
            raise InvalidValueError(
                "staff time of an allocation of another kind",
                expected=f"kind = '{AllocationKind.STAFF_TIME}', or no staff time",
                came=f"kind = '{self.kind}'",
                id="not-staff-time",
                path=("staff",),
            )

    def reconcile(self, other: PrintedElsewhere) -> Reconciliation:
        """Say how the amount printed in another document stands to this one."""
        printed = other.amount.to(self.amount.unit).magnitude
        return reconcile(self.amount.magnitude, printed, other.rounding)

    @property
    def is_unclear(self) -> bool:
        """Whether nobody can say what it comes to; within one year both bases are the same."""
        return self.basis is AllocationBasis.UNCLEAR and self.period.kind is PeriodKind.YEARS

    def by_period(self) -> tuple[tuple[Period, Amount], ...]:
        """Return what is set aside in each period that the text gives an amount for.

        An amount for several years together stays together: no split is guessed.

        Raises:
            InvalidValueError: where the basis is unclear and makes a difference.

        >>> import partnerskab
        >>> secretariat = partnerskab.load("examples/amager").agreement.allocation("secretariat")
        >>> for basis in ("yearly", "whole-period"):
        ...     shares = attrs.evolve(secretariat, basis=basis).by_period()
        ...     print(basis, *(f"{period}: {amount}" for period, amount in shares), sep=", ")
        yearly, 2013: 300000 DKK, 2014: 300000 DKK, 2015: 300000 DKK, 2016: 300000 DKK
        whole-period, 2013-2016: 300000 DKK
        """
        if self.is_unclear:
            raise InvalidValueError(
                "nobody has said whether the amount is for each year or for the whole period",
                expected="the basis 'yearly' or 'whole-period'",
                came=f"'{self.id}', whose basis is unclear",
                remedy="ask for the budget, which gives both, or adopt a reading",
                id="unclear-basis",
            )
        if self.basis is AllocationBasis.YEARLY and self.period.kind is PeriodKind.YEARS:
            first = self.period.year
            years = range(first, first + self.period.months // 12)
            return tuple((Period(year), self.amount) for year in years)
        return ((self.period, self.amount),)

    def work_in(self, period: Period) -> Exact | None:
        """Return the full-time years of work in a period of this length; None without staff time.

        The staff time is what is there all along: half a full-time year is the work of half a
        person for as long as the allocation lasts.
        """
        if self.staff is None:
            return None
        return exact(self.staff.to("full_time_years").magnitude * Fraction(period.months, 12))


@attrs.frozen(kw_only=True)
class ExchangeRate:
    """What one unit of a currency costs in another, on a day, and who says so.

    Args:
        currency: the currency that is converted from.
        price: what one unit of it costs.
        on: the day from which the rate is used, until a later rate takes over.

    >>> from datetime import date
    >>> rate = ExchangeRate(
    ...     id="eur-2014", currency="EUR", price="7.4604 DKK", on=date(2014, 1, 1),
    ...     citation=Citation(document="budget", section="3"))
    >>> print(rate.convert(Amount("100.50", "EUR")))
    749.7702 DKK
    """

    id: str = attrs.field(converter=as_id)
    currency: str
    price: Amount = attrs.field(converter=as_amount)
    on: date
    citation: Citation

    def __attrs_post_init__(self) -> None:
        for name, unit in (("currency", self.currency), ("price", self.price.unit)):
            check_currency(unit, (name,))
        if self.price.unit == self.currency or self.price.magnitude <= 0:
            raise InvalidValueError(
                "not the price of a currency",
                expected=f"an amount above zero in another currency than {self.currency}",
                came=str(self.price),
                path=("price",),
            )

    def convert(self, amount: Amount) -> Amount:
        """Return an amount in the other currency, exactly: nothing is rounded."""
        return self.price * amount.magnitude
