"""Word documents taken apart, and templates as Danish offices have them."""

from io import BytesIO
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import nsmap, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

from partnerskab.files.archives import archive_of, parts_of

# In which order the parts of an element stand, by the schema of ISO/IEC 29500: Word opens no other.
ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
    " suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct"
    " topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind"
    " contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
    " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect"
    " bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "w:tbl": "tblPr tblGrid tr",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW"
    " jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
    " tblDescription",
    "w:tr": "tblPrEx trPr tc",
    "w:tc": "tcPr p tbl",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection"
    " tcFitText vAlign hideMark",
    "w:sectPr": "headerReference/footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg"
    " textDirection bidi rtlGutter docGrid",
    "w:style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden"
    " unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr"
    " tcPr tblStylePr",
    "w:styles": "docDefaults latentStyles style",
    "w:numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId lvlJc pPr rPr",
}
DANISH = {
    "Heading1": "Overskrift1",
    "Heading2": "Overskrift2",
    "Title": "Titel",
    "Subtitle": "Undertitel",
    "Header": "Sidehoved",
}


def opened(data: bytes) -> WordDocument:
    """Return a document as python-docx opens it."""
    return Document(BytesIO(data))


def body(data: bytes) -> BaseOxmlElement:
    """Return the body of a document."""
    return cast("BaseOxmlElement", opened(data).element.body)


def text_of(element: BaseOxmlElement) -> str:
    """Return the text of an element; a line break as it was written."""
    return "".join(
        "\n" if each.tag == qn("w:br") else each.text or ""
        for each in element.iter(qn("w:t"), qn("w:br"))
    )


def styled(data: bytes) -> list[tuple[str, str]]:
    """Return the paragraphs of the body outside of tables, each with the name of its style."""
    return [(each.style.name, each.text) for each in opened(data).paragraphs if each.style]


def saved(document: WordDocument) -> bytes:
    """Return the bytes of a document."""
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def danish(*paragraphs: str) -> bytes:
    """Return a template as a Danish Word saves it, with these paragraphs."""
    document = Document()
    styles = document.styles.element
    for style in styles.xpath("./w:style"):
        kept = style.get(qn("w:styleId"))
        if kept in DANISH:
            style.set(qn("w:styleId"), DANISH[kept])
        elif kept in {"ListBullet", "Caption", "Quote", "Heading3"}:
            styles.remove(style)  # Word writes only those styles that somebody has used
    for link in styles.xpath(".//w:basedOn | .//w:next | .//w:link"):
        link.set(qn("w:val"), DANISH.get(link.get(qn("w:val")), link.get(qn("w:val"))))
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Cm(18), Cm(3), Cm(3)
    section.header.paragraphs[0].text = "Københavns Kommune"
    section.footer.paragraphs[0].text = "Rådhuset"
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def disordered(data: bytes) -> list[str]:
    """Return every element of a document whose parts do not stand in the order of the schema."""
    document = opened(data)
    roots = [document.element, document.styles.element, document.part.numbering_part.element]
    return [
        name
        for name, order in ORDERS.items()
        for root in roots
        for element in root.iter(qn(name))
        if not _is_ordered([part.tag for part in element if isinstance(part.tag, str)], order)
    ]


def _is_ordered(tags: list[str], order: str) -> bool:
    ranks = {
        f"{{{nsmap['w']}}}{name}": rank
        for rank, names in enumerate(order.split())
        for name in names.split("/")
    }
    places = [ranks.get(tag, -1) for tag in tags]
    return places == sorted(places) and -1 not in places


def without(data: bytes, name: str) -> bytes:
    """Return a document that lacks a part."""
    return archive_of({each: part for each, part in parts_of(data).items() if each != name})
