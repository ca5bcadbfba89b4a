"""The budget: what money there is in each period and in all, what became of it, what is open."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.budget import Allocation, AllocationBasis, AllocationKind
from partnerskab.agreement.questions import Question
from partnerskab.agreement.readings import Readings, as_read, combinations, is_about, told_apart
from partnerskab.delivery.shares import (
    MEASURES,
    Account,
    BudgetCaveat,
    Case,
    Purpose,
    purpose_of,
    shares_of,
)
from partnerskab.delivery.spending import Spending, find_charge_problem
from partnerskab.errors import InvalidValueError
from partnerskab.values.amounts import Amount
from partnerskab.values.periods import Period, PeriodKind
from partnerskab.values.tuples import as_tuple

_ALLOCATIONS = "allocations"


@attrs.frozen
class AmountRange:
    """From the smallest to the largest amount that the readings of an open question give.

    >>> print(AmountRange(Amount(300_000, "DKK"), Amount(1_200_000, "DKK")))
    300000 to 1200000 DKK
    """

    low: Amount
    high: Amount

    @property
    def is_exact(self) -> bool:
        """Whether every reading gives the same."""
        return self.low == self.high

    def __contains__(self, amount: Amount) -> bool:
        return self.low <= amount <= self.high

    def __str__(self) -> str:
        return str(self.low) if self.is_exact else f"{str(self.low).split()[0]} to {self.high}"


@attrs.frozen(kw_only=True)
class BudgetLine:
    """One purpose in one period, or in all, with its account under each combination of readings.

    Args:
        purpose: the purpose; everything in a currency where it has no label.
        period: the period; None for all periods together.
        accounts: the account of each case of the budget, in their order; None where that reading
            gives no amount for this very period.
        is_followed: for each case, whether figures follow it.
        readings: the readings of each case.
        allocations: the ids of the allocations behind it.
        caveats: what a reader must know.
    """

    purpose: Purpose
    period: Period | None
    accounts: tuple[Account | None, ...] = attrs.field(converter=as_tuple)
    is_followed: tuple[bool, ...] = attrs.field(converter=as_tuple)
    readings: tuple[Readings, ...] = attrs.field(converter=as_tuple)
    allocations: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    caveats: tuple[BudgetCaveat, ...] = attrs.field(default=(), converter=as_tuple)

    @property
    def followed(self) -> tuple[Account, ...]:
        """The accounts under the readings that figures follow."""
        pairs = zip(self.accounts, self.is_followed, strict=True)
        return tuple(account for account, follows in pairs if follows and account is not None)

    def range(self, measure: str) -> AmountRange | None:
        """Return from where to where a measure goes; None where no reading gives an amount.

        Args:
            measure: one of `MEASURES`, such as `allocated`.
        """
        amounts = [getattr(account, measure) for account in self.followed]
        return AmountRange(min(amounts), max(amounts)) if amounts else None

    @property
    def full_time_price(self) -> AmountRange | None:
        """What a full-time year of work would cost; None for other money than staff time's.

        A plausibility note: a price that nobody pays speaks against the reading that gives it.
        """
        prices = [self.full_time_price_in(account) for account in self.followed]
        known = [price for price in prices if price is not None]
        return AmountRange(min(known), max(known)) if known else None

    def full_time_prices(self) -> tuple[tuple[Readings, Amount], ...]:
        """Return the price of a full-time year under each reading that makes a difference to it."""
        pairs = zip(self.readings, self.accounts, strict=True)
        prices = (
            (readings, None if account is None else self.full_time_price_in(account))
            for readings, account in pairs
        )
        return tuple(
            (readings, price) for readings, price in told_apart(prices) if price is not None
        )

    def full_time_price_in(self, account: Account) -> Amount | None:
        """Return what a full-time year of work would cost in one of the accounts."""
        if self.purpose.kind is not AllocationKind.STAFF_TIME or not account.work:
            return None
        return account.allocated / account.work

    @property
    def only_if(self) -> tuple[Readings, ...]:
        """The readings under which there is an amount at all; empty where all of them give one."""
        cases = zip(self.readings, self.accounts, self.is_followed, strict=True)
        found = [(readings, account is not None) for readings, account, follows in cases if follows]
        return tuple(readings for readings, is_there in told_apart(found) if readings and is_there)


@attrs.frozen(kw_only=True, slots=False)
class Budget:
    """The money of an agreement on a day, under every combination of open readings.

    Args:
        agreement: as it reads, with what is adopted and what is assumed by then.
        as_of: the day: what was spent by then counts, and what was adopted by then is decided.
        spending: what was spent and committed by then; None where nobody says, which is not zero.
        later: how many expenditures were left out, since they are of a later day.
        questions: the open questions that the budget depends on, or is asked about by.
        cases: the budget under each combination of the readings that make a difference.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> budget = Budget.of(amager.agreement, as_of=date(2014, 3, 1))
    >>> print(budget.total().range("allocated"))
    4050000 to 4950000 DKK
    """

    agreement: Agreement
    as_of: date
    spending: Spending | None
    later: int
    questions: tuple[Question, ...] = attrs.field(converter=as_tuple)
    cases: tuple[Case, ...] = attrs.field(converter=as_tuple)

    @classmethod
    def of(cls, agreement: Agreement, spending: Spending | None = None, *, as_of: date) -> "Budget":
        """Work the budget out.

        Args:
            agreement: the agreement as it was signed.
            spending: what was spent and committed; None where nobody says.
            as_of: the day.

        Raises:
            InvalidValueError: for an expenditure on no allocation, or in a currency for which the
                agreement declares no rate.
        """
        settled = agreement.settled(as_of)
        written = agreement.settled(as_of, assuming=False)
        known = None if spending is None else spending.as_known_on(as_of)
        expenditures = () if known is None else known.expenditures
        for expenditure in expenditures:
            problem = find_charge_problem(settled, expenditure)
            if problem is not None:
                raise InvalidValueError(**attrs.asdict(problem, recurse=False))
        open_now = agreement.open_questions(as_of)
        assumed = {each.id: each.assumed for each in open_now if each.assumed is not None}
        cases = [
            Case(
                readings=readings,
                is_followed=all(assumed.get(name, each) == each for name, each in readings),
                shares=shares_of(settled, allocations, expenditures, as_of),
            )
            for readings, allocations in _ways(written.allocations, open_now)
        ]
        return cls(
            agreement=settled,
            as_of=as_of,
            spending=known,
            later=0 if spending is None else len(spending.expenditures) - len(expenditures),
            questions=[each for each in open_now if _bears_on(each, agreement)],
            cases=cases,
        )

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """What the money is for, in the order of the agreement."""
        return tuple(dict.fromkeys(purpose_of(each) for each in self.agreement.allocations))

    @property
    def totals(self) -> tuple[Purpose, ...]:
        """Everything in a currency, for each currency; they never add."""
        return tuple(dict.fromkeys(Purpose(unit=each.unit) for each in self.purposes))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every period that may have money, single years first, and no year left out between."""
        found = {share.period for case in self.cases for share in case.shares}
        years = [each for each in found if each.kind in (PeriodKind.YEAR, PeriodKind.YEARS)]
        if years:
            term = self.agreement.term
            ends = {year for each in years for year in (each.year, each.last_day.year)}
            ends |= {day.year for day in (term.start, term.end) if day is not None}
            found |= {Period(year) for year in range(min(ends), max(ends) + 1)}
        return tuple(sorted(found, key=lambda each: (each.months > 12, each)))

    def line(self, purpose: Purpose, period: Period | None = None) -> BudgetLine:
        """Return the line of a purpose in a period, or in all for None."""
        shares = [
            share
            for case in self.cases
            if case.is_followed
            for share in case.shares
            if purpose.covers(share) and period in (None, share.period)
        ]
        line = BudgetLine(
            purpose=purpose,
            period=period,
            accounts=[case.account(purpose, period) for case in self.cases],
            is_followed=[case.is_followed for case in self.cases],
            readings=[case.readings for case in self.cases],
            allocations=dict.fromkeys(share.allocation for share in shares),
        )
        caveats = {caveat for share in shares for caveat in share.caveats}
        if self.spending is None:  # what is left is unknown, so nothing can be said of it
            caveats -= {BudgetCaveat.CARRY_OVER_UNDECLARED, BudgetCaveat.LAPSED}
        if line.followed and not shares:
            caveats.add(BudgetCaveat.NO_MONEY)
        if len(set(line.followed)) > 1 or line.only_if:
            caveats.add(BudgetCaveat.OPEN_QUESTION)
        return attrs.evolve(line, caveats=[each for each in BudgetCaveat if each in caveats])

    def lines(self) -> Iterator[BudgetLine]:
        """Give every line: each purpose by period and in all, then each currency.

        A line that no reading has an amount for is left out.
        """
        for purpose in (*self.purposes, *self.totals):
            for period in (*self.periods, None):
                line = self.line(purpose, period)
                if any(account is not None for account in line.accounts):
                    yield line

    def total(self, unit: str | None = None) -> BudgetLine:
        """Return everything in a currency, over all periods.

        Args:
            unit: the currency; None for the only one.

        Raises:
            InvalidValueError: where there are several currencies, or none, and none is named; or
                where nothing is in the one that is named.
        """
        known = [each.unit for each in self.totals]
        named = known[0] if unit is None and len(known) == 1 else unit
        if named not in known:
            raise InvalidValueError(
                "a total is in one currency",
                expected=" or ".join(known) or "an allocation, and there is none",
                came="none" if unit is None else repr(unit),
            )
        return self.line(Purpose(unit=named))


