"""How sure a verdict on a count can be: what it is reckoned from, and where nothing is said."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from partnerskab.agreement.indicators import Break
from partnerskab.agreement.rule import Baseline, Rule
from partnerskab.assessment.assess import assess
from partnerskab.assessment.statistics import (
    chance_if_nothing_changed,
    change_in_words,
    count_interval,
    ratio_interval,
    target_in_words,
)
from partnerskab.assessment.uncertainty import (
    Uncertainty,
    counts_of,
    expected_by_luck,
    uncertainties,
)
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.values.periods import Period
from tests.samples import (
    AFTER_ALL,
    JUDGED,
    agreement,
    assessed,
    ceiling,
    ladder,
    named,
    points,
    seen,
    towards,
)

YEARS = (70, 74, 87)


def one(rule: Rule, value: int) -> Uncertainty:
    """Return the only uncertainty there is."""
    (found,) = uncertainties(assessed(rule, seen(value)))
    return found


def expected(
    later: int, limit: int, earlier: tuple[int, ...] = (77,), *, falling: bool = True
) -> Uncertainty:
    """Return what the statistics say of a count in 2013 and the counts of its baseline."""
    total, years = sum(earlier), len(earlier)
    return Uncertainty(
        target_id="reports",
        period=Period(2013),
        count=later,
        count_range=count_interval(later),
        ratio_range=ratio_interval(later, total, exposure_earlier=years),
        change=change_in_words(later, total, exposure_earlier=years),
        target=target_in_words(
            later,
            total,
            Fraction(limit * years, total),
            falling=falling,
            exposure_earlier=years,
        ),
        luck=chance_if_nothing_changed(earlier, limit, falling=falling),
    )


def since(*values: int, statistic: str, period: object = "2010-2012", **fields: Any) -> Rule:
    """Return the burglary row of Amager from a baseline made of several numbers."""
    baseline = Baseline(period=period, values=values, statistic=statistic, **fields)
    return attrs.evolve(ladder(), baseline=baseline)


@pytest.mark.parametrize("value", [0, 40, 71, 120])
def test_count_after_a_counted_year(value: int) -> None:
    """The count, its ratio to the baseline and the promise are told with what chance leaves."""
    assert one(ladder(), value) == expected(value, 69)


@pytest.mark.parametrize("value", [40, 77])
def test_count_after_the_mean_of_several_years(value: int) -> None:
    """Each of the years counts, and their number is the exposure."""
    assert one(since(*YEARS, statistic="mean"), value) == expected(value, 69, YEARS)


def test_count_after_the_sum_of_several_numbers() -> None:
    """A sum is a count like any other."""
    rule = since(40, 37, statistic="sum", period=2012)
    assert one(rule, 40) == expected(40, 69)


@pytest.mark.parametrize("value", [90, 200])
def test_count_that_shall_rise(value: int) -> None:
    """A promise to rise is documented by more, and its luck is that of more."""
    rule = ladder(indicator="members", percent=[10, 15, 20, 25], printed=[85, 89, 92, 96])
    (found,) = uncertainties(assessed(rule, seen(value, indicator="members")))
    assert attrs.evolve(found, target_id="reports") == expected(value, 85, falling=False)


@pytest.mark.parametrize(
    ("rule", "figures"),
    [
        (points(-1), [seen(17, indicator="unsafe")]),
        (ladder(), []),
        (ladder(), [seen(69), seen(70, source="another")]),
        (ladder(), [seen(Fraction(139, 2))]),
        (ceiling(70), [seen(69)]),
        (ceiling(70, baseline=Baseline(period=2012, value=0)), [seen(69)]),
        (since(*YEARS, statistic="median"), [seen(69)]),
        (since(6 * 10**9, 6 * 10**9, statistic="mean"), [seen(69)]),
    ],
    ids=[
        "a share",
        "no figure",
        "disputed",
        "no count",
        "no baseline",
        "nothing",
        "a median",
        "together more than a count",
    ],
)
def test_nothing_is_said(rule: Rule, figures: list[Observation]) -> None:
    """Without a decision on a count, and counts before it, chance has no measure."""
    assert uncertainties(assessed(rule, *figures)) == ()


def test_nothing_is_said_of_what_does_not_compare() -> None:
    """Across a break there is a count, and no verdict that could be unsure."""
    signed = agreement(ladder())
    change = Break(period=2013, why=named("another form"))
    broken = [attrs.evolve(each, breaks=[change]) for each in signed.indicators]
    found = assessed(attrs.evolve(signed, indicators=broken), seen(69))
    assert uncertainties(found) == ()


def test_nothing_is_said_of_what_a_person_judged() -> None:
    """A judgement has no number that chance could reach."""
    partnership = Partnership(agreement=agreement(towards()), judgements=[JUDGED])
    figures = ObservationSet([seen(5, indicator="activations")])
    assert uncertainties(assess(partnership, figures, as_of=AFTER_ALL)) == ()


def test_every_decided_year_has_its_own() -> None:
    """Each period in which a count is decided has an uncertainty, in order."""
    found = uncertainties(assessed(ladder(), seen(69), seen(70, 2014), seen(60, 2016)))
    assert [(each.period.year, each.count) for each in found] == [
        (2013, 69),
        (2014, 70),
        (2016, 60),
    ]


def test_luck_adds_up() -> None:
    """The chances of all the targets make the number that luck alone would meet, to a tenth."""
    found = uncertainties(assessed(ladder(), seen(69), seen(70, 2014), seen(60, 2016)))
    luck = [each.luck for each in found]
    assert [round(each, 3) for each in luck] == [0.268, 0.168, 0.056]
    assert expected_by_luck(found) == Fraction(5, 10)
    assert expected_by_luck(found[:1]) == Fraction(3, 10)
    assert expected_by_luck([]) == 0


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"value": 77}, (77,)),
        ({"value": Fraction(1, 2)}, ()),
        ({"value": None}, ()),
        ({"value": "reduced"}, ()),
        ({"values": [70, 74], "statistic": "mean"}, (70, 74)),
        ({"values": [70, "74.5"], "statistic": "mean"}, ()),
        ({"value": 72, "statistic": "mean"}, ()),
        ({"values": [70, 74], "statistic": "sum"}, (144,)),
        ({"value": 144, "statistic": "sum"}, (144,)),
        ({"values": [70, 74], "statistic": "median"}, ()),
    ],
    ids=str,
)
def test_counts_of_a_baseline(fields: dict[str, Any], counts: tuple[int, ...]) -> None:
    """One count, those of a mean, or a sum; a mean without its numbers and a median tell none."""
    assert counts_of(Baseline(period="2011-2012", **fields)) == counts
