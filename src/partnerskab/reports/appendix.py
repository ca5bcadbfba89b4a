"""The appendix: every ladder, every table, and how all of it came about."""

from collections.abc import Iterator, Sequence

import attrs

from partnerskab.agreement.targets import Target
from partnerskab.reports.blocks import (
    Block,
    Charts,
    Grid,
    Head,
    Row,
    Section,
    Text,
)
from partnerskab.reports.grids import by_name, years_grid
from partnerskab.reports.ladder import chart_of
from partnerskab.reports.material import Look, Material, look_of
from partnerskab.reports.provenance import data, method, sources
from partnerskab.reports.records import activities, amendments, budget, duties, questions
from partnerskab.tables.uncertainty import from_float
from partnerskab.wording.agreements import NOTHING
from partnerskab.wording.marks import letters
from partnerskab.words.locale import number_text, percent_text


def appendix(material: Material, explained: int) -> list[Section]:
    """Return the sections of the appendix, lettered in their order.

    Args:
        material: what the report is made from.
        explained: how many letters the first page has explained.
    """
    found = [
        *_charts(material),
        *_areas(material),
        *_years(material),
        *_chances(material),
        *duties(material),
        *activities(material),
        *budget(material),
        *amendments(material),
        *questions(material),
        method(material),
        sources(material),
        data(material),
    ]
    notes = [*material.explained(explained)]
    if notes:
        found.append(Section(id="notes", heading=material.say("text.caveats"), blocks=notes))
    return [
        attrs.evolve(each, heading=f"{letters(index).upper()} {each.heading}")
        for index, each in enumerate(found)
    ]


def _charts(material: Material) -> Iterator[Section]:
    """Give the ladder of every target with a number or a step, where the areas are few."""
    blocks: list[Block] = []
    for objective in material.objectives():
        targets = [each for each in material.targets(objective) if _can_be_drawn(each)]
        if targets and not material.areas_apart(material.targets(objective)):
            blocks.append(Text(text=material.heading(objective), role="lead"))
            blocks.append(_charts_of(material, targets))
    if blocks:
        yield Section(id="charts", heading=material.say("report.charts"), blocks=blocks)


def _areas(material: Material) -> Iterator[Section]:
    """Give a section for each area, where they are too many for one table."""
    for objective in material.objectives():
        targets = material.targets(objective)
        if not material.areas_apart(targets):
            continue
        heading, sections = material.heading(objective), []
        for area in by_name(material, targets):
            own = [each for each in targets if each.rule.area == area]
            name = material.area_name(area)
            blocks = [years_grid(material, heading, own), _charts_of(material, own)]
            id = f"area-{objective.id}-{area}"
            sections.append(Section(id=id, heading=name, blocks=blocks))
        title = material.say("report.areas", heading=heading)
        yield Section(id=f"areas-{objective.id}", heading=title, sections=sections)


def _years(material: Material) -> Iterator[Section]:
    """Give every year of every target, objective by objective, where the areas are few."""
    blocks: list[Block] = [
        years_grid(material, material.heading(each), material.targets(each))
        for each in material.objectives()
        if not material.areas_apart(material.targets(each))
    ]
    if blocks:
        yield Section(id="years", heading=material.say("report.years"), blocks=blocks)


def _chances(material: Material) -> Iterator[Section]:
    """Give what chance leaves of each count of the period shown; the workbook has the others."""
    found = [each for each in material.chances if each.period == material.period]
    if not found:
        return
    names = ("indicator", "counted", "interval", "change_said", "target_said", "luck")
    heads = [
        Head(text=material.say(f"report_column.{each}"), is_number=each in ("counted", "luck"))
        for each in names
    ]
    rows = []
    for each in found:
        low, high = (
            number_text(from_float(end, 1), material.language)
            for end in (each.count_range.low, each.count_range.high)
        )
        luck = from_float(100 * each.luck, 1)
        rows.append(
            Row(
                cells=[
                    material.names[each.target_id],
                    number_text(each.count, material.language),
                    f"{low} {NOTHING} {high}",
                    material.say(f"change.{each.change}"),
                    material.say(f"promise.{each.target}"),
                    percent_text(luck, material.language, places=1),
                ]
            )
        )
    note = Text(text=material.say("chance.assumption"), role="note")
    caption = material.say("report.chances_of_each")
    blocks: list[Block] = [Grid(caption=caption, heads=heads, rows=rows), note]
    heading = material.say("report.chances", period=material.period)
    yield Section(id="chances", heading=heading, blocks=blocks)


def _charts_of(material: Material, targets: Sequence[Target]) -> Charts:
    drawn = [each for each in targets if _can_be_drawn(each)]
    return Charts(charts=[chart_of(material.assessment, each, material.language) for each in drawn])


def _can_be_drawn(target: Target) -> bool:
    """Say whether there is a number or a step to draw: of what is promised, or where it starts."""
    return look_of(target) is not Look.JUDGED or target.rule.baseline is not None
