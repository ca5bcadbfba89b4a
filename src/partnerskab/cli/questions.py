"""`partnerskab questions`: what the text leaves open, and who decided what."""

import argparse
from datetime import date

from partnerskab.cli.options import Commands, add_format, add_language, add_path, day
from partnerskab.cli.output import FINE, show


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "questions",
        help="what the text leaves open, and who decided",
        description="List what the text of the agreement leaves open: each question with its "
        "readings, what depends on them, and which one was adopted, by whom and why.",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the day by which a decision counts (default: today)",
    )
    add_path(command)
    add_format(command)
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Print every question, or the table behind them."""
    from partnerskab.config.folder import load

    # The day on the wall of whoever asks, whatever the time zone.
    as_of = options.as_of or date.today()  # noqa: DTZ011
    agreement = load(options.path).agreement.as_of(as_of)
    if options.format != "table":
        from partnerskab.tables.questions import questions_table

        return show(questions_table(agreement, as_of, options.language), options)
    from partnerskab.screen.questions import questions_text

    print(questions_text(agreement, as_of, options.language), end="")
    return FINE
