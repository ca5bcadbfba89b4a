"""The shipped Amager example against the agreement: every fact, and all 24 printed values."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest

import partnerskab
from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.budget import Allocation
from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.agreement.parties import Cadence, Duty
from partnerskab.agreement.questions import Change, Question
from partnerskab.agreement.rule import Decision, Milestone
from partnerskab.agreement.rules import Hold, Towards
from partnerskab.agreement.targets import Target
from partnerskab.observations.observation import Status
from partnerskab.tables.targets import targets_table
from partnerskab.values.amounts import Amount
from partnerskab.values.citations import Citation
from partnerskab.values.exact import RoundingMode
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from partnerskab.values.rounding import Basis, reconcile

PROJECT = Path(__file__).parents[2]
EXAMPLE = PROJECT / "examples" / "amager"
TEXTS = PROJECT.parent / "shared" / "agreement"

YEARS = (2013, 2014, 2015, 2016)
OFFENCES = ("burglary", "theft", "violence", "vandalism", "narcotics", "harassment")


@cache
def partnership() -> partnerskab.Partnership:
    """Return the partnership that the example's folder holds."""
    return partnerskab.load(EXAMPLE)


def amager() -> Agreement:
    """Return the agreement of the example."""
    return partnership().agreement


def ids(parts: tuple[Any, ...]) -> list[str]:
    """Return the ids of some parts, in their order."""
    return [part.id for part in parts]


def one(parts: tuple[Any, ...], id: str) -> Any:
    """Return the part with an id."""
    (found,) = (part for part in parts if part.id == id)
    return found


def danish(label: Label | None) -> str:
    """Return the Danish text of a label."""
    assert label is not None
    return label.text("da")


def where(citation: Citation) -> str:
    """Return a citation of the agreement as text, without the document's name."""
    assert citation.document == "agreement-text"
    return str(citation).removeprefix("agreement-text, ")


def ladder(offence: str) -> PercentOfBaseline:
    """Return the ladder of an offence type."""
    rule = amager().target(offence).rule
    assert isinstance(rule, PercentOfBaseline)
    return rule


def cell(offence: str, year: int) -> tuple[Target, Milestone]:
    """Return the target and the milestone of one cell of the signed table."""
    target = amager().target(offence)
    milestone = target.rule.due(Period(year))
    assert milestone is not None
    return target, milestone


# The agreement as a whole, its term and its area


def test_example_loads_without_a_finding() -> None:
    """The shipped folder has neither errors nor warnings."""
    assert partnerskab.check(EXAMPLE).diagnostics == ()


def test_people_have_short_names_for_it() -> None:
    """The partnership and its three objectives are called by a word or two in headings."""
    called = amager().also_called
    assert called == Label.of(da="Amager Partnerskab", en="Amager Partnership")
    assert [each.heading for each in amager().objectives] == [
        Label.of(da="Tryghed", en="Perceived safety"),
        Label.of(da="SSP-beredskabet", en="SSP"),
        Label.of(da="Anmeldelser", en="Police reports"),
    ]


def test_term_starts_on_an_unknown_day() -> None:
    """The agreement holds from its signature, whose date is blank."""
    term = amager().term
    assert (term.start, where(term.citation)) == (None, "section preamble")
    assert danish(term.start_note) == "Fra underskriftsdatoen, som ikke er udfyldt"


def test_term_ends_with_2016() -> None:
    """31 December 2016 is the last day of the term."""
    assert amager().term.end == date(2016, 12, 31)
    assert date(2016, 12, 31) in amager().term
    assert date(2017, 1, 1) not in amager().term


def test_area_is_five_departments() -> None:
    """The area is five housing departments, which people call by two other names."""
    area = one(amager().areas, amager().area)
    assert [danish(part) for part in area.parts] == [
        "Hørgården",
        "Remisevænget Øst",
        "Remisevænget Vest",
        "Remisevænget Nord",
        "Dyvekevænget",
    ]
    assert danish(area.also_called) == "Urbanplanen og Hørgården"
    assert where(area.citation) == "section preamble"


def test_districts_have_codes_of_different_lists() -> None:
    """District 29 is the safety index's, district 15 is SSP's; neither is the area itself."""
    district_29, district_15 = (one(amager().areas, f"district-{code}") for code in (29, 15))
    assert (district_29.code, district_15.code) == ("29", "15")
    assert danish(district_29.scheme) == "Tryghedsindeksets distrikter"
    assert danish(district_15.scheme) == "SSP Københavns distrikter"
    assert danish(district_15.label) == "Distrikt 15 Sundbyvester (Amager Vest)"
    assert danish(district_29.relation) == "Her ligger størstedelen af partnerskabets område"
    assert one(amager().areas, "amager").code is None
    assert where(district_29.citation) == "section 2, item 1"
    assert where(district_15.citation) == "section 2, item 2"


