"""What holds of every budget, whatever the agreement sets aside and whatever was spent."""

from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.budget import Allocation
from partnerskab.delivery.budget import Budget
from partnerskab.delivery.shares import MEASURES, Account, Case, Purpose
from partnerskab.delivery.spending import Expenditure, Spending
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import exact
from partnerskab.values.periods import Period
from tests.samples import CITED, adoption, agreement, change, named, question

DKK = Purpose(unit="DKK")
PERIODS = [
    Period(2013),
    Period(2014),
    Period(2016),
    Period(2013, months=24),
    Period(2014, months=36),
]
IDS = ("lights", "clubs", "office")

# Whole øre, from nothing to far more than any public budget.
hundredths = st.integers(0, 10**6) | st.integers(0, 10**30)
amounts = hundredths.map(lambda number: Amount(exact(Fraction(number, 100)), "DKK"))
days = st.dates(date(2012, 6, 1), date(2017, 6, 30))


def allocation(id: str, amount: Amount, period: Period, **fields: object) -> Allocation:
    """Return an allocation of money, paid by the council."""
    given: dict[str, object] = {"basis": "whole-period", "kind": "money", "scope": "area"}
    return Allocation(
        id=id,
        label=named(str(fields.pop("label", id))),
        amount=amount,
        period=period,
        payer="council",
        citation=CITED,
        **(given | fields),  # type: ignore[arg-type]  # the fields of one test
    )


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Draw an agreement with up to three allocations, and perhaps a question about each."""
    allocations = [
        allocation(
            id,
            draw(amounts),
            draw(st.sampled_from(PERIODS)),
            label=draw(st.sampled_from(["a", "b"])),
            basis=draw(st.sampled_from(["yearly", "whole-period", "unclear"])),
            carry_over=draw(st.sampled_from([None, "allowed", "not-allowed"])),
        )
        for id in draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    ]
    questions = [
        question(
            f"basis-of-{each.id}",
            concerns=[f"allocations.{each.id}"],
            assumed=draw(st.sampled_from([None, "yearly"])),
            yearly=[change(f"allocations.{each.id}.basis", "yearly")],
            whole=[change(f"allocations.{each.id}.basis", "whole-period")],
        )
        for each in allocations
        if draw(st.booleans())
    ]
    return agreement(allocations=allocations, questions=questions)


@st.composite
def budgets(draw: st.DrawFn) -> tuple[Agreement, list[Expenditure], date]:
    """Draw what a budget is made of."""
    signed = draw(agreements())
    expenditures = st.builds(
        Expenditure,
        on=days,
        allocation=st.sampled_from([each.id for each in signed.allocations]),
        amount=st.builds(lambda amount, sign: amount * sign, amounts, st.sampled_from([1, 1, -1])),
        state=st.sampled_from(["spent", "committed"]),
    )
    return signed, draw(st.lists(expenditures, max_size=6)), draw(days)


def worked_out(signed: Agreement, expenditures: list[Expenditure], as_of: date) -> Budget:
    """Return the budget."""
    return Budget.of(signed, Spending(expenditures=expenditures), as_of=as_of)


def figures(case: Case) -> set[tuple[object, ...]]:
    """Return what a case says of every allocation and period, in no order."""
    return {(each.allocation, each.period, each.account, each.caveats) for each in case.shares}


def in_all(case: Case) -> Account:
    """Return everything in kroner."""
    account = case.account(DKK)
    assert account is not None
    return account


@given(budgets())
def test_periods_add_up_to_the_total(made: tuple[Agreement, list[Expenditure], date]) -> None:
    """Under each reading, what the periods have is what there is in all, purpose by purpose."""
    budget = worked_out(*made)
    for purpose in (*budget.purposes, DKK):
        for index, _ in enumerate(budget.cases):
            lines = [budget.line(purpose, period).accounts[index] for period in budget.periods]
            parts = [account for account in lines if account is not None]
            total = budget.line(purpose).accounts[index]
            assert total is not None
            for measure in MEASURES:
                whole = sum((getattr(part, measure) for part in parts), Amount(0, "DKK"))
                assert whole == getattr(total, measure)


@given(budgets())
def test_purposes_add_up_to_everything(made: tuple[Agreement, list[Expenditure], date]) -> None:
    """The purposes share all the money between them."""
    budget = worked_out(*made)
    for case in budget.cases:
        parts = [case.account(purpose) for purpose in budget.purposes]
        found = Account.total((part for part in parts if part is not None), "DKK")
        assert attrs.evolve(found, work=None) == attrs.evolve(in_all(case), work=None)


@given(budgets())
def test_every_account_balances(made: tuple[Agreement, list[Expenditure], date]) -> None:
    """What came in is what went out and what is left; nothing is below zero that cannot be."""
    for case in worked_out(*made).cases:
        for account in (*(share.account for share in case.shares), in_all(case)):
            came = account.allocated + account.carried_in + account.overspent
            went = account.spent + account.committed + account.left + account.carried_out
            assert came == went
            zero = Amount(0, "DKK")
            assert min(account.left, account.overspent, account.carried_in) >= zero


@given(budgets())
def test_nothing_is_dropped(made: tuple[Agreement, list[Expenditure], date]) -> None:
    """Every expenditure up to the day is in the total, to the øre, under each reading."""
    budget = worked_out(*made)
    _, expenditures, as_of = made
    for state in ("spent", "committed"):
        known = [each.amount for each in expenditures if each.on <= as_of and each.state == state]
        for case in budget.cases:
            assert getattr(in_all(case), state) == sum(known, Amount(0, "DKK"))
    assert budget.later == sum(each.on > as_of for each in expenditures)


@given(budgets(), st.randoms(use_true_random=False))
def test_order_never_matters(
    made: tuple[Agreement, list[Expenditure], date], chance: Random
) -> None:
    """Neither the order of the allocations, nor of the expenditures, nor of the questions."""
    signed, expenditures, as_of = made
    before = worked_out(signed, expenditures, as_of)
    shuffled: dict[str, Any] = {
        name: chance.sample(list(getattr(signed, name)), len(getattr(signed, name)))
        for name in ("allocations", "questions")
    }
    after = worked_out(
        attrs.evolve(signed, **shuffled),
        chance.sample(expenditures, len(expenditures)),
        as_of,
    )
    assert {frozenset(case.readings): figures(case) for case in before.cases} == {
        frozenset(case.readings): figures(case) for case in after.cases
    }
    assert before.periods == after.periods
    for measure in MEASURES:
        assert before.total().range(measure) == after.total().range(measure)


@given(budgets())
def test_ranges_contain_every_reading(made: tuple[Agreement, list[Expenditure], date]) -> None:
    """Each reading that figures follow lies in the range, and both of its ends are a reading."""
    for line in worked_out(*made).lines():
        for measure in MEASURES:
            found = line.range(measure)
            amounts = [getattr(account, measure) for account in line.followed]
            if found is None:
                assert amounts == []
            else:
                assert all(amount in found for amount in amounts)
                assert {found.low, found.high} <= set(amounts)


@given(budgets())
def test_no_split_is_guessed(made: tuple[Agreement, list[Expenditure], date]) -> None:
    """What stands in a period is an amount of the text, and never a part of one."""
    signed, _, _ = made
    printed = {each.amount for each in signed.allocations}
    for case in worked_out(*made).cases:
        assert {share.account.allocated for share in case.shares} <= printed


@given(budgets(), st.data())
def test_reallocation_conserves_the_total(
    made: tuple[Agreement, list[Expenditure], date], data: st.DataObject
) -> None:
    """Money moved from one allocation to another of the same length and basis is still there."""
    signed, expenditures, as_of = made
    assume(len(signed.allocations) > 1)
    plain = [attrs.evolve(each, period=2014, basis="yearly") for each in signed.allocations]
    giver, taker, *others = plain
    moving = data.draw(st.integers(0, int(giver.amount.magnitude * 100)))
    moved = Amount(exact(Fraction(moving, 100)), giver.amount.unit)
    after = [
        attrs.evolve(giver, amount=giver.amount - moved),
        attrs.evolve(taker, amount=taker.amount + moved),
        *others,
    ]
    totals = [
        in_all(case)
        for allocations in (plain, after)
        for case in worked_out(
            attrs.evolve(signed, allocations=allocations, questions=()), expenditures, as_of
        ).cases
    ]
    assert len({each.allocated for each in totals}) == 1
    assert len({(each.spent, each.committed) for each in totals}) == 1
    # A gap may open in one and close in the other; what there is beside what is missing stays.
    assert len({each.left - each.overspent for each in totals}) == 1


@given(budgets(), st.data())
def test_adopting_a_reading_keeps_its_cases_alone(
    made: tuple[Agreement, list[Expenditure], date], data: st.DataObject
) -> None:
    """Of all cases those stay that had the reading, with the same figures; nothing else moves."""
    signed, expenditures, _ = made
    assume(signed.questions)
    asked = data.draw(st.sampled_from(signed.questions))
    reading = data.draw(st.sampled_from([each.id for each in asked.readings]))
    decided = attrs.evolve(asked, adopted=adoption(reading))
    adopted = attrs.evolve(
        signed, questions=[decided if each is asked else each for each in signed.questions]
    )
    as_of = date(2016, 1, 1)  # after the decision
    before, after = (worked_out(each, expenditures, as_of) for each in (signed, adopted))
    at_stake = any(asked.id == name for case in before.cases for name, _ in case.readings)
    kept = [case for case in before.cases if not at_stake or (asked.id, reading) in case.readings]
    assert [figures(case) for case in kept] == [figures(case) for case in after.cases]
    names = {name for case in after.cases for name, _ in case.readings}
    assert asked.id not in names


@given(st.integers(1, 10**40), st.integers(0, 10**40))
def test_exact_to_the_last_hundredth(allocated: int, spent: int) -> None:
    """A single øre counts, however large the amounts."""
    lights = allocation("lights", Amount(exact(Fraction(allocated, 100)), "DKK"), Period(2014))
    paid = Expenditure(
        on=date(2014, 5, 1),
        allocation="lights",
        amount=Amount(exact(Fraction(spent, 100)), "DKK"),
        state="spent",
    )
    (case,) = worked_out(agreement(allocations=[lights]), [paid], date(2014, 6, 1)).cases
    rest = in_all(case).left - in_all(case).overspent
    assert rest.magnitude * 100 == allocated - spent
