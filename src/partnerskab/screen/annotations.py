"""Diagnostics as code hosts show them: beside the lines of a pull request."""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import PurePath

from partnerskab.errors import Diagnostic, Severity

# In the code quality report, an error keeps a merge request from being merged.
_GITLAB_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "minor"}


def github_annotations(diagnostics: Iterable[Diagnostic]) -> str:
    r"""Return diagnostics as workflow commands of GitHub Actions, one on each line.

    Source: GitHub Actions, workflow commands, setting an error or a warning message.

    >>> from partnerskab.errors import Place
    >>> place = Place(file="amager/agreement.toml", line=3, column=1, key="term.ends")
    >>> found = Diagnostic(id="unknown-key", place=place, message="unknown key", came="ends")
    >>> print(github_annotations([found]), end="")
    ::error file=amager/agreement.toml,line=3,col=1,title=unknown-key::term.ends: unknown key%0Acame: ends
    """  # noqa: E501  (a command cannot be divided)
    return "".join(f"{_github_command(each)}\n" for each in diagnostics)


def _github_command(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties = {
        "file": _slashed(place.file),
        "line": place.line,
        "col": place.column,
        "title": diagnostic.id,
    }
    given = ",".join(
        f"{name}={_escaped(str(value), ':,')}"
        for name, value in properties.items()
        if value is not None
    )
    return f"::{diagnostic.severity} {given}::{_escaped(_text(diagnostic))}"


def _escaped(text: str, more: str = "") -> str:
    """Return a text with what would end a command, or a property of it, as its code in hex."""
    for character in f"%\r\n{more}":  # the percent sign first, as it begins every code
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def gitlab_report(diagnostics: Iterable[Diagnostic]) -> str:
    r"""Return diagnostics as a code quality report of GitLab, in JSON.

    Source: GitLab, code quality report format.

    >>> gitlab_report([])
    '[]\n'
    """
    seen: Counter[str] = Counter()
    report = []
    for each in diagnostics:
        # Without the line, so that a finding stays the same one where text is added above it.
        said = json.dumps([each.id, each.place.file, each.place.key, each.message, each.came])
        seen[said] += 1
        report.append(
            {
                "description": _text(each),
                "check_name": each.id,
                "fingerprint": sha256(f"{said} {seen[said]}".encode()).hexdigest(),
                "severity": _GITLAB_SEVERITY[each.severity],
                "location": {
                    "path": _slashed(each.place.file),
                    "lines": {"begin": each.place.line or 1},
                },
            }
        )
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _slashed(file: str) -> str:
    """Return a path as a code host writes it, without a `./` before it."""
    return PurePath(file).as_posix()


def _text(diagnostic: Diagnostic) -> str:
    key, message = diagnostic.place.key, diagnostic.message
    lines = [f"{key}: {message}" if key else message]
    for name in ("expected", "came", "remedy"):
        said = getattr(diagnostic, name)
        if said:
            lines.append(f"{name}: {said}")
    return "\n".join(lines)
