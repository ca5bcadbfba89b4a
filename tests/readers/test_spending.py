"""Expenditures from files: the library's own csv, and accounts that a recipe describes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.agreement.budget import Allocation
from partnerskab.delivery.spending import Expenditure, Spending, SpendingRecipe
from partnerskab.errors import DiagnosticsError, Severity
from partnerskab.observations.recipes import Code
from partnerskab.partnership import Partnership
from partnerskab.readers.spending import OPTIONAL, REQUIRED, read_spending
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import plain_text
from tests.samples import CITED, agreement, named, refusal

HEAD = "date,allocation,amount,currency,state"
ROW = "2014-05-01,lights,100,DKK,spent"


def made(*recipes: SpendingRecipe) -> Partnership:
    """Return a partnership with money for lights in 2014 and 2015, in the area."""
    lights = Allocation(
        id="lights",
        label=named("lights"),
        amount="1000 DKK",
        period="2014-2015",
        basis="yearly",
        kind="money",
        payer="council",
        scope="area",
        citation=CITED,
    )
    return Partnership(agreement=agreement(allocations=[lights]), spending_recipes=recipes)


Read = Callable[..., Spending]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return a function that reads lines of text as a file of accounts."""
    monkeypatch.chdir(tmp_path)

    def read_lines(*lines: str, recipe: SpendingRecipe | None = None) -> Spending:
        encoding = "utf-8" if recipe is None else recipe.encoding
        Path("paid.csv").write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
        recipes = [] if recipe is None else [recipe]
        return read_spending(made(*recipes), "paid.csv", recipe.id if recipe else None)

    return read_lines


def complaints(read: Read, *lines: str, recipe: SpendingRecipe | None = None) -> str:
    """Return all that is said about a file that cannot be used."""
    with pytest.raises(DiagnosticsError) as caught:
        read(*lines, recipe=recipe)
    return str(caught.value)


# The library's own csv


def test_row_with_every_column(read: Read) -> None:
    """Each column is where it belongs, in any order of the columns."""
    names = (*OPTIONAL, *REQUIRED)
    spending = read(
        ",".join(names),
        'New lamps,town,"late, by hand",voucher 7,true,2014-05-01,lights,12500.75,DKK,committed',
    )
    assert spending == Spending(
        expenditures=[
            Expenditure(
                on=date(2014, 5, 1),
                allocation="lights",
                amount="12500.75 DKK",
                state="committed",
                activity="New lamps",
                where="town",
                note="late, by hand",
                source="voucher 7",
                is_illustrative=True,
            )
        ]
    )


def test_equal_rows_are_two_expenditures(read: Read) -> None:
    """Two bills of one amount on one day are two bills."""
    assert len(read(HEAD, ROW, ROW).expenditures) == 2


def test_a_file_of_headings(read: Read) -> None:
    """Nothing was spent, and somebody says so."""
    assert read(HEAD) == Spending()


def test_every_wrong_cell_is_named(read: Read) -> None:
    """All in one run, by row and column, with what to write instead."""
    assert complaints(
        read,
        f"{HEAD},illustrative",
        "01-05-2014,lights,100,DKK,spent,",
        "2014-05-01,ligths,100,DKK,spent,",
        "2014-05-01,lights,12.500,DKK,spent,",
        '2014-05-01,lights,"12.500,75",DKK,spent,',
        "2014-05-01,lights,0.005,DKK,spent,",
        "2014-05-01,lights,,DKK,spent,",
        "2014-05-01,lights,100,kr,spent,",
        "2014-05-01,lights,100,EUR,spent,",
        "2014-05-01,lights,100,DKK,paid,perhaps",
        "2014-05-01,lights,100",
    ) == (
        "paid.csv:2: date: error: not a date [not-a-date]\n"
        "    expected: a date such as 2014-12-31\n"
        "    came:     '01-05-2014'\n"
        "    remedy:   declare day_first if the day stands first\n"
        "paid.csv:3: allocation: error: no allocation has this id [dangling-reference]\n"
        "    expected: lights\n"
        "    came:     'ligths'\n"
        "    remedy:   did you mean 'lights'?\n"
        "paid.csv:4: amount: error: the dot may divide thousands or decimals [ambiguous-number]\n"
        "    expected: a whole number without a dot, such as 1000 or 1\n"
        "    came:     '12.500'\n"
        "    remedy:   for other marks, describe the file in spending-recipes.toml\n"
        "paid.csv:5: amount: error: the dot may divide thousands or decimals [ambiguous-number]\n"
        "    expected: a whole number without a dot, such as 1000 or 1\n"
        "    came:     '12.500,75'\n"
        "    remedy:   for other marks, describe the file in spending-recipes.toml\n"
        "paid.csv:6: amount: error: an amount with a part of a hundredth [not-payable]\n"
        "    expected: at most two decimals\n"
        "    came:     0.005\n"
        "paid.csv:7: amount: error: there is nothing here [empty-cell]\n"
        "    expected: an amount\n"
        "paid.csv:8: currency: error: not a currency [unknown-unit]\n"
        "    expected: DKK or EUR or GBP\n"
        "    came:     'kr'\n"
        "paid.csv:9: currency: error: another currency than that of the allocation, and no rate"
        " for the day [no-exchange-rate]\n"
        "    expected: DKK, or a rate declared for 2014-05-01 or before\n"
        "    came:     EUR\n"
        '    remedy:   declare [exchange_rates.<id>] with currency = "EUR", '
        'price = "... DKK", on and cite\n'
        "paid.csv:10: state: error: not one of the words that are known here [unknown-word]\n"
        "    expected: 'spent' or 'committed'\n"
        "    came:     'paid'\n"
        "paid.csv:10: illustrative: error: neither true nor false [wrong-type]\n"
        "    expected: true, false or an empty cell\n"
        "    came:     'perhaps'\n"
        "paid.csv:11: error: the row has another number of cells than the header [wrong-length]\n"
        "    expected: 6 cells\n"
        "    came:     3 cells\n"
        "    remedy:   put a text that contains the separator in quotes"
    )


