"""Real files: every one that a layout claims to read gives the figures that stand in it.

They are not part of the project; `PARTNERSKAB_SPECIMENS` names the folder that holds them. Small
files of the same forms stand in `layouts.py`.
"""

import csv
import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import attrs
import pytest

from partnerskab.observations.recipes import Code, Recipe
from partnerskab.readers.reading import Reading, read_file
from tests.readers.layouts import accounted, partnership

SPECIMENS = Path(os.environ.get("PARTNERSKAB_SPECIMENS", "no-folder"))
DENMARK, STATBANK = SPECIMENS / "denmark_real", SPECIMENS / "statbank"
pytestmark = pytest.mark.skipif(
    "PARTNERSKAB_SPECIMENS" not in os.environ, reason="PARTNERSKAB_SPECIMENS names no folder"
)
EXPORTS = {
    "statbank_export_STRAF11_original.xlsx": (
        "straf11_total_quarterly_2007Q1-2022Q4_en.csv",
        [
            "Reported criminal offences by type of offence, region and time",
            "Units: Number",
            "The provisions of the Danish Criminal Code regarding sexual offences went through ",
        ],
        [("2007-Q1", 21462), ("2007-Q2", 24280)],
    ),
    "statbank_export_FOLK1A_original.xlsx": (
        "folk1a_quarterly_2008Q1-2022Q4_en.csv",
        [
            "Population at the first day of the quarter by age, sex, region and time",
            "Units: Number",
        ],
        [("2008-Q1", 509861), ("2008-Q2", 511725)],
    ),
}
EXPORT = Recipe(
    id="export",
    source="register",
    layout="wide",
    header_row=3,
    indicator=1,
    indicators=[
        Code("Nature of the offence, total", "reports"),
        Code("Total", "reports"),
    ],
    area=2,
    areas=[Code("Copenhagen", "town")],
)
SERIES = Recipe(
    id="series",
    source="register",
    layout="tidy",
    period="time",
    value="value",
    area="region",
    areas=[Code("Copenhagen", "town")],
    only_indicator="reports",
)
BULK = Recipe(
    id="bulk",
    source="register",
    layout="tidy",
    separator=";",
    indicator="OVERTRÆD",
    indicators=[Code("1320", "reports"), Code("1316", "thefts")],
    area="OMRÅDE",
    areas=[Code("101", "town"), Code("411", "district")],
    period="TID",
)
NATION = Recipe(
    id="nation",
    source="register",
    layout="tidy",
    separator=";",
    period="TID",
    only=[Code("HERKOMST1", "Total")],
    only_indicator="reports",
)
CUBE = attrs.evolve(NATION, layout="jsonstat", period=None, only=[])
POLICE = Recipe(
    id="police",
    source="register",
    layout="police-uk",
    indicator="Crime type",
    indicators=[Code("Other theft", "thefts"), Code("Anti-social behaviour", "reports")],
    only_area="town",
)
SAYS_NOTHING = (
    "navn gjerningssted g_komnr alt vold_mishandling rusmidler orden_integritet trafikk annet"
)
NORWAY = Recipe(
    id="norway",
    source="register",
    layout="tidy",
    area="komnr",
    areas=[Code("301", "town"), Code("1151", "district")],
    period="år",
    value="eiendomstyveri",
    ignore=SAYS_NOTHING.split(),
    only_indicator="reports",
    suppressed=["NA"],
)


def read(path: Path, recipe: Recipe) -> Reading:
    """Read a file, and check that what became of every value is said."""
    reading = read_file(partnership(recipe), path, recipe.id)
    assert reading.rows == accounted(reading)
    return reading


