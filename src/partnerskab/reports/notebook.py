"""How partnerships, targets, assessments and reports show themselves in a notebook.

`import partnerskab` registers it where IPython runs, so that the model itself never looks up.
"""

import sys
from collections.abc import Callable
from typing import Any

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.targets import Target
from partnerskab.assessment.verdicts import Assessment
from partnerskab.partnership import Partnership
from partnerskab.reports.blocks import Block, Grid, Head, Row, Text
from partnerskab.reports.chart import Chart
from partnerskab.reports.grids import years_grid
from partnerskab.reports.html import fragment, framed
from partnerskab.reports.material import Material
from partnerskab.reports.report import Report
from partnerskab.reports.svg import to_svg
from partnerskab.tables.table import Kind as ColumnKind
from partnerskab.tables.table import Table, cell_text
from partnerskab.wording.reconciliation import reconciled_text
from partnerskab.wording.targets import target_cells, target_heads
from partnerskab.words import say

_LANGUAGE = "en"


def register() -> bool:
    """Teach the notebook that runs, if one does, to show what this library gives it.

    Returns:
        Whether there is one.
    """
    ipython = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    if shell is None:
        return False
    formatter = shell.display_formatter.formatters["text/html"]
    for kind, show in SHOWN.items():
        formatter.for_type(kind, show)
    return True


def agreement_html(agreement: Agreement) -> str:
    """Return the target table of an agreement, and how its printed values are reconciled."""
    blocks: list[Block] = [_targets_grid(agreement, agreement.targets)]
    blocks.append(Text(text=reconciled_text(agreement, _LANGUAGE) + "."))
    return fragment(blocks)


def partnership_html(partnership: Partnership) -> str:
    """Return the target table of a partnership."""
    return agreement_html(partnership.agreement)


def target_html(target: Target) -> str:
    """Return the milestones of a target."""
    grid = Grid(
        caption=target.id,
        heads=_heads()[1:],
        rows=[
            Row(cells=target_cells(target, each, _LANGUAGE)) for each in target.rule.milestones()
        ],
    )
    return fragment([grid])


def assessment_html(assessment: Assessment) -> str:
    """Return where every promise stands, a table for each objective."""
    material = Material(
        partnership=Partnership(agreement=assessment.agreement),
        assessment=assessment,
        language=_LANGUAGE,
    )
    blocks: list[Block] = [Text(text=each) for each in material.notices[:1]]
    blocks += [
        years_grid(material, material.text(each.label), material.targets(each))
        for each in material.objectives()
    ]
    blocks += [Text(text=f"[{letters}] {note}") for note, letters in material.marks.notes.items()]
    return fragment(blocks)


def table_html(table: Table) -> str:
    """Return any table of the library, its notice first."""
    numbers = (ColumnKind.EXACT, ColumnKind.COUNT)
    grid = Grid(
        caption=table.name,
        heads=[Head(text=each.name, is_number=each.kind in numbers) for each in table.columns],
        rows=[Row(cells=[cell_text(cell) for cell in row]) for row in table.rows],
    )
    return fragment([*([Text(text=table.notice)] if table.notice else []), grid])


def chart_html(chart: Chart) -> str:
    """Return a chart as a picture."""
    return to_svg(chart)


def report_html(report: Report) -> str:
    """Return a report within a frame of its own, so that its style stays there."""
    return framed(report.to_html(), report.contents.title)


SHOWN: dict[type, Callable[[Any], str]] = {
    Agreement: agreement_html,
    Assessment: assessment_html,
    Chart: chart_html,
    Partnership: partnership_html,
    Report: report_html,
    Table: table_html,
    Target: target_html,
}
"""What a notebook shows as html, and how."""


def _targets_grid(agreement: Agreement, targets: tuple[Target, ...]) -> Grid:
    rows = [
        Row(
            cells=[
                agreement.indicator(target.rule.indicator).label.text(_LANGUAGE),
                *target_cells(target, milestone, _LANGUAGE),
            ]
        )
        for target in targets
        for milestone in target.rule.milestones()
    ]
    caption = say("text.targets_title", _LANGUAGE, agreement=agreement.label.text(_LANGUAGE))
    return Grid(caption=caption, heads=_heads(), rows=rows)


def _heads() -> list[Head]:
    names = target_heads(_LANGUAGE)
    return [Head(text=name, is_number=2 <= place <= 7) for place, name in enumerate(names)]
