"""The questions that the text leaves open, as a table: what they are, and who decided what."""

from datetime import date

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.questions import Question, Reading
from partnerskab.tables.table import Cell, Column, Kind, Table, cell_text, table_of

QUESTION_COLUMNS = (
    Column("as_of", Kind.DATE, "the day that decides which decisions hold"),
    Column("question", Kind.TEXT, "id of the question"),
    Column("is_open", Kind.FLAG, "whether nobody has decided it by that day"),
    Column("reading", Kind.TEXT, "id of the reading"),
    Column("label", Kind.TEXT, "the reading in words"),
    Column("standing", Kind.TEXT, "adopted, assumed, or nothing for a reading nobody follows"),
    Column("by", Kind.TEXT, "who adopted it"),
    Column("on", Kind.DATE, "day it was adopted"),
    Column("why", Kind.TEXT, "reasons for adopting it"),
    Column("sets", Kind.TEXT, "what follows for the agreement, divided by semicolons"),
    Column("concerns", Kind.TEXT, "what depends on the question, divided by spaces"),
    Column("citation", Kind.TEXT, "clause that is unclear"),
)


def questions_table(agreement: Agreement, as_of: date, language: str = "en") -> Table:
    """Return one row for each reading of each question, in the order of the agreement.

    The columns are `QUESTION_COLUMNS`; labels and reasons are in the language, where it is there.
    """
    rows = (
        _row(question, reading, as_of, language)
        for question in agreement.questions
        for reading in question.readings
    )
    return table_of("questions", QUESTION_COLUMNS, rows)


def _row(question: Question, reading: Reading, as_of: date, language: str) -> dict[str, Cell]:
    followed = question.decides(as_of) == reading.id
    adopted = question.adopted if followed and not question.is_open(as_of) else None
    return {
        "as_of": as_of,
        "question": question.id,
        "is_open": question.is_open(as_of),
        "reading": reading.id,
        "label": reading.label.text(language),
        "standing": ("adopted" if adopted else "assumed") if followed else None,
        "by": adopted.by if adopted else None,
        "on": adopted.on if adopted else None,
        "why": adopted.why.text(language) if adopted else None,
        "sets": "; ".join(f"{each.path} = {cell_text(each.value)}" for each in reading.sets)
        or None,
        "concerns": " ".join(question.concerns) or None,
        "citation": str(question.citation),
    }
