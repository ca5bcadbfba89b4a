"""What a page shows at a prompt: the files that a reader writes, the commands, what they print."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from partnerskab.cli.main import main

PROGRAMS = {"cat", "cp", "head", "ls", "mkdir", "python"}
PLACEHOLDER = re.compile(r"\b[A-Z]{3,}\b")
PART = re.compile(
    r"^<!-- (?P<how>file|more of): (?P<name>\S+)(?: in (?P<encoding>\S+))? -->\n"
    r"```\w*\n(?P<text>.*?)^```$"
    r"|^(?P<skipped><!-- not run: .+ -->\n)?```console\n(?P<block>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
# A command may go on in the next line; what is printed ends where the next command begins.
STEP = re.compile(
    r"^\$ (?P<command>(?:.*\\\n)*.*)\n(?P<output>(?:(?!\$ ).*\n)*)",
    re.MULTILINE,
)


class Shown(NamedTuple):
    """A command, what its page shows that it prints, and where on the page that begins."""

    command: str
    output: str
    start: int = 0


class Step(NamedTuple):
    """A command that was run, its exit code and all that it said.

    Its block shows output where `is_compared`; else it must succeed, whatever it prints.
    """

    shown: Shown
    code: int
    printed: str
    is_compared: bool

    def is_as_shown(self) -> bool:
        """Say whether the command did what the page shows."""
        fails = bool(re.search(r"^(.*: )?error: ", self.shown.output, re.MULTILINE))
        same = not self.is_compared or matches(self.shown.output, self.printed)
        return same and (self.code != 0) == fails


def shown_in(block: str, start: int = 0) -> list[Shown]:
    """Return the commands of a block, which starts there on its page, with what is below each."""
    if not block.startswith("$ "):
        raise ValueError(f"a block must start with a prompt: {block}")
    return [
        Shown(re.sub(r"\\\n\s*", "", step["command"]), step["output"], start + step.start("output"))
        for step in STEP.finditer(block)
    ]


def is_run(command: str) -> bool:
    """Say whether a command is one that can be run without its reader."""
    first = command.split(maxsplit=1)[0]
    return first in {*PROGRAMS, "partnerskab"} and not PLACEHOLDER.search(command)


def run(command: str) -> tuple[int, str]:
    """Run a command where we are; return its exit code and all that it says."""
    words = [name for word in shlex.split(command) for name in _expanded(word)]
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


def _expanded(word: str) -> list[str]:
    """Return the files that a word with a star stands for, and any other word as it is."""
    return sorted(str(path) for path in Path().glob(word)) if "*" in word else [word]


def follow(page: str) -> Iterator[Step]:
    """Do where we are what a page says, step by step."""
    for part in PART.finditer(page):
        if part["name"]:
            mode = "w" if part["how"] == "file" else "a"
            with Path(part["name"]).open(mode, encoding=part["encoding"] or "utf-8") as file:
                file.write(part["text"])
            continue
        shown = [] if part["skipped"] else shown_in(part["block"], part.start("block"))
        if all(is_run(each.command) for each in shown):
            is_compared = any(each.output for each in shown)
            for each in shown:
                yield Step(each, *run(each.command), is_compared)


def matches(shown: str, real: str) -> bool:
    """Say whether a page shows what is printed; a line of three dots is any lines."""
    lines = (
        r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\s*?\n"
        for line in shown.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    )
    return bool(re.fullmatch("".join(lines), real.replace("\N{NO-BREAK SPACE}", " ")))


def made(page: str) -> tuple[str, list[Step]]:
    """Return a page with what its commands print here and now, and each step that is not as shown.

    Where three dots stand for lines that are left out, they stay.
    """
    pieces, end, wrong = [], 0, []
    for step in follow(page):
        shown = step.shown
        if not step.is_as_shown():
            wrong.append(step)
        if step.is_compared and "\n...\n" not in f"\n{shown.output}":
            pieces += [page[end : shown.start], step.printed]
            end = shown.start + len(shown.output)
    return "".join([*pieces, page[end:]]), wrong
