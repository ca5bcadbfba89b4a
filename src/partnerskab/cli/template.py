"""`partnerskab template`: a form that asks a party for what is due."""

import argparse

from partnerskab.cli.options import Commands, add_language, add_path, file_name
from partnerskab.cli.output import FINE
from partnerskab.words import counted


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "template",
        help="a form that asks a party for what is due",
        description="Write a workbook that asks a party for the figures that are due from it for a "
        "period, and for nothing else; `partnerskab read PATH request FILE` reads it back.",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--for", dest="party", metavar="PARTY", required=True, help="the id of the party"
    )
    command.add_argument(
        "--period", metavar="PERIOD", required=True, help="the period whose milestones are due"
    )
    command.add_argument(
        "-o",
        dest="output",
        metavar="FILE",
        type=file_name,
        required=True,
        help="a new file, such as request.xlsx",
    )
    add_path(command)
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Write the form."""
    from partnerskab.config.folder import load
    from partnerskab.observations.request import Request
    from partnerskab.request_form import write_form
    from partnerskab.values.periods import Period

    agreement = load(options.path).agreement
    period = Period.parse(options.period, year_starts=agreement.year_starts)
    request = Request(agreement.as_of(period.last_day), options.party, period, options.language)
    write_form(request, options.output)
    rows = counted(len(request.rows), "row")
    print(f"{options.output}: {rows} for {options.party} to fill in for {period}")
    return FINE
