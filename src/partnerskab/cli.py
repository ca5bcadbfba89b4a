"""The command line: the verbs of the library, for people and for programs."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from partnerskab.errors import (
    Diagnostic,
    DiagnosticsError,
    InvalidValueError,
    PartnerskabError,
    Severity,
)
from partnerskab.words import languages

if TYPE_CHECKING:
    from partnerskab.assessment.verdicts import Assessment
    from partnerskab.observations.observation_set import ObservationSet
    from partnerskab.partnership import Partnership
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
        _say(f"error: the output cannot be written: {error.strerror}")
        return BROKEN
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = make_parser().parse_args(arguments)
        code: int = options.run(options)
    except DiagnosticsError as error:
        code = _report(error.diagnostics)
    except PartnerskabError as error:
        _say(f"error: {error}")
        code = BROKEN
    finally:
        if sys.stdout is not None:
            sys.stdout.flush()
    return code


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that no second error comes at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _say(text: str) -> None:
    """Print to standard error; where nobody listens, the exit code still tells."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


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

    status = commands.add_parser(
        "status",
        help="where every promise stands on a day",
        usage="%(prog)s [options] PATH",
    )
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

    template = commands.add_parser("template", help="a form that asks a party for what is due")
    template.set_defaults(run=_template)
    template.add_argument(
        "--for", dest="party", metavar="PARTY", required=True, help="the id of the party"
    )
    template.add_argument(
        "--period", metavar="PERIOD", required=True, help="the period whose milestones are due"
    )
    template.add_argument(
        "-o", dest="output", metavar="FILE", required=True, help="a new file, such as request.xlsx"
    )

    fetch = commands.add_parser("fetch", help="figures from StatBank, kept with their date")
    fetch.set_defaults(run=_fetch)

    for command in (check, targets, status, realism, read, template, fetch):
        command.add_argument(
            "path", metavar="PATH", help="a partnership's folder, or one agreement file"
        )
    _add_fetch_options(fetch)
    read.add_argument(
        "source",
        metavar="SOURCE",
        help="a recipe of recipes.toml, 'tidy', or 'request' for a form that was filled in",
    )
    read.add_argument("file", metavar="FILE", help="the file of the source")
    for name, meaning in (("published", "published"), ("retrieved", "fetched from the source")):
        read.add_argument(
            f"--{name}",
            metavar="DATE",
            type=_day,
            help=f"the day the figures were {meaning}, where the file does not say it",
        )
    read.add_argument(
        "--description",
        metavar="FILE",
        type=Path,
        help="StatBank's description of the table, for its notes (default: the snapshot's own)",
    )
    for listing in (targets, status, realism, read):
        listing.add_argument(
            "--format",
            choices=("table", "csv", "json"),
            default="table",
            help="a table for people, or csv or json for programs (default: table)",
        )
    for listing in (targets, status, realism, template):
        listing.add_argument(
            "--language",
            choices=languages(),
            default="en",
            help="the language of what people read (default: en)",
        )
    return parser


def _add_fetch_options(fetch: argparse.ArgumentParser) -> None:
    fetch.add_argument("recipe", metavar="RECIPE", help="a recipe of recipes.toml with a request")
    fetch.add_argument(
        "--period",
        metavar="PERIOD",
        action="append",
        default=[],
        help="a period, or a range such as 2012-Q1..2013-Q4; may be given again "
        "(default: those of the recipe)",
    )
    fetch.add_argument(
        "--folder",
        metavar="FOLDER",
        default="snapshots",
        help="where the snapshot is put (default: snapshots)",
    )
    fetch.add_argument("--address", metavar="ADDRESS", help="where to ask, instead of StatBank")
    fetch.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        default=30.0,
        help="how long to wait without a sign of the server; ten times that for one whole answer "
        "(default: 30)",
    )


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


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 86_400:
        message = f"not a time to wait: {text!r}; write seconds, above 0 and up to a day"
        raise argparse.ArgumentTypeError(message)
    return seconds


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
    if options.uncertainty:
        return _uncertainty(options, assessment)
    table = _view(options, partnership, observations, assessment)
    if table is None and options.format == "table":
        from partnerskab.screen.status import status_text

        print(status_text(assessment, partnership.outlook, options.language), end="")
        return FINE
    if table is None:
        from partnerskab.tables.status import status_table

        table = status_table(assessment)
    return _show(table, options)


def _view(
    options: argparse.Namespace,
    partnership: "Partnership",
    observations: "ObservationSet | None",
    assessment: "Assessment",
) -> "Table | None":
    """Return the table that was asked for instead of the status, if one was."""
    from partnerskab.assessment.assess import assess

    if options.since is not None:
        from partnerskab.tables.changes import changes_table

        before = assess(partnership, observations, as_of=options.since)
        return changes_table(before, assessment)
    if options.outlook:
        from partnerskab.tables.outlook import outlook_table

        return outlook_table(assessment, partnership.outlook)
    if options.totals:
        from partnerskab.tables.totals import totals_table

        return totals_table(assessment)
    return None


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
    from partnerskab.values.names import did_you_mean
    from partnerskab.values.periods import Period

    target, text = options.explain
    period = Period.parse(text, year_starts=assessment.agreement.year_starts)
    verdicts = [(verdict.target, verdict.period) for verdict in assessment.verdicts]
    if (target, period) not in verdicts:
        known = dict.fromkeys(target for target, _ in verdicts)
        raise InvalidValueError(
            "there is no such verdict",
            expected=f"one of {', '.join(known)}, and a period in which something is due",
            came=f"{target} {period}",
            remedy=did_you_mean(target, known),
        )
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
        description=options.description,
    )
    _say(reading.account())
    return _show(observations_table(reading.observations), options)


def _template(options: argparse.Namespace) -> int:
    from partnerskab.config.folder import load
    from partnerskab.observations.request import Request
    from partnerskab.request_form import write_form
    from partnerskab.values.periods import Period

    agreement = load(options.path).agreement
    period = Period.parse(options.period, year_starts=agreement.year_starts)
    request = Request(agreement, options.party, period, options.language)
    write_form(request, options.output)
    rows = _count(len(request.rows), "row")
    print(f"{options.output}: {rows} for {options.party} to fill in for {period}")
    return FINE


def _fetch(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime
    from pathlib import Path

    from partnerskab.config.folder import load
    from partnerskab.readers.statbank import ADDRESS, fetch
    from partnerskab.readers.web import Patience

    snapshot = fetch(
        load(options.path).recipe(options.recipe),
        Path(options.folder),
        now=datetime.now(UTC),
        periods=options.period,
        address=options.address or ADDRESS,
        patience=Patience(timeout=options.timeout),
    )
    print(snapshot.path)
    return FINE


def _report(diagnostics: Sequence[Diagnostic]) -> int:
    """Print the diagnostics and a count to standard error, and return the exit code."""
    for diagnostic in diagnostics:
        _say(str(diagnostic))
    errors = sum(each.severity is Severity.ERROR for each in diagnostics)
    warnings = len(diagnostics) - errors
    if diagnostics:
        _say(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}")
    return BROKEN if errors else FINE


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


if __name__ == "__main__":
    sys.exit(main())
