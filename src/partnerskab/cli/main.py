"""The verbs of the library, for people and for programs."""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from partnerskab.cli import (
    budget,
    calendar,
    check,
    diff,
    fetch,
    new,
    plan,
    questions,
    read,
    realism,
    report,
    schema,
    status,
    targets,
    template,
    trace,
)
from partnerskab.cli.options import settle_format
from partnerskab.cli.output import (
    BROKEN,
    FINE,
    INTERRUPTED,
    listing,
    made_with,
    print_findings,
    say,
)
from partnerskab.errors import DiagnosticsError, PartnerskabError

# In the order of the help.
COMMANDS = (
    new,
    check,
    targets,
    trace,
    status,
    report,
    diff,
    calendar,
    plan,
    budget,
    questions,
    realism,
    read,
    template,
    fetch,
    schema,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: the words after `partnerskab`; None for those of this process.

    Returns:
        0 for fine, 1 where a file or the data has errors, 130 where somebody interrupted it; wrong
        use exits with 2.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A path that is no UTF-8 is shown with the bytes that are none.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run(arguments)
    except BrokenPipeError:  # whoever read our output has gone, as `head` does
        _drop_output()
        return FINE
    except OSError as error:
        _drop_output()
        say(f"error: the output cannot be written: {error.strerror}")
        return BROKEN
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = make_parser().parse_args(arguments)
        settle_format(options)
        with listing(options):
            code: int = options.run(options)
    except DiagnosticsError as error:
        code = print_findings(error.diagnostics)
    except PartnerskabError as error:
        say(f"error: {error}")
        code = BROKEN
    finally:
        if sys.stdout is not None:
            sys.stdout.flush()
    return code


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that no second error comes at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser; the docs are made from it, too."""
    parser = argparse.ArgumentParser(
        prog="partnerskab", description="Partnership agreements as checked, executable data."
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when somebody asks for it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(made_with())
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
