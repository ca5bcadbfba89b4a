"""What an amendment's file does to the tables of an agreement: set, add, remove.

An amendment changes the tables and not the model, so that it can change whatever a file can say,
and the amended agreement is read and checked like any other.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, get_args, get_origin

import attrs

from partnerskab.agreement.parts import Parts
from partnerskab.config.strict import Path, Table, as_table, as_typed
from partnerskab.config.structure import merged
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.values.citations import Citation
from partnerskab.values.names import did_you_mean

SINGLE = ("agreement", "term")
_COLLECTIONS = {
    field.name: get_args(field.type)[0]
    for field in attrs.fields(Parts)
    if get_origin(field.type) is tuple
}
CITING = {"term"} | {
    name
    for name, part in _COLLECTIONS.items()
    if "citation" in attrs.fields_dict(part) and name != "questions"
}
"""Whose parts cite the amendment that changes them.

A question keeps its citation, which says where the unclear clause stands.
"""
OWN_KEYS = "sets"
"""The key under which paths are keys of their own, and no steps of a longer path."""


@attrs.frozen(kw_only=True)
class Step:
    """One thing that an amendment does.

    Args:
        verb: `set`, `add`, `remove`, or `was` for a value that is only assumed.
        path: where in the agreement, such as `("targets", "burglary", "percent")`.
        at: where the amendment's file says so.
        value: what is set, added or assumed.
    """

    verb: str
    path: tuple[str, ...]
    at: Path
    value: Any = None


def read_steps(raw: Table) -> tuple[list[Step], list[Problem]]:
    """Return what an amendment does and assumes, and what is wrong with the form of it."""
    steps: list[Step] = []
    problems: list[Problem] = []
    for verb, read in (("was", _leaves), ("remove", _removed), ("add", _added), ("set", _leaves)):
        try:
            table = as_table(raw.get(verb, {}), "a table", (verb,))
            for path, at, value in read(table, (), (verb,)):
                steps.append(Step(verb=verb, path=path, at=at, value=value))
        except InvalidValueError as error:
            problems.append(error.problem)
    return steps, problems


def _leaves(table: Table, path: Path, at: Path) -> Iterator[tuple[Any, Path, Any]]:
    """Give each value of nested tables; a key may also be a whole path in quotes."""
    for key, value in table.items():
        below = (*path, *key.split("."))
        if isinstance(value, dict) and value and below[-1] != OWN_KEYS:
            yield from _leaves(value, below, (*at, key))
        else:
            yield below, (*at, key), value


def _added(table: Table, _: Path, at: Path) -> Iterator[tuple[Any, Path, Any]]:
    for name, parts in table.items():
        for id, part in as_table(parts, "a table of parts", (*at, name)).items():
            yield (name, id), (*at, name, id), as_table(part, "a table", (*at, name, id))


def _removed(table: Table, _: Path, at: Path) -> Iterator[tuple[Any, Path, Any]]:
    for name, ids in table.items():
        for index, id in enumerate(as_typed(ids, list, (*at, name))):
            where = (*at, name, index)
            yield (name, *as_typed(id, str, where).split(".")), where, None


def spelt_out(raw: Table) -> Table:
    """Return the tables of an agreement with every row as it is with all that it shares."""
    whole = deepcopy(raw)
    for name in _COLLECTIONS.keys() & raw.keys():
        for family, part in raw[name].items():
            if isinstance(part, dict) and "rows" in part:
                shared = {key: value for key, value in part.items() if key != "rows"}
                rows = {id: merged(shared, row) for id, row in part["rows"].items()}
                whole[name][family] = {"rows": deepcopy(rows)}
    return whole


def expanded(table: Table, step: Step) -> list[Step]:
    """Return a step about a family of rows as steps about each of them; others as they are."""
    name, *rest = step.path
    part = table.get(name, {}).get(rest[0]) if rest and name in _COLLECTIONS else None
    rows = part.get("rows") if isinstance(part, dict) else None
    if rows is None or step.verb == "add":
        return [step]
    return [attrs.evolve(step, path=(name, id, *rest[1:])) for id in rows]


def rows_of(table: Table) -> dict[str, dict[str, list[str]]]:
    """Return the ids of the rows of each family, by the name of the collection and its own."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in _COLLECTIONS.keys() & table.keys():
        parts = {id: part for id, part in table[name].items() if isinstance(part, dict)}
        found[name] = {id: list(part["rows"]) for id, part in parts.items() if "rows" in part}
    return found


def changed_paths(step: Step) -> list[str]:
    """Return the paths of what a step changes, as an `Amendment` names them."""
    rows = step.value.get("rows") if step.verb == "add" else None
    if isinstance(rows, dict):
        return [f"{step.path[0]}.{id}" for id in rows]
    return [".".join(step.path)]


def value_at(table: Table, path: tuple[str, ...]) -> Any:
    """Return what stands at a path; None where nothing does."""
    holder = _holder(table, path)
    return None if holder is None else holder.get(path[-1])


