"""The pictures of the report in the docs: `PARTNERSKAB_RENEW_GALLERY=1` takes them anew."""

import os
import struct
import subprocess
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PIL import Image

from docs._ext.prompts import follow
from tests.browser.conftest import Visit
from tests.reports.made import amager_report
from tests.test_pages import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GALLERY = ROOT / "docs" / "gallery"
RENEW = pytest.mark.skipif(
    os.environ.get("PARTNERSKAB_RENEW_GALLERY") != "1",
    reason="pictures are taken with PARTNERSKAB_RENEW_GALLERY=1",
)
DESK, FIGURES, CHARTS = (1200, 1075), (1440, 820), (1440, 798)
PHONE, PAPER = (360, 900), (794, 1123)
# A page of text needs no more of them, and a file of few is a quarter of the size.
_COLOURS = 64


class View(NamedTuple):
    """What a picture shows of the report on Amager."""

    language: str
    size: tuple[int, int]
    scheme: str
    start: str


VIEWS = {
    "desk-da": View("da", DESK, "light", "body"),
    "desk-en-dark": View("en", DESK, "dark", "body"),
    "figures-da": View("da", FIGURES, "light", "#objective-crime"),
    "figures-en": View("en", FIGURES, "light", "#objective-crime"),
    "charts-da": View("da", CHARTS, "light", "#charts .charts:has(figure:nth-of-type(6))"),
    "charts-en-dark": View("en", CHARTS, "dark", "#charts .charts:has(figure:nth-of-type(6))"),
    "phone-da": View("da", PHONE, "light", "body"),
    "phone-figures-en": View("en", PHONE, "dark", "#objective-crime"),
    "phone-charts-da": View("da", PHONE, "light", "#charts .charts:has(figure:nth-of-type(6))"),
}
SIZES = {name: view.size for name, view in VIEWS.items()} | {"print-da": PAPER, "tutorial": DESK}


def lighten(path: Path) -> None:
    """Write a picture anew with few colours."""
    with Image.open(path) as picture:
        fewer = picture.convert("RGB").quantize(_COLOURS)
    fewer.save(path, optimize=True)


@RENEW
@pytest.mark.parametrize("name", VIEWS)
def test_take(visit: Visit, name: str) -> None:
    """A picture shows the page from some place on, as a reader has it in the window."""
    view = VIEWS[name]
    width, height = view.size
    contents = amager_report(view.language).contents
    page = visit(contents, scheme=view.scheme, viewport={"width": width, "height": height})
    page.locator(view.start).first.evaluate("each => each.scrollIntoView()")
    page.screenshot(path=GALLERY / f"{name}.png")
    lighten(GALLERY / f"{name}.png")


@RENEW
def test_take_a_printed_page(visit: Visit, tmp_path: Path) -> None:
    """The first sheet is what comes out of the printer."""
    path = tmp_path / "a.pdf"
    visit(amager_report("da").contents).pdf(path=path, prefer_css_page_size=True)
    program = which("pdftoppm")
    assert program is not None, "a picture of a sheet needs: apt-get install poppler-utils"
    width, height = map(str, PAPER)
    words = [program, "-png", "-singlefile", "-scale-to-x", width, "-scale-to-y", height]
    subprocess.run([*words, path, GALLERY / "print-da"], check=True)
    lighten(GALLERY / "print-da.png")


@RENEW
def test_take_what_the_tutorial_makes(
    browser: "Browser", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever follows the tutorial to its end has this page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    tutorial = ROOT / "docs" / "tutorial" / "amager.md"
    assert all(step.is_as_shown() for step in follow(tutorial.read_text(encoding="utf-8")))
    width, height = SIZES["tutorial"]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto((tmp_path / "status.html").as_uri())
    page.screenshot(path=GALLERY / "tutorial.png")
    page.close()
    lighten(GALLERY / "tutorial.png")


@pytest.mark.parametrize("name", SIZES)
def test_a_picture_is_there(name: str) -> None:
    """Each picture of the gallery is a PNG file of its size."""
    head = (GALLERY / f"{name}.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:]) == SIZES[name]


def test_no_picture_is_left_over() -> None:
    """The gallery holds the pictures that the tests take, and no other."""
    assert {path.stem for path in GALLERY.glob("*.png")} == set(SIZES)


@pytest.mark.parametrize("name", SIZES)
def test_a_picture_is_shown(name: str) -> None:
    """Each picture stands on a page, with a text that says what is seen."""
    pages = "".join(
        (ROOT / "docs" / page).read_text(encoding="utf-8")
        for page in ("gallery/index.md", "tutorial/amager.md")
    )
    (before, _, _) = pages.partition(f"{name}.png)")
    alternative = before.rpartition("![")[2].rpartition("](")[0]
    assert len(alternative) > 60
