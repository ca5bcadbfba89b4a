"""The page on diagnostics: every id of the registry, with an example out of the tests."""

import re
from pathlib import Path

from partnerskab.diagnostics import explanations

_TESTS = Path(__file__).parents[2] / "tests"

NO_EXAMPLE = {
    "broken-pdf": "What came is in the words of the library that reads PDF, and changes with it.",
}
"""The ids without an example, each with the reason that the page gives."""


def diagnostics() -> str:
    """Return a section for each id, in the order of the registry."""
    examples = examples_of_diagnostics()
    parts: list[str] = []
    group = ""
    for entry in explanations():
        if entry.group != group:
            group = entry.group
            parts.append(f"## {group}")
        parts += [f"### {entry.id}", entry.means, entry.why, f"**What to do.** {entry.remedy}"]
        if entry.id in examples:
            parts.append(f"```text\n{examples[entry.id]}\n```")
        else:
            parts.append(f"There is no example. {NO_EXAMPLE[entry.id]}")
    return "\n\n".join(parts)


def examples_of_diagnostics() -> dict[str, str]:
    """Return the shortest message of each id among those that the tests compare."""
    found = {
        path.stem: path.read_text(encoding="utf-8").strip()
        for path in (_TESTS / "messages").iterdir()
    }
    for path in sorted((_TESTS / "config_cases").rglob("*.expected")):
        for text in re.split(r"\n(?! )", path.read_text(encoding="utf-8").strip()):
            id = text.partition("\n")[0].rpartition("[")[2].removesuffix("]")
            found[id] = min(text, found.get(id, text), key=len)
    return found
