"""Verdicts: what is said of a target or an objective in one period, and with which caveats."""

from datetime import date
from typing import Protocol

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.rule import Milestone
from partnerskab.assessment.evidence import Evidence
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.exact import Exact
from partnerskab.values.names import Choice, Label
from partnerskab.values.periods import Period


class JudgementLike(Protocol):
    """A person's dated decision about one target in one period, such as a `Judgement`."""

    @property
    def target(self) -> str:
        """The id of the target."""

    @property
    def period(self) -> Period:
        """The period."""

    @property
    def outcome(self) -> Choice:
        """What was decided, `met` or `not-met`."""

    @property
    def on(self) -> date:
        """The day of the decision."""

    @property
    def role(self) -> Label:
        """Who decided."""

    @property
    def text(self) -> Label:
        """The reasons."""

    @property
    def evidence(self) -> str:
        """What the decision rests on."""


class Outcome(Choice):
    """What is said of a promise in one period."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_DUE = "not-due"
    NO_DATA = "no-data"
    NOT_YET_PUBLISHED = "not-yet-published"
    PARTIAL_PERIOD = "partial-period"
    NOT_COMPARABLE = "not-comparable"
    UNDEFINED = "undefined"
    NEEDS_JUDGEMENT = "needs-judgement"


class Caveat(Choice):
    """What rides beside a verdict and never replaces it."""

    ILLUSTRATIVE = "illustrative"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    SUPPRESSED = "suppressed"
    SOURCES_DISAGREE = "sources-disagree"
    ADDED_UP = "added-up"
    DERIVED = "derived"
    OTHER_AREA = "other-area"
    UNDATED = "undated"
    SMALL_COUNT = "small-count"
    BASELINE_RESTATED = "baseline-restated"
    NO_BASELINE = "no-baseline"
    ZERO_BASELINE = "zero-baseline"
    NO_VALUE = "no-value"
    SLIP = "slip"
    OUT_OF_REACH = "out-of-reach"
    JUDGED = "judged"
    OPEN_QUESTION = "open-question"


@attrs.frozen(kw_only=True)
class ReadingOutcome:
    """The outcome under one combination of readings of the open questions.

    Args:
        readings: pairs of a question's id and a reading's id.
    """

    readings: tuple[tuple[str, str], ...]
    outcome: Outcome | None


@attrs.frozen(kw_only=True)
class Verdict:
    """What is said of one target in one period.

    Args:
        target: the id of the target.
        area: the id of the area whose value counts.
        milestone: what is due; None where nothing is due in this period.
        outcome: `needs-judgement` where the open questions' readings lead to different outcomes.
        evidence: the figures it rests on.
        judgement: what a person decided; None where nobody did, or a machine decides.
        change: of the observed value from the baseline, in percent; None without numbers for both.
        caveats: what a reader must know with it.
        questions: the ids of the open questions that it depends on.
        by_reading: the outcome under each combination of readings; empty where none matters.
    """

    objective: str
    target: str
    indicator: str
    area: str
    period: Period
    milestone: Milestone | None
    outcome: Outcome
    evidence: Evidence
    judgement: JudgementLike | None = None
    change: Exact | None = None
    caveats: tuple[Caveat, ...] = ()
    questions: tuple[str, ...] = ()
    by_reading: tuple[ReadingOutcome, ...] = ()

    @property
    def observation(self) -> Observation | None:
        """The figure that was judged; None where there is not just one, or it is reckoned."""
        evidence = self.evidence
        is_reckoned = evidence.is_sum or evidence.is_derived
        return None if evidence.value is None or is_reckoned else evidence.found[0]


@attrs.frozen(kw_only=True)
class ObjectiveVerdict:
    """What is said of one objective in one period.

    Args:
        outcome: None where its targets stand each for itself.
        met: how many of its targets are met.
        due: how many of its targets are due.
        caveats: the caveats of its targets' verdicts, and its own.
        questions: the ids of the open questions that it depends on.
        by_reading: as for `Verdict`.
    """

    objective: str
    period: Period
    outcome: Outcome | None
    met: int
    due: int
    caveats: tuple[Caveat, ...] = ()
    questions: tuple[str, ...] = ()
    by_reading: tuple[ReadingOutcome, ...] = ()


@attrs.frozen(kw_only=True)
class Assessment:
    """Where an agreement stands on one day.

    Args:
        agreement: the agreement, with every adopted reading.
        as_of: the day that decides what is due and what is known.
        verdicts: one for each target and period, in the order of the agreement.
        objectives: one for each objective and period.
        known: what was known on that day.
    """

    agreement: Agreement
    as_of: date
    verdicts: tuple[Verdict, ...]
    objectives: tuple[ObjectiveVerdict, ...]
    known: ObservationSet = attrs.field(eq=False)

    @property
    def illustrative(self) -> bool:
        """Whether any figure that was known is invented."""
        return self.known.has_illustrative

    def verdict(self, target: str, period: Period) -> Verdict:
        """Return the verdict on a target in a period; a `KeyError` where there is none."""
        for verdict in self.verdicts:
            if (verdict.target, verdict.period) == (target, period):
                return verdict
        raise KeyError((target, period))
