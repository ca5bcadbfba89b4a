"""What is asked of StatBank: the body that is posted, and requests that cannot be built."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.errors import InvalidValueError
from partnerskab.observations.recipes import Recipe
from partnerskab.observations.statbank import Selection, StatBankRequest, period_codes
from partnerskab.values.periods import Period


def request(**changed: Any) -> StatBankRequest:
    """Return a request for reported crime in Copenhagen."""
    variables = [Selection("OMRÅDE", ["101"]), Selection("OVERTRÆD", ["TOT"])]
    given = {"table": "STRAF11", "format": "CSV", "variables": variables}
    return StatBankRequest(**given | changed)


def refused(**changed: Any) -> InvalidValueError:
    """Return the error for a request that cannot be built."""
    with pytest.raises(InvalidValueError) as caught:
        request(**changed)
    return caught.value


@pytest.mark.parametrize("form", ["CSV", "BULK"])
def test_csv_is_asked_for_in_codes(form: str) -> None:
    """The body names table, language, format and codes, and each variable with its values."""
    assert request(format=form).body(["2012-Q4"]) == {
        "table": "STRAF11",
        "lang": "da",
        "format": form,
        "valuePresentation": "Code",
        "variables": [
            {"code": "OMRÅDE", "values": ["101"]},
            {"code": "OVERTRÆD", "values": ["TOT"]},
            {"code": "Tid", "values": ["2012K4"]},
        ],
    }


def test_a_cube_has_codes_and_texts() -> None:
    """JSON-stat holds both anyway, so its texts are left alone."""
    assert request(format="JSONSTAT").body(["2012"])["valuePresentation"] == "Default"


@pytest.mark.parametrize(
    ("own", "named", "asked"),
    [
        (["2012"], [], ["2012"]),
        (["2012"], ["2013"], ["2013"]),
        ([], ["2013", "2012..2014"], ["2013", "2012", "2014"]),
    ],
)
def test_named_periods_go_before_those_of_the_recipe(
    own: list[str], named: list[str], asked: list[str]
) -> None:
    """The recipe's periods are asked for unless others are named, and none of them twice."""
    variables: Any = request(periods=own).body(named)["variables"]
    assert variables[-1] == {"code": "Tid", "values": asked}


def test_no_period_at_all() -> None:
    """StatBank would give the newest period, another one each time, so one must be named."""
    with pytest.raises(InvalidValueError) as caught:
        request().body()
    assert str(caught.value) == (
        "which periods?\n"
        "    expected: periods such as 2012-Q1, or ranges such as 2012-Q1..2013-Q4\n"
        "    came:     none, neither here nor in the recipe\n"
        "    remedy:   name them with --period, or write periods = ... in the request"
    )


@given(first=st.integers(1, 9990 * 4), length=st.integers(1, 30))
def test_a_range_is_its_periods_one_by_one(first: int, length: int) -> None:
    """The codes of a range are those of all its periods, in order."""
    year, quarter = divmod(first, 4)
    start = Period(year=year + 1, month=quarter * 3 + 1, months=3)
    periods = [start.shifted(n) for n in range(length)]
    text = f"{periods[0]}..{periods[-1]}"
    assert period_codes(text) == tuple(period.statbank for period in periods)


def test_the_last_range_of_the_calendar() -> None:
    """A range up to the last period that there is ends with it."""
    assert period_codes("9999-Q3..9999-Q4") == ("9999K3", "9999K4")


@pytest.mark.parametrize("text", ["2013..2012", "2012..2012-Q4", "2012-Q1..2012-06"])
def test_what_is_no_range(text: str) -> None:
    """The ends of a range are periods of one length, the earlier first."""
    with pytest.raises(InvalidValueError) as caught:
        period_codes(text)
    assert str(caught.value) == (
        "not a range of periods\n"
        "    expected: two periods of the same length, the earlier first, "
        "such as 2012-Q1..2013-Q4\n"
        f"    came:     {text!r}"
    )


@pytest.mark.parametrize(
    "text", ["", "..", "2012..", "..2012", "2012...2013", "2012-Q5", "2013-2016"]
)
def test_what_is_no_period(text: str) -> None:
    """Each end must be a period that StatBank has a form for."""
    with pytest.raises(InvalidValueError):
        period_codes(text)


@pytest.mark.parametrize("table", ["", "STRAF 11", "../STRAF11", "STRÅF"])
def test_what_is_no_table(table: str) -> None:
    """The id of a table becomes part of a file name, so it holds nothing but letters and digits."""
    assert str(refused(table=table)) == (
        "table: not the id of a table\n"
        "    expected: letters and digits, such as STRAF11\n"
        f"    came:     {table!r}"
    )


@pytest.mark.parametrize("code", ["Tid", "TID", "tid"])
def test_the_time_has_a_place_of_its_own(code: str) -> None:
    """Periods among the variables are refused, so that there is one place for them."""
    assert str(refused(variables=[Selection(code, ["2012K1"])])) == (
        f"variables.{code}: the time is not asked for here\n"
        "    expected: the other variables of the table\n"
        f"    came:     {code!r}\n"
        "    remedy:   write periods = ... in the request, or name them when you fetch"
    )


def test_a_variable_without_values() -> None:
    """A variable that is named is wanted with some value."""
    assert str(refused(variables=[Selection("OMRÅDE", [])])) == (
        "variables.OMRÅDE: no value of the variable is wanted\n"
        '    expected: StatBank\'s codes, such as ["101"], or ["*"] for all\n'
        "    came:     an empty list"
    )


def test_a_period_of_the_recipe_that_is_none() -> None:
    """A wrong period is found when the recipe is read, not when somebody fetches."""
    assert str(refused(periods=["2012", "2012-Q5"])) == (
        "periods.1: a year has no quarter 5\n    expected: quarter 1 to 4\n    came:     '2012-Q5'"
    )


def test_a_format_that_is_not_known() -> None:
    """Only formats that can be read are asked for."""
    assert str(refused(format="csv")) == (
        "not one of the words that are known here\n"
        "    expected: 'BULK' or 'CSV' or 'JSONSTAT'\n"
        "    came:     'csv'"
    )


@pytest.mark.parametrize(
    ("form", "layout", "fitting"),
    [("CSV", "wide", "tidy"), ("BULK", "jsonstat", "tidy"), ("JSONSTAT", "tidy", "jsonstat")],
)
def test_an_answer_that_the_recipe_could_not_read(form: str, layout: str, fitting: str) -> None:
    """The format that is asked for is one that the layout of the recipe can read."""
    with pytest.raises(InvalidValueError) as caught:
        Recipe(id="crime", source="register", layout=layout, request=request(format=form))
    assert str(caught.value) == (
        "layout: what is asked for could not be read by this recipe\n"
        f"    expected: the layout '{fitting}' for the format {form}\n"
        f"    came:     the layout '{layout}'"
    )
