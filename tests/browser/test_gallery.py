"""The pictures of the report in the docs: `PARTNERSKAB_RENEW_GALLERY=1` takes them anew."""

import os
import struct
from pathlib import Path

import pytest

from tests.browser.conftest import Visit
from tests.reports.sample_contents import sample

GALLERY = Path(__file__).parents[2] / "docs" / "gallery"

# For each picture its size, light or dark, and what it starts at.
PICTURES = {
    "desk-light": ((1440, 1300), "light", "body"),
    "desk-dark": ((1440, 1300), "dark", "body"),
    "charts-light": ((1440, 1000), "light", "#ladders"),
    "charts-dark": ((1440, 1000), "dark", "#ladders"),
    "phone-light": ((360, 1300), "light", "body"),
    "phone-table": ((360, 1300), "light", "#reports"),
    "phone-charts": ((360, 1300), "light", "#ladders"),
}


@pytest.mark.skipif(
    os.environ.get("PARTNERSKAB_RENEW_GALLERY") != "1",
    reason="pictures are taken with PARTNERSKAB_RENEW_GALLERY=1",
)
@pytest.mark.parametrize("name", PICTURES)
def test_take(visit: Visit, name: str) -> None:
    """A picture shows the page from some place on, as a reader has it in the window."""
    (width, height), scheme, start = PICTURES[name]
    page = visit(sample(), scheme=scheme, viewport={"width": width, "height": height})
    page.locator(start).first.evaluate("each => each.scrollIntoView()")
    GALLERY.mkdir(exist_ok=True)
    page.screenshot(path=GALLERY / f"{name}.png")


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_there(name: str) -> None:
    """Each picture of the gallery is a PNG file of its size."""
    head = (GALLERY / f"{name}.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:]) == PICTURES[name][0]


def test_no_picture_is_left_over() -> None:
    """The gallery holds the pictures that the tests take, and no other."""
    assert {path.stem for path in GALLERY.glob("*.png")} == set(PICTURES)
