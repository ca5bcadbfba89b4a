"""`partnerskab realism`: what a draft's targets ask for, before anybody signs."""

import argparse

from partnerskab.cli.options import Commands, add_format, add_language, add_path, file_name
from partnerskab.cli.output import FINE, show


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "realism",
        help="what a draft's targets ask for, before signing",
        description="Say what the targets of a draft ask for, before anybody signs: how large each "
        "change is, and how often chance alone would bring it.",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--history", metavar="FILE", type=file_name, help="a tidy csv file of earlier years"
    )
    add_path(command)
    add_format(command)
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Print a sentence for each milestone, or the table behind them."""
    from partnerskab.config.folder import load
    from partnerskab.readers.reading import read_observations

    partnership = load(options.path)
    history = None
    if options.history is not None:
        history = read_observations(partnership, options.history)
    if options.format != "table":
        from partnerskab.tables.realism import realism_table

        return show(realism_table(partnership.agreement, history), options)
    from partnerskab.screen.chances import realism_text

    print(realism_text(partnership.agreement, history, options.language), end="")
    return FINE