# Parties, bodies, duties


def test_parties() -> None:
    """Four parties take part; SSP signs in the name of the city."""
    found = [(party.id, danish(party.label), party.signs_under) for party in amager().parties]
    assert found == [
        ("city", "Københavns Kommune", None),
        ("police", "Københavns Politi", None),
        ("ssp", "SSP København", "city"),
        ("housing", "Boligforeningen 3B", None),
    ]
    assert {where(party.citation) for party in amager().parties} == {"section 4"}


def test_seven_administrations_stand_under_the_city() -> None:
    """The city takes part with seven administrations, the other parties with none."""
    city, *others = amager().parties
    assert [(each.id, danish(each.label)) for each in city.administrations] == [
        ("finance", "Økonomiforvaltningen"),
        ("social", "Socialforvaltningen"),
        ("children", "Børne- og Ungdomsforvaltningen"),
        ("environment", "Teknik- og Miljøforvaltningen"),
        ("employment", "Beskæftigelses- og Integrationsforvaltningen"),
        ("health", "Sundheds- og Omsorgsforvaltningen"),
        ("culture", "Kultur- og Fritidsforvaltningen"),
    ]
    assert [party.administrations for party in others] == [(), (), ()]


def test_steering_group() -> None:
    """Every party sits in it; it meets as needed, and at least twice a year."""
    group = one(amager().bodies, "steering-group")
    assert group.members == ("every-party",)
    assert group.meets == Cadence(at_least=2, as_needed=True)
    assert danish(group.role) == "Har det overordnede ansvar for aftalens mål"
    assert (group.chair, where(group.citation)) == (None, "section 4")


def test_working_group() -> None:
    """All administrations and partners; 6 to 8 meetings a year; the project leader chairs."""
    group = one(amager().bodies, "working-group")
    assert group.members == ("every-party", "every-administration")
    assert group.meets == Cadence(at_least=6, at_most=8)
    assert danish(group.role) == "Planlægger indsatser og gennemfører aktiviteter"
    assert (danish(group.chair), where(group.citation)) == ("Projektlederen", "section 4")


def test_there_are_two_bodies() -> None:
    """The agreement sets up no third body."""
    assert ids(amager().bodies) == ["steering-group", "working-group"]


YEARLY = Cadence(at_least=1, at_most=1)
DUTIES = [
    ("overall-responsibility", "steering-group", None, None, "section 4"),
    ("activities", "working-group", None, None, "section 4"),
    ("safety-plan", "working-group", Cadence(at_least=1), "safety-plan", "section 1"),
    ("secretariat", "finance", None, None, "section 4"),
    ("project-leader", "finance", None, None, "section 4"),
    ("status-report", "finance", YEARLY, None, "section 4"),
    ("steering-group-service", "finance", None, None, "section 4"),
    (
        "focus-area-status",
        "partnership",
        attrs.evolve(YEARLY, month=5, after="safety-index"),
        None,
        "section 3",
    ),
    ("adjustments", "every-party", YEARLY, None, "section preamble"),
    ("commit-staff", "every-party", None, None, "section 4"),
    ("inform", "every-party", None, None, "section 4"),
    ("coordinate", "every-party", None, None, "section 4"),
]


@pytest.mark.parametrize(
    ("id", "owner", "cadence", "document", "cited"), DUTIES, ids=[row[0] for row in DUTIES]
)
def test_duty(
    id: str, owner: str, cadence: Cadence | None, document: str | None, cited: str
) -> None:
    """Each duty has its owner, its rhythm, what it produces and where it stands."""
    duty: Duty = one(amager().duties, id)
    assert (duty.owner, duty.cadence, duty.document) == (owner, cadence, document)
    assert where(duty.citation) == cited


def test_there_are_no_other_duties() -> None:
    """Every duty of the file is checked above."""
    assert ids(amager().duties) == [row[0] for row in DUTIES]


def test_focus_areas() -> None:
    """Three focus areas, in the order of the text."""
    found = [(area.id, danish(area.label), where(area.citation)) for area in amager().focus_areas]
    assert found == [
        ("reputation", "Dialog og kommunikation for et bedre omdømme", "section 1, item 1"),
        ("urban-space", "Et byrum, der opleves som trygt", "section 1, item 2"),
        ("adult-life", "Brobygning til et godt voksenliv", "section 1, item 3"),
    ]


