"""The library's own words, one file for each language; labels come from the agreement."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from partnerskab.errors import InvalidValueError

if TYPE_CHECKING:
    from babel import Locale

# Words that stand alone, or a form of them for each plural that the language has.
Words = str | dict[str, str]


def languages() -> tuple[str, ...]:
    """Return the languages that the library speaks.

    >>> languages()
    ('da', 'en')
    """
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def say(key: str, language: str, **values: Any) -> str:
    """Return the words for a key, with the values filled in.

    Args:
        key: a group and a name, such as `outcome.met`.
        language: one of `languages()`.
        values: what the words leave room for; of words with several forms, `count` is the number
            that chooses among them.

    Raises:
        InvalidValueError: for a language without a file.

    >>> say("outcome.met", "da"), say("outcome.no-data", "en")
    ('opfyldt', 'no data')
    """
    group, _, name = key.partition(".")
    words = _words(language)[group][name]
    if not isinstance(words, str):
        words = words[locale_of(language).plural_form(values["count"])]
    return words.format(**values)


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number and what is counted, in English as the command line speaks it.

    Args:
        number: how many.
        one: the word for one of them.
        several: the word for several; "" for the one with an s.

    >>> counted(1, "error"), counted(0, "entry", "entries")
    ('1 error', '0 entries')
    """
    return f"{number} {one}" if number == 1 else f"{number} {several or one + 's'}"


def knows(key: str) -> bool:
    """Say whether there are words for a key.

    >>> knows("outcome.met"), knows("outcome.steering-group")
    (True, False)
    """
    group, _, name = key.partition(".")
    return name in _words("en")[group]


@cache
def locale_of(language: str) -> "Locale":
    """Return the locale that a language follows in its numbers, days, lists and plurals."""
    from babel import Locale

    return Locale.parse(say("locale.name", language))


@cache
def _words(language: str) -> dict[str, dict[str, Words]]:
    if language not in languages():
        raise InvalidValueError(
            "no words in this language", expected=" or ".join(languages()), came=repr(language)
        )
    return tomllib.loads((files(__name__) / f"{language}.toml").read_text(encoding="utf-8"))
