"""The file `agreement.toml`: which tables it has, and how they become an agreement."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, get_args, get_origin

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.checks import (
    InvalidAgreementError,
    find_doubts,
    find_problems,
    known_ids,
)
from partnerskab.agreement.parts import Parts, Term
from partnerskab.config.problems import unknown_key
from partnerskab.config.strict import UNKNOWN, Path, Table
from partnerskab.config.structure import Structurer, merged
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.values.citations import Citation
from partnerskab.values.names import Label, as_id, did_you_mean

COLLECTIONS: dict[str, type] = {
    field.name: get_args(field.type)[0]
    for field in attrs.fields(Parts)
    if get_origin(field.type) is tuple
}
# Targets need the indicators, and questions point at everything, so these two come last.
_ORDER = sorted(COLLECTIONS, key=lambda name: (name == "questions", name == "targets"))
REQUIRED = ("agreement", "term", "documents", "areas", "parties")


@attrs.frozen(kw_only=True)
class Header:
    """The table `[agreement]`: what the agreement is called and what it is for.

    Args:
        id: a short name for programs.
        label: its title.
        area: the id of the area it is for.
        also_called: what people call the partnership; None where it is called by the title.
        safety_plan: the id of the document that holds the living plan; None without one.
        year_starts: the month in which its split years start, such as 4 for `2011/12` from April.
    """

    id: str = attrs.field(metadata={"is_key": True})  # its table is not named by it
    label: Label
    area: str
    also_called: Label | None = None
    safety_plan: str | None = None
    year_starts: int | None = None

    def __attrs_post_init__(self) -> None:
        as_id(self.id, path=("id",))
        if self.year_starts is not None and not 2 <= self.year_starts <= 12:
            raise InvalidValueError(
                "not a month in which a split year can start",
                expected="2 to 12, such as 4 for a year from April",
                came=str(self.year_starts),
                remedy="leave it out where years start in January",
                path=("year_starts",),
            )


class AgreementFile:
    """One parsed file, read into an agreement.

    Args:
        raw: the file as TOML gives it.

    Attributes:
        agreement: the agreement; None where there are problems.
        problems: what makes the file unusable, each with its key path in the file.
        doubts: what a reader should look at all the same.
    """

    def __init__(self, raw: Table) -> None:
        self._raw = raw
        self._rows: dict[tuple[str, str], tuple[str, Table, Any]] = {}
        self._structurer = Structurer(
            _first_id(raw, "documents"), _year_starts(raw), _first_id(raw, "areas")
        )
        self.problems: list[Problem] = []
        self._check_tables()
        header = self._single("agreement", Header)
        given = attrs.asdict(header, recurse=False) if header else dict.fromkeys(("label", "area"))
        found: dict[str, Any] = {"id": "unknown", **given, "term": self._single("term", Term)}
        found |= {name: self._collection(name) for name in _ORDER}
        parts = Parts(**found)
        self.agreement: Agreement | None = None
        self._report(self._in_file(problem) for problem in self._contradictions(parts))
        self.doubts = [self._in_file(doubt) for doubt in find_doubts(parts)]

    def _contradictions(self, parts: Parts) -> tuple[Problem, ...]:
        """Build the agreement, or return what contradicts itself in the parts that could be read.

        The agreement looks for contradictions itself, so that is left to it where all can be read.
        """
        if not self.problems:
            try:
                self.agreement = Agreement(**parts.by_name())
            except InvalidAgreementError as error:
                return error.problems
            return ()
        known = known_ids(parts)
        for name, ids in self._declared().items():
            known[name] = _ANYTHING if self._is_lost(name) else known[name] | ids
        return find_problems(parts, known)

    def _is_lost(self, name: str) -> bool:
        """Say whether a table is missing or misspelt, which is enough to say of it."""
        unknown = self._raw.keys() - {"agreement", "term", *COLLECTIONS}
        misspelt = any(did_you_mean(key, [name]) for key in unknown)
        unnamed = name == "documents" and _first_id(self._raw, name) == UNKNOWN
        return unnamed or (name not in self._raw and (name in REQUIRED or misspelt))

    def _report(self, problems: Iterable[Problem]) -> None:
        self.problems.extend(each for each in problems if each not in self.problems)

    def _check_tables(self) -> None:
        known = ["agreement", "term", *COLLECTIONS]
        self._report(unknown_key((), name, known) for name in self._raw if name not in known)
        for name in REQUIRED:
            if name not in self._raw:
                missing = Problem(
                    path=(),
                    id="missing-key",
                    message=f"the table '{name}' is missing",
                    expected=f"[{name}]" if name in ("agreement", "term") else f"[{name}.<id>]",
                    came="no such table",
                    remedy="add the table and what belongs under it",
                )
                self._report([missing])

    def _single(self, name: str, cls: type) -> Any:
        return self._build((name,), self._raw[name], cls) if name in self._raw else None

    def _collection(self, name: str) -> tuple[Any, ...]:
        """Return the parts of one table, those of them that can be read."""
        table = self._raw.get(name, {})
        if not isinstance(table, dict):
            self._build((name,), table, Parts.__annotations__[name])  # reports the wrong type
            return ()
        if "cite" in table:
            self._check_cite((name, "cite"), table["cite"])
        built: list[Any] = []
        with self._structurer.citing(table):
            for id, part in table.items():
                if id == "cite":
                    continue
                if isinstance(part, dict) and isinstance(part.get("rows"), dict):
                    built.extend(self._family(name, id, part))
                else:
                    built.append(self._build((name, id), part, COLLECTIONS[name], id))
        parts = tuple(part for part in built if part is not None)
        self._structurer.remember(name, parts)
        return parts

    def _family(self, name: str, family: str, table: Table) -> list[Any]:
        """Return the parts of a table with rows: each row has what stands above the rows, too."""
        shared = {key: value for key, value in table.items() if key != "rows"}
        rows: Table = table["rows"]
        self._structurer.families[f"{name}.{family}"] = list(rows)
        if not rows:
            empty = Problem(
                path=(name, family, "rows"),
                id="no-rows",
                message="rows without a row",
                expected="a table for each row",
                came="none",
                remedy="add a row, or remove 'rows'",
            )
            self._report([empty])
        found: dict[str, list[Problem]] = {}
        built = []
        for id, row in rows.items():
            self._rows[name, id] = (family, shared, row)
            whole = merged(shared, row) if isinstance(row, dict) else row
            part, found[id] = self._structurer.build(whole, COLLECTIONS[name], id)
            built.append(part)
        common = set.intersection(*map(set, found.values())) if found else set()
        for id, problems in found.items():
            for problem in problems:
                everywhere = not problem.path and problem in common
                path = (name, family) if everywhere else self._path(name, id, problem.path)
                self._report([attrs.evolve(problem, path=path)])
        return built

    def _check_cite(self, path: Path, cite: object) -> None:
        whole = {"document": "any", "section": "any", **cite} if isinstance(cite, dict) else cite
        self._build(path, whole, Citation)

    def _build(self, path: Path, value: object, cls: Any, id: str | None = None) -> Any:
        built, problems = self._structurer.build(value, cls, id)
        self._report(attrs.evolve(each, path=(*path, *each.path)) for each in problems)
        return built

    def _path(self, name: str, id: str, rest: Path) -> Path:
        """Return where the file writes something of a part: in its row, or above the rows."""
        if (name, id) not in self._rows:
            return (name, id, *rest)
        family, shared, row = self._rows[name, id]
        if rest and not _holds(row, rest) and _holds(shared, rest):
            return (name, family, *rest)
        return (name, family, "rows", id, *rest)

    def _in_file(self, problem: Problem) -> Problem:
        """Return a problem of the model with the key path that the file has for it."""
        head, *rest = problem.path
        steps = tuple("cite" if step == "citation" else step for step in rest if step != "rule")
        if head == "term":
            return attrs.evolve(problem, path=(head, *steps))
        if head in attrs.fields_dict(Header):
            return attrs.evolve(problem, path=("agreement", head, *steps))
        if head in COLLECTIONS and steps:
            return attrs.evolve(problem, path=self._path(str(head), str(steps[0]), steps[1:]))
        return problem

    def _declared(self) -> dict[str, set[str]]:
        """Return the ids that the file declares, also those of parts that cannot be read."""
        declared: dict[str, set[str]] = {"actors": set()}
        for name in COLLECTIONS:
            table = self._raw.get(name)
            ids = set(table) - {"cite"} if isinstance(table, dict) else set()
            families = {key for key in ids if f"{name}.{key}" in self._structurer.families}
            declared[name] = ids - families | {id for known, id in self._rows if known == name}
        parties = self._raw.get("parties")
        for id in declared["parties"]:
            party = parties[id] if isinstance(parties, dict) and id in parties else {}
            inside = party.get("administrations") if isinstance(party, dict) else {}
            declared["actors"] |= {id, *(inside if isinstance(inside, dict) else ())}
        return declared


class _Anything(set[str]):
    """The ids of a table that could not be read: each may be one of them."""

    def __contains__(self, _: object) -> bool:
        return True


_ANYTHING = _Anything()


def _first_id(raw: Table, name: str) -> str:
    """Return the first sound id of a table, or one that stands for it."""
    table = raw.get(name)
    for id in table if isinstance(table, dict) else ():
        with suppress(InvalidValueError):
            if id != "cite":
                return as_id(id)
    return UNKNOWN


def _year_starts(raw: Table) -> int | None:
    header = raw.get("agreement")
    month = header.get("year_starts") if isinstance(header, dict) else None
    return month if type(month) is int else None


def _holds(table: object, path: Path) -> bool:
    """Say whether a key path leads to something."""
    for step in path:
        if isinstance(table, dict) and step in table:
            table = table[str(step)]
        elif isinstance(table, list) and isinstance(step, int) and step < len(table):
            table = table[step]
        else:
            return False
    return True
