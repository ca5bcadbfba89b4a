"""Verdicts as values: what they hold unsaid, and how open questions and few events show."""

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import Total
from partnerskab.agreement.rule import Rule
from partnerskab.agreement.targets import Objective
from partnerskab.assessment.verdicts import ObjectiveVerdict, Outcome, ReadingOutcome, Verdict
from partnerskab.values.periods import Period
from tests.samples import (
    CITED,
    agreement,
    amended,
    assessed,
    caveats,
    change,
    hold,
    judged,
    ladder,
    named,
    question,
    seen,
    towards,
)


@pytest.mark.parametrize(
    ("kind", "unsaid"),
    [
        (Verdict, {"judgement": None, "change": None, "version": None, "amendments": ()}),
        (ObjectiveVerdict, {}),
    ],
)
def test_verdict_of_nothing_observed(kind: type, unsaid: dict[str, Any]) -> None:
    """What is not said of a verdict is None, or empty."""
    empty: dict[str, Any] = {"caveats": (), "questions": (), "by_reading": ()}
    fields = attrs.fields_dict(kind)
    defaults = {name: fields[name].default for name in fields}
    said = {name: value for name, value in defaults.items() if value is not attrs.NOTHING}
    assert said == unsaid | empty


def test_words_of_an_outcome() -> None:
    """The words are those that tables and files hold."""
    assert list(Outcome) == [
        "met",
        "not-met",
        "not-due",
        "no-data",
        "not-yet-published",
        "partial-period",
        "not-comparable",
        "undefined",
        "needs-judgement",
    ]


def test_observation_that_was_judged() -> None:
    """A single figure is shown; several that disagree, or none, are not."""
    observed = seen(69)
    assert judged(ladder(), observed).observation == observed
    assert judged(ladder(), observed, seen(70, source="b")).observation is None
    assert judged(ladder()).observation is None


def test_value_that_is_reckoned_is_no_single_observation() -> None:
    """A sum of quarters and a derived value rest on figures, of which none was judged."""
    signed = agreement(ladder())
    adding = [attrs.evolve(each, parts_add_up=True) for each in signed.sources]
    quarters = [seen(17, f"2013-Q{number}") for number in (1, 2, 3, 4)]
    added = judged(attrs.evolve(signed, sources=adding), *quarters)
    assert (added.evidence.value, added.observation) == (68, None)
    total = Total(of=["thefts"])
    indicators = [
        attrs.evolve(each, source=None, derived=total) if each.id == "reports" else each
        for each in signed.indicators
    ]
    derived = judged(attrs.evolve(signed, indicators=indicators), seen(68, indicator="thefts"))
    assert (derived.evidence.value, derived.observation) == (68, None)


def with_light(signed: Agreement) -> Agreement:
    """Return an agreement with a second objective."""
    light = Objective(id="light", number=2, label=named("light"), citation=CITED)
    return attrs.evolve(signed, objectives=[*signed.objectives, light])


def test_parts_that_have_a_verdict() -> None:
    """Periods, targets and objectives are listed, each once and as a tuple."""
    signed = with_light(agreement(ladder(), hold()))
    whole = assessed(signed)
    assert whole.periods == tuple(Period(year) for year in (2013, 2014, 2015, 2016))
    assert (whole.targets, whole.all_objectives) == (signed.targets, signed.objectives)


def test_parts_that_never_had_a_verdict_are_not_listed() -> None:
    """What was taken out before anything was due was never judged."""
    signed = with_light(agreement(ladder(), ladder(indicator="thefts")))
    later = agreement(ladder())
    paths = "targets.thefts", "objectives.light"
    whole = assessed(amended(signed, later, *paths, start=date(2013, 12, 15)))
    assert (whole.targets, whole.all_objectives) == (later.targets, later.objectives)


def test_parts_are_listed_as_they_last_read() -> None:
    """What an amendment changed is listed as changed, and what it took out comes last."""
    signed = with_light(agreement(ladder(indicator="thefts"), ladder()))
    crime = attrs.evolve(signed.objectives[0], label=named("less crime"))
    later = attrs.evolve(agreement(ladder(printed=None)), objectives=[crime])
    whole = assessed(amended(signed, later, "targets", "objectives"))
    assert whole.targets == (later.targets[0], signed.targets[0])
    assert whole.all_objectives == (crime, signed.objectives[1])


def test_last_version_that_holds_a_target() -> None:
    """A target that is gone is found in the version before, and another in the last."""
    signed = agreement(ladder(indicator="thefts"), ladder())
    whole = assessed(amended(signed, agreement(ladder()), "targets.thefts"))
    (_, before), (_, after) = whole.versions
    assert [whole.version_with(id) for id in ("thefts", "reports")] == [before, after]


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (ladder(), 10, set()),
        (ladder(), 9, {"small-count"}),
        (ladder(baseline=10, printed=None), 10, set()),
        (ladder(baseline=9, printed=None), 10, {"small-count"}),
    ],
    ids=["ten", "nine", "baseline ten", "baseline nine"],
)
def test_few_events_are_less_than_ten(rule: Rule, value: int, expected: set[str]) -> None:
    """Ten events, observed or in the baseline, are not few; nine are."""
    assert caveats(judged(rule, seen(value))) == expected


