"""Each door of the documentation shows what is behind it."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
DOORS = ("tutorial", "howto", "explanation", "reference", "da")
DESCRIBED = re.compile(r"^\[.+\]\((\S+\.md)\)\n: .+$", re.MULTILINE)
ENTRY = re.compile(r"^\w+$", re.MULTILINE)


@pytest.mark.parametrize("door", DOORS)
def test_every_page_is_described_at_its_door(door: str) -> None:
    """The index of a door links to each page behind it, with a line that says what it holds."""
    pages = {path.name for path in (DOCS / door).glob("*.md")} - {"index.md"}
    if door == "reference":  # the rooms of the library stand on the page about Python
        rooms = ENTRY.findall((DOCS / door / "python.md").read_text(encoding="utf-8"))
        pages -= {f"{room}.md" for room in rooms}
    described = DESCRIBED.findall((DOCS / door / "index.md").read_text(encoding="utf-8"))
    assert pages - set(described) == set()


@pytest.mark.parametrize("door", DOORS)
def test_every_door_is_on_the_start_page(door: str) -> None:
    """Who starts finds each door, and can reach it from every page."""
    start = (DOCS / "index.md").read_text(encoding="utf-8")
    assert f"({door}/index.md)" in start
    assert f"\n{door}/index\n" in start