def test_safety_plan_is_a_document_of_its_own() -> None:
    """The agreement points to the plan, which has a file beside it and is written in Danish."""
    assert amager().safety_plan == "safety-plan"
    document = one(amager().documents, "safety-plan")
    assert (document.language, document.note is not None) == ("da", True)
    assert (EXAMPLE / "safety-plan.toml").is_file()


def test_safety_plan_holds_the_focus_areas_and_invents_nothing() -> None:
    """The text of the plan is not at hand: no goals, no date, and a note that says so."""
    plan = partnership().plan
    assert plan is not None
    assert (plan.document, plan.updated) == ("safety-plan", None)
    assert plan.focus_areas == ("reputation", "urban-space", "adult-life")
    assert danish(plan.note) == (
        "Planens tekst foreligger ikke, så dens mål og aktiviteter mangler her"
    )
    invented = (plan.updates, plan.sources, plan.indicators, plan.goals, plan.activities)
    assert invented == ((),) * 5


# Objectives, indicators, sources


def test_objectives() -> None:
    """Three numbered objectives, each with its targets."""
    found = [
        (each.number, each.id, where(each.citation), ids(amager().targets_of(each.id)))
        for each in amager().objectives
    ]
    assert found == [
        (1, "perceived-safety", "section 2, item 1", ["safety-index"]),
        (2, "ssp", "section 2, item 2", ["ssp-activations"]),
        (3, "crime", "section 2, item 3", list(OFFENCES)),
    ]


def test_objective_of_perceived_safety() -> None:
    """The index is held at a reduced need at the end of 2016, from a reduced need in 2012."""
    target = amager().target("safety-index")
    rule = target.rule
    assert isinstance(rule, Hold)
    assert (rule.category, rule.periods) == ("reduced", (Period(2016),))
    assert rule.baseline is not None
    assert (rule.baseline.period, rule.baseline.value) == (Period(2012), "reduced")
    assert (rule.area, where(target.citation)) == ("district-29", "section 2, item 1")


def test_better_than_reduced_is_met() -> None:
    """Of the five categories the two best keep the promise."""
    rule = amager().target("safety-index").rule
    found = {
        category.id: rule.decide(Period(2016), [category.id])
        for category in amager().scales[0].best_to_worst
    }
    assert [name for name in found if found[name] is Decision.MET] == ["minimal", "reduced"]


def test_objective_of_ssp() -> None:
    """Activations fall from 6 towards a normal level, for which there is no number."""
    target = amager().target("ssp-activations")
    rule = target.rule
    assert isinstance(rule, Towards)
    assert (rule.baseline.period, rule.baseline.value) == (Period(2012), 6)
    assert (danish(rule.reference), rule.better) == ("et normalt niveau", "lower")
    assert (rule.area, where(target.citation)) == ("district-15", "section 2, item 2")
    assert rule.decidable is False
    assert [each.limit for each in rule.milestones()] == [None] * 4


def test_scale_of_the_safety_index() -> None:
    """Five categories from best to worst; a reduced need is the second of them."""
    (scale,) = amager().scales
    assert [(each.id, danish(each.label)) for each in scale.best_to_worst] == [
        ("minimal", "minimal"),
        ("reduced", "reduceret"),
        ("ordinary", "ordinær"),
        ("intensified", "intensiveret"),
        ("marked", "markant"),
    ]
    assert scale.position("reduced") == 2


@pytest.mark.parametrize(
    ("id", "publisher", "month", "cited"),
    [
        ("safety-index", "Københavns Kommune", 5, "section 2, item 1"),
        ("ssp-report", "SSP København", None, "section 2, item 2"),
        ("police-yearly", "Københavns Politi", None, "section 2, item 3"),
    ],
)
def test_source(id: str, publisher: str, month: int | None, cited: str) -> None:
    """Each source has its publisher; the index alone has a month in which it comes out."""
    source = amager().source(id)
    assert (danish(source.publisher), source.cadence) == (publisher, "yearly")
    assert (source.release_month, where(source.citation)) == (month, cited)


OFFENCE_LABELS = ("Indbrud", "Tyverier", "Vold/Trusler", "Hærværk", "Narkotika", "Chikane")


@pytest.mark.parametrize(
    ("id", "label"), [*zip(OFFENCES, OFFENCE_LABELS, strict=True)], ids=OFFENCES
)
def test_indicator_of_an_offence_type(id: str, label: str) -> None:
    """Six counts of reports in the area itself, by the police; fewer is better."""
    indicator = amager().indicator(id)
    assert danish(indicator.label) == label
    assert (indicator.measure, indicator.kind, indicator.unit) == ("count", "flow", "reports")
    assert (indicator.better, indicator.source) == ("lower", "police-yearly")
    assert (indicator.area, where(indicator.citation)) == ("amager", "section 2, item 3")


