"""What there is to know in a minute, and what there is to decide."""

from collections.abc import Iterator

from partnerskab.agreement.targets import Objective, Target
from partnerskab.assessment.uncertainty import expected_by_luck
from partnerskab.assessment.verdicts import Caveat, Outcome, Verdict
from partnerskab.delivery.comments import CommentKind
from partnerskab.reports.blocks import Block, Items, Section, Text
from partnerskab.reports.grids import (
    capital,
    names_of,
    scale_grid,
)
from partnerskab.reports.material import Look, Material, look_of
from partnerskab.wording.agreements import NOTHING, value_text
from partnerskab.wording.budgets import currency_text, range_text
from partnerskab.wording.verdicts import actual_text, change_text, outcome_text
from partnerskab.words.locale import NO_BREAK, number_text


def in_short(material: Material) -> Section:
    """Return what there is to know in a minute."""
    items = [_objective_in_short(material, each) for each in material.objectives()]
    items += _money_in_short(material)
    if not items:
        items = [material.say("report.no_objectives")]
    blocks: list[Block] = [Items(items=items)]
    luck = _luck(material)
    if luck:
        blocks.append(Text(text=luck))
    remarks = [f"{material.text(each.label)}." for each in material.agreement.remarks]
    if material.assessment.targets:
        remarks.insert(0, material.say("report.no_cause"))
    if remarks:
        blocks.append(Text(text=" ".join(remarks)))
    blocks += material.said(CommentKind.SUMMARY)
    return Section(id="in-short", heading=material.say("report.in_short"), blocks=blocks)


def to_decide(material: Material) -> Section:
    """Return what somebody has to decide: judgements, readings, gaps, and what people ask for."""
    items = [*_to_judge(material), *_to_read(material), *_to_get(material)]
    blocks: list[Block] = [Items(items=items)] if items else []
    blocks += material.said(CommentKind.DECISION)
    if not blocks:
        blocks.append(Text(text=material.say("report.nothing_to_decide")))
    return Section(id="to-decide", heading=material.say("report.to_decide"), blocks=blocks)


def _objective_in_short(material: Material, objective: Objective) -> str:
    """Return one item for an objective: how many targets are met, or what is said of its one."""
    heading = material.heading(objective)
    found = [
        (target, verdict)
        for target in material.targets(objective)
        if (verdict := material.verdict(target)) is not None
    ]
    due = [each for each in found if each[1].outcome is not Outcome.NOT_DUE]
    if len(found) == 1:
        ((target, verdict),) = found
        return f"{heading}: {_one_in_short(material, target, verdict)}"
    if not due:
        return f"{heading}: {_none_due(material, objective)}"
    met, missed = (
        sum(verdict.outcome is outcome for _, verdict in due)
        for outcome in (Outcome.MET, Outcome.NOT_MET)
    )
    key = "report.met_in" if met or missed else "report.none_decided"
    said = [material.say(key, count=len(due), met=met, period=material.period)]
    for outcome in dict.fromkeys(verdict.outcome for _, verdict in due):
        if outcome is not Outcome.MET:
            of_it = [target for target, verdict in due if verdict.outcome is outcome]
            said.append(_named(material, outcome, of_it))
    return f"{heading}: {' '.join(said)}"


def _none_due(material: Material, objective: Objective) -> str:
    """Return when a target of an objective is due, where none is for the period that is shown."""
    periods = [
        milestone.period
        for target in material.targets(objective)
        if material.period is not None
        and (milestone := target.next_due(material.period)) is not None
    ]
    if periods:
        return material.say("report.none_due", period=min(periods))
    return material.say("report.no_more_due", period=material.period)


def _named(material: Material, outcome: Outcome, targets: list[Target]) -> str:
    """Return an outcome with what it is said of; where that are many areas, with how many."""
    words = material.say(f"outcome.{outcome}", period=material.period)
    if material.areas_apart(targets):
        return material.say("report.so_many", outcome=capital(words), count=len(targets))
    names = names_of(material, targets)
    return material.say("report.these", outcome=capital(words), names=names)


