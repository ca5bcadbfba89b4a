"""How sure a verdict on a count can be: beside it, never instead of it."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from partnerskab.agreement.rule import Baseline
from partnerskab.agreement.statistic import Statistic
from partnerskab.assessment.statistics import (
    Change,
    Evidence,
    Interval,
    chance_if_nothing_changed,
    change_in_words,
    count_interval,
    is_count,
    ratio_interval,
    target_in_words,
)
from partnerskab.assessment.verdicts import Assessment, Outcome, Verdict
from partnerskab.values.exact import Exact, to_places
from partnerskab.values.periods import Period


@attrs.frozen(kw_only=True)
class Uncertainty:
    """What chance leaves of a verdict, if counts are Poisson.

    Args:
        count: the observed count; `count_range` is the exact interval of the mean behind it.
        ratio_range: the exact interval of the ratio to the baseline; None for two zeros.
        change: what that interval says of a change.
        target: what the same interval says of the promise.
        luck: the chance of meeting the target if nothing had changed.
    """

    target_id: str
    period: Period
    count: int
    count_range: Interval
    ratio_range: Interval | None
    change: Change
    target: Evidence
    luck: float


def uncertainties(assessment: Assessment) -> tuple[Uncertainty, ...]:
    """Return the uncertainty of every decided verdict on a count with a counted baseline."""
    return tuple(each for verdict in assessment.verdicts for each in _of(assessment, verdict))


def expected_by_luck(found: Iterable[Uncertainty]) -> Exact:
    """Return how many targets would be met by luck if nothing at all had changed, to a tenth."""
    return to_places(Fraction(sum(each.luck for each in found)), 1)


def _of(assessment: Assessment, verdict: Verdict) -> Iterator[Uncertainty]:
    agreement, milestone = assessment.version_of(verdict), verdict.milestone
    baseline = agreement.target(verdict.target).rule.baseline
    counted = agreement.indicator(verdict.indicator).counts_events
    decided = verdict.outcome in (Outcome.MET, Outcome.NOT_MET)
    if not counted or not decided or milestone is None or baseline is None:
        return
    limit, later = milestone.limit, verdict.evidence.value
    counts = counts_of(baseline)
    earlier, years = sum(counts), len(counts)
    if not is_count(later) or not is_count(earlier) or not earlier:
        return
    if isinstance(limit, str | None):
        return
    falling = milestone.sense is not None and milestone.sense.falls
    yield Uncertainty(
        target_id=verdict.target,
        period=verdict.period,
        count=later,
        count_range=count_interval(later),
        ratio_range=ratio_interval(later, earlier, exposure_earlier=years),
        change=change_in_words(later, earlier, exposure_earlier=years),
        target=target_in_words(
            later,
            earlier,
            Fraction(limit) * years / earlier,
            falling=falling,
            exposure_earlier=years,
        ),
        luck=chance_if_nothing_changed(counts, limit, falling=falling),
    )


def counts_of(baseline: Baseline) -> tuple[int, ...]:
    """Return the counts of the years that a baseline rests on; none where they are not known.

    A mean that is printed alone does not say how many events there were, and a median not either.

    >>> counts_of(Baseline(period=2012, value=77))
    (77,)
    """
    if baseline.statistic is Statistic.MEAN:
        counts = tuple(each for each in baseline.values if is_count(each))
        return counts if len(counts) == len(baseline.values) else ()
    value, statistic = baseline.value, baseline.statistic
    return (value,) if statistic in (None, Statistic.SUM) and is_count(value) else ()
