"""One pattern for every form in which a language writes a number."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache

from partnerskab.trace.languages import Language
from partnerskab.values.forms import CURRENCY_WORDS, SCALE_WORDS

PERCENT = r"%|pct\.?|procent|percent"
"""What stands beside a percentage."""

# Without a currency `t.` may be hours, so only the longer words are zeros of any number.
ZEROS = {word: zeros for word, zeros in SCALE_WORDS.items() if word != "t"}
"""What stands beside a number of anything, and how many zeros it stands for."""

_DASH = "[-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]"
_VULGAR = "[\N{VULGAR FRACTION ONE QUARTER}-\N{VULGAR FRACTION THREE QUARTERS}\u2150-\u215e]"


def _any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for one of several phrases, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(re.escape(word) for word in each.split()) for each in ordered)


@cache
def number_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern for any number; the last group that closes names its form.

    >>> from partnerskab.trace.languages import LANGUAGES
    >>> number_pattern(LANGUAGES["da"]).search("den 31. december 2016").lastgroup
    'worded_date'
    """
    return re.compile("|".join(f"(?:{part})" for part in _alternatives(language)), re.IGNORECASE)


def _alternatives(language: Language) -> Iterator[str]:
    """Give a pattern for each form in which a number is written; the first that fits is taken.

    The last group that closes in each of them is its name in `_READ`.
    """
    form = language.form
    group, mark = re.escape(form.thousands_mark), re.escape(form.decimal_mark)
    digits = rf"(?:[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+|[0-9]+)(?:{mark}[0-9]+)?"
    begin, end = r"(?<!\w)(?<![0-9][.,])", r"(?!\w)(?![.,][0-9])"
    months = "|".join(language.months)
    # English `may` is a verb; Danish months are written small, but not at the start of a sentence.
    months = rf"(?-i:{months})" if language.months[0][0].isupper() else months
    articles, words = _any_of(language.articles), _any_of(language.words)
    # Few words count parts or end a range; a short list keeps the pattern quick to build.
    few = _any_of(word for word, value in language.words.items() if value in range(1, 13))
    per_year = rf"(?:\s+(?:{_any_of(language.per_year)})(?!\w))?"
    times = rf"(?:{_any_of(language.times)}){per_year}"
    units = _any_of(language.units)
    unit = rf"\s*(?:{PERCENT})(?!\w)|\s+(?:{units}|{times})(?!\w)"
    bounds = _any_of((*language.at_least, *language.at_most))
    currency = rf"(?:{_any_of(CURRENCY_WORDS)})\.?(?!\w)"
    scale = rf"(?:{_any_of(SCALE_WORDS)})(?:\.|(?!\w))"
    halves = _any_of(word for word, value in language.words.items() if isinstance(value, Fraction))

    yield rf"{begin}(?P<iso_date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){end}"
    yield (
        rf"{begin}(?P<worded_date>"
        rf"(?P<month_>{months})\s+(?P<day_>[0-9]{{1,2}}),?\s+(?P<year_>[0-9]{{4}})(?!\w)|"
        rf"(?:(?P<day>[0-9]{{1,2}})\.?\s+)?(?P<month>{months})(?:\s+(?P<year>[0-9]{{4}}))?(?!\w))"
    )
    yield (
        rf"{begin}(?P<numeric_date>"
        rf"[0-9]{{1,2}}[./][0-9]{{1,2}}[-./ ][0-9]{{4}}){end}"
    )
    if language.year_parts:
        yield (
            rf"{begin}(?P<part_of_year>(?P<part_number>[0-9])\.\s+"
            rf"(?P<part_word>{_any_of(language.year_parts)})\s+(?:af\s+)?"
            rf"(?P<part_year>[0-9]{{4}})){end}"
        )
    yield (
        rf"{begin}(?P<money_>(?P<money>{digits}(?:,{_DASH})?\s*(?:{scale}\s*)?{currency}"
        rf"|{currency}\s*{digits}(?:\s*{scale})?{end}|{digits},{_DASH}))"
    )
    yield (
        rf"{begin}(?P<vulgar>(?P<vulgar_whole>[0-9]+)?\s?(?P<vulgar_sign>{_VULGAR})"
        rf"(?P<vulgar_unit>{unit})?)"
    )
    yield r"(?P<name>(?=\w*[^\W\d_])(?=\w*\d)\w+)"
    yield (rf"{begin}(?P<slashed_>(?P<slashed>[0-9]+/[0-9]+){end}(?!/)(?P<slashed_unit>{unit})?)")
    yield (
        rf"{begin}(?P<share>(?P<share_count>{few}|{articles})\s+"
        rf"(?P<share_part>{_any_of(language.parts)})(?!\w))"
    )
    yield (
        rf"{begin}(?P<range>(?:(?P<range_bound>{bounds})\s+)?"
        rf"(?:(?P<low_year>[0-9]{{4}})(?:\s*{_DASH}\s*|\s+(?:{_any_of(language.until)})\s+)"
        rf"(?P<high_year>[0-9]{{4}})|(?P<low>{digits}|{few}){_DASH}(?P<high>{digits}|{few}))"
        rf"{end}(?P<range_unit>{unit})?)"
    )
    yield (
        rf"{begin}(?P<number>(?:(?P<bound>{bounds})\s+)?"
        rf"(?:(?P<sign>{_DASH}|\+)?(?P<digits>{digits}){end}"
        rf"|(?:(?:{articles})\s+(?=(?:{halves})(?!\w)))?(?P<word>{words})(?!\w)"
        rf"|(?P<article>{articles})(?=\s+(?:{units}|{times})(?!\w)))"
        rf"(?:\s+(?P<scale>{_any_of(ZEROS)})\.?(?!\w))?(?P<unit>{unit})?)"
    )
    # English only, `twice a month`: a pattern of no words would fit everywhere.
    occasions = rf"(?:{_any_of(language.occasions)})(?!\w){per_year}|" if language.occasions else ""
    yield (
        rf"{begin}(?P<occasions>(?:(?P<occasions_bound>{bounds})\s+)?"
        rf"(?P<occasions_word>{occasions}(?:{_any_of(language.rates)})(?!\w)))"
    )
    yield r"(?P<rest>\d[\d.,]*\d|\d)"
