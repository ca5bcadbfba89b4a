"""Verdicts: what is said of a target or an objective in one period, and with which caveats."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.amendments import Amendment
from partnerskab.agreement.rule import Milestone
from partnerskab.agreement.targets import Objective, Target
from partnerskab.assessment.evidence import Evidence
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.exact import Exact
from partnerskab.values.names import Choice, Label
from partnerskab.values.periods import Period

# Below about ten events chance alone moves a count by half, so that no test says anything.
SMALL_COUNT = 10


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
    AMENDED = "amended"


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
        objective: the id of the objective that the target serves.
        target: the id of the target.
        indicator: the id of the indicator whose value counts.
        area: the id of the area whose value counts.
        period: the period that it is about.
        milestone: what is due; None where nothing is due in this period.
        outcome: `needs-judgement` where the open questions' readings lead to different outcomes.
        evidence: the figures it rests on.
        judgement: what a person decided; None where nobody did, or a machine decides.
        change: of the observed value from the baseline, in percent; None without numbers for both,
            or where the two do not compare.
        caveats: what a reader must know with it.
        questions: the ids of the open questions that it depends on.
        by_reading: the outcome under each combination of readings; empty where none matters.
        version: the day from which the version of the agreement counts that decides; None for the
            agreement as it was signed.
        amendments: the ids of the amendments in that version that bear on the verdict.

    >>> import partnerskab
    >>> from datetime import date
    >>> amager = partnerskab.load("examples/amager")
    >>> seen = partnerskab.read_observations(
    ...     amager, "examples/amager/observations-illustrative.csv")
    >>> status = partnerskab.assess(amager, seen, as_of=date(2014, 6, 1))
    >>> burglary = status.verdict("burglary", partnerskab.Period(2013))
    >>> str(burglary.outcome), burglary.evidence.value, burglary.milestone.limit
    ('not-met', 71, 69)
    >>> [str(caveat) for caveat in burglary.caveats], burglary.questions
    (['illustrative', 'open-question'], ('count-or-percentage',))
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
    version: date | None = None
    amendments: tuple[str, ...] = ()

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


@attrs.frozen(kw_only=True, slots=False)
class Assessment:
    """Where an agreement stands on one day.

    Args:
        agreement: the version of the agreement in force on that day, with every adopted reading.
        as_of: the day that decides what is due and what is known.
        verdicts: one for each target and period, in the order of the agreement; a target has none
            for a period that ended when the agreement did not hold it.
        objectives: one for each objective and period.
        known: what was known on that day.
        versions: every version until that day by the day from which it counts, as `agreement` is;
            None for the agreement as it was signed.
        amendments: those that counted on that day, in order.

    >>> import partnerskab
    >>> from datetime import date
    >>> amager = partnerskab.load("examples/amager")
    >>> seen = partnerskab.read_observations(
    ...     amager, "examples/amager/observations-illustrative.csv")
    >>> status = partnerskab.assess(amager, seen, as_of=date(2015, 6, 1))
    >>> status.illustrative, [str(period) for period in status.periods][:2]
    (True, ['2013', '2014'])
    >>> for year in (2013, 2014):
    ...     print(status.verdict("burglary", partnerskab.Period(year)).outcome)
    not-met
    met
    """

    agreement: Agreement
    as_of: date
    verdicts: tuple[Verdict, ...]
    objectives: tuple[ObjectiveVerdict, ...]
    known: ObservationSet = attrs.field(eq=False)
    versions: tuple[tuple[date | None, Agreement], ...]
    amendments: tuple[Amendment, ...]

    @property
    def illustrative(self) -> bool:
        """Whether any figure that was known is invented."""
        return self.known.has_illustrative

    def verdict(self, target: str, period: Period) -> Verdict:
        """Return the verdict on a target in a period.

        Raises:
            KeyError: where there is none.
        """
        verdict = self.find(target, period)
        if verdict is None:
            raise KeyError((target, period))
        return verdict

    def find(self, target: str, period: Period) -> Verdict | None:
        """Return the verdict on a target in a period; None where there is none."""
        return self._found.get((target, period))

    # A report asks for each verdict several times, and there may be thousands of them.
    @cached_property
    def _found(self) -> dict[tuple[str, Period], Verdict]:
        return {(each.target, each.period): each for each in self.verdicts}

    def version_of(self, verdict: Verdict) -> Agreement:
        """Return the version of the agreement that decided a verdict."""
        return dict(self.versions)[verdict.version]

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every period that has a verdict, in order."""
        return tuple(sorted({verdict.period for verdict in self.verdicts}))

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Every target that has a verdict, as it last read; those that are gone come last."""
        judged = {verdict.target for verdict in self.verdicts}
        return tuple(
            target
            for target in _as_last_read(agreement.targets for _, agreement in self.versions)
            if target.id in judged
        )

    @property
    def all_objectives(self) -> tuple[Objective, ...]:
        """Every objective that has a verdict, as it last read; those that are gone come last."""
        judged = {whole.objective for whole in self.objectives}
        return tuple(
            objective
            for objective in _as_last_read(agreement.objectives for _, agreement in self.versions)
            if objective.id in judged
        )

    def version_with(self, target: str) -> Agreement:
        """Return the last version of the agreement that holds a target."""
        return next(
            agreement
            for _, agreement in reversed(self.versions)
            if agreement.find_target(target) is not None
        )


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Part = TypeVar("_Part", bound=_HasId)


def _as_last_read(versions: Iterable[tuple[_Part, ...]]) -> Iterable[_Part]:
    """Return every part that occurs, from the newest version that has it."""
    found: dict[str, _Part] = {}
    for parts in reversed([*versions]):
        found |= {part.id: part for part in parts if part.id not in found}
    return found.values()
