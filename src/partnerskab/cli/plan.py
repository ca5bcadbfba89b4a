"""`partnerskab plan`: the safety plan, and where the goals of its focus areas stand."""

import argparse
from datetime import date

from partnerskab.cli.options import Commands, add_format, add_language, add_path, day, file_name
from partnerskab.cli.output import FINE, show
from partnerskab.errors import InvalidValueError


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "plan",
        help="the safety plan, and where its goals stand",
        description="Show the safety plan: when it was updated, the activities of each focus area, "
        "and where the goals of the focus areas stand on a day.",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--observations", metavar="FILE", type=file_name, help="a tidy csv file of observations"
    )
    command.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the day that decides what is known and what is due (default: today)",
    )
    command.add_argument(
        "--activities",
        action="store_true",
        help="the table of the activities, instead",
    )
    add_path(command)
    add_format(command)
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Print the plan, or one of the tables behind it."""
    from partnerskab.assessment.assess import assess
    from partnerskab.config.folder import load
    from partnerskab.readers.reading import read_observations

    partnership = load(options.path)
    plan, goals = partnership.plan, partnership.of_plan()
    if plan is None or goals is None:
        raise InvalidValueError(
            "the folder holds no safety plan",
            expected="a file safety-plan.toml beside the agreement",
            came=options.path,
            id="no-plan",
        )
    if options.activities:
        from partnerskab.tables.plan import activities_table

        return show(activities_table(plan, options.language), options)
    observations = None
    if options.observations is not None:
        observations = read_observations(partnership, options.observations)
    # The day on the wall of whoever asks, whatever the time zone.
    as_of = options.as_of or date.today()  # noqa: DTZ011
    assessment = assess(goals, observations, as_of=as_of)
    if options.format != "table":
        from partnerskab.tables.plan import goals_table

        return show(goals_table(assessment), options)
    from partnerskab.screen.plan import plan_text

    print(plan_text(partnership, plan, assessment, options.language), end="")
    return FINE
