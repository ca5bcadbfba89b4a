"""The arithmetic of a budget under one reading of the agreement: shares, charges, carry-over."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.budget import Allocation, AllocationKind, CarryOver
from partnerskab.agreement.readings import Readings
from partnerskab.delivery.spending import (
    Expenditure,
    ExpenditureState,
    find_doubts,
    in_currency_of,
)
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import Exact, exact
from partnerskab.values.names import Choice, Label
from partnerskab.values.periods import Period
from partnerskab.values.tuples import as_tuple


class BudgetCaveat(Choice):
    """What rides beside a figure of the budget and never replaces it."""

    ILLUSTRATIVE = "illustrative"
    NO_MONEY = "no-money"
    CARRY_OVER_UNDECLARED = "carry-over-undeclared"
    LAPSED = "lapsed"
    OUTSIDE_PERIOD = "outside-period"
    OUTSIDE_TERM = "outside-term"
    OUTSIDE_SCOPE = "outside-scope"
    CONVERTED = "converted"
    OPEN_QUESTION = "open-question"


@attrs.frozen(kw_only=True)
class Purpose:
    """What allocations of one name and one kind are for, in one currency.

    Args:
        label: the label that they share; None for everything in a currency.
        kind: the kind that they share; None for everything in a currency.
        unit: the currency.
    """

    label: Label | None = None
    kind: AllocationKind | None = None
    unit: str

    def covers(self, share: "Share") -> bool:
        """Say whether a share is for this purpose."""
        return share.purpose == self or (self.label is None and share.purpose.unit == self.unit)


@attrs.frozen(kw_only=True)
class Account:
    """What was set aside and what became of it, each an amount in one currency.

    Always `allocated + carried_in + overspent == spent + committed + left + carried_out`. What is
    left of one account never covers what is overspent on another.

    Args:
        allocated: what the agreement sets aside.
        carried_in: what comes from an earlier year, where the agreement allows it.
        spent: what was paid.
        committed: what is bound and not yet paid.
        left: what is neither spent, committed nor carried on.
        carried_out: what goes on to a later year.
        overspent: by how much more was spent and committed than there was.
        work: the full-time years of work that `allocated` stands for; None where nobody says.
    """

    allocated: Amount
    carried_in: Amount
    spent: Amount
    committed: Amount
    left: Amount
    carried_out: Amount
    overspent: Amount
    work: Exact | None = None

    @classmethod
    def total(cls, accounts: Iterable["Account"], unit: str) -> "Account":
        """Return the sum of accounts in one currency; what is left here pays for nothing there."""
        listed = list(accounts)
        sums = {
            name: sum((getattr(each, name) for each in listed), Amount(0, unit))
            for name in MEASURES
        }
        work = [each.work for each in listed if each.work is not None]
        whole = bool(work) and len(work) == len(listed)
        return cls(**sums, work=exact(sum(work, Fraction(0))) if whole else None)


MEASURES = ("allocated", "carried_in", "spent", "committed", "left", "carried_out", "overspent")
"""The amounts of an account, in the order in which they are read."""


@attrs.frozen(kw_only=True)
class Share:
    """What one allocation has in one period, under one reading of the agreement."""

    allocation: str
    purpose: Purpose
    period: Period
    account: Account
    caveats: tuple[BudgetCaveat, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(kw_only=True)
class Case:
    """The budget under one combination of readings.

    Args:
        readings: the combination; empty where nothing is open.
        is_followed: whether figures follow it: no question has another reading that is assumed.
        shares: every allocation in every period that it has an amount for.
    """

    readings: Readings
    is_followed: bool
    shares: tuple[Share, ...] = attrs.field(converter=as_tuple)

    def account(self, purpose: Purpose, period: Period | None = None) -> Account | None:
        """Return the account of a purpose in a period, or in all for None.

        There is none where the purpose has money for a time that the period only lies in, or only
        overlaps, since nobody has said how much of it belongs to this very period.
        """
        shares = [each for each in self.shares if purpose.covers(each)]
        here = [each for each in shares if period in (None, each.period)]
        if not here and period is not None:
            several = period.months > 12
            if several or any(period.overlaps(each.period) for each in shares):
                return None
        return Account.total((each.account for each in here), purpose.unit)


@attrs.define
class _Open:
    """A share while it is being worked out."""

    allocation: Allocation
    period: Period
    allocated: Amount
    charged: list[tuple[Expenditure, Amount]]
    carried_in: Amount

    @property
    def order(self) -> tuple[Period, str]:
        return self.period, self.allocation.id


def purpose_of(allocation: Allocation) -> Purpose:
    """Return what an allocation is for: those of one label and kind have one purpose."""
    return Purpose(label=allocation.label, kind=allocation.kind, unit=allocation.amount.unit)


def shares_of(
    agreement: Agreement,
    allocations: Sequence[Allocation],
    expenditures: Sequence[Expenditure],
    as_of: date,
) -> Iterator[Share]:
    """Give every allocation in every period that it has an amount for, with what became of it.

    Args:
        agreement: as it reads, for what to doubt and for the exchange rates.
        allocations: as one combination of readings has them.
        expenditures: those that count on the day, each charged to one of the allocations.
        as_of: the day; what is left of a year goes on to the next one when the year has ended.
    """
    opened = [
        _Open(allocation, period, amount, [], Amount(0, amount.unit))
        for allocation in allocations
        for period, amount in allocation.by_period()
    ]
    opened.sort(key=lambda each: each.order)
    for expenditure in expenditures:
        _charge(agreement, opened, expenditure)
    for each in opened:
        yield _closed(agreement, each, opened, as_of)


def _charge(agreement: Agreement, opened: Sequence[_Open], expenditure: Expenditure) -> None:
    """Charge an expenditure to the period of its day, or to the nearest one of its allocation."""
    own = [each for each in opened if each.allocation.id == expenditure.allocation]
    begun = [each for each in own if each.period.first_day <= expenditure.on]
    charged = begun[-1] if begun else own[0]
    amount = in_currency_of(agreement, charged.allocation, expenditure)
    if amount is not None:  # the budget has refused what it cannot convert
        charged.charged.append((expenditure, amount))


def _closed(agreement: Agreement, each: _Open, opened: Sequence[_Open], as_of: date) -> Share:
    """Work out what is left of a share, and carry it on where the agreement says so."""
    nothing = Amount(0, each.allocated.unit)
    used = {
        state: sum((amount for made, amount in each.charged if made.state is state), nothing)
        for state in ExpenditureState
    }
    spent, committed = used[ExpenditureState.SPENT], used[ExpenditureState.COMMITTED]
    rest = each.allocated + each.carried_in - spent - committed
    left, carried_out = max(rest, nothing), nothing
    caveats = set(_caveats(agreement, each))
    if left > nothing and as_of > each.period.last_day:
        following = _next(each, opened)
        if each.allocation.carry_over is None:
            caveats.add(BudgetCaveat.CARRY_OVER_UNDECLARED)
        elif each.allocation.carry_over is CarryOver.NOT_ALLOWED:
            caveats.add(BudgetCaveat.LAPSED)
        elif following is not None:
            following.carried_in += left
            left, carried_out = nothing, left
    account = Account(
        allocated=each.allocated,
        carried_in=each.carried_in,
        spent=spent,
        committed=committed,
        left=left,
        carried_out=carried_out,
        overspent=max(-rest, nothing),
        work=each.allocation.work_in(each.period),
    )
    return Share(
        allocation=each.allocation.id,
        purpose=purpose_of(each.allocation),
        period=each.period,
        account=account,
        caveats=[caveat for caveat in BudgetCaveat if caveat in caveats],
    )


def _next(each: _Open, opened: Sequence[_Open]) -> _Open | None:
    """Return the next share of the same purpose in time, of the same allocation if it has one."""
    later = [
        other
        for other in opened
        if purpose_of(other.allocation) == purpose_of(each.allocation)
        and other.period.first_day > each.period.last_day
    ]
    if not later:
        return None
    return min(
        later,
        key=lambda other: (other.period, other.allocation.id != each.allocation.id, other.order),
    )


def _caveats(agreement: Agreement, each: _Open) -> Iterator[BudgetCaveat]:
    for expenditure, amount in each.charged:
        if expenditure.is_illustrative:
            yield BudgetCaveat.ILLUSTRATIVE
        if amount.unit != expenditure.amount.unit:
            yield BudgetCaveat.CONVERTED
        for doubt in find_doubts(agreement, expenditure):
            yield BudgetCaveat(doubt.id)
