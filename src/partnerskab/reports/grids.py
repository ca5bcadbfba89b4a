"""The tables of targets: on a scale, as numbers, as what people judge, and every year of each."""

from collections.abc import Iterable, Sequence

from partnerskab.agreement.indicators import Measure
from partnerskab.agreement.rule import percent_change
from partnerskab.agreement.rules import Hold
from partnerskab.agreement.targets import Objective, Target
from partnerskab.assessment.verdicts import Caveat, Outcome, Verdict
from partnerskab.reports.blocks import Grid, Head, Row
from partnerskab.reports.material import Material
from partnerskab.values.exact import Exact
from partnerskab.values.periods import Period
from partnerskab.wording.agreements import NOTHING, category_text, promise_text, value_text
from partnerskab.wording.verdicts import (
    actual_text,
    change_text,
    limit_text,
    outcome_text,
    points_change_text,
)
from partnerskab.words.locale import alphabetical, percent_text


def scale_grid(material: Material, target: Target) -> Grid:
    """Return the categories of an ordinal indicator by area and year, to the period shown."""
    rule, name = target.rule, material.text(material.indicator(target).label)
    base, shown = rule.baseline, material.period
    until = [each for each in material.assessment.periods if shown is None or each <= shown]
    periods = [*([base.period] if base else []), *until]
    heads = [Head(text=material.say("report.area")), *(Head(text=str(each)) for each in periods)]
    rows = []
    for area in _areas_of(material, target):
        found = [_known(material, target, area, each) for each in periods]
        if base is not None and area == rule.area:
            found[0] = base.value
        texts = [_category_text(material, target, value) for value in found]
        rows.append(Row(cells=[material.area_name(area), *texts]))
    return Grid(caption=name, heads=heads, rows=rows)


def numbers_grid(material: Material, caption: str, targets: Sequence[Target]) -> Grid:
    """Return the numbers of the period shown beside baseline, target and change."""
    beside = _comparators(material, targets)
    heads = [
        Head(text=material.say("heading.indicator")),
        Head(text=_base_text(material, targets), is_number=True),
        Head(text=str(material.period), is_number=True),
        Head(text=material.say("report.target"), is_number=True),
        Head(text=material.say("report.change"), is_number=True),
        *(
            Head(
                text=material.say("report.change_in", area=material.area_name(each)),
                is_number=True,
            )
            for each in beside
        ),
        Head(text=material.say("report.verdict")),
    ]
    shared = material.shared(map(material.verdict, targets))
    rows = [_number_row(material, target, beside, shared) for target in targets]
    return Grid(caption=material.marked(caption, shared), heads=heads, rows=rows)


def whole_text(material: Material, objective: Objective, period: Period) -> str:
    """Return what is said of an objective as a whole in a period; "" where nothing is due."""
    for whole in material.assessment.objectives:
        if (whole.objective, whole.period) == (objective.id, period) and whole.due:
            outcome = material.say(f"outcome.{whole.outcome or 'separately'}", period=period)
            count = material.say("text.met_of_due", met=whole.met, due=whole.due)
            return material.say("report.as_a_whole", count=count, outcome=outcome)
    return ""


def areas_grid(material: Material, caption: str, targets: Sequence[Target]) -> Grid:
    """Return for each area how many of its targets are met, by the names of the areas."""
    heads = [
        Head(text=material.say("report.area")),
        Head(text=material.say("report.met"), is_number=True),
        Head(text=material.say("report.not_met")),
        Head(text=material.say("report.otherwise")),
    ]
    rows = []
    for area in by_name(material, targets):
        verdicts = [
            (target, verdict)
            for target in targets
            if target.rule.area == area
            and (verdict := material.verdict(target)) is not None
            and verdict.outcome is not Outcome.NOT_DUE
        ]
        met = sum(verdict.outcome is Outcome.MET for _, verdict in verdicts)
        missed = [each for each, verdict in verdicts if verdict.outcome is Outcome.NOT_MET]
        other = [
            (each, verdict)
            for each, verdict in verdicts
            if verdict.outcome not in (Outcome.MET, Outcome.NOT_MET)
        ]
        rows.append(
            Row(
                cells=[
                    material.area_name(area),
                    material.say("report.of", met=met, due=len(verdicts)),
                    names_of(material, missed) or NOTHING,
                    _others(material, other) or NOTHING,
                ]
            )
        )
    return Grid(caption=caption, heads=heads, rows=rows)


