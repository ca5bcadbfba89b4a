"""The report as one html file: what stands in it, and what cannot get into it."""

import re
import sys
from base64 import b64decode, b64encode
from hashlib import sha256
from itertools import pairwise
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.errors import MissingExtraError
from partnerskab.reports.blocks import (
    Block,
    Charts,
    Contents,
    Download,
    Grid,
    Head,
    Items,
    Quote,
    Role,
    Row,
    Section,
    Text,
)
from partnerskab.reports.html import to_html
from partnerskab.reports.templates import environment
from tests.reports.reading import Page
from tests.reports.sample_contents import CSV, DASH, NOTICE, SERIES, ladder, region, sample

HOSTILE = "</style></title><script>alert('x')</script>\"' onload=\"x\" \u202eklovn\u2066 \x00&amp;"


def page_of(*blocks: Block, **others: Any) -> Page:
    """Return a page with one section."""
    section = Section(id="one", heading="One", blocks=blocks)
    return Page(to_html(attrs.evolve(sample(), sections=[section], appendix=[], **others)))


def test_the_sample_has_every_kind_of_block() -> None:
    """What is tested with the sample is tested for each block that a report can hold."""
    contents = sample()
    sections = [*contents.sections, *contents.appendix]
    sections += [smaller for section in sections for smaller in section.sections]
    used = {type(block) for section in sections for block in section.blocks}
    assert used == set(get_args(Block))


def test_a_page_needs_nothing_else() -> None:
    """No script, no other file and no style in an attribute; all links stay in the page."""
    page = Page(to_html(sample()))
    names = {name for name, _ in page.elements}
    assert names.isdisjoint({"script", "link", "img", "iframe", "object", "use", "form", "base"})
    given = {name for _, found in page.elements for name in found}
    assert not {name for name in given if name == "style" or name.startswith("on")}
    assert all(str(link["href"]).startswith(("#", "data:text/csv;")) for link in page.all("a"))
    assert "url(" not in to_html(sample())


