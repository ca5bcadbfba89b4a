"""`partnerskab budget`: what money there is in each period and in all, and what became of it."""

import argparse
from datetime import date

from partnerskab.cli.options import Commands, add_format, add_language, add_path, day, file_name
from partnerskab.cli.output import FINE, print_findings, show


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "budget",
        help="what money there is, and what is left of it",
        description="Show what is allocated, spent, committed and left in each period and in all, "
        "from the smallest to the largest amount that an open question leaves room for.",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--spending", metavar="FILE", type=file_name, help="a file of expenditures, csv or xlsx"
    )
    command.add_argument(
        "--recipe",
        metavar="RECIPE",
        help="how that file is read, from spending-recipes.toml (default: the library's own csv)",
    )
    command.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the day that decides what is spent, and which readings are adopted (default: today)",
    )
    add_path(command)
    add_format(command)
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Print the budget; what is doubtful about the expenditures goes to standard error."""
    from partnerskab.config.folder import load
    from partnerskab.delivery.budget import Budget
    from partnerskab.readers.spending import read_spending

    if options.recipe is not None and options.spending is None:
        options.refuse("--recipe says how a file is read: name the file with --spending")
    partnership = load(options.path)
    spending = None
    if options.spending is not None:
        spending = read_spending(partnership, options.spending, options.recipe)
        print_findings(spending.doubts)
    # The day on the wall of whoever asks, whatever the time zone.
    as_of = options.as_of or date.today()  # noqa: DTZ011
    budget = Budget.of(partnership.agreement.as_of(as_of), spending, as_of=as_of)
    if options.format != "table":
        from partnerskab.tables.budget import budget_table

        return show(budget_table(budget), options)
    from partnerskab.screen.budget import budget_text

    print(budget_text(budget, options.language), end="")
    return FINE
