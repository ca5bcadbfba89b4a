"""The folder `amendments`: dated files that say what changes in an agreement, why, and from when.

Each amended agreement is read and checked as a whole. What is wrong with it is reported in the file
of the amendment that brought it about.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, groupby
from pathlib import Path as FilePath
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement, Version
from partnerskab.agreement.amendments import Amendment, overlap
from partnerskab.agreement.checks import known_ids
from partnerskab.config.agreement_file import AgreementFile
from partnerskab.config.amending import (
    Step,
    changed_paths,
    cite_anew,
    expanded,
    spelt_out,
    take,
    value_at,
)
from partnerskab.config.amendment_file import Draft, Read, in_order, read_draft
from partnerskab.config.strict import Path, Table, shown
from partnerskab.errors import Diagnostic, InvalidValueError, Place, Problem, Severity
from partnerskab.files.toml import key_text
from partnerskab.values.names import find_unknown

AMENDMENTS = "amendments"


def read_amendments(
    folder: FilePath, raw: Table, agreement: Agreement | None, read: Read
) -> tuple[Agreement | None, tuple[Diagnostic, ...]]:
    """Read every amendment of a folder and apply them in the order of the days they count from.

    Args:
        folder: the folder of the amendments; where it is not there, there are none.
        raw: the tables of the agreement's file.
        agreement: the agreement as it was signed; None where it cannot be read, so that only the
            form of the amendments is looked at.
        read: reads a file.

    Returns:
        The agreement with its versions, None where there are errors; and every finding, in the
        order of the files and then of the days.
    """
    drafts: list[Draft] = []
    found: list[Diagnostic] = []
    for file in sorted(folder.glob("*.toml")):
        draft, wrong = read_draft(file, agreement, read)
        found += wrong
        if draft is not None:
            drafts.append(draft)
    if agreement is None or _has_errors(found):
        return None, tuple(found)
    if not drafts:
        return agreement, tuple(found)
    history = _History(raw, agreement)
    drafts.sort(key=lambda draft: (draft.amendment.start, draft.amendment.id))
    for start, group in groupby(drafts, key=lambda draft: draft.amendment.start):
        found += in_order(history.amend(start, list(group)))
    if _has_errors(found):
        return None, tuple(found)
    return attrs.evolve(agreement, versions=history.versions), tuple(found)


def _has_errors(found: Iterable[Diagnostic]) -> bool:
    return any(each.severity is Severity.ERROR for each in found)


class _History:
    """The agreement, amended day by day."""

    def __init__(self, raw: Table, agreement: Agreement) -> None:
        self.versions: list[Version] = []
        self._table = spelt_out(raw)
        self._latest = agreement
        self._seen: list[Problem] = list(AgreementFile(self._table).doubts)
        # Which file set, added or removed what, and where it says so; the latest speaks.
        self._origins: dict[tuple[str, ...], tuple[Draft, Path]] = {}

    def amend(self, start: date, drafts: list[Draft]) -> list[Diagnostic]:
        """Apply the amendments of one day together; return everything that is wrong with them."""
        drafts = [
            attrs.evolve(
                draft, steps=[one for step in draft.steps for one in expanded(self._table, step)]
            )
            for draft in drafts
        ]
        found = [*_conflicts(drafts, start)]
        if found:
            return found
        for draft in drafts:
            found += self._unfounded(draft)
        for draft in drafts:
            found += self._apply(draft)
        return [*found, *self._check(start, drafts)]

    def _unfounded(self, draft: Draft) -> Iterator[Diagnostic]:
        """Give what an amendment assumes and the agreement does not say, just before it."""
        for step in draft.steps:
            then = value_at(self._table, step.path)
            if step.verb != "was" or then == step.value:
                continue
            other = self._origin(step.path)
            if other is None:
                yield draft.found(
                    Problem(
                        path=step.at,
                        id="unfounded-amendment",
                        message="the agreement says something else",
                        expected=_value_text(then),
                        came=_value_text(step.value),
                        remedy="compare with the signed text and with the amendment's",
                    )
                )
            else:
                yield from _both(
                    (draft, step.at),
                    other,
                    "an amendment assumes a value that another has changed",
                    came=f"{_value_text(step.value)}, where it is {_value_text(then)}",
                    remedy="let the later one start from what the earlier one set",
                )

    def _origin(self, path: tuple[Any, ...]) -> tuple[Draft, Path] | None:
        """Return which amendment brought about what stands at a path, and where it says so."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._origins:
                draft, at = self._origins[path[:length]]
                return draft, (*at, *path[length:])
        return None

    def _apply(self, draft: Draft) -> Iterator[Diagnostic]:
        steps = [step for step in draft.steps if step.verb != "was"]
        removed = {step.path for step in steps if step.verb == "remove"}
        added = {step.path for step in steps if step.verb == "add"}
        for step in steps:
            try:
                take(self._table, step, again=step.path in removed & added)
            except InvalidValueError as error:
                yield from self._misstep(draft, step, error.problem)
            else:
                self._remember(draft, step)
        cite_anew(self._table, steps, draft.cite)

    def _misstep(self, draft: Draft, step: Step, problem: Problem) -> Iterator[Diagnostic]:
        """Give why a step cannot be taken, with the amendment that stands in its way."""
        other = self._origins.get(step.path[:2])
        if other is None or other[0] is draft:
            yield draft.found(problem)
        else:
            gone = problem.id == "dangling-reference"
            message = "changes what another has removed" if gone else "adds what another has added"
            yield from _both((draft, step.at), other, f"one amendment {message}")

    def _remember(self, draft: Draft, step: Step) -> None:
        for path in [path for path in self._origins if path[: len(step.path)] == step.path]:
            del self._origins[path]
        self._origins[step.path] = (draft, step.at)

    def _check(self, start: date, drafts: list[Draft]) -> Iterator[Diagnostic]:
        """Read the agreement as it now is, and give what is wrong with it that was not before."""
        read = AgreementFile(self._table)
        for severity, problems in (
            (Severity.ERROR, read.problems),
            (Severity.WARNING, read.doubts),
        ):
            for problem in problems:
                if problem not in self._seen:
                    self._seen.append(problem)
                    yield self._located(problem, drafts, severity)
        for draft in drafts:
            yield from self._unknown_names(draft, read.agreement or self._latest)
        if read.agreement is None:
            return
        amendments = [_finished(draft) for draft in drafts]
        self.versions.append(Version(start=start, amendments=amendments, agreement=read.agreement))
        self._latest = read.agreement

    def _unknown_names(self, draft: Draft, agreement: Agreement) -> Iterator[Diagnostic]:
        """Give what the header names and neither the agreement nor the amendment itself has."""
        now, then = known_ids(agreement), known_ids(self._latest)
        added = {step.path[1] for step in draft.steps if step.verb == "add"}
        deciders = now["actors"] | now["bodies"] | then["actors"] | then["bodies"]
        amendment = draft.amendment
        for path, word, id, known in (
            (("by",), "body, party or administration", amendment.by, deciders),
            (("cite", "document"), "document", amendment.citation.document, now["documents"]),
        ):
            for problem in find_unknown(("amendment", *path), word, id, known | added):
                yield draft.found(problem)

    def _located(self, problem: Problem, drafts: list[Draft], severity: Severity) -> Diagnostic:
        """Return a problem of the amended agreement, in the file that brought it about."""
        plain = _without_family(problem.path)
        origin = self._origin(problem.path) or self._origin(plain)
        if origin is not None:
            draft, at = origin
            return draft.found(attrs.evolve(problem, path=at), severity)
        for draft in drafts:
            for step in draft.steps:
                if step.verb == "remove" and self._was_of(step, problem.came.strip("'")):
                    named = attrs.evolve(
                        problem,
                        path=step.at,
                        came=f"{problem.came}, which {key_text(plain)} still names",
                        remedy="set or remove that, too",
                    )
                    return draft.found(named, severity)
        place = Place(file=drafts[-1].file, key=key_text(plain))
        return Diagnostic.of(problem, place, severity)

    def _was_of(self, step: Step, name: str) -> bool:
        """Say whether something that is named went with a part that a step removed."""
        parts = self._latest.collections().get(step.path[0], ())
        gone = {step.path[1]} if len(step.path) == 2 else set()
        for part in parts:
            if part.id in gone:
                gone |= {each.id for each in getattr(part, "administrations", ())}
        return name in gone or overlap(name, ".".join(step.path))


