"""Every table the library shows, as rows with declared columns; and their csv and json forms."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.rule import Milestone, percent_change
from partnerskab.agreement.rules import PercentOfBaseline
from partnerskab.agreement.targets import Target
from partnerskab.assessment.verdicts import Assessment, ObjectiveVerdict, Verdict
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.exact import Exact, plain_text, tenth
from partnerskab.values.names import Choice

Cell = Exact | str | bool | date | None


class Kind(Choice):
    """What the cells of a column hold; an empty cell is None in every kind."""

    TEXT = "text"
    COUNT = "count"
    EXACT = "exact"
    FLAG = "flag"
    DATE = "date"


@attrs.frozen
class Column:
    """One column: its name for programs, what its cells hold, and what they mean."""

    name: str
    kind: Kind
    meaning: str


@attrs.frozen
class Table:
    """Rows with declared columns.

    Args:
        name: what the table is called.
        columns: the columns, in order.
        rows: one tuple of cells for each row, in the order of the columns.
        notice: what every output of this table must say first; "" for nothing.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notice: str = ""

    def records(self) -> Iterator[dict[str, Cell]]:
        """Give each row as a dict by column name."""
        names = [column.name for column in self.columns]
        for row in self.rows:
            yield dict(zip(names, row, strict=True))


TARGET_COLUMNS = (
    Column("objective", Kind.TEXT, "id of the objective"),
    Column("target", Kind.TEXT, "id of the target"),
    Column("indicator", Kind.TEXT, "id of the indicator"),
    Column("area", Kind.TEXT, "id of the area"),
    Column("unit", Kind.TEXT, "unit of the values; empty for an ordinal indicator"),
    Column("kind", Kind.TEXT, "kind of target"),
    Column("period", Kind.TEXT, "period in which the milestone is due"),
    Column("baseline_period", Kind.TEXT, "period of the baseline"),
    Column("baseline", Kind.EXACT, "baseline value"),
    Column("percent", Kind.EXACT, "promised change from the baseline in percent"),
    Column("exact", Kind.EXACT, "value by the rule, before rounding"),
    Column("rounded", Kind.EXACT, "value by the rule, after the agreement's rounding"),
    Column("printed", Kind.EXACT, "value in the signed text"),
    Column("reconciliation", Kind.TEXT, "equal, explained or conflict"),
    Column("explained_by", Kind.TEXT, "rounding mode that gives the printed value"),
    Column("printed_change", Kind.EXACT, "change that the printed value is, in percent, to 0.1"),
    Column("sense", Kind.TEXT, "at-most or at-least"),
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
    return _table("targets", TARGET_COLUMNS, rows)


def _target_row(agreement: Agreement, target: Target, milestone: Milestone) -> dict[str, Cell]:
    rule = target.rule
    ladder = rule if isinstance(rule, PercentOfBaseline) else None
    reconciliation = milestone.reconciliation
    explained = reconciliation is not None and reconciliation.mode is not None
    return {
        "objective": target.objective,
        "target": target.id,
        "indicator": rule.indicator,
        "area": rule.area,
        "unit": agreement.indicator(rule.indicator).unit,
        "kind": rule.kind,
        "period": str(milestone.period),
        "baseline_period": str(rule.baseline.period) if rule.baseline else None,
        "baseline": number_or_none(rule.baseline.value) if rule.baseline else None,
        "percent": milestone.percent,
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
    return None if change is None else tenth(change)


def number_or_none(value: Exact | str | None) -> Exact | None:
    """Return a number, and None for a category or nothing."""
    return None if isinstance(value, str) else value


STATUS_COLUMNS = (
    Column("illustrative", Kind.FLAG, "whether the figures used are invented examples"),
    Column("as_of", Kind.DATE, "the day that decides what is known and what is due"),
    Column("objective", Kind.TEXT, "id of the objective"),
    Column("target", Kind.TEXT, "id of the target; empty in the row of the objective as a whole"),
    Column("indicator", Kind.TEXT, "id of the indicator; empty for an objective"),
    Column("area", Kind.TEXT, "id of the area; empty for an objective"),
    Column("period", Kind.TEXT, "period"),
    Column("outcome", Kind.TEXT, "the verdict; empty where the targets stand each for itself"),
    Column("met", Kind.COUNT, "for an objective: how many of its targets are met"),
    Column("due", Kind.COUNT, "for an objective: how many of its targets are due"),
    Column("actual", Kind.EXACT, "observed number, or the sum of its parts"),
    Column("actual_category", Kind.TEXT, "observed category"),
    Column("so_far", Kind.EXACT, "sum of the parts of the period for which there are figures"),
    Column("sense", Kind.TEXT, "at-most or at-least"),
    Column("limit", Kind.EXACT, "number that decides"),
    Column("limit_category", Kind.TEXT, "category that decides"),
    Column("change", Kind.EXACT, "change of the observed number from the baseline, percent to 0.1"),
    Column("status", Kind.TEXT, "status of the observation"),
    Column("published", Kind.DATE, "day the observation was published"),
    Column("source", Kind.TEXT, "source of the observation, or the indicator's own"),
    Column("caveats", Kind.TEXT, "caveats, divided by spaces"),
    Column("questions", Kind.TEXT, "open questions that it depends on, divided by spaces"),
    Column("by_reading", Kind.TEXT, "outcome by reading, where the readings lead apart"),
)


def status_table(assessment: Assessment) -> Table:
    """Return one row for each objective, target and period, in the order of the agreement.

    The columns are `STATUS_COLUMNS`; the row of an objective as a whole follows its targets'.
    """
    notice = "illustrative: the figures are invented examples" if assessment.illustrative else ""
    always: dict[str, Cell] = {"illustrative": assessment.illustrative, "as_of": assessment.as_of}
    rows = (
        always | row
        for objective in assessment.agreement.objectives
        for row in _objective_rows(assessment, objective.id)
    )
    return _table("status", STATUS_COLUMNS, rows, notice)


def _objective_rows(assessment: Assessment, objective: str) -> Iterator[dict[str, Cell]]:
    for verdict in assessment.verdicts:
        if verdict.objective == objective:
            yield _verdict_row(assessment.agreement, verdict)
    for whole in assessment.objectives:
        if whole.objective == objective:
            yield {
                "objective": objective,
                "period": str(whole.period),
                "outcome": whole.outcome,
                "met": whole.met,
                "due": whole.due,
                **_circumstances(whole),
            }


def _verdict_row(agreement: Agreement, verdict: Verdict) -> dict[str, Cell]:
    milestone, observation = verdict.milestone, verdict.observation
    value = verdict.evidence.value
    limit = milestone.limit if milestone else None
    own_source = agreement.indicator(verdict.indicator).source
    return {
        "objective": verdict.objective,
        "target": verdict.target,
        "indicator": verdict.indicator,
        "area": verdict.area,
        "period": str(verdict.period),
        "outcome": verdict.outcome,
        "actual": number_or_none(value),
        "actual_category": value if isinstance(value, str) else None,
        "so_far": verdict.evidence.so_far,
        "sense": milestone.sense if milestone else None,
        "limit": number_or_none(limit),
        "limit_category": limit if isinstance(limit, str) else None,
        "change": None if verdict.change is None else tenth(verdict.change),
        "status": observation.status if observation else None,
        "published": observation.published if observation else None,
        "source": (observation.source or own_source) if observation else None,
        **_circumstances(verdict),
    }


def _circumstances(verdict: Verdict | ObjectiveVerdict) -> dict[str, Cell]:
    readings = (
        f"{'+'.join('='.join(pair) for pair in each.readings)}:{each.outcome or 'separately'}"
        for each in verdict.by_reading
    )
    return {
        "caveats": " ".join(verdict.caveats) or None,
        "questions": " ".join(verdict.questions) or None,
        "by_reading": " ".join(readings) or None,
    }


OBSERVATION_COLUMNS = (
    Column("indicator", Kind.TEXT, "id of the indicator"),
    Column("area", Kind.TEXT, "id of the area"),
    Column("period", Kind.TEXT, "period that the value speaks of"),
    Column("value", Kind.EXACT, "number; empty for a category or a suppressed value"),
    Column("category", Kind.TEXT, "category of an ordinal indicator"),
    Column("status", Kind.TEXT, "what kind of figure it is"),
    Column("published", Kind.DATE, "day it was published"),
    Column("retrieved", Kind.DATE, "day it was fetched"),
    Column("source", Kind.TEXT, "who it is from; empty for the indicator's own source"),
    Column("note", Kind.TEXT, "what a reader must know of it"),
    Column("audience", Kind.TEXT, "who may see it"),
)


def observations_table(observations: ObservationSet) -> Table:
    """Return one row for each observation, in order; the columns are `OBSERVATION_COLUMNS`."""
    notice = "illustrative: some values are invented" if observations.has_illustrative else ""
    rows = (
        {
            "indicator": each.indicator,
            "area": each.area,
            "period": str(each.period),
            "value": number_or_none(each.value),
            "category": each.value if isinstance(each.value, str) else None,
            "status": each.status,
            "published": each.published,
            "retrieved": each.retrieved,
            "source": each.source or None,
            "note": each.note or None,
            "audience": each.audience,
        }
        for each in observations
    )
    return _table("observations", OBSERVATION_COLUMNS, rows, notice)


def _table(
    name: str, columns: tuple[Column, ...], rows: Iterable[Mapping[str, Cell]], notice: str = ""
) -> Table:
    names = [column.name for column in columns]
    cells = tuple(tuple(row.get(each) for each in names) for row in rows)
    return Table(name, columns, cells, notice)


def to_csv(table: Table) -> str:
    """Return the table as csv: a header, `.` as the decimal mark, ISO dates, plain line ends."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([cell_text(cell) for cell in row] for row in table.rows)
    return buffer.getvalue()


def cell_text(cell: Cell) -> str:
    """Return a cell as csv writes it: `.` as the decimal mark, ISO dates, nothing for None."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case int() | Fraction():
            return plain_text(cell)
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def to_json(table: Table) -> str:
    """Return the table as json: its name, its notice if it has one, its columns and its rows.

    Whole numbers are numbers; others are texts, so that no reader makes floats of them.
    """
    document: dict[str, Any] = {"table": table.name}
    if table.notice:
        document["notice"] = table.notice
    document["columns"] = [
        {"name": column.name, "kind": column.kind, "meaning": column.meaning}
        for column in table.columns
    ]
    document["rows"] = [
        {name: _json_value(cell) for name, cell in row.items()} for row in table.records()
    ]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _json_value(cell: Cell) -> object:
    return cell if cell is None or isinstance(cell, bool | int) else cell_text(cell)


FORMATS: dict[str, Callable[[Table], str]] = {"csv": to_csv, "json": to_json}
