"""The calendar of a year: what is due, when, and what of it hangs on an open question."""

from calendar import monthrange
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.parties import AfterTerm, Body, Cadence, Duty, ReportsOn
from partnerskab.agreement.parts import Term
from partnerskab.delivery.calendar import Due, Precision, dues
from partnerskab.errors import InvalidValueError
from tests.samples import CITED, agreement, change, ladder, named, question

YEARS = range(2010, 2022)
days = st.dates(date(2011, 1, 1), date(2019, 12, 31))


def body(id: str = "group", **cadence: Any) -> Body:
    """Return a body that meets."""
    return Body(
        id=id,
        label=named(id),
        members=["every-party"],
        meets=Cadence(**cadence),
        role=named("meets"),
        citation=CITED,
    )


def duty(id: str = "report", *, reports_on: str = "same-year", **fields: Any) -> Duty:
    """Return a yearly duty of the council."""
    given_fields: dict[str, Any] = {
        "cadence": Cadence(at_least=1, at_most=1),
        "after_term": "unclear",
    } | fields
    return Duty(
        id=id,
        label=named(id),
        owner="council",
        reports_on=reports_on,
        citation=CITED,
        **given_fields,
    )


def term(start: date | None = date(2013, 1, 1), end: date = date(2016, 12, 31)) -> Term:
    """Return a term."""
    return Term(start=start, end=end, citation=CITED)


@st.composite
def cadences(draw: st.DrawFn) -> Cadence:
    """Draw how often something happens, perhaps in a month or on a day of it."""
    least = draw(st.integers(1, 12))
    most = draw(st.none() | st.integers(least, 12))
    month = draw(st.none() | st.integers(1, 12))
    day = None if month is None else draw(st.none() | st.integers(1, monthrange(2001, month)[1]))
    after = draw(st.sampled_from([None, "register"]))
    return Cadence(at_least=least, at_most=most, month=month, day=day, after=after)


