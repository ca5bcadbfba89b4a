"""TOML to Python values; and, once there is something to report, the place of every key.

The values come from `tomllib`, which knows no places and stops at the first error. The places, and
all that is defined twice, come from a second reading by tree-sitter, which is loaded only then.
"""

import json
import re
import sys
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from partnerskab.errors import Diagnostic, Place
from partnerskab.files.decoding import spot_after

if TYPE_CHECKING:
    from tree_sitter import Node

KeyPath = tuple[str | int, ...]

_TROUBLE = (ValueError, ArithmeticError, RecursionError)
_TOMLLIB_ERROR = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_HIDDEN = "until then the rest of this file cannot be checked"

# How tomllib begins its message; what we say; what would have been right.
_QUOTED = "a name with a space, æ, ø or å in quotes"
_TEXT_END = "the same quotes at the end of the text as at its beginning"
_SYNTAX = (
    (
        "Invalid statement",
        "this line is neither a key, a header nor a comment",
        f"key = value, [header] or # comment; {_QUOTED}",
    ),
    ("Expected '=' after", "a key is not followed by '='", f"key = value; {_QUOTED}"),
    (
        "Invalid initial character for a key",
        "this is not a key",
        f"letters from a to z, digits, '-' or '_'; {_QUOTED}",
    ),
    ("Expected ']", "the header is not closed", f"']' or ']]', as it began; {_QUOTED}"),
    (
        "Invalid value",
        "this is not a value",
        "a text in quotes, 22.9, true, 2025-01-31, [ ... ] or { ... }",
    ),
    (
        "Expected newline or end of document",
        "the line goes on after its value",
        "the end of the line; 22.9 for a number, 2025-01-31 for a date, quotes for a text",
    ),
    ("Unclosed array", "a list is not closed", "',' or ']'"),
    ("Unclosed inline table", "a table in braces is not closed", "',' or '}'"),
    ("Unterminated string", "a text is not closed", _TEXT_END),
    ("Expected \"'", "a text is not closed", _TEXT_END),
    ("Illegal character '\\n'", "a text is not closed on its line", _TEXT_END),
    ("Found invalid character '\\n'", "a text is not closed on its line", _TEXT_END),
    (
        "Unescaped '\\'",
        "a backslash in a text between double quotes",
        "two backslashes for one, or the text between single quotes",
    ),
    ("Invalid date", "there is no such date or time", "a date such as 2025-01-31"),
)
_DEFINED_TWICE = ("Cannot ", "Duplicate inline table key")


