"""The status table: where every promise stands."""

from collections.abc import Iterator

from partnerskab.agreement.agreement import Agreement
from partnerskab.assessment.verdicts import Assessment, ObjectiveVerdict, Verdict
from partnerskab.tables.table import Cell, Column, Kind, Table, number_or_none, table_of
from partnerskab.values.exact import to_places

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
    Column("sense", Kind.TEXT, "at-most, below or at-least"),
    Column("limit", Kind.EXACT, "number that decides"),
    Column("limit_category", Kind.TEXT, "category that decides"),
    Column("change", Kind.EXACT, "change of the observed number from the baseline, percent to 0.1"),
    Column("status", Kind.TEXT, "status of the observation"),
    Column("published", Kind.DATE, "day the observation was published"),
    Column("source", Kind.TEXT, "source of the observation, or the indicator's own"),
    Column("caveats", Kind.TEXT, "caveats, divided by spaces"),
    Column("questions", Kind.TEXT, "open questions that it depends on, divided by spaces"),
    Column("by_reading", Kind.TEXT, "outcome by reading, where the readings lead apart"),
    Column("version", Kind.DATE, "day from which the version counts that decides; empty as signed"),
    Column("amendments", Kind.TEXT, "amendments that bear on it, divided by spaces"),
)


def status_table(assessment: Assessment) -> Table:
    """Return one row for each objective, target and period, in the order of the agreement.

    The columns are `STATUS_COLUMNS`; the row of an objective as a whole follows its targets'.
    """
    always: dict[str, Cell] = {"illustrative": assessment.illustrative, "as_of": assessment.as_of}
    rows = (
        always | row
        for objective in assessment.all_objectives
        for row in _objective_rows(assessment, objective.id)
    )
    return table_of("status", STATUS_COLUMNS, rows, illustrative=assessment.illustrative)


def _objective_rows(assessment: Assessment, objective: str) -> Iterator[dict[str, Cell]]:
    for verdict in assessment.verdicts:
        if verdict.objective == objective:
            yield _verdict_row(assessment.version_of(verdict), verdict)
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
        "change": None if verdict.change is None else to_places(verdict.change, 1),
        "status": observation.status if observation else None,
        "published": observation.published if observation else None,
        "source": (observation.source or own_source) if observation else None,
        "version": verdict.version,
        "amendments": " ".join(verdict.amendments) or None,
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