def measures(budget: Budget) -> tuple[str, ...]:
    """Return what can be said of a budget: only what is allocated, where nobody says what is spent.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> measures(Budget.of(amager.agreement, as_of=date(2014, 3, 1)))
    ('allocated',)
    """
    return MEASURES if budget.spending is not None else MEASURES[:1]


def _bears_on(question: Question, agreement: Agreement) -> bool:
    paths = [f"{_ALLOCATIONS}.{each.id}" for each in agreement.allocations]
    return any(is_about(question, path) for path in (_ALLOCATIONS, *paths))


def _ways(
    allocations: Sequence[Allocation], questions: Iterable[Question]
) -> list[tuple[Readings, tuple[Allocation, ...]]]:
    """Return the allocations under every combination of readings that makes a difference."""
    ways: list[tuple[Readings, tuple[Allocation, ...]]] = []
    for readings, changes in combinations(questions, _ALLOCATIONS):
        read = [as_read(each, f"{_ALLOCATIONS}.{each.id}", changes) for each in allocations]
        ways += _cleared(readings, read)
    return told_apart(ways)


def _cleared(
    readings: Readings, allocations: Sequence[Allocation]
) -> list[tuple[Readings, tuple[Allocation, ...]]]:
    """Return both bases of an allocation whose basis no reading has cleared up."""
    ways: list[tuple[Readings, tuple[Allocation, ...]]] = [(readings, ())]
    for each in allocations:
        choices: list[tuple[Readings, Allocation]] = [((), each)]
        if each.is_unclear:
            choices = [
                (
                    ((f"{_ALLOCATIONS}.{each.id}.basis", str(basis)),),
                    attrs.evolve(each, basis=basis),
                )
                for basis in (AllocationBasis.YEARLY, AllocationBasis.WHOLE_PERIOD)
            ]
        ways = [
            ((*names, *name), (*read, choice)) for names, read in ways for name, choice in choices
        ]
    return ways
