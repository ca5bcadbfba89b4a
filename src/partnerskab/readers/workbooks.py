"""Workbooks: opened in memory, quietly, and refused in the library's own words where broken."""

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from partnerskab.errors import Diagnostic, DiagnosticsError, MissingExtraError, Place, Problem
from partnerskab.files.decoding import read_bytes

SUFFIXES = (".xlsx", ".xlsm")
"""How the names of the workbooks end that can be read."""

OTHER_SUFFIXES = (".xls", ".xlsb", ".ods")
"""How the names of other workbooks end."""

# Files of Excel before 2007 begin with this, and so does every workbook with a password.
_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")

# What a number format shows as it stands: texts in quotes, and a character after a backslash.
_LITERAL = re.compile(r'"[^"]*"|\\.')
# Where a row or a cell says in the file of a sheet where it stands.
_SPOT = re.compile(rb"""<(?:\w+:)?(row|c)\b(?:[^>]*?\sr=["']([A-Z]*)([0-9]+)["'])?""")
# What openpyxl and the layers below it raise for a file that is not a sound workbook.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@contextmanager
def opened(path: Path, task: str) -> Iterator[tuple[Any, Any]]:
    """Give a workbook twice: with the stored results of its formulas, and with the formulas.

    All that is wanted of it has to be read while it is open; what is broken may show late.

    Args:
        path: the file.
        task: what it is opened for, such as `reading a workbook`.

    Raises:
        DiagnosticsError: where the file cannot be read, then or later.
        MissingExtraError: where openpyxl is not installed.
    """
    data = read_bytes(path)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtraError(task, "xlsx") from None
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what Excel adds and openpyxl does not know, such as its own lists.
            warnings.simplefilter("ignore")
            _check_order(data)
            results = load_workbook(BytesIO(data), read_only=True, data_only=True)
            yield results, load_workbook(BytesIO(data), read_only=True)
    except DiagnosticsError:  # a ValueError too, and already said in full
        raise
    except _BROKEN as error:
        said = " ".join(str(error).split())
        came = f"{type(error).__name__}: {said}"[:100].removesuffix(": ")
        if data.startswith(_COMPOUND_FILE):
            came = "a workbook with a password, or one of an Excel before 2007"
        raise not_a_workbook(path, came) from None


def is_percent(number_format: str) -> bool:
    """Return whether a number in this format is shown as a hundred times what it is.

    >>> is_percent("0.0%"), is_percent('0.0" %"')
    (True, False)
    """
    return "%" in _LITERAL.sub("", number_format)


def not_a_workbook(path: Path, came: str) -> DiagnosticsError:
    """Return the error for a file that is no workbook, or a broken one."""
    problem = Problem(
        id="not-a-workbook",
        message="the workbook cannot be read",
        expected="a file in Excel's format .xlsx, without a password",
        came=came,
        remedy="open it in a spreadsheet and save it again as .xlsx",
    )
    return DiagnosticsError((Diagnostic.of(problem, Place(file=str(path))),))


def _check_order(data: bytes) -> None:
    """Refuse rows or cells out of order, or there twice, since openpyxl drops some of them."""
    with ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            if "worksheets/" not in name or not name.endswith(".xml"):
                continue
            row, column = 0, (0, b"")
            for kind, letters, number in _SPOT.findall(parts.read(name)):
                before = row, column
                if kind == b"row":  # one that does not say its number follows the one before
                    row, column = int(number or row + 1), (0, b"")
                    is_later = row > before[0]
                else:
                    column = (len(letters), letters) if letters else column
                    is_later = not letters or column > before[1]
                if not is_later:
                    where = f"{'row' if kind == b'row' else 'cell'} {(letters + number).decode()}"
                    raise ValueError(f"{where} is there twice or out of order")
