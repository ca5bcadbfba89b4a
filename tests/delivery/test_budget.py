"""Budgets: the money of Amager, carry-over, currencies, and what is flagged and still counted."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.budget import Allocation, ExchangeRate
from partnerskab.agreement.checks import InvalidAgreementError
from partnerskab.agreement.parts import Term
from partnerskab.assessment.assess import assess
from partnerskab.config.folder import load
from partnerskab.delivery.budget import AmountRange, Budget, BudgetLine, measures
from partnerskab.delivery.shares import Purpose
from partnerskab.delivery.spending import Expenditure, Spending
from partnerskab.partnership import Partnership
from partnerskab.readers.spending import read_spending
from partnerskab.values.amounts import Amount
from partnerskab.values.periods import Period, as_period
from tests.samples import CITED, adoption, agreement, named, refusal

ROOT = Path(__file__).parents[2]
AMAGER = load(ROOT / "examples" / "amager")
INVENTED = read_spending(AMAGER, ROOT / "examples" / "amager" / "spending-illustrative.csv")
AFTER = date(2018, 1, 1)
YEARLY, WHOLE = (("secretariat-money", "yearly"),), (("secretariat-money", "whole-period"),)


def kroner(number: object) -> Amount:
    """Return an amount in kroner."""
    return Amount(number, "DKK")


def between(low: object, high: object) -> AmountRange:
    """Return a range of kroner."""
    return AmountRange(kroner(low), kroner(high))


def exactly(number: object) -> AmountRange:
    """Return a range of one amount."""
    return between(number, number)


def amager(signed: Agreement = AMAGER.agreement, as_of: date = AFTER) -> Budget:
    """Return the budget of Amager without spending."""
    return Budget.of(signed, as_of=as_of)


def line(budget: Budget, name: str, period: object = None) -> BudgetLine:
    """Return the line of a purpose by a part of its English label."""
    purpose = next(each for each in budget.purposes if name in str(each.label))
    return budget.line(purpose, None if period is None else as_period(period))


def decided(reading: str, question: str = "secretariat-money") -> Agreement:
    """Return the agreement of Amager with a reading adopted."""
    signed = AMAGER.agreement
    made = attrs.evolve(adoption(reading), by="steering-group")
    return attrs.evolve(
        signed,
        questions=[
            attrs.evolve(each, adopted=made) if each.id == question else each
            for each in signed.questions
        ],
    )


def lights(**fields: Any) -> Allocation:
    """Return 1,000 kr. for lights in 2014."""
    given: dict[str, Any] = {"id": "lights", "amount": "1000 DKK", "period": 2014}
    given |= {"basis": "yearly", "kind": "money", "payer": "council", "scope": "area"}
    return Allocation(label=named("lights"), citation=CITED, **(given | fields))


def paid(amount: str = "100 DKK", on: date = date(2014, 5, 1), **fields: Any) -> Expenditure:
    """Return an expenditure on lights."""
    given: dict[str, Any] = {"allocation": "lights", "state": "spent"} | fields
    return Expenditure(on=on, amount=amount, **given)


def budget(
    *allocations: Allocation,
    spent: Iterable[Expenditure] = (),
    as_of: date = AFTER,
    **fields: Any,
) -> Budget:
    """Return the budget of some allocations and expenditures."""
    signed = agreement(allocations=allocations, **fields)
    return Budget.of(signed, Spending(expenditures=spent), as_of=as_of)


def said(line: BudgetLine) -> dict[str, str]:
    """Return what is not nothing in a line."""
    found = {measure: line.range(measure) for measure in measures(WITH_SPENDING)}
    return {name: str(each) for name, each in found.items() if each != exactly(0)}


WITH_SPENDING = Budget.of(AMAGER.agreement, Spending(), as_of=AFTER)


# Amager


def test_activity_money() -> None:
    """3.75 million kr.: 750,000 in 2014 and 1.5 million in each of 2015 and 2016."""
    assert line(amager(), "Activities").range("allocated") == exactly(3_750_000)
    by_year = [line(amager(), "Activities", year).range("allocated") for year in range(2013, 2017)]
    assert by_year == [exactly(each) for each in (0, 750_000, 1_500_000, 1_500_000)]


def test_year_without_activity_money() -> None:
    """2013 is shown, as a year without money."""
    assert line(amager(), "Activities", 2013).caveats == ("no-money",)


def test_secretariat_money_is_a_range() -> None:
    """0.3 or 1.2 million kr., until somebody adopts a reading."""
    found = line(amager(), "Secretariat")
    assert found.range("allocated") == between(300_000, 1_200_000)
    assert found.caveats == ("open-question",)


def test_total_is_a_range() -> None:
    """4.05 to 4.95 million kr."""
    assert amager().total().range("allocated") == between(4_050_000, 4_950_000)


def test_secretariat_by_year_only_where_it_is_yearly() -> None:
    """Under the other reading the money stays with the whole period: no split is guessed."""
    for year in range(2013, 2017):
        found = line(amager(), "Secretariat", year)
        assert found.range("allocated") == exactly(300_000)
        assert found.only_if == (YEARLY,)
    together = line(amager(), "Secretariat", "2013-2016")
    assert (together.range("allocated"), together.only_if) == (exactly(300_000), (WHOLE,))


def test_price_of_a_full_time_year() -> None:
    """600,000 kr. by one reading and 150,000 kr. by the other, which nobody works for."""
    prices = line(amager(), "Secretariat").full_time_prices()
    assert prices == ((YEARLY, kroner(600_000)), (WHOLE, kroner(150_000)))


def test_activities_have_no_price_of_a_full_time_year() -> None:
    """Only staff time has one."""
    assert line(amager(), "Activities").full_time_price is None
    assert amager().total().full_time_price is None


def test_lines_for_each_combination() -> None:
    """The two questions that move money make four cases; figures follow the assumed two."""
    cases = [(dict(case.readings), case.is_followed) for case in amager().cases]
    assert cases == [
        ({"secretariat-money": money, "money-in-2013": start}, start == "none")
        for money in ("yearly", "whole-period")
        for start in ("none", "spread")
    ]


def test_question_that_moves_no_money_is_asked_all_the_same() -> None:
    """Its two readings come to the same, so it makes no case of its own, but it is named."""
    assert "secretariat-period" in {each.id for each in amager().questions}


def test_reading_that_is_not_assumed_moves_2014_away() -> None:
    """Money for 2013 and 2014 together is given to neither of the years."""
    _, spread, *_ = amager().cases
    activities = next(each for each in amager().purposes if "Activities" in str(each.label))
    assert spread.account(activities, Period(2013)) is None
    assert spread.account(activities, Period(2014)) is None
    both = spread.account(activities, Period(2013, months=24))
    assert both is not None
    assert both.allocated == kroner(750_000)


@pytest.mark.parametrize(
    ("reading", "in_all"), [("yearly", 4_950_000), ("whole-period", 4_050_000)]
)
def test_adopting_a_reading_makes_the_total_exact(reading: str, in_all: int) -> None:
    """The range is gone with the question."""
    assert amager(decided(reading)).total().range("allocated") == exactly(in_all)


@pytest.mark.parametrize("reading", ["yearly", "whole-period"])
def test_adopting_a_reading_changes_what_depends_on_it_alone(reading: str) -> None:
    """The activities, the other questions and every verdict stay as they are."""
    before, after = amager(), amager(decided(reading))
    for period in (*before.periods, None):
        found = [line(each, "Activities", period) for each in (before, after)]
        assert found[0].range("allocated") == found[1].range("allocated")
        assert found[0].caveats == found[1].caveats
    assert {each.id for each in before.questions} - {each.id for each in after.questions} == {
        "secretariat-money"
    }
    verdicts = [
        assess(Partnership(agreement=each), as_of=AFTER).verdicts
        for each in (AMAGER.agreement, decided(reading))
    ]
    assert verdicts[0] == verdicts[1]


def test_decision_counts_from_its_day_on() -> None:
    """The day before, the question was open."""
    signed = decided("yearly")  # on 1 March 2014
    assert amager(signed, date(2014, 2, 28)).total().range("allocated") != exactly(4_950_000)
    assert amager(signed, date(2014, 3, 1)).total().range("allocated") == exactly(4_950_000)


def test_invented_spending() -> None:
    """To the øre: 2014 has 57,499.50 kr. left, and 2015 is overspent by 70,000 kr."""
    made = Budget.of(AMAGER.agreement, INVENTED, as_of=date(2016, 2, 1))
    left, over = line(made, "Activities", 2014), line(made, "Activities", 2015)
    assert left.range("left") == exactly("57499.50")
    assert left.caveats == ("illustrative", "carry-over-undeclared", "outside-period")
    assert over.range("overspent") == exactly(70_000)
    assert line(made, "Activities").range("left") == exactly("1157499.5")


def test_every_invented_row_says_so() -> None:
    """The example has no expenditure that could be taken for a real one."""
    assert all(each.is_illustrative for each in INVENTED.expenditures)


def test_pint_takes_the_amounts() -> None:
    """Amounts hand out quantities, exact ones."""
    found = amager().total().range("allocated")
    assert found is not None
    quantity = found.high.quantity() / 2
    assert (quantity.magnitude, str(quantity.units)) == (Fraction(2_475_000), "DKK")


# Periods and bases


def test_unclear_basis_without_a_question_gives_both() -> None:
    """Nobody asked, and still nothing is guessed."""
    made = budget(lights(period="2014-2015", basis="unclear"))
    assert made.total().range("allocated") == between(1000, 2000)
    assert [case.readings for case in made.cases] == [
        (("allocations.lights.basis", "yearly"),),
        (("allocations.lights.basis", "whole-period"),),
    ]


def test_unclear_basis_within_a_year_is_clear() -> None:
    """For one year, each year and all years are the same."""
    assert budget(lights(basis="unclear")).total().range("allocated") == exactly(1000)


def test_unclear_basis_has_no_amount_by_period() -> None:
    """Whoever asks the allocation itself is told where to ask."""
    problem = refusal(lights(period="2014-2015", basis="unclear").by_period)
    assert (problem.id, problem.came) == ("unclear-basis", "'lights', whose basis is unclear")


def test_years_of_the_term_without_money_are_shown() -> None:
    """From the first year to the last, none is left out."""
    term = Term(start=date(2013, 6, 1), end=date(2016, 12, 31), citation=CITED)
    made = budget(lights(), term=term)
    assert made.periods == tuple(map(Period, range(2013, 2017)))
    assert line(made, "lights", 2015).caveats == ("no-money",)


def test_school_years_are_left_as_they_are() -> None:
    """A split year is no calendar year, and none is made up around it."""
    made = budget(lights(period="2014-08/P1Y"))
    assert made.periods == (Period(2014, month=8),)


def test_half_a_year_is_not_a_year_without_money() -> None:
    """How much of a year's money a half-year's is, is not asked of the year."""
    made = budget(lights(period="2014-H1"), lights(id="more", period=2015))
    assert line(made, "lights", 2014).range("allocated") is None
    assert line(made, "lights").range("allocated") == exactly(2000)


def test_nothing_set_aside() -> None:
    """An agreement without money has no total to ask for."""
    problem = refusal(budget().total)
    assert problem.expected == "an allocation, and there is none"


# What is left


def test_left_of_a_year_that_runs() -> None:
    """Nothing is asked of money that may still be spent."""
    made = budget(lights(), spent=[paid()], as_of=date(2014, 12, 31))
    assert said(line(made, "lights", 2014)) == {
        "allocated": "1000 DKK",
        "spent": "100 DKK",
        "left": "900 DKK",
    }
    assert line(made, "lights", 2014).caveats == ()


def test_committed_stands_beside_spent() -> None:
    """Both are gone from what is left."""
    made = budget(lights(), spent=[paid(), paid("250.50 DKK", state="committed")])
    assert said(line(made, "lights", 2014)) == {
        "allocated": "1000 DKK",
        "spent": "100 DKK",
        "committed": "250.5 DKK",
        "left": "649.5 DKK",
    }


def test_refund() -> None:
    """What comes back is below zero, and is there again."""
    made = budget(lights(), spent=[paid("300 DKK"), paid("-100 DKK")])
    assert line(made, "lights").range("left") == exactly(800)


def test_carry_over_that_nobody_declared() -> None:
    """Money that is left of a year stays there, and is flagged."""
    made = budget(lights(period="2014-2015"), spent=[paid()], as_of=date(2015, 1, 1))
    assert line(made, "lights", 2014).caveats == ("carry-over-undeclared",)
    assert line(made, "lights", 2015).range("carried_in") == exactly(0)


def test_carry_over_that_is_allowed() -> None:
    """What is left goes on to the next year, once the year has ended."""
    given = {"period": "2014-2015", "carry_over": "allowed"}
    running = budget(lights(**given), spent=[paid()], as_of=date(2014, 12, 31))
    assert line(running, "lights", 2015).range("carried_in") == exactly(0)
    made = budget(lights(**given), spent=[paid()], as_of=date(2015, 1, 1))
    assert said(line(made, "lights", 2014)) == {
        "allocated": "1000 DKK",
        "spent": "100 DKK",
        "carried_out": "900 DKK",
    }
    assert said(line(made, "lights", 2015)) == {
        "allocated": "1000 DKK",
        "carried_in": "900 DKK",
        "left": "1900 DKK",
    }
    assert line(made, "lights").caveats == ()


def test_carry_over_goes_through_several_years_and_allocations() -> None:
    """An allocation of the same name takes over, and hands on what it got."""
    years = [
        lights(id=f"l-{year}", period=year, carry_over="allowed") for year in (2014, 2015, 2016)
    ]
    made = budget(*reversed(years), as_of=date(2016, 6, 1))
    assert line(made, "lights", 2016).range("carried_in") == exactly(2000)
    assert line(made, "lights").range("left") == exactly(3000)


def test_carry_over_never_leaves_the_purpose() -> None:
    """Money for lights does not become money for clubs."""
    clubs = lights(id="clubs", period=2015)
    clubs = attrs.evolve(clubs, label=named("clubs"))
    made = budget(lights(carry_over="allowed"), clubs, as_of=date(2015, 6, 1))
    assert line(made, "clubs", 2015).range("carried_in") == exactly(0)
    assert line(made, "lights", 2014).range("left") == exactly(1000)


def test_carry_over_that_is_not_allowed() -> None:
    """What is left lapses: it stays in its year and says so."""
    made = budget(lights(period="2014-2015", carry_over="not-allowed"), as_of=date(2015, 1, 1))
    assert line(made, "lights", 2014).caveats == ("lapsed",)
    assert line(made, "lights", 2014).range("left") == exactly(1000)


def test_overspent_is_not_covered_by_another_year() -> None:
    """What is left of 2015 pays no bill of 2014."""
    made = budget(lights(period="2014-2015"), spent=[paid("1200 DKK")], as_of=date(2014, 12, 1))
    whole = line(made, "lights")
    assert (whole.range("left"), whole.range("overspent")) == (exactly(1000), exactly(200))


def test_later_expenditures_wait_for_their_day() -> None:
    """What is spent after the day is not known on it."""
    made = budget(lights(), spent=[paid(), paid(on=date(2014, 6, 2))], as_of=date(2014, 6, 1))
    assert (made.total().range("spent"), made.later) == (exactly(100), 1)


def test_without_spending_nothing_is_said_to_be_left() -> None:
    """Unknown is not zero: only what is allocated can be told."""
    made = Budget.of(agreement(allocations=[lights()]), as_of=AFTER)
    assert measures(made) == ("allocated",)
    assert line(made, "lights", 2014).caveats == ()


# Flags and refusals


@pytest.mark.parametrize(
    ("made", "caveat"),
    [
        (paid(on=date(2015, 1, 1)), "outside-period"),
        (paid(on=date(2013, 12, 31)), "outside-period"),
        (paid(where="Elsewhere"), "outside-scope"),
        (paid(is_illustrative=True), "illustrative"),
    ],
)
def test_what_is_odd_is_counted_and_flagged(made: Expenditure, caveat: str) -> None:
    """The money is gone, so it counts, on the allocation that it was charged to."""
    found = line(budget(lights(), spent=[made], as_of=date(2017, 1, 1)), "lights", 2014)
    assert found.range("spent") == exactly(100)
    assert caveat in found.caveats


def test_expenditure_outside_the_term() -> None:
    """The last day belongs to the term; the next does not."""
    last, next_day = date(2016, 12, 31), date(2017, 1, 1)
    for on, flagged in ((last, False), (next_day, True)):
        made = budget(lights(period=2016), spent=[paid(on=on)])
        assert ("outside-term" in line(made, "lights", 2016).caveats) is flagged


@pytest.mark.parametrize("where", ["", "town", "Town"])
def test_money_for_the_area_in_the_area(where: str) -> None:
    """The id or the name of the area, or no place at all, is no reason to ask."""
    found = line(budget(lights(), spent=[paid(where=where)]), "lights", 2014)
    assert "outside-scope" not in found.caveats


def test_money_that_follows_the_residents() -> None:
    """It may go anywhere."""
    made = budget(lights(scope="follows-residents"), spent=[paid(where="A club")])
    assert "outside-scope" not in line(made, "lights", 2014).caveats


def test_unknown_allocation() -> None:
    """An expenditure on nothing is refused, with the nearest that there is."""
    problem = refusal(lambda: budget(lights(), spent=[paid(allocation="light")]))
    assert (problem.message, problem.came) == ("no allocation has this id", "'light'")
    assert problem.remedy == "did you mean 'lights'?"


# Currencies


def rate(price: str = "7.46 DKK", on: date = date(2014, 1, 1), **fields: Any) -> ExchangeRate:
    """Return a rate for the euro."""
    given: dict[str, Any] = {"id": "eur", "currency": "EUR"} | fields
    return ExchangeRate(price=price, on=on, citation=CITED, **given)


def test_currencies_have_totals_of_their_own() -> None:
    """Kroner and euro are never added."""
    made = budget(lights(), lights(id="more", amount="10 EUR"))
    assert made.totals == (Purpose(unit="DKK"), Purpose(unit="EUR"))
    assert str(made.total("EUR").range("allocated")) == "10 EUR"
    problem = refusal(made.total)
    assert (problem.message, problem.expected) == ("a total is in one currency", "DKK or EUR")


def test_another_currency_without_a_rate() -> None:
    """Without a declared rate it is refused, and the message says what to declare."""
    problem = refusal(lambda: budget(lights(), spent=[paid("10 EUR")]))
    assert str(problem) == (
        "currency: another currency than that of the allocation, and no rate for the day\n"
        "    expected: DKK, or a rate declared for 2014-05-01 or before\n"
        "    came:     EUR\n"
        '    remedy:   declare [exchange_rates.<id>] with currency = "EUR", '
        'price = "... DKK", on and cite'
    )


def test_another_currency_at_the_declared_rate() -> None:
    """Exactly, and flagged; nothing is rounded."""
    found = line(
        budget(lights(), spent=[paid("10.01 EUR")], exchange_rates=[rate()]), "lights", 2014
    )
    assert found.range("spent") == exactly("74.6746")
    assert "converted" in found.caveats


def test_rate_in_use_on_the_day() -> None:
    """Of several rates the latest by the day counts; one that comes later does not."""
    rates = [
        rate("9 DKK", date(2014, 5, 2), id="later"),
        rate("8 DKK", date(2014, 5, 1), id="in-use"),
        rate(),
    ]
    made = budget(lights(), spent=[paid("10 EUR")], exchange_rates=rates)
    assert made.total().range("spent") == exactly(80)
    early = [rate(on=date(2014, 5, 2))]
    assert (
        refusal(lambda: budget(lights(), spent=[paid("1 EUR")], exchange_rates=early)).id
        == "no-exchange-rate"
    )


def test_two_rates_on_one_day() -> None:
    """Which of them counts, nobody could say."""
    with pytest.raises(InvalidAgreementError) as caught:
        agreement(exchange_rates=[rate(), rate("7 DKK", id="other")])
    (problem,) = caught.value.problems
    assert (problem.id, problem.path) == ("two-rates", ("exchange_rates", "other", "on"))


@pytest.mark.parametrize("price", ["7.46 EUR", "0 DKK", "-1 DKK"])
def test_what_is_no_price(price: str) -> None:
    """A currency has a price above zero, in another one."""
    problem = refusal(lambda: rate(price))
    assert problem.message == "not the price of a currency"


def test_rate_of_no_currency() -> None:
    """Reports have no price."""
    assert refusal(lambda: rate(currency="reports")).message == "not a currency"


@pytest.mark.parametrize("amount", ["0.005 DKK", "1/3 DKK"])
def test_part_of_an_oere(amount: str) -> None:
    """Nobody can pay it."""
    problem = refusal(lambda: paid(amount))
    assert (problem.id, problem.path) == ("not-payable", ("amount",))


def test_expenditure_of_no_money() -> None:
    """Full-time years are not paid out."""
    assert refusal(lambda: paid("1 full_time_years")).message == "not a currency"