def test_what_is_odd_is_a_warning_and_counts(read: Read) -> None:
    """The row is there, and its row and column are named."""
    spending = read(
        f"{HEAD},where",
        "2016-02-01,lights,100,DKK,spent,Elsewhere",
        "2017-01-01,lights,1,DKK,spent,",
    )
    assert len(spending.expenditures) == 2
    assert {each.severity for each in spending.doubts} == {Severity.WARNING}
    assert "\n".join(map(str, spending.doubts)) == (
        "paid.csv:2: date: warning: an expenditure outside the period of 'lights'"
        " [outside-period]\n"
        "    expected: a day in 2014-2015\n"
        "    came:     2016-02-01\n"
        "    remedy:   check the date and the allocation; it is counted on the one that is named\n"
        "paid.csv:2: where: warning: money of 'lights' for another place than the agreement's"
        " area [outside-scope]\n"
        "    expected: the area 'town' or a part of it\n"
        "    came:     'Elsewhere'\n"
        "    remedy:   check the place and the allocation; the amount is counted all the same\n"
        "paid.csv:3: date: warning: an expenditure after the end of the term [outside-term]\n"
        "    expected: the start of the term to 2016-12-31\n"
        "    came:     2017-01-01\n"
        "    remedy:   check the date; the amount is counted all the same\n"
        "paid.csv:3: date: warning: an expenditure outside the period of 'lights'"
        " [outside-period]\n"
        "    expected: a day in 2014-2015\n"
        "    came:     2017-01-01\n"
        "    remedy:   check the date and the allocation; it is counted on the one that is named"
    )


def test_misspelt_column(read: Read) -> None:
    """A heading that nobody knows is refused with the one that was meant."""
    assert complaints(read, "date,allocation,ammount,currency,state", ROW) == (
        "paid.csv:1: ammount: error: unknown column [unknown-column]\n"
        "    expected: date, allocation, amount, currency, state, activity, where, note, source,"
        " illustrative\n"
        "    came:     'ammount'\n"
        "    remedy:   did you mean 'amount'?"
    )


def test_semicolons(read: Read) -> None:
    """What a Danish spreadsheet saves is not taken for one wide cell."""
    text = complaints(read, HEAD.replace(",", ";"), ROW.replace(",", ";"))
    assert text.startswith(
        "paid.csv:1: error: the cells seem to be divided by semicolons [wrong-separator]\n"
    )


def test_file_without_a_line(read: Read) -> None:
    """An empty file is more often an accident than a year without spending."""
    assert complaints(read).startswith("paid.csv: error: the file is empty [empty-file]\n")


def test_missing_file() -> None:
    """The file that was named is named."""
    with pytest.raises(DiagnosticsError) as caught:
        read_spending(made(), "nowhere.csv")
    assert str(caught.value).startswith("nowhere.csv: error: there is no such file [cannot-read]\n")


def test_rows_before_the_file_breaks_are_reported_too(read: Read) -> None:
    """An open quote hides what follows, and not what came before."""
    text = complaints(read, HEAD, ROW.replace("lights", "clubs"), '2014-05-01,"lights')
    assert text.index("paid.csv:2: allocation") < text.index("paid.csv:3: error: from here on")


@given(st.lists(st.integers(-(10**30), 10**30), max_size=8))
def test_every_row_is_an_expenditure(tmp_path_factory: Any, numbers: list[int]) -> None:
    """To the øre, in the order of the file, however large."""
    amounts = [Amount(number, "DKK") / 100 for number in numbers]
    lines = [HEAD, *(ROW.replace("100", plain_text(each.magnitude)) for each in amounts)]
    path: Path = tmp_path_factory.mktemp("accounts") / "paid.csv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    found = read_spending(made(), path)
    assert [each.amount for each in found.expenditures] == amounts


# Accounts that a recipe describes

