"""The library's own words, one file for each language; labels come from the agreement."""

import tomllib
from functools import cache
from importlib.resources import files

from partnerskab.errors import InvalidValueError


def languages() -> tuple[str, ...]:
    """Return the languages that the library speaks.

    >>> languages()
    ('da', 'en')
    """
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def say(key: str, language: str, **values: object) -> str:
    """Return the words for a key, with the values filled in.

    Args:
        key: a group and a name, such as `outcome.met`.
        language: one of `languages()`.
        values: what the words leave room for.

    Raises:
        InvalidValueError: for a language without a file.

    >>> say("outcome.met", "da"), say("outcome.no-data", "en")
    ('opfyldt', 'no data')
    """
    group, _, name = key.partition(".")
    return _words(language)[group][name].format(**values)


def knows(key: str) -> bool:
    """Say whether there are words for a key.

    >>> knows("outcome.met"), knows("outcome.steering-group")
    (True, False)
    """
    group, _, name = key.partition(".")
    return name in _words("en")[group]


@cache
def _words(language: str) -> dict[str, dict[str, str]]:
    if language not in languages():
        raise InvalidValueError(
            "no words in this language", expected=" or ".join(languages()), came=repr(language)
        )
    return tomllib.loads((files(__name__) / f"{language}.toml").read_text(encoding="utf-8"))
