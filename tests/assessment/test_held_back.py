"""What is held back changes nothing that is shown: the law, for everything made of figures."""

from datetime import date
from typing import NamedTuple

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import Gap, Rate, Total, WorstArea
from partnerskab.agreement.indicators import Area
from partnerskab.assessment.assess import assess
from partnerskab.assessment.outlook import OutlookRules
from partnerskab.assessment.receipt import receipt
from partnerskab.assessment.verdicts import Assessment
from partnerskab.observations.observation import Audience, Observation, Status
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.tables.changes import changes_table
from partnerskab.tables.observations import observations_table
from partnerskab.tables.outlook import outlook_table
from partnerskab.tables.realism import realism_table
from partnerskab.tables.status import status_table
from partnerskab.tables.table import Table, table_hash, to_csv, to_json
from partnerskab.tables.totals import totals_table
from partnerskab.tables.uncertainty import uncertainty_table
from tests.samples import (
    CITED,
    NEEDS,
    agreement,
    caveats,
    ceiling,
    criterion_question,
    hold,
    judged,
    ladder,
    named,
    seen,
    towards,
)
from tests.strategies import days

INTERNAL, PARTIES, PUBLIC = Audience
DATES = st.none() | st.sampled_from([date(2014, 2, 1), date(2014, 6, 1), date(2015, 2, 1)])
PERIODS = st.sampled_from(
    ["2012", "2013", "2013", "2014", "2013-H1", *(f"2013-Q{number}" for number in range(1, 5))]
)
NUMBERS = st.sampled_from([5, 17, 50, 69, 90])
# No other number of a test has these digits, whatever is reckoned from it.
SECRETS = st.sampled_from([7919191, 7919393])
STATUSES = st.sampled_from([each for each in Status if each is not Status.SUPPRESSED])


def signed() -> Agreement:
    """Return an agreement with targets on what is counted, ranked, and reckoned in many ways."""
    whole = agreement(
        ladder(),
        ladder(indicator="thefts"),
        hold(periods=[2013, 2014]),
        towards(),
        questions=[criterion_question()],
    )
    city = Area(id="city", label=named("city"), citation=CITED)
    larger = Area(id="larger", label=named("larger"), replaces="town", citation=CITED)
    reports = whole.indicator("reports")
    derived = {
        "both": Total(of=["reports", "thefts"]),
        "rate": Rate(count="reports", population="thefts"),
        "gap": Gap(of="reports", comparator="city", measure="difference"),
        "worst": WorstArea(of="reports", over=["town", "city"]),
    }
    return Agreement(
        **whole.by_name()
        | {
            "areas": (*whole.areas, city, larger),
            "indicators": (
                *whole.indicators,
                *(
                    attrs.evolve(reports, id=id, source=None, derived=derivation)
                    for id, derivation in derived.items()
                ),
            ),
            "targets": (
                *whole.targets,
                *(
                    attrs.evolve(whole.targets[0], id=id, rule=ceiling(60, 50, indicator=id))
                    for id in derived
                ),
            ),
        }
    )


SIGNED = signed()


class Two(NamedTuple):
    """Figures that differ in what an audience may not see, and in nothing else."""

    reader: Audience
    one: ObservationSet
    other: ObservationSet


@st.composite
def twos(draw: st.DrawFn) -> Two:
    """Draw figures, and the same with other values, kinds and notes where they are held back."""
    reader = draw(st.sampled_from([PARTIES, PUBLIC]))
    one: list[Observation] = []
    other: list[Observation] = []
    for _ in range(draw(st.integers(1, 10))):
        indicator = draw(
            st.sampled_from(["reports", "reports", "thefts", "thefts", "need", "activations"])
        )
        public = Observation(
            indicator=indicator,
            area=draw(st.sampled_from(["town", "town", "town", "city", "larger"])),
            period=draw(PERIODS),
            value=draw(st.sampled_from(NEEDS) if indicator == "need" else NUMBERS),
            status=draw(STATUSES),
            published=draw(DATES),
            retrieved=draw(DATES),
            source=draw(st.sampled_from(["", "", "statistics"])),
            audience=reader,
        )
        is_held_back = draw(st.booleans())
        for figures in (one, other):
            figures.append(secret(draw, public) if is_held_back else public)
    return Two(reader, ObservationSet(one), ObservationSet(other))


