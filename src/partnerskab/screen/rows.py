"""What the rows of a grid begin with, and what became of the values printed in them."""

from textwrap import wrap

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.targets import Target
from partnerskab.screen.layout import wrapped
from partnerskab.values.rounding import ReconciliationStatus
from partnerskab.wording.agreements import promise_text

LABEL_WIDTH = 36


def row_name(agreement: Agreement, target: Target, marks: str, language: str) -> list[str]:
    """Return the lines of a row's first cell: the indicator, and a promise without a number."""
    label = agreement.indicator(target.rule.indicator).label.text(language)
    promise = promise_text(target.rule, language)
    lines = wrapped(label, LABEL_WIDTH)
    lines[-1] += marks
    return lines + wrap(promise, LABEL_WIDTH, initial_indent="  ", subsequent_indent="  ")


def reconciliation_statuses(agreement: Agreement) -> list[ReconciliationStatus]:
    """Return what became of every printed value of the agreement."""
    return [
        milestone.reconciliation.status
        for target in agreement.targets
        for milestone in target.rule.milestones()
        if milestone.reconciliation is not None
    ]
