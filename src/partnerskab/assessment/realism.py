"""Before anybody signs: what a draft's targets ask for, and how much of it luck could give."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import Measure
from partnerskab.agreement.rule import Sense
from partnerskab.agreement.targets import Target
from partnerskab.assessment.statistics import (
    Rank,
    chance_if_nothing_changed,
    chance_if_promise_holds,
    rank_among,
    smallest_documented_fall,
)
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.periods import Period


@attrs.frozen(kw_only=True)
class Realism:
    """What one milestone of a draft asks for.

    Args:
        baseline: the counts that the baseline rests on: of one year, or of several whose mean it
            could be.
        rank: where the baseline stands among those years, 1 for the highest; None for one year.
        luck: the chance of meeting the milestone if nothing changes.
        success: the chance of meeting it if the true rate changes as promised.
        documented: the largest count that would document a fall; None where none would, or the
            target rises.
    """

    target: str
    period: Period
    limit: Fraction
    baseline: tuple[int, ...]
    rank: Rank | None
    luck: float
    success: float
    documented: int | None


def realism(agreement: Agreement, history: ObservationSet | None = None) -> tuple[Realism, ...]:
    """Return what every milestone on a count asks for, under one baseline year and under several.

    Args:
        agreement: the draft.
        history: figures of earlier years; those before the baseline are used. None for none.

    Source: `partnerskab.assessment.statistics`, all under the assumption of Poisson counts.
    """
    found: list[Realism] = []
    for target in agreement.targets:
        if agreement.indicator(target.rule.indicator).measure is Measure.COUNT:
            found.extend(_of(target, history or ObservationSet()))
    return tuple(found)


def _of(target: Target, history: ObservationSet) -> Iterator[Realism]:
    rule = target.rule
    base = rule.baseline.value if rule.baseline else None
    if rule.baseline is None or not isinstance(base, int) or not base:
        return
    earlier = _earlier(target, history)
    for milestone in rule.milestones():
        if milestone.sense is not None and not isinstance(milestone.limit, str | None):
            limit, falling = Fraction(milestone.limit), milestone.sense is Sense.AT_MOST
            yield _asked(target.id, milestone.period, limit, (base,), falling=falling)
            if earlier:
                yield _asked(target.id, milestone.period, limit, (*earlier, base), falling=falling)


def _asked(
    target: str, period: Period, limit: Fraction, years: tuple[int, ...], *, falling: bool
) -> Realism:
    """Return what one milestone asks for; the baseline is the last of the years."""
    *earlier, base = years
    return Realism(
        target=target,
        period=period,
        limit=limit,
        baseline=years,
        rank=rank_among(base, earlier) if earlier else None,
        luck=chance_if_nothing_changed(years, limit, falling=falling),
        success=chance_if_promise_holds(years, limit, limit / base, falling=falling),
        documented=smallest_documented_fall(years) if falling else None,
    )


def _earlier(target: Target, history: ObservationSet) -> tuple[int, ...]:
    """Return the counts of the years before the baseline, those that are whole and undisputed."""
    rule = target.rule
    counts = []
    for period in history.periods(rule.indicator, rule.area):
        if rule.baseline is not None and period < rule.baseline.period:
            values = {each.value for each in history.latest(rule.indicator, rule.area, period)}
            value = values.pop() if len(values) == 1 else None
            if isinstance(value, int) and period.months == rule.baseline.period.months:
                counts.append(value)
    return tuple(counts)
