"""The registry of diagnostics: an entry for every id that the source makes, and none besides."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import partnerskab
from partnerskab.diagnostics import explanation, explanations
from partnerskab.errors import InvalidValueError

ENTRIES = {entry.id: entry for entry in explanations()}
# What `InvalidValueError` says where nothing more special is known.
DEFAULT = "invalid-value"
# An id that is put together stands for each of these endings.
PUT_TOGETHER = {
    "printed-": ("explained", "conflict"),
    "not-": ("a-number", "a-percentage", "an-amount"),
}


@cache
def modules() -> dict[str, ast.Module]:
    """Return the source of every module, parsed."""
    root = Path(partnerskab.__path__[0])
    return {
        str(path.relative_to(root)): ast.parse(path.read_text(encoding="utf-8"))
        for path in root.rglob("*.py")
    }


def name_of(function: ast.expr) -> str:
    """Return the last part of a name."""
    return str(getattr(function, "id", getattr(function, "attr", "")))


def handing_on(module: ast.Module) -> Iterator[str]:
    """Give the functions that hand the id they are given on to what makes a diagnostic."""
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef):
            arguments = [*function.args.args, *function.args.kwonlyargs]
            if "id" in [each.arg for each in arguments]:
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and isinstance(written(call), ast.Name):
                        yield function.name


def makes(call: ast.Call, more: set[str]) -> bool:
    """Say whether a call makes a diagnostic, a problem or an error."""
    name = name_of(call.func)
    return name in {"Problem", "Diagnostic"} | more or name.endswith("Error")


def written(call: ast.Call) -> ast.expr | None:
    """Return what a call gives as the id."""
    return next((each.value for each in call.keywords if each.arg == "id"), None)


def ids_of(value: ast.expr) -> set[str] | None:
    """Return the ids that an expression can be; None where nobody can tell."""
    match value:
        case ast.Constant(value=str(id)):
            return {id}
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
            return {start + rest for rest in PUT_TOGETHER.get(start, ())} or None
        case _:
            return None


@cache
def collected() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return every id that the source can make, and the calls whose id nobody can tell."""
    ids, unclear = {DEFAULT}, []
    for name, module in modules().items():
        through = set(handing_on(module))
        for call in ast.walk(module):
            value = written(call) if isinstance(call, ast.Call) else None
            if value is None or not isinstance(call, ast.Call) or not makes(call, through):
                continue
            found = ids_of(value)
            if found is not None:
                ids |= found
            elif not (isinstance(value, ast.Name) and value.id == "id" and through):
                unclear.append(f"{name}:{call.lineno}")
    return frozenset(ids), tuple(unclear)


def test_every_id_of_the_source_can_be_told() -> None:
    """Where an id is put together or handed on, the test still knows what it can be."""
    assert collected()[1] == ()


def test_every_id_has_an_entry() -> None:
    """What the source can say, the registry explains."""
    assert collected()[0] - ENTRIES.keys() == set()


def test_every_entry_has_a_use() -> None:
    """What the registry explains, the source can say."""
    assert ENTRIES.keys() - collected()[0] == set()


def test_no_id_stands_twice() -> None:
    """No two groups explain the same id."""
    assert len(explanations()) == len(ENTRIES)


@pytest.mark.parametrize("id", sorted(ENTRIES))
def test_an_entry_is_made_of_sentences(id: str) -> None:
    """What it means, why it matters and what to do are whole sentences of their own."""
    entry = ENTRIES[id]
    texts = (entry.means, entry.why, entry.remedy)
    assert all(text[0].isupper() and text.endswith((".", '"')) for text in texts)
    assert len(set(texts)) == 3


def test_an_entry_by_its_id() -> None:
    """An entry is found by the id that stands in the message."""
    assert explanation("unknown-key") is ENTRIES["unknown-key"]


def test_an_unknown_id() -> None:
    """An id that no diagnostic has is refused."""
    with pytest.raises(InvalidValueError) as caught:
        explanation("unknown-kee")
    assert str(caught.value) == (
        "no diagnostic has this id\n"
        "    expected: an id in square brackets of a message, as explained in"
        " reference/diagnostics.html\n"
        "    came:     'unknown-kee'"
    )
