"""Frames: the documented types for every kind of column, exact to the last digit."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from partnerskab.assessment.assess import assess
from partnerskab.config.folder import load
from partnerskab.delivery.budget import Budget
from partnerskab.errors import DiagnosticsError, InvalidValueError
from partnerskab.frames import from_frame, to_frame
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import read_observations
from partnerskab.readers.spending import read_spending
from partnerskab.tables.budget import BUDGET_COLUMNS, budget_table
from partnerskab.tables.observations import OBSERVATION_COLUMNS, observations_table
from partnerskab.tables.status import STATUS_COLUMNS, status_table
from partnerskab.tables.table import Column, Kind, Table
from partnerskab.tables.targets import TARGET_COLUMNS, targets_table
from tests.samples import agreement, assessed, ladder, seen

ROOT = Path(__file__).parents[1]
AMAGER = load(ROOT / "examples" / "amager")
MIXED = read_observations(AMAGER, ROOT / "tests" / "cli" / "files" / "mixed.csv")
STATUS = assess(AMAGER, MIXED, as_of=date(2017, 7, 1))
DTYPES = {
    Kind.TEXT: {"string"},
    Kind.COUNT: {"Int64"},
    Kind.EXACT: {"Int64", "object"},
    Kind.FLAG: {"boolean"},
    Kind.DATE: {"datetime64[s]"},
}
SPENDING = read_spending(AMAGER, ROOT / "examples" / "amager" / "spending-illustrative.csv")
BUDGET = Budget.of(AMAGER.agreement, SPENDING, as_of=date(2016, 2, 1))
NO_MONEY = Budget.of(agreement(), as_of=date(2016, 2, 1))
THINGS: dict[str, tuple[Any, tuple[Column, ...], Table]] = {
    "partnership": (AMAGER, TARGET_COLUMNS, targets_table(AMAGER.agreement)),
    "agreement": (AMAGER.agreement, TARGET_COLUMNS, targets_table(AMAGER.agreement)),
    "assessment": (STATUS, STATUS_COLUMNS, status_table(STATUS)),
    "observations": (MIXED, OBSERVATION_COLUMNS, observations_table(MIXED)),
    "budget": (BUDGET, BUDGET_COLUMNS, budget_table(BUDGET)),
    "no money": (NO_MONEY, BUDGET_COLUMNS, budget_table(NO_MONEY)),
    "no targets": (agreement(), TARGET_COLUMNS, targets_table(agreement())),
    "no verdicts": (assessed(agreement()), STATUS_COLUMNS, status_table(assessed(agreement()))),
    "no observations": (
        ObservationSet(),
        OBSERVATION_COLUMNS,
        observations_table(ObservationSet()),
    ),
}


def cell(value: object) -> object:
    """Return a cell of a frame as the table has it: nothing for an NA, a day for a time."""
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if value is None or value is pd.NA or value is pd.NaT else value


@pytest.mark.parametrize("name", THINGS)
def test_columns_are_those_declared(name: str) -> None:
    """A frame has the documented columns, in order, and a plain index."""
    thing, columns, _ = THINGS[name]
    frame = to_frame(thing)
    assert list(frame.columns) == [column.name for column in columns]
    assert list(frame.index) == list(range(len(frame)))


@pytest.mark.parametrize("name", THINGS)
def test_types_are_those_documented(name: str) -> None:
    """Each kind of column has its type, whether or not the frame has rows."""
    thing, columns, _ = THINGS[name]
    frame = to_frame(thing)
    for column in columns:
        assert str(frame[column.name].dtype) in DTYPES[column.kind], column.name


@pytest.mark.parametrize("name", THINGS)
def test_cells_are_those_of_the_table(name: str) -> None:
    """No cell is changed, rounded or lost on the way."""
    thing, _, table = THINGS[name]
    frame = to_frame(thing)
    rows = [tuple(cell(value) for value in row) for row in frame.itertuples(index=False)]
    assert rows == list(table.rows)


@pytest.mark.parametrize("name", ["percent", "rounded", "printed", "baseline"])
def test_counts_are_integers(name: str) -> None:
    """The signed table's numbers are integers, though other targets leave gaps."""
    numbers = to_frame(AMAGER)[name]
    assert numbers.isna().any()
    assert str(numbers.dtype) == "Int64"


