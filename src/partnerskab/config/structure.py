"""From TOML values to the model's classes, strictly, with every problem and its key path.

cattrs finds the types; the hooks here refuse what it would bend (`True` to 1, 5 to "5"), give each
part the id of its table, and let a citation be inherited by what stands below it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from typing import Any, get_args, get_origin

import attrs
from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.errors import AttributeValidationNote, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from partnerskab.agreement.indicators import Better, Indicator
from partnerskab.agreement.questions import Change, Question
from partnerskab.agreement.rule import Rule
from partnerskab.agreement.rules import RULES
from partnerskab.agreement.targets import Target
from partnerskab.config.strict import (
    UNKNOWN,
    Path,
    Table,
    as_column,
    as_date,
    as_known_date,
    as_label,
    as_number,
    as_table,
    as_typed,
    shown,
)
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.observations.recipes import Code
from partnerskab.observations.statbank import Selection
from partnerskab.values.amounts import Amount
from partnerskab.values.citations import Citation
from partnerskab.values.exact import refuse_divided_thousands
from partnerskab.values.names import Choice, Label, did_you_mean
from partnerskab.values.periods import Period
from partnerskab.values.scales import Category, OrdinalScale

Hook = Callable[[Any, Any], Any]
# What a rule takes from its indicator, so that the file does not say it twice.
_FROM_INDICATOR = ("scale", "better")


# Stands for a scale that could not be read, so that the rest of a target can be checked.
_ANY_SCALE = OrdinalScale(
    id=UNKNOWN,
    best_to_worst=[Category(id=id, label=Label.of(en=UNKNOWN)) for id in ("best", "worst")],
)


class Structurer:
    """Builds the model's objects from the tables of one file.

    Args:
        document: the id of the document that a citation means unless it names another.
        year_starts: the month in which split years such as 2011/12 start; None if none is named.
        any_area: the id of an area that stands for that of an indicator which cannot be read.
    """

    def __init__(self, document: str, year_starts: int | None, any_area: str = UNKNOWN) -> None:
        self._languages: dict[str, str] = {}
        self._indicators: dict[str, Indicator] = {}
        self._scales: dict[str, OrdinalScale] = {}
        self.families: dict[str, list[str]] = {}
        self._any_area = any_area
        self._year_starts = year_starts
        self._cites: list[Table] = [{"document": document}]
        self._converter = self._make_converter()

    def build(self, value: object, cls: Any, id: str | None = None) -> tuple[Any, list[Problem]]:
        """Return the object, or None, and everything that is wrong with its table.

        Args:
            value: the table.
            cls: the class of the object.
            id: the name of the table, where the class has ids.
        """
        try:
            whole = value if id is None else _with_id(id, value)
            return self._converter.structure(whole, cls), []
        except (BaseValidationError, InvalidValueError) as error:
            return None, list(_problems(error, ()))

    @contextmanager
    def citing(self, table: Table, *, is_whole: bool = False) -> Iterator[Table]:
        """Let what is built inside inherit the `cite` of a table; yields the merged citation.

        What is wrong with the `cite` is reported where it stands, so only its sound keys go on; and
        of a whole citation, that of a part and not of a collection, its lack of a section.
        """
        own = table.get("cite", {})
        own = own if isinstance(own, dict) else {UNKNOWN: own}
        fields = {field.name for field in attrs.fields(Citation)}
        sound = {key: own[key] for key in own if key in fields and isinstance(own[key], str)}
        broken = is_whole or sound.keys() != own.keys() - {"page"}
        inherited = self._cites[-1] | sound
        self._cites.append({"section": UNKNOWN} | inherited if broken else inherited)
        try:
            yield self._cites[-2] | own
        finally:
            self._cites.pop()

    def remember(self, name: str, parts: tuple[Any, ...]) -> None:
        """Keep what targets are built with: scales, indicators and the languages of documents."""
        if name == "documents":
            self._languages = {part.id: part.language for part in parts}
        elif name == "scales":
            self._scales = {part.id: part for part in parts}
        elif name == "indicators":
            self._indicators = {part.id: part for part in parts}

    def _expanded(self, path: str) -> list[str]:
        """Return the paths of a family's rows for a path into a family; others as they are."""
        head, *rest = path.split(".")
        family = self.families.get(".".join([head, *rest[:1]]), [])
        return [".".join([head, id, *rest[1:]]) for id in family] or [path]

    def _make_converter(self) -> Converter:
        converter = Converter(forbid_extra_keys=True)
        hook, func = converter.register_structure_hook, converter.register_structure_hook_func
        hook(str, lambda value, cls: _word(as_typed(value, str), cls))
        for plain in (int, bool):
            hook(plain, as_typed)
        hook(date, lambda value, _: as_date(value))
        hook(Label, lambda value, _: as_label(value))
        hook(Period, lambda value, _: Period.parse(value, year_starts=self._year_starts))
        hook(Amount, lambda value, _: Amount.parse(refuse_divided_thousands(as_typed(value, str))))
        func(lambda cls: _members(cls) == {int, Fraction}, lambda value, _: as_number(value))
        func(
            lambda cls: _members(cls) == {int, Fraction, str},
            lambda value, _: value if isinstance(value, str) else as_number(value),
        )
        func(lambda cls: _members(cls) == {date}, lambda value, _: as_known_date(value))
        func(lambda cls: _members(cls) == {str, int}, lambda value, _: as_column(value))
        factory = converter.register_structure_hook_factory
        factory(attrs.has, lambda cls: self._class_hook(converter, cls))
        factory(_is_tuple, lambda cls: self._tuple_hook(converter, cls))
        func(lambda cls: cls is Rule, lambda value, _: self._rule(converter, value))
        # What is special about some classes goes around the hook that builds any class.
        special = (
            (OrdinalScale, self._ready_or_built),
            (Question, self._question),
            (Target, self._target),
        )
        for cls, wrap in special:
            hook(cls, wrap(self._class_hook(converter, cls)))
        return converter

    def _class_hook(self, converter: Converter, cls: type) -> Hook:
        cites = "citation" in {field.name for field in attrs.fields(cls)}
        renames: Any = {"citation": override(rename="cite")} if cites else {}
        structure: Hook = make_dict_structure_fn(cls, converter, **renames)

        def hook(value: Any, _: Any) -> Any:
            table = as_table(value, f"a table: {', '.join(_keys(cls))}")
            if not cites:
                return structure(table, cls)
            as_table(table.get("cite", {}), 'a table, such as { section = "2" }', ("cite",))
            with self.citing(table, is_whole=True) as cite:
                return structure({**table, "cite": cite}, cls)

        return hook

    def _tuple_hook(self, converter: Converter, cls: Any) -> Hook:
        item = get_args(cls)[0]
        keyed = attrs.has(item) and "id" in attrs.fields_dict(item)

        def hook(value: Any, _: Any) -> Any:
            if item is Code:
                codes = as_table(value, "a table of codes and ids")
                return tuple(Code(code, as_typed(id, str, (code,))) for code, id in codes.items())
            if item is Selection:
                return tuple(_selections(as_table(value, "a table of variables and values")))
            if item is Change:
                return self._changes(as_table(value, "a table of paths and values"))
            if keyed:
                table = as_table(value, "a table of tables, one for each id")
                pairs: Iterable[tuple[str | int, Any]] = table.items()
            else:
                pairs = enumerate(as_typed(value, list))
            return tuple(_structured(converter, item, pairs))

        return hook

    def _changes(self, table: Table) -> tuple[Change, ...]:
        return tuple(
            Change(path=path, value=value if isinstance(value, str | date) else as_number(value))
            for written, value in table.items()
            for path in self._expanded(written)
        )

    def _ready_or_built(self, build: Hook) -> Hook:
        """A scale may come ready, from the indicator of a target."""
        return lambda value, cls: value if isinstance(value, OrdinalScale) else build(value, cls)

    def _question(self, build: Hook) -> Hook:
        """What concerns a family of rows concerns each of them."""

        def hook(value: Any, cls: Any) -> Any:
            question = build(value, cls)
            concerns = [path for each in question.concerns for path in self._expanded(each)]
            return attrs.evolve(question, concerns=concerns)

        return hook

    def _target(self, build: Hook) -> Hook:
        """The keys of a rule stand beside those of its target; a table's row has a name."""

        def hook(value: Any, cls: Any) -> Any:
            own = {key: value[key] for key in ("id", "objective", "cite") if key in value}
            rule = {key: value[key] for key in value.keys() - own.keys()}
            target = build({**own, "rule": {"indicator": own["id"], **rule}}, cls)
            return attrs.evolve(target, citation=self._row_of(target))

        return hook

    def _row_of(self, target: Target) -> Citation:
        """Return the citation of a target with its row: the indicator as the document names it."""
        citation: Citation = target.citation
        indicator = self._indicators.get(target.rule.indicator)
        language = self._languages.get(citation.document)
        if not citation.table or citation.row or indicator is None or language is None:
            return citation
        return citation.cell(row=indicator.label.text(language))

    def _rule(self, converter: Converter, value: Table) -> Rule:
        """Build the rule of a target, with what its indicator says about it.

        Where the indicator could not be read, harmless stand-ins let the rest be checked.
        """
        kind = value.get("kind")
        if not isinstance(kind, str) or kind not in RULES:
            raise InvalidValueError(
                "not a kind of target",
                expected=" or ".join(repr(known) for known in RULES),
                came=shown(kind) if "kind" in value else "no kind",
                remedy=did_you_mean(kind, RULES),
                path=("kind",),
                id="unknown-word",
            )
        cls = RULES[kind]
        fields = attrs.fields_dict(cls)
        stated = {key: value[key] for key in value if key != "kind"}
        for name in _FROM_INDICATOR:
            if name in fields and name in stated:
                raise InvalidValueError(
                    "a target takes this from its indicator",
                    expected=f"'{name}' in the indicator only",
                    came=f"'{name}' in the target",
                    remedy="remove it here",
                    path=(name,),
                    id="unknown-key",
                )
        indicator = self._indicators.get(str(value["indicator"]))
        taken = {
            "area": indicator.area if indicator else self._any_area,
            "better": str(indicator.better or Better.LOWER) if indicator else Better.LOWER.value,
            "scale": self._scale_of(indicator),
        }
        known = {name: taken[name] for name in taken if name in fields}
        if known.get("scale") is _ANY_SCALE:
            stated["category"] = _ANY_SCALE.best_to_worst[0].id
        return converter.structure(known | stated, cls)

    def _scale_of(self, indicator: Indicator | None) -> OrdinalScale:
        scale = self._scales.get(str(indicator.scale)) if indicator else None
        if scale is not None:
            return scale
        return _ANY_SCALE


