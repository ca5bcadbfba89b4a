"""Fuzz: whatever happens to a file of any layout, it is read in full or refused in our own words.

By default each law is tried on a hundred files; `HYPOTHESIS_PROFILE=fuzz` tries twenty thousand.
"""

import csv
import json
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from partnerskab.errors import DiagnosticsError
from partnerskab.observations.recipes import Recipe
from partnerskab.readers.reading import Reading
from tests.readers import layouts
from tests.readers.layouts import RECIPES, TEXTS, accounted, book, read

pytest.importorskip("openpyxl")

BY_ID = {recipe.id: recipe for recipe in RECIPES}
TABLES = ["wide", "bulk", "own", "police"]
BOOKS = {"wide": layouts.WIDE_CELLS, "bulk": layouts.BULK_CELLS}
HOSTILE = [
    *("", " ", "-", "..", "nan", "NaN", "inf", "-inf", "Infinity", "1e400", "1e9999", "-1", "-0"),
    *(
        "1,5",
        "1.5",
        "1.000",
        "1 000",
        "1/3",
        "1/0",
        "½",
        "٣",
        "²",
        "0x1F",
        "1_000",
        "+",
        "--1",
        "%",
    ),
    *("22,9 %", "(10 %)", "1,5 mio. kr.", "=1+1", "=HYPERLINK(1)", "@SUM(A1)", "#DIV/0!", "#N/A"),
    *("2012", "2012K4", "2013-02-30", "0000", "9999", "10000", "2012/13", "2012-Q5", "2012-2011"),
    *("Indbrud", "Byen", "Brand", "101", "12", "TOT", "reports", "final", "suppressed", "public"),
    *(
        '"',
        '"" ""',
        ";",
        ",",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "\0",
        "\ufeff",
        "\u2028",
        "Å",
        "å",
        "\U0001f600",
    ),
    *(
        "True",
        "None",
        "null",
        "x" * 200_000,
        "9" * 5_000,
        "0." + "1" * 5_000,
        "9" * 3000 + ".5" * 1,
    ),
]
hostile_text = st.sampled_from(HOSTILE) | st.text(max_size=8)
in_a_workbook: st.SearchStrategy[Any] = st.one_of(
    hostile_text.map(lambda text: text[:30_000]),  # a cell of a workbook holds no more
    st.integers(-1, 5) | st.just(10**15),
    st.floats(allow_nan=False),
    st.booleans() | st.none(),
    st.dates() | st.datetimes() | st.times(),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one folder for every example of a law."""
    return tmp_path_factory.mktemp("hostile")


def outcome(path: Path, content: bytes, recipe: Recipe) -> Reading | DiagnosticsError:
    """Read a file; any other error than our own ends the test, and so does a warning."""
    try:
        reading = read(path, content, recipe)
    except DiagnosticsError as error:
        refused = error
    else:
        check_account(reading, recipe)
        return reading
    assert refused.diagnostics
    assert all(each.message and each.place.file == str(path) for each in refused.diagnostics)
    return refused


def check_account(reading: Reading, recipe: Recipe) -> None:
    """Hold what a reading says of its values against itself."""
    assert reading.rows == accounted(reading)
    assert reading.account()
    if recipe.id != "police":
        assert len(reading.observations) == reading.used


@st.composite
def damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """Draw a file some of whose bytes were changed, lost, doubled or put in."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.sampled_from([1, 2, 10, 1000])))
        match draw(st.sampled_from(["change", "cut", "end", "double", "insert"])):
            case "change" if at < len(data):
                data[at] = draw(st.integers(0, 255))
            case "cut":
                del data[at:end]
            case "end":
                del data[at:]
            case "double":
                data[at:at] = data[at:end]
            case _:
                data[at:at] = draw(
                    st.binary(max_size=4)
                    | st.sampled_from([b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b'"', b"\0", b"PK\3\4"])
                    | hostile_text.map(lambda text: text.encode("utf-8", "surrogatepass"))
                )
    return bytes(data)


@st.composite
def garbled(
    draw: st.DrawFn, sound: list[list[Any]], cells: st.SearchStrategy[Any]
) -> list[list[Any]]:
    """Draw a table some of whose rows and cells were changed, lost, doubled or moved."""
    rows = [list(row) for row in sound]
    for _ in range(draw(st.integers(1, 4))):
        if not rows:
            break
        at = draw(st.integers(0, len(rows) - 1))
        column = draw(st.integers(0, len(rows[at])))
        match draw(
            st.sampled_from(["cell", "cell", "cell", "drop", "double", "move", "cut", "add"])
        ):
            case "cell" if column < len(rows[at]):
                rows[at][column] = draw(cells)
            case "drop":
                del rows[at]
            case "double":
                rows.insert(at, list(rows[at]))
            case "move":
                rows.insert(draw(st.integers(0, len(rows) - 1)), rows.pop(at))
            case "cut":
                del rows[at][column:]
            case _:
                rows[at].insert(column, draw(cells))
    return rows


def rows_of(text: str, recipe: Recipe) -> list[list[str]]:
    """Return the cells of a text file."""
    return list(csv.reader(StringIO(text, newline=""), delimiter=recipe.separator))


def text_of(rows: list[list[str]], recipe: Recipe) -> bytes:
    """Return a text file with these cells, with quotes where they are needed."""
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=recipe.separator).writerows(rows)
    return stream.getvalue().encode("utf-8", "surrogatepass")


