"""Running the command line from a test, in another process too, and comparing whole texts."""

import os
import subprocess
import sys
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
FILES = Path(__file__).parent / "files"
GOLDEN = Path(__file__).parent / "golden"
RENEW = "PARTNERSKAB_RENEW_GOLDEN"

AMAGER = "examples/amager"
ILLUSTRATIVE = "examples/amager/observations-illustrative.csv"
SPENDING = "examples/amager/spending-illustrative.csv"
# An invented agreement, and the text of it that was signed.
NORDBY = "tests/trace/nordby"
NORDBY_TEXT = "tests/trace/nordby.txt"
# An agreement with amendments of every kind.
AMENDED = "tests/config_cases/valid/amended"
# An agreement that promises nothing in numbers, and observations of every status.
QUIET = str(FILES / "quiet.toml")
MIXED = str(FILES / "mixed.csv")


class Ran(NamedTuple):
    """What came of a command: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def run_process(*arguments: str | bytes, **environment: str) -> Ran:
    """Run a command in a process of its own, which must write UTF-8."""
    done = subprocess.run(
        [sys.executable, "-m", "partnerskab.cli.main", *arguments],
        env=usual_environment() | environment,
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def usual_environment() -> dict[str, str]:
    """Return the environment with the buffers on, as they are for a user."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def assert_golden(name: str, text: str, *, words_only: bool = False) -> None:
    """Compare a text with a file under `golden/`, whole, or but for the spaces in it.

    The environment variable `PARTNERSKAB_RENEW_GOLDEN` makes it write the file instead; the test
    fails all the same, so that no run both renews and passes.
    """
    path = GOLDEN / name
    kept = path.read_bytes().decode() if path.exists() else ""
    if text == kept or (words_only and text.split() == kept.split()):
        return
    if os.environ.get(RENEW):
        path.write_bytes(text.encode())
        pytest.fail(f"{path} is renewed: read what changed, and run again without {RENEW}")
    changed = "\n".join(
        unified_diff(kept.splitlines(), text.splitlines(), str(path), "now", lineterm="")
    )
    pytest.fail(f"{changed}\n\nif that is meant: {RENEW}=1 python -m pytest tests/cli")
