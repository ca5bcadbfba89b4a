"""The tables that files can have, with every key: from what the JSON Schemas are made from, too."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from partnerskab.agreement.derived import DERIVATIONS, Derivation
from partnerskab.agreement.parts import Term
from partnerskab.agreement.rules import RULES
from partnerskab.agreement.targets import Target
from partnerskab.config.agreement_file import COLLECTIONS, REQUIRED, Header
from partnerskab.config.amendment_file import AmendmentHeader
from partnerskab.config.files import AGREEMENT, BESIDE
from partnerskab.config.forms import form_of, is_form
from partnerskab.config.keys import Key, is_named, item_of, keys_of, summary
from partnerskab.config.schema import file_schema
from partnerskab.files.toml_text import toml_value
from partnerskab.values.citations import Citation
from partnerskab.values.exact import plain_text

AMENDMENT = "amendments/YYYY-MM-DD-WORDS.toml"
FAMILIES: dict[type, Mapping[str, type]] = {Target: RULES, Derivation: DERIVATIONS}
_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
}


@attrs.frozen(kw_only=True)
class Entry:
    """One key of a table, as the page shows it.

    Args:
        name: the key.
        types: the types of its values: one, unless different kinds of the table differ.
        needed: whether the table must have it.
        default: what holds where it is left out, as a file would write it; "" for nothing.
        description: what it is for.
        kinds: the kinds of the table that have it; empty for every kind.
    """

    name: str
    types: tuple[Any, ...]
    needed: bool
    default: str
    description: str
    kinds: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Section:
    """One table of a file.

    Args:
        heading: where it stands in a file, in Markdown.
        cls: what it is read into.
        needed: whether the file must have it.
    """

    heading: str
    cls: type
    needed: bool = False

    @property
    def anchor(self) -> str:
        """What links to it name."""
        return anchor_of(self.cls)


@attrs.frozen(kw_only=True)
class File:
    """One file, with its tables in the order of the page."""

    name: str
    summary: str
    sections: tuple[Section, ...]


def anchor_of(cls: type) -> str:
    """Return the anchor of the section about a class."""
    return f"table-{_words(cls).lower().replace(' ', '-')}"


@cache
def entries_of(cls: type) -> tuple[Entry, ...]:
    """Return every key of the tables that are read into a class, those of its kinds included."""
    own = [_entry(key) for key in keys_of(cls)]
    if cls not in FAMILIES:
        return tuple(own)
    kinds = FAMILIES[cls]
    said = _definition(cls)["properties"]["kind"]["description"]
    own.append(Entry(name="kind", types=(tuple(kinds),), needed=True, default="", description=said))
    found: dict[Entry, list[str]] = {}
    for kind, each in kinds.items():
        for key in keys_of(each):
            found.setdefault(_entry(key), []).append(kind)
    of_kinds = [
        attrs.evolve(entry, kinds=() if len(names) == len(kinds) else tuple(names))
        for entry, names in found.items()
    ]
    return (*own, *of_kinds)


def _entry(key: Key) -> Entry:
    said = _definition(Term)["properties"]["cite"]["description"]
    return Entry(
        name=key.name,
        types=(key.type,),
        needed=key.is_required,
        default=_default(key.default),
        description=key.description or (said if key.type is Citation else ""),
    )


def _definition(cls: type) -> Any:
    shapes = file_schema()["$defs"]
    return shapes.get(cls.__name__, shapes.get(f"{cls.__name__}, or several in rows"))


def _default(value: Any) -> str:
    if value in (attrs.NOTHING, None, (), "") or not isinstance(value, str | int | Fraction):
        return ""
    return plain_text(value) if isinstance(value, Fraction) else toml_value(value)


def inner(cls: Any) -> type | None:
    """Return the class of the tables that the values of a type are; None for plain values."""
    item = item_of(cls)
    held = cls if item is None else item
    return None if isinstance(cls, tuple) or is_form(cls) or is_form(held) else held


def values_in_words(cls: Any) -> str:
    """Return of what form the values of a type are, in Markdown."""
    if isinstance(cls, tuple):
        return _one_of(cls)
    item, held = item_of(cls), inner(cls)
    if held is not None:
        link = f"[{_words(held).lower()}](#{anchor_of(held)})"
        if item is None:
            return f"a table: {link}"
        return f"tables named by their ids: {link}" if is_named(held) else f"a list of: {link}"
    if item is not None and not is_form(cls):
        return f"a list of: {values_in_words(item)}"
    return _schema_in_words(form_of(cls).schema(cls))


def _schema_in_words(schema: Mapping[str, Any]) -> str:
    """Return what a plain schema says of a value."""
    if "enum" in schema:
        return _one_of(schema["enum"])
    if "description" in schema:
        text: str = schema["description"].removesuffix(".")
        return text[0].lower() + text[1:]
    if isinstance(schema["type"], list):
        return " or ".join(_TYPES[each] for each in schema["type"])
    if schema["type"] == "array":
        return f"a list of: {_schema_in_words(schema['items'])}"
    if schema["type"] == "object":
        return f"a table; each value is {_schema_in_words(schema['additionalProperties'])}"
    return _TYPES[schema["type"]]


def _one_of(words: tuple[str, ...]) -> str:
    return "one of " + ", ".join(f'`"{word}"`' for word in words)


def _words(cls: type) -> str:
    """Return the name of a class as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__)


