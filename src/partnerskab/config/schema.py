"""JSON Schemas of the files, from the classes that they are read into, for editors.

A schema says which keys a table has, of what type and with which words. What depends on other
values, such as an id that nothing has or a ladder that turns back, only `partnerskab check` finds.

Each table has two schemas: its *shape* allows keys, and its *needs* demand them. They are apart
since what a row of a family lacks may stand above the rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from partnerskab.agreement.derived import DERIVATIONS, Derivation
from partnerskab.agreement.parts import Parts, Term
from partnerskab.agreement.rules import RULES
from partnerskab.agreement.targets import Target
from partnerskab.config.agreement_file import COLLECTIONS, REQUIRED, Header
from partnerskab.config.amendment_file import TABLES, AmendmentHeader
from partnerskab.config.files import AGREEMENT, BESIDE
from partnerskab.config.forms import Json, form_of, is_form
from partnerskab.config.keys import Key, is_named, item_of, keys_of, summary
from partnerskab.errors import InvalidValueError
from partnerskab.values.citations import Citation
from partnerskab.values.names import did_you_mean

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID: Json = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_CITE: Json = {
    "$ref": "#/$defs/Citation",
    "description": "Where it stands; what is not said here is inherited from what it stands in.",
}
_ROWS = "Parts that share all that stands above the rows, each in a table named by its id."
_SECTION = ("cite", "section")
_AMENDMENT = "amendment"
# What comes in kinds, each with keys of its own.
_FAMILIES: dict[type, Mapping[str, type]] = {Target: RULES, Derivation: DERIVATIONS}


def file_kinds() -> tuple[str, ...]:
    """Return the names of the files that a partnership's folder can hold, without their ending.

    Amendments have names of their own, and share the kind `amendment`.

    >>> file_kinds()[0]
    'agreement'
    """
    files = (AGREEMENT, *(each.file for each in BESIDE))
    return (*(name.removesuffix(".toml") for name in files), _AMENDMENT)


def file_schema(kind: str = "agreement") -> Json:
    """Return the JSON Schema (2020-12) of one kind of file.

    Args:
        kind: one of `file_kinds()`.

    Raises:
        InvalidValueError: for another kind.

    >>> file_schema()["properties"]["term"]["required"]
    ['start', 'end']
    """
    kinds = file_kinds()
    if kind not in kinds:
        raise InvalidValueError(
            "no file of a partnership has this name",
            expected=", ".join(kinds),
            came=repr(kind),
            remedy=did_you_mean(kind, kinds),
        )
    making = _Schema()
    file = f"{kind}.toml"
    types = {each.file: each.type for each in BESIDE}
    if kind == _AMENDMENT:
        body = making.amendment()
    else:
        body = making.agreement() if file == AGREEMENT else making.beside(types[file])
    return {"$schema": _DIALECT, "title": file, **body, "$defs": making.definitions}


class _Schema:
    """One schema in the making; `definitions` holds the shapes that it refers to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Json] = {}

    def agreement(self) -> Json:
        """Return the schema of the agreement's own file."""
        tables: Json = {
            "agreement": self._whole(Header),
            "term": {**self._whole(Term), "allOf": [_has(_SECTION)]},
        }
        tables |= {name: self._collection(item) for name, item in COLLECTIONS.items()}
        return {
            "description": "A signed agreement as data.",
            "type": "object",
            "properties": {name: tables[name] for name in sorted(tables, key=_place_in_parts)},
            "required": list(REQUIRED),
            "additionalProperties": False,
        }

    def amendment(self) -> Json:
        """Return the schema of an amendment: its header, and parts that need not be whole."""
        single = {"agreement": self._ref(Header), "term": self._ref(Term)}
        about = {name: {"description": summary(item)} for name, item in COLLECTIONS.items()}
        parts = {name: about[name] | _named(self._ref(COLLECTIONS[name])) for name in about}
        ids: Json = {"type": "array", "items": {"type": "string"}, "description": "What is gone."}
        # Any key with a dot is a path in quotes, which only `partnerskab check` can follow.
        fields: Json = {"properties": single | parts, "patternProperties": {"[.]": {}}}
        added = {name: about[name] | _named(self._part(COLLECTIONS[name])) for name in about}
        tables: Json = {
            "amendment": {**self._whole(AmendmentHeader), "allOf": [_has(_SECTION)]},
            "set": {"description": "Fields that get another value.", **fields},
            "add": {"description": "Parts that are new.", "properties": added},
            "remove": {
                "description": "Parts or fields that are gone, by their ids.",
                "properties": dict.fromkeys([*single, *parts], ids),
            },
            "was": {"description": "Values that the amendment starts from.", **fields},
        }
        closed: Json = {"type": "object", "additionalProperties": False}
        return {
            "description": "A later change to a signed agreement.",
            **closed,
            "properties": {
                name: tables[name] if name == _AMENDMENT else {**tables[name], **closed}
                for name in TABLES
            },
            "required": [_AMENDMENT],
        }

    def beside(self, cls: Any) -> Json:
        """Return the schema of a file beside the agreement: one table, or one for each id."""
        item = item_of(cls)
        if item is None:
            return {**self._shape(cls), "allOf": [_needs(cls)]}
        tables = _named({**self._ref(item), **_needs(item)})
        return {"description": summary(item), **tables}

    def _collection(self, item: type) -> Json:
        """Return the schema of one table of parts, which may share a citation."""
        cited = {"anyOf": [_has(_SECTION), _in_rows(_has(_SECTION))]}
        section: Json = {"if": {"not": _has(_SECTION)}, "then": _named(cited, cite=True)}
        cites = any(key.type is Citation and key.field == "citation" for key in keys_of(item))
        return {
            "description": summary(item),
            **_named(self._part(item), **({"cite": _CITE} if cites else {})),
            **(section if cites else {}),
        }

    def _part(self, cls: type) -> Json:
        """Return the schema of a part, or of a family of parts with their rows."""
        name = f"{cls.__name__}, or several in rows"
        if name not in self.definitions:
            shape = self._shape(cls, rows=True)
            rows = {**_named(self._ref(cls)), "minProperties": 1, "description": _ROWS}
            shape["properties"] = {**shape["properties"], "rows": rows}
            needs = {"if": {"required": ["rows"]}, "then": _shared(cls), "else": _needs(cls)}
            self.definitions[name] = {**shape, **needs}
        return {"$ref": f"#/$defs/{name.replace(' ', '%20')}"}

    def _whole(self, cls: type) -> Json:
        return {**self._ref(cls), **_needs(cls)}

    def _ref(self, cls: type) -> Json:
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # holds the place, should the class hold itself
            self.definitions[name] = self._derivation() if cls is Derivation else self._shape(cls)
        return {"$ref": f"#/$defs/{name}"}

    def _derivation(self) -> Json:
        """Return the schema of a derived value, or of that share of it which one table holds.

        Rows may share a derivation in part, so what it must have is asked of the whole family.
        """
        said = {"description": "How the value is reckoned."}
        kinds = []
        for kind, cls in DERIVATIONS.items():
            shape = self._shape(cls)
            shape["properties"] = {"kind": {"const": kind, **said}, **shape["properties"]}
            kinds.append(_if_kind(kind, shape))
        return {
            "description": summary(Derivation),
            "type": "object",
            "properties": {
                "kind": {"enum": list(DERIVATIONS), **said},
                **self._keys_of(DERIVATIONS),
            },
            "additionalProperties": False,
            "allOf": kinds,
        }

    def _shape(self, cls: type, *, rows: bool = False) -> Json:
        """Return what a table may hold, and of what type."""
        properties = {key.name: self._described(key) for key in keys_of(cls)}
        shape: Json = {"description": summary(cls), "type": "object"}
        if cls is Target:
            cite = properties.pop("cite")
            kind = {"enum": list(RULES), "description": "The kind of target."}
            properties = {**properties, "kind": kind, **self._keys_of(RULES), "cite": cite}
            own = [*properties.keys() & {"objective", "kind", "cite"}, *(["rows"] if rows else [])]
            shape["allOf"] = [
                _if_kind(kind, {"propertyNames": {"enum": [*own, *_names(rule)]}})
                for kind, rule in RULES.items()
            ]
        return {**shape, "properties": properties, "additionalProperties": False}

    def _keys_of(self, kinds: Mapping[str, type]) -> Json:
        """Return the keys of every kind of target, or of derivation."""
        found: dict[str, list[Json]] = {}
        for cls in kinds.values():
            for key in keys_of(cls):
                described = self._described(key)
                schemas = found.setdefault(key.name, [])
                if described not in schemas:
                    schemas.append(described)
        return {
            name: schemas[0] if len(schemas) == 1 else _either(schemas)
            for name, schemas in found.items()
        }

    def _described(self, key: Key) -> Json:
        schema = _CITE if key.type is Citation else self._value(key.type)
        if key.type is Citation:
            self._ref(Citation)
        description = {"description": key.description} if key.description else {}
        default = {} if key.default in (attrs.NOTHING, None, (), "") else {"default": key.default}
        return {**schema, **description, **_plain(default)}

    def _value(self, cls: Any) -> Json:
        """Return the schema of the values of a type."""
        if is_form(cls):
            return form_of(cls).schema(cls)
        item = item_of(cls)
        if item is None:
            return self._ref(cls)
        return _named(self._ref(item)) if is_named(item) else _list(self._value(item))


