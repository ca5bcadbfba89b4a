"""The report as a Word document: what Word, a screen reader and a second run find in it."""

import sys
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import attrs
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.errors import MissingExtraError
from partnerskab.files.archives import parts_of
from partnerskab.reports.blocks import (
    Block,
    Charts,
    Contents,
    Grid,
    Head,
    Quote,
    Row,
    Section,
    Text,
)
from partnerskab.reports.docx import to_docx
from partnerskab.values.texts import harmless
from tests.reports.sample import LADDER, NOTICE, SAMPLE, SCALE
from tests.reports.word import body, disordered, opened, styled, text_of

MADE = to_docx(SAMPLE)
NOTICES = f"{NOTICE}\nKun til intern brug"


def of(*blocks: Block, notices: tuple[str, ...] = ()) -> Contents:
    """Return a report of one section with these blocks."""
    section = Section(id="a", heading="Heading", blocks=blocks)
    return attrs.evolve(SAMPLE, notices=notices, sections=[section], appendix=[])


def test_every_text_has_a_style_of_word() -> None:
    """Headings are headings, items are items of a list; outside of tables in this order."""
    assert styled(MADE) == [
        ("Partnerskab Notice", NOTICES),
        ("Title", "Amager Partnerskab: status maj 2014"),
        ("Subtitle", SAMPLE.lead),
        ("Heading 1", "1 Kort fortalt"),
        ("Partnerskab Lead", "Der er færre indbrud end i 2012."),
        ("Normal", "Måltallet for 2013 er ikke nået."),
        ("List Bullet", "Indbrud: 71 mod højst 69,3"),
        ("List Bullet", "Tryghed: trin 2 af 5"),
        ("Partnerskab Note", "Små tal svinger af sig selv."),
        ("Heading 1", "2 Anmeldelser"),
        ("Caption", "Anmeldelser og måltal"),
        ("Caption", "Indbrud på Amager\nanmeldelser om året"),
        ("Partnerskab Picture", ""),
        ("Heading 2", "Vurdering"),
        ("Quote", "Vi har fået flere gadelamper."),
        ("Quote", "Det har hjulpet."),
        ("Partnerskab Byline", "Styregruppen, 2. maj 2014"),
        ("Quote", "Ingen bemærkninger."),
        ("Heading 1", "Bilag"),
        ("Heading 2", "Alle måltal, tegnet ens"),
        ("Heading 2", "Data"),
        ("Caption", "Alle tal"),
        ("Heading 3", "Noter"),
        ("Normal", "Ingen."),
    ]


def test_everything_stands_in_the_order_that_word_asks_for() -> None:
    """Word calls a document damaged in which the parts of an element stand in another order."""
    assert disordered(MADE) == []


def test_a_list_has_bullets() -> None:
    """The style of an item leads to a list with bullets."""
    document = opened(MADE)
    (number,) = document.styles["List Bullet"].element.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    numbering = document.part.numbering_part.element
    (kind,) = numbering.xpath(f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    kinds = numbering.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']/w:lvl/w:numFmt/@w:val")
    assert kinds == ["bullet"]


def test_the_headings_of_a_table_are_marked() -> None:
    """They are repeated on every page, and the first column holds the headings of the rows."""
    table = opened(MADE).tables[0]
    assert table.style is not None
    assert table.style.name == "Partnerskab Table"
    rows = body(MADE).xpath("./w:tbl[1]/w:tr")
    assert [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows] == [True, False, False, False]
    look = body(MADE).xpath("./w:tbl[1]/w:tblPr/w:tblLook")[0]
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert body(MADE).xpath("./w:tbl[1]/w:tblPr/w:tblCaption/@w:val") == ["Anmeldelser og måltal"]


def test_no_row_is_split_across_pages() -> None:
    """Every row of every table stays in one piece."""
    rows = body(MADE).xpath(".//w:tr")
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)


def test_numbers_stand_at_the_right() -> None:
    """The cells and the heading of a column of numbers do, and no others."""
    table = opened(MADE).tables[0]
    styles = [[cell.paragraphs[0].style for cell in row.cells] for row in table.rows]
    names = {tuple(style.name for style in row if style) for row in styles}
    assert names == {("Partnerskab Cell", "Partnerskab Number", "Partnerskab Number")}
    (side,) = opened(MADE).styles["Partnerskab Number"].element.xpath("./w:pPr/w:jc/@w:val")
    assert side == "right"


