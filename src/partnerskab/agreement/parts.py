"""The parts of an agreement, before anybody has checked that they fit together."""

import re
from datetime import date
from typing import Any, Self, get_args, get_origin

import attrs

from partnerskab.agreement.budget import Allocation, ExchangeRate
from partnerskab.agreement.indicators import Area, ContextIndicator, Indicator, Source
from partnerskab.agreement.parties import Body, Duty, Party, Signature
from partnerskab.agreement.questions import Change, Question
from partnerskab.agreement.targets import FocusArea, Objective, Target
from partnerskab.errors import InvalidValueError
from partnerskab.values.citations import Citation
from partnerskab.values.names import Choice, Label, as_id
from partnerskab.values.periods import Period
from partnerskab.values.scales import OrdinalScale
from partnerskab.values.tuples import as_tuple


@attrs.frozen(kw_only=True)
class Document:
    """A document that is cited.

    Args:
        label: its title.
        language: the language it is written in, such as `da`.
        note: what a reader must know of it, such as that it is not at hand.
        sha256: the hash of its text, by `partnerskab.trace.signed_text.text_hash`, so that another
            text is noticed; None where nobody has kept it.
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    language: str
    note: Label | None = None
    sha256: str | None = attrs.field(default=None)

    @sha256.validator
    def _check_hash(self, _: object, sha256: str | None) -> None:
        if sha256 is not None and not re.fullmatch("[0-9a-f]{64}", sha256):
            raise InvalidValueError(
                "not a SHA-256",
                expected="64 digits and small letters from a to f",
                came=repr(sha256),
                remedy="copy it from what `partnerskab trace` prints",
                path=("sha256",),
            )


@attrs.frozen(kw_only=True)
class Term:
    """From when to when the agreement holds; the end is inclusive.

    Args:
        start: the first day; None where the text does not say it.
        end: the last day.
        start_note: why the start is unknown, or how it is set.
    """

    start: date | None
    end: date
    start_note: Label | None = None
    citation: Citation

    def __attrs_post_init__(self) -> None:
        if self.start is not None and self.start > self.end:
            raise InvalidValueError(
                "the term ends before it starts",
                expected=f"an end on {self.start} or later",
                came=str(self.end),
                path=("end",),
            )

    def __contains__(self, moment: object) -> bool:
        if isinstance(moment, Period):
            return moment.first_day in self and moment.last_day in self
        if not isinstance(moment, date):
            return False
        return (self.start is None or self.start <= moment) and moment <= self.end


@attrs.frozen(kw_only=True)
class Remark:
    """Something that the text says of itself and that a reader of figures must know.

    Args:
        label: what is to be known.
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    citation: Citation


@attrs.frozen(kw_only=True)
class Parts:
    """Everything that an agreement consists of, unchecked; see `Agreement` for the meaning.

    A part that could not be read is None or left out, so that the others can still be checked.
    """

    id: str = attrs.field(converter=as_id)
    label: Label | None
    term: Term | None
    area: str | None
    also_called: Label | None = None
    safety_plan: str | None = None
    year_starts: int | None = None
    documents: tuple[Document, ...] = attrs.field(default=(), converter=as_tuple)
    areas: tuple[Area, ...] = attrs.field(default=(), converter=as_tuple)
    parties: tuple[Party, ...] = attrs.field(default=(), converter=as_tuple)
    bodies: tuple[Body, ...] = attrs.field(default=(), converter=as_tuple)
    duties: tuple[Duty, ...] = attrs.field(default=(), converter=as_tuple)
    signatures: tuple[Signature, ...] = attrs.field(default=(), converter=as_tuple)
    remarks: tuple[Remark, ...] = attrs.field(default=(), converter=as_tuple)
    focus_areas: tuple[FocusArea, ...] = attrs.field(default=(), converter=as_tuple)
    objectives: tuple[Objective, ...] = attrs.field(default=(), converter=as_tuple)
    scales: tuple[OrdinalScale, ...] = attrs.field(default=(), converter=as_tuple)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_tuple)
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=as_tuple)
    context: tuple[ContextIndicator, ...] = attrs.field(default=(), converter=as_tuple)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_tuple)
    allocations: tuple[Allocation, ...] = attrs.field(default=(), converter=as_tuple)
    exchange_rates: tuple[ExchangeRate, ...] = attrs.field(default=(), converter=as_tuple)
    questions: tuple[Question, ...] = attrs.field(default=(), converter=as_tuple)

    def by_name(self) -> dict[str, Any]:
        """Return every part by its name, to build the same from."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(Parts)}

    def collections(self) -> dict[str, tuple[Any, ...]]:
        """Return every collection of parts that have ids, by its name."""
        return {name: parts for name, parts in self.by_name().items() if isinstance(parts, tuple)}

    def changed(self, change: Change) -> Self:
        """Return the parts with a reading's change made.

        Raises:
            InvalidValueError: where the path leads nowhere or the value cannot stand there.
        """
        head, *rest = change.path.split(".")
        if head in self.collections() and len(rest) == 2:
            parts = getattr(self, head)
            if any(part.id == rest[0] for part in parts):
                after = [
                    with_change(part, change) if part.id == rest[0] else part for part in parts
                ]
                changed: dict[str, Any] = {head: after}
                return attrs.evolve(self, **changed)
        elif head == "term" and len(rest) == 1:
            return attrs.evolve(self, term=with_change(self.term, change))
        raise _leads_nowhere(change)


def with_change(part: Any, change: Change) -> Any:
    """Return one part with the field set that the path of a change ends in.

    Raises:
        InvalidValueError: where the part has no such field, or the value cannot stand there.
    """
    name = change.path.rpartition(".")[2]
    field = attrs.fields_dict(type(part)).get(name)
    if field is not None and name not in ("id", "rule", "citation"):
        if not _can_hold(field, change.value):
            raise InvalidValueError(
                "a reading cannot set this to such a value",
                expected=f"another value for '{name}', or a path to a field with one plain value",
                came=repr(change.value),
                id="reading-does-not-apply",
            )
        return attrs.evolve(part, **{name: change.value})
    if isinstance(part, Target):
        return attrs.evolve(part, rule=with_change(part.rule, change))
    raise _leads_nowhere(change)


def _can_hold(field: "attrs.Attribute[Any]", value: object) -> bool:
    """Say whether a field takes one plain value like this; what is a word is checked further on."""
    if get_origin(field.type) is tuple:
        return False
    kinds = set(get_args(field.type)) or {field.type}
    plain = {kind for kind in kinds if isinstance(kind, type)} & {str, int, date}
    words = any(isinstance(kind, type) and issubclass(kind, Choice | Period) for kind in kinds)
    as_word = words and isinstance(value, str | int)
    return as_word or (not isinstance(value, bool) and isinstance(value, tuple(plain)))


def _leads_nowhere(change: Change) -> InvalidValueError:
    return InvalidValueError(
        "the path leads to nothing that a reading can set",
        expected="a field of a part, such as 'allocations.secretariat.basis' or 'term.start'",
        came=repr(change.path),
        id="dangling-reference",
    )
