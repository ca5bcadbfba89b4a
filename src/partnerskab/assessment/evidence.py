"""What speaks for a period: the newest figures, parts that add up, and what keeps them apart."""

from fractions import Fraction

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import Kind, Measure
from partnerskab.agreement.rule import Input, Rule
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.exact import Exact, exact
from partnerskab.values.periods import Period
from partnerskab.values.scales import Value


@attrs.frozen(kw_only=True)
class Evidence:
    """What is known of one indicator in one area and period.

    Args:
        found: the observations it rests on; for a sum, its parts.
        value: the value; None where there is none, or the sources disagree.
        disagrees: whether two sources, or two figures of one day, give different values.
        is_sum: whether the value is the sum of parts that cover the period.
        so_far: the sum of the parts that are there, where they do not cover the period.
        is_partial: whether there are figures for parts of the period only.
        is_comparable: whether the area and the definition are those of the baseline.
    """

    found: tuple[Observation, ...] = ()
    value: Value | None = None
    disagrees: bool = False
    is_sum: bool = False
    so_far: Exact | None = None
    is_partial: bool = False
    is_comparable: bool = True


def find_evidence(
    agreement: Agreement, known: ObservationSet, rule: Rule, needed: Input
) -> Evidence:
    """Return what is known of what a rule needs.

    Args:
        agreement: says whether parts add up, and which areas and definitions are comparable.
        known: what was known on the day.
        rule: says where the baseline stands.
        needed: what the rule needs.
    """
    whole = _whole(agreement, known, needed)
    if whole is None:
        for area in agreement.areas:
            if area.replaces == needed.area:
                other = _whole(agreement, known, attrs.evolve(needed, area=area.id))
                if other is not None:
                    return other if area.is_comparable else attrs.evolve(other, is_comparable=False)
        return _parts(agreement, known, needed)
    if rule.baseline is not None and _breaks_between(agreement, rule.baseline.period, needed):
        return attrs.evolve(whole, is_comparable=False)
    return whole


def _whole(agreement: Agreement, known: ObservationSet, needed: Input) -> Evidence | None:
    """Return the figures for the very period; for a rate that nobody published, the quotient."""
    own = agreement.indicator(needed.indicator).source
    found = known.latest(needed.indicator, needed.area, needed.period, own)
    if not found:
        return _rate(agreement, known, needed)
    # A source that holds its value back says nothing against another's.
    said = tuple(each for each in found if each.value is not None) or found
    disagrees = len({each.value for each in said}) > 1
    return Evidence(found=said, value=None if disagrees else said[0].value, disagrees=disagrees)


def _rate(agreement: Agreement, known: ObservationSet, needed: Input) -> Evidence | None:
    """Return a count per 1,000 of its own population series, where both are known."""
    indicator = agreement.indicator(needed.indicator)
    if indicator.measure is not Measure.RATE or not indicator.count or not indicator.population:
        return None
    count = _whole(agreement, known, attrs.evolve(needed, indicator=indicator.count))
    people = _whole(agreement, known, attrs.evolve(needed, indicator=indicator.population))
    if count is None or people is None:
        return None
    found = (*count.found, *people.found)
    if isinstance(count.value, str | None) or isinstance(people.value, str | None):
        return Evidence(found=found, disagrees=count.disagrees or people.disagrees)
    if not people.value:
        return Evidence(found=found)
    return Evidence(found=found, value=exact(Fraction(count.value * 1000) / people.value))


def _parts(agreement: Agreement, known: ObservationSet, needed: Input) -> Evidence:
    """Return the figures for parts of the period, and their sum where they may be added."""
    indicator = agreement.indicator(needed.indicator)
    inside = known.parts(needed.indicator, needed.area, needed.period)
    if not inside:
        return Evidence()
    # One length of parts at a time, since a quarter and its months would be counted twice; of
    # several lengths, the one that covers most of the period.
    lengths = {period.months for period in inside}
    covered = {length: length * sum(each.months == length for each in inside) for length in lengths}
    length = max(lengths, key=lambda each: (covered[each], each))
    chosen = (period for period in inside if period.months == length)
    parts = [_whole(agreement, known, attrs.evolve(needed, period=period)) for period in chosen]
    known_parts = [part for part in parts if part is not None]
    found = tuple(each for part in known_parts for each in part.found)
    numbers = [part.value for part in known_parts if not isinstance(part.value, str | None)]
    if indicator.kind is not Kind.FLOW or len(numbers) < len(known_parts):
        return Evidence(found=found, is_partial=True)
    total = exact(sum(numbers))
    sources = {each.source or indicator.source for each in found}
    may_add = all(source.parts_add_up for source in agreement.sources if source.id in sources)
    if may_add and covered[length] == needed.period.months:
        return Evidence(found=found, value=total, is_sum=True)
    return Evidence(found=found, so_far=total, is_partial=True)


def _breaks_between(agreement: Agreement, baseline: Period, needed: Input) -> bool:
    """Say whether the definition changed after the baseline, and nobody declared a bridge."""
    breaks = agreement.indicator(needed.indicator).breaks
    return any(baseline < each.period <= needed.period and not each.is_bridged for each in breaks)
