"""Layouts other than the tidy one: wide tables, workbooks, JSON-stat and police.uk, by recipe."""

import json
import os
from pathlib import Path
from typing import Any

import attrs
import pytest

from partnerskab.errors import DiagnosticsError, InvalidValueError
from partnerskab.observations.recipes import Code, Recipe
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import Reading, read_file
from tests.samples import agreement, ceiling

WIDE = Recipe(
    id="wide",
    source="register",
    layout="wide",
    separator=";",
    decimal_mark=",",
    thousands_mark=".",
    header_row=3,
    indicator=1,
    indicators=[Code("Indbrud", "reports"), Code("Tyveri", "thefts")],
    missing=[".."],
    only_area="town",
)
SHEET = """Anmeldelser;;
Antal;;
;2012;2013
Indbrud;77;1.071
Brand;1;2
Tyveri;..;4
;;
Kilde: politiet;;
"""


def read(tmp_path: Path, content: str | bytes, recipe: Recipe, name: str = "f.csv") -> Reading:
    """Read a file with some content by a recipe of a small partnership."""
    data = content if isinstance(content, bytes) else content.encode(recipe.encoding)
    (tmp_path / name).write_bytes(data)
    partnership = Partnership(agreement=agreement(ceiling(90)), recipes=[recipe])
    return read_file(partnership, tmp_path / name, recipe.id)


def refused(tmp_path: Path, content: str, recipe: Recipe, name: str = "f.csv") -> str:
    """Return all that is said of a file that cannot be read, with its bare name."""
    with pytest.raises(DiagnosticsError) as caught:
        read(tmp_path, content, recipe, name)
    return str(caught.value).replace(f"{tmp_path}{os.sep}", "")


def values(reading: Reading) -> list[tuple[str, str, object]]:
    """Return indicator, period and value of what was read."""
    return [(each.indicator, str(each.period), each.value) for each in reading.observations]


def test_wide_table(tmp_path: Path) -> None:
    """Titles and footnotes are texts, marks for nothing are counted, other codes are named."""
    reading = read(tmp_path, SHEET, WIDE)
    assert values(reading) == [
        ("reports", "2012", 77),
        ("reports", "2013", 1071),
        ("thefts", "2013", 4),
    ]
    assert reading.account() == (
        "6 values in the file: 3 used, 2 not asked for, 1 without a figure\n"
        "  not asked for: indicator 'Brand', 2 times\n"
        "  text: Anmeldelser\n  text: Antal\n  text: Kilde: politiet"
    )


def test_every_value_is_accounted_for(tmp_path: Path) -> None:
    """Values in the file are those used, not asked for and without a figure together."""
    reading = read(tmp_path, SHEET, WIDE)
    not_asked = sum(count for _, _, count in reading.not_asked)
    assert reading.rows == reading.used + not_asked + reading.without_figure


def test_wide_table_in_windows_1252(tmp_path: Path) -> None:
    """The encoding is the declared one, Danish letters in a code and all."""
    danish = attrs.evolve(WIDE, encoding="cp1252", indicators=[Code("Hærværk", "reports")])
    reading = read(tmp_path, SHEET.replace("Indbrud", "Hærværk"), danish)
    assert values(reading)[0] == ("reports", "2012", 77)


