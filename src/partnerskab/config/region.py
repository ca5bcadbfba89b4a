"""A region: a folder of partnerships, each in a folder of its own."""

from collections import defaultdict
from pathlib import Path

import attrs

from partnerskab.config.files import AGREEMENT
from partnerskab.config.folder import check
from partnerskab.errors import Diagnostic, DiagnosticsError, Problem, Severity
from partnerskab.files.decoding import read_text
from partnerskab.files.toml import TomlPlaces
from partnerskab.partnership import Partnership


@attrs.frozen
class CheckedRegion:
    """What came of reading a region.

    Args:
        partnerships: those that can be used, by the path of their folder and in its order.
        diagnostics: every finding, folder by folder.
    """

    partnerships: tuple[tuple[Path, Partnership], ...]
    diagnostics: tuple[Diagnostic, ...]


def is_region(path: str | Path) -> bool:
    """Say whether a path is a folder of partnerships' folders, and no partnership's itself.

    >>> is_region("examples"), is_region("examples/amager")
    (True, False)
    """
    return bool(_folders(Path(path)))


def check_region(path: str | Path, *, strict: bool = False) -> CheckedRegion:
    """Read every partnership of a region and report everything that is wrong, in one run.

    Args:
        path: a folder; what it holds beside folders with an `agreement.toml` is left alone.
        strict: whether a question that nobody has decided is an error.

    >>> [partnership.agreement.id for _, partnership in check_region("examples").partnerships]
    ['amager', 'copenhagen-draft']
    """
    found: list[Diagnostic] = []
    sound: list[tuple[Path, Partnership]] = []
    for folder in _folders(Path(path)):
        checked = check(folder, strict=strict)
        found += checked.diagnostics
        if checked.partnership is not None:
            sound.append((folder, checked.partnership))
    found += _duplicates(sound)
    return CheckedRegion(tuple(sound), tuple(found))


def load_region(path: str | Path) -> tuple[tuple[Path, Partnership], ...]:
    """Return every partnership of a region with the path of its folder.

    Raises:
        DiagnosticsError: with every problem of every folder, where there are errors.

    >>> len(load_region("examples"))
    2
    """
    checked = check_region(path)
    if any(each.severity is Severity.ERROR for each in checked.diagnostics):
        raise DiagnosticsError(checked.diagnostics)
    return checked.partnerships


def _folders(path: Path) -> list[Path]:
    """Return the folders of partnerships, by name; none where the path is a partnership's own."""
    if not path.is_dir() or (path / AGREEMENT).exists():
        return []
    return sorted(each for each in path.iterdir() if (each / AGREEMENT).exists())


def _duplicates(partnerships: list[tuple[Path, Partnership]]) -> list[Diagnostic]:
    """Find ids that several partnerships have, so that no table could tell them apart."""
    folders = defaultdict(list)
    for folder, partnership in partnerships:
        folders[partnership.agreement.id].append(folder)
    found = []
    for id, (first, *others) in folders.items():
        for folder in others:
            file = folder / AGREEMENT
            problem = Problem(
                path=("agreement", "id"),
                id="duplicate-id",
                message="another partnership of the region has this id",
                expected="an id of its own",
                came=f"{id!r}, which {first.name} has too",
                remedy="give one of the two another id",
            )
            text, _ = read_text(file, str(file))
            found.append(Diagnostic.of(problem, TomlPlaces(text, str(file)).place_of(problem.path)))
    return found