def rows_of(path: Path, separator: str = ",") -> list[dict[str, str]]:
    """Return the rows of a csv file, as Python reads them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def codes(names: Iterable[str]) -> list[Code]:
    """Let every name stand for the town."""
    return [Code(name, "town") for name in sorted(set(names))]


def figures(reading: Reading) -> Counter[tuple[str, object]]:
    """Return the periods with their values, and how often each is there."""
    return Counter((str(each.period), each.value) for each in reading.observations)


@pytest.mark.parametrize("name", EXPORTS)
def test_export_of_statbank(name: str) -> None:
    """One place of an original export reads as it was downloaded, with all of its texts."""
    _, texts, first = EXPORTS[name]
    reading = read(DENMARK / name, EXPORT)
    assert [(str(each.period), each.value) for each in reading.observations][:2] == first
    assert len(reading.footnotes) == len(texts)
    assert all(map(str.startswith, reading.footnotes, texts))


@pytest.mark.parametrize("name", EXPORTS)
def test_every_figure_of_an_export(name: str) -> None:
    """All figures of an export are those of the series that others made of it."""
    series, _, _ = EXPORTS[name]
    rows = rows_of(DENMARK / series)
    everywhere = codes(row["region"] for row in rows)
    reading = read(DENMARK / name, attrs.evolve(EXPORT, areas=everywhere))
    expected = Counter((f"{row['time'][:4]}-{row['time'][4:]}", int(row["value"])) for row in rows)
    left_out = {code for what, code, _ in reading.not_asked if what == "area"}
    assert left_out <= {"Christiansø", "Unknown municipality"}
    assert figures(reading) == expected
    assert figures(read(DENMARK / series, attrs.evolve(SERIES, areas=everywhere))) == expected


def test_bulk_of_statbank() -> None:
    """Two kinds of offence in two places, of 33,920 values; the rest is named and counted."""
    path = DENMARK / "straf11_quarterly_2016K1-2025K4.csv"
    rows = rows_of(path, ";")
    reading = read(path, BULK)
    expected = {
        (BULK_NAMES[row["OVERTRÆD"]], BULK_NAMES[row["OMRÅDE"]], row["TID"]): int(row["INDHOLD"])
        for row in rows
        if row["OVERTRÆD"] in BULK_NAMES and row["OMRÅDE"] in BULK_NAMES
    }
    read_values = {
        (each.indicator, each.area, each.period.statbank): each.value
        for each in reading.observations
    }
    assert read_values == expected
    assert (reading.rows, reading.used) == (len(rows), len(expected)) == (33_920, 160)
    other = Counter(row["OMRÅDE"] for row in rows if row["OVERTRÆD"] in ("1320", "1316"))
    counted = {code: times for what, code, times in reading.not_asked if what == "area"}
    assert counted == {code: times for code, times in other.items() if code not in BULK_NAMES}


BULK_NAMES = {"1320": "reports", "1316": "thefts", "101": "town", "411": "district"}


def test_bulk_of_statbank_in_full() -> None:
    """The sum over all places is that of the column."""
    path = DENMARK / "straf11_quarterly_2016K1-2025K4.csv"
    rows = [row for row in rows_of(path, ";") if row["OVERTRÆD"] == "TOT"]
    recipe = attrs.evolve(
        BULK, indicators=[Code("TOT", "reports")], areas=codes(row["OMRÅDE"] for row in rows)
    )
    values = [each.value for each in read(path, recipe).observations]
    assert sum(int(str(value)) for value in values) == sum(int(row["INDHOLD"]) for row in rows)
    assert len(values) == len(rows) == 106 * 40


@pytest.mark.parametrize(
    ("name", "recipe", "period", "value"),
    [
        ("data_straf42_csv.csv", NATION, "2023", 233454),
        ("data_straf42_json.json", CUBE, "2023", 233454),
        ("data_straf42_all.json", CUBE, "2024", 227774),
    ],
)
def test_answers_of_statbank(name: str, recipe: Recipe, period: str, value: int) -> None:
    """A recorded answer gives its one figure, and the table's own description is read with it."""
    reading = read_file(
        partnership(recipe),
        STATBANK / name,
        recipe.id,
        description=STATBANK / "table_info_straf42.json",
    )
    assert figures(reading) == {(period, value): 1}
    said = json.loads((STATBANK / "table_info_straf42.json").read_text("utf-8"))
    footnote = (said.get("footnote") or {}).get("text") or ""
    assert "".join(reading.footnotes).split() == footnote.split()


def test_police_uk() -> None:
    """Crimes are counted, with those that have no id; every other type is named and counted."""
    path = SPECIMENS / "police_uk" / "2018-01-city-of-london-street.sample.csv"
    rows = rows_of(path)
    types = Counter(row["Crime type"] for row in rows)
    reading = read(path, POLICE)
    assert {each.indicator: each.value for each in reading.observations} == {
        "thefts": types.pop("Other theft"),
        "reports": types.pop("Anti-social behaviour"),
    }
    assert reading.rows == len(rows) == 200
    assert {code: times for _, code, times in reading.not_asked} == types
    ids = Counter(row["Crime ID"] for row in rows if row["Crime ID"])
    assert len(reading.footnotes) == sum(times - 1 for times in ids.values())


def test_suppressed_figures() -> None:
    """Where `NA` is a figure of four or less that is held back, it is a suppressed one."""
    path = SPECIMENS / "norway" / "anmeldt_20-24_two_year_averages.csv"
    rows = rows_of(path)
    recipe = attrs.evolve(NORWAY, areas=codes(row["komnr"] for row in rows))
    reading = read(path, recipe)
    expected = Counter(
        (row["år"], None if row["eiendomstyveri"] == "NA" else int(row["eiendomstyveri"]))
        for row in rows
    )
    assert figures(reading) == expected
    assert len(reading.observations) == len(rows)
