"""The agreement itself: the root that holds every part and the links between them."""

from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

import attrs

from partnerskab.agreement.budget import Allocation
from partnerskab.agreement.checks import InvalidAgreementError, find_problems
from partnerskab.agreement.indicators import Indicator, Source
from partnerskab.agreement.parts import Parts, Term
from partnerskab.agreement.questions import Question
from partnerskab.agreement.targets import Objective, Target
from partnerskab.values.names import Label
from partnerskab.values.periods import Period


@attrs.frozen(kw_only=True)
class Agreement(Parts):
    """A signed agreement, complete: a contradiction between its parts raises.

    Args:
        id: a short name for programs.
        label: its title.
        term: from when to when it holds.
        area: the id of the area it is for.
        safety_plan: the id of the document that holds the living plan; None without one.
        year_starts: the month in which its split years start, such as 4 for `2011/12` from April.
        documents: what is cited; a citation means the first unless it names another.

    The other arguments are the parts, each with an id, in the order of the text.

    Raises:
        InvalidAgreementError: with every contradiction at once.
    """

    label: Label
    term: Term
    area: str

    def __attrs_post_init__(self) -> None:
        problems = find_problems(self)
        if problems:
            raise InvalidAgreementError(problems)

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


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Part = TypeVar("_Part", bound=_HasId)


def _by_id(parts: tuple[_Part, ...], id: str) -> _Part:
    for part in parts:
        if part.id == id:
            return part
    raise KeyError(id)
