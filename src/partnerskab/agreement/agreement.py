"""The agreement itself: the root that holds every part and the links between them."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol, TypeVar

import attrs

from partnerskab.agreement.amendments import Amendment, conflicts
from partnerskab.agreement.budget import Allocation
from partnerskab.agreement.checks import InvalidAgreementError, find_problems
from partnerskab.agreement.indicators import Indicator, Source
from partnerskab.agreement.parts import Parts, Term
from partnerskab.agreement.questions import Question
from partnerskab.agreement.targets import Objective, Target
from partnerskab.errors import Problem
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from partnerskab.values.tuples import as_tuple


@attrs.frozen(kw_only=True)
class Agreement(Parts):
    """A signed agreement, complete: a contradiction between its parts raises.

    Args:
        id: a short name for programs.
        label: its title.
        term: from when to when it holds.
        area: the id of the area it is for.
        also_called: what people call the partnership; None where it is called by the title.
        safety_plan: the id of the document that holds the living plan; None without one.
        year_starts: the month in which its split years start, such as 4 for `2011/12` from April.
        documents: what is cited; a citation means the first unless it names another.
        versions: what amendments made of it since, by the day from which they count.

    The other arguments are the parts, each with an id, in the order of the text.

    Raises:
        InvalidAgreementError: with every contradiction at once.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager").agreement
    >>> amager.id, str(amager.term.end), len(amager.targets)
    ('amager', '2016-12-31', 8)
    >>> amager.indicator("burglary").label.text("da"), amager.target("burglary").objective
    ('Indbrud', 'crime')
    """

    label: Label
    term: Term
    area: str
    versions: "tuple[Version, ...]" = attrs.field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        problems = find_problems(self)
        if not problems:
            problems = tuple(_version_problems(self))
        if problems:
            raise InvalidAgreementError(problems)

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """Every amendment, in the order in which they count."""
        return tuple(each for version in self.versions for each in version.amendments)

    def version_on(self, day: date) -> "Version | None":
        """Return the version in force on a day; None for the agreement as it was signed."""
        started = [version for version in self.versions if version.start <= day]
        return started[-1] if started else None

    def as_of(self, day: date) -> "Agreement":
        """Return the agreement in force on a day.

        What comes back is one version, which knows of no amendment before or after it.

        Args:
            day: the day; an amendment holds from the day on which it takes effect, and never
                before the day on which it was decided.
        """
        version = self.version_on(day)
        if version is not None:
            return version.agreement
        return attrs.evolve(self, versions=()) if self.versions else self

    def whenever(self) -> "tuple[Agreement, ...]":
        """Return the agreement as it was signed and every later version, in order."""
        return (self, *(version.agreement for version in self.versions))

    def ever(self, collection: str) -> tuple[Any, ...]:
        """Return every part that a collection has or had, as it last reads.

        Args:
            collection: the name of the collection, such as `indicators`.
        """
        found: dict[str, Any] = {}
        for version in reversed(self.whenever()):
            for part in version.collections()[collection]:
                found.setdefault(part.id, part)
        return tuple(found.values())

    def indicator(self, id: str) -> Indicator:
        """Return an indicator by its id; a `KeyError` where there is none."""
        return self._indicators[id]

    def source(self, id: str) -> Source:
        """Return a source by its id; a `KeyError` where there is none."""
        return self._sources[id]

    def source_of(self, indicator: str) -> Source | None:
        """Return the source of an indicator by its id; None for one that nobody publishes."""
        source = self.indicator(indicator).source
        return None if source is None else self.source(source)

    def target(self, id: str) -> Target:
        """Return a target by its id; a `KeyError` where there is none."""
        return self._targets[id]

    def find_target(self, id: str) -> Target | None:
        """Return a target by its id; None where there is none."""
        return self._targets.get(id)

    def objective(self, id: str) -> Objective:
        """Return an objective by its id; a `KeyError` where there is none."""
        return _by_id(self.objectives, id)

    def allocation(self, id: str) -> Allocation:
        """Return an allocation by its id; a `KeyError` where there is none."""
        return _by_id(self.allocations, id)

    def targets_of(self, objective: str) -> tuple[Target, ...]:
        """Return the targets of an objective, in the order of the text."""
        return tuple(target for target in self.targets if target.objective == objective)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every period in which some target is due, in order."""
        return tuple(sorted({period for target in self.targets for period in target.rule.periods}))

    def open_questions(self, on: date | None = None) -> tuple[Question, ...]:
        """Return the questions that nobody has decided, by a day if one is given."""
        return tuple(question for question in self.questions if question.is_open(on))

    def settled(self, on: date | None = None, *, assuming: bool = True) -> "Agreement":
        """Return the agreement as it reads, by a day if one is given.

        Like `as_of` it gives one version, which knows of no amendment before or after it.

        Args:
            on: the day; a reading that was adopted after it does not count yet.
            assuming: whether the assumed reading of an open question holds, too. Without it an
                open question stands as the text has it, which is what its readings start from.
        """
        settled = Parts(**self.by_name())
        for question in self.questions:
            decides = question.decides(on)
            if decides is not None and (assuming or not question.is_open(on)):
                for change in question.reading(decides).sets:
                    settled = settled.changed(change)
        return Agreement(**settled.by_name())

    # These are looked up for every verdict, and there may be thousands of them.
    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {each.id: each for each in self.indicators}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {each.id: each for each in self.sources}

    @cached_property
    def _targets(self) -> dict[str, Target]:
        return {each.id: each for each in self.targets}


@attrs.frozen(kw_only=True)
class Version:
    """An agreement as it reads from a day on.

    Args:
        start: the first day.
        amendments: what made it so: those that count from that very day.
        agreement: the agreement with these amendments and all before them.
    """

    start: date
    amendments: tuple[Amendment, ...] = attrs.field(converter=as_tuple)
    agreement: Agreement


def _version_problems(agreement: Agreement) -> Iterator[Problem]:
    starts = [version.start for version in agreement.versions]
    if any(one >= other for one, other in pairwise(starts)):
        yield Problem(
            path=("versions",),
            id="invalid-value",
            message="versions out of order",
            expected="each from a later day than the one before",
            came=", ".join(str(start) for start in starts),
        )
    for version in agreement.versions:
        days = {amendment.start for amendment in version.amendments}
        if days != {version.start}:
            yield Problem(
                path=("versions",),
                id="invalid-value",
                message="a version has amendments that count from another day, or none",
                expected=f"amendments that count from {version.start}",
                came=", ".join(str(day) for day in sorted(days)) or "none",
            )
        for one, other, path in conflicts(version.amendments):
            yield Problem(
                path=("versions",),
                id="conflicting-amendments",
                message=f"two amendments change the same thing from {version.start}",
                expected="one amendment for each change, or different days",
                came=f"{path}, in '{one.id}' and in '{other.id}'",
            )


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Part = TypeVar("_Part", bound=_HasId)


def _by_id(parts: tuple[_Part, ...], id: str) -> _Part:
    for part in parts:
        if part.id == id:
            return part
    raise KeyError(id)
