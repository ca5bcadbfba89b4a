"""The target table: rule, exact value, printed value, reconciliation."""

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.agreement.rule import Milestone, percent_change
from partnerskab.agreement.targets import Target
from partnerskab.tables.table import Cell, Column, Kind, Table, number_or_none, table_of
from partnerskab.values.exact import Exact, to_places

TARGET_COLUMNS = (
    Column("objective", Kind.TEXT, "id of the objective"),
    Column("target", Kind.TEXT, "id of the target"),
    Column("indicator", Kind.TEXT, "id of the indicator"),
    Column("area", Kind.TEXT, "id of the area"),
    Column("unit", Kind.TEXT, "unit of the values; empty for an ordinal indicator"),
    Column("derived", Kind.TEXT, "how the indicator is derived from others; empty for none"),
    Column("kind", Kind.TEXT, "kind of target"),
    Column("steps", Kind.TEXT, "what each percentage is of, or how the way is filled in"),
    Column("period", Kind.TEXT, "period in which the milestone is due"),
    Column("baseline_period", Kind.TEXT, "period of the baseline"),
    Column("baseline_statistic", Kind.TEXT, "mean, median or sum of several numbers, or empty"),
    Column("baseline", Kind.EXACT, "baseline value"),
    Column("percent", Kind.EXACT, "promised change from the baseline in percent"),
    Column("points", Kind.EXACT, "promised change from the baseline in points"),
    Column("exact", Kind.EXACT, "value by the rule, before rounding"),
    Column("rounded", Kind.EXACT, "value by the rule, after the agreement's rounding"),
    Column("printed", Kind.EXACT, "value in the signed text"),
    Column("reconciliation", Kind.TEXT, "equal, explained or conflict"),
    Column("explained_by", Kind.TEXT, "rounding mode that gives the printed value"),
    Column("printed_change", Kind.EXACT, "change that the printed value is, in percent, to 0.1"),
    Column("sense", Kind.TEXT, "at-most, below or at-least"),
    Column("category", Kind.TEXT, "category to be held, of an ordinal indicator"),
    Column("criterion", Kind.TEXT, "count or percentage: which of them decides"),
    Column("rounding_mode", Kind.TEXT, "the agreement's rounding mode"),
    Column("rounding_basis", Kind.TEXT, "declared or inferred"),
    Column("citation", Kind.TEXT, "where the value stands"),
)


def targets_table(agreement: Agreement) -> Table:
    """Return one row for each target and milestone, in the order of the agreement.

    The columns are `TARGET_COLUMNS`.
    """
    rows = (
        _target_row(agreement, target, milestone)
        for target in agreement.targets
        for milestone in target.rule.milestones()
    )
    return table_of("targets", TARGET_COLUMNS, rows)


def _target_row(agreement: Agreement, target: Target, milestone: Milestone) -> dict[str, Cell]:
    rule, baseline = target.rule, target.rule.baseline
    indicator = agreement.indicator(rule.indicator)
    ladder = rule if isinstance(rule, PercentOfBaseline) else None
    reconciliation = milestone.reconciliation
    explained = reconciliation is not None and reconciliation.mode is not None
    return {
        "objective": target.objective,
        "target": target.id,
        "indicator": rule.indicator,
        "area": rule.area,
        "unit": indicator.unit,
        "derived": indicator.derived.kind if indicator.derived else None,
        "kind": rule.kind,
        "steps": ladder.steps if ladder else None,
        "period": str(milestone.period),
        "baseline_period": str(baseline.period) if baseline else None,
        "baseline_statistic": baseline.statistic if baseline else None,
        "baseline": number_or_none(baseline.value) if baseline else None,
        "percent": milestone.percent,
        "points": milestone.points,
        "exact": milestone.exact,
        "rounded": milestone.rounded,
        "printed": milestone.printed,
        "reconciliation": reconciliation.status if reconciliation else None,
        "explained_by": str(reconciliation.mode) if reconciliation and explained else None,
        "printed_change": printed_change(target, milestone),
        "sense": milestone.sense,
        "category": milestone.category,
        "criterion": ladder.criterion if ladder else None,
        "rounding_mode": ladder.rounding.mode if ladder else None,
        "rounding_basis": ladder.rounding.basis if ladder else None,
        "citation": str(target.cite(milestone)),
    }


def printed_change(target: Target, milestone: Milestone) -> Exact | None:
    """Return the change in percent, to one decimal, that a printed value really is."""
    base = number_or_none(target.rule.baseline.value) if target.rule.baseline else None
    if base is None or milestone.printed is None:
        return None
    change = percent_change(milestone.printed, base)
    return None if change is None else to_places(change, 1)
