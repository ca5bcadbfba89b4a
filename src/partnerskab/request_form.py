"""The form for a request: a workbook that a secretariat sends to a party to be filled in.

It holds neither targets nor earlier figures, so that nothing in it tells what is hoped for. The
reader of the filled-in form is `partnerskab.readers.request`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, Literal

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.files.workbooks import (
    HEADING_FILL,
    SIZE,
    fit_on_paper,
    font,
    new_workbook,
    put,
    set_height,
    workbook_bytes,
)
from partnerskab.files.writing import write_new
from partnerskab.observations.observation import Status
from partnerskab.observations.request import (
    CODE_CELL,
    COLUMNS,
    FILLED_IN,
    HEADER_ROW,
    STATUSES,
    Column,
    Request,
    Row,
)

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {
    Column.ID: 17,
    Column.LABEL: 27,
    Column.DEFINITION: 38,
    Column.AREA: 30,
    Column.PERIOD: 9,
    Column.UNIT: 14,
    Column.VALUE: 14,
    Column.STATUS: 15,
    Column.PUBLISHED: 15,
    Column.NOTE: 34,
}
_GUIDE_WIDTHS = (46, 100)
_STEPS = ("value", "number", "status", "suppressed", "missing", "published", "locked")
_LOCKED_FILL, _OPEN_FILL = "EDEDED", "FFF2CC"
_GREY = "595959"


def write_form(request: Request, path: str | Path) -> None:
    """Write the form of a request to a new file.

    Args:
        request: what is asked.
        path: a file that is not there yet, with a name that ends in `.xlsx`.

    Raises:
        InvalidValueError: for a file of another kind.
        DiagnosticsError: where the file is there already or cannot be written.
        MissingExtraError: where openpyxl is not installed.
    """
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise InvalidValueError(
            "the form is a workbook",
            expected="a name that ends in .xlsx",
            came=path.name,
            remedy=f"write {path.with_suffix('.xlsx').name}" if path.stem else "",
        )
    write_new(path, make_form(request))


def make_form(request: Request) -> bytes:
    """Return the form of a request as a workbook; the same bytes for the same request.

    Raises:
        MissingExtraError: where openpyxl is not installed.

    >>> import partnerskab
    >>> from partnerskab.values.periods import Period
    >>> amager = partnerskab.load("examples/amager").agreement
    >>> request = Request(amager, "ssp", Period(2014), "en")
    >>> make_form(request) == make_form(request)
    True
    """
    workbook = new_workbook("making a request form")
    guide, figures = _Guide(request, workbook), _figures_sheet(request, workbook)
    _fill_figures(request, figures, guide)
    workbook.active = workbook.index(figures)
    # The first sheet was made with the workbook, as the chosen one.
    guide.sheet.sheet_view.tabSelected = False
    return workbook_bytes(workbook)


@attrs.define
class _Guide:
    """Writes the sheet of instructions from top to bottom, and knows where its lists stand."""

    request: Request
    workbook: "Workbook"
    lists: dict[tuple[str, ...], str] = attrs.field(factory=dict)
    sheet: "Worksheet" = attrs.field(init=False)
    _row: int = 0

    def __attrs_post_init__(self) -> None:
        self.sheet = self.workbook.worksheets[0]
        self.sheet.title = self.request.say("request.guide")
        _set_up(self.sheet, dict(zip("AB", _GUIDE_WIDTHS, strict=True)))
        self._write_all()

    def _write_all(self) -> None:
        request, say = self.request, self.request.say
        agreement = request.agreement.label.text(request.language)
        self._line(say("request.title", agreement=agreement), size=14)
        self._line(say("request.asks"), say("request.secretariat"))
        self._line(say("request.to"), request.party_label)
        self._line(say("request.asked_for"), str(request.period))
        for number, line in enumerate(self._deadlines()):
            self._line("" if number else say("request.deadline"), line)
        self._heading(say("request.steps"))
        for number, step in enumerate(self._steps(), start=1):
            self._line(f"{number}.", step)
        status = request.heading(Column.STATUS)
        meanings = [say(f"status_meaning.{each}") for each in STATUSES]
        self._list(say("request.words_of_status", status=status), request.statuses, meanings)
        for row in request.rows:
            if row.words and tuple(row.words) not in self.lists:
                value, label = request.heading(Column.VALUE), row.locked[Column.LABEL]
                title = say("request.words_of_value", value=value, label=label)
                self._list(title, row.words, [""] * len(row.words))
        self._heading(say("request.indicators"))
        for indicator in request.indicators:
            self._block(request.text(indicator.label), self._about(indicator.id))
        self._heading(say("request.areas"))
        for area in request.areas:
            self._block(request.text(area.label), self._about_area(area.id))

    def _deadlines(self) -> Iterator[str]:
        for source in self.request.sources:
            name, day = self.request.text(source.label), source.release_end(self.request.period)
            key = "request.due_by" if day else "request.no_deadline"
            yield self.request.say(key, source=name, day=day)

    def _steps(self) -> Iterator[str]:
        request, form = self.request, self.request.number_form
        values = {
            "figures": request.say("request.figures"),
            "example": form.text(Fraction(2469, 2)),
            "suppressed": request.say(f"status.{Status.SUPPRESSED}"),
            **{str(column): request.heading(column) for column in FILLED_IN},
        }
        for step in _STEPS:
            yield request.say(f"request_step.{step}", **values)

    def _about(self, id: str) -> Iterator[str]:
        request = self.request
        indicator = request.agreement.indicator(id)
        yield request.definition(indicator)
        source = request.agreement.source_of(id)
        if len(request.sources) > 1 and source is not None:
            yield request.say("request.source", source=request.text(source.label))
        for note in indicator.validity:
            yield request.say("request.validity", note=request.text(note))

    def _about_area(self, id: str) -> Iterator[str]:
        request = self.request
        (area,) = (each for each in request.areas if each.id == id)
        if area.scheme is not None:
            yield request.say("request.area_code", code=area.code, scheme=request.text(area.scheme))
        if area.parts:
            parts = ", ".join(request.text(part) for part in area.parts)
            yield request.say("request.area_parts", parts=parts)
        if area.also_called is not None:
            yield request.say("request.area_also_called", name=request.text(area.also_called))
        if area.relation is not None:
            yield request.text(area.relation)

    def _block(self, title: str, lines: Iterator[str]) -> None:
        for number, line in enumerate(list(lines) or [""]):
            self._line("" if number else title, line)

    def _heading(self, text: str) -> None:
        self._row += 1
        self._line(text, size=12)

    def _list(self, title: str, words: Iterable[str], more: list[str]) -> None:
        self._heading(title)
        first = self._row + 1
        for word, meaning in zip(words, more, strict=True):
            self._line(word, meaning)
        sheet = self.sheet.title.replace("'", "''")
        self.lists[tuple(words)] = f"'{sheet}'!$A${first}:$A${self._row}"

    def _line(self, name: str, text: str = "", size: int = 11) -> None:
        self._row += 1
        is_title = size > SIZE
        for column, content in ((1, name), (2, text)):
            # A title has the width of the sheet, and all else that of its column.
            cell = put(self.sheet, self._row, column, content, wraps=not is_title)
            cell.font = font(bold=is_title, size=size)
        wrapped = {} if is_title else {name: _GUIDE_WIDTHS[0], text: _GUIDE_WIDTHS[1]}
        set_height(self.sheet, self._row, wrapped, size)


def _figures_sheet(request: Request, workbook: "Workbook") -> "Worksheet":
    sheet: Worksheet = workbook.create_sheet(request.say("request.figures"))
    letters = zip(ascii_uppercase, COLUMNS, strict=False)
    _set_up(sheet, {letter: _WIDTHS[column] for letter, column in letters})
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"  # the id and the indicator stay in sight
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    return sheet


def _fill_figures(request: Request, sheet: "Worksheet", guide: _Guide) -> None:
    from openpyxl.styles import PatternFill

    title = request.say("request.title", agreement=request.agreement.label.text(request.language))
    put(sheet, 1, 1, title).font = font(bold=True, size=14)
    set_height(sheet, 1, {}, 14)
    put(sheet, *CODE_CELL, request.code).font = font(color=_GREY)
    recipient = request.say("request.recipient", party=request.party_label, period=request.period)
    put(sheet, CODE_CELL[0], 3, recipient).font = font(bold=True)
    put(sheet, 3, 1, request.say("request.how", guide=guide.sheet.title))
    for index, column in enumerate(COLUMNS, start=1):
        cell = put(sheet, HEADER_ROW, index, request.heading(column), wraps=True)
        cell.font = font(bold=True)
        cell.fill = PatternFill("solid", HEADING_FILL)
    statuses = guide.lists[tuple(request.statuses)]
    for number, row in enumerate(request.rows, start=HEADER_ROW + 1):
        _fill_row(request, sheet, number, row)
        words = guide.lists.get(tuple(row.words), "")
        for column, rule in zip(FILLED_IN, _rules(request, row, words, statuses), strict=False):
            rule.add(sheet.cell(number, COLUMNS.index(column) + 1))
            sheet.add_data_validation(rule)


def _fill_row(request: Request, sheet: "Worksheet", number: int, row: Row) -> None:
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    line = Side("thin", color="BFBFBF")
    formats = {
        Column.VALUE: "#,##0" if row.is_count else "General",
        Column.PUBLISHED: request.say("request.day_format"),
        Column.NOTE: "@",
    }
    for index, column in enumerate(COLUMNS, start=1):
        is_open = column in FILLED_IN
        cell = put(sheet, number, index, row.locked.get(column, ""), wraps=True)
        if column is Column.PERIOD:
            cell.alignment = Alignment(horizontal="left", vertical="top")
        cell.fill = PatternFill("solid", _OPEN_FILL if is_open else _LOCKED_FILL)
        cell.border = Border(line, line, line, line)
        cell.protection = Protection(locked=not is_open)
        cell.number_format = formats.get(column, "General")
    if row.locked[Column.PERIOD].isdecimal():  # as a text, it would be marked as a slip
        sheet.cell(number, COLUMNS.index(Column.PERIOD) + 1).value = row.asked.period.year
    texts = {text: _WIDTHS[column] for column, text in row.locked.items()}
    longest = max(row.words, key=len, default="")
    set_height(sheet, number, texts | {longest: _WIDTHS[Column.VALUE]})


def _rules(request: Request, row: Row, words: str, statuses: str) -> Iterator["DataValidation"]:
    """Give what a spreadsheet lets a person type: for the value, the status and the day."""
    word, first = request.say("request.word"), row.asked.period.first_day
    if words:
        yield _rule(request, "list", words, word)
    else:
        number = request.say("request.whole" if row.is_count else "request.number")
        yield _rule(request, "whole" if row.is_count else "decimal", "0", number)
    yield _rule(request, "list", statuses, word)
    # A spreadsheet counts days, such that 1 March 1900 is day 61.
    serial = (first - date(1899, 12, 30)).days
    yield _rule(request, "date", str(serial), request.say("request.day", day=first))


def _rule(
    request: Request, kind: Literal["whole", "decimal", "list", "date"], least: str, said: str
) -> "DataValidation":
    from openpyxl.worksheet.datavalidation import DataValidation

    return DataValidation(
        type=kind,
        operator=None if kind == "list" else "greaterThanOrEqual",
        formula1=least,
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle=request.say("request.wrong"),
        error=said,
        prompt=said,
    )


def _set_up(sheet: "Worksheet", widths: dict[str, int]) -> None:
    """Lock a sheet against slips, without a password, and make it fit on paper."""
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # False allows them
    fit_on_paper(sheet)
