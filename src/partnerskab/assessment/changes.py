"""What changed between two days, and why."""

from collections.abc import Iterator, Sequence

import attrs

from partnerskab.agreement.amendments import Amendment
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
    AMENDED = "amended"


@attrs.frozen(kw_only=True)
class Changed:
    """A verdict before and after, with every reason.

    Args:
        before: the verdict as of the earlier day; None where the agreement promised nothing then.
        after: the verdict as of the later day; None where it no longer promises anything.
        why: the reasons.
        amendments: the ids of the amendments that bear on one of the two only.
    """

    before: Verdict | None
    after: Verdict | None
    why: tuple[Why, ...]
    amendments: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """The later of the two that there is."""
        (verdict, *_) = (each for each in (self.after, self.before) if each is not None)
        return verdict


def changes(before: Assessment, after: Assessment) -> tuple[Changed, ...]:
    """Return every verdict that rests on other figures, or is another, than before.

    Args:
        before: the assessment as of the earlier day.
        after: the assessment of the same partnership as of the later day.
    """
    adopted = _adopted_between(before, after)
    keys = dict.fromkeys((each.target, each.period) for each in (*after.verdicts, *before.verdicts))
    new = [each for each in after.amendments if each not in before.amendments]
    pairs = (_changed(before.find(*key), after.find(*key), adopted, new) for key in keys)
    return tuple(pair for pair in pairs if pair.why)


def _changed(
    old: Verdict | None,
    new: Verdict | None,
    adopted: tuple[Question, ...],
    amendments: Sequence[Amendment],
) -> Changed:
    """Return what changed of a verdict; without a reason where nothing did."""
    if new is None or old is None:
        (verdict,) = (each for each in (old, new) if each is not None)
        path = f"targets.{verdict.target}"
        bearing = set(verdict.amendments) | {each.id for each in amendments if each.touches(path)}
        names = [each.id for each in amendments if each.id in bearing]
        why: tuple[Why, ...] = (Why.AMENDED,)
    else:
        names = [each for each in new.amendments if each not in old.amendments]
        why = (*_reasons(old, new, adopted), *([Why.AMENDED] if names else []))
    return Changed(before=old, after=new, why=why, amendments=tuple(names))


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


def _figures(verdict: Verdict) -> dict[tuple[str, str, str, Period], Value | None]:
    return {
        (each.source, each.indicator, each.area, each.period): each.value
        for each in verdict.evidence.found
    }
