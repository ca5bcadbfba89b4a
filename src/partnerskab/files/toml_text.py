"""TOML out, as a person would write it: short things on one line, columns under each other.

Values are texts, whole numbers, `Decimal`, booleans, dates, lists, and dictionaries for tables.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from partnerskab.files.toml import basic_string

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH = 100
_SHORT_INTEGER = 10_000


class Map(dict[str, Any]):
    """A table whose keys are words and no structure, such as a label: it stays in braces."""


def key_line(key: str, value: Any) -> str:
    r"""Return a key with its value; a list that is too long for a line has one for each element.

    >>> key_line("label", Map(da="Færre", en="Fewer"))
    'label = { da = "Færre", en = "Fewer" }'
    """
    line = f"{toml_key(key)} = {toml_value(value)}"
    if len(line) <= _WIDTH or not isinstance(value, list) or not value:
        return line
    elements = "".join(f"  {toml_value(each)},\n" for each in value)
    return f"{toml_key(key)} = [\n{elements}]"


def fits(key: str, value: Any) -> bool:
    """Say whether a key with its value is short enough for one line."""
    return len(f"{toml_key(key)} = {toml_value(value)}") <= _WIDTH


def toml_key(key: str) -> str:
    """Return a key, in quotes where it needs them.

    >>> toml_key("best_to_worst"), toml_key("Hærværk")
    ('best_to_worst', '"Hærværk"')
    """
    return key if _BARE_KEY.fullmatch(key) else basic_string(key)


def toml_value(value: Any) -> str:
    """Return a value as TOML writes it on one line.

    >>> toml_value({"periods": [2013, "2014/15"], "step": 100_000, "baseline": {"value": 77}})
    '{ periods = [2013, "2014/15"], step = 100_000, baseline.value = 77 }'
    """
    match value:
        case str():
            text = basic_string(value)
        case bool():
            text = str(value).lower()
        case int():
            text = f"{value:_}" if abs(value) >= _SHORT_INTEGER else str(value)
        case Decimal():
            text = format(value, "f")
        case date():
            text = value.isoformat()
        case Mapping():
            pairs = ", ".join(f"{key} = {inner}" for key, inner in _cells(value))
            text = f"{{ {pairs} }}" if pairs else "{}"
        case _:
            text = f"[{', '.join(map(toml_value, value))}]"
    return text


def aligned_lines(tables: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return a line for each of several tables, in columns where they have the same keys.

    >>> arson = {"value": 7, "printed": [5, 70]}
    >>> for line in aligned_lines({"theft": {"value": 244, "printed": [220, 90]}, "arson": arson}):
    ...     print(line)
    theft = { value = 244, printed = [220, 90] }
    arson = { value =   7, printed = [  5, 70] }
    """
    rows = [_cells(table) for table in tables.values()]
    keys = [key for key, _ in rows[0]] if rows else []
    lists = list(tables.values())
    if keys and all([key for key, _ in row] == keys for row in rows):
        columns = [_column([_at(table, key) for table in lists]) for key in keys]
        texts = [_joined(keys, cells) for cells in zip(*columns, strict=True)]
        if max(map(len, texts)) > _WIDTH:
            texts = [toml_value(table) for table in lists]
    else:
        texts = [toml_value(table) for table in lists]
    names = [toml_key(name) for name in tables]
    width = max(map(len, names), default=0)
    return [f"{name:{width}} = {text}" for name, text in zip(names, texts, strict=True)]


def _joined(keys: Sequence[str], cells: Sequence[str]) -> str:
    """Return one table in braces, with the room that its columns need after each comma."""
    parts = [f"{key} = {cell.rstrip()}" for key, cell in zip(keys, cells, strict=True)]
    room = [" " * (len(cell) - len(cell.rstrip())) for cell in cells]
    text = "".join(f"{part}, {space}" for part, space in zip(parts[:-1], room, strict=False))
    return f"{{ {text}{parts[-1]} }}"


def _column(values: list[Any]) -> list[str]:
    """Return the cells of a column, equally long: numbers to the right, texts to the left."""
    if all(isinstance(value, list) for value in values) and len({*map(len, values)}) == 1:
        inner = [_column(list(each)) for each in zip(*values, strict=True)]
        rows = zip(*inner, strict=True) if inner else [()] * len(values)
        return [f"[{', '.join(row).rstrip()}]" for row in rows]
    texts = [toml_value(value) for value in values]
    width = max(map(len, texts))
    if all(_is_number(value) for value in values):
        return [text.rjust(width) for text in texts]
    return [text.ljust(width) for text in texts]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _cells(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the keys and values of a table; a table of one key is written with a dot."""
    cells = []
    for key, value in table.items():
        name = toml_key(key)
        if isinstance(value, Mapping) and not isinstance(value, Map) and len(value) == 1:
            ((inner, text),) = _cells(value)
            cells.append((f"{name}.{inner}", text))
        else:
            cells.append((name, toml_value(value)))
    return cells


def _at(table: Mapping[str, Any], dotted: str) -> Any:
    """Return the value of a key as `_cells` writes it."""
    for key, value in table.items():
        name = toml_key(key)
        if name == dotted:
            return value
        if dotted.startswith(f"{name}.") and isinstance(value, Mapping):
            return _at(value, dotted.removeprefix(f"{name}."))
    raise KeyError(dotted)
