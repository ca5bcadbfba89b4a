"""Request forms for the tests: made, filled in as a person would do it, and read back."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import partnerskab
from partnerskab.errors import DiagnosticsError
from partnerskab.observations.request import Request
from partnerskab.readers.reading import Reading, read_file
from partnerskab.request_form import make_form
from partnerskab.values.periods import Period

AMAGER = partnerskab.load(Path(__file__).parents[1] / "examples" / "amager")
# The form that the tests fill in and read, in a folder of each test's own.
FORM = Path("request.xlsx")
Edit = Callable[[Worksheet], Any]


def request(party: str = "police", year: int = 2014, language: str = "da") -> Request:
    """Return a request of the Amager agreement."""
    return Request(AMAGER.agreement, party, Period(year), language)


# A form is the same each time, and making one takes longer than reading it.
sent = cache(make_form)


def filled_in(form: Path, asked: Request, *edits: Edit) -> None:
    """Make a form and change its sheet with the rows, as `put` or a function of a test does."""
    workbook = load_workbook(BytesIO(sent(asked)))
    for edit in edits:
        edit(workbook.worksheets[1])
    workbook.save(form)


def put(**cells: Any) -> Edit:
    """Return an edit that writes into cells, such as `G5=61`; None empties one."""

    def edit(sheet: Worksheet) -> None:
        for name, value in cells.items():
            sheet[name] = value

    return edit


# A row as it should be: the first of the police's, filled in.
GOOD = put(G5=61, H5="endelig", I5=date(2015, 2, 1), J5="talt op to gange")


def answer(*edits: Edit, asked: Request | None = None) -> Reading:
    """Return what is read from a form after some edits; the one for the police in 2014, if none."""
    filled_in(FORM, asked or request(), *edits)
    return read_file(AMAGER, FORM, "request")


def refused(*edits: Edit, asked: Request | None = None) -> str:
    """Return everything that is said of a form after some edits."""
    with pytest.raises(DiagnosticsError) as caught:
        answer(*edits, asked=asked)
    return str(caught.value)


def said(cell: str, message: str, *, expected: str = "", came: str = "", remedy: str = "") -> str:
    """Return the text of a diagnostic about a cell."""
    parts = {"expected: ": expected, "came:     ": came, "remedy:   ": remedy}
    lines = [f"    {name}{text}" for name, text in parts.items() if text]
    return "\n".join([f"request.xlsx: Tal!{cell}: error: {message}", *lines])


def values(reading: Reading) -> list[object]:
    """Return the values that were read."""
    return [each.value for each in reading.observations]


def rewrite(old: bytes, new: bytes) -> None:
    """Replace what a pattern finds in the rows of the form, as another program might write it."""
    data = FORM.read_bytes()
    with ZipFile(BytesIO(data)) as before, ZipFile(FORM, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/worksheets/sheet2.xml":
                content, times = re.subn(old, new, content)
                assert times == 1, content
            after.writestr(name, content)
