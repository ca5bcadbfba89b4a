"""How a part of the agreement reads under the questions that nobody has decided.

Whatever depends on an open reading is worked out once for each combination of readings, and only
afterwards brought together: as a range, as verdicts side by side, or as all that may be asked for.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from partnerskab.agreement.parts import with_change
from partnerskab.agreement.questions import Change, Question

Readings = tuple[tuple[str, str], ...]
"""One combination, as pairs of the id of a question and the id of one of its readings."""


def is_about(question: Question, path: str) -> bool:
    """Say whether a question concerns what stands at a path, or a reading of it sets something.

    >>> import partnerskab
    >>> money, *_ = partnerskab.load("examples/amager").agreement.questions
    >>> is_about(money, "allocations.secretariat"), is_about(money, "allocations.activities-2014")
    (True, False)
    """
    named = any(path == each or each.startswith(f"{path}.") for each in question.concerns)
    return named or _sets(question, path)


def combinations(
    questions: Iterable[Question], path: str
) -> Iterator[tuple[Readings, tuple[Change, ...]]]:
    """Give every combination of readings that set something at a path, with the changes they make.

    Args:
        questions: those that are open.
        path: such as `allocations`, or `targets.burglary`.

    Returns:
        One empty combination where no question sets anything there.

    >>> import partnerskab
    >>> open_now = partnerskab.load("examples/amager").agreement.open_questions()
    >>> [readings for readings, _ in combinations(open_now, "objectives.crime")]
    [(('crime-as-a-whole', 'all'),), (('crime-as-a-whole', 'separately'),)]
    """
    choices = [question for question in questions if _sets(question, path)]
    for readings in product(*(question.readings for question in choices)):
        pairs = zip(choices, readings, strict=True)
        names = tuple((question.id, reading.id) for question, reading in pairs)
        changes = (change for reading in readings for change in reading.sets)
        yield names, tuple(change for change in changes if _is_under(change.path, path))


def variants(part: Any, path: str, questions: Iterable[Question]) -> Iterator[tuple[Readings, Any]]:
    """Give a part as it reads under every combination of readings that set something of it.

    Args:
        part: as the text has it, with what is decided; it needs no reading to be there.
        path: where it stands, such as `targets.burglary`.
        questions: those that are open.

    Returns:
        The part itself, under no reading, where no question sets anything of it.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager").agreement
    >>> target = amager.target("burglary")
    >>> for readings, each in variants(target, "targets.burglary", amager.open_questions()):
    ...     print(readings, each.rule.criterion)
    (('count-or-percentage', 'count'),) count
    (('count-or-percentage', 'percentage'),) percentage
    """
    for readings, changes in combinations(questions, path):
        yield readings, as_read(part, path, changes)


def told_apart(ways: Iterable[tuple[Readings, Any]]) -> list[tuple[Readings, Any]]:
    """Return what follows from each combination, without the questions that change nothing.

    Args:
        ways: every combination of the readings of some questions, each with what follows from it.

    >>> told_apart([
    ...     ((("ink", "red"), ("size", "large")), 5), ((("ink", "blue"), ("size", "large")), 5),
    ...     ((("ink", "red"), ("size", "small")), 2), ((("ink", "blue"), ("size", "small")), 2),
    ... ])
    [((('size', 'large'),), 5), ((('size', 'small'),), 2)]
    """
    kept = list(ways)
    for question in dict.fromkeys(name for readings, _ in kept for name, _ in readings):
        fewer = list(
            dict.fromkeys((_but(readings, question), outcome) for readings, outcome in kept)
        )
        if len(fewer) == len({readings for readings, _ in fewer}):
            kept = fewer
    return kept


def _but(readings: Readings, question: str) -> Readings:
    return tuple(pair for pair in readings if pair[0] != question)


def as_read(part: Any, path: str, changes: Iterable[Change]) -> Any:
    """Return a part with those of some changes made that set something of it."""
    for change in changes:
        if _is_under(change.path, path):
            part = with_change(part, change)
    return part


def _sets(question: Question, path: str) -> bool:
    changes = (change for reading in question.readings for change in reading.sets)
    return any(_is_under(change.path, path) for change in changes)


def _is_under(inner: str, path: str) -> bool:
    return inner.startswith(f"{path}.")
