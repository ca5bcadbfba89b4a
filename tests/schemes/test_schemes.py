"""Agreements and target schemes of other cities and countries: each is a file, and no code."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import DERIVATIONS
from partnerskab.agreement.ladders import Steps
from partnerskab.agreement.rules import RULES
from partnerskab.assessment.assess import assess
from partnerskab.assessment.uncertainty import counts_of
from partnerskab.assessment.verdicts import Assessment, Verdict
from partnerskab.config.folder import check, load
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import read_observations
from partnerskab.values.exact import Exact, exact
from partnerskab.values.periods import Period
from partnerskab.values.scales import Value
from tests.samples import caveats

SCHEMES = Path(__file__).parent
NAMES = sorted(path.name for path in SCHEMES.iterdir() if path.is_dir() and path.name[0] != "_")
LATER = date(2032, 1, 1)


def scheme(name: str) -> Partnership:
    """Return one of the schemes."""
    return load(SCHEMES / name)


def cells(agreement: Agreement, target: str) -> list[tuple[str, Exact | None, Exact | None, str]]:
    """Return what stands for each period of a target, and how it is explained."""
    return [
        (str(each.period), each.exact, each.printed, str(each.reconciliation))
        for each in agreement.target(target).rule.milestones()
    ]


def seen(indicator: str, area: str, period: str | Period, value: Value) -> Observation:
    """Return a final observation that nobody has dated."""
    return Observation(indicator=indicator, area=area, period=period, value=value, status="final")


def where_it_stands(name: str, given: Iterable[Observation], as_of: date = LATER) -> Assessment:
    """Assess a scheme."""
    return assess(scheme(name), ObservationSet(given), as_of=as_of)


def test_every_scheme_is_here() -> None:
    """The schemes together use every kind of target but two, and every way to derive a value."""
    agreements = [scheme(name).agreement for name in NAMES]
    kinds = {target.rule.kind for each in agreements for target in each.targets}
    assert kinds == set(RULES) - {"towards"}  # which Amager has
    derived = {each.derived.kind for one in agreements for each in one.indicators if each.derived}
    assert derived == set(DERIVATIONS)
    assert Steps.FROM_BASELINE in {
        getattr(target.rule, "steps", None) for each in agreements for target in each.targets
    }


@pytest.mark.parametrize("name", [name for name in NAMES if name != "scotland-road-casualties"])
def test_scheme_loads_without_a_finding(name: str) -> None:
    """Neither errors nor warnings are said of it."""
    assert check(SCHEMES / name).diagnostics == ()


@pytest.mark.parametrize("name", NAMES)
def test_scheme_can_be_assessed_without_figures(name: str) -> None:
    """Nothing is met by missing data, whatever the kinds of target."""
    assert "met" not in {each.outcome for each in where_it_stands(name, []).verdicts}


# Tingbjerg-Husum, 2013 to 2016


def test_tingbjerg_husum_has_no_number_to_reach() -> None:
    """Six partners, three places, five focus areas, two million kr. a year, and no target."""
    agreement = scheme("tingbjerg-husum").agreement
    assert [party.id for party in agreement.parties] == [
        "city",
        "police",
        "ssp",
        "fsb",
        "sab",
        "aab",
    ]
    assert [part.text("da") for part in agreement.areas[0].parts] == [
        "Tingbjerg/Utterslevhuse",
        "Voldparken",
        "Gadelandet",
    ]
    assert len(agreement.focus_areas) == 5
    (money,) = agreement.allocations
    assert (str(money.amount), str(money.period), money.basis) == (
        "2000000 DKK",
        "2013-2016",
        "yearly",
    )
    assert agreement.targets == ()


# Scotland, to 2015 and 2020


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            "killed",
            [
                ("2015", exact("204.4"), 204, "equal"),
                ("2020", exact("175.2"), 175, "equal"),
            ],
        ),
        (
            "seriously-injured",
            [
                ("2015", exact("1484.85"), 1484, "explained by down"),
                ("2020", exact("1172.25"), 1172, "equal"),
            ],
        ),
        (
            "children-killed",
            [("2015", exact("9.75"), 10, "equal"), ("2020", exact("7.5"), 8, "equal")],
        ),
        (
            "children-seriously-injured",
            [("2015", exact("162.5"), 163, "equal"), ("2020", exact("113.75"), 114, "equal")],
        ),
    ],
)
def test_scottish_targets(
    target: str, expected: list[tuple[str, Exact | None, Exact | None, str]]
) -> None:
    """Seven of the eight printed values are half-up, and one is rounded down."""
    assert cells(scheme("scotland-road-casualties").agreement, target) == expected


def test_scottish_cell_is_a_warning() -> None:
    """The cell that another rounding explains is named, and the printed value decides."""
    (warning,) = check(SCHEMES / "scotland-road-casualties").diagnostics
    assert (warning.id, str(warning.severity), warning.came) == (
        "printed-explained",
        "warning",
        "1484, explained by down",
    )
    for value, outcome in ((1484, "met"), (1485, "not-met")):
        assessed = where_it_stands(
            "scotland-road-casualties", [seen("seriously-injured", "scotland", "2015", value)]
        )
        assert assessed.verdict("seriously-injured", Period(2015)).outcome == outcome


def test_mean_that_is_printed_alone_tells_no_counts() -> None:
    """A mean without its years says nothing of chance, and no test is made of it."""
    rule = scheme("scotland-road-casualties").agreement.target("killed").rule
    assert rule.baseline is not None
    assert (rule.baseline.value, counts_of(rule.baseline)) == (292, ())


# London, to 2016/17

OFFENCES = {
    "violence-with-injury": 57_836,
    "robbery": 34_764,
    "burglary": 92_644,
    "vandalism": 59_910,
    "theft-from-the-person": 49_265,
    "theft-of-motor-vehicle": 22_139,
    "theft-from-motor-vehicle": 67_916,
}


def test_london_promises_a_basket() -> None:
    """Twenty percent of the seven together, from the sum of their counts in 2011/12."""
    agreement = scheme("london-20-20-20").agreement
    rule = agreement.target("seven-crimes").rule
    assert rule.baseline is not None
    assert rule.baseline.value == 411_033
    assert cells(agreement, "seven-crimes") == [("2016/17", exact("328826.4"), None, "None")]
    confidence = agreement.target("confidence").rule.due(rule.periods[0])
    assert confidence is not None
    assert (confidence.exact, confidence.limit) == (75, 75)


def london(counts: dict[str, int]) -> Verdict:
    """Return the verdict on the basket, were these the counts of 2016/17."""
    last = Period(2016, month=4)
    given = [seen(id, "london", last, counts[id]) for id in counts]
    return where_it_stands("london-20-20-20", given).verdict("seven-crimes", last)


def test_london_basket_is_weighed_from_its_parts() -> None:
    """The published counts of 2012/13 make the published total of 384,474."""
    verdict = london(OFFENCES)
    assert (verdict.evidence.value, verdict.outcome) == (384_474, "not-met")
    assert verdict.change is not None
    assert round(verdict.change, 1) == Fraction(-65, 10)
    assert caveats(verdict) == {"derived", "undated"}


def test_london_basket_with_a_hole_is_no_data() -> None:
    """Without one of the seven there is no total; but what is known may already be too much."""
    some = {id: count for id, count in OFFENCES.items() if id != "burglary"}
    verdict = london(some)
    assert (verdict.evidence.value, verdict.outcome) == (None, "no-data")
    assert "out-of-reach" not in caveats(verdict)
    verdict = london({id: 2 * count for id, count in some.items()})
    assert (verdict.outcome, "out-of-reach" in caveats(verdict)) == ("no-data", True)


# Denmark, to 2030


@pytest.mark.parametrize(
    ("target", "level"), [("killed", 90), ("seriously-injured", 900), ("slightly-injured", 10_000)]
)
def test_danish_levels(target: str, level: int) -> None:
    """A level is met at the very number."""
    for value, outcome in ((level, "met"), (level + 1, "not-met")):
        assessed = where_it_stands("denmark-road-safety", [seen(target, "denmark", "2030", value)])
        assert assessed.verdict(target, Period(2030)).outcome == outcome


# Great Britain, to 2010


def test_british_targets_are_undefined_without_their_baseline() -> None:
    """A percentage of a number that the text does not print is undefined, and says why."""
    target = "killed-or-seriously-injured"
    given = [seen(target, "great-britain", "2010", 24_510)]
    verdict = where_it_stands("great-britain-road-casualties", given).verdict(target, Period(2010))
    assert verdict.outcome == "undefined"
    assert "no-baseline" in caveats(verdict)


# The United States, to 2030


@pytest.mark.parametrize(("arrests", "outcome"), [(1992, "met"), (1993, "not-met")])
def test_american_rate(arrests: int, outcome: str) -> None:
    """Arrests per 100,000 come from a count and its own population: 199.2 is met, 199.3 is not."""
    target = "arrests-per-100000"
    given = [
        seen("arrests", "united-states", "2030", arrests),
        seen("young", "united-states", "2030", 1_000_000),
    ]
    verdict = where_it_stands("united-states-young-offenders", given).verdict(target, Period(2030))
    assert (verdict.evidence.value, verdict.outcome) == (Fraction(arrests, 10), outcome)


# Danish housing areas: two of four criteria, a gate, and thresholds that follow others


def housing_area(**changed: int) -> Verdict:
    """Return the verdict on an area where three criteria hold, with some figures changed."""
    figures = {
        "work_2024": 39,
        "work_2025": 42,
        "convicted_2024": 6,
        "convicted_2025": 6,
        "denmark_2024": 2,
        "denmark_2025": 2,
        "schooled": 60,
        "income": 109_999,
        "region": 200_000,
        "residents": 1000,
    } | changed
    given = [
        seen("without-work", "housing-area", "2024", figures["work_2024"]),
        seen("without-work", "housing-area", "2025", figures["work_2025"]),
        seen("convicted", "housing-area", "2024", figures["convicted_2024"]),
        seen("convicted", "housing-area", "2025", figures["convicted_2025"]),
        seen("convicted", "denmark", "2024", figures["denmark_2024"]),
        seen("convicted", "denmark", "2025", figures["denmark_2025"]),
        seen("basic-schooled", "housing-area", "2025", figures["schooled"]),
        seen("income", "housing-area", "2025", figures["income"]),
        seen("income", "region", "2025", figures["region"]),
        seen("residents", "housing-area", "2025", figures["residents"]),
    ]
    return where_it_stands("danish-housing-areas", given).verdict("criteria", Period(2025))


@pytest.mark.parametrize(
    ("changed", "held", "outcome"),
    [
        ({}, 3, "not-met"),
        ({"work_2024": 38}, 2, "not-met"),  # the mean of two years is 40, not above it
        ({"work_2024": 38, "convicted_2025": 5}, 1, "met"),
        ({"schooled": 61}, 4, "not-met"),
        ({"income": 110_000}, 2, "not-met"),
        ({"residents": 999}, 0, "met"),
    ],
    ids=["three", "two", "one", "four", "the region", "the gate"],
)
def test_danish_housing_area(changed: dict[str, int], held: int, outcome: str) -> None:
    """The criteria count where the area is large enough, and one of them may hold."""
    verdict = housing_area(**changed)
    assert (verdict.evidence.value, verdict.outcome) == (held, outcome)
    assert "other-area" not in caveats(verdict)


# An invented city, for what no published scheme at hand has


def city(as_of: date = LATER, *without: str) -> Assessment:
    """Assess the invented city by its invented figures, some of them left out."""
    partnership = scheme("invented-city")
    figures = read_observations(
        partnership, SCHEMES / "invented-city" / "observations-illustrative.csv"
    )
    kept = [each for each in figures if f"{each.indicator} {each.area}" not in without]
    return assess(partnership, ObservationSet(kept), as_of=as_of)


@pytest.mark.parametrize(
    ("target", "period", "outcome", "value"),
    [
        ("unsafe", 2015, "met", 17),
        ("unsafe", 2016, "not-met", Fraction(33, 2)),
        ("unsafe", 2017, "met", 14),
        ("gap", 2017, "met", 1),
        ("worst", 2017, "no-data", None),
        ("needy", 2017, "met", 1),
        ("least-satisfied", 2017, "met", 86),
        ("satisfied", 2015, "met", 81),
        ("satisfied", 2016, "not-met", 79),
        ("satisfied", 2017, "not-met", 88),
        ("need", 2017, "met", "reduced"),
        ("square", 2016, "needs-judgement", None),
    ],
)
def test_invented_city(target: str, period: int, outcome: str, value: Value | None) -> None:
    """Points, gaps, worst areas, counts of areas, a hold throughout and a judgement."""
    verdict = city().verdict(target, Period(period))
    assert (verdict.outcome, verdict.evidence.value) == (outcome, value)


def test_areas_that_a_derived_value_is_made_of_are_meant() -> None:
    """The city beside the district, and the districts together, are no other areas than meant."""
    for target in ("gap", "needy", "least-satisfied"):
        assert "other-area" not in caveats(city().verdict(target, Period(2017)))


def test_the_city_can_be_shown_beside_the_district() -> None:
    """Its own share of residents who feel unsafe is at hand, the baseline's year included."""
    known, years = city().known, [Period(year) for year in range(2014, 2018)]
    assert known.periods("unsafe", "city") == known.periods("unsafe", "district") == tuple(years)
    found = [each.value for year in years for each in known.latest("unsafe", "city", year)]
    assert found == [12, 12, Fraction(25, 2), 13]


