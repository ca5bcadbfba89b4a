"""What is asked of StatBank, the data bank of Statistics Denmark, as data."""

import re
from collections.abc import Iterable

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.names import Choice
from partnerskab.values.periods import Period
from partnerskab.values.tuples import as_tuple

TIME = "Tid"
"""StatBank's code for the variable that holds the periods, in every table."""

_TABLE = re.compile(r"[A-Za-z0-9_]+")
# StatBank's form of a split year does not say in which month it starts, so any will do here.
_ANY_MONTH = 8


class Format(Choice):
    """The forms in which StatBank answers.

    `CSV` and `JSONSTAT` hold every cell that was asked for, up to a million. `BULK` has no such
    limit; it leaves out cells that are zero, and every variable of the table must be asked for.
    Source: Statistics Denmark, StatBank API, data formats.
    """

    BULK = "BULK"
    CSV = "CSV"
    JSONSTAT = "JSONSTAT"

    @property
    def suffix(self) -> str:
        """How the name of a file in this format ends."""
        return ".json" if self is Format.JSONSTAT else ".csv"


class Language(Choice):
    """The languages of StatBank."""

    DA = "da"
    EN = "en"


@attrs.frozen
class Selection:
    """The values that are wanted of one variable, by StatBank's codes; "*" stands for all."""

    code: str
    values: tuple[str, ...] = attrs.field(converter=as_tuple)


@attrs.frozen(kw_only=True)
class StatBankRequest:
    """What is asked of StatBank.

    Args:
        table: the id of the table, such as `STRAF11`.
        format: the form of the answer.
        language: of the texts in the answer.
        variables: what is wanted of each variable but the time.
        periods: periods such as `2012-Q1`, and ranges of them such as `2012-Q1..2013-Q4`; whoever
            fetches may name others.

    >>> request = StatBankRequest(
    ...     table="STRAF11", format="CSV", variables=[Selection("OMRÅDE", ["101"])])
    >>> request.body(["2012-Q4..2013-Q1"])["variables"]
    [{'code': 'OMRÅDE', 'values': ['101']}, {'code': 'Tid', 'values': ['2012K4', '2013K1']}]
    """

    table: str
    format: Format = attrs.field(converter=Format)
    language: Language = attrs.field(default=Language.DA, converter=Language)
    variables: tuple[Selection, ...] = attrs.field(default=(), converter=as_tuple)
    periods: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        if not _TABLE.fullmatch(self.table):
            raise InvalidValueError(
                "not the id of a table",
                expected="letters and digits, such as STRAF11",
                came=repr(self.table),
                path=("table",),
            )
        for selection in self.variables:
            self._check(selection)
        for index, text in enumerate(self.periods):
            try:
                period_codes(text)
            except InvalidValueError as error:
                said = {field: getattr(error.problem, field) for field in _SAID}
                raise InvalidValueError(**said, path=("periods", index)) from None

    def _check(self, selection: Selection) -> None:
        path = ("variables", selection.code)
        if selection.code.casefold() == TIME.casefold():
            raise InvalidValueError(
                "the time is not asked for here",
                expected="the other variables of the table",
                came=repr(selection.code),
                remedy="write periods = ... in the request, or name them when you fetch",
                path=path,
            )
        if not selection.values:
            raise InvalidValueError(
                "no value of the variable is wanted",
                expected='StatBank\'s codes, such as ["101"], or ["*"] for all',
                came="an empty list",
                path=path,
            )

    def body(self, periods: Iterable[str] = ()) -> dict[str, object]:
        """Return what is posted to StatBank.

        Args:
            periods: periods and ranges, instead of the request's own; not none at all.

        Raises:
            InvalidValueError: where no period is named, or StatBank has no form for one.
        """
        texts = tuple(periods) or self.periods
        if not texts:
            raise InvalidValueError(
                "which periods?",
                expected="periods such as 2012-Q1, or ranges such as 2012-Q1..2013-Q4",
                came="none, neither here nor in the recipe",
                remedy="name them with --period, or write periods = ... in the request",
                id="no-periods",
            )
        codes = dict.fromkeys(code for text in texts for code in period_codes(text))
        wanted = [*self.variables, Selection(TIME, codes)]
        # JSON-stat gives codes and texts both; the csv formats give codes only where asked to.
        texts_too = self.format is Format.JSONSTAT
        return {
            "table": self.table,
            "lang": self.language.value,
            "format": self.format.value,
            "valuePresentation": "Default" if texts_too else "Code",
            "variables": [{"code": each.code, "values": list(each.values)} for each in wanted],
        }


_SAID = ("message", "id", "expected", "came", "remedy")


def period_codes(text: str) -> tuple[str, ...]:
    """Return StatBank's codes for a period, or for a range of periods of the same length.

    Raises:
        InvalidValueError: where it is neither, or StatBank has no form for it.

    >>> period_codes("2012-Q3..2013-Q1"), period_codes("2011/12")
    (('2012K3', '2012K4', '2013K1'), ('2011/2012',))
    """
    first, dots, last = text.partition("..")
    start = Period.parse(first, year_starts=_ANY_MONTH)
    end = Period.parse(last, year_starts=_ANY_MONTH) if dots else start
    if end.kind is not start.kind or end < start:
        raise InvalidValueError(
            "not a range of periods",
            expected="two periods of the same length, the earlier first, such as 2012-Q1..2013-Q4",
            came=repr(text),
            id="not-a-period",
        )
    codes = [start.statbank]
    while start < end:
        start = start.shifted(1)
        codes.append(start.statbank)
    return tuple(codes)
