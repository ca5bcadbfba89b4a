"""What differs between two agreements, or between two days of one, and which amendments did it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement, Version
from partnerskab.agreement.amendments import Amendment, overlap
from partnerskab.agreement.derived import Derivation
from partnerskab.agreement.rule import Rule
from partnerskab.errors import InvalidValueError
from partnerskab.values.amounts import Amount
from partnerskab.values.citations import Citation
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from partnerskab.values.tuples import as_tuple

# Taken as one value each, though they have fields.
_WHOLE = (Amount, Citation, Period)


@attrs.frozen(kw_only=True)
class Difference:
    """One thing that is not the same.

    Args:
        path: where, as files write it, such as `targets.burglary.percent`; for parts in another
            order, the name of their collection, with their ids as values.
        then: the value before, or a whole part that is gone; None for nothing.
        now: the value after, or a whole part that is new; None for nothing.
        amendments: those that brought it about, in the order in which they count; empty where
            none is known.
    """

    path: str
    then: Any
    now: Any
    amendments: tuple[Amendment, ...] = attrs.field(default=(), converter=as_tuple)


def diff(then: Agreement, now: Agreement) -> tuple[Difference, ...]:
    """Return everything in which two agreements differ, their later versions aside.

    The result is empty if the two are equal, and only then.

    Args:
        then: the one before, such as `agreement.as_of(...)`.
        now: the one after.

    >>> import partnerskab
    >>> from partnerskab.agreement.questions import Change
    >>> signed = partnerskab.load("examples/amager").agreement
    >>> decided = signed.changed(Change(path="allocations.secretariat.basis", value="yearly"))
    >>> [(each.path, str(each.then), str(each.now)) for each in diff(signed, decided)]
    [('allocations.secretariat.basis', 'unclear', 'yearly')]
    """
    before, after = then.by_name(), now.by_name()
    collections = then.collections()
    single = [name for name in before if name not in collections and name != "term"]
    paths = {name: f"agreement.{name}" for name in single}
    return tuple(
        difference
        for name in (*single, "term", *collections)
        for difference in _differing(paths.get(name, name), before[name], after[name])
    )


def changes_between(agreement: Agreement, start: date, end: date) -> tuple[Difference, ...]:
    """Return what differs between two days of an agreement, and which amendments did it.

    Args:
        agreement: the agreement with its versions.
        start: the earlier day.
        end: the later day.

    Raises:
        InvalidValueError: where the days come the other way round.

    >>> import partnerskab
    >>> village = partnerskab.load("tests/config_cases/valid/amended").agreement
    >>> for change in changes_between(village, date(2014, 1, 1), date(2014, 6, 1)):
    ...     print(change.path, *(amendment.id for amendment in change.amendments))
    documents.amendment-1 2014-05-01-more-money
    allocations.activities.amount 2014-05-01-more-money
    allocations.activities.cite 2014-05-01-more-money
    """
    if start > end:
        raise InvalidValueError(
            "the days come the other way round",
            expected=f"the earlier day first: {end}, then {start}",
            came=f"{start}, then {end}",
        )
    known = {each for each in agreement.amendments if each.start <= start}
    return _explained(diff(agreement.as_of(start), agreement.as_of(end)), agreement, known, end)


def compared(then: Agreement, now: Agreement, day: date) -> tuple[Difference, ...]:
    """Return what differs between two agreements on a day, and which amendments did it.

    Args:
        then: one agreement, with its versions.
        now: another, such as a later draft; its amendments that `then` does not have are reasons.
        day: the day whose versions are compared.
    """
    return _explained(diff(then.as_of(day), now.as_of(day)), now, {*then.amendments}, day)


def _explained(
    differences: Iterable[Difference], agreement: Agreement, known: set[Amendment], end: date
) -> tuple[Difference, ...]:
    """Return differences with the amendments until a day that did it, those known before aside."""
    steps = [
        (version, [each.path for each in diff(earlier, version.agreement)])
        for earlier, version in zip(agreement.whenever(), agreement.versions, strict=False)
        if version.start <= end and not known.issuperset(version.amendments)
    ]
    return tuple(
        attrs.evolve(
            each,
            amendments=[
                amendment
                for version, paths in steps
                if any(overlap(each.path, path) for path in paths)
                for amendment in _who_did(each.path, version)
                if amendment not in known
            ],
        )
        for each in differences
    )


def _who_did(path: str, version: Version) -> tuple[Amendment, ...]:
    """Return those of a version's amendments that changed a path, or its part, or all of them."""
    part = ".".join(path.split(".")[:2])
    for wanted in (path, part):
        found = tuple(each for each in version.amendments if each.touches(wanted))
        if found:
            return found
    return version.amendments


def _differing(path: str, then: Any, now: Any) -> Iterator[Difference]:
    """Give what differs at a path and below it."""
    if then == now:
        return
    if isinstance(then, Label) and isinstance(now, Label):
        yield from _in_order(path, dict(then.texts), dict(now.texts))
    elif _have_ids(then) and _have_ids(now):
        yield from _in_order(path, _by_id(then), _by_id(now))
    elif _have_fields(then) and _have_fields(now):
        yield from _by_key(path, _by_field(then), _by_field(now))
    else:
        yield Difference(path=path, then=then, now=now)


def _by_key(path: str, then: dict[str, Any], now: dict[str, Any]) -> Iterator[Difference]:
    for key in dict.fromkeys((*then, *now)):
        yield from _differing(f"{path}.{key}", then.get(key), now.get(key))


def _in_order(path: str, then: dict[str, Any], now: dict[str, Any]) -> Iterator[Difference]:
    """Give what differs by key, and the keys that both have where their order differs."""
    yield from _by_key(path, then, now)
    kept, moved = (
        tuple(key for key in one if key in other) for one, other in ((then, now), (now, then))
    )
    if kept != moved:
        yield Difference(path=path, then=kept, now=moved)


def _have_fields(value: object) -> bool:
    return attrs.has(type(value)) and not isinstance(value, (*_WHOLE, Label))


def _have_ids(value: object) -> bool:
    return isinstance(value, tuple) and all(hasattr(each, "id") for each in value)


def _by_id(parts: tuple[Any, ...]) -> dict[str, Any]:
    return {part.id: part for part in parts}


def _by_field(part: Any) -> dict[str, Any]:
    """Return the fields of a part as files name them; those of a rule stand beside its target's."""
    fields: dict[str, Any] = {}
    if isinstance(part, Rule | Derivation):
        fields["kind"] = part.kind
    for field in attrs.fields(type(part)):
        value = getattr(part, field.name)
        if isinstance(value, Rule):
            fields |= _by_field(value)
        else:
            fields["cite" if field.name == "citation" else field.name] = value
    return fields
