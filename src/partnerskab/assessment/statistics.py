"""What may be said about small counts: intervals, exact tests, and the chance of being lucky.

Everything here takes a count to be Poisson: events that come one by one, independently, at a steady
rate. Where they come in series, intervals widen and luck grows; whoever prints a figure prints this
assumption and the method beside it. The answers are the only floats of the library, and nothing
that decides a promise is made from them.

This is the one module that needs scipy, and `scipy.special` is all of it that is needed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, inf, isqrt, log, log1p, sqrt
from typing import TypeGuard

import attrs
from scipy.special import (
    betainc,
    betainccinv,
    betaincinv,
    gammainc,
    gammaincc,
    gammainccinv,
    gammaincinv,
    gammaln,
    ndtri,
)

from partnerskab.assessment.verdicts import SMALL_COUNT
from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, RoundingMode, exact, scale
from partnerskab.values.names import Choice

Number = Exact | Decimal

# Beyond this the functions of scipy lose digits, and no register of events comes near.
_LARGEST = 10**10
# Two outcomes within this of each other are equally likely, as in R.
_EQUALLY_LIKELY = 1e-7


class Alternative(Choice):
    """Which change a test looks for."""

    LESS = "less"
    GREATER = "greater"
    TWO_SIDED = "two-sided"


class Change(Choice):
    """What two counts show of a change between them."""

    FALL_DOCUMENTED = "fall-documented"
    NOT_DISTINGUISHABLE = "not-distinguishable"
    RISE_DOCUMENTED = "rise-documented"
    TOO_FEW = "too-few"
    NO_INFORMATION = "no-information"


class Evidence(Choice):
    """What two counts show of a promise about the change between them."""

    DOCUMENTED_MET = "documented-met"
    UNDECIDED = "undecided"
    DOCUMENTED_MISSED = "documented-missed"


@attrs.frozen(kw_only=True)
class Interval:
    """The values that agree with what was counted.

    Args:
        low: the lower end.
        high: the upper end, infinite where nothing bounds it.
        confidence: how often, at the least, such an interval holds the truth; Wilson's on average.
    """

    low: float = attrs.field(converter=float)
    high: float = attrs.field(converter=float)
    confidence: float

    def __contains__(self, value: Number | float) -> bool:
        return self.low <= value <= self.high


@attrs.frozen(kw_only=True)
class Rank:
    """Where a value stands among others.

    Args:
        position: 1 for the highest; equal values share the better position.
        of: how many values there are, this one among them.
        ties: how many of the others are equal to it.
    """

    position: int
    of: int
    ties: int


def is_count(value: object) -> TypeGuard[int]:
    """Say whether a value is a count of the size that the methods here are made for.

    >>> is_count(0), is_count(-1), is_count(10**10), is_count(10**10 + 1)
    (True, False, True, False)
    """
    return isinstance(value, int) and 0 <= value <= _LARGEST


def count_interval(count: int, *, confidence: float = 0.95) -> Interval:
    """Return the exact central interval of the Poisson mean behind a count.

    Args:
        count: the events of one period.
        confidence: between 0 and 1.

    Raises:
        InvalidValueError: for another thing than a count or a confidence.

    Source: Garwood 1936, Biometrika 28:437; R's `poisson.test`.

    >>> interval = count_interval(6)
    >>> round(interval.low, 2), round(interval.high, 2)
    (2.2, 13.06)
    """
    count, tail = _count(count, "count"), _tail(confidence)
    low = gammaincinv(count, tail) if count else 0
    return Interval(low=low, high=gammainccinv(count + 1, tail), confidence=confidence)


def ratio_interval(
    later: int,
    earlier: int,
    *,
    exposure_later: Number = 1,
    exposure_earlier: Number = 1,
    confidence: float = 0.95,
) -> Interval | None:
    """Return the exact central interval of the ratio of two rates, the later to the earlier.

    Args:
        later: the events of the later period.
        earlier: the events of the earlier period.
        exposure_later: what its rate is per, such as residents or years.
        exposure_earlier: the same for the earlier period, in the same unit.
        confidence: between 0 and 1.

    Returns:
        None where both counts are zero, for they say nothing of a ratio.

    Raises:
        InvalidValueError: for a count, an exposure or a confidence that is none.

    Source: Przyborowski & Wilenski 1940, Biometrika 31:313, with the binomial interval of Clopper &
    Pearson 1934, Biometrika 26:404; R's `poisson.test`.

    >>> interval = ratio_interval(58, 77)
    >>> round(interval.low, 2), round(interval.high, 2)
    (0.53, 1.07)
    """
    later, earlier = _count(later, "later"), _count(earlier, "earlier")
    per_later = _positive(exposure_later, "exposure_later")
    exposures = float(_positive(exposure_earlier, "exposure_earlier") / per_later)
    tail = _tail(confidence)
    if not later and not earlier:
        return None
    return Interval(
        low=exposures * _lowest_odds(later, earlier, tail),
        high=exposures / _lowest_odds(earlier, later, tail) if earlier else inf,
        confidence=confidence,
    )


def ratio_p_value(
    later: int,
    earlier: int,
    *,
    exposure_later: Number = 1,
    exposure_earlier: Number = 1,
    ratio: Number = 1,
    alternative: str = Alternative.TWO_SIDED,
) -> float | None:
    """Return the p-value of the exact conditional test that two rates have a given ratio.

    The two-sided one adds up all outcomes that are no likelier than the one at hand ("minlike"). It
    can contradict the central interval, so no words are made from it.

    Args:
        later: the events of the later period.
        earlier: the events of the earlier period.
        exposure_later: what its rate is per, such as residents or years.
        exposure_earlier: the same for the earlier period, in the same unit.
        ratio: the ratio that is tested, the later rate to the earlier.
        alternative: `less`, `greater` or `two-sided`.

    Returns:
        None where both counts are zero, for there is nothing to test.

    Raises:
        InvalidValueError: for a count, an exposure, a ratio or an alternative that is none.

    Source: Przyborowski & Wilenski 1940, Biometrika 31:313; R's `poisson.test`.

    >>> round(ratio_p_value(58, 77), 3), round(ratio_p_value(58, 77, alternative="less"), 3)
    (0.121, 0.061)
    """
    later, earlier = _count(later, "later"), _count(earlier, "earlier")
    expected = _positive(ratio, "ratio") * _positive(exposure_later, "exposure_later")
    share = expected / (expected + _positive(exposure_earlier, "exposure_earlier"))
    looked_for, events = Alternative(alternative), later + earlier
    if not events:
        return None
    match looked_for:
        case Alternative.LESS:
            return _at_least(earlier, events, 1 - share)
        case Alternative.GREATER:
            return _at_least(later, events, share)
        case Alternative.TWO_SIDED:
            return _no_likelier(later, events, share)


def change_in_words(
    later: int,
    earlier: int,
    *,
    exposure_later: Number = 1,
    exposure_earlier: Number = 1,
    confidence: float = 0.95,
) -> Change:
    """Say what two counts show of a change; the words come from `ratio_interval` alone.

    It takes and refuses what `ratio_interval` does. Where neither count reaches ten there are
    `too-few` events, and two zeros are `no-information`.

    Source: as for `ratio_interval`; a change is documented where 1 lies outside.

    >>> [str(change_in_words(later, 77)) for later in (50, 58, 120)]
    ['fall-documented', 'not-distinguishable', 'rise-documented']
    """
    interval = ratio_interval(
        later,
        earlier,
        exposure_later=exposure_later,
        exposure_earlier=exposure_earlier,
        confidence=confidence,
    )
    if interval is None:
        return Change.NO_INFORMATION
    if max(later, earlier) < SMALL_COUNT:
        return Change.TOO_FEW
    if 1 in interval:
        return Change.NOT_DISTINGUISHABLE
    return Change.FALL_DOCUMENTED if interval.high < 1 else Change.RISE_DOCUMENTED


def target_in_words(
    later: int,
    earlier: int,
    ratio: Number,
    *,
    falling: bool = True,
    exposure_later: Number = 1,
    exposure_earlier: Number = 1,
    confidence: float = 0.95,
) -> Evidence:
    """Say what two counts show of a promised ratio; the words come from `ratio_interval` alone.

    It takes and refuses what `ratio_interval` does, with the baseline as the earlier count. Where
    neither count reaches ten the promise is `undecided`.

    The ratio is the target over the baseline where the count decides, and (100 + percent) / 100
    where the percentage does; `falling` says that the promise is kept at or below it.

    Source: as for `ratio_interval`; a promise is decided where its ratio lies outside.

    >>> [str(target_in_words(later, 77, Fraction(58, 77))) for later in (38, 58, 90)]
    ['documented-met', 'undecided', 'documented-missed']
    """
    promised = _positive(ratio, "ratio")
    interval = ratio_interval(
        later,
        earlier,
        exposure_later=exposure_later,
        exposure_earlier=exposure_earlier,
        confidence=confidence,
    )
    if interval is None or max(later, earlier) < SMALL_COUNT or promised in interval:
        return Evidence.UNDECIDED
    is_below = interval.high < promised
    return Evidence.DOCUMENTED_MET if is_below == falling else Evidence.DOCUMENTED_MISSED


def chance_if_nothing_changed(
    baseline: int | Sequence[int], target: Number, *, falling: bool = True
) -> float:
    """Return the chance that a target is met by luck, the baseline being a noisy count itself.

    Args:
        baseline: the count of one year, or the counts of the years whose mean is the baseline.
        target: what the next count is held against; it need not be whole.
        falling: whether the target is met at or below it, rather than at or above.

    Raises:
        InvalidValueError: for a count or a target that is none.

    Source: the predictive distribution under Jeffreys' prior, which is negative binomial: Gelman et
    al., Bayesian Data Analysis, section 2.6. For one year it is scipy's
    `nbinom.cdf(target, baseline + 1/2, 1/2)`.

    >>> round(chance_if_nothing_changed(77, 58), 3)
    0.056
    """
    return chance_if_promise_holds(baseline, target, 1, falling=falling)


def chance_if_promise_holds(
    baseline: int | Sequence[int], target: Number, ratio: Number, *, falling: bool = True
) -> float:
    """Return the chance that a target is met if the true rate changes by a given ratio.

    Args:
        baseline: the count of one year, or the counts of the years whose mean is the baseline.
        target: what the next count is held against; it need not be whole.
        ratio: the true rate then over the true rate of the baseline, such as 3/4.
        falling: whether the target is met at or below it, rather than at or above.

    Raises:
        InvalidValueError: for a count, a target or a ratio that is none.

    Source: as for `chance_if_nothing_changed`, with `ratio` as the exposure of the later year.

    >>> round(chance_if_promise_holds(77, 58, Fraction(3, 4)), 2)
    0.53
    """
    events, years = _baseline(baseline)
    limit, changed = _number(target, "target"), _positive(ratio, "ratio")
    if falling:
        return float(betainc(events + 0.5, floor(limit) + 1, float(years / (years + changed))))
    least = ceil(limit)
    return float(betainc(least, events + 0.5, float(changed / (years + changed)))) if least else 1.0


def chance_with_known_baseline(
    baseline: int, target: Number, ratio: Number = 1, *, falling: bool = True
) -> float:
    """Return the chance that a target is met when the baseline is taken as the truth.

    It stands beside `chance_if_promise_holds` for comparison, and takes and refuses the same: a
    baseline is a count too, so that the luck in a low target comes out too small.

    Source: the Poisson distribution with mean `ratio` x `baseline`.

    >>> round(chance_with_known_baseline(77, 58), 3)
    0.015
    """
    mean = float(_count(baseline, "baseline") * _positive(ratio, "ratio"))
    return _poisson_meets(_number(target, "target"), mean, falling=falling)


def chance_with_two_noisy_years(baseline: int, percent: Number, ratio: Number = 1) -> float:
    """Return the chance that a change in percent is met when both years are yet to be counted.

    The first year is Poisson with mean `baseline`, the second with `ratio` times that, and the
    target is made anew from each first year, half-up. It stands here for comparison too.

    Args:
        baseline: the mean of the first year.
        percent: the promised change, negative for a fall.
        ratio: the true rate of the second year over that of the first.

    Raises:
        InvalidValueError: for a count, a percentage or a ratio that is none.

    Source: Poisson probabilities, added up over all first years.

    >>> round(chance_with_two_noisy_years(77, -25), 3)
    0.044
    """
    mean = _count(baseline, "baseline")
    later_mean = float(mean * _positive(ratio, "ratio"))
    factor = (100 + _number(percent, "percent", least=-100)) / 100
    # First years farther away than this are rarer than one in 10^20.
    reach = 10 * isqrt(mean) + 40
    years = range(max(0, mean - reach), mean + reach)
    chance, before = 0.0, float(gammaincc(years.start, mean)) if years.start else 0.0
    for year in years:
        so_far = float(gammaincc(year + 1, mean))
        target = scale(year, factor, RoundingMode.HALF_UP)
        chance += (so_far - before) * _poisson_meets(target, later_mean, falling=factor < 1)
        before = so_far
    return chance


def smallest_documented_fall(
    baseline: int | Sequence[int], *, confidence: float = 0.95
) -> int | None:
    """Return the largest later count that would document a fall.

    Args:
        baseline: the count of one year, or the counts of the years whose mean is the baseline.
        confidence: between 0 and 1.

    Returns:
        None where not even a zero would document one.

    Raises:
        InvalidValueError: for a count or a confidence that is none.

    Source: as for `change_in_words`.

    >>> smallest_documented_fall(77), smallest_documented_fall([70, 84, 77])
    (53, 57)
    """
    events, years = _baseline(baseline)
    tail = _tail(confidence)
    if events < SMALL_COUNT:
        return None
    # The upper end of the interval rises with the later count.
    counts = range(events + 1)
    below = bisect_left(counts, 1.0, key=lambda later: years / _lowest_odds(events, later, tail))
    return below - 1 if below else None


def wilson_interval(successes: int, answers: int, *, confidence: float = 0.95) -> Interval | None:
    """Return the score interval of the share behind the answers to a survey.

    Args:
        successes: the answers that are counted.
        answers: all answers, taken to be a simple random sample.
        confidence: between 0 and 1.

    Returns:
        None where nobody answered.

    Raises:
        InvalidValueError: for a count or a confidence that is none.

    Source: Wilson 1927, Journal of the American Statistical Association 22:209.

    >>> interval = wilson_interval(45, 200)
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.173, 0.288)
    """
    answers = _count(answers, "answers")
    successes = _count(successes, "successes", most=answers)
    square = ndtri(_tail(confidence)) ** 2
    if not answers:
        return None
    middle = successes + square / 2
    reach = sqrt(square * (successes * (answers - successes) / answers + square / 4))
    low, high = ((middle + side) / (answers + square) for side in (-reach, reach))
    # Rounding may carry them a hair outside.
    return Interval(low=max(low, 0), high=min(high, 1), confidence=confidence)


def rank_among(baseline: Number, earlier: Iterable[Number]) -> Rank:
    """Return where a baseline stands among earlier years; the highest promises a fall for free.

    Args:
        baseline: the value that a promise starts from.
        earlier: the values of the years before it.

    Raises:
        InvalidValueError: for another thing than an exact number.

    Source: regression towards the mean, Galton 1886.

    >>> rank_among(77, [70, 81, 77, 64])
    Rank(position=2, of=5, ties=1)
    """
    value, others = exact(baseline), [exact(each) for each in earlier]
    higher = sum(each > value for each in others)
    return Rank(position=1 + higher, of=1 + len(others), ties=others.count(value))


def _lowest_odds(events: int, others: int, tail: float) -> float:
    """Return the lower end of the exact interval of the odds p / (1 - p) of a binomial share.

    The numerator and the denominator come apart, so that neither loses digits near 0 and 1.
    """
    if not events:
        return 0.0
    return float(betaincinv(events, others + 1, tail) / betainccinv(others + 1, events, tail))


def _at_least(successes: int, trials: int, share: Fraction) -> float:
    """Return the binomial probability of so many successes or more."""
    if not 0 < successes <= trials:
        return float(successes <= 0)
    return float(betainc(successes, trials - successes + 1, float(share)))


def _no_likelier(successes: int, trials: int, share: Fraction) -> float:
    """Return the binomial probability of every outcome that is no likelier than this one."""
    mean = trials * share
    if successes == mean:
        return 1.0
    if successes > mean:
        return _no_likelier(trials - successes, trials, 1 - share)
    log_share, log_rest = log(share), log(1 - share)

    def rarity(outcome: int) -> float:
        ways = gammaln(outcome + 1) + gammaln(trials - outcome + 1)
        return float(ways - outcome * log_share - (trials - outcome) * log_rest)

    # Above the mean, an outcome is the rarer the farther out it lies.
    above = range(ceil(mean), trials + 1)
    first = above.start + bisect_left(above, rarity(successes) - log1p(_EQUALLY_LIKELY), key=rarity)
    near = _at_least(trials - successes, trials, 1 - share)
    return min(1.0, near + _at_least(first, trials, share))


def _poisson_meets(target: Exact, mean: float, *, falling: bool) -> float:
    """Return the probability that a Poisson count meets a target."""
    if falling:
        return float(gammaincc(floor(target) + 1, mean))
    least = ceil(target)
    return float(gammainc(least, mean)) if least else 1.0


def _baseline(baseline: int | Sequence[int]) -> tuple[int, int]:
    """Return the events of a baseline, and its years."""
    if not isinstance(baseline, Sequence):
        return _count(baseline, "baseline"), 1
    counts = [_count(each, "baseline", year) for year, each in enumerate(baseline)]
    if not counts:
        raise InvalidValueError(
            "a baseline without a year", expected="a count", came="none", path=("baseline",)
        )
    return sum(counts), len(counts)


def _count(value: object, *path: str | int, most: int = _LARGEST) -> int:
    return int(_number(value, *path, most=most, whole=True))


def _positive(value: object, name: str) -> Fraction:
    return _number(value, name, least=Fraction(1, _LARGEST))


def _number(
    value: object,
    *path: str | int,
    least: Exact = 0,
    most: int = _LARGEST,
    whole: bool = False,
) -> Fraction:
    """Return the number where it is an exact one within its bounds."""
    kind = "a whole number" if whole else "an int, a Decimal or a Fraction"
    try:
        number = None if isinstance(value, str) else exact(value)
    except InvalidValueError:
        number = None
    if number is None or not least <= number <= most or (whole and number.denominator != 1):
        raise InvalidValueError(
            "not a count" if whole else "not a number that can stand here",
            expected=f"{kind} from {least} to {most}",
            came=f"{type(value).__name__} {value!r}",
            path=path,
        )
    return Fraction(number)


def _tail(confidence: object) -> float:
    """Return the probability that is left out at either end."""
    if not isinstance(confidence, float) or not 0 < confidence < 1:
        raise InvalidValueError(
            "not a level of confidence",
            expected="a float between 0 and 1, such as 0.95",
            came=f"{type(confidence).__name__} {confidence!r}",
            path=("confidence",),
        )
    return (1 - confidence) / 2
