"""The words that stand for numbers in a signed text, one closed list for each language.

What is not on a list is no number: `begge` and `flere` are not, and neither are the articles `en`
and `et`, which mean one only before `gang`, `årsværk` and parts such as `tredjedel`.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact
from partnerskab.values.forms import DANISH, NumberForm

_DANISH_UNITS = ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_DANISH_TENS = ("tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems")
_DANISH_SMALL = (
    *("nul", "én", *_DANISH_UNITS[1:], "ti", "elleve", "tolv", "tretten", "fjorten"),
    *("femten", "seksten", "sytten", "atten", "nitten"),
)
_DANISH_WORDS: dict[str, Exact] = {
    **{word: number for number, word in enumerate(_DANISH_SMALL)},
    "ét": 1,
    **{word: 10 * (place + 2) for place, word in enumerate(_DANISH_TENS)},
    **{
        f"{unit}og{ten}": 10 * (tens + 2) + ones + 1
        for tens, ten in enumerate(_DANISH_TENS)
        for ones, unit in enumerate(_DANISH_UNITS)
    },
    "hundrede": 100,
    "tusind": 1000,
    **dict.fromkeys(("halv", "halvt", "halve", "halvdelen"), Fraction(1, 2)),
    **dict.fromkeys(("halvanden", "halvandet"), Fraction(3, 2)),
}
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_ENGLISH_WORDS: dict[str, Exact] = {
    **{word: number for number, word in enumerate(_ENGLISH_SMALL)},
    **{word: 10 * (place + 2) for place, word in enumerate(_ENGLISH_TENS)},
    **{
        f"{ten}-{unit}": 10 * (tens + 2) + ones
        for tens, ten in enumerate(_ENGLISH_TENS)
        for ones, unit in enumerate(_ENGLISH_SMALL[:10])
        if ones
    },
    "hundred": 100,
    "thousand": 1000,
    "half": Fraction(1, 2),
}


def _fixed_words(words: Mapping[str, Exact]) -> Mapping[str, Exact]:
    return MappingProxyType(dict(words))


def _fixed_counts(words: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType(dict(words))


def _fixed_keys(words: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(words))


# Two languages are the same only if they are one; their mappings have no hash.
@attrs.frozen(kw_only=True, eq=False)
class Language:
    """How a language writes numbers in running text.

    Args:
        id: its code, such as `da`.
        form: its marks between digits.
        words: number words and what they stand for.
        articles: words that mean one, but only before what is counted below.
        parts: words for a part, such as `tredjedel`, and into how many it divides.
        months: the twelve months, in order.
        times: words that count occasions, such as `gange`.
        occasions: words that are a number of occasions by themselves, such as `twice`.
        per_year: what may follow a number of occasions, such as `om måneden`, and how often a year
            that comes round.
        rates: words that say how often a year by themselves, such as `årligt`.
        at_least, at_most: words before a number that make it a floor or a ceiling.
        until: what stands between the first and the last year of a period.
        year_parts: words for a part of a year, such as `kvartal`, and how many a year has.
        units: words for a unit, and the key of the unit in `partnerskab.values.amounts`.
    """

    id: str
    form: NumberForm
    words: Mapping[str, Exact] = attrs.field(converter=_fixed_words)
    articles: tuple[str, ...]
    parts: Mapping[str, int] = attrs.field(converter=_fixed_counts)
    months: tuple[str, ...]
    times: tuple[str, ...]
    occasions: Mapping[str, int] = attrs.field(converter=_fixed_counts)
    per_year: Mapping[str, Exact] = attrs.field(converter=_fixed_words)
    rates: Mapping[str, int] = attrs.field(converter=_fixed_counts)
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    until: tuple[str, ...]
    year_parts: Mapping[str, int] = attrs.field(converter=_fixed_counts)
    units: Mapping[str, str] = attrs.field(converter=_fixed_keys)

    @classmethod
    def of(cls, id: str) -> "Language":
        """Return a language by its code.

        Raises:
            InvalidValueError: for one without a list.

        >>> Language.of("da").words["syv"], Language.of("da").words["halvt"]
        (7, Fraction(1, 2))
        """
        if id not in LANGUAGES:
            raise InvalidValueError(
                "no list of number words for the language of this document",
                expected=" or ".join(LANGUAGES),
                came=repr(id),
                id="unknown-language",
            )
        return LANGUAGES[id]


_DANISH = Language(
    id="da",
    form=DANISH,
    words=_DANISH_WORDS,
    articles=("en", "et", "én", "ét"),
    parts={
        "tredjedel": 3,
        "fjerdedel": 4,
        "femtedel": 5,
        "sjettedel": 6,
        "syvendedel": 7,
        "ottendedel": 8,
        "niendedel": 9,
        "tiendedel": 10,
        "tredjedele": 3,
        "fjerdedele": 4,
        "femtedele": 5,
        "sjettedele": 6,
        "syvendedele": 7,
        "ottendedele": 8,
        "niendedele": 9,
        "tiendedele": 10,
    },
    months=(
        *("januar", "februar", "marts", "april", "maj", "juni"),
        *("juli", "august", "september", "oktober", "november", "december"),
    ),
    times=("gang", "gange"),
    occasions={},
    per_year={
        **dict.fromkeys(("årligt", "om året", "pr. år", "hvert år"), 1),
        **dict.fromkeys(("halvårligt", "hvert halvår", "pr. halvår"), 2),
        **dict.fromkeys(("kvartalsvis", "i kvartalet", "hvert kvartal", "pr. kvartal"), 4),
        **dict.fromkeys(("månedligt", "om måneden", "i måneden", "hver måned", "pr. måned"), 12),
        **dict.fromkeys(("ugentligt", "om ugen", "i ugen", "hver uge", "pr. uge"), 52),
        "hvert andet år": Fraction(1, 2),
        "hver anden måned": 6,
    },
    rates={
        "årlig": 1,
        "årligt": 1,
        "årlige": 1,
        "hvert år": 1,
        "halvårlig": 2,
        "halvårligt": 2,
        "halvårlige": 2,
        "hvert halvår": 2,
        "kvartalsvis": 4,
        "kvartalsvist": 4,
        "kvartalsvise": 4,
        "hvert kvartal": 4,
        "månedlig": 12,
        "månedligt": 12,
        "månedlige": 12,
        "hver måned": 12,
    },
    at_least=("mindst", "minimum"),
    at_most=("højst", "maksimalt", "maksimum", "op til"),
    until=("til og med", "til"),
    year_parts={"kvartal": 4, "halvår": 2},
    units={
        "årsværk": "full_time_years",
        "månedsværk": "full_time_months",
        "procentpoint": "percentage_points",
    },
)
_ENGLISH = Language(
    id="en",
    form=NumberForm(decimal_mark=".", thousands_mark=","),
    words=_ENGLISH_WORDS,
    articles=("a", "an"),
    parts={
        "third": 3,
        "quarter": 4,
        "fifth": 5,
        "sixth": 6,
        "seventh": 7,
        "eighth": 8,
        "ninth": 9,
        "tenth": 10,
        "thirds": 3,
        "quarters": 4,
        "fifths": 5,
        "sixths": 6,
        "sevenths": 7,
        "eighths": 8,
        "ninths": 9,
        "tenths": 10,
    },
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    times=("time", "times"),
    occasions={"once": 1, "twice": 2},
    per_year={
        **dict.fromkeys(("a year", "per year", "each year", "every year", "yearly", "annually"), 1),
        **dict.fromkeys(("a quarter", "per quarter", "each quarter", "every quarter"), 4),
        **dict.fromkeys(("a month", "per month", "each month", "every month", "monthly"), 12),
        **dict.fromkeys(("a week", "per week", "each week", "every week", "weekly"), 52),
        "every other year": Fraction(1, 2),
        "every second year": Fraction(1, 2),
    },
    rates={
        "yearly": 1,
        "annual": 1,
        "annually": 1,
        "each year": 1,
        "every year": 1,
        "half-yearly": 2,
        "quarterly": 4,
        "monthly": 12,
        "every month": 12,
    },
    at_least=("at least", "a minimum of"),
    at_most=("at most", "up to", "no more than", "a maximum of"),
    until=("to", "until"),
    year_parts={},
    units={
        "full-time years": "full_time_years",
        "full-time year": "full_time_years",
        "full-time months": "full_time_months",
        "full-time month": "full_time_months",
        "percentage points": "percentage_points",
        "percentage point": "percentage_points",
    },
)

LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {language.id: language for language in (_DANISH, _ENGLISH)}
)
"""The languages that a signed text can be in, by their codes."""
