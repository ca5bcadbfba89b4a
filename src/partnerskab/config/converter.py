"""The one converter of the process, from TOML values to the model's classes.

cattrs writes and compiles a function for each class, which takes longer than reading a file; so the
converter is made once, and what differs from file to file is looked up while it works.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, TypeVar

import attrs
from cattrs import BaseValidationError, Converter, IterableValidationError
from cattrs.errors import IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from partnerskab.agreement.derived import DERIVATIONS, Derivation
from partnerskab.agreement.indicators import Better, Measure
from partnerskab.agreement.questions import Question
from partnerskab.agreement.rule import Rule
from partnerskab.agreement.rules import RULES, Hold
from partnerskab.agreement.targets import Target
from partnerskab.config.context import ANY_SCALE, FileContext
from partnerskab.config.forms import form_of, is_form
from partnerskab.config.keys import FROM_INDICATOR, is_named, item_of, key_names
from partnerskab.config.strict import Table, as_table, as_typed, shown
from partnerskab.errors import InvalidValueError
from partnerskab.values.names import did_you_mean
from partnerskab.values.scales import OrdinalScale

Hook = Callable[[Any, Any], Any]
_Kind = TypeVar("_Kind")
# A variable of its own in every thread, so that files can be read at the same time.
_FILE: ContextVar[FileContext] = ContextVar("file")


@contextmanager
def reading(file: FileContext) -> Iterator[Converter]:
    """Give the converter, which reads tables of this file inside."""
    token = _FILE.set(file)
    try:
        yield _converter()
    finally:
        _FILE.reset(token)


@cache
def _converter() -> Converter:
    """Return the converter; two threads that come first both make a whole one, and one stays."""
    converter = Converter(forbid_extra_keys=True)
    factory = converter.register_structure_hook_factory
    factory(attrs.has, lambda cls: _class_hook(converter, cls))
    factory(lambda cls: item_of(cls) is not None, lambda cls: _tuple_hook(converter, cls))
    # After the classes, since labels and periods are such, too: what is registered last wins.
    converter.register_structure_hook_func(is_form, _plain)
    # cattrs has hooks of its own for these and what derives from them, which go before any other.
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _plain)
    converter.register_structure_hook_func(
        lambda cls: cls is Rule, lambda value, _: _rule(converter, value)
    )
    converter.register_structure_hook_func(
        lambda cls: cls is Derivation, lambda value, _: _derivation(converter, value)
    )
    # What is special about some classes goes around the hook that builds any class.
    special = ((OrdinalScale, _ready_or_built), (Question, _question), (Target, _target))
    for cls, wrap in special:
        converter.register_structure_hook(cls, wrap(_class_hook(converter, cls)))
    return converter


def _plain(value: Any, cls: Any) -> Any:
    return form_of(cls).read(value, cls, _FILE.get())


def _class_hook(converter: Converter, cls: type) -> Hook:
    cites = "citation" in {field.name for field in attrs.fields(cls)}
    renames: Any = {"citation": override(rename="cite")} if cites else {}
    structure: Hook = make_dict_structure_fn(cls, converter, **renames)
    expected = f"a table: {', '.join(key_names(cls))}"

    def hook(value: Any, _: Any) -> Any:
        table = as_table(value, expected)
        if not cites:
            return structure(table, cls)
        as_table(table.get("cite", {}), 'a table, such as { section = "2" }', ("cite",))
        with _FILE.get().citing(table, is_whole=True) as cite:
            return structure({**table, "cite": cite}, cls)

    return hook


def _tuple_hook(converter: Converter, cls: Any) -> Hook:
    item = item_of(cls)
    keyed = is_named(item)

    def hook(value: Any, _: Any) -> Any:
        if keyed:
            table = as_table(value, "a table of tables, one for each id")
            pairs: Iterable[tuple[str | int, Any]] = table.items()
        else:
            pairs = enumerate(as_typed(value, list))
        return tuple(_structured(converter, item, pairs))

    return hook


def _structured(
    converter: Converter, item: Any, pairs: Iterable[tuple[str | int, Any]]
) -> Iterator[Any]:
    """Build the parts of a table or of a list, and raise all that is wrong with them together."""
    errors: list[Exception] = []
    for key, value in pairs:
        try:
            whole = with_id(key, value) if isinstance(key, str) else value
            yield converter.structure(whole, item)
        except (BaseValidationError, InvalidValueError) as error:
            error.add_note(IterableValidationNote("", key, item))
            errors.append(error)
    if errors:
        raise IterableValidationError("", errors, tuple)


def with_id(id: str, value: object) -> Table:
    """Return the table of a part with the id that its name gives it."""
    table = as_table(value, "a table")
    if "id" in table:
        raise InvalidValueError(
            "the id of a part is the name of its table",
            expected="no key 'id'",
            came=f"id = {shown(table['id'])}",
            remedy="remove it, or rename the table",
            path=("id",),
            id="unknown-key",
        )
    return {**table, "id": id}


def _ready_or_built(build: Hook) -> Hook:
    """A scale may come ready, from the indicator of a target."""
    return lambda value, cls: value if isinstance(value, OrdinalScale) else build(value, cls)


def _question(build: Hook) -> Hook:
    """What concerns a family of rows concerns each of them."""

    def hook(value: Any, cls: Any) -> Any:
        question, file = build(value, cls), _FILE.get()
        concerns = [path for each in question.concerns for path in file.expanded(each)]
        return attrs.evolve(question, concerns=concerns)

    return hook


def _target(build: Hook) -> Hook:
    """The keys of a rule stand beside those of its target; a table's row has a name."""

    def hook(value: Any, cls: Any) -> Any:
        own = {key: value[key] for key in ("id", "objective", "cite") if key in value}
        rule = {key: value[key] for key in value.keys() - own.keys()}
        target = build({**own, "rule": {"indicator": own["id"], **rule}}, cls)
        return attrs.evolve(target, citation=_FILE.get().row_of(target))

    return hook


