"""Numbers in running text: every form that is known, and no digit passed over."""

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.trace.languages import LANGUAGES, Language
from partnerskab.trace.mentions import Bound, Mention, Sort, mentions_in
from partnerskab.values.exact import Exact
from partnerskab.values.forms import DANISH

LANGUAGE_IDS = st.sampled_from(sorted(LANGUAGES))
# What a number is made of, so that a drawn text is full of numbers and of what looks like them.
PIECES = st.sampled_from(
    [
        *("0", "1", "12", "2016", "750.000", "1,5", "½", "²", "٣", "3B", "B3", "1/3", "2011/12"),
        *(
            "-",
            "\N{EN DASH}",
            "+",
            "%",
            " pct.",
            " kr.",
            " mio.",
            " mio. kr.",
            ",-",
            " gange",
            " årligt",
        ),
        *(
            " ",
            "\n",
            ".",
            ",",
            "(",
            ")",
            "/",
            " til ",
            " maj ",
            "maj",
            " en ",
            " halvt",
            " årsværk",
        ),
        *("syv", "mindst ", "tredjedel", "å", "x", "1. kvartal ", " times", "twice", "May "),
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=30)


def only(text: str, language: str = "da") -> Mention:
    """Return the one number of a text, which is all of it."""
    (mention,) = mentions_in(text, Language.of(language))
    assert mention.text == " ".join(text.strip("()").split())
    return mention


def numbers(text: str, language: str = "da") -> list[tuple[Exact, ...]]:
    """Return what the numbers of a text are."""
    return [mention.numbers for mention in mentions_in(text, Language.of(language))]


@given(TEXTS, LANGUAGE_IDS)
def test_every_digit_is_in_exactly_one_mention(text: str, language: str) -> None:
    """Nothing that looks like a number is passed over, and nothing is taken twice."""
    found = mentions_in(text, Language.of(language))
    holders = [
        [mention for mention in found if mention.start <= place < mention.end]
        for place, letter in enumerate(text)
        if re.fullmatch(r"\d", letter)
    ]
    assert [len(each) for each in holders] == [1] * len(holders)


@given(TEXTS, LANGUAGE_IDS)
def test_mentions_come_in_order_and_do_not_overlap(text: str, language: str) -> None:
    """Each one starts where the one before has ended, or later, and is as the text has it."""
    found = mentions_in(text, Language.of(language))
    places = [place for mention in found for place in (mention.start, mention.end)]
    assert places == sorted(places)
    assert [" ".join(text[each.start : each.end].split()) for each in found] == [
        each.text for each in found
    ]


@given(st.fractions(min_value=0, max_value=10**9, max_denominator=1).map(int) | st.integers(0, 99))
def test_what_a_form_writes_is_found(value: int) -> None:
    """A number as Danish texts write it is that number."""
    assert numbers(f"der var {DANISH.text(value)}.") == [(value,)]


@pytest.mark.parametrize("word", LANGUAGES["da"].words)
def test_every_danish_word_is_its_number(word: str) -> None:
    """A word of the list is found alone, in the middle of a sentence, and with a capital."""
    value = LANGUAGES["da"].words[word]
    assert numbers(f"De har {word} møder") == numbers(word.capitalize()) == [(value,)]


@pytest.mark.parametrize("word", LANGUAGES["en"].words)
def test_every_english_word_is_its_number(word: str) -> None:
    """A word of the list is found alone and in the middle of a sentence."""
    value = LANGUAGES["en"].words[word]
    assert numbers(f"They hold {word} sessions", "en") == numbers(word, "en") == [(value,)]


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month(month: int) -> None:
    """A month is one by its name, and of a date with a day and a year."""
    name = LANGUAGES["da"].months[month - 1]
    assert only(name).sort is Sort.MONTH
    assert only(name).numbers == (month,)
    assert only(f"1. {name} 2016").numbers == (2016, month, 1)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("77", 77, ""),
        ("1.250", 1250, ""),
        ("1,5", Fraction(3, 2), ""),
        ("2 mio.", 2_000_000, ""),
        ("750.000 kr.", 750_000, "DKK"),
        ("1,5 mio. kr.", 1_500_000, "DKK"),
        ("1,5 mio.\n\nkr.", 1_500_000, "DKK"),
        ("0,3 mio. kr.", 300_000, "DKK"),
        ("250 t.kr.", 250_000, "DKK"),
        ("DKK 750.000", 750_000, "DKK"),
        ("100,-", 100, "DKK"),
        ("5 euro", 5, "EUR"),
        ("(-25%)", -25, "percent"),
        ("(-10 %)", -10, "percent"),
        ("12,5 pct.", Fraction(25, 2), "percent"),
        ("10 procent", 10, "percent"),
        ("1 procentpoint", 1, "percentage_points"),
        ("et halvt årsværk", Fraction(1, 2), "full_time_years"),
        ("0,5 årsværk", Fraction(1, 2), "full_time_years"),
        ("et årsværk", 1, "full_time_years"),
        ("½ årsværk", Fraction(1, 2), "full_time_years"),
        ("1½", Fraction(3, 2), ""),
        ("1/3", Fraction(1, 3), ""),
        ("en tredjedel", Fraction(1, 3), ""),
        ("to tredjedele", Fraction(2, 3), ""),
        ("halvdelen", Fraction(1, 2), ""),
        ("femogtyve", 25, ""),
    ],
)
def test_a_number_and_its_unit(text: str, value: Exact, unit: str) -> None:
    """A number in each form that Danish agreements use."""
    mention = only(text)
    assert (mention.sort, mention.numbers, mention.unit) == (Sort.NUMBER, (value,), unit)


