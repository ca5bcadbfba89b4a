"""What people write for the status report: which texts there are, and what they may be about."""

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from partnerskab.agreement.checks import InvalidAgreementError
from partnerskab.config.folder import load, read_comments
from partnerskab.delivery.comments import Comment, CommentKind
from partnerskab.errors import DiagnosticsError, Problem
from partnerskab.partnership import Partnership
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from tests.samples import named, refusal

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "config_cases"
AMAGER = load(ROOT / "examples" / "amager")
HARBOUR = load(ROOT / "tests" / "partnerships" / "harbour")
AMENDED = load(CASES / "valid" / "amended")
ILLUSTRATIVE = ROOT / "examples" / "amager" / "comments-illustrative.toml"
MAY = date(2014, 5, 20)


def comment(kind: str = "summary", **fields: Any) -> Comment:
    """Return a comment on 2013, by the secretary."""
    given: dict[str, Any] = {"id": "said", "period": 2013, "on": MAY}
    given |= {"text": named("A quiet year."), "role": named("The secretary")}
    return Comment(kind=kind, **(given | fields))


def problems(partnership: Partnership, *comments: Comment) -> list[str]:
    """Return what keeps a partnership from having these comments."""
    try:
        attrs.evolve(partnership, comments=comments)
    except InvalidAgreementError as error:
        return [str(problem) for problem in error.problems]
    return []


# One comment


def test_words_become_what_they_mean() -> None:
    """Kind and period may be given as a file holds them; nothing is invented unless said."""
    said = comment()
    assert (said.kind, said.period) == (CommentKind.SUMMARY, Period(2013))
    assert (said.about, said.owner, said.due, said.illustrative) == (None, None, None, False)


def test_a_next_step_has_an_owner() -> None:
    """A next step that nobody takes is refused."""
    assert refusal(lambda: comment("next-step", due=date(2014, 9, 1))) == Problem(
        message="a next step that is nobody's",
        id="invalid-value",
        path=("owner",),
        expected="the id of a body, party or administration, or 'every-party'",
        came="no owner",
        remedy="add owner = ...",
    )


@pytest.mark.parametrize("due", [None, MAY, date(2015, 1, 1)])
def test_a_next_step_may_have_a_day(due: date | None) -> None:
    """It is due on the day on which it was written at the earliest, or nobody says when."""
    assert comment("next-step", owner="council", due=due).due == due


def test_a_next_step_is_not_due_before_it_was_written() -> None:
    """One of the two days must be a slip."""
    day = date(2014, 5, 19)
    problem = refusal(lambda: comment("next-step", owner="council", due=day))
    assert (problem.path, problem.expected, problem.came) == (
        ("due",),
        "2014-05-20 or later",
        "2014-05-19",
    )


@pytest.mark.parametrize("kind", [each for each in CommentKind if each != "next-step"])
@pytest.mark.parametrize(("name", "value"), [("owner", "council"), ("due", date(2014, 9, 1))])
def test_only_a_next_step_is_owned_and_due(kind: CommentKind, name: str, value: object) -> None:
    """Every other kind of comment has neither an owner nor a day by which it is due."""
    problem = refusal(lambda: comment(kind, **{name: value}))
    assert (problem.message, problem.path) == (f"only a next step has '{name}'", (name,))


@pytest.mark.parametrize("kind", CommentKind)
def test_all_but_a_contact_may_be_about_a_part(kind: CommentKind) -> None:
    """A contact is for the partnership as a whole, which every other kind may be, too."""
    fields = {"owner": "council"} if kind is CommentKind.NEXT_STEP else {}
    assert comment(kind, **fields).about is None
    if kind is CommentKind.CONTACT:
        assert refusal(lambda: comment(kind, about="crime")).path == ("about",)
    else:
        assert comment(kind, about="crime", **fields).about == "crime"


# Comments and their partnership


@pytest.mark.parametrize(
    "about",
    [
        "steering-group",
        "status-report",
        "urban-space",
        "perceived-safety",
        "burglary",
        "activities-2014",
    ],
)
def test_a_comment_is_about_a_part_of_the_agreement(about: str) -> None:
    """A body, a duty, a focus area, an objective, a target, an allocation."""
    assert problems(AMAGER, comment(about=about)) == []


@pytest.mark.parametrize("about", ["lit-quay", "lamps", "dark-spots"])
def test_a_comment_is_about_a_part_of_the_plan(about: str) -> None:
    """A goal, an activity, an indicator of the plan."""
    on_the_plan = comment(about=about, period=2021)
    assert problems(HARBOUR, on_the_plan) == []
    assert len(problems(attrs.evolve(HARBOUR, plan=None), on_the_plan)) == 1


@pytest.mark.parametrize("about", ["police", "agreement-text", "amager", "normal-level", "finance"])
def test_a_comment_is_about_nothing_else(about: str) -> None:
    """A party, a document, an area and a question have no text of their own in a report."""
    (said,) = problems(AMAGER, comment(about=about))
    assert said.startswith(
        "comments.said.about: no part of the agreement or of the plan has this id\n"
        "    expected: steering-group, working-group, overall-responsibility, "
    )


@pytest.mark.parametrize(
    "owner",
    ["steering-group", "police", "finance", "every-party", "every-administration", "partnership"],
)
def test_who_owes_a_duty_may_own_a_next_step(owner: str) -> None:
    """A body, a party, an administration, or all of them."""
    assert problems(AMAGER, comment("next-step", owner=owner)) == []


