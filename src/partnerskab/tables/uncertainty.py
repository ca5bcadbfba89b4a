"""How sure the verdicts on counts can be, as a table; every chance under Poisson counts."""

from fractions import Fraction
from math import isfinite

from partnerskab.assessment.uncertainty import Uncertainty, uncertainties
from partnerskab.assessment.verdicts import Assessment
from partnerskab.tables.table import Cell, Column, Kind, Table, table_of
from partnerskab.values.exact import Exact, to_places

UNCERTAINTY_COLUMNS = (
    Column("target", Kind.TEXT, "id of the target"),
    Column("period", Kind.TEXT, "period"),
    Column("count", Kind.COUNT, "observed count"),
    Column("count_low", Kind.EXACT, "lower end of the exact 95 % interval of its mean, to 0.01"),
    Column("count_high", Kind.EXACT, "upper end of the same"),
    Column(
        "ratio_low", Kind.EXACT, "lower end of the exact 95 % interval of the ratio to the baseline"
    ),
    Column("ratio_high", Kind.EXACT, "upper end of the same; empty where nothing bounds it"),
    Column("change", Kind.TEXT, "what that interval says of a change"),
    Column("promise", Kind.TEXT, "what the same interval says of the promise"),
    Column("luck", Kind.EXACT, "chance of meeting the target if nothing had changed, to 0.001"),
)


def uncertainty_table(assessment: Assessment) -> Table:
    """Return one row for each decided verdict on a count; the columns are `UNCERTAINTY_COLUMNS`."""
    rows = (_row(each) for each in uncertainties(assessment))
    return table_of("uncertainty", UNCERTAINTY_COLUMNS, rows, illustrative=assessment.illustrative)


def _row(each: Uncertainty) -> dict[str, Cell]:
    return {
        "target": each.target_id,
        "period": str(each.period),
        "count": each.count,
        "count_low": from_float(each.count_range.low, 2),
        "count_high": from_float(each.count_range.high, 2),
        "ratio_low": from_float(each.ratio_range.low, 3) if each.ratio_range else None,
        "ratio_high": from_float(each.ratio_range.high, 3) if each.ratio_range else None,
        "change": each.change,
        "promise": each.target,
        "luck": from_float(each.luck, 3),
    }


def from_float(value: float, places: int) -> Exact | None:
    """Return a statistic rounded for showing; None for an infinite one."""
    return to_places(Fraction(value), places) if isfinite(value) else None
