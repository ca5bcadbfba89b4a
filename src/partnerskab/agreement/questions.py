"""What the text leaves open, how it can be read, and which reading somebody adopted."""

from datetime import date

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact
from partnerskab.values.names import Label, as_id, did_you_mean
from partnerskab.values.tuples import as_tuple


@attrs.frozen(kw_only=True)
class Change:
    """What a reading sets: a path into the agreement and the value it takes there.

    Args:
        path: such as `allocations.secretariat.basis`.
        value: the value, as the file would write it.
    """

    path: str
    value: Exact | str | date


@attrs.frozen(kw_only=True)
class Reading:
    """One way to read an unclear clause.

    Args:
        label: how the clause is read.
        sets: what follows for the agreement; empty where a reading changes no figure.
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    sets: tuple[Change, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(kw_only=True)
class Adoption:
    """Who decided for a reading, when and why.

    Args:
        reading: the id of the reading.
        by: the id of the body, party or administration that decided.
        on: the day of the decision; before it the question is open.
        why: the reasons.
    """

    reading: str
    by: str
    on: date
    why: Label


@attrs.frozen(kw_only=True)
class Question:
    """Something the text leaves open.

    Args:
        id: a short name for programs.
        label: what is asked.
        concerns: the paths of what depends on it, such as `targets.safety-index`.
        readings: at least two ways to read it.
        assumed: the reading that figures follow until somebody decides, where one is the plain
            sense; None where there is none, so that different verdicts need judgement.
        adopted: the reading that somebody decided for; None while the question is open.

    Raises:
        InvalidValueError: for fewer than two readings, two of the same id, or an assumed or adopted
            one that is none of them.

    >>> import partnerskab
    >>> question = partnerskab.load("examples/amager").agreement.questions[0]
    >>> question.id, [reading.id for reading in question.readings], question.is_open()
    ('secretariat-money', ['yearly', 'whole-period'], True)
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    concerns: tuple[str, ...] = attrs.field(converter=as_tuple)
    readings: tuple[Reading, ...] = attrs.field(converter=as_tuple)
    assumed: str | None = None
    adopted: Adoption | None = None
    citation: Citation

    def __attrs_post_init__(self) -> None:
        ids = [reading.id for reading in self.readings]
        if len(ids) < 2:
            raise InvalidValueError(
                "a question needs a choice",
                expected="at least two readings",
                came=f"{len(ids)}",
                path=("readings",),
            )
        if len(set(ids)) < len(ids):
            raise InvalidValueError(
                "two readings have the same id",
                expected="an id of its own for each reading",
                came=", ".join(ids),
                path=("readings",),
                id="duplicate-id",
            )
        named: dict[tuple[str, ...], str | None] = {("assumed",): self.assumed}
        if self.adopted is not None:
            named["adopted", "reading"] = self.adopted.reading
        for path, name in named.items():
            if name is not None and name not in ids:
                raise InvalidValueError(
                    "the question has no such reading",
                    expected=" or ".join(repr(known) for known in ids),
                    came=repr(name),
                    remedy=did_you_mean(name, ids),
                    path=path,
                    id="dangling-reference",
                )

    def is_open(self, on: date | None = None) -> bool:
        """Say whether nobody has decided yet, by a day if one is given."""
        return self.adopted is None or (on is not None and self.adopted.on > on)

    def decides(self, on: date | None = None) -> str | None:
        """Return the id of the reading that figures follow, by a day if one is given."""
        if self.adopted is None or self.is_open(on):
            return self.assumed
        return self.adopted.reading

    def reading(self, id: str) -> Reading:
        """Return a reading by its id."""
        return next(reading for reading in self.readings if reading.id == id)
