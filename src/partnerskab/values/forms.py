"""How people write numbers, percentages and amounts, in marks that are declared, never guessed."""

import re
from fractions import Fraction
from functools import cache

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import Exact, RoundingMode, exact, plain_text, scale

# The hyphen comes first, since further on in a class of characters it would make a range.
_MINUS = "-\N{MINUS SIGN}\N{EN DASH}"
_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
CURRENCY_WORDS = {
    "kr": "DKK",
    "kroner": "DKK",
    "dkk": "DKK",
    "eur": "EUR",
    "euro": "EUR",
    "€": "EUR",
}
"""What stands beside an amount, in small letters, and the currency that it means."""

# No billion, which is a thousand times more in Danish than in English.
SCALE_WORDS = {"t": 3, "tusind": 3, "mio": 6, "million": 6, "millioner": 6}
SCALE_WORDS |= {"mia": 9, "milliard": 9, "milliarder": 9}
"""What stands between a number and its currency, and how many zeros it stands for."""

_PERCENT = re.compile(r"(.*?)\s*(?:%|pct\.?|procent|percent)", re.DOTALL | re.IGNORECASE)
_AMOUNT = re.compile(r"([^\W\d_]++\.?|[€$£])?\s*(.*[0-9])([^0-9]*)", re.DOTALL)
_AFTER_NUMBER = re.compile(
    rf"(,[{_MINUS}])?\s*(?:({'|'.join(SCALE_WORDS)})\.?)?\s*(?:({'|'.join(CURRENCY_WORDS)})\.?)?"
)
# What each kind of text needs beside the number.
_BESIDE = {
    "a number": "",
    "a percentage": "%, pct. or procent",
    "an amount": "kr., DKK, EUR, euro or €, perhaps with t., mio. or mia. before it",
}
# A longer text is no number that a person wrote, and a far longer one would take its time.
_LONGEST = 100