DANISH = SpendingRecipe(
    id="accounts",
    encoding="cp1252",
    separator=";",
    decimal_mark=",",
    thousands_mark=".",
    day_first=True,
    header_row=2,
    date="Bilagsdato",
    amount="Beløb",
    currency="DKK",
    allocation="Konto",
    allocations=[Code("4711", "lights")],
    state="Art",
    states=[Code("Bogført", "spent"), Code("Disponeret", "committed")],
    activity="Tekst",
    ignore=["Moms"],
)
DANISH_HEAD = ("Udskrift;;;;;", "Bilagsdato;Beløb;Konto;Art;Tekst;Moms")


def test_accounts_in_danish(read: Read) -> None:
    """Marks, days, accounts and states are as declared; a title stands above the headings."""
    spending = read(
        *DANISH_HEAD,
        "01-05-2014;12.500,75;4711;Bogført;Nye lamper på stien;0",
        "2.5.2014;-500;4711;Disponeret;Æbletræer;0",
        recipe=DANISH,
    )
    assert [(each.on, str(each.amount), str(each.state)) for each in spending.expenditures] == [
        (date(2014, 5, 1), "12500.75 DKK", "spent"),
        (date(2014, 5, 2), "-500 DKK", "committed"),
    ]
    assert [each.activity for each in spending.expenditures] == ["Nye lamper på stien", "Æbletræer"]


def test_wrong_cells_of_accounts(read: Read) -> None:
    """The headings are those of the accounts, and the codes are those of the recipe."""
    assert complaints(
        read,
        *DANISH_HEAD,
        "2014-05-01;100;4711;Bogført;;",
        "31-02-2014;12,500.75;4712;Betalt;;",
        recipe=DANISH,
    ) == (
        "paid.csv:4: Bilagsdato: error: not a date [not-a-date]\n"
        "    expected: a date such as 31-12-2014\n"
        "    came:     '31-02-2014'\n"
        "paid.csv:4: Konto: error: the recipe does not say which allocation this is"
        " [unknown-code]\n"
        "    expected: 4711\n"
        "    came:     '4712'\n"
        "    remedy:   did you mean '4711'?\n"
        "paid.csv:4: Beløb: error: not a number [not-a-number]\n"
        "    expected: digits with ',' as the decimal mark and '.' between groups of three\n"
        "    came:     '12,500.75'\n"
        "    remedy:   if '.' stands before the decimals, declare decimal_mark = \".\" and"
        ' thousands_mark = ","\n'
        "paid.csv:4: Art: error: the recipe does not say which state this is [unknown-code]\n"
        "    expected: Bogført, Disponeret\n"
        "    came:     'Betalt'\n"
        "    remedy:   add it under states"
    )


def test_amounts_with_their_currency(read: Read) -> None:
    """Where the cells name the currency, the recipe does not."""
    recipe = SpendingRecipe(
        id="list",
        separator=";",
        decimal_mark=",",
        thousands_mark=".",
        date="Dato",
        amount="Beløb",
        only_allocation="lights",
        only_state="spent",
        illustrative=True,
    )
    spending = read("Dato;Beløb", "2014-05-01;1,5 mio. kr.", recipe=recipe)
    (found,) = spending.expenditures
    assert (str(found.amount), found.allocation, found.is_illustrative) == (
        "1500000 DKK",
        "lights",
        True,
    )
    text = complaints(read, "Dato;Beløb", "2014-05-01;100", recipe=recipe)
    assert text.startswith("paid.csv:2: Beløb: error: an amount without a unit [no-unit]\n")


def test_currency_of_accounts_without_a_column_for_it(read: Read) -> None:
    """The complaint stands at the amount, where the currency is written."""
    recipe = attrs.evolve(DANISH, currency="EUR")
    text = complaints(read, *DANISH_HEAD, "01-05-2014;1;4711;Bogført;;", recipe=recipe)
    assert text.startswith("paid.csv:3: Beløb: error: another currency than that of the allocation")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"allocation": None}, "where is the allocation of an entry?"),
        ({"only_state": "spent"}, "where is the state of an entry?"),
        ({"currency": "kr"}, "not a currency"),
        ({"encoding": "dansk"}, "not an encoding"),
        ({"separator": ""}, "not a separator"),
        ({"thousands_mark": ","}, "not a thousands mark beside the decimal mark ','"),
        ({"states": [Code("Bogført", "paid")]}, "not one of the words that are known here"),
    ],
)
def test_recipes_that_cannot_be(fields: dict[str, Any], message: str) -> None:
    """A recipe that says too little, too much or something unknown is refused."""
    assert refusal(lambda: attrs.evolve(DANISH, **fields)).message == message


def test_unknown_recipe() -> None:
    """The recipes that there are stand in the message."""
    problem = refusal(lambda: read_spending(made(DANISH), "paid.csv", "account"))
    assert (problem.id, problem.expected) == ("unknown-recipe", "accounts")


def test_no_recipe_at_all() -> None:
    """The message says where to write one."""
    problem = refusal(lambda: read_spending(made(), "paid.csv", "accounts"))
    assert problem.remedy == "write it in spending-recipes.toml"
