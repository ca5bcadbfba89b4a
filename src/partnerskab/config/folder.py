"""A partnership's folder: which files it holds, and everything that is wrong with them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.assessment.outlook import OutlookRules
from partnerskab.config.agreement_file import AgreementFile
from partnerskab.config.strict import Table
from partnerskab.config.structure import Structurer
from partnerskab.delivery.judgements import Judgement
from partnerskab.delivery.plan import SafetyPlan
from partnerskab.errors import Diagnostic, DiagnosticsError, Place, Problem, Severity
from partnerskab.files.decoding import read_text
from partnerskab.files.toml import TomlPlaces, parse_toml
from partnerskab.observations.recipes import Recipe
from partnerskab.partnership import (
    Partnership,
    find_judgement_problems,
    find_plan_problems,
    find_recipe_problems,
)
from partnerskab.values.names import did_you_mean

AGREEMENT = "agreement.toml"


@attrs.frozen
class _Beside:
    """A file that may stand beside the agreement, and the field of the partnership it fills."""

    file: str
    field: str
    type: Any
    find_problems: Callable[[Agreement, Any], Iterable[Problem]]


_BESIDE = (
    _Beside("safety-plan.toml", "plan", SafetyPlan, find_plan_problems),
    _Beside("judgements.toml", "judgements", tuple[Judgement, ...], find_judgement_problems),
    _Beside("recipes.toml", "recipes", tuple[Recipe, ...], find_recipe_problems),
    _Beside("outlook.toml", "outlook", OutlookRules, lambda _, __: ()),
)


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
            `recipes.toml` and `outlook.toml`; or an agreement file alone.

    Raises:
        DiagnosticsError: with every problem of every file, where there are errors.

    >>> load("examples/amager").agreement.label.text("en")
    'Agreement on a partnership for Amager'
    """
    checked = check(path)
    if checked.partnership is None:
        raise DiagnosticsError(checked.diagnostics)
    return checked.partnership


def check(path: str | Path) -> Checked:
    """Read a partnership's folder and report everything that is wrong with it, in one run.

    Args:
        path: as for `load`.

    >>> check("examples/amager").diagnostics
    ()
    """
    path = Path(path)
    file = path / AGREEMENT if path.is_dir() else path
    if path.is_dir() and not file.exists():
        return Checked(None, (_no_agreement(path),))
    agreement, found = _read_agreement(file)
    beside: dict[str, Any] = {}
    if path.is_dir():
        for part in _BESIDE:
            if (path / part.file).exists():
                beside[part.field], wrong = _read_beside(path / part.file, part, agreement)
                found += wrong
    if agreement is None or any(each.severity is Severity.ERROR for each in found):
        return Checked(None, found)
    return Checked(Partnership(agreement=agreement, **beside), found)


def _no_agreement(folder: Path) -> Diagnostic:
    names = sorted(each.name for each in folder.iterdir())
    return Diagnostic(
        id="no-agreement",
        place=Place(file=str(folder)),
        message="the folder holds no agreement",
        expected=f"a file {AGREEMENT}",
        came=", ".join(names[:10]) or "an empty folder",
        remedy=did_you_mean(AGREEMENT, names) or "name the folder that holds the agreement",
    )


def _read_agreement(file: Path) -> tuple[Agreement | None, tuple[Diagnostic, ...]]:
    text, table, found = _read(file)
    if table is None:
        return None, found
    read = AgreementFile(table)
    places = TomlPlaces(text, str(file))
    errors = _located(places, read.problems, Severity.ERROR)
    warnings = _located(places, read.doubts, Severity.WARNING)
    return read.agreement, (*found, *sorted((*errors, *warnings), key=_position))


def _read_beside(
    file: Path, part: _Beside, agreement: Agreement | None
) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Read a file beside the agreement: one object, or one for each table."""
    text, table, found = _read(file)
    if table is None:
        return (), found
    structurer = Structurer("unknown", agreement.year_starts if agreement else None)
    built, problems = structurer.build(table, part.type)
    if built is not None and agreement is not None:
        problems = [*problems, *part.find_problems(agreement, built)]
    located = _located(TomlPlaces(text, str(file)), problems, Severity.ERROR)
    return built, (*found, *sorted(located, key=_position))


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
