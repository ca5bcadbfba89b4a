"""`partnerskab report`: the status report that people read."""

import argparse
import shlex
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from partnerskab.cli.options import (
    STANDARD_OUTPUT,
    Commands,
    add_language,
    add_path,
    day,
    file_name,
)
from partnerskab.cli.output import FINE, print_findings, say

if TYPE_CHECKING:
    from partnerskab.observations.observation_set import ObservationSet
    from partnerskab.partnership import Partnership
    from partnerskab.reports.report import Report

_FORMATS = {".html": "html", ".htm": "html", ".docx": "docx", ".md": "md", ".xlsx": "xlsx"}
_BINARY = ("docx", "xlsx")
_WHOM = {"parties": "the parties", "public": "the public"}


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "report",
        help="the status report that people read",
        description="Make the status report: one page first, the rest as an appendix. It gives the "
        "figures of the last period that was due on the day. What people write stands in "
        "comments.toml and survives making it again.",
        usage="%(prog)s [options] PATH",
    )
    command.set_defaults(run=run, refuse=command.error)
    command.add_argument(
        "--observations", metavar="FILE", type=file_name, help="a tidy csv file of observations"
    )
    command.add_argument(
        "--spending", metavar="FILE", type=file_name, help="a file of expenditures, csv or xlsx"
    )
    command.add_argument(
        "--recipe",
        metavar="RECIPE",
        help="how that file is read, from spending-recipes.toml (default: the library's own csv)",
    )
    command.add_argument(
        "--comments",
        metavar="FILE",
        type=file_name,
        help="what people wrote (default: comments.toml in the folder)",
    )
    command.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the day of the report, which decides what is known and what is due (default: today)",
    )
    command.add_argument(
        "--audience",
        choices=("internal", "parties", "public"),
        default="internal",
        help="who will read it; figures that are not marked for them are refused "
        "(default: internal)",
    )
    command.add_argument(
        "--hold-back",
        action="store_true",
        help="leave out the figures that are not for the audience, and all that gives them away",
    )
    command.add_argument(
        "--for",
        dest="readers",
        choices=("everyone", "residents"),
        default="everyone",
        help="residents: without what the steering group has to decide (default: everyone)",
    )
    command.add_argument(
        "--template",
        metavar="FILE",
        type=file_name,
        help="a Word document of your own that is filled, for the format docx",
    )
    command.add_argument(
        "--format",
        choices=tuple(dict.fromkeys(_FORMATS.values())),
        help="a page, a Word document, a text or the tables behind it "
        "(default: what the name of the file says, or else html)",
    )
    command.add_argument(
        "-o",
        dest="output",
        metavar="FILE",
        type=file_name,
        default=STANDARD_OUTPUT,
        help="the file, such as status.html; one that is there is replaced "
        "(default: -, standard output)",
    )
    add_path(command)
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Make the report and write it, whole or not at all."""
    _settle(options)
    from partnerskab.assessment.assess import assess
    from partnerskab.config.folder import load, read_comments
    from partnerskab.readers.spending import read_spending
    from partnerskab.reports.report import render_report

    partnership = load(options.path)
    spending = None
    if options.spending is not None:
        spending = read_spending(partnership, options.spending, options.recipe)
        print_findings(spending.doubts)
    comments = None
    if options.comments is not None:
        comments = read_comments(partnership, options.comments)
    # The day on the wall of whoever asks, whatever the time zone.
    as_of = options.as_of or date.today()  # noqa: DTZ011
    made = render_report(
        partnership,
        assess(partnership, _observations(options, partnership), as_of=as_of),
        language=options.language,
        spending=spending,
        comments=comments,
        audience=options.audience,
        for_residents=options.readers == "residents",
        command=_command(options, as_of),
    )
    _write(options, _bytes(options, made))
    return FINE


def _settle(options: argparse.Namespace) -> None:
    """Settle the format, and refuse what does not go together."""
    suffix = Path(options.output).suffix.lower()
    named = None if options.output == STANDARD_OUTPUT else _FORMATS.get(suffix)
    if suffix and named is None and options.format is None and options.output != STANDARD_OUTPUT:
        options.refuse(
            f"argument -o: no report ends as {options.output} does: end it in "
            f"{', '.join(_FORMATS)}, or name the --format"
        )
    options.format = options.format or named or "html"
    if named not in (None, options.format):
        options.refuse(
            f"argument -o: {options.output} ends as a file of the format {named} does, "
            f"but the format is {options.format}"
        )
    is_shown = sys.stdout is not None and sys.stdout.isatty()
    if options.format in _BINARY and options.output == STANDARD_OUTPUT and is_shown:
        options.refuse(
            f"argument --format: {options.format} cannot be shown in a terminal; "
            f"name a file for it, such as -o status.{options.format}"
        )
    if options.template is not None and options.format != "docx":
        options.refuse("--template is filled for the format docx: write -o status.docx")
    if options.recipe is not None and options.spending is None:
        options.refuse("--recipe says how a file is read: name the file with --spending")
    if options.hold_back and options.audience == "internal":
        options.refuse("--hold-back is for an audience that may not see all: name it, too")


def _observations(
    options: argparse.Namespace, partnership: "Partnership"
) -> "ObservationSet | None":
    """Return the figures that the audience may see, and say what is held back from it."""
    from partnerskab.observations.observation_set import names_of
    from partnerskab.readers.reading import read_observations

    if options.observations is None:
        return None
    known = read_observations(partnership, options.observations)
    if not options.hold_back:
        return known
    hidden = names_of(known.not_for(options.audience))
    if hidden:
        say(f"held back from {_WHOM[options.audience]}: {hidden}")
        if options.comments or partnership.comments or partnership.judgements:
            say("what people wrote is shown as it is: read whether it tells what is held back")
    return known.held_back_from(options.audience)


def _bytes(options: argparse.Namespace, made: "Report") -> bytes:
    match options.format:
        case "docx":
            return made.to_docx(options.template)
        case "xlsx":
            return made.to_xlsx()
        case "md":
            return made.to_markdown().encode()
        case _:
            return made.to_html().encode()


def _write(options: argparse.Namespace, data: bytes) -> None:
    if options.output != STANDARD_OUTPUT:
        from partnerskab.files.writing import write_over

        write_over(Path(options.output), data)
    elif sys.stdout is not None:  # as `print` does where standard output is closed
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def _command(options: argparse.Namespace, as_of: date) -> str:
    """Return the command that makes the report again; of paths the names, which say enough."""
    words = ["partnerskab", "report", Path(options.path).name or options.path]
    for name in ("observations", "spending", "recipe", "comments", "template"):
        value = getattr(options, name)
        if value is not None:
            words += [f"--{name}", value if name == "recipe" else Path(value).name]
    words += ["--as-of", as_of.isoformat(), "--language", options.language]
    if options.audience != "internal":
        words += ["--audience", options.audience]
    if options.hold_back:
        words.append("--hold-back")
    if options.readers != "everyone":
        words += ["--for", options.readers]
    if Path(options.output).suffix.lower() not in _FORMATS and options.format != "html":
        words += ["--format", options.format]
    if options.output != STANDARD_OUTPUT:
        words += ["-o", Path(options.output).name]
    return shlex.join(words)
