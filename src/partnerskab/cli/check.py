"""`partnerskab check`: read a folder and report everything wrong with it."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from partnerskab.cli.options import Commands, add_path
from partnerskab.cli.output import exit_code, print_findings
from partnerskab.errors import Diagnostic

if TYPE_CHECKING:
    from partnerskab.config.folder import Checked
    from partnerskab.config.region import CheckedRegion


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "check",
        help="read a folder and report everything wrong with it",
        description="Read a partnership's folder and report everything wrong with it in one run: "
        "where it stands, what was expected, what came and what to write instead. Exits with 1 "
        "where there are errors; warnings break nothing.",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--strict", action="store_true", help="fail on questions that nobody has decided, too"
    )
    add_path(command, or_region=True)
    command.add_argument(
        "--format",
        choices=("text", "json", "github", "gitlab"),
        default="text",
        help="text for people, json for programs, or annotations that GitHub or GitLab shows on a "
        "pull request (default: text)",
    )


def run(options: argparse.Namespace) -> int:
    """Print a summary of a sound folder, and every finding."""
    from partnerskab.config.folder import check
    from partnerskab.config.region import check_region, is_region

    checked: Checked | CheckedRegion
    if is_region(options.path):
        checked = check_region(options.path, strict=options.strict)
    else:
        checked = check(options.path, strict=options.strict)
    if options.format != "text":
        print(_for_programs(checked.diagnostics, options.format), end="")
        return exit_code(checked.diagnostics)
    print(_summary(checked, options.path), end="")
    return print_findings(checked.diagnostics)


def _summary(checked: "Checked | CheckedRegion", shown: str) -> str:
    """Return what there is to say of what can be used."""
    from partnerskab.config.region import CheckedRegion
    from partnerskab.screen.region import region_summary
    from partnerskab.screen.summary import summary

    if isinstance(checked, CheckedRegion):
        return region_summary(checked.partnerships)
    return "" if checked.partnership is None else summary(checked.partnership, shown)


def _for_programs(diagnostics: Sequence[Diagnostic], form: str) -> str:
    """Return the diagnostics in a form that programs read."""
    from partnerskab.screen.annotations import github_annotations, gitlab_report
    from partnerskab.tables.diagnostics import diagnostics_table
    from partnerskab.tables.table import to_json

    match form:
        case "github":
            return github_annotations(diagnostics)
        case "gitlab":
            return gitlab_report(diagnostics)
        case _:
            return to_json(diagnostics_table(diagnostics))
