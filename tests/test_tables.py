"""Tables: their columns hold what they declare, and csv and json give the same cells back."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnerskab.agreement.differences import changes_between
from partnerskab.assessment.assess import assess
from partnerskab.config.folder import load
from partnerskab.delivery.budget import Budget
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.readers.reading import read_observations
from partnerskab.readers.spending import read_spending
from partnerskab.tables.budget import BUDGET_COLUMNS, budget_table
from partnerskab.tables.differences import differences_table
from partnerskab.tables.observations import OBSERVATION_COLUMNS, observations_table
from partnerskab.tables.status import STATUS_COLUMNS, status_table
from partnerskab.tables.table import Cell, Column, Kind, Table, table_hash, to_csv, to_json
from partnerskab.tables.targets import TARGET_COLUMNS, targets_table
from partnerskab.values.exact import exact
from tests.samples import agreement, assessed, ladder, seen
from tests.strategies import exact_numbers

ROOT = Path(__file__).parents[1]
HUGE = 10**4000 + 1
LETTERS = st.characters(codec="utf-8")
TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.COUNT: (int,),
    Kind.EXACT: (int, Fraction),
    Kind.FLAG: (bool,),
    Kind.DATE: (date,),
}


def real_tables() -> dict[str, Table]:
    """Return every table of the Amager example, filled with observations of every kind."""
    amager = load(ROOT / "examples" / "amager")
    mixed = read_observations(amager, ROOT / "tests" / "cli" / "files" / "mixed.csv")
    spending = read_spending(amager, ROOT / "examples" / "amager" / "spending-illustrative.csv")
    dated = seen(71, retrieved=date(2014, 3, 1), source="register", note="as fetched")
    observations = ObservationSet([*mixed, dated])
    signed, london = (
        targets_table(amager.agreement),
        load(ROOT / "tests" / "schemes" / "london-20-20-20").agreement,
    )
    amended = load(ROOT / "tests" / "config_cases" / "valid" / "amended")
    later = assess(amended, as_of=date(2017, 7, 1))
    status = status_table(assess(amager, mixed, as_of=date(2017, 7, 1)))
    return {
        "targets": attrs.evolve(signed, rows=(*signed.rows, *targets_table(london).rows)),
        "status": attrs.evolve(status, rows=status.rows + status_table(later).rows),
        "differences": differences_table(
            changes_between(amended.agreement, date(2014, 1, 1), date(2016, 1, 1))
        ),
        "observations": observations_table(observations),
        "budget": budget_table(Budget.of(amager.agreement, spending, as_of=date(2016, 2, 1))),
    }


TABLES = real_tables()
COLUMNS = [
    (name, index, column)
    for name, table in TABLES.items()
    for index, column in enumerate(table.columns)
]
COLUMN_IDS = [f"{name}.{column.name}" for name, _, column in COLUMNS]


def table_of(kind: Kind, *cells: Cell) -> Table:
    """Return a table of a key and one column of these cells."""
    columns = (Column("key", Kind.COUNT, "a number"), Column("cell", kind, "what is tested"))
    return Table("sample", columns, tuple(enumerate(cells)))


def parsed(text: str) -> list[list[str]]:
    """Return the rows of a csv text, as the csv module reads them."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def csv_cell(kind: Kind, cell: Cell) -> str:
    """Return the text of a cell in csv."""
    return parsed(to_csv(table_of(kind, cell)))[1][1]


def json_cell(kind: Kind, cell: Cell) -> object:
    """Return a cell as json gives it back."""
    return json.loads(to_json(table_of(kind, cell)))["rows"][0]["cell"]