@attrs.frozen(kw_only=True)
class NumberForm:
    """How a source writes numbers; a sign may stand before, white space on both sides.

    Args:
        decimal_mark: "," or ".".
        thousands_mark: what stands between groups of three digits: "." or "," or " " (which a
            no-break space may stand for), or "" for nothing. A number may do without it.

    Raises:
        InvalidValueError: for any other mark, or the same one twice.

    >>> DANISH.number("1.000"), PLAIN.number("1.000")
    (1000, 1)
    """

    decimal_mark: str = attrs.field()
    thousands_mark: str = attrs.field(default="")

    @decimal_mark.validator
    def _check_decimal(self, _: object, mark: object) -> None:
        if mark not in (",", "."):
            raise InvalidValueError(
                "not a decimal mark",
                expected="',' or '.'",
                came=repr(mark),
                path=("decimal_mark",),
            )

    @thousands_mark.validator
    def _check_thousands(self, _: object, mark: object) -> None:
        known = [each for each in (".", ",", " ", "") if each != self.decimal_mark]
        if mark not in known:
            raise InvalidValueError(
                f"not a thousands mark beside the decimal mark {self.decimal_mark!r}",
                expected=" or ".join(repr(each) for each in known),
                came=repr(mark),
                path=("thousands_mark",),
            )

    def number(self, text: str) -> Exact:
        """Return the number that a text states.

        Raises:
            InvalidValueError: for what is not a number in this form; its id is `empty-cell` where
                there is nothing at all.

        >>> DANISH.number("22,9"), DANISH.number("-1.000")
        (Fraction(229, 10), -1000)
        """
        stripped = _strip(self, text, "a number")
        return _number(self, stripped, stripped, "a number")

    def percent(self, text: str) -> Exact:
        """Return the number before a percent sign, which may all be in parentheses.

        Within parentheses a number needs a sign: they mean minus to one writer, nothing to another.

        Raises:
            InvalidValueError: for a number in another form, or without a percent sign.

        >>> DANISH.percent("22,9 %"), DANISH.percent("(-10 pct.)")
        (Fraction(229, 10), -10)
        """
        stripped = _strip(self, text, "a percentage")
        in_parentheses = stripped[0] == "(" and stripped[-1] == ")"
        inner = stripped[1:-1].strip() if in_parentheses else stripped
        match = _PERCENT.fullmatch(inner)
        if not match:
            _number(self, inner, stripped, "a percentage")
            raise _error(
                "a number without a percent sign", stripped, "a percentage", id="no-percent"
            )
        number = _number(self, match[1], stripped, "a percentage")
        if in_parentheses and number and inner[0] not in f"{_MINUS}+":
            raise InvalidValueError(
                "a percentage in parentheses without a sign, which can be read in two ways",
                expected="a sign, as in (-10 %), or no parentheses",
                came=_quoted(stripped),
                id="no-sign",
            )
        return number

    def amount(self, text: str) -> Amount:
        """Return the amount of money that a text states, in kroner or euro.

        Raises:
            InvalidValueError: for a number in another form, or without one of the known units.

        >>> print(DANISH.amount("1,5 mio. kr."), DANISH.amount("750.000,-"), sep=", ")
        1500000 DKK, 750000 DKK
        """
        stripped = _strip(self, text, "an amount")
        match = _AMOUNT.fullmatch(stripped)
        if not match:
            raise _unreadable(self, stripped, stripped, "an amount")
        number = _number(self, match[2], stripped, "an amount")
        before = (match[1] or "").lower().removesuffix(".")
        after = _AFTER_NUMBER.fullmatch(match[3].strip().lower())
        if not after or before not in ("", *CURRENCY_WORDS):
            raise _error("an amount in an unknown unit", stripped, "an amount", id="unknown-unit")
        dash, times, unit = after.groups()
        if before and unit:
            raise _error("an amount with two units", stripped, "an amount", id="two-units")
        # The dash stands in the place of the decimals, so a decimal comma comes before it.
        if dash and (self.decimal_mark != "," or "," in match[2]):
            raise _unreadable(self, stripped, stripped, "an amount")
        currency = before or unit or ("kr" if dash else "")
        if not currency:
            raise _error("an amount without a unit", stripped, "an amount", id="no-unit")
        zeros = SCALE_WORDS[times] if times else 0
        return Amount(number * 10**zeros, CURRENCY_WORDS[currency])

    def text(self, value: Exact, places: int | None = None) -> str:
        """Return a number as this form writes it; `number` reads it back.

        Args:
            value: an exact number.
            places: how many decimals to write, the last of them rounded half-up; None for all.

        Raises:
            InvalidValueError: where the decimals never end and `places` is None, or where the text
                would be longer than `number` reads.

        >>> DANISH.text(-1_234_567), DANISH.text(Fraction(1, 3), places=2)
        ('-1.234.567', '0,33')
        """
        number = exact(value)
        if places is not None and places not in range(_LONGEST):
            raise InvalidValueError(
                "not a number of decimals",
                expected=f"0 to {_LONGEST - 1}",
                came=repr(places),
                path=("places",),
            )
        # Python refuses to write integers of very many digits, so their size is looked at first.
        if max(number.numerator.bit_length(), number.denominator.bit_length()) > 4 * _LONGEST:
            raise _too_long()
        if places is not None:
            number = scale(number, 1, RoundingMode.HALF_UP, Fraction(1, 10**places))
        written = plain_text(number)
        if "/" in written:
            raise InvalidValueError(
                "the decimals of this number never end",
                expected="a number whose decimals end, or how many to write",
                came=_shown(written),
                remedy="give places",
                id="endless-decimals",
            )
        whole, _, decimals = written.removeprefix("-").partition(".")
        decimals = decimals.ljust(places or 0, "0")
        grouped = f"{int(whole):,}".replace(",", self.thousands_mark)
        mark = self.decimal_mark if decimals else ""
        result = f"{'-' if number < 0 else ''}{grouped}{mark}{decimals}"
        if len(result) > _LONGEST:
            raise _too_long()
        return result


DANISH = NumberForm(decimal_mark=",", thousands_mark=".")
"""As Danish texts write numbers, such as 1.234,5."""

PLAIN = NumberForm(decimal_mark=".")
"""As programs write numbers, such as 1234.5."""


