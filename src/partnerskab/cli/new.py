"""`partnerskab new`: the folder of a new partnership, to be filled in."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from partnerskab.cli.options import Commands, day, file_name
from partnerskab.cli.output import FINE
from partnerskab.errors import InvalidValueError
from partnerskab.words import languages, say

if TYPE_CHECKING:
    from partnerskab.partnership import Partnership

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
        "--from",
        dest="earlier",
        metavar="PATH",
        type=file_name,
        help="an earlier partnership to begin with: its structure and sources, not its figures",
    )
    command.add_argument(
        "--language", choices=languages(), help="the language of the agreement and of the comments"
    )
    command.add_argument("--title", metavar="TEXT", type=_text, help="what the agreement is called")
    command.add_argument(
        "--area",
        metavar="TEXT",
        type=_text,
        help="what the area is called (default with --from: the earlier one)",
    )
    command.add_argument(
        "--party",
        dest="parties",
        metavar="TEXT",
        type=_text,
        action="append",
        help="what a party is called; to be given for each of them, but not with --from",
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
    earlier = _earlier(options)
    given = _given(options)
    try:
        facts = Facts(id=id_from(path.name) or "partnership", **given)
    except InvalidValueError as error:
        refuse: Callable[[str], NoReturn] = options.refuse
        refuse(str(error))
    lines: list[str] = []
    if earlier is None:
        texts = scaffold(facts, options.folder)
    else:
        from partnerskab.config.successor import successor, successor_files

        following = successor(earlier, facts)
        texts = successor_files(following, facts, options.folder)
        lines = following.lines(facts.language)
    write_new_folder(path, texts)
    print(say("new.done", facts.language, folder=options.folder, file=path / AGREEMENT))
    print(f"    partnerskab check {quote(options.folder)}")
    print("".join(f"{line}\n" for line in lines), end="")
    return FINE


def _earlier(options: argparse.Namespace) -> "Partnership | None":
    """Return the partnership to begin with, if one is named; it knows some of the facts."""
    if options.earlier is None:
        return None
    from partnerskab.config.folder import load

    if options.parties is not None:
        options.refuse("argument --party: the parties are those of the earlier partnership")
    earlier = load(options.earlier)
    agreement = earlier.agreement
    spoken = agreement.documents[0].language
    if options.language is None and spoken in languages():
        options.language = spoken
    language = options.language or languages()[0]
    (area,) = (area for area in agreement.areas if area.id == agreement.area)
    options.area = options.area or area.label.text(language)
    options.parties = [party.label.text(language) for party in agreement.parties]
    return earlier


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
    names = " / ".join(languages())
    language: str = options.language or _ask(f"Language / sprog ({names})", _language, names)

    def ask(key: str, parse: Callable[[str], _T], wrong: str = "new.wrong_text") -> _T:
        return _ask(say(key, language), parse, say(wrong, language))

    title = options.title or ask("new.ask_title", _text)
    area = options.area or ask("new.ask_area", _text)
    parties = options.parties or [ask("new.ask_party", _text)]
    while options.parties is None and (party := ask("new.ask_another_party", _text_or_none)):
        parties.append(party)
    start, end = options.start, options.end
    if end is None:
        start = start or ask("new.ask_start", _day_or_none, "new.wrong_day")
        end = ask("new.ask_end", lambda text: _last_day(text, start), "new.wrong_end")
    return {
        "language": language,
        "title": title,
        "area": area,
        "parties": parties,
        "start": start,
        "end": end,
    }


def _ask(question: str, parse: Callable[[str], _T], wrong: str) -> _T:
    """Ask until there is an answer that can be used; `wrong` is said of one that cannot."""
    while True:
        try:
            return parse(input(f"{question}: "))
        except argparse.ArgumentTypeError:
            print(f"  {wrong}")
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


def _text_or_none(text: str) -> str | None:
    return _text(text) if text.strip() else None


def _day_or_none(text: str) -> date | None:
    return day(text.strip()) if text.strip() else None


def _last_day(text: str, start: date | None) -> date:
    end = day(text.strip())
    if start is not None and end < start:
        raise argparse.ArgumentTypeError("the term ends before it starts")
    return end


def _language(text: str) -> str:
    if text.strip() not in languages():
        raise argparse.ArgumentTypeError("not a language")
    return text.strip()
