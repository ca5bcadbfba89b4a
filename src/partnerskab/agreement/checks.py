"""Contradictions between the parts of an agreement, all of them in one pass.

The checks *return* what they find, so that `Agreement` can refuse to be built and a file can be
reported whole, from the same rules.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any

import attrs

from partnerskab.agreement.contradictions import find_broken_readings, find_contradictions
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
from partnerskab.agreement.parties import COLLECTIVES
from partnerskab.agreement.parts import Parts
from partnerskab.agreement.questions import Change
from partnerskab.agreement.rules import Converge, Hold, Qualitative, Towards
from partnerskab.agreement.targets import Target
from partnerskab.errors import PartnerskabError, Problem
from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact, plain_text
from partnerskab.values.names import did_you_mean, find_unknown
from partnerskab.values.rounding import ReconciliationStatus

Path = tuple[str | int, ...]
Known = Mapping[str, AbstractSet[str]]


class InvalidAgreementError(PartnerskabError, ValueError):
    """Parts that contradict each other; `problems` holds every contradiction."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def known_ids(parts: Parts) -> dict[str, set[str]]:
    """Return the ids of every collection, and of `actors`: parties and administrations."""
    known = {name: {part.id for part in group} for name, group in parts.collections().items()}
    known["actors"] = set(known["parties"])
    for party in parts.parties:
        known["actors"] |= {each.id for each in party.administrations}
    return known


def find_problems(parts: Parts, known: Known | None = None) -> tuple[Problem, ...]:
    """Return every contradiction between the parts.

    Args:
        parts: the parts; where a file is broken, those that could be read.
        known: the ids of every collection, also of parts that could not be read.
    """
    known = known_ids(parts) if known is None else known
    checks = (_fit, _citations, _duplicates, _rates, _questions)
    return tuple(problem for check in checks for problem in check(parts, known))


def _references(parts: Parts, known: Known) -> Iterator[Problem]:
    everybody = set(COLLECTIVES)
    names: dict[str, tuple[str, AbstractSet[str]]] = {
        "actor": ("party or administration", known["actors"]),
        "member": ("party or administration", known["actors"] | everybody),
        "owner": ("body, party or administration", known["actors"] | known["bodies"] | everybody),
    }
    for name in ("areas", "documents", "parties", "sources", "scales", "objectives", "indicators"):
        names[name] = (name.removesuffix("s").replace("partie", "party"), known[name])
    walks = (_who_is_named, _who_decides, _what_is_named, _what_is_reckoned_from)
    for path, value, kind in (named for walk in walks for named in walk(parts)):
        word, ids = names[kind]
        yield from find_unknown(path, word, value, ids)


def _who_is_named(parts: Parts) -> Iterator[tuple[Path, str | None, str]]:
    """Give every place that names a party or a body: its path, the id, and what it must be."""
    for party in parts.parties:
        yield ("parties", party.id, "signs_under"), party.signs_under, "parties"
    for body in parts.bodies:
        for index, member in enumerate(body.members):
            yield ("bodies", body.id, "members", index), member, "member"
    for duty in parts.duties:
        yield ("duties", duty.id, "owner"), duty.owner, "owner"
    for signature in parts.signatures:
        yield ("signatures", signature.id, "signs_for"), signature.signs_for, "actor"
    for allocation in parts.allocations:
        yield ("allocations", allocation.id, "payer"), allocation.payer, "actor"
    for source in parts.sources:
        yield ("sources", source.id, "party"), source.party, "parties"


def _who_decides(parts: Parts) -> Iterator[tuple[Path, str | None, str]]:
    """Give every place that names who decides something, as `_who_is_named` does."""
    for question in parts.questions:
        if question.adopted is not None:
            yield ("questions", question.id, "adopted", "by"), question.adopted.by, "owner"
    for target in parts.targets:
        judges = target.rule.judged_by if isinstance(target.rule, Qualitative) else ()
        for index, judge in enumerate(judges):
            yield ("targets", target.id, "judged_by", index), judge, "owner"


