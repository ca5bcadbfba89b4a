"""What a person reads in a terminal: the tables, laid out and in words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.rule import Milestone, Rule, Sense
from partnerskab.agreement.rules import Hold, PercentOfBaseline, Towards
from partnerskab.agreement.targets import Objective, Target
from partnerskab.assessment.verdicts import (
    Assessment,
    Caveat,
    Outcome,
    ReadingOutcome,
    Verdict,
)
from partnerskab.partnership import Partnership
from partnerskab.tables import Kind, Table, cell_text, printed_change
from partnerskab.values.exact import Exact, plain_text, tenth
from partnerskab.values.rounding import ReconciliationStatus
from partnerskab.values.scales import Value
from partnerskab.words import say

_NOTHING, _MINUS = "\N{EN DASH}", "\N{MINUS SIGN}"
_LABEL_WIDTH = 36
_CELL_WIDTH = 22
_WIDTH = 100
_SIGNS = {Sense.AT_MOST: "≤", Sense.AT_LEAST: "≥", None: ""}

Lines = Sequence[str]


def summary(partnership: Partnership, shown: str) -> str:
    """Return what `check` prints of a sound folder.

    Args:
        partnership: what the folder holds.
        shown: the folder as the user named it.
    """
    agreement = partnership.agreement
    term = agreement.term
    start = term.start.isoformat() if term.start else "unknown start"
    administrations = sum(len(party.administrations) for party in agreement.parties)
    statuses = _statuses(agreement)
    plan = partnership.plan
    facts = {
        "term": f"{start} to {term.end} (inclusive)",
        "parties": f"{len(agreement.parties)}, with {administrations} administrations",
        "bodies": f"{len(agreement.bodies)}, with {len(agreement.duties)} duties",
        "signatures": f"{len(agreement.signatures)}",
        "objectives": f"{len(agreement.objectives)}, with {len(agreement.targets)} targets",
        "indicators": f"{len(agreement.indicators)}, and {len(agreement.context)} of context",
        "reconciled": f"{statuses.count(ReconciliationStatus.EQUAL)} of {len(statuses)} "
        "printed values equal their rule",
        "allocations": f"{len(agreement.allocations)}",
        "safety plan": f"{len(plan.focus_areas)} focus areas" if plan else "not in this folder",
        "open questions": f"{len(agreement.open_questions())} of {len(agreement.questions)}",
    }
    lines = [f"{shown}: {agreement.label.text('en')}"]
    lines += [f"  {name:<16}{fact}" for name, fact in facts.items()]
    lines += [f"    {each.id}" for each in agreement.open_questions()]
    return "\n".join(lines) + "\n"


def _statuses(agreement: Agreement) -> list[ReconciliationStatus]:
    return [
        milestone.reconciliation.status
        for target in agreement.targets
        for milestone in target.rule.milestones()
        if milestone.reconciliation is not None
    ]


def targets_text(agreement: Agreement, language: str) -> str:
    """Return the target table for people: a line for each target and period."""
    names = ("indicator", "period", "baseline", "percent", "exact", "rounded", "printed")
    heads = [say(f"heading.{name}", language) for name in names]
    heads += [say(f"heading.{name}", language) for name in ("printed_change", "reconciliation")]
    rows: list[list[Lines]] = []
    for target in agreement.targets:
        name: Lines = _name(agreement, target, "", language)
        for milestone in target.rule.milestones():
            cells = _target_cells(target, milestone, language)
            rows.append([name, *([cell] for cell in cells)])
            name = []
    statuses = _statuses(agreement)
    counts = {str(status): statuses.count(status) for status in ReconciliationStatus}
    title = say("text.targets_title", language, agreement=agreement.label.text(language))
    reconciled = say("text.targets_reconciled", language, printed=len(statuses), **counts)
    return f"{title}\n\n{_grid(heads, rows, numbers=range(2, 8))}\n\n{reconciled}\n"


def _target_cells(target: Target, milestone: Milestone, language: str) -> list[str]:
    rule = target.rule
    reconciliation = milestone.reconciliation
    return [
        str(milestone.period),
        _value_text(rule, rule.baseline.value if rule.baseline else None, language),
        _percent(milestone.percent, language),
        _number(milestone.exact, language),
        _number(milestone.rounded, language),
        _number(milestone.printed, language),
        _percent(printed_change(target, milestone), language, places=1),
        say(f"reconciliation.{reconciliation.status}", language, mode=reconciliation.mode)
        if reconciliation
        else "",
    ]


def _name(agreement: Agreement, target: Target, marks: str, language: str) -> list[str]:
    """Return the lines of a row's first cell: the indicator, and a promise without a number."""
    label = agreement.indicator(target.rule.indicator).label.text(language)
    promise = _promise(target.rule, language)
    lines = _wrapped(label, _LABEL_WIDTH)
    lines[-1] += marks
    return lines + wrap(promise, _LABEL_WIDTH, initial_indent="  ", subsequent_indent="  ")


