"""Observations with every vintage, and what was known on a day."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import takewhile

import attrs

from partnerskab.observations.observation import Audience, Observation, Status
from partnerskab.values.periods import Period
from partnerskab.values.tuples import as_tuple

_Key = tuple[str, str, Period]


@attrs.frozen(slots=False)
class ObservationSet:
    """Observations in the order in which they came; none is ever merged or dropped.

    Args:
        observations: any number of them, of any indicators and areas.

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

    def parts(self, indicator: str, area: str, whole: Period) -> tuple[Period, ...]:
        """Return the periods within another one for which there is any figure, in order.

        >>> quarters = [
        ...     Observation(
        ...         indicator="burglary", area="amager", period=period, value=9, status="final")
        ...     for period in ("2012-Q4", "2013-Q1", "2013-Q2", "2013", "2014-Q1")]
        >>> found = ObservationSet(quarters).parts("burglary", "amager", Period(2013))
        >>> [str(period) for period in found]
        ['2013-Q1', '2013-Q2']
        """
        known = self._periods.get((indicator, area), [])
        first, last = whole.first_day, whole.last_day
        # No period sorts before the first month of the whole and still starts within it.
        start = bisect_left(known, Period(first.year, first.month, 1))
        later = (known[index] for index in range(start, len(known)))
        begun = takewhile(lambda period: period.first_day <= last, later)
        return tuple(each for each in begun if each.last_day <= last and each != whole)

    @property
    def has_illustrative(self) -> bool:
        """Whether any of them is invented."""
        return any(each.status is Status.ILLUSTRATIVE for each in self.observations)

    def as_known_on(self, day: date) -> "ObservationSet":
        """Return those that were known on a day; undated ones are kept."""
        known = (each for each in self.observations if (each.known_since or day) <= day)
        return ObservationSet(known)

    def not_for(self, audience: Audience | str) -> tuple[Observation, ...]:
        """Return the observations whose values or notes an audience may not see.

        A suppressed one is none of them, whoever it is for, since there is no value to see; unless
        it has a note, such as `between 3 and 5`, which may say as much as a value.

        Args:
            audience: `internal`, `parties` or `public`.
        """
        reader = Audience(audience)
        return tuple(
            each
            for each in self.observations
            if (each.value is not None or each.note) and not reader.may_see(each.audience)
        )

    def held_back_from(self, audience: Audience | str) -> "ObservationSet":
        """Return what an audience may see, with a suppressed observation for each of the others.

        Whatever is made of the result depends on no value that is held back, nor on its status or
        its note. What stays is what it is a figure of, its source and the day since when it is
        known: so a newer figure that is held back still replaces an older one of its source, and
        nobody takes an outdated figure for the current one.

        What people can work out from figures that are marked for them is not looked for. Whoever
        marks a total and all of its parts but one as public gives the last part away.

        Args:
            audience: `internal`, `parties` or `public`.

        >>> counted = Observation(
        ...     indicator="burglary", area="amager", period=2013, value=71, status="final")
        >>> (shown,) = ObservationSet([counted]).held_back_from("public")
        >>> shown.value, str(shown.status), str(shown.audience)
        (None, 'suppressed', 'public')
        """
        reader = Audience(audience)
        return ObservationSet(
            each if reader.may_see(each.audience) else _held_back(each)
            for each in self.observations
        )

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
        newest: dict[str, list[Observation]] = {}
        for each in vintages:
            same = newest.setdefault(each.source or own_source, [])
            if same and _day(each) > _day(same[0]):
                same.clear()
            if not same or _day(each) == _day(same[0]):
                same.append(each)
        found = {
            (source, str(each.value)): each
            for source, same in newest.items()
            for each in (sorted(same, key=_gravity) if len(same) > 1 else same)
        }
        return tuple(found[key] for key in sorted(found))


def names_of(observations: Iterable[Observation]) -> str:
    """Return what observations are of, without their values: indicator, area and period of each."""
    names = (f"{each.indicator} {each.area} {each.period}" for each in observations)
    return ", ".join(dict.fromkeys(names))


_GRAVITY = list(Status)


def _gravity(observation: Observation) -> tuple[int, str]:
    return _GRAVITY.index(observation.status), repr(observation)


def _held_back(observation: Observation) -> Observation:
    """Return what everybody may know of an observation that is not for everybody."""
    published = observation.published
    return Observation(
        indicator=observation.indicator,
        area=observation.area,
        period=observation.period,
        value=None,
        status=Status.SUPPRESSED,
        published=published,
        # One day says which of two vintages is the newer.
        retrieved=observation.retrieved if published is None else None,
        source=observation.source,
        audience=Audience.PUBLIC,
    )


def _day(observation: Observation) -> date:
    return observation.known_since or date.min
