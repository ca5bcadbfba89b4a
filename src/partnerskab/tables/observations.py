"""The table of observations, which is also the tidy csv that the library reads."""

from partnerskab.observations.observation_set import ObservationSet
from partnerskab.tables.table import Column, Kind, Table, number_or_none, table_of

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
    return table_of(
        "observations", OBSERVATION_COLUMNS, rows, illustrative=observations.has_illustrative
    )
