"""The document that a report fills: the user's own, or the one that comes with the library."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from partnerskab.errors import Diagnostic, DiagnosticsError, MissingExtraError, Place
from partnerskab.files.archives import archive_of, parts_of
from partnerskab.files.decoding import read_bytes

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_MARK = "{{ report }}"
_MARKED = re.compile(r"\s*\{\{\s*report\s*\}\}\s*")
_TYPES = "[Content_Types].xml"
_OF_A_TEMPLATE = b"wordprocessingml.template.main+xml"
_OF_A_DOCUMENT = b"wordprocessingml.document.main+xml"
# Where a template does not say how large a page is: A4, with an inch at each side, in the units of
# Word's pictures, of which a twentieth of a point has so many.
_PAGE, _MARGIN, _TWENTIETH = 7_560_310, 914_400, 635


def open_template(path: Path | None) -> "Document":
    """Return the document to fill.

    Args:
        path: a document or a template of Word; None for the look that comes with the library.

    Raises:
        DiagnosticsError: where the file cannot be read, with the id `cannot-read`, or is no such
            document, with the id `unusable-template`.
        MissingExtraError: where python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError:
        raise MissingExtraError("a report as a document", "report") from None
    if path is None:
        return Document(BytesIO(archive_of(own_parts())))
    data = read_bytes(path)
    try:
        return _opened(data)
    except BadZipFile:
        came = "a damaged file, or one of another kind, such as a .doc or one with a password"
        raise _unusable(path, came) from None
    except Exception as error:  # a broken file makes python-docx stumble anywhere
        came = " ".join(str(error).split()) or type(error).__name__
        raise _unusable(path, came) from error


@cache
def own_parts() -> dict[str, bytes]:
    """Return the parts of the document that comes with the library, by their names."""
    return dict(_files_in(files("partnerskab.reports") / "word"))


def _opened(data: bytes) -> "Document":
    from docx import Document

    parts = parts_of(data)
    if not any(kind in parts.get(_TYPES, b"") for kind in (_OF_A_DOCUMENT, _OF_A_TEMPLATE)):
        raise ValueError("an archive of another kind, such as a workbook")
    # A template of Word is a document under another name.
    parts[_TYPES] = parts[_TYPES].replace(_OF_A_TEMPLATE, _OF_A_DOCUMENT)
    document = Document(BytesIO(archive_of(parts)))
    # What filling will ask for is read now, so that whatever is broken is found first.
    for section in document.sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            _ = header.is_linked_to_previous or header.part
    _ = document.element.body.xpath("./w:p"), document.styles.element, document.settings
    return document


class Gap:
    """Where in a document the report goes.

    It is where a paragraph holds nothing but `{{ report }}`, or else at the end.

    Args:
        document: the document to fill.
        path: the file, as an error names it; None for the one that comes with the library.

    Raises:
        DiagnosticsError: where the mark stands in a table or a frame, with the id
            `unusable-template`.
    """

    def __init__(self, document: "Document", path: Path | None) -> None:
        self._document = document
        self._body = document.element.body
        self._paragraph = self._marked(path)
        if self._paragraph is None:
            self._paragraph = self._empty_end()

    @property
    def width(self) -> int:
        """The width of the text around the gap, in twentieths of a point."""
        before = self._body.index(self._paragraph) if self._paragraph is not None else None
        breaks = self._body.xpath("./w:p[w:pPr/w:sectPr]")
        index = sum(1 for each in breaks if before is not None and self._body.index(each) < before)
        section = self._document.sections[index if before is not None else -1]
        page = section.page_width or _PAGE
        sides = [
            _MARGIN if side is None else side
            for side in (section.left_margin, section.right_margin)
        ]
        return (page - sum(sides) - (section.gutter or 0)) // _TWENTIETH

    def fill(self, elements: "list[BaseOxmlElement]") -> None:
        """Put the report into the gap, and close it."""
        from docx.oxml.ns import qn

        if self._paragraph is None:
            end = self._body.find(qn("w:sectPr"))
            for element in elements:
                self._body.append(element) if end is None else end.addprevious(element)
            return
        for element in elements:
            self._paragraph.addprevious(element)
        if self._paragraph.xpath("./w:pPr/w:sectPr"):
            # A new section starts after it, so that the paragraph itself has to stay.
            for part in self._paragraph.xpath("./*[not(self::w:pPr)]"):
                self._paragraph.remove(part)
        else:
            self._body.remove(self._paragraph)

    def _marked(self, path: Path | None) -> "BaseOxmlElement | None":
        for paragraph in self._body.xpath(".//w:p"):
            if _MARKED.fullmatch("".join(paragraph.xpath("./w:r/w:t/text()"))):
                if paragraph.getparent() is not self._body and path is not None:
                    raise _misplaced(path)
                return paragraph  # type: ignore[no-any-return]  # what xpath gives is not typed
        return None

    def _empty_end(self) -> "BaseOxmlElement | None":
        """Return the empty paragraph that Word puts at the end of everything."""
        last = self._body.xpath("./*[not(self::w:sectPr)][last()][self::w:p]")
        is_empty = last and not last[0].xpath("./*[not(self::w:pPr)] | ./w:pPr/w:sectPr")
        return last[0] if is_empty else None


def _files_in(folder: "Traversable", above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files_in(entry, f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", entry.read_bytes()


def _unusable(path: Path, came: str) -> DiagnosticsError:
    finding = Diagnostic(
        id="unusable-template",
        place=Place(file=str(path)),
        message="this is no document that a report can fill",
        expected="a document (.docx) or a template (.dotx) as Word saves it",
        came=came,
        remedy="open it in Word or LibreOffice and save it as .docx, without a password",
    )
    return DiagnosticsError((finding,))


def _misplaced(path: Path) -> DiagnosticsError:
    finding = Diagnostic(
        id="unusable-template",
        place=Place(file=str(path)),
        message=f"{_MARK} stands where there is no room for a report",
        expected="a paragraph of its own, between other paragraphs of the page",
        came="a paragraph in a table, a frame or a field to fill in",
        remedy=f"move {_MARK} out of it, or take it away: then the report goes to the end",
    )
    return DiagnosticsError((finding,))