def take(table: Table, step: Step, *, again: bool = False) -> None:
    """Take one step, in place.

    Args:
        table: the tables of the agreement, with every row spelt out.
        step: what to do.
        again: whether the same amendment adds the part anew that it removes.

    Raises:
        InvalidValueError: where there is nothing to set or to remove, or something already.
    """
    name, *rest = step.path
    known = [*SINGLE, *_COLLECTIONS]
    if name not in known or (step.verb == "add" and name in SINGLE):
        raise InvalidValueError(
            "no such table",
            expected=", ".join(known[len(SINGLE) :] if step.verb == "add" else known),
            came=repr(name),
            remedy=did_you_mean(name, known),
            id="unknown-key",
            path=step.at,
        )
    if step.verb == "add":
        _add(table, step, replaces=again)
        return
    _check_is_there(table, step, whole=not rest or (name in _COLLECTIONS and len(rest) == 1))
    if step.verb == "set":
        _set(table, step)
    elif not again:
        holder = _holder(table, step.path)
        if holder is None or step.path[-1] not in holder:
            raise _nothing(step, holder or {})
        del holder[step.path[-1]]
        if not holder and len(rest) == 1:  # the last row of a family
            for id in [id for id, part in table[name].items() if part == {"rows": holder}]:
                del table[name][id]


def _add(table: Table, step: Step, *, replaces: bool) -> None:
    name, id = step.path
    holder = _holder(table, step.path)
    if holder is None:
        holder = table.setdefault(name, {})
    elif not replaces:
        raise InvalidValueError(
            "the agreement has a part of this name",
            expected=f"a new name, or [set.{name}.{id}] to change the part",
            came=repr(id),
            id="duplicate-id",
            path=step.at,
        )
    holder[id] = deepcopy(step.value)


def _set(table: Table, step: Step) -> None:
    name, *rest = step.path
    holder = table[name] if name in SINGLE else _part(table, name, rest.pop(0))
    for key in rest[:-1]:
        holder = holder.setdefault(key, {})
        if not isinstance(holder, dict):
            raise _nothing(step, {})
    holder[rest[-1]] = deepcopy(step.value)


def _check_is_there(table: Table, step: Step, *, whole: bool) -> None:
    """Raise where the part is not there that a step changes, or a part is set as a whole."""
    name, *rest = step.path
    single = name in SINGLE
    if (whole and step.verb == "set") or not rest:
        raise InvalidValueError(
            "this is no field of a part",
            expected=f"'{name}.{'end' if single else '<id>.<field>'}' or the like",
            came=".".join(step.path),
            id="wrong-type",
            path=step.at,
        )
    if not single and _part(table, name, rest[0]) is None:
        known = _ids(table, name)
        near = did_you_mean(rest[0], known)
        raise InvalidValueError(
            "the agreement has no such part",
            expected=", ".join(known) or "a part, and there is none",
            came=repr(rest[0]),
            remedy=near or f"to add it, write [add.{name}.{rest[0]}]",
            id="dangling-reference",
            path=step.at,
        )


def _nothing(step: Step, holder: Table) -> InvalidValueError:
    return InvalidValueError(
        "there is no such field",
        expected=", ".join(holder) or "a field that the agreement has",
        came=".".join(step.path),
        remedy=did_you_mean(step.path[-1], holder),
        id="dangling-reference",
        path=step.at,
    )


def cite_anew(table: Table, steps: list[Step], cite: Table) -> None:
    """Let what an amendment changed or added cite the amendment, where it names no other place.

    What a part now says is said there; the headings of the signed table go with the old citation.
    """
    own = {"item": "", "table": "", "row": "", "column": "", "page": None} | cite
    known = attrs.fields_dict(Citation)
    whole = {key: value for key, value in own.items() if key in known}
    set_paths = {step.path for step in steps if step.verb == "set"}
    for step in steps:
        name, *rest = step.path
        if name not in CITING or (step.verb == "remove" and len(rest) < 2):
            continue
        part = table[name] if name in SINGLE else _part(table, name, rest[0])
        key = (name,) if name in SINGLE else (name, rest[0])
        if part is None or any(path[: len(key) + 1] == (*key, "cite") for path in set_paths):
            continue
        if step.verb == "add":
            stated = part.get("cite", {})
            part["cite"] = whole | stated if isinstance(stated, dict) else stated
        else:
            part["cite"] = whole
            if (*key, "columns") not in set_paths and not cite.get("table"):
                part.pop("columns", None)


def _ids(table: Table, name: str) -> list[str]:
    """Return the ids of a collection's parts, those of rows too."""
    ids: list[str] = []
    for id, part in table.get(name, {}).items():
        rows = part.get("rows") if isinstance(part, dict) else None
        ids += rows if isinstance(rows, dict) else [id]
    return [id for id in ids if id != "cite"]


def _holder(table: Table, path: tuple[str, ...]) -> Any:
    """Return the table in which the last step of a path is a key; None where there is none."""
    name, *rest = path
    if name not in SINGLE and len(rest) == 1:
        tables = (table.get(name, {}), *_families(table, name))
        return next((each for each in tables if rest[0] in each), None)
    holder = table.get(name) if name in SINGLE else _part(table, name, rest[0] if rest else "")
    for key in rest[:-1] if name in SINGLE else rest[1:-1]:
        holder = holder.get(key) if isinstance(holder, dict) else None
    return holder if isinstance(holder, dict) else None


def _part(table: Table, name: str, id: str) -> Any:
    """Return the table of a part, which may be a row; None where there is none."""
    if id == "cite":
        return None
    for each in (table.get(name, {}), *_families(table, name)):
        if id in each:
            return each[id]
    return None


def _families(table: Table, name: str) -> list[Table]:
    """Return the rows of each family of a collection."""
    parts = table.get(name, {}).values()
    rows = [part.get("rows") for part in parts if isinstance(part, dict)]
    return [each for each in rows if isinstance(each, dict)]