def _either(schemas: Sequence[Json]) -> Json:
    """Return the schema of a key that means different things to different kinds."""
    bare = [{name: each[name] for name in each if name != "description"} for each in schemas]
    different = [each for place, each in enumerate(bare) if each not in bare[:place]]
    said = dict.fromkeys(each["description"] for each in schemas if "description" in each)
    schema = different[0] if len(different) == 1 else {"anyOf": different}
    return {**schema, **({"description": " Or: ".join(said)} if said else {})}


def _plain(default: Json) -> Json:
    """Return the default of a key where JSON can hold it."""
    return {
        name: str(value) if isinstance(value, str) else value
        for name, value in default.items()
        if isinstance(value, str | int)
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _named(tables: Json, **others: Any) -> Json:
    """Return the schema of tables that are named by their ids, and of a few other keys."""
    return {
        "type": "object",
        **({"properties": others} if others else {}),
        "additionalProperties": tables,
        "propertyNames": _ID,
    }


def _place_in_parts(name: str) -> int:
    order = ["agreement", *(field.name for field in attrs.fields(Parts))]
    return order.index(name)


def _names(cls: type) -> list[str]:
    return [key.name for key in keys_of(cls)]


def _if_kind(kind: str, then: Json) -> Json:
    return {
        "if": {"required": ["kind"], "properties": {"kind": {"const": kind}}},
        "then": then,
    }


def _required(cls: type) -> list[str]:
    names = [key.name for key in keys_of(cls) if key.is_required]
    return [*names, "kind"] if cls in _FAMILIES else names


def _needs(cls: type) -> Json:
    """Return which keys a table must have, and those within it."""
    inside = {}
    for key in keys_of(cls):
        item = item_of(key.type)
        held = key.type if item is None else item
        if is_form(key.type) or is_form(held) or not (needed := _needs(held)):
            continue
        form = "additionalProperties" if is_named(held) else "items"
        inside[key.name] = needed if item is None else {form: needed}
    needs: Json = {}
    if required := _required(cls):
        needs["required"] = required
    if inside:
        needs["properties"] = inside
    if cls in _FAMILIES:
        needs["allOf"] = [_if_kind(kind, _needs(each)) for kind, each in _FAMILIES[cls].items()]
    return needs


def _shared(cls: type) -> Json:
    """Return what a family of parts must have: above the rows, or in every row."""
    conditions = []
    for path in _needed_paths(cls):
        choices = [_has(path), _in_rows(_has(path))]
        if len(path) > 1:  # what holds it may be missing altogether
            none = {"not": _has(path[:-1])}
            choices.append({"allOf": [none, _in_rows(none)]})
        conditions.append({"anyOf": choices})
    if cls is Target:
        conditions += [_if_kind(kind, _shared(rule)) for kind, rule in RULES.items()]
    return {"allOf": conditions} if conditions else {}


def _needed_paths(cls: type) -> Iterator[tuple[str, ...]]:
    for key in keys_of(cls):
        if key.is_required:
            yield (key.name,)
        if not is_form(key.type) and item_of(key.type) is None and attrs.has(key.type):
            yield from ((key.name, *path) for path in _needed_paths(key.type))
    if cls in _FAMILIES:
        yield ("kind",)


def _has(path: Sequence[str]) -> Json:
    """Return the schema of what has a key, given by its path."""
    name, *rest = path
    inside = {"properties": {name: _has(rest)}} if rest else {}
    return {"required": [name], **inside}


def _in_rows(schema: Json) -> Json:
    return {"required": ["rows"], "properties": {"rows": {"additionalProperties": schema}}}
