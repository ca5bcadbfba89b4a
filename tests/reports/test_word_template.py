"""Templates: what is theirs stays, the report goes where they say, every page has the banner."""

from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm
from openpyxl import Workbook

from partnerskab.errors import DiagnosticsError
from partnerskab.files.archives import archive_of, parts_of
from partnerskab.reports.docx import to_docx
from tests.reports.sample import NOTICE, SAMPLE
from tests.reports.word import body, danish, disordered, opened, saved, styled, without

NOTICES = f"{NOTICE}\nKun til intern brug"
NO_DOCUMENT = "    expected: a document (.docx) or a template (.dotx) as Word saves it\n"
SAVE_AGAIN = "    remedy:   open it in Word or LibreOffice and save it as .docx, without a password"


def filled(path: Path, data: bytes) -> bytes:
    """Return the report in a template."""
    path.write_bytes(data)
    return to_docx(SAMPLE, path)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a template is, named as a user would."""
    monkeypatch.chdir(tmp_path)
    return Path("brev.docx")


def test_the_report_goes_where_the_template_says(path: Path) -> None:
    """The paragraph with the mark is gone, the others stand around the report."""
    texts = [text for _, text in styled(filled(path, danish("Før", "{{ report }}", "Efter")))]
    assert texts[:3] == ["Før", NOTICES, SAMPLE.title]
    assert texts[-2:] == ["Ingen.", "Efter"]


def test_a_mark_may_be_cut_in_pieces(path: Path) -> None:
    """Word cuts a text where somebody has corrected it, and white space makes no difference."""
    document = Document()
    paragraph = document.add_paragraph(" {{")
    paragraph.add_run("report")
    paragraph.add_run(" }}")
    texts = [text for _, text in styled(filled(path, saved(document)))]
    assert texts[:2] == [NOTICES, SAMPLE.title]


def test_without_a_mark_the_report_goes_to_the_end(path: Path) -> None:
    """The empty paragraph that Word leaves at the end is not left above the report."""
    texts = [text for _, text in styled(filled(path, danish("Før", "")))]
    assert texts[:3] == ["Før", NOTICES, SAMPLE.title]
    assert texts[-1] == "Ingen."


def test_what_a_template_has_stays(path: Path) -> None:
    """The header, the footer and the page are the template's own."""
    section = opened(filled(path, danish())).sections[0]
    assert section.page_width == opened(danish()).sections[0].page_width
    assert [each.text for each in section.header.paragraphs] == ["Københavns Kommune", NOTICES]
    assert [each.text for each in section.footer.paragraphs] == ["Rådhuset"]


def test_the_styles_of_a_danish_word_are_used(path: Path) -> None:
    """Whatever they are called by their ids, headings get the style of the template."""
    made = filled(path, danish())
    used = set(body(made).xpath(".//w:p/w:pPr/w:pStyle/@w:val"))
    assert {"Titel", "Undertitel", "Overskrift1", "Overskrift2"} <= used
    assert not used & {"Title", "Subtitle", "Heading1", "Heading2"}
    assert [style for style, text in styled(made) if text == "1 Kort fortalt"] == ["Heading 1"]


def test_a_style_that_is_missing_is_added(path: Path) -> None:
    """Each style that is used is there, once, and is based on one that is there."""
    document = opened(filled(path, danish()))
    ids = document.styles.element.xpath("./w:style/@w:styleId")
    assert len(set(ids)) == len(ids)
    used = document.element.body.xpath(".//w:pStyle/@w:val | .//w:tblStyle/@w:val")
    based = document.styles.element.xpath("./w:style/w:basedOn/@w:val")
    assert {*used, *based} <= set(ids)
    assert {"ListBullet", "Caption", "Quote", "Heading3"} <= set(used)


def test_a_style_of_another_name_keeps_its_id(path: Path) -> None:
    """A template may call its own style what the library calls another one."""
    document = opened(danish())
    document.styles.add_style("Quote", 1).element.set(qn("w:styleId"), "Caption")
    made = opened(filled(path, saved(document)))
    names = {style.name: style.style_id for style in made.styles}
    assert (names["Quote"], names["Caption"]) == ("Caption", "Caption2")
    base = made.styles["Partnerskab Byline"].base_style
    assert base.name == "Quote"


def test_items_have_bullets_in_a_template_without_lists(path: Path) -> None:
    """The list is added with its style, also where there was no list at all."""
    plain = opened(danish())
    relations = plain.part.rels
    del relations[next(id for id, each in relations.items() if each.reltype.endswith("/numbering"))]
    for data in (danish(), saved(plain)):
        document = opened(filled(path, data))
        (number,) = document.styles["List Bullet"].element.xpath(".//w:numId/@w:val")
        numbering = document.part.numbering_part.element
        (kind,) = numbering.xpath(f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
        level = f"./w:abstractNum[@w:abstractNumId='{kind}']/w:lvl"
        assert numbering.xpath(f"{level}/w:numFmt/@w:val") == ["bullet"]
        assert numbering.xpath(f"{level}/w:pStyle/@w:val") == ["ListBullet"]


def test_everything_stands_in_the_order_that_word_asks_for(path: Path) -> None:
    """What is added to a template is added where Word looks for it."""
    assert disordered(filled(path, danish("Før", "{{ report }}", "Efter"))) == []


def test_the_banner_is_on_every_page(path: Path) -> None:
    """First pages, left pages and later sections with headers of their own have it, too."""
    document = opened(danish())
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].even_page_header.paragraphs[0].text = "Lige"
    later = document.add_section(WD_SECTION.NEW_PAGE)
    later.header.is_linked_to_previous = False
    later.header.paragraphs[0].text = "Bilag"
    sections = opened(filled(path, saved(document))).sections
    headers = [
        [each.text for each in header.paragraphs]
        for section in sections
        for header in (section.header, section.first_page_header, section.even_page_header)
    ]
    assert headers == [
        ["Københavns Kommune", NOTICES],
        [NOTICES],
        ["Lige", NOTICES],
        ["Bilag", NOTICES],
        [NOTICES],
        ["Lige", NOTICES],
    ]


