"""The page on columns has every table, and every column of it.

`tests/cli/test_listings.py` holds which command gives which.
"""

import importlib
import pkgutil

import pytest

import partnerskab.tables
from docs._ext.columns import COMMANDS, columns, declared, region_column
from partnerskab.tables.region import PARTNERSHIP


def test_every_declared_table_is_on_the_page() -> None:
    """Each constant of columns belongs to a table that the page names, and no table is missing."""
    constants = {
        (module.name, name)
        for module in pkgutil.iter_modules(partnerskab.tables.__path__, "partnerskab.tables.")
        for name in vars(importlib.import_module(module.name))
        if name.endswith("_COLUMNS")
    }
    of_tables = {(table.module.__name__, table.constant) for table in declared().values()}
    assert {name for _, name in constants} == {name for _, name in of_tables}
    assert declared().keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_column_is_on_the_page(name: str) -> None:
    """A section has the columns of its table in their order, each with what it means."""
    section = columns().partition(f"## {name}\n")[2].partition("\n## ")[0]
    heads = [line for line in section.splitlines() if line.startswith("`")]
    assert heads == [f"`{each.name}` · {each.kind}" for each in declared()[name].columns]
    assert all(f"\n: {each.meaning}" in section for each in declared()[name].columns)


def test_the_column_of_a_region() -> None:
    """The column that a region adds is described as the others are."""
    assert region_column() == f"`partnership` · text\n: {PARTNERSHIP.meaning}"
