"""`partnerskab fetch`: figures from StatBank, kept with their date."""

import argparse

from partnerskab.cli.options import Commands, add_path, file_name
from partnerskab.cli.output import FINE


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "fetch",
        help="figures from StatBank, kept with their date",
        description="Fetch the figures that a recipe asks of StatBank, and keep the answer as it "
        "came, with its date and the description of its table.",
    )
    command.set_defaults(run=run)
    add_path(command)
    command.add_argument("recipe", metavar="RECIPE", help="a recipe of recipes.toml with a request")
    command.add_argument(
        "--period",
        metavar="PERIOD",
        action="append",
        default=[],
        help="a period, or a range such as 2012-Q1..2013-Q4; may be given again "
        "(default: those of the recipe)",
    )
    command.add_argument(
        "--folder",
        metavar="FOLDER",
        type=file_name,
        default="snapshots",
        help="where the snapshot is put (default: snapshots)",
    )
    command.add_argument("--address", metavar="ADDRESS", help="where to ask, instead of StatBank")
    command.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        default=30.0,
        help="how long to wait without a sign of the server; ten times that for one whole answer "
        "(default: 30)",
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 86_400:
        message = f"not a time to wait: {text!r}; write seconds, above 0 and up to a day"
        raise argparse.ArgumentTypeError(message)
    return seconds


def run(options: argparse.Namespace) -> int:
    """Fetch a snapshot and print where it is."""
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
