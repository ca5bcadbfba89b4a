"""`partnerskab check`: read a folder and report everything wrong with it."""

import argparse

from partnerskab.cli.options import Commands, add_path
from partnerskab.cli.output import report


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("check", help="read a folder and report everything wrong with it")
    command.set_defaults(run=run)
    command.add_argument(
        "--strict", action="store_true", help="fail on questions that nobody has decided, too"
    )
    add_path(command)


def run(options: argparse.Namespace) -> int:
    """Print a summary of a sound folder, and every finding."""
    from partnerskab.config.folder import check
    from partnerskab.screen.summary import summary

    checked = check(options.path, strict=options.strict)
    if checked.partnership is not None:
        print(summary(checked.partnership, options.path), end="")
    return report(checked.diagnostics)