def plain(cell: object) -> str:
    """Return a cell of json as csv writes it."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("targets", TARGET_COLUMNS),
        ("status", STATUS_COLUMNS),
        ("observations", OBSERVATION_COLUMNS),
        ("budget", BUDGET_COLUMNS),
    ],
)
def test_columns_are_those_declared(name: str, columns: tuple[Column, ...]) -> None:
    """A table has its documented columns, in order, and a cell for each in every row."""
    table = TABLES[name]
    assert (table.name, table.columns) == (name, columns)
    assert {len(row) for row in table.rows} == {len(columns)}


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_names_of_their_own(name: str) -> None:
    """No two columns share a name, and each is a word that programs can use."""
    names = [column.name for column in TABLES[name].columns]
    assert len(set(names)) == len(names)
    assert all(each.isidentifier() and each.islower() for each in names)


@pytest.mark.parametrize(("name", "index", "column"), COLUMNS, ids=COLUMN_IDS)
def test_column_holds_its_kind(name: str, index: int, column: Column) -> None:
    """A cell is of the declared kind or empty; a count and a flag are not mixed up."""
    types = {type(row[index]) for row in TABLES[name].rows} - {type(None)}
    expected = TYPES[column.kind]
    assert all(
        issubclass(each, expected) and (each is bool) == (bool in expected) for each in types
    )


@pytest.mark.parametrize(("name", "index", "column"), COLUMNS, ids=COLUMN_IDS)
def test_column_is_filled_somewhere(name: str, index: int, column: Column) -> None:
    """No column is always empty, as a misspelt one would be, and each says what it means."""
    assert any(row[index] is not None for row in TABLES[name].rows)
    assert column.meaning


def test_rows_as_records() -> None:
    """A record names the cells of its row."""
    assert list(table_of(Kind.TEXT, "one", None).records()) == [
        {"key": 0, "cell": "one"},
        {"key": 1, "cell": None},
    ]


def test_empty_agreement() -> None:
    """Without targets there are the columns and no rows."""
    assert targets_table(agreement()) == Table("targets", TARGET_COLUMNS, ())


def test_empty_assessment() -> None:
    """Without targets no period is due, so that not even the objective has a row."""
    assert status_table(assessed(agreement())) == Table("status", STATUS_COLUMNS, ())


def test_no_observations() -> None:
    """An empty set is an empty table."""
    assert observations_table(ObservationSet()) == Table("observations", OBSERVATION_COLUMNS, ())


@pytest.mark.parametrize("name", TABLES)
def test_csv_of_no_rows_is_its_header(name: str) -> None:
    """The header is there without a row."""
    columns = TABLES[name].columns
    empty = Table(name, columns, ())
    assert to_csv(empty) == ",".join(column.name for column in columns) + "\n"


def test_json_of_no_rows() -> None:
    """A table without rows has an empty list of them."""
    assert json.loads(to_json(table_of(Kind.TEXT))) == {
        "table": "sample",
        "columns": [
            {"name": "key", "kind": "count", "meaning": "a number"},
            {"name": "cell", "kind": "text", "meaning": "what is tested"},
        ],
        "rows": [],
    }


def test_observations_that_are_invented() -> None:
    """A table with an invented figure says so in its notice."""
    invented = observations_table(ObservationSet([seen(71), seen(72, status="illustrative")]))
    assert invented.notice == "illustrative: some of the figures are invented examples"
    assert observations_table(ObservationSet([seen(71)])).notice == ""


def test_json_says_a_notice_before_the_columns() -> None:
    """The notice stands second, and is not there without one."""
    noticed = Table("sample", (), (), "mind the figures")
    assert list(json.loads(to_json(noticed))) == ["table", "notice", "columns", "rows"]
    assert "notice" not in json.loads(to_json(table_of(Kind.TEXT)))


@pytest.mark.parametrize(
    ("kind", "cell", "text"),
    [
        (Kind.TEXT, None, ""),
        (Kind.TEXT, "Hærværk", "Hærværk"),
        (Kind.TEXT, 'one, "two"\nthree', 'one, "two"\nthree'),
        (Kind.COUNT, 0, "0"),
        (Kind.EXACT, -77, "-77"),
        (Kind.EXACT, Fraction(693, 10), "69.3"),
        (Kind.EXACT, Fraction(-1, 2), "-0.5"),
        (Kind.EXACT, Fraction(1, 3), "1/3"),
        (Kind.EXACT, HUGE, str(HUGE)),
        (Kind.FLAG, True, "true"),
        (Kind.FLAG, False, "false"),
        (Kind.DATE, date(2014, 2, 1), "2014-02-01"),
    ],
)
def test_csv_cell(kind: Kind, cell: Cell, text: str) -> None:
    """A cell has one text, without a float, a local mark or a word of another language."""
    assert csv_cell(kind, cell) == text


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.TEXT, None, None),
        (Kind.TEXT, "Hærværk", "Hærværk"),
        (Kind.COUNT, 0, 0),
        (Kind.EXACT, -77, -77),
        (Kind.EXACT, Fraction(693, 10), "69.3"),
        (Kind.EXACT, Fraction(1, 3), "1/3"),
        (Kind.EXACT, HUGE, HUGE),
        (Kind.FLAG, True, True),
        (Kind.DATE, date(2014, 2, 1), "2014-02-01"),
    ],
)
def test_json_cell(kind: Kind, cell: Cell, value: object) -> None:
    """A whole number is a number; a number that is not whole is a text, and never a float."""
    back = json_cell(kind, cell)
    assert (back, type(back)) == (value, type(value))


def test_json_keeps_letters() -> None:
    """Danish letters stand as they are."""
    assert '"Hærværk"' in to_json(table_of(Kind.TEXT, "Hærværk"))


@example(["one\rtwo"])
@given(st.lists(st.text(st.sampled_from(",\"\r\n ;'") | LETTERS, min_size=1), max_size=5))
def test_csv_gives_texts_back(texts: list[str]) -> None:
    """Any text survives csv, with commas, quotes and line ends of every kind."""
    assert [row[1] for row in parsed(to_csv(table_of(Kind.TEXT, *texts)))[1:]] == texts


@given(st.lists(exact_numbers, max_size=5))
def test_csv_gives_numbers_back(numbers: Iterable[int | Fraction]) -> None:
    """Any exact number survives csv."""
    rows = parsed(to_csv(table_of(Kind.EXACT, *numbers)))[1:]
    assert [exact(row[1]) for row in rows] == list(numbers)


@given(st.lists(exact_numbers, max_size=5))
def test_json_gives_numbers_back(numbers: Iterable[int | Fraction]) -> None:
    """Any exact number survives json."""
    rows = json.loads(to_json(table_of(Kind.EXACT, *numbers)))["rows"]
    assert [exact(row["cell"]) for row in rows] == list(numbers)


def test_real_tables_survive_csv() -> None:
    """Each cell of the example comes back as the text that json and csv agree on."""
    for table in TABLES.values():
        back = parsed(to_csv(table))
        assert back[0] == [column.name for column in table.columns]
        document = json.loads(to_json(table))["rows"]
        assert back[1:] == [[plain(cell) for cell in row.values()] for row in document]


def test_hash_of_a_table_is_that_of_its_csv() -> None:
    """Whoever has the csv file of a table can check that it is the one."""
    for table in TABLES.values():
        assert table_hash(table) == f"sha256:{sha256(to_csv(table).encode('utf-8')).hexdigest()}"


def test_target_without_an_end() -> None:
    """A rule whose exact value never ends as a decimal shows it as a fraction."""
    thirds = ladder(periods=[2013], percent=["-100/3"], baseline=100, printed=[67])
    (row,) = targets_table(agreement(thirds)).records()
    assert row["exact"] == Fraction(200, 3)
    assert (row["rounded"], row["printed"], row["reconciliation"]) == (67, 67, "equal")


def test_target_of_any_size() -> None:
    """A baseline of any size has exact milestones."""
    (row,) = targets_table(
        agreement(ladder(periods=[2013], percent=[-25], baseline=10**100 + 2, printed=None))
    ).records()
    assert row["exact"] == Fraction(3 * (10**100 + 2), 4)
    assert row["rounded"] == 3 * 10**100 // 4 + 2


def test_target_in_conflict() -> None:
    """A printed value that no mode gives is a conflict, explained by nothing."""
    (row,) = targets_table(
        agreement(ladder(periods=[2013], percent=[-25], baseline=70, printed=[54]))
    ).records()
    assert (row["reconciliation"], row["explained_by"]) == ("conflict", None)


def test_target_explained() -> None:
    """A printed value that another mode gives names that mode."""
    (row,) = targets_table(
        agreement(ladder(periods=[2013], percent=[-25], baseline=70, printed=[52]))
    ).records()
    assert (row["reconciliation"], row["explained_by"]) == ("explained", "half-even")


def test_change_as_printed() -> None:
    """The printed value's own change is rounded half-up to a tenth: 53 of 70 is -24.3 %."""
    (row,) = targets_table(
        agreement(ladder(periods=[2013], percent=[-25], baseline=70, printed=[53]))
    ).records()
    assert row["printed_change"] == Fraction(-243, 10)


def test_change_from_nothing() -> None:
    """From a baseline of zero there is no change in percent, and no value by the rule."""
    (row,) = targets_table(
        agreement(ladder(periods=[2013], percent=[-25], baseline=0, printed=[0]))
    ).records()
    assert (row["baseline"], row["exact"], row["printed_change"]) == (0, None, None)


def test_status_of_a_category() -> None:
    """A category stands in a column of its own, so that numbers stay numbers."""
    rows = [row for row in TABLES["status"].records() if row["target"] == "safety-index"]
    assert (rows[-1]["actual"], rows[-1]["actual_category"]) == (None, "ordinary")
    assert (rows[-1]["limit"], rows[-1]["limit_category"]) == (None, "reduced")


def test_status_where_sources_disagree() -> None:
    """No value is shown where two are claimed, and the caveat says why."""
    (row,) = (
        row
        for row in TABLES["status"].records()
        if (row["target"], row["period"]) == ("theft", "2014")
    )
    assert (row["outcome"], row["actual"]) == ("needs-judgement", None)
    assert row["caveats"] == "sources-disagree open-question"
