"""The target table in words: its headings, and the cells of a milestone."""

from partnerskab.agreement.rule import Milestone
from partnerskab.agreement.targets import Target
from partnerskab.tables.targets import printed_change
from partnerskab.values.exact import to_places
from partnerskab.wording.agreements import value_text
from partnerskab.wording.verdicts import points_text
from partnerskab.words import say
from partnerskab.words.locale import number_text, percent_text

_NAMES = (
    "indicator",
    "period",
    "baseline",
    "percent",
    "exact",
    "rounded",
    "printed",
    "printed_change",
    "reconciliation",
)


def target_heads(language: str) -> list[str]:
    """Return the headings of the target table, the indicator's first."""
    return [say(f"heading.{name}", language) for name in _NAMES]


def target_cells(target: Target, milestone: Milestone, language: str) -> list[str]:
    """Return the cells of a milestone, from its period to its reconciliation."""
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
        return points_text(milestone.points, language)
    percent = milestone.percent
    return percent_text(None if percent is None else to_places(percent, 2), language)
