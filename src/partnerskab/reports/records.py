"""What was done and decided, in full: duties, activities, money, open questions."""

from collections.abc import Iterator

from partnerskab.agreement.questions import Question
from partnerskab.delivery.account import Account
from partnerskab.delivery.calendar import Due
from partnerskab.reports.blocks import (
    Block,
    Grid,
    Head,
    Items,
    Row,
    Section,
    Text,
)
from partnerskab.reports.material import Material
from partnerskab.wording.agreements import NOTHING, amount_text
from partnerskab.wording.budgets import (
    circumstances,
    currency_text,
    line_notes,
    measures_shown,
    range_text,
)
from partnerskab.wording.dues import notes, what_text, when_text
from partnerskab.wording.verdicts import amendment_texts
from partnerskab.words.locale import day_text


def duties(material: Material) -> Iterator[Section]:
    """Give what was due in the years of the report, and what became of it where there is a log."""
    log = material.partnership.log
    of_period = [material.period.year] if material.period else []
    years = sorted({material.assessment.as_of.year, *of_period})
    rows = [_duty_row(material, each, year) for year in years for each in material.entries(year)]
    if not rows:
        return
    names = ("when", "what", "who", *(("done",) if log is not None else ()))
    heads = [Head(text=material.say(f"heading.{name}")) for name in names]
    caption = material.say("report.duties_in", years=material.listed(map(str, years)))
    blocks: list[Block] = [Grid(caption=caption, heads=heads, rows=rows)]
    if log is None:
        blocks.append(Text(text=material.say("report.no_log")))
    yield Section(id="duties", heading=material.say("report.duties"), blocks=blocks)


def _duty_row(material: Material, entry: Due | Account, year: int) -> Row:
    language = material.language
    due = entry.due if isinstance(entry, Account) else entry
    said = notes(material.agreement, due, language, material.readings_text)
    cells = [
        when_text(due, year, language),
        "\n".join([what_text(due, language), *said]),
        material.actor(due.owner),
    ]
    if isinstance(entry, Account):
        days = [day_text(each, language) for each in entry.days]
        cells.append("\n".join([material.say(f"keeping.{entry.keeping}"), *days]))
    return Row(cells=cells)


def activities(material: Material) -> Iterator[Section]:
    """Give every activity of the safety plan."""
    plan = material.partnership.plan
    if plan is None or not plan.activities:
        return
    names = ("activity", "lead", "period", "money", "state")
    heads = [
        Head(text=material.say(f"heading.{each}"), is_number=each == "money") for each in names
    ]
    rows = [
        Row(
            cells=[
                material.text(each.label),
                material.actor(each.lead),
                str(each.period),
                NOTHING if each.money is None else amount_text(each.money, material.language),
                material.say(f"activity.{each.status}"),
            ]
        )
        for each in plan.activities
    ]
    grid = Grid(caption=material.say("report.activities_of_plan"), heads=heads, rows=rows)
    yield Section(id="activities", heading=material.say("report.activities"), blocks=[grid])


def budget(material: Material) -> Iterator[Section]:
    """Give the whole budget, purpose by purpose."""
    account, language = material.budget, material.language
    blocks: list[Block] = []
    for purpose in (*account.purposes, *(account.totals if len(account.purposes) > 1 else ())):
        found = [account.line(purpose, period) for period in (*account.periods, None)]
        shown = [line for line in found if line.followed]
        names = measures_shown(account, shown)
        heads = [
            Head(text=material.say("budget_column.period")),
            *(Head(text=material.say(f"budget_column.{each}"), is_number=True) for each in names),
        ]
        rows = []
        for line in shown:
            said = line_notes(line, language, material.readings_text)
            period = str(line.period or material.say("budget_column.total"))
            amounts = (range_text(line.range(each), language) for each in names)
            cells = [material.noted(period, said), *amounts]
            rows.append(Row(cells=cells, is_total=line.period is None))
        currency = currency_text(purpose, language)
        caption = material.say("budget.everything", currency=currency)
        if purpose.label is not None:
            caption = f"{material.text(purpose.label)} ({currency})"
        blocks.append(Grid(caption=caption, heads=heads, rows=rows))
        if purpose.label is not None:
            said = circumstances(account.agreement, purpose, language)[:-1]
            blocks.append(Text(text=" ".join(said), role="note"))
    if blocks:
        yield Section(id="budget", heading=material.say("report.budget"), blocks=blocks)


def amendments(material: Material) -> Iterator[Section]:
    """Give the amendments in force, and which version of the agreement decides what."""
    texts = amendment_texts(
        material.assessment, material.language, lambda day: day_text(day, material.language)
    )
    if texts:
        blocks = [Text(text=f"{material.say('text.amendments')}."), Items(items=texts)]
        heading = material.say("report.amendments")
        yield Section(id="amendments", heading=heading, blocks=blocks)


def questions(material: Material) -> Iterator[Section]:
    """Give every question that the text leaves open, with its readings."""
    as_of = material.assessment.as_of
    questions = material.partnership.agreement.as_of(as_of).questions
    if not questions:
        return
    heads = [
        Head(text=material.say(f"report_column.{each}"))
        for each in ("question", "readings", "decision")
    ]
    rows = [
        Row(
            cells=[
                material.text(each.label),
                "\n".join(material.text(reading.label) for reading in each.readings),
                _decision(material, each),
            ]
        )
        for each in questions
    ]
    grid = Grid(caption=material.say("report.questions_and_readings"), heads=heads, rows=rows)
    yield Section(id="questions", heading=material.say("report.questions"), blocks=[grid])


def _decision(material: Material, question: Question) -> str:
    adopted, as_of = question.adopted, material.assessment.as_of
    if adopted is not None and not question.is_open(as_of):
        return material.say(
            "report.adopted",
            reading=material.text(question.reading(adopted.reading).label),
            by=material.actor(adopted.by),
            day=day_text(adopted.on, material.language),
            why=material.text(adopted.why),
        )
    if question.assumed is not None:
        reading = material.text(question.reading(question.assumed).label)
        return material.say("report.assumed", reading=reading)
    return material.say("report.undecided")
