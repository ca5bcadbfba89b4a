"""Requests for figures, as data: what is asked of a party for a period, and in which words.

Who makes the form and who reads it back both start from here, so that the form itself need not be
believed about what was asked.
"""

from collections.abc import Iterator
from functools import cached_property

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.dues import due_from
from partnerskab.agreement.indicators import Area, Indicator, Measure, Source
from partnerskab.agreement.inputs import Input
from partnerskab.observations.observation import Status
from partnerskab.values.amounts import UNITS
from partnerskab.values.forms import NumberForm
from partnerskab.values.names import Choice, Label
from partnerskab.values.periods import Period
from partnerskab.words import say
from partnerskab.words.locale import number_form

REQUEST = "request"
"""The name under which a form is read, where other files have the id of a recipe."""

HEADER_ROW = 4
"""The row of the headings, from 1; the rows to be filled in follow it."""

CODE_CELL = (2, 1)
"""Row and column of the cell with the form's code."""


class Column(Choice):
    """The columns of the form, from left to right."""

    ID = "id"
    LABEL = "label"
    DEFINITION = "definition"
    AREA = "area"
    PERIOD = "period"
    UNIT = "unit"
    VALUE = "value"
    STATUS = "status"
    PUBLISHED = "published"
    NOTE = "note"


COLUMNS = tuple(Column)
LOCKED, FILLED_IN = COLUMNS[:6], COLUMNS[6:]
"""The columns that say what is asked, and those that the party fills in."""

# A form is for real figures, so nobody is offered to call one invented.
STATUSES = tuple(status for status in Status if status is not Status.ILLUSTRATIVE)


@attrs.frozen
class Row:
    """One row of the form.

    Args:
        asked: the indicator, area and period.
        indicator: the indicator itself.
        texts: what stands in the locked columns, from left to right.
        choices: the words that the value is chosen from, in the form's language, each with the id
            that it stands for; empty for a number.
    """

    asked: Input
    indicator: Indicator
    texts: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]

    @property
    def locked(self) -> dict[Column, str]:
        """What stands in each column that the party may not change."""
        return dict(zip(LOCKED, self.texts, strict=True))

    @property
    def words(self) -> dict[str, str]:
        """The words that the value is chosen from, each with the id that it stands for."""
        return dict(self.choices)

    @property
    def is_count(self) -> bool:
        """Whether the value is a whole number."""
        return self.indicator.measure is Measure.COUNT

    @property
    def name(self) -> str:
        """What the row asks for, in ids."""
        return f"{self.asked.indicator}, {self.asked.area}, {self.asked.period}"


@attrs.frozen(slots=False)
class Request:
    """What is asked of a party for a period: exactly what the milestones rest on, and no target.

    Args:
        agreement: the agreement that the milestones belong to.
        party: the id of the party that is asked.
        period: the period whose milestones are due.
        language: the language of the form, one of `partnerskab.words.languages()`.

    Raises:
        InvalidValueError: where nothing is due from the party in the period, or for a language
            without words.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> request = Request(amager.agreement, "police", Period(2014), "da")
    >>> [row.locked[Column.LABEL] for row in request.rows][:3]
    ['Indbrud', 'Tyverier', 'Vold/Trusler']
    >>> request.rows[0].locked[Column.UNIT], request.code
    ('anmeldelser', 'amager police 2014')
    """

    agreement: Agreement
    party: str
    period: Period
    language: str

    def __attrs_post_init__(self) -> None:
        _ = self.rows  # raises where there are none

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the form, in the order of the targets."""
        due = due_from(self.agreement, self.party, self.period)
        return tuple(self._row(asked) for asked in due)

    @property
    def code(self) -> str:
        """What the form carries, so that it can be read without being told what it is."""
        return f"{self.agreement.id} {self.party} {self.period}"

    @property
    def number_form(self) -> NumberForm:
        """How the form writes numbers, where a cell holds one as text."""
        return number_form(self.language)

    @property
    def statuses(self) -> dict[str, Status]:
        """The words of the form for what kind of figure it is."""
        return {self.say(f"status.{status}"): status for status in STATUSES}

    @property
    def party_label(self) -> str:
        """The name of the party."""
        (label,) = (each.label for each in self.agreement.parties if each.id == self.party)
        return self.text(label)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that are asked."""
        sources = (self.agreement.source_of(row.indicator.id) for row in self.rows)
        return tuple(dict.fromkeys(source for source in sources if source is not None))

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that are asked for."""
        return tuple(dict.fromkeys(row.indicator for row in self.rows))

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas that are asked about."""
        asked = {row.asked.area for row in self.rows}
        return tuple(area for area in self.agreement.areas if area.id in asked)

    def heading(self, column: Column) -> str:
        """Return the heading of a column."""
        return self.say(f"request_column.{column}")

    def say(self, key: str, **values: object) -> str:
        """Return the library's own words in the language of the form."""
        return say(key, self.language, **values)

    def text(self, label: Label) -> str:
        """Return a label in the language of the form, as a cell can hold it."""
        return as_cell_text(label.text(self.language))

    def definition(self, indicator: Indicator) -> str:
        """Return what exactly is counted, or that the agreement does not say it."""
        if indicator.definition is None:
            return self.say("request.no_definition")
        return self.text(indicator.definition)

    def _row(self, asked: Input) -> Row:
        indicator = self.agreement.indicator(asked.indicator)
        (area,) = (each for each in self.agreement.areas if each.id == asked.area)
        unit = UNITS[indicator.unit].label if indicator.unit else None
        texts = (
            indicator.id,
            self.text(indicator.label),
            self.definition(indicator),
            self._area(area),
            str(asked.period),
            self.text(unit) if unit else self.say("request.category"),
        )
        return Row(asked, indicator, texts, tuple(self._choices(indicator)))

    def _area(self, area: Area) -> str:
        """Return the label of an area, with its id where another one has the same label."""
        labels = [self.text(each.label) for each in self.agreement.areas]
        label = self.text(area.label)
        return f"{label} ({area.id})" if labels.count(label) > 1 else label

    def _choices(self, indicator: Indicator) -> Iterator[tuple[str, str]]:
        for scale in (each for each in self.agreement.scales if each.id == indicator.scale):
            count = len(scale.best_to_worst)
            for position, category in enumerate(scale.best_to_worst, start=1):
                step = self.say("text.step", position=position, count=count)
                yield f"{self.text(category.label)} ({step})", category.id


def as_cell_text(text: str) -> str:
    r"""Return a text as a cell keeps it: one space for any white space, nothing unprintable.

    >>> as_cell_text(" Two\r\nlines \x01")
    'Two lines'
    """
    one_line = " ".join(text.split())
    return "".join(character for character in one_line if character.isprintable()).strip()
