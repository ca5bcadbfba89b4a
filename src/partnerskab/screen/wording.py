"""Values, promises and numbers as a language writes them."""

from collections.abc import Sequence
from textwrap import wrap

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.parties import COLLECTIVES
from partnerskab.agreement.readings import Readings
from partnerskab.agreement.rule import Rule
from partnerskab.agreement.rules import Hold, Qualitative, Towards
from partnerskab.agreement.targets import Target
from partnerskab.errors import InvalidValueError
from partnerskab.screen.layout import wrapped
from partnerskab.values.amounts import UNITS, Amount
from partnerskab.values.exact import Exact, plain_text, to_places
from partnerskab.values.forms import NumberForm
from partnerskab.values.rounding import ReconciliationStatus
from partnerskab.values.scales import Value
from partnerskab.words import say

_MINUS = "\N{MINUS SIGN}"
NOTHING = "\N{EN DASH}"
LABEL_WIDTH = 36
_PLACES = 4
_MONEY_PLACES = 2


def promise_text(rule: Rule, language: str) -> str:
    """Return a promise without a number in words; "" for others."""
    match rule:
        case Hold() if rule.scale is not None and isinstance(rule.limit, str):
            category = value_text(rule, rule.limit, language)
            position = rule.scale.position(rule.limit)
            count = len(rule.scale.best_to_worst)
            step = say("text.step", language, position=position, count=count)
            return say("text.hold_target", language, category=f"{category} ({step})")
        case Towards():
            return say("text.towards_target", language, reference=rule.reference.text(language))
        case Qualitative():
            return rule.criterion.text(language)
        case _:
            return ""


def value_text(rule: Rule, value: Value | None, language: str) -> str:
    """Return an observed or agreed value: a number, or the label of a category."""
    if isinstance(value, str):
        scale = rule.scale if isinstance(rule, Hold) else None
        return value if scale is None else scale.label(value).text(language)
    return number_text(value, language)


def number_text(value: Exact | None, language: str) -> str:
    """Return a number as the language writes it; "" for none.

    One with more than four decimals is shown to four, and marked as about that.
    """
    if value is None:
        return ""
    shown = to_places(value, _PLACES)
    text = plain_text(shown).replace(".", say("number.decimal", language)).replace("-", _MINUS)
    return text if shown == value else f"≈ {text}"


def money_text(value: Exact, language: str) -> str:
    """Return a number of kroner or euro: thousands apart, and either no decimals or two.

    One with a part of an øre is shown to the øre, and marked as about that.

    >>> money_text(1_500_000, "da")
    '1.500.000'
    """
    form = NumberForm(
        decimal_mark=say("number.decimal", language),
        thousands_mark=say("number.thousands", language),
    )
    shown = to_places(value, _MONEY_PLACES)
    try:
        text = form.text(shown, places=None if shown.denominator == 1 else _MONEY_PLACES)
    except InvalidValueError:  # more digits than anybody reads
        return number_text(value, language)
    text = text.replace("-", _MINUS)
    return text if shown == value else f"≈ {text}"


def amount_text(amount: Amount, language: str) -> str:
    """Return an amount of money with its currency.

    >>> amount_text(Amount(1_500_000, "DKK"), "da")
    '1.500.000 kr.'
    """
    return f"{money_text(amount.magnitude, language)} {UNITS[amount.unit].label.text(language)}"


def percent_text(value: Exact | None, language: str, places: int = 0) -> str:
    """Return a percentage as the language writes it, with a space that does not break."""
    if value is None:
        return ""
    text = number_text(value, language)
    mark = say("number.decimal", language)
    if places and mark not in text:
        text += mark + "0" * places
    return f"{text}\u00a0%"  # a space that no line break may take


def readings_text(readings: Readings) -> str:
    """Return readings that hold together.

    >>> readings_text((("secretariat-money", "yearly"),))
    'secretariat-money = yearly'
    """
    return ", ".join(f"{question} = {reading}" for question, reading in readings)


def any_of(choices: Sequence[Readings], language: str) -> str:
    """Return combinations of readings of which one must hold; there is at least one."""
    *before, last = (readings_text(each) for each in choices)
    for text in reversed(before):
        last = say("text.or", language, one=text, other=last)
    return last


def actor_text(agreement: Agreement, id: str, language: str) -> str:
    """Return the name of a body, party or administration, or of all of them together."""
    if id in COLLECTIVES:
        return say(f"actor.{id}", language)
    labels = {body.id: body.label for body in agreement.bodies}
    for party in agreement.parties:
        labels |= {party.id: party.label}
        labels |= {each.id: each.label for each in party.administrations}
    return labels[id].text(language)


def row_name(agreement: Agreement, target: Target, marks: str, language: str) -> list[str]:
    """Return the lines of a row's first cell: the indicator, and a promise without a number."""
    label = agreement.indicator(target.rule.indicator).label.text(language)
    promise = promise_text(target.rule, language)
    lines = wrapped(label, LABEL_WIDTH)
    lines[-1] += marks
    return lines + wrap(promise, LABEL_WIDTH, initial_indent="  ", subsequent_indent="  ")


def reconciliation_statuses(agreement: Agreement) -> list[ReconciliationStatus]:
    """Return what became of every printed value of the agreement."""
    return [
        milestone.reconciliation.status
        for target in agreement.targets
        for milestone in target.rule.milestones()
        if milestone.reconciliation is not None
    ]
