"""What speaks for a period: parts that add up, breaks in a series, enlarged areas, rates."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.conditions import Condition
from partnerskab.agreement.derived import Rate, Total, WorstArea
from partnerskab.agreement.indicators import Break, Indicator
from partnerskab.agreement.inputs import Input
from partnerskab.assessment.assess import assess
from partnerskab.assessment.evidence import Evidence, find_evidence
from partnerskab.errors import Problem
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from tests.samples import AFTER_ALL, CITED, agreement, ceiling, ladder, refusal, seen, summed_up

QUARTERS = [f"2013-Q{number}" for number in range(1, 5)]


def changed(signed: Agreement, collection: str, id: str, **fields: Any) -> Agreement:
    """Return an agreement with some fields of one part changed."""
    parts = getattr(signed, collection)
    after = [attrs.evolve(part, **fields) if part.id == id else part for part in parts]
    return Agreement(**signed.by_name() | {collection: after})


def found(signed: Agreement, *given: Observation, indicator: str = "reports") -> Evidence:
    """Return what speaks for the reports in the town in 2013."""
    needed = Input(indicator=indicator, area="town", period=Period(2013))
    return find_evidence(signed, ObservationSet(given), ladder(), needed)


def quarters(*values: int) -> list[Observation]:
    """Return the reports of the first quarters of 2013."""
    return [seen(value, period=quarter) for value, quarter in zip(values, QUARTERS, strict=False)]


def adding() -> Agreement:
    """Return an agreement whose source lets its quarters be added."""
    return changed(agreement(ladder()), "sources", "register", parts_add_up=True)


def test_four_quarters_make_a_year_where_the_source_allows_it() -> None:
    """All four are added, and it is said that it is a sum."""
    evidence = found(adding(), *quarters(10, 20, 15, 5))
    assert (evidence.value, evidence.is_sum, evidence.is_partial) == (50, True, False)


def test_year_that_is_added_up_rests_on_its_quarters() -> None:
    """A receipt can name each of the four."""
    known = quarters(10, 20, 15, 5)
    assert found(adding(), *known) == Evidence(found=tuple(known), value=50, is_sum=True)


def test_whole_sum_is_an_integer() -> None:
    """Halves that make a whole number make an `int`."""
    halves = [seen(Fraction(1, 2), period=quarter) for quarter in QUARTERS]
    assert repr(found(adding(), *halves).value) == "2"


def two_sources() -> Agreement:
    """Return an agreement whose register lets its quarters be added, and whose survey does not."""
    signed = adding()
    (register,) = signed.sources
    survey = attrs.evolve(register, id="survey", parts_add_up=False)
    return attrs.evolve(signed, sources=[register, survey])


@pytest.mark.parametrize(
    ("sources", "value"),
    [
        (["register"] * 4, 50),
        ([""] * 4, 50),
        (["survey"] * 4, None),
        (["register", "register", "register", "survey"], None),
        (["elsewhere"] * 4, None),
    ],
    ids=["adds up", "its own", "does not", "one does not", "unknown"],
)
def test_quarters_are_added_where_all_their_sources_allow_it(
    sources: list[str], value: int | None
) -> None:
    """It is asked of the sources of the very figures; of an unknown one nobody said it."""
    known = quarters(10, 20, 15, 5)
    named = [attrs.evolve(each, source=id) for each, id in zip(known, sources, strict=True)]
    evidence = found(two_sources(), *named)
    assert (evidence.value, evidence.so_far) == (value, None if value else 50)


def test_four_quarters_of_another_series_make_no_year() -> None:
    """Where the source does not say that its quarters add up, they are parts of a year."""
    evidence = found(agreement(ladder()), *quarters(10, 20, 15, 5))
    assert (evidence.value, evidence.is_partial, evidence.so_far) == (None, True, 50)


def test_three_quarters_are_no_year() -> None:
    """A part that is missing is not zero."""
    evidence = found(adding(), *quarters(10, 20, 15))
    assert (evidence.value, evidence.is_partial, evidence.so_far) == (None, True, 45)


def test_quarter_that_two_sources_give_otherwise_is_not_passed_over() -> None:
    """What they disagree on is said, and the others are still known."""
    disputed = seen(30, period="2013-Q2", source="another")
    evidence = found(adding(), *quarters(10, 20, 15, 5), disputed)
    assert (evidence.value, evidence.disagrees, evidence.is_partial) == (None, True, True)
    assert evidence.so_far == 30


def test_quarter_that_is_held_back_leaves_the_others_known() -> None:
    """Without one of the quarters there is no year, but there is a number it cannot be below."""
    held_back = seen(None, period="2013-Q2", status="suppressed")
    evidence = found(adding(), *quarters(10)[:1], held_back, seen(15, period="2013-Q3"))
    assert (evidence.value, evidence.disagrees, evidence.so_far) == (None, False, 25)


def test_break_after_the_baseline_holds_for_a_sum_of_quarters() -> None:
    """Quarters under another definition make no year that compares."""
    change = Break(period=2013, why=Label.of(en="another form"))
    signed = changed(adding(), "indicators", "reports", breaks=[change])
    evidence = found(signed, *quarters(10, 20, 15, 5))
    assert (evidence.value, evidence.is_comparable) == (50, False)


def test_a_stock_is_never_added() -> None:
    """Four quarters of residents are not four times the residents."""
    signed = changed(adding(), "indicators", "reports", kind="stock")
    evidence = found(signed, *quarters(10, 20, 15, 5))
    assert (evidence.value, evidence.so_far, evidence.is_partial) == (None, None, True)


def test_months_and_quarters_are_not_counted_twice() -> None:
    """Of parts of two lengths, the one that covers more counts."""
    month = seen(7, period="2013-01")
    assert found(adding(), *quarters(10, 20, 15, 5), month).value == 50


def test_parts_that_cover_more_are_chosen() -> None:
    """Twelve months make the year where only one of the quarters is known."""
    months = [seen(1, period=f"2013-{number:02}") for number in range(1, 13)]
    assert found(adding(), *quarters(50), *months).value == 12


def test_longer_of_parts_that_cover_as_much() -> None:
    """A quarter goes before three months."""
    months = [seen(1, period=f"2013-{number:02}") for number in (4, 5, 6)]
    assert found(adding(), *quarters(50), *months).so_far == 50


def test_parts_of_a_year_are_what_it_rests_on() -> None:
    """The figures that are there are kept, so that a receipt can name them."""
    known = quarters(10, 20)
    assert found(adding(), *known).found == tuple(known)


def test_quarters_that_are_all_held_back_are_not_zero() -> None:
    """Where nothing is told there is no number to begin with."""
    held_back = [seen(None, period=quarter, status="suppressed") for quarter in QUARTERS[:2]]
    evidence = found(adding(), *held_back)
    assert (evidence.value, evidence.so_far, evidence.is_partial) == (None, None, True)


def test_the_year_itself_goes_before_its_parts() -> None:
    """A yearly figure is taken as it is, whatever the quarters say."""
    assert found(adding(), seen(48), *quarters(10, 20, 15, 5)).value == 48


def test_break_means_nothing_to_a_promise_without_a_baseline() -> None:
    """A level is not compared with a year before, whatever was counted then."""
    change = Break(period=2013, why=Label.of(en="another form"))
    signed = changed(agreement(ceiling(70)), "indicators", "reports", breaks=[change])
    needed = Input(indicator="reports", area="town", period=Period(2013))
    assert find_evidence(signed, ObservationSet([seen(69)]), ceiling(70), needed).is_comparable


def test_break_after_the_baseline() -> None:
    """A changed definition ends the comparison, unless somebody declares a bridge."""
    for bridged in (False, True):
        change = Break(period=2013, why=Label.of(en="another form"), is_bridged=bridged)
        signed = changed(agreement(ladder()), "indicators", "reports", breaks=[change])
        assert found(signed, seen(69)).is_comparable is bridged


def test_a_change_needs_figures_that_compare() -> None:
    """Where the comparison stops no change from the baseline is told, in percent or in words."""
    changes = []
    for bridged in (True, False):
        change = Break(period=2013, why=Label.of(en="another form"), is_bridged=bridged)
        signed = changed(agreement(ladder()), "indicators", "reports", breaks=[change])
        known = ObservationSet([seen(69)])
        status = assess(Partnership(agreement=signed), known, as_of=AFTER_ALL)
        changes.append(status.verdicts[0].change)
    assert changes == [Fraction(-800, 77), None]


@pytest.mark.parametrize("period", [2011, 2012, 2014])
def test_break_elsewhere_in_time(period: int) -> None:
    """A change until the baseline, or after the year, does not come between them."""
    change = Break(period=period, why=Label.of(en="another form"))
    signed = changed(agreement(ladder()), "indicators", "reports", breaks=[change])
    assert found(signed, seen(69)).is_comparable


def test_enlarged_area() -> None:
    """A figure for the enlarged area does not compare, unless somebody declares that it does."""
    signed = agreement(ladder())
    town = next(area for area in signed.areas if area.id == "town")
    for comparable in (False, True):
        larger = attrs.evolve(town, id="larger", replaces="town", is_comparable=comparable)
        enlarged = Agreement(**signed.by_name() | {"areas": (*signed.areas, larger)})
        evidence = found(enlarged, seen(69, area="larger"))
        assert (evidence.value, evidence.is_comparable) == (69, comparable)


def test_rate_from_a_count_and_its_population() -> None:
    """Reports per 1,000 residents are exact, and missing where either is."""
    signed = agreement(ladder())
    reports = signed.indicator("reports")
    residents = attrs.evolve(reports, id="residents", unit="residents", kind="stock", better=None)
    rate = Indicator(
        id="rate",
        label=Label.of(en="Rate"),
        measure="rate",
        kind="flow",
        unit="reports_per_1000_residents",
        derived=Rate(count="reports", population="residents"),
        source=reports.source,
        area="town",
        citation=CITED,
    )
    signed = Agreement(**signed.by_name() | {"indicators": (*signed.indicators, residents, rate)})
    people = seen(3400, indicator="residents")
    assert found(signed, seen(77), people, indicator="rate").value == Fraction(385, 17)
    assert found(signed, people, indicator="rate").value is None


def with_a_basket(signed: Agreement) -> Agreement:
    """Return an agreement that has the sum of reports and thefts for an indicator."""
    reports = signed.indicator("reports")
    basket = attrs.evolve(
        reports, id="basket", source=None, derived=Total(of=["reports", "thefts"])
    )
    return Agreement(**signed.by_name() | {"indicators": (*signed.indicators, basket)})


def basket(*given: Observation, signed: Agreement | None = None) -> Evidence:
    """Return what speaks for the basket in 2013."""
    return found(with_a_basket(signed or adding()), *given, indicator="basket")


def thefts(value: int | None, **fields: Any) -> Observation:
    """Return an observation of the thefts."""
    return seen(value, indicator="thefts", **fields)


def test_derived_value_rests_on_all_of_its_parts() -> None:
    """The parts are its figures; nothing is missing, and it is said that it is reckoned."""
    parts = (seen(70), thefts(200))
    evidence = basket(*parts)
    assert evidence == Evidence(found=parts, value=270, is_derived=True)


def test_published_value_goes_before_the_derived_one() -> None:
    """Where somebody publishes the basket, that figure is taken as it is."""
    evidence = basket(seen(70), thefts(200), seen(271, indicator="basket"))
    assert (evidence.value, evidence.is_derived) == (271, False)


def test_published_value_of_a_derived_one_from_two_sources() -> None:
    """Two that publish the same of it agree, though the agreement names no source of its own."""
    published = seen(271, indicator="basket")
    evidence = basket(published, attrs.evolve(published, source="another"))
    assert (evidence.value, evidence.disagrees) == (271, False)


def test_derived_value_of_parts_that_disagree() -> None:
    """A dispute about a part is a dispute about the whole."""
    evidence = basket(seen(70), thefts(200), thefts(210, source="another"))
    assert (evidence.value, evidence.disagrees, evidence.missing) == (None, True, ())


def test_derived_value_of_sums() -> None:
    """A part that is added up from its quarters is said of the whole, too."""
    evidence = basket(*quarters(10, 20, 15, 5), thefts(200))
    assert (evidence.value, evidence.is_sum) == (250, True)


def test_derived_value_of_part_of_a_year() -> None:
    """A part that is there for some quarters only makes no whole."""
    evidence = basket(*quarters(10, 20), thefts(200))
    assert (evidence.value, evidence.is_partial, evidence.so_far) == (None, True, 200)


def test_derived_value_across_a_break() -> None:
    """Where one part does not compare, the whole does not."""
    change = Break(period=2013, why=Label.of(en="another form"))
    signed = changed(adding(), "indicators", "thefts", breaks=[change])
    assert basket(seen(70), thefts(200), signed=signed).is_comparable is False


def test_derived_value_without_one_of_its_parts() -> None:
    """What is missing is named, and what is known is a number it cannot be below."""
    evidence = basket(seen(70))
    assert (evidence.value, evidence.so_far) == (None, 70)
    assert evidence.missing == (Input(indicator="thefts", area="town", period=Period(2013)),)


def worst(*given: Observation, of: str, only: Condition | None = None) -> Evidence:
    """Return what speaks for the worst of town and district in 2013."""
    signed = agreement(ladder())
    indicator = attrs.evolve(
        signed.indicator(of),
        id="worst",
        source=None,
        derived=WorstArea(of=of, over=["town", "district"], only=only),
    )
    whole = attrs.evolve(signed, indicators=[*signed.indicators, indicator])
    return found(whole, *given, indicator="worst")


@pytest.mark.parametrize(
    ("indicator", "town", "district", "expected"),
    [
        ("unsafe", 8, 11, 11),
        ("satisfied", 80, 85, 80),
        ("need", "minimal", "marked", "marked"),
    ],
)
def test_worst_area_by_the_direction_of_its_indicator(
    indicator: str, town: object, district: object, expected: object
) -> None:
    """More is worse, or better, as the indicator says, and of categories as the scale says."""
    areas = {"town": town, "district": district}
    given = [seen(value, indicator=indicator, area=area) for area, value in areas.items()]
    assert worst(*given, of=indicator).value == expected


def test_condition_does_not_say_what_is_worse() -> None:
    """The direction is that of what is looked at, and not of what the areas are chosen by."""
    values = {"town": (8, 70), "district": (11, 80)}
    given = [
        seen(value, indicator=indicator, area=area)
        for area, pair in values.items()
        for indicator, value in zip(("unsafe", "satisfied"), pair, strict=True)
    ]
    only = Condition(indicator="satisfied", below=85)
    assert worst(*given, of="unsafe", only=only).value == 11


def test_category_that_is_known_so_far_is_no_number() -> None:
    """A worst area that is known so far is told as a number, or not at all."""
    assert worst(seen("marked", indicator="need"), of="need").so_far is None
    assert worst(seen(8, indicator="unsafe"), of="unsafe").so_far == 8


def test_category_where_the_worst_number_is_due() -> None:
    """A category is not compared with numbers, though it be written as one."""
    given = seen("7", indicator="unsafe"), seen(8, indicator="unsafe", area="district")
    assert refusal(lambda: worst(*given, of="unsafe")) == Problem(
        message="a category where a number is due",
        id="invalid-value",
        expected="a number",
        came="'7'",
    )


def graver(one: str, other: str) -> str:
    """Return what is said of an objective whose reports stand so and whose thefts stand so."""
    rules = {}
    given: list[Observation] = []
    breaks: list[str] = []
    for indicator, outcome in (("reports", one), ("thefts", other)):
        rules[indicator] = ladder(indicator=indicator, periods=[2013], percent=[-10], printed=[69])
        match outcome:
            case "undefined":
                rules[indicator] = ladder(indicator=indicator, baseline=None, printed=None)
            case "not-comparable":
                given.append(seen(60, indicator=indicator))
                breaks.append(indicator)
            case "partial-period":
                given.append(seen(60, indicator=indicator, period="2013-Q1"))
            case "needs-judgement":
                given += [seen(60, indicator=indicator), seen(61, indicator=indicator, source="x")]
            case "met" | "not-met":
                given.append(seen(60 if outcome == "met" else 77, indicator=indicator))
            case _:  # nothing is known
                pass
    signed = agreement(*rules.values())
    for indicator in breaks:
        change = Break(period=2013, why=Label.of(en="another form"))
        signed = changed(signed, "indicators", indicator, breaks=[change])
    return str(summed_up(signed, *given).outcome)


GRAVEST_FIRST = (
    "not-met",
    "needs-judgement",
    "not-comparable",
    "undefined",
    "no-data",
    "partial-period",
    "met",
)


@pytest.mark.parametrize(("grave", "less"), [*pairwise(GRAVEST_FIRST)])
def test_objective_is_what_its_gravest_target_is(grave: str, less: str) -> None:
    """Of two outcomes the graver is said of the objective, whichever target comes first."""
    assert [graver(grave, less), graver(less, grave)] == [grave, grave]