@pytest.mark.parametrize(
    ("text", "values", "bound"),
    [
        ("mindst 2 gange", (2,), Bound.AT_LEAST),
        ("minimum en gang årligt", (1,), Bound.AT_LEAST),
        ("højst tre gange om året", (3,), Bound.AT_MOST),
        ("6-8 gange", (6, 8), Bound.NONE),
        ("6-8 gange årligt", (6, 8), Bound.NONE),
        ("fire-seks gange", (4, 6), Bound.NONE),
        ("én gang årligt", (1,), Bound.NONE),
        ("årligt", (1,), Bound.NONE),
        ("hvert halvår", (2,), Bound.NONE),
        ("månedlige", (12,), Bound.NONE),
        ("en gang om måneden", (12,), Bound.NONE),
        ("mindst 2 gange pr. kvartal", (8,), Bound.AT_LEAST),
        ("6-8 gange hvert halvår", (12, 16), Bound.NONE),
        ("én gang hvert andet år", (Fraction(1, 2),), Bound.NONE),
    ],
)
def test_how_often(text: str, values: tuple[Exact, ...], bound: Bound) -> None:
    """How often something happens, and whether that is a floor or a ceiling."""
    mention = only(text)
    assert (mention.sort, mention.numbers, mention.bound) == (Sort.TIMES, values, bound)


@pytest.mark.parametrize(
    ("text", "sort", "values"),
    [
        ("31. december 2016", Sort.DATE, (2016, 12, 31)),
        ("31.12.2016", Sort.DATE, (2016, 12, 31)),
        ("31/12-2016", Sort.DATE, (2016, 12, 31)),
        ("2016-12-31", Sort.DATE, (2016, 12, 31)),
        ("5. maj", Sort.DAY_OF_MONTH, (5, 5)),
        ("maj 2014", Sort.MONTH_OF_YEAR, (2014, 5)),
        ("1. kvartal 2012", Sort.PART_OF_YEAR, (4, 2012, 1)),
        ("2. halvår af 2012", Sort.PART_OF_YEAR, (2, 2012, 2)),
        ("2011/12", Sort.SPLIT_YEAR, (2011, 2012)),
        ("2013 til 2016", Sort.NUMBER, (2013, 2016)),
        ("2013 \N{EN DASH} 2016", Sort.NUMBER, (2013, 2016)),
        ("35-54", Sort.NUMBER, (35, 54)),
    ],
)
def test_days_periods_and_ranges(text: str, sort: Sort, values: tuple[int, ...]) -> None:
    """A date, a part of a year, a period and a range are each one number."""
    mention = only(text)
    assert (mention.sort, mention.numbers) == (sort, values)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_date_is_the_same_in_every_form(day: date) -> None:
    """However a day is written, it is that day."""
    month = LANGUAGES["da"].months[day.month - 1]
    forms = (f"{day.day}. {month} {day.year}", f"{day.day}.{day.month}.{day.year}", str(day))
    assert [numbers(form) for form in forms] == [[(day.year, day.month, day.day)]] * 3


@pytest.mark.parametrize(
    "text", ["3B", "A12", "2.1", "1.23.4", "31. februar 2014", "5. kvartal 2012", "5/0", "²3"]
)
def test_what_is_no_number_is_a_name(text: str) -> None:
    """Letters among digits, numbers of sections and days that no month has are names."""
    mention = only(text)
    assert (mention.sort, mention.numbers) == (Sort.NAME, ())


@pytest.mark.parametrize("text", ["begge parter", "en gruppe", "et år", "femte", "Fembæk", "mayor"])
def test_words_that_are_no_numbers(text: str) -> None:
    """What is not on the list is no number, and neither is a word that holds one."""
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fra 77 til 58", [(77,), (58,)]),
        ("77-58", [(77,), (58,)]),
        ("77 69 65", [(77,), (69,), (65,)]),
        ("afsnit 2. Der var 6.", [(2,), (6,)]),
        ("i 2014, 2015 og 2016", [(2014,), (2015,), (2016,)]),
    ],
)
def test_numbers_beside_each_other(text: str, found: list[tuple[int, ...]]) -> None:
    """Numbers that only stand beside each other stay apart, also those of a range that falls."""
    assert numbers(text) == found


def test_a_range_knows_its_ends() -> None:
    """Each end of a range is a number of its own, where it stands."""
    (mention,) = mentions_in("fra 2013 til 2016", Language.of("da"))
    assert [(end.text, end.start, end.numbers) for end in mention.ends] == [
        ("2013", 4, (2013,)),
        ("2016", 13, (2016,)),
    ]


def test_a_sign_and_parentheses_are_kept() -> None:
    """Whether a sign is written, and whether parentheses are the number's own."""
    found = mentions_in("(-10 %) og 10 % (2012) og (i 2013)", Language.of("da"))
    assert [(each.is_signed, each.is_enclosed) for each in found] == [
        (True, True),
        (False, False),
        (False, True),
        (False, False),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It may be twice a year", [(2,)]),
        ("by May 5, 2014", [(2014, 5, 5)]),
        ("on 31 December 2016", [(2016, 12, 31)]),
        ("in May, 1,234.5 of them", [(5,), (Fraction(2469, 2),)]),
        ("at least three times a year", [(3,)]),
        ("twice a month, and once", [(24,), (1,)]),
        ("at most three times a week", [(156,)]),
        ("a third of them", [(Fraction(1, 3),)]),
    ],
)
def test_english(text: str, found: list[tuple[Exact, ...]]) -> None:
    """English has marks, months and words of its own; `may` is a verb."""
    assert numbers(text, "en") == found
