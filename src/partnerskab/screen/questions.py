"""What the text leaves open, for people."""

from datetime import date

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.questions import Question, Reading
from partnerskab.screen.layout import WIDTH, hanging, wrapped
from partnerskab.tables.table import cell_text
from partnerskab.wording.agreements import actor_text
from partnerskab.words import say


def questions_text(agreement: Agreement, as_of: date, language: str) -> str:
    """Return every question with its readings, who decided what, and what depends on it."""
    title = agreement.label.text(language)
    lines = [say("question.title", language, agreement=title, as_of=as_of)]
    count = len(agreement.open_questions(as_of))
    lines.append(say("question.count", language, open=count, all=len(agreement.questions)))
    for question in agreement.questions:
        lines += ["", *wrapped(f"{question.id}: {question.label.text(language)}", WIDTH)]
        lines += hanging(_decision(agreement, question, as_of, language))
        for reading in question.readings:
            lines += hanging(_reading(question, reading, as_of, language))
        concerns = ", ".join(question.concerns)
        lines += hanging(say("question.concerns", language, concerns=concerns))
        lines += hanging(str(question.citation))
    return "\n".join(lines) + "\n"


def _decision(agreement: Agreement, question: Question, as_of: date, language: str) -> str:
    adopted = question.adopted
    if adopted is not None and not question.is_open(as_of):
        return say(
            "question.adopted",
            language,
            reading=adopted.reading,
            by=actor_text(agreement, adopted.by, language),
            on=adopted.on,
            why=adopted.why.text(language),
        )
    if question.assumed is not None:
        return say("question.assumed", language, reading=question.assumed)
    return say("question.undecided", language)


def _reading(question: Question, reading: Reading, as_of: date, language: str) -> str:
    mark = "*" if question.decides(as_of) == reading.id else "-"
    # Which parts they are stands below the readings; a family of rows is set alike.
    fields = (
        f"{change.path.rpartition('.')[2]} = {cell_text(change.value)}" for change in reading.sets
    )
    sets = "; ".join(dict.fromkeys(fields))
    follows = f" ({sets})" if sets else ""
    return f"{mark} {reading.id}: {reading.label.text(language)}{follows}"
