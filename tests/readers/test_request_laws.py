"""What holds for every request form: values put in come out, and nothing else ever does."""

from contextlib import suppress
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerskab.errors import DiagnosticsError, PartnerskabError
from partnerskab.observations.request import Request
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import read_file
from partnerskab.values.exact import Exact
from partnerskab.values.forms import DANISH
from partnerskab.values.periods import Period
from tests.forms import AMAGER, FORM, GOOD, answer, filled_in, put, request, sent, values
from tests.samples import agreement, floor


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every form be called `request.xlsx`, in a folder of its own."""
    monkeypatch.chdir(tmp_path)


SHARES = attrs.evolve(
    agreement(floor(70)),
    sources=[attrs.evolve(each, party="council") for each in agreement().sources],
)
DECIMALS = st.decimals(0, 100, places=3).map(Fraction)


@given(st.lists(st.none() | st.integers(0, 10**9), min_size=6, max_size=6), st.data())
@settings(max_examples=20)
def test_counts_that_are_put_in_come_out(counts: list[int | None], data: st.DataObject) -> None:
    """Every count of a form is read back, as a number or as a Danish text, and no other."""
    words = data.draw(st.lists(st.sampled_from(list(request().statuses)[:-1]), min_size=6))
    as_text = data.draw(st.lists(st.booleans(), min_size=6))
    days = data.draw(st.lists(st.none() | st.dates(date(2014, 1, 1), date(2030, 1, 1)), min_size=6))
    cells: dict[str, Any] = {}
    for row, count in enumerate(counts):
        if count is not None:
            written = DANISH.text(count) if as_text[row] else count
            cells |= {f"G{row + 5}": written, f"H{row + 5}": words[row], f"I{row + 5}": days[row]}
    reading = answer(put(**cells))
    came = {each.indicator: each for each in reading.observations}
    for index, (asked, count) in enumerate(zip(request().rows, counts, strict=True)):
        seen = came.get(asked.indicator.id)
        assert (seen.value if seen else None) == count
        assert seen is None or (seen.status, seen.published) == (
            request().statuses[words[index]],
            days[index],
        )
    assert reading.rows == reading.used + reading.without_figure == 6


@given(DECIMALS, st.booleans())
@settings(max_examples=20)
def test_a_share_that_is_put_in_comes_out(share: Exact, as_text: bool) -> None:  # noqa: FBT001
    """A number with decimals is read back exactly, though a spreadsheet keeps it as a float."""
    asked = Request(SHARES, "council", Period(2013), "da")
    edit = put(G5=DANISH.text(share) if as_text else float(share), H5="endelig")
    filled_in(FORM, asked, edit)
    assert values(read_file(Partnership(agreement=SHARES), FORM, "request")) == [share]


@given(st.data())
@settings(max_examples=20)
def test_a_broken_file_gives_the_librarys_own_errors(data: st.DataObject) -> None:
    """Whatever bytes come back, in the archive or in a part of it, only our own errors come out."""
    whole = sent(request("ssp"))
    with ZipFile(BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    broken = data.draw(st.none() | st.sampled_from(list(parts)))
    content = whole if broken is None else parts[broken]
    start = data.draw(st.integers(0, len(content) - 1))
    stop = data.draw(st.integers(start, min(len(content), start + 200)))
    content = content[:start] + data.draw(st.binary(max_size=50)) + content[stop:]
    if broken is None:
        FORM.write_bytes(content)
    else:
        with ZipFile(FORM, "w") as archive:
            for name, part in (parts | {broken: content}).items():
                archive.writestr(name, part)
    with suppress(PartnerskabError):
        read_file(AMAGER, FORM, "request")


@given(st.data())
@settings(max_examples=20)
def test_whatever_is_typed_is_read_or_refused(data: st.DataObject) -> None:
    """No value in any cell gives anything but observations or diagnostics."""
    typed = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(allow_nan=False, allow_infinity=False),
        st.dates(date(1900, 3, 1)),
        st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), max_size=30),
    )
    names = [f"{letter}{row}" for letter in "ABCDEFGHIJKL" for row in range(1, 14)]
    cells = data.draw(st.dictionaries(st.sampled_from(names), typed, max_size=4))
    filled_in(FORM, request(), GOOD, put(**cells))
    with suppress(DiagnosticsError):
        reading = read_file(AMAGER, FORM, "request")
        assert reading.rows == reading.used + reading.without_figure == len(request().rows)