def _one_in_short(material: Material, target: Target, verdict: Verdict) -> str:
    value = actual_text(target, verdict, material.language)
    outcome = capital(outcome_text(target, verdict, material.language))
    if value == NOTHING:
        return material.say("report.one_without", outcome=outcome)
    scale = (
        scale_grid(material, target).rows[0].cells[-1] if look_of(target) is Look.SCALE else value
    )
    change = change_text(
        material.assessment.version_of(verdict), target, verdict, material.language
    )
    said = material.say(
        "report.one",
        indicator=material.measured(material.indicator(target)),
        period=verdict.period,
        value=f"{scale} ({change})" if change else scale,
        outcome=outcome,
    )
    slip = Caveat.SLIP in verdict.caveats
    return f"{said} {capital(material.say('caveat.slip'))}." if slip else said


def _money_in_short(material: Material) -> Iterator[str]:
    budget = material.budget
    if budget.spending is None:
        return
    for purpose in budget.totals:
        line, currency = budget.line(purpose), currency_text(purpose, material.language)
        amounts = {
            name: range_text(line.range(name), material.language) + NO_BREAK + currency
            for name in ("allocated", "spent", "committed", "left")
        }
        yield material.say("report.money_in_short", **amounts)


def _luck(material: Material) -> str:
    """Return the one sentence on luck that all the targets of the period share."""
    found = [each for each in material.chances if each.period == material.last_due]
    if not found:
        return ""
    expected = expected_by_luck(found)
    key = "report.luck_of_one" if len(found) == 1 else "report.luck"
    return material.say(
        key if expected else "report.no_luck",
        count=len(found),
        expected=number_text(expected, material.language, places=1),
        cases=round(100 * sum(each.luck for each in found)),
        period=material.last_due,
    )


def _to_judge(material: Material) -> Iterator[str]:
    """Give the targets whose outcome no machine and nobody yet has decided."""
    for target in material.assessment.targets:
        verdict = material.verdict(target)
        if verdict is None or verdict.outcome is not Outcome.NEEDS_JUDGEMENT:
            continue
        if verdict.by_reading:
            continue  # said with the question
        value = actual_text(target, verdict, material.language)
        key = "report.judge" if value != NOTHING else "report.judge_without"
        values = _several_values(material, target, verdict)
        yield material.say(
            "report.disagree" if values else key,
            indicator=material.text(material.indicator(target).label),
            period=verdict.period,
            value=value,
            values=values,
        )


def _several_values(material: Material, target: Target, verdict: Verdict) -> str:
    """Return the values of sources that disagree; "" where they do not, or only on parts of it."""
    evidence = verdict.evidence
    if not evidence.disagrees or evidence.is_derived or evidence.is_partial:
        return ""
    texts = (value_text(target.rule, each.value, material.language) for each in evidence.found)
    return material.listed(dict.fromkeys(texts))


def _to_read(material: Material) -> Iterator[str]:
    """Give the open questions that change what is said, and how many others there are."""
    split: dict[str, list[str]] = {}
    for target in material.assessment.targets:
        verdict = material.verdict(target)
        for id in verdict.questions if verdict is not None and verdict.by_reading else ():
            name = material.text(material.indicator(target).label)
            split.setdefault(id, []).append(name)
    totals = [material.budget.line(purpose) for purpose in material.budget.totals]
    is_range = any(not found.is_exact for line in totals if (found := line.range("allocated")))
    priced = {each.id for each in material.budget.questions} if is_range else set()
    questions = material.agreement.open_questions(material.assessment.as_of)
    for question in questions:
        label = material.text(question.label)
        if question.id in split:
            names = material.listed(dict.fromkeys(split[question.id]))
            yield material.say("report.depends", names=names, question=label)
        elif question.id in priced and question.assumed is None:
            yield material.say("report.money_depends", question=label)
    said = [each for each in questions if each.id in split or each.id in priced]
    others = len(questions) - len(said)
    if others:
        yield material.say("report.other_questions", count=others)


def _to_get(material: Material) -> Iterator[str]:
    """Give the indicators whose figures are missing; one that is suppressed is there."""
    missing = [
        target
        for target in material.assessment.targets
        if (verdict := material.verdict(target)) is not None
        and verdict.outcome is Outcome.NO_DATA
        and Caveat.SUPPRESSED not in verdict.caveats
    ]
    if missing:
        names = names_of(material, missing)
        yield material.say("report.missing", names=names, period=material.period)
