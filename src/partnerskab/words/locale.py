"""How a language writes numbers, days and lists, and how it sorts; the rules are those of Babel.

Which of Babel's locales a language follows stands in its file of words, under `locale`.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, localcontext
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from unicodedata import combining, normalize

from partnerskab.values.exact import Exact, plain_text, to_places
from partnerskab.values.forms import NumberForm
from partnerskab.words import locale_of, say

if TYPE_CHECKING:
    from babel.numbers import NumberPattern

MINUS = "\N{MINUS SIGN}"
# Stands where no line may end, such as between a number and its unit.
NO_BREAK = "\N{NO-BREAK SPACE}"
_PLACES = 4
_MONEY_PLACES = 2
_ABOUT = "≈ "
# A number in a name is sorted by its size up to so many digits.
_NUMBER = re.compile("[0-9]+")
_LONGEST_NUMBER = 20
_T = TypeVar("_T")


def number_text(
    value: Exact | None, language: str, *, places: int | None = None, grouped: bool = True
) -> str:
    """Return a number as the language writes it; "" for none.

    Args:
        value: the number.
        language: one of `languages()`.
        places: how many decimals it has, rounded half-up; None for as many as it needs. One that
            needs more than four is shown to four, and marked as about that.
        grouped: whether thousands stand apart; not in what may be a year.

    >>> from partnerskab.values.exact import exact
    >>> number_text(1_500_000, "da"), number_text(exact("22.9"), "da")
    ('1.500.000', '22,9')
    """
    if value is None:
        return ""
    pattern = "#,##0" if grouped else "0"
    if places is not None:
        return _written(to_places(value, places), language, pattern, places)
    shown = to_places(value, _PLACES)
    return _marked(_written(shown, language, pattern, None), shown == value)


def money_text(value: Exact, language: str) -> str:
    """Return a number of kroner or euro: either no decimals or two.

    One with a part of an øre is shown to the øre, and marked as about that.

    >>> from partnerskab.values.exact import exact
    >>> money_text(1_500_000, "da"), money_text(exact("12.5"), "en")
    ('1.500.000', '12.50')
    """
    shown = to_places(value, _MONEY_PLACES)
    places = 0 if shown.denominator == 1 else _MONEY_PLACES
    return _marked(_written(shown, language, "#,##0", places), shown == value)


def percent_text(
    value: Exact | None, language: str, *, places: int | None = None, signed: bool = False
) -> str:
    """Return a percentage as the language writes it; "" for none.

    Args:
        value: the percentage, such as -25 for a fall by a quarter.
        language: one of `languages()`.
        places: as for `number_text`.
        signed: whether one above zero has its sign, too.

    >>> from partnerskab.values.exact import exact
    >>> percent_text(exact("5.77"), "en", places=1, signed=True)
    '+5.8%'
    """
    if value is None:
        return ""
    shown = to_places(value, _PLACES if places is None else places)
    pattern = locale_of(language).percent_formats[None].pattern
    text = _written(shown, language, pattern, places)
    text = f"+{text}" if signed and shown > 0 else text
    return text if places is not None else _marked(text, shown == value)


def number_form(language: str) -> NumberForm:
    """Return the marks with which a language writes numbers.

    >>> number_form("da").thousands_mark
    '.'
    """
    symbols = locale_of(language).number_symbols["latn"]
    return NumberForm(decimal_mark=symbols["decimal"], thousands_mark=symbols["group"])


def day_text(day: date, language: str) -> str:
    """Return a day in full, within which no line may end.

    >>> [day_text(date(2014, 5, 31), each).replace(NO_BREAK, " ") for each in ("da", "en")]
    ['31. maj 2014', '31 May 2014']
    """
    from babel.dates import format_date

    return format_date(day, "long", locale_of(language)).replace(" ", NO_BREAK)


def month_text(day: date, language: str) -> str:
    """Return the month of a day, with its year.

    >>> month_text(date(2014, 5, 31), "da"), month_text(date(2014, 5, 31), "en")
    ('maj 2014', 'May 2014')
    """
    from babel.dates import format_date

    return format_date(day, "LLLL y", locale_of(language))


def listed(texts: Iterable[str], language: str) -> str:
    """Return texts in a row, with the word for `and` before the last.

    >>> listed(["indbrud", "tyverier", "hærværk"], "da")
    'indbrud, tyverier og hærværk'
    """
    from babel.lists import format_list

    return format_list(list(texts), locale=locale_of(language))


def alphabetical(things: Iterable[_T], language: str, name: Callable[[_T], str] = str) -> list[_T]:
    """Return things by their names, as the language sorts them; numbers in them count as numbers.

    >>> alphabetical(["Ålborg", "Ærø", "Aarhus", "Zealand", "Østerbro", "Amager"], "da")
    ['Amager', 'Zealand', 'Ærø', 'Østerbro', 'Ålborg', 'Aarhus']
    >>> alphabetical(["Yard 10", "Yard 2"], "en")
    ['Yard 2', 'Yard 10']
    """
    order, alike = _alphabet(language)

    def key(thing: _T) -> tuple[list[int], str]:
        text = name(thing)
        folded = normalize("NFC", text.casefold())
        for written, meant in alike:
            folded = folded.replace(written, meant)
        folded = _NUMBER.sub(lambda found: found[0].zfill(_LONGEST_NUMBER), folded)
        letters = (
            letter
            for each in folded
            for letter in ([each] if each in order else normalize("NFKD", each))
            if not combining(letter)
        )
        # What is no letter of the language stands before or after all of them, as its code does.
        return [order.get(letter, _place(letter)) for letter in letters], text

    return sorted(things, key=key)


def _place(letter: str) -> int:
    return ord(letter) - 0x110000 if ord(letter) < ord("a") else 0x110000 + ord(letter)


@cache
def _alphabet(language: str) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return the place of each letter of a language, and what is sorted as another letter."""
    letters = say("locale.alphabet", language).split()
    alike = say("locale.sorted_as", language).split()
    return (
        {letter: place for place, letter in enumerate(letters)},
        [(written, meant) for written, _, meant in (each.partition("=") for each in alike)],
    )


def _marked(text: str, is_exact: bool) -> str:  # noqa: FBT001  (said of the text before it)
    return text if is_exact else _ABOUT + text


def _written(shown: Exact, language: str, pattern: str, places: int | None) -> str:
    """Return a number with a given number of decimals, or as many as it has."""
    number = Decimal(plain_text(shown))
    decimals = -int(number.as_tuple().exponent) if places is None else places
    with localcontext() as context:  # Babel must not round, however long the number is
        context.prec = len(number.as_tuple().digits) + decimals + 3
        whole = number / 100 if "%" in pattern else number
        text: str = _pattern(pattern, decimals).apply(whole, locale_of(language))
    return text.replace("-", MINUS)


@cache
def _pattern(pattern: str, decimals: int) -> "NumberPattern":
    from babel.numbers import parse_pattern

    digits = "0." + "0" * decimals if decimals else "0"
    return parse_pattern(pattern.replace("0", digits, 1))
