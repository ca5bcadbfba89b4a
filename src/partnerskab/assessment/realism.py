"""Before anybody signs: what a draft's targets ask for, and how much of it luck could give."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.targets import Target
from partnerskab.assessment.statistics import (
    Rank,
    chance_if_nothing_changed,
    chance_if_promise_holds,
    rank_among,
    smallest_documented_fall,
)
from partnerskab.assessment.uncertainty import counts_of
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.values.exact import Exact
from partnerskab.values.names import Choice
from partnerskab.values.periods import Period


@attrs.frozen(kw_only=True)
class Realism:
    """What one milestone of a draft asks for.

    Args:
        baseline: the counts that the baseline rests on: of one year, or of several whose mean it
            is or could be.
        rank: where the baseline stands among those years, 1 for the highest; None where it is no
            single year among others.
        luck: the chance of meeting the milestone if nothing changes.
        success: the chance of meeting it if the true rate changes as promised.
        documented: the largest count that would document a fall; None where none would, or the
            target rises.
    """

    target: str
    period: Period
    limit: Exact
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
        if agreement.indicator(target.rule.indicator).counts_events:
            found.extend(_of(target, history or ObservationSet()))
    return tuple(found)


class Unjudged(Choice):
    """Why nothing is said of a numeric target."""

    NO_COUNT = "no-count"
    NO_BASELINE = "no-baseline"
    COUNTS_NOT_GIVEN = "counts-not-given"
    ZERO = "zero"


def unjudged(agreement: Agreement) -> tuple[tuple[str, Unjudged], ...]:
    """Return the numeric targets that `realism` leaves out, by their ids, and why."""
    found = ((each, _why_not(agreement, each)) for each in agreement.targets)
    return tuple((target.id, why) for target, why in found if why is not None)


def _why_not(agreement: Agreement, target: Target) -> Unjudged | None:
    rule, baseline = target.rule, target.rule.baseline
    if all(each.sense is None for each in rule.milestones()):
        return None
    if not agreement.indicator(rule.indicator).counts_events:
        return Unjudged.NO_COUNT
    if baseline is None or baseline.value is None:
        return Unjudged.NO_BASELINE
    if baseline.value == 0:
        return Unjudged.ZERO
    return None if counts_of(baseline) else Unjudged.COUNTS_NOT_GIVEN


def _of(target: Target, history: ObservationSet) -> Iterator[Realism]:
    rule = target.rule
    counts = counts_of(rule.baseline) if rule.baseline is not None else ()
    if not sum(counts):
        return
    base = Fraction(sum(counts), len(counts))
    earlier = _earlier(target, history) if len(counts) == 1 else ()
    for milestone in rule.milestones():
        if milestone.sense is not None and not isinstance(milestone.limit, str | None):
            limit, falling = milestone.limit, milestone.sense.falls
            for years in (counts, (*earlier, *counts)) if earlier else (counts,):
                yield Realism(
                    target=target.id,
                    period=milestone.period,
                    limit=limit,
                    baseline=years,
                    rank=rank_among(counts[0], earlier) if len(years) > len(counts) else None,
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
