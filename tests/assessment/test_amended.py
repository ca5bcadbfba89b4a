"""Amendments in an assessment: which version judges a period, and what is said of it."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.assessment.assess import assess
from partnerskab.assessment.changes import Why, changes
from partnerskab.assessment.receipt import receipt
from partnerskab.assessment.verdicts import Assessment, Verdict
from partnerskab.config.folder import load
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.values.periods import Period
from tests.amended import FOLDER, Dated, amended, dated_changes, write
from tests.samples import caveats, seen

AMENDED = load(FOLDER)
AFTER_ALL = date(2019, 6, 1)


def reported(value: object, period: int, *, area: str = "village") -> Observation:
    """Return a final figure for burglary."""
    return seen(value, period, indicator="burglary", area=area)


def judged(
    *observations: Observation, as_of: date = AFTER_ALL, partnership: Partnership = AMENDED
) -> Assessment:
    """Assess the agreement that was amended four times."""
    return assess(partnership, ObservationSet(observations), as_of=as_of)


def burglary(year: int, *observations: Observation, as_of: date = AFTER_ALL) -> Verdict:
    """Return the verdict on burglary in a year."""
    return judged(*observations, as_of=as_of).verdict("burglary", Period(year))


def limits(verdict: Verdict) -> object:
    """Return what a figure is held against."""
    return verdict.milestone.limit if verdict.milestone else None


@pytest.mark.parametrize(("year", "limit"), [(2013, 90), (2014, 85), (2015, 70), (2016, 65)])
def test_past_years_keep_the_targets_that_were_in_force(year: int, limit: int) -> None:
    """A target that is raised from 2015 on leaves the years before as they were signed."""
    assert limits(burglary(year)) == limit


@pytest.mark.parametrize(("as_of", "limit"), [(date(2014, 12, 31), 80), (date(2015, 1, 1), 70)])
def test_period_to_come_is_held_against_the_version_of_the_day(as_of: date, limit: int) -> None:
    """What is due in 2015 is what the agreement says on the day of the assessment."""
    assert limits(burglary(2015, as_of=as_of)) == limit


@pytest.mark.parametrize(
    ("year", "version", "amendments"),
    [
        (2014, date(2014, 5, 1), ()),
        (2015, date(2015, 7, 1), ("2015-01-01-sharper-targets",)),
        (2016, date(2016, 1, 1), ("2015-01-01-sharper-targets", "2016-01-01-two-more-years")),
    ],
)
def test_verdict_names_its_version(year: int, version: date, amendments: tuple[str, ...]) -> None:
    """A verdict says which version decides, and which amendments bear on it."""
    verdict = burglary(year)
    assert (verdict.version, verdict.amendments) == (version, amendments)


@pytest.mark.parametrize(("year", "amended"), [(2014, False), (2015, True)])
def test_verdict_by_an_amendment_has_a_caveat(year: int, *, amended: bool) -> None:
    """A verdict that an amendment bears on is marked, and no other."""
    assert ("amended" in caveats(burglary(year, reported(50, year)))) == amended


def test_term_that_is_extended_has_more_periods() -> None:
    """Once the term is longer, the years of the longer ladder are there."""
    before, after = judged(as_of=date(2015, 12, 31)), judged(as_of=date(2016, 1, 1))
    assert [str(each) for each in before.periods] == ["2013", "2014", "2015", "2016"]
    assert [str(each) for each in after.periods][4:] == ["2017", "2018"]


def test_figures_of_an_area_that_grew_do_not_compare() -> None:
    """The baseline was measured in the smaller area, so that nothing is decided."""
    verdict = burglary(2016, reported(10, 2016, area="larger-village"))
    assert (verdict.outcome, verdict.evidence.is_comparable) == ("not-comparable", False)


def changed_folder(change: str) -> Partnership:
    """Return the partnership with the agreement as signed and one amendment of 2015."""
    with TemporaryDirectory() as folder:
        return load(write(Path(folder), [(date(2015, 1, 1), change)]))


GROWN = """
[add.areas.larger]
label = {{ en = "Larger" }}
replaces = "village"
{comparable}

