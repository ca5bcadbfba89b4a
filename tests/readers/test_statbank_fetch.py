"""Fetching from StatBank: what is asked, what is refused, and what stands on disk afterwards."""

import json
import os
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from shutil import copy
from typing import Any

import attrs
import pytest

from partnerskab.cli.main import main
from partnerskab.errors import DiagnosticsError, InvalidValueError
from partnerskab.observations.statbank import Selection, StatBankRequest
from partnerskab.readers.snapshots import Snapshot, snapshot_of
from partnerskab.readers.statbank import ADDRESS, fetch
from partnerskab.readers.web import FetchError, Patience
from tests.readers.statbank_recipe import read, recipe
from tests.readers.statbank_server import (
    CSV,
    CUBE,
    SPECIMENS,
    Reply,
    Server,
    chunked,
    data,
    raw,
    reply,
    serving,
    table_info,
)

NOW = datetime(2026, 11, 23, 10, 15, 30, 999, tzinfo=UTC)
STEM = "crime-STRAF11-2026-11-23T101530Z"
FILES = [f"{STEM}.csv", f"{STEM}.snapshot.json", f"{STEM}.tableinfo.json"]
REQUEST = StatBankRequest(
    table="STRAF11",
    format="CSV",
    language="en",
    variables=[Selection("OMRÅDE", ["101", "411"]), Selection("OVERTRÆD", ["TOT"])],
    periods=["2012-Q4..2013-Q1"],
)
CUBE_REQUEST = attrs.evolve(REQUEST, format="JSONSTAT")
AMAGER = Path(__file__).parents[2] / "examples" / "amager"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def fetched(
    server: Server, folder: Path, request: StatBankRequest | None = REQUEST, **given: Any
) -> Snapshot:
    """Fetch by the recipe of the specimens, without any pause."""
    is_cube = request is not None and request.format == "JSONSTAT"
    whole = attrs.evolve(recipe("jsonstat" if is_cube else "tidy"), request=request)
    patience = Patience(timeout=5, pauses=(0,))
    options: dict[str, Any] = {"now": NOW, "patience": patience, "sleep": lambda _: None}
    return fetch(whole, folder, address=server.address, **options | given)


def refused(folder: Path, *replies: Reply, request: StatBankRequest = REQUEST) -> str:
    """Return why an answer is refused, with the server called HERE; nothing may be on disk then."""
    with serving(*replies) as server, pytest.raises(FetchError) as caught:
        fetched(server, folder, request)
    assert list(folder.iterdir()) == []
    return str(caught.value).replace(server.address, "HERE")


def names(folder: Path) -> list[str]:
    """Return the names of all files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_statbank_is_asked_in_encrypted_form() -> None:
    """Without another address, figures come from Statistics Denmark itself."""
    assert ADDRESS == "https://api.statbank.dk/v1"


def test_what_is_asked(tmp_path: Path) -> None:
    """First the description of the table, in the language of the request, then the data."""
    with serving() as server:
        fetched(server, tmp_path)
    described, wanted = server.asked
    assert described == ("GET", "/tableinfo?format=json&id=STRAF11&lang=en", b"")
    assert (wanted.method, wanted.path) == ("POST", "/data")
    assert json.loads(wanted.body) == REQUEST.body()


def test_periods_that_are_named(tmp_path: Path) -> None:
    """Periods that are named go before those of the recipe."""
    with serving() as server:
        fetched(server, tmp_path, periods=["2012-Q4"])
    assert json.loads(server.asked[1].body)["variables"][-1]["values"] == ["2012K4"]


def test_a_snapshot_is_three_files(tmp_path: Path) -> None:
    """The names hold the recipe, the table and the moment, so that snapshots sort by time."""
    with serving() as server:
        fetched(server, tmp_path)
    assert names(tmp_path) == FILES


def test_the_answer_is_kept_byte_by_byte(tmp_path: Path) -> None:
    """The data stand on disk as they came."""
    with serving() as server:
        snapshot = fetched(server, tmp_path)
    assert snapshot.path.read_bytes() == CSV


def test_a_cube_is_kept_as_json(tmp_path: Path) -> None:
    """JSON-stat has a name of its own kind, beside the two files about it."""
    with serving(table_info(), data(CUBE, "text/json")) as server:
        snapshot = fetched(server, tmp_path, CUBE_REQUEST)
    assert (snapshot.path.name, snapshot.path.read_bytes()) == (f"{STEM}.json", CUBE)


def test_what_is_known_about_a_snapshot(tmp_path: Path) -> None:
    """The file about it says what was asked where and when, and what came."""
    with serving() as server:
        snapshot = fetched(server, tmp_path)
    about = snapshot.path.with_suffix(".snapshot.json").read_text(encoding="utf-8")
    assert json.loads(about) == {
        "recipe": "crime",
        "address": f"{server.address}/data",
        "request": REQUEST.body(),
        "retrieved": "2026-11-23T10:15:30Z",
        "status": 200,
        "content_type": "text/csv; charset=utf-8",
        "sha256": sha256(CSV).hexdigest(),
    }


def test_the_description_is_kept_without_people(tmp_path: Path) -> None:
    """Whom to call at Statistics Denmark is nobody's business here; all else is kept."""
    with serving() as server:
        fetched(server, tmp_path)
    kept = json.loads((tmp_path / f"{STEM}.tableinfo.json").read_text(encoding="utf-8"))
    given = json.loads((SPECIMENS / "tableinfo.json").read_text(encoding="utf-8"))
    assert kept == {key: given[key] for key in given if key != "contacts"}