def test_indicator_of_the_safety_index() -> None:
    """An ordinal state of district 29."""
    indicator = amager().indicator("safety-index")
    assert (indicator.measure, indicator.kind, indicator.scale) == (
        "ordinal",
        "stock",
        "need-for-effort",
    )
    assert (indicator.unit, indicator.better) == (None, None)
    assert (indicator.source, indicator.area) == ("safety-index", "district-29")


def test_indicator_of_ssp() -> None:
    """A count of extraordinary activations in district 15; fewer is better."""
    indicator = amager().indicator("ssp-activations")
    assert (indicator.measure, indicator.kind, indicator.unit) == ("count", "flow", "activations")
    assert (indicator.better, indicator.source) == ("lower", "ssp-report")
    assert (indicator.area, indicator.definition is not None) == ("district-15", True)


def test_there_are_eight_indicators() -> None:
    """One of perceived safety, one of SSP, six of reports."""
    assert ids(amager().indicators) == ["safety-index", "ssp-activations", *OFFENCES]


@pytest.mark.parametrize(
    ("id", "word"), [("safety-index", "anmeldelser"), ("narcotics", "politiets indsats")]
)
def test_validity_note_belongs_to_the_indicator(id: str, word: str) -> None:
    """The index is built from reports, too; narcotics reports follow the effort of the police."""
    assert [word in danish(note) for note in amager().indicator(id).validity] == [True]


def test_context_is_no_target() -> None:
    """A third who feel unsafe in 2010, satisfaction, and the share of children stand beside."""
    assert ids(amager().context) == ["unsafe", "satisfaction", "amager-vest", "children"]
    unsafe = one(amager().context, "unsafe")
    assert (unsafe.value, unsafe.period) == (Fraction(1, 3), Period(2010))
    assert danish(unsafe.source) == "Beboerundersøgelsen i Urbanplanen"
    others = [each for each in amager().context if each.id != "unsafe"]
    assert [each.value for each in others] == [None, None, None]
    assert {where(each.citation) for each in amager().context} == {"section 1"}
    assert not {each.id for each in amager().context} & set(ids(amager().targets))


def test_caveat_of_the_text_itself() -> None:
    """Many others drive safety and crime, too, as section 3 says."""
    (remark,) = amager().remarks
    assert (remark.id, where(remark.citation)) == ("other-factors", "section 3")
    assert "andre aktører" in danish(remark.label)


# The signed table


class Cell(NamedTuple):
    """One cell of the signed table, and what follows from it."""

    offence: str
    year: int
    baseline: int
    percent: int
    exact: str
    rounded: int
    printed: int
    printed_change: str


CELLS = [
    Cell("burglary", 2013, 77, -10, "69.3", 69, 69, "-10.4"),
    Cell("burglary", 2014, 77, -15, "65.45", 65, 65, "-15.6"),
    Cell("burglary", 2015, 77, -20, "61.6", 62, 62, "-19.5"),
    Cell("burglary", 2016, 77, -25, "57.75", 58, 58, "-24.7"),
    Cell("theft", 2013, 244, -10, "219.6", 220, 220, "-9.8"),
    Cell("theft", 2014, 244, -15, "207.4", 207, 207, "-15.2"),
    Cell("theft", 2015, 244, -20, "195.2", 195, 195, "-20.1"),
    Cell("theft", 2016, 244, -25, "183", 183, 183, "-25"),
    Cell("violence", 2013, 73, -10, "65.7", 66, 66, "-9.6"),
    Cell("violence", 2014, 73, -15, "62.05", 62, 62, "-15.1"),
    Cell("violence", 2015, 73, -20, "58.4", 58, 58, "-20.5"),
    Cell("violence", 2016, 73, -25, "54.75", 55, 55, "-24.7"),
    Cell("vandalism", 2013, 70, -10, "63", 63, 63, "-10"),
    Cell("vandalism", 2014, 70, -15, "59.5", 60, 60, "-14.3"),
    Cell("vandalism", 2015, 70, -20, "56", 56, 56, "-20"),
    Cell("vandalism", 2016, 70, -25, "52.5", 53, 53, "-24.3"),
    Cell("narcotics", 2013, 52, -10, "46.8", 47, 47, "-9.6"),
    Cell("narcotics", 2014, 52, -15, "44.2", 44, 44, "-15.4"),
    Cell("narcotics", 2015, 52, -20, "41.6", 42, 42, "-19.2"),
    Cell("narcotics", 2016, 52, -25, "39", 39, 39, "-25"),
    Cell("harassment", 2013, 72, -10, "64.8", 65, 65, "-9.7"),
    Cell("harassment", 2014, 72, -15, "61.2", 61, 61, "-15.3"),
    Cell("harassment", 2015, 72, -20, "57.6", 58, 58, "-19.4"),
    Cell("harassment", 2016, 72, -25, "54", 54, 54, "-25"),
]
COLUMNS = {
    2012: "Baseline (2012)",
    2013: "Måltal 2013 (-10 %)",
    2014: "Måltal 2014 (-15 %)",
    2015: "Måltal 2015 (-20 %)",
    2016: "Måltal 2016 (-25%)",
}


