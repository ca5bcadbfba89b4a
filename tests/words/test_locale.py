"""Numbers, days and lists as each language writes them, and the order in which it sorts."""

from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.values.exact import exact
from partnerskab.words import languages
from partnerskab.words.locale import (
    MINUS,
    alphabetical,
    day_text,
    listed,
    money_text,
    month_text,
    number_form,
    number_text,
    percent_text,
)

LANGUAGES = st.sampled_from(languages())


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        ("0", "0", "0"),
        ("999", "999", "999"),
        ("1484", "1.484", "1,484"),
        ("-2.5", "−2,5", "−2.5"),
        ("1/3", "≈ 0,3333", "≈ 0.3333"),
        ("52.5", "52,5", "52.5"),
    ],
)
def test_numbers(value: str, danish: str, english: str) -> None:
    """A number has its marks, its minus sign, and a sign where more decimals are left out."""
    number = exact(Fraction(value))
    assert (number_text(number, "da"), number_text(number, "en")) == (danish, english)


def test_what_may_be_a_year_is_not_grouped() -> None:
    """The thousands of what may be a year do not stand apart."""
    assert number_text(2013, "da", grouped=False) == "2013"


@given(
    st.integers(min_value=-(10**80), max_value=10**80),
    st.integers(min_value=0, max_value=4),
    LANGUAGES,
)
def test_no_digit_of_a_number_is_lost(whole: int, places: int, language: str) -> None:
    """However long a number is, what is written reads back as that number."""
    number = exact(Fraction(whole, 10**places))
    form, text = number_form(language), number_text(number, language)
    plain = text.replace(form.thousands_mark, "").replace(form.decimal_mark, ".")
    assert exact(Fraction(plain.replace(MINUS, "-"))) == number


@given(st.fractions(min_value=-(10**6), max_value=10**6), LANGUAGES)
def test_places_are_those_that_were_asked_for(value: Fraction, language: str) -> None:
    """A number with two decimals has two, and is at most half a hundredth away."""
    form, text = number_form(language), number_text(exact(value), language, places=2)
    whole, _, decimals = text.partition(form.decimal_mark)
    assert len(decimals) == 2
    plain = f"{whole.replace(form.thousands_mark, '')}.{decimals}".replace(MINUS, "-")
    assert abs(Fraction(plain) - value) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [("750000", "750.000", "750,000"), ("12.5", "12,50", "12.50"), ("-0.05", "−0,05", "−0.05")],
)
def test_money(value: str, danish: str, english: str) -> None:
    """Money has no decimals or two."""
    amount = exact(Fraction(value))
    assert (money_text(amount, "da"), money_text(amount, "en")) == (danish, english)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [("-25", "−25,0\xa0%", "−25.0%"), ("0", "0,0\xa0%", "0.0%"), ("5.77", "+5,8\xa0%", "+5.8%")],
)
def test_percentages(value: str, danish: str, english: str) -> None:
    """A percentage has the sign where the language has it, in front of it a space or none."""
    change = exact(Fraction(value))
    said = [percent_text(change, each, places=1, signed=True) for each in ("da", "en")]
    assert said == [danish, english]


def test_a_percentage_needs_no_places() -> None:
    """A whole percentage has no decimals, and one that does not end is about that."""
    third = exact(Fraction(100, 3))
    assert (percent_text(-25, "da"), percent_text(third, "en")) == ("−25\xa0%", "≈ 33.3333%")


def test_nothing_is_no_text() -> None:
    """Where there is no number there is no text."""
    assert (number_text(None, "da"), percent_text(None, "en", places=1)) == ("", "")


def test_days() -> None:
    """A day and a month are written in full, and no line ends within a day."""
    day = date(2014, 5, 1)
    days = ["1.\xa0maj\xa02014", "1\xa0May\xa02014"]
    assert [day_text(day, each) for each in ("da", "en")] == days
    assert [month_text(day, each) for each in ("da", "en")] == ["maj 2014", "May 2014"]


def test_lists() -> None:
    """The last of several stands after a word."""
    assert listed(["a", "b", "c"], "da") == "a, b og c"
    assert listed(["a", "b"], "en") == "a and b"


def test_danish_letters_come_last() -> None:
    """Danish has æ, ø and å after z, takes aa for å and ä for æ, and minds no accent."""
    names = ["Ås", "Ærø", "Ösel", "zoo", "Aarhus", "ab", "Über", "énergi", "3B", "Äppel"]
    assert alphabetical(names, "da") == [
        *("3B", "ab", "énergi", "Über", "zoo", "Äppel", "Ærø", "Ösel", "Aarhus", "Ås")
    ]


def test_english_knows_danish_letters() -> None:
    """English sorts the Danish letters among its own."""
    names = ["zoo", "Ærø", "Åben", "Østerbro", "alpha", "Oslo"]
    assert alphabetical(names, "en") == ["Åben", "Ærø", "alpha", "Oslo", "Østerbro", "zoo"]


@given(st.lists(st.text(max_size=8), max_size=8), st.randoms(), LANGUAGES)
def test_the_order_rests_on_the_names(names: list[str], random: Random, language: str) -> None:
    """Whatever the texts and the order in which they came, they are sorted alike."""
    shuffled = list(names)
    random.shuffle(shuffled)
    assert alphabetical(shuffled, language) == alphabetical(names, language)