def test_a_snapshot_can_be_found_again(tmp_path: Path) -> None:
    """What fetch returns is what the file on disk says of itself."""
    with serving() as server:
        snapshot = fetched(server, tmp_path)
    assert snapshot_of(snapshot.path) == attrs.evolve(
        snapshot, retrieved=NOW.replace(microsecond=0)
    )


def test_a_snapshot_can_be_read(tmp_path: Path) -> None:
    """The recipe that fetched the figures reads them."""
    with serving() as server:
        snapshot = fetched(server, tmp_path)
    reading = read(snapshot.path)
    assert (reading.rows, reading.used, len(reading.footnotes)) == (4, 4, 1)


def test_the_moment_is_told_in_utc(tmp_path: Path) -> None:
    """Wherever the clock hangs, the names of snapshots speak of the same time."""
    there = NOW.astimezone(timezone(timedelta(hours=2)))
    with serving() as server:
        fetched(server, tmp_path, now=there)
    assert names(tmp_path) == FILES


def test_a_folder_is_made(tmp_path: Path) -> None:
    """The folder of the snapshots need not be there before the first."""
    with serving() as server:
        fetched(server, tmp_path / "data" / "snapshots")
    assert names(tmp_path / "data" / "snapshots") == FILES


def test_a_passing_fault_is_survived(tmp_path: Path) -> None:
    """A cut connection and a busy server cost time, and nothing else."""
    cut = reply("200 OK", CSV[:40], Content_Length=str(len(CSV)))
    with serving(reply("503 Busy"), table_info(), cut, data()) as server:
        snapshot = fetched(server, tmp_path)
    assert snapshot.path.read_bytes() == CSV


def test_a_stream_is_kept_whole(tmp_path: Path) -> None:
    """BULK comes in chunks."""
    request = attrs.evolve(REQUEST, format="BULK")
    with serving(table_info(), chunked(CSV[:50], CSV[50:], b"")) as server:
        assert fetched(server, tmp_path, request).path.read_bytes() == CSV


def test_no_row_may_be_an_answer(tmp_path: Path) -> None:
    """BULK leaves out zeros, so that headings alone are an answer."""
    headings = CSV.splitlines(keepends=True)[0]
    with serving(table_info(), data(headings)) as server:
        assert fetched(server, tmp_path).path.read_bytes() == headings


def test_a_cut_connection_stores_nothing(tmp_path: Path) -> None:
    """Half an answer is none."""
    cut = reply("200 OK", CSV[:40], Content_Length=str(len(CSV)))
    assert refused(tmp_path, table_info(), cut) == (
        "no answer from HERE/data\n"
        "    came:     the connection was cut, 2 times\n"
        "    remedy:   try again later"
    )


CSV_EXPECTED = "csv with the columns OMRÅDE, OVERTRÆD, Tid and one of values"