def _structured(
    converter: Converter, item: Any, pairs: Iterable[tuple[str | int, Any]]
) -> Iterator[Any]:
    """Build the parts of a table or of a list, and raise all that is wrong with them together."""
    errors: list[Exception] = []
    for key, value in pairs:
        try:
            whole = _with_id(key, value) if isinstance(key, str) else value
            yield converter.structure(whole, item)
        except (BaseValidationError, InvalidValueError) as error:
            error.add_note(IterableValidationNote("", key, item))
            errors.append(error)
    if errors:
        raise IterableValidationError("", errors, tuple)


def _selections(table: Table) -> Iterator[Selection]:
    for code, values in table.items():
        listed = enumerate(as_typed(values, list, (code,)))
        yield Selection(code, [as_typed(each, str, (code, index)) for index, each in listed])


def _with_id(id: str, value: object) -> Table:
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


def merged(shared: Table, row: Table) -> Table:
    """Return a row with what it shares with its family; tables are merged, all else is replaced."""
    both = {
        key: merged(shared[key], row[key])
        for key in shared.keys() & row.keys()
        if isinstance(shared[key], dict) and isinstance(row[key], dict)
    }
    return {**shared, **row, **both}


def _problems(error: Exception, path: Path) -> Iterator[Problem]:
    """Take a tree of cattrs errors apart into problems with key paths."""
    if isinstance(error, BaseValidationError):
        cls = error.cl
        for each in error.exceptions:
            yield from _problems_in(each, cls, (*path, *_steps(each)))
    else:
        yield from _problems_in(error, None, path)


