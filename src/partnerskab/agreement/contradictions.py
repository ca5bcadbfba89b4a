"""Readings that cannot stand: one that breaks the agreement, two that exclude each other.

Whether parts fit together is asked of a function, so that an agreement and its readings are held
to the same checks.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import TypeAlias

import attrs

from partnerskab.agreement.parts import Parts
from partnerskab.agreement.questions import Question, Reading
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.values.exact import Exact, plain_text

Path = tuple[str | int, ...]
Fit = Callable[[Parts], Iterable[Problem]]
_Chosen: TypeAlias = "tuple[Question, Reading]"
# Readings that cannot stand together, and why.
_Clash: TypeAlias = "tuple[tuple[_Chosen, ...], str]"


def find_broken_readings(
    plain: Parts, before: frozenset[Problem], fit: Fit, path: Path, reading: Reading
) -> Iterator[Problem]:
    """Return what a reading breaks when it alone holds.

    Args:
        plain: the parts without their questions.
        before: what is wrong with them anyhow.
        fit: returns what is wrong with parts.
        path: where the reading writes what it sets.
        reading: the reading.
    """
    changed = plain
    for change in reading.sets:
        try:
            changed = changed.changed(change)
        except InvalidValueError as error:
            yield attrs.evolve(error.problem, path=(*path, change.path))
    for problem in fit(changed):
        if problem not in before:
            yield attrs.evolve(problem, path=path)


def find_contradictions(plain: Parts, questions: Sequence[Question], fit: Fit) -> Iterator[Problem]:
    """Return the readings that each can stand, but not together with one that figures follow.

    Figures follow the adopted readings, and until the day of the adoption the assumed ones; so each
    day on which one is adopted is looked at, and the time before the first.

    Args:
        plain: the parts without their questions, which fit together.
        questions: the questions, of which each reading alone can stand.
        fit: returns what is wrong with parts.
    """
    seen: set[frozenset[_Chosen]] = set()
    for state in dict.fromkeys(_states(questions)):
        found = list(_clashes(plain, state, fit))
        for group, why in found or _excluded(plain, state, questions, fit):
            if frozenset(group) not in seen:
                seen.add(frozenset(group))
                yield _problem(group, why)


def _states(questions: Sequence[Question]) -> Iterator[tuple[_Chosen, ...]]:
    """Give the readings that figures follow, after each adoption and, last, before any."""
    decided = {question.adopted.on for question in questions if question.adopted is not None}
    for day in sorted(decided, reverse=True):
        yield _followed([(each, each.decides(day)) for each in questions])
    yield _followed([(each, each.assumed) for each in questions])


def _followed(pairs: Iterable[tuple[Question, str | None]]) -> tuple[_Chosen, ...]:
    return tuple((question, question.reading(id)) for question, id in pairs if id is not None)


def _clashes(plain: Parts, state: Sequence[_Chosen], fit: Fit) -> Iterator[_Clash]:
    """Give the smallest groups of followed readings that cannot stand together."""
    for one, other in combinations(state, 2):
        twice = _set_by_both(one[1], other[1])
        if twice:
            yield (one, other), twice
    wrong = _wrong_together(plain, state, fit)
    for size in range(2, len(state) + 1) if wrong else ():
        groups = [
            (group, found)
            for group in combinations(state, size)
            if (found := _wrong_together(plain, group, fit))
        ]
        yield from groups
        if groups:
            return


def _excluded(
    plain: Parts, state: Sequence[_Chosen], questions: Sequence[Question], fit: Fit
) -> Iterator[_Clash]:
    """Give the readings that nobody follows and that a followed one leaves no room for."""
    for question in questions:
        others = [chosen for chosen in state if chosen[0] is not question]
        for reading in question.readings:
            new = (question, reading)
            if new in state or not reading.sets or not _wrong_together(plain, [*others, new], fit):
                continue
            for other in others:
                found = _wrong_together(plain, [other, new], fit)
                if found:
                    yield (other, new), found


def _set_by_both(one: Reading, other: Reading) -> str:
    """Say what two readings set to different values; "" where there is nothing."""
    values = {change.path: change.value for change in one.sets}
    return "; ".join(
        f"'{change.path}' would be both {_shown(values[change.path])} and {_shown(change.value)}"
        for change in other.sets
        if values.get(change.path, change.value) != change.value
    )


def _wrong_together(plain: Parts, group: Iterable[_Chosen], fit: Fit) -> str:
    """Say what is wrong with the parts if all of these readings hold; "" for nothing."""
    changed = plain
    for _, reading in group:
        for change in reading.sets:
            try:
                changed = changed.changed(change)
            except InvalidValueError as error:
                return error.problem.message
    return "; ".join(problem.message for problem in fit(changed))


def _problem(group: Sequence[_Chosen], why: str) -> Problem:
    *_, (question, reading) = group
    at: Path = ("readings", reading.id)
    if question.adopted is not None and question.adopted.reading == reading.id:
        at = ("adopted", "reading")
    elif question.assumed == reading.id:
        at = ("assumed",)
    names = [f"'{reading.id}' of '{question.id}'" for question, reading in group]
    return Problem(
        path=("questions", question.id, *at),
        id="contradicting-readings",
        message="readings that contradict each other",
        expected="readings that can hold together",
        came=f"{', '.join(names[:-1])} and {names[-1]}: {why}",
        remedy="decide for another reading of one of the questions, or correct what they set",
    )


def _shown(value: Exact | str | date) -> str:
    if isinstance(value, str):
        return repr(value)
    return str(value) if isinstance(value, date) else plain_text(value)
