"""The pandas door: the library's tables as frames."""

from fractions import Fraction
from typing import Any

import pandas as pd

from partnerskab.agreement.agreement import Agreement
from partnerskab.assessment.verdicts import Assessment
from partnerskab.errors import InvalidValueError
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.tables.observations import observations_table
from partnerskab.tables.status import status_table
from partnerskab.tables.table import Cell, Kind
from partnerskab.tables.targets import targets_table

_INT64 = 2**63
_DTYPES = {
    Kind.TEXT: "string",
    Kind.COUNT: "Int64",
    Kind.FLAG: "boolean",
    Kind.DATE: "datetime64[s]",
}


def to_frame(thing: object) -> pd.DataFrame:
    """Return the table of a thing as a tidy frame.

    Args:
        thing: a partnership or an agreement (its targets), an assessment (its verdicts), or
            observations.

    Raises:
        InvalidValueError: for anything else.

    Returns:
        A frame with one row for each row of the table. A column of numbers is `Int64` where all of
        them are whole, else `object` with exact `fractions.Fraction` values; text is `string`,
        dates are `datetime64`, flags are `boolean`; an empty cell is NA.

        Columns: `partnerskab.tables.TARGET_COLUMNS`, `STATUS_COLUMNS`, `OBSERVATION_COLUMNS`.

    >>> import partnerskab
    >>> frame = to_frame(partnerskab.load("examples/amager"))
    >>> row = frame[(frame.target == "vandalism") & (frame.period == "2016")].iloc[0]
    >>> int(row.printed), row.exact
    (53, Fraction(105, 2))
    """
    match thing:
        case Partnership():
            table = targets_table(thing.agreement)
        case Agreement():
            table = targets_table(thing)
        case Assessment():
            table = status_table(thing)
        case ObservationSet():
            table = observations_table(thing)
        case _:
            raise InvalidValueError(
                "no table of this thing",
                expected="a Partnership, an Agreement, an Assessment or an ObservationSet",
                came=f"{type(thing).__name__} {thing!r}",
            )
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    columns = zip(table.columns, cells, strict=True)
    return pd.DataFrame({column.name: _series(column.kind, list(each)) for column, each in columns})


def _series(kind: Kind, cells: list[Cell]) -> "pd.Series[Any]":
    if kind is Kind.EXACT:
        numbers = [cell for cell in cells if isinstance(cell, int | Fraction)]
        fits = all(number.denominator == 1 and -_INT64 <= number < _INT64 for number in numbers)
        return pd.Series(cells, dtype="Int64" if fits else "object")
    texts = [None if cell is None else str(cell) for cell in cells]
    return pd.Series(texts if kind is Kind.TEXT else cells, dtype=_DTYPES[kind])