def by_name(material: Material, targets: Iterable[Target]) -> list[str]:
    """Return the areas of targets in the order of their names, which ranks nothing."""
    areas = dict.fromkeys(target.rule.area for target in targets)
    return alphabetical(areas, material.language, material.area_name)


def names_of(material: Material, targets: Iterable[Target]) -> str:
    """Return the names of the indicators of targets in a row; "" for none."""
    names = dict.fromkeys(material.text(material.indicator(each).label) for each in targets)
    return material.listed(names)


def judged_grid(material: Material, target: Target) -> Grid:
    """Return the values of what people judge, year by year to the period shown, and the change."""
    shown, verdict = material.period, material.verdict(target)
    found = [
        each
        for period in material.assessment.periods
        if (shown is None or period <= shown)
        and (each := material.assessment.find(target.id, period)) is not None
    ]
    change = ""
    if verdict is not None:
        agreement = material.assessment.version_of(verdict)
        change = change_text(agreement, target, verdict, material.language)
    heads = [
        Head(text=material.say("report.area")),
        Head(text=_base_text(material, [target]), is_number=True),
        *(Head(text=str(each.period), is_number=True) for each in found),
        Head(text=material.say("report.change"), is_number=True),
    ]
    values = (actual_text(target, each, material.language) for each in found)
    area = material.area_name(target.rule.area)
    cells = [area, _start_text(material, target), *values, change or NOTHING]
    caption = material.measured(material.indicator(target))
    return Grid(caption=caption, heads=heads, rows=[Row(cells=cells)])


def years_grid(material: Material, caption: str, targets: Sequence[Target]) -> Grid:
    """Return the years of targets: what was counted, what was promised, what is said of it."""
    periods = material.assessment.periods
    heads = [
        Head(text=material.say("heading.indicator")),
        Head(text=_base_text(material, targets), is_number=True),
        *(Head(text=str(each)) for each in periods),
    ]
    rows = []
    for target in targets:
        verdicts = [material.assessment.find(target.id, each) for each in periods]
        shared = material.shared(verdicts)
        rows.append(
            Row(
                cells=[
                    material.marked(_row_name(material, target), shared),
                    _start_text(material, target),
                    *(_year_text(material, target, each, shared) for each in verdicts),
                ]
            )
        )
    return Grid(caption=caption, heads=heads, rows=rows)


def _base_text(material: Material, targets: Sequence[Target]) -> str:
    """Return the heading of the column of baselines: their period, where it is one for all."""
    bases = {str(each.rule.baseline.period) for each in targets if each.rule.baseline}
    return bases.pop() if len(bases) == 1 else material.say("heading.baseline")


def _start_text(material: Material, target: Target) -> str:
    start = target.rule.baseline
    return value_text(target.rule, start.value if start else None, material.language) or NOTHING


def _row_name(material: Material, target: Target) -> str:
    name = material.measured(material.indicator(target))
    promise = promise_text(target.rule, material.language)
    return f"{name}\n{promise}" if promise else name


