"""What an agreement says, in words: promises, values, amounts, actors, readings."""

from collections.abc import Callable, Sequence

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.parties import COLLECTIVES
from partnerskab.agreement.readings import Readings
from partnerskab.agreement.rule import Rule
from partnerskab.agreement.rules import Hold, Qualitative, Towards
from partnerskab.values.amounts import UNITS, Amount
from partnerskab.values.names import Label
from partnerskab.values.scales import OrdinalScale, Value
from partnerskab.words import say
from partnerskab.words.locale import NO_BREAK, money_text, number_text

NOTHING = "\N{EN DASH}"


def promise_text(rule: Rule, language: str) -> str:
    """Return a promise without a number in words; "" for others."""
    match rule:
        case Hold() if rule.scale is not None and isinstance(rule.limit, str):
            category = category_text(rule.scale, rule.limit, language)
            return say("text.hold_target", language, category=category)
        case Towards():
            return say("text.towards_target", language, reference=rule.reference.text(language))
        case Qualitative():
            return rule.criterion.text(language)
        case _:
            return ""


def category_text(scale: OrdinalScale, category: str, language: str) -> str:
    """Return a category with its step, since its label alone may mislead.

    >>> import partnerskab
    >>> (scale,) = partnerskab.load("examples/amager").agreement.scales
    >>> category_text(scale, "reduced", "da")
    'reduceret (trin 2 af 5, 1 = mindst behov)'
    """
    position, count = scale.position(category), len(scale.best_to_worst)
    step = say("text.step", language, position=position, count=count)
    return f"{scale.label(category).text(language)} ({step})"


def value_text(rule: Rule, value: Value | None, language: str) -> str:
    """Return an observed or agreed value: a number, or the label of a category."""
    if isinstance(value, str):
        scale = rule.scale if isinstance(rule, Hold) else None
        return value if scale is None else scale.label(value).text(language)
    return number_text(value, language)


def amount_text(amount: Amount, language: str) -> str:
    """Return an amount of money with its currency, which stays on the same line.

    >>> amount_text(Amount(1_500_000, "DKK"), "da").replace(NO_BREAK, " ")
    '1.500.000 kr.'
    """
    currency = UNITS[amount.unit].label.text(language)
    return f"{money_text(amount.magnitude, language)}{NO_BREAK}{currency}"


def readings_text(readings: Readings) -> str:
    """Return readings that hold together.

    >>> readings_text((("secretariat-money", "yearly"),))
    'secretariat-money = yearly'
    """
    return ", ".join(f"{question} = {reading}" for question, reading in readings)


def any_of(
    choices: Sequence[Readings], language: str, named: Callable[[Readings], str] = readings_text
) -> str:
    """Return combinations of readings of which one must hold; there is at least one.

    Args:
        choices: the combinations.
        language: the language.
        named: what readings that hold together are called.
    """
    *before, last = (named(each) for each in choices)
    for text in reversed(before):
        last = say("text.or", language, one=text, other=last)
    return last


def actor_text(agreement: Agreement, id: str, language: str) -> str:
    """Return the name of a body, party or administration, or of all of them together.

    Also of one that an amendment has taken out; each as it last reads.
    """
    if id in COLLECTIVES:
        return say(f"actor.{id}", language)
    labels = dict[str, Label]()
    for version in agreement.whenever():
        labels |= {body.id: body.label for body in version.bodies}
        for party in version.parties:
            labels |= {party.id: party.label}
            labels |= {each.id: each.label for each in party.administrations}
    return labels[id].text(language)