@pytest.mark.parametrize(
    ("body", "expected", "came"),
    [
        (b"", CSV_EXPECTED, "nothing"),
        (b"<!DOCTYPE html>\n<p>Sorry", CSV_EXPECTED, r"'<!DOCTYPE html>\n<p>Sorry'"),
        (b'{"dataset":{}}', CSV_EXPECTED, "'{\"dataset\":{}}'"),
        (b"A;TID;INDHOLD\r\n1;2012;3\r\n", CSV_EXPECTED, r"'A;TID;INDHOLD\r\n1;2012;3\r\n'"),
        (b"\x1f\x8b\x08\x00", "text in UTF-8", r"'\x1f\x8b\x08\x00'"),
        (CSV.replace("Å".encode(), b"\xc5"), "text in UTF-8", None),
        (CSV[:-8], "4 cells in every row", "3 in row 5"),
        (CSV[:-2], "a last row that is whole", "a last row without its end"),
        (CSV + b"101;TOT\r\n", "4 cells in every row", "2 in row 6"),
        (CSV + b'"101', CSV_EXPECTED, "in row 6: unexpected end of data"),
    ],
    ids=[
        "nothing",
        "html",
        "json",
        "other columns",
        "compressed",
        "windows-1252",
        "cut in a row",
        "cut in the end of a row",
        "short row",
        "open quote",
    ],
)
def test_garbage_is_refused(tmp_path: Path, body: bytes, expected: str, came: str | None) -> None:
    """What is not the csv that was asked for is told, and not stored."""
    came = came or repr(body[:60]).removeprefix("b")
    assert refused(tmp_path, table_info(), data(body)) == (
        "HERE/data answers with something else than was asked for\n"
        f"    expected: {expected}\n"
        f"    came:     {came}\n"
        "    remedy:   try again; nothing has been stored"
    )


def test_a_length_that_is_too_short_is_noticed(tmp_path: Path) -> None:
    """A server that announces less than it sends gives a row that is not whole."""
    short = reply("200 OK", CSV, Content_Length=str(len(CSV) - 10))
    assert "expected: 4 cells in every row\n" in refused(tmp_path, table_info(), short)


def test_a_head_without_a_body_is_no_answer(tmp_path: Path) -> None:
    """A connection that is cut after the head brings nothing, and that is said."""
    cut = raw(b"HTTP/1.1 200 OK\r\nContent-Ty")
    assert "came:     nothing\n" in refused(tmp_path, table_info(), cut)


@pytest.mark.parametrize(
    "body",
    [
        CUBE[:-5],
        b"[]",
        b'{"dataset": []}',
        b'{"dataset": {"dimension": {"size": [1]}}}',
        b'{"dataset": {"dimension": {"size": 1}, "value": []}}',
        b"[" * 100_000,
    ],
    ids=["cut", "list", "empty", "no value", "no sizes", "deep"],
)
def test_what_is_no_cube_is_refused(tmp_path: Path, body: bytes) -> None:
    """What is not the JSON-stat that was asked for is told, and not stored."""
    assert refused(tmp_path, table_info(), data(body), request=CUBE_REQUEST) == (
        "HERE/data answers with something else than was asked for\n"
        "    expected: a JSON-stat cube\n"
        f"    came:     {repr(body[:60]).removeprefix('b')}\n"
        "    remedy:   try again; nothing has been stored"
    )


@pytest.mark.parametrize(
    ("body", "expected", "came"),
    [
        (b"<html>", "the description of a table, in JSON", "'<html>'"),
        (b"\xff", "the description of a table, in JSON", r"'\xff'"),
        (b'{"id": "FOLK1A"}', "the description of STRAF11", "that of 'FOLK1A'"),
    ],
)
def test_a_wrong_description_is_refused(
    tmp_path: Path, body: bytes, expected: str, came: str
) -> None:
    """Figures are not asked for where their table cannot be described."""
    assert refused(tmp_path, table_info(body), data()) == (
        "HERE/tableinfo?format=json&id=STRAF11&lang=en answers with something else than was asked "
        "for\n"
        f"    expected: {expected}\n"
        f"    came:     {came}\n"
        "    remedy:   try again; nothing has been stored"
    )


