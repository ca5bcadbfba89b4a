"""What people write for the status report: the texts that stand beside its figures."""

from collections.abc import Iterator
from datetime import date

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.checks import known_ids
from partnerskab.agreement.parties import COLLECTIVES
from partnerskab.delivery.plan import SafetyPlan
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.values.names import Choice, Label, as_id, find_unknown
from partnerskab.values.periods import Period, as_period

# The collections of an agreement, and of its plan, whose parts a comment can be about.
_OF_AGREEMENT = (
    "bodies",
    "duties",
    "focus_areas",
    "objectives",
    "indicators",
    "targets",
    "allocations",
)
_OF_PLAN = ("indicators", "goals", "activities")


class CommentKind(Choice):
    """What a comment is for.

    A `summary` says it in short; a `decision` is one that the steering group must take; an
    `assessment` is what professionals think of a figure, and an `explanation` what a reader must
    know to understand it; `done` and `did-not-work` look back; a `next-step` says what is done
    now, and by whom; a `contact` says whom to ask.
    """

    SUMMARY = "summary"
    DECISION = "decision"
    ASSESSMENT = "assessment"
    EXPLANATION = "explanation"
    DONE = "done"
    DID_NOT_WORK = "did-not-work"
    NEXT_STEP = "next-step"
    CONTACT = "contact"


@attrs.frozen(kw_only=True)
class Comment:
    """A text that stands beside the figures of a report, so that making it again keeps it.

    Args:
        id: a short name for programs.
        period: the year whose figures the report gives, and not the one in which it is made.
        kind: what the text is for.
        about: the id of a target, an objective, an indicator, a focus area, a goal or an activity
            of the plan, an allocation, a duty or a body; None where it is about the partnership as
            a whole. Where several of these have the id, it is about all of them.
        text: the words; a line break starts a new paragraph.
        role: who wrote it, as a role and not as a name.
        on: the day on which it was written.
        owner: of a next step, the id of the body, party or administration that takes it, or
            `every-party`, `every-administration` or `partnership`; None for every other kind.
        due: of a next step, the day by which it is taken; None where none is named.
        illustrative: whether it is an invented example.

    Raises:
        InvalidValueError: for a next step that is nobody's or was due before it was written,
            another kind with an owner or a day by which it is due, and a contact about a part.

    >>> Comment(
    ...     id="meeting", period=2013, kind="next-step", about="burglary", owner="working-group",
    ...     text=Label.of(en="The working group looks at the burglaries street by street."),
    ...     role=Label.of(en="The secretariat"), on=date(2014, 5, 20), due=date(2014, 9, 1)).due
    datetime.date(2014, 9, 1)
    """

    id: str = attrs.field(converter=as_id)
    period: Period = attrs.field(converter=as_period)
    kind: CommentKind = attrs.field(converter=CommentKind)
    about: str | None = None
    text: Label
    role: Label
    on: date
    owner: str | None = None
    due: date | None = None
    illustrative: bool = False

    def __attrs_post_init__(self) -> None:
        if self.kind is CommentKind.NEXT_STEP:
            self._check_next_step()
            return
        for name in ("owner", "due"):
            if getattr(self, name) is not None:
                raise InvalidValueError(
                    f"only a next step has '{name}'",
                    expected=f"no '{name}', or kind = \"{CommentKind.NEXT_STEP}\"",
                    came=f"'{name}' in a comment of the kind '{self.kind}'",
                    path=(name,),
                )
        if self.kind is CommentKind.CONTACT and self.about is not None:
            raise InvalidValueError(
                "a contact is for the partnership as a whole",
                expected="no 'about'",
                came=repr(self.about),
                remedy="remove it, and write in the text what the contact can be asked about",
                path=("about",),
            )

    def _check_next_step(self) -> None:
        if self.owner is None:
            raise InvalidValueError(
                "a next step that is nobody's",
                expected="the id of a body, party or administration, or 'every-party'",
                came="no owner",
                remedy="add owner = ...",
                path=("owner",),
            )
        if self.due is not None and self.due < self.on:
            raise InvalidValueError(
                "a next step that was due before it was written",
                expected=f"{self.on} or later",
                came=str(self.due),
                remedy="correct one of the two days",
                path=("due",),
            )


def find_comment_problems(
    agreement: Agreement, comments: tuple[Comment, ...], plan: SafetyPlan | None = None
) -> Iterator[Problem]:
    """Return what comments name and nobody has, with paths in their file.

    Args:
        agreement: has the parts that they may be about, in any of its versions.
        comments: the comments.
        plan: has the goals and activities that they may be about; None where it is not at hand.
    """
    parts = [part for name in _OF_AGREEMENT for part in agreement.ever(name)]
    parts += [part for name in _OF_PLAN if plan is not None for part in getattr(plan, name)]
    about = list(dict.fromkeys(part.id for part in parts))
    owners = set(COLLECTIVES)
    for version in agreement.whenever():
        known = known_ids(version)
        owners |= known["actors"] | known["bodies"]
    for comment in comments:
        at = (comment.id, "about")
        yield from find_unknown(at, "part of the agreement or of the plan", comment.about, about)
        at = (comment.id, "owner")
        yield from find_unknown(at, "body, party or administration", comment.owner, owners)
        yield from _outside_term(agreement, comment)


def _outside_term(agreement: Agreement, comment: Comment) -> Iterator[Problem]:
    """Give the problem of a comment for a report that nobody owes: on a period before or after.

    A period that the term holds in part is reported on, too.
    """
    terms = [version.term for version in agreement.whenever()]
    starts = [term.start for term in terms if term.start is not None]
    start = min(starts) if len(starts) == len(terms) else None
    end = max(term.end for term in terms)
    is_before = start is not None and comment.period.last_day < start
    if is_before or comment.period.first_day > end:
        bounds = f"starts on {start} and ends on {end}" if start is not None else f"ends on {end}"
        yield Problem(
            path=(comment.id, "period"),
            id="comment-outside-term",
            message="a comment on a period outside the term",
            expected=f"a period of the term, which {bounds}",
            came=str(comment.period),
            remedy="write the year that the figures are for, not the one in which it is written",
        )