[set]
"indicators.reports.area" = "larger"
{more}
"""


@pytest.mark.parametrize(
    ("comparable", "more", "outcome"),
    [
        ("", "", "not-comparable"),
        ("is_comparable = true", "", "met"),
        ("", "'targets.burglary.baseline.value' = 120\n'targets.burglary.printed' = []", "met"),
    ],
    ids=["as it is", "declared", "restated"],
)
def test_area_that_grew(comparable: str, more: str, outcome: str) -> None:
    """Figures compare where the area says so, or where the baseline was restated with it."""
    more = more.replace("[]", "[108, 102, 96, 90]")
    grown = changed_folder(GROWN.format(comparable=comparable, more=more))
    found = judged(reported(60, 2015, area="larger"), partnership=grown)
    assert found.verdict("burglary", Period(2015)).outcome == outcome


def test_target_that_is_removed_keeps_its_past() -> None:
    """A target that is taken out has the verdicts of the years before, and none after."""
    found = judged(partnership=changed_folder('[remove]\ntargets = ["burglary"]'))
    assert [str(each.period) for each in found.verdicts if each.target == "burglary"] == [
        "2013",
        "2014",
    ]
    assert [each.id for each in found.targets] == ["vandalism", "burglary"]


def test_assessment_shows_the_version_of_its_day() -> None:
    """Of the agreement as signed and four amendments, the last that counts is in force."""
    whole = judged(as_of=date(2015, 1, 1))
    assert [start for start, _ in whole.versions] == [
        None,
        date(2014, 5, 1),
        date(2015, 1, 1),
    ]
    assert whole.agreement == whole.versions[-1][1] != whole.versions[0][1]


WITH_ANOTHER_OBJECTIVE = """
[add.objectives.light]
number = 2
label = {en = "Light"}
"""


def test_objective_that_is_added_has_no_past() -> None:
    """An objective that comes in 2015 says nothing of the years before."""
    whole = judged(partnership=changed_folder(WITH_ANOTHER_OBJECTIVE))
    assert [str(each.period) for each in whole.objectives if each.objective == "light"] == [
        "2015",
        "2016",
    ]


ADDED = """
[add.targets.unlit]
objective = "crime"
kind = "level"
indicator = "burglary"
periods = [2014, 2015]
at_most = [90, 80]
"""


def test_target_that_is_added_has_no_past() -> None:
    """A target that comes in 2015 promises nothing for 2014, whatever it says of that year."""
    found = judged(partnership=changed_folder(ADDED))
    assert [str(each.period) for each in found.verdicts if each.target == "unlit"] == [
        "2015",
        "2016",
    ]


@given(
    dated_changes(at_least=1), st.dates(date(2013, 1, 1), date(2019, 1, 1)), st.integers(40, 100)
)
def test_amendment_never_changes_a_period_that_had_ended(
    changed: list[Dated], as_of: date, value: int
) -> None:
    """Every verdict on a period that ended before any amendment took effect stays as it was."""
    start = changed[0][0]
    figures = [reported(value, year) for year in (2013, 2014, 2015, 2016)]
    plain = judged(*figures, as_of=as_of, partnership=Partnership(agreement=amended()))
    other = judged(*figures, as_of=as_of, partnership=Partnership(agreement=amended(*changed)))
    for verdict in plain.verdicts:
        if verdict.period.last_day < start:
            assert other.verdict(verdict.target, verdict.period) == verdict


@given(dated_changes(), st.dates(date(2013, 1, 1), date(2019, 1, 1)))
def test_amendment_to_come_changes_nothing(changed: list[Dated], as_of: date) -> None:
    """On a day the assessment rests on the amendments until that day, and on no later one."""
    until = [each for each in changed if each[0] <= as_of]
    whole = judged(as_of=as_of, partnership=Partnership(agreement=amended(*changed)))
    assert whole == judged(as_of=as_of, partnership=Partnership(agreement=amended(*until)))


def test_change_since_names_the_amendment() -> None:
    """A verdict that an amendment moved has it as a reason."""
    before, after = judged(as_of=date(2014, 12, 31)), judged(as_of=date(2015, 1, 1))
    found = {
        (each.verdict.target, str(each.verdict.period)): (each.why, each.amendments)
        for each in changes(before, after)
    }
    reason = ((Why.AMENDED,), ("2015-01-01-sharper-targets",))
    assert found["burglary", "2015"] == found["burglary", "2016"] == reason
    assert not any(
        Why.AMENDED in why for (target, _), (why, _) in found.items() if target != "burglary"
    )


def test_change_since_names_the_amendments_in_between_only() -> None:
    """An amendment that bore on the verdict before is no reason for what changed since."""
    before, after = judged(as_of=date(2015, 12, 31)), judged(as_of=date(2016, 1, 1))
    found = {
        (each.verdict.target, str(each.verdict.period)): each.amendments
        for each in changes(before, after)
    }
    assert found["burglary", "2016"] == ("2016-01-01-two-more-years",)


def test_periods_that_an_amendment_brings_have_no_before() -> None:
    """A year that only the longer term has was not promised before."""
    before, after = judged(as_of=date(2015, 12, 31)), judged(as_of=date(2016, 1, 1))
    new = [each for each in changes(before, after) if each.before is None]
    assert {(each.verdict.target, str(each.verdict.period)) for each in new} == {
        (target, year) for target in ("burglary", "vandalism") for year in ("2017", "2018")
    }
    assert {each.amendments for each in new} == {("2016-01-01-two-more-years",)}


def test_target_that_is_gone_has_no_after() -> None:
    """What an amendment takes out is told as a change, with the amendment."""
    whole = changed_folder('[remove]\ntargets = ["burglary"]')
    before = judged(as_of=date(2014, 12, 31), partnership=whole)
    gone = [
        each
        for each in changes(before, judged(as_of=date(2015, 1, 1), partnership=whole))
        if each.after is None
    ]
    assert {str(each.verdict.period) for each in gone} == {"2015", "2016"}
    assert {(each.why, each.amendments) for each in gone} == {
        ((Why.AMENDED,), ("2015-01-01-no-0",))
    }


def test_target_that_is_gone_by_one_of_two_amendments() -> None:
    """Another amendment of the same days, about something else, is not named."""
    other = """[set]\n'targets.vandalism.criterion' = "percentage"\n"""
    with TemporaryDirectory() as folder:
        changed = [
            (date(2014, 6, 1), other),
            (date(2015, 1, 1), '[remove]\ntargets = ["burglary"]'),
        ]
        whole = load(write(Path(folder), changed))
    before = judged(as_of=date(2014, 5, 1), partnership=whole)
    gone = [
        each
        for each in changes(before, judged(as_of=date(2015, 1, 1), partnership=whole))
        if each.after is None
    ]
    assert {each.amendments for each in gone} == {("2015-01-01-no-1",)}


def test_receipt_shows_the_version_and_its_amendments() -> None:
    """Whoever asks what a verdict rests on is told the version, the reason and the decision."""
    lines = receipt(judged(), "burglary", Period(2015), {})
    names = ("version", "amendment", "decision", "citation")
    assert [line for line in lines if line[0] in names] == [
        ("version", "in force from 2015-07-01"),
        ("amendment", "2015-01-01-sharper-targets: Burglaries fell faster than expected"),
        (
            "decision",
            "decided 2014-11-20 by board, counts from 2015-01-01; amendment-2, section 1",
        ),
        ("citation", "amendment-2, section 1"),
    ]


def test_receipt_of_what_was_signed() -> None:
    """A verdict by the agreement as it was signed says so."""
    lines = dict(receipt(judged(), "burglary", Period(2013), {}))
    assert lines["version"] == "as signed"
