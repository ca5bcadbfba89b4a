"""Numbers, percentages and amounts as people write them: what is read, what is refused and why."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnerskab.errors import InvalidValueError
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import Exact, exact, plain_text
from partnerskab.values.forms import DANISH, PLAIN, NumberForm
from tests.strategies import exact_numbers, whole

SPACED = NumberForm(decimal_mark=",", thousands_mark=" ")
ENGLISH = NumberForm(decimal_mark=".", thousands_mark=",")
COMMA = NumberForm(decimal_mark=",")
FORMS = (DANISH, PLAIN, SPACED, ENGLISH, COMMA, NumberForm(decimal_mark=".", thousands_mark=" "))
NO_BREAK, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
MINUS, DASH = "\N{MINUS SIGN}", "\N{EN DASH}"

forms = st.sampled_from(FORMS)
finite: st.SearchStrategy[Exact] = whole | st.decimals(
    -(10**9), 10**9, allow_nan=False, places=7
).map(exact)
# Letters of which numbers are made, so that many of the texts are nearly right.
nearly = st.text(f"0123456789.,-+{MINUS}{DASH} {NO_BREAK}{NARROW}()%€ektrmiopcd٣½\n", max_size=30)
texts = st.text() | nearly | st.from_regex(r"[-+(]?[0-9]{1,4}([., ][0-9]{1,4}){0,3}.{0,9}")

IN_DANISH = "digits with ',' as the decimal mark and '.' between groups of three"
IN_PLAIN = "digits with '.' as the decimal mark and nothing between groups of three"
IN_SPACED = "digits with ',' as the decimal mark and a space between groups of three"
PERCENT = "%, pct. or procent"
UNITS = "kr., DKK, EUR, euro or €, perhaps with t., mio. or mia. before it"
MISSING = "if it marks a missing figure, name it under missing or suppressed in the recipe"
# What to declare, by what the file means.
POINT = "if '.' stands before the decimals, declare "
COMMA_IS_DECIMAL = "if ',' stands before the decimals, declare decimal_mark = \",\""
SPACE_IS_THOUSANDS = 'if a space stands between thousands, declare thousands_mark = " "'
COMMA_IS_THOUSANDS = "if ',' stands between thousands, declare thousands_mark = \",\""
NOT_DANISH = POINT + 'decimal_mark = "." and thousands_mark = ""'


def refused(call: Callable[[], object]) -> tuple[str, str]:
    """Return the id and the whole text of the error that a call raises."""
    with pytest.raises(InvalidValueError) as caught:
        call()
    return caught.value.problem.id, str(caught.value)


def said(message: str, expected: str, came: str, remedy: str = "") -> str:
    """Return a whole message."""
    last = f"\n    remedy:   {remedy}" if remedy else ""
    return f"{message}\n    expected: {expected}\n    came:     {came}{last}"


# Numbers


@pytest.mark.parametrize(
    ("form", "text", "number"),
    [
        (DANISH, "22,9", Fraction(229, 10)),
        (DANISH, "1.000", 1000),
        (DANISH, "1000", 1000),
        (DANISH, "12.345.678,90", Fraction(123456789, 10)),
        (DANISH, "007", 7),
        (DANISH, "0,500", Fraction(1, 2)),
        (DANISH, "-25", -25),
        (DANISH, f"{MINUS}25", -25),
        (DANISH, f"{DASH}1.025,0", -1025),
        (DANISH, "+25", 25),
        (DANISH, "-0", 0),
        (DANISH, f" {NO_BREAK}22,9{NARROW}\n", Fraction(229, 10)),
        (PLAIN, "22.9", Fraction(229, 10)),
        (PLAIN, "1.000", 1),
        (SPACED, "1 000", 1000),
        (SPACED, f"-1{NO_BREAK}000{NARROW}000,5", Fraction(-2000001, 2)),
        (ENGLISH, "1,234.5", Fraction(2469, 2)),
        (DANISH, "9" * 100, 10**100 - 1),
    ],
)
def test_number(form: NumberForm, text: str, number: Exact) -> None:
    """A number means what its declared marks say, with any sign and white space around it."""
    assert (form.number(text), type(form.number(text))) == (number, type(number))


@pytest.mark.parametrize(
    ("form", "expected", "text", "remedy"),
    [
        (DANISH, IN_DANISH, "22.9", NOT_DANISH),
        (DANISH, IN_DANISH, "1.00", NOT_DANISH),
        (DANISH, IN_DANISH, "10.0000", NOT_DANISH),
        (DANISH, IN_DANISH, "0.500", NOT_DANISH),
        (DANISH, IN_DANISH, "1000.000", NOT_DANISH),
        (DANISH, IN_DANISH, "1,234.5", POINT + 'decimal_mark = "." and thousands_mark = ","'),
        (DANISH, IN_DANISH, "1 000", SPACE_IS_THOUSANDS),
        (PLAIN, IN_PLAIN, "22,9", COMMA_IS_DECIMAL),
        (PLAIN, IN_PLAIN, "1,234", f"{COMMA_IS_DECIMAL}; {COMMA_IS_THOUSANDS}"),
        (SPACED, IN_SPACED, "22.9", POINT + 'decimal_mark = "."'),
    ],
)
def test_number_in_another_form_is_told_what_to_declare(
    form: NumberForm, expected: str, text: str, remedy: str
) -> None:
    """What another form would read is refused, and each reading is named with what declares it."""
    message = said("not a number", expected, repr(text), remedy)
    assert refused(lambda: form.number(text)) == ("not-a-number", message)


@pytest.mark.parametrize(
    "text",
    ["..", ".", "-", DASH, ":", "…", "x", "n/a", "NaN", "-inf", "Infinity", "*", "kr."],
)
def test_mark_for_a_missing_figure_is_no_number(text: str) -> None:
    """A text without any digit is shown, with the advice to declare it."""
    message = said("not a number", IN_DANISH, repr(text), MISSING)
    assert refused(lambda: DANISH.number(text)) == ("not-a-number", message)


@pytest.mark.parametrize(
    "text",
    [
        *("1,2,3", "1.000.00", "1..000", "1,", ",5", "1,000.000,5", "1.000 000", "01.000,5.1"),
        *("1e400", "0x10", "1_000", "1/3", "٣", "1٣", "½", "²", "\ufeff1", "1\n2", "\x001"),
        *("--1", "- 1", "1-", "(1)", "+-1", "±1", "22,9 %", "5 kr.", "77*", "\ud8001"),
    ],
)
def test_text_in_no_form_is_refused(text: str) -> None:
    """What is a number in no form at all gets no advice about marks."""
    message = said("not a number", IN_DANISH, repr(text))
    assert refused(lambda: DANISH.number(text)) == ("not-a-number", message)


@pytest.mark.parametrize(("length", "shown"), [(40, "x" * 40), (41, f"{'x' * 40}...")])
def test_forty_letters_are_shown_whole(length: int, shown: str) -> None:
    """A text is shortened in the message only from 41 letters on."""
    message = said("not a number", IN_DANISH, repr(shown), MISSING)
    assert refused(lambda: DANISH.number("x" * length)) == ("not-a-number", message)


@pytest.mark.parametrize("method", ["number", "percent", "amount"])
@pytest.mark.parametrize("text", ["1" * 101, "9" * 100_000, "x " * 50_000, f"{'1.000' * 9999} kr."])
def test_long_text_is_shown_short(method: str, text: str) -> None:
    """A text of more than a hundred characters is refused at once; forty of them are shown."""
    kind = {"number": "a number", "percent": "a percentage", "amount": "an amount"}[method]
    more = {"number": "", "percent": f", and {PERCENT}", "amount": f", and {UNITS}"}[method]
    assert refused(lambda: getattr(DANISH, method)(text)) == (
        f"not-{kind.replace(' ', '-')}",
        said(
            f"not {kind}",
            IN_DANISH + more,
            repr(f"{text[:40]}..."),
            "write at most 100 characters",
        ),
    )


@pytest.mark.parametrize(
    ("method", "kind"),
    [("number", "a number"), ("percent", "a percentage"), ("amount", "an amount")],
)
@pytest.mark.parametrize("text", ["", " ", f"\t{NO_BREAK}{NARROW}\r\n"])
def test_empty_cell_has_an_error_of_its_own(method: str, kind: str, text: str) -> None:
    """Nothing, or nothing but white space, is an empty cell and no wrong number."""
    message = said("there is nothing here", kind, repr(text))
    assert refused(lambda: getattr(DANISH, method)(text)) == ("empty-cell", message)


@pytest.mark.parametrize(
    ("cell", "came"), [(float("nan"), "float nan"), (22.9, "float 22.9"), (None, "NoneType None")]
)
def test_cell_that_is_no_text_is_refused(cell: Any, came: str) -> None:
    """A number or a gap out of a frame has lost the form in which it was written."""
    message = said("not a text", "a number as text", came, "read the cells as text")
    assert refused(lambda: DANISH.number(cell)) == ("not-text", message)


# Percentages


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("-25%", -25), ("(-10 %)", -10), ("(-25%)", -25), ("-10 pct.", -10), ("10 procent", 10)),
        *(("22,9 %", Fraction(229, 10)), ("1.000 Pct", 1000), (f"{MINUS}7{NO_BREAK}%", -7)),
        *((f"( {DASH}10 % )", -10), ("(+10 %)", 10), ("(0 %)", 0), ("10 percent", 10)),
    ],
)
def test_percent(text: str, number: Exact) -> None:
    """A percentage is the number before the sign, in parentheses or not."""
    assert DANISH.percent(text) == number


@pytest.mark.parametrize("text", ["10", "-22,9", "(-10)", "0"])
def test_number_without_a_percent_sign_is_refused(text: str) -> None:
    """A bare number is not taken for a percentage."""
    message = said("a number without a percent sign", PERCENT, repr(text))
    assert refused(lambda: DANISH.percent(text)) == ("no-percent", message)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        *(("22.9 %", NOT_DANISH), ("(-0.500 pct.)", NOT_DANISH), ("..", MISSING), ("%", MISSING)),
        *((text, "") for text in ("10 procentpoint", "10 pct.point", "10 %%", "10 ‰", "% 10")),
        *((text, "") for text in ("(-10) %", "-(10 %)", "(-10 %", "-10 %)", "((-10 %))", "1e2 %")),
    ],
)
def test_text_that_is_no_percentage_is_refused(text: str, remedy: str) -> None:
    """Percentage points, half a pair of parentheses and numbers in another form are refused."""
    message = said("not a percentage", f"{IN_DANISH}, and {PERCENT}", repr(text), remedy)
    assert refused(lambda: DANISH.percent(text)) == ("not-a-percentage", message)


def test_parentheses_without_a_sign_are_refused() -> None:
    """Parentheses mean minus to a bookkeeper and nothing to others, so nobody chooses for them."""
    message = said(
        "a percentage in parentheses without a sign, which can be read in two ways",
        "a sign, as in (-10 %), or no parentheses",
        "'(10 %)'",
    )
    assert refused(lambda: DANISH.percent("(10 %)")) == ("no-sign", message)


# Amounts


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("750.000 kr.", "750000 DKK"),
        ("750000kr", "750000 DKK"),
        ("1,5 mio. kr.", "1500000 DKK"),
        ("1,5 Mio.Kr.", "1500000 DKK"),
        ("0,3 mio. kr.", "300000 DKK"),
        (f"0,3{NO_BREAK}mio.{NO_BREAK}kr.", "300000 DKK"),
        ("2 millioner kroner", "2000000 DKK"),
        ("1 million kr", "1000000 DKK"),
        ("1,5 mia. kr.", "1500000000 DKK"),
        ("1 milliard kr.", "1000000000 DKK"),
        ("2 milliarder kr.", "2000000000 DKK"),
        *((f"12 {unit}", "12000 DKK") for unit in ("t.kr.", "t. kr.", "tkr.", "tkr", "tusind kr.")),
        ("DKK 750.000", "750000 DKK"),
        ("kr. 750.000,-", "750000 DKK"),
        ("DKK 1,5 mio.", "1500000 DKK"),
        ("750.000 DKK", "750000 DKK"),
        ("1.500.000,50 kr.", "1500000.5 DKK"),
        ("750.000,- kr.", "750000 DKK"),
        ("750.000,-", "750000 DKK"),
        (f"750.000,{DASH}", "750000 DKK"),
        (f"{MINUS}750.000 kr.", "-750000 DKK"),
        ("5 mio. euro", "5000000 EUR"),
        ("5 €", "5 EUR"),
        ("€5", "5 EUR"),
        ("EUR 5 mia.", "5000000000 EUR"),
        ("5,- €", "5 EUR"),
    ],
)
def test_amount(text: str, amount: str) -> None:
    """An amount is exact, in the whole unit that stands before or after the number."""
    assert DANISH.amount(text) == Amount.parse(amount)


def test_amount_with_spaces_between_thousands() -> None:
    """The declared space does not get in the way of the unit."""
    assert SPACED.amount(f"DKK 1 500{NO_BREAK}000,50") == Amount("1500000.5", "DKK")


@pytest.mark.parametrize(
    ("text", "id", "message"),
    [
        *((text, "no-unit", "an amount without a unit") for text in ("750.000", "1,5 mio.", "5 t")),
        *(
            (text, "unknown-unit", "an amount in an unknown unit")
            for text in ("5 USD", "$5", "5 årsværk", "5 billioner kr.", "5 kr. årligt", "ca. 5 kr.")
        ),
        ("DKK 5 kr.", "two-units", "an amount with two units"),
    ],
)
def test_amount_is_told_the_known_units(text: str, id: str, message: str) -> None:
    """A number without one known unit is refused with all of them."""
    assert refused(lambda: DANISH.amount(text)) == (id, said(message, UNITS, repr(text)))


@pytest.mark.parametrize(
    ("form", "text", "remedy"),
    [
        *((DANISH, "750.00 kr.", NOT_DANISH), (DANISH, "..", MISSING), (DANISH, "kr.", MISSING)),
        *((DANISH, text, "") for text in ("- 5 kr.", "(5 kr.)", "5 kr. 50", "5,50,-", "1e9 kr.")),
        (PLAIN, "750000,-", ""),
    ],
)
def test_text_that_is_no_amount_is_refused(form: NumberForm, text: str, remedy: str) -> None:
    """A number in another form is refused, and so is a dash for decimals without their comma."""
    expected = f"{IN_DANISH if form is DANISH else IN_PLAIN}, and {UNITS}"
    message = said("not an amount", expected, repr(text), remedy)
    assert refused(lambda: form.amount(text)) == ("not-an-amount", message)


# The way back


@pytest.mark.parametrize(
    ("form", "number", "places", "text"),
    [
        (DANISH, 1_234_567, None, "1.234.567"),
        (DANISH, Fraction(-2469, 2), None, "-1.234,5"),
        (DANISH, 999, None, "999"),
        (PLAIN, 1_234_567, None, "1234567"),
        (SPACED, Fraction(-1, 8), None, "-0,125"),
        (SPACED, 1000, None, "1 000"),
        (ENGLISH, Fraction(2469, 2), 2, "1,234.50"),
        (DANISH, Fraction(1, 3), 2, "0,33"),
        (DANISH, Fraction(5, 2), 0, "3"),
        (DANISH, Fraction(-5, 2), 0, "-3"),
        (DANISH, Fraction(-1, 1000), 1, "0,0"),
        (DANISH, Fraction(99_995, 100), 1, "1.000,0"),
        (PLAIN, 10**99, None, f"1{'0' * 99}"),
    ],
)
def test_text(form: NumberForm, number: Exact, places: int | None, text: str) -> None:
    """A number is written with groups, and with all its decimals or as many as were asked for."""
    assert form.text(number, places) == text


def test_endless_decimals_need_places() -> None:
    """A third is not cut short unless somebody says where."""
    message = said(
        "the decimals of this number never end",
        "a number whose decimals end, or how many to write",
        "-1/3",
        "give places",
    )
    assert refused(lambda: DANISH.text(Fraction(-1, 3))) == ("endless-decimals", message)


@pytest.mark.parametrize(
    ("number", "places"),
    [(10**100, None), (10**10_000, 2), (Fraction(1, 10**10_000), 2), (1, 99)],
    ids=["just", "far", "near zero", "decimals"],
)
def test_number_too_long_to_read_is_not_written(number: Exact, places: int | None) -> None:
    """What could not be read back, however large, is refused and not written."""
    message = said("the number is too long to write", "at most 100 characters", "more")
    assert refused(lambda: DANISH.text(number, places)) == ("too-long", message)


@pytest.mark.parametrize("places", [-1, 100, 10**9])
def test_places_must_be_few(places: int) -> None:
    """Decimals are counted from zero, and there cannot be more than fit."""
    message = said("places: not a number of decimals", "0 to 99", str(places))
    assert refused(lambda: DANISH.text(1, places)) == ("invalid-value", message)


# The marks


@pytest.mark.parametrize("mark", ["", ";", ",,", "'", None])
def test_unknown_decimal_mark_is_refused(mark: Any) -> None:
    """A decimal mark is a comma or a point."""
    message = said("decimal_mark: not a decimal mark", "',' or '.'", repr(mark))
    assert refused(lambda: NumberForm(decimal_mark=mark)) == ("invalid-value", message)


@pytest.mark.parametrize("mark", [",", "'", "  ", NO_BREAK, None])
def test_unfit_thousands_mark_is_refused(mark: Any) -> None:
    """A thousands mark is one of four, and never the decimal mark."""
    message = said(
        "thousands_mark: not a thousands mark beside the decimal mark ','",
        "'.' or ' ' or ''",
        repr(mark),
    )
    assert refused(lambda: NumberForm(decimal_mark=",", thousands_mark=mark)) == (
        "invalid-value",
        message,
    )


# Laws


@given(forms, finite)
def test_written_number_reads_back(form: NumberForm, number: Exact) -> None:
    """What a form writes, it reads as the same number."""
    assert form.number(form.text(number)) == number


@given(forms, exact_numbers, st.integers(0, 20))
def test_written_number_is_within_half_of_its_last_place(
    form: NumberForm, number: Exact, places: int
) -> None:
    """With places there are just so many decimals, and the number is as near as they allow."""
    text = form.text(number, places)
    assert len(text.partition(form.decimal_mark)[2]) == places
    assert abs(Fraction(form.number(text)) - number) <= Fraction(1, 2 * 10**places)


@given(finite)
def test_all_forms_of_a_number_agree(number: Exact) -> None:
    """The Danish, the plain and every other form of a number are read as that number."""
    assert {form.number(form.text(number)) for form in FORMS} == {number}
    assert COMMA.number(plain_text(number).replace(".", ",")) == number


@given(texts)
@example("0.500")
@example("1.00")
def test_danish_number_is_the_plain_one_in_other_marks(text: str) -> None:
    """Where Danish reads a number, it is the one that is left when the marks are exchanged."""
    try:
        number = DANISH.number(text)
    except InvalidValueError:
        return
    plain = text.strip().replace(".", "").replace(",", ".")
    assert number == exact(plain.replace(MINUS, "-").replace(DASH, "-"))


@given(forms, finite, st.sampled_from(["%", " %", " pct.", f"{NO_BREAK}procent"]))
def test_percentage_is_its_number(form: NumberForm, number: Exact, sign: str) -> None:
    """A percent sign changes nothing about the number before it."""
    assert form.percent(f"{form.text(number)}{sign}") == number


@given(forms, whole, st.sampled_from([("t.", 10**3), ("mio. ", 10**6), ("mia. ", 10**9)]))
def test_amount_is_its_number_times_its_word(
    form: NumberForm, number: int, word: tuple[str, int]
) -> None:
    """A word for thousands, millions or milliards multiplies the number exactly."""
    text, times = word
    assert form.amount(f"{form.text(number)} {text}kr.") == Amount(number * times, "DKK")


@given(forms, texts)
@example(DANISH, "a" * 100)
def test_any_text_is_read_or_refused(form: NumberForm, text: str) -> None:
    """Nothing but the library's own error comes out, and what is read has its exact type."""
    for read in (form.number, form.percent, form.amount):
        try:
            value = read(text)
        except InvalidValueError:
            continue
        number = value.magnitude if isinstance(value, Amount) else value
        assert type(number) is type(exact(number))
