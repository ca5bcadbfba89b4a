"""The budget for people: a grid for each purpose and for everything, and what to know of them."""

from collections.abc import Iterator, Sequence

import attrs

from partnerskab.delivery.budget import Budget, BudgetLine
from partnerskab.delivery.shares import Purpose
from partnerskab.screen.layout import Lines, grid, hanging
from partnerskab.wording.agreements import NOTHING, amount_text, readings_text
from partnerskab.wording.budgets import (
    circumstances,
    currency_text,
    line_notes,
    measures_shown,
    range_text,
)
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
        lines += [
            line
            for text in circumstances(budget.agreement, purpose, language)
            for line in hanging(text)
        ]
        lines += ["", _grid(budget, purpose, notes, language)]
    if not budget.purposes:
        lines += ["", say("budget.nothing", language)]
    for purpose in budget.totals:
        if [each.unit for each in budget.purposes].count(purpose.unit) == 1:
            continue  # one purpose is everything, and has just been said
        everything = say("budget.everything", language, currency=currency_text(purpose, language))
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


def _grid(budget: Budget, purpose: Purpose, notes: "_Notes", language: str) -> str:
    found = [budget.line(purpose, period) for period in (*budget.periods, None)]
    shown = [line for line in found if line.followed]
    names = measures_shown(budget, shown)
    heads = [say(f"budget_column.{name}", language) for name in ("period", *names, "notes")]
    rows: list[Sequence[Lines]] = []
    for line in shown:
        period = str(line.period or say("budget_column.total", language))
        cells = [[range_text(line.range(name), language)] for name in names]
        rows.append([[period], *cells, [notes.marks(line)]])
    return grid(heads, rows, numbers=range(1, len(names) + 1))


@attrs.define
class _Notes:
    """Hands out a letter for each note that occurs, and explains them at the end."""

    language: str
    given: Marks = attrs.field(factory=Marks)

    def marks(self, line: BudgetLine) -> str:
        """Return the letters of a line; the banner speaks for what is illustrative."""
        return self.given.of(line_notes(line, self.language))

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
