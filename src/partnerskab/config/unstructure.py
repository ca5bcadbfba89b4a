"""From the model's objects to the tables of a file, so that reading them gives the same objects.

What a reader would supply is left out: defaults, what a target takes from its indicator, and what a
citation inherits. Parts in a row that share most of what they say become a family with rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import Derivation
from partnerskab.agreement.questions import Question, Reading
from partnerskab.agreement.targets import Target
from partnerskab.config.agreement_file import COLLECTIONS, Header
from partnerskab.config.amending import SINGLE
from partnerskab.config.context import FileContext
from partnerskab.config.forms import form_of, is_form
from partnerskab.config.keys import Key, is_named, item_of, keys_of
from partnerskab.config.strict import Table
from partnerskab.files.toml_text import Map
from partnerskab.values.citations import Citation

_FEWEST_SHARED = 4


class Unstructurer:
    """Writes the parts of one file.

    Args:
        agreement: what the parts belong to.
        whole: whether to write what a reader would supply, too, where it is not None.
    """

    def __init__(self, agreement: Agreement, *, whole: bool = False) -> None:
        self._agreement = agreement
        self._is_whole = whole
        document = agreement.documents[0].id if agreement.documents else "unknown"
        self._file = FileContext(document, agreement.year_starts)
        for name, parts in agreement.collections().items():
            self._file.remember(name, parts)
        self._default = {"document": document}
        # The path of each family, and the paths of its rows.
        self._families: dict[str, list[str]] = {}

    def agreement(self) -> Table:
        """Return the tables of the agreement's file, in the order of the agreement."""
        tables = {name: self.single(name) for name in SINGLE}
        for name in COLLECTIONS:
            if parts := getattr(self._agreement, name):
                tables[name] = self._collection(name, parts)
        return tables

    def single(self, name: str) -> Table:
        """Return the table `agreement` or `term`."""
        agreement = self._agreement
        if name == "term":
            return self.table(agreement.term)
        fields = attrs.fields(Header)
        return self.table(Header(**{each.name: getattr(agreement, each.name) for each in fields}))

    def table(self, part: Any, inherited: Mapping[str, Any] | None = None) -> Table:
        """Return the table of an object.

        Args:
            part: the object.
            inherited: the citation that stands above it; None for that of the first document.
        """
        above = self._default if inherited is None else inherited
        if self._is_whole:
            above = {}
        citation = getattr(part, "citation", None)
        own = above if citation is None else keys_cited(self._citation(part))
        table: Table = {}
        cls: type = type(part)
        for key in keys_of(cls):
            value = getattr(part, key.field)
            if key.type is Citation:
                if value is not None and (cite := _own_cite(own, above)):
                    table[key.name] = cite
            elif value is not None if self._is_whole else value != _supplied(part, key):
                table[key.name] = self._value(key, value, own)
        if isinstance(part, Target):
            return self._of_target(part, table, own)
        if isinstance(part, Derivation):
            return {"kind": part.kind, **table}
        if isinstance(part, Question):
            table["concerns"] = self._gathered(part.concerns)
        if isinstance(part, Reading) and part.sets:
            table["sets"] = self._gathered_changes(table["sets"])
        return table

    def _value(self, key: Key, value: Any, cite: Mapping[str, Any]) -> Any:
        if is_form(key.type):
            return _as_map(form_of(key.type).write(value, self._file))
        item = item_of(key.type)
        if item is None:
            return self.table(value, cite)
        if is_form(item):
            return [_as_map(form_of(item).write(each, self._file)) for each in value]
        if is_named(item):
            return {each.id: self.table(each, cite) for each in value}
        return [self.table(each, cite) for each in value]

    def _citation(self, part: Any) -> Citation:
        """Return a citation without the row that a reader takes from the indicator's label."""
        citation: Citation = part.citation
        if isinstance(part, Target) and citation.row:
            bare = attrs.evolve(part, citation=attrs.evolve(citation, row=""))
            if self._file.row_of(bare) == citation:
                return bare.citation
        return citation

    def _of_target(self, target: Target, table: Table, cite: Mapping[str, Any]) -> Table:
        """Return a target with the keys of its rule beside its own."""
        rule = self.table(target.rule, cite)
        indicator = self._file.indicator(target.rule.indicator)
        if target.rule.indicator == target.id and not self._is_whole:
            del rule["indicator"]
        if indicator is not None and target.rule.area == indicator.area and not self._is_whole:
            del rule["area"]
        cited = {"cite": table.pop("cite")} if "cite" in table else {}
        return {**table, "kind": target.rule.kind, **rule, **cited}

    def _collection(self, name: str, parts: Sequence[Any]) -> Table:
        """Return one table of parts, with the citation that all of them share."""
        shared = dict(self._default)
        cited = [
            keys_cited(self._citation(part)) for part in parts if getattr(part, "citation", None)
        ]
        if len(cited) == len(parts) > 1:
            shared |= _usual(cited)
        cite = _own_cite(shared, self._default)
        tables = {part.id: self.table(part, shared) for part in parts}
        return {**({"cite": cite} if cite else {}), **self._with_families(name, tables)}

    # ------------------------------------------------------------------ families

    def _with_families(self, name: str, tables: dict[str, Table]) -> Table:
        """Return the parts with those that share most of what they say as rows of one table."""
        found: Table = {}
        left = list(tables)
        while left:
            rows = _longest_family([tables[id] for id in left])
            ids, left = left[:rows], left[rows:]
            if rows == 1:
                found[ids[0]] = tables[ids[0]]
                continue
            shared = _common([tables[id] for id in ids])
            later = {part.id for part in self._agreement.ever(name)}  # an amendment may add it
            family = self._family_name(ids, shared, {*later, *found, "cite"})
            self._families[f"{name}.{family}"] = [f"{name}.{id}" for id in ids]
            found[family] = {**shared, "rows": {id: _rest(tables[id], shared) for id in ids}}
        return found

    def _family_name(self, ids: Sequence[str], shared: Table, taken: set[str]) -> str:
        """Return a name for a family: what its ids begin with, or what all of it points to."""
        known = {part.id for parts in self._agreement.collections().values() for part in parts}
        words = [id.split("-") for id in ids]
        first = "-".join(_same_beginning(words))
        pointed = [value for value in shared.values() if isinstance(value, str) and value in known]
        for name in [*([first] if first else []), *pointed]:
            if name not in taken:
                return name
        numbers = (f"rows-{number}" for number in range(1, len(taken) + 2))
        return next(name for name in numbers if name not in taken)

    def _gathered(self, paths: Iterable[str]) -> list[str]:
        """Return paths with the rows of a family as the family, where all stand in a row."""
        left, gathered = list(paths), []
        while left:
            for family, rows in self._families.items():
                if left[: len(rows)] == rows:
                    gathered.append(family)
                    left = left[len(rows) :]
                    break
            else:
                gathered.append(left.pop(0))
        return gathered

    def _gathered_changes(self, changes: Table) -> Map:
        """Return what a reading sets with what it sets for each row of a family said once."""
        left, gathered = list(changes.items()), Map()
        while left:
            path, value = left[0]
            for family, rows in self._families.items():
                row, _, field = path.rpartition(".")
                same = [(f"{each}.{field}", value) for each in rows]
                if row == rows[0] and left[: len(rows)] == same:
                    gathered[f"{family}.{field}"] = value
                    left = left[len(rows) :]
                    break
            else:
                gathered[path] = value
                left = left[1:]
        return gathered


