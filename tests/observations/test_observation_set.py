"""Observations with every vintage: what was known when, and which value is the newest."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.errors import Problem
from partnerskab.observations.observation import Audience, Observation, Status
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.periods import Period
from tests.samples import refusal, seen
from tests.strategies import days, observations

YEAR = Period(2013)
FEBRUARY, JUNE = date(2014, 2, 1), date(2014, 6, 1)


def newest(*given_ones: Observation) -> list[object]:
    """Return the newest values for the reports of 2013 in the town."""
    return [each.value for each in ObservationSet(given_ones).latest("reports", "town", YEAR)]


# One observation


def test_words_and_texts_become_what_they_mean() -> None:
    """Status, audience and period may be given as a file holds them; internal unless said."""
    built = seen(69, "2013", status="provisional")
    assert (built.status, built.audience) == (Status.PROVISIONAL, Audience.INTERNAL)
    assert built.period == YEAR


@pytest.mark.parametrize(
    ("published", "retrieved", "known"),
    [
        (FEBRUARY, JUNE, FEBRUARY),
        (JUNE, FEBRUARY, JUNE),
        (None, JUNE, JUNE),
        (FEBRUARY, None, FEBRUARY),
        (None, None, None),
    ],
)
def test_known_since_it_was_published_or_else_retrieved(
    published: date | None, retrieved: date | None, known: date | None
) -> None:
    """The day of publication counts, also where it lies after the day of retrieval."""
    assert seen(69, published=published, retrieved=retrieved).known_since == known


@pytest.mark.parametrize(
    ("value", "status", "came"),
    [
        (None, "final", "status 'final' and no value"),
        (5, "suppressed", "status 'suppressed' and a value"),
        (0, "suppressed", "status 'suppressed' and a value"),
    ],
)
def test_value_is_missing_only_where_it_is_suppressed(
    value: int | None, status: str, came: str
) -> None:
    """A value without a number, or a suppressed one with its number, is refused."""
    assert refusal(lambda: seen(value, status=status)) == Problem(
        message="only a suppressed observation has no value",
        id="invalid-value",
        path=("value",),
        expected="a value, or the status 'suppressed' and no value",
        came=came,
    )


def test_suppressed_observation_has_no_value() -> None:
    """A suppressed value is an observation without a number."""
    assert seen(None, status="suppressed").value is None


@pytest.mark.parametrize("value", [69.0, True])
def test_inexact_value_is_refused(value: object) -> None:
    """A float or a bool is not an observed value."""
    assert refusal(lambda: seen(value)).id == "not-exact"


# A set of them


def test_set_keeps_everything_in_order() -> None:
    """Nothing is merged or dropped, and the order is the one that was given."""
    one, other = seen(69), seen(70)
    assert list(ObservationSet([one, other, one])) == [one, other, one]
    assert len(ObservationSet([one, other, one])) == 3


def test_empty_set() -> None:
    """A set of nothing has no newest value."""
    assert (len(ObservationSet()), newest()) == (0, [])


@pytest.mark.parametrize(
    "fields",
    [{"indicator": "thefts"}, {"area": "district"}, {"period": 2012}, {"period": "2013-H1"}],
    ids=str,
)
def test_newest_is_of_the_very_indicator_area_and_period(fields: dict[str, Any]) -> None:
    """Another indicator, area or period does not count, nor does a part of the period."""
    assert newest(seen(69, **{"period": 2013} | fields)) == []


def test_later_vintage_is_the_newest() -> None:
    """Of one source the value that was known last counts."""
    assert newest(seen(69, published=FEBRUARY), seen(72, published=JUNE)) == [72]


def test_dated_vintage_goes_before_an_undated_one() -> None:
    """A value without a date counts only where there is none with one."""
    undated = seen(69, published=None)
    assert newest(undated) == [69]
    assert newest(undated, seen(72, published=FEBRUARY)) == [72]


def test_vintage_is_dated_by_retrieval_where_publication_is_unknown() -> None:
    """A value that was fetched later counts, where neither says when it was published."""
    fetched = {"published": None, "retrieved": JUNE}
    assert newest(seen(69, published=FEBRUARY), seen(72, **fetched)) == [72]


def test_each_source_has_its_own_newest() -> None:
    """A later vintage of one source does not replace another source's value."""
    other = seen(72, published=JUNE, source="register")
    assert newest(seen(69, published=FEBRUARY), other) == [69, 72]


def test_two_values_of_one_day_are_both_there() -> None:
    """Where a source gives two values on one day, both are returned."""
    assert newest(seen(69), seen(70)) == [69, 70]


def test_identical_observation_counts_once() -> None:
    """The same value from the same source on the same day is one value."""
    assert newest(seen(69), seen(69)) == [69]


