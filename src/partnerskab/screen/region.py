"""What people see of a region: a line or a page for each partnership."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from partnerskab.partnership import Partnership
from partnerskab.screen.layout import table_text
from partnerskab.tables.table import Cell, Column, Kind, table_of

_COLUMNS = (
    Column("partnership", Kind.TEXT, "id of the agreement"),
    Column("folder", Kind.TEXT, "its folder"),
    Column("until", Kind.TEXT, "last day of the term"),
    Column("parties", Kind.COUNT, "how many"),
    Column("targets", Kind.COUNT, "how many"),
    Column("open_questions", Kind.COUNT, "how many"),
)


def region_summary(partnerships: Iterable[tuple[Path, Partnership]]) -> str:
    """Return what `check` prints of the partnerships of a region that can be used."""
    rows: list[dict[str, Cell]] = [
        {
            "partnership": agreement.id,
            "folder": folder.name,
            "until": str(agreement.term.end),
            "parties": len(agreement.parties),
            "targets": len(agreement.targets),
            "open_questions": len(agreement.open_questions()),
        }
        for folder, agreement in ((folder, each.agreement) for folder, each in partnerships)
    ]
    return table_text(table_of("region", _COLUMNS, rows)) if rows else ""


def region_pages(texts: Mapping[str, str]) -> str:
    """Return the text of each partnership under its id."""
    pages = (f"{id}\n{'=' * len(id)}\n\n{text}" for id, text in texts.items())
    return "\n\n".join(pages)
