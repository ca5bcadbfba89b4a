"""What the commands print, and the exit codes they end with."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

from partnerskab.cli.options import STANDARD_OUTPUT
from partnerskab.errors import Diagnostic, Severity
from partnerskab.words import counted

if TYPE_CHECKING:
    from partnerskab.tables.table import Table

FINE, BROKEN, INTERRUPTED = 0, 1, 130


def say(text: str) -> None:
    """Print to standard error; where nobody listens, the exit code still tells."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def show(table: "Table", options: argparse.Namespace) -> int:
    """Print a table in the form that was asked for."""
    if options.format == "xlsx":
        from partnerskab.tables.workbook import to_xlsx

        data = to_xlsx(table)
        if sys.stdout is not None:  # as `print` does where standard output is closed
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        return FINE
    from partnerskab.screen.layout import table_text
    from partnerskab.tables.table import FORMATS

    print(FORMATS.get(options.format, table_text)(table), end="")
    return FINE


@contextmanager
def listing(options: argparse.Namespace) -> Iterator[None]:
    """Put what a command prints into the file that it names, whole or, if it fails, not at all.

    Raises:
        DiagnosticsError: where the file is there already or cannot be written.
    """
    if getattr(options, "listing", STANDARD_OUTPUT) == STANDARD_OUTPUT:
        yield
        return
    from pathlib import Path

    from partnerskab.files.writing import write_new

    data = BytesIO()
    text = TextIOWrapper(data, encoding="utf-8", newline="\n", write_through=True)
    with redirect_stdout(text):
        yield
    write_new(Path(options.listing), data.getvalue())


def print_findings(diagnostics: Sequence[Diagnostic]) -> int:
    """Print the diagnostics and a count to standard error, and return the exit code."""
    for diagnostic in diagnostics:
        say(str(diagnostic))
    errors = sum(each.severity is Severity.ERROR for each in diagnostics)
    warnings = len(diagnostics) - errors
    if diagnostics:
        say(f"{counted(errors, 'error')}, {counted(warnings, 'warning')}")
    return exit_code(diagnostics)


def exit_code(diagnostics: Sequence[Diagnostic]) -> int:
    """Return the exit code that a program looks at: a warning breaks nothing."""
    return BROKEN if any(each.severity is Severity.ERROR for each in diagnostics) else FINE


def made_with() -> str:
    """Return the name and the version of the library; looking the version up takes time."""
    from importlib.metadata import version

    return f"partnerskab {version('partnerskab')}"
