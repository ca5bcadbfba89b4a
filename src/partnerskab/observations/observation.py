"""One measured value, with where it is from, and when it was known."""

from datetime import date

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.names import Choice
from partnerskab.values.periods import Period, as_period
from partnerskab.values.scales import Value, as_value


class Status(Choice):
    """What kind of figure it is; `illustrative` ones are invented."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"
    SUPPRESSED = "suppressed"
    ILLUSTRATIVE = "illustrative"


class Audience(Choice):
    """Who may see it: `internal` people see everything, `public` ones what is for everybody."""

    INTERNAL = "internal"
    PARTIES = "parties"
    PUBLIC = "public"

    def may_see(self, marked: "Audience") -> bool:
        """Say whether this audience may see what is marked for another, or for itself.

        >>> Audience.PARTIES.may_see(Audience.PUBLIC), Audience.PARTIES.may_see(Audience.INTERNAL)
        (True, False)
        """
        widening = list(Audience)
        return widening.index(self) <= widening.index(marked)


@attrs.frozen(kw_only=True)
class Observation:
    """A value of one indicator in one area and period.

    Args:
        indicator: the id of the indicator.
        area: the id of the area that the value is for.
        period: the period that the value speaks of.
        value: a number, or a category of a scale; None only for a suppressed one.
        status: what kind of figure it is.
        published: the day it was published; None where that is not known.
        retrieved: the day it was fetched; None where that is not known.
        source: who it is from; "" for the indicator's own source.
        note: what a reader must know of it.
        audience: who may see it.

    Raises:
        InvalidValueError: for a value that is suppressed, or none that is not.

    >>> Observation(
    ...     indicator="burglary", area="amager", period=2013, value=71, status="final").value
    71
    """

    indicator: str
    area: str
    period: Period = attrs.field(converter=as_period)
    value: Value | None = attrs.field(converter=as_value)
    status: Status = attrs.field(converter=Status)
    published: date | None = None
    retrieved: date | None = None
    source: str = ""
    note: str = ""
    audience: Audience = attrs.field(default=Audience.INTERNAL, converter=Audience)

    def __attrs_post_init__(self) -> None:
        if (self.value is None) != (self.status is Status.SUPPRESSED):
            raise InvalidValueError(
                "only a suppressed observation has no value",
                expected="a value, or the status 'suppressed' and no value",
                came=f"status '{self.status}' and {'no' if self.value is None else 'a'} value",
                path=("value",),
            )

    @property
    def known_since(self) -> date | None:
        """The day it was published, else the day it was retrieved; None if undated."""
        return self.published or self.retrieved
