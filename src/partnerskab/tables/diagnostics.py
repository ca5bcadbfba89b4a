"""The table of diagnostics: what is wrong with a file, for programs."""

from collections.abc import Iterable

from partnerskab.diagnostics import docs_of
from partnerskab.errors import Diagnostic
from partnerskab.tables.table import Column, Kind, Table, table_of

DIAGNOSTIC_COLUMNS = (
    Column("id", Kind.TEXT, "stable id of what is wrong"),
    Column("severity", Kind.TEXT, "error, which makes the file unusable, or warning"),
    Column("file", Kind.TEXT, "file as the user named it"),
    Column("line", Kind.COUNT, "line from 1; empty where the whole file is meant"),
    Column("column", Kind.COUNT, "column in characters from 1; empty where a whole line is meant"),
    Column("key", Kind.TEXT, "key path in the file, or cell of a workbook"),
    Column("message", Kind.TEXT, "what is wrong"),
    Column("expected", Kind.TEXT, "what would have been right"),
    Column("came", Kind.TEXT, "what was given"),
    Column("remedy", Kind.TEXT, "what to write or do instead"),
    Column("docs", Kind.TEXT, "where the documentation explains the id, below its root"),
)


def diagnostics_table(diagnostics: Iterable[Diagnostic]) -> Table:
    """Return one row for each diagnostic, in order; the columns are `DIAGNOSTIC_COLUMNS`.

    >>> from partnerskab.config.folder import check
    >>> (row,) = diagnostics_table(check("nowhere").diagnostics).records()
    >>> row["id"], row["file"], row["line"], row["docs"]
    ('cannot-read', 'nowhere', None, 'reference/diagnostics.html#cannot-read')
    """
    rows = (
        {
            "id": each.id,
            "severity": each.severity,
            "file": each.place.file,
            "line": each.place.line,
            "column": each.place.column,
            "key": each.place.key or None,
            "message": each.message,
            "expected": each.expected or None,
            "came": each.came or None,
            "remedy": each.remedy or None,
            "docs": docs_of(each.id),
        }
        for each in diagnostics
    )
    return table_of("diagnostics", DIAGNOSTIC_COLUMNS, rows)
