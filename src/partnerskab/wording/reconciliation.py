"""What became of the values that an agreement prints, in words."""

from partnerskab.agreement.agreement import Agreement
from partnerskab.values.rounding import ReconciliationStatus
from partnerskab.words import say


def reconciliation_statuses(agreement: Agreement) -> list[ReconciliationStatus]:
    """Return what became of every printed value of the agreement."""
    return [
        milestone.reconciliation.status
        for target in agreement.targets
        for milestone in target.rule.milestones()
        if milestone.reconciliation is not None
    ]


def reconciled_text(agreement: Agreement, language: str) -> str:
    """Return how many of the printed values equal their rule."""
    statuses = reconciliation_statuses(agreement)
    counts = {str(status): statuses.count(status) for status in ReconciliationStatus}
    return say("text.targets_reconciled", language, printed=len(statuses), **counts)
