"""Files out: whole or not at all, and never over one that is there."""

import os
from pathlib import Path
from typing import NoReturn

import pytest

from partnerskab.errors import DiagnosticsError
from partnerskab.files.writing import write_new, write_over


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which paths are relative to."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(path: str) -> str:
    """Return what is said of a path that cannot be written."""
    with pytest.raises(DiagnosticsError) as caught:
        write_new(Path(path), b"new")
    return str(caught.value)


def names(folder: Path) -> list[str]:
    """Return the names of everything in a folder, hidden files too."""
    return sorted(os.listdir(folder))  # noqa: PTH208  (Path.iterdir gives paths)


def test_the_bytes_are_in_the_file(folder: Path) -> None:
    """What is given is what is in the file, and there is nothing beside it."""
    write_new(Path("new.xlsx"), b"PK\r\n\x00")
    assert ((folder / "new.xlsx").read_bytes(), names(folder)) == (b"PK\r\n\x00", ["new.xlsx"])


def test_others_may_read_it_as_any_other_file(folder: Path) -> None:
    """The file has the rights that any new file has here."""
    (folder / "plain.txt").write_text("as usual", encoding="utf-8")
    write_new(Path("new.xlsx"), b"new")
    modes = {name: (folder / name).stat().st_mode for name in names(folder)}
    assert modes["new.xlsx"] == modes["plain.txt"]


def test_a_file_that_is_there_stays_as_it_is(folder: Path) -> None:
    """No file is ever overwritten."""
    (folder / "old.xlsx").write_bytes(b"filled in")
    assert refused("old.xlsx") == (
        "old.xlsx: error: the file is there already [file-exists]\n"
        "    remedy:   give another name, or move the file away first: it may have been filled in"
    )
    assert ((folder / "old.xlsx").read_bytes(), names(folder)) == (b"filled in", ["old.xlsx"])


def test_a_link_to_nowhere_is_not_followed(folder: Path) -> None:
    """A link takes its name, wherever it leads."""
    (folder / "link.xlsx").symlink_to(folder / "elsewhere.xlsx")
    assert "[file-exists]" in refused("link.xlsx")
    assert names(folder) == ["link.xlsx"]


def test_a_folder_in_place_of_a_file(folder: Path) -> None:
    """A folder is named as one."""
    (folder / "forms").mkdir()
    assert refused("forms") == (
        "forms: error: this is a folder, not a file [cannot-write]\n"
        "    remedy:   name a file inside the folder"
    )


@pytest.mark.usefixtures("folder")
def test_a_folder_that_is_not_there() -> None:
    """No folder is made on the way."""
    assert refused("none/new.xlsx") == (
        f"{Path('none/new.xlsx')}: error: there is no such folder [cannot-write]\n"
        "    remedy:   make the folder, or name another"
    )


def test_a_file_in_place_of_a_folder(folder: Path) -> None:
    """A file on the way to the file is no folder."""
    (folder / "file").write_bytes(b"")
    assert refused("file/new.xlsx") == (
        f"{Path('file/new.xlsx')}: error: there is no such folder [cannot-write]\n"
        "    remedy:   make the folder, or name another"
    )


def failing(error: BaseException) -> object:
    """Return a function that fails in this way, whatever it is asked."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


@pytest.mark.usefixtures("folder")
def test_a_folder_without_the_right_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing may be written, that is said."""
    monkeypatch.setattr(Path, "open", failing(PermissionError(13, "Permission denied")))
    assert refused("new.xlsx") == (
        "new.xlsx: error: you may not write here [cannot-write]\n"
        "    remedy:   name a folder of your own"
    )


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_full_disk_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Wherever the room runs out, neither the file nor a part of it stays."""
    monkeypatch.setattr(step, failing(OSError(28, "No space left on device")))
    assert refused("new.xlsx") == (
        "new.xlsx: error: the file cannot be written: No space left on device [cannot-write]\n"
        "    remedy:   check the name and the folder, and how much room there is"
    )
    assert names(folder) == []


def test_an_interruption_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever interrupts the writing finds nothing half written."""
    monkeypatch.setattr(os, "fsync", failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_new(Path("new.xlsx"), b"new")
    assert names(folder) == []


def test_a_link_is_followed_and_stays(folder: Path) -> None:
    """What is written over a link is in the file that the link leads to."""
    Path("file").write_bytes(b"old")
    Path("link").symlink_to("file")
    write_over(Path("link"), b"new")
    assert Path("file").read_bytes() == b"new"
    assert Path("link").is_symlink()
    assert names(folder) == ["file", "link"]


def test_a_pipe_is_written_into(folder: Path) -> None:
    """No file takes the place of a pipe or a device, such as what `>(less)` stands for."""
    os.mkfifo("pipe")
    end = os.open("pipe", os.O_RDWR | os.O_NONBLOCK)
    try:
        write_over(Path("pipe"), b"new")
        assert Path("pipe").is_fifo()
        assert os.read(end, 10) == b"new"
    finally:
        os.close(end)
    assert names(folder) == ["pipe"]
