"""Adopting a reading is a small edit in the file, and changes exactly what depends on it."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from partnerskab.assessment.assess import assess
from partnerskab.config.folder import load
from partnerskab.delivery.calendar import dues
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import read_observations
from partnerskab.tables.calendar import calendar_table
from partnerskab.tables.questions import questions_table
from partnerskab.tables.status import status_table
from partnerskab.tables.table import Cell, Table

AMAGER = Path(__file__).parents[2] / "examples" / "amager"
AS_OF = date(2017, 7, 1)
YEARS = range(2012, 2019)
READINGS = [
    (question.id, reading.id)
    for question in load(AMAGER).agreement.questions
    for reading in question.readings
]
EACH_READING = pytest.mark.parametrize(("question", "reading"), READINGS)
Rows = dict[tuple[Cell, ...], dict[str, Cell]]


def keyed(table: Table, *keys: str) -> Rows:
    """Return the rows of a table by the cells that name them."""
    return {tuple(row[key] for key in keys): row for row in table.records()}


def status_rows(partnership: Partnership) -> Rows:
    """Return every verdict on the illustrative figures."""
    seen = read_observations(partnership, AMAGER / "observations-illustrative.csv")
    table = status_table(assess(partnership, seen, as_of=AS_OF))
    return keyed(table, "objective", "target", "period")


def calendar_rows(partnership: Partnership) -> Rows:
    """Return everything that is due in the years of the agreement."""
    found = [due for year in YEARS for due in dues(partnership.agreement, year, as_of=AS_OF)]
    return keyed(calendar_table(found), "id")


OUTPUTS: dict[str, Callable[[Partnership], Rows]] = {
    "status": status_rows,
    "calendar": calendar_rows,
}


@cache
def undecided(output: str) -> Rows:
    """Return the rows of an output while nothing is decided."""
    return OUTPUTS[output](load(AMAGER))


@cache
def adopted(question: str, reading: str) -> Partnership:
    """Return the Amager partnership after the steering group has decided a question."""
    decision = (
        f'\n[questions.{question}.adopted]\nreading = "{reading}"\nby = "steering-group"\n'
        'on = 2014-03-01\nwhy = { en = "Decided at the meeting" }\n'
    )
    with TemporaryDirectory() as folder:
        copy = shutil.copytree(AMAGER, Path(folder, "amager"))
        with (copy / "agreement.toml").open("a", encoding="utf-8") as file:
            file.write(decision)
        return load(copy)


@EACH_READING
@pytest.mark.parametrize("output", OUTPUTS)
def test_what_changes_is_what_depends_on_it(output: str, question: str, reading: str) -> None:
    """Exactly the rows that carried the open question change, and none comes to be."""
    before = undecided(output)
    after = OUTPUTS[output](adopted(question, reading))
    changed = {key for key, row in before.items() if after.get(key) != row}
    depends = {key for key, row in before.items() if question in str(row["questions"]).split()}
    assert changed == depends
    assert after.keys() <= before.keys()


@EACH_READING
def test_nothing_depends_on_a_decided_question(question: str, reading: str) -> None:
    """Once it is decided, no row of any output carries the question."""
    partnership = adopted(question, reading)
    for rows in OUTPUTS.values():
        assert not any(
            question in str(row["questions"]).split() for row in rows(partnership).values()
        )


@EACH_READING
def test_the_listing_says_who_decided(question: str, reading: str) -> None:
    """The listing of questions changes in the rows of this question alone."""
    before = keyed(questions_table(load(AMAGER).agreement, AS_OF), "question", "reading")
    partnership = adopted(question, reading)
    after = keyed(questions_table(partnership.agreement, AS_OF), "question", "reading")
    assert {key[0] for key in before if before[key] != after[key]} == {question}
    assert (after[question, reading]["standing"], after[question, reading]["by"]) == (
        "adopted",
        "steering-group",
    )


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_output_depends_on_some_question(output: str) -> None:
    """While nothing is decided, some rows of every output carry a question."""
    assert any(row["questions"] for row in undecided(output).values())