@pytest.mark.parametrize("signed", CELLS, ids=lambda signed: f"{signed.offence}-{signed.year}")
def test_cell(signed: Cell) -> None:
    """Each cell has its baseline, percent, exact, rounded and printed value, and is reconciled."""
    target, milestone = cell(signed.offence, signed.year)
    assert target.rule.baseline == partnerskab.Baseline(period=2012, value=signed.baseline)
    assert milestone.exact == Fraction(Decimal(signed.exact))
    assert (milestone.percent, milestone.rounded) == (signed.percent, signed.rounded)
    assert (milestone.printed, milestone.limit) == (signed.printed, signed.printed)
    assert (milestone.sense, str(milestone.reconciliation)) == ("at-most", "equal")


@pytest.mark.parametrize("signed", CELLS, ids=lambda signed: f"{signed.offence}-{signed.year}")
def test_change_that_a_printed_value_is(signed: Cell) -> None:
    """The table of targets shows which change in percent each printed value really is."""
    (shown,) = (
        row["printed_change"]
        for row in targets_table(amager()).records()
        if (row["target"], row["period"]) == (signed.offence, str(signed.year))
    )
    assert shown == Fraction(Decimal(signed.printed_change))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("offence", "label"), [*zip(OFFENCES, OFFENCE_LABELS, strict=True)])
def test_cell_is_cited(offence: str, label: str, year: int) -> None:
    """Each cell cites its document, section, item, table, row and column."""
    target, milestone = cell(offence, year)
    assert target.cite(milestone) == Citation(
        document="agreement-text",
        section="2",
        item="3",
        table="Gerningstype",
        row=label,
        column=COLUMNS[year],
    )


@pytest.mark.parametrize("offence", OFFENCES)
def test_baseline_has_its_own_column(offence: str) -> None:
    """The heading of the baseline stands before those of the four years."""
    assert ladder(offence).columns == tuple(COLUMNS.values())


def test_table_is_reconciled_24_of_24() -> None:
    """There are 24 cells, and all of them are equal."""
    cells = [milestone for offence in OFFENCES for milestone in ladder(offence).milestones()]
    assert [str(each.reconciliation) for each in cells] == ["equal"] * 24
    assert len(CELLS) == 24


def test_rounding_is_inferred() -> None:
    """The text names no rounding: half-up to whole numbers is inferred, with its reason."""
    for offence in OFFENCES:
        rounding = ladder(offence).rounding
        assert (rounding.mode, rounding.step) == (RoundingMode.HALF_UP, 1)
        assert rounding.basis is Basis.INFERRED
        assert rounding.citation is not None
        assert where(rounding.citation) == "section 2, item 3, table Gerningstype"
        assert "52,5" in danish(rounding.why)


def test_count_decides() -> None:
    """The criterion is explicit, and an open question says that it is a reading."""
    assert {ladder(offence).criterion for offence in OFFENCES} == {"count"}
    asked: Question = one(amager().questions, "count-or-percentage")
    assert (asked.assumed, asked.is_open()) == ("count", True)


@pytest.mark.parametrize(
    ("mode", "fitting"),
    [("half-up", 24), ("half-even", 23), ("half-down", 22), ("down", 13), ("up", 16)],
)
def test_only_half_up_fits_every_cell(mode: str, fitting: int) -> None:
    """Of the five modes one fits all 24 values."""
    found = 0
    for signed in CELLS:
        _, milestone = cell(signed.offence, signed.year)
        rounding = attrs.evolve(ladder(signed.offence).rounding, mode=mode)
        assert milestone.exact is not None
        assert milestone.printed is not None
        status = reconcile(milestone.exact, milestone.printed, rounding)
        found += str(status) == "equal"
    assert found == fitting


