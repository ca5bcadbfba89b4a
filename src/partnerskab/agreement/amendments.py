"""Amendments: what changed an agreement after it was signed, why, on whose decision, from when."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

import attrs

from partnerskab.values.citations import Citation
from partnerskab.values.names import Label, as_id
from partnerskab.values.tuples import as_tuple


@attrs.frozen(kw_only=True)
class Amendment:
    """A later change to an agreement.

    Args:
        id: the name of its file, without the ending.
        label: what it is called.
        why: the reason for it.
        by: the id of the body or the party that decided it.
        decided: the day of the decision.
        effective: the day from which it is to hold.
        changes: the paths of everything that it sets, adds or removes, such as
            `targets.burglary.percent` or `parties.housing`.
        citation: where it stands.

    >>> raised = Amendment(
    ...     id="more-ambition", label=Label.of(en="More ambition"), why=Label.of(en="It went well"),
    ...     by="steering-group", decided=date(2015, 2, 1), effective=date(2015, 1, 1),
    ...     changes=["targets.burglary.percent"], citation=Citation(document="added", section="1"))
    >>> raised.start, raised.touches("targets.burglary"), raised.touches("targets.theft")
    (datetime.date(2015, 2, 1), True, False)
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    why: Label
    by: str
    decided: date
    effective: date
    changes: tuple[str, ...] = attrs.field(converter=as_tuple)
    citation: Citation

    @property
    def start(self) -> date:
        """The day from which it counts, never before it was decided."""
        return max(self.decided, self.effective)

    def touches(self, path: str) -> bool:
        """Say whether it changes something of what a path leads to."""
        return any(overlap(change, path) for change in self.changes)


def overlap(one: str, other: str) -> bool:
    """Say whether two paths lead to the same thing, or one of them to a part of the other's.

    >>> overlap("targets.burglary", "targets.burglary.percent"), overlap("targets.a", "targets.ab")
    (True, False)
    """
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def conflicts(amendments: Iterable[Amendment]) -> Iterator[tuple[Amendment, Amendment, str]]:
    """Give each two amendments that change the same thing from the same day, and its path.

    Which of the two should hold no order can say, so that somebody has to.
    """
    for one, other in combinations(amendments, 2):
        if one.start == other.start:
            for path in one.changes:
                if other.touches(path):
                    yield one, other, path
