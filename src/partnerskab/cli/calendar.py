"""`partnerskab calendar`: what is due in a year, when, and who owes it."""

import argparse
from datetime import date

from partnerskab.cli.options import Commands, add_format, add_language, add_path, day, file_name
from partnerskab.cli.output import FINE, say, show
from partnerskab.words import counted


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "calendar",
        help="what is due in a year, when, and who owes it",
        description="List what is due in a year, when and who owes it, no more exactly than the "
        "text says: meetings, yearly duties, reports. With a log.toml it also says what was kept, "
        "is late or is missing.",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--year", type=_year, metavar="YEAR", help="the year (default: that of the day)"
    )
    command.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the day by which a decision or what the log says counts (default: today)",
    )
    command.add_argument(
        "--ics",
        metavar="FILE",
        type=file_name,
        help="also write the year into this calendar file; one that is there is brought up to date",
    )
    add_path(command)
    add_format(command)
    add_language(command)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 < int(text) < date.max.year):
        raise argparse.ArgumentTypeError(f"not a year: {text!r}; write it like 2015")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Print the calendar, with what became of it where there is a log."""
    from partnerskab.config.folder import load
    from partnerskab.delivery.account import Account, accounts
    from partnerskab.delivery.calendar import Due, dues

    partnership = load(options.path)
    log = partnership.log
    # The day on the wall of whoever asks, whatever the time zone.
    as_of = options.as_of or date.today()  # noqa: DTZ011
    year = options.year or as_of.year
    agreement = partnership.agreement.as_of(date(year, 12, 31))
    due = dues(agreement, year, as_of=as_of)
    if options.ics is not None:
        from pathlib import Path

        from partnerskab.calendar_file import write_calendar

        count = write_calendar(Path(options.ics), agreement, due, year, options.language)
        say(f"{options.ics}: {counted(count, 'entry', 'entries')} for {year}")
    entries: tuple[Due | Account, ...] = due
    if log is not None:
        entries = accounts(agreement, log, partnership.plan, year, as_of=as_of)
    if options.format != "table":
        from partnerskab.tables.calendar import calendar_table

        return show(calendar_table(entries, options.language), options)
    from partnerskab.screen.calendar import calendar_text

    print(calendar_text(agreement, entries, year, as_of, options.language), end="")
    return FINE
