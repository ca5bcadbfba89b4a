"""The next partnership: what it takes over from an earlier one, and what it must find anew."""

from collections.abc import Iterable
from importlib.resources import files
from string import Template
from textwrap import wrap
from typing import Any, TypeVar

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import Area, Better, Indicator, Measure
from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.agreement.parts import Document, Term
from partnerskab.config.dump import file_texts
from partnerskab.config.files import AGREEMENT
from partnerskab.config.scaffold import (
    HEADINGS,
    OBSERVATIONS,
    Facts,
    example_periods,
    in_comment,
    unique_ids,
)
from partnerskab.observations.recipes import Code, Recipe
from partnerskab.observations.request import as_cell_text
from partnerskab.partnership import Partnership
from partnerskab.values.citations import Citation
from partnerskab.values.names import Label
from partnerskab.words import say

_UNKNOWN = "unknown"
_WIDTH = 96
_KIND = PercentOfBaseline.kind
_NUMBERS = (Measure.COUNT, Measure.PERCENTAGE, Measure.RATE)
_Part = TypeVar("_Part")


@attrs.frozen(kw_only=True)
class Successor:
    """A partnership that follows an earlier one.

    Args:
        earlier: the one that it follows.
        partnership: the next one, without figures and without places in a text.
        broken: the indicators whose area is another than before, so that their series break.
        unread: the recipes that name an area of the earlier partnership.
    """

    earlier: Partnership
    partnership: Partnership
    broken: tuple[Indicator, ...]
    unread: tuple[Recipe, ...]

    def lines(self, language: str) -> list[str]:
        """Return which series break and which recipes must be mended; nothing for the same area."""
        areas = {area.id: area.label.text(language) for area in self.earlier.agreement.areas}
        lines = []
        if self.broken:
            lines.append(say("new.broken", language))
            for each in self.broken:
                label = as_cell_text(each.label.text(language))
                area = as_cell_text(areas[each.area])
                said = say("new.broken_series", language, id=each.id, label=label, area=area)
                lines.append(f"  {said}")
        if self.unread:
            lines.append(say("new.unread", language, unknown=_UNKNOWN))
            lines += [f"  {each.id}" for each in self.unread]
        return [part for line in lines for part in _wrapped(line)]


def successor(earlier: Partnership, facts: Facts) -> Successor:
    """Return the next partnership after an earlier one.

    It takes over structure and sources: parties, bodies, duties, focus areas, objectives, scales,
    sources, indicators and recipes. It takes over no figure, nothing that was decided, and no place
    in the earlier text. Where its area is called otherwise, every series of the earlier area
    breaks.

    Args:
        earlier: the earlier partnership.
        facts: what is known of the next one; its parties are those of the earlier.

    >>> from datetime import date
    >>> import partnerskab
    >>> facts = Facts(id="tingbjerg", title="Tingbjerg", area="Tingbjerg", parties=["fsb"],
    ...     end=date(2029, 12, 31), language="en")
    >>> following = successor(partnerskab.load("examples/amager"), facts)
    >>> len(following.broken), following.partnership.agreement.targets
    (8, ())
    """
    agreement = earlier.agreement
    kept, stays = _areas(agreement, facts)
    own = agreement.area if agreement.area in stays else _own_id(facts, kept)
    place = Citation(document=agreement.documents[0].id, section=_UNKNOWN)
    areas = [area for area in agreement.areas if area.id in kept]
    if own not in stays:
        label = Label(((facts.language, facts.area),))
        areas = [Area(id=own, label=label, citation=place), *areas]
    carried = ("parties", "bodies", "duties", "focus_areas", "objectives", "scales", "sources")
    next_agreement = Agreement(
        id=facts.id,
        label=Label(((facts.language, facts.title),)),
        term=Term(start=facts.start, end=facts.end, citation=place),
        area=own,
        also_called=None,  # people may call the next one otherwise
        safety_plan=agreement.safety_plan,
        year_starts=agreement.year_starts,
        documents=_documents(agreement, facts),
        areas=_placed(areas, place),
        indicators=[
            attrs.evolve(each, area=each.area if each.area in stays else own)
            for each in _placed(agreement.indicators, place)
        ],
        **{name: _placed(getattr(agreement, name), place) for name in carried},
    )
    return Successor(
        earlier=earlier,
        partnership=Partnership(
            agreement=next_agreement,
            recipes=[_recipe(each, stays, own) for each in earlier.recipes],
            outlook=earlier.outlook,
        ),
        broken=tuple(each for each in agreement.indicators if each.area not in stays),
        unread=tuple(each for each in earlier.recipes if _is_unread(each, stays, own)),
    )


def _areas(agreement: Agreement, facts: Facts) -> tuple[set[str], set[str]]:
    """Return the areas that are still named, and those whose series go on.

    For the same area both are all of them. Else they are those that derived values name, such as
    the city to whose level a gap is measured; but the series of the earlier area ends.
    """
    (own,) = (area for area in agreement.areas if area.id == agreement.area)
    if facts.area in [text for _, text in own.label.texts]:
        every = {area.id for area in agreement.areas}
        return every, every
    derived = (each.derived for each in agreement.indicators if each.derived is not None)
    named = {area for derivation in derived for area in derivation.areas}
    return named, named - {own.id}


def _own_id(facts: Facts, kept: Iterable[str]) -> str:
    return unique_ids([facts.area], say("new.area_id", facts.language), kept)[0]


