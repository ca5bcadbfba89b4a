"""The text of a document: from a text file and from a PDF."""

import sys
from pathlib import Path

import pytest

from partnerskab.errors import DiagnosticsError, MissingExtraError
from partnerskab.readers.document import read_document
from partnerskab.trace.proof import Standing
from tests.trace.specimens import NORDBY_TEXT, is_whole, pdf_of, specimen


def told(path: Path) -> str:
    """Return what is said about a document that cannot be read, without its folder."""
    with pytest.raises(DiagnosticsError) as caught:
        read_document(path)
    return str(caught.value).replace(f"{path.parent}/", "")


def test_a_text_file(tmp_path: Path) -> None:
    """The text is that of the file, whatever its line ends."""
    path = tmp_path / "signed.txt"
    path.write_bytes("Måltal\r\n2016".encode())
    assert read_document(path) == "Måltal\r\n2016"


def test_a_mark_before_the_text_does_no_harm(tmp_path: Path) -> None:
    """Notepad writes a mark that nobody sees; it is no part of the text."""
    path = tmp_path / "signed.txt"
    path.write_bytes("2016".encode("utf-8-sig"))
    assert read_document(path) == "2016"


def test_a_text_in_another_encoding(tmp_path: Path) -> None:
    """A text that is no UTF-8 is refused, since its letters would be others."""
    path = tmp_path / "signed.txt"
    path.write_bytes("Måltal".encode("cp1252"))
    assert told(path) == (
        "signed.txt:1:2: error: the file is not in UTF-8 [wrong-encoding]\n"
        "    expected: text in UTF-8\n"
        "    came:     byte 0xE5, which is 'å' in Windows-1252\n"
        '    remedy:   save the file again with the encoding "UTF-8"'
    )


def test_a_pdf_has_its_pages_apart(tmp_path: Path) -> None:
    """What a PDF is, its first bytes say and not its name; form feeds divide its pages."""
    path = tmp_path / "signed"
    path.write_bytes(pdf_of("Måltal (-25 %)\nfor 2016", "Side 2"))
    pages = [page.strip() for page in read_document(path).split("\f")]
    assert pages == ["Måltal (-25 %)\nfor 2016", "Side 2"]


def test_a_pdf_proves_the_same_figures(tmp_path: Path) -> None:
    """The agreement is proved by its text in a PDF of several pages with page numbers."""
    above, heading, below = NORDBY_TEXT.read_text(encoding="utf-8").partition("3. Møder og penge")
    path = tmp_path / "signed.pdf"
    path.write_bytes(pdf_of(f"{above}\nSide 1 af 2", f"{heading}{below}\nSide 2 af 2"))
    proof = specimen("nordby").prove(text=read_document(path))
    assert is_whole(proof)
    assert proof.findings[-1].numbers[0].spot.page == 1
    assert {
        finding.numbers[0].spot.page
        for finding in proof.findings
        if finding.standing is Standing.FOUND and finding.citation.section == "3"
    } == {2}


def test_a_pdf_without_text(tmp_path: Path) -> None:
    """A PDF of pictures is told apart from one that states no figure."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf_of("", ""))
    assert told(path) == (
        "scan.pdf: error: the PDF holds no text, only pictures of it [no-text]\n"
        "    came:     2 pages without a letter\n"
        "    remedy:   let a program recognise the text (OCR), and read what it wrote through"
    )


@pytest.mark.parametrize("length", [9, 60, 300, 500])
def test_a_broken_pdf(tmp_path: Path, length: int) -> None:
    """A PDF that is cut off is refused, or read as far as it goes, and nothing else is raised."""
    path = tmp_path / "cut.pdf"
    path.write_bytes(pdf_of("2016")[:length])
    said = told(path)
    assert said.startswith("cut.pdf: error: the PDF ")
    assert said.partition("[")[2].partition("]")[0] in ("broken-pdf", "no-text")


def test_a_document_that_is_not_there(tmp_path: Path) -> None:
    """A wrong name is said as such."""
    assert told(tmp_path / "signed.pdf") == (
        "signed.pdf: error: there is no such file [cannot-read]\n"
        "    remedy:   check the name and the folder; large and small letters may differ"
    )


def test_a_pdf_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pypdf is not installed the message names the extra."""
    path = tmp_path / "signed.pdf"
    path.write_bytes(pdf_of("2016"))
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtraError) as caught:
        read_document(path)
    assert str(caught.value) == (
        "reading a PDF needs more than is installed; run: pip install 'partnerskab[pdf]'"
    )
