"""Zip archives that do not tell when, or on which system, they were made."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first moment that a zip archive can name, and the one that all reproducible ones name.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def archive_of(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of these parts, in their order; the same bytes for the same parts.

    >>> with ZipFile(BytesIO(archive_of({"a.txt": b"first"}))) as archive:
    ...     archive.read("a.txt"), archive.getinfo("a.txt").date_time
    (b'first', (1980, 1, 1, 0, 0, 0))
    """
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = ZipInfo(name, _NO_TIME)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            archive.writestr(info, data)
    return made.getvalue()


def parts_of(archive: bytes) -> dict[str, bytes]:
    """Return the parts of a zip archive by their names, in their order.

    Raises:
        zipfile.BadZipFile: where it is none, or is damaged.

    >>> parts_of(archive_of({"a.txt": b"first"}))
    {'a.txt': b'first'}
    """
    with ZipFile(BytesIO(archive)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}
