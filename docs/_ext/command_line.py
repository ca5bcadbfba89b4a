"""The page on the command line, from the parser that the commands are read with."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from partnerskab.cli.main import make_parser
from partnerskab.cli.output import BROKEN, FINE, INTERRUPTED

_DOCS = Path(__file__).parents[1]
# Where a command is shown in use.
_IN_USE = ("howto", "tutorial")
_MOST_PAGES = 3
_WIDTH = 78
_WRONG_USE = 2  # what argparse ends with


def exit_codes() -> str:
    """Return the table of exit codes."""
    meanings = {
        FINE: "All is well. Whether a promise is met or missed makes no difference.",
        BROKEN: "A file or the data has errors, or could not be read or written; "
        "standard error says what is wrong.",
        _WRONG_USE: "The command was used wrongly; the message says how to use it.",
        INTERRUPTED: "Somebody interrupted it.",
    }
    rows = (f"| {code} | {meaning} |" for code, meaning in meanings.items())
    return "\n".join(("| exit code | |", "| --- | --- |", *rows))


def command_line() -> str:
    """Return a section for each command, in the order of the help."""
    return "\n\n".join(part for command in commands().values() for part in _section(command))


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command by its name."""
    return next(
        dict(action.choices)
        for action in make_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )


def pages_with(command: str) -> list[Path]:
    """Return the pages whose reader types a command, the one first that shows it most."""
    typed = re.compile(rf"^\$ partnerskab {command}\b", re.MULTILINE)
    pages = [page for folder in _IN_USE for page in sorted((_DOCS / folder).glob("*.md"))]
    times = {page: len(typed.findall(page.read_text(encoding="utf-8"))) for page in pages}
    shown = sorted((page for page in pages if times[page]), key=lambda page: -times[page])
    return shown[:_MOST_PAGES]


def _section(command: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## {command.prog}"
    yield command.description or ""
    yield f"```text\n{_usage(command)}\n```"
    for action in arguments(command):
        yield _argument(action)
    pages = pages_with(name_of(command))
    links = (f"[{_title(page)}](../{page.relative_to(_DOCS).as_posix()})" for page in pages)
    yield f"In use: {'; '.join(links)}."


def name_of(command: argparse.ArgumentParser) -> str:
    """Return the word behind `partnerskab`."""
    return command.prog.rpartition(" ")[2]


def arguments(command: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what a command takes: what must stand, then its options without `--help`."""
    taken = [each for each in command._actions if each.dest != "help"]
    return sorted(taken, key=lambda action: bool(action.option_strings))


def _usage(command: argparse.ArgumentParser) -> str:
    formatter = argparse.HelpFormatter(command.prog, width=_WIDTH)
    groups = command._mutually_exclusive_groups
    formatter.add_usage(command.usage, command._actions, groups, prefix="")
    return formatter.format_help().strip()


def _argument(action: argparse.Action) -> str:
    values = _values(action)
    names = [f"{name} {values}".strip() for name in action.option_strings] or [values]
    head = ", ".join(f"`{name}`" for name in names)
    if action.required and action.option_strings:
        head += " · needed"
    text = (action.help or "") % {**vars(action), "prog": "partnerskab"}
    return f"{head}\n: {text[0].upper()}{text[1:]}."


def _values(action: argparse.Action) -> str:
    """Return what stands behind an option, or in the place of an argument."""
    if action.nargs == 0:
        return ""
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    if action.metavar is None and action.choices is not None:
        return "|".join(map(str, action.choices))
    return action.metavar or action.dest.upper()


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
