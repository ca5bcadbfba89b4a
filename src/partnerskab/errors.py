"""What can go wrong, said in one shape: what was expected, what came, where, and what to write."""

from enum import StrEnum
from typing import Self

import attrs


class PartnerskabError(Exception):
    """The root of every error that this library raises on purpose.

    >>> issubclass(DiagnosticsError, PartnerskabError)
    True
    """


@attrs.frozen(kw_only=True)
class Problem:
    """What is wrong with a value, wherever it came from.

    Args:
        message: what is wrong, without a full stop.
        id: the stable id under which the docs explain it.
        path: the fields that lead to the value, from the object that was being built.
        expected: what would have been right.
        came: what was given, as the reader would recognise it.
        remedy: what to write or do instead.

    >>> print(Problem(message="not a month", id="invalid-value", expected="1 to 12", came="13"))
    not a month
        expected: 1 to 12
        came:     13
    """

    message: str
    id: str
    path: tuple[str | int, ...] = ()
    expected: str = ""
    came: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        where = ".".join(str(step) for step in self.path)
        head = f"{where}: {self.message}" if where else self.message
        return "\n".join([head, *_explanation(self)])


class InvalidValueError(PartnerskabError, ValueError):
    """A value that cannot stand in the model; `problem` says why, and the message is its text.

    Args:
        message, id, path, expected, came, remedy: as for `Problem`.
    """

    def __init__(
        self,
        message: str,
        *,
        expected: str = "",
        came: str = "",
        remedy: str = "",
        id: str = "invalid-value",
        path: tuple[str | int, ...] = (),
    ) -> None:
        self.problem = Problem(
            message=message, id=id, path=path, expected=expected, came=came, remedy=remedy
        )
        super().__init__(str(self.problem))


class MissingExtraError(PartnerskabError, ImportError):
    """An optional part of the library that is not installed; the message names the extra."""

    def __init__(self, task: str, extra: str) -> None:
        remedy = f"pip install 'partnerskab[{extra}]'"
        super().__init__(f"{task} needs more than is installed; run: {remedy}")


class Severity(StrEnum):
    """How bad a diagnostic is: an error makes the file unusable, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@attrs.frozen(kw_only=True)
class Place:
    """Where in a file: the file as the user named it, line and column from 1, and the key path.

    `line` and `column` are None where the whole file is meant.

    >>> str(Place(file="agreement.toml", line=3, column=1, key="term.end"))
    'agreement.toml:3:1: term.end'
    """

    file: str
    line: int | None = None
    column: int | None = None
    key: str = ""

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number is not None]
        where = ":".join([self.file, *numbers])
        return f"{where}: {self.key}" if self.key else where


@attrs.frozen(kw_only=True)
class Diagnostic:
    """One finding about a file: a stable id, a severity, a place, and what to do about it.

    Args:
        id: the stable id under which the docs explain it.
        place: the file, and where in it.
        message: what is wrong, without a full stop.
        severity: whether the file cannot be used, or only a careful reader would ask.
        expected: what would have been right; "" where there is nothing to say.
        came: what was there, as the reader would recognise it; "" as above.
        remedy: what to write or do instead; "" as above.

    >>> print(Diagnostic(
    ...     id="unknown-key", place=Place(file="agreement.toml", line=3, column=1, key="term.ends"),
    ...     message="unknown key", remedy="write 'end'"))
    agreement.toml:3:1: term.ends: error: unknown key [unknown-key]
        remedy:   write 'end'
    """

    id: str
    place: Place
    message: str
    severity: Severity = Severity.ERROR
    expected: str = ""
    came: str = ""
    remedy: str = ""

    @classmethod
    def of(cls, problem: Problem, place: Place, severity: Severity = Severity.ERROR) -> Self:
        """Return a problem with the place in a file where it stands."""
        return cls(
            id=problem.id,
            severity=severity,
            place=place,
            message=problem.message,
            expected=problem.expected,
            came=problem.came,
            remedy=problem.remedy,
        )

    def __str__(self) -> str:
        head = f"{self.place}: {self.severity}: {self.message} [{self.id}]"
        return "\n".join([head, *_explanation(self)])


class DiagnosticsError(PartnerskabError, ValueError):
    """A file or a folder that cannot be used; carries every diagnostic of the run.

    Args:
        diagnostics: all findings, errors and warnings, in the order of the file.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(str(diagnostic) for diagnostic in diagnostics))


def _explanation(problem: Problem | Diagnostic) -> list[str]:
    parts = {
        "expected: ": problem.expected,
        "came:     ": problem.came,
        "remedy:   ": problem.remedy,
    }
    return [f"    {name}{text}" for name, text in parts.items() if text]
