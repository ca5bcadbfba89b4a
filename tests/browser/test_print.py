"""The page on paper, as Chromium prints it into a PDF."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from pypdf import PdfReader

from partnerskab.reports.blocks import Contents, Grid, Head, Row, Section, Text
from tests.browser.conftest import Visit
from tests.reports.sample_contents import NOTICE, sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONG = Grid(
    caption="Lang tabel",
    heads=[Head(text="Nummer"), Head(text="Værdi", is_number=True), Head(text="Note")],
    rows=[Row(cells=(f"række {number}", str(number), "x")) for number in range(150)],
)


def pages(page: "Page", path: Path) -> list[str]:
    """Return what stands on each printed page, with single spaces."""
    page.pdf(path=path, prefer_css_page_size=True)
    return [" ".join(each.extract_text().split()) for each in PdfReader(path).pages]


def with_sections(*sections: Section) -> Contents:
    """Return a report of some sections, without an appendix."""
    return attrs.evolve(sample(), sections=sections, appendix=[])


def test_each_page_has_notice_title_and_number(visit: Visit, tmp_path: Path) -> None:
    """Whoever finds one sheet of the report knows what it is of, and that figures are invented."""
    printed = pages(visit(sample()), tmp_path / "a.pdf")
    assert len(printed) > 2
    for number, text in enumerate(printed, 1):
        assert text.count(NOTICE) == 1
        assert f"{number} / {len(printed)}" in text
        assert sample().title in text


def test_a_notice_of_any_letters_is_printed_as_it_is(visit: Visit, tmp_path: Path) -> None:
    """Quotes, signs and letters of all kinds are the same in the margin as in the page."""
    notice = "\"Æ\" \\ </style> 'é' {x} ; 10 % af a1b2"
    printed = pages(visit(attrs.evolve(sample(), notices=[notice])), tmp_path / "a.pdf")
    assert [text.count(notice) for text in printed] == [1] * len(printed)


def test_a_long_notice_is_printed_whole(visit: Visit, tmp_path: Path) -> None:
    """A notice of several lines makes room for itself on each page."""
    notices = [f"Forbehold nummer {number}: tallene siger intet om området." for number in range(6)]
    printed = pages(visit(attrs.evolve(sample(), notices=notices)), tmp_path / "a.pdf")
    assert all(notice in text for notice in notices for text in printed)


def test_the_appendix_starts_on_a_new_page(visit: Visit, tmp_path: Path) -> None:
    """What a politician reads ends before the appendix begins."""
    printed = pages(visit(sample()), tmp_path / "a.pdf")
    (start,) = [text for text in printed if "A Måltal og opgjorte antal" in text]
    assert "Bilag A Måltal" in start
    assert not any("Bilag" in text for text in printed[: printed.index(start)])
    assert "9 Forbehold" not in start


def test_a_long_table_is_whole_and_repeats_its_heading(visit: Visit, tmp_path: Path) -> None:
    """Every row is printed once, and every page of the table has the headings of its columns."""
    report = with_sections(Section(id="long", heading="Lang", blocks=[LONG]))
    printed = pages(visit(report), tmp_path / "a.pdf")
    rows = re.findall("række ([0-9]+)", " ".join(printed))
    assert [int(row) for row in rows] == list(range(150))
    assert all("Nummer Værdi Note" in text for text in printed if "række" in text)


def test_wide_tables_are_not_clipped(visit: Visit, tmp_path: Path) -> None:
    """The last column of twelve is on the paper."""
    heads = [Head(text=f"Kolonne{number}") for number in range(12)]
    rows = [Row(cells=[f"celle{number}" for number in range(12)])]
    grid = Grid(caption="Bred", heads=heads, rows=rows)
    page = visit(with_sections(Section(id="wide", heading="Bred", blocks=[grid])))
    path = tmp_path / "a.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    (sheet,) = PdfReader(path).pages
    places = [0.0]

    def keep(_: str, page: list[float], text: list[float], *__: object) -> None:
        places.append(page[0] * text[4] + page[4])

    words = re.sub(r"\s", "", sheet.extract_text(visitor_text=keep))
    assert all(f"celle{number}" in words for number in range(12))
    margin = 15 / 25.4 * 72
    assert max(places) < float(sheet.mediabox.width) - margin


def test_no_heading_ends_a_page(visit: Visit, tmp_path: Path) -> None:
    """A heading stands on the page of what it is the heading of, wherever the page ends."""
    sections = [
        Section(
            id=f"part-{number}",
            heading=f"Afsnit {number}.",
            blocks=[Text(text=f"Tekst {number}. " + "ord " * 30 * (number % 4 + 1))],
        )
        for number in range(60)
    ]
    printed = pages(visit(with_sections(*sections)), tmp_path / "a.pdf")
    assert len(printed) > 3
    for text in printed:
        for number in re.findall(r"Afsnit ([0-9]+)\.", text):
            assert f"Tekst {number}." in text


def test_the_dark_is_never_printed(visit: Visit) -> None:
    """Who reads in the dark prints on white paper, with dark ink, the pictures too."""
    page = visit(sample(), scheme="dark")
    page.emulate_media(media="print")
    colours = page.evaluate(
        "[document.documentElement, document.querySelector('svg.ladder[role=img]')]"
        ".map(each => [getComputedStyle(each).backgroundColor, getComputedStyle(each).color])"
    )
    assert colours == [["rgb(255, 255, 255)", "rgb(28, 33, 38)"]] * 2


def test_what_cannot_be_used_on_paper_is_not_printed(visit: Visit, tmp_path: Path) -> None:
    """The list of links and the link past it stay on the screen."""
    printed = " ".join(pages(visit(sample()), tmp_path / "a.pdf"))
    assert "Indhold" not in printed
    assert sample().skip not in printed