@st.composite
def signed(draw: st.DrawFn) -> Agreement:
    """Draw an agreement with bodies and duties of every kind, with and without a known start."""
    start = draw(st.none() | days)
    end = draw(days.filter(lambda day: start is None or day >= start))
    duties = [
        duty(
            f"duty-{number}",
            cadence=draw(st.none() | cadences()),
            reports_on=draw(st.sampled_from(ReportsOn)),
            after_term=draw(st.sampled_from(AfterTerm)),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    meets = draw(cadences())
    group = attrs.evolve(body(at_least=1), meets=meets)
    return agreement(term=term(start, end), bodies=[group], duties=duties)


def reports(due: Due) -> bool:
    """Say whether something speaks of the year before."""
    return due.period.year < due.opens.year


@given(signed())
def test_nothing_is_due_before_the_start(drawn: Agreement) -> None:
    """Whatever is due is due after the known start, and is not about a year before it."""
    start = drawn.term.start
    for due in (due for year in YEARS for due in dues(drawn, year)):
        assert start is None or start <= due.opens
        assert start is None or start <= due.period.last_day


@given(signed())
def test_after_the_end_only_what_reports_on_the_term(drawn: Agreement) -> None:
    """Once the term has ended, what is still due speaks of a year of the term."""
    for due in (due for year in YEARS for due in dues(drawn, year)):
        if due.closes > drawn.term.end:
            assert reports(due)
            assert due.period.first_day <= drawn.term.end


@given(signed())
def test_what_is_ended_with_the_term_is_not_due_after_it(drawn: Agreement) -> None:
    """A duty that the text ends with the term is not due afterwards; an unclear one is not sure."""
    kinds = {f"duties.{each.id}": each.after_term for each in drawn.duties}
    for due in (due for year in YEARS for due in dues(drawn, year)):
        if due.opens > drawn.term.end:
            assert kinds[due.part] is not AfterTerm.ENDED
            assert not due.is_certain or kinds[due.part] is AfterTerm.OWED


@given(signed(), st.sampled_from(YEARS))
def test_every_entry_lies_in_its_year(drawn: Agreement, year: int) -> None:
    """An entry opens before it closes, within the year of the calendar."""
    for due in dues(drawn, year):
        assert date(year, 1, 1) <= due.opens <= due.closes <= date(year, 12, 31)


@given(signed(), st.sampled_from(YEARS))
def test_a_cadence_is_due_once_a_year_with_its_counts(drawn: Agreement, year: int) -> None:
    """A body or duty has one entry a year, with the smallest and largest number of its cadence."""
    found = {due.part: due.cadence for due in dues(drawn, year)}
    assert len(found) == len(dues(drawn, year))
    cadences_by_part = {f"bodies.{each.id}": each.meets for each in drawn.bodies}
    cadences_by_part |= {f"duties.{each.id}": each.cadence for each in drawn.duties if each.cadence}
    assert found.items() <= cadences_by_part.items()


@given(signed())
def test_every_full_year_of_a_known_term_has_every_cadence(drawn: Agreement) -> None:
    """In a year within the known term, whatever meets or is done yearly is due."""
    if drawn.term.start is None:
        return
    for year in YEARS:
        if drawn.term.start <= date(year, 1, 1) and date(year, 12, 31) <= drawn.term.end:
            yearly = {
                f"duties.{each.id}"
                for each in drawn.duties
                if each.cadence and each.reports_on is ReportsOn.SAME_YEAR
            }
            assert yearly | {"bodies.group"} <= {due.part for due in dues(drawn, year)}


@given(signed())
def test_ids_are_unique_and_stable(drawn: Agreement) -> None:
    """An id stands once in all years, and again when the calendar is made again."""
    ids = [due.id for year in YEARS for due in dues(drawn, year)]
    assert len(set(ids)) == len(ids)
    assert ids == [due.id for year in YEARS for due in dues(drawn, year)]


@given(signed(), st.integers(1, 30))
def test_ids_do_not_move_with_the_term(drawn: Agreement, months: int) -> None:
    """A longer term adds entries, and renames none that were there."""
    ids = {due.id for year in YEARS for due in dues(drawn, year)}
    end = date(drawn.term.end.year + 1 + months // 12, 12, 31)
    longer = attrs.evolve(drawn, term=attrs.evolve(drawn.term, end=end))
    assert ids <= {due.id for year in range(2010, 2030) for due in dues(longer, year)}


@given(signed(), st.sampled_from(YEARS))
def test_the_earliest_deadline_comes_first(drawn: Agreement, year: int) -> None:
    """Entries stand in the order of their deadlines."""
    closes = [due.closes for due in dues(drawn, year)]
    assert closes == sorted(closes)


@pytest.mark.parametrize(
    ("cadence", "opens", "closes", "precision"),
    [
        ({}, date(2014, 1, 1), date(2014, 12, 31), Precision.YEAR),
        ({"month": 2}, date(2014, 2, 1), date(2014, 2, 28), Precision.MONTH),
        ({"month": 2, "day": 3}, date(2014, 2, 3), date(2014, 2, 3), Precision.DAY),
        ({"after": "register"}, date(2014, 2, 1), date(2014, 12, 31), Precision.YEAR),
    ],
    ids=["year", "month", "day", "after a release"],
)
def test_no_day_is_invented(
    cadence: dict[str, Any], opens: date, closes: date, precision: Precision
) -> None:
    """Something is due between the days that the text names, and no closer."""
    (due,) = dues(agreement(term=term(), bodies=[body(at_least=1, **cadence)]), 2014)
    assert (due.opens, due.closes, due.precision) == (opens, closes, precision)


def test_a_source_without_a_month_leaves_the_year() -> None:
    """What waits for a release whose month nobody names is due some time in the year."""
    held = body(at_least=1, after="register")
    (due,) = dues(agreement(term=term(), release_month=None, bodies=[held]), 2014)
    assert (due.opens, due.closes) == (date(2014, 1, 1), date(2014, 12, 31))


def test_meetings_as_needed_alone_are_never_due() -> None:
    """A body that meets as needed owes no meeting."""
    assert dues(agreement(term=term(), bodies=[body(as_needed=True)]), 2014) == ()


def test_a_duty_without_a_rhythm_is_never_due() -> None:
    """A duty that is always owed has no place in a year."""
    assert dues(agreement(term=term(), duties=[duty(cadence=None)]), 2014) == ()


def test_a_part_of_a_year_is_marked() -> None:
    """Where the term begins within the year, its entry begins there and says so."""
    (due,) = dues(agreement(term=term(date(2014, 3, 1)), bodies=[body(at_least=6)]), 2014)
    assert (due.opens, due.closes, due.is_part_year) == (
        date(2014, 3, 1),
        date(2014, 12, 31),
        True,
    )


def test_the_closing_report() -> None:
    """A report on the last year is due in the year after the term, if it is owed."""
    closing = duty(reports_on="year-before", after_term="owed")
    (due,) = dues(agreement(term=term(), duties=[closing]), 2017)
    assert (str(due.period), due.opens, due.is_certain) == ("2016", date(2017, 1, 1), True)


def test_the_first_report_is_on_the_first_year() -> None:
    """No report is due on a year before the term."""
    first = agreement(term=term(), duties=[duty(reports_on="year-before")])
    assert (dues(first, 2013), str(dues(first, 2014)[0].period)) == ((), "2013")


def test_a_known_start_makes_everything_certain() -> None:
    """With a known start, what is due is surely due."""
    assert dues(agreement(ladder(), term=term(), bodies=[body(at_least=1)]), 2013)[0].is_certain


def test_an_unknown_start_lies_after_the_baseline() -> None:
    """An agreement that prints a figure of 2012 was signed later: nothing is due in 2012."""
    unknown = agreement(ladder(), term=term(None), bodies=[body(at_least=1)])
    assert dues(unknown, 2012) == ()


def test_an_unknown_start_leaves_a_month_of_the_first_year_uncertain() -> None:
    """May of the first year with a target may lie before the start; May of the next does not."""
    unknown = agreement(ladder(), term=term(None), bodies=[body(at_least=1, month=5)])
    assert [dues(unknown, year)[0].is_certain for year in (2013, 2014)] == [False, True]


def closing_question(**decided: str) -> Any:
    """Ask whether the report outlives the term."""
    return question(
        "closing",
        concerns=["duties.report"],
        assumed=decided.get("assumed"),
        adopted=decided.get("adopted"),
        owed=[change("duties.report.after_term", "owed")],
        ended=[change("duties.report.after_term", "ended")],
    )


def asked(*questions: Any, year: int = 2017) -> tuple[Due, ...]:
    """Return what is due of a yearly report that some questions are about."""
    unclear = duty(reports_on="year-before")
    return dues(agreement(term=term(), duties=[unclear], questions=questions), year)


def test_an_entry_carries_the_question_that_it_depends_on() -> None:
    """An entry that stands under one reading alone names the question and the reading."""
    (due,) = asked(closing_question())
    assert (due.questions, due.readings, due.is_certain) == (
        ("closing",),
        ((("closing", "owed"),),),
        False,
    )


def test_an_entry_does_not_carry_a_question_that_changes_nothing_of_it() -> None:
    """The report that is due within the term does not depend on what follows the term."""
    (due,) = asked(closing_question(), year=2016)
    assert (due.questions, due.readings, due.is_certain) == ((), (), True)


@pytest.mark.parametrize(("reading", "count"), [("owed", 1), ("ended", 0)])
def test_an_adopted_reading_decides(reading: str, count: int) -> None:
    """Once a reading is adopted the entry is certain, or gone."""
    found = asked(closing_question(adopted=reading))
    assert [due.is_certain for due in found] == [True] * count


def test_a_reading_counts_from_the_day_of_its_adoption() -> None:
    """Before the day of the decision the entry depends on it."""
    decided = agreement(
        term=term(),
        duties=[duty(reports_on="year-before")],
        questions=[closing_question(adopted="owed")],
    )
    found = [dues(decided, 2017, as_of=day)[0] for day in (date(2014, 2, 28), date(2014, 3, 1))]
    assert [due.questions for due in found] == [("closing",), ()]


def test_a_question_without_consequences_rides_with_what_it_concerns() -> None:
    """A question of which no reading sets anything is carried by every entry of its part."""
    silent = question("silent", concerns=["duties.report"], yes=[], no=[])
    (due,) = asked(silent, year=2016)
    assert (due.questions, due.readings) == (("silent",), ())


def test_readings_that_exclude_each_other_are_no_case() -> None:
    """A combination of readings under which the term ends before it starts is left out."""
    start = question("start", concerns=["term"], a=[change("term.start", date(2015, 6, 1))], b=[])
    end = question("end", concerns=["term"], c=[change("term.end", date(2014, 6, 1))], d=[])
    (due,) = asked(start, end, year=2015)
    assert due.questions == ("start", "end")


@pytest.mark.parametrize("year", [0, 1, 9999, 10_000])
def test_a_year_outside_the_calendar(year: int) -> None:
    """A year that has no neighbours in the calendar is refused."""
    with pytest.raises(InvalidValueError) as caught:
        dues(agreement(term=term()), year)
    assert str(caught.value) == (
        f"not a year of a calendar\n    expected: 2 to 9998\n    came:     {year}"
    )


@pytest.mark.parametrize(
    ("fields", "came"),
    [
        ({"day": 1}, "day 1 of no month"),
        ({"month": 2, "day": 29}, "day 29 of month 2"),
        ({"month": 4, "day": 31}, "day 31 of month 4"),
        ({"month": 4, "day": 0}, "day 0 of month 4"),
    ],
)
def test_a_day_that_not_every_year_has(fields: dict[str, Any], came: str) -> None:
    """A cadence names a day that every year has, in a month."""
    with pytest.raises(InvalidValueError) as caught:
        Cadence(at_least=1, **fields)
    assert str(caught.value) == (
        "day: not a day of every year\n"
        "    expected: a month, and a day that it has in every year\n"
        f"    came:     {came}"
    )
