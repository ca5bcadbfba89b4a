"""Docstrings: that each public thing has one, ruff holds; here is what must stand in them."""

import ast
import inspect
import re
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import partnerskab
from partnerskab.agreement.parts import Parts
from partnerskab.config.keys import descriptions

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "partnerskab").rglob("*.py"))
THINGS = {name: getattr(partnerskab, name) for name in partnerskab.__all__}
# What is said once of every part: where it stands.
UNSAID = {"citation"}


def parameters(thing: Any) -> set[str]:
    """Return the names of what is given to make or to call a thing; the parts are said as one."""
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return set()
    names = inspect.signature(thing).parameters.keys() - UNSAID
    if inspect.isclass(thing) and issubclass(thing, Parts):
        names -= {field for field in inspect.signature(Parts).parameters if field != "documents"}
    return set(names)


def test_ruff_asks_for_every_docstring() -> None:
    """No rule about missing docstrings of the source is off, so that coverage stays 100 percent."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lint = settings["tool"]["ruff"]["lint"]
    of_files = [rules for files, rules in lint["per-file-ignores"].items() if "src" in files]
    ignored = {rule for rules in (lint["ignore"], *of_files) for rule in rules}
    assert "D" in lint["select"]
    # Magic methods do what Python says they do; the arguments of a class stand on the class.
    assert {rule for rule in ignored if rule.startswith("D1")} == {"D105", "D107"}
    waived = re.compile(r"noqa: .*\bD1\d\d\b")
    assert [path for path in SOURCES if waived.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("name", THINGS)
def test_every_public_name_has_an_example(name: str) -> None:
    """The docstring of a public name holds an example, which the tests run."""
    assert ">>> " in (inspect.getdoc(THINGS[name]) or "")


@pytest.mark.parametrize("name", THINGS)
def test_every_argument_is_explained(name: str) -> None:
    """The docstring of a public name says what each argument is."""
    thing = THINGS[name]
    holder = thing if inspect.isclass(thing) else type(name, (), {"__doc__": thing.__doc__})
    assert parameters(thing) - descriptions(holder).keys() == set()


def test_whoever_returns_a_frame_describes_its_columns() -> None:
    """A function that gives a frame has a table of its columns."""
    returning = [
        node
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.returns is not None
        and pd.DataFrame.__name__ in ast.unparse(node.returns)
    ]
    assert [node.name for node in returning] == ["to_frame"]
    table = re.compile(r"\bColumns\b.*\n\n *=====")
    assert all(table.search(ast.get_docstring(node) or "") for node in returning)


@pytest.mark.parametrize("name", THINGS)
def test_what_a_public_name_refuses_is_said(name: str) -> None:
    """Whoever raises an error of its own, or checks itself when it is made, says which and when."""
    thing = THINGS[name]
    tree = ast.parse(inspect.getsource(thing))
    refusing = [
        each
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef)
        and (each.name == "__attrs_post_init__" or not each.name.startswith("_"))
        and any(isinstance(step, ast.Raise) for step in ast.walk(each))
    ]
    checked = inspect.isclass(thing) and "__attrs_post_init__" in vars(thing)
    docs = [inspect.getdoc(thing) for _ in range(checked)]
    docs += [ast.get_docstring(each) for each in refusing if each.name != "__attrs_post_init__"]
    assert [doc for doc in docs if "Raises:" not in (doc or "")] == []
