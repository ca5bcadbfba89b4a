"""The budget for people: a grid for each purpose and for everything, and what to know of them."""

from collections.abc import Iterator, Sequence

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.budget import Allocation, SpendingScope
from partnerskab.delivery.budget import AmountRange, Budget, BudgetLine, measures
from partnerskab.delivery.shares import BudgetCaveat, Purpose, purpose_of
from partnerskab.screen.layout import Lines, grid, hanging
from partnerskab.values.amounts import UNITS, Amount
from partnerskab.values.rounding import ReconciliationStatus
from partnerskab.wording.agreements import NOTHING, amount_text, any_of, readings_text
from partnerskab.wording.marks import Marks
from partnerskab.words import say
from partnerskab.words.locale import money_text


def budget_text(budget: Budget, language: str) -> str:
    """Return the budget for people: each purpose by period, everything, and the notes."""
    agreement = budget.agreement.label.text(language)
    lines = [say("budget.title", language, agreement=agreement, as_of=budget.as_of)]
    if budget.spending is None:
        lines.append(say("budget.no_spending", language))
    elif budget.spending.has_illustrative:
        lines.append(say("text.illustrative", language))
    if budget.later:
        lines.append(say("budget.later", language, count=budget.later, as_of=budget.as_of))
    notes = _Notes(language)
    for purpose in budget.purposes:
        lines += ["", _title(purpose, language)]
        lines += _circumstances(budget.agreement, purpose, language)
        lines += ["", _grid(budget, purpose, notes, language)]
    if not budget.purposes:
        lines += ["", say("budget.nothing", language)]
    for purpose in budget.totals:
        if [each.unit for each in budget.purposes].count(purpose.unit) == 1:
            continue  # one purpose is everything, and has just been said
        everything = say("budget.everything", language, currency=_currency(purpose, language))
        lines += ["", everything, "", _grid(budget, purpose, notes, language)]
    lines += notes.lines()
    lines += _prices(budget, language)
    lines += _questions(budget, language)
    for purpose in budget.totals:
        lines += _by_reading(budget, purpose, language)
    return "\n".join(lines) + "\n"


def _title(purpose: Purpose, language: str) -> str:
    label = purpose.label.text(language) if purpose.label else ""
    kind = say(f"allocation_kind.{purpose.kind}", language)
    return say("budget.purpose", language, purpose=label, kind=kind)


def _currency(purpose: Purpose, language: str) -> str:
    return UNITS[purpose.unit].label.text(language)


def _circumstances(agreement: Agreement, purpose: Purpose, language: str) -> Iterator[str]:
    """Say who pays, where the money may go, and what other documents print."""
    allocations = [each for each in agreement.allocations if purpose_of(each) == purpose]
    actors = {each.id: each.label for party in agreement.parties for each in party.administrations}
    actors |= {party.id: party.label for party in agreement.parties}
    payers = dict.fromkeys(actors[each.payer].text(language) for each in allocations)
    said = [say("budget.paid_by", language, payers=", ".join(payers))]
    said += dict.fromkeys(_scope(each, language) for each in allocations)
    said += (text for each in allocations for text in _elsewhere(agreement, each, language))
    said.append(say("budget.unit", language, currency=_currency(purpose, language)))
    for text in said:
        yield from hanging(text)


def _scope(allocation: Allocation, language: str) -> str:
    if allocation.scope is SpendingScope.FOLLOWS_RESIDENTS and allocation.authority is not None:
        return say("budget.authority", language, authority=allocation.authority.text(language))
    return say(f"spending_scope.{allocation.scope}", language)


def _elsewhere(agreement: Agreement, allocation: Allocation, language: str) -> Iterator[str]:
    documents = {each.id: each.label for each in agreement.documents}
    unit = allocation.amount.unit
    for other in allocation.printed_elsewhere:
        found = allocation.reconcile(other)
        explained = found.status is not ReconciliationStatus.CONFLICT
        yield say(
            "budget.elsewhere_rounded" if explained else "budget.elsewhere",
            language,
            document=documents[other.citation.document].text(language),
            amount=amount_text(other.amount, language),
            period=allocation.period,
            own=amount_text(allocation.amount, language),
            mode=found.mode,
            step=amount_text(Amount(other.rounding.step, unit), language),
        )


