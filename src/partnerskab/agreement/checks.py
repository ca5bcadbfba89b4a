"""Contradictions between the parts of an agreement, all of them in one pass.

The checks *return* what they find, so that `Agreement` can refuse to be built and a file can be
reported whole, from the same rules.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import attrs

from partnerskab.agreement.contradictions import find_broken_readings, find_contradictions
from partnerskab.agreement.fitting import find_misfits
from partnerskab.agreement.parts import Parts
from partnerskab.agreement.questions import Change
from partnerskab.agreement.references import Known, Path, find_dangling_references
from partnerskab.errors import PartnerskabError, Problem
from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact, plain_text
from partnerskab.values.names import did_you_mean, find_unknown
from partnerskab.values.rounding import ReconciliationStatus


class InvalidAgreementError(PartnerskabError, ValueError):
    """Parts that contradict each other; `problems` holds every contradiction."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def known_ids(parts: Parts) -> dict[str, set[str]]:
    """Return the ids of every collection, and of `actors`: parties and administrations."""
    known = {name: {part.id for part in group} for name, group in parts.collections().items()}
    known["actors"] = set(known["parties"])
    for party in parts.parties:
        known["actors"] |= {each.id for each in party.administrations}
    return known


def find_problems(parts: Parts, known: Known | None = None) -> tuple[Problem, ...]:
    """Return every contradiction between the parts.

    Args:
        parts: the parts; where a file is broken, those that could be read.
        known: the ids of every collection, also of parts that could not be read.
    """
    known = known_ids(parts) if known is None else known
    checks = (_fit, _citations, _duplicates, _rates, _questions)
    return tuple(problem for check in checks for problem in check(parts, known))


def _citations(parts: Parts, known: Known) -> Iterator[Problem]:
    walks = (_walk_citations((name,), part) for name, part in parts.by_name().items())
    for path, citation in chain.from_iterable(walks):
        at = (*path, "document")
        yield from find_unknown(at, "document", citation.document, known["documents"])


def _walk_citations(path: Path, part: Any) -> Iterator[tuple[Path, Citation]]:
    if isinstance(part, Citation):
        yield path, part
    elif isinstance(part, tuple):
        for index, each in enumerate(part):
            yield from _walk_citations((*path, getattr(each, "id", index)), each)
    elif hasattr(part, "__attrs_attrs__"):
        for field in attrs.fields(type(part)):
            yield from _walk_citations((*path, field.name), getattr(part, field.name, None))


def _duplicates(parts: Parts, _: Known) -> Iterator[Problem]:
    actors: list[tuple[str, Any]] = [("parties", party) for party in parts.parties]
    actors += [("parties", each) for party in parts.parties for each in party.administrations]
    actors += [("bodies", body) for body in parts.bodies]
    groups = [actors]
    for name, collection in parts.collections().items():
        if name not in ("parties", "bodies"):
            groups.append([(name, part) for part in collection])
    for group in groups:
        seen: dict[str, str] = {}
        for name, part in group:
            if part.id in seen:
                yield Problem(
                    path=(name, part.id),
                    id="duplicate-id",
                    message="this id is taken",
                    expected="an id of its own",
                    came=f"'{part.id}', which {seen[part.id]} has too",
                    remedy="give one of the two another id",
                )
            seen.setdefault(part.id, name)


def _rates(parts: Parts, _: Known) -> Iterator[Problem]:
    """Find rates that take over from each other on one day, so that nobody can say which counts."""
    seen: dict[tuple[object, ...], str] = {}
    for rate in parts.exchange_rates:
        key = (rate.currency, rate.price.unit, rate.on)
        if key in seen:
            yield Problem(
                path=("exchange_rates", rate.id, "on"),
                id="two-rates",
                message="two rates between the same currencies on the same day",
                expected="a day of its own for each rate",
                came=f"{rate.on}, the day of '{seen[key]}' too",
                remedy="remove one of the two, or correct its day",
            )
        seen.setdefault(key, rate.id)