def parse_toml(text: str, shown: str) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Return the values of a TOML text, numbers with a decimal mark as `Decimal`.

    Args:
        text: the text, from `read_text`; the line ends may be of either kind.
        shown: the file as the user named it, for the places.

    Returns:
        The values, empty where there is an error; and diagnostics with the ids `toml-syntax` (the
        first such error) and `duplicate-key` (every one, as far as the syntax can be followed).
        `nan` and `inf` are TOML, and come as `Decimal`.

    >>> parse_toml("share = 22.9", "agreement.toml")
    ({'share': Decimal('22.9')}, ())
    >>> values, findings = parse_toml("share = 22,9", "agreement.toml")
    >>> print(*findings)
    agreement.toml:1:11: error: the line goes on after its value [toml-syntax]
        expected: the end of the line; 22.9 for a number, 2025-01-31 for a date, quotes for a text
        came:     ',9'
        remedy:   mend this; until then the rest of this file cannot be checked
    """
    try:
        return tomllib.loads(text, parse_float=Decimal), ()
    except _TROUBLE as error:
        found = _syntax_finding(error, text, shown)
    twice = tuple(_duplicates(text, shown))
    if twice and found.id == "duplicate-key":
        return {}, twice
    return {}, (found, *twice)


class TomlPlaces:
    r"""Where each key of a TOML text stands; the text is read again at the first question.

    Args:
        text: the text that was parsed.
        shown: the file as the user named it.

    >>> places = TomlPlaces('[[goal]]\nname = "Færre"\nlimits = [1, 2]', "agreement.toml")
    >>> str(places.place_of(("goal", 0, "limits", 1)))
    'agreement.toml:3:14: goal[0].limits[1]'
    """

    def __init__(self, text: str, shown: str) -> None:
        self._text = text
        self._shown = shown

    def place_of(self, path: KeyPath) -> Place:
        """Return the place of a key or of an element; of what holds it, where it is not there.

        Args:
            path: the keys from the top of the file, with the number from 0 in a list.

        Returns:
            A place whose key is the whole path, whatever part of it was found; it has no line
            where no part was.
        """
        for length in range(len(path), 0, -1):
            definition = self._survey.known.get((0, *path[:length]))
            if definition:
                return self._survey.place(definition, path)
        return Place(file=self._shown, key=key_text(path))

    @cached_property
    def _survey(self) -> "_Survey":
        return _Survey(self._text, self._shown)


def basic_string(text: str) -> str:
    r"""Return a text as TOML writes it between double quotes, on one line.

    >>> print(basic_string('The "big" one\n'))
    "The \"big\" one\n"
    """
    # JSON writes a text in the same way, apart from one character that TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def key_text(path: KeyPath) -> str:
    """Return a key path as it is written in TOML, with the number of an element in brackets.

    >>> key_text(("goal", 0, "Køge Bugt", "share"))
    'goal[0]."Køge Bugt".share'
    """
    parts = []
    for part in path:
        if isinstance(part, int):
            parts.append(f"[{part}]")
        else:
            bare = _BARE_KEY.fullmatch(part)
            parts.append("." + (part if bare else json.dumps(part, ensure_ascii=False)))
    return "".join(parts).removeprefix(".")


def _syntax_finding(error: Exception, text: str, shown: str) -> Diagnostic:
    match = _TOMLLIB_ERROR.fullmatch(str(error))
    if not match:
        return _too_much(error, text, shown)
    said = match[1]
    offset = _offset(match, text)
    line, column = spot_after(text[:offset])
    came = "the end of the file"
    if match[2]:
        came = _shortened(text[offset:].partition("\n")[0].rstrip(" \t\r")) or "the end of the line"
    place = Place(file=shown, line=line, column=column)
    if said.startswith(_DEFINED_TWICE):
        return Diagnostic(
            id="duplicate-key",
            place=place,
            message="a key or a table is defined twice",
            remedy=f"keep one of the two; {_HIDDEN}",
        )
    fitting = (row[1:] for row in _SYNTAX if said.startswith(row[0]))
    message, expected = next(fitting, (said[:1].lower() + said[1:], ""))
    return Diagnostic(
        id="toml-syntax",
        place=place,
        message=message,
        expected=expected,
        came=came,
        remedy=f"mend this; {_HIDDEN}",
    )


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}...") if text else ""


def _offset(match: re.Match[str], text: str) -> int:
    """Return the offset of what is wrong; tomllib stops a little or a whole text behind it."""
    said, line, column = match.groups()
    if line:
        before = text.split("\n")[: int(line) - 1]
        offset = sum(len(earlier) + 1 for earlier in before) + int(column) - 1
        return text.rfind("\\", 0, offset) if said.startswith("Unescaped") else offset
    marks = {"Unterminated string": '"', 'Expected "\'"': "'", "Expected \"'''\"": "'''"}
    mark = marks.get(said)
    if mark is None:
        return len(text)
    if mark == '"' and '"' not in text[text.rfind("\n") + 1 :]:
        mark = '"""'
    return text.rfind(mark)


def _too_much(error: Exception, text: str, shown: str) -> Diagnostic:
    """Say what tomllib leaves to Python: a number or a nesting beyond all bounds."""
    deep = isinstance(error, RecursionError)
    return Diagnostic(
        id="toml-syntax",
        place=Place(file=shown, line=_first_line_with(type(error), text)),
        message=f"{'lists or tables within each other' if deep else 'a number'} beyond all bounds",
        remedy=f"mend this; {_HIDDEN}",
    )


def _first_line_with(trouble: type[Exception], text: str) -> int:
    """Return the line at which reading stops with an error that does not name its place."""
    lines = text.split("\n")

    def stops_within(count: int) -> bool:
        try:
            tomllib.loads("\n".join(lines[:count]), parse_float=Decimal)
        except _TROUBLE as error:
            return type(error) is trouble
        return False

    return bisect_left(range(len(lines)), x=True, key=stops_within)


def _duplicates(text: str, shown: str) -> Iterator[Diagnostic]:
    """Find what is defined twice, as far as the syntax is sound."""
    survey = _Survey(text, shown)
    for path, first, second in survey.twice:
        if second.point >= survey.sound_until:
            return
        line = first.point[0] + 1
        yield Diagnostic(
            id="duplicate-key",
            place=survey.place(second, path),
            message="defined twice",
            expected=f"one definition of {key_text(path)}; line {line} has {first.kind.value}",
            came=f"another on line {second.point[0] + 1}, {second.kind.value}",
            remedy=f"keep one of the two; {_HIDDEN}",
        )


class _Kind(Enum):
    """How a name comes to be defined."""

    VALUE = "a key with a value"
    TABLE = "a table of this name"
    LIST = "a list of tables"
    DOTTED = "a table from a dotted key"
    IMPLIED = "a table from a longer header"


# After which definitions another one is no second definition, from TOML 1.0. A dotted key can
# reach only the tables from dotted keys of its own section: no other section can be opened again.
_MAY_FOLLOW = {
    _Kind.VALUE: (),
    _Kind.TABLE: (_Kind.IMPLIED,),
    _Kind.LIST: (_Kind.LIST,),
    _Kind.DOTTED: (_Kind.DOTTED, _Kind.IMPLIED),
    _Kind.IMPLIED: (_Kind.TABLE, _Kind.LIST, _Kind.DOTTED, _Kind.IMPLIED),
}
_KEYS = ("bare_key", "quoted_key", "dotted_key")
# What lies deeper is not followed: the paths to it would fill the memory.
_DEEPEST = 100


