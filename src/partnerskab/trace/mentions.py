"""Every occurrence of a number in a text: digits, dates, amounts and number words.

No digit is ever passed over: what is a number in no known form is a *name*, such as `3B` or `2.1`.
"""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from fractions import Fraction

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.trace.languages import Language
from partnerskab.trace.patterns import PERCENT, ZEROS, number_pattern
from partnerskab.values.exact import Exact, exact
from partnerskab.values.names import Choice
from partnerskab.values.tuples import as_tuple


class Sort(Choice):
    """What sort of number a mention is, and so what its `numbers` are."""

    NUMBER = "number"
    TIMES = "times"
    DATE = "date"
    DAY_OF_MONTH = "day-of-month"
    MONTH = "month"
    MONTH_OF_YEAR = "month-of-year"
    PART_OF_YEAR = "part-of-year"
    SPLIT_YEAR = "split-year"
    NAME = "name"


class Bound(Choice):
    """Whether words before a number make it a floor or a ceiling."""

    NONE = "none"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"


@attrs.frozen(kw_only=True)
class Mention:
    """One occurrence of a number.

    Args:
        text: as the text writes it, with single spaces.
        start: where it starts, in characters from 0.
        end: where it ends, which is no more of it.
        sort: what sort of number it is.
        numbers: the number; the first and the last of a range; year, month and day of a date, as
            far as they are written; a part of a year as how many a year has, year and which one;
            nothing of a name.
        unit: a key of `partnerskab.values.amounts`, or "" where none of them is written.
        bound: what words before it make of it.
        is_signed: whether a plus or minus is written.
        is_enclosed: whether it stands in parentheses of its own.
        ends: the first and the last of a range, each as a mention of its own.
    """

    text: str
    start: int
    end: int
    sort: Sort = attrs.field(default=Sort.NUMBER, converter=Sort)
    numbers: tuple[Exact, ...] = attrs.field(default=(), converter=as_tuple)
    unit: str = ""
    bound: Bound = attrs.field(default=Bound.NONE, converter=Bound)
    is_signed: bool = False
    is_enclosed: bool = False
    ends: tuple["Mention", ...] = attrs.field(default=(), converter=as_tuple)


def mentions_in(text: str, language: Language) -> tuple[Mention, ...]:
    """Return every number that a text states, in order; none of them overlap.

    >>> danish = Language.of("da")
    >>> found = mentions_in("mindst 2 gange, 1,5 mio. kr., (-25%), syv, 3B", danish)
    >>> [each.text for each in found]
    ['mindst 2 gange', '1,5 mio. kr.', '-25%', 'syv', '3B']
    >>> [each.numbers for each in found]
    [(2,), (1500000,), (-25,), (7,), ()]
    """
    return tuple(
        mention
        for match in number_pattern(language).finditer(text)
        for mention in _mentions(match, language)
    )


def _mentions(match: re.Match[str], language: Language) -> Iterable[Mention]:
    """Return what a match of the pattern says; a range that falls is two numbers."""
    kind = match.lastgroup or ""
    with suppress(InvalidValueError, ValueError, ZeroDivisionError):
        if kind == "range":
            whole = _range(match, language)
            return [whole] if whole.numbers[0] < whole.numbers[1] else whole.ends
        return [_READ[kind](match, language)]
    return [_mention(match, sort=Sort.NAME)]


def _mention(match: re.Match[str], **fields: object) -> Mention:
    start, end = match.span()
    return _of_span(match, start, end, **fields)


def _of_span(match: re.Match[str], start: int, end: int, **fields: object) -> Mention:
    whole = match.string
    enclosed = whole[start - 1 : start] == "(" and whole[end : end + 1] == ")"
    known: dict[str, object] = {"text": " ".join(whole[start:end].split()), "is_enclosed": enclosed}
    return Mention(**known | fields, start=start, end=end)  # type: ignore[arg-type]  # by name


def _name(match: re.Match[str], _: Language) -> Mention:
    return _mention(match, sort=Sort.NAME)


def _iso_date(match: re.Match[str], _: Language) -> Mention:
    return _date(match, date.fromisoformat(match["iso_date"]))


def _numeric_date(match: re.Match[str], _: Language) -> Mention:
    day, month, year = (int(part) for part in re.findall("[0-9]+", match["numeric_date"]))
    return _date(match, date(year, month, day))


def _worded_date(match: re.Match[str], language: Language) -> Mention:
    month = _month(match, language)
    day, year = _of(match, "day"), _of(match, "year")
    if year and day:
        return _date(match, date(int(year), month, int(day)))
    if year:
        return _mention(match, sort=Sort.MONTH_OF_YEAR, numbers=(int(year), month))
    if day:
        date(2000, month, int(day))  # raises for a day that no month has
        return _mention(match, sort=Sort.DAY_OF_MONTH, numbers=(month, int(day)))
    return _mention(match, sort=Sort.MONTH, numbers=(month,))


def _month(match: re.Match[str], language: Language) -> int:
    names = [name.casefold() for name in language.months]
    return names.index(_of(match, "month").casefold()) + 1


