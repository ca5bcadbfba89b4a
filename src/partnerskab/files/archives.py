"""Zip archives that do not tell when, or on which system, they were made."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first moment that a zip archive can name, and the one that all reproducible ones name.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def timeless(archive: bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    """Return a zip archive with the same parts in the same order, and no time of making.

    Args:
        archive: the bytes of an archive.
        parts: what takes the place of some of its parts, by their names; None for nothing.

    >>> made = BytesIO()
    >>> with ZipFile(made, "w") as file:
    ...     file.writestr("a.txt", "first")
    >>> with ZipFile(BytesIO(timeless(made.getvalue(), {"a.txt": b"second"}))) as file:
    ...     file.read("a.txt"), file.getinfo("a.txt").date_time
    (b'second', (1980, 1, 1, 0, 0, 0))
    """
    plain, replaced = BytesIO(), parts or {}
    with ZipFile(BytesIO(archive)) as given, ZipFile(plain, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            info = ZipInfo(name, _NO_TIME)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            made.writestr(info, replaced[name] if name in replaced else given.read(name))
    return plain.getvalue()
