"""What the parts of an agreement name: parties, areas, sources, each of which must be there."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from partnerskab.agreement.derived import ids_named
from partnerskab.agreement.parties import COLLECTIVES
from partnerskab.agreement.parts import Parts
from partnerskab.agreement.rules import Qualitative
from partnerskab.errors import Problem
from partnerskab.values.names import find_unknown

Path = tuple[str | int, ...]
Known = Mapping[str, AbstractSet[str]]


def find_dangling_references(parts: Parts, known: Known) -> Iterator[Problem]:
    """Return every id that a part names and nothing has.

    Args:
        parts: the parts.
        known: the ids of every collection, and of `actors`.
    """
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
