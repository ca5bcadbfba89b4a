"""Filled-in request forms: every locked cell is held against what was asked, row by row.

What was asked follows from the agreement, never from the form, which may have passed through many
hands.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError, Place, Problem
from partnerskab.observations.observation import Status
from partnerskab.observations.request import (
    CODE_CELL,
    COLUMNS,
    HEADER_ROW,
    LOCKED,
    Column,
    Request,
    Row,
    as_cell_text,
)
from partnerskab.readers.form_sheet import (
    EMPTY,
    FormCell,
    FormSheet,
    index_of,
    not_a_form,
    open_form,
)
from partnerskab.readers.records import Footnote, Gap, Item, Record
from partnerskab.readers.workbooks import is_percent
from partnerskab.values.exact import Exact, exact
from partnerskab.values.names import did_you_mean

_Key = tuple[str, str, str]
# The cells above the headings in which the form itself writes something.
_ABOVE = {(1, 1), CODE_CELL, (CODE_CELL[0], 3), (3, 1)}
_KEY = (Column.ID, Column.AREA, Column.PERIOD)


def read_request(path: Path, agreement: Agreement) -> Iterator[Item]:
    """Give one item for each row that was asked for: its value, or the gap where there is none.

    Raises:
        DiagnosticsError: where the file is no form of this agreement, or its columns were changed.
        MissingExtraError: where openpyxl is not installed.
    """
    sheet = open_form(path)
    form = _Form(sheet, _request(sheet, agreement))
    form.check_headings()
    yield from form.items()


def _request(sheet: FormSheet, agreement: Agreement) -> Request:
    """Return the request that the code of the form stands for."""
    place, code = sheet.place(*CODE_CELL), sheet.cells.get(CODE_CELL, EMPTY).text
    id, _, rest = code.partition(" ")
    party, _, written = rest.partition(" ")
    if not written:
        example = repr(f"{agreement.id} police 2014")
        raise not_a_form(place, f"the code of the form, such as {example}", [code] if code else [])
    periods = sorted({each for version in agreement.whenever() for each in version.periods})
    period = next((each for each in periods if str(each) == written), None)
    problem = None
    if id != agreement.id:
        problem = Problem(
            id="form-of-another-agreement",
            message="the form belongs to another agreement",
            expected=repr(agreement.id),
            came=repr(id),
            remedy="name the folder of that agreement",
        )
    elif period is None:
        problem = Problem(
            id="unknown-period",
            message="the agreement has no milestone in this period",
            expected=", ".join(map(str, periods)) or "a milestone, and there is none",
            came=written,
        )
    else:
        try:
            in_force = agreement.as_of(period.last_day)
            return Request(in_force, party, period, sheet.language)
        except InvalidValueError as error:
            problem = error.problem
    raise DiagnosticsError((Diagnostic.of(problem, place),))


@attrs.frozen
class _Form:
    """A sheet, and the request that it answers."""

    sheet: FormSheet
    request: Request

    def check_headings(self) -> None:
        """Raise where a column was moved, removed or added."""
        expected = {index_of(column): self.request.heading(column) for column in COLUMNS}
        came = {
            column: cell.text
            for (row, column), cell in self.sheet.cells.items()
            if row == HEADER_ROW
        }
        if came == expected:
            return
        columns = sorted(expected.keys() | came.keys())
        first = next(each for each in columns if expected.get(each) != came.get(each))
        problem = Problem(
            id="changed-columns",
            message="from here on the columns are not those of the form",
            expected=", ".join(expected.values()),
            came=", ".join(came.get(each, "nothing") for each in range(1, max(columns) + 1)),
            remedy="put the columns back as they were; what else there is to say is for "
            f"{expected[index_of(Column.NOTE)]!r}",
        )
        raise DiagnosticsError((Diagnostic.of(problem, self.sheet.place(HEADER_ROW, first)),))

    def items(self) -> Iterator[Item]:
        """Give the rows of the form, and everything that is in the form and was not asked."""
        for title in self.sheet.others:
            text = f"the sheet {title!r} does not belong to the form and is not read"
            yield Footnote(Place(file=self.sheet.file, key=title), text)
        yield from self._outside()
        rows = dict(enumerate(self.request.rows, start=HEADER_ROW + 1))
        by_key = {_key_of(row): row for row in rows.values()}
        found = self._found()
        missing = by_key.keys() - set(found.values())
        order = [key for key in by_key if key not in missing]
        seen: list[_Key] = []
        for number, key in found.items():
            home = rows.get(number)
            if key in seen:
                yield self._extra(number, "the row is there twice")
            elif key in by_key:
                # The first row out of order tells of all that follow it.
                if order[: len(seen)] == seen and order[len(seen)] != key:
                    yield self._moved(number, by_key[order[len(seen)]], by_key[key])
                seen.append(key)
                yield from self._changed(number, by_key[key])
                yield from self._row(number, by_key[key])
            elif home is not None and _key_of(home) in missing:
                missing -= {_key_of(home)}
                yield from self._changed(number, home)
                yield from self._row(number, home)
            else:
                yield self._extra(number, "the form has no such row")
        for number, row in rows.items():
            if _key_of(row) in missing:
                yield self._missing(number, row)

    def _found(self) -> dict[int, _Key]:
        """Return the rows below the headings that hold something, each with its key."""
        cells = self.sheet.cells
        numbers = {row for row, column in cells if row > HEADER_ROW and column <= len(COLUMNS)}
        return {number: self._key(number) for number in sorted(numbers)}

    def _filled(self, number: int) -> list[FormCell]:
        cells = (self.sheet.at(number, column) for column in COLUMNS)
        return [cell for cell in cells if not cell.is_empty]

    def _key(self, number: int) -> _Key:
        id, area, period = (self.sheet.at(number, column).text for column in _KEY)
        return id, area, period

    def _outside(self) -> Iterator[Diagnostic]:
        """Find the cells in which the form has nothing."""
        for (row, column), cell in sorted(self.sheet.cells.items(), key=lambda pair: pair[0]):
            inside = (row, column) in _ABOVE if row < HEADER_ROW else column <= len(COLUMNS)
            if not inside:
                yield self._diagnostic(
                    (row, column),
                    id="outside-the-form",
                    message="the form has nothing in this cell",
                    expected="an empty cell",
                    came=str(cell),
                    remedy=f"write it in the row that it is about, under {self._note!r}",
                )

    def _changed(self, number: int, row: Row) -> Iterator[Diagnostic]:
        """Find the locked cells of a row that are not as they were sent."""
        for column in LOCKED:
            cell, text = self.sheet.at(number, column), row.locked[column]
            if cell.text != as_cell_text(text):
                yield self._diagnostic(
                    (number, index_of(column)),
                    id="changed-cell",
                    message="this cell is not as it was sent",
                    expected=repr(text),
                    came=str(cell),
                    remedy=f"put it back, and write what there is to say under {self._note!r}; "
                    "or make a new form, if the agreement has changed",
                )

    def _extra(self, number: int, message: str) -> Diagnostic:
        return self._diagnostic(
            (number, 1),
            id="extra-row",
            message=message,
            expected=f"{len(self.request.rows)} rows, one for each figure asked for",
            came=", ".join(str(cell) for cell in self._filled(number)),
            remedy="remove the row, or give its figures under a recipe of their own",
        )

    def _moved(self, number: int, expected: Row, came: Row) -> Diagnostic:
        return self._diagnostic(
            (number, 1),
            id="moved-row",
            message="from here on the rows stand in another order",
            expected=expected.name,
            came=came.name,
            remedy="put the rows back in the order of the form that was sent",
        )

    def _missing(self, number: int, row: Row) -> Diagnostic:
        return self._diagnostic(
            (number, 1),
            id="missing-row",
            message="a row of the form is missing",
            expected=row.name,
            came="no such row",
            remedy="put it back; a row without a figure is left empty, not removed",
        )

    def _row(self, number: int, row: Row) -> Iterator[Item]:
        """Give what a row says: a value, a gap, or what is wrong with it."""
        cells = {column: self.sheet.at(number, column) for column in COLUMNS}
        wrong = list(self._formulas(number, cells))
        if wrong:
            yield from wrong
            return
        value, status = cells[Column.VALUE], cells[Column.STATUS]
        note = cells[Column.NOTE].text
        if value.is_empty and status.is_empty and cells[Column.PUBLISHED].is_empty:
            yield Gap(self.sheet.place(number, index_of(Column.VALUE)), row.name, note)
            return
        wrong = []
        # Where the status is wrong, a stand-in lets the value be looked at in the same run.
        fields: dict[Column, str | Exact] = {Column.STATUS: Status.FINAL}
        for column, read in (
            (Column.VALUE, self._value),
            (Column.STATUS, self._status),
            (Column.PUBLISHED, self._published),
        ):
            try:
                fields[column] = read(row, cells)
            except InvalidValueError as error:
                wrong.append(
                    Diagnostic.of(error.problem, self.sheet.place(number, index_of(column)))
                )
        if Column.VALUE in fields:
            yield Record(
                {
                    "indicator": row.asked.indicator,
                    "area": row.asked.area,
                    "period": row.locked[Column.PERIOD],
                    "note": note,
                    **{str(column): field for column, field in fields.items()},
                },
                lambda field: self._place(number, field),
            )
        yield from wrong

    def _place(self, number: int, field: str) -> Place:
        column = Column(field) if field in COLUMNS else Column.ID
        return self.sheet.place(number, index_of(column))

    def _formulas(self, number: int, cells: Mapping[Column, FormCell]) -> Iterator[Diagnostic]:
        for column, cell in cells.items():
            if cell.formula and column not in LOCKED:
                yield self._diagnostic(
                    (number, index_of(column)),
                    id="formula-without-result",
                    message="a formula whose result is not stored in the file",
                    expected="what the formula gives",
                    came=cell.formula,
                    remedy="open the file in a spreadsheet and save it, or write the result",
                )

    def _value(self, row: Row, cells: Mapping[Column, FormCell]) -> str | Exact:
        cell, status = cells[Column.VALUE], cells[Column.STATUS].text
        is_held_back = self.request.statuses.get(status) is Status.SUPPRESSED
        if cell.is_empty != is_held_back:
            held_back = self.request.say(f"status.{Status.SUPPRESSED}")
            raise InvalidValueError(
                "only a figure that is held back has no value",
                expected="an empty cell"
                if is_held_back
                else f"a value, or the status {held_back!r}",
                came=str(cell),
                remedy="correct the value or the status; for no figure at all, empty the row",
                id="value-and-status",
            )
        if is_held_back:
            return ""
        if row.words:
            return _chosen(cell, row.words)
        return self._number(cell, row)

    def _number(self, cell: FormCell, row: Row) -> Exact:
        form, value = self.request.number_form, cell.value
        example = "1234" if row.is_count else form.text(exact("1234.5"))
        expected, message = f"a number such as {example}", "not a number"
        remedy = (
            "write the number alone; leave the row empty where there is no figure, and say why "
            f"under {self._note!r}"
        )
        if isinstance(value, str):
            try:
                return form.number(value)
            except InvalidValueError:
                pass  # what that says is about recipes, and a form has none
        elif isinstance(value, date | time | timedelta):
            message = "a date or a time in place of a number"
            remedy = "give the cell the format of a number, and write the number again"
        elif isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
            pass
        elif is_percent(cell.format):
            message = "a number that the spreadsheet shows as a percentage"
            expected += ", in a cell with the format of a number"
            remedy = "write the number without a percent sign; the unit stands beside it"
        else:
            return exact(cell.text)
        raise InvalidValueError(
            message, expected=expected, came=str(cell), remedy=remedy, id="not-a-number"
        )

    def _status(self, _: Row, cells: Mapping[Column, FormCell]) -> str:
        cell = cells[Column.STATUS]
        if cell.is_empty:
            raise InvalidValueError(
                "the row has no status",
                expected=" or ".join(map(repr, self.request.statuses)),
                came="an empty cell",
                remedy="choose one of the words in the list",
                id="missing-status",
            )
        return self.request.statuses[_chosen(cell, {word: word for word in self.request.statuses})]

    def _published(self, row: Row, cells: Mapping[Column, FormCell]) -> str:
        cell, first = cells[Column.PUBLISHED], row.asked.period.first_day
        if cell.is_empty:
            return ""
        if not isinstance(cell.value, date):
            raise InvalidValueError(
                "not a date",
                expected=f"a date that the spreadsheet knows as one, such as {first}",
                came=str(cell),
                remedy="give the cell the format of a date, and write the date again",
                id="not-a-date",
            )
        day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        if day < first:
            raise InvalidValueError(
                "published before the period starts",
                expected=f"{first} or later",
                came=str(day),
                id="not-a-date",
            )
        return day.isoformat()

    @property
    def _note(self) -> str:
        return self.request.heading(Column.NOTE)

    def _diagnostic(
        self, at: tuple[int, int], *, id: str, message: str, expected: str, came: str, remedy: str
    ) -> Diagnostic:
        place = self.sheet.place(*at)
        return Diagnostic(
            id=id, place=place, message=message, expected=expected, came=came, remedy=remedy
        )


def _key_of(row: Row) -> _Key:
    id, area, period = (row.locked[column] for column in _KEY)
    return id, area, period


def _chosen(cell: FormCell, words: Mapping[str, str]) -> str:
    """Return what a word of a list stands for."""
    if cell.text not in words:
        raise InvalidValueError(
            "not one of the words in the list",
            expected=" or ".join(map(repr, words)),
            came=str(cell),
            remedy=did_you_mean(cell.text, words),
            id="unknown-word",
        )
    return words[cell.text]