def _rule(converter: Converter, value: Table) -> Rule:
    """Build the rule of a target, with what its indicator says about it.

    Where the indicator could not be read, harmless stand-ins let the rest be checked.
    """
    cls = _of_kind(value, RULES, "target")
    fields = attrs.fields_dict(cls)
    stated = {key: value[key] for key in value if key != "kind"}
    for name in FROM_INDICATOR:
        if name in fields and name in stated:
            raise InvalidValueError(
                "a target takes this from its indicator",
                expected=f"'{name}' in the indicator only",
                came=f"'{name}' in the target",
                remedy="remove it here",
                path=(name,),
                id="unknown-key",
            )
    file = _FILE.get()
    indicator = file.indicator(str(value["indicator"]))
    better = Better.LOWER if indicator is None else indicator.better or Better.LOWER
    taken = {
        "area": indicator.area if indicator else file.any_area,
        "better": better.value,
        "scale": file.scale_of(indicator),
    }
    if cls is Hold:  # of a category or of a number
        ordinal = indicator is None or indicator.measure is Measure.ORDINAL
        del taken["better" if ordinal else "scale"]
    known = {name: taken[name] for name in taken if name in fields}
    if known.get("scale") is ANY_SCALE:
        stated["category"] = ANY_SCALE.best_to_worst[0].id
    rule: Rule = converter.structure(known | stated, cls)
    return rule


def _derivation(converter: Converter, value: object) -> Derivation:
    """Build how an indicator is derived; its kind says how."""
    table = as_table(value, "a table, such as { kind = 'total', of = [...] }")
    cls = _of_kind(table, DERIVATIONS, "derived value")
    stated = {key: table[key] for key in table if key != "kind"}
    derivation: Derivation = converter.structure(stated, cls)
    return derivation


def _of_kind(table: Table, kinds: Mapping[str, type[_Kind]], word: str) -> type[_Kind]:
    """Return the class of a closed family that the key `kind` of a table names."""
    kind = table.get("kind")
    if isinstance(kind, str) and kind in kinds:
        return kinds[kind]
    raise InvalidValueError(
        f"not a kind of {word}",
        expected=" or ".join(repr(known) for known in kinds),
        came=shown(kind) if "kind" in table else "no kind",
        remedy=did_you_mean(kind, kinds),
        path=("kind",),
        id="unknown-word",
    )