def _held_by(cls: type) -> list[tuple[Entry, type]]:
    """Return the keys of a class whose values are tables, with the class of those."""
    pairs = ((entry, inner(entry.types[0])) for entry in entries_of(cls))
    return [(entry, held) for entry, held in pairs if held is not None]


@cache
def files() -> tuple[File, ...]:
    """Return every file of a partnership's folder; last, without a name, what many tables hold."""
    tops = [
        (AGREEMENT, "The signed agreement; every folder has it.", list(_of_agreement())),
        *((each.file, _summary(each.type), [_of_beside(each.type)]) for each in BESIDE),
        (AMENDMENT, _schema("amendment"), [_section("amendment", AmendmentHeader, needed=True)]),
    ]
    placed = {section.cls for _, _, sections in tops for section in sections}
    owners = _owners(placed)
    shared = [cls for cls in owners if cls not in placed and len(owners[cls]) > 1]
    return (
        *(
            File(name=name, summary=said, sections=_with_inner(sections, placed | {*shared}))
            for name, said, sections in tops
        ),
        File(
            name="",
            summary="",
            sections=_with_inner(
                [Section(heading=_words(cls), cls=cls) for cls in shared], placed | {*shared}
            ),
        ),
    )


def _of_agreement() -> Iterator[Section]:
    yield _section("agreement", Header, needed=True)
    yield _section("term", Term, needed=True)
    for name, cls in COLLECTIONS.items():
        yield _section(f"{name}.ID", cls, needed=name in REQUIRED)


def _of_beside(cls: Any) -> Section:
    item = item_of(cls)
    if item is None:
        return Section(heading="At the top of the file", cls=cls)
    return _section("ID", item)


def _section(path: str, cls: type, *, needed: bool = False) -> Section:
    return Section(heading=f"`[{path}]`", cls=cls, needed=needed)


def _schema(kind: str) -> str:
    said: str = file_schema(kind)["description"]
    return said


def _summary(cls: Any) -> str:
    return summary(item_of(cls) or cls)


def _owners(tops: set[type]) -> dict[type, set[type]]:
    """Return which classes hold the tables of each class that is held."""
    found: dict[type, set[type]] = {}
    waiting, seen = sorted(tops, key=lambda cls: cls.__name__), set(tops)
    while waiting:
        cls = waiting.pop(0)
        for _, held in _held_by(cls):
            found.setdefault(held, set()).add(cls)
            if held not in seen:
                seen.add(held)
                waiting.append(held)
    return found


def _with_inner(sections: list[Section], placed: set[type]) -> tuple[Section, ...]:
    """Return sections, each followed by those of the tables that only it holds."""
    done: list[Section] = []
    for section in sections:
        done.append(section)
        below: list[Section] = []
        for entry, held in _held_by(section.cls):
            if held not in placed and held not in {each.cls for each in below}:
                below.append(Section(heading=_below(section, entry, held), cls=held))
        done.extend(_with_inner(below, placed))
    return tuple(done)


def _below(section: Section, entry: Entry, held: type) -> str:
    """Return where a table stands that another table holds."""
    outer = section.heading.strip("`[]") if section.heading.startswith("`[") else ""
    path = ".".join(part for part in (outer, entry.name) if part)
    if item_of(entry.types[0]) is None:
        return f"`[{path}]`"
    return f"`[{path}.ID]`" if is_named(held) else f"`[[{path}]]`"
