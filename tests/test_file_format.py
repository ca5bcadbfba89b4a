"""The page on the file format says of every key what it is for, and shows a real value of it."""

import re
from collections.abc import Iterator

import pytest

from docs._ext.file_format import file_format
from docs._ext.shapes import Section, entries_of, files
from docs._ext.specimens import example, messages
from partnerskab.config.agreement_file import COLLECTIONS
from partnerskab.config.schema import file_kinds, file_schema
from partnerskab.diagnostics import explanations

SECTIONS = {section.cls.__name__: section for file in files() for section in file.sections}
PAGE = re.split(r"^\((table-\S+)\)=$", file_format(), flags=re.MULTILINE)
TEXTS = dict(zip(PAGE[1::2], PAGE[2::2], strict=True))
SUFFIX = ", or several in rows"


def keys_of_schemas() -> Iterator[tuple[str, str]]:
    """Give every key of every schema, with the table that it belongs to; rows are any part's."""
    for kind in file_kinds():
        schema = file_schema(kind)
        for name, shape in schema["$defs"].items():
            for key in shape["properties"].keys() - {"rows"}:
                yield name.removesuffix(SUFFIX), key


def described(section: Section) -> dict[str, str]:
    """Return the keys in the text of a section, each with the first line about it."""
    terms = re.findall(r"^`(\w+)`[^\n]*\n: (.+?)\\?$", TEXTS[section.anchor], re.MULTILINE)
    return dict(terms)


@pytest.mark.parametrize("table", sorted({table for table, _ in keys_of_schemas()}))
def test_every_key_of_the_schema_is_described(table: str) -> None:
    """What an editor can complete, the page explains: all of it and nothing more."""
    keys = {key for each, key in keys_of_schemas() if each == table}
    said = described(SECTIONS[table])
    assert said.keys() == keys
    assert all(
        (text[0].isupper() or text[0] in '`"') and text.endswith((".", '"'))
        for text in said.values()
    )


@pytest.mark.parametrize("kind", file_kinds())
def test_every_file_is_on_the_page(kind: str) -> None:
    """Each kind of file has a part of the page, with the keys at its top."""
    file = next(each for each in files() if each.name.startswith(kind))
    tops = file_schema(kind).get("properties", {}).keys()
    if kind == "agreement":
        assert tops == {"agreement", "term", *COLLECTIONS}
    elif kind == "amendment":
        assert all(f"`[{name}]`" in file_format() for name in tops)
    elif tops:
        assert described(file.sections[0]).keys() == tops


@pytest.mark.parametrize("table", SECTIONS)
def test_every_key_has_a_real_value(table: str) -> None:
    """A file that is shipped or tested has each of the keys, so that the page can show it."""
    cls = SECTIONS[table].cls
    assert [entry.name for entry in entries_of(cls) if not example(cls, entry.name)] == []


def test_examples_are_the_shortest_there_are() -> None:
    """Amager's own values go before those of the tests."""
    assert example(COLLECTIONS["bodies"], "meets") == "meets = { at_least = 6, at_most = 8 }"


def test_messages_are_those_of_the_cases() -> None:
    """A key names the messages that the cases show for it, and all of them are explained."""
    of_targets = COLLECTIONS["targets"]
    assert "wrong-length" in messages()[of_targets, "printed"]
    assert "unknown-key" in messages()[of_targets, ""]
    known = {entry.id for entry in explanations()}
    assert {id for ids in messages().values() for id in ids} - known == set()
