"""`partnerskab budget`: the money for people and for programs."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import AMAGER, QUIET, SPENDING, Run, assert_golden

DAY = ("--as-of", "2016-02-01")
SPENT = ("--spending", SPENDING, *DAY)
ODD = """\
examples/amager/spending-illustrative.csv:6: date: warning: an expenditure outside the period of \
'activities-2014' [outside-period]
    expected: a day in 2014
    came:     2015-02-11
    remedy:   check the date and the allocation; it is counted on the one that is named
0 errors, 1 warning
"""
# One allocation in euro, with years that carry over, beside the money in kroner.
TWO_CURRENCIES = """
[exchange_rates.eur-2014]
currency = "EUR"
price = "7.46 DKK"
on = 2014-01-01
cite = { section = "5" }

[allocations.grant]
label = { da = "Tilskud", en = "Grant" }
kind = "money"
payer = "housing"
amount = "1_000.05 EUR"
period = "2014-2015"
basis = "yearly"
scope = "area"
carry_over = "allowed"
cite = { section = "5" }
"""


def records(run: Run, *arguments: str) -> list[dict[str, str]]:
    """Return the rows of the csv form, as the csv module reads them."""
    text = run("budget", *arguments, "--format", "csv").out
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("language", ["da", "en"])
def test_allocations_alone(run: Run, language: str) -> None:
    """Without a file of spending only what is set aside is shown, and that is said."""
    code, out, err = run("budget", AMAGER, *DAY, "--language", language)
    assert (code, err) == (0, "")
    assert_golden(f"budget-allocated-{language}.txt", out)


@pytest.mark.parametrize("language", ["da", "en"])
def test_with_spending(run: Run, language: str) -> None:
    """What is odd is on standard error, by row and column, and the rest is as it is kept."""
    code, out, err = run("budget", AMAGER, *SPENT, "--language", language)
    assert (code, err) == (0, ODD)
    assert_golden(f"budget-spent-{language}.txt", out)


@pytest.mark.parametrize("language", ["da", "en"])
def test_two_currencies_and_carry_over(run: Run, tmp_path: Path, language: str) -> None:
    """Each currency has totals of its own; what is converted and carried over is shown."""
    text = Path(AMAGER, "agreement.toml").read_text(encoding="utf-8")
    signed, spent = tmp_path / "agreement.toml", tmp_path / "spent.csv"
    signed.write_text(
        text.replace("\n[allocations.sec", f"{TWO_CURRENCIES}\n[allocations.sec", 1), "utf-8"
    )
    spent.write_text(
        "date,allocation,amount,currency,state\n"
        "2014-05-01,grant,0.05,EUR,spent\n"
        "2014-05-01,activities-2014,100.01,EUR,committed\n"
        "2016-02-02,activities-2016,1,DKK,spent\n",
        "utf-8",
    )
    code, out, err = run(
        "budget", str(signed), "--spending", str(spent), *DAY, "--language", language
    )
    assert (code, err) == (0, "")
    assert_golden(f"budget-currencies-{language}.txt", out)


def test_today_is_the_default(run: Run) -> None:
    """The day is printed, whatever it is."""
    assert " · budget as of 20" in run("budget", AMAGER).out.splitlines()[0]


def test_csv_of_the_total(run: Run) -> None:
    """The row of the range comes first, then one for each combination of readings."""
    rows = [row for row in records(run, AMAGER, *DAY) if not row["purpose"] and not row["period"]]
    names = ("readings", "followed", "allocated_low", "allocated_high", "left_low")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("", "true", "4050000", "4950000", ""),
        ("secretariat-money=yearly+money-in-2013=none", "true", "4950000", "4950000", ""),
        ("secretariat-money=yearly+money-in-2013=spread", "false", "4950000", "4950000", ""),
        ("secretariat-money=whole-period+money-in-2013=none", "true", "4050000", "4050000", ""),
        ("secretariat-money=whole-period+money-in-2013=spread", "false", "4050000", "4050000", ""),
    ]


def test_csv_row(run: Run) -> None:
    """A row has what became of the money, to the øre, and what is to be known of it."""
    rows = records(run, AMAGER, *SPENT)
    (row,) = [
        row
        for row in rows
        if (row["allocations"], row["period"], row["readings"]) == ("activities-2014", "2014", "")
    ]
    assert {name: cell for name, cell in row.items() if cell not in ("", "0")} == {
        "illustrative": "true",
        "as_of": "2016-02-01",
        "purpose": "Activities for a safer area",
        "kind": "money",
        "allocations": "activities-2014",
        "period": "2014",
        "followed": "true",
        "currency": "DKK",
        "allocated_low": "750000",
        "allocated_high": "750000",
        "spent_low": "572500.5",
        "spent_high": "572500.5",
        "committed_low": "120000",
        "committed_high": "120000",
        "left_low": "57499.5",
        "left_high": "57499.5",
        "caveats": "illustrative carry-over-undeclared outside-period",
    }


def test_an_agreement_without_money(run: Run) -> None:
    """It says so, and its csv is a header."""
    code, out, err = run("budget", QUIET, *DAY)
    assert (code, err) == (0, "")
    assert out.endswith("\n\nThe agreement sets no money aside.\n")
    assert len(run("budget", QUIET, *DAY, "--format", "csv").out.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("nowhere",), "nowhere: error: there is no such file [cannot-read]\n"),
        ((AMAGER, "--spending", "nowhere.csv"), "nowhere.csv: error: there is no such file"),
        ((AMAGER, "--spending", SPENDING, "--recipe", "x"), "error: the partnership has no such"),
    ],
)
def test_what_cannot_be_used(run: Run, arguments: tuple[str, ...], start: str) -> None:
    """Nothing is listed, and the fault is named."""
    code, out, err = run("budget", *arguments)
    assert (code, out) == (1, "")
    assert err.startswith(start)


def test_observations_are_no_spending(run: Run) -> None:
    """A file of another kind is refused by its headings."""
    code, out, err = run("budget", AMAGER, "--spending", f"{AMAGER}/observations-illustrative.csv")
    assert (code, out) == (1, "")
    assert "[missing-column]" in err


def test_a_recipe_without_a_file(run: Run) -> None:
    """A recipe that reads nothing is a slip, and not passed over."""
    code, out, err = run("budget", AMAGER, "--recipe", "accounts")
    assert (code, out) == (2, "")
    assert err.endswith("error: --recipe says how a file is read: name the file with --spending\n")
