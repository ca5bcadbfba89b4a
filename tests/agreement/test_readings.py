"""Readings: every combination of those that set something, each from the text as it stands."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.agreement.questions import Reading
from partnerskab.agreement.readings import combinations, is_about, variants
from tests.samples import agreement, change, criterion_question, ladder, named, question

HERE, ELSEWHERE = "targets.reports.criterion", "targets.thefts.criterion"


def test_nothing_open_leaves_the_part() -> None:
    """Without a question a part reads one way, under no reading."""
    (target,) = agreement(ladder()).targets
    assert list(variants(target, "targets.reports", [])) == [((), target)]


def test_reading_of_another_part_leaves_the_part() -> None:
    """A question that sets something else asks nothing here."""
    (target,) = agreement(ladder()).targets
    asked = question(yes=[change(ELSEWHERE, "count")], no=[change(ELSEWHERE, "percentage")])
    assert list(variants(target, "targets.reports", [asked])) == [((), target)]


def test_part_that_starts_with_the_same_letters_is_another() -> None:
    """A path ends at a dot: `targets.report` is no part of `targets.reports`."""
    asked = criterion_question()
    assert not is_about(asked, "targets.report")
    assert is_about(asked, "targets.reports")
    assert is_about(asked, "targets")


def test_changes_elsewhere_are_left_out() -> None:
    """Of what a reading sets, only what stands at the path comes along."""
    here, elsewhere = change(HERE, "count"), change(ELSEWHERE, "count")
    asked = question(yes=[here, elsewhere], no=[])
    assert list(combinations([asked], "targets.reports")) == [
        ((("asked", "yes"),), (here,)),
        ((("asked", "no"),), ()),
    ]


@given(sizes=st.lists(st.integers(2, 4), max_size=3))
def test_every_combination_once(sizes: list[int]) -> None:
    """There are as many combinations as the numbers of readings multiply to, and no two alike."""
    asked = [
        attrs.evolve(
            question(f"q{index}", yes=[], no=[]),
            readings=[
                Reading(id=f"r{each}", label=named("r"), sets=[change(HERE, "count")])
                for each in range(size)
            ],
        )
        for index, size in enumerate(sizes)
    ]
    found = [readings for readings, _ in combinations(asked, "targets.reports")]
    product = 1
    for size in sizes:
        product *= size
    assert len(found) == len(set(found)) == product
    for readings in found:
        assert [name for name, _ in readings] == [each.id for each in asked]
