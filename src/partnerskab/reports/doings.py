"""What is done: the focus areas, the money, and the next steps."""

from collections.abc import Iterable
from datetime import date

from partnerskab.agreement.targets import Target
from partnerskab.assessment.verdicts import Assessment, Outcome, Verdict
from partnerskab.delivery.account import Account
from partnerskab.delivery.calendar import Due
from partnerskab.delivery.comments import Comment, CommentKind
from partnerskab.delivery.shares import Purpose
from partnerskab.reports.blocks import Block, Grid, Head, Items, Row, Section, Text
from partnerskab.reports.ladder import year_text
from partnerskab.reports.material import Material
from partnerskab.values.periods import Period
from partnerskab.wording.agreements import NOTHING
from partnerskab.wording.budgets import currency_text, line_notes, measures_shown, range_text
from partnerskab.wording.dues import what_text, when_text
from partnerskab.wording.verdicts import outcome_text
from partnerskab.words.locale import day_text


def focus_areas(material: Material) -> Section:
    """Return what is done in each focus area, where its goals stand, and what did not work."""
    plan, goals = material.partnership.plan, material.goals
    blocks: list[Block] = []
    if plan is None:
        blocks.append(Text(text=material.say("report.no_plan")))
    elif plan.note is not None:
        blocks.append(Text(text=f"{material.text(plan.note)}."))
    blocks += material.doings({None: ""})
    sections = []
    for area in material.agreement.focus_areas:
        inside: list[Block] = []
        own = [each for each in goals.targets if each.objective == area.id] if goals else []
        if goals is not None and own:
            inside.append(Items(items=[_goal(material, goals, each) for each in own]))
        activities = (
            [each for each in plan.activities if each.focus_area == area.id] if plan else []
        )
        if activities:
            done = (
                f"{material.text(each.label)} ({each.period}): "
                f"{material.say(f'activity.{each.status}')}"
                for each in activities
            )
            inside.append(Items(items=done))
        about: dict[str | None, str] = {area.id: ""}
        about |= {each.id: material.text(each.label) for each in activities}
        indicators = material.parts("indicators")
        about |= {each.id: material.text(indicators[each.rule.indicator].label) for each in own}
        inside += material.remarks(about)
        inside += material.doings(about)
        if not inside:
            inside.append(Text(text=material.say("report.nothing_reported")))
        sections.append(
            Section(id=f"focus-{area.id}", heading=material.text(area.label), blocks=inside)
        )
    heading = material.say("report.focus_areas")
    return Section(id="focus-areas", heading=heading, blocks=blocks, sections=sections)


def money(material: Material) -> Section:
    """Return what was set aside, spent and committed, and what is left."""
    budget = material.budget
    blocks: list[Block] = []
    if not budget.purposes:
        blocks.append(Text(text=material.say("budget.nothing")))
    else:
        blocks += [_money_grid(material, unit) for unit in budget.totals]
        if budget.spending is None:
            blocks.append(Text(text=material.say("report.no_spending")))
    about: dict[str | None, str] = {each.id: "" for each in material.agreement.allocations}
    blocks += material.remarks(about)
    blocks += material.doings(about)
    return Section(id="money", heading=material.say("report.money"), blocks=blocks)


def next_steps(material: Material) -> Section:
    """Return who does what by when; where nobody says, what the agreement asks for this year."""
    steps = material.comments_of(CommentKind.NEXT_STEP)
    following = [] if steps else _following(material)
    blocks: list[Block] = []
    if steps:
        names = ("what", "who", "when")
        heads = [Head(text=material.say(f"heading.{name}")) for name in names]
        rows = [Row(cells=_step(material, each)) for each in steps]
        blocks.append(Grid(caption=material.say("report.agreed_steps"), heads=heads, rows=rows))
    elif following:
        said = (_deadline(material, each) for each in following)
        blocks += [Text(text=material.say("report.deadlines"), role="lead"), Items(items=said)]
    else:
        blocks.append(Text(text=material.say("report.no_steps")))
    return Section(id="next-steps", heading=material.say("report.next_steps"), blocks=blocks)


def _following(material: Material) -> list[Due]:
    """Return what is still due in the year of the report."""
    as_of = material.assessment.as_of
    entries = material.entries(as_of.year)
    found = [each.due if isinstance(each, Account) else each for each in entries]
    return [each for each in found if each.closes >= as_of]


def _deadline(material: Material, due: Due) -> str:
    """Return what is due when, and by whom where the words do not say it already."""
    when = when_text(due, material.assessment.as_of.year, material.language)
    what = what_text(due, material.language)
    if due.is_meeting:
        return f"{when}: {what}"
    who = material.actor(due.owner)
    return material.say("report.deadline", when=when, what=what, who=who)


def _goal(material: Material, goals: Assessment, target: Target) -> str:
    """Return where a goal stood when it was last due, or what is agreed for the first time."""
    agreement = goals.version_with(target.id)
    name = material.measured(agreement.indicator(target.rule.indicator))
    verdicts = [each for each in goals.verdicts if each.target == target.id and each.milestone]
    due = [each for each in verdicts if each.outcome is not Outcome.NOT_DUE]
    if not verdicts:
        return f"{name}: {material.say('text.not_promised')}"
    verdict = max(due, key=_end) if due else min(verdicts, key=_end)
    said = year_text(target, verdict, material.language)
    if not said:
        return f"{name}: {outcome_text(target, verdict, material.language)}"
    return f"{name}, {material.marked(said, verdict.caveats)}"


def _end(verdict: Verdict) -> date:
    return verdict.period.last_day


def _money_grid(material: Material, unit: Purpose) -> Grid:
    """Return the accounts of each purpose in a currency, for the year of the report and in all."""
    budget, year = material.budget, material.assessment.as_of.year
    purposes = [each for each in budget.purposes if each.unit == unit.unit]
    keyed = [
        (purpose, period)
        for purpose in (*purposes, *([unit] if len(purposes) > 1 else []))
        for period in (*(each for each in budget.periods if each == Period(year)), None)
    ]
    lines = [(purpose, budget.line(purpose, period)) for purpose, period in keyed]
    shown = [(purpose, line) for purpose, line in lines if line.followed]
    names = measures_shown(budget, [line for _, line in shown])
    if not any(each.overspent.magnitude for _, line in shown for each in line.followed):
        names = [name for name in names if name != "overspent"]
    heads = [
        Head(text=material.say("report.purpose")),
        Head(text=material.say("budget_column.period")),
        *(Head(text=material.say(f"budget_column.{name}"), is_number=True) for name in names),
    ]
    rows = []
    for purpose, line in shown:
        label = purpose.label
        notes = line_notes(line, material.language, material.readings_text)
        name = material.say("budget_column.total") if label is None else material.text(label)
        period = str(line.period or material.say("report.all_years"))
        rows.append(
            Row(
                cells=[
                    name,
                    material.noted(period, notes),
                    *(range_text(line.range(each), material.language) for each in names),
                ],
                is_total=line.period is None,
            )
        )
    currency = currency_text(unit, material.language)
    caption = material.say("report.money_grid", currency=currency)
    return Grid(caption=caption, heads=heads, rows=rows)


def _step(material: Material, comment: Comment) -> Iterable[str]:
    owner = material.actor(comment.owner or "")
    due = NOTHING if comment.due is None else day_text(comment.due, material.language)
    return (material.text(comment.text), owner, due)
