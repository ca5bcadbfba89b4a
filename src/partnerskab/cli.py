"""The command line: the verbs of the library, for people and for programs."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from partnerskab.errors import Diagnostic, DiagnosticsError, PartnerskabError, Severity
from partnerskab.words import languages

if TYPE_CHECKING:
    from partnerskab.assessment.verdicts import Assessment
    from partnerskab.tables.table import Table

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
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
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
    views = status.add_mutually_exclusive_group()
    views.add_argument(
        "--explain",
        nargs=2,
        metavar=("TARGET", "PERIOD"),
        help="everything that one verdict rests on, instead",
    )
    views.add_argument(
        "--since", metavar="DATE", type=_day, help="what changed since that day and why, instead"
    )
    for view, meaning in (
        ("outlook", "whether the last milestones will be reached, by named methods, instead"),
        ("uncertainty", "what chance leaves of the verdicts on counts, instead"),
        ("totals", "totals over the targets of an objective, labelled, instead"),
    ):
        views.add_argument(f"--{view}", action="store_true", help=meaning)

    realism = commands.add_parser("realism", help="what a draft's targets ask for, before signing")
    realism.set_defaults(run=_realism)
    realism.add_argument("--history", metavar="FILE", help="a tidy csv file of earlier years")

    read = commands.add_parser("read", help="observations from a source's file, tidy")
    read.set_defaults(run=_read)

    for command in (check, targets, status, realism, read):
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
    for listing in (targets, status, realism, read):
        listing.add_argument(
            "--format",
            choices=("table", "csv", "json"),
            default="table",
            help="a table for people, or csv or json for programs (default: table)",
        )
    for listing in (targets, status, realism):
        listing.add_argument(
            "--language",
            choices=languages(),
            default="en",
            help="the language of the table for people (default: en)",
        )
    return parser


class _Version(argparse.Action):
    """Looks the version up only when somebody asks for it, since that takes time."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(_made_with())
        parser.exit()


def _made_with() -> str:
    from importlib.metadata import version

    return f"partnerskab {version('partnerskab')}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"not a date: {text!r}; write it like 2014-05-31"
        raise argparse.ArgumentTypeError(message) from None


def _check(options: argparse.Namespace) -> int:
    from partnerskab.config.folder import check
    from partnerskab.screen.summary import summary

    checked = check(options.path)
    if checked.partnership is not None:
        print(summary(checked.partnership, options.path), end="")
    return _report(checked.diagnostics)


def _targets(options: argparse.Namespace) -> int:
    from partnerskab.config.folder import load

    agreement = load(options.path).agreement
    if options.format == "table":
        from partnerskab.screen.targets import targets_text

        print(targets_text(agreement, options.language), end="")
    else:
        from partnerskab.tables.table import FORMATS
        from partnerskab.tables.targets import targets_table

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
    if options.explain is not None:
        return _explain(options, assessment)
    if options.since is not None:
        from partnerskab.tables.changes import changes_table

        before = assess(partnership, observations, as_of=options.since)
        return _show(changes_table(before, assessment), options)
    if options.outlook:
        from partnerskab.tables.outlook import outlook_table

        return _show(outlook_table(assessment, partnership.outlook), options)
    if options.uncertainty:
        return _uncertainty(options, assessment)
    if options.totals:
        from partnerskab.tables.totals import totals_table

        return _show(totals_table(assessment), options)
    if options.format == "table":
        from partnerskab.screen.status import status_text

        print(status_text(assessment, partnership.outlook, options.language), end="")
        return FINE
    from partnerskab.tables.status import status_table

    return _show(status_table(assessment), options)


def _uncertainty(options: argparse.Namespace, assessment: "Assessment") -> int:
    from partnerskab.screen.chances import uncertainty_text
    from partnerskab.tables.uncertainty import uncertainty_table

    if options.format != "table":
        return _show(uncertainty_table(assessment), options)
    print(uncertainty_text(assessment, options.language), end="")
    return FINE


def _explain(options: argparse.Namespace, assessment: "Assessment") -> int:
    from partnerskab.files.hashes import content_hashes
    from partnerskab.tables.receipt import receipt_table
    from partnerskab.values.periods import Period

    target, text = options.explain
    period = Period.parse(text, year_starts=assessment.agreement.year_starts)
    files = [options.path, *([options.observations] if options.observations else [])]
    made_from = {"made with": _made_with(), **content_hashes(files)}
    return _show(receipt_table(assessment, target, period, made_from), options)


def _realism(options: argparse.Namespace) -> int:
    from partnerskab.config.folder import load
    from partnerskab.readers.reading import read_observations
    from partnerskab.screen.chances import realism_text
    from partnerskab.tables.realism import realism_table

    partnership = load(options.path)
    history = None
    if options.history is not None:
        history = read_observations(partnership, options.history)
    if options.format != "table":
        return _show(realism_table(partnership.agreement, history), options)
    print(realism_text(partnership.agreement, history, options.language), end="")
    return FINE


def _show(table: "Table", options: argparse.Namespace) -> int:
    """Print a table in the form that was asked for."""
    from partnerskab.screen.layout import table_text
    from partnerskab.tables.table import FORMATS

    print(FORMATS.get(options.format, table_text)(table), end="")
    return FINE


def _read(options: argparse.Namespace) -> int:
    from partnerskab.config.folder import load
    from partnerskab.readers.reading import read_file
    from partnerskab.tables.observations import observations_table

    reading = read_file(
        load(options.path),
        options.file,
        None if options.source == "tidy" else options.source,
        published=options.published,
        retrieved=options.retrieved,
    )
    print(reading.account(), file=sys.stderr)
    return _show(observations_table(reading.observations), options)


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