def table_text(table: Table) -> str:
    """Return any table for people: its filled columns, numbers to the right, its notice first."""
    filled = [
        index
        for index, _ in enumerate(table.columns)
        if any(row[index] is not None for row in table.rows)
    ]
    columns = [table.columns[index] for index in filled]
    heads = [column.name.replace("_", " ") for column in columns]
    rows = [[[cell_text(row[index])] for index in filled] for row in table.rows]
    numbers = [
        place for place, column in enumerate(columns) if column.kind in (Kind.EXACT, Kind.COUNT)
    ]
    grid = _grid(heads, rows, numbers) if columns else "-"
    return f"{table.notice}\n\n{grid}\n" if table.notice else f"{grid}\n"


def status_text(assessment: Assessment, language: str) -> str:
    """Return where every promise stands, for people: a grid for each objective, and the notes."""
    agreement = assessment.agreement
    title = agreement.label.text(language)
    lines = [say("text.status_title", language, agreement=title, as_of=assessment.as_of)]
    if assessment.illustrative:
        lines.append(say("text.illustrative", language))
    notes = _Notes(assessment, language)
    for objective in agreement.objectives:
        lines += ["", f"{objective.number}  {objective.label.text(language)}"]
        lines += [*_criteria(agreement, objective, language), ""]
        lines.append(_objective_grid(assessment, objective, notes, language))
    lines += notes.lines()
    return "\n".join(lines) + "\n"


def _objective_grid(
    assessment: Assessment, objective: Objective, notes: "_Notes", language: str
) -> str:
    agreement = assessment.agreement
    targets = agreement.targets_of(objective.id)
    bases = {str(target.rule.baseline.period) for target in targets if target.rule.baseline}
    base = bases.pop() if len(bases) == 1 else say("heading.baseline", language)
    heads = [say("heading.indicator", language), base, *map(str, agreement.periods)]
    rows = [_target_row(assessment, target, notes, language) for target in targets]
    if len(targets) > 1:
        rows.append(_whole_row(assessment, objective, language))
    return _grid(heads, rows)


def _criteria(agreement: Agreement, objective: Objective, language: str) -> list[str]:
    """Say once what decides, where the text leaves a choice of the count or the percentage."""
    rules = (target.rule for target in agreement.targets_of(objective.id))
    criteria = (rule.criterion for rule in rules if isinstance(rule, PercentOfBaseline))
    return [
        f"   {say(f'criterion.{criterion}', language)}" for criterion in dict.fromkeys(criteria)
    ]


def _target_row(
    assessment: Assessment, target: Target, notes: "_Notes", language: str
) -> list[Lines]:
    rule = target.rule
    verdicts = [assessment.verdict(target.id, period) for period in assessment.agreement.periods]
    shared = notes.shared(verdicts)
    name = _name(assessment.agreement, target, notes.marks(shared), language)
    start = _value_text(rule, rule.baseline.value if rule.baseline else None, language)
    return [
        name,
        [start],
        *(_verdict_cell(target, each, shared, notes, language) for each in verdicts),
    ]


def _verdict_cell(
    target: Target, verdict: Verdict, shared: set[Caveat], notes: "_Notes", language: str
) -> Lines:
    milestone, evidence = verdict.milestone, verdict.evidence
    actual = _value_text(target.rule, evidence.value, language) or _NOTHING
    if evidence.so_far is not None:
        actual = say("text.so_far", language, value=_number(evidence.so_far, language))
    if milestone and milestone.sense:
        limit = _value_text(target.rule, milestone.limit, language)
        actual += f" ({_SIGNS[milestone.sense]} {limit})"
    due = target.next_due(verdict.period)
    period = due.period if due else verdict.period
    said = say(f"outcome.{verdict.outcome}", language, period=period)
    if verdict.change is not None:
        sign = "+" if verdict.change > 0 else ""
        said += f" ({sign}{_percent(tenth(verdict.change), language, places=1)})"
    return [actual, *_wrapped(said + notes.marks(set(verdict.caveats) - shared), _CELL_WIDTH)]


def _whole_row(assessment: Assessment, objective: Objective, language: str) -> list[Lines]:
    cells: list[Lines] = [[say("heading.as_a_whole", language)], []]
    for whole in assessment.objectives:
        if whole.objective == objective.id:
            outcome = whole.outcome or "separately"
            lines = _wrapped(say(f"outcome.{outcome}", language, period=whole.period), _CELL_WIDTH)
            if whole.met or whole.outcome in (Outcome.MET, Outcome.NOT_MET, None):
                lines = [say("text.met_of_due", language, met=whole.met, due=whole.due), *lines]
            cells.append(lines)
    return cells


