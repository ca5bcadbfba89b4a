"""One table of several partnerships: the table of each, with a column that says whose a row is."""

from collections.abc import Mapping

from partnerskab.tables.table import Column, Kind, Table

PARTNERSHIP = Column("partnership", Kind.TEXT, "id of the partnership's agreement")


def joined_table(tables: Mapping[str, Table]) -> Table:
    """Return the rows of several tables with the same columns, the partnership in the first.

    Args:
        tables: at least one table, by the id of its partnership.

    >>> from partnerskab.tables.table import table_of
    >>> table = table_of("sums", (Column("sum", Kind.COUNT, "a sum"),), [{"sum": 2}])
    >>> joined_table({"amager": table, "tingbjerg": table}).rows
    (('amager', 2), ('tingbjerg', 2))
    """
    first = next(iter(tables.values()))
    rows = tuple((id, *row) for id, table in tables.items() for row in table.rows)
    notice = next((table.notice for table in tables.values() if table.notice), "")
    return Table(first.name, (PARTNERSHIP, *first.columns), rows, notice)
