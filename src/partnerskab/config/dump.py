"""Folder out: files that load to an equal partnership and read as if a person wrote them."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs

from partnerskab.agreement.amendments import Amendment
from partnerskab.config.agreement_file import COLLECTIONS
from partnerskab.config.amending import SINGLE, Step, read_steps
from partnerskab.config.amendment_tables import AmendmentTables, amendment_tables
from partnerskab.config.amendments import AMENDMENTS
from partnerskab.config.files import AGREEMENT, BESIDE
from partnerskab.config.folder import check
from partnerskab.config.keys import is_named, item_of, summary
from partnerskab.config.strict import Table
from partnerskab.config.unstructure import Unstructurer, holds_tables
from partnerskab.errors import InvalidValueError
from partnerskab.files.toml_text import Map, aligned_lines, fits, key_line, toml_key
from partnerskab.files.writing import write_new, write_new_folder
from partnerskab.observations.request import as_cell_text
from partnerskab.partnership import Partnership

_LONG_LINE = 140
_RULE = 78
_HEAD = """\
# {title}, as data.
#
# How to read this file
#   [table.id]     a table for each thing; the id is its name in programs, the label is for people
#   cite = {{...}}   where in the signed text it stands; what is below a cite inherits it, and a
#                  citation means the first of the documents below unless it names another
#   rows           things that share all that stands above them
#
# Check it after every change:   partnerskab check FOLDER
"""


def dump(partnership: Partnership, folder: str | Path) -> None:
    """Write a partnership as a folder of files, which `load` reads back as an equal one.

    All files are there in the end, or none of them. An amendment has a file in `amendments`, which
    sets, adds and removes what makes its version of the one before; what it assumed is not written.

    Args:
        partnership: what to write.
        folder: where to; made where it is not there. It must not hold any of the files yet, since
            nothing is ever written over.

    Raises:
        InvalidValueError: where a part would not read back the same, such as a rounding without a
            citation, which a file gives that of its target, or a version of the agreement that
            differs from the one before in more than its amendments name.
        DiagnosticsError: where a file is there already or cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> from partnerskab.config.folder import load
    >>> amager = load("examples/amager")
    >>> with TemporaryDirectory() as folder:
    ...     dump(amager, folder)
    ...     load(folder) == amager
    True
    """
    folder = Path(folder)
    files = file_texts(partnership)
    _check_reads_back(partnership, files)
    if not folder.exists():
        write_new_folder(folder, files)
        return
    amendments = folder / AMENDMENTS
    there = [f"{AMENDMENTS}/{path.name}" for path in sorted(amendments.glob("*.toml"))]
    made: list[Path] = []
    is_new = partnership.agreement.amendments and not amendments.exists()
    try:
        for name in dict.fromkeys((AGREEMENT, *(each.file for each in BESIDE), *there, *files)):
            path = folder / name
            if name in files or path.exists():  # one that is not written would be read, too
                if is_new and path.parent == amendments:
                    amendments.mkdir(exist_ok=True)
                write_new(path, files.get(name, "").encode())
                made.append(path)
    except BaseException:
        for path in made:
            path.unlink()
        if is_new and amendments.exists():
            amendments.rmdir()
        raise


def file_texts(partnership: Partnership) -> dict[str, str]:
    """Return the text of each file that a partnership needs, by its name in the folder."""
    agreement = partnership.agreement
    writing = Unstructurer(agreement)
    signed = writing.agreement()
    files = {AGREEMENT: _agreement_text(partnership, signed)}
    for amendment in amendment_tables(agreement, signed):
        files[f"{AMENDMENTS}/{amendment.id}.toml"] = _amendment_text(amendment)
    defaults = {field.name: _default(field) for field in attrs.fields(Partnership)}
    for each in BESIDE:
        value = getattr(partnership, each.field)
        if value != defaults[each.field]:
            item = item_of(each.type) or each.type
            lines = [f"# {summary(item)}", ""]
            if is_named(item):
                for part in value:
                    lines += [*_table((part.id,), writing.table(part)), ""]
            else:
                lines += _table((), writing.table(value))
            files[each.file] = "\n".join(lines).rstrip("\n") + "\n"
    return files


def _default(field: "attrs.Attribute[Any]") -> Any:
    factory = getattr(field.default, "factory", None)
    return field.default if factory is None else factory()


def _agreement_text(partnership: Partnership, tables: Table) -> str:
    lines = [_HEAD.format(title=as_cell_text(str(partnership.agreement.label)))]
    for name in ("agreement", "term"):
        lines += [*_table((name,), tables[name]), ""]
    for name, item in COLLECTIONS.items():
        if name in tables:
            title = name.replace("_", " ")
            lines += ["", f"# {'-' * (_RULE - len(title) - 3)} {title}", f"# {summary(item)}", ""]
            lines += _collection(name, tables[name])
    return "\n".join(lines).rstrip("\n") + "\n"


def _amendment_text(amendment: AmendmentTables) -> str:
    lines = [f"# {summary(Amendment)}", "", *_table(("amendment",), amendment.header)]
    added, removed = Table(), dict[str, list[str]]()
    for step in amendment.steps:
        name, *rest = step.path
        if step.verb == "add":
            added.setdefault(name, {})[rest[0]] = step.value
        elif step.verb == "remove":
            removed.setdefault(name, []).append(".".join(rest))
    if removed:
        lines += ["", *_table(("remove",), removed)]
    for name, parts in added.items():
        lines += _inside(("add", name), parts)
    lines += _set_lines([step for step in amendment.steps if step.verb == "set"])
    return "\n".join(lines) + "\n"


def _set_lines(steps: Sequence[Step]) -> list[str]:
    """Return the tables of what is set; whole paths where tables would change the order."""
    tables: Table = {}
    for step in steps:
        holder = tables
        for key in step.path[:-1]:
            holder = holder.setdefault(key, {})
        holder[step.path[-1]] = step.value
    lines: list[str] = []
    for name, changed in tables.items():
        if name in SINGLE:
            lines += ["", *_table(("set", name), changed)]
        else:
            lines += _inside(("set", name), changed)
    read, _ = read_steps(tomllib.loads("\n".join(lines)))
    if [step.path for step in read] == [step.path for step in steps]:
        return lines
    return ["", *_table(("set",), {".".join(step.path): step.value for step in steps})]


def _collection(name: str, table: Table) -> Iterator[str]:
    """Give the lines of a table of parts: one for each part where all of them are short."""
    parts = {id: part for id, part in table.items() if id != "cite"}
    short = _short_lines(parts)
    if "cite" in table or short:
        yield f"[{name}]"
        if "cite" in table:
            yield key_line("cite", table["cite"])
        yield from short
        yield ""
    if not short:
        for id, part in parts.items():
            yield from _table((name, id), part)
            yield ""


def _table(path: tuple[str, ...], table: Mapping[str, Any]) -> Iterator[str]:
    """Give the lines of a table: what fits on a line first, then tables of their own."""
    inside = {key: value for key, value in table.items() if _needs_room(key, value)}
    if path and (len(inside) < len(table) or not table):
        yield f"[{'.'.join(map(toml_key, path))}]"
    for key, value in table.items():
        if key not in inside:
            yield key_line(key, value)
    for key, value in inside.items():
        yield from _inside((*path, key), value)


def _needs_room(key: str, value: Any) -> bool:
    if not isinstance(value, Mapping) or not value or _is_label(value):
        return False
    return holds_tables(value) or not fits(key, value)


def _is_label(value: Mapping[str, Any]) -> bool:
    """Say whether a table is one of languages, which stays on its line however long it is."""
    return isinstance(value, Map) and all(len(key) <= 3 for key in value)


def _inside(path: tuple[str, ...], value: Mapping[str, Any]) -> Iterator[str]:
    """Give the lines of a table that stands below the one that it belongs to."""
    yield ""
    if not all(type(each) is dict for each in value.values()):
        yield from _table(path, value)
    elif short := _short_lines(value):
        yield f"[{'.'.join(map(toml_key, path))}]"
        yield from short
    else:
        for number, (name, each) in enumerate(value.items()):
            if number:
                yield ""
            yield from _table((*path, name), each)


def _short_lines(tables: Mapping[str, Any]) -> list[str]:
    """Return a line for each table, in columns; none where one of the lines would be long."""
    if any(holds_tables(each) for table in tables.values() for each in table.values()):
        return []
    lines = aligned_lines(tables)
    return lines if len(lines) > 1 and max(map(len, lines)) <= _LONG_LINE else []


def _check_reads_back(partnership: Partnership, files: Mapping[str, str]) -> None:
    """Raise where the files would not give the same partnership."""
    with TemporaryDirectory() as above:
        folder = Path(above, "dumped")
        write_new_folder(folder, files)
        checked = check(folder)
    if checked.partnership == partnership:
        return
    came = "\n".join(map(str, checked.diagnostics))
    path: tuple[str | int, ...] = ()
    if checked.partnership is not None:
        path, given, came = _first_difference((), partnership, checked.partnership)
        came = f"{given}, which reads back as {came}"
    raise InvalidValueError(
        "a file cannot say this, so the partnership would not read back the same",
        expected="what a file can hold: a citation that is inherited cannot be missing, for one",
        came=came,
        path=path,
    )


def _first_difference(
    path: tuple[str | int, ...], one: Any, other: Any
) -> tuple[tuple[str | int, ...], str, str]:
    """Return where two unequal objects differ first, and what stands there."""
    if type(one) is type(other):
        if attrs.has(type(one)):
            for field in attrs.fields(type(one)):
                pair = getattr(one, field.name), getattr(other, field.name)
                if field.eq and pair[0] != pair[1]:
                    return _first_difference((*path, field.name), *pair)
        elif isinstance(one, tuple) and len(one) == len(other):
            for index, pair in enumerate(zip(one, other, strict=True)):
                if pair[0] != pair[1]:
                    step = getattr(pair[0], "id", index)
                    return _first_difference((*path, step), *pair)
    return path, str(one), str(other)
