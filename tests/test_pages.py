"""What the pages of the documentation show at a prompt is what a reader gets.

Each page is tried in a folder of its own that holds the examples, from its first block to its last.
A block of `$ ...` lines is run, and what it shows is compared; a line `...` stands for any lines. A
block that shows nothing but commands must succeed. A fenced block after `<!-- file: NAME -->`, or
`<!-- file: NAME in ENCODING -->`, is a file that the reader writes, and one after
`<!-- more of: NAME -->` is what the reader adds to its end. Not run are commands of other programs
than those below, those with a word in capitals, such as PATH, which stands for what the reader has,
and a block after `<!-- not run: REASON -->`. `python` is the one that runs the tests.

Other blocks of TOML are excerpts of a file of a partnership; after `<!-- under: [HEADER] -->` they
are what stands below that header.
"""

import json
import re
import shutil
import tomllib
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest
from jsonschema import Draft202012Validator, ValidationError

from docs._ext.prompts import PART, Shown, Step, follow, made, matches, run
from partnerskab.config.schema import file_kinds, file_schema
from tests.readers.statbank_server import data, serving, table_info

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TOML = re.compile(
    r"^(?:<!-- (?P<how>file|more of|under): (?P<what>[^\n]+) -->\n)?```toml\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
EXCERPTS = [
    pytest.param(f"{found['what'] or ''}\n{found['text']}", id=f"{page.name}-{number}")
    for page in PAGES
    for number, found in enumerate(TOML.finditer(page.read_text(encoding="utf-8")))
    if found["how"] in (None, "under")
]


class Now(datetime):
    """A clock that stands still, so that what is fetched has a date that can be printed."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Return the moment at which every reader of the pages fetches."""
        return cls(2017, 2, 1, 9, 30, tzinfo=tz or UTC)


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if PART.search(page.read_text(encoding="utf-8"))],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_page_shows_what_is_printed(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command on the page prints what stands below it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("datetime.datetime", Now)
    with serving(table_info(), data()) as server:
        monkeypatch.setattr("partnerskab.readers.statbank.ADDRESS", server.address)
        for step in follow(page.read_text(encoding="utf-8")):
            assert step.is_as_shown(), f"$ {step.shown.command}\n{step.printed}"


@pytest.mark.parametrize("excerpt", EXCERPTS)
def test_an_excerpt_is_of_a_file_that_can_be_read(excerpt: str) -> None:
    """Some kind of file takes its keys, its words and its values, when the rest is there, too."""
    table = json.loads(json.dumps(tomllib.loads(excerpt), default=str))  # days as text
    found = {
        kind: [
            error.message
            for error in Draft202012Validator(file_schema(kind)).iter_errors(table)
            if is_wrong(error)
        ]
        for kind in file_kinds()
    }
    assert [] in found.values(), found


def is_wrong(error: ValidationError) -> bool:
    """Say whether an excerpt has something wrong, and not only left something out."""
    if error.validator == "anyOf":
        ways: dict[object, list[ValidationError]] = {}
        for each in error.context or ():
            ways.setdefault(each.schema_path[0], []).append(each)
        return all(any(map(is_wrong, way)) for way in ways.values())
    return error.validator != "required"


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ("one\ntwo\n", "one\ntwo\n", True),
        ("one\n", "one\ntwo\n", False),
        ("one\n...\n", "one\ntwo\n", True),
        ("...\ntwo\n", "one\ntwo\n", True),
        ("one\n...\nthree\n", "one\ntwo\n", False),
        ("", "one\n", False),
    ],
)
def test_what_counts_as_shown(shown: str, real: str, *, same: bool) -> None:
    """Lines are compared whole, and three dots stand for any number of them."""
    assert matches(shown, real) is same


def test_a_page_that_is_wrong_is_found() -> None:
    """A command that prints something else than shown, or fails without saying so, is an error."""
    for shown in (Shown("ls nowhere", ""), Shown("mkdir --version", "mkdir 0\n")):
        assert not Step(shown, *run(shown.command), is_compared=True).is_as_shown()


def test_a_page_is_made_of_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command prints stands below it, whatever the source shows, and the wrong is named."""
    monkeypatch.chdir(tmp_path)
    page = """
<!-- file: one.txt -->
```text
1
2
```

```console
$ cat \\
    one.txt
1
3
$ cat one.txt
...
2
```
"""
    text, wrong = made(page)
    assert text == page.replace("1\n3", "1\n2")
    assert [step.shown.command for step in wrong] == ["cat one.txt"]
