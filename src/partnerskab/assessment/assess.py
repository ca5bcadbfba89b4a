"""From an agreement and observations to verdicts, as of one day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import ids_named
from partnerskab.agreement.inputs import Input
from partnerskab.agreement.questions import Question
from partnerskab.agreement.readings import is_about, variants
from partnerskab.agreement.rule import Milestone, Rule, is_beyond, percent_change
from partnerskab.agreement.targets import MetWhen, Objective, Target
from partnerskab.assessment.evidence import Evidence, find_evidence
from partnerskab.assessment.verdicts import (
    SMALL_COUNT,
    Assessment,
    Caveat,
    JudgementLike,
    ObjectiveVerdict,
    Outcome,
    ReadingOutcome,
    Verdict,
)
from partnerskab.assessment.versions import (
    bearing_on,
    ids_in_order,
    is_outgrown,
    judged_by,
    versions_until,
)
from partnerskab.observations.observation import Status
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.periods import Period

_OF_STATUS = {
    Status.ILLUSTRATIVE: Caveat.ILLUSTRATIVE,
    Status.PROVISIONAL: Caveat.PROVISIONAL,
    Status.ESTIMATED: Caveat.ESTIMATED,
    Status.SUPPRESSED: Caveat.SUPPRESSED,
}
# What an objective is said to be when not all of its targets are met: the first that occurs.
_GRAVEST_FIRST = (
    Outcome.NOT_MET,
    Outcome.NEEDS_JUDGEMENT,
    Outcome.NOT_COMPARABLE,
    Outcome.UNDEFINED,
    Outcome.NO_DATA,
    Outcome.PARTIAL_PERIOD,
    Outcome.NOT_YET_PUBLISHED,
    Outcome.MET,
)


class Assessable(Protocol):
    """Anything with an agreement and people's judgements, such as a `Partnership`."""

    @property
    def agreement(self) -> Agreement:
        """The agreement."""

    @property
    def judgements(self) -> Sequence[JudgementLike]:
        """What people decided where no machine can."""


def assess(
    partnership: Assessable, observations: ObservationSet | None = None, *, as_of: date
) -> Assessment:
    """Say where every promise stands on a day.

    Args:
        partnership: the partnership.
        observations: what was measured; None for nothing.
        as_of: the day: what was known then is used, and what was due then is judged. A period
            that has ended is judged by the version of the agreement in force on its last day.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> nothing = assess(amager, as_of=date(2014, 6, 1))
    >>> str(nothing.verdict("burglary", Period(2013)).outcome)
    'no-data'
    """
    signed = partnership.agreement
    known = (observations or ObservationSet()).as_known_on(as_of)
    decided = {
        (each.target, each.period): each
        for each in sorted(partnership.judgements, key=lambda each: each.on)
        if each.on <= as_of
    }
    written = versions_until(signed, as_of)
    versions = {start: version.settled(as_of) for start, version in written.items()}
    earlier: list[Agreement] = []
    courts: dict[date | None, _Court] = {}
    for start, version in versions.items():
        courts[start] = _Court(
            version,
            written[start].settled(as_of, assuming=False),
            known,
            as_of,
            decided,
            tuple(earlier),
        )
        earlier.append(version)
    periods = judged_by(signed, versions, as_of)
    targets_in = {
        start: {each.id: each for each in version.targets} for start, version in versions.items()
    }
    objectives_in = {
        start: {each.id: each for each in version.objectives} for start, version in versions.items()
    }
    verdicts = tuple(
        _by_version(courts[start].judge(target, period), start, bearing_on(signed, start, target))
        for id in ids_in_order(targets_in.values())
        for period, start in periods.items()
        if (target := targets_in[start].get(id)) is not None
    )
    together = defaultdict(list)
    for verdict in verdicts:
        together[verdict.objective, verdict.period].append(verdict)
    objectives = tuple(
        courts[start].sum_up(objectives_in[start][id], together[id, period], period)
        for id in ids_in_order(objectives_in.values())
        for period, start in periods.items()
        if id in objectives_in[start]
    )
    return Assessment(
        agreement=earlier[-1],
        as_of=as_of,
        verdicts=verdicts,
        objectives=objectives,
        known=known,
        versions=tuple(versions.items()),
        amendments=tuple(each for each in signed.amendments if each.start <= as_of),
    )


def _by_version(verdict: Verdict, start: date | None, amendments: tuple[str, ...]) -> Verdict:
    """Return a verdict with the version that it rests on, and what made that version so."""
    caveats = (*verdict.caveats, *([Caveat.AMENDED] if amendments else []))
    return attrs.evolve(verdict, version=start, amendments=amendments, caveats=caveats)