def lines_below(rows: list[list[Any]], recipe: Recipe) -> tuple[int, int]:
    """Return how many rows hold something, above and below the headings, with those.

    Counted here in another way than the library does, so that it can be held to account.
    """
    filled = [
        number
        for number, row in enumerate(rows, start=1)
        if any(cell is not None and str(cell).strip() for cell in row)
    ]
    above = sum(number < recipe.header_row for number in filled)
    return above, len(filled) - above - 1


def account_for(reading: Reading, rows: list[list[Any]], recipe: Recipe) -> None:
    """Hold a reading against the number of rows that went in."""
    above, below = lines_below(rows, recipe)
    texts = [text for text in reading.footnotes if not text.startswith("Crime ID")]
    if recipe.id == "wide":
        per_row, rest = divmod(reading.rows, max(1, below - (len(texts) - above)))
        assert rest == 0
        assert per_row > 0 or below == len(texts) - above
    else:
        assert reading.rows == below
        if recipe.id != "police":
            assert len(texts) == above


@pytest.mark.parametrize("name", TEXTS)
@given(data=st.data())
def test_damaged_bytes(folder: Path, name: str, data: st.DataObject) -> None:
    """A text file with wrong bytes is read or refused."""
    content = data.draw(damaged(TEXTS[name].encode()))
    outcome(folder / f"{name}.csv", content, BY_ID[name])


@pytest.mark.parametrize("name", TABLES)
@given(data=st.data())
def test_garbled_cells(folder: Path, name: str, data: st.DataObject) -> None:
    """A csv file with wrong cells is read or refused, and no row goes missing."""
    recipe = BY_ID[name]
    sound = rows_of(TEXTS[name].removeprefix("\ufeff"), recipe)
    rows = data.draw(garbled(sound, hostile_text))
    assume(all("\r" not in cell and "\n" not in cell for row in rows[:4] for cell in row))
    reading = outcome(folder / f"{name}.csv", text_of(rows, recipe), recipe)
    if isinstance(reading, Reading):
        account_for(reading, rows, recipe)


@pytest.mark.parametrize("name", BOOKS)
@given(data=st.data())
def test_garbled_workbook(folder: Path, name: str, data: st.DataObject) -> None:
    """A workbook with wrong cells is read or refused, and no row goes missing."""
    from openpyxl.utils.exceptions import IllegalCharacterError

    rows = data.draw(garbled(BOOKS[name], in_a_workbook))
    try:
        content = book(rows)
    except (IllegalCharacterError, ValueError):
        reject()
    reading = outcome(folder / f"{name}.xlsx", content, BY_ID[name])
    if isinstance(reading, Reading):
        account_for(reading, rows, BY_ID[name])


@pytest.mark.parametrize("name", BOOKS)
@given(data=st.data())
def test_damaged_workbook(folder: Path, name: str, data: st.DataObject) -> None:
    """A workbook with wrong bytes is read or refused."""
    outcome(folder / f"{name}.xlsx", data.draw(damaged(SOUND_BOOKS[name])), BY_ID[name])


SOUND_BOOKS = {name: book(rows) for name, rows in BOOKS.items()}


@pytest.mark.parametrize("name", BOOKS)
@given(data=st.data())
def test_damaged_part_of_a_workbook(folder: Path, name: str, data: st.DataObject) -> None:
    """A workbook with wrong bytes inside one of its sound zipped parts is read or refused."""
    sound = zipfile.ZipFile(BytesIO(SOUND_BOOKS[name]))
    part = data.draw(st.sampled_from(sound.namelist()))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as changed:
        for each in sound.namelist():
            content = sound.read(each)
            changed.writestr(each, data.draw(damaged(content)) if each == part else content)
    outcome(folder / f"{name}.xlsx", stream.getvalue(), BY_ID[name])


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 10)
    | st.floats()
    | st.sampled_from(HOSTILE)
    | st.sampled_from([10**400, "101", "Tid", "2012K4"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(HOSTILE), inner, max_size=3)
    ),
    max_leaves=5,
)


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to everything in a JSON document."""
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(each for key, value in inner for each in paths_in(value, (*path, key)))]


@given(data=st.data())
def test_garbled_cube(folder: Path, data: st.DataObject) -> None:
    """A JSON-stat document with something else in one place is read in full or refused."""
    cube: Any = layouts.cube()
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(paths_in(cube)[1:]))
        at = cube
        for key in way:
            at = at[key]
        if data.draw(st.booleans()):
            at[last] = data.draw(json_values)
        else:
            del at[last]
        if not paths_in(cube)[1:]:
            break
    reading = outcome(folder / "cube.json", json.dumps(cube).encode(), BY_ID["jsonstat"])
    if isinstance(reading, Reading):
        given = cube["dataset"]["value"]
        assert reading.rows >= len(given)