def _year_text(
    material: Material, target: Target, verdict: Verdict | None, shared: frozenset[Caveat]
) -> str:
    if verdict is None:
        return material.say("text.not_promised")
    agreement, language = material.assessment.version_of(verdict), material.language
    actual = actual_text(target, verdict, language)
    if verdict.milestone is not None and (
        limit := limit_text(target.rule, verdict.milestone, language)
    ):
        actual += f" ({limit})"
    change = change_text(agreement, target, verdict, language)
    said = outcome_text(target, verdict, language) + (f" ({change})" if change else "")
    return f"{actual}\n{material.marked(said, set(verdict.caveats) - shared)}"


def _number_row(
    material: Material, target: Target, beside: Sequence[str], shared: frozenset[Caveat]
) -> Row:
    rule, language, verdict = target.rule, material.language, material.verdict(target)
    name = material.measured(material.indicator(target))
    start = _start_text(material, target)
    if verdict is None:
        nothing = [material.say("text.not_promised")]
        return Row(cells=[name, start, *[NOTHING] * (3 + len(beside)), *nothing])
    agreement = material.assessment.version_of(verdict)
    limit = limit_text(rule, verdict.milestone, language) if verdict.milestone else ""
    return Row(
        cells=[
            name,
            start,
            actual_text(target, verdict, language),
            limit or NOTHING,
            change_text(agreement, target, verdict, language) or NOTHING,
            *(_change_in(material, target, area) or NOTHING for area in beside),
            material.marked(outcome_text(target, verdict, language), set(verdict.caveats) - shared),
        ]
    )


def _comparators(material: Material, targets: Sequence[Target]) -> list[str]:
    """Return the other areas that have figures for a baseline and the period shown."""
    own = {each.rule.area for each in material.assessment.targets} | {material.agreement.area}
    return [
        area.id
        for area in material.agreement.areas
        if area.id not in own and any(_change_in(material, each, area.id) for each in targets)
    ]


def _change_in(material: Material, target: Target, area: str) -> str:
    """Return the change of an indicator in another area, in the unit of the change beside it.

    "" where it is not known.
    """
    base, shown = target.rule.baseline, material.period
    if base is None or shown is None:
        return ""
    before, now = (_known(material, target, area, each) for each in (base.period, shown))
    if isinstance(before, str | None) or isinstance(now, str | None):
        return ""
    if material.indicator(target).measure is Measure.PERCENTAGE:
        return points_change_text(before, now, material.language)
    return percent_text(percent_change(now, before), material.language, places=1, signed=True)


def _known(material: Material, target: Target, area: str, period: Period) -> Exact | str | None:
    """Return the one value that is known of an indicator in an area; None for none or several."""
    own = material.indicator(target).source or ""
    found = material.assessment.known.latest(target.rule.indicator, area, period, own)
    values = {each.value for each in found if each.value is not None}
    return values.pop() if len(values) == 1 else None


def _areas_of(material: Material, target: Target) -> list[str]:
    """Return the target's own area, and the others that its indicator is known in."""
    known = material.assessment.known
    others = [
        area.id
        for area in material.agreement.areas
        if area.id != target.rule.area and known.periods(target.rule.indicator, area.id)
    ]
    return [target.rule.area, *others]


def _category_text(material: Material, target: Target, value: Exact | str | None) -> str:
    if value is None:
        return NOTHING
    scale = target.rule.scale if isinstance(target.rule, Hold) else None
    if scale is not None and isinstance(value, str):
        return category_text(scale, value, material.language)
    return value_text(target.rule, value, material.language)


def _others(material: Material, verdicts: Sequence[tuple[Target, Verdict]]) -> str:
    """Return the outcomes that are neither, with the names of the indicators."""
    outcomes = dict.fromkeys(verdict.outcome for _, verdict in verdicts)
    said = []
    for outcome in outcomes:
        names = names_of(
            material, [each for each, verdict in verdicts if verdict.outcome is outcome]
        )
        said.append(f"{names}: {material.say(f'outcome.{outcome}', period=material.period)}")
    return "; ".join(said)


def capital(text: str) -> str:
    """Return words as they begin a sentence."""
    return text[:1].upper() + text[1:]
