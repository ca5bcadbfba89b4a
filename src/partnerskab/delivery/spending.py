"""What was spent and what is committed, and how the files that say so are read."""

from collections.abc import Iterator
from datetime import date

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.budget import Allocation, ExchangeRate, SpendingScope
from partnerskab.errors import Diagnostic, InvalidValueError, Problem
from partnerskab.observations.recipes import Code, Column, check_text_file
from partnerskab.values.amounts import Amount, as_amount, check_currency, check_hundredths
from partnerskab.values.forms import NumberForm
from partnerskab.values.names import Choice, as_id, find_unknown
from partnerskab.values.tuples import as_tuple

_TIDY = "tidy"


class ExpenditureState(Choice):
    """Whether money has left the account, or is bound by an order or a contract."""

    SPENT = "spent"
    COMMITTED = "committed"


@attrs.frozen(kw_only=True)
class Expenditure:
    """One entry in the accounts. A refund is below zero.

    An entry that was committed and is then paid changes its state; it does not stand there twice.

    Args:
        on: the day of the payment, or of the commitment.
        allocation: the id of the allocation that it is charged to.
        amount: money, in whole øre or cents.
        state: whether it is paid, or bound by an order and not yet paid.
        activity: what it was for.
        where: the id or the name of the place that it was for; "" where nobody says.
        note: anything that a reader must know.
        source: where the entry comes from, such as the number of a voucher.
        is_illustrative: whether it is an invented example.

    Raises:
        InvalidValueError: for an amount that is no money, or has a part of an øre.

    >>> print(Expenditure(
    ...     on=date(2014, 5, 2), allocation="activities-2014", amount="12500.75 DKK",
    ...     state="spent").amount)
    12500.75 DKK
    """

    on: date
    allocation: str
    amount: Amount = attrs.field(converter=as_amount)
    state: ExpenditureState = attrs.field(converter=ExpenditureState)
    activity: str = ""
    where: str = ""
    note: str = ""
    source: str = ""
    is_illustrative: bool = False

    def __attrs_post_init__(self) -> None:
        check_currency(self.amount.unit, ("currency",))
        check_hundredths(self.amount.magnitude)


@attrs.frozen(kw_only=True)
class Spending:
    """Expenditures in the order in which they came; none is ever merged or dropped.

    Args:
        expenditures: the expenditures.
        doubts: what was noticed when they were read, with the places in the file.

    >>> from datetime import date
    >>> paid = Expenditure(
    ...     on=date(2014, 5, 2), allocation="activities", amount="100 DKK", state="spent")
    >>> len(Spending(expenditures=[paid]).as_known_on(date(2014, 5, 1)).expenditures)
    0
    """

    expenditures: tuple[Expenditure, ...] = attrs.field(default=(), converter=as_tuple)
    doubts: tuple[Diagnostic, ...] = attrs.field(default=(), converter=as_tuple)

    @property
    def has_illustrative(self) -> bool:
        """Whether any of them is invented."""
        return any(each.is_illustrative for each in self.expenditures)

    def as_known_on(self, day: date) -> "Spending":
        """Return what had been spent or committed by the end of a day."""
        known = (each for each in self.expenditures if each.on <= day)
        return attrs.evolve(self, expenditures=known)


@attrs.frozen(kw_only=True)
class SpendingRecipe:
    """How to read the files of one system of accounts.

    A column is named by its heading, or by its number from 1.

    Args:
        id: a short name, such as that of the system.
        encoding: of a text file; a byte-order mark before UTF-8 is no fault.
        separator: between the cells of a text file.
        decimal_mark: "." or ","; never guessed.
        thousands_mark: between groups of three digits; "" for none.
        day_first: whether days are written as 31-12-2014, 31.12.2014 or 31/12/2014; else as
            2014-12-31.
        sheet: of a workbook; None for its only one.
        header_row: the row with the headings, from 1.
        date: the column of the day.
        amount: the column of the amount.
        currency: of all amounts; None where each cell says it, as in `12.500,75 kr.`.
        allocation: the column that says what the entry is charged to, such as an account number.
        allocations: what the accounts call the allocations; empty where they use their ids.
        only_allocation: the allocation of all entries, where no column names it.
        state: the column that says whether it is spent or committed.
        states: what the accounts call `spent` and `committed`; empty where they use these words.
        only_state: the state of all entries, where no column gives it.
        activity: the column that says what it was for.
        where: the column of the place.
        note: the column of a remark.
        source: the column of the voucher.
        ignore: headings of columns that say nothing more.
        illustrative: whether all the entries are invented examples.
    """

    id: str = attrs.field(converter=as_id)
    encoding: str = "utf-8"
    separator: str = ","
    decimal_mark: str = "."
    thousands_mark: str = ""
    day_first: bool = False
    sheet: str | None = None
    header_row: int = 1
    date: Column
    amount: Column
    currency: str | None = None
    allocation: Column | None = None
    allocations: tuple[Code, ...] = attrs.field(default=(), converter=as_tuple)
    only_allocation: str | None = None
    state: Column | None = None
    states: tuple[Code, ...] = attrs.field(default=(), converter=as_tuple)
    only_state: ExpenditureState | None = attrs.field(
        default=None, converter=attrs.converters.optional(ExpenditureState)
    )
    activity: Column | None = None
    where: Column | None = None
    note: Column | None = None
    source: Column | None = None
    ignore: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    illustrative: bool = False

    def __attrs_post_init__(self) -> None:
        check_text_file(self.encoding, self.separator)
        _ = self.number_form  # raises for marks that cannot stand together
        if self.currency is not None:
            check_currency(self.currency, ("currency",))
        for code in self.states:
            ExpenditureState(code.id)
        for name in ("allocation", "state"):
            column, only = getattr(self, name), getattr(self, f"only_{name}")
            if (column is None) == (only is None):
                raise InvalidValueError(
                    f"where is the {name} of an entry?",
                    expected=f"either '{name}', a column, or 'only_{name}', the same for all",
                    came="both" if column is not None else "neither",
                    path=(name,),
                )

    @property
    def is_own(self) -> bool:
        """Whether this is how the library writes expenditures itself, and no accounts' recipe."""
        return self.id == _TIDY

    @property
    def number_form(self) -> NumberForm:
        """How the accounts write numbers."""
        return NumberForm(decimal_mark=self.decimal_mark, thousands_mark=self.thousands_mark)