def test_a_recipe_without_a_request(tmp_path: Path) -> None:
    """A recipe for files that come another way cannot be fetched, and nothing is asked."""
    with serving() as server, pytest.raises(InvalidValueError) as caught:
        fetched(server, tmp_path, None)
    assert server.asked == []
    assert str(caught.value) == (
        "the recipe 'crime' does not say what to ask StatBank for\n"
        "    expected: a table, a format and variables\n"
        "    came:     no request in the recipe\n"
        "    remedy:   write [crime.request] in recipes.toml"
    )


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_overwritten(tmp_path: Path, name: str) -> None:
    """Where one of the three is there already it stays, and none of the others is added."""
    (tmp_path / name).write_bytes(b"kept")
    with serving() as server, pytest.raises(DiagnosticsError) as caught:
        fetched(server, tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / name}: error: the file is there already [file-exists]\n"
        "    remedy:   give another name, or move the file away first: it may have been filled in"
    )
    assert (names(tmp_path), (tmp_path / name).read_bytes()) == ([name], b"kept")


def failing_at(monkeypatch: pytest.MonkeyPatch, nth: int, error: BaseException) -> None:
    """Let the n-th file fail when it is put on disk."""
    real = os.fsync
    calls: list[int] = []

    def fsync(number: int) -> None:
        calls.append(number)
        if len(calls) == nth:
            raise error
        real(number)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_failing_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Whichever file cannot be written, no part of the snapshot stays."""
    failing_at(monkeypatch, nth, OSError(28, "No space left on device"))
    with serving() as server, pytest.raises(DiagnosticsError) as caught:
        fetched(server, tmp_path)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.message == "the file cannot be written: No space left on device"
    assert names(tmp_path) == []


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_an_interruption_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Whenever somebody presses Ctrl-C, no part of the snapshot stays."""
    failing_at(monkeypatch, nth, KeyboardInterrupt())
    with serving() as server, pytest.raises(KeyboardInterrupt):
        fetched(server, tmp_path)
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A folder below a file is told as such."""
    (tmp_path / "file").write_bytes(b"")
    with serving() as server, pytest.raises(DiagnosticsError) as caught:
        fetched(server, tmp_path / "file" / "snapshots")
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.id, diagnostic.message) == ("cannot-write", "there is no such folder")


RECIPES = """\
[crime]
source = "police-yearly"
layout = "tidy"
separator = ";"
period = "TID"
only_indicator = "burglary"
only = { "OMRÅDE" = "101", "OVERTRÆD" = "TOT" }

[crime.request]
table = "STRAF11"
format = "CSV"
variables = { "OMRÅDE" = ["101", "411"], "OVERTRÆD" = ["TOT"] }

