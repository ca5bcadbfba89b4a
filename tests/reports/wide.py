"""A partnership with many areas: Amager's six offence types in each of so many districts."""

from datetime import date

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import Area
from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.agreement.targets import Target
from partnerskab.config.folder import load
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.values.names import Label

_NAMES = ("Ærøparken", "Åbyen", "Østergård", "Nørremarken", "Aagården", "Vestparken", "Engen")


def wide_partnership(areas: int) -> Partnership:
    """Return Amager's agreement with its offence types in so many areas instead of one."""
    amager = load("examples/amager").agreement
    cited = amager.areas[0].citation
    districts = [
        Area(
            id=f"area-{number}", label=Label.of(da=_name(number), en=_name(number)), citation=cited
        )
        for number in range(areas)
    ]
    targets = [
        _in_area(target, area.id) for area in districts for target in amager.targets_of("crime")
    ]
    parts = amager.by_name() | {
        "areas": (*amager.areas, *districts),
        "targets": targets,
        "questions": (),
    }
    return Partnership(agreement=Agreement(**parts))


def wide_observations(partnership: Partnership) -> ObservationSet:
    """Return invented figures for every area and year to 2015, some met and some missed."""
    return ObservationSet(
        Observation(
            indicator=target.rule.indicator,
            area=target.rule.area,
            period=milestone.period,
            value=int(milestone.limit) + (index + place) % 5 - 2,  # type: ignore[arg-type]  # a count
            status="illustrative",
            published=date(milestone.period.year + 1, 2, 1),
            audience="public",
        )
        for index, target in enumerate(partnership.agreement.targets)
        for place, milestone in enumerate(target.rule.milestones()[:3])
    )


def _name(number: int) -> str:
    return f"{_NAMES[number % len(_NAMES)]} {number // len(_NAMES) + 1}"


def _in_area(target: Target, area: str) -> Target:
    rule = target.rule
    assert isinstance(rule, PercentOfBaseline)
    return attrs.evolve(target, id=f"{target.id}-{area}", rule=attrs.evolve(rule, area=area))