def holds_tables(value: Any) -> bool:
    """Say whether a table holds tables with keys of their own, such as named readings."""
    return type(value) is dict and any(type(each) is dict for each in value.values())


def _can_be_shared(value: Any) -> bool:
    """Say whether a table can stand in two places; one of named parts would lose their order."""
    return type(value) is dict and not holds_tables(value)


def _as_map(value: Any) -> Any:
    return Map(value) if isinstance(value, dict) else value


def keys_cited(citation: Citation) -> dict[str, Any]:
    """Return the keys of a citation that say something."""
    values = attrs.asdict(citation)
    return {key: value for key, value in values.items() if value not in ("", None)}


def _supplied(part: Any, key: Key) -> Any:
    """Return what a reader would put where the key is left out; `attrs.NOTHING` for nothing."""
    default: Any = attrs.fields_dict(type(part))[key.field].default
    is_made = isinstance(default, attrs.Factory) and default.takes_self  # type: ignore[arg-type]
    return default.factory(part) if is_made else key.default


def _own_cite(own: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a citation has to say beside what it inherits; "" takes something back."""
    said = {key: value for key, value in own.items() if above.get(key) != value}
    return {**said, **dict.fromkeys(above.keys() - own.keys(), "")}


def _usual(citations: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what most citations say, of the keys that each has, so that it can say otherwise."""
    usual = {}
    for key in citations[0]:
        if all(key in citation for citation in citations):
            ((value, count),) = Counter(each[key] for each in citations).most_common(1)
            if 2 * count > len(citations):
                usual[key] = value
    return usual


def _is_common(key: str, tables: Sequence[Mapping[str, Any]]) -> bool:
    return all(key in table and table[key] == tables[0][key] for table in tables)


def _common(tables: Sequence[Table]) -> Table:
    """Return what several tables share; tables within them are looked into, labels are not."""
    shared: Table = {}
    for key, value in tables[0].items():
        if not all(key in table for table in tables):
            continue
        if all(_can_be_shared(table[key]) for table in tables):
            inside = _common([table[key] for table in tables])
            if inside:
                shared[key] = inside
        elif _is_common(key, tables):
            shared[key] = value
    return shared


def _rest(table: Table, shared: Table) -> Table:
    """Return what a table says beside what it shares."""
    rest: Table = {}
    for key, value in table.items():
        if key not in shared:
            rest[key] = value
        elif _can_be_shared(value) and (inside := _rest(value, shared[key])):
            rest[key] = inside
    return rest


def _longest_family(tables: Sequence[Table]) -> int:
    """Return how many tables from the first on share at least twice as much as any says itself."""
    rows = 1
    for count in range(2, len(tables) + 1):
        shared = _common(tables[:count])
        own = max(_size(_rest(table, shared)) for table in tables[:count])
        if _size(shared) < max(2 * own, _FEWEST_SHARED):
            break
        rows = count
    return rows


def _size(table: Table) -> int:
    """Count what a table says, without its citation, which is inherited in any case."""
    said = (value for key, value in table.items() if key != "cite")
    return sum(_size(value) if _can_be_shared(value) else 1 for value in said)


def _same_beginning(words: Sequence[Sequence[str]]) -> list[str]:
    columns = zip(*words, strict=False)
    return [column[0] for column in takewhile(lambda each: len(set(each)) == 1, columns)]
