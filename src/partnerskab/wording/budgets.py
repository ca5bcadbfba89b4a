"""What a budget says, in words: amounts and their ranges, circumstances, notes."""

from collections.abc import Callable, Iterator, Sequence

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.budget import Allocation, SpendingScope
from partnerskab.agreement.readings import Readings
from partnerskab.delivery.budget import AmountRange, Budget, BudgetLine, measures
from partnerskab.delivery.shares import BudgetCaveat, Purpose, purpose_of
from partnerskab.values.amounts import UNITS, Amount
from partnerskab.values.rounding import ReconciliationStatus
from partnerskab.wording.agreements import NOTHING, amount_text, any_of, readings_text
from partnerskab.words import say
from partnerskab.words.locale import NO_BREAK, money_text


def line_notes(
    line: BudgetLine, language: str, named: Callable[[Readings], str] = readings_text
) -> list[str]:
    """Return what must be known with a line; the banner speaks for what is illustrative."""
    told = {BudgetCaveat.ILLUSTRATIVE}
    notes = []
    if line.only_if:
        told.add(BudgetCaveat.OPEN_QUESTION)
        readings = any_of(line.only_if, language, named)
        notes.append(say("budget.only_if", language, readings=readings))
    caveats = [each for each in line.caveats if each not in told]
    return notes + [say(f"budget_caveat.{each}", language) for each in caveats]


def currency_text(purpose: Purpose, language: str) -> str:
    """Return the name of the currency of a purpose."""
    return UNITS[purpose.unit].label.text(language)


def circumstances(agreement: Agreement, purpose: Purpose, language: str) -> list[str]:
    """Say who pays, where the money may go, and what other documents print."""
    allocations = [each for each in agreement.allocations if purpose_of(each) == purpose]
    actors = {each.id: each.label for party in agreement.parties for each in party.administrations}
    actors |= {party.id: party.label for party in agreement.parties}
    payers = dict.fromkeys(actors[each.payer].text(language) for each in allocations)
    said = [say("budget.paid_by", language, payers=", ".join(payers))]
    said += dict.fromkeys(_scope(each, language) for each in allocations)
    said += (text for each in allocations for text in _elsewhere(agreement, each, language))
    said.append(say("budget.unit", language, currency=currency_text(purpose, language)))
    return said


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
            step=amount_text(Amount(other.rounding.step, unit), language),
        )


def measures_shown(budget: Budget, lines: Sequence[BudgetLine]) -> list[str]:
    """Return the measures that are worth a column: what is carried over only where anything is."""
    return [name for name in measures(budget) if _is_worth_a_column(name, lines)]


def _is_worth_a_column(measure: str, lines: Sequence[BudgetLine]) -> bool:
    if measure not in ("carried_in", "carried_out"):
        return True
    return any(getattr(each, measure).magnitude for line in lines for each in line.followed)


def range_text(found: AmountRange | None, language: str) -> str:
    """Return an amount without its currency, or from where to where it goes; a dash for none."""
    if found is None:
        return NOTHING
    low, high = (money_text(each.magnitude, language) for each in (found.low, found.high))
    return low if found.is_exact else f"{low}{NO_BREAK}{NOTHING} {high}"
