"""Bytes to text: a file that is not clean UTF-8 is named as such, and read on as far as it goes."""

import codecs
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from partnerskab.errors import Diagnostic, DiagnosticsError, Place

_SAVE_AS_UTF8 = 'save the file again with the encoding "UTF-8"'


def read_text(
    path: Path, shown: str, encoding: str = "utf-8"
) -> tuple[str, tuple[Diagnostic, ...]]:
    r"""Return the text of a file, and what is wrong with it as a file.

    Line ends stay as they are. Where the encoding is wrong the text is a best guess (UTF-16 by its
    mark, or else Windows-1252), so that everything else can be reported in the same run.

    Args:
        path: the file to read.
        shown: the file as the user named it, for the places.
        encoding: what the file is declared to be in.

    Returns:
        The text without a byte-order mark, "" where nothing can be used; and diagnostics with the
        ids `cannot-read`, `empty-file`, `byte-order-mark` and `wrong-encoding`, none of them for a
        file as it should be.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "agreement.toml")
    ...     _ = path.write_bytes(b'place = "K\xf8ge"')
    ...     text, findings = read_text(path, "agreement.toml")
    >>> text
    'place = "Køge"'
    >>> print(*findings)
    agreement.toml:1:11: error: the file is not in UTF-8 [wrong-encoding]
        expected: text in UTF-8
        came:     byte 0xF8, which is 'ø' in Windows-1252
        remedy:   save the file again with the encoding "UTF-8"
    """
    try:
        if path.is_dir():
            raise IsADirectoryError  # the systems differ in what they raise for it
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        return "", (unreadable(error, shown),)
    if data and codecs.lookup(encoding).name != "utf-8":
        return _decode_as(encoding, data, shown)
    text, findings = _decode(data.removeprefix(BOM_UTF8), shown)
    if data.startswith(BOM_UTF8):
        findings = (_byte_order_mark(shown), *findings)
    return text, findings


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file that is not text.

    Raises:
        DiagnosticsError: where it cannot be read, with the id `cannot-read`.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError  # the systems differ in what they raise for it
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise DiagnosticsError((unreadable(error, str(path)),)) from None


def spot_after(text: str) -> tuple[int, int]:
    r"""Return line and column, in characters from 1, of what follows `text` in its file.

    >>> spot_after('a = 1\r\nby = "Æ')
    (2, 8)
    """
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def unreadable(error: Exception, shown: str, what: str = "file") -> Diagnostic:
    """Return what is wrong with a file or a folder that the system will not read."""
    if isinstance(error, IsADirectoryError):
        message, remedy = "this is a folder, not a file", "name a file inside the folder"
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        message = "there is no such file"
        remedy = "check the name and the folder; large and small letters may differ"
    elif isinstance(error, PermissionError):
        message = f"the {what} may not be read by you"
        remedy = "give yourself the right to read it, or copy it to a folder of your own"
    else:
        message, remedy = f"the {what} cannot be read: {error}", "check the name and the folder"
    return Diagnostic(id="cannot-read", place=Place(file=shown), message=message, remedy=remedy)


def _byte_order_mark(shown: str) -> Diagnostic:
    return Diagnostic(
        id="byte-order-mark",
        place=Place(file=shown, line=1, column=1),
        message="the file begins with a byte-order mark, which cannot be seen",
        expected="UTF-8 without a mark",
        came="UTF-8 with the mark 0xEFBBBF",
        remedy='save the file again as "UTF-8", not as "UTF-8 with BOM"',
    )


def _decode(data: bytes, shown: str) -> tuple[str, tuple[Diagnostic, ...]]:
    if not data.strip():
        return "", (_empty_file(data, shown),)
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        came = f"UTF-16, by its first two bytes 0x{data[:2].hex().upper()}"
        return data.decode("utf-16", "replace"), (_wrong_encoding(b"", came, shown),)
    head, null, _ = data.partition(b"\0")
    if null:
        came = "byte 0x00, as in a workbook (.xlsx), a document (.docx) or a picture"
        remedy = "name a text file, or save the contents as one in UTF-8"
        return "", (_wrong_encoding(head, came, shown, remedy),)
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        head, bad = data[: error.start], data[error.start : error.start + 1]
    came = f"byte 0x{bad.hex().upper()}"
    letter = bad.decode("cp1252", "ignore")
    if letter:
        came += f", which is {letter!r} in Windows-1252"
    return data.decode("cp1252", "replace"), (_wrong_encoding(head, came, shown),)


def _decode_as(encoding: str, data: bytes, shown: str) -> tuple[str, tuple[Diagnostic, ...]]:
    try:
        text = data.decode(encoding)
        return text, () if text.strip() else (_empty_file(data, shown),)
    except UnicodeDecodeError as error:
        start = error.start
    except UnicodeError:  # some of the rarer encodings do not say where
        start = 0
    line, column = spot_after(data[:start].decode(encoding, "replace") if start else "")
    bad = data[start : start + 1].hex().upper()
    finding = Diagnostic(
        id="wrong-encoding",
        place=Place(file=shown, line=line, column=column),
        message="the file is not in the encoding that is declared for it",
        expected=f"text in {encoding}",
        came=f"byte 0x{bad}",
        remedy="declare the encoding that the source uses, or ask it for another",
    )
    return "", (finding,)


def _empty_file(data: bytes, shown: str) -> Diagnostic:
    return Diagnostic(
        id="empty-file",
        place=Place(file=shown),
        message="the file is empty",
        came=f"{len(data)} bytes of white space" if data else "0 bytes",
        remedy="fill the file in, or remove it",
    )


def _wrong_encoding(head: bytes, came: str, shown: str, remedy: str = _SAVE_AS_UTF8) -> Diagnostic:
    """Say that the file goes wrong after `head`."""
    line, column = spot_after(head.decode(errors="replace"))
    return Diagnostic(
        id="wrong-encoding",
        place=Place(file=shown, line=line, column=column),
        message="the file is not in UTF-8",
        expected="text in UTF-8",
        came=came,
        remedy=remedy,
    )