@cache
def _pattern(form: NumberForm) -> re.Pattern[str]:
    # The first of several groups does not start with a zero: 0.500 has decimals in any form.
    between = f"[{_SPACES}]" if form.thousands_mark == " " else re.escape(form.thousands_mark)
    grouped = f"[1-9][0-9]{{0,2}}(?:{between}[0-9]{{3}})+|" if between else ""
    decimals = f"(?:{re.escape(form.decimal_mark)}([0-9]+))?"
    return re.compile(f"([{_MINUS}+]?)({grouped}[0-9]+){decimals}")


def _read(form: NumberForm, text: str) -> Exact | None:
    match = _pattern(form).fullmatch(text)
    if not match:
        return None
    sign, whole, decimals = match.groups(default="")
    digits = int(re.sub("[^0-9]", "", whole) + decimals)
    number = exact(Fraction(digits, 10 ** len(decimals))) if decimals else digits
    return -number if sign not in ("", "+") else number


def _number(form: NumberForm, part: str, text: str, kind: str) -> Exact:
    """Return the number in a part of a text; the error shows the whole text."""
    number = _read(form, part)
    if number is None:
        raise _unreadable(form, part, text, kind)
    return number


def _strip(form: NumberForm, text: object, kind: str) -> str:
    """Return the text without the white space around it, where it can hold something at all."""
    if not isinstance(text, str):
        raise InvalidValueError(
            "not a text",
            expected=f"{kind} as text",
            came=f"{type(text).__name__} {_shown(repr(text))}",
            remedy="read the cells as text",
            id="not-text",
        )
    stripped = text.strip()
    if not stripped:
        raise InvalidValueError(
            "there is nothing here", expected=kind, came=_shown(repr(text)), id="empty-cell"
        )
    if len(stripped) > _LONGEST:
        raise _unreadable(form, stripped, stripped, kind)
    return stripped


def _unreadable(form: NumberForm, part: str, text: str, kind: str) -> InvalidValueError:
    between = f"{_named(form.thousands_mark)} between groups of three"
    digits = f"digits with {form.decimal_mark!r} as the decimal mark and {between}"
    return InvalidValueError(
        f"not {kind}",
        expected=f"{digits}, and {_BESIDE[kind]}" if _BESIDE[kind] else digits,
        came=_quoted(text),
        remedy=_remedy(form, part),
        id=f"not-{kind.replace(' ', '-')}",
    )


def _error(message: str, text: str, kind: str, *, id: str) -> InvalidValueError:
    return InvalidValueError(message, expected=_BESIDE[kind], came=_quoted(text), id=id)


def _too_long() -> InvalidValueError:
    return InvalidValueError(
        "the number is too long to write",
        expected=f"at most {_LONGEST} characters",
        came="more",
        id="too-long",
    )


def _remedy(form: NumberForm, text: str) -> str:
    """Return the likely cause: a mark for a missing figure, or a number in another form."""
    if len(text) > _LONGEST:
        return f"write at most {_LONGEST} characters"
    if not any(character.isnumeric() for character in text):
        return "if it marks a missing figure, name it under missing or suppressed in the recipe"
    others = [
        NumberForm(decimal_mark=decimal, thousands_mark=thousands)
        for decimal in ",."
        for thousands in ("", ".", ",", " ")
        if thousands != decimal
    ]
    likely: dict[Exact, NumberForm] = {}
    for other in sorted(others, key=lambda other: len(_changes(form, other))):
        number = _read(other, text)
        if number is not None:
            likely.setdefault(number, other)
    return "; ".join(
        f"if {_role(other, text)}, declare {' and '.join(_changes(form, other))}"
        for other in likely.values()
    )


def _changes(form: NumberForm, other: NumberForm) -> list[str]:
    marks = attrs.asdict(other).items()
    return [f'{name} = "{mark}"' for name, mark in marks if getattr(form, name) != mark]


def _role(form: NumberForm, text: str) -> str:
    if form.decimal_mark in text:
        return f"{_named(form.decimal_mark)} stands before the decimals"
    return f"{_named(form.thousands_mark)} stands between thousands"


def _named(mark: str) -> str:
    return {"": "nothing", " ": "a space"}.get(mark, repr(mark))


def _quoted(text: str) -> str:
    return repr(_shown(text))


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}..."