@attrs.frozen
class _Definition:
    kind: _Kind
    point: tuple[int, int]  # row and byte from 0, as tree-sitter counts


class _Survey:
    """All definitions of a text.

    A path in here begins with its scope: 0 for the file, and a number of its own for what stands
    within a second definition, where the names of the first are free again.
    """

    def __init__(self, text: str, shown: str) -> None:
        import tree_sitter_toml
        from tree_sitter import Language, Parser

        self.known: dict[KeyPath, _Definition] = {}
        self.twice: list[tuple[KeyPath, _Definition, _Definition]] = []
        self._last: dict[KeyPath, int] = {}
        self._shown = shown
        self._source = text.encode(errors="replace")
        self._lines = self._source.split(b"\n")
        root = Parser(Language(tree_sitter_toml.language())).parse(self._source).root_node
        self.sound_until = _first_error(root)
        self._read(root)
        self.twice.sort(key=lambda found: found[2].point)

    def place(self, definition: _Definition, path: KeyPath) -> Place:
        row, byte = definition.point
        column = len(self._lines[row][:byte].decode(errors="replace")) + 1
        return Place(file=self._shown, line=row + 1, column=column, key=key_text(path))

    def _read(self, root: "Node") -> None:
        section: KeyPath = (0,)
        for statement in root.named_children:
            if statement.type == "pair":
                self._read_value(statement, section)
            elif statement.type in ("table", "table_array_element"):
                last = _Kind.TABLE if statement.type == "table" else _Kind.LIST
                for node in statement.named_children:
                    if node.type in _KEYS:
                        section = self._define((0,), node, _Kind.IMPLIED, last)
                    else:
                        self._read_value(node, section)

    def _read_value(self, node: "Node", path: KeyPath) -> None:
        todo = [(node, path)]
        while todo:
            node, path = todo.pop()
            parts = [part for part in node.named_children if part.type != "comment"]
            if len(path) > _DEEPEST:
                continue
            if node.type == "pair":
                path = self._define(path, parts[0], _Kind.DOTTED, _Kind.VALUE)
                todo.extend((value, path) for value in parts[1:])
            elif node.type == "inline_table":
                todo.extend((pair, path) for pair in reversed(parts))
            elif node.type == "array":
                for number, element in enumerate(parts):
                    self.known[*path, number] = _Definition(_Kind.VALUE, _point(element))
                    todo.append((element, (*path, number)))

    def _define(self, path: KeyPath, key: "Node", passing: _Kind, last: _Kind) -> KeyPath:
        """Define each part of a dotted key below `path`; return the path for its contents."""
        parts = _parts(key)
        names = [self._name(part) for part in parts]
        for number, (part, name) in enumerate(zip(parts, names, strict=True), 1):
            if len(path) > _DEEPEST:
                break
            path = (*path, name)
            new = _Definition(last if number == len(parts) else passing, _point(part))
            first = self.known.get(path)
            if not first or (new.kind is _Kind.TABLE and first.kind is _Kind.IMPLIED):
                self.known[path] = new
            elif first.kind not in _MAY_FOLLOW[new.kind]:
                self.twice.append((path[1:], first, new))
                return (len(self.twice), *path[1:], *names[number:])
            elif new.kind is _Kind.DOTTED:
                self.known[path] = attrs.evolve(first, kind=_Kind.DOTTED)
            path = self._last_element(path, new)
        return path

    def _last_element(self, path: KeyPath, new: _Definition) -> KeyPath:
        """Return the path itself, or that of the newest element where a list of tables is meant."""
        if new.kind is _Kind.LIST:
            number = self._last[path] = self._last.get(path, -1) + 1
            self.known[*path, number] = _Definition(_Kind.TABLE, new.point)
        return (*path, self._last[path]) if path in self._last else path

    def _name(self, part: "Node") -> str:
        written = self._source[part.start_byte : part.end_byte].decode(errors="replace")
        try:
            return next(iter(tomllib.loads(f"{written} = 0")))
        except tomllib.TOMLDecodeError:
            return written


def _parts(key: "Node") -> list["Node"]:
    """Return the parts of a dotted key, which the grammar nests to the left."""
    parts, todo = [], [key]
    while todo:
        node = todo.pop()
        if node.type == "dotted_key":
            todo.extend(node.named_children)
        elif node.type in _KEYS:
            parts.append(node)
    return parts[::-1]


def _point(node: "Node") -> tuple[int, int]:
    return node.start_point.row, node.start_point.column


def _first_error(root: "Node") -> tuple[int, int]:
    """Return where the syntax tree stops being sound; beyond the end where it never does."""
    node: Node | None = root
    while node and node.has_error:
        if node.is_error or node.is_missing:
            return _point(node)
        node = next((child for child in node.children if child.has_error), None)
    return sys.maxsize, 0