def _grid(budget: Budget, purpose: Purpose, notes: "_Notes", language: str) -> str:
    found = [budget.line(purpose, period) for period in (*budget.periods, None)]
    shown = [line for line in found if line.followed]
    names = [name for name in measures(budget) if _is_worth_a_column(name, shown)]
    heads = [say(f"budget_column.{name}", language) for name in ("period", *names, "notes")]
    rows: list[Sequence[Lines]] = []
    for line in shown:
        period = str(line.period or say("budget_column.total", language))
        cells = [[_range_text(line.range(name), language)] for name in names]
        rows.append([[period], *cells, [notes.marks(line)]])
    return grid(heads, rows, numbers=range(1, len(names) + 1))


def _is_worth_a_column(measure: str, lines: Sequence[BudgetLine]) -> bool:
    """Say whether a measure is always shown, or anything at all was carried over."""
    if measure not in ("carried_in", "carried_out"):
        return True
    return any(getattr(each, measure).magnitude for line in lines for each in line.followed)


def _range_text(found: AmountRange | None, language: str) -> str:
    if found is None:
        return NOTHING
    low, high = (money_text(each.magnitude, language) for each in (found.low, found.high))
    return low if found.is_exact else f"{low} {NOTHING} {high}"


@attrs.define
class _Notes:
    """Hands out a letter for each note that occurs, and explains them at the end."""

    language: str
    given: Marks = attrs.field(factory=Marks)

    def marks(self, line: BudgetLine) -> str:
        """Return the letters of a line; the banner speaks for what is illustrative."""
        told = {BudgetCaveat.ILLUSTRATIVE}
        texts = []
        if line.only_if:
            told.add(BudgetCaveat.OPEN_QUESTION)
            readings = any_of(line.only_if, self.language)
            texts.append(say("budget.only_if", self.language, readings=readings))
        caveats = [each for each in line.caveats if each not in told]
        texts += [say(f"budget_caveat.{each}", self.language) for each in caveats]
        return self.given.of(texts)

    def lines(self) -> Iterator[str]:
        if self.given.notes:
            yield from ("", say("budget.notes", self.language))
        for text, letter in self.given.notes.items():
            yield from hanging(f"[{letter}] {text}")


def _prices(budget: Budget, language: str) -> Iterator[str]:
    """Give the implied price of a full-time year for each reading, to tell likely from unlikely."""
    found = [budget.line(purpose) for purpose in budget.purposes]
    priced = [line for line in found if line.full_time_price is not None]
    if priced:
        yield from ("", say("budget.price_title", language))
    for line in priced:
        label = line.purpose.label.text(language) if line.purpose.label else ""
        for readings, price in line.full_time_prices():
            amount, when = amount_text(price, language), readings_text(readings)
            key = "budget.price_if" if when else "budget.price"
            yield from hanging(say(key, language, purpose=label, amount=amount, readings=when))


def _questions(budget: Budget, language: str) -> Iterator[str]:
    if budget.questions:
        yield from ("", say("budget.questions", language))
    for question in budget.questions:
        yield from hanging(f"{question.id}: {question.label.text(language)}")


def _by_reading(budget: Budget, purpose: Purpose, language: str) -> Iterator[str]:
    """Give what is allocated in each period under each combination of readings."""
    lines = [budget.line(purpose, period) for period in (*budget.periods, None)]
    if all(len(set(line.accounts)) == 1 for line in lines):
        return
    heads = [str(line.period or say("budget_column.total", language)) for line in lines]
    rows: list[Sequence[Lines]] = []
    for index, case in enumerate(budget.cases):
        texts = [f"{question} = {reading}" for question, reading in case.readings]
        if not case.is_followed:
            texts[-1] = say("budget.not_assumed", language, readings=texts[-1])
        accounts = [line.accounts[index] for line in lines]
        amounts = (
            NOTHING if account is None else money_text(account.allocated.magnitude, language)
            for account in accounts
        )
        rows.append([texts, *([amount] for amount in amounts)])
    yield from ("", say("budget.by_reading", language), "")
    first = say("budget_column.reading", language)
    yield grid([first, *heads], rows, numbers=range(1, len(heads) + 1))
