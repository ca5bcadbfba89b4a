"""What the text leaves open: readings, what they set, and the agreement as it reads with them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.checks import InvalidAgreementError
from partnerskab.agreement.indicators import Better
from partnerskab.agreement.ladders import Criterion, PercentOfBaseline
from partnerskab.agreement.questions import Change, Question
from partnerskab.agreement.rules import Hold
from partnerskab.agreement.targets import MetWhen
from partnerskab.errors import Problem
from tests.samples import (
    agreement,
    change,
    criterion_question,
    hold,
    ladder,
    question,
    refusal,
    towards,
)

NOTHING: tuple[Change, ...] = ()


def criterion_of(signed: Agreement) -> Criterion:
    """Return what decides about the reports."""
    rule = signed.target("reports").rule
    assert isinstance(rule, PercentOfBaseline)
    return rule.criterion


def problems(build: Callable[[], object]) -> tuple[Problem, ...]:
    """Return every contradiction that keeps an agreement from being built."""
    with pytest.raises(InvalidAgreementError) as caught:
        build()
    return caught.value.problems


# A question


@pytest.mark.parametrize(
    ("fields", "is_open", "decides"),
    [
        ({}, True, None),
        ({"assumed": "count"}, True, "count"),
        ({"adopted": "percentage"}, False, "percentage"),
        ({"assumed": "count", "adopted": "percentage"}, False, "percentage"),
    ],
    ids=["nothing", "assumed", "adopted", "both"],
)
def test_question_is_open_until_somebody_adopts_a_reading(
    fields: dict[str, str],
    is_open: bool,  # noqa: FBT001  # a column of the table
    decides: str | None,
) -> None:
    """An assumed reading leaves it open; the adopted one goes before the assumed one."""
    asked = criterion_question(**fields)
    assert (asked.is_open(), asked.decides()) == (is_open, decides)


def test_reading_by_its_id() -> None:
    """A reading is found by its id, with what it sets."""
    found = criterion_question().reading("percentage")
    assert found.sets == (change("targets.reports.criterion", "percentage"),)


def test_reading_may_set_nothing() -> None:
    """A reading that changes no figure is a reading."""
    assert question(yes=NOTHING, no=NOTHING).reading("yes").sets == ()


@pytest.mark.parametrize(
    ("build", "problem"),
    [
        (
            question,
            Problem(
                message="a question needs a choice",
                id="invalid-value",
                path=("readings",),
                expected="at least two readings",
                came="0",
            ),
        ),
        (
            lambda: question(only=NOTHING),
            Problem(
                message="a question needs a choice",
                id="invalid-value",
                path=("readings",),
                expected="at least two readings",
                came="1",
            ),
        ),
        (
            lambda: criterion_question(assumed="counts"),
            Problem(
                message="the question has no such reading",
                id="dangling-reference",
                path=("assumed",),
                expected="'count' or 'percentage'",
                came="'counts'",
                remedy="did you mean 'count'?",
            ),
        ),
        (
            lambda: criterion_question(adopted="neither"),
            Problem(
                message="the question has no such reading",
                id="dangling-reference",
                path=("adopted", "reading"),
                expected="'count' or 'percentage'",
                came="'neither'",
            ),
        ),
    ],
    ids=["no reading", "one reading", "assumed", "adopted"],
)
def test_question_without_a_choice_cannot_be_built(
    build: Callable[[], Question], problem: Problem
) -> None:
    """A question has two readings or more, and decides only for one that it has."""
    assert refusal(build) == problem


def test_readings_have_ids_of_their_own() -> None:
    """Two readings of the same id could not be told apart."""
    asked = criterion_question()
    assert refusal(lambda: attrs.evolve(asked, readings=asked.readings[:1] * 2)).message


# What a reading sets


def test_reading_sets_a_field_of_a_rule() -> None:
    """A path into a target reaches the rule that the target stands for."""
    changed = agreement(ladder()).changed(change("targets.reports.criterion", "percentage"))
    assert criterion_of(changed) is Criterion.PERCENTAGE


def test_reading_sets_a_field_of_a_part() -> None:
    """A path may lead to a field of any part, whose word becomes a choice."""
    changed = agreement(ladder()).changed(change("objectives.crime.met_when", "separately"))
    assert changed.objectives[0].met_when is MetWhen.SEPARATELY


def test_reading_sets_the_term() -> None:
    """A path may lead to the term, which has no id."""
    changed = agreement(ladder()).changed(change("term.start", date(2013, 1, 1)))
    assert (changed.term.start, changed.term.end) == (date(2013, 1, 1), date(2016, 12, 31))


def test_reading_changes_nothing_else() -> None:
    """All parts but the one that is named stay as they are, and so does the given agreement."""
    signed = agreement(ladder(), hold())
    changed = signed.changed(change("targets.need.edition_lag", 1))
    assert changed.target("reports") == signed.target("reports")
    assert attrs.evolve(changed, targets=signed.targets) == signed
    assert changed != signed


@pytest.mark.parametrize(
    "path",
    [
        "term",
        "term.length",
        "targets.reports",
        "targets.burglary.criterion",
        "targets.reports.criterions",
        "targets.reports.rule.criterion",
        "targets.reports.rule",
        "targets.reports.id",
        "targets.reports.citation",
        "objectives.crime.id",
        "promises.crime.number",
        "label",
        "",
    ],
)
def test_path_that_leads_nowhere(path: str) -> None:
    """A path to no field, to an id, a citation or a whole rule is refused by name."""
    assert refusal(lambda: agreement(ladder()).changed(change(path, "x"))) == Problem(
        message="the path leads to nothing that a reading can set",
        id="dangling-reference",
        expected="a field of a part, such as 'allocations.secretariat.basis' or 'term.start'",
        came=repr(path),
    )


def test_word_that_cannot_stand_in_the_field() -> None:
    """A value that the field does not take is refused as the field refuses it."""
    changed = change("targets.reports.criterion", "money")
    assert refusal(lambda: agreement(ladder()).changed(changed)) == Problem(
        message="not one of the words that are known here",
        id="unknown-word",
        expected="'count' or 'percentage'",
        came="'money'",
    )


def test_agreement_with_an_impossible_reading_cannot_be_built() -> None:
    """What a reading cannot set is found when the agreement is built, with its place."""
    asked = question(wrong=[change("targets.reports.criterion", "money")], right=NOTHING)
    (problem,) = problems(lambda: agreement(ladder(), questions=[asked]))
    assert problem.path == (
        "questions",
        "asked",
        "readings",
        "wrong",
        "sets",
        "targets.reports.criterion",
    )
    assert problem.came == "'money'"


@pytest.mark.parametrize(
    ("rule", "path", "value"),
    [
        (ladder(), "term.start", "soon"),
        (hold(), "targets.need.edition_lag", "next"),
        (ladder(), "targets.reports.baseline", 80),
        (ladder(), "targets.reports.rounding", "half-even"),
        (ladder(), "targets.reports.percent", -5),
        (ladder(), "targets.reports.periods", date(2013, 1, 1)),
        (ladder(), "objectives.crime.number", "two"),
        (ladder(), "objectives.crime.label", "two"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_value_of_another_type_is_refused(rule: Any, path: str, value: Any) -> None:
    """A text for a date, a number for a rounding and the like cannot be built in."""
    asked = question(concerns=["targets"], wrong=[change(path, value)], right=NOTHING)
    assert problems(lambda: agreement(rule, questions=[asked]))


# The agreement as it reads


def test_settled_without_questions_is_the_same() -> None:
    """Where nothing is open the agreement reads as it is written."""
    signed = agreement(ladder())
    assert signed.settled() == signed


@pytest.mark.parametrize(
    ("fields", "criterion"),
    [
        ({}, Criterion.COUNT),
        ({"assumed": "percentage"}, Criterion.PERCENTAGE),
        ({"adopted": "percentage"}, Criterion.PERCENTAGE),
        ({"assumed": "percentage", "adopted": "count"}, Criterion.COUNT),
    ],
    ids=["nothing", "assumed", "adopted", "both"],
)
def test_settled_follows_the_adopted_reading_or_else_the_assumed_one(
    fields: dict[str, str], criterion: Criterion
) -> None:
    """A question with neither changes nothing."""
    signed = agreement(ladder(), questions=[criterion_question(**fields)])
    assert criterion_of(signed.settled()) is criterion


def test_settled_follows_every_question() -> None:
    """Several questions are settled together."""
    later = question(
        "edition", concerns=["targets.need"], assumed="after",
        after=[change("targets.need.edition_lag", 1)], same=NOTHING,
    )  # fmt: skip
    asked = [criterion_question(assumed="percentage"), later]
    signed = agreement(ladder(), hold(), questions=asked).settled()
    rule = signed.target("need").rule
    assert isinstance(rule, Hold)
    assert (criterion_of(signed), rule.edition_lag) == (Criterion.PERCENTAGE, 1)


def test_settled_follows_every_change_of_a_reading() -> None:
    """One reading may set several fields."""
    both = [
        change("targets.reports.criterion", "percentage"),
        change("objectives.crime.met_when", "separately"),
    ]
    signed = agreement(
        ladder(), questions=[question(assumed="yes", yes=both, no=NOTHING)]
    ).settled()
    assert criterion_of(signed) is Criterion.PERCENTAGE
    assert signed.objectives[0].met_when is MetWhen.SEPARATELY


def test_settling_keeps_the_questions() -> None:
    """A settled agreement still knows what was open, and settling it again changes nothing."""
    signed = agreement(ladder(), questions=[criterion_question(assumed="percentage")])
    assert signed.settled().questions == signed.questions
    assert signed.settled().settled() == signed.settled()


def test_changes_that_fit_only_together() -> None:
    """A reading whose changes make sense only together can be settled."""
    both = [
        change("indicators.activations.better", "higher"),
        change("targets.activations.better", "higher"),
    ]
    asked = question(concerns=["targets.activations"], assumed="yes", yes=both, no=NOTHING)
    settled = agreement(towards(), questions=[asked]).settled()
    assert settled.indicator("activations").better is Better.HIGHER


def test_open_questions_are_those_without_an_adopted_reading() -> None:
    """An assumed reading leaves a question open, an adopted one closes it."""
    asked = [
        question("first", yes=NOTHING, no=NOTHING),
        question("second", assumed="yes", yes=NOTHING, no=NOTHING),
        question("third", adopted="yes", yes=NOTHING, no=NOTHING),
    ]
    signed = agreement(ladder(), questions=asked)
    assert [each.id for each in signed.open_questions()] == ["first", "second"]
