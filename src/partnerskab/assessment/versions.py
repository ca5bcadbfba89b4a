"""Which version of an agreement decides what.

A period is judged by the version in force on its last day, so that an amendment never changes what
was promised for a period that had ended before. A period that has not ended is judged by the
version in force on the day of the assessment.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import ids_named
from partnerskab.agreement.targets import Target
from partnerskab.values.periods import Period

# Versions by the day from which they count, in order; None for the agreement as it was signed.
Versions = Mapping[date | None, Agreement]


def versions_until(agreement: Agreement, day: date) -> dict[date | None, Agreement]:
    """Return every version until a day, in order."""
    found: dict[date | None, Agreement] = {None: agreement}
    found |= {each.start: each.agreement for each in agreement.versions if each.start <= day}
    return found


def judged_by(agreement: Agreement, versions: Versions, day: date) -> dict[Period, date | None]:
    """Return every period in which something is due, with the version that judges it.

    Args:
        agreement: the agreement with its later versions.
        versions: what `versions_until` gives for the day, as it reads on that day.
        day: the day of the assessment.
    """
    periods = sorted({period for each in versions.values() for period in each.periods})
    deciding = {each: agreement.version_on(min(day, each.last_day)) for each in periods}
    starts = {each: version.start if version else None for each, version in deciding.items()}
    return {each: start for each, start in starts.items() if each in versions[start].periods}


def ids_in_order(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return each id once: those of the last group, then what only an earlier one has.

    >>> ids_in_order([["a", "gone", "b"], ["b", "a", "new"]])
    ('b', 'a', 'new', 'gone')
    """
    newest_first = list(map(tuple, groups))[::-1]
    return tuple(dict.fromkeys(id for group in newest_first for id in group))


def bearing_on(agreement: Agreement, start: date | None, target: Target) -> tuple[str, ...]:
    """Return the ids of the amendments that changed something which a target rests on.

    Args:
        agreement: the agreement with its later versions.
        start: the version that decides; None for the agreement as it was signed.
        target: the target, as that version has it.
    """
    if start is None:
        return ()
    (version,) = (each.agreement for each in agreement.versions if each.start == start)
    paths = [
        "agreement.area",
        f"targets.{target.id}",
        f"objectives.{target.objective}",
        f"areas.{target.rule.area}",
        *_measured_by(version, target.rule.indicator),
    ]
    return tuple(
        amendment.id
        for amendment in agreement.amendments
        if amendment.start <= start and any(amendment.touches(path) for path in paths)
    )


def _measured_by(agreement: Agreement, id: str) -> Iterator[str]:
    """Give the paths of an indicator, its source, and all that a derived one is reckoned from."""
    indicator = agreement.indicator(id)
    yield f"indicators.{id}"
    yield f"sources.{indicator.source}"
    if indicator.derived is not None:
        for _, kind, named in ids_named(indicator.derived):
            yield f"{kind}.{named}"
            if kind == "indicators":
                yield from _measured_by(agreement, named)


def is_outgrown(target: Target, version: Agreement, earlier: Iterable[Agreement]) -> bool:
    """Say whether the baseline of a target was measured in another area than its figures now are.

    Figures for an area that grew stand for those of the old one only where the area says so. A
    baseline that was restated with the area compares.

    Args:
        target: the target, as a version has it.
        version: that version.
        earlier: the versions before it.
    """
    baseline = target.rule.baseline
    if baseline is None:
        return False
    comparable = _stands_for(target.rule.area, version)
    before = (each.find_target(target.id) for each in earlier)
    return any(
        then is not None and then.rule.baseline == baseline and then.rule.area not in comparable
        for then in before
    )


def _stands_for(area: str, agreement: Agreement) -> set[str]:
    """Return an area and those it replaces with figures that compare."""
    areas = {each.id: each for each in agreement.areas}
    found: set[str] = set()
    following: str | None = area
    while following in areas and following not in found:
        found.add(following)
        place = areas[following]
        following = place.replaces if place.is_comparable else None
    return found | {area}
