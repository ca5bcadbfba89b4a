"""`partnerskab targets`: the targets of an agreement, cell by cell."""

import argparse
from datetime import date

from partnerskab.cli.options import Commands, add_format, add_language, add_path, day
from partnerskab.cli.output import FINE, show


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "targets",
        help="the targets: rule, exact and printed values",
        description="Show every target of an agreement: its rule, the exact value that the rule "
        "gives, the printed value, and how the two agree.",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the day whose version of the agreement is shown (default: today)",
    )
    add_path(command, or_region=True)
    add_format(command)
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Print the target table."""
    from partnerskab.config.folder import load
    from partnerskab.config.region import is_region

    # The day on the wall of whoever asks, whatever the time zone.
    as_of = options.as_of or date.today()  # noqa: DTZ011
    if is_region(options.path):
        return _region(options, as_of)
    agreement = load(options.path).agreement.as_of(as_of)
    if options.format != "table":
        from partnerskab.tables.targets import targets_table

        return show(targets_table(agreement), options)
    from partnerskab.screen.targets import targets_text

    print(targets_text(agreement, options.language), end="")
    return FINE


def _region(options: argparse.Namespace, as_of: date) -> int:
    """Print the targets of every partnership of a region."""
    from partnerskab.config.region import load_region

    loaded = (partnership.agreement for _, partnership in load_region(options.path))
    agreements = [agreement.as_of(as_of) for agreement in loaded]
    if options.format != "table":
        from partnerskab.tables.region import joined_table
        from partnerskab.tables.targets import targets_table

        return show(joined_table({each.id: targets_table(each) for each in agreements}), options)
    from partnerskab.screen.region import region_pages
    from partnerskab.screen.targets import targets_text

    texts = {each.id: targets_text(each, options.language) for each in agreements}
    print(region_pages(texts), end="")
    return FINE