def _what_is_named(parts: Parts) -> Iterator[tuple[Path, str | None, str]]:
    """Give every place that names an area, a source and so on, as `_who_is_named` does."""
    yield ("area",), parts.area, "areas"
    yield ("safety_plan",), parts.safety_plan, "documents"
    for area in parts.areas:
        yield ("areas", area.id, "replaces"), area.replaces, "areas"
    for body in parts.bodies:
        yield ("bodies", body.id, "meets", "after"), body.meets.after, "sources"
    for duty in parts.duties:
        yield ("duties", duty.id, "document"), duty.document, "documents"
        if duty.cadence is not None:
            yield ("duties", duty.id, "cadence", "after"), duty.cadence.after, "sources"
    for indicator in parts.indicators:
        yield ("indicators", indicator.id, "source"), indicator.source, "sources"
        yield ("indicators", indicator.id, "area"), indicator.area, "areas"
        yield ("indicators", indicator.id, "scale"), indicator.scale, "scales"
    areas = {indicator.id: indicator.area for indicator in parts.indicators}
    for target in parts.targets:
        yield ("targets", target.id, "objective"), target.objective, "objectives"
        yield ("targets", target.id, "indicator"), target.rule.indicator, "indicators"
        if target.rule.area != areas.get(target.rule.indicator):  # else it has been named there
            yield ("targets", target.id, "area"), target.rule.area, "areas"


def _what_is_reckoned_from(parts: Parts) -> Iterator[tuple[Path, str | None, str]]:
    """Give every indicator and area that a derived indicator names, as `_who_is_named` does."""
    for indicator in parts.indicators:
        for path, kind, id in ids_named(indicator.derived) if indicator.derived else ():
            yield ("indicators", indicator.id, "derived", *path), id, kind


def _citations(parts: Parts, known: Known) -> Iterator[Problem]:
    walks = (_walk_citations((name,), part) for name, part in parts.by_name().items())
    for path, citation in chain.from_iterable(walks):
        at = (*path, "document")
        yield from find_unknown(at, "document", citation.document, known["documents"])


def _walk_citations(path: Path, part: Any) -> Iterator[tuple[Path, Citation]]:
    if isinstance(part, Citation):
        yield path, part
    elif isinstance(part, tuple):
        for index, each in enumerate(part):
            yield from _walk_citations((*path, getattr(each, "id", index)), each)
    elif hasattr(part, "__attrs_attrs__"):
        for field in attrs.fields(type(part)):
            yield from _walk_citations((*path, field.name), getattr(part, field.name, None))


def _duplicates(parts: Parts, _: Known) -> Iterator[Problem]:
    actors: list[tuple[str, Any]] = [("parties", party) for party in parts.parties]
    actors += [("parties", each) for party in parts.parties for each in party.administrations]
    actors += [("bodies", body) for body in parts.bodies]
    groups = [actors]
    for name, collection in parts.collections().items():
        if name not in ("parties", "bodies"):
            groups.append([(name, part) for part in collection])
    for group in groups:
        seen: dict[str, str] = {}
        for name, part in group:
            if part.id in seen:
                yield Problem(
                    path=(name, part.id),
                    id="duplicate-id",
                    message="this id is taken",
                    expected="an id of its own",
                    came=f"'{part.id}', which {seen[part.id]} has too",
                    remedy="give one of the two another id",
                )
            seen.setdefault(part.id, name)


def _rates(parts: Parts, _: Known) -> Iterator[Problem]:
    """Find rates that take over from each other on one day, so that nobody can say which counts."""
    seen: dict[tuple[object, ...], str] = {}
    for rate in parts.exchange_rates:
        key = (rate.currency, rate.price.unit, rate.on)
        if key in seen:
            yield Problem(
                path=("exchange_rates", rate.id, "on"),
                id="two-rates",
                message="two rates between the same currencies on the same day",
                expected="a day of its own for each rate",
                came=f"{rate.on}, the day of '{seen[key]}' too",
                remedy="remove one of the two, or correct its day",
            )
        seen.setdefault(key, rate.id)


def _milestones(parts: Parts, _: Known) -> Iterator[Problem]:
    if parts.term is None:  # it could not be read, and that has been reported
        return
    start, end = parts.term.start, parts.term.end
    for target in parts.targets:
        for index, period in enumerate(target.rule.periods):
            path = ("targets", target.id, "periods", index)
            if period.last_day > end:
                yield Problem(
                    path=path,
                    id="milestone-outside-term",
                    message="a milestone after the end of the term",
                    expected=f"a period that ends by {end}",
                    came=str(period),
                    remedy="correct the period, or the end of the term",
                )
            elif start is not None and period.last_day < start:
                yield Problem(
                    path=path,
                    id="milestone-outside-term",
                    message="a milestone before the start of the term",
                    expected=f"a period that ends on {start} or later",
                    came=str(period),
                    remedy="correct the period, or the start of the term",
                )