def test_group_label_printed_once(tmp_path: Path) -> None:
    """A label holds for the rows below it, until one left of it changes."""
    recipe = attrs.evolve(WIDE, header_row=1, area=2, areas=[Code("Byen", "town")], only_area=None)
    content = ";;2012\nIndbrud;Byen;1\n;Landet;2\nTyveri;Byen;3\n"
    reading = read(tmp_path, content, recipe)
    assert values(reading) == [("reports", "2012", 1), ("thefts", "2012", 3)]
    assert reading.not_asked == (("area", "Landet", 1),)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "a;b\nc;d\n;x\n",
            (
                "f.csv:3: error: the row of the headings holds no period [no-periods]\n"
                "    expected: periods such as 2013 or 2013-Q1 in row 3, each once\n"
                "    came:     x\n"
                "    remedy:   correct header_row in the recipe, or name the heading under ignore"
            ),
        ),
        (
            "a\n",
            (
                "f.csv: error: the file ends before its headings [no-periods]\n"
                "    expected: periods such as 2013 or 2013-Q1 in row 3, each once\n"
                "    came:     fewer rows\n"
                "    remedy:   correct header_row in the recipe, or name the heading under ignore"
            ),
        ),
        (
            SHEET.replace("1.071", "22.9"),
            (
                "f.csv:4: Indbrud, 2013: error: not a number [not-a-number]\n"
                "    expected: digits with ',' as the decimal mark "
                "and '.' between groups of three\n"
                "    came:     '22.9'\n"
                "    remedy:   if '.' stands before the decimals, declare decimal_mark = \".\" "
                'and thousands_mark = ""'
            ),
        ),
        (
            SHEET.replace("77", "-77"),
            (
                "f.csv:4: Indbrud, 2012: error: not a value of 'reports' [invalid-value]\n"
                "    expected: zero or more\n    came:     -77"
            ),
        ),
    ],
    ids=["no period", "too short", "another decimal mark", "negative"],
)
def test_wrong_wide_table(tmp_path: Path, content: str, expected: str) -> None:
    """What is wrong is said with its row and its heading."""
    assert refused(tmp_path, content, WIDE) == expected


CUBE: dict[str, Any] = {
    "dataset": {
        "dimension": {
            "OVERTRÆD": {"category": {"index": {"12": 0, "13": 1}, "label": {"12": "Indbrud"}}},
            "Tid": {"category": {"index": {"2012": 0, "2013": 1}}},
            "id": ["OVERTRÆD", "Tid"],
            "size": [2, 2],
            "role": {"time": ["Tid"]},
        },
        "value": [1, 2, 3, None],
    }
}
JSONSTAT = Recipe(
    id="cube",
    source="register",
    layout="jsonstat",
    indicator="OVERTRÆD",
    indicators=[Code("Indbrud", "reports")],
    only_area="town",
)


def test_jsonstat(tmp_path: Path) -> None:
    """A code or its text may be mapped, and the period is the dimension of time."""
    reading = read(tmp_path, json.dumps(CUBE), JSONSTAT, "f.json")
    assert values(reading) == [("reports", "2012", 1), ("reports", "2013", 2)]
    assert reading.not_asked == (("indicator", "13", 2),)


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"dataset": 1}', '{"dataset": {"value": []}}']
)
def test_what_is_no_cube(tmp_path: Path, content: str) -> None:
    """Another document is refused as a whole."""
    assert ": error: " in refused(tmp_path, content, JSONSTAT, "f.json")


def test_choice_that_nobody_made(tmp_path: Path) -> None:
    """A dimension with several categories that the recipe does not name is an error."""
    recipe = attrs.evolve(JSONSTAT, indicator=None, indicators=(), only_indicator="reports")
    assert "[unknown-column]" in refused(tmp_path, json.dumps(CUBE), recipe, "f.json")


POLICE = Recipe(
    id="police",
    source="register",
    layout="police-uk",
    indicator="Crime type",
    indicators=[Code("Burglary", "reports")],
    only_area="town",
)


def test_police_uk(tmp_path: Path) -> None:
    """Rows are counted; one without an id counts, one whose id is there again is said."""
    content = (
        "Crime ID,Month,Crime type\na,2018-01,Burglary\n,2018-01,Burglary\na,2018-01,Burglary\n"
    )
    reading = read(tmp_path, content + "b,2018-01,Drugs\n", POLICE)
    assert values(reading) == [("reports", "2018-01", 3)]
    assert (reading.rows, reading.used, reading.not_asked) == (4, 3, (("indicator", "Drugs", 1),))
    assert reading.footnotes == ("Crime ID a again; counted again",)