def test_a_table_says_what_it_was_given() -> None:
    """Every cell has its text, and a line break divides it where it did."""
    rows = body(MADE).xpath("./w:tbl[1]/w:tr")
    assert [[text_of(cell) for cell in row.xpath("./w:tc")] for row in rows] == [
        ["Art", "2012", "2013"],
        ["Indbrud", "77", "71"],
        ["Vold\nog trusler", "1.500", "1.480\n(foreløbigt)"],
        ["I alt", "1.577", "1.551"],
    ]


def test_a_total_is_bold() -> None:
    """No other row is, but for the headings, which the style of the table makes so."""
    rows = body(MADE).xpath("./w:tbl[1]/w:tr")
    assert [bool(row.xpath(".//w:r/w:rPr/w:b")) for row in rows] == [False, False, False, True]


@pytest.mark.parametrize("columns", [1, 4, 12, 40])
def test_a_table_is_no_wider_than_the_page(columns: int) -> None:
    """However many columns there are, and however long their words."""
    row = Row(cells=["Anmeldelsestilbøjelighed " * 3] * columns)
    grid = Grid(caption="", heads=[Head(text="Overskrift")] * columns, rows=[row])
    made = to_docx(of(grid))
    section = opened(made).sections[0]
    assert section.page_width is not None
    page = section.page_width - (section.left_margin or 0) - (section.right_margin or 0)
    widths = [int(each) for each in body(made).xpath("./w:tbl/w:tblGrid/w:gridCol/@w:w")]
    assert len(widths) == columns
    assert min(widths) > 0
    assert sum(widths) * 635 <= page


def test_a_chart_says_what_it_shows_to_who_does_not_see_it() -> None:
    """The finding is its alternative text; every picture has a title and a number of its own."""
    names = body(MADE).xpath(".//wp:docPr")
    found = [(each.get("title"), each.get("descr")) for each in names]
    assert found[:2] == [(LADDER.title, LADDER.finding)] * 2
    assert found[2] == (SCALE.title, SCALE.finding)
    assert [each.get("id") for each in names] == ["1", "2", "3", "4"]


def test_words_stand_apart_from_the_number_before_them() -> None:
    """A column of words that follows one of numbers begins further in, in every row."""
    heads = [Head(text="a"), Head(text="b", is_number=True), Head(text="c"), Head(text="d")]
    grid = Grid(caption="x", heads=heads, rows=[Row(cells=["1", "2", "3", "4"])])
    cells = body(to_docx(of(grid))).xpath("./w:tbl//w:tc")
    indents = [each.xpath("./w:p/w:pPr/w:ind/@w:left") for each in cells]
    assert indents == [[], [], ["160"], []] * 2


def test_a_lead_stays_with_what_it_leads_to() -> None:
    """No page ends between the two."""
    styles = opened(MADE).styles
    assert styles["Partnerskab Lead"].element.xpath("./w:pPr/w:keepNext")


def test_a_day_is_in_one_line() -> None:
    """A column is no narrower than what belongs together."""
    row = Row(cells=["Et langt navn på noget " * 9, "31.\xa0september\xa02014"])
    made = to_docx(of(Grid(caption="x", heads=[Head(text="a"), Head(text="b")], rows=[row])))
    (_, width) = body(made).xpath("./w:tbl/w:tblGrid/w:gridCol/@w:w")
    assert int(width) >= len(row.cells[1]) * 95 * 0.58


def test_two_charts_stand_side_by_side() -> None:
    """A table without headings and borders holds them, each below its caption."""
    (table,) = body(MADE).xpath("./w:tbl[.//w:drawing]")
    assert table.xpath("./w:tblPr/w:tblLook/@w:firstRow") == ["0"]
    assert not table.xpath(".//w:tblHeader | ./w:tblPr/w:tblStyle")
    cells = [text_of(cell) for cell in table.iter(qn("w:tc"))]
    assert cells == [
        "Indbrud på Amager\nanmeldelser om året",
        "Tryghed i Urbanplanen",
        "SSP-beredskabet",
        "",
    ]


def test_a_caption_stays_with_its_chart() -> None:
    """No page ends between the two, whatever a template says."""
    (caption,) = body(MADE).xpath("./w:p[.//w:drawing]/preceding-sibling::w:p[1]")
    assert caption.xpath("./w:pPr/w:keepNext[not(@w:val)]")


def test_rows_of_charts_may_stand_on_different_pages() -> None:
    """A caption that stays with the next paragraph would tie its row to the row below."""
    captions = body(MADE).xpath("./w:tbl//w:p[w:pPr/w:pStyle/@w:val='Caption']")
    assert len(captions) == 3
    assert all(each.xpath("./w:pPr/w:keepNext/@w:val") == ["0"] for each in captions)