@pytest.mark.parametrize(
    ("year", "exact", "by_mode"),
    [
        (2014, "59.5", {"half-up": 60, "half-even": 60, "half-down": 59, "down": 59, "up": 60}),
        (2016, "52.5", {"half-up": 53, "half-even": 52, "half-down": 52, "down": 52, "up": 53}),
    ],
)
def test_vandalism_tells_the_modes_apart(year: int, exact: str, by_mode: dict[str, int]) -> None:
    """2016 rules out half-even, and 2014 half-down; no other cell is a tie."""
    rule = ladder("vandalism")
    for mode, rounded in by_mode.items():
        changed = attrs.evolve(rule, rounding=attrs.evolve(rule.rounding, mode=mode))
        milestone = changed.due(Period(year))
        assert milestone is not None
        assert milestone.exact == Fraction(Decimal(exact))
        assert milestone.rounded == rounded
    ties = [(each.offence, each.year) for each in CELLS if each.exact.endswith(".5")]
    assert ties == [("vandalism", 2014), ("vandalism", 2016)]


def test_count_and_percentage_disagree_in_11_cells() -> None:
    """Where the observation equals the target, 11 of 24 are met by the count alone."""
    found = []
    for signed in CELLS:
        rule, period = ladder(signed.offence), Period(signed.year)
        by_percentage = attrs.evolve(rule, criterion="percentage")
        assert rule.decide(period, [signed.printed]) is Decision.MET
        if by_percentage.decide(period, [signed.printed]) is Decision.NOT_MET:
            found.append((signed.offence, signed.year))
    assert found == [
        ("burglary", 2015),
        ("burglary", 2016),
        ("theft", 2013),
        ("violence", 2013),
        ("violence", 2016),
        ("vandalism", 2014),
        ("vandalism", 2016),
        ("narcotics", 2013),
        ("narcotics", 2015),
        ("harassment", 2013),
        ("harassment", 2015),
    ]


@pytest.mark.parametrize(
    ("year", "printed", "of_the_sum"),
    [(2013, 530, 529), (2014, 499, 500), (2015, 471, 470), (2016, 442, 441)],
)
def test_sum_of_targets_is_not_the_target_of_the_sum(
    year: int, printed: int, of_the_sum: int
) -> None:
    """In none of the four years do the printed targets add up to the rounded target of the sum."""
    rules = [ladder(offence) for offence in OFFENCES]
    cells = [cell(offence, year)[1] for offence in OFFENCES]
    assert sum(each.printed or 0 for each in cells) == printed
    baselines = [rule.baseline.value for rule in rules]
    baseline = sum(value for value in baselines if isinstance(value, int))
    total = attrs.evolve(
        rules[0],
        baseline=partnerskab.Baseline(period=2012, value=baseline),
        printed=None,
    )
    milestone = total.due(Period(year))
    assert milestone is not None
    assert (baseline, milestone.rounded) == (588, of_the_sum)


def test_targets_are_not_chained() -> None:
    """Burglary would end at 61 and 57, if each step came from the year before."""
    assert [each.printed for each in ladder("burglary").milestones()] == [69, 65, 62, 58]


# Money


def money(id: str) -> Allocation:
    """Return an allocation by its id."""
    found: Allocation = one(amager().allocations, id)
    return found


@pytest.mark.parametrize(
    ("year", "amount"), [(2014, 750_000), (2015, 1_500_000), (2016, 1_500_000)]
)
def test_money_for_activities(year: int, amount: int) -> None:
    """The city pays each year an amount of its own."""
    allocation = money(f"activities-{year}")
    assert allocation.amount == Amount(amount, "DKK")
    assert (allocation.period, allocation.basis) == (Period(year), "yearly")
    assert (allocation.payer, allocation.kind, allocation.staff) == ("city", "money", None)
    assert where(allocation.citation) == "section 5"


def test_money_for_the_secretariat() -> None:
    """0.3 million kr. are half a full-time year; whether each year or in all is not clear."""
    allocation = money("secretariat")
    assert allocation.amount == Amount(300_000, "DKK")
    assert allocation.staff == Amount("0.5", "full_time_years")
    assert (allocation.period, allocation.basis) == (Period(2013, months=48), "unclear")
    assert (allocation.payer, allocation.kind) == ("city", "staff-time")
    assert where(allocation.citation) == "section 5"


def test_there_is_no_activity_money_in_2013() -> None:
    """No allocation of money touches 2013."""
    years = [each.period for each in amager().allocations if each.kind == "money"]
    assert years == [Period(2014), Period(2015), Period(2016)]


def test_there_are_four_allocations() -> None:
    """Three of money and one of work."""
    assert ids(amager().allocations) == [
        "activities-2014",
        "activities-2015",
        "activities-2016",
        "secretariat",
    ]