def _milestones(parts: Parts, _: Known) -> Iterator[Problem]:
    if parts.term is None:  # it could not be read, and that has been reported
        return
    start, end = parts.term.start, parts.term.end
    for target in parts.targets:
        for index, period in enumerate(target.rule.periods):
            path = ("targets", target.id, "periods", index)
            if period.last_day > end:
                yield Problem(
                    path=path,
                    id="milestone-outside-term",
                    message="a milestone after the end of the term",
                    expected=f"a period that ends by {end}",
                    came=str(period),
                    remedy="correct the period, or the end of the term",
                )
            elif start is not None and period.last_day < start:
                yield Problem(
                    path=path,
                    id="milestone-outside-term",
                    message="a milestone before the start of the term",
                    expected=f"a period that ends on {start} or later",
                    came=str(period),
                    remedy="correct the period, or the start of the term",
                )


def _questions(parts: Parts, known: Known) -> Iterator[Problem]:
    plain = Parts(**parts.by_name() | {"questions": ()})

    def fit(changed: Parts) -> Iterator[Problem]:
        return _fit(changed, known)

    before = frozenset(fit(plain))
    sound = not before
    for question in parts.questions:
        at = ("questions", question.id)
        for concern in question.concerns:
            yield from _concern_problem(known, (*at, "concerns", concern), concern)
        for reading in question.readings:
            at_hand = all(_is_at_hand(plain, known, change) for change in reading.sets)
            path = (*at, "readings", reading.id, "sets")
            sets = at_hand and reading.sets  # a reading that sets nothing breaks nothing
            broken = [*find_broken_readings(plain, before, fit, path, reading)] if sets else []
            yield from broken
            sound &= at_hand and not broken
    if sound:
        yield from find_contradictions(plain, parts.questions, fit)


def _fit(parts: Parts, known: Known) -> Iterator[Problem]:
    for check in (find_dangling_references, _milestones, find_misfits):
        yield from check(parts, known)


def _concern_problem(known: Known, path: Path, concern: str) -> Iterator[Problem]:
    head, *rest = concern.split(".")
    fields = {field.name for field in attrs.fields(Parts)}
    words = known[head] if rest and head in fields & known.keys() else fields
    word = rest[0] if words is not fields else head
    if word not in words and head != "term":
        yield Problem(
            path=path,
            id="dangling-reference",
            message="points at something that the agreement does not have",
            expected=", ".join(sorted(words)) or "a part, such as 'targets.burglary'",
            came=repr(concern),
            remedy=did_you_mean(word, words),
        )


def _is_at_hand(parts: Parts, known: Known, change: Change) -> bool:
    """Say whether the part that a change sets could be read; if not, that has been reported."""
    head, *rest = change.path.split(".")
    if head == "term":
        return parts.term is not None
    collection = parts.collections().get(head, ())
    declared = bool(rest) and rest[0] in known.get(head, ())
    return not declared or not collection or any(part.id == rest[0] for part in collection)


def find_doubts(parts: Parts) -> Iterator[Problem]:
    """Return what a careful reader would ask about, though nothing contradicts: warnings."""
    for target in parts.targets:
        for index, milestone in enumerate(target.rule.milestones()):
            reconciliation = milestone.reconciliation
            if reconciliation is None or reconciliation.status is ReconciliationStatus.EQUAL:
                continue
            conflict = reconciliation.status is ReconciliationStatus.CONFLICT
            doubt = "no rounding explains it; " if conflict else ""
            yield Problem(
                path=("targets", target.id, "printed", index),
                id=f"printed-{reconciliation.status}",
                message=f"the printed value for {milestone.period} differs from its rule",
                expected=f"{_text(milestone.rounded)}, from {_text(milestone.exact)}",
                came=f"{_text(milestone.printed)}, {reconciliation}",
                remedy=f"compare with the signed text; {doubt}the printed value decides",
            )


def find_open_questions(agreement: Parts) -> Iterator[Problem]:
    """Return what nobody has decided yet, for a check that asks for everything to be decided."""
    for question in agreement.questions:
        if question.is_open():
            readings = " or ".join(repr(reading.id) for reading in question.readings)
            yield Problem(
                path=("questions", question.id),
                id="open-question",
                message="nobody has decided this question",
                expected=f"one of its readings, adopted: {readings}",
                came=f"{question.assumed!r}, only assumed" if question.assumed else "no decision",
                remedy="write adopted = { reading = ..., by = ..., on = ..., why = ... }",
            )


def _text(value: Exact | None) -> str:
    return "nothing" if value is None else plain_text(value)
