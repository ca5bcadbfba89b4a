"""The target table for people."""

from partnerskab.agreement.agreement import Agreement
from partnerskab.screen.layout import Lines, grid
from partnerskab.screen.rows import row_name
from partnerskab.wording.reconciliation import reconciled_text
from partnerskab.wording.targets import target_cells, target_heads
from partnerskab.words import say


def targets_text(agreement: Agreement, language: str) -> str:
    """Return the target table for people: a line for each target and period."""
    heads = target_heads(language)
    rows: list[list[Lines]] = []
    for target in agreement.targets:
        name: Lines = row_name(agreement, target, "", language)
        for milestone in target.rule.milestones():
            cells = target_cells(target, milestone, language)
            rows.append([name, *([cell] for cell in cells)])
            name = []
    title = say("text.targets_title", language, agreement=agreement.label.text(language))
    reconciled = reconciled_text(agreement, language)
    return f"{title}\n\n{grid(heads, rows, numbers=range(2, 8))}\n\n{reconciled}\n"
