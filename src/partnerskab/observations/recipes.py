"""Reading recipes, as data: how a source writes its numbers, and what its codes mean."""

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.observations.observation import Audience, Status
from partnerskab.observations.statbank import Format, StatBankRequest
from partnerskab.values.forms import NumberForm
from partnerskab.values.names import Choice, as_id
from partnerskab.values.tuples import as_tuple

Column = str | int


def check_text_file(encoding: str, separator: str) -> None:
    """Raise where a text file cannot have this encoding, or this mark between its cells.

    >>> check_text_file("cp1252", ";")
    """
    try:
        b"0".decode(encoding, "replace")  # some that Python knows are of no text
    except (LookupError, ValueError):
        raise InvalidValueError(
            "not an encoding",
            expected="utf-8, cp1252 or another name that Python knows",
            came=repr(encoding),
            path=("encoding",),
        ) from None
    if len(separator) != 1 or separator in '\r\n"':
        raise InvalidValueError(
            "not a separator",
            expected="one character, such as ',' or ';' or a tab",
            came=repr(separator),
            path=("separator",),
        )


class Layout(Choice):
    """How the values are laid out in a file."""

    TIDY = "tidy"
    WIDE = "wide"
    JSONSTAT = "jsonstat"
    POLICE_UK = "police-uk"


@attrs.frozen
class Code:
    """A word of the source and the id of the agreement that it stands for."""

    code: str
    id: str


def meanings(codes: tuple[Code, ...]) -> dict[str, str]:
    """Return the id that each code stands for.

    >>> meanings((Code("Indbrud", "burglary"),))
    {'Indbrud': 'burglary'}
    """
    return {each.code: each.id for each in codes}


@attrs.frozen(kw_only=True)
class Recipe:
    """How to read the files of one source.

    A column is named by its heading, or by its number from 1.

    Args:
        id: a short name, often that of the source.
        source: the id of the agreement's source.
        layout: `tidy` (one value a row), `wide` (periods across), `jsonstat` or `police-uk`.
        encoding: of a text file; a byte-order mark before UTF-8 is no fault.
        separator: between the cells of a text file.
        decimal_mark: "." or ","; never guessed.
        thousands_mark: between groups of three digits; "" for none.
        sheet: of a workbook; None for its only one.
        header_row: the row with the headings, from 1.
        indicator: the column that names the indicator; None where all values are of one.
        area: the column that names the area; None where all values are of one.
        period: the column of the period; in a wide file the periods are headings.
        value: the column of the value; -1 for the last.
        indicators: what the source calls the indicators; empty where it uses their ids.
        areas: what the source calls the areas; empty where it uses their ids.
        categories: what the source calls the categories of a scale; empty where it uses their ids.
        only: columns that hold several kinds of rows, and the one that is wanted, such as the
            total of both sexes; the number of a column is text here.
        ignore: headings of columns that say nothing about the value.
        only_indicator: the indicator of all values, where no column names it.
        only_area: the area of all values, where no column names it; None for each indicator's own.
        missing: the marks that stand for no figure; "" for an empty cell.
        suppressed: the marks that stand for a figure that is held back; "" for an empty cell.
        status: the status of the values, where no column gives it.
        audience: who may see them, where no column gives it.
        year_starts: the month in which split years such as 2011/12 start; None for the agreement's.
        request: what `partnerskab fetch` asks StatBank for; None where files come another way.
    """

    id: str = attrs.field(converter=as_id)
    source: str
    layout: Layout = attrs.field(converter=Layout)
    encoding: str = "utf-8"
    separator: str = ","
    decimal_mark: str = "."
    thousands_mark: str = ""
    sheet: str | None = None
    header_row: int = 1
    indicator: Column | None = None
    area: Column | None = None
    period: Column | None = None
    value: Column = -1
    indicators: tuple[Code, ...] = attrs.field(default=(), converter=as_tuple)
    areas: tuple[Code, ...] = attrs.field(default=(), converter=as_tuple)
    categories: tuple[Code, ...] = attrs.field(default=(), converter=as_tuple)
    only: tuple[Code, ...] = attrs.field(default=(), converter=as_tuple)
    ignore: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    only_indicator: str | None = None
    only_area: str | None = None
    missing: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    suppressed: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    status: Status = attrs.field(default=Status.FINAL, converter=Status)
    audience: Audience = attrs.field(default=Audience.INTERNAL, converter=Audience)
    year_starts: int | None = None
    request: StatBankRequest | None = None

    def __attrs_post_init__(self) -> None:
        check_text_file(self.encoding, self.separator)
        _ = self.number_form  # raises for marks that cannot stand together
        if self.request is not None:
            is_cube = self.request.format is Format.JSONSTAT
            wanted = Layout.JSONSTAT if is_cube else Layout.TIDY
            if self.layout is not wanted:
                raise InvalidValueError(
                    "what is asked for could not be read by this recipe",
                    expected=f"the layout '{wanted}' for the format {self.request.format}",
                    came=f"the layout '{self.layout}'",
                    path=("layout",),
                )

    @property
    def is_own(self) -> bool:
        """Whether this is how the library writes observations itself, and no source's recipe."""
        return not self.source

    @property
    def number_form(self) -> NumberForm:
        """How the source writes numbers."""
        return NumberForm(decimal_mark=self.decimal_mark, thousands_mark=self.thousands_mark)


TIDY = Recipe(
    id="tidy",
    source="",
    layout=Layout.TIDY,
    indicator="indicator",
    area="area",
    period="period",
    value="value",
)
"""How the library writes observations itself, and reads them where no recipe is named."""
