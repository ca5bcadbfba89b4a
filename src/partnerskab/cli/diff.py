"""`partnerskab diff`: what differs between two agreements, or between two days of one, and why."""

import argparse
from datetime import date

from partnerskab.cli.options import Commands, add_format, add_language, day, file_name
from partnerskab.cli.output import FINE, show


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "diff",
        help="what differs between two agreements or two days, and why",
        description="Show what differs between the agreements of two folders, or between two days "
        "of one agreement: then, now, and the amendment that did it.",
        usage="%(prog)s [options] PATH (PATH | --between FROM TO)",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "then", metavar="PATH", type=file_name, help="a partnership's folder, or an agreement file"
    )
    command.add_argument(
        "now", metavar="PATH", type=file_name, nargs="?", help="another one, to compare it with"
    )
    command.add_argument(
        "--between",
        nargs=2,
        metavar=("FROM", "TO"),
        type=day,
        help="two days, to compare the versions in force on them",
    )
    command.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the day whose versions of two agreements are compared (default: today)",
    )
    add_format(command)
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Print what differs: then, now and why."""
    from partnerskab.agreement.differences import changes_between, compared
    from partnerskab.config.folder import load

    if (options.now is None) == (options.between is None):
        options.refuse("name two folders, or one folder and --between FROM TO")
    if options.between is not None and options.as_of is not None:
        options.refuse("--as-of goes with two folders, --between with one")
    before = load(options.then).agreement
    if options.between is not None:
        start, end = options.between
        after, found = before, changes_between(before, start, end)
    else:
        # The day on the wall of whoever asks, whatever the time zone.
        start = end = options.as_of or date.today()  # noqa: DTZ011
        after = load(options.now).agreement
        found = compared(before, after, end)
    if options.format != "table":
        from partnerskab.tables.differences import differences_table

        return show(differences_table(found), options)
    from partnerskab.screen.differences import differences_text

    sides = before.as_of(start), after.as_of(end)
    print(differences_text(found, *sides, (start, end), options.language), end="")
    return FINE
