"""What `read_text` returns and reports, message by message."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerskab.files.decoding import read_text, spot_after


def written(folder: Path, data: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / "agreement.toml"
    path.write_bytes(data)
    return path


def read(path: Path, shown: str = "agreement.toml") -> tuple[str, str]:
    """Return the text of a file, and all that is said about it."""
    text, findings = read_text(path, shown)
    return text, "\n".join(str(finding) for finding in findings)


def test_clean_file_is_returned_as_it_is(tmp_path: Path) -> None:
    """UTF-8 text comes back whole, line ends included, and nothing is reported."""
    path = written(tmp_path, "by = 'Ærø'\r\n# 🌱\n".encode())
    assert read(path) == ("by = 'Ærø'\r\n# 🌱\n", "")


def test_missing_file(tmp_path: Path) -> None:
    """A name that leads nowhere is a finding, under the name that the user gave."""
    text, report = read(tmp_path / "gone.toml", "plan/gone.toml")
    assert text == ""
    assert report == (
        "plan/gone.toml: error: there is no such file [cannot-read]\n"
        "    remedy:   check the name and the folder; large and small letters may differ"
    )


def test_file_below_a_file(tmp_path: Path) -> None:
    """A path through a file, as if it were a folder, leads nowhere either."""
    _, findings = read_text(written(tmp_path, b"a = 1") / "inner.toml", "inner.toml")
    assert [finding.message for finding in findings] == ["there is no such file"]


def test_folder(tmp_path: Path) -> None:
    """A folder is named as a folder."""
    text, report = read(tmp_path, "plan")
    assert text == ""
    assert report == (
        "plan: error: this is a folder, not a file [cannot-read]\n"
        "    remedy:   name a file inside the folder"
    )


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the user may not read is a finding; raised by hand, since root may read all."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    text, report = read(tmp_path / "agreement.toml")
    assert text == ""
    assert report == (
        "agreement.toml: error: the file may not be read by you [cannot-read]\n"
        "    remedy:   give yourself the right to read it, or copy it to a folder of your own"
    )


def test_failing_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says about any other trouble is passed on."""

    def fail(path: Path) -> bytes:
        raise OSError(5, "Input/output error", path.name)

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert read(tmp_path / "a.toml") == (
        "",
        (
            "agreement.toml: error: the file cannot be read: [Errno 5] Input/output error: "
            "'a.toml' [cannot-read]\n"
            "    remedy:   check the name and the folder"
        ),
    )


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    """A name with a null character, or far too long, does not raise."""
    _, findings = read_text(tmp_path / name, "agreement.toml")
    assert [finding.id for finding in findings] == ["cannot-read"]