def test_workbook(tmp_path: Path) -> None:
    """Numbers of a workbook are numbers, and a place in it is a cell."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Titel"], ["Antal"], [None, 2012, 2013], ["Indbrud", 77, "x"], ["Tyveri", 3, 4.0]):
        book.active.append(row)
    book.save(tmp_path / "f.xlsx")
    said = refused_workbook(tmp_path)
    assert said.startswith("f.xlsx: Sheet!C4: error: ")


def refused_workbook(tmp_path: Path) -> str:
    """Return all that is said of the workbook in a folder."""
    partnership = Partnership(agreement=agreement(ceiling(90)), recipes=[WIDE])
    with pytest.raises(DiagnosticsError) as caught:
        read_file(partnership, tmp_path / "f.xlsx", "wide")
    return str(caught.value).replace(f"{tmp_path}{os.sep}", "")


def book(tmp_path: Path, *rows: list[object]) -> str:
    """Write a workbook, read it by the recipe for wide tables, and return what is said of it."""
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(tmp_path / "f.xlsx")
    return refused_workbook(tmp_path)


def test_formula_without_a_stored_result(tmp_path: Path) -> None:
    """A formula that nobody has computed is named with its cell, and is not taken for nothing."""
    said = book(tmp_path, ["t"], ["u"], [None, 2012], ["Indbrud", "=1+1"])
    assert said == (
        "f.xlsx: Sheet!B4: error: a formula whose result is not stored in the file "
        "[formula-without-result]\n"
        "    expected: a number\n"
        "    came:     =1+1\n"
        "    remedy:   open the file in a spreadsheet and save it, or put the number in"
    )


def test_workbook_that_is_not_there(tmp_path: Path) -> None:
    """A missing workbook is a missing file."""
    pytest.importorskip("openpyxl")
    assert refused_workbook(tmp_path).startswith("f.xlsx: error: there is no such file")


def test_file_that_is_no_workbook(tmp_path: Path) -> None:
    """Another file under the name of a workbook is refused as one."""
    pytest.importorskip("openpyxl")
    (tmp_path / "f.xlsx").write_bytes(b"not a zip")
    assert "[not-a-workbook]" in refused_workbook(tmp_path)


TIDY = Recipe(
    id="list",
    source="register",
    layout="tidy",
    period="År",
    value="Antal",
    only_indicator="reports",
)


def test_a_misspelt_column_of_a_recipe_is_said_once(tmp_path: Path) -> None:
    """A column that the recipe does not name and one that it misses are one slip of the pen."""
    assert refused(tmp_path, "År,Antall\n2013,71\n", TIDY) == (
        "f.csv:1: Antall: error: unknown column [unknown-column]\n"
        "    expected: only columns that the recipe names\n"
        "    came:     'Antall'\n"
        "    remedy:   did you mean 'Antal'?"
    )


def test_another_separator_than_that_of_the_recipe(tmp_path: Path) -> None:
    """The mark that seems to divide the cells is named, and how to declare it."""
    assert refused(tmp_path, "År\tAntal\n2013\t71\n", TIDY) == (
        "f.csv:1: error: the cells seem to be divided by tabs [wrong-separator]\n"
        "    expected: commas\n"
        r"    came:     'År\tAntal'"
        "\n"
        r'    remedy:   write separator = "\t" in the recipe'
    )


def test_label_of_a_group_in_a_row_of_its_own(tmp_path: Path) -> None:
    """The rows of a group have its label, and never that of the group before."""
    recipe = attrs.evolve(WIDE, header_row=1, area=2, areas=[Code("Byen", "town")], only_area=None)
    content = ";;2012\nIndbrud;Byen;1\nBrand;;\n;Byen;2\nTyveri;;\n;Byen;3\n"
    reading = read(tmp_path, content, recipe)
    assert values(reading) == [("reports", "2012", 1), ("thefts", "2012", 3)]
    assert reading.not_asked == (("indicator", "Brand", 1),)
    assert reading.footnotes == ("Brand", "Tyveri")


def test_note_among_the_rows(tmp_path: Path) -> None:
    """What follows a text in the middle of a table is not taken for the group above it."""
    recipe = attrs.evolve(WIDE, header_row=1, area=2, areas=[Code("Byen", "town")], only_area=None)
    reading = read(tmp_path, ";;2012\nIndbrud;Byen;1\nForeløbige tal;;\n;Byen;2\n", recipe)
    assert values(reading) == [("reports", "2012", 1)]
    assert reading.not_asked == (("indicator", "Foreløbige tal", 1),)


def test_empty_columns_at_the_end(tmp_path: Path) -> None:
    """Separators after the last heading are no columns."""
    content = SHEET.replace("2013", "2013;;").replace("1.071", "1.071;;")
    assert values(read(tmp_path, content, WIDE)) == values(read(tmp_path, SHEET, WIDE))


def test_wide_table_without_labels(tmp_path: Path) -> None:
    """A table may be nothing but periods and values; its places are known by the periods."""
    recipe = attrs.evolve(
        WIDE, header_row=1, indicator=None, indicators=[], only_indicator="reports"
    )
    assert values(read(tmp_path, "2012;2013\n77;71\n", recipe)) == [
        ("reports", "2012", 77),
        ("reports", "2013", 71),
    ]
    assert refused(tmp_path, "2012;2013\n77;x\n", recipe).startswith("f.csv:2: 2013: error: ")


@pytest.mark.parametrize("fields", [{"only": [Code("2", "I alt")]}, {"ignore": [""]}])
def test_column_without_a_heading(tmp_path: Path, fields: dict[str, Any]) -> None:
    """A column of labels is named by its number where it has no heading, or ignored."""
    recipe = attrs.evolve(WIDE, header_row=1, **fields)
    content = ";;2012\nIndbrud;I alt;3\nIndbrud;Mænd;2\n"
    expected = [("reports", "2012", 3), ("reports", "2012", 2)]
    assert values(read(tmp_path, content, recipe)) == expected[: 1 if "only" in fields else 2]


def test_column_that_tells_nothing_apart(tmp_path: Path) -> None:
    """A column of labels that nobody named is no fault where the named ones suffice."""
    recipe = attrs.evolve(WIDE, header_row=1, indicator=2)
    content = ";;2012\nEjendom;Indbrud;3\n;Tyveri;2\nI alt;Brand;9\nVold;Brand;7\n"
    reading = read(tmp_path, content, recipe)
    assert values(reading) == [("reports", "2012", 3), ("thefts", "2012", 2)]
    assert reading.not_asked == (("indicator", "Brand", 2),)


@pytest.mark.parametrize("heading", ["status", "note", "source", "value", "period", "category"])
def test_column_to_choose_by_has_a_name_of_ours(tmp_path: Path, heading: str) -> None:
    """A column by which rows are chosen says nothing else, whatever it is called."""
    recipe = Recipe(
        id="chosen",
        source="register",
        layout="tidy",
        period="År",
        value="Antal",
        only=[Code(heading, "F")],
        only_indicator="reports",
    )
    reading = read(tmp_path, f"År,{heading},Antal\n2012,F,77\n2012,M,3\n", recipe)
    assert values(reading) == [("reports", "2012", 77)]
    assert reading.not_asked == ((heading, "M", 1),)
    (observation,) = reading.observations
    assert (observation.note, observation.source, observation.status) == ("", "register", "final")


def test_police_uk_of_one_force(tmp_path: Path) -> None:
    """Rows of a police file are chosen by a column as those of any other."""
    recipe = attrs.evolve(POLICE, only=[Code("Falls within", "City")])
    content = (
        "Crime ID,Month,Crime type,Falls within\n,2018-01,Burglary,City\n,2018-01,Burglary,Met\n"
    )
    reading = read(tmp_path, content, recipe)
    assert values(reading) == [("reports", "2018-01", 1)]
    assert reading.not_asked == (("Falls within", "Met", 1),)


def test_titles_above_a_tidy_table(tmp_path: Path) -> None:
    """What stands above the headings is text, and not lost."""
    recipe = Recipe(
        id="titled",
        source="register",
        layout="tidy",
        header_row=3,
        period="År",
        value="Antal",
        only_indicator="reports",
    )
    reading = read(tmp_path, 'Indbrud\n"Antal, i alt"\nÅr,Antal\n2012,77\n', recipe)
    assert reading.footnotes == ("Indbrud", "Antal, i alt")
    assert (reading.rows, reading.used) == (1, 1)


@pytest.mark.parametrize("mark", ["missing", "suppressed"])
def test_empty_cells_that_mean_something(tmp_path: Path, mark: str) -> None:
    """An empty cell stands for a missing or a suppressed figure where the recipe says so."""
    fields: dict[str, Any] = {"missing": [".."], mark: [""]}
    reading = read(
        tmp_path, SHEET.replace("77", "").replace("..", "5"), attrs.evolve(WIDE, **fields)
    )
    seen = [each.status for each in reading.observations if each.value is None]
    assert seen == ([] if mark == "missing" else ["suppressed"])
    assert reading.without_figure == (mark == "missing")


@pytest.mark.parametrize(
    ("text", "value"),
    [("22,9", "229/10"), ("22,9 %", "229/10"), ("25 pct.", "25"), ("+10 procent", "10")],
)
def test_percentage(tmp_path: Path, text: str, value: str) -> None:
    """A percentage may have its sign, where the indicator is one."""
    recipe = attrs.evolve(WIDE, indicators=[Code("Indbrud", "satisfied")])
    reading = read(tmp_path, SHEET.replace("77", text), recipe)
    assert str(values(reading)[0][2]) == value


def test_percentage_in_parentheses(tmp_path: Path) -> None:
    """What can be read in two ways is refused, as everywhere."""
    recipe = attrs.evolve(WIDE, indicators=[Code("Indbrud", "satisfied")])
    assert "[no-sign]" in refused(tmp_path, SHEET.replace("77", "(10 %)"), recipe)


def test_findings_stand_in_the_order_of_the_workbook(tmp_path: Path) -> None:
    """What is wrong with a row comes before what is wrong with the file further down."""
    said = book(
        tmp_path, ["t"], ["u"], [None, 2012], ["Indbrud", "x"], ["Tyveri", "=1+1"], ["Brand", "=2"]
    )
    heads = [line for line in said.splitlines() if ": error: " in line]
    assert [head.split(": error")[0] for head in heads] == [
        "f.xlsx: Sheet!B4",
        "f.xlsx: Sheet!B5",
        "f.xlsx: Sheet!B6",
    ]


@pytest.mark.parametrize("encoding", ["hex", "rot13", "idna", "no-such"])
def test_encoding_of_no_text(encoding: str) -> None:
    """A recipe cannot name an encoding by which no text is read."""
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(WIDE, encoding=encoding)
    assert str(caught.value) == (
        "encoding: not an encoding\n"
        "    expected: utf-8, cp1252 or another name that Python knows\n"
        f"    came:     '{encoding}'"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_nothing_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    """A file that says nothing but its encoding is empty."""
    recipe = attrs.evolve(WIDE, encoding=encoding)
    assert "[empty-file]" in refused(tmp_path, " \n", recipe)


def test_quote_for_a_separator() -> None:
    """A quote cannot be both what divides the cells and what holds them together."""
    with pytest.raises(InvalidValueError, match="separator: not a separator"):
        attrs.evolve(WIDE, separator='"')