def test_an_owner_that_nobody_is() -> None:
    """An owner is named by id, and the nearest one is suggested."""
    (said,) = problems(AMAGER, comment("next-step", owner="finanse"))
    assert said.endswith("came:     'finanse'\n    remedy:   did you mean 'finance'?")


def test_what_an_amendment_removed_may_still_be_named() -> None:
    """A comment on a past year may name who was a party then, and who became one later."""
    versions = [{party.id for party in each.parties} for each in AMENDED.agreement.whenever()]
    assert ("housing" in versions[0], "housing" in versions[-1]) == (True, False)
    assert problems(AMENDED, comment("next-step", owner="housing")) == []


@pytest.mark.parametrize(
    ("period", "wrong"),
    [
        (2012, 1),
        (2013, 0),
        (2016, 0),
        (2017, 0),
        (2018, 0),
        (2019, 1),
        ("2012-2013", 0),
        ("2018-12", 0),
        ("2019-Q1", 1),
        ("2012-Q4", 1),
    ],
)
def test_a_comment_is_on_a_period_of_the_term(period: object, wrong: int) -> None:
    """A part of the term is enough, and the term is as long as the amendments made it."""
    starts = {version.term.start for version in AMENDED.agreement.whenever()}
    ends = {version.term.end for version in AMENDED.agreement.whenever()}
    assert (starts, max(ends)) == ({date(2013, 1, 1)}, date(2018, 12, 31))
    assert len(problems(AMENDED, comment(period=period))) == wrong


def test_a_term_of_unknown_start_is_open_at_the_start() -> None:
    """Where nobody knows the first day, no year is too early."""
    assert problems(AMAGER, comment(period=1999)) == []
    (said,) = problems(AMAGER, comment(period=2017))
    assert said == (
        "comments.said.period: a comment on a period outside the term\n"
        "    expected: a period of the term, which ends on 2016-12-31\n"
        "    came:     2017\n"
        "    remedy:   write the year that the figures are for, not the one in which it is written"
    )


def test_the_goals_of_the_plan_have_no_comments_of_their_own() -> None:
    """Comments belong to the whole partnership, also those about a goal."""
    goals = attrs.evolve(HARBOUR, comments=[comment(about="lit-quay", period=2021)]).of_plan()
    assert goals is not None
    assert goals.comments == ()


# Comments in files


def test_comments_come_with_their_folder() -> None:
    """The file beside the agreement is read with it, in its order."""
    comments = load(CASES / "valid" / "with-comments").comments
    assert [str(each.kind) for each in comments] == [
        *("summary", "decision", "assessment", "explanation", "done", "did-not-work"),
        *("next-step", "next-step", "contact"),
    ]
    assert comments[6] == Comment(
        id="locks",
        period=2013,
        kind="next-step",
        about="burglary",
        text=named("Goes through the locks with the residents."),
        role=named("The board"),
        on=MAY,
        owner="council",
        due=date(2014, 10, 1),
    )


def test_a_text_may_have_paragraphs() -> None:
    """A line break of the file is one of the text."""
    first = load(CASES / "valid" / "with-comments").comments[0]
    assert first.text == Label.of(
        da="Et roligt år.\n\nDet mener vi alle.", en="A quiet year.\n\nAll of us think so."
    )


def test_comments_of_another_file_are_read_alone() -> None:
    """What comes back are the comments of that file, and the partnership keeps its own."""
    partnership = load(CASES / "valid" / "with-comments")
    few = partnership.comments[:1]
    path = CASES / "valid" / "with-comments" / "comments.toml"
    assert read_comments(attrs.evolve(partnership, comments=few), path) == partnership.comments


def test_comments_of_another_file_are_checked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is wrong with the file is said, as it is of the folder's own."""
    monkeypatch.chdir(CASES / "invalid")
    partnership = load(CASES / "valid" / "with-comments")
    for case in ("comments-about-nobody-and-nothing", "comments-of-another-shape"):
        with pytest.raises(DiagnosticsError) as caught:
            read_comments(partnership, Path(case, "comments.toml"))
        expected = Path(f"{case}.expected").read_text(encoding="utf-8")
        assert f"{caught.value}\n".replace("\\", "/") == expected


def test_a_file_of_comments_that_is_not_there() -> None:
    """A file that cannot be read is said so, and is no file without comments."""
    with pytest.raises(DiagnosticsError) as caught:
        read_comments(AMAGER, "nowhere.toml")
    assert [each.id for each in caught.value.diagnostics] == ["cannot-read"]


# The invented comments on Amager


def test_amager_has_no_comments_of_its_own() -> None:
    """Nothing invented stands in the folder's own file."""
    assert AMAGER.comments == ()


def test_the_comments_on_amager_are_invented() -> None:
    """Each of them says so, and each is there in both languages."""
    comments = read_comments(AMAGER, ILLUSTRATIVE)
    assert {each.illustrative for each in comments} == {True}
    languages = {tuple(dict(each.texts)) for one in comments for each in (one.text, one.role)}
    assert languages == {("da", "en")}


@pytest.mark.parametrize("year", [2013, 2014, 2015])
def test_the_comments_on_amager_fill_every_part_of_a_report(year: int) -> None:
    """Each year has a text of nearly every kind, written before the report and after the index."""
    comments = [each for each in read_comments(AMAGER, ILLUSTRATIVE) if each.period == Period(year)]
    kinds = {each.kind for each in comments}
    assert kinds | {CommentKind.EXPLANATION} == set(CommentKind)
    assert {each.on.year for each in comments} == {year + 1}
    assert all(date(year + 1, 5, 1) <= each.on < date(year + 1, 6, 1) for each in comments)
