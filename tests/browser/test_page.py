"""The page in a browser: accessible, within its window, and cut off from everything else."""

import re
from collections import Counter
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest

from partnerskab.reports.blocks import Charts, Contents, Grid, Head, Row, Section
from partnerskab.reports.chart import Chart
from tests.browser.conftest import Visit
from tests.reports.made import amager_report
from tests.reports.sample_contents import CSV, NOTICE, region, sample
from tests.reports.test_drawing import point
from tests.reports.test_html import hostile

REPORTS = {
    "sample": sample(),
    "hostile": hostile(sample()),
    "region": region(13, 1),
    "amager-da": amager_report("da").contents,
    "amager-en": amager_report("en").contents,
}
# What is looked at on a phone and on a desk, in light and in dark.
Screens = list[tuple[int, Literal["light", "dark"]]]
ALL_SCREENS: Screens = [(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")]
SCREENS: dict[str, Screens] = {
    "sample": ALL_SCREENS,
    "hostile": [(360, "dark"), (1440, "light")],
    "region": [(360, "light"), (1440, "dark")],
    "amager-da": ALL_SCREENS,
    "amager-en": ALL_SCREENS,
}
WIDTHS = [320, 360, 768, 1120, 1440]
YEARS = range(2012, 2017)

# The contrast of each text of a picture with the page, by WCAG 2.2, 1.4.3.
CONTRASTS = """() => {
    const light = colour => {
        const [r, g, b] = colour.match(/[0-9.]+/g).map(Number).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = light(getComputedStyle(document.documentElement).backgroundColor);
    return [...document.querySelectorAll("svg text, svg circle")].map(each => {
        const ink = light(getComputedStyle(each).fill);
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    });
}"""

# The texts of a picture that touch another one or leave the picture.
CLASHES = """() => [...document.querySelectorAll("svg[role=img]")].flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")];
    const boxes = texts.map(text => text.getBoundingClientRect());
    const isOutside = box => box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
    const touch = (one, other) =>
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.5
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;
    return texts.filter((_, index) => isOutside(boxes[index])
        || boxes.slice(index + 1).some(other => touch(boxes[index], other))
    ).map(text => text.textContent);
})"""

# The words of tables that go on in the next line; the headings of cards are for hearing only.
BROKEN = r"""() => [...document.querySelectorAll("th, td, caption")].flatMap(cell => {
    if (cell.closest("thead")?.offsetWidth === 1) return [];
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const broken = [];
    while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(each => Math.round(each.top)));
            if (lines.size > 1) broken.push(word[0]);
        }
    }
    return broken;
})"""


def found_by_axe(page: Any) -> list[str]:
    """Return what axe-core finds against a page."""
    from axe_playwright_python.sync_playwright import Axe

    violations = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in violations for node in each["nodes"]]


def edges(page: Any, selector: str) -> tuple[float, float]:
    """Return where in the window an element starts and ends, from the top."""
    box = page.locator(selector).bounding_box()
    return box["y"], box["y"] + box["height"]


def widths(page: Any) -> list[int]:
    """Return how wide a page is in windows of all widths."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found.append(page.evaluate("document.documentElement.scrollWidth"))
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_axe_finds_nothing(visit: Visit, name: str) -> None:
    """No rule of axe-core is broken on any screen, with all lists unfolded."""
    page = visit(REPORTS[name])
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width, scheme in SCREENS[name]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert found_by_axe(page) == []


@pytest.mark.parametrize("name", ["sample", "amager-da", "amager-en"])
def test_axe_finds_nothing_on_paper(visit: Visit, name: str) -> None:
    """No rule of axe-core is broken by what is printed."""
    page = visit(REPORTS[name], 794, "dark")
    page.emulate_media(media="print")
    assert not found_by_axe(page)


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_is_as_wide_as_its_window(visit: Visit, name: str) -> None:
    """Nothing makes the page scroll sideways: no table, no long word, no picture."""
    assert widths(visit(REPORTS[name])) == WIDTHS


@pytest.mark.parametrize("name", ["amager-da", "amager-en"])
def test_no_word_of_a_table_is_broken(visit: Visit, name: str) -> None:
    """On a phone, on a desk and on paper the words of Amager's tables are whole."""
    page = visit(REPORTS[name])
    for width in WIDTHS[1:]:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(BROKEN) == []
    page.set_viewport_size({"width": 680, "height": 900})  # what the margins leave of A4
    page.emulate_media(media="print")
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_drawn_can_be_seen(visit: Visit, scheme: str) -> None:
    """Texts and points of the pictures stand out from the page as clearly as WCAG AA asks."""
    contrasts = visit(sample(), scheme=scheme).evaluate(CONTRASTS)
    assert min(contrasts) >= 4.5


def many_charts() -> Contents:
    """Return a report of charts that are hard to draw."""
    named = {
        "close": [point(str(y), y - 1935, y - 1934, low=70.0, high=90.0) for y in YEARS],
        "equal": [point(str(y), 50, 50) for y in YEARS],
        "nothing": [point(str(y), None, y - 1950) for y in YEARS],
        "none": [],
        "one": [point("2013", 71, 69, low=55.0, high=90.0)],
        "zero": [point(str(y), 0, 0) for y in YEARS],
        "huge": [point(str(y), 10**9 + y, 10**9) for y in YEARS],
        "vast": [point(str(y), 10 ** (y - 1900), 10**100) for y in YEARS],
        "negative": [point(str(y), 5 * (y - 2014), y - 2015) for y in YEARS],
        "long": [point(f"{y}/{y % 100 + 1}", y, 2 * y) for y in range(2001, 2016)],
    }
    steps = ["minimal", "reduced", "a need that is ordinary", "intensified", "marked"]
    charts = [
        Chart(
            id=f"{name}-{len(scale)}",
            title=name,
            finding=name,
            points=points,
            promised_name="promised",
            observed_name="observed",
            notice=NOTICE,
            nothing="no data",
            steps=scale,
        )
        for scale in ([], steps)
        for name, points in named.items()
        if not scale or name in {"nothing", "none"}
    ]
    section = Section(id="charts", heading="Charts", blocks=[Charts(charts=charts)])
    return attrs.evolve(sample(), sections=[section], appendix=[])


@pytest.mark.parametrize("width", [360, 1440])
def test_no_text_of_a_picture_touches_another(visit: Visit, width: int) -> None:
    """However close or large the values are, each text of a picture stands alone and within it."""
    for contents in (sample(), REPORTS["amager-da"], REPORTS["amager-en"]):
        assert visit(contents, width).evaluate(CLASHES) == []
    assert visit(many_charts(), width).evaluate(CLASHES) == []


def test_the_policy_breaks_nothing_of_the_page(visit: Visit) -> None:
    """The page has its style, and the browser has nothing to complain about."""
    page = visit(sample())
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    assert said == []
    position = "getComputedStyle(document.querySelector('.notices')).position"
    assert page.evaluate(position) == "sticky"


def test_the_policy_stops_everything_else(visit: Visit) -> None:
    """A script, a style and a picture that got into the page after all would do nothing."""
    page = visit(sample())
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "document.title = 'taken over'";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend",
            "<p id='styled' style='color: red' onclick='document.title = 1'>x</p>"
            + "<img src='https://example.org/x.png'>");
        document.getElementById("styled").click();
    }""")
    assert page.title() == sample().title
    assert page.evaluate("getComputedStyle(styled).color") != "rgb(255, 0, 0)"
    directives = {
        found[0] for text in said for found in re.finditer("(script|style|img)-src", text)
    }
    assert len(said) >= 3
    assert {"style-src"} <= directives


def test_the_file_comes_out_of_the_page(visit: Visit, tmp_path: Path) -> None:
    """A click saves the csv under its name, byte for byte, without a script."""
    page = visit(sample())
    with page.expect_download() as download:
        page.get_by_text("Hent alle data som csv").click()
    assert download.value.suggested_filename == "amager-2013.csv"
    download.value.save_as(tmp_path / "saved.csv")
    assert (tmp_path / "saved.csv").read_bytes() == CSV


def test_the_keyboard_is_enough(visit: Visit) -> None:
    """The first stop is the link past the contents; it is seen, and it leads into the report."""
    page = visit(sample())
    page.keyboard.press("Tab")
    focused = "document.activeElement"
    assert page.evaluate(f"{focused}.className") == "skip"
    assert page.evaluate(f"{focused}.getBoundingClientRect().top") >= 0
    assert page.evaluate(f"getComputedStyle({focused}).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.textContent") == "Hent alle data som csv"


def test_nothing_moves(visit: Visit) -> None:
    """There is no motion that a reader could want reduced."""
    page = visit(sample())
    page.mouse.move(100, 200)
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("width", [360, 1440])
def test_a_notice_stays_in_sight(visit: Visit, width: int) -> None:
    """At the end of the page as at its start, the notice stands at the top of the window."""
    page = visit(sample(), width)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    top, bottom = edges(page, ".notices p")
    assert 0 <= top < bottom < 120


def test_long_notices_leave_room_to_read(visit: Visit) -> None:
    """On a phone, notices of many lines stay at the top of the page instead of covering it."""
    page = visit(attrs.evolve(sample(), notices=[NOTICE] * 3), 360)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert edges(page, ".notices")[1] < 0


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", ["sample", "amager-da", "amager-en"])
def test_a_heading_is_not_below_the_notice(visit: Visit, width: int, name: str) -> None:
    """A link within the page leads to a heading that is seen, not covered by the notice."""
    contents = REPORTS[name]
    notices = [NOTICE * 2] if name == "sample" else contents.notices
    page = visit(attrs.evolve(contents, notices=notices), width)
    page.evaluate("location.hash = 'money'")
    assert edges(page, ".notices")[1] <= edges(page, "#money h2")[0] < 900


def test_a_table_stays_a_table_on_a_phone(visit: Visit) -> None:
    """Laid out as cards, a table still tells who is read to of its rows, columns and headings."""
    page = visit(sample())
    session = page.context.new_cdp_session(page)
    seen = []
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        # The tree that the browser itself gives to a screen reader.
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
        seen.append([roles[role] for role in ("table", "row", "columnheader", "rowheader")])
    assert seen == [[6, 27, 27, 20]] * 2


def test_a_card_names_its_cells(visit: Visit) -> None:
    """On a phone its column's heading stands before each cell; in a small table only above it."""
    page = visit(sample(), 360)
    before = "getComputedStyle(document.querySelector({!r}), '::before').content"
    assert page.evaluate(before.format("#reports td")).startswith('"2012"')
    assert page.evaluate(before.format("#duties td")) == "none"


def test_a_table_of_many_columns_fits(visit: Visit) -> None:
    """Twelve columns of words make no page wider, between a phone and a desk."""
    heads = [Head(text=f"Tryghedsskabende {number}") for number in range(12)]
    rows = [Row(cells=[f"boligsocial helhedsplan {number}" for number in range(12)])]
    grid = Grid(caption="Bred tabel", heads=heads, rows=rows)
    section = Section(id="wide", heading="Wide", blocks=[grid])
    assert widths(visit(attrs.evolve(sample(), sections=[section], appendix=[]))) == WIDTHS