def test_amount_printed_elsewhere_is_explained_by_rounding() -> None:
    """0.8 million is 0.75 million rounded to a tenth: another source, not a correction."""
    (other,) = money("activities-2014").printed_elsewhere
    assert other.amount == Amount(800_000, "DKK")
    assert (other.rounding.step, other.rounding.basis) == (100_000, Basis.INFERRED)
    assert other.citation.document == "published-elsewhere"
    assert str(money("activities-2014").reconcile(other)) == "equal"
    assert money("activities-2014").amount == Amount(750_000, "DKK")


def test_nothing_else_is_printed_elsewhere() -> None:
    """The other allocations have one source."""
    others = [each for each in amager().allocations if each.id != "activities-2014"]
    assert [each.printed_elsewhere for each in others] == [(), (), ()]


@pytest.mark.parametrize("year", [2014, 2015, 2016])
def test_money_follows_the_residents(year: int) -> None:
    """By decision of the city council money may be spent where the residents go."""
    allocation = money(f"activities-{year}")
    assert allocation.scope == "follows-residents"
    assert danish(allocation.authority).startswith("Borgerrepræsentationens beslutning")


@pytest.mark.parametrize(
    ("reading", "in_all", "per_full_time_year"),
    [("yearly", 1_200_000, 600_000), ("whole-period", 300_000, 150_000)],
)
def test_money_for_the_secretariat_under_each_reading(
    reading: str, in_all: int, per_full_time_year: int
) -> None:
    """0.3 million a year is 1.2 million in all; for the whole period a full-time year is cheap."""
    asked: Question = one(amager().questions, "secretariat-money")
    (change,) = asked.reading(reading).sets
    allocation: Allocation = one(amager().changed(change).allocations, "secretariat")
    assert (allocation.basis, asked.decides()) == (reading, None)
    years = allocation.period.months // 12
    total = allocation.amount * (years if reading == "yearly" else 1)
    assert total == Amount(in_all, "DKK")
    assert allocation.staff is not None
    assert total.magnitude / (allocation.staff.magnitude * years) == per_full_time_year


# Signatures

SIGNATURES = [
    ("housing", "Direktør"),
    ("health", "Områdechef"),
    ("culture", "Leder af Solvang og Ørestad Biblioteker"),
    ("employment", "Direktør"),
    ("environment", "Centerchef"),
    ("social", "Direktør"),
    ("children", "Områdechef"),
    ("ssp", "Sekretariatschef"),
    ("police", "Vicepolitidirektør"),
    ("finance", "Direktør"),
]


def test_ten_signature_blocks() -> None:
    """Ten blocks with the title as printed and nothing else, no personal name, no date."""
    found = [(each.signs_for, each.title.texts) for each in amager().signatures]
    assert found == [(actor, (("da", title),)) for actor, title in SIGNATURES]
    assert [each.dated for each in amager().signatures] == [False] * 10
    assert {where(each.citation) for each in amager().signatures} == {"section 7"}


def test_every_party_and_administration_signs_once() -> None:
    """The police, SSP, the association and seven administrations: the city signs through them."""
    city = amager().parties[0]
    actors = {"police", "ssp", "housing", *ids(city.administrations)}
    assert sorted(each.signs_for for each in amager().signatures) == sorted(actors)


def test_one_block_is_marked_as_the_chairs() -> None:
    """The finance administration's block is marked, and no other."""
    assert [each.signs_for for each in amager().signatures if each.chair] == ["finance"]


def test_one_block_is_inferred() -> None:
    """One block names no administration; an open question says whose it is taken for."""
    inferred = [each.signs_for for each in amager().signatures if each.basis == "inferred"]
    assert inferred == ["culture"]
    asked: Question = one(amager().questions, "unnamed-signature")
    assert (asked.concerns, asked.assumed) == (("signatures.culture",), "culture")


# Open questions

QUESTIONS = {
    "secretariat-money": (["yearly", "whole-period"], None, "section 5"),
    "secretariat-period": (["term", "years"], None, "section 4"),
    "index-edition": (["same-year", "year-after"], None, "section 2, item 1"),
    "deciding-area": (["district", "special-analysis"], None, "section 2, item 1"),
    "held-or-better": (["better-counts", "exactly"], "better-counts", "section 2, item 1"),
    "normal-level": (["judgement", "number"], "judgement", "section 2, item 2"),
    "count-or-percentage": (["count", "percentage"], "count", "section 2, item 3"),
    "crime-as-a-whole": (["all", "separately"], "all", "section 2, item 3"),
    "unnamed-signature": (["culture", "city"], "culture", "section 7"),
    "start-date": (["last-signature", "budget-period"], None, "section preamble"),
    "money-in-2013": (["none", "spread"], "none", "section 5"),
    "report-after-the-term": (["owed", "ended"], None, "section 3"),
}


