"""Readings that exclude each other: named when the agreement is built, and no crash later."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.checks import InvalidAgreementError, find_problems
from partnerskab.agreement.questions import Adoption, Question
from tests.samples import agreement, change, named, question

DAYS = st.sampled_from([date(year, 1, 1) for year in range(2011, 2019)])

WHY = "the term ends before it starts"
TERM = f"'late' of 'start' and 'soon' of 'end': {WHY}"
FIELD = (
    "'early' of 'start' and 'later' of 'again': 'term.start' would be both 2012-01-01 and "
    "2012-06-01"
)


def start(**decided: str) -> Question:
    """Ask when the term starts."""
    return question(
        "start",
        concerns=["term.start"],
        assumed=decided.get("assumed"),
        adopted=decided.get("adopted"),
        early=[change("term.start", date(2012, 1, 1))],
        late=[change("term.start", date(2014, 1, 1))],
    )


def end(**decided: str) -> Question:
    """Ask when the term ends."""
    return question(
        "end",
        concerns=["term"],
        assumed=decided.get("assumed"),
        adopted=decided.get("adopted"),
        soon=[change("term.end", date(2013, 6, 1))],
        then=[],
    )


def said(*questions: Question) -> list[str]:
    """Return where readings contradict each other, and which."""
    with pytest.raises(InvalidAgreementError) as caught:
        agreement(questions=questions)
    return [
        f"{'.'.join(map(str, problem.path))}: {problem.came}" for problem in caught.value.problems
    ]


def test_two_followed_readings_that_break_the_term() -> None:
    """An adopted reading and an assumed one that cannot both hold are both named."""
    assert said(start(adopted="late"), end(assumed="soon")) == [f"questions.end.assumed: {TERM}"]


def test_two_followed_readings_of_one_field() -> None:
    """Two readings that set the same field to different values are both named."""
    again = question(
        "again",
        concerns=["term"],
        assumed="later",
        later=[change("term.start", date(2012, 6, 1))],
        no=(),
    )
    assert said(start(assumed="early"), again) == [f"questions.again.assumed: {FIELD}"]


def test_two_followed_readings_of_one_field_that_agree() -> None:
    """Two readings that set the same field to the same value contradict nobody."""
    again = question(
        "again",
        concerns=["term"],
        assumed="same",
        same=[change("term.start", date(2012, 1, 1))],
        no=[],
    )
    both = agreement(questions=[start(assumed="early"), again])
    assert both.settled().term.start == date(2012, 1, 1)


def test_reading_that_a_decision_leaves_no_room_for() -> None:
    """A reading that nobody follows is named where a decision makes it impossible."""
    assert said(start(adopted="late"), end()) == [f"questions.end.readings.soon: {TERM}"]


def test_readings_that_nobody_follows_may_exclude_each_other() -> None:
    """Two undecided questions may have readings that cannot both be adopted."""
    assert agreement(questions=[start(), end()]).open_questions()


def test_contradiction_of_the_time_before_a_decision() -> None:
    """A reading that is assumed until the adoption of another counts until then."""
    later = attrs.evolve(start(adopted="early"), assumed="late")
    assert said(later, end(assumed="soon")) == [
        f"questions.start.assumed: 'soon' of 'end' and 'late' of 'start': {WHY}"
    ]


@st.composite
def term_questions(draw: st.DrawFn) -> list[Question]:
    """Draw questions about the two ends of the term, some of them decided."""
    asked: list[Question] = []
    for path in draw(st.lists(st.sampled_from(["start", "end"]), min_size=1, max_size=3)):
        id = f"{path}-{len(asked)}"
        drawn = question(
            id,
            concerns=["term"],
            assumed=draw(st.sampled_from([None, "one", "two"])),
            one=[change(f"term.{path}", draw(DAYS))],
            two=[change(f"term.{path}", draw(DAYS))],
        )
        if draw(st.booleans()):
            reading, day = draw(st.sampled_from(["one", "two"])), draw(DAYS)
            adopted = Adoption(reading=reading, by="council", on=day, why=named("decided"))
            drawn = attrs.evolve(drawn, adopted=adopted)
        asked.append(drawn)
    return asked


@given(questions=term_questions(), on=st.none() | DAYS)
def test_an_agreement_that_is_built_can_be_settled(
    questions: list[Question], on: date | None
) -> None:
    """Whatever is adopted and assumed, an agreement that could be built reads on every day."""
    try:
        signed = agreement(questions=questions)
    except InvalidAgreementError:
        return
    settled = signed.settled(on)
    assert isinstance(settled, Agreement)
    assert not find_problems(settled)
