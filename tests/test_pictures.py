"""The pictures of the documentation are what the library's figures give."""

import runpy
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

SCRIPT = Path(__file__).parents[1] / "docs" / "explanation" / "pictures.py"
DRAWN = {name: draw() for name, draw in runpy.run_path(str(SCRIPT))["PICTURES"].items()}


def test_every_picture_is_drawn() -> None:
    """No picture lies in the folder that nothing draws."""
    assert {path.name for path in SCRIPT.with_suffix("").iterdir()} == {
        f"{name}.svg" for name in DRAWN
    }


@pytest.mark.parametrize("name", DRAWN)
def test_picture_is_up_to_date(name: str) -> None:
    """The kept picture is the one that would be drawn today."""
    kept = SCRIPT.with_suffix("") / f"{name}.svg"
    assert kept.read_text(encoding="utf-8") == DRAWN[name]


@pytest.mark.parametrize("name", DRAWN)
def test_picture_says_what_it_shows(name: str) -> None:
    """Who does not see the picture hears its title and its description."""
    picture = ET.fromstring(DRAWN[name])  # noqa: S314  our own text
    title, description = picture[0], picture[1]
    assert (title.tag, description.tag) == ("title", "desc")
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text
    assert description.text


@pytest.mark.parametrize("name", DRAWN)
def test_picture_has_no_colour_of_its_own(name: str) -> None:
    """Every mark has the colour of the page's text, so that it reads on light and dark."""
    colours = {
        each.get(way)
        for each in ET.fromstring(DRAWN[name]).iter()  # noqa: S314  our own text
        for way in ("fill", "stroke")
    }
    assert colours - {None, "none"} == {"currentColor"}