@given(st.lists(observations(), max_size=6), st.data())
def test_order_does_not_change_the_newest_values(
    given_ones: list[Observation], data: st.DataObject
) -> None:
    """The newest values of each source are the same in whatever order they came."""
    shuffled = data.draw(st.permutations(given_ones))
    for period in (Period(2012), YEAR):
        first = ObservationSet(given_ones).latest("reports", "town", period)
        second = ObservationSet(shuffled).latest("reports", "town", period)
        assert {(each.source, each.value) for each in first} == {
            (each.source, each.value) for each in second
        }


@given(st.lists(observations(), max_size=6))
def test_newest_vintage_is_never_older_than_another(given_ones: list[Observation]) -> None:
    """No other observation of the same source, period and area was known later."""
    for found in ObservationSet(given_ones).latest("reports", "town", YEAR):
        same = [each for each in given_ones if (each.source, each.period) == (found.source, YEAR)]
        assert found in same
        latest = max(each.known_since or date.min for each in same)
        assert (found.known_since or date.min) == latest


def test_order_does_not_change_the_status_that_counts() -> None:
    """Of one value, given twice with another status, the same one counts in either order."""
    both = seen(69), seen(69, status="provisional")
    found = {ObservationSet(each).latest("reports", "town", YEAR) for each in permutations(both)}
    assert len(found) == 1


# Parts of a period


def periods() -> st.SearchStrategy[Period]:
    """Return periods of every length around 2013, split years among them."""
    years, lengths = st.integers(2012, 2014), st.sampled_from([1, 3, 6, 12])
    parts = st.tuples(years, st.integers(0, 11), lengths).map(
        lambda each: Period(each[0], each[1] // each[2] * each[2] + 1, each[2])
    )
    split = st.tuples(years, st.integers(2, 12)).map(lambda each: Period(*each))
    return parts | split | st.sampled_from([Period(2012, 1, 24), Period(2013, 1, 24)])


@given(st.lists(periods()), periods())
def test_parts_are_all_periods_within_the_whole(known: list[Period], whole: Period) -> None:
    """Each period that lies within the whole and is not the whole is found once, in order."""
    found = ObservationSet([seen(1, each) for each in known]).parts("reports", "town", whole)
    assert list(found) == sorted({each for each in known if each in whole and each != whole})


# As known on a day


def test_known_from_its_day_on() -> None:
    """A value is known on the day it was published, and not the day before."""
    known = ObservationSet([seen(69, published=FEBRUARY)])
    assert len(known.as_known_on(FEBRUARY)) == 1
    assert len(known.as_known_on(date(2014, 1, 31))) == 0


def test_retrieved_value_is_known_since_it_was_retrieved() -> None:
    """Where the day of publication is unknown, the day of retrieval counts."""
    known = ObservationSet([seen(69, published=None, retrieved=FEBRUARY)])
    assert [len(known.as_known_on(day)) for day in (date(2014, 1, 31), FEBRUARY)] == [0, 1]


def test_value_retrieved_before_it_was_published_waits_for_publication() -> None:
    """An advance copy is not known to everybody."""
    known = ObservationSet([seen(69, published=JUNE, retrieved=FEBRUARY)])
    assert len(known.as_known_on(FEBRUARY)) == 0


def test_undated_value_is_always_known() -> None:
    """A value without any date is kept, on whatever day."""
    assert len(ObservationSet([seen(69, published=None)]).as_known_on(date(1990, 1, 1))) == 1


@given(st.lists(observations(), max_size=6), days, days)
def test_known_things_are_not_forgotten(
    given_ones: list[Observation], one: date, other: date
) -> None:
    """What is known on a day is known on every later day, in the same order."""
    early, late = sorted([one, other])
    known = ObservationSet(given_ones)
    later = list(known.as_known_on(late))
    earlier = list(known.as_known_on(early))
    assert [each for each in later if each in earlier] == earlier
    assert list(known.as_known_on(late).as_known_on(early)) == earlier


@given(st.lists(observations(), max_size=6), observations(), days)
def test_later_vintage_does_not_change_what_was_known_before(
    given_ones: list[Observation], later: Observation, day: date
) -> None:
    """Adding what became known only after a day changes nothing about that day."""
    before = ObservationSet(given_ones).as_known_on(day)
    after = ObservationSet([*given_ones, later]).as_known_on(day)
    assert (after == before) == (later.known_since is not None and later.known_since > day)


@pytest.mark.parametrize("status", Status)
def test_set_says_whether_it_holds_invented_values(status: Status) -> None:
    """One illustrative value makes the set illustrative."""
    value = None if status is Status.SUPPRESSED else 69
    known = ObservationSet([seen(69), seen(value, status=status)])
    assert known.has_illustrative is (status is Status.ILLUSTRATIVE)