def test_counts_add_up() -> None:
    """The columns can be added: the printed targets of each year."""
    printed = to_frame(AMAGER).groupby("period").printed.sum()
    assert printed.to_dict() == {"2013": 530, "2014": 499, "2015": 471, "2016": 442}


def test_exact_values_are_fractions() -> None:
    """A column with a number that is not whole holds exact numbers, and no float."""
    values = [value for value in to_frame(AMAGER).exact if not pd.isna(value)]
    assert {type(value) for value in values} == {int, Fraction}
    assert sum(values) == Fraction(588 * 330, 100)


def test_flags_are_true_or_false() -> None:
    """A flag can choose rows."""
    frame = to_frame(STATUS)
    assert frame[frame.illustrative].empty
    assert len(frame[~frame.illustrative]) == len(frame)


def test_dates_can_be_compared() -> None:
    """A day is a time of pandas."""
    frame = to_frame(MIXED)
    assert (frame.published < pd.Timestamp("2015-01-01")).sum() == 3


def test_empty_cells_are_na() -> None:
    """An empty cell is NA in every kind of column."""
    row = to_frame(AMAGER).iloc[0]
    assert row[["unit", "baseline", "exact", "printed"]].isna().all()


@pytest.mark.parametrize(
    ("value", "dtype"),
    [(2**63 - 1, "Int64"), (2**63, "object"), (10**4000, "object")],
)
def test_numbers_of_any_size(value: int, dtype: str) -> None:
    """What does not fit in 64 bits stays exact, as Python's own integer."""
    values = to_frame(ObservationSet([seen(value)])).value
    assert (str(values.dtype), int(values[0])) == (dtype, value)


def test_a_number_without_an_end() -> None:
    """A third is a third."""
    thirds = ladder(periods=[2013], percent=["-100/3"], baseline=100, printed=None)
    assert to_frame(agreement(thirds)).exact[0] == Fraction(200, 3)


def test_a_partnership_shows_its_agreement() -> None:
    """Both give the target table."""
    pd.testing.assert_frame_equal(to_frame(AMAGER), to_frame(AMAGER.agreement))


def test_a_frame_of_nothing_can_be_joined() -> None:
    """An empty frame has the types of a full one, so that joining them changes none."""
    full, empty = to_frame(MIXED), to_frame(ObservationSet())
    joined = pd.concat([full, empty], ignore_index=True)
    pd.testing.assert_frame_equal(joined, full)


@pytest.mark.parametrize("thing", [None, "examples/amager", [], 3])
def test_another_thing(thing: Any) -> None:
    """Anything else is refused with the names of what has a table."""
    with pytest.raises(InvalidValueError) as caught:
        to_frame(thing)
    assert str(caught.value) == (
        "no table of this thing\n"
        "    expected: a partnership, an agreement, an assessment, a budget or observations\n"
        f"    came:     {type(thing).__name__} {thing!r}"
    )


def test_an_agreement_alone_makes_a_partnership() -> None:
    """A partnership without a plan has a frame as well."""
    assert len(to_frame(Partnership(agreement=agreement(ladder())))) == 4


def test_a_misspelt_column_is_said_once() -> None:
    """An unknown column that is like a missing one is one slip of the pen."""
    frame = to_frame(MIXED).rename(columns={"period": "Perod"})
    with pytest.raises(DiagnosticsError) as caught:
        from_frame(AMAGER, frame)
    assert str(caught.value) == (
        "frame: error: unknown column [unknown-column]\n"
        "    expected: indicator, period, value, status, area, category, published, retrieved,"
        " source, note, audience\n"
        "    came:     'Perod'\n"
        "    remedy:   did you mean 'period'?"
    )