def test_illustrative_only_while_it_is_known() -> None:
    """An invented figure that comes out later does not count yet."""
    invented = seen(69, status="illustrative", published=date(2014, 6, 1))
    assert assessed(ladder(), invented, as_of=date(2014, 5, 31)).illustrative is False
    assert assessed(ladder(), invented, as_of=date(2014, 6, 1)).illustrative is True


# Readings of a category that is to be held: by editions of 2013, 2014 and 2015.

EDITIONS = ("0", "1", "2")


def by_edition(
    *categories: str | None, assumed: str | None = None, as_of: date = date(2018, 1, 1)
) -> Verdict:
    """Return the verdict where each of the editions may speak for 2013."""
    readings: dict[str, Any] = {
        f"after-{lag}": [change("targets.need.edition_lag", int(lag))] for lag in EDITIONS
    }
    asked = question(concerns=["targets.need"], assumed=assumed, **readings)
    found = [
        seen(category, 2013 + lag, indicator="need")
        for lag, category in enumerate(categories)
        if category is not None
    ]
    return judged(agreement(hold(), questions=[asked]), *found, as_of=as_of)


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        (("reduced", "minimal", "reduced"), Outcome.MET),
        (("marked", "ordinary", "marked"), Outcome.NOT_MET),
        (("reduced", "ordinary", "reduced"), Outcome.NEEDS_JUDGEMENT),
        (("reduced", "reduced", None), Outcome.NEEDS_JUDGEMENT),
        (("ordinary", None, None), Outcome.NEEDS_JUDGEMENT),
        ((None, None, None), Outcome.NO_DATA),
    ],
)
def test_readings_decide_together_or_not_at_all(
    categories: tuple[str | None, ...], expected: Outcome
) -> None:
    """Where one reading decides and another does not agree, somebody has to decide."""
    assert by_edition(*categories).outcome is expected


def test_readings_that_all_wait_or_lack_data_need_no_decision() -> None:
    """Where no reading decides anything the gravest of what they say is said."""
    verdict = by_edition(None, None, None, as_of=date(2014, 6, 1))
    found = [each.outcome for each in verdict.by_reading]
    assert found == [Outcome.NO_DATA, Outcome.NOT_YET_PUBLISHED, Outcome.NOT_YET_PUBLISHED]
    assert verdict.outcome is Outcome.NO_DATA


def test_gravest_of_what_readings_lack_is_said() -> None:
    """Half a year in one area and nothing in the other is no data, whatever the text means."""
    asked = question(town=[], district=[change("targets.reports.area", "district")])
    verdict = judged(agreement(ladder(), questions=[asked]), seen(30, "2013-H1"))
    found = [each.outcome for each in verdict.by_reading]
    assert found == [Outcome.PARTIAL_PERIOD, Outcome.NO_DATA]
    assert verdict.outcome is Outcome.NO_DATA


def test_reading_counts_from_the_day_of_its_adoption() -> None:
    """Until that day each reading starts from the text; from then on the decision is the text."""
    asked = question(
        town=[],
        district=[change("targets.reports.area", "district")],
        adopted="district",
    )
    signed = agreement(ladder(), questions=[asked])
    figures = seen(69), seen(77, area="district")
    before = judged(signed, *figures, as_of=date(2014, 2, 28))
    assert (before.area, before.questions, before.by_reading) == (
        "town",
        ("asked",),
        (
            ReadingOutcome(readings=(("asked", "town"),), outcome=Outcome.MET),
            ReadingOutcome(readings=(("asked", "district"),), outcome=Outcome.NOT_MET),
        ),
    )
    after = judged(signed, *figures, as_of=date(2014, 3, 1))
    assert (after.area, after.outcome, after.questions, after.by_reading) == (
        "district",
        Outcome.NOT_MET,
        (),
        (),
    )


@pytest.mark.parametrize("assumed", [f"after-{lag}" for lag in EDITIONS])
def test_assumed_reading_decides_alone(assumed: str) -> None:
    """The outcome is that of the assumed reading, whatever the others say."""
    categories = ("reduced", "ordinary", None)
    expected = {"after-0": "met", "after-1": "not-met", "after-2": "no-data"}
    assert by_edition(*categories, assumed=assumed).outcome == expected[assumed]


def test_missing_data_under_any_reading_never_yields_met() -> None:
    """A promise is met only where every reading has a figure that meets it."""
    for categories in product(["reduced", None], repeat=3):
        complete = None not in categories
        assert (by_edition(*categories).outcome is Outcome.MET) == complete


def test_outcome_without_a_machine_is_the_same_under_every_reading() -> None:
    """A target that a person judges needs judgement under each reading, and shows none apart."""
    asked = question(
        concerns=["targets.activations"],
        lower=[change("targets.activations.area", "town")],
        other=[change("targets.activations.area", "district")],
    )
    verdict = judged(agreement(towards(), questions=[asked]))
    assert (verdict.outcome, verdict.by_reading) == (Outcome.NEEDS_JUDGEMENT, ())