@attrs.define
class _Notes:
    """Hands out a letter for each caveat that occurs, and explains them at the end."""

    assessment: Assessment
    language: str
    letters: dict[Caveat, str] = attrs.field(factory=dict)

    def shared(self, verdicts: Sequence[Verdict]) -> set[Caveat]:
        """Return the caveats that every verdict of a row has."""
        return set.intersection(*(set(verdict.caveats) for verdict in verdicts))

    def marks(self, caveats: Iterable[Caveat]) -> str:
        """Return the letters of the caveats; the banner speaks for those that are illustrative."""
        known = set(caveats) - {Caveat.ILLUSTRATIVE}
        for caveat in Caveat:
            if caveat in known:
                self.letters.setdefault(caveat, chr(ord("a") + len(self.letters)))
        marks = sorted(self.letters[caveat] for caveat in known)
        return f" [{' '.join(marks)}]" if marks else ""

    def lines(self) -> Iterator[str]:
        if self.letters:
            yield from ("", say("text.caveats", self.language))
            for caveat, letter in self.letters.items():
                yield f"  [{letter}] {say(f'caveat.{caveat}', self.language)}"
        yield from self._validity()
        yield from self._questions()

    def _validity(self) -> Iterator[str]:
        agreement = self.assessment.agreement
        indicators = [agreement.indicator(target.rule.indicator) for target in agreement.targets]
        noted = [indicator for indicator in dict.fromkeys(indicators) if indicator.validity]
        if noted:
            yield from ("", say("text.validity", self.language))
        for indicator in noted:
            for note in indicator.validity:
                name = indicator.label.text(self.language)
                yield from _hanging(f"{name}: {note.text(self.language)}")

    def _questions(self) -> Iterator[str]:
        verdicts = self.assessment.verdicts
        asked = {id for each in verdicts for id in each.questions}
        asked |= {id for each in self.assessment.objectives for id in each.questions}
        if asked:
            yield from ("", say("text.open_questions", self.language))
        for question in self.assessment.agreement.questions:
            if question.id in asked:
                yield from _hanging(f"{question.id}: {question.label.text(self.language)}")
        split = [verdict for verdict in verdicts if verdict.by_reading]
        if split:
            yield from ("", say("text.readings_differ", self.language))
        for verdict in split:
            indicator = self.assessment.agreement.indicator(verdict.indicator)
            cases = (self._case(each) for each in verdict.by_reading)
            name = f"{indicator.label.text(self.language)} {verdict.period}"
            yield from _hanging(f"{name}: {'; '.join(cases)}")

    def _case(self, each: ReadingOutcome) -> str:
        readings = ", ".join(f"{question} = {reading}" for question, reading in each.readings)
        outcome = say(f"outcome.{each.outcome}", self.language)
        return say("text.by_reading", self.language, outcome=outcome, readings=readings)


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _hanging(text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _promise(rule: Rule, language: str) -> str:
    match rule:
        case Hold():
            category = _value_text(rule, rule.category, language)
            position = rule.scale.position(rule.category)
            count = len(rule.scale.best_to_worst)
            step = say("text.step", language, position=position, count=count)
            return say("text.hold_target", language, category=f"{category} ({step})")
        case Towards():
            return say("text.towards_target", language, reference=rule.reference.text(language))
        case _:
            return ""


def _value_text(rule: Rule, value: Value | None, language: str) -> str:
    if isinstance(value, str):
        return rule.scale.label(value).text(language) if isinstance(rule, Hold) else value
    return _number(value, language)


def _number(value: Exact | None, language: str) -> str:
    if value is None:
        return ""
    return plain_text(value).replace(".", say("number.decimal", language)).replace("-", _MINUS)


def _percent(value: Exact | None, language: str, places: int = 0) -> str:
    if value is None:
        return ""
    text = _number(value, language)
    mark = say("number.decimal", language)
    if places and mark not in text:
        text += mark + "0" * places
    return f"{text}\u00a0%"  # a space that no line break may take


def _grid(
    heads: Sequence[str], rows: Sequence[Sequence[Lines]], numbers: Sequence[int] = ()
) -> str:
    """Lay out cells of several lines in columns, those of numbers to the right."""
    columns = list(zip(([head] for head in heads), *rows, strict=True))
    widths = [max(len(line) for cell in column for line in cell) for column in columns]
    table = [heads, ["-" * width for width in widths]]
    for row in rows:
        table += zip_longest(*row, fillvalue="")
    lines = (
        "  ".join(
            part.rjust(width) if index in numbers else part.ljust(width)
            for index, (part, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in table
    )
    return "\n".join(line.rstrip() for line in lines)
