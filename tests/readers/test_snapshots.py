"""Snapshots: their date, the description of their table, and what a reading takes from them."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError, Place
from partnerskab.readers.reading import read_file
from partnerskab.readers.snapshots import (
    Description,
    Snapshot,
    describe,
    explained,
    read_description,
    snapshot_of,
)
from tests.readers.statbank_recipe import partnership, read
from tests.readers.statbank_server import CSV, CUBE, SPECIMENS

FETCHED = datetime(2026, 11, 23, 10, 15, 30, tzinfo=UTC)
NOTE = "in STRAF11, 0 also stands for a suppressed figure"


def stored(folder: Path, body: bytes = CSV, suffix: str = ".csv", /, **changed: object) -> Path:
    """Write a snapshot with the description of the specimens, and return its path."""
    path = folder / f"crime-STRAF11-2026-11-23T101530Z{suffix}"
    path.write_bytes(body)
    about = {"retrieved": "2026-11-23T10:15:30Z", "sha256": sha256(body).hexdigest()} | changed
    path.with_suffix(".snapshot.json").write_text(json.dumps(about), encoding="utf-8")
    description = path.with_suffix(".tableinfo.json")
    description.write_bytes((SPECIMENS / "tableinfo.json").read_bytes())
    return path


def told(path: Path) -> str:
    """Return what is said about a broken snapshot, without the folder."""
    with pytest.raises(DiagnosticsError) as caught:
        snapshot_of(path)
    return str(caught.value).replace(f"{path.parent}/", "")


def test_a_description_in_statbanks_words() -> None:
    """It says what stands for a suppressed figure, the footnote in one line, and the day."""
    assert describe((SPECIMENS / "tableinfo.json").read_text(encoding="utf-8")) == Description(
        table="STRAF11",
        suppressed_value="0",
        footnote="Invented figures. Counted by the quarter.",
        unit="Number",
        updated=date(2025, 4, 10),
    )


def test_a_description_may_say_little() -> None:
    """Only the id of the table must be there; null is as good as nothing."""
    text = '{"id": "A", "footnote": null, "suppressedDataValue": null, "unit": null}'
    assert describe(text) == Description(
        table="A", suppressed_value="", footnote="", unit="", updated=None
    )


@pytest.mark.parametrize(
    ("text", "came"),
    [
        ("", "JSONDecodeError: Expecting value: line 1 column 1 (char 0)"),
        ("<html>", "JSONDecodeError: Expecting value: line 1 column 1 (char 0)"),
        ("[]", "AttributeError: 'list' object has no attribute 'get'"),
        ("{}", "KeyError: 'id'"),
        ('{"id": 1}', "TypeError: 1 is no text"),
        ('{"id": "A", "suppressedDataValue": 7}', "TypeError: 7 is no text"),
        ('{"id": "A", "footnote": ["a"]}', "AttributeError: 'list' object has no attribute 'get'"),
        ('{"id": "A", "updated": "today"}', "ValueError: Invalid isoformat string: 'today'"),
    ],
)
def test_what_is_no_description(text: str, came: str) -> None:
    """A text of another kind is refused, with what was found in it."""
    with pytest.raises(InvalidValueError) as caught:
        describe(text)
    assert str(caught.value) == (
        "not the description of a table\n"
        "    expected: StatBank's tableinfo in JSON, with an id\n"
        f"    came:     {came}\n"
        "    remedy:   fetch it again"
    )


def test_a_description_in_a_file_that_is_none(tmp_path: Path) -> None:
    """A file with something else is named."""
    path = tmp_path / "tableinfo.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(DiagnosticsError) as caught:
        read_description(path)
    assert str(caught.value) == (
        f"{path}: error: not the description of a table [not-a-description]\n"
        "    expected: StatBank's tableinfo in JSON, with an id\n"
        "    came:     KeyError: 'id'\n"
        "    remedy:   fetch it again"
    )


def test_a_description_that_is_not_there(tmp_path: Path) -> None:
    """A description that somebody names must be there."""
    with pytest.raises(DiagnosticsError) as caught:
        read_description(tmp_path / "gone.json")
    assert [each.id for each in caught.value.diagnostics] == ["cannot-read"]


@pytest.mark.parametrize("value", [1, 10, "", "0.0", ".."])
def test_a_value_that_marks_nothing_has_no_note(value: int | str) -> None:
    """Only the very value that stands for a suppressed figure gets a note."""
    assert describe('{"id": "A", "suppressedDataValue": "0"}').note_on(value) == ""


def test_nothing_is_marked_where_the_description_is_silent() -> None:
    """Without a value for suppressed figures, an empty cell is no mark either."""
    assert describe('{"id": "A"}').note_on("") == ""


def test_a_snapshot_knows_its_date_and_description(tmp_path: Path) -> None:
    """The moment of the fetch and the description are found beside the answer."""
    path = stored(tmp_path)
    description = tmp_path / "crime-STRAF11-2026-11-23T101530Z.tableinfo.json"
    assert snapshot_of(path) == Snapshot(path=path, retrieved=FETCHED, description=description)


def test_a_snapshot_without_its_description(tmp_path: Path) -> None:
    """A description that somebody removed is not missed."""
    path = stored(tmp_path)
    path.with_suffix(".tableinfo.json").unlink()
    assert snapshot_of(path) == Snapshot(path=path, retrieved=FETCHED, description=None)


@pytest.mark.parametrize("name", ["other.csv", "gone.csv", "."])
def test_other_files_are_no_snapshots(tmp_path: Path, name: str) -> None:
    """A file that nobody fetched, a missing one and a folder are no snapshots."""
    (tmp_path / "other.csv").write_bytes(CSV)
    assert snapshot_of(tmp_path / name) is None


def test_a_snapshot_that_was_changed(tmp_path: Path) -> None:
    """An answer that somebody edited is no longer what was known on its date."""
    path = stored(tmp_path)
    path.write_bytes(CSV + b"101;TOT;2013K2;1\r\n")
    assert told(path) == (
        "crime-STRAF11-2026-11-23T101530Z.csv: error: "
        "the file is no longer what was fetched [changed-snapshot]\n"
        "    expected: the content that crime-STRAF11-2026-11-23T101530Z.snapshot.json "
        "has the hash of\n"
        "    came:     another content\n"
        "    remedy:   fetch it again; or remove that file, and this one is read as any other"
    )


@pytest.mark.parametrize(
    ("changed", "came"),
    [
        ({"retrieved": None}, "TypeError: fromisoformat: argument must be str"),
        ({"retrieved": "today"}, "ValueError: Invalid isoformat string: 'today'"),
        ({"sha256": 1}, "TypeError: 1 is no text"),
    ],
)
def test_a_broken_file_about_a_snapshot(
    tmp_path: Path, changed: dict[str, object], came: str
) -> None:
    """What cannot be read about a snapshot is named, since its date would be lost."""
    assert told(stored(tmp_path, **changed)) == (
        "crime-STRAF11-2026-11-23T101530Z.snapshot.json: error: "
        "the file does not say when its snapshot was fetched [not-a-snapshot]\n"
        "    expected: JSON with retrieved and sha256, as partnerskab fetch writes it\n"
        f"    came:     {came}\n"
        "    remedy:   fetch the snapshot again"
    )


@pytest.mark.parametrize(
    ("body", "suffix", "layout"), [(CSV, ".csv", "tidy"), (CUBE, ".json", "jsonstat")]
)
def test_a_zero_stays_zero_and_has_a_note(
    tmp_path: Path, body: bytes, suffix: str, layout: str
) -> None:
    """Where zero may stand for a suppressed figure, the zero is kept and its note says so."""
    reading = read(stored(tmp_path, body, suffix), layout)
    notes = {each.value: each.note for each in reading.observations.observations}
    assert notes == {1200: "", 1100: "", 3: "", 0: NOTE}


def test_the_footnote_is_kept(tmp_path: Path) -> None:
    """The footnote of the table is among the texts of the reading."""
    assert read(stored(tmp_path)).footnotes == ("Invented figures. Counted by the quarter.",)


def test_a_row_that_cannot_be_read_is_passed_on(tmp_path: Path) -> None:
    """A description says nothing of a row that is no record, and hides none."""
    broken = Diagnostic(id="a", place=Place(file="a.csv"), message="a broken row")
    description = tmp_path / "tableinfo.json"
    description.write_text('{"id": "A"}', encoding="utf-8")
    assert list(explained(iter([broken]), description)) == [broken]


def test_a_reading_takes_the_date_of_its_snapshot(tmp_path: Path) -> None:
    """What was known then can be asked again: the figures are retrieved on the day of the fetch."""
    observations = read(stored(tmp_path)).observations.observations
    assert {each.retrieved for each in observations} == {date(2026, 11, 23)}


def test_a_date_that_is_given_goes_first(tmp_path: Path) -> None:
    """Whoever names a date knows better than the snapshot."""
    observations = read(stored(tmp_path), retrieved=date(2026, 1, 1)).observations.observations
    assert {each.retrieved for each in observations} == {date(2026, 1, 1)}


def test_a_file_of_another_origin_has_no_notes(tmp_path: Path) -> None:
    """Without a description at hand nothing is said of a zero, and no date is made up."""
    path = tmp_path / "download.csv"
    path.write_bytes(CSV)
    reading = read(path)
    assert {(each.note, each.retrieved) for each in reading.observations.observations} == {
        ("", None)
    }
    assert reading.footnotes == ()


def test_a_description_may_be_named(tmp_path: Path) -> None:
    """A file that came another way can be read with a description, too."""
    path = tmp_path / "download.csv"
    path.write_bytes(CSV)
    reading = read_file(partnership(), path, "crime", description=SPECIMENS / "tableinfo.json")
    assert [each.note for each in reading.observations.observations if each.value == 0] == [NOTE]
