"""How people write numbers, percentages and amounts: with marks that are declared, never guessed."""

import re
from fractions import Fraction

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import Exact, RoundingMode, exact, plain_text, scale

_MINUS = "-\N{MINUS SIGN}\N{EN DASH}"
_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_PERCENT = re.compile(r"(.*?)\s*(?:%|pct\.?|procent|percent)", re.DOTALL | re.IGNORECASE)
# No "billion", which is a thousand times more in Danish than in English.
_TIMES = {"t": 3, "tusind": 3, "mio": 6, "million": 6, "millioner": 6}
_TIMES |= {"mia": 9, "milliard": 9, "milliarder": 9}
_CURRENCIES = {"kr": "DKK", "kroner": "DKK", "dkk": "DKK", "eur": "EUR", "euro": "EUR", "€": "EUR"}
_AMOUNT = re.compile(r"([^\W\d_]++\.?|[€$£])?\s*(.*[0-9])([^0-9]*)", re.DOTALL)
# A lone t means thousand only before a currency.
_AFTER = re.compile(
    rf"(,[{_MINUS}])?\s*(?:(t(?=\.?\s*\w)|{'|'.join(each for each in _TIMES if each != 't')})\.?)?\s*"
    rf"(?:({'|'.join(_CURRENCIES)})\.?)?"
)
_UNITS = "kr., DKK, EUR or euro, with t., mio. or mia. before it for thousands, millions, milliards"
_MORE = {
    "a number": "",
    "a percentage": ", and then %, pct. or procent",
    "an amount": f", and {_UNITS}",
}
# No person writes a longer number, and a far longer one would fill the memory.
_LONGEST = 100


@attrs.frozen(kw_only=True)
class NumberForm:
    """How a source writes numbers.

    Args:
        decimal_mark: "," or ".".
        thousands_mark: between groups of three digits: ".", ",", " " (a no-break space, too) or ""
            for none. A number without any groups is read in each case.

    Raises:
        InvalidValueError: for another mark, or the same one twice.

    >>> DANISH.number("1.000"), PLAIN.number("1.000")
    (1000, 1)
    """

    decimal_mark: str = attrs.field()
    thousands_mark: str = attrs.field(default="")

    @decimal_mark.validator
    def _check_decimal(self, _: object, mark: str) -> None:
        if mark not in (",", "."):
            raise InvalidValueError(
                "not a decimal mark",
                expected="',' or '.'",
                came=repr(mark),
                path=("decimal_mark",),
            )

    @thousands_mark.validator
    def _check_thousands(self, _: object, mark: str) -> None:
        if mark not in (".", ",", " ", "") or mark == self.decimal_mark:
            known = " or ".join(repr(each) for each in ".,  " if each != self.decimal_mark)
            raise InvalidValueError(
                f"not a thousands mark beside the decimal mark {self.decimal_mark!r}",
                expected=known,
                came=repr(mark),
                path=("thousands_mark",),
            )

    def number(self, text: str) -> Exact:
        """Return the number that a text states, exactly.

        Raises:
            InvalidValueError: for an empty text (its id is `empty-cell`), and for every other text
                that is not a number in this form.

        >>> DANISH.number("22,9"), DANISH.number("-1.000")
        (Fraction(229, 10), -1000)
        """
        stripped = self._strip(text, "a number")
        return self._number(stripped, stripped, "a number")

    def percent(self, text: str) -> Exact:
        """Return the number before a percent sign; in parentheses it needs a sign of its own.

        A number in parentheses is an aside to one writer and below zero to another.

        Raises:
            InvalidValueError: for a text without a percent sign, or without a number in this form.

        >>> DANISH.percent("22,9 %"), DANISH.percent("(-10 pct.)")
        (Fraction(229, 10), -10)
        """
        stripped = inner = self._strip(text, "a percentage")
        bracketed = stripped[0] + stripped[-1] == "()"
        if bracketed:
            inner = stripped[1:-1].strip()
        match = _PERCENT.fullmatch(inner)
        if not match:
            if not _pattern(self).fullmatch(inner):
                raise self._unreadable(stripped, inner, "a percentage")
            raise InvalidValueError(
                "a number without a percent sign",
                expected="%, pct. or procent after the number",
                came=_shown(stripped),
                id="no-percent-sign",
            )
        number = self._number(match[1], stripped, "a percentage")
        if bracketed and number and inner[0] not in f"+{_MINUS}":
            raise InvalidValueError(
                "a percentage in parentheses and without a sign, which can be read in two ways",
                expected="(-10 %) or (+10 %)",
                came=_shown(stripped),
                remedy="write the sign, or leave the parentheses out",
                id="no-sign",
            )
        return number

    def amount(self, text: str) -> Amount:
        """Return the amount of money that a text states, in whole kroner or euro.

        Raises:
            InvalidValueError: for a text without a unit, or without a number in this form.

        >>> print(DANISH.amount("1,5 mio. kr."), DANISH.amount("750.000,-"), sep=", ")
        1500000 DKK, 750000 DKK
        """
        stripped = self._strip(text, "an amount")
        match = _AMOUNT.fullmatch(stripped)
        if not match:
            raise self._unreadable(stripped, stripped, "an amount")
        before = (match[1] or "").lower().removesuffix(".")
        after = _AFTER.fullmatch(match[3].strip().lower())
        if not after or before not in ("", *_CURRENCIES):
            raise _bad_unit("an amount in an unknown unit", stripped, "unknown-unit")
        dash, times, unit = after.groups()
        if before and unit:
            raise _bad_unit("an amount with two units", stripped, "unknown-unit")
        # The dash stands for the decimals, so it needs a decimal comma and no decimals before it.
        if dash and (self.decimal_mark != "," or "," in match[2]):
            raise self._unreadable(stripped, stripped, "an amount")
        number = self._number(match[2], stripped, "an amount")
        currency = before or unit or ("kr" if dash else "")
        if not currency:
            raise _bad_unit("an amount without a unit", stripped, "no-unit")
        return Amount(number * 10 ** _TIMES.get(times, 0), _CURRENCIES[currency])

    def text(self, value: Exact, places: int | None = None) -> str:
        """Return a number as this form writes it, such that `number` reads it back.

        Args:
            value: an exact number.
            places: how many decimals, from 0 to 100; the last one is rounded half-up. None for all
                that there are.

        Raises:
            InvalidValueError: where the decimals never end and `places` is None, or where the text
                would be longer than `number` reads.

        >>> DANISH.text(1_234_567), DANISH.text(Fraction(1, 3), places=2)
        ('1.234.567', '0,33')
        """
        number = exact(value)
        if max(number.numerator.bit_length(), number.denominator.bit_length()) > 4 * _LONGEST:
            raise _too_long()
        if places is not None:
            if isinstance(places, bool) or places not in range(_LONGEST + 1):
                raise InvalidValueError(
                    "not a number of decimals",
                    expected=f"0 to {_LONGEST}",
                    came=repr(places),
                    path=("places",),
                )
            number = scale(number, 1, RoundingMode.HALF_UP, Fraction(1, 10**places))
        written = plain_text(number)
        if "/" in written:
            raise InvalidValueError(
                "the decimals never end",
                expected="a number whose decimals end",
                came=written,
                remedy="say how many with places",
                id="endless-decimals",
            )
        whole, _, decimals = written.partition(".")
        decimals = decimals.ljust(places or 0, "0")
        whole = f"{int(whole):,}".replace(",", self.thousands_mark)
