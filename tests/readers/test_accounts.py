"""Laws of every layout: the same figures read the same, and what becomes of each value is said."""

import json
from collections import Counter
from itertools import product
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.observations.recipes import Code, Recipe
from partnerskab.readers.reading import Reading
from tests.readers.layouts import AREAS, CODES, WIDE, accounted, book, read, values

pytest.importorskip("openpyxl")

# What stands in a file: for a kind of offence, an area and a year a count, or None for none.
Figures = dict[tuple[str, str, str], int | None]
KINDS = ["Indbrud", "Tyveri", "Brand", "Hærværk"]
PLACES = ["Byen", "Distriktet", "Landet"]
YEARS = ["2012", "2013"]
TIDY = attrs.evolve(
    WIDE,
    id="rows",
    layout="tidy",
    header_row=1,
    indicator="Type",
    area="Sted",
    period="År",
    value="Antal",
)
CUBE = attrs.evolve(TIDY, id="cube", layout="jsonstat", missing=[""])
POLICE = Recipe(
    id="police",
    source="register",
    layout="police-uk",
    indicator="Crime type",
    indicators=CODES,
    area="LSOA name",
    areas=AREAS,
)


@st.composite
def figures(draw: st.DrawFn, *, gaps: bool = True) -> Figures:
    """Draw a count for each of some kinds, areas and years, in any order."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, unique=True))
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, unique=True))
    years = draw(st.lists(st.sampled_from(YEARS), min_size=1, unique=True))
    count = st.none() | st.integers(0, 9) if gaps else st.integers(0, 9)
    return {key: draw(count) for key in product(kinds, places, years)}


def cell(count: int | None) -> str:
    """Return a count as a source writes it, which has a mark for none."""
    return ".." if count is None else str(count)


def as_tidy(given: Figures) -> bytes:
    """Write one value a row."""
    rows = [f"{';'.join(key)};{cell(count)}" for key, count in given.items()]
    return "\n".join(["Type;Sted;År;Antal", *rows]).encode()


def as_rows(given: Figures) -> list[list[object]]:
    """Write the years across, each kind printed once."""
    years = list(dict.fromkeys(year for _, _, year in given))
    rows: list[list[object]] = [["Anmeldte forhold"], ["Enhed: antal"], [None, None, *years]]
    printed = ""
    for kind, place in dict.fromkeys((kind, place) for kind, place, _ in given):
        label = None if kind == printed else kind
        counts = [given[kind, place, year] for year in years]
        rows.append([label, place, *(".." if count is None else count for count in counts)])
        printed = kind
    return [*rows, [], ["Kilde: politiet"]]


def as_wide(given: Figures) -> bytes:
    """Write the years across, as csv."""
    rows = as_rows(given)
    return "\n".join(";".join("" if c is None else str(c) for c in row) for row in rows).encode()


def as_workbook(given: Figures) -> bytes:
    """Write the years across, as a workbook."""
    return book(as_rows(given))


def as_cube(given: Figures) -> bytes:
    """Write a JSON-stat cube."""
    sides = [list(dict.fromkeys(key[side] for key in given)) for side in range(3)]
    dimensions = dict(zip(["Type", "Sted", "Tid"], sides, strict=True))
    dimension = {
        id: {"category": {"index": {code: index for index, code in enumerate(codes)}}}
        for id, codes in dimensions.items()
    }
    shape = {"id": list(dimensions), "size": [len(side) for side in sides]}
    whole = {**dimension, **shape, "role": {"time": ["Tid"]}}
    return json.dumps({"dataset": {"dimension": whole, "value": list(given.values())}}).encode()


WRITERS = {
    "f.csv": (as_tidy, TIDY),
    "wide.csv": (as_wide, WIDE),
    "f.xlsx": (as_workbook, WIDE),
    "f.json": (as_cube, CUBE),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one folder for every example of a law."""
    return tmp_path_factory.mktemp("accounts")


