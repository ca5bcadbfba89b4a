"""The safety plan: a living document of its own that the agreement points to."""

from datetime import date
from itertools import pairwise

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.names import Label
from partnerskab.values.tuples import as_tuple


@attrs.frozen(kw_only=True)
class SafetyPlan:
    """The plan as it stands at one date.

    Args:
        document: the id of the document, as the agreement names it.
        updated: when it was last updated; None where that is not known.
        updates: when it was updated before that, in order.
        focus_areas: the ids of the agreement's focus areas that it works on.
        note: what a reader must know of it.
    """

    document: str
    updated: date | None
    updates: tuple[date, ...] = attrs.field(default=(), converter=as_tuple)
    focus_areas: tuple[str, ...] = attrs.field(converter=as_tuple)
    note: Label | None = None

    def __attrs_post_init__(self) -> None:
        if any(day >= later for day, later in pairwise(self.all_updates)):
            raise InvalidValueError(
                "updates out of order",
                expected="days in order, each before the next and before 'updated'",
                came=", ".join(map(str, self.all_updates)),
                path=("updates",),
            )

    @property
    def all_updates(self) -> tuple[date, ...]:
        """Every day on which it was updated, the last one included where that is known."""
        return self.updates if self.updated is None else (*self.updates, self.updated)
