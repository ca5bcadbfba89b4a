"""What the pages of the documentation show at a prompt is what a reader gets.

Each page is tried in a folder of its own that holds the examples, from its first block to its last.
A block of `$ ...` lines is run, and what it shows is compared; a line `...` stands for any lines. A
block that shows nothing but commands must succeed. A fenced block after `<!-- file: NAME -->`, or
`<!-- file: NAME in ENCODING -->`, is a file that the reader writes, and one after
`<!-- more of: NAME -->` is what the reader adds to its end. Not run are commands of other programs
than those below, those with a word in capitals, such as PATH, which stands for what the reader has,
and a block after `<!-- not run: REASON -->`. `python` is the one that runs the tests.
"""

import re
import shlex
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, tzinfo
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple, Self

import pytest

from partnerskab.cli.main import main
from tests.readers.statbank_server import data, serving, table_info

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PROGRAMS = {"cat", "cp", "head", "ls", "mkdir", "python"}
PLACEHOLDER = re.compile(r"\b[A-Z]{3,}\b")
PART = re.compile(
    r"^<!-- (?P<how>file|more of): (?P<name>\S+)(?: in (?P<encoding>\S+))? -->\n"
    r"```\w*\n(?P<text>.*?)^```$"
    r"|^(?P<skipped><!-- not run: .+ -->\n)?```console\n(?P<block>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Now(datetime):
    """A clock that stands still, so that what is fetched has a date that can be printed."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Return the moment at which every reader of the pages fetches."""
        return cls(2017, 2, 1, 9, 30, tzinfo=tz or UTC)


class Shown(NamedTuple):
    """A command of a page, and what the page shows that it prints."""

    command: str
    output: str


def shown_in(block: str) -> list[Shown]:
    """Return the commands of a block, each with the lines below it."""
    joined = re.sub(r"\\\n\s*", "", block)  # a command may go on in the next line
    parts = re.split(r"^\$ ", joined, flags=re.MULTILINE)
    assert parts[0] == "", f"a block must start with a prompt: {block}"
    return [Shown(*part.partition("\n")[::2]) for part in parts[1:]]


def is_run(command: str) -> bool:
    """Say whether a command is one that a test can run."""
    first = command.split(maxsplit=1)[0]
    return first in {*PROGRAMS, "partnerskab"} and not PLACEHOLDER.search(command)


def ran(command: str) -> tuple[int, str]:
    """Run a command where we are; return its exit code and all that it says."""
    words = [name for word in shlex.split(command) for name in expanded(word)]
    if words[0] != "partnerskab":
        words[0] = sys.executable if words[0] == "python" else words[0]
        done = subprocess.run(words, capture_output=True, text=True, check=False, encoding="utf-8")
        return done.returncode, done.stdout + done.stderr
    kept = BytesIO()
    stream = TextIOWrapper(kept, encoding="utf-8", newline="\n", write_through=True)
    with redirect_stdout(stream), redirect_stderr(stream):
        try:
            code = main(words[1:])
        except SystemExit as stop:  # argparse leaves this way
            code = stop.code if isinstance(stop.code, int) else -1
    return code, kept.getvalue().decode()


def expanded(word: str) -> list[str]:
    """Return the files that a word with a star stands for, and any other word as it is."""
    return sorted(str(path) for path in Path().glob(word)) if "*" in word else [word]


def follow(page: Path) -> None:
    """Do where we are what a page says, and compare what it shows."""
    for part in PART.finditer(page.read_text(encoding="utf-8")):
        if part["name"]:
            mode = "w" if part["how"] == "file" else "a"
            with Path(part["name"]).open(mode, encoding=part["encoding"] or "utf-8") as file:
                file.write(part["text"])
            continue
        steps = [] if part["skipped"] else shown_in(part["block"])
        for step in steps if all(is_run(each.command) for each in steps) else []:
            check(step, any(each.output for each in steps))


def matches(shown: str, real: str) -> bool:
    """Say whether a page shows what is printed; a line of three dots is any lines."""
    lines = (
        r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\s*?\n"
        for line in shown.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    )
    return bool(re.fullmatch("".join(lines), real.replace("\N{NO-BREAK SPACE}", " ")))


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
        follow(page)


def check(step: Shown, /, compared: object) -> None:
    """Run a command of a page and compare what it prints, or at least whether it succeeds."""
    code, real = ran(step.command)
    fails = bool(re.search(r"^(.*: )?error: ", step.output, re.MULTILINE))
    assert (code != 0) == fails, f"$ {step.command}\n{real}"
    assert not compared or matches(step.output, real), f"$ {step.command}\n{real}"


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
    for step in (Shown("ls nowhere", ""), Shown("mkdir --version", "mkdir 0\n")):
        with pytest.raises(AssertionError):
            check(step, compared=True)
