"""Which version decides what, and which amendments bear on a verdict."""

from datetime import date

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import OverTime, WorstArea
from partnerskab.assessment.versions import bearing_on, is_outgrown
from tests.samples import agreement, amended, assessed, ceiling, hold, judged, ladder, seen

START = date(2014, 1, 1)


def bears(change: str, signed: Agreement) -> bool:
    """Say whether an amendment with one change bears on the first target."""
    (target, *_) = signed.targets
    return bool(bearing_on(amended(signed, signed, change), START, target))


@pytest.mark.parametrize(
    "change",
    [
        "agreement.area",
        "targets.reports",
        "targets.reports.percent",
        "objectives.crime",
        "areas.town.label",
        "indicators.reports.definition",
        "sources.register",
    ],
)
def test_amendment_bears_on_what_a_target_rests_on(change: str) -> None:
    """That is the target itself, its objective, areas, indicator and source."""
    assert bears(change, agreement(ladder()))


@pytest.mark.parametrize(
    "change",
    [
        "agreement.label",
        "targets.thefts",
        "objectives.other",
        "areas.district",
        "indicators.thefts",
        "sources.other",
    ],
)
def test_amendment_of_something_else_does_not_bear(change: str) -> None:
    """What a target does not rest on may change without a word."""
    assert not bears(change, agreement(ladder(), ladder(indicator="thefts")))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("indicators.thefts", True),
        ("indicators.activations", True),
        ("areas.district", True),
        ("sources.register", True),
        ("indicators.unsafe", False),
    ],
)
def test_amendment_bears_on_what_a_value_is_reckoned_from(change: str, *, expected: bool) -> None:
    """A target on a derived value rests on everything down to what is published."""
    signed = agreement(ladder())
    derived = {
        "reports": OverTime(of="thefts", statistic="mean", periods=2),
        "thefts": WorstArea(of="activations", over=["district"]),
    }
    indicators = [
        attrs.evolve(each, source=None, derived=derived[each.id]) if each.id in derived else each
        for each in signed.indicators
    ]
    assert bears(change, attrs.evolve(signed, indicators=indicators)) is expected


def test_year_that_an_amendment_takes_out_has_no_verdict() -> None:
    """What is due in no target of the version that would judge it is not judged."""
    shorter = ladder(periods=[2013, 2014, 2015], percent=[-10, -15, -20], printed=[69, 65, 62])
    whole = assessed(amended(agreement(ladder()), agreement(shorter)))
    assert [each.year for each in whole.periods] == [2013, 2014, 2015]


def test_level_in_another_area_is_compared_with_nothing() -> None:
    """Without a baseline the figures of a new area are as good as those of the old."""
    later = attrs.evolve(ceiling(70, 60), area="district")
    signed = amended(agreement(ceiling(70, 60)), agreement(later))
    assert judged(signed, seen(60, 2014, area="district"), period=2014).outcome == "met"


def test_target_that_came_later_is_compared_with_its_own_baseline() -> None:
    """Where the versions before did not hold the target, nothing was measured elsewhere."""
    signed = amended(agreement(hold()), agreement(ladder(), hold()))
    found = assessed(signed, seen(60, 2014))
    (verdict,) = (
        each for each in found.verdicts if each.target == "reports" and each.period.year == 2014
    )
    assert verdict.outcome == "met"


def test_areas_that_replace_each_other_come_to_an_end() -> None:
    """Two areas of which each stands for the other are the same two, however often one asks."""
    signed = agreement(ladder())
    other = {"town": "district", "district": "town"}
    areas = [
        attrs.evolve(each, replaces=other[each.id], is_comparable=True) for each in signed.areas
    ]
    whole = attrs.evolve(signed, areas=areas)
    (target,) = whole.targets
    assert is_outgrown(target, whole, [signed]) is False