@attrs.frozen
class _Court:
    """Judges targets of one version of the agreement by what is known on one day.

    Args:
        agreement: as it reads, with what is adopted and what is assumed.
        written: with what is adopted only, since a reading changes the text and no assumption.
        earlier: the versions before it, as they read.
    """

    agreement: Agreement
    written: Agreement
    known: ObservationSet
    as_of: date
    decided: Mapping[tuple[str, Period], JudgementLike]
    earlier: tuple[Agreement, ...]

    def judge(self, target: Target, period: Period) -> Verdict:
        """Return the verdict on a target, under every reading of the questions that bear on it."""
        questions = self._open_about(f"targets.{target.id}")
        written = self._judge_as_written(target, period, questions)
        by_reading = tuple(
            ReadingOutcome(
                readings=names,
                outcome=self._judge_as_written(variant, period, questions).outcome,
            )
            for names, variant in variants(
                self.written.target(target.id), f"targets.{target.id}", questions
            )
            if names
        )
        if not by_reading:
            return written
        outcome = _headline(by_reading, questions)
        return attrs.evolve(
            written, outcome=outcome or written.outcome, by_reading=_if_apart(by_reading)
        )

    def sum_up(
        self, objective: Objective, verdicts: Sequence[Verdict], period: Period
    ) -> ObjectiveVerdict:
        """Return the verdict on an objective from those on its targets."""
        path = f"objectives.{objective.id}"
        questions = self._open_about(path)
        due = [each.outcome for each in verdicts if each.outcome is not Outcome.NOT_DUE]
        by_reading = tuple(
            ReadingOutcome(readings=names, outcome=_as_a_whole(variant, due))
            for names, variant in variants(self.written.objective(objective.id), path, questions)
        )
        asked = (
            *(each.id for each in questions),
            *(id for each in verdicts for id in each.questions),
        )
        caveats = {caveat for each in verdicts for caveat in each.caveats}
        if questions:
            caveats.add(Caveat.OPEN_QUESTION)
        return ObjectiveVerdict(
            objective=objective.id,
            period=period,
            outcome=_headline(by_reading, questions),
            met=due.count(Outcome.MET),
            due=len(due),
            caveats=tuple(caveat for caveat in Caveat if caveat in caveats),
            questions=tuple(dict.fromkeys(asked)),
            by_reading=_if_apart(by_reading),
        )

    def _open_about(self, path: str) -> tuple[Question, ...]:
        return tuple(
            question
            for question in self.agreement.open_questions(self.as_of)
            if is_about(question, path)
        )

    def _judge_as_written(
        self, target: Target, period: Period, questions: Sequence[Question]
    ) -> Verdict:
        rule, milestone = target.rule, target.rule.due(period)
        known = [
            find_evidence(self.agreement, self.known, rule, each) for each in rule.inputs(period)
        ]
        if is_outgrown(target, self.agreement, self.earlier):
            known = [attrs.evolve(each, is_comparable=False) for each in known]
        evidence = known[-1] if known else Evidence()
        due = milestone is not None and self.as_of > period.last_day
        judgement = self.decided.get((target.id, period)) if not rule.decidable else None
        outcome = Outcome.NOT_DUE
        if milestone is not None and due:
            outcome = self._outcome(rule, milestone, known, judgement)
        base = rule.baseline.value if rule.baseline else None
        numbers = [each for each in (evidence.value, base) if not isinstance(each, str | None)]
        comparable = len(numbers) == 2 and evidence.is_comparable
        caveats = {caveat for each in known for caveat in self._caveats(rule, each)}
        caveats |= set(self._warnings(rule, milestone, evidence, due=due))
        if questions:
            caveats.add(Caveat.OPEN_QUESTION)
        if judgement is not None:
            caveats.add(Caveat.JUDGED)
        return Verdict(
            objective=target.objective,
            target=target.id,
            indicator=rule.indicator,
            area=rule.area,
            period=period,
            milestone=milestone,
            outcome=outcome,
            evidence=evidence,
            judgement=judgement,
            change=percent_change(*numbers) if comparable else None,
            caveats=tuple(caveat for caveat in Caveat if caveat in caveats),
            questions=tuple(question.id for question in questions),
        )

    def _outcome(
        self,
        rule: Rule,
        milestone: Milestone,
        known: Sequence[Evidence],
        judgement: JudgementLike | None,
    ) -> Outcome:
        """Return the outcome of a period that is due."""
        if judgement is not None:
            return Outcome(judgement.outcome.value)
        if not rule.decidable:
            return Outcome.NEEDS_JUDGEMENT
        if milestone.limit is None:
            return Outcome.UNDEFINED
        outcomes = {self._outcome_of_one(rule, milestone, evidence) for evidence in known}
        return next(outcome for outcome in _GRAVEST_FIRST if outcome in outcomes)

    def _outcome_of_one(self, rule: Rule, milestone: Milestone, evidence: Evidence) -> Outcome:
        if evidence.disagrees:
            return Outcome.NEEDS_JUDGEMENT
        if evidence.is_undefined:
            return Outcome.UNDEFINED
        if evidence.value is None:
            return self._without_value(evidence)
        if not evidence.is_comparable:
            return Outcome.NOT_COMPARABLE
        return Outcome(rule.decide(milestone.period, [evidence.value]).value)

    def _without_value(self, evidence: Evidence) -> Outcome:
        if evidence.is_partial:
            return Outcome.PARTIAL_PERIOD
        waits = any(self._is_awaited(each) for each in evidence.missing)
        return Outcome.NOT_YET_PUBLISHED if waits else Outcome.NO_DATA

    def _is_awaited(self, needed: Input) -> bool:
        """Say whether a figure that is missing may still come out in time."""
        source = self.agreement.source_of(needed.indicator)
        end = source.release_end(needed.period) if source is not None else None
        return end is not None and self.as_of <= end

    def _caveats(self, rule: Rule, evidence: Evidence) -> Iterator[Caveat]:
        """Give what a reader must know of the figures."""
        meant = {self.agreement.area, *self._areas_of(rule.indicator)}
        for each in evidence.found:
            if each.status in _OF_STATUS:
                yield _OF_STATUS[each.status]
            if each.known_since is None:
                yield Caveat.UNDATED
            if each.area not in meant:
                yield Caveat.OTHER_AREA
        said = {
            Caveat.SOURCES_DISAGREE: evidence.disagrees,
            Caveat.ADDED_UP: evidence.is_sum,
            Caveat.DERIVED: evidence.is_derived and evidence.value is not None,
            Caveat.NO_VALUE: evidence.is_undefined,
            Caveat.SMALL_COUNT: self._is_small(rule, evidence),
            Caveat.BASELINE_RESTATED: self._is_restated(rule),
        }
        yield from (caveat for caveat, holds in said.items() if holds)

    def _is_small(self, rule: Rule, evidence: Evidence) -> bool:
        base = rule.baseline.value if rule.baseline else None
        counted = self.agreement.indicator(rule.indicator).counts_events
        numbers = [each for each in (base, evidence.value) if not isinstance(each, str | None)]
        return counted and bool(evidence.found) and any(number < SMALL_COUNT for number in numbers)

    def _is_restated(self, rule: Rule) -> bool:
        """Say whether a source now gives another figure for the baseline than was signed."""
        return any(
            each.value not in (value, None)
            for period, value in (rule.baseline.by_period() if rule.baseline is not None else ())
            for each in self.known.latest(rule.indicator, rule.area, period)
        )

    def _areas_of(self, indicator: str) -> Iterator[str]:
        """Give the areas, others than the agreement's own, that a derived indicator is made of."""
        derivation = self.agreement.indicator(indicator).derived
        if derivation is not None:
            yield from derivation.areas
            for _, kind, id in ids_named(derivation):
                if kind == "indicators":
                    yield from self._areas_of(id)

    def _warnings(
        self, rule: Rule, milestone: Milestone | None, evidence: Evidence, *, due: bool
    ) -> Iterator[Caveat]:
        """Give what can be said before the verdict: a slip, a ceiling that is already broken."""
        if not due and evidence.value is not None and rule.slips(evidence.value):
            yield Caveat.SLIP
        if milestone is None:
            return
        if milestone.limit is None and rule.baseline is not None and rule.decidable:
            yield Caveat.NO_BASELINE if rule.baseline.value is None else Caveat.ZERO_BASELINE
        sense, limit, so_far = milestone.sense, milestone.limit, evidence.so_far
        if sense is None or limit is None or so_far is None:
            return
        # The sum of parts of a period says nothing of a floor: the rest is still to come.
        binds = evidence.is_derived or sense.falls
        if binds and is_beyond(so_far, sense, limit):
            yield Caveat.OUT_OF_REACH