@pytest.mark.parametrize(
    ("data", "came"), [(b"", "0 bytes"), (b" \r\n\t\n", "5 bytes of white space")]
)
def test_empty_file(tmp_path: Path, data: bytes, came: str) -> None:
    """A file with nothing in it, or nothing to be seen, is reported as empty."""
    text, report = read(written(tmp_path, data))
    assert text == ""
    assert report == (
        "agreement.toml: error: the file is empty [empty-file]\n"
        f"    came:     {came}\n"
        "    remedy:   fill the file in, or remove it"
    )


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte-order mark is reported, and the text goes on without it."""
    text, report = read(written(tmp_path, b"\xef\xbb\xbfa = 1\n"))
    assert text == "a = 1\n"
    assert report == (
        "agreement.toml:1:1: error: the file begins with a byte-order mark, which cannot be "
        "seen [byte-order-mark]\n"
        "    expected: UTF-8 without a mark\n"
        "    came:     UTF-8 with the mark 0xEFBBBF\n"
        '    remedy:   save the file again as "UTF-8", not as "UTF-8 with BOM"'
    )


@pytest.mark.parametrize(
    ("rest", "id"), [(b"", "empty-file"), (b"\xe6", "wrong-encoding"), (b"\0", "wrong-encoding")]
)
def test_byte_order_mark_hides_nothing(tmp_path: Path, rest: bytes, id: str) -> None:
    """What else is wrong with the file is reported beside the mark."""
    _, findings = read_text(written(tmp_path, b"\xef\xbb\xbf" + rest), "agreement.toml")
    assert [finding.id for finding in findings] == ["byte-order-mark", id]


@pytest.mark.parametrize(
    ("encoding", "mark", "shown"),
    [("utf-16-le", b"\xff\xfe", "FFFE"), ("utf-16-be", b"\xfe\xff", "FEFF")],
)
def test_utf_16(tmp_path: Path, encoding: str, mark: bytes, shown: str) -> None:
    """UTF-16 is called by its name, and the text is there for the other checks."""
    text, report = read(written(tmp_path, mark + "by = 'Ærø'".encode(encoding)))
    assert text == "by = 'Ærø'"
    assert report == (
        "agreement.toml:1:1: error: the file is not in UTF-8 [wrong-encoding]\n"
        "    expected: text in UTF-8\n"
        f"    came:     UTF-16, by its first two bytes 0x{shown}\n"
        '    remedy:   save the file again with the encoding "UTF-8"'
    )


def test_half_a_character_of_utf_16(tmp_path: Path) -> None:
    """A file in UTF-16 that was cut off is read as far as it goes."""
    text, _ = read(written(tmp_path, b"\xff\xfea\0b"))
    assert text == "a\ufffd"


def test_windows_1252(tmp_path: Path) -> None:
    """The first byte that is not UTF-8 is shown as a letter, and the text is read on."""
    text, report = read(written(tmp_path, "[mål]\r\nnavn = 'Køge Ådal'".encode("cp1252")))
    assert text == "[mål]\r\nnavn = 'Køge Ådal'"
    assert report == (
        "agreement.toml:1:3: error: the file is not in UTF-8 [wrong-encoding]\n"
        "    expected: text in UTF-8\n"
        "    came:     byte 0xE5, which is 'å' in Windows-1252\n"
        '    remedy:   save the file again with the encoding "UTF-8"'
    )


def test_column_of_a_bad_byte_counts_characters(tmp_path: Path) -> None:
    """Letters of two and four bytes before the bad byte count as one column each."""
    _, findings = read_text(written(tmp_path, "a\nåø🌱".encode() + b"\xe6"), "agreement.toml")
    assert [(finding.place.line, finding.place.column) for finding in findings] == [(2, 4)]


def test_byte_outside_windows_1252(tmp_path: Path) -> None:
    """A byte that Windows-1252 does not have either is shown as a number alone."""
    text, findings = read_text(written(tmp_path, b"a\x81"), "agreement.toml")
    assert text == "a\ufffd"
    assert [finding.came for finding in findings] == ["byte 0x81"]


def test_binary_file(tmp_path: Path) -> None:
    """A workbook is not read as text at all."""
    text, report = read(written(tmp_path, b"PK\x03\x04\n\x14\x00\xff"))
    assert text == ""
    assert report == (
        "agreement.toml:2:2: error: the file is not in UTF-8 [wrong-encoding]\n"
        "    expected: text in UTF-8\n"
        "    came:     byte 0x00, as in a workbook (.xlsx), a document (.docx) or a picture\n"
        "    remedy:   name a text file, or save the contents as one in UTF-8"
    )


@settings(deadline=None)
@given(st.binary() | st.text().map(lambda text: text.encode("utf-16")))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever the bytes are, text comes back, and is clean UTF-8 where nothing is reported."""
    path = written(tmp_path_factory.getbasetemp(), data)
    text, findings = read_text(path, "agreement.toml")
    assert findings or text.encode() == data


@given(st.text(alphabet="aæ🌱\r\n"), st.text(alphabet="aæ"))
def test_spot_after_finds_its_way_back(before: str, after: str) -> None:
    """At line and column of a spot stands what follows it."""
    line, column = spot_after(before)
    assert (before + after).split("\n")[line - 1][column - 1 :] == after


@pytest.mark.parametrize(
    ("encoding", "data"),
    [("utf-16", b"\xff\xfe"), ("utf-8-sig", b"\xef\xbb\xbf"), ("cp1252", b" ")],
)
def test_nothing_in_a_declared_encoding(tmp_path: Path, encoding: str, data: bytes) -> None:
    """A file that holds no more than a mark or white space is empty in every encoding."""
    _, findings = read_text(written(tmp_path, data), "agreement.toml", encoding)
    assert [finding.id for finding in findings] == ["empty-file"]


@pytest.mark.parametrize("encoding", ["punycode", "utf-7", "utf-16", "utf-32", "big5"])
@given(data=st.binary(max_size=80))
def test_no_encoding_raises(
    tmp_path_factory: pytest.TempPathFactory, encoding: str, data: bytes
) -> None:
    """Whatever is declared, bytes that are something else are a finding."""
    text, findings = read_text(written(tmp_path_factory.mktemp("f"), data), "f", encoding)
    assert text or findings
