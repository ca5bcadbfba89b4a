"""What the rows of a grid begin with."""

from textwrap import wrap

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.targets import Target
from partnerskab.screen.layout import wrapped
from partnerskab.wording.agreements import promise_text

LABEL_WIDTH = 36


def row_name(agreement: Agreement, target: Target, marks: str, language: str) -> list[str]:
    """Return the lines of a row's first cell: the indicator, and a promise without a number."""
    label = agreement.indicator(target.rule.indicator).label.text(language)
    promise = promise_text(target.rule, language)
    lines = wrapped(label, LABEL_WIDTH)
    lines[-1] += marks
    return lines + wrap(promise, LABEL_WIDTH, initial_indent="  ", subsequent_indent="  ")
