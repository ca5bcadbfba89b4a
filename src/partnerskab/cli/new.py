"""`partnerskab new`: the folder of a new partnership, to be filled in."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shlex import quote
from typing import Any, NoReturn, TypeVar

from partnerskab.cli.options import Commands, day, file_name
from partnerskab.cli.output import FINE
from partnerskab.errors import InvalidValueError
from partnerskab.words import languages, say

_T = TypeVar("_T")


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "new",
        help="the folder of a new partnership, to be filled in",
        description="Write the folder of a new partnership, with comments that say what to fill in "
        "next. In a terminal it asks for what the options leave out. Nothing that is there already "
        "is written over.",
    )
    command.set_defaults(run=run, refuse=command.error)
    command.add_argument(
        "folder", metavar="FOLDER", type=file_name, help="a new folder, such as tingbjerg"
    )
    command.add_argument(
        "--language", choices=languages(), help="the language of the agreement and of the comments"
    )
    command.add_argument("--title", metavar="TEXT", type=_text, help="what the agreement is called")
    command.add_argument("--area", metavar="TEXT", type=_text, help="what the area is called")
    command.add_argument(
        "--party",
        dest="parties",
        metavar="TEXT",
        type=_text,
        action="append",
        help="what a party is called; to be given for each of them",
    )
    command.add_argument(
        "--start", metavar="DATE", type=day, help="the first day (default: not known)"
    )
    command.add_argument("--end", metavar="DATE", type=day, help="the last day, which counts")


def run(options: argparse.Namespace) -> int:
    """Ask for what is missing, write the folder, and say what to do next."""
    from partnerskab.config.files import AGREEMENT
    from partnerskab.config.scaffold import Facts, scaffold
    from partnerskab.files.writing import refuse_existing, write_new_folder
    from partnerskab.values.names import id_from

    path = Path(options.folder)
    refuse_existing(path)  # before anybody answers a question
    given = _given(options)
    try:
        facts = Facts(id=id_from(path.name) or "partnership", **given)
    except InvalidValueError as error:
        refuse: Callable[[str], NoReturn] = options.refuse
        refuse(str(error))
    write_new_folder(path, scaffold(facts, options.folder))
    print(say("new.done", facts.language, folder=options.folder, file=path / AGREEMENT))
    print(f"    partnerskab check {quote(options.folder)}")
    return FINE


def _given(options: argparse.Namespace) -> dict[str, Any]:
    """Return the facts from the options, and from a person where one can be asked."""
    names = ("language", "title", "area", "parties", "end")
    missing = [name for name in names if getattr(options, name) is None]
    if not missing:
        return {name: getattr(options, name) for name in (*names, "start")}
    if sys.stdin is None or not sys.stdin.isatty():
        wanted = ", ".join("--party" if name == "parties" else f"--{name}" for name in missing)
        options.refuse(f"nobody can be asked here, so these are required: {wanted}")
    return _asked(options)


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    language: str = options.language or _ask(
        f"Language / sprog ({' / '.join(languages())})", _language
    )

    def ask(key: str, parse: Callable[[str], _T]) -> _T:
        return _ask(say(key, language), parse)

    title = options.title or ask("new.ask_title", _text)
    area = options.area or ask("new.ask_area", _text)
    parties = options.parties or [ask("new.ask_party", _text), *_more_parties(language)]
    start, end = options.start, options.end
    if end is None:
        start = start or ask("new.ask_start", _day_or_none)
        end = ask("new.ask_end", lambda text: _last_day(text, start))
    return {
        "language": language,
        "title": title,
        "area": area,
        "parties": parties,
        "start": start,
        "end": end,
    }


def _more_parties(language: str) -> list[str]:
    parties = []
    while party := _ask(say("new.ask_another_party", language), str.strip):
        parties.append(_text(party))
    return parties


def _ask(question: str, parse: Callable[[str], _T]) -> _T:
    """Ask until there is an answer that can be used."""
    while True:
        try:
            return parse(input(f"{question}: "))
        except argparse.ArgumentTypeError as error:
            print(f"  {error}")
        except EOFError:  # whoever ends the input ends the command
            raise KeyboardInterrupt from None


def _text(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("write a text that is not empty")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(f"not text in UTF-8: {text!r}") from None
    return text


def _day_or_none(text: str) -> date | None:
    return day(text.strip()) if text.strip() else None


def _last_day(text: str, start: date | None) -> date:
    end = day(text.strip())
    if start is not None and end < start:
        raise argparse.ArgumentTypeError(f"the term ends before it starts, on {start}")
    return end


def _language(text: str) -> str:
    if text.strip() not in languages():
        raise argparse.ArgumentTypeError(f"write {' / '.join(languages())}")
    return text.strip()