def _conflicts(drafts: list[Draft], start: date) -> Iterator[Diagnostic]:
    """Give each two amendments of one day that change or assume the same thing."""
    for one, other in combinations(drafts, 2):
        for step in one.steps:
            for rival in other.steps:
                assumed = "was" in (step.verb, rival.verb)
                same = overlap(".".join(step.path), ".".join(rival.path))
                if not same or step.verb == rival.verb == "was":
                    continue
                if assumed and _also_changed(step, one) and _also_changed(rival, other):
                    continue  # which is said of the changes themselves
                yield from _both(
                    (one, step.at),
                    (other, rival.at),
                    f"two amendments change the same thing from {start}",
                    remedy="keep one of the two, or let the later one hold from a later day",
                )


def _also_changed(step: Step, draft: Draft) -> bool:
    return step.verb != "was" or any(
        each.verb != "was" and overlap(".".join(each.path), ".".join(step.path))
        for each in draft.steps
    )


def _both(
    one: tuple[Draft, Path],
    other: tuple[Draft, Path],
    message: str,
    *,
    came: str = "",
    remedy: str = "keep one of the two",
) -> Iterator[Diagnostic]:
    """Give a conflict in the files of both amendments, each naming the other."""
    for (draft, at), (rival, there) in ((one, other), (other, one)):
        yield draft.found(
            Problem(
                path=at,
                id="conflicting-amendments",
                message=message,
                expected="amendments that fit together",
                came=f"{came}; see {rival.where(there)}" if came else f"also {rival.where(there)}",
                remedy=remedy,
            )
        )


def _finished(draft: Draft) -> Amendment:
    """Return the amendment with the paths of all that it changes."""
    paths = (path for step in draft.steps if step.verb != "was" for path in changed_paths(step))
    return attrs.evolve(draft.amendment, changes=dict.fromkeys(paths))


def _without_family(path: Path) -> Path:
    """Return the path of a row's part without the family it stands in."""
    if len(path) > 3 and path[2] == "rows":
        return (path[0], *path[3:])
    return path


def _value_text(value: object) -> str:
    """Return a value of a file for a message, short."""
    if value is None:
        return "nothing"
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else shown(value)
