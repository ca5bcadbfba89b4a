"""One file of the folder `amendments`, read but not yet applied."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path as FilePath

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.amendments import Amendment
from partnerskab.config.amending import Step, read_steps
from partnerskab.config.problems import unknown_key
from partnerskab.config.strict import UNKNOWN, Path, Table
from partnerskab.config.structure import Structurer
from partnerskab.errors import Diagnostic, InvalidValueError, Problem, Severity
from partnerskab.files.toml import TomlPlaces
from partnerskab.values.citations import Citation
from partnerskab.values.names import Label, as_id

TABLES = ("amendment", "set", "add", "remove", "was")
_DATE_LENGTH = len("2014-05-01")

# How `folder` reads any file: its text, its values or None, and what is wrong with it as a file.
Read = Callable[[FilePath], tuple[str, Table | None, tuple[Diagnostic, ...]]]


@attrs.frozen(kw_only=True)
class AmendmentHeader:
    """The table `[amendment]`: who decided it, when and why, and from when it holds.

    Args:
        label: what it is called.
        why: the reason for it.
        by: the id of the body or the party that decided it.
        decided: the day of the decision.
        effective: the day from which it is to hold.
        citation: where it stands; in the document that the file adds, unless it names another.
    """

    label: Label
    why: Label
    by: str
    decided: date
    effective: date
    citation: Citation


@attrs.frozen(kw_only=True)
class Draft:
    """One file, read but not yet applied.

    Args:
        file: the file as the user named it.
        places: where its keys stand.
        amendment: what its header says.
        cite: the citation of the amendment, as its file writes it.
        steps: what it does and what it assumes.
    """

    file: str
    places: TomlPlaces
    amendment: Amendment
    cite: Table
    steps: list[Step]

    def found(self, problem: Problem, severity: Severity = Severity.ERROR) -> Diagnostic:
        """Return a problem of this file with its place."""
        return Diagnostic.of(problem, self.places.place_of(problem.path), severity)

    def where(self, at: Path) -> str:
        """Return a place of this file for a message about another."""
        return str(self.places.place_of(at))


def read_draft(
    file: FilePath, agreement: Agreement | None, read: Read
) -> tuple[Draft | None, list[Diagnostic]]:
    """Return what a file holds, or None, and everything that is wrong with it alone.

    Args:
        file: the file.
        agreement: the agreement as it was signed; None where it cannot be read.
        read: reads a file.
    """
    text, table, wrong = read(file)
    if table is None:
        return None, list(wrong)
    places = TomlPlaces(text, str(file))
    problems = [unknown_key((), name, list(TABLES)) for name in table if name not in TABLES]
    steps, ill_formed = read_steps(table)
    problems += ill_formed
    document = next((step.path[1] for step in steps if step.path[0] == "documents"), None)
    signed = agreement.documents[0].id if agreement else UNKNOWN
    cite = {"document": document or signed}
    structurer = Structurer(cite["document"], agreement.year_starts if agreement else None)
    header, in_header = structurer.build(table.get("amendment", {}), AmendmentHeader)
    problems += [attrs.evolve(each, path=("amendment", *each.path)) for each in in_header]
    problems += _nothing_done(steps, ill_formed)
    try:
        as_id(file.stem)
    except InvalidValueError as error:
        remedy = "rename the file, such as to 2014-05-01-more-money.toml"
        problems.append(attrs.evolve(error.problem, remedy=remedy))
    found = [
        *wrong,
        *in_order(Diagnostic.of(each, places.place_of(each.path)) for each in problems),
    ]
    if header is None or problems:
        return None, found
    given = attrs.asdict(header, recurse=False)
    draft = Draft(
        file=str(file),
        places=places,
        amendment=Amendment(id=file.stem, changes=[], **given),
        cite=cite | table["amendment"].get("cite", {}),
        steps=steps,
    )
    return draft, [*found, *_doubtful_days(draft)]


def _nothing_done(steps: list[Step], ill_formed: list[Problem]) -> Iterator[Problem]:
    if not ill_formed and all(step.verb == "was" for step in steps):
        yield Problem(
            path=(),
            id="empty-amendment",
            message="an amendment that changes nothing",
            expected="[set.<table>.<id>], [add.<table>.<id>] or [remove]",
            came="none of them",
            remedy="write what it changes, or remove the file",
        )


def _doubtful_days(draft: Draft) -> Iterator[Diagnostic]:
    """Give warnings of days that do not fit together."""
    amendment, dated = draft.amendment, draft.amendment.id[:_DATE_LENGTH]
    if amendment.effective < amendment.decided:
        yield draft.found(
            Problem(
                path=("amendment", "effective"),
                id="backdated-amendment",
                message="takes effect before it was decided",
                expected=f"{amendment.decided} or later",
                came=str(amendment.effective),
                remedy=f"it counts from {amendment.decided}; periods that ended before then keep "
                "what was in force",
            ),
            Severity.WARNING,
        )
    if dated[:1].isdigit() and dated != str(amendment.effective):
        yield draft.found(
            Problem(
                path=("amendment", "effective"),
                id="misnamed-amendment",
                message="the file is named after another day",
                expected=f"a file named {amendment.effective}-..., after the day of effect",
                came=dated,
                remedy="rename the file, or correct the day",
            ),
            Severity.WARNING,
        )


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings in the order of the files and their lines."""

    def position(diagnostic: Diagnostic) -> tuple[str, int, int]:
        place = diagnostic.place
        return place.file, place.line or 0, place.column or 0

    return sorted(found, key=position)
