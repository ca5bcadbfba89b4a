"""The page on the file format, from the definitions that read the files."""

from collections.abc import Iterator

from docs._ext.shapes import (
    AMENDMENT,
    FAMILIES,
    Entry,
    Section,
    entries_of,
    files,
    inner,
    values_in_words,
)
from docs._ext.specimens import example, messages
from partnerskab.config.keys import summary
from partnerskab.config.schema import file_schema

# A longer example of a table says less than the section about that table.
_LONG = 90


def file_format() -> str:
    """Return the sections of the page: one for each file, and in it one for each table."""
    parts: list[str] = []
    for file in files():
        parts.append(f"## {file.name or 'Tables inside several others'}")
        if file.summary:
            parts.append(file.summary)
        for section in file.sections:
            parts += _section(section)
        if file.name == AMENDMENT:
            parts += _tables_of_changes()
    return "\n\n".join(parts)


def _tables_of_changes() -> Iterator[str]:
    """Give the tables of an amendment whose keys are those of the agreement."""
    yield "### What it changes"
    yield "Each of these holds tables and keys as `agreement.toml` does, and no others."
    for name, schema in file_schema("amendment")["properties"].items():
        if name != "amendment":
            yield f"`[{name}]`\n: {schema['description']}"


def _section(section: Section) -> Iterator[str]:
    cls = section.cls
    yield f"({section.anchor})="
    yield f"### {section.heading}"
    yield summary(cls) + (" Every file has it." if section.needed else "")
    if cls in FAMILIES:
        yield "\n".join(
            f"- `{kind}`: {_lowered(summary(each))}" for kind, each in FAMILIES[cls].items()
        )
    for entry in entries_of(cls):
        yield _entry(cls, entry)
    if ids := messages().get((cls, "")):
        yield f"Messages about the table: {_links(ids)}."


def _entry(cls: type, entry: Entry) -> str:
    head = f"`{entry.name}`"
    if entry.needed:
        head += " · needed"
    if entry.kinds:
        head += " · " + ", ".join(f"`{kind}`" for kind in entry.kinds)
    value = " or ".join(values_in_words(each) for each in entry.types)
    facts = value[0].upper() + value[1:]
    shown = example(cls, entry.name)
    if not (inner(entry.types[0]) and len(shown) > _LONG):
        facts += f", for example {_code(shown)}"
    facts += f". Left out, it is `{entry.default}`." if entry.default else "."
    lines = [entry.description, facts]
    if ids := messages().get((cls, entry.name)):
        lines.append(f"Messages: {_links(ids)}.")
    return f"{head}\n: " + "\\\n  ".join(lines)


def _code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _links(ids: tuple[str, ...]) -> str:
    return ", ".join(f"[{id}](diagnostics.md#{id})" for id in ids)


def _lowered(text: str) -> str:
    return text[0].lower() + text[1:]