def expected(given: Figures) -> Counter[tuple[str, str, str, object]]:
    """Return what has to be read, worked out without the library."""
    kinds = {code.code: code.id for code in CODES}
    places = {code.code: code.id for code in AREAS}
    return Counter(
        (kinds[kind], places[place], year, count)
        for (kind, place, year), count in given.items()
        if kind in kinds and place in places and count is not None
    )


def left_out(given: Figures) -> dict[tuple[str, str], int]:
    """Return how many values have a code that stands for nothing, worked out likewise."""
    counts: Counter[tuple[str, str]] = Counter()
    for kind, place, _ in given:
        if kind not in [code.code for code in CODES]:
            counts["indicator", kind] += 1
        elif place not in [code.code for code in AREAS]:
            counts["area", place] += 1
    return dict(counts)


def not_asked(reading: Reading) -> dict[tuple[str, str], int]:
    """Return the codes that stand for nothing, as the reading names and counts them."""
    return {(what, code): count for what, code, count in reading.not_asked}


@pytest.mark.parametrize("name", WRITERS)
@given(given_figures=figures())
def test_values_in_are_values_used_and_reported(
    folder: Path, name: str, given_figures: Figures
) -> None:
    """Every value is used, without a figure, or named and counted by the code nobody asked for."""
    write, recipe = WRITERS[name]
    reading = read(folder / name, write(given_figures), recipe)
    assert reading.rows == len(given_figures) == accounted(reading)
    assert Counter(values(reading)) == expected(given_figures)
    assert not_asked(reading) == left_out(given_figures)


@given(given_figures=figures(gaps=False))
def test_crimes_in_are_crimes_counted_and_reported(folder: Path, given_figures: Figures) -> None:
    """Every row of a police file is counted, or named and counted by the code nobody asked for."""
    months = {"2012": "2012-01", "2013": "2013-01"}
    rows = [
        f",{months[year]},{kind},{place}"
        for (kind, place, year), count in given_figures.items()
        for _ in range(count or 0)
    ]
    content = "\n".join(["Crime ID,Month,Crime type,LSOA name", *rows]).encode()
    reading = read(folder / "police.csv", content, POLICE)
    assert reading.rows == len(rows) == accounted(reading)
    counted = {key: count for key, count in expected(given_figures).items() if key[3]}
    assert Counter(values(reading)) == Counter(
        (kind, place, months[year], count) for kind, place, year, count in counted
    )
    assert sum(not_asked(reading).values()) == len(rows) - sum(
        int(str(count)) for _, _, _, count in counted
    )


@given(given_figures=figures(), data=st.data())
def test_the_order_of_rows_never_matters(
    folder: Path, given_figures: Figures, data: st.DataObject
) -> None:
    """The same rows in another order are the same figures, by the same account."""
    other = dict(data.draw(st.permutations(list(given_figures.items()))))
    one = read(folder / "one.csv", as_tidy(given_figures), TIDY)
    two = read(folder / "two.csv", as_tidy(other), TIDY)
    assert Counter(values(one)) == Counter(values(two))
    assert one.account() == two.account()


@given(given_figures=figures())
def test_a_code_that_nobody_maps_is_named(folder: Path, given_figures: Figures) -> None:
    """Each code that stands for nothing has a line of its own, with how often it is there."""
    lines = read(folder / "f.csv", as_tidy(given_figures), TIDY).account().splitlines()[1:]
    assert sorted(lines) == sorted(
        f"  not asked for: {what} {code!r}, {count} times"
        for (what, code), count in left_out(given_figures).items()
    )


def test_a_code_is_not_its_neighbour(tmp_path: Path) -> None:
    """Codes are compared whole: neither case nor a part nor white space within makes one."""
    recipe = attrs.evolve(TIDY, areas=[Code("Byen", "town")])
    content = "Type;Sted;År;Antal\n" + "".join(
        f"Indbrud;{place};2012;1\n" for place in ("byen", "Byen ", "By", "Byens", " Byen")
    )
    reading = read(tmp_path / "f.csv", content.encode(), recipe)
    assert reading.used == 2  # white space around a cell is no part of it
    assert [code for _, code, _ in reading.not_asked] == ["By", "Byens", "byen"]
