"""The text of a document: a text file, or a PDF with text in it (the extra `pdf`)."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from partnerskab.errors import Diagnostic, DiagnosticsError, MissingExtraError, Place
from partnerskab.files.decoding import read_text, unreadable

if TYPE_CHECKING:
    from pypdf import PdfReader

_MARK_OF_PDF = b"%PDF-"
_LONGEST_HEAD = 1024
# Without a handler what pypdf logs about a damaged file goes to standard error, beside our message;
# an application that listens to the log still hears it.
_UNHEARD = logging.NullHandler()


def read_document(path: str | Path) -> str:
    r"""Return the text of a document, its pages divided by form feeds.

    Args:
        path: a text file in UTF-8, or a PDF; which of them, the file itself says.

    Raises:
        DiagnosticsError: where it cannot be read, or holds no text.
        MissingExtraError: for a PDF, where `pypdf` is not installed.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "agreement.txt")
    ...     _ = path.write_text("The end of 2016\n", encoding="utf-8")
    ...     read_document(path)
    'The end of 2016\n'
    """
    path = Path(path)
    if _is_pdf(path):
        return _pdf_text(path)
    text, findings = read_text(path, str(path))
    # A mark that cannot be seen does no harm here: nobody edits a signed text.
    wrong = tuple(each for each in findings if each.id != "byte-order-mark")
    if wrong:
        raise DiagnosticsError(wrong)
    return text


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _MARK_OF_PDF in file.read(_LONGEST_HEAD)
    except (OSError, ValueError):
        return False  # what is wrong with it is said where it is read


def _pdf_text(path: Path) -> str:
    try:
        from pypdf import PdfReader
    except ImportError:
        raise MissingExtraError("reading a PDF", "pdf") from None
    logging.getLogger("pypdf").addHandler(_UNHEARD)
    try:
        pages = _pages(PdfReader(path))
    except OSError as error:
        raise DiagnosticsError((unreadable(error, str(path)),)) from error
    except Exception as error:  # a broken file makes pypdf stumble anywhere
        broken = Diagnostic(
            id="broken-pdf",
            place=Place(file=str(path)),
            message="the PDF cannot be read",
            came=" ".join(str(error).split()) or type(error).__name__,
            remedy="open it, save it again without a password, or save its text in UTF-8",
        )
        raise DiagnosticsError((broken,)) from error
    if not any(page.strip() for page in pages):
        empty = Diagnostic(
            id="no-text",
            place=Place(file=str(path)),
            message="the PDF holds no text, only pictures of it",
            came=f"{len(pages)} pages without a letter",
            remedy="let a program recognise the text (OCR), and read what it wrote through",
        )
        raise DiagnosticsError((empty,))
    return "\f".join(pages)


def _pages(reader: "PdfReader") -> list[str]:
    return [page.extract_text() for page in reader.pages]
