"""What changed between two days, and why."""

from collections.abc import Iterator

import attrs

from partnerskab.agreement.questions import Question
from partnerskab.assessment.verdicts import Assessment, Outcome, Verdict
from partnerskab.values.names import Choice
from partnerskab.values.periods import Period
from partnerskab.values.scales import Value


class Why(Choice):
    """The reason for which a verdict is another than before."""

    NOW_DUE = "now-due"
    NEW_FIGURE = "new-figure"
    REVISED_FIGURE = "revised-figure"
    JUDGED = "judged"
    READING_ADOPTED = "reading-adopted"
    TIME_PASSED = "time-passed"


@attrs.frozen(kw_only=True)
class Changed:
    """A verdict before and after, with every reason."""

    before: Verdict
    after: Verdict
    why: tuple[Why, ...]


def changes(before: Assessment, after: Assessment) -> tuple[Changed, ...]:
    """Return every verdict that rests on other figures, or is another, than before.

    Args:
        before: the assessment as of the earlier day.
        after: the assessment of the same partnership as of the later day.
    """
    adopted = _adopted_between(before, after)
    pairs = (
        Changed(before=old, after=new, why=tuple(_reasons(old, new, adopted)))
        for old, new in zip(before.verdicts, after.verdicts, strict=True)
    )
    return tuple(pair for pair in pairs if pair.why)


def _adopted_between(before: Assessment, after: Assessment) -> tuple[Question, ...]:
    open_after = {question.id for question in after.agreement.open_questions(after.as_of)}
    return tuple(
        question
        for question in before.agreement.open_questions(before.as_of)
        if question.id not in open_after
    )


def _reasons(old: Verdict, new: Verdict, adopted: tuple[Question, ...]) -> Iterator[Why]:
    if old.outcome is Outcome.NOT_DUE and new.outcome is not Outcome.NOT_DUE:
        yield Why.NOW_DUE
    before, after = _figures(old), _figures(new)
    if after.keys() - before.keys():
        yield Why.NEW_FIGURE
    if any(after[key] != before[key] for key in after.keys() & before.keys()):
        yield Why.REVISED_FIGURE
    if old.judgement != new.judgement:
        yield Why.JUDGED
    if any(question.id in old.questions for question in adopted):
        yield Why.READING_ADOPTED
    waited = old.outcome is Outcome.NOT_YET_PUBLISHED and new.outcome is Outcome.NO_DATA
    if waited:
        yield Why.TIME_PASSED


def _figures(verdict: Verdict) -> dict[tuple[str, str, Period], Value | None]:
    return {(each.source, each.area, each.period): each.value for each in verdict.evidence.found}
