"""Options that several commands take."""

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import TypeAlias

from partnerskab.words import languages

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# What `add_subparsers` returns; at run time argparse's class takes no type in brackets.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001

STANDARD_OUTPUT = "-"
_SUFFIXES = {".csv": "csv", ".json": "json", ".xlsx": "xlsx"}


def add_path(command: argparse.ArgumentParser, *, or_region: bool = False) -> None:
    """Let a command take the partnership that it is about, or a region of them."""
    region = ", or a folder of partnerships' folders" if or_region else ""
    command.add_argument(
        "path",
        metavar="PATH",
        type=file_name,
        help=f"a partnership's folder, or one agreement file{region}",
    )


def add_format(command: argparse.ArgumentParser) -> None:
    """Let a command that lists something be asked for another form, and to put it into a file."""
    command.add_argument(
        "--format",
        choices=("table", *_SUFFIXES.values()),
        help="a table for people, csv or json for programs, xlsx for a spreadsheet "
        "(default: what the name of the file says, or else table)",
    )
    command.add_argument(
        "-o",
        dest="listing",
        metavar="FILE",
        type=file_name,
        default=STANDARD_OUTPUT,
        help="a new file, such as list.xlsx (default: -, standard output)",
    )
    command.set_defaults(refuse=command.error)


def settle_format(options: argparse.Namespace) -> None:
    """Settle the form of a listing, where a command makes one; wrong use ends the process.

    Without `--format` the ending of the file's name decides. A name may not promise another form
    than the file has, and a workbook, which is no text, is not for a terminal.
    """
    if "listing" not in options:
        return
    suffix = Path(options.listing).suffix.lower()
    named = _SUFFIXES.get(suffix)
    options.format = options.format or named or "table"
    if named not in (None, options.format):
        options.refuse(
            f"argument -o: {options.listing} ends as a file of the format {named} does, "
            f"but the format is {options.format}"
        )
    if options.format != "xlsx":
        return
    if options.listing == STANDARD_OUTPUT:
        if sys.stdout is not None and sys.stdout.isatty():
            options.refuse(
                "argument --format: a workbook cannot be shown in a terminal; "
                "name a file for it, such as -o list.xlsx"
            )
    elif named is None:
        options.refuse(
            f"argument -o: a workbook needs a name that ends in .xlsx, not {options.listing}"
        )


def add_language(command: argparse.ArgumentParser) -> None:
    """Let a command speak another language."""
    command.add_argument(
        "--language",
        choices=languages(),
        default="en",
        help="the language of what people read (default: en)",
    )


def day(text: str) -> date:
    """Return a day from a word of the command line."""
    try:
        # Python also reads 20140531 and 2014-W22-6, which a person writes by mistake only.
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"not a date: {text!r}; write it like 2014-05-31")


def file_name(text: str) -> str:
    """Return the name of a file or a folder; an empty one would mean the current folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("an empty name; name a file or a folder")
    return text
