"""The budget table: each purpose by period and in all, as a range and under each reading."""

from collections.abc import Iterator

from partnerskab.agreement.readings import Readings
from partnerskab.delivery.budget import Budget, BudgetLine, measures
from partnerskab.delivery.shares import MEASURES, Account
from partnerskab.tables.table import Cell, Column, Kind, Table, table_of

_MEANINGS = {
    "allocated": "set aside by the agreement",
    "carried_in": "carried over from an earlier year",
    "spent": "paid",
    "committed": "bound by an order or a contract, and not yet paid",
    "left": "neither spent, committed nor carried over",
    "carried_out": "carried over to a later year",
    "overspent": "spent and committed beyond what there was",
}
BUDGET_COLUMNS = (
    Column("illustrative", Kind.FLAG, "whether some of the expenditures are invented examples"),
    Column("as_of", Kind.DATE, "the day that decides what is spent and which readings are adopted"),
    Column("purpose", Kind.TEXT, "label of the allocations; empty for everything in the currency"),
    Column("kind", Kind.TEXT, "money, staff-time or in-kind; empty for everything"),
    Column("allocations", Kind.TEXT, "ids of the allocations, divided by spaces"),
    Column("period", Kind.TEXT, "period; empty for all of them together"),
    Column("readings", Kind.TEXT, "one combination of readings; empty for all that are followed"),
    Column("followed", Kind.FLAG, "whether figures follow it: no other reading is assumed"),
    Column("currency", Kind.TEXT, "currency of the amounts"),
    *(
        Column(f"{measure}_{end}", Kind.EXACT, f"{_MEANINGS[measure]}: {bound}")
        for measure in MEASURES
        for end, bound in (("low", "the least"), ("high", "the most"))
    ),
    Column("full_time_price_low", Kind.EXACT, "implied price of a full-time year: the least"),
    Column("full_time_price_high", Kind.EXACT, "implied price of a full-time year: the most"),
    Column("only_if", Kind.TEXT, "readings under which there is such an amount at all"),
    Column("caveats", Kind.TEXT, "caveats, divided by spaces"),
)


def budget_table(budget: Budget) -> Table:
    """Return one row for each purpose and period, and one for each combination of readings of it.

    The columns are `BUDGET_COLUMNS`. The rows of the combinations follow the row of the range, and
    are left out where nothing is open. Where nobody says what was spent, only what is allocated
    is filled in: unknown is not zero.
    """
    illustrative = budget.spending is not None and budget.spending.has_illustrative
    always: dict[str, Cell] = {"illustrative": illustrative, "as_of": budget.as_of}
    rows = (always | row for line in budget.lines() for row in _rows(budget, line))
    return table_of("budget", BUDGET_COLUMNS, rows, illustrative=illustrative)


def _rows(budget: Budget, line: BudgetLine) -> Iterator[dict[str, Cell]]:
    purpose = line.purpose
    about: dict[str, Cell] = {
        "purpose": purpose.label.text("en") if purpose.label else None,
        "kind": purpose.kind,
        "allocations": " ".join(line.allocations) or None,
        "period": None if line.period is None else str(line.period),
        "currency": purpose.unit,
    }
    if line.followed:
        row: dict[str, Cell] = {"followed": True}
        for measure in measures(budget):
            found = line.range(measure)
            if found is not None:
                row[f"{measure}_low"] = found.low.magnitude
                row[f"{measure}_high"] = found.high.magnitude
        price = line.full_time_price
        if price is not None:
            row["full_time_price_low"] = price.low.magnitude
            row["full_time_price_high"] = price.high.magnitude
        row["only_if"] = " ".join(map(_joined, line.only_if)) or None
        row["caveats"] = " ".join(line.caveats) or None
        yield about | row
    if len(line.accounts) > 1:
        cases = zip(line.readings, line.accounts, line.is_followed, strict=True)
        for readings, account, follows in cases:
            if account is not None:
                case = _case(budget, line, account)
                yield about | case | {"readings": _joined(readings), "followed": follows}


def _case(budget: Budget, line: BudgetLine, account: Account) -> dict[str, Cell]:
    amounts = {measure: getattr(account, measure) for measure in measures(budget)}
    amounts["full_time_price"] = line.full_time_price_in(account)
    return {
        f"{name}_{end}": amount.magnitude
        for name, amount in amounts.items()
        if amount is not None
        for end in ("low", "high")
    }


def _joined(readings: Readings) -> str:
    return "+".join("=".join(pair) for pair in readings)
