"""Citations: where in a document a figure stands."""

from typing import Self

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.names import as_id


@attrs.frozen(kw_only=True)
class Citation:
    """The place of a figure in a document.

    Args:
        document: the id of the document.
        section: the section as the document numbers or names it.
        item: the number of an item in a list of that section.
        table: the name of a table.
        row: the heading of a row of the table, as printed.
        column: the heading of a column of the table, as printed.
        page: the page, only where the document has pages.

    Raises:
        InvalidValueError: for no section, or a row or column of no table.

    >>> str(Citation(document="aftale", section="2", item="3"))
    'aftale, section 2, item 3'
    """

    document: str = attrs.field(converter=as_id)
    section: str
    item: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    page: int | None = None

    def __attrs_post_init__(self) -> None:
        if not self.section:
            raise InvalidValueError("a citation without a section", expected="a section", came="''")
        if (self.row or self.column) and not self.table:
            raise InvalidValueError(
                "a citation of a row or column of no table",
                expected="the name of the table beside its row and column",
                came="no table",
                remedy='add table = "..."',
                path=("table",),
            )

    def cell(self, *, row: str = "", column: str = "") -> Self:
        """Return the citation of one cell, or of a row, of the cited table."""
        return attrs.evolve(self, row=row or self.row, column=column or self.column)

    def __str__(self) -> str:
        parts = [self.document]
        for name in ("section", "item", "table", "row", "column", "page"):
            value = getattr(self, name)
            if value:
                parts.append(f"{name} {value}")
        return ", ".join(parts)
