"""The first page of the report: what a steering group and the residents read."""

from collections.abc import Iterator

import attrs

from partnerskab.agreement.targets import Objective, Target
from partnerskab.assessment.verdicts import Caveat
from partnerskab.delivery.comments import CommentKind
from partnerskab.reports.blocks import Block, Items, Section, Text
from partnerskab.reports.doings import focus_areas, money, next_steps
from partnerskab.reports.grids import (
    areas_grid,
    capital,
    judged_grid,
    numbers_grid,
    scale_grid,
    whole_text,
)
from partnerskab.reports.material import Look, Material, look_of
from partnerskab.reports.summary import in_short, to_decide
from partnerskab.wording.agreements import promise_text
from partnerskab.wording.verdicts import criteria, outcome_text


def page(material: Material) -> list[Section]:
    """Return the sections of the first page, numbered in their order."""
    sections = [in_short(material)]
    if not material.for_residents:
        sections.append(to_decide(material))
    sections += [objective_section(material, each) for each in material.objectives()]
    if material.agreement.focus_areas:
        sections.append(focus_areas(material))
    # The last one explains the letters that those before it have given out.
    sections += [money(material), next_steps(material), caveats(material)]
    return [
        attrs.evolve(each, heading=f"{number} {each.heading}")
        for number, each in enumerate(sections, start=1)
    ]


def objective_section(material: Material, objective: Objective) -> Section:
    """Return where one objective stands, with what people say of it."""
    targets, heading = material.targets(objective), material.heading(objective)
    numbers = [each for each in targets if look_of(each) is Look.NUMBERS]
    caption = material.say("report.numbers_of", heading=heading, period=material.period)
    blocks: list[Block] = []
    label = material.text(objective.label)
    if label != heading:
        blocks.append(Text(text=f"{label}.", role="lead"))
    if material.areas_apart(targets):
        blocks.append(areas_grid(material, caption, targets))
        blocks.append(Text(text=material.say("report.see_areas"), role="note"))
    else:
        for target in targets:
            if target not in numbers:
                blocks += _one_by_one(material, target)
        if numbers:
            blocks.append(numbers_grid(material, caption, numbers))
    if len(targets) > 1 and material.period is not None:
        whole = whole_text(material, objective, material.period)
        blocks += [Text(text=whole)] if whole else []
    if numbers:
        said = " ".join(criteria(material.assessment, objective, material.language))
        blocks.append(Text(text=said, role="note"))
    about: dict[str | None, str] = {objective.id: ""}
    for target in targets:
        name = material.text(material.indicator(target).label) if len(targets) > 1 else ""
        about |= {target.rule.indicator: name, target.id: name}
    blocks += material.remarks(about)
    blocks += material.doings(about)
    return Section(id=f"objective-{objective.id}", heading=heading, blocks=blocks)


def caveats(material: Material) -> Section:
    """Return what a reader must know, where the figures come from, and whom to ask."""
    blocks: list[Block] = [*material.explained()]
    known = dict.fromkeys(
        (material.indicator(target), note)
        for target in material.assessment.targets
        for note in material.indicator(target).validity
    )
    if known:
        validity = (f"{material.text(each.label)}: {material.text(note)}." for each, note in known)
        blocks.append(Items(items=validity))
    sources = dict.fromkeys(
        source
        for target in material.assessment.targets
        if (id := material.indicator(target).source) is not None
        for source in material.assessment.version_with(target.id).sources
        if source.id == id
    )
    if sources:
        named = (
            material.say(
                "report.source",
                source=material.text(each.label),
                publisher=material.text(each.publisher),
            )
            for each in sources
        )
        blocks += [Text(text=material.say("report.sources"), role="lead"), Items(items=named)]
    blocks += material.remarks()
    blocks += material.doings()
    contacts = [*material.said(CommentKind.CONTACT)]
    if contacts:
        blocks += [Text(text=material.say("report.contact"), role="lead"), *contacts]
    if not blocks:
        blocks.append(Text(text=material.say("report.nothing_reported")))
    return Section(id="caveats", heading=material.say("report.caveats"), blocks=blocks)


def _one_by_one(material: Material, target: Target) -> Iterator[Block]:
    """Give what is known of a target on a scale, or of one that people judge."""
    verdict = material.verdict(target)
    on_scale = look_of(target) is Look.SCALE
    yield scale_grid(material, target) if on_scale else judged_grid(material, target)
    if verdict is None:
        return
    outcome = capital(outcome_text(target, verdict, material.language))
    promise = promise_text(target.rule, material.language)
    said = material.say("report.promised", promise=promise) if promise else ""
    yield Text(text=f"{said} {material.marked(outcome, verdict.caveats)}.".lstrip())
    if Caveat.SLIP in verdict.caveats:
        yield Text(text=f"{capital(material.say('caveat.slip'))}.")
    judgement = verdict.judgement
    if judgement is not None:
        yield material.quote(judgement.text, judgement.role, judgement.on)
