"""From the tables of one file to the model's objects, with every problem and its key path."""

from typing import Any

from cattrs import BaseValidationError

from partnerskab.config.context import FileContext
from partnerskab.config.converter import reading, with_id
from partnerskab.config.problems import problems_of
from partnerskab.config.strict import Table
from partnerskab.errors import InvalidValueError, Problem


class Structurer(FileContext):
    """Builds the model's objects from the tables of one file; its arguments are the file's."""

    def build(self, value: object, cls: Any, id: str | None = None) -> tuple[Any, list[Problem]]:
        """Return the object, or None, and everything that is wrong with its table.

        Args:
            value: the table.
            cls: the class of the object.
            id: the name of the table, where the class has ids.
        """
        try:
            whole = value if id is None else with_id(id, value)
            with reading(self) as converter:
                return converter.structure(whole, cls), []
        except (BaseValidationError, InvalidValueError) as error:
            return None, list(problems_of(error))


def merged(shared: Table, row: Table) -> Table:
    """Return a row with what it shares with its family; tables are merged, all else is replaced."""
    both = {
        key: merged(shared[key], row[key])
        for key in shared.keys() & row.keys()
        if isinstance(shared[key], dict) and isinstance(row[key], dict)
    }
    return {**shared, **row, **both}
