"""The page on columns: every table that the library makes, with what each column means."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import attrs

import partnerskab.tables
from partnerskab.tables.region import PARTNERSHIP
from partnerskab.tables.table import Column

_MADE = re.compile(r'table_of\(\s*"(\w+)",\s*(\w+)')
# What gives a table on the command line, with `--format csv`, `json` or `xlsx`.
COMMANDS = {
    "targets": "targets",
    "status": "status",
    "receipt": "status --explain",
    "changes": "status --since",
    "outlook": "status --outlook",
    "uncertainty": "status --uncertainty",
    "totals": "status --totals",
    "differences": "diff",
    "calendar": "calendar",
    "activities": "plan --activities",
    "budget": "budget",
    "questions": "questions",
    "realism": "realism",
    "observations": "read",
    "trace": "trace",
    "numbers": "trace --numbers",
    "diagnostics": "check --format json",
}


@attrs.frozen(kw_only=True)
class Declared:
    """A table with declared columns.

    Args:
        name: what the table is called.
        module: where it is declared.
        constant: the name of its columns there.
        columns: the columns.
    """

    name: str
    module: ModuleType
    constant: str
    columns: tuple[Column, ...]


def declared() -> dict[str, Declared]:
    """Return every table that declares its columns, by its name."""
    found = {}
    for info in pkgutil.iter_modules(partnerskab.tables.__path__, "partnerskab.tables."):
        module = importlib.import_module(info.name)
        for name, constant in _MADE.findall(inspect.getsource(module)):
            columns = getattr(module, constant)
            found[name] = Declared(name=name, module=module, constant=constant, columns=columns)
    return found


def columns() -> str:
    """Return a section for each table, in the order of the commands."""
    tables = declared()
    return "\n\n".join(part for name in COMMANDS for part in _section(tables[name]))


def _section(table: Declared) -> Iterator[str]:
    yield f"## {table.name}"
    makes = f"{table.module.__name__}.{table.name}_table"
    said = (inspect.getdoc(getattr(table.module, f"{table.name}_table")) or "").partition("\n")[0]
    # The page itself is where the constant leads.
    said = re.sub(r"[;,]( the columns are)? `\w+_COLUMNS`", "", said).removeprefix("Return ")
    yield f"{said[0].upper()}{said[1:]}"
    yield (
        f"On the command line it comes from `partnerskab {COMMANDS[table.name]}`, in Python from"
        f" {{py:func}}`{makes}`; there its columns are called `{table.constant}`."
    )
    yield from (column(each) for each in table.columns)


def column(each: Column) -> str:
    """Return one column with what it holds."""
    return f"`{each.name}` · {each.kind}\n: {each.meaning}"


def region_column() -> str:
    """Return the column that stands first in a table of several partnerships."""
    return column(PARTNERSHIP)
