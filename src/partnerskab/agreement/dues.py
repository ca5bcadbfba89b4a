"""What is due from a party for a period: the values that the milestones rest on."""

from collections.abc import Iterator

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.inputs import Input
from partnerskab.agreement.readings import variants
from partnerskab.errors import InvalidValueError
from partnerskab.values.names import did_you_mean
from partnerskab.values.periods import Period


def due_from(agreement: Agreement, party: str, period: Period) -> tuple[Input, ...]:
    """Return the values that a party's sources owe to the milestones of a period.

    A rate asks for its count and its population, too, each from whoever it comes from. A question
    that nobody has decided asks for the values of each of its readings, which may speak of another
    area or edition.

    Args:
        agreement: says what is due, and which party each source belongs to.
        party: the id of the party.
        period: a period in which something is due.

    Returns:
        Each value once, in the order of the targets.

    Raises:
        InvalidValueError: where there is no such party, or nothing is due from it in the period.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager").agreement
    >>> [each.indicator for each in due_from(amager, "ssp", Period(2014))]
    ['ssp-activations']
    """
    known = [each.id for each in agreement.parties]
    if party not in known:
        raise InvalidValueError(
            "the agreement has no such party",
            expected=", ".join(known) or "a party, and there is none",
            came=repr(party),
            remedy=did_you_mean(party, known),
            id="unknown-party",
        )
    if period not in agreement.periods:
        raise InvalidValueError(
            "the agreement has no milestone in this period",
            expected=", ".join(map(str, agreement.periods)) or "a milestone, and there is none",
            came=str(period),
            id="unknown-period",
        )
    due = tuple(_owed(agreement, party, period))
    if not due:
        raise _nothing_due(agreement, party, period)
    return due


def _owed(agreement: Agreement, party: str, period: Period) -> Iterator[Input]:
    sources = {source.id for source in agreement.sources if source.party == party}
    open_now = agreement.open_questions()
    asked = (
        part
        for target in agreement.settled(assuming=False).targets
        for _, variant in variants(target, f"targets.{target.id}", open_now)
        if period in variant.rule.periods
        for needed in variant.rule.inputs(period)
        for part in _parts(agreement, needed)
    )
    for each in dict.fromkeys(asked):
        if agreement.indicator(each.indicator).source in sources:
            yield each


def _parts(agreement: Agreement, needed: Input) -> Iterator[Input]:
    """Give a value, and what it can be reckoned from."""
    yield needed
    derived = agreement.indicator(needed.indicator).derived
    for part in derived.inputs(needed) if derived is not None else ():
        yield from _parts(agreement, part)


def _nothing_due(agreement: Agreement, party: str, period: Period) -> InvalidValueError:
    others = [each for each in agreement.periods if any(_owed(agreement, party, each))]
    with_source = sorted({source.party for source in agreement.sources if source.party})
    if others:
        expected = f"a period with figures due from it: {', '.join(map(str, others))}"
    else:
        parties = ", ".join(with_source) or "none has one"
        expected = f"a party whose source is used by a target: {parties}"
    return InvalidValueError(
        f"no figure is due from '{party}' for {period}",
        expected=expected,
        came=f"{party}, {period}",
        remedy="" if others else "write party = ... under the source that it publishes",
        id="nothing-due",
    )
