"""Versions of an agreement: which is in force when, and which amendments do not go together."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement, Version
from partnerskab.agreement.amendments import Amendment
from partnerskab.agreement.checks import InvalidAgreementError
from partnerskab.values.citations import Citation
from tests.amended import INDEPENDENT, Dated, amended, dated_changes, days
from tests.samples import agreement, ceiling, named

SIGNED = agreement(ceiling(90))


def amendment(id: str = "one", *changes: str, start: date = date(2014, 1, 1)) -> Amendment:
    """Return an amendment that was decided on the day it takes effect."""
    return Amendment(
        id=id,
        label=named(id),
        why=named("It was needed"),
        by="council",
        decided=start,
        effective=start,
        changes=changes or ("targets.reports.at_most",),
        citation=Citation(document="text", section="1"),
    )


def with_versions(*versions: Version) -> Agreement:
    """Return the signed agreement with versions."""
    return attrs.evolve(SIGNED, versions=versions)


def version(start: date, *amendments: Amendment) -> Version:
    """Return a version with a lower ceiling."""
    return Version(start=start, amendments=amendments, agreement=agreement(ceiling(80)))


def test_agreement_without_amendments_is_always_in_force() -> None:
    """Every day has the agreement as it was signed."""
    assert SIGNED.as_of(date(1900, 1, 1)) == SIGNED.as_of(date(2100, 1, 1)) == SIGNED


@pytest.mark.parametrize(("day", "ceilings"), [(31, (90,)), (1, (80,))])
def test_amendment_holds_from_its_day(day: int, ceilings: tuple[int, ...]) -> None:
    """The day on which an amendment takes effect is the first with the new version."""
    start = date(2014, 1, 1)
    whole = with_versions(version(start, amendment()))
    on = start if day == 1 else start - timedelta(days=1)
    rule = whole.as_of(on).target("reports").rule
    assert tuple(each.limit for each in rule.milestones()) == ceilings


def test_version_knows_of_no_other() -> None:
    """What is in force on a day is one version: asked again, it is the same on every day."""
    whole = with_versions(version(date(2014, 1, 1), amendment()))
    before, after = whole.as_of(date(2013, 1, 1)), whole.as_of(date(2014, 1, 1))
    assert before.as_of(date(2020, 1, 1)) == before
    assert after.as_of(date(1990, 1, 1)) == after


def test_amendment_never_counts_before_it_was_decided() -> None:
    """One that is dated back counts from the day of the decision."""
    dated_back = attrs.evolve(amendment(), decided=date(2014, 3, 1))
    assert dated_back.start == date(2014, 3, 1)


def test_versions_out_of_order() -> None:
    """Versions come in the order of their days."""
    later, earlier = date(2015, 1, 1), date(2014, 1, 1)
    with pytest.raises(InvalidAgreementError) as caught:
        with_versions(version(later, amendment(start=later)), version(earlier, amendment("two")))
    assert str(caught.value) == (
        "versions: versions out of order\n"
        "    expected: each from a later day than the one before\n"
        "    came:     2015-01-01, 2014-01-01"
    )


@pytest.mark.parametrize(
    ("amendments", "came"), [((), "none"), ((amendment(start=date(2015, 5, 1)),), "2015-05-01")]
)
def test_version_of_other_amendments(amendments: tuple[Amendment, ...], came: str) -> None:
    """A version comes from amendments that count from its very day."""
    with pytest.raises(InvalidAgreementError) as caught:
        with_versions(version(date(2014, 1, 1), *amendments))
    assert str(caught.value) == (
        "versions: a version has amendments that count from another day, or none\n"
        "    expected: amendments that count from 2014-01-01\n"
        f"    came:     {came}"
    )


def test_amendments_of_one_day_that_change_the_same() -> None:
    """No order says which of the two should hold, and both are named."""
    with pytest.raises(InvalidAgreementError) as caught:
        with_versions(
            version(date(2014, 1, 1), amendment("one"), amendment("two", "targets.reports"))
        )
    assert str(caught.value) == (
        "versions: two amendments change the same thing from 2014-01-01\n"
        "    expected: one amendment for each change, or different days\n"
        "    came:     targets.reports.at_most, in 'one' and in 'two'"
    )


def test_ever_gives_what_is_gone_and_what_came() -> None:
    """Every part that a collection had is there, as it last read."""
    whole = with_versions(version(date(2014, 1, 1), amendment()))
    gone = attrs.evolve(SIGNED.areas[0], id="gone")
    whole = attrs.evolve(whole, areas=(*SIGNED.areas, gone))
    assert [each.id for each in whole.ever("areas")] == ["town", "district", "gone"]


# --------------------------------------------------------------------- laws


@given(dated_changes(), days, days)
def test_as_of_is_piecewise_constant(changes: list[Dated], one: date, other: date) -> None:
    """Between two days nothing changes unless an amendment takes effect between them."""
    whole = amended(*changes)
    first, last = sorted((one, other))
    if not any(first < start <= last for start, _ in changes):
        assert whole.as_of(first) == whole.as_of(last)


@given(dated_changes(at_least=1))
def test_as_of_changes_with_every_amendment(changes: list[Dated]) -> None:
    """On the day of each amendment the agreement is another than on the day before."""
    whole = amended(*changes)
    for start, _ in changes:
        assert whole.as_of(start) != whole.as_of(start - timedelta(days=1))


@given(dated_changes(at_least=1), st.data())
def test_amendments_compose(changes: list[Dated], data: st.DataObject) -> None:
    """A sequence gives on each day what applying its amendments until then gives."""
    count = data.draw(st.integers(1, len(changes)))
    day, last = changes[count - 1][0], changes[-1][0]
    assert amended(*changes).as_of(day) == amended(*changes[:count]).as_of(last)


@given(dated_changes(at_least=2), st.data())
def test_independent_amendments_commute(changes: list[Dated], data: st.DataObject) -> None:
    """Whichever comes first, in the end the agreement reads the same."""
    starts, contents = zip(*changes, strict=True)
    shuffled = data.draw(st.permutations(contents))
    other = amended(*zip(starts, shuffled, strict=True))
    assert amended(*changes).as_of(starts[-1]) == other.as_of(starts[-1])


@given(st.permutations(INDEPENDENT))
def test_amendments_of_one_day_are_one(changes: list[str]) -> None:
    """Amendments that count from the same day make one version, the same in any order."""
    day = date(2014, 6, 1)
    whole = amended(*((day, change) for change in changes))
    assert whole.as_of(day) == amended(*((day, change) for change in INDEPENDENT)).as_of(day)
    assert [each.start for each in whole.versions] == [day]
