"""Totals over the targets of an objective: only on request, and always with a label.

An agreement without a total row has two candidates for one, and they differ: the sum of the printed
targets, and the target of the summed baseline, rounded once.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.assessment.verdicts import Assessment
from partnerskab.tables.table import Cell, Column, Kind, Table, table_of
from partnerskab.values.exact import Exact
from partnerskab.values.periods import Period

TOTAL_COLUMNS = (
    Column("objective", Kind.TEXT, "id of the objective"),
    Column("period", Kind.TEXT, "period"),
    Column("total", Kind.TEXT, "which total: of the observed, of the printed, or of the baseline"),
    Column("targets", Kind.COUNT, "how many targets it is over"),
    Column("value", Kind.EXACT, "the total; empty where a part of it is missing"),
)


def totals_table(assessment: Assessment) -> Table:
    """Return three totals for each objective and period of percent ladders; `TOTAL_COLUMNS`."""
    rows = (
        {"objective": objective.id, "period": str(period), "targets": len(ladders), **total}
        for objective in assessment.all_objectives
        for period in assessment.periods
        if len(ladders := _ladders(assessment, objective.id, period)) > 1
        for total in _totals(assessment, ladders, period)
    )
    return table_of("totals", TOTAL_COLUMNS, rows, illustrative=assessment.illustrative)


def _ladders(assessment: Assessment, objective: str, period: Period) -> list[PercentOfBaseline]:
    """Return the ladders of an objective that are due in a period, if all are of one shape."""
    rules = [
        assessment.version_of(verdict).target(verdict.target).rule
        for verdict in assessment.verdicts
        if (verdict.objective, verdict.period) == (objective, period)
    ]
    ladders = [rule for rule in rules if isinstance(rule, PercentOfBaseline)]
    shapes = {(rule.periods, rule.percent, rule.rounding) for rule in ladders}
    alike = len(shapes) == 1 and len(ladders) == len(rules) and period in ladders[0].periods
    return ladders if alike else []


def _totals(
    assessment: Assessment, ladders: Sequence[PercentOfBaseline], period: Period
) -> Iterator[dict[str, Cell]]:
    values = {
        (verdict.indicator, verdict.period): verdict.evidence.value
        for verdict in assessment.verdicts
    }
    printed = [rule.milestones()[rule.periods.index(period)].printed for rule in ladders]
    baselines = [rule.baseline.value for rule in ladders]
    observed = [values[rule.indicator, period] for rule in ladders]
    yield {"total": "sum of the observed", "value": _sum(observed)}
    yield {"total": "sum of the printed targets", "value": _sum(printed)}
    whole = _sum(baselines)
    percent = ladders[0].percent[ladders[0].periods.index(period)]
    target = (
        None if whole is None else ladders[0].rounding.apply(whole, Fraction(100 + percent) / 100)
    )
    yield {"total": "target of the summed baseline", "value": target}


def _sum(values: Sequence[Exact | str | None]) -> Exact | None:
    numbers = [value for value in values if not isinstance(value, str | None)]
    return sum(numbers) if len(numbers) == len(values) else None
