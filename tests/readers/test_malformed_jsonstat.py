"""JSON-stat that is not as it should be: each document is refused in whole sentences."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from partnerskab.observations.recipes import Recipe
from tests.readers.layouts import JSONSTAT, cube, findings, read, said, values

NO_NUMBER = "not a number [not-a-number]"
NO_CUBE = "the file is not a JSON-stat cube [not-jsonstat]"
PLAIN = "digits with '.' as the decimal mark and nothing between groups of three"
A_MARK = "if it marks a missing figure, name it under missing or suppressed in the recipe"
AN_EMPTY_CELL = 'if it stands for a missing figure, write missing = [""] in the recipe'
A_VALUE = "a value, or the status 'suppressed'"
UTF8 = 'save the file again with the encoding "UTF-8"'
CUBE = "StatBank's format JSONSTAT: a dataset with dimension, role and value"
FETCH = "fetch the file again"


def changed(value: object, *path: str | int) -> str:
    """Return the cube with something else in one place."""
    whole: Any = cube()
    *way, last = path
    at = whole
    for step in way:
        at = at[step]
    at[last] = value
    return json.dumps(whole)


FILES: dict[str, tuple[str | bytes, Recipe, list[str]]] = {
    "cut off": (
        json.dumps(cube())[:-40],
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came=(
                    "JSONDecodeError: Unterminated string starting at: line 1 column 457 (char 456)"
                ),
                remedy=FETCH,
            ),
        ],
    ),
    "csv": (
        "OMRÅDE;TID;INDHOLD\n",
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came="JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
                remedy=FETCH,
            ),
        ],
    ),
    "an empty file": (
        "",
        JSONSTAT,
        [
            said(
                "f.json",
                "the file is empty [empty-file]",
                came="0 bytes",
                remedy="fill the file in, or remove it",
            ),
        ],
    ),
    "JSON-stat 2": (
        '{"version": "2.0", "class": "dataset"}',
        JSONSTAT,
        [
            said("f.json", NO_CUBE, expected=CUBE, came="KeyError: 'dataset'", remedy=FETCH),
        ],
    ),
    "a list": (
        "[]",
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came="TypeError: list indices must be integers or slices, not str",
                remedy=FETCH,
            ),
        ],
    ),
    "NaN": (
        changed(float("nan"), "dataset", "value", 0),
        JSONSTAT,
        [
            said(
                "f.json: OMRÅDE=101, OVERTRÆD=12, ContentsCode=STRAF11, Tid=2012K4",
                NO_NUMBER,
                expected=PLAIN,
                came="'nan'",
                remedy=A_MARK,
            ),
        ],
    ),
    "an infinity": (
        changed(float("-inf"), "dataset", "value", 0),
        JSONSTAT,
        [
            said(
                "f.json: OMRÅDE=101, OVERTRÆD=12, ContentsCode=STRAF11, Tid=2012K4",
                NO_NUMBER,
                expected=PLAIN,
                came="'-inf'",
                remedy=A_MARK,
            ),
        ],
    ),
    "1e400": (
        changed(-(10**400), "dataset", "value", 0),
        JSONSTAT,
        [
            said(
                "f.json: OMRÅDE=101, OVERTRÆD=12, ContentsCode=STRAF11, Tid=2012K4",
                "not a value of 'reports' [invalid-value]",
                expected="zero or more",
                came="-1" + "0" * 198 + "...",
            ),
        ],
    ),
    "1e9999": (
        json.dumps(cube()).replace("1200", "1e9999"),
        JSONSTAT,
        [
            said(
                "f.json: OMRÅDE=101, OVERTRÆD=12, ContentsCode=STRAF11, Tid=2012K4",
                NO_NUMBER,
                expected=PLAIN,
                came="'1E+9999'",
            ),
        ],
    ),
    "a negative count": (
        changed(-5, "dataset", "value", 0),
        JSONSTAT,
        [
            said(
                "f.json: OMRÅDE=101, OVERTRÆD=12, ContentsCode=STRAF11, Tid=2012K4",
                "not a value of 'reports' [invalid-value]",
                expected="zero or more",
                came="-5",
            ),
        ],
    ),
    "half a count": (
        changed(1.5, "dataset", "value", 0),
        JSONSTAT,
        [
            said(
                "f.json: OMRÅDE=101, OVERTRÆD=12, ContentsCode=STRAF11, Tid=2012K4",
                "not a value of 'reports' [invalid-value]",
                expected="a whole number of zero or more",
                came="1.5",
            ),
        ],
    ),
    "a flag": (
        changed(bool(1), "dataset", "value", 0),
        JSONSTAT,
        [
            said(
                "f.json: OMRÅDE=101, OVERTRÆD=12, ContentsCode=STRAF11, Tid=2012K4",
                NO_NUMBER,
                expected=PLAIN,
                came="'True'",
                remedy=A_MARK,
            ),
        ],
    ),
    "a formula": (
        changed("=1+1", "dataset", "value", 0),
        JSONSTAT,
        [
            said(
                "f.json: OMRÅDE=101, OVERTRÆD=12, ContentsCode=STRAF11, Tid=2012K4",
                NO_NUMBER,
                expected=PLAIN,
                came="'=1+1'",
            ),
        ],
    ),
    "a list for a value": (
        changed([1], "dataset", "value", 0),
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came="TypeError: a value that is neither a number nor a text",
                remedy=FETCH,
            ),
        ],
    ),
    "no value, where that is not declared": (
        changed(None, "dataset", "value", 0),
        attrs.evolve(JSONSTAT, missing=[]),
        [
            said(
                "f.json: OMRÅDE=101, OVERTRÆD=12, ContentsCode=STRAF11, Tid=2012K4",
                "only a suppressed observation has no value [invalid-value]",
                expected=A_VALUE,
                came="an empty cell",
                remedy=AN_EMPTY_CELL,
            ),
        ],
    ),
    "a number without an end": (
        json.dumps(cube()).replace("1200", "9" * 5000),
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came=(
                    "ValueError: Exceeds the limit (4300 digits) for integer string conversion: "
                    "value has 5000 digits; us"
                ),
                remedy=FETCH,
            ),
        ],
    ),
    "too few values": (
        changed([1, 2], "dataset", "value"),
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came="ValueError: 2 values for 8 cells",
                remedy=FETCH,
            ),
        ],
    ),
    "a value for a cell that is not there": (
        changed({"0": 1, "8": 2}, "dataset", "value"),
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came="ValueError: a value for a cell '8', which the cube does not have",
                remedy=FETCH,
            ),
        ],
    ),
    "a value under the name of no cell": (
        changed({"00": 1}, "dataset", "value"),
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came="ValueError: a value for a cell '00', which the cube does not have",
                remedy=FETCH,
            ),
        ],
    ),
    "sizes of another cube": (
        changed([2, 2, 1, 3], "dataset", "dimension", "size"),
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came="ValueError: its dimensions are not those that it declares",
                remedy=FETCH,
            ),
        ],
    ),
    "no dimension of time": (
        changed({}, "dataset", "dimension", "role"),
        JSONSTAT,
        [
            said("f.json", NO_CUBE, expected=CUBE, came="KeyError: 'time'", remedy=FETCH),
        ],
    ),
    "a position twice": (
        changed({"2012K4": 0, "2013K1": 0}, "dataset", "dimension", "Tid", "category", "index"),
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came="ValueError: two categories of a dimension have one code or one position",
                remedy=FETCH,
            ),
        ],
    ),
    "a code twice": (
        changed(["2012K4", "2012K4"], "dataset", "dimension", "Tid", "category", "index"),
        JSONSTAT,
        [
            said(
                "f.json",
                NO_CUBE,
                expected=CUBE,
                came="ValueError: two categories of a dimension have one code or one position",
                remedy=FETCH,
            ),
        ],
    ),
    "a fifth quarter": (
        json.dumps(cube()).replace("2013K1", "2013K5"),
        JSONSTAT,
        [
            said(
                "f.json: OMRÅDE=101, OVERTRÆD=12, ContentsCode=STRAF11, Tid=2013K5",
                "a year has no quarter 5 [not-a-period]",
                expected="quarter 1 to 4",
                came="'2013K5'",
            ),
        ],
    ),
    "a dimension that nobody named": (
        json.dumps(cube()),
        attrs.evolve(JSONSTAT, area=None, areas=[], only_area="town"),
        [
            said(
                "f.json",
                "a dimension divides the values, and the recipe does not say which are wanted "
                "[unknown-column]",
                expected="only dimensions that the recipe names, or with one category",
                came="OMRÅDE",
                remedy="name the dimension in the recipe: under only, with the wanted category",
            ),
        ],
    ),
    "a dimension that is not there": (
        json.dumps(cube()),
        attrs.evolve(JSONSTAT, area="REGION"),
        [
            said(
                "f.json",
                "the column 'REGION' is missing [missing-column]",
                expected="OVERTRÆD, REGION, Tid",
                came="OMRÅDE, OVERTRÆD, ContentsCode, Tid",
            ),
        ],
    ),
    "mixed encodings": (
        json.dumps(cube()).encode().replace(b"Indbrud", b"H\xe6rv\xe6rk"),
        JSONSTAT,
        [
            said(
                "f.json:1:170",
                "the file is not in UTF-8 [wrong-encoding]",
                expected="text in UTF-8",
                came="byte 0xE6, which is 'æ' in Windows-1252",
                remedy=UTF8,
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_malformed(tmp_path: Path, name: str) -> None:
    """A document says what is wrong with its cell, or as a whole."""
    content, recipe, expected = FILES[name]
    data = content if isinstance(content, bytes) else content.encode()
    assert findings(tmp_path / "f.json", data, recipe) == expected


def test_brackets_without_an_end(tmp_path: Path) -> None:
    """A document of endless depth is none, whatever words Python has for it."""
    (finding,) = findings(tmp_path / "f.json", b"[" * 100_000, JSONSTAT)
    assert finding.startswith(
        f"f.json: error: {NO_CUBE}\n    expected: {CUBE}\n    came:     Recurs"
    )


def test_sparse_cube(tmp_path: Path) -> None:
    """A cube may hold nothing but the values that are there."""
    sparse = changed({"0": 1200, "2": 4}, "dataset", "value")
    reading = read(tmp_path / "f.json", sparse.encode(), JSONSTAT)
    assert values(reading) == [("reports", "town", "2012-Q4", 1200)]
    assert (reading.rows, reading.without_figure) == (8, 1)


def test_cube_of_more_cells_than_anybody_gives(tmp_path: Path) -> None:
    """A sparse cube cannot claim so many cells that the reading would never end."""
    category = {"category": {"index": [str(code) for code in range(4_000)]}}
    dimension = {"a": category, "b": category, "id": ["a", "b"], "size": [4_000, 4_000]}
    dataset = {"dimension": {**dimension, "role": {"time": ["a"]}}, "value": {}}
    content = json.dumps({"dataset": dataset}).encode()
    assert findings(tmp_path / "f.json", content, JSONSTAT) == [
        said(
            "f.json",
            NO_CUBE,
            expected=CUBE,
            came="ValueError: more than 10000000 cells",
            remedy=FETCH,
        )
    ]