def test_the_policy_allows_the_style_and_nothing_else() -> None:
    """The hash in the policy is that of the style as it stands in the page."""
    text = to_html(sample())
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = [
        meta["content"]
        for meta in Page(text).all("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_headings_have_no_gaps() -> None:
    """Headings go down one step at a time, from the title on."""
    page = Page(to_html(sample()))
    levels = [int(name[1]) for name, _ in page.elements if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert set(levels) == {1, 2, 3, 4}


def test_ids_are_there_once_and_links_lead_to_them() -> None:
    """Every link within the page, and every name of a picture, has one place that it means."""
    page = Page(to_html(sample()))
    ids = [found["id"] for _, found in page.elements if "id" in found]
    assert len(ids) == len(set(ids))
    links = [str(link["href"]) for link in page.all("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    named = " ".join(str(svg["aria-labelledby"]) for svg in page.all("svg") if "role" in svg)
    assert set(named.split()) <= set(ids)


def test_each_picture_tells_its_finding() -> None:
    """The alternative text of a chart is what it comes to, after its name."""
    chart = ladder("burglary", *SERIES["burglary"])
    page = page_of(Charts(charts=[chart]))
    (svg,) = [svg for svg in page.all("svg") if "role" in svg]
    assert svg["role"] == "img"
    assert svg["aria-labelledby"] == "chart.burglary.title chart.burglary.desc"
    assert chart.finding in page.within("desc")


def test_a_key_stands_once_for_its_charts() -> None:
    """The signs are explained once for a group of charts, with the names that the charts give."""
    charts = [ladder(id, *rest) for id, rest in SERIES.items()]
    keys = page_of(Charts(charts=charts)).within("li")[-3:]
    assert keys == ["opgjort antal", "årligt måltal", "så langt rækker tilfældige udsving"]


def test_a_table_says_what_its_cells_are() -> None:
    """Headings know their direction, numbers their side, and each cell the name of its column."""
    heads = [Head(text="Type"), Head(text="Antal", is_number=True), Head(text="Note")]
    rows = [Row(cells=("Indbrud", "71\n≤ 69", "")), Row(cells=("", "1", "x"), is_total=True)]
    page = page_of(Grid(caption="Tabel", heads=heads, rows=rows))
    assert page.within("caption") == ["Tabel"]
    assert page.all("th") == [
        {"scope": "col", "role": "columnheader"},
        {"scope": "col", "role": "columnheader", "class": "num"},
        {"scope": "col", "role": "columnheader"},
        {"scope": "row", "role": "rowheader"},
    ]
    assert page.all("td")[0] == {"role": "cell", "class": "num", "data-label": "Antal"}
    assert page.within("td")[:2] == ["71", "≤ 69"]
    assert len(page.all("br")) == 1
    assert page.all("tr")[2] == {"role": "row", "class": "total"}


def test_an_empty_table_is_not_blank() -> None:
    """A table without rows has a dash in place of them."""
    page = page_of(Grid(caption="Møder", heads=[Head(text="Dato"), Head(text="Organ")], rows=[]))
    assert page.within("td") == [DASH]


def test_a_heading_without_words_is_no_heading() -> None:
    """The corner of a table may be empty; it is then an empty cell."""
    page = page_of(Grid(caption="x", heads=[Head(text=""), Head(text="A")], rows=[]))
    assert [each.get("role") for each in page.all("th")] == ["columnheader"]


def test_the_roles_of_a_text_are_seen() -> None:
    """A lead and a note look otherwise than a plain paragraph."""
    page = page_of(*(Text(text=role.value, role=role) for role in Role))
    assert page.all("p")[-3:] == [{}, {"class": "lead"}, {"class": "note"}]


def test_a_quote_keeps_its_paragraphs() -> None:
    """A line break starts a paragraph, an empty line none; who wrote it stands below."""
    page = page_of(Quote(text="Et.\n\nTo.", by="SSP, maj 2014"))
    assert page.within("p")[-2:] == ["Et.", "To."]
    assert page.within("figcaption") == ["SSP, maj 2014"]
    assert not page_of(Quote(text="Et.")).within("figcaption")


def test_a_download_is_the_file() -> None:
    """What can be taken out of the page are the bytes that were put in, under their name."""
    page = page_of(Download(label="Hent", name="a.csv", media_type="text/csv", data=CSV))
    link = page.all("a")[-1]
    head, _, data = str(link["href"]).partition(",")
    assert (link["download"], head) == ("a.csv", "data:text/csv;base64")
    assert b64decode(data) == CSV


def test_the_notices_stand_first_and_on_each_printed_page() -> None:
    """A notice opens the page, is drawn in each chart and is part of what is printed above."""
    text = to_html(sample())
    assert Page(text).within("p")[0] == NOTICE
    assert text.count("Opdigtede eksempeltal</text>") == len(SERIES) + 1
    assert '@top-center{content:"Opdigtede\\000020eksempeltal' in text


def test_no_notice_leaves_nothing_behind() -> None:
    """Without a notice there is no empty frame, on the screen or on paper."""
    text = to_html(attrs.evolve(sample(), notices=()))
    assert not Page(text).all("aside")
    assert "@top-center{content" not in text


def test_a_title_cannot_leave_the_style() -> None:
    """What stands in the margins of paper is quoted, so that no text of it is a rule."""
    text = to_html(attrs.evolve(sample(), title=HOSTILE, notices=['";}</style><script>']))
    assert text.count("</style>") == 1
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    for quoted in re.findall(r"content:(\"[^\"]*\")", style)[-3:]:
        assert re.fullmatch(r'"(\\[0-9a-f]{6}|[A-Za-z0-9])*"|" / "', quoted)


def hostile(contents: Any) -> Any:
    """Return contents with a hostile text in place of each text but the ids."""
    if isinstance(contents, str):
        return HOSTILE
    if isinstance(contents, tuple):
        return tuple(hostile(each) for each in contents)
    if not attrs.has(type(contents)):
        return contents
    kept = {"id", "role", "media_type", "language", "points"}
    fields = [field.name for field in attrs.fields(type(contents)) if field.name not in kept]
    return attrs.evolve(contents, **{name: hostile(getattr(contents, name)) for name in fields})


def test_no_text_becomes_markup() -> None:
    """Hostile texts add no element and no attribute to a page, and are shown as texts."""
    page, plain = Page(to_html(hostile(sample()))), Page(to_html(sample()))
    added = {name for name, _ in page.elements} - {name for name, _ in plain.elements}
    assert added <= {"wbr"}
    attributes = {name for _, found in page.elements for name in found}
    assert attributes == {name for _, found in plain.elements for name in found}
    assert page.within("h1") == [
        "</style></title><script>alert('x')</script>\"' onload=\"x\" klovn \ufffd&amp;"
    ]


def test_marks_of_direction_and_control_characters_are_left_out() -> None:
    """No text can turn round its neighbours, nor bring what is no text into the file."""
    text = to_html(hostile(sample()))
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text
    )


@given(st.text())
def test_any_text_is_shown(text: str) -> None:
    """Whatever a person wrote, the page can be written, and names its sections and not more."""
    page = page_of(Text(text=text), Items(items=[text]), title=text, notices=[text])
    assert [name for name, _ in page.elements].count("section") == 1


def test_a_long_word_may_break_in_a_table() -> None:
    """A word that is longer than a column has places to break, and no letter more."""
    word = "x" * 70
    page = page_of(Grid(caption="x", heads=[Head(text="A")], rows=[Row(cells=(word,))]))
    assert len(page.all("wbr")) == 6
    assert "".join(page.within("th")[1:]) == word


def test_a_long_list_of_areas_is_folded() -> None:
    """Many areas fold under one line of the list, which names the first and the last."""
    page = Page(to_html(region(13, 0)))
    assert page.within("summary") == ["Bilag", f"Område 1 {DASH} Område 13"]
    assert Page(to_html(region(12, 0))).within("summary") == ["Bilag"]


def test_a_report_of_a_whole_region_stays_small() -> None:
    """150 areas with six charts each are less than five megabytes."""
    text = to_html(region(150, 6))
    assert text.count('role="img"') == 900
    assert len(text.encode()) < 5_000_000


def test_the_same_contents_are_the_same_page() -> None:
    """Made twice, a page has the same bytes."""
    assert to_html(sample()) == to_html(sample())


def test_a_page_can_be_of_nothing() -> None:
    """Contents without a section make a page with a title."""
    empty = Contents(
        language="en",
        title="Status",
        lead="As of today.",
        notices=(),
        sections=(),
        appendix_title="Appendix",
        appendix=(),
        contents_title="Contents",
        skip="To the report",
    )
    page = Page(to_html(empty))
    assert page.within("h1") == ["Status"]
    assert not page.all("h2")


def test_without_the_engine_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where jinja2 is not installed, the message says what to install."""
    environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtraError) as caught:
        to_html(sample())
    assert str(caught.value) == (
        "a report as html and a chart as svg needs more than is installed; run: "
        "pip install 'partnerskab[report]'"
    )


@pytest.mark.parametrize(
    ("columns", "cell", "is_number", "expected"),
    [
        (2, "1.500.000", True, ""),
        (2, "diskretionerede", False, "wide loose"),
        (2, "1.500.000 kr. i alt", True, "wide loose"),
        (2, "31. maj 2014", False, ""),
        (2, "31.\xa0september\xa02014", False, "wide loose"),
        (5, "1.500.000", True, "cards"),
        (7, "215 (≤ 220)", True, "cards wide"),
        (8, "215 (≤ 220)", True, "cards wide loose"),
        (5, "et par korte ord", False, "cards"),
        (7, "boligsocial plan", False, "cards wide"),
        (9, "boligsocial plan", False, "cards wide loose"),
    ],
)
def test_a_table_is_laid_out_by_its_words(
    columns: int,
    cell: str,
    is_number: bool,  # noqa: FBT001  (a value like any other)
    expected: str,
) -> None:
    """Cards for many columns, smaller letters for many words; what belongs together is whole."""
    heads = [Head(text="Navn", is_number=is_number)] * columns
    page = page_of(Grid(caption="x", heads=heads, rows=[Row(cells=[cell] * columns)]))
    assert page.all("table")[0]["class"] == expected
