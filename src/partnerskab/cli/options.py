"""Options that several commands take."""

import argparse
from datetime import date
from typing import TypeAlias

from partnerskab.words import languages

# What `add_subparsers` returns; at run time argparse's class takes no type in brackets.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001


def add_path(command: argparse.ArgumentParser) -> None:
    """Let a command take the partnership that it is about."""
    command.add_argument(
        "path", metavar="PATH", help="a partnership's folder, or one agreement file"
    )


def add_format(command: argparse.ArgumentParser) -> None:
    """Let a command that lists something be asked for another form."""
    command.add_argument(
        "--format",
        choices=("table", "csv", "json"),
        default="table",
        help="a table for people, or csv or json for programs (default: table)",
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
        return date.fromisoformat(text)
    except ValueError:
        message = f"not a date: {text!r}; write it like 2014-05-31"
        raise argparse.ArgumentTypeError(message) from None
