"""The csv that people download: no text of it computes, and everything else is as in plain csv."""

import csv
import io
from datetime import date
from fractions import Fraction
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnerskab.tables.table import Cell, Column, Kind, Table, to_csv, to_guarded_csv
from partnerskab.values.texts import harmless
from tests.strategies import exact_numbers

SIGNS = "=+-@"
# Signs that look like these: wide, small, raised and lowered.
WIDE = "\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u207c\u207a\u207b\u208c\u208a\u208b"
TEXTS = st.text(st.sampled_from([*SIGNS, *WIDE, *"\t\r\n;, '\"1a\u00a0\ufeff\u202e"]), max_size=8)
NUMBERS: st.SearchStrategy[Cell] = st.one_of(
    exact_numbers, st.dates(), st.booleans(), st.none(), st.integers(max_value=0)
)


def table(*cells: Cell) -> Table:
    """Return a table of one column with these cells."""
    return Table("things", (Column("thing", Kind.TEXT, "a thing"),), tuple((c,) for c in cells))


def guarded(text: str) -> str:
    """Return what a program reads of a text."""
    (_, row) = csv.reader(io.StringIO(to_guarded_csv(table(text)), newline=""))
    return row[0] if row else ""


def computes(cell: str) -> bool:
    """Say whether a spreadsheet might take a cell for a formula, whoever made the spreadsheet."""
    return cell.strip('" \t\r\n\ufeff\N{NO-BREAK SPACE}')[:1] in set(SIGNS + WIDE)


@given(text=TEXTS)
@example(text="=HYPERLINK(1)")
@example(text="\t=1")
@example(text="\r=1")
@example(text="x;=1+1")
@example(text="a\n@b")
@example(text='"=1')
def test_no_text_computes(text: str) -> None:
    """No text is a formula, wherever a spreadsheet ends its cells and its lines."""
    line = to_guarded_csv(table(text)).removeprefix("thing\n")
    assert guarded(text)[:1] not in set("\t\r\n")
    assert not computes(guarded(text))
    for mark in ";\t":
        for row in line.split("\n"):
            assert not any(computes(cell) for cell in row.split(mark))


@given(text=TEXTS | st.text())
def test_nothing_but_apostrophes_is_added(text: str) -> None:
    """Without the apostrophes it is the text again."""
    assert guarded(text).replace("'", "") == harmless(text).replace("'", "")


@given(text=st.text(st.sampled_from("aæ1 ,."), max_size=8))
def test_a_text_of_every_day_stays(text: str) -> None:
    """What nobody would take for a formula is as in plain csv."""
    assert to_guarded_csv(table(text)) == to_csv(table(text))


@given(cells=st.lists(NUMBERS))
@example(cells=[-5, Fraction(-1, 4), date(2014, 5, 31), True, None])
def test_what_is_no_text_stays(cells: list[Cell]) -> None:
    """Numbers, also those below zero, days, flags and empty cells are as in plain csv."""
    assert to_guarded_csv(table(*cells)) == to_csv(table(*cells))


@pytest.mark.parametrize("sign", [*SIGNS, *WIDE])
def test_a_sign_has_an_apostrophe_before_it(sign: str) -> None:
    """Every form of a sign that starts a formula is guarded, also after spaces and quotes."""
    assert normalize("NFKC", sign)[0] in f"{SIGNS}\N{MINUS SIGN}"
    assert [guarded(f"{start}{sign}1") for start in ("", " ", '"', "'")] == [
        f"'{sign}1",
        f"' {sign}1",
        f"'\"{sign}1",
        f"''{sign}1",
    ]


def test_a_heading_is_guarded_as_well() -> None:
    """The name of a column is a text like any other."""
    made = Table("things", (Column("=1", Kind.COUNT, ""),), ((1,),))
    assert to_guarded_csv(made) == "'=1\n1\n"


def test_a_minus_sign_starts_no_formula() -> None:
    """The minus that people read is no sign of a formula, so that -25 % stays readable."""
    assert guarded("\N{MINUS SIGN}25 %") == "\N{MINUS SIGN}25 %"
