"""Where every promise stands, for people."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from partnerskab.agreement.targets import Objective, Target
from partnerskab.assessment.outlook import OutlookRules, outlooks
from partnerskab.assessment.verdicts import (
    Assessment,
    Caveat,
    Outcome,
    ReadingOutcome,
    Verdict,
)
from partnerskab.screen.layout import Lines, grid, hanging, wrapped
from partnerskab.screen.rows import row_name
from partnerskab.values.exact import to_places
from partnerskab.wording.agreements import value_text
from partnerskab.wording.marks import Marks
from partnerskab.wording.verdicts import (
    actual_text,
    amendment_texts,
    caveat_notes,
    change_text,
    criteria,
    limit_text,
    outcome_text,
    targets_of,
)
from partnerskab.words import say
from partnerskab.words.locale import number_text

_CELL_WIDTH = 22


def status_text(assessment: Assessment, rules: OutlookRules, language: str) -> str:
    """Return where every promise stands, for people: a grid for each objective, and the notes."""
    agreement = assessment.agreement
    title = agreement.label.text(language)
    lines = [say("text.status_title", language, agreement=title, as_of=assessment.as_of)]
    if assessment.illustrative:
        lines.append(say("text.illustrative", language))
    notes = _Notes(assessment, language)
    for objective in assessment.all_objectives:
        lines += ["", f"{objective.number}  {objective.label.text(language)}"]
        lines += [*(f"   {each}" for each in criteria(assessment, objective, language)), ""]
        lines.append(_objective_grid(assessment, objective, notes, language))
    if not assessment.targets:
        lines += ["", say("text.no_targets", language)]
    lines += notes.lines()
    lines += _contradictions(assessment, rules, language)
    return "\n".join(lines) + "\n"


def _contradictions(assessment: Assessment, rules: OutlookRules, language: str) -> list[str]:
    """Say where a usual outlook contradicts the agreed ladder, which goes first."""
    lines: list[str] = []
    for outlook in outlooks(assessment, rules):
        if outlook.contradicts and outlook.ratio is not None:
            verdict = assessment.verdict(outlook.target, outlook.period)
            indicator = assessment.agreement.indicator(verdict.indicator)
            text = say(
                "text.contradiction",
                language,
                indicator=indicator.label.text(language),
                period=outlook.period,
                outcome=say(f"outcome.{verdict.outcome}", language),
                method=say(f"method.{outlook.method}", language),
                prospect=say(f"prospect.{outlook.prospect}", language),
                ratio=number_text(to_places(outlook.ratio, 2), language),
            )
            lines += hanging(text)
    return ["", say("text.contradictions", language), *lines] if lines else []


def _objective_grid(
    assessment: Assessment, objective: Objective, notes: "_Notes", language: str
) -> str:
    targets = targets_of(assessment, objective)
    bases = {str(target.rule.baseline.period) for target in targets if target.rule.baseline}
    base = bases.pop() if len(bases) == 1 else say("heading.baseline", language)
    heads = [say("heading.indicator", language), base, *map(str, assessment.periods)]
    rows = [_target_row(assessment, target, notes, language) for target in targets]
    if len(targets) > 1:
        rows.append(_whole_row(assessment, objective, language))
    return grid(heads, rows)


def _target_row(
    assessment: Assessment, target: Target, notes: "_Notes", language: str
) -> list[Lines]:
    rule = target.rule
    verdicts = [assessment.find(target.id, period) for period in assessment.periods]
    shared = notes.shared([verdict for verdict in verdicts if verdict is not None])
    agreement = assessment.version_with(target.id)
    name = row_name(agreement, target, notes.marks(shared), language)
    start = value_text(rule, rule.baseline.value if rule.baseline else None, language)
    return [
        name,
        [start],
        *(_verdict_cell(assessment, each, shared, notes) for each in verdicts),
    ]


def _verdict_cell(
    assessment: Assessment, verdict: Verdict | None, shared: set[Caveat], notes: "_Notes"
) -> Lines:
    language = notes.language
    if verdict is None:
        return [say("text.not_promised", language)]
    target = assessment.version_of(verdict).target(verdict.target)
    milestone = verdict.milestone
    actual = actual_text(target, verdict, language)
    if milestone and milestone.sense and milestone.limit is not None:
        actual += f" ({limit_text(target.rule, milestone, language)})"
    said = outcome_text(target, verdict, language)
    change = change_text(assessment.version_of(verdict), target, verdict, language)
    if change:
        said += f" ({change})"
    return [actual, *wrapped(said + notes.marks(set(verdict.caveats) - shared), _CELL_WIDTH)]


def _whole_row(assessment: Assessment, objective: Objective, language: str) -> list[Lines]:
    cells: list[Lines] = [[say("heading.as_a_whole", language)], []]
    found = {each.period: each for each in assessment.objectives if each.objective == objective.id}
    for period in assessment.periods:
        whole = found.get(period)
        if whole is None:
            cells.append([say("text.not_promised", language)])
        else:
            outcome = whole.outcome or "separately"
            lines = wrapped(say(f"outcome.{outcome}", language, period=whole.period), _CELL_WIDTH)
            if whole.met or whole.outcome in (Outcome.MET, Outcome.NOT_MET, None):
                lines = [say("text.met_of_due", language, met=whole.met, due=whole.due), *lines]
            cells.append(lines)
    return cells


@attrs.define
class _Notes:
    """Hands out a letter for each caveat that occurs, and explains them at the end."""

    assessment: Assessment
    language: str
    given: Marks = attrs.field(factory=Marks)

    def shared(self, verdicts: Sequence[Verdict]) -> set[Caveat]:
        """Return the caveats that every verdict of a row has."""
        return set.intersection(*(set(verdict.caveats) for verdict in verdicts))

    def marks(self, caveats: Iterable[Caveat]) -> str:
        """Return the letters of the caveats, after a space where there are some."""
        marks = self.given.of(caveat_notes(caveats, self.language))
        return f" {marks}" if marks else ""

    def lines(self) -> Iterator[str]:
        if self.given.notes:
            yield from ("", say("text.caveats", self.language))
            for note, letter in self.given.notes.items():
                yield f"  [{letter}] {note}"
        yield from self._amendments()
        yield from self._validity()
        yield from self._questions()

    def _amendments(self) -> Iterator[str]:
        if self.assessment.amendments:
            yield from ("", say("text.amendments", self.language))
        for text in amendment_texts(self.assessment, self.language):
            yield from hanging(text)

    def _validity(self) -> Iterator[str]:
        indicators = [
            self.assessment.version_with(target.id).indicator(target.rule.indicator)
            for target in self.assessment.targets
        ]
        noted = [indicator for indicator in dict.fromkeys(indicators) if indicator.validity]
        if noted:
            yield from ("", say("text.validity", self.language))
        for indicator in noted:
            for note in indicator.validity:
                name = indicator.label.text(self.language)
                yield from hanging(f"{name}: {note.text(self.language)}")

    def _questions(self) -> Iterator[str]:
        verdicts = self.assessment.verdicts
        asked = {id for each in verdicts for id in each.questions}
        asked |= {id for each in self.assessment.objectives for id in each.questions}
        if asked:
            yield from ("", say("text.open_questions", self.language))
        for question in self.assessment.agreement.questions:
            if question.id in asked:
                yield from hanging(f"{question.id}: {question.label.text(self.language)}")
        split = [verdict for verdict in verdicts if verdict.by_reading]
        if split:
            yield from ("", say("text.readings_differ", self.language))
        for verdict in split:
            indicator = self.assessment.version_of(verdict).indicator(verdict.indicator)
            cases = (self._case(each) for each in verdict.by_reading)
            name = f"{indicator.label.text(self.language)} {verdict.period}"
            yield from hanging(f"{name}: {'; '.join(cases)}")

    def _case(self, each: ReadingOutcome) -> str:
        readings = ", ".join(f"{question} = {reading}" for question, reading in each.readings)
        outcome = say(f"outcome.{each.outcome}", self.language)
        return say("text.by_reading", self.language, outcome=outcome, readings=readings)
