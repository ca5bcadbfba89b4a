"""What cattrs says of a table, taken apart into problems with key paths.

cattrs collects everything that is wrong in a tree of errors; its own text for them names Python's
types and not the keys of the file, so it is never shown.
"""

from collections.abc import Iterator
from typing import Any

import attrs
from cattrs import BaseValidationError, ForbiddenExtraKeysError
from cattrs.errors import AttributeValidationNote, IterableValidationNote

from partnerskab.config.keys import key_names
from partnerskab.config.strict import Path
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.values.names import did_you_mean


def problems_of(error: Exception, path: Path = ()) -> Iterator[Problem]:
    """Take a tree of cattrs errors apart into problems with key paths."""
    if isinstance(error, BaseValidationError):
        cls = error.cl
        for each in error.exceptions:
            yield from _problems_in(each, cls, (*path, *_steps(each)))
    else:
        yield from _problems_in(error, None, path)


def _problems_in(error: Exception, cls: Any, path: Path) -> Iterator[Problem]:
    match error:
        case BaseValidationError():
            yield from problems_of(error, path)
        case InvalidValueError():
            yield attrs.evolve(error.problem, path=(*path, *error.problem.path))
        case ForbiddenExtraKeysError():
            for key in sorted(error.extra_fields):
                yield unknown_key(path, key, key_names(error.cl))
        case KeyError():
            key = error.args[0]
            yield Problem(
                path=path[:-1] if path and path[-1] == key else path,
                id="missing-key",
                message=f"the key '{key}' is missing",
                expected=", ".join(key_names(cls)),
                came="no such key",
                remedy=f"add {key} = ...",
            )
        case _:
            raise error


def unknown_key(path: Path, key: str, known: list[str]) -> Problem:
    """Return the problem of a key that nobody knows."""
    return Problem(
        path=(*path, key),
        id="unknown-key",
        message="unknown key",
        expected=", ".join(known),
        came=key,
        remedy=did_you_mean(key, known),
    )


def _steps(error: Exception) -> list[str | int]:
    """Return the step of the key path that cattrs noted on an error."""
    steps: list[str | int] = []
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            steps.append(note.index)
        elif isinstance(note, AttributeValidationNote) and note.name != "rule":
            steps.append("cite" if note.name == "citation" else note.name)
    return steps
