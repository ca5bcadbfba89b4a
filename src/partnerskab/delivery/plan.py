"""The safety plan: a living document of its own that the agreement points to."""

from datetime import date

import attrs

from partnerskab.values.names import Label
from partnerskab.values.tuples import as_tuple


@attrs.frozen(kw_only=True)
class SafetyPlan:
    """The plan as it stands at one date.

    Args:
        document: the id of the document, as the agreement names it.
        updated: when it was last updated; None where that is not known.
        focus_areas: the ids of the agreement's focus areas that it works on.
        note: what a reader must know of it.
    """

    document: str
    updated: date | None
    focus_areas: tuple[str, ...] = attrs.field(converter=as_tuple)
    note: Label | None = None
