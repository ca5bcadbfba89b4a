"""`partnerskab read`: observations from a source's file, tidy."""

import argparse
from pathlib import Path

from partnerskab.cli.options import Commands, add_format, add_path, day, file_name
from partnerskab.cli.output import say, show


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "read",
        help="observations from a source's file, tidy",
        description="Take observations out of a source's file, as recipes.toml declares it, and "
        "say what became of every row.",
    )
    command.set_defaults(run=run)
    add_path(command)
    command.add_argument(
        "source",
        metavar="SOURCE",
        help="a recipe of recipes.toml, 'tidy', or 'request' for a form that was filled in",
    )
    command.add_argument("file", metavar="FILE", type=file_name, help="the file of the source")
    for name, meaning in (("published", "published"), ("retrieved", "fetched from the source")):
        command.add_argument(
            f"--{name}",
            metavar="DATE",
            type=day,
            help=f"the day the figures were {meaning}, where the file does not say it",
        )
    command.add_argument(
        "--description",
        metavar="FILE",
        type=_path,
        help="StatBank's description of the table, for its notes (default: the snapshot's own)",
    )
    add_format(command)


def _path(text: str) -> Path:
    return Path(file_name(text))


def run(options: argparse.Namespace) -> int:
    """Print the observations, and say how many rows were used."""
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
    say(reading.account())
    return show(observations_table(reading.observations), options)
