"""Names: ids that programs use, choices from a closed list, labels that people read."""

import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from enum import StrEnum
from typing import NoReturn, Self
from unicodedata import normalize

import attrs

from partnerskab.errors import InvalidValueError, Problem
from partnerskab.values.tuples import as_tuple

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOT_OF_AN_ID = re.compile(r"[^a-z0-9]+")
_DANISH = {"æ": "ae", "ø": "oe", "å": "aa"}
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Choice(StrEnum):
    """A word from a closed list; any other word is an error that lists them all."""

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        words = [member.value for member in cls]
        raise InvalidValueError(
            "not one of the words that are known here",
            expected=" or ".join(repr(word) for word in words),
            came=repr(value),
            remedy=did_you_mean(value, words),
            id="unknown-word",
        )


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """Return the remedy that names the nearest known word, or nothing where none is near.

    >>> did_you_mean("lable", ["label", "cite"])
    "did you mean 'label'?"
    """
    near = get_close_matches(word, list(known), n=1) if isinstance(word, str) else []
    return f"did you mean {near[0]!r}?" if near else ""


def find_unknown(
    path: tuple[str | int, ...], kind: str, id: str | None, known: Collection[str]
) -> Iterator[Problem]:
    """Give the problem of an id that nothing has; nothing for a known one, and none for None.

    Args:
        path: where the id stands.
        kind: what it should be the id of, such as `indicator`.
        id: the id; None where none is named.
        known: the ids that there are; a set is listed in order.

    >>> [each.came for each in find_unknown(("area",), "area", "village", ["town"])]
    ["'village'"]
    """
    if id is not None and id not in known:
        ids = sorted(known) if isinstance(known, AbstractSet) else known
        yield Problem(
            path=path,
            id="dangling-reference",
            message=f"no {kind} has this id",
            expected=", ".join(ids) or f"an id, but there is no {kind}",
            came=repr(id),
            remedy=did_you_mean(id, known),
        )


def as_id(value: str, path: tuple[str | int, ...] = ()) -> str:
    """Return the id unchanged, or raise where it is not lower-case ASCII.

    >>> as_id("steering-group")
    'steering-group'
    """
    if not _ID.fullmatch(value):
        raise InvalidValueError(
            "not an id",
            expected="lower-case letters a-z, digits and single hyphens, such as 'steering-group'",
            came=repr(value),
            remedy="put Danish letters, capitals and spaces in the label",
            id="bad-id",
            path=path,
        )
    return value


def id_from(name: str) -> str:
    """Return the id that a name makes; "" where it has neither a letter nor a digit of ASCII.

    Danish letters are written as Danes write them where there are none; accents are dropped.

    >>> id_from("Ærø, Bjørnø & Århus"), id_from("SSP København"), id_from("Café"), id_from("東京")
    ('aeroe-bjoernoe-aarhus', 'ssp-koebenhavn', 'cafe', '')
    """
    text = normalize("NFC", name).lower()
    for letter, written in _DANISH.items():
        text = text.replace(letter, written)
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_OF_AN_ID.sub("-", plain.replace("'", "")).strip("-")


@attrs.frozen
class Label:
    """A name or a sentence in one or more languages, in the order in which they were given.

    Args:
        texts: pairs of a language code and its text.

    Raises:
        InvalidValueError: for no text, an empty one, or what is no code of a language.

    >>> Label.of(da="Indbrud", en="Burglary").text("da")
    'Indbrud'
    """

    texts: tuple[tuple[str, str], ...] = attrs.field(converter=as_tuple)

    @texts.validator
    def _check(self, _: object, texts: tuple[tuple[str, str], ...]) -> None:
        if not texts:
            raise InvalidValueError(
                "a label without a text", expected='a text, such as { da = "Indbrud" }', came="none"
            )
        for language, text in texts:
            if not _LANGUAGE.fullmatch(language):
                raise InvalidValueError(
                    "not a language code",
                    expected="two or three small letters, such as da or en",
                    came=repr(language),
                    path=(language,),
                )
            if not text.strip():
                raise InvalidValueError(
                    "a label with an empty text",
                    expected="a text",
                    came=repr(text),
                    path=(language,),
                )

    @classmethod
    def of(cls, **texts: str) -> Self:
        """Build a label from keywords, one for each language."""
        return cls(texts.items())

    def text(self, language: str) -> str:
        """Return the text in a language, or in the first one given where that is missing."""
        texts = dict(self.texts)
        return texts.get(language, self.texts[0][1])

    def __str__(self) -> str:
        return self.text("en")
