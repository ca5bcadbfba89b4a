"""The template engine: every text is made harmless and escaped, whoever wrote the template."""

import re
from functools import cache
from importlib.resources import files
from textwrap import wrap
from typing import TYPE_CHECKING

from partnerskab.errors import MissingExtraError
from partnerskab.values.texts import harmless

if TYPE_CHECKING:
    from jinja2 import Environment

_PIECE = 10
_NOT_PLAIN = re.compile("[^A-Za-z0-9]")


def lines(text: str) -> list[str]:
    r"""Return the lines of a text.

    >>> lines("71\r\n\u2264 69")
    ['71', '≤ 69']
    """
    return harmless(text).split("\n")


def css_text(text: str) -> str:
    r"""Return a text as a string of css, with an escape for all but letters and digits of ASCII.

    >>> print(css_text("a</b>"))
    "a\00003c\00002fb\00003e"
    """
    escaped = _NOT_PLAIN.sub(lambda found: f"\\{ord(found[0]):06x}", harmless(text))
    return f'"{escaped}"'


def parts(text: str, longest: int) -> tuple[str, ...]:
    """Return a text cut where a line may break within a word that is too long for a table.

    Args:
        text: the text.
        longest: how many letters a word may have and stay whole.

    >>> parts("et langt ord", 30), parts("etlangtogmegetlangtord", 14)
    (('et langt ord',), ('etlangtogm', 'egetlangto', 'rd'))
    """
    cut = re.sub(
        rf"\S{{{longest + 1},}}",
        lambda found: "\0".join(wrap(found[0], _PIECE, break_on_hyphens=False)),
        harmless(text),
    )
    return tuple(cut.split("\0"))


@cache
def environment() -> "Environment":
    """Return the engine, with the templates of this room.

    Raises:
        MissingExtraError: where jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined
    except ImportError:
        raise MissingExtraError("a report as html and a chart as svg", "report") from None
    made = Environment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(lines=lines, parts=parts)
    return made


def source(name: str) -> str:
    """Return what a file of this room says, such as a template or a style."""
    return files("partnerskab.reports").joinpath(name).read_text(encoding="utf-8")


def _finalize(value: object) -> object:
    """Return what a template writes; what it has made of texts before is harmless already."""
    if isinstance(value, float):
        return f"{value:g}"
    return harmless(value) if type(value) is str else value
