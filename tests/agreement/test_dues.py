"""What is due from a party for a period."""

from datetime import date
from typing import Any

import attrs
import pytest

import partnerskab
from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import Rate
from partnerskab.agreement.dues import due_from
from partnerskab.agreement.indicators import Indicator, Source
from partnerskab.errors import InvalidValueError
from partnerskab.values.periods import Period
from tests.samples import (
    CITED,
    agreement,
    ceiling,
    change,
    hold,
    ladder,
    named,
    question,
    towards,
)

AMAGER = partnerskab.load("examples/amager").agreement


def council_asked(signed: Agreement, **fields: Any) -> Agreement:
    """Return the agreement with the council as the one who is asked for the register."""
    (register,) = signed.sources
    return attrs.evolve(signed, sources=[attrs.evolve(register, party="council")], **fields)


def asked(signed: Agreement, period: object = 2013, party: str = "council") -> list[str]:
    """Return what is due, as `indicator area period`."""
    due = due_from(signed, party, Period.parse(period))
    return [f"{each.indicator} {each.area} {each.period}" for each in due]


def refused(signed: Agreement, party: str, period: object) -> str:
    """Return what is said where nothing can be asked for."""
    with pytest.raises(InvalidValueError) as caught:
        due_from(signed, party, Period.parse(period))
    return str(caught.value)


@pytest.mark.parametrize("year", [2013, 2014, 2015, 2016])
def test_the_police_owe_the_six_offence_types(year: int) -> None:
    """The police are asked for the table of objective 3, in its order, and for no more."""
    types = ("burglary", "theft", "violence", "vandalism", "narcotics", "harassment")
    assert asked(AMAGER, year, "police") == [f"{each} amager {year}" for each in types]


def test_ssp_owes_its_activations_in_its_own_district() -> None:
    """SSP is asked for district 15, which is not the area of the agreement."""
    assert asked(AMAGER, 2014, "ssp") == ["ssp-activations district-15 2014"]


def test_open_readings_ask_for_what_each_of_them_needs() -> None:
    """The city is asked for both areas and both editions, as long as nobody has decided."""
    assert asked(AMAGER, 2016, "city") == [
        "safety-index district-29 2016",
        "safety-index amager 2016",
        "safety-index district-29 2017",
        "safety-index amager 2017",
    ]


def test_an_adopted_reading_asks_for_its_own_alone() -> None:
    """Once the steering group has decided on the area, the other one is no longer asked for."""
    decided = question(
        concerns=["targets.need"],
        adopted="district",
        town=[change("targets.need.area", "town")],
        district=[change("targets.need.area", "district")],
    )
    signed = council_asked(agreement(hold(), questions=[decided]))
    assert asked(signed) == ["need district 2013"]


def test_the_day_of_an_adoption_does_not_matter() -> None:
    """A form is made from what is decided by now, and no clock is looked at."""
    decided = question(
        concerns=["targets.need"],
        adopted="district",
        town=[change("targets.need.area", "town")],
        district=[change("targets.need.area", "district")],
    )
    assert decided.adopted is not None
    later = attrs.evolve(decided, adopted=attrs.evolve(decided.adopted, on=date(2030, 1, 1)))
    signed = council_asked(agreement(hold(), questions=[later]))
    assert asked(signed) == ["need district 2013"]


def test_two_targets_for_one_figure_ask_for_it_once() -> None:
    """A figure that two targets rest on is asked for once."""
    signed = agreement(ladder())
    (reports,) = signed.targets
    twin = attrs.evolve(reports, id="twin", rule=ceiling(70))
    signed = attrs.evolve(signed, targets=[reports, twin])
    assert asked(council_asked(signed)) == ["reports town 2013"]


def test_a_period_without_a_milestone_of_the_target_asks_for_nothing_of_it() -> None:
    """Only the targets with a milestone in the period ask for something."""
    signed = council_asked(agreement(ladder(), towards()))
    assert asked(signed, 2014) == ["reports town 2014"]


def test_a_rate_asks_for_its_parts_from_whom_they_come() -> None:
    """For reports per 1,000 residents the police are asked for the reports alone."""
    signed = agreement(ladder())
    (target,) = signed.targets
    made: dict[str, Any] = {"area": "town", "kind": "flow", "citation": CITED}
    parts = [
        Indicator(
            id="people", label=named("people"), measure="count", unit="residents",
            source="statistics", **made,
        ),
        Indicator(
            id="per-1000", label=named("per 1,000"), measure="rate",
            unit="reports_per_1000_residents", derived=Rate(count="reports", population="people"),
            source="statistics", better="lower", **made,
        ),
    ]  # fmt: skip
    statistics = Source(
        id="statistics",
        label=named("statistics"),
        publisher=named("the statistics office"),
        cadence="yearly",
        citation=CITED,
    )
    (register,) = signed.sources
    signed = attrs.evolve(
        signed,
        indicators=[*signed.indicators, *parts],
        sources=[attrs.evolve(register, party="council"), statistics],
        targets=[attrs.evolve(target, rule=ceiling(40, indicator="per-1000"))],
    )
    assert asked(signed) == ["reports town 2013"]


def test_an_unknown_party() -> None:
    """A party that the agreement does not have is an error, with the nearest that it has."""
    assert refused(AMAGER, "polise", 2014) == (
        "the agreement has no such party\n"
        "    expected: city, police, ssp, housing\n"
        "    came:     'polise'\n"
        "    remedy:   did you mean 'police'?"
    )


def test_a_period_without_any_milestone() -> None:
    """A period in which nothing at all is due is an error, with those in which something is."""
    assert refused(AMAGER, "police", 2012) == (
        "the agreement has no milestone in this period\n"
        "    expected: 2013, 2014, 2015, 2016\n"
        "    came:     2012"
    )


def test_a_period_in_which_nothing_is_due_from_the_party() -> None:
    """The city is told when something is due from it."""
    assert refused(AMAGER, "city", 2014) == (
        "no figure is due from 'city' for 2014\n"
        "    expected: a period with figures due from it: 2016\n"
        "    came:     city, 2014"
    )


def test_a_party_without_a_source() -> None:
    """A party that publishes nothing is told from those that do."""
    assert refused(AMAGER, "housing", 2014) == (
        "no figure is due from 'housing' for 2014\n"
        "    expected: a party whose source is used by a target: city, police, ssp\n"
        "    came:     housing, 2014\n"
        "    remedy:   write party = ... under the source that it publishes"
    )


def test_an_agreement_whose_sources_belong_to_nobody() -> None:
    """Where no source names a party, the message says what to write."""
    assert refused(agreement(ladder()), "council", 2013) == (
        "no figure is due from 'council' for 2013\n"
        "    expected: a party whose source is used by a target: none has one\n"
        "    came:     council, 2013\n"
        "    remedy:   write party = ... under the source that it publishes"
    )


def test_an_agreement_without_targets() -> None:
    """Where nothing is promised, nothing is due."""
    assert refused(agreement(), "council", 2013) == (
        "the agreement has no milestone in this period\n"
        "    expected: a milestone, and there is none\n"
        "    came:     2013"
    )