def test_the_appendix_starts_on_a_page_of_its_own() -> None:
    """Its heading does, and nothing else."""
    breaks = body(MADE).xpath(".//w:p[w:pPr/w:pageBreakBefore]")
    assert [text_of(each) for each in breaks] == ["Bilag"]


def test_notices_are_in_the_header_of_every_page() -> None:
    """The header has them, and no section has another one."""
    (section,) = opened(MADE).sections
    assert [each.text for each in section.header.paragraphs] == [NOTICES]
    assert not section.different_first_page_header_footer


def test_without_a_notice_there_is_no_header() -> None:
    """Nothing is put where nothing has to be said."""
    assert opened(to_docx(of())).sections[0].header.is_linked_to_previous


def test_pages_are_numbered() -> None:
    """The footer counts them, and says how many there are."""
    footer = opened(MADE).sections[0].footer.part.element
    assert footer.xpath(".//w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]


@pytest.mark.parametrize(("language", "name"), [("da", "da-DK"), ("en", "en-GB")])
def test_the_language_is_declared(language: str, name: str) -> None:
    """For spelling, for reading aloud, and among the properties of the file."""
    document = opened(to_docx(attrs.evolve(SAMPLE, language=language)))
    assert document.core_properties.language == name
    assert set(document.styles.element.xpath(".//w:lang/@w:val")) == {name}


def test_the_file_does_not_say_who_made_it_when() -> None:
    """The properties are the title, the language and the library."""
    properties = ET.fromstring(parts_of(MADE)["docProps/core.xml"])  # noqa: S314 - made here
    assert {each.tag.partition("}")[2]: each.text for each in properties} == {
        "creator": "partnerskab",
        "title": SAMPLE.title,
        "language": "da-DK",
    }
    with ZipFile(BytesIO(MADE)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_contents_give_the_same_bytes() -> None:
    """Nothing in the file changes from one time to the next."""
    assert to_docx(SAMPLE) == MADE


@given(
    texts=st.lists(
        st.text(st.characters(codec=None) | st.sampled_from("<>&\"'\n\r\t \0\u202e"), max_size=9),
        min_size=4,
        max_size=4,
    )
)
def test_every_text_comes_back(texts: list[str]) -> None:
    """No text breaks the file, and each is read as it was written."""
    title, line, cell, notice = texts
    contents = of(
        Text(text=line),
        Grid(caption=cell, heads=[Head(text=cell)], rows=[Row(cells=[cell], is_total=True)]),
        Charts(charts=[attrs.evolve(LADDER, title=cell, finding=cell, notice=cell)]),
        notices=(notice,),
    )
    document = opened(to_docx(attrs.evolve(contents, title=title)))
    written = [harmless(text) for text in texts]
    paragraphs = [each.text for each in document.paragraphs]
    assert paragraphs[:2] == [written[3], written[0]]
    assert paragraphs[4] == written[1]
    assert [cell.text for cell in document.tables[0].columns[0].cells] == [written[2]] * 2
    assert document.sections[0].header.paragraphs[0].text == written[3]


def test_a_table_at_the_end_is_followed_by_a_paragraph() -> None:
    """Word wants one; it is empty."""
    made = to_docx(of(Grid(caption="a", heads=[Head(text="b")], rows=[])))
    assert styled(made)[-1] == ("Normal", "")


def test_a_quote_stays_with_who_wrote_it() -> None:
    """No page ends between the words and the name."""
    document = opened(to_docx(of(Quote(text="a\nb", by="c"), Quote(text="d"))))
    stays = [each.paragraph_format.keep_with_next for each in document.paragraphs[-4:]]
    assert stays == [True, True, None, None]


def test_a_title_that_is_too_long_for_the_properties() -> None:
    """It is cut there, and whole on the page."""
    document = opened(to_docx(attrs.evolve(of(), title="å" * 300)))
    assert document.core_properties.title == "å" * 255
    assert document.paragraphs[0].text == "å" * 300


@pytest.mark.parametrize("module", ["docx", "PIL", "fontpkg"])
def test_without_the_extra(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names what to install."""
    from partnerskab.reports import picture

    picture._font.cache_clear()  # noqa: SLF001 - the font may have been read before
    for name in [each for each in sys.modules if each.partition(".")[0] == module]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError) as caught:
        to_docx(SAMPLE)
    what = "report as a document" if module == "docx" else "chart as a picture"
    assert str(caught.value) == (
        f"a {what} needs more than is installed; run: pip install 'partnerskab[report]'"
    )
