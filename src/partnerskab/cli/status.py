"""`partnerskab status`: where every promise stands on a day, and what is behind it."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from partnerskab.cli.options import Commands, add_format, add_language, add_path, day, file_name
from partnerskab.cli.output import FINE, made_with, show
from partnerskab.errors import InvalidValueError

if TYPE_CHECKING:
    from partnerskab.assessment.verdicts import Assessment
    from partnerskab.observations.observation_set import ObservationSet
    from partnerskab.partnership import Partnership
    from partnerskab.tables.table import Table

VIEWS = ("explain", "since", "outlook", "uncertainty", "totals")


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "status",
        help="where every promise stands on a day",
        description="Say where every promise stands on a day: met or not met as far as the figures "
        "go, and what nobody can know yet. Exits with 0 whether promises are met or missed.",
        usage="%(prog)s [options] PATH",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--observations",
        metavar="FILE",
        type=file_name,
        help="a tidy csv file of observations; of a region, its name in each partnership's folder",
    )
    command.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the day that decides what is known and what is due (default: today)",
    )
    views = command.add_mutually_exclusive_group()
    views.add_argument(
        "--explain",
        nargs=2,
        metavar=("INDICATOR", "PERIOD"),
        help="everything that the verdict on an indicator or a target rests on, instead",
    )
    views.add_argument(
        "--since", metavar="DATE", type=day, help="what changed since that day and why, instead"
    )
    for view, meaning in (
        ("outlook", "whether the last milestones will be reached, by named methods, instead"),
        ("uncertainty", "what chance leaves of the verdicts on counts, instead"),
        ("totals", "totals over the targets of an objective, labelled, instead"),
    ):
        views.add_argument(f"--{view}", action="store_true", help=meaning)
    add_path(command, or_region=True)
    add_format(command)
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Print the status, or the view of it that was asked for."""
    from partnerskab.assessment.assess import assess
    from partnerskab.config.folder import load
    from partnerskab.config.region import is_region
    from partnerskab.readers.reading import read_observations

    if options.since is not None and options.since > _as_of(options):
        options.refuse(f"argument --since: a later day than that of the status, {_as_of(options)}")
    if is_region(options.path):
        return _region(options)
    partnership = load(options.path)
    observations = None
    if options.observations is not None:
        observations = read_observations(partnership, options.observations)
    assessment = assess(partnership, observations, as_of=_as_of(options))
    if options.format == "table" and not _views(options):
        from partnerskab.screen.status import status_text

        print(status_text(assessment, partnership.outlook, options.language), end="")
        return FINE
    if options.format == "table" and options.uncertainty:
        from partnerskab.screen.chances import uncertainty_text

        print(uncertainty_text(assessment, options.language), end="")
        return FINE
    return _show(_table(options, partnership, observations, assessment), options)


def _show(table: "Table", options: argparse.Namespace) -> int:
    """Print the table of a view, or for people why it has no rows."""
    if table.rows or options.format != "table":
        return show(table, options)
    from partnerskab.words import say

    view = next(name for name in VIEWS if getattr(options, name))
    print(say(f"nothing.{view}", options.language))
    return FINE


def _as_of(options: argparse.Namespace) -> date:
    """Return the day that was asked for, or else that on the wall of whoever asks."""
    as_of: date | None = options.as_of
    return as_of or date.today()  # noqa: DTZ011


def _region(options: argparse.Namespace) -> int:
    """Print the status of every partnership of a region, or the view that was asked for."""
    from partnerskab.assessment.assess import assess
    from partnerskab.config.region import load_region
    from partnerskab.readers.reading import read_observations
    from partnerskab.screen.region import region_pages
    from partnerskab.screen.status import status_text
    from partnerskab.tables.region import joined_table

    if options.explain is not None:
        options.refuse("argument --explain: one verdict is of one partnership; name its folder")
    tables, texts = {}, {}
    region = load_region(options.path)
    name = options.observations
    if name is not None and not any((folder / name).exists() for folder, _ in region):
        raise InvalidValueError(
            "no partnership of the region has this file of observations",
            expected="the name of a file that lies in one of their folders, or in each",
            came=str(name),
        )
    for folder, partnership in region:
        id = partnership.agreement.id
        observations = None
        if options.observations is not None and (folder / options.observations).exists():
            observations = read_observations(partnership, folder / options.observations)
        assessment = assess(partnership, observations, as_of=_as_of(options))
        if options.format == "table" and not _views(options):
            texts[id] = status_text(assessment, partnership.outlook, options.language)
        else:
            tables[id] = _table(options, partnership, observations, assessment)
    if tables:
        return _show(joined_table(tables), options)
    print(region_pages(texts), end="")
    return FINE


def _views(options: argparse.Namespace) -> bool:
    """Say whether something else than the status itself was asked for."""
    return any(getattr(options, name) for name in VIEWS)


def _table(
    options: argparse.Namespace,
    partnership: "Partnership",
    observations: "ObservationSet | None",
    assessment: "Assessment",
) -> "Table":
    """Return the table that was asked for."""
    if options.explain is not None:
        return _receipt(options, assessment)
    if options.since is not None:
        from partnerskab.assessment.assess import assess
        from partnerskab.tables.changes import changes_table

        before = assess(partnership, observations, as_of=options.since)
        return changes_table(before, assessment)
    if options.outlook:
        from partnerskab.tables.outlook import outlook_table

        return outlook_table(assessment, partnership.outlook)
    if options.uncertainty:
        from partnerskab.tables.uncertainty import uncertainty_table

        return uncertainty_table(assessment)
    if options.totals:
        from partnerskab.tables.totals import totals_table

        return totals_table(assessment)
    from partnerskab.tables.status import status_table

    return status_table(assessment)


def _receipt(options: argparse.Namespace, assessment: "Assessment") -> "Table":
    from partnerskab.config.folder import files_of
    from partnerskab.files.hashes import content_hashes
    from partnerskab.tables.receipt import receipt_table
    from partnerskab.values.names import did_you_mean
    from partnerskab.values.periods import Period

    name, text = options.explain
    period = Period.parse(text, year_starts=assessment.agreement.year_starts)
    # Most targets have the name of their indicator, and a person may have either in mind.
    targets = {each.target for each in assessment.verdicts}
    about = {each.target for each in assessment.verdicts if each.indicator == name}
    target = about.pop() if name not in targets and len(about) == 1 else name
    if (target, period) not in [(each.target, each.period) for each in assessment.verdicts]:
        known = dict.fromkeys(each.target for each in assessment.verdicts)
        raise InvalidValueError(
            "there is no such verdict",
            expected=f"one of {', '.join(known)}, and a period in which something is due",
            came=f"{name} {period}",
            remedy=did_you_mean(name, known),
        )
    files = [*files_of(options.path), *([options.observations] if options.observations else [])]
    made_from = {"made with": made_with(), **content_hashes(files)}
    return receipt_table(assessment, target, period, made_from)