def _date(match: re.Match[str], day: date) -> Mention:
    return _mention(match, sort=Sort.DATE, numbers=(day.year, day.month, day.day))


def _of(match: re.Match[str], name: str) -> str:
    """Return a group whose name is numbered, since a pattern may name each only once."""
    groups = match.groupdict()
    return next((groups[each] for each in groups if each.rstrip("_") == name and groups[each]), "")


def _part_of_year(match: re.Match[str], language: Language) -> Mention:
    count = language.year_parts[match["part_word"].lower()]
    which = int(match["part_number"])
    if which not in range(1, count + 1):
        return _mention(match, sort=Sort.NAME)
    numbers = (count, int(match["part_year"]), which)
    return _mention(match, sort=Sort.PART_OF_YEAR, numbers=numbers)


def _slashed(match: re.Match[str], language: Language) -> Mention:
    first, second = match["slashed"].split("/")
    if len(first) == 4 and len(second) in (2, 4):
        following = f"{int(first) + 1:04}"
        if following[-len(second) :] == second:
            return _mention(match, sort=Sort.SPLIT_YEAR, numbers=(int(first), int(following)))
    number = exact(Fraction(int(first), int(second)))
    return _mention(match, numbers=(number,), unit=_unit(match["slashed_unit"], language))


def _vulgar(match: re.Match[str], language: Language) -> Mention:
    part = Fraction(unicodedata.numeric(match["vulgar_sign"])).limit_denominator(10)
    number = exact(int(match["vulgar_whole"] or 0) + part)
    return _mention(match, numbers=(number,), unit=_unit(match["vulgar_unit"], language))


def _money(match: re.Match[str], language: Language) -> Mention:
    amount = language.form.amount(" ".join(match["money"].split()))
    return _mention(match, numbers=(amount.magnitude,), unit=amount.unit)


def _share(match: re.Match[str], language: Language) -> Mention:
    count = _value(match["share_count"], language)
    number = exact(Fraction(count) / language.parts[match["share_part"].lower()])
    return _mention(match, numbers=(number,))


def _range(match: re.Match[str], language: Language) -> Mention:
    names = ("low_year", "high_year") if match["low_year"] else ("low", "high")
    per_year = _per_year(match["range_unit"], language)
    numbers = [exact(_value(match[name], language) * per_year) for name in names]
    unit = _unit(match["range_unit"], language)
    sort = _sort(match["range_unit"], language)
    ends = [
        _of_span(match, *match.span(name), numbers=(number,), sort=sort, unit=unit)
        for name, number in zip(names, numbers, strict=True)
    ]
    bound = _bound(match["range_bound"], language)
    return _mention(match, numbers=numbers, sort=sort, unit=unit, bound=bound, ends=ends)


def _number(match: re.Match[str], language: Language) -> Mention:
    sign = match["sign"] or ""
    number = _value(match["digits"] or match["word"] or match["article"], language)
    scale = (match["scale"] or "").lower().removesuffix(".")
    number = exact(number * 10 ** ZEROS.get(scale, 0) * _per_year(match["unit"], language))
    return _mention(
        match,
        numbers=(-number if sign not in ("", "+") else number,),
        sort=_sort(match["unit"], language),
        unit=_unit(match["unit"], language),
        bound=_bound(match["bound"], language),
        is_signed=bool(sign),
    )


def _occasions(match: re.Match[str], language: Language) -> Mention:
    phrase = " ".join(match["occasions_word"].lower().split())
    first, _, rest = phrase.partition(" ")
    number = language.rates.get(phrase) or exact(
        language.occasions[first] * language.per_year.get(rest, 1)
    )
    bound = _bound(match["occasions_bound"], language)
    return _mention(match, sort=Sort.TIMES, numbers=(number,), bound=bound)


_READ = {
    "iso_date": _iso_date,
    "worded_date": _worded_date,
    "numeric_date": _numeric_date,
    "part_of_year": _part_of_year,
    "money_": _money,
    "name": _name,
    "slashed_": _slashed,
    "vulgar": _vulgar,
    "share": _share,
    "number": _number,
    "occasions": _occasions,
    "rest": _name,
}


def _value(written: str, language: Language) -> Exact:
    word = written.lower()
    if word in language.words:
        return language.words[word]
    return 1 if word in language.articles else language.form.number(written)


def _unit(written: str | None, language: Language) -> str:
    words = " ".join((written or "").lower().split())
    if re.fullmatch(PERCENT, words):
        return "percent"
    return language.units.get(words, "")


def _per_year(unit: str | None, language: Language) -> Exact:
    """Return by what a number of times is multiplied for those in a year; 1 for other numbers."""
    words = (unit or "").lower().split()
    is_times = bool(words) and words[0] in language.times
    return language.per_year.get(" ".join(words[1:]), 1) if is_times else 1


def _sort(unit: str | None, language: Language) -> Sort:
    words = (unit or "").lower().split()
    return Sort.TIMES if words and words[0] in language.times else Sort.NUMBER


def _bound(written: str | None, language: Language) -> Bound:
    words = " ".join((written or "").lower().split())
    if words in language.at_least:
        return Bound.AT_LEAST
    return Bound.AT_MOST if words in language.at_most else Bound.NONE
