"""The target table for people."""

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.rule import Milestone
from partnerskab.agreement.targets import Target
from partnerskab.screen.layout import Lines, grid
from partnerskab.screen.rows import row_name
from partnerskab.tables.targets import printed_change
from partnerskab.values.exact import to_places
from partnerskab.wording.agreements import value_text
from partnerskab.wording.reconciliation import reconciled_text
from partnerskab.words import say
from partnerskab.words.locale import number_text, percent_text


def targets_text(agreement: Agreement, language: str) -> str:
    """Return the target table for people: a line for each target and period."""
    names = ("indicator", "period", "baseline", "percent", "exact", "rounded", "printed")
    heads = [say(f"heading.{name}", language) for name in names]
    heads += [say(f"heading.{name}", language) for name in ("printed_change", "reconciliation")]
    rows: list[list[Lines]] = []
    for target in agreement.targets:
        name: Lines = row_name(agreement, target, "", language)
        for milestone in target.rule.milestones():
            cells = _target_cells(target, milestone, language)
            rows.append([name, *([cell] for cell in cells)])
            name = []
    title = say("text.targets_title", language, agreement=agreement.label.text(language))
    reconciled = reconciled_text(agreement, language)
    return f"{title}\n\n{grid(heads, rows, numbers=range(2, 8))}\n\n{reconciled}\n"


def _target_cells(target: Target, milestone: Milestone, language: str) -> list[str]:
    rule = target.rule
    reconciliation = milestone.reconciliation
    return [
        str(milestone.period),
        value_text(rule, rule.baseline.value if rule.baseline else None, language),
        _promised(milestone, language),
        number_text(milestone.exact, language),
        number_text(milestone.rounded, language),
        number_text(milestone.printed, language),
        percent_text(printed_change(target, milestone), language, places=1),
        say(f"reconciliation.{reconciliation.status}", language, mode=reconciliation.mode)
        if reconciliation
        else "",
    ]


def _promised(milestone: Milestone, language: str) -> str:
    """Return the promised change: in percent, or in points."""
    if milestone.points is not None:
        return say("text.points", language, value=number_text(milestone.points, language))
    percent = milestone.percent
    return percent_text(None if percent is None else to_places(percent, 2), language)