def _documents(agreement: Agreement, facts: Facts) -> tuple[Document, ...]:
    """Return the signed text, which is another one, and the documents that parts point to."""
    first, *others = agreement.documents
    label = Label(((facts.language, say("new.document", facts.language)),))
    named = {agreement.safety_plan, *(duty.document for duty in agreement.duties)}
    kept = [attrs.evolve(each, note=None) for each in others if each.id in named]
    return (Document(id=first.id, label=label, language=facts.language), *kept)


def _placed(parts: Iterable[_Part], place: Citation) -> tuple[_Part, ...]:
    """Return parts whose place in the text nobody knows yet, nor that of what is in them."""
    return tuple(_with_place(part, place) for part in parts)


def _with_place(part: Any, place: Citation) -> Any:
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(part)):
        value = getattr(part, field.name)
        if isinstance(value, Citation):
            changes[field.name] = place
        elif isinstance(value, tuple) and value and attrs.has(type(value[0])):
            changes[field.name] = _placed(value, place)
    return attrs.evolve(part, **changes)


def _is_unread(recipe: Recipe, stays: set[str], own: str) -> bool:
    if own in stays:
        return False
    named = {code.id for code in recipe.areas} | {recipe.only_area}
    return recipe.request is not None or not named <= stays | {None}


def _recipe(recipe: Recipe, stays: set[str], own: str) -> Recipe:
    """Return a recipe that names no area of the past and asks for no period of it."""
    known = [code for code in recipe.areas if code.id in stays]
    codes = known if len(known) == len(recipe.areas) else [*known, Code(_UNKNOWN, own)]
    only = recipe.only_area if recipe.only_area is None or recipe.only_area in stays else own
    request = recipe.request and attrs.evolve(recipe.request, periods=())
    return attrs.evolve(recipe, areas=codes, only_area=only, request=request)


def successor_files(following: Successor, facts: Facts, folder: str) -> dict[str, str]:
    """Return the files of the next partnership, by name; comments say what to fill in next.

    Args:
        following: the next partnership.
        facts: what is known of it.
        folder: the folder as the user names it, for the commands in the comments.
    """
    language, earlier = facts.language, following.earlier.agreement
    texts = file_texts(following.partnership)
    # What it begins with says how to read the file, as the template does in its language.
    _, start, tables = texts[AGREEMENT].partition("[agreement]\n")
    texts[AGREEMENT] = start + tables
    if language != "en":
        texts = {name: _without_remarks(text) for name, text in texts.items()}
    asked = [as_cell_text(each.label.text(language)) for each in earlier.questions]
    values = {
        "heading": as_cell_text(say("new.heading", language, title=facts.title)),
        "earlier": as_cell_text(earlier.label.text(language)),
        "folder": in_comment(folder),
        "breaks": _comment(["", *following.lines(language)] if following.lines(language) else []),
        "tables": texts[AGREEMENT],
        "targets": _targets(following, facts),
        "questions": _comment(["", say("new.asked", language), *(f"  {each}" for each in asked)])
        if asked
        else "",
    }
    template = files("partnerskab.config") / f"successor.{language}.txt"
    text = Template(template.read_text(encoding="utf-8")).substitute(values)
    return texts | {AGREEMENT: text.rstrip("\n") + "\n", OBSERVATIONS: HEADINGS}


def _without_remarks(text: str) -> str:
    """Return a file without the lines that explain its tables in English, but with its rulers."""
    lines = text.splitlines(keepends=True)
    return "".join(
        line for line in lines if not line.startswith("# ") or line.startswith("# ---")
    ).lstrip("\n")


def _wrapped(line: str) -> list[str]:
    return wrap(line, _WIDTH, subsequent_indent="      ", break_long_words=False)


def _comment(lines: Iterable[str]) -> str:
    wrapped = (part for line in lines for part in _wrapped(line) or [""])
    return "\n".join(f"# {line}".rstrip() for line in wrapped)


def _targets(following: Successor, facts: Facts) -> str:
    """Return what the earlier targets were about, and an example of a new one."""
    language, agreement = facts.language, following.partnership.agreement
    earlier = following.earlier.agreement.targets
    lines = [_comment([say("new.had_targets", language), *_kinds(earlier)])] if earlier else []
    indicators = {each.id: each for each in agreement.indicators if _is_graduated(each)}
    objectives = {
        each.rule.indicator: each.objective for each in earlier if each.rule.kind == _KIND
    }
    example = next((id for id in (*objectives, *indicators) if id in indicators), None)
    if example is not None and agreement.objectives:
        baseline, period = example_periods(facts)
        falls = indicators[example].better is Better.LOWER
        objective = objectives.get(example, agreement.objectives[0].id)
        rows = (
            f"[targets.{example}]",
            f'objective = "{objective}"',
            f'kind = "{_KIND}"',
            'criterion = "count"',
            f"baseline = {{ period = {baseline}, value = 100 }}",
            f"periods = [{period}]",
            f"percent = [{'-10' if falls else '10'}]",
            f"printed = [{'90' if falls else '110'}]",
            'rounding = { mode = "half-up", basis = "inferred" }',
            f'cite = {{ section = "{_UNKNOWN}" }}',
        )
        lines += [_comment([say("new.example", language)]), ""]
        lines += [f"#| {row}" for row in rows]
    return "".join(f"{line}\n" for line in [*lines, ""]) if lines else ""


def _kinds(targets: Iterable[Any]) -> list[str]:
    return [f"  {each.id}: {each.rule.kind} ({each.objective})" for each in targets]


def _is_graduated(indicator: Indicator) -> bool:
    """Say whether a percentage of the indicator's baseline can be promised."""
    return indicator.measure in _NUMBERS and indicator.better is not None