def _headline(
    by_reading: Sequence[ReadingOutcome], questions: Sequence[Question]
) -> Outcome | None:
    """Return the outcome that all readings share, those aside that nobody assumes.

    Where they lead apart somebody has to decide, unless none of them decides anything.
    """
    assumed = {question.id: question.assumed for question in questions if question.assumed}
    plain = {
        each.outcome
        for each in by_reading
        if all(assumed.get(question, reading) == reading for question, reading in each.readings)
    }
    if len(plain) == 1:
        return plain.pop()
    if plain & {Outcome.MET, Outcome.NOT_MET}:
        return Outcome.NEEDS_JUDGEMENT
    return next(outcome for outcome in _GRAVEST_FIRST if outcome in plain)


def _if_apart(by_reading: tuple[ReadingOutcome, ...]) -> tuple[ReadingOutcome, ...]:
    return by_reading if len({each.outcome for each in by_reading}) > 1 else ()


def _as_a_whole(objective: Objective, due: Sequence[Outcome]) -> Outcome | None:
    """Return the outcome of an objective from the outcomes of its targets that are due."""
    if not due:
        return Outcome.NOT_DUE
    if objective.met_when is MetWhen.SEPARATELY:
        return None
    return next(outcome for outcome in _GRAVEST_FIRST if outcome in due)
