"""StatBank, the data bank of Statistics Denmark, on the network: figures fetched and kept.

Nothing here is called unless a person asks for it; what was fetched is read from disk.
"""

import csv
import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from partnerskab.errors import InvalidValueError, Problem
from partnerskab.files.writing import write_new
from partnerskab.observations.recipes import Recipe
from partnerskab.observations.statbank import TIME, Format, StatBankRequest
from partnerskab.readers.snapshots import ABOUT, DESCRIPTION, Snapshot, describe
from partnerskab.readers.web import Answer, FetchError, Patience, ask

ADDRESS = "https://api.statbank.dk/v1"
"""Where StatBank answers."""


def fetch(
    recipe: Recipe,
    folder: Path,
    *,
    now: datetime,
    periods: Iterable[str] = (),
    address: str = ADDRESS,
    patience: Patience | None = None,
    sleep: Callable[[float], object] = time.sleep,
) -> Snapshot:
    """Ask StatBank for what a recipe wants, and keep the answer as a snapshot of its own.

    The description of the table is kept beside it, without the names of the people to ask.

    Args:
        recipe: says what to ask for.
        folder: where the snapshot is put; it is made where it is missing.
        now: the moment, with its time zone.
        periods: periods and ranges such as `2012-Q1..2013-Q4`; none for those of the recipe.
        address: where to ask.
        patience: how long to wait for an answer, and how often to ask.
        sleep: waits for so many seconds.

    Raises:
        InvalidValueError: where the recipe does not say what to ask for.
        FetchError: where no answer comes, or another than was asked for; nothing is written.
        DiagnosticsError: where the snapshot cannot be written; nothing of it stays.
    """
    if recipe.request is None:
        raise InvalidValueError(
            f"the recipe '{recipe.id}' does not say what to ask StatBank for",
            expected="a table, a format and variables",
            came="no request in the recipe",
            remedy=f"write [{recipe.id}.request] in recipes.toml",
        )
    request, moment = recipe.request, now.astimezone(UTC)
    wanted = request.body(periods)
    patience = patience or Patience()
    address = address.rstrip("/")
    about_table = {"format": "json", "id": request.table, "lang": request.language.value}
    described = ask(f"{address}/tableinfo?{urlencode(about_table)}", None, patience, sleep)
    description = _description(described, request)
    answer = ask(f"{address}/data", json.dumps(wanted).encode(), patience, sleep)
    _check(answer, request)
    about = {
        "recipe": recipe.id,
        "address": answer.address,
        "request": wanted,
        "retrieved": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "status": answer.status,
        "content_type": answer.content_type,
        "sha256": sha256(answer.body).hexdigest(),
    }
    name = f"{recipe.id}-{request.table}-{moment:%Y-%m-%dT%H%M%SZ}{request.format.suffix}"
    path = folder / name
    files = {path.with_suffix(DESCRIPTION): description, path.with_suffix(ABOUT): _shown(about)}
    # The answer comes last, so that wherever it is, the rest is there, too.
    _write({**files, path: answer.body})
    return Snapshot(path=path, retrieved=moment, description=path.with_suffix(DESCRIPTION))


def _description(answer: Answer, request: StatBankRequest) -> bytes:
    """Return what is kept of the description of the table."""
    try:
        text = answer.body.decode("utf-8-sig")
        table = describe(text).table
    except (UnicodeDecodeError, InvalidValueError):
        raise _garbled(answer, "the description of a table, in JSON", _opening(answer)) from None
    if table.casefold() != request.table.casefold():
        raise _garbled(answer, f"the description of {request.table}", f"that of {table!r}")
    given = json.loads(text)
    given.pop("contacts", None)  # names and telephone numbers that nobody here needs
    return _shown(given)


def _check(answer: Answer, request: StatBankRequest) -> None:
    """Refuse an answer of another form, before any of it is stored."""
    try:
        text = answer.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _garbled(answer, "text in UTF-8", _opening(answer)) from None
    if request.format is Format.JSONSTAT:
        _check_cube(answer, text)
    else:
        _check_csv(answer, text, request)


def _check_cube(answer: Answer, text: str) -> None:
    try:
        cube = json.loads(text)["dataset"]
        sound = isinstance(cube["dimension"]["size"], list) and "value" in cube
    except (ValueError, LookupError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise _garbled(answer, "a JSON-stat cube", _opening(answer))


def _check_csv(answer: Answer, text: str, request: StatBankRequest) -> None:
    asked = [*(selection.code for selection in request.variables), TIME]
    expected = f"csv with the columns {', '.join(asked)} and one of values"
    rows = csv.reader(StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        headings = [heading.casefold() for heading in next(rows, [])]
        if not {code.casefold() for code in asked} < set(headings):
            raise _garbled(answer, expected, _opening(answer))
        other = next((row for row in rows if len(row) != len(headings)), None)
    except csv.Error as error:
        raise _garbled(answer, expected, f"in row {rows.line_num}: {error}") from None
    if other is not None:
        expected = f"{len(headings)} cells in every row"
        raise _garbled(answer, expected, f"{len(other)} in row {rows.line_num}")
    if not text.endswith("\n"):
        raise _garbled(answer, "a last row that is whole", "a last row without its end")


def _garbled(answer: Answer, expected: str, came: str) -> FetchError:
    problem = Problem(
        id="garbled-answer",
        message=f"{answer.address} answers with something else than was asked for",
        expected=expected,
        came=came,
        remedy="try again; nothing has been stored",
    )
    return FetchError(problem)


def _opening(answer: Answer) -> str:
    return repr(answer.body[:60]).removeprefix("b") if answer.body else "nothing"


def _shown(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def _write(files: dict[Path, bytes]) -> None:
    """Write all of the files or none; the folder of the first is made where it is missing."""
    written: list[Path] = []
    try:
        for path, data in files.items():
            with suppress(OSError):  # the next line says what is wrong with the folder
                path.parent.mkdir(parents=True, exist_ok=True)
            write_new(path, data)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink()
        raise
