"""Observations with every vintage, and what was known on a day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property

import attrs

from partnerskab.observations.observation import Observation, Status
from partnerskab.values.periods import Period
from partnerskab.values.tuples import as_tuple

_Key = tuple[str, str, Period]


@attrs.frozen(slots=False)
class ObservationSet:
    """Observations in the order in which they came; none is ever merged or dropped.

    >>> from datetime import date
    >>> first = Observation(
    ...     indicator="burglary", area="amager", period=2013, value=71, status="provisional",
    ...     published=date(2014, 2, 1))
    >>> second = attrs.evolve(first, value=72, status="revised", published=date(2014, 6, 1))
    >>> both = ObservationSet([first, second])
    >>> [found.value for found in both.latest("burglary", "amager", Period(2013))]
    [72]
    >>> len(both.as_known_on(date(2014, 3, 1)))
    1
    """

    observations: tuple[Observation, ...] = attrs.field(default=(), converter=as_tuple)

    def __len__(self) -> int:
        return len(self.observations)

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    @cached_property
    def _by_key(self) -> dict[_Key, list[Observation]]:
        by_key: dict[_Key, list[Observation]] = defaultdict(list)
        for each in self.observations:
            by_key[each.indicator, each.area, each.period].append(each)
        return dict(by_key)

    @cached_property
    def _periods(self) -> dict[tuple[str, str], list[Period]]:
        periods: dict[tuple[str, str], list[Period]] = defaultdict(list)
        for indicator, area, period in self._by_key:
            periods[indicator, area].append(period)
        return {key: sorted(found) for key, found in periods.items()}

    def periods(self, indicator: str, area: str) -> tuple[Period, ...]:
        """Return the periods for which there is any figure, in order."""
        return tuple(self._periods.get((indicator, area), ()))

    @property
    def has_illustrative(self) -> bool:
        """Whether any of them is invented."""
        return any(each.status is Status.ILLUSTRATIVE for each in self.observations)

    def as_known_on(self, day: date) -> "ObservationSet":
        """Return those that were known on a day; undated ones are kept."""
        known = (each for each in self.observations if (each.known_since or day) <= day)
        return ObservationSet(known)

    def latest(
        self, indicator: str, area: str, period: Period, own_source: str = ""
    ) -> tuple[Observation, ...]:
        """Return the newest vintage of each source, and several where it gives several values.

        Of equal values that differ in status, the one with the graver status counts.

        Args:
            indicator: the id of the indicator.
            area: the id of the area.
            period: the very period; a part of it does not count.
            own_source: the id that is meant where an observation names no source.
        """
        vintages = self._by_key.get((indicator, area, period), [])
        newest: dict[str, date] = {}
        for each in vintages:
            source = each.source or own_source
            newest[source] = max(newest.get(source, date.min), _day(each))
        found: dict[tuple[str, str], Observation] = {}
        for each in sorted(vintages, key=_gravity):
            source = each.source or own_source
            if _day(each) == newest[source]:
                found[source, str(each.value)] = each
        return tuple(found[key] for key in sorted(found))


_GRAVITY = list(Status)


def _gravity(observation: Observation) -> tuple[int, str]:
    return _GRAVITY.index(observation.status), repr(observation)


def _day(observation: Observation) -> date:
    return observation.known_since or date.min
