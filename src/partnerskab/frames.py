"""The pandas door: the library's tables as frames."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pandas as pd

from partnerskab.agreement.agreement import Agreement
from partnerskab.assessment.verdicts import Assessment
from partnerskab.delivery.budget import Budget
from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError, Place, Problem
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.observations.recipes import TIDY
from partnerskab.partnership import Partnership
from partnerskab.readers.grid import missing_column
from partnerskab.readers.reading import interpret
from partnerskab.readers.records import Cell, Record
from partnerskab.readers.tidy import OPTIONAL, REQUIRED, misspelt
from partnerskab.tables.budget import budget_table
from partnerskab.tables.observations import observations_table
from partnerskab.tables.status import status_table
from partnerskab.tables.table import Cell as TableCell
from partnerskab.tables.table import Kind
from partnerskab.tables.targets import targets_table
from partnerskab.values.exact import exact

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
        thing: a partnership or an agreement (its targets), an assessment (its verdicts), a
            budget (its lines), or observations.

    Raises:
        InvalidValueError: for anything else.

    Returns:
        A frame with one row for each row of the table. A column of numbers is `Int64` where all of
        them are whole, else `object` with exact `fractions.Fraction` values; text is `string`,
        dates are `datetime64`, flags are `boolean`; an empty cell is NA.

        Columns, each described in the reference under "Columns of every table":

        ========================= ==============================================
        the table of              its columns
        ========================= ==============================================
        a partnership's targets   `partnerskab.tables.targets.TARGET_COLUMNS`
        an agreement's targets    the same
        an assessment             `partnerskab.tables.status.STATUS_COLUMNS`
        a budget                  `partnerskab.tables.budget.BUDGET_COLUMNS`
        observations              `partnerskab.tables.observations.OBSERVATION_COLUMNS`
        ========================= ==============================================

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
        case Budget():
            table = budget_table(thing)
        case ObservationSet():
            table = observations_table(thing)
        case _:
            raise InvalidValueError(
                "no table of this thing",
                expected="a partnership, an agreement, an assessment, a budget or observations",
                came=f"{type(thing).__name__} {thing!r}",
            )
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    columns = zip(table.columns, cells, strict=True)
    return pd.DataFrame({column.name: _series(column.kind, list(each)) for column, each in columns})


def from_frame(partnership: Partnership, frame: pd.DataFrame) -> ObservationSet:
    """Return the observations of a tidy frame, such as `to_frame` gives.

    Args:
        partnership: says which indicators, areas and categories there are.
        frame: one observation a row, with the columns of the library's own csv. A number may be an
            integer, a `Decimal`, a `Fraction`, text, or a float that is whole, since a column of
            counts with a gap is float; an empty cell is NA.

    Raises:
        DiagnosticsError: with every cell that cannot be read, by its row and column.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> seen = partnerskab.read_observations(
    ...     amager, "examples/amager/observations-illustrative.csv")
    >>> from_frame(amager, to_frame(seen)) == seen
    True
    """
    names = [str(name) for name in frame.columns]
    twice = sorted({name for name in names if names.count(name) > 1})
    missing = [name for name in REQUIRED if name not in frame.columns]
    unknown = [name for name in frame.columns if name not in (*REQUIRED, *OPTIONAL)]
    slips = misspelt(map(str, unknown), missing)
    problems = [
        missing_column(name, list(map(str, frame.columns)), REQUIRED)
        for name in missing
        if name not in slips.values()
    ]
    problems += [
        Problem(
            id="unknown-column",
            message="unknown column",
            expected=", ".join((*REQUIRED, *OPTIONAL)),
            came=repr(name),
            remedy=f"did you mean {slips[str(name)]!r}?" if str(name) in slips else "",
        )
        for name in unknown
    ]
    problems += [
        Problem(
            id="duplicate-column",
            message="the column is there twice",
            expected="each column once",
            came=repr(name),
            remedy="drop one of the two",
        )
        for name in twice
    ]
    if problems:
        place = Place(file="frame")
        raise DiagnosticsError(tuple(Diagnostic.of(problem, place) for problem in problems))
    recipe = attrs.evolve(TIDY, year_starts=partnership.agreement.year_starts)
    return interpret(partnership, recipe, _records(frame)).observations


def _records(frame: pd.DataFrame) -> Iterator[Record]:
    for number, row in enumerate(frame.to_dict("records"), start=1):
        fields = {str(name): _cell(value) for name, value in row.items()}
        yield Record(fields, _at_row(number))


def _at_row(number: int) -> Callable[[str], Place]:
    return lambda field: Place(file="frame", line=number, key=field)


def _cell(value: Any) -> Cell:
    """Return a cell of a frame as csv would hold it, or as the exact number that it is."""
    # pandas itself raises for the signalling NaN that a Decimal may be.
    if value.is_nan() if isinstance(value, Decimal) else _is_na(value):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else str(value)
    if isinstance(value, str):
        return value.strip()
    try:
        return exact(value)
    except InvalidValueError:
        return str(value)  # a day, or what is then refused with its row and column


def _is_na(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _series(kind: Kind, cells: list[TableCell]) -> "pd.Series[Any]":
    if kind is Kind.EXACT:
        numbers = [cell for cell in cells if isinstance(cell, int | Fraction)]
        fits = all(number.denominator == 1 and -_INT64 <= number < _INT64 for number in numbers)
        return pd.Series(cells, dtype="Int64" if fits else "object")
    texts = [None if cell is None else str(cell) for cell in cells]
    return pd.Series(texts if kind is Kind.TEXT else cells, dtype=_DTYPES[kind])
