"""What every diagnostic means, why it matters and what to do about it, by its stable id."""

import tomllib
from functools import cache
from importlib.resources import files

import attrs

from partnerskab.errors import InvalidValueError

PAGE = "reference/diagnostics.html"
"""The page of the documentation that explains every id."""


@attrs.frozen(kw_only=True)
class Explanation:
    """What there is to know of the diagnostics with one id.

    Args:
        id: the stable id.
        group: what kind of thing they are about, as a heading.
        means: what is wrong, in general.
        why: why it matters.
        remedy: what to do about it.
    """

    id: str
    group: str
    means: str
    why: str
    remedy: str


@cache
def explanations() -> tuple[Explanation, ...]:
    """Return the registry of ids, group by group.

    >>> [entry.id for entry in explanations()][:3]
    ['cannot-read', 'empty-file', 'byte-order-mark']
    """
    text = (files("partnerskab") / "diagnostics.toml").read_text(encoding="utf-8")
    return tuple(
        Explanation(id=id, group=group["heading"], **entry)
        for group in tomllib.loads(text).values()
        for id, entry in group.items()
        if id != "heading"
    )


def explanation(id: str) -> Explanation:
    """Return what there is to know of an id.

    Raises:
        InvalidValueError: for an id that no diagnostic has.

    >>> explanation("duplicate-id").means
    'Two parts have the same id.'
    """
    for entry in explanations():
        if entry.id == id:
            return entry
    raise InvalidValueError(
        "no diagnostic has this id",
        expected=f"an id in square brackets of a message, as explained in {PAGE}",
        came=repr(id),
    )


def docs_of(id: str) -> str:
    """Return where the documentation explains an id: a page below its root, and the place there.

    >>> docs_of("unknown-key")
    'reference/diagnostics.html#unknown-key'
    """
    return f"{PAGE}#{id}"