def secret(draw: st.DrawFn, public: Observation) -> Observation:
    """Return a figure that is not for the audience, in the place of one that is."""
    status = draw(st.sampled_from(Status))
    value = draw(st.sampled_from(NEEDS) if public.indicator == "need" else SECRETS | NUMBERS)
    return attrs.evolve(
        public,
        value=None if status is Status.SUPPRESSED else value,
        status=status,
        note=draw(st.sampled_from(["", "secret: 7919191", "secret: all in one family"])),
        audience=INTERNAL,
    )


def assessed(figures: ObservationSet, as_of: date) -> Assessment:
    """Return where the agreement stands by some figures."""
    return assess(Partnership(agreement=SIGNED), figures, as_of=as_of)


def tables(figures: ObservationSet, as_of: date) -> tuple[Table, ...]:
    """Return every table that is made of some figures on a day."""
    found = assessed(figures, as_of)
    return (
        observations_table(figures),
        status_table(found),
        uncertainty_table(found),
        outlook_table(found, OutlookRules()),
        totals_table(found),
        changes_table(assessed(figures, date(2014, 3, 1)), found),
        realism_table(SIGNED, figures),
    )


def texts(figures: ObservationSet, as_of: date) -> list[str]:
    """Return everything that the library writes or prints of some figures on a day."""
    found = assessed(figures, as_of)
    receipts = [receipt(found, each.target, each.period, {}) for each in found.verdicts]
    written = [each for table in tables(figures, as_of) for each in (to_csv(table), to_json(table))]
    return [*written, repr(receipts), repr(found), repr(figures)]


def everything(figures: ObservationSet, as_of: date) -> tuple[object, ...]:
    """Return everything that can be had of some figures on a day, hashes and all."""
    found = assessed(figures, as_of)
    hashes = [hash(figures), *map(table_hash, tables(figures, as_of))]
    return found, found.known, texts(figures, as_of), hashes


@given(twos(), days)
def test_what_is_held_back_changes_nothing_that_is_shown(two: Two, as_of: date) -> None:
    """Verdicts, tables, receipts and hashes are the same, whatever the held-back figures are."""
    one, other = (each.held_back_from(two.reader) for each in (two.one, two.other))
    assert everything(one, as_of) == everything(other, as_of)


@given(twos(), days)
def test_nothing_of_a_held_back_figure_is_left(two: Two, as_of: date) -> None:
    """Neither its value nor its note stands in anything that is written or printed."""
    held = two.one.held_back_from(two.reader)
    found = texts(held, as_of)
    assert [each for text in found for each in ("7919", "secret") if each in text] == []


@given(twos())
def test_the_law_can_fail(two: Two) -> None:
    """Without holding back, figures that differ are told apart by the hash of their table."""
    same = two.one == two.other
    one, other = (table_hash(observations_table(each)) for each in (two.one, two.other))
    assert (one == other) == same


QUARTERS = [f"2013-Q{number}" for number in range(1, 5)]


@pytest.mark.parametrize("hidden", [1, 17, 5000])
def test_a_sum_of_quarters_does_not_tell_a_quarter(hidden: int) -> None:
    """With one quarter held back there is no sum, and what is known so far is that of the rest."""
    figures = [seen(10, period, audience=PUBLIC) for period in QUARTERS[:3]]
    held = ObservationSet([*figures, seen(hidden, QUARTERS[3])]).held_back_from(PUBLIC)
    verdict = judged(ladder(), *held)
    assert (str(verdict.outcome), verdict.evidence.value, verdict.evidence.so_far) == (
        "partial-period",
        None,
        30,
    )


@pytest.mark.parametrize("hidden", [1, 17, 5000])
def test_a_derived_value_does_not_tell_a_part(hidden: int) -> None:
    """A total of which a part is held back has no value, and says no more than the other part."""
    figures = [seen(10, audience=PUBLIC), seen(hidden, indicator="thefts")]
    found = assessed(ObservationSet(figures).held_back_from(PUBLIC), date(2018, 1, 1))
    verdict = next(each for each in found.verdicts if each.target == "both")
    assert (str(verdict.outcome), verdict.evidence.value, verdict.evidence.so_far) == (
        "no-data",
        None,
        10,
    )
    assert caveats(verdict) >= {"suppressed"}


@pytest.mark.parametrize("hidden", [70, 77, 5000])
def test_a_restated_baseline_does_not_tell_by_its_caveat(hidden: int) -> None:
    """Whether a source restates the signed baseline is not said where its figure is held back."""
    figures = [seen(hidden, 2012), seen(60, audience=PUBLIC)]
    verdict = judged(ladder(), *ObservationSet(figures).held_back_from(PUBLIC))
    assert "baseline-restated" not in caveats(verdict)
    assert ("baseline-restated" in caveats(judged(ladder(), *figures))) == (hidden != 77)
