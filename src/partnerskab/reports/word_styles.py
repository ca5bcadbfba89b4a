"""The styles of a report in a document: those it has, and those it gets."""

from copy import deepcopy
from typing import TYPE_CHECKING, cast

from partnerskab.reports.word_template import own_parts

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import XmlPart
    from docx.oxml.xmlchemy import BaseOxmlElement


def add_styles(document: "Document") -> dict[str, str]:
    """Add the styles that a report needs and a document lacks; those that it has stay.

    Args:
        document: the document to fill.

    Returns:
        The ids of all styles of a report in this document, by their names in small letters. Word
        names its own styles in English within a file, whatever its language.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    own = parse_xml(own_parts()["word/styles.xml"])
    there = document.styles.element
    ids: dict[str, str] = {}
    missing = []
    taken = set(there.xpath("./w:style/@w:styleId"))
    for style in own.iterchildren(qn("w:style")):
        id = _id_in(there, style)
        if id is None:
            missing.append(style)
            id = _free(style.get(qn("w:styleId")), taken)
            taken.add(id)
        ids[style.get(qn("w:styleId"))] = id
    for style in missing:
        there.append(_adapted(document, style, ids))
    return {_name(style): ids[style.get(qn("w:styleId"))] for style in own.xpath("./w:style")}


def set_language(document: "Document", language: str) -> None:
    """Say which language a document is written in, for spelling and for reading aloud.

    Args:
        document: the document.
        language: such as `da-DK`.
    """
    from docx.oxml.ns import qn

    styles = document.styles.element
    for each in styles.iter(qn("w:lang")):
        each.set(qn("w:val"), language)
    defaults = _child(_child(_child(styles, "w:docDefaults", 0), "w:rPrDefault", 0), "w:rPr", 0)
    _child(defaults, "w:lang").set(qn("w:val"), language)


def _id_in(there: "BaseOxmlElement", style: "BaseOxmlElement") -> str | None:
    """Return the id of the style of the same kind and name, or of the default of its kind."""
    from docx.oxml.ns import qn

    kind, is_default = style.get(qn("w:type")), style.get(qn("w:default")) is not None
    for each in there.xpath(f"./w:style[@w:type='{kind}']"):
        if _name(each) == _name(style) or (is_default and each.get(qn("w:default")) == "1"):
            return str(each.get(qn("w:styleId")))
    return None


def _name(style: "BaseOxmlElement") -> str:
    return "".join(style.xpath("./w:name/@w:val")).lower()


def _free(id: str, taken: set[str]) -> str:
    """Return an id that no other style has."""
    number, free = 1, id
    while free in taken:
        number += 1
        free = f"{id}{number}"
    return free


def _adapted(
    document: "Document", style: "BaseOxmlElement", ids: dict[str, str]
) -> "BaseOxmlElement":
    """Return a copy of a style that names the others by their ids in the document."""
    from docx.oxml.ns import qn

    copy = deepcopy(style)
    copy.set(qn("w:styleId"), ids[copy.get(qn("w:styleId"))])
    for link in copy.xpath("./w:basedOn | ./w:next"):
        link.set(qn("w:val"), ids[link.get(qn("w:val"))])
    for number in copy.xpath("./w:pPr/w:numPr/w:numId"):
        number.set(qn("w:val"), _add_bullets(document, copy.get(qn("w:styleId"))))
    return copy


def _add_bullets(document: "Document", style: str) -> str:
    """Add the bullets of a list to a document, and return the number that they have there."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.parts.numbering import NumberingPart

    own = parse_xml(own_parts()["word/numbering.xml"])
    own.xpath("./w:abstractNum/w:lvl/w:pStyle")[0].set(qn("w:val"), style)
    try:
        there = cast("XmlPart", document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)).element
    except KeyError:
        part = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            own,
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return "1"
    kind, number = own.xpath("./w:abstractNum")[0], own.xpath("./w:num")[0]
    kind_id = _next(there.xpath("./w:abstractNum/@w:abstractNumId"))
    number_id = _next(there.xpath("./w:num/@w:numId"))
    kind.set(qn("w:abstractNumId"), kind_id)
    number.set(qn("w:numId"), number_id)
    number.find(qn("w:abstractNumId")).set(qn("w:val"), kind_id)
    # All kinds of lists stand before all lists; what may follow them stands at the very end.
    _put_after(there, kind, "w:numPicBullet", "w:abstractNum")
    _put_after(there, number, "w:numPicBullet", "w:abstractNum", "w:num")
    return number_id


def _next(ids: list[str]) -> str:
    return str(max((int(id) for id in ids), default=0) + 1)


def _put_after(parent: "BaseOxmlElement", child: "BaseOxmlElement", *names: str) -> None:
    """Put a child after the last of those with these names, or first of all."""
    before = [each for name in names for each in parent.xpath(f"./{name}")]
    if before:
        before[-1].addnext(child)
    else:
        parent.insert(0, child)


def _child(parent: "BaseOxmlElement", name: str, index: int | None = None) -> "BaseOxmlElement":
    """Return the child with this name, made at the index, or at the end, where there is none."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found: BaseOxmlElement | None = parent.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        parent.insert(len(parent) if index is None else index, found)
    return found
