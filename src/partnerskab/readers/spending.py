"""Expenditures from a file of accounts: every row becomes one, or a diagnostic says why not."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import attrs

from partnerskab.delivery.spending import (
    TIDY_SPENDING,
    Expenditure,
    ExpenditureState,
    Spending,
    SpendingRecipe,
    find_charge_problem,
    find_doubts,
)
from partnerskab.errors import (
    Diagnostic,
    DiagnosticsError,
    InvalidValueError,
    Place,
    Severity,
)
from partnerskab.observations.recipes import Column, meanings
from partnerskab.partnership import Partnership
from partnerskab.readers.grid import Row, as_wide_as, other_width, read_rows
from partnerskab.readers.records import Cell, Record
from partnerskab.readers.tidy import locate_columns, no_headings
from partnerskab.values.amounts import Amount, check_currency, check_hundredths
from partnerskab.values.exact import Exact, exact, refuse_divided_thousands
from partnerskab.values.names import did_you_mean

REQUIRED = ("date", "allocation", "amount", "currency", "state")
OPTIONAL = ("activity", "where", "note", "source", "illustrative")

_Meaning = TypeVar("_Meaning")
_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<mark>[-./])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})"
)
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_TEXTS = ("activity", "where", "note", "source")
_FLAGS = {"": False, "false": False, "true": True}


def read_spending(
    partnership: Partnership, path: str | Path, recipe: str | None = None
) -> Spending:
    """Read what was spent and committed.

    Args:
        partnership: says which allocations there are, and holds the recipes.
        path: the file, csv or xlsx.
        recipe: the id of a recipe of `spending-recipes.toml`; None for the library's own csv, with
            the columns `date`, `allocation`, `amount`, `currency` and `state` (`spent` or
            `committed`), and perhaps `activity`, `where`, `note`, `source` and `illustrative`
            (`true` or `false`), in any order.

    Returns:
        Every row as an expenditure. What is odd about some of them, such as a day outside the
        period of the allocation, is among the `doubts`, by row and column; they count all the same.

    Raises:
        DiagnosticsError: with every row that cannot be counted; none is ever dropped silently.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> paid = read_spending(amager, "examples/amager/spending-illustrative.csv")
    >>> print(paid.expenditures[0].amount, paid.has_illustrative)
    85000 DKK True
    """
    described = TIDY_SPENDING if recipe is None else partnership.spending_recipe(recipe)
    reader = _Reader(partnership, described)
    try:
        expenditures = tuple(reader.read(_records(Path(path), described)))
    except DiagnosticsError as error:  # about the file; its rows may have said something before
        raise DiagnosticsError((*reader.errors, *error.diagnostics)) from None
    if reader.errors:
        raise DiagnosticsError((*reader.errors, *reader.doubts))
    return Spending(expenditures=expenditures, doubts=reader.doubts)


def _records(path: Path, recipe: SpendingRecipe) -> Iterator[Record | Diagnostic]:
    header: Row | None = None
    columns: dict[str, int] = {}
    for row in read_rows(path, recipe):
        if row.is_blank or row.number < recipe.header_row:  # a title, which charges nobody
            continue
        if header is None:
            known = (*REQUIRED, *OPTIONAL)
            header, columns = row, locate_columns(row, _wanted(row, recipe), recipe, known)
        elif len((whole := as_wide_as(row, header)).cells) == len(header.cells):
            yield _record(whole, columns)
        else:
            yield other_width(row, len(header.cells))
    if header is None:
        raise no_headings(path, recipe)


def _record(row: Row, columns: Mapping[str, int]) -> Record:
    fields = {field: row.cells[index] for field, index in columns.items()}
    return Record(fields, lambda field: row.place(columns.get(field, columns["amount"]), field))


def _wanted(header: Row, recipe: SpendingRecipe) -> dict[str, Column]:
    if recipe.is_own:
        wanted: dict[str, Column] = {name: name for name in REQUIRED}
        return wanted | {name: name for name in OPTIONAL if name in header.cells}
    named = {name: getattr(recipe, name) for name in ("date", "amount", "allocation", "state")}
    named |= {name: getattr(recipe, name) for name in _TEXTS}
    return {field: column for field, column in named.items() if column is not None}


class _Reader:
    """Gives records their meaning; what cannot be counted is kept in `errors`."""

    def __init__(self, partnership: Partnership, recipe: SpendingRecipe) -> None:
        self.errors: list[Diagnostic] = []
        self.doubts: list[Diagnostic] = []
        self._agreement = partnership.agreement.settled()
        self._recipe = recipe
        self._allocations = meanings(recipe.allocations)
        self._states = meanings(recipe.states)

    def read(self, records: Iterator[Record | Diagnostic]) -> Iterator[Expenditure]:
        """Give the expenditures that can be counted."""
        for record in records:
            if isinstance(record, Diagnostic):
                self.errors.append(record)
                continue
            expenditure = self._expenditure(record)
            if expenditure is None:
                continue
            problem = find_charge_problem(self._agreement, expenditure)
            if problem is not None:
                self.errors.append(Diagnostic.of(problem, self._place(record, problem.path)))
                continue
            self.doubts += (
                Diagnostic.of(doubt, self._place(record, doubt.path), Severity.WARNING)
                for doubt in find_doubts(self._agreement, expenditure)
            )
            yield expenditure

    def _expenditure(self, record: Record) -> Expenditure | None:
        before = len(self.errors)
        given: dict[str, Any] = {
            "on": self._take(record, "date", self._day),
            "allocation": self._take(record, "allocation", self._allocation),
            "amount": self._amount(record),
            "state": self._take(record, "state", self._state),
            "is_illustrative": self._take(record, "illustrative", self._flag),
        }
        given |= {name: str(record.fields.get(name, "")) for name in _TEXTS}
        return None if len(self.errors) > before else Expenditure(**given)

    def _amount(self, record: Record) -> Amount | None:
        if not self._recipe.is_own:
            return self._take(record, "amount", self._money)
        number = self._take(record, "amount", _plain)
        currency = self._take(record, "currency", lambda cell: check_currency(str(cell)))
        return None if number is None or currency is None else Amount(number, currency)

    def _take(
        self, record: Record, field: str, parse: Callable[[Cell], _Meaning]
    ) -> _Meaning | None:
        """Return what a cell says; where it cannot be read, keep the diagnostic and return None."""
        try:
            return parse(record.fields.get(field, ""))
        except InvalidValueError as error:
            self.errors.append(Diagnostic.of(error.problem, self._place(record, (field,))))
            return None

    def _place(self, record: Record, path: tuple[str | int, ...]) -> Place:
        """Return the place of a field; where accounts have no column for it, that of the amount."""
        field = str(path[0]) if path[0] in record.fields else "amount"
        place, heading = record.place(field), getattr(self._recipe, field)
        # A workbook's place is its cell already.
        named = place.line is not None and isinstance(heading, str)
        return attrs.evolve(place, key=heading) if named else place

    def _money(self, cell: Cell) -> Amount:
        form, currency = self._recipe.number_form, self._recipe.currency
        if currency is None:
            amount = form.amount(str(cell))
        else:
            amount = Amount(form.number(cell) if isinstance(cell, str) else cell, currency)
        check_hundredths(amount.magnitude)
        return amount

    def _day(self, cell: Cell) -> date:
        text, day_first = str(cell), self._recipe.day_first
        match = _ISO.fullmatch(text) or (_DAY_FIRST.fullmatch(text) if day_first else None)
        if match:
            with suppress(ValueError):  # no calendar has the day
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
        undeclared = not day_first and _DAY_FIRST.fullmatch(text)
        raise InvalidValueError(
            "not a date",
            expected=f"a date such as {'31-12-2014' if day_first else '2014-12-31'}",
            came=repr(cell) if cell != "" else "an empty cell",
            remedy="declare day_first if the day stands first" if undeclared else "",
            id="not-a-date",
        )

    def _allocation(self, cell: Cell) -> str:
        only = self._recipe.only_allocation
        return only or _meaning(str(cell), self._allocations, "allocation")

    def _state(self, cell: Cell) -> ExpenditureState:
        only = self._recipe.only_state
        return only or ExpenditureState(_meaning(str(cell), self._states, "state"))

    def _flag(self, cell: Cell) -> bool:
        text = str(cell).lower()
        if text not in _FLAGS:
            raise InvalidValueError(
                "neither true nor false",
                expected="true, false or an empty cell",
                came=repr(cell),
                id="wrong-type",
            )
        return _FLAGS[text] or self._recipe.illustrative


def _plain(cell: Cell) -> Exact:
    """Return a number of the library's own csv; an amount in Danish marks is not guessed at."""
    if cell == "":
        raise InvalidValueError("there is nothing here", expected="an amount", id="empty-cell")
    try:
        number = exact(refuse_divided_thousands(cell) if isinstance(cell, str) else cell)
    except InvalidValueError as error:
        remedy = "for other marks, describe the file in spending-recipes.toml"
        raise InvalidValueError(**attrs.asdict(error.problem) | {"remedy": remedy}) from None
    check_hundredths(number)
    return number


def _meaning(code: str, codes: Mapping[str, str], what: str) -> str:
    """Return the id that a code stands for; where the recipe has no codes, it is the id."""
    if codes and code not in codes:
        raise InvalidValueError(
            f"the recipe does not say which {what} this is",
            expected=", ".join(codes),
            came=repr(code),
            remedy=did_you_mean(code, codes) or f"add it under {what}s",
            id="unknown-code",
        )
    return codes.get(code, code)
