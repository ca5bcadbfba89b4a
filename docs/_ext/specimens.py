"""What the shipped files and the test cases know of each key: its shortest value, its messages."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from docs._ext.shapes import FAMILIES, entries_of, inner
from partnerskab.agreement.parts import Term
from partnerskab.config.agreement_file import COLLECTIONS, Header
from partnerskab.config.amendment_file import AmendmentHeader
from partnerskab.config.files import BESIDE
from partnerskab.config.keys import is_named, item_of
from partnerskab.config.structure import merged
from partnerskab.files.toml_text import Map, toml_value
from partnerskab.values.citations import Citation

ROOT = Path(__file__).parents[2]
# The first of these that has a key gives its example.
_SHIPPED = ("examples", "tests/schemes", "tests/partnerships", "tests/config_cases/valid")
_SINGLE: dict[str, type] = {"agreement": Header, "term": Term}
_BESIDE = {each.file.removesuffix(".toml"): each.type for each in BESIDE}
_FINDING = re.compile(
    r"^(?P<file>\S+?\.toml)(?::\d+:\d+)?: (?:(?P<path>\S+): )?(?:error|warning): .*"
    r"\[(?P<id>[a-z-]+)\]$",
    re.MULTILINE,
)
_STEP = re.compile(r'"([^"]*)"|\[(\d+)\]|([^.\[\]"]+)')

Where = tuple[type, str]


@cache
def example(cls: type, key: str) -> str:
    """Return the shortest value that a shipped file has for a key, as a line of TOML."""
    for folder in _SHIPPED:
        values = _values(folder).get((cls, key))
        if values:
            return min((f"{key} = {toml_value(each)}" for each in values), key=len)
    return ""


@cache
def _values(folder: str) -> dict[Where, list[Any]]:
    """Return every value of each key in the files of a folder."""
    found: dict[Where, list[Any]] = {}
    for path in sorted((ROOT / folder).rglob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for cls, table in _tables(_kind_of(path), raw):
            for where, value in _walk(cls, table):
                found.setdefault(where, []).append(_written(value))
    return found


def _kind_of(path: Path) -> str:
    """Return the kind of a file; any name but the known is an agreement."""
    if path.parent.name == "amendments":
        return "amendment"
    kind = path.stem.removesuffix("-illustrative")
    return kind if kind in _BESIDE else "agreement"


def _tables(kind: str, raw: dict[str, Any]) -> Iterator[tuple[type, dict[str, Any]]]:
    """Give the tables of a file, each whole, with what it is read into."""
    if kind == "amendment":
        yield AmendmentHeader, raw["amendment"]
    elif kind in _BESIDE:
        item = item_of(_BESIDE[kind])
        yield from ((item, each) for each in raw.values()) if item else [(_BESIDE[kind], raw)]
    else:
        for name, cls in COLLECTIONS.items():
            for id, table in raw.get(name, {}).items():
                if id == "cite":
                    yield Citation, table
                    continue
                shared = {key: value for key, value in table.items() if key != "rows"}
                rows = table.get("rows", {"": {}}).values()
                yield from ((cls, merged(shared, row)) for row in rows)
        yield from ((cls, raw[name]) for name, cls in _SINGLE.items() if name in raw)


def _walk(cls: type, table: dict[str, Any]) -> Iterator[tuple[Where, Any]]:
    """Give each value of a table, and of the tables inside it, with the key that it is of."""
    known = FAMILIES.get(cls, {})
    for entry in entries_of(cls):
        of_kind = not known or not entry.kinds or table.get("kind") in entry.kinds
        if entry.name not in table or not of_kind:
            continue
        value, held = table[entry.name], inner(entry.types[0])
        yield (cls, entry.name), value
        if held is not None:
            item = item_of(entry.types[0])
            tables = [value] if item is None else value.values() if is_named(held) else value
            for each in tables:
                yield from _walk(held, each)


def _written(value: Any) -> Any:
    """Return a value whose tables of words stay in braces."""
    if isinstance(value, dict):
        inside = {key: _written(each) for key, each in value.items()}
        return Map(inside) if all(isinstance(each, str) for each in inside.values()) else inside
    return [_written(each) for each in value] if isinstance(value, list) else value


@cache
def messages() -> dict[tuple[type, str], tuple[str, ...]]:
    """Return the ids of the messages that test cases show for each key; "" for the whole table."""
    found: dict[Where, set[str]] = {}
    for path in sorted((ROOT / "tests" / "config_cases").rglob("*.expected")):
        for finding in _FINDING.finditer(path.read_text(encoding="utf-8")):
            steps = [a or b or c for a, b, c in _STEP.findall(finding["path"] or "")]
            where = _place(_kind_of(Path(finding["file"])), steps)
            if where is not None:
                found.setdefault(where, set()).add(finding["id"])
    return {where: tuple(sorted(ids)) for where, ids in found.items()}


def _place(kind: str, steps: list[str]) -> Where | None:
    """Return the key that a path leads to, or its table; None for a place that is no table's."""
    if kind == "amendment":
        return _descend(AmendmentHeader, steps[1:]) if steps[:1] == ["amendment"] else None
    if kind in _BESIDE:
        item = item_of(_BESIDE[kind])
        return _descend(item or _BESIDE[kind], steps[1:] if item else steps)
    first, *rest = steps or [""]
    if first in _SINGLE:
        return _descend(_SINGLE[first], rest)
    if first not in COLLECTIONS:
        return None
    below = rest if rest[:1] == ["cite"] else rest[1:]
    return _descend(COLLECTIONS[first], below[2:] if below[:1] == ["rows"] else below)


def _descend(cls: type, steps: list[str]) -> Where:
    entry = next((each for each in entries_of(cls) if steps and each.name == steps[0]), None)
    if entry is None:
        return cls, ""
    held = inner(entry.types[0])
    rest = steps[1:] if item_of(entry.types[0]) is None else steps[2:]
    return _descend(held, rest) if held is not None and rest else (cls, entry.name)
