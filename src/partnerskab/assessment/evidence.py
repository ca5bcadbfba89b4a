"""What speaks for a period: the newest figures, parts that add up, and what keeps them apart."""

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.conditions import number_of
from partnerskab.agreement.derived import Derivation
from partnerskab.agreement.indicators import Better, Kind
from partnerskab.agreement.inputs import Input
from partnerskab.agreement.rule import Rule
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.exact import Exact, exact
from partnerskab.values.periods import Period
from partnerskab.values.scales import Value


@attrs.frozen(kw_only=True)
class Evidence:
    """What is known of one indicator in one area and period.

    Args:
        found: the observations it rests on; for a sum or a derived value, its parts.
        value: the value; None where there is none, or the sources disagree.
        disagrees: whether two sources, or two figures of one day, give different values.
        is_sum: whether the value is the sum of parts that cover the period.
        is_derived: whether the value is reckoned from other indicators or areas.
        is_undefined: whether all parts of a derived value are known and it is not defined all the
            same, as a rate of nobody or the worst of no area.
        missing: what was needed and nothing is known of.
        so_far: the sum of the parts that are there, where they do not cover the period; of a
            derived value, what it cannot be better than.
        is_partial: whether there are figures for parts of the period only.
        is_comparable: whether the area and the definition are those of the baseline.
    """

    found: tuple[Observation, ...] = ()
    value: Value | None = None
    disagrees: bool = False
    is_sum: bool = False
    is_derived: bool = False
    is_undefined: bool = False
    missing: tuple[Input, ...] = ()
    so_far: Exact | None = None
    is_partial: bool = False
    is_comparable: bool = True


def find_evidence(
    agreement: Agreement, known: ObservationSet, rule: Rule, needed: Input
) -> Evidence:
    """Return what is known of what a rule needs.

    Args:
        agreement: says whether parts add up, what is derived from what, and which areas and
            definitions are comparable.
        known: what was known on the day.
        rule: says where the baseline stands.
        needed: what the rule needs.
    """
    return _evidence(agreement, known, needed, rule.baseline.period if rule.baseline else None)


def _evidence(
    agreement: Agreement, known: ObservationSet, needed: Input, since: Period | None
) -> Evidence:
    """Return what is known of one value, compared with a period in the past where there is one."""
    whole = _whole(agreement, known, needed)
    if whole is None:
        whole = _of_later_area(agreement, known, needed)
    derivation = agreement.indicator(needed.indicator).derived
    if whole is None and derivation is not None:
        return _derived(agreement, known, needed, derivation, since)
    evidence = _parts(agreement, known, needed) if whole is None else whole
    if since is not None and _breaks_between(agreement, since, needed):
        return attrs.evolve(evidence, is_comparable=False)
    return evidence


def _whole(agreement: Agreement, known: ObservationSet, needed: Input) -> Evidence | None:
    """Return the figures for the very period."""
    own = agreement.indicator(needed.indicator).source or ""
    found = known.latest(needed.indicator, needed.area, needed.period, own)
    if not found:
        return None
    # A source that holds its value back says nothing against another's.
    said = tuple(each for each in found if each.value is not None) or found
    disagrees = len({each.value for each in said}) > 1
    return Evidence(found=said, value=None if disagrees else said[0].value, disagrees=disagrees)


def _of_later_area(agreement: Agreement, known: ObservationSet, needed: Input) -> Evidence | None:
    """Return the figures for an area that replaces the one that is asked for."""
    for area in agreement.areas:
        if area.replaces == needed.area:
            other = _whole(agreement, known, attrs.evolve(needed, area=area.id))
            if other is not None:
                return attrs.evolve(other, is_comparable=area.is_comparable)
    return None


def _derived(
    agreement: Agreement,
    known: ObservationSet,
    needed: Input,
    derivation: Derivation,
    since: Period | None,
) -> Evidence:
    """Return a value that nobody published, reckoned from others where all of them are known."""
    inputs = derivation.inputs(needed)
    parts = [_evidence(agreement, known, each, since) for each in inputs]
    values = [part.value for part in parts if part.value is not None]
    evidence = Evidence(
        found=tuple(dict.fromkeys(each for part in parts for each in part.found)),
        disagrees=any(part.disagrees for part in parts),
        is_sum=any(part.is_sum for part in parts),
        is_derived=True,
        missing=tuple(dict.fromkeys(each for part in parts for each in part.missing)),
        is_partial=any(part.is_partial for part in parts),
        is_comparable=all(part.is_comparable for part in parts),
    )
    bad = _Badness(agreement, inputs[0].indicator)
    if len(values) < len(parts):
        so_far = derivation.so_far(values, bad)
        return attrs.evolve(evidence, so_far=None if isinstance(so_far, str) else so_far)
    value = derivation.value(values, bad)
    return attrs.evolve(evidence, value=value, is_undefined=value is None)


@attrs.frozen
class _Badness:
    """How bad a value of an indicator is."""

    agreement: Agreement
    indicator: str

    def __call__(self, value: Value) -> Exact:
        indicator = self.agreement.indicator(self.indicator)
        for scale in self.agreement.scales:
            if scale.id == indicator.scale:
                return scale.position(value)
        number = number_of(value)
        return -number if indicator.better is Better.HIGHER else number


def _parts(agreement: Agreement, known: ObservationSet, needed: Input) -> Evidence:
    """Return the figures for parts of the period, and their sum where they may be added."""
    indicator = agreement.indicator(needed.indicator)
    inside = known.parts(needed.indicator, needed.area, needed.period)
    if not inside:
        return Evidence(missing=(needed,))
    # One length of parts at a time, since a quarter and its months would be counted twice; of
    # several lengths, the one that covers most of the period.
    lengths = {period.months for period in inside}
    covered = {length: length * sum(each.months == length for each in inside) for length in lengths}
    length = max(lengths, key=lambda each: (covered[each], each))
    chosen = (period for period in inside if period.months == length)
    parts = [_whole(agreement, known, attrs.evolve(needed, period=period)) for period in chosen]
    known_parts = [part for part in parts if part is not None]
    found = tuple(each for part in known_parts for each in part.found)
    evidence = Evidence(
        found=found, is_partial=True, disagrees=any(part.disagrees for part in known_parts)
    )
    numbers = [part.value for part in known_parts if not isinstance(part.value, str | None)]
    if indicator.kind is not Kind.FLOW or not numbers:
        return evidence
    total = exact(sum(numbers))
    sources = {each.source or indicator.source for each in found}
    may_add = sources <= {source.id for source in agreement.sources if source.parts_add_up}
    are_all = len(numbers) == len(known_parts) and covered[length] == needed.period.months
    if may_add and are_all:
        return Evidence(found=found, value=total, is_sum=True)
    # What is held back, or not agreed on, can only add to what is known.
    return attrs.evolve(evidence, so_far=total)


def _breaks_between(agreement: Agreement, baseline: Period, needed: Input) -> bool:
    """Say whether the definition changed after the baseline, and nobody declared a bridge."""
    breaks = agreement.indicator(needed.indicator).breaks
    return any(baseline < each.period <= needed.period and not each.is_bridged for each in breaks)