TIDY_SPENDING = SpendingRecipe(
    id=_TIDY, date="date", allocation="allocation", amount="amount", state="state"
)
"""How the library writes expenditures itself, and reads them where no recipe is named."""


def find_charge_problem(agreement: Agreement, expenditure: Expenditure) -> Problem | None:
    """Return why an expenditure cannot be counted, with the field for its path; None if it can."""
    known = {each.id: each for each in agreement.allocations}
    allocation = known.get(expenditure.allocation)
    if allocation is None:
        return next(find_unknown(("allocation",), "allocation", expenditure.allocation, known))
    if in_currency_of(agreement, allocation, expenditure) is None:
        currency = allocation.amount.unit
        return Problem(
            path=("currency",),
            id="no-exchange-rate",
            message="another currency than that of the allocation, and no rate for the day",
            expected=f"{currency}, or a rate declared for {expenditure.on} or before",
            came=expenditure.amount.unit,
            remedy=f"declare [exchange_rates.<id>] with currency = "
            f'"{expenditure.amount.unit}", price = "... {currency}", on and cite',
        )
    return None


def find_doubts(agreement: Agreement, expenditure: Expenditure) -> Iterator[Problem]:
    """Give what a careful reader would ask about an expenditure that can be counted.

    Args:
        agreement: as it reads.
        expenditure: one that is charged to one of its allocations.
    """
    allocation = agreement.allocation(expenditure.allocation)
    term, on = agreement.term, expenditure.on
    if on > term.end or (term.start is not None and on < term.start):
        yield Problem(
            path=("date",),
            id="outside-term",
            message="an expenditure after the end of the term"
            if on > term.end
            else "an expenditure before the start of the term",
            expected=f"{term.start or 'the start of the term'} to {term.end}",
            came=str(on),
            remedy="check the date; the amount is counted all the same",
        )
    if on not in allocation.period:
        yield Problem(
            path=("date",),
            id="outside-period",
            message=f"an expenditure outside the period of '{allocation.id}'",
            expected=f"a day in {allocation.period}",
            came=str(on),
            remedy="check the date and the allocation; it is counted on the one that is named",
        )
    if not _may_be_spent(agreement, allocation, expenditure.where):
        yield Problem(
            path=("where",),
            id="outside-scope",
            message=f"money of '{allocation.id}' for another place than the agreement's area",
            expected=f"the area '{agreement.area}' or a part of it",
            came=repr(expenditure.where),
            remedy="check the place and the allocation; the amount is counted all the same",
        )


def _may_be_spent(agreement: Agreement, allocation: Allocation, where: str) -> bool:
    if not where or allocation.scope is SpendingScope.FOLLOWS_RESIDENTS:
        return True
    area = next(each for each in agreement.areas if each.id == agreement.area)
    labels = (area.label, *area.parts, *([area.also_called] if area.also_called else []))
    names = {text.casefold() for label in labels for _, text in label.texts}
    return where == area.id or where.casefold() in names


def in_currency_of(
    agreement: Agreement, allocation: Allocation, expenditure: Expenditure
) -> Amount | None:
    """Return an expenditure in the currency of its allocation; None where no rate is declared.

    Of several rates the latest counts that was in use on the day.
    """
    amount, wanted = expenditure.amount, allocation.amount.unit
    if amount.unit == wanted:
        return amount
    rates: list[ExchangeRate] = [
        rate
        for rate in agreement.exchange_rates
        if (rate.currency, rate.price.unit) == (amount.unit, wanted) and rate.on <= expenditure.on
    ]
    return max(rates, key=lambda rate: rate.on).convert(amount) if rates else None