def test_one_area_alone_can_break_a_promise_about_all() -> None:
    """North stands at 11 of 10, so that whatever South has, the target is out of reach."""
    verdict = city().verdict("worst", Period(2017))
    assert (verdict.evidence.so_far, "out-of-reach" in caveats(verdict)) == (11, True)
    assert [each.area for each in verdict.evidence.missing] == ["south"]


def test_no_area_in_scope_leaves_the_target_undefined() -> None:
    """Where every district was at 85 percent already, there is nothing to decide."""
    partnership = scheme("invented-city")
    given = [
        seen("satisfied", area, period, 90)
        for area in ("north", "south")
        for period in ("2013", "2017")
    ]
    verdict = assess(partnership, ObservationSet(given), as_of=LATER).verdict(
        "least-satisfied", Period(2017)
    )
    assert (verdict.outcome, "no-value" in caveats(verdict)) == ("undefined", True)


def test_held_throughout_is_no_data_where_an_earlier_year_is_missing() -> None:
    """A good last year does not make up for one that nobody knows."""
    partnership = scheme("invented-city")
    given = [seen("satisfied", "district", year, 88) for year in ("2015", "2017")]
    verdict = assess(partnership, ObservationSet(given), as_of=LATER).verdict(
        "satisfied", Period(2017)
    )
    assert verdict.outcome == "no-data"


def test_a_few_areas_are_no_small_count_of_events() -> None:
    """Chance does not move the number of districts as it moves the number of burglaries."""
    assert "small-count" not in caveats(city().verdict("needy", Period(2017)))
