"""A real browser for the tests that need one.

It is Debian's Chromium, driven by the packages of the extra `browser`. Where one of them is absent,
the tests are skipped with the reason; `PARTNERSKAB_BROWSER=required` makes that a failure.
"""

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest

from partnerskab.reports.blocks import Contents
from partnerskab.reports.html import to_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Visit = Callable[..., "Page"]

# Nothing but the page that is under test: no sandbox, since tests may run as root, and no network.
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _lacking() -> str:
    """Return what there is not, and how to get it; "" where the tests can run."""
    if not all(map(find_spec, ("playwright", "axe_playwright_python"))):
        return "a browser test needs: pip install 'partnerskab[browser]'"
    return "" if which("chromium") else "a browser test needs chromium: apt-get install chromium"


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Give a browser, the same for all tests."""
    if lacking := _lacking():
        if os.environ.get("PARTNERSKAB_BROWSER") == "required":
            pytest.fail(lacking)
        pytest.skip(lacking)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=_SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: "Browser", tmp_path: Path) -> Iterator[Visit]:
    """Give a function that opens a report as a person does: a file, in a window of some width."""
    opened: list[Page] = []

    def show(contents: Contents, width: int = 1440, scheme: str = "light", **others: Any) -> "Page":
        path = tmp_path / "report.html"
        path.write_text(to_html(contents), encoding="utf-8")
        options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme} | others
        page = browser.new_page(**options)
        opened.append(page)
        page.goto(path.as_uri())
        return page

    yield show
    for page in opened:
        page.close()
