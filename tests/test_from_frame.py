"""Frames in: what a frame says is read exactly, and what it cannot say is refused by its row."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.errors import DiagnosticsError
from partnerskab.frames import from_frame, to_frame
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from tests.readers.layouts import said
from tests.samples import agreement, ceiling, seen
from tests.strategies import observations

TOWN = Partnership(agreement=agreement(ceiling(90)))
SPLIT = Partnership(agreement=attrs.evolve(agreement(ceiling(90)), year_starts=8))
NUMBER = "digits with '.' as the decimal mark, such as 77, -10, 22.9 or 1/3"
COLUMNS = (
    "indicator, period, value, status, area, category, published, retrieved, source, note, audience"
)


def frame(**columns: Any) -> pd.DataFrame:
    """Return a frame of one row, each cell an object as it is given."""
    cells = {"indicator": "reports", "period": "2013", "value": 77, "status": "final"} | columns
    return pd.DataFrame({name: pd.Series([cell], dtype="object") for name, cell in cells.items()})


def refused(given: pd.DataFrame) -> str:
    """Return all that is said of a frame that cannot be used."""
    with pytest.raises(DiagnosticsError) as caught:
        from_frame(TOWN, given)
    return str(caught.value)


@given(given=st.lists(observations()))
def test_out_and_in_is_the_same(given: list[Observation]) -> None:
    """A frame of observations gives them all back, in order and without loss."""
    before = ObservationSet([attrs.evolve(each, source="register") for each in given])
    assert from_frame(TOWN, to_frame(before)) == before


def test_a_school_year_out_and_in() -> None:
    """A split year starts in the month that the agreement says."""
    before = ObservationSet([seen(7, "2013-08/P1Y", source="register")])
    assert from_frame(SPLIT, to_frame(before)) == before


@pytest.mark.parametrize(
    "value", [77, 77.0, np.int64(77), np.float32(77), Decimal("77.0"), Fraction(77), "77", " 77 "]
)
def test_a_whole_number(value: object) -> None:
    """A count is read from all that is exactly a whole number."""
    (observation,) = from_frame(TOWN, frame(value=value))
    assert observation.value == 77
    assert type(observation.value) is int


@pytest.mark.parametrize("day", [date(2014, 2, 1), pd.Timestamp("2014-02-01"), "2014-02-01"])
def test_a_day(day: object) -> None:
    """A day is read from whatever frames hold days as."""
    (observation,) = from_frame(TOWN, frame(published=day))
    assert observation.published == date(2014, 2, 1)


@pytest.mark.parametrize("nothing", [None, pd.NA, pd.NaT, float("nan"), np.nan, Decimal("NaN")])
def test_nothing(nothing: object) -> None:
    """Whatever stands for nothing is an empty cell."""
    (observation,) = from_frame(TOWN, frame(value=nothing, status="suppressed", note=nothing))
    assert (observation.value, observation.note) == (None, "")


@pytest.mark.parametrize(
    ("value", "came"),
    [
        (float("inf"), "'inf'"),
        (Decimal("-Infinity"), "'-Infinity'"),
        (Decimal("1e9999"), "'1E+9999'"),
        (True, "'True'"),
        (np.True_, "'True'"),
        ("1e400", "'1e400'"),
        ("=1+1", "'=1+1'"),
        ("7,5", "'7,5'"),
        (date(2014, 5, 31), "'2014-05-31'"),
        (timedelta(1), "'1 day, 0:00:00'"),
        ([77], "'[77]'"),
        ({"value": 77}, "\"{'value': 77}\""),
        (77j, "'77j'"),
    ],
    ids=repr,
)
def test_what_is_no_number(value: object, came: str) -> None:
    """A cell that holds no number is refused by its row and its column."""
    assert refused(frame(value=value)) == said(
        "frame:1: value", "not a number [not-a-number]", expected=NUMBER, came=came
    )


@pytest.mark.parametrize(
    ("value", "expected", "came"),
    [(-1, "zero or more", "-1"), (7.5, "a whole number of zero or more", "7.5")],
)
def test_what_is_no_count(value: object, expected: str, came: str) -> None:
    """A number that counts nothing is refused."""
    message = "not a value of 'reports' [invalid-value]"
    assert refused(frame(value=value)) == said("frame:1: value", message, expected, came)


def test_every_row_is_looked_at() -> None:
    """All that is wrong is said in one run, row by row."""
    both = pd.concat([frame(value="x"), frame(), frame(period="13", indicator="report")])
    assert [line for line in refused(both).splitlines() if ": error: " in line] == [
        "frame:1: value: error: not a number [not-a-number]",
        "frame:3: indicator: error: no indicator has this id [dangling-reference]",
        "frame:3: period: error: not a period [not-a-period]",
    ]


def test_columns_that_are_missing_unknown_or_there_twice() -> None:
    """All that is wrong with the columns is said before any row is read."""
    columns = ["indicator", "period", "value", "value", "colour"]
    assert refused(pd.DataFrame([["reports", 2013, 7, 8, "final"]], columns=columns)) == "\n".join(
        [
            said(
                "frame",
                "the column 'status' is missing [missing-column]",
                expected="indicator, period, value, status",
                came="indicator, period, value, value, colour",
            ),
            said("frame", "unknown column [unknown-column]", expected=COLUMNS, came="'colour'"),
            said(
                "frame",
                "the column is there twice [duplicate-column]",
                expected="each column once",
                came="'value'",
                remedy="drop one of the two",
            ),
        ]
    )


hostile = st.one_of(
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers(),
    st.decimals() | st.fractions() | st.text(max_size=5) | st.binary(max_size=3),
    st.dates() | st.times() | st.timedeltas() | st.just(Decimal("sNaN")),
    st.lists(st.integers(), max_size=2) | st.just(np.array([1, 2])) | st.just(pd.NA),
)


def together(rows: list[pd.DataFrame]) -> pd.DataFrame:
    """Return frames of one row as one; older pandas cannot concatenate a signalling NaN."""
    names = dict.fromkeys(name for row in rows for name in row.columns)
    return pd.DataFrame(
        {
            name: pd.Series(
                [row[name].iloc[0] if name in row else pd.NA for row in rows], dtype="object"
            )
            for name in names
        }
    )


@given(data=st.data())
def test_any_cell_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever stands in a frame, each row is an observation or is reported."""
    names = ["indicator", "period", "value", "status", "area", "published", "note", "audience"]
    rows = [
        frame(**data.draw(st.dictionaries(st.sampled_from(names), hostile, max_size=3)))
        for _ in range(data.draw(st.integers(1, 3)))
    ]
    try:
        read = len(from_frame(TOWN, together(rows)))
    except DiagnosticsError as error:
        reported = {each.place.line for each in error.diagnostics}
        kept = [row for number, row in enumerate(rows, start=1) if number not in reported]
        read = len(reported)
        read += len(from_frame(TOWN, together(kept))) if kept else 0
    assert read == len(rows)
