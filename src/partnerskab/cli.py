"""The command line: the verbs of the library, for people and for programs."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version

from partnerskab.errors import Diagnostic, DiagnosticsError, PartnerskabError, Severity
from partnerskab.words import languages

FINE, BROKEN, INTERRUPTED = 0, 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: the words after `partnerskab`; None for those of this process.

    Returns:
        0 for fine, 1 where a file or the data has errors, 130 where somebody interrupted it; wrong
        use exits with 2.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    options = make_parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except DiagnosticsError as error:
        return _report(error.diagnostics)
    except PartnerskabError as error:
        print(f"error: {error}", file=sys.stderr)
        return BROKEN
    except BrokenPipeError:  # whoever read our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    return code


def make_parser() -> argparse.ArgumentParser:
    """Return the parser; the docs are made from it, too."""
    parser = argparse.ArgumentParser(
        prog="partnerskab", description="Partnership agreements as checked, executable data."
    )
    parser.add_argument("--version", action="version", version=version("partnerskab"))
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="read a folder and report everything wrong with it")
    check.set_defaults(run=_check)

    targets = commands.add_parser("targets", help="the targets: rule, exact and printed values")
    targets.set_defaults(run=_targets)

    status = commands.add_parser("status", help="where every promise stands on a day")
    status.set_defaults(run=_status)
    status.add_argument("--observations", metavar="FILE", help="a tidy csv file of observations")
    status.add_argument(
        "--as-of",
        metavar="DATE",
        type=_day,
        help="the day that decides what is known and what is due (default: today)",
    )

    read = commands.add_parser("read", help="observations from a source's file, tidy")
    read.set_defaults(run=_read)

    for command in (check, targets, status, read):
        command.add_argument(
            "path", metavar="PATH", help="a partnership's folder, or one agreement file"
        )
    read.add_argument("source", metavar="SOURCE", help="a recipe of recipes.toml, or 'tidy'")
    read.add_argument("file", metavar="FILE", help="the file of the source")
    for name, meaning in (("published", "published"), ("retrieved", "fetched from the source")):
        read.add_argument(
            f"--{name}",
            metavar="DATE",
            type=_day,
            help=f"the day the figures were {meaning}, where the file does not say it",
        )
    for listing in (targets, status, read):
        listing.add_argument(
            "--format",
            choices=("table", "csv", "json"),
            default="table",
            help="a table for people, or csv or json for programs (default: table)",
        )
    for listing in (targets, status):
        listing.add_argument(
            "--language",
            choices=languages(),
            default="en",
            help="the language of the table for people (default: en)",
        )
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"not a date: {text!r}; write it like 2014-05-31"
        raise argparse.ArgumentTypeError(message) from None


def _check(options: argparse.Namespace) -> int:
    from partnerskab.config.folder import check
    from partnerskab.screen import summary

    checked = check(options.path)
    if checked.partnership is not None:
        print(summary(checked.partnership, options.path), end="")
    return _report(checked.diagnostics)


def _targets(options: argparse.Namespace) -> int:
    from partnerskab.config.folder import load

    agreement = load(options.path).agreement
    if options.format == "table":
        from partnerskab.screen import targets_text

        print(targets_text(agreement, options.language), end="")
    else:
        from partnerskab.tables import FORMATS, targets_table

        print(FORMATS[options.format](targets_table(agreement)), end="")
    return FINE


def _status(options: argparse.Namespace) -> int:
    from partnerskab.assessment.assess import assess
    from partnerskab.config.folder import load
    from partnerskab.readers.reading import read_observations

    partnership = load(options.path)
    observations = None
    if options.observations is not None:
        observations = read_observations(partnership, options.observations)
    # The day on the wall of whoever asks, whatever the time zone.
    as_of = options.as_of or date.today()  # noqa: DTZ011
    assessment = assess(partnership, observations, as_of=as_of)
    if options.format == "table":
        from partnerskab.screen import status_text

        print(status_text(assessment, options.language), end="")
    else:
        from partnerskab.tables import FORMATS, status_table

        print(FORMATS[options.format](status_table(assessment)), end="")
    return FINE


def _read(options: argparse.Namespace) -> int:
    from partnerskab.config.folder import load
    from partnerskab.readers.reading import read_file
    from partnerskab.screen import table_text
    from partnerskab.tables import FORMATS, observations_table

    reading = read_file(
        load(options.path),
        options.file,
        None if options.source == "tidy" else options.source,
        published=options.published,
        retrieved=options.retrieved,
    )
    table = observations_table(reading.observations)
    print(FORMATS.get(options.format, table_text)(table), end="")
    print(reading.account(), file=sys.stderr)
    return FINE


def _report(diagnostics: Sequence[Diagnostic]) -> int:
    """Print the diagnostics and a count to standard error, and return the exit code."""
    for diagnostic in diagnostics:
        print(diagnostic, file=sys.stderr)
    errors = sum(each.severity is Severity.ERROR for each in diagnostics)
    warnings = len(diagnostics) - errors
    if diagnostics:
        print(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}", file=sys.stderr)
    return BROKEN if errors else FINE


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


if __name__ == "__main__":
    sys.exit(main())
