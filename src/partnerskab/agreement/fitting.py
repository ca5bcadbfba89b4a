"""Whether targets and derived values fit the indicators that they are about."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from partnerskab.agreement.derived import (
    CountOfAreas,
    Derivation,
    Gap,
    OverAreas,
    WorstArea,
    ids_named,
)
from partnerskab.agreement.indicators import Better, Indicator, Measure
from partnerskab.agreement.ladders import Level, PercentOfBaseline, PointsFromBaseline
from partnerskab.agreement.parts import Parts
from partnerskab.agreement.references import Known, Path
from partnerskab.agreement.rules import Converge, Hold, Qualitative, Towards
from partnerskab.agreement.targets import Target
from partnerskab.errors import Problem


def find_misfits(parts: Parts, _: Known) -> Iterator[Problem]:
    """Return every target and every derived value that does not fit its indicators."""
    indicators = {indicator.id: indicator for indicator in parts.indicators}
    for target in parts.targets:
        indicator = indicators.get(target.rule.indicator)
        if indicator is not None:
            yield from _rule_fits(target, indicator)
    yield from _derivations_fit(parts)


def _rule_fits(target: Target, indicator: Indicator) -> Iterator[Problem]:
    rule, at = target.rule, ("targets", target.id)
    measured = {
        Measure.ORDINAL: (Hold,),
        Measure.QUALITATIVE: (Qualitative,),
    }.get(indicator.measure)
    if isinstance(rule, measured) if measured else not isinstance(rule, Qualitative):
        yield from _direction_fits(target, indicator)
    else:
        yield Problem(
            path=(*at, "kind"),
            id="rule-does-not-fit",
            message="this kind of target does not fit the indicator's measure",
            expected="'hold' for an ordinal indicator, 'qualitative' for a qualitative one, "
            "another kind for all others",
            came=f"'{rule.kind}' for '{indicator.id}', which is measured as {indicator.measure}",
        )
    if isinstance(rule, Converge) and not isinstance(indicator.derived, Gap):
        yield Problem(
            path=(*at, "kind"),
            id="rule-does-not-fit",
            message="only a gap between two areas can converge",
            expected="an indicator that is derived as a gap",
            came=f"'{indicator.id}', which is not",
            remedy="declare the gap: derived = { kind = 'gap', of = ..., comparator = ..., "
            "measure = ... }",
        )


def _direction_fits(target: Target, indicator: Indicator) -> Iterator[Problem]:
    rule, at = target.rule, ("targets", target.id)
    if isinstance(rule, Towards):
        if rule.better is not indicator.better:
            yield _against_direction((*at, "better"), indicator, str(rule.better))
    elif isinstance(rule, PercentOfBaseline | PointsFromBaseline | Level):
        falls = rule.sense.falls
        if falls != (indicator.better is Better.LOWER):
            name = {PercentOfBaseline: "percent", PointsFromBaseline: "points"}.get(
                type(rule), str(rule.sense).replace("-", "_")
            )
            yield _against_direction((*at, name), indicator, "a fall" if falls else "a rise")


def _derivations_fit(parts: Parts) -> Iterator[Problem]:
    """Give what keeps a derived value from being reckoned: a circle, or no worse and better."""
    indicators = {indicator.id: indicator for indicator in parts.indicators}
    for indicator in parts.indicators:
        if indicator.derived is None:
            continue
        at = ("indicators", indicator.id, "derived")
        if indicator.id in _reached_from(indicator.derived, indicators):
            yield Problem(
                path=at,
                id="derived-from-itself",
                message="an indicator that is derived from itself",
                expected="other indicators, which lead to published ones",
                came=f"'{indicator.id}' again",
            )
        yield from _worse_is_known(at, indicator, indicators)


def _reached_from(derivation: Derivation, indicators: Mapping[str, Indicator]) -> AbstractSet[str]:
    """Return the ids of all indicators that a derivation leads to, however many steps on."""
    reached: set[str] = set()
    ahead = [id for _, kind, id in ids_named(derivation) if kind == "indicators"]
    while ahead:
        id = ahead.pop()
        if id not in reached:
            reached.add(id)
            further = indicators[id].derived if id in indicators else None
            named = ids_named(further) if further is not None else ()
            ahead += [each for _, kind, each in named if kind == "indicators"]
    return reached


def _worse_is_known(
    at: Path, indicator: Indicator, indicators: Mapping[str, Indicator]
) -> Iterator[Problem]:
    """Check the directions that a worst area, a count of areas and a gap go by."""
    derivation = indicator.derived
    if not isinstance(derivation, Gap | OverAreas):
        return
    of = indicators.get(derivation.of)
    if of is not None and of.better is None and of.scale is None:
        yield Problem(
            path=(*at, "of"),
            id="unknown-direction",
            message="nobody says which way this indicator is better",
            expected=f"better = 'lower' or 'higher' in '{of.id}', or a scale",
            came="neither",
        )
        return
    falls = indicator.better is Better.LOWER
    if isinstance(derivation, Gap | CountOfAreas) and indicator.better is not None and not falls:
        yield Problem(
            path=("indicators", indicator.id, "better"),
            id="unknown-direction",
            message="this value grows when things get worse",
            expected="'lower'",
            came=f"'{indicator.better}'",
        )
    same = of is None or (indicator.better, indicator.scale) == (of.better, of.scale)
    if isinstance(derivation, WorstArea) and of is not None and not same:
        yield Problem(
            path=("indicators", indicator.id),
            id="unknown-direction",
            message="the worst of several areas goes another way than what it is the worst of",
            expected=f"the same better and the same scale as '{of.id}'",
            came=f"better {indicator.better or 'unsaid'}, scale {indicator.scale or 'none'}",
        )


def _against_direction(path: Path, indicator: Indicator, came: str) -> Problem:
    return Problem(
        path=path,
        id="ladder-direction",
        message="the target runs against the indicator's direction",
        expected=f"better is {indicator.better}, as the indicator says",
        came=came,
        remedy="check the sign of the target, and 'better' of the indicator",
    )
