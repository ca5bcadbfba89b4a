"""The command `schema`."""

import json
from pathlib import Path

import pytest

from partnerskab.config.schema import file_kinds, file_schema
from tests.cli.running import Run


def test_the_agreement_is_meant_without_a_name(run: Run) -> None:
    """The schema of the agreement is printed where no file is named."""
    code, out, err = run("schema")
    assert (code, json.loads(out), err) == (0, file_schema("agreement"), "")


@pytest.mark.parametrize("kind", file_kinds())
def test_a_file_is_written(run: Run, tmp_path: Path, kind: str) -> None:
    """Each schema can be put into a new file, and nothing is printed."""
    path = tmp_path / "schema.json"
    assert run("schema", kind, "-o", str(path)) == (0, "", "")
    assert json.loads(path.read_text(encoding="utf-8")) == file_schema(kind)


def test_an_unknown_kind(run: Run) -> None:
    """The kinds are listed where another one is asked for."""
    assert run("schema", "recepies") == (
        1,
        "",
        (
            "error: no file of a partnership has this name\n"
            f"    expected: {', '.join(file_kinds())}\n"
            "    came:     'recepies'\n"
            "    remedy:   did you mean 'recipes'?\n"
        ),
    )


def test_a_file_that_is_there(run: Run, tmp_path: Path) -> None:
    """A file is never written over."""
    path = tmp_path / "schema.json"
    path.write_text("mine", encoding="utf-8")
    code, out, err = run("schema", "-o", str(path))
    assert (code, out, err.splitlines()[0], path.read_text(encoding="utf-8")) == (
        1,
        "",
        f"{path}: error: the file is there already [file-exists]",
        "mine",
    )
