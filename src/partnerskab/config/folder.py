"""A partnership's folder: which files it holds, and everything that is wrong with them."""

from collections.abc import Iterable
from contextlib import suppress
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.checks import InvalidAgreementError, find_open_questions
from partnerskab.agreement.indicators import Indicator
from partnerskab.config.agreement_file import AgreementFile
from partnerskab.config.amendments import AMENDMENTS, read_amendments
from partnerskab.config.files import AGREEMENT, BESIDE, COMMENTS, Beside
from partnerskab.config.keys import item_of
from partnerskab.config.strict import UNKNOWN, Table
from partnerskab.config.structure import Structurer
from partnerskab.delivery.comments import Comment, find_comment_problems
from partnerskab.errors import Diagnostic, DiagnosticsError, Place, Problem, Severity
from partnerskab.files.decoding import read_text, unreadable
from partnerskab.files.toml import TomlPlaces, parse_toml
from partnerskab.partnership import Partnership


@attrs.frozen
class Checked:
    """What came of reading a folder.

    Args:
        partnership: what it holds; None where there are errors.
        diagnostics: every finding, in the order of the files and their lines.
    """

    partnership: Partnership | None
    diagnostics: tuple[Diagnostic, ...]


def load(path: str | Path) -> Partnership:
    """Read a partnership's folder, or one agreement file.

    Args:
        path: a folder with `agreement.toml`, and perhaps `safety-plan.toml`, `judgements.toml`,
            `comments.toml`, `log.toml`, `recipes.toml`, `spending-recipes.toml`, `outlook.toml` and
            `trace.toml`, and a folder `amendments`; or an agreement file alone, as it was signed.

    Raises:
        DiagnosticsError: with every problem of every file, where there are errors.

    >>> load("examples/amager").agreement.label.text("en")
    'Agreement on a partnership for Amager'
    """
    checked = check(path)
    if checked.partnership is None:
        raise DiagnosticsError(checked.diagnostics)
    return checked.partnership


def check(path: str | Path, *, strict: bool = False) -> Checked:
    """Read a partnership's folder and report everything that is wrong with it, in one run.

    Args:
        path: as for `load`.
        strict: whether a question that nobody has decided is an error.

    >>> check("examples/amager").diagnostics
    ()
    """
    path = Path(path)
    try:
        names = sorted(each.name for each in path.iterdir()) if path.is_dir() else None
    except OSError as error:
        return Checked(None, (unreadable(error, str(path), "folder"),))
    if names is not None and AGREEMENT not in names:
        return Checked(None, (_no_agreement(path, names),))
    file = path if names is None else path / AGREEMENT
    amendments = None if names is None else path / AMENDMENTS
    agreement, found = _read_agreement(file, amendments, strict=strict)
    files = []
    if names is not None:
        present = [part for part in BESIDE if part.file in names]
        files = [_read_beside(path / part.file, part, agreement) for part in present]
    partnership = None if agreement is None else _joined(agreement, files)
    found += tuple(diagnostic for each in files for diagnostic in each.diagnostics())
    if any(each.severity is Severity.ERROR for each in found):
        partnership = None
    return Checked(partnership, found)


def files_of(path: str | Path) -> tuple[Path, ...]:
    """Return the files that `load` reads, in the order of their names.

    Args:
        path: as for `load`.

    >>> [file.name for file in files_of("examples/amager")]
    ['agreement.toml', 'recipes.toml', 'safety-plan.toml', 'trace.toml']
    """
    path = Path(path)
    if not path.is_dir():
        return (path,)
    known = (path / name for name in (AGREEMENT, *(part.file for part in BESIDE)))
    present = (file for file in known if file.exists())
    return tuple(sorted((*present, *(path / AMENDMENTS).glob("*.toml"))))


def read_comments(partnership: Partnership, path: str | Path) -> tuple[Comment, ...]:
    """Read what people wrote for the status report from another file than the folder's own.

    Args:
        partnership: the partnership that they are about; its own comments are left aside.
        path: a file of the form of `comments.toml`.

    Raises:
        DiagnosticsError: with everything that is wrong with the file.

    >>> comments = read_comments(
    ...     load("examples/amager"), "examples/amager/comments-illustrative.toml")
    >>> all(comment.illustrative for comment in comments)
    True
    """
    agreement, plan = partnership.agreement, partnership.plan
    read = _read_beside(Path(path), COMMENTS, agreement)
    comments: tuple[Comment, ...] = read.built or ()
    read.problems += find_comment_problems(agreement, comments, plan)
    found = read.diagnostics()
    if found:
        raise DiagnosticsError(found)
    return comments