def _rules_fit(parts: Parts, _: Known) -> Iterator[Problem]:
    indicators = {indicator.id: indicator for indicator in parts.indicators}
    for target in parts.targets:
        indicator = indicators.get(target.rule.indicator)
        if indicator is not None:
            yield from _rule_fits(target, indicator)


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


def _derivations_fit(parts: Parts, _: Known) -> Iterator[Problem]:
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


def _questions(parts: Parts, known: Known) -> Iterator[Problem]:
    plain = Parts(**parts.by_name() | {"questions": ()})

    def fit(changed: Parts) -> Iterator[Problem]:
        return _fit(changed, known)

    before = frozenset(fit(plain))
    sound = not before
    for question in parts.questions:
        at = ("questions", question.id)
        for concern in question.concerns:
            yield from _concern_problem(known, (*at, "concerns", concern), concern)
        for reading in question.readings:
            at_hand = all(_is_at_hand(plain, known, change) for change in reading.sets)
            path = (*at, "readings", reading.id, "sets")
            sets = at_hand and reading.sets  # a reading that sets nothing breaks nothing
            broken = [*find_broken_readings(plain, before, fit, path, reading)] if sets else []
            yield from broken
            sound &= at_hand and not broken
    if sound:
        yield from find_contradictions(plain, parts.questions, fit)


def _fit(parts: Parts, known: Known) -> Iterator[Problem]:
    for check in (_references, _milestones, _rules_fit, _derivations_fit):
        yield from check(parts, known)


def _concern_problem(known: Known, path: Path, concern: str) -> Iterator[Problem]:
    head, *rest = concern.split(".")
    fields = {field.name for field in attrs.fields(Parts)}
    words = known[head] if rest and head in fields & known.keys() else fields
    word = rest[0] if words is not fields else head
    if word not in words and head != "term":
        yield Problem(
            path=path,
            id="dangling-reference",
            message="points at something that the agreement does not have",
            expected=", ".join(sorted(words)) or "a part, such as 'targets.burglary'",
            came=repr(concern),
            remedy=did_you_mean(word, words),
        )


def _is_at_hand(parts: Parts, known: Known, change: Change) -> bool:
    """Say whether the part that a change sets could be read; if not, that has been reported."""
    head, *rest = change.path.split(".")
    if head == "term":
        return parts.term is not None
    collection = parts.collections().get(head, ())
    declared = bool(rest) and rest[0] in known.get(head, ())
    return not declared or not collection or any(part.id == rest[0] for part in collection)


def find_doubts(parts: Parts) -> Iterator[Problem]:
    """Return what a careful reader would ask about, though nothing contradicts: warnings."""
    for target in parts.targets:
        for index, milestone in enumerate(target.rule.milestones()):
            reconciliation = milestone.reconciliation
            if reconciliation is None or reconciliation.status is ReconciliationStatus.EQUAL:
                continue
            conflict = reconciliation.status is ReconciliationStatus.CONFLICT
            doubt = "no rounding explains it; " if conflict else ""
            yield Problem(
                path=("targets", target.id, "printed", index),
                id=f"printed-{reconciliation.status}",
                message=f"the printed value for {milestone.period} differs from its rule",
                expected=f"{_text(milestone.rounded)}, from {_text(milestone.exact)}",
                came=f"{_text(milestone.printed)}, {reconciliation}",
                remedy=f"compare with the signed text; {doubt}the printed value decides",
            )


def find_open_questions(agreement: Parts) -> Iterator[Problem]:
    """Return what nobody has decided yet, for a check that asks for everything to be decided."""
    for question in agreement.questions:
        if question.is_open():
            readings = " or ".join(repr(reading.id) for reading in question.readings)
            yield Problem(
                path=("questions", question.id),
                id="open-question",
                message="nobody has decided this question",
                expected=f"one of its readings, adopted: {readings}",
                came=f"{question.assumed!r}, only assumed" if question.assumed else "no decision",
                remedy="write adopted = { reading = ..., by = ..., on = ..., why = ... }",
            )


def _text(value: Exact | None) -> str:
    return "nothing" if value is None else plain_text(value)