@pytest.mark.parametrize("id", QUESTIONS)
def test_open_question(id: str) -> None:
    """Each question has its readings, the one that is assumed or none, and where it stands."""
    asked: Question = one(amager().questions, id)
    readings, assumed, cited = QUESTIONS[id]
    assert (ids(asked.readings), asked.assumed) == (readings, assumed)
    assert (where(asked.citation), asked.adopted) == (cited, None)
    assert asked.concerns


def test_every_question_is_open() -> None:
    """Nobody has adopted a reading yet, and no question is missing."""
    assert ids(amager().open_questions()) == list(QUESTIONS)


def test_objective_of_perceived_safety_has_a_verdict_for_each_reading() -> None:
    """Two editions and two areas make four readings, and they can lead apart."""
    found = [
        partnerskab.Observation(
            indicator="safety-index",
            area=area,
            period=2016,
            value=value,
            status="illustrative",
        )
        for area, value in [("district-29", "reduced"), ("amager", "ordinary")]
    ]
    assessment = partnerskab.assess(
        partnership(), partnerskab.ObservationSet(found), as_of=date(2018, 7, 1)
    )
    verdict = assessment.verdict("safety-index", Period(2016))
    assert [str(each.outcome) for each in verdict.by_reading] == [
        "met",
        "not-met",
        "no-data",
        "no-data",
    ]
    assert verdict.outcome == "needs-judgement"
    assert verdict.questions == ("index-edition", "deciding-area", "held-or-better")


def test_reading_that_spreads_the_money_of_2014() -> None:
    """One reading of the empty year 2013 lets the money of 2014 cover it."""
    asked: Question = one(amager().questions, "money-in-2013")
    assert asked.reading("spread").sets == (
        Change(path="allocations.activities-2014.period", value="2013-2014"),
        Change(path="allocations.activities-2014.basis", value="whole-period"),
    )


# Invented observations


def test_illustrative_observations_say_what_they_are() -> None:
    """Each of the invented values of 2013 to 2015 is marked as such."""
    file = EXAMPLE / "observations-illustrative.csv"
    found = partnerskab.read_observations(partnership(), file)
    assert {each.status for each in found} == {Status.ILLUSTRATIVE}
    assert {each.period for each in found} == {Period(year) for year in YEARS[:3]}
    assert {each.indicator for each in found} == set(ids(amager().indicators))


# What stays in the agreement itself


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return re.findall(r"[^\W\d_]+", text.casefold())


def runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """Give every run of so many words."""
    return zip(*(words[start:] for start in range(length)), strict=False)


@pytest.fixture
def signed_text() -> str:
    """Return the text of the agreement, which is no part of the project."""
    files = sorted(TEXTS.glob("*.txt"))
    if not files:
        pytest.skip(f"no text of the agreement in {TEXTS}")
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_no_sentence_is_copied(signed_text: str) -> None:
    """No eight words in a row of any example file stand in the agreement's text."""
    copied = set(runs(words_of(signed_text), 8))
    for file in sorted(EXAMPLE.parent.rglob("*.*")):
        found = [
            run for run in runs(words_of(file.read_text(encoding="utf-8")), 8) if run in copied
        ]
        assert (file.name, found) == (file.name, [])


def test_no_personal_name_is_copied(signed_text: str) -> None:
    """No word of the lines between title and organisation occurs in an example file."""
    _, _, blocks = signed_text.rpartition("Partnerskab for Amager")
    lines = [line.strip() for line in blocks.splitlines() if line.strip()]
    signers = [lines[at + 1] for at, line in enumerate(lines) if line.endswith("Dato")]
    assert len(signers) == 10
    names = {word for line in signers for word in words_of(line) if word != "formand"}
    for file in sorted(EXAMPLE.parent.rglob("*.*")):
        found = names & set(words_of(file.read_text(encoding="utf-8")))
        assert (file.name, found) == (file.name, set())


def test_printed_values_are_those_of_the_text(signed_text: str) -> None:
    """The rows of the signed table, as the example holds them, stand in the agreement's text."""
    plain = " ".join(signed_text.split())
    for offence, label in zip(OFFENCES, OFFENCE_LABELS, strict=True):
        rule = ladder(offence)
        row = [rule.baseline.value, *(each.printed for each in rule.milestones())]
        assert f"{label} {' '.join(map(str, row))} " in plain