[files]
source = "police-yearly"
layout = "tidy"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the agreement for Amager and a recipe with a request; it is entered."""
    for name in ("agreement.toml", "safety-plan.toml"):
        copy(AMAGER / name, tmp_path)
    (tmp_path / "recipes.toml").write_text(RECIPES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


Printed = pytest.CaptureFixture[str]


@pytest.mark.usefixtures("folder")
def test_the_command_prints_where_the_snapshot_is(capsys: Printed) -> None:
    """The path alone stands on standard output, so that `read` can be given it."""
    with serving() as server:
        code = main(
            ["fetch", ".", "crime", "--period", "2012-Q4..2013-Q1", "--address", server.address]
        )
    printed = capsys.readouterr()
    path = Path(printed.out.removesuffix("\n"))
    assert (code, printed.err, path.parent) == (0, "", Path("snapshots"))
    assert snapshot_of(path) is not None


@pytest.mark.usefixtures("folder")
def test_the_command_takes_periods_and_a_folder(capsys: Printed) -> None:
    """Periods may be given several times, and the snapshot goes where it is told to."""
    periods = ["--period", "2012-Q4", "--period", "2013-Q1"]
    with serving() as server:
        options = ["--folder", "data", "--timeout", "5.5", "--address", f"{server.address}/"]
        code = main(["fetch", ".", "crime", *periods, *options])
    assert (code, Path(capsys.readouterr().out).parent) == (0, Path("data"))
    values = json.loads(server.asked[1].body)["variables"][-1]["values"]
    assert values == ["2012K4", "2013K1"]


def test_the_command_tells_a_refusal(folder: Path, capsys: Printed) -> None:
    """What StatBank refuses is an error, and no folder is made for it."""
    refusal = reply("400 Bad Request", b'{"errorTypeCode":"REQUEST","message":"No such table"}')
    with serving(refusal) as server:
        code = main(["fetch", ".", "crime", "--period", "2012", "--address", server.address])
    assert code == 1
    assert capsys.readouterr().err == (
        f"error: {server.address}/tableinfo?format=json&id=STRAF11&lang=da refuses the request\n"
        "    came:     400 Bad Request: No such table (REQUEST)\n"
        "    remedy:   correct what is asked for\n"
    )
    assert not (folder / "snapshots").exists()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon", "86401"])
def test_the_command_wants_a_time_to_wait(capsys: Printed, seconds: str) -> None:
    """A time-out that is none is wrong use."""
    with pytest.raises(SystemExit) as stop:
        main(["fetch", ".", "crime", f"--timeout={seconds}"])
    assert stop.value.code == 2
    assert capsys.readouterr().err.endswith(
        "partnerskab fetch: error: argument --timeout: "
        f"not a time to wait: {seconds!r}; write seconds, above 0 and up to a day\n"
    )


def test_wrong_requests_are_reported_with_their_places(folder: Path, capsys: Printed) -> None:
    """What is wrong with a request is said by `check`, where it stands in the file."""
    wrong = RECIPES.replace('["101", "411"]', "[1]").replace("format =", "formats = 1\nformat =")
    (folder / "recipes.toml").write_text(wrong, encoding="utf-8")
    assert main(["check", "."]) == 1
    assert capsys.readouterr().err == (
        "recipes.toml:11:1: crime.request.formats: error: unknown key [unknown-key]\n"
        "    expected: table, format, language, variables, periods\n"
        "    came:     formats\n"
        "    remedy:   did you mean 'format'?\n"
        'recipes.toml:13:27: crime.request.variables."OMRÅDE"[0]: error: wrong type [wrong-type]\n'
        "    expected: a text in quotes\n"
        "    came:     the number 1\n"
        "2 errors, 0 warnings\n"
    )


# The real responses of StatBank are not part of the project; see CONTRIBUTING.md.
def specimens() -> Path:
    """Return the folder of recorded responses, or skip the test."""
    path = os.environ.get("PARTNERSKAB_SPECIMENS")
    if not path:
        pytest.skip("PARTNERSKAB_SPECIMENS does not name a folder of recorded files")
    return Path(path) / "statbank"


@pytest.mark.parametrize(
    ("name", "form"), [("data_straf42_csv", "CSV"), ("data_straf42_json", "JSONSTAT")]
)
def test_recorded_requests_and_responses(tmp_path: Path, name: str, form: str) -> None:
    """What StatBank was asked in 2025 is asked again, and its answer is kept byte by byte."""
    recorded = json.loads((specimens() / f"{name}.request.json").read_text(encoding="utf-8"))
    body = next(specimens().glob(f"{name}.[cj]s*")).read_bytes()
    info = (specimens() / "table_info_straf42.json").read_bytes()
    request = StatBankRequest(
        table="STRAF42",
        format=form,
        language="en",
        variables=[Selection("HERKOMST1", ["00"])],
        periods=["2023"],
    )
    with serving(table_info(info), data(body, recorded["content_type"])) as server:
        snapshot = fetched(server, tmp_path, request)
    assert snapshot.path.read_bytes() == body
    described, wanted = server.asked
    table = json.loads(
        (specimens() / "table_info_straf42.request.json").read_text(encoding="utf-8")
    )
    assert (described.method, ADDRESS + described.path) == (table["method"].upper(), table["uri"])
    assert (wanted.method, ADDRESS + wanted.path) == (recorded["method"].upper(), recorded["uri"])
    # StatBank does not mind capitals; and we ask for codes in csv, not for texts.
    ours, theirs = (
        json.loads(text.casefold()) for text in (wanted.body.decode(), recorded["request_body"])
    )
    assert ours | {"valuepresentation": "default"} == theirs


def test_a_recorded_table_in_bulk(tmp_path: Path) -> None:
    """A table of 33,920 rows goes to disk and is read again, zeros with their notes."""
    path = specimens().parent / "denmark_real" / "straf11_quarterly_2016K1-2025K4.csv"
    request = attrs.evolve(REQUEST, format="BULK", periods=["2016-Q1..2025-Q4"])
    with serving(table_info(), data(path.read_bytes())) as server:
        reading = read(fetched(server, tmp_path, request).path)
    assert reading.rows == 33_920
    assert {each.note != "" for each in reading.observations.observations if each.value == 0} == {
        True
    }
