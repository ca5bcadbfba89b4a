"""The public face: every name is there, and nothing heavy is loaded for it."""

import ast
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import partnerskab

ROOT = Path(__file__).parents[1]
HEAVY = ("pandas", "pint", "scipy", "numpy", "cattrs", "jinja2")


def loaded_by(code: str) -> set[str]:
    """Return the modules that a process has loaded after some code, on standard error."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{code}\nimport json, sys\njson.dump(list(sys.modules), sys.stderr)",
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return set(json.loads(done.stderr))


def command(*arguments: str) -> str:
    """Return the code that runs a command."""
    return f"from partnerskab.cli.main import main\nassert main({list(arguments)}) == 0"


def typed_names() -> dict[str, tuple[str, str]]:
    """Return the module and the name there of each name that type checkers see."""
    source = Path(partnerskab.__file__).read_text(encoding="utf-8")
    (block,) = (
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    return {
        alias.asname or alias.name: (str(node.module), alias.name)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize("module", HEAVY)
def test_importing_loads_nothing_heavy(module: str) -> None:
    """`import partnerskab` is quick, since it leaves the large libraries alone."""
    assert module not in loaded_by("import partnerskab")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "examples/amager"),
        ("targets", "examples/amager", "--format", "csv"),
        (
            *("status", "examples/amager"),
            *("--observations", "examples/amager/observations-illustrative.csv"),
        ),
        ("budget", "examples/amager"),
    ],
    ids=["check", "targets", "status", "budget"],
)
def test_commands_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """No command needs pandas, numpy, scipy or pint, nor the second reading of a sound file."""
    heavy = {"pandas", "numpy", "scipy", "pint", "tree_sitter"}
    assert not heavy & loaded_by(command(*arguments))


def test_a_frame_loads_pandas() -> None:
    """The check can fail: a frame does load pandas."""
    code = "import partnerskab\npartnerskab.to_frame(partnerskab.load('examples/amager'))"
    assert "pandas" in loaded_by(code)


@pytest.mark.parametrize("name", partnerskab.__all__)
def test_public_name_is_there(name: str) -> None:
    """Every public name leads to something with a docstring."""
    assert getattr(partnerskab, name).__doc__


def test_dir_has_every_name() -> None:
    """An interactive shell can complete them."""
    assert set(partnerskab.__all__) <= set(dir(partnerskab))


def test_all_is_sorted_and_without_twins() -> None:
    """Each name stands once, where a reader looks for it."""
    assert partnerskab.__all__ == sorted(set(partnerskab.__all__))


def test_star_import() -> None:
    """`from partnerskab import *` brings exactly the public names."""
    code = "before = set(globals())\nfrom partnerskab import *\nprint(*set(globals()) - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert set(done.stdout.split()) - {"before"} == set(partnerskab.__all__)


def test_unknown_name() -> None:
    """A name that is not there is an AttributeError, as of any module."""
    with pytest.raises(AttributeError) as caught:
        _ = partnerskab.Agreemnt
    assert str(caught.value) == "module 'partnerskab' has no attribute 'Agreemnt'"


def test_type_checkers_see_every_name() -> None:
    """What type checkers see and what is there while it runs are the same names."""
    assert sorted(typed_names()) == partnerskab.__all__


@pytest.mark.parametrize("name", partnerskab.__all__)
def test_type_checkers_see_the_same_thing(name: str) -> None:
    """A name leads type checkers and a running program to the same thing."""
    module, original = typed_names()[name]
    assert getattr(import_module(module), original) is getattr(partnerskab, name)