def _joined(agreement: Agreement, files: list["_ReadBeside"]) -> Partnership | None:
    """Join what could be read; each file is told of what does not fit the agreement."""
    parts = {each.field: each.built for each in files if each.built is not None}
    try:
        return Partnership(agreement=agreement, **parts)
    except InvalidAgreementError as error:
        for each in files:
            each.problems += [
                attrs.evolve(problem, path=problem.path[1:])
                for problem in error.problems
                if problem.path[0] == each.field
            ]
        return None


def _no_agreement(folder: Path, names: list[str]) -> Diagnostic:
    inside: str | None = None
    with suppress(OSError):  # what cannot be looked into is not suggested
        inside = next((name for name in names if (folder / name / AGREEMENT).exists()), None)
    near = get_close_matches(AGREEMENT, names, n=1)
    if near:
        remedy = f"rename {near[0]!r} to {AGREEMENT!r}"
    elif inside is not None:
        remedy = f"name the folder of one agreement, such as {str(folder / inside)!r}"
    else:
        remedy = "name the folder that holds the agreement, or make one: partnerskab new FOLDER"
    return Diagnostic(
        id="no-agreement",
        place=Place(file=str(folder)),
        message="the folder holds no agreement",
        expected=f"a file {AGREEMENT}",
        came=", ".join(names[:10]) or "an empty folder",
        remedy=remedy,
    )


def _read_agreement(
    file: Path, amendments: Path | None, *, strict: bool
) -> tuple[Agreement | None, tuple[Diagnostic, ...]]:
    """Read an agreement with its amendments, if it stands in a folder that may hold some."""
    text, table, found = _read(file)
    if table is None:
        return None, found
    read = AgreementFile(table)
    agreement, amended = read.agreement, tuple[Diagnostic, ...]()
    if amendments is not None:
        agreement, amended = read_amendments(amendments, table, read.agreement, _read)
    places = TomlPlaces(text, str(file))
    latest = agreement.whenever()[-1] if agreement else None
    undecided = find_open_questions(latest) if strict and latest else ()
    errors = _located(places, (*read.problems, *undecided), Severity.ERROR)
    warnings = _located(places, read.doubts, Severity.WARNING)
    return agreement, (*found, *sorted((*errors, *warnings), key=_position), *amended)


@attrs.define
class _ReadBeside:
    """What came of reading a file beside the agreement; `built` is None where nothing could be."""

    field: str
    built: Any
    places: TomlPlaces
    problems: list[Problem]
    found: tuple[Diagnostic, ...]

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return everything that is wrong with the file, in the order of its lines."""
        located = _located(self.places, self.problems, Severity.ERROR)
        return (*self.found, *sorted(located, key=_position))


def _read_beside(file: Path, part: Beside, agreement: Agreement | None) -> _ReadBeside:
    """Read a file beside the agreement: one object, or one for each table."""
    text, table, found = _read(file)
    built, problems = None, list[Problem]()
    if table is not None:
        structurer = _structurer(table, agreement)
        built, problems = structurer.build(table, part.type)
        if problems and item_of(part.type) is not None:
            # Its sound parts are held against the agreement all the same, so that one run says all.
            alone = (structurer.build({id: each}, part.type)[0] or () for id, each in table.items())
            built = tuple(chain.from_iterable(alone))
    return _ReadBeside(part.field, built, TomlPlaces(text, str(file)), problems, found)


def _structurer(table: Table, agreement: Agreement | None) -> Structurer:
    """Return what builds a file beside an agreement, whose goals may be about its indicators.

    A citation in it means the document that the file is, or else the first of the agreement.
    What is wrong with the file's own indicators is said when the whole of it is built.
    """
    first = agreement.documents[0].id if agreement and agreement.documents else UNKNOWN
    document = table.get("document")
    structurer = Structurer(
        document if isinstance(document, str) else first,
        agreement.year_starts if agreement else None,
        agreement.area if agreement else UNKNOWN,
    )
    own, _ = structurer.build(table.get("indicators", {}), tuple[Indicator, ...])
    if agreement is not None:
        structurer.remember("documents", agreement.documents)
        structurer.remember("scales", agreement.scales)
        structurer.remember("indicators", (*agreement.indicators, *(own or ())))
    return structurer


def _read(file: Path) -> tuple[str, Table | None, tuple[Diagnostic, ...]]:
    """Return the text of a file, its values or None, and what is wrong with it as a file."""
    text, found = read_text(file, str(file))
    if not text:
        return text, None, found
    table, wrong = parse_toml(text, str(file))
    return text, None if wrong else table, found + wrong


def _located(
    places: TomlPlaces, problems: Iterable[Problem], severity: Severity
) -> Iterable[Diagnostic]:
    for problem in problems:
        yield Diagnostic.of(problem, places.place_of(problem.path), severity)


def _position(diagnostic: Diagnostic) -> tuple[int, int]:
    return diagnostic.place.line or 0, diagnostic.place.column or 0
