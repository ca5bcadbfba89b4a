"""Who may see which figures, and what is left of one that is held back."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.observations.observation import Audience, Observation, Status
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.periods import Period
from tests.samples import refusal, seen
from tests.strategies import observations

INTERNAL, PARTIES, PUBLIC = Audience
AUDIENCES = st.sampled_from(Audience)
SETS = st.lists(
    st.builds(
        lambda each, audience, note: attrs.evolve(each, audience=audience, note=note),
        observations(),
        AUDIENCES,
        st.sampled_from(["", "told on the phone"]),
    ),
    max_size=8,
).map(ObservationSet)
KEYS = ("indicator", "area", "period", "source", "known_since")


def shown(*given_ones: Observation, to: Audience = PUBLIC) -> list[object]:
    """Return the newest values for the reports of 2013 that an audience sees."""
    held = ObservationSet(given_ones).held_back_from(to)
    return [each.value for each in held.latest("reports", "town", Period(2013))]


@pytest.mark.parametrize(
    ("reader", "sees"),
    [(INTERNAL, {INTERNAL, PARTIES, PUBLIC}), (PARTIES, {PARTIES, PUBLIC}), (PUBLIC, {PUBLIC})],
)
def test_who_sees_what(reader: Audience, sees: set[Audience]) -> None:
    """What is for more people is for fewer of them, too, and never the other way round."""
    assert {marked for marked in Audience if reader.may_see(marked)} == sees


def test_values_that_an_audience_may_not_see() -> None:
    """They are named in their order; what has no value and no note keeps no report from anybody."""
    one, for_parties, for_all = (
        seen(69, audience=audience) for audience in (INTERNAL, PARTIES, PUBLIC)
    )
    empty = seen(None, status="suppressed", audience=INTERNAL)
    whole = ObservationSet([empty, for_parties, for_all, one])
    assert whole.not_for("public") == (for_parties, one)
    assert whole.not_for(PARTIES) == (one,)
    assert whole.not_for("internal") == ()


def test_a_note_on_a_suppressed_figure_that_an_audience_may_not_see() -> None:
    """A figure without a value is named where its note may tell it."""
    secret = seen(None, status="suppressed", note="fewer than three", audience=PARTIES)
    assert ObservationSet([secret]).not_for("public") == (secret,)


@pytest.mark.parametrize("ask", [ObservationSet.not_for, ObservationSet.held_back_from])
def test_an_unknown_audience_is_refused(ask: Any) -> None:
    """A slip of the pen does not show everything to everybody."""
    problem = refusal(lambda: ask(ObservationSet(), "publik"))
    assert (problem.id, problem.remedy) == ("unknown-word", "did you mean 'public'?")


def test_what_is_left_of_a_figure_that_is_held_back() -> None:
    """What it is a figure of, its source, and the day since when it is known."""
    secret = seen(
        4,
        status="provisional",
        published=date(2014, 2, 1),
        retrieved=date(2014, 3, 1),
        source="register",
        note="all in one family",
    )
    assert list(ObservationSet([secret]).held_back_from("public")) == [
        Observation(
            indicator="reports",
            area="town",
            period=2013,
            value=None,
            status="suppressed",
            published=date(2014, 2, 1),
            source="register",
            audience="public",
        )
    ]


def test_the_day_of_retrieval_stays_where_it_is_the_only_one() -> None:
    """Without it nobody would know which of two vintages is the newer."""
    secret = seen(4, published=None, retrieved=date(2014, 3, 1))
    (left,) = ObservationSet([secret]).held_back_from("public")
    assert (left.published, left.retrieved) == (None, date(2014, 3, 1))


def test_the_note_on_a_suppressed_figure_is_held_back_too() -> None:
    """A figure without a value may have a note that tells it."""
    secret = seen(None, status="suppressed", note="fewer than three", audience=PARTIES)
    (left,) = ObservationSet([secret]).held_back_from("public")
    assert left.note == ""


def test_an_outdated_figure_is_not_shown_as_the_current_one() -> None:
    """A newer figure that is held back replaces an older one that is not."""
    older = seen(69, published=date(2014, 2, 1), audience=PUBLIC)
    newer = seen(72, published=date(2014, 6, 1), audience=INTERNAL)
    assert shown(older, newer) == [None]
    assert shown(older, newer, to=INTERNAL) == [72]
    assert shown(attrs.evolve(older, audience=INTERNAL), attrs.evolve(newer, audience=PUBLIC)) == [
        72
    ]


def test_a_figure_of_another_source_is_shown() -> None:
    """What one source holds back says nothing of another's figure."""
    public = seen(69, audience=PUBLIC, source="survey")
    assert sorted(map(str, shown(public, seen(72)))) == ["69", "None"]


@given(SETS, AUDIENCES)
def test_no_value_is_left_that_is_not_for_the_audience(
    whole: ObservationSet, reader: Audience
) -> None:
    """Nothing more is held back, each in its place, and the rest is as it was."""
    held = whole.held_back_from(reader)
    assert held.not_for(reader) == ()
    for before, after in zip(whole, held, strict=True):
        if reader.may_see(before.audience):
            assert after == before
        else:
            assert (after.value, after.status, after.note) == (None, Status.SUPPRESSED, "")
            assert [getattr(after, key) for key in KEYS] == [getattr(before, key) for key in KEYS]


@given(SETS, AUDIENCES)
def test_holding_back_twice_is_holding_back_once(whole: ObservationSet, reader: Audience) -> None:
    """Nothing is held back from who sees everything, nor twice from anybody."""
    held = whole.held_back_from(reader)
    assert held.held_back_from(reader) == held
    assert whole.held_back_from(INTERNAL) == whole


@given(SETS, AUDIENCES, AUDIENCES)
def test_through_other_hands_nobody_sees_more(
    whole: ObservationSet, first: Audience, second: Audience
) -> None:
    """What reaches the public by way of the parties is what it is shown itself."""
    narrowest = max(first, second, key=list(Audience).index)
    assert whole.held_back_from(first).held_back_from(second) == whole.held_back_from(narrowest)


@given(SETS, AUDIENCES)
def test_what_is_shown_is_the_newest_of_its_source(whole: ObservationSet, reader: Audience) -> None:
    """Every value that is shown would be shown as the newest if nothing were held back."""
    held = whole.held_back_from(reader)
    for period in whole.periods("reports", "town"):
        newest = {(each.source, each.value) for each in whole.latest("reports", "town", period)}
        for each in held.latest("reports", "town", period):
            assert each.value is None or (each.source, each.value) in newest
