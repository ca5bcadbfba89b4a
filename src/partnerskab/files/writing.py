"""Files out: whole or not at all, and over one that is there only where that is meant."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from tempfile import NamedTemporaryFile

from partnerskab.errors import Diagnostic, DiagnosticsError, Place


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; whatever goes wrong, no part of it stays behind.

    Raises:
        DiagnosticsError: where the file is there already, with the id `file-exists`, or cannot be
            written, with the id `cannot-write`.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "request.xlsx")
    ...     write_new(path, b"first")
    ...     try:
    ...         write_new(path, b"second")
    ...     except DiagnosticsError as error:
    ...         print(error.diagnostics[0].message)
    ...     path.read_bytes()
    the file is there already
    b'first'
    """
    try:
        # Whoever makes the name has it, so that no two writers can take each other's place.
        path.open("xb").close()
    except OSError as error:
        raise _refused(error, path) from None
    try:
        _replace(path, data)
    except BaseException as error:
        path.unlink()
        if isinstance(error, OSError):
            raise _refused(error, path) from None
        raise


def refuse_existing(path: Path) -> None:
    """Raise where something has this name already, be it a file or a folder.

    Raises:
        DiagnosticsError: with the id `file-exists`.
    """
    if path.exists() or path.is_symlink():
        raise DiagnosticsError((_is_there(path, "folder" if path.is_dir() else "file"),))


def write_new_folder(path: Path, texts: Mapping[str, str]) -> None:
    """Write a folder that is not there yet: all of its files or, if anything goes wrong, nothing.

    Args:
        path: the folder; the one above it must be there.
        texts: the text of each file, by its name, which may begin with that of a folder inside.

    Raises:
        DiagnosticsError: where something has that name already, with the id `file-exists`, or
            where it cannot be written, with the id `cannot-write`.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as above:
    ...     write_new_folder(Path(above, "new"), {"a.txt": "first"})
    ...     Path(above, "new", "a.txt").read_text()
    'first'
    """
    refuse_existing(path)
    beside = path.with_name(f".{token_hex(8)}")
    try:
        beside.mkdir()
        for name, text in texts.items():
            (beside / name).parent.mkdir(exist_ok=True)
            (beside / name).write_bytes(text.encode())
        # A folder takes the place of an empty one at most, should somebody make it meanwhile.
        beside.rename(path)
    except BaseException as error:
        rmtree(beside, ignore_errors=True)
        if isinstance(error, OSError):
            raise _refused(error, path) from None
        raise


def write_over(path: Path, data: bytes) -> None:
    """Write a file, in the place of one that is there; whoever reads it gets the old or the new.

    A link stays and what it leads to is replaced; a pipe or a device is written into.

    Raises:
        DiagnosticsError: where it cannot be written, with the id `cannot-write`.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "2015.ics")
    ...     write_over(path, b"first")
    ...     write_over(path, b"second")
    ...     path.read_bytes()
    b'second'
    """
    if not path.exists():
        write_new(path, data)
        return
    try:
        if path.is_file() or path.is_dir():
            _replace(path.resolve(), data)
        else:
            path.write_bytes(data)
    except OSError as error:
        raise _refused(error, path) from None


def _replace(path: Path, data: bytes) -> None:
    """Put a file beside the path, and then in its place."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            file.close()
            beside.chmod(path.stat().st_mode)  # a temporary file is for its owner's eyes only
            beside.replace(path)
        except BaseException:
            file.close()
            with suppress(FileNotFoundError):
                beside.unlink()
            raise


def _is_there(path: Path, what: str) -> Diagnostic:
    return Diagnostic(
        id="file-exists",
        place=Place(file=str(path)),
        message=f"the {what} is there already",
        remedy=f"give another name, or move the {what} away first: it may have been filled in",
    )


def _refused(error: OSError, path: Path) -> DiagnosticsError:
    place = Place(file=str(path))
    if isinstance(error, FileExistsError) and not path.is_dir():
        return DiagnosticsError((_is_there(path, "file"),))
    message = f"the file cannot be written: {error.strerror}"
    remedy = "check the name and the folder, and how much room there is"
    if path.is_dir():
        message, remedy = "this is a folder, not a file", "name a file inside the folder"
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        message, remedy = "there is no such folder", "make the folder, or name another"
    elif isinstance(error, PermissionError):
        message, remedy = "you may not write here", "name a folder of your own"
    refused = Diagnostic(id="cannot-write", place=place, message=message, remedy=remedy)
    return DiagnosticsError((refused,))