def _problems_in(error: Exception, cls: Any, path: Path) -> Iterator[Problem]:
    match error:
        case BaseValidationError():
            yield from _problems(error, path)
        case InvalidValueError():
            yield attrs.evolve(error.problem, path=(*path, *error.problem.path))
        case ForbiddenExtraKeysError():
            for key in sorted(error.extra_fields):
                yield unknown_key(path, key, _keys(error.cl))
        case KeyError():
            key = error.args[0]
            yield Problem(
                path=path[:-1] if path and path[-1] == key else path,
                id="missing-key",
                message=f"the key '{key}' is missing",
                expected=", ".join(_keys(cls)),
                came="no such key",
                remedy=f"add {key} = ...",
            )
        case _:
            raise error


def unknown_key(path: Path, key: str, known: list[str]) -> Problem:
    """Return the problem of a key that nobody knows."""
    return Problem(
        path=(*path, key),
        id="unknown-key",
        message="unknown key",
        expected=", ".join(known),
        came=key,
        remedy=did_you_mean(key, known),
    )


def _steps(error: Exception) -> list[str | int]:
    """Return the step of the key path that cattrs noted on an error."""
    steps: list[str | int] = []
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            steps.append(note.index)
        elif isinstance(note, AttributeValidationNote) and note.name != "rule":
            steps.append("cite" if note.name == "citation" else note.name)
    return steps


def _keys(cls: type) -> list[str]:
    """Return the keys that a table of this class can have, as the file writes them."""
    names = [field.name for field in attrs.fields(cls)]
    if issubclass(cls, Rule):
        names = ["objective", "kind", *names, "citation"]
        names = [name for name in names if name not in _FROM_INDICATOR]
    hidden = {"id", "rule"}
    return ["cite" if name == "citation" else name for name in names if name not in hidden]


def _word(text: str, cls: Any) -> str:
    """Return a text, or the word of a closed list, which is a kind of text."""
    word: str = cls(text) if issubclass(cls, Choice) else text
    return word


def _members(cls: Any) -> set[Any]:
    return set(get_args(cls)) - {type(None)}


def _is_tuple(cls: Any) -> bool:
    origin: Any = get_origin(cls)
    return origin is tuple


def _is_choice(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Choice)