def test_a_table_fits_the_page_that_it_stands_on(path: Path) -> None:
    """In a wide section before a narrow one, tables may be as wide as that section."""
    document = opened(danish("{{ report }}"))
    document.sections[0].page_width = Cm(9)
    document.add_section(WD_SECTION.NEW_PAGE).page_width = Cm(40)
    widths = body(filled(path, saved(document))).xpath("./w:tbl[1]//w:gridCol/@w:w")
    assert sum(map(int, widths)) * 635 <= Cm(9) - Cm(6)


def test_a_mark_at_the_end_of_a_section(path: Path) -> None:
    """The end of the section stays where it was, after the report."""
    document = opened(danish("{{ report }}"))
    document.add_section(WD_SECTION.NEW_PAGE)
    mark, end = document.element.body[0], document.element.body[1]
    mark.get_or_add_pPr().append(end.xpath("./w:pPr/w:sectPr")[0])
    document.element.body.remove(end)
    document.add_paragraph("Efter")
    texts = [text for _, text in styled(filled(path, saved(document)))]
    assert texts[:2] == [NOTICES, SAMPLE.title]
    assert texts[-3:] == ["Ingen.", "", "Efter"]


def test_a_template_of_word_becomes_a_document(path: Path) -> None:
    """A .dotx is filled like a .docx, and what comes out is a document."""
    parts = parts_of(danish())
    kinds = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = kinds.replace(b"document.main+xml", b"template.main+xml")
    assert parts["[Content_Types].xml"] != kinds
    made = filled(path, archive_of(parts))
    assert made == filled(path, danish())


def test_the_file_does_not_say_who_made_the_template(path: Path) -> None:
    """Neither the person nor the day of the template goes on."""
    document = opened(danish())
    document.core_properties.author = "Birthe"
    document.core_properties.last_modified_by = "Birthe"
    made = filled(path, saved(document))
    assert not any(b"Birthe" in part for part in parts_of(made).values())


def test_the_same_template_gives_the_same_bytes(path: Path) -> None:
    """Nothing changes from one time to the next."""
    assert filled(path, danish("Før")) == to_docx(SAMPLE, path)


def refused(path: Path, data: bytes) -> str:
    """Return what is said of a template that cannot be filled."""
    with pytest.raises(DiagnosticsError) as caught:
        filled(path, data)
    return str(caught.value)


@pytest.mark.parametrize("size", [0, 100, 20_000])
def test_a_damaged_template(path: Path, size: int) -> None:
    """The message says what was expected, and what to do."""
    assert refused(path, danish()[:size]) == (
        "brev.docx: error: this is no document that a report can fill [unusable-template]\n"
        f"{NO_DOCUMENT}"
        "    came:     a damaged file, or one of another kind, such as a .doc or one with a "
        f"password\n{SAVE_AGAIN}"
    )


def test_a_workbook_is_no_template(path: Path) -> None:
    """It is an archive like a document, and holds none."""
    Workbook().save(path)
    assert refused(path, path.read_bytes()) == (
        "brev.docx: error: this is no document that a report can fill [unusable-template]\n"
        f"{NO_DOCUMENT}"
        f"    came:     an archive of another kind, such as a workbook\n{SAVE_AGAIN}"
    )


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_a_template_whose_parts_are_broken(path: Path, name: str) -> None:
    """Whatever python-docx stumbles over, it is said as one finding about the file."""
    for data in (archive_of({**parts_of(danish()), name: b"<w:"}), without(danish(), name)):
        text = refused(path, data)
        assert text.startswith(
            "brev.docx: error: this is no document that a report can fill [unusable-template]\n"
            f"{NO_DOCUMENT}    came:     "
        )
        assert text.endswith(f"\n{SAVE_AGAIN}")


def test_a_mark_in_a_table(path: Path) -> None:
    """There is no room for a report in a cell."""
    document = opened(danish())
    document.add_table(1, 1).cell(0, 0).text = "{{ report }}"
    assert refused(path, saved(document)) == (
        "brev.docx: error: {{ report }} stands where there is no room for a report "
        "[unusable-template]\n"
        "    expected: a paragraph of its own, between other paragraphs of the page\n"
        "    came:     a paragraph in a table, a frame or a field to fill in\n"
        "    remedy:   move {{ report }} out of it, or take it away: then the report goes to the "
        "end"
    )


def test_a_template_that_is_not_there(path: Path) -> None:
    """The file is named as it was given."""
    with pytest.raises(DiagnosticsError) as caught:
        to_docx(SAMPLE, path)
    assert str(caught.value) == (
        "brev.docx: error: there is no such file [cannot-read]\n"
        "    remedy:   check the name and the folder; large and small letters may differ"
    )


def test_a_folder_is_no_template(path: Path) -> None:
    """It is said as for every file that is read."""
    path.mkdir()
    with pytest.raises(DiagnosticsError) as caught:
        to_docx(SAMPLE, path)
    assert str(caught.value) == (
        "brev.docx: error: this is a folder, not a file [cannot-read]\n"
        "    remedy:   name a file inside the folder"
    )
