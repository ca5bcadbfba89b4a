import json
import math
import os
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.special import betainc
from scipy.stats import binomtest, nbinom, poisson

from partnerskab.assessment.statistics import (
    Change,
    Evidence,
    Interval,
    Rank,
    chance_if_nothing_changed,
    chance_if_promise_holds,
    chance_with_known_baseline,
    chance_with_two_noisy_years,
    change_in_words,
    count_interval,
    rank_among,
    ratio_interval,
    ratio_p_value,
    smallest_documented_fall,
    target_in_words,
    wilson_interval,
)
from partnerskab.assessment.verdicts import SMALL_COUNT
from partnerskab.errors import Problem
from tests.samples import refusal
from tests.strategies import counts

# The signed Amager table: the baseline of 2012 and the printed targets of 2013 and 2016.
AMAGER = (
    (77, 69, 58),
    (244, 220, 183),
    (73, 66, 55),
    (70, 63, 53),
    (52, 47, 39),
    (72, 65, 54),
)
ALTERNATIVES = {"two-sided": "two-sided", "smaller": "less", "larger": "greater"}

confidences = st.floats(0.01, 0.999)
exposures = st.fractions(Fraction(1, 50), 50, max_denominator=50)
some_years = counts | st.lists(counts, min_size=1, max_size=6)


def certain(interval: Interval | None) -> Interval:
    """Return an interval that must be there."""
    assert interval is not None
    return interval


def certain_p(p_value: float | None) -> float:
    """Return a p-value that must be there."""
    assert p_value is not None
    return p_value


def near(expected: Any, tolerance: Any = 1e-9) -> Any:
    """Return what equals one or several figures within an absolute tolerance."""
    return pytest.approx(expected, rel=0, abs=float(tolerance))


# The published vectors, where they lie beside the project.


def vectors(*methods: str) -> list[Any]:
    """Return the published vectors of some methods, or one skipped test where there is no file."""
    path = os.environ.get("PARTNERSKAB_VECTORS")
    if path is None:
        skip = pytest.mark.skip(reason="PARTNERSKAB_VECTORS does not name a vectors.json")
        return [pytest.param({}, id="no-file", marks=skip)]
    every = json.loads(Path(path).read_text(encoding="utf-8"), parse_float=Decimal)
    found = [pytest.param(each, id=each["id"]) for each in every if each["method"] in methods]
    # Without this, a misspelt method would be a test that runs on nothing.
    assert found
    return found


def is_published(interval: Interval, vector: dict[str, Any]) -> bool:
    """Say whether an interval is the one of a vector, where an upper end of None is infinite."""
    low, high = vector["expected"]["ci"]
    ends = float(low), math.inf if high is None else float(high)
    return bool((interval.low, interval.high) == near(ends, vector["tolerance"]))


def pair(vector: dict[str, Any]) -> dict[str, Any]:
    """Return the two counts of a vector and their exposures."""
    given = vector["inputs"]
    return {
        "later": given["x1"],
        "earlier": given["x2"],
        "exposure_later": given["t1"],
        "exposure_earlier": given["t2"],
    }


@pytest.mark.parametrize("vector", vectors("poisson_ratio_exact_conditional"))
def test_published_p_values(vector: dict[str, Any]) -> None:
    """The p-value of a ratio is that of R and of its package exactci."""
    p_value = ratio_p_value(
        **pair(vector),
        ratio=vector["inputs"]["ratio_null"],
        alternative=ALTERNATIVES[vector["inputs"]["alternative"]],
    )
    assert p_value == near(float(vector["expected"]["p"]), vector["tolerance"])


@pytest.mark.parametrize(
    "vector", vectors("poisson_ratio_exact_conditional", "poisson_ratio_exact_central_ci")
)
def test_published_ratio_intervals(vector: dict[str, Any]) -> None:
    """The interval of a ratio is R's, on both sides or on one, and holds the published ratio."""
    if "ci_minlike" in vector["expected"]:
        assert_ends_of_test(vector)
        return
    confidence = float(vector["inputs"]["conf"])
    alternative = ALTERNATIVES[vector["inputs"].get("alternative", "two-sided")]
    if alternative != "two-sided":
        # One side's bound is an end of the central interval that leaves out twice as much.
        confidence = 2 * confidence - 1
    interval = certain(ratio_interval(**pair(vector), confidence=confidence))
    assert vector["expected"].get("ratio", interval.low) in interval
    if alternative == "less":
        interval = attrs.evolve(interval, low=0)
    if alternative == "greater":
        interval = attrs.evolve(interval, high=math.inf)
    assert is_published(interval, vector)


def assert_ends_of_test(vector: dict[str, Any]) -> None:
    """Hold the ends of an interval by the two-sided test against that test.

    The package's own root finder stops short: its ends lie up to 0.03 % outside the point where p
    crosses 5 %, so they are held to that and not to the tolerance of the p-value.
    """
    low, high = (Fraction(end) for end in vector["expected"]["ci_minlike"])
    for end, inwards in ((low, Fraction("1.0003")), (high, Fraction("0.9997"))):
        outside = ratio_p_value(**pair(vector), ratio=end)
        inside = ratio_p_value(**pair(vector), ratio=end * inwards)
        assert outside is not None
        assert inside is not None
        assert outside < 0.05 < inside


@pytest.mark.parametrize("vector", vectors("poisson_ci_exact_central"))
def test_published_count_intervals(vector: dict[str, Any]) -> None:
    """The exact interval of a count is that of R."""
    given = vector["inputs"]
    assert is_published(count_interval(given["x"], confidence=float(given["conf"])), vector)


@pytest.mark.parametrize("vector", vectors("prob_target_met_by_chance"))
def test_published_chances(vector: dict[str, Any]) -> None:
    """The chance of meeting -25 % is the published one under each true fall and each method."""
    baseline, target = vector["inputs"]["baseline"], vector["inputs"]["target"]
    ratios = [1 - Fraction(reduction) for reduction in vector["inputs"]["reductions"]]
    chances = {
        "fixed_baseline": [chance_with_known_baseline(baseline, target, each) for each in ratios],
        "predictive_gamma_jeffreys": [
            chance_if_promise_holds(baseline, target, each) for each in ratios
        ],
        "both_years_poisson": [chance_with_two_noisy_years(baseline, -25, each) for each in ratios],
    }
    assert chances.keys() == vector["expected"].keys()
    for method, published in vector["expected"].items():
        assert chances[method] == near([float(each) for each in published], vector["tolerance"])


# The same figures, and those of the methods' text, without the file.


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0, 3.68887945411394),
        (3, 0.618672122895602, 8.76727306974232),
        (6, 2.20189425349085, 13.0594740225187),
    ],
)
def test_interval_of_a_count(count: int, low: float, high: float) -> None:
    """The exact interval of a count is that of R's poisson.test."""
    interval = count_interval(count)
    assert (interval.low, interval.high, interval.confidence) == (near(low), near(high), 0.95)


@pytest.mark.parametrize(
    ("later", "earlier", "low", "high", "p_value"),
    [
        (58, 77, 0.526285926215216, 1.07296970283653, 0.121013725655118),
        (183, 244, 0.615769225583959, 0.912190849929177, 0.00363929891842731),
        (55, 73, 0.521078629006314, 1.08390445981567, 0.132624801324982),
        (53, 70, 0.519663818805778, 1.09746983878126, 0.148816246238385),
    ],
)
def test_ratio(later: int, earlier: int, low: float, high: float, p_value: float) -> None:
    """The interval of a ratio and its two-sided p-value are those of R's poisson.test."""
    interval = certain(ratio_interval(later, earlier))
    assert (interval.low, interval.high, interval.confidence) == (near(low), near(high), 0.95)
    assert ratio_p_value(later, earlier) == near(p_value)


@pytest.mark.parametrize(
    ("alternative", "ratio", "p_value"),
    [
        ("less", "1", 0.060506862827559),
        ("less", "0.75", 0.546108678891008),
        ("greater", "0.75", 0.523099538951565),
    ],
)
def test_one_sided(alternative: str, ratio: str, p_value: float) -> None:
    """The one-sided p-values against any ratio are those of R's poisson.test."""
    tested = ratio_p_value(58, 77, ratio=Decimal(ratio), alternative=alternative)
    assert tested == near(p_value)


def test_ratio_at_unequal_exposures() -> None:
    """The exposures, here person-years of two groups, count as in R and its package exactci."""
    first, second = Decimal("51477.5"), Decimal("54308.7")
    interval = certain(ratio_interval(60, 30, exposure_later=first, exposure_earlier=second))
    assert interval.low == near(1.33973572177265, 1e-12)
    assert interval.high == near(3.388365573616252, 1e-12)
    p_value = ratio_p_value(60, 30, exposure_later=first, exposure_earlier=second)
    assert p_value == near(0.000675182658686321, 1e-12)


def test_burglary_met_by_luck() -> None:
    """58 from 77 by luck: 1.5 % from a known baseline, 4.4 % with two noisy years, and 5.6 %."""
    assert chance_with_known_baseline(77, 58) == near(0.014533140804486226)
    assert chance_with_two_noisy_years(77, -25) == near(0.04373022367447742)
    assert chance_if_nothing_changed(77, 58) == near(0.05582961951560427)


def test_burglary_met_if_it_falls() -> None:
    """58 from 77 if the true rate falls by 0 to 30 %: three methods, side by side."""
    ratios = [1 - Fraction(percent, 100) for percent in (0, 10, 15, 20, 25, 30)]
    known = [0.014533, 0.094621, 0.196562, 0.353124, 0.547920, 0.739039]
    noisy = [0.043730, 0.151413, 0.249434, 0.377883, 0.526457, 0.676252]
    predicted = [0.055830, 0.164065, 0.259139, 0.384132, 0.531275, 0.682997]
    assert [chance_with_known_baseline(77, 58, ratio) for ratio in ratios] == near(known, 1e-6)
    assert [chance_with_two_noisy_years(77, -25, ratio) for ratio in ratios] == near(noisy, 1e-6)
    assert [chance_if_promise_holds(77, 58, ratio) for ratio in ratios] == near(predicted, 1e-6)


def test_targets_met_by_luck() -> None:
    """If nothing had changed, 1.56 or 1.60 of the six Amager targets of 2013 would be met."""
    noisy = sum(chance_with_two_noisy_years(baseline, -10) for baseline, _, _ in AMAGER)
    predicted = sum(chance_if_nothing_changed(baseline, target) for baseline, target, _ in AMAGER)
    assert (round(noisy, 2), round(predicted, 2)) == (1.56, 1.60)


def test_targets_met_as_agreed() -> None:
    """If every series truly fell by the agreed 10 %, each target is met about 52 % of the time."""
    ratio = Fraction(9, 10)
    chances = [chance_if_promise_holds(baseline, target, ratio) for baseline, target, _ in AMAGER]
    assert round(sum(chances) / 6, 2) == 0.52
    assert all(0.50 < chance < 0.54 for chance in chances)


def test_two_square_roots() -> None:
    """|2(sqrt a - sqrt b)| goes beyond 2 in 15.8 % of two years in which nothing changed."""
    weights = [float(poisson.pmf(count, 77)) for count in range(200)]
    beyond = sum(
        weights[later] * weights[earlier]
        for later in range(200)
        for earlier in range(200)
        if abs(math.sqrt(later) - math.sqrt(earlier)) > 1
    )
    assert round(beyond, 3) == 0.158


def test_more_than_poisson() -> None:
    """With a variance of twice the mean, the lucky -25 % at 77 rises from 1.5 % to 6 %."""
    # A negative binomial with mean 77 and variance 154 at most 58.
    assert round(chance_with_known_baseline(77, 58), 3) == 0.015
    assert round(float(betainc(77, 58 + 1, 0.5)), 2) == 0.06


def test_exact_hit_shows_little() -> None:
    """Hitting -25 % exactly is not distinguishable from no change in five of the six series."""
    said = {baseline: change_in_words(target, baseline) for baseline, _, target in AMAGER}
    assert said.pop(244) is Change.FALL_DOCUMENTED
    assert set(said.values()) == {Change.NOT_DISTINGUISHABLE}
    assert len(said) == 5


@pytest.mark.parametrize(("baseline", "first", "last"), AMAGER)
def test_exact_hit_decides_nothing(baseline: int, first: int, last: int) -> None:
    """A count that equals its target leaves the promise about the true rate undecided."""
    for target in (first, last):
        assert target_in_words(target, baseline, Fraction(target, baseline)) is Evidence.UNDECIDED


# Words.


@pytest.mark.parametrize(
    ("later", "earlier", "word"),
    [
        (53, 77, "fall-documented"),
        (54, 77, "not-distinguishable"),
        (104, 77, "not-distinguishable"),
        (105, 77, "rise-documented"),
        (0, 10, "fall-documented"),
        (9, 0, "too-few"),
        (0, 9, "too-few"),
        (9, 9, "too-few"),
        (10, 0, "rise-documented"),
        (10, 9, "not-distinguishable"),
        (0, 0, "no-information"),
    ],
)
def test_change(later: int, earlier: int, word: str) -> None:
    """Two counts show a fall, a rise, neither, too little, or nothing at all."""
    assert change_in_words(later, earlier) is Change(word)


@pytest.mark.parametrize(
    ("later", "at_most", "at_least"),
    [
        (38, "documented-met", "documented-missed"),
        (39, "undecided", "undecided"),
        (79, "undecided", "undecided"),
        (80, "documented-missed", "documented-met"),
    ],
)
def test_direction_of_a_promise(later: int, at_most: str, at_least: str) -> None:
    """What keeps a promise of at most three quarters breaks one of at least as much."""
    assert target_in_words(later, 77, Decimal("0.75")) == at_most
    assert target_in_words(later, 77, Decimal("0.75"), falling=False) == at_least


def test_too_few_for_evidence() -> None:
    """Where neither count reaches ten, nothing is documented of a promise."""
    assert target_in_words(0, 0, 1) is Evidence.UNDECIDED
    assert target_in_words(0, 9, 2) is Evidence.UNDECIDED
    assert target_in_words(0, 10, 2) is Evidence.DOCUMENTED_MET


def test_words_per_resident() -> None:
    """The same counts tell of a fall when the residents have doubled in number."""
    assert change_in_words(77, 77) is Change.NOT_DISTINGUISHABLE
    assert change_in_words(77, 77, exposure_later=2000, exposure_earlier=1000) == "fall-documented"
    assert target_in_words(77, 77, Fraction(3, 4), exposure_later=2) is Evidence.DOCUMENTED_MET
    assert target_in_words(77, 77, Fraction(3, 4), exposure_earlier=2) == "documented-missed"


# Edges.


def test_nothing_counted() -> None:
    """Two zeros, and a survey without an answer, are no information rather than an error."""
    assert ratio_interval(0, 0) is None
    assert ratio_p_value(0, 0) is None
    assert wilson_interval(0, 0) is None


def test_zero_beside_a_count() -> None:
    """From nothing to something the ratio has no upper bound; to nothing, no lower one."""
    assert certain(ratio_interval(5, 0)).high == math.inf
    assert certain(ratio_interval(0, 5)).low == 0


@pytest.mark.parametrize(
    ("baseline", "expected"),
    [
        (77, 53),
        ([77], 53),
        ((70, 84, 77), 57),
        (244, 201),
        (10, 2),
        (9, None),
        ([4, 5], None),
        (0, None),
        ([3] * 5, None),
    ],
)
def test_smallest_documented_fall(baseline: Any, expected: int | None) -> None:
    """The smallest fall that would be documented, from one year and from a mean of several."""
    assert smallest_documented_fall(baseline) == expected


@pytest.mark.parametrize(
    ("baseline", "earlier", "rank"),
    [
        (77, [70, 71, 60, 52], Rank(position=1, of=5, ties=0)),
        (77, [77, 80, 77], Rank(position=2, of=4, ties=2)),
        (77, [], Rank(position=1, of=1, ties=0)),
        (Decimal("22.9"), [23, Fraction(229, 10)], Rank(position=2, of=3, ties=1)),
    ],
)
def test_rank(baseline: Any, earlier: Any, rank: Rank) -> None:
    """A baseline's rank counts the years above it, and says how many are its equals."""
    assert rank_among(baseline, earlier) == rank


@pytest.mark.parametrize("chance", [chance_if_nothing_changed, chance_with_known_baseline])
def test_target_between_two_counts(chance: Callable[..., float]) -> None:
    """A target that is not whole is as hard to meet as the nearest count that meets it."""
    between = Decimal("57.75")
    assert chance(77, between) == chance(77, 57)
    assert chance(77, between, falling=False) == chance(77, 58, falling=False)


def test_plain_numbers() -> None:
    """The answers are Python's own floats, whatever scipy's are."""
    interval = certain(ratio_interval(58, 77))
    chances = [
        chance(77, 58, falling=falling)
        for chance in (chance_if_nothing_changed, chance_with_known_baseline)
        for falling in (True, False)
    ]
    chances += [chance_with_two_noisy_years(77, -25), interval.low, interval.high]
    chances += [
        certain_p(ratio_p_value(later, 7, alternative=alternative))
        for later in (0, 5, 7)
        for alternative in ("less", "greater", "two-sided")
    ]
    assert {type(chance) for chance in chances} == {float}


def untyped(function: Callable[..., object]) -> Callable[..., object]:
    """Return a function as a caller without a type checker sees it."""
    return function


COUNT = "a whole number from 0 to 10000000000"


@pytest.mark.parametrize(
    ("call", "path", "expected", "came"),
    [
        (lambda: count_interval(-1), ("count",), COUNT, "int -1"),
        (lambda: count_interval(count=True), ("count",), COUNT, "bool True"),
        (lambda: untyped(count_interval)(7.0), ("count",), COUNT, "float 7.0"),
        (lambda: count_interval(10**11), ("count",), COUNT, "int 100000000000"),
        (lambda: untyped(ratio_interval)("58", 77), ("later",), COUNT, "str '58'"),
        (
            lambda: untyped(ratio_p_value)(58, Decimal("7.5")),
            ("earlier",),
            COUNT,
            "Decimal Decimal('7.5')",
        ),
        (lambda: untyped(change_in_words)(58, None), ("earlier",), COUNT, "NoneType None"),
        (lambda: target_in_words(-58, 77, 1), ("later",), COUNT, "int -58"),
        (lambda: chance_if_nothing_changed([77, -1], 58), ("baseline", 1), COUNT, "int -1"),
        (lambda: chance_with_known_baseline(-77, 58), ("baseline",), COUNT, "int -77"),
        (lambda: untyped(smallest_documented_fall)("77"), ("baseline", 0), COUNT, "str '7'"),
        (lambda: smallest_documented_fall(-77), ("baseline",), COUNT, "int -77"),
        (lambda: ratio_p_value(-1, 7), ("later",), COUNT, "int -1"),
        (lambda: chance_with_two_noisy_years(-77, -25), ("baseline",), COUNT, "int -77"),
        (lambda: wilson_interval(0, -7), ("answers",), COUNT, "int -7"),
        (
            lambda: wilson_interval(8, 7),
            ("successes",),
            "a whole number from 0 to 7",
            "int 8",
        ),
    ],
)
def test_not_a_count(
    call: Callable[[], object], path: tuple[str | int, ...], expected: str, came: str
) -> None:
    """A count is whole, not below zero, no bool and no text, and the message says which was not."""
    assert refusal(call) == Problem(
        message="not a count", id="invalid-value", path=path, expected=expected, came=came
    )


ABOVE_ZERO = "an int, a Decimal or a Fraction from 1/10000000000 to 10000000000"
FROM_ZERO = "an int, a Decimal or a Fraction from 0 to 10000000000"
FROM_NOTHING = "an int, a Decimal or a Fraction from -100 to 10000000000"


@pytest.mark.parametrize(
    ("call", "path", "expected", "came"),
    [
        (lambda: ratio_interval(1, 1, exposure_later=0), "exposure_later", ABOVE_ZERO, "int 0"),
        (
            lambda: ratio_interval(1, 1, exposure_earlier=-1),
            "exposure_earlier",
            ABOVE_ZERO,
            "int -1",
        ),
        (lambda: untyped(ratio_p_value)(1, 1, ratio=0.75), "ratio", ABOVE_ZERO, "float 0.75"),
        (lambda: target_in_words(1, 1, 0), "ratio", ABOVE_ZERO, "int 0"),
        (lambda: chance_if_promise_holds(1, 1, 0), "ratio", ABOVE_ZERO, "int 0"),
        (lambda: chance_with_known_baseline(1, 1, 0), "ratio", ABOVE_ZERO, "int 0"),
        (lambda: chance_with_two_noisy_years(1, 1, 0), "ratio", ABOVE_ZERO, "int 0"),
        (lambda: ratio_p_value(1, 1, exposure_later=0), "exposure_later", ABOVE_ZERO, "int 0"),
        (lambda: ratio_p_value(1, 1, exposure_earlier=0), "exposure_earlier", ABOVE_ZERO, "int 0"),
        (lambda: chance_if_nothing_changed(77, -1), "target", FROM_ZERO, "int -1"),
        (
            lambda: untyped(chance_with_known_baseline)(77, 57.75),
            "target",
            FROM_ZERO,
            "float 57.75",
        ),
        (lambda: chance_with_two_noisy_years(77, -101), "percent", FROM_NOTHING, "int -101"),
    ],
)
def test_not_a_number(call: Callable[[], object], path: str, expected: str, came: str) -> None:
    """Exposures and ratios are exact and above zero, and targets not below it."""
    assert refusal(call) == Problem(
        message="not a number that can stand here",
        id="invalid-value",
        path=(path,),
        expected=expected,
        came=came,
    )


@pytest.mark.parametrize(("baseline", "earlier"), [(0.5, 1), (1, 0.5)])
def test_rank_of_floats(baseline: float, earlier: float) -> None:
    """Only of exact numbers is it known whether they are equal."""
    assert refusal(lambda: untyped(rank_among)(baseline, [earlier])).came == "float 0.5"


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0, math.nan, 1, True, "0.95"])
@pytest.mark.parametrize(
    "call",
    [
        lambda confidence: count_interval(7, confidence=confidence),
        lambda confidence: ratio_interval(0, 0, confidence=confidence),
        lambda confidence: smallest_documented_fall(0, confidence=confidence),
        lambda confidence: wilson_interval(0, 0, confidence=confidence),
    ],
)
def test_not_a_confidence(call: Callable[[Any], object], confidence: Any) -> None:
    """A confidence is a float between 0 and 1, whatever the counts are."""
    assert refusal(lambda: call(confidence)) == Problem(
        message="not a level of confidence",
        id="invalid-value",
        path=("confidence",),
        expected="a float between 0 and 1, such as 0.95",
        came=f"{type(confidence).__name__} {confidence!r}",
    )


def test_ends_of_an_interval_are_in_it() -> None:
    """What is as low or as high as an end agrees with what was counted."""
    interval = Interval(low=1, high=2, confidence=0.95)
    assert [value in interval for value in (0.9, 1, 2, 2.1)] == [False, True, True, False]


def test_confidence_of_a_share_is_kept() -> None:
    """An interval says for how often it is."""
    assert certain(wilson_interval(3, 7, confidence=0.9)).confidence == 0.9


def test_less_confidence_decides_a_promise_sooner() -> None:
    """A count that leaves a promise open at 95 % may document it at 50 %."""
    said = [target_in_words(45, 77, Fraction(58, 77), confidence=each) for each in (0.95, 0.5)]
    assert said == [Evidence.UNDECIDED, Evidence.DOCUMENTED_MET]


def test_no_baseline() -> None:
    """A mean of no years is no baseline."""
    assert refusal(lambda: smallest_documented_fall([])) == Problem(
        message="a baseline without a year",
        id="invalid-value",
        path=("baseline",),
        expected="a count",
        came="none",
    )


def test_unknown_alternative() -> None:
    """A test looks for less, for greater, or for both, even where there is nothing to test."""
    assert refusal(lambda: ratio_p_value(0, 0, alternative="smaller")) == Problem(
        message="not one of the words that are known here",
        id="unknown-word",
        expected="'less' or 'greater' or 'two-sided'",
        came="'smaller'",
    )


# Laws.


@given(counts, counts, exposures, exposures, confidences)
def test_interval_contains_the_estimate(
    later: int, earlier: int, first: Fraction, second: Fraction, confidence: float
) -> None:
    """Every interval holds the value that was counted."""
    assume(earlier)
    assert later in count_interval(later, confidence=confidence)
    interval = ratio_interval(
        later, earlier, exposure_later=first, exposure_earlier=second, confidence=confidence
    )
    assert Fraction(later, earlier) * second / first in certain(interval)
    share = wilson_interval(later, later + earlier, confidence=confidence)
    assert Fraction(later, later + earlier) in certain(share)


@given(counts, counts, confidences, confidences)
def test_less_confidence_is_narrower(later: int, earlier: int, one: float, two: float) -> None:
    """An interval of lower confidence lies within one of higher confidence."""
    assume(later + earlier)
    less, more = sorted((one, two))
    makers: list[Callable[[float], Interval | None]] = [
        lambda confidence: count_interval(later, confidence=confidence),
        lambda confidence: ratio_interval(later, earlier, confidence=confidence),
        lambda confidence: wilson_interval(later, later + earlier, confidence=confidence),
    ]
    for make in makers:
        narrow, wide = certain(make(less)), certain(make(more))
        assert wide.low <= narrow.low * (1 + 1e-12)
        assert narrow.high <= wide.high * (1 + 1e-12)


@given(st.integers(1, 500), st.integers(1, 500), exposures, exposures, confidences)
def test_ratio_inverts_when_years_swap(
    later: int, earlier: int, first: Fraction, second: Fraction, confidence: float
) -> None:
    """With the two periods swapped the ends of the ratio swap and invert."""
    there = certain(
        ratio_interval(
            later, earlier, exposure_later=first, exposure_earlier=second, confidence=confidence
        )
    )
    back = certain(
        ratio_interval(
            earlier, later, exposure_later=second, exposure_earlier=first, confidence=confidence
        )
    )
    assert back.low == pytest.approx(1 / there.high)
    assert back.high == pytest.approx(1 / there.low)


@given(counts, counts, confidences)
def test_interval_ends_where_its_tests_do(later: int, earlier: int, confidence: float) -> None:
    """At the ends of the central interval the one-sided tests give half of what is left out."""
    assume(later and earlier)
    interval = certain(ratio_interval(later, earlier, confidence=confidence))
    tail = pytest.approx((1 - confidence) / 2, rel=1e-9)
    for end, alternative in ((interval.low, "greater"), (interval.high, "less")):
        assert ratio_p_value(later, earlier, ratio=Fraction(end), alternative=alternative) == tail


@given(counts, counts, exposures, exposures, exposures)
@example(later=3, earlier=3, first=Fraction(1), second=Fraction(1), ratio=Fraction(1))
@example(later=0, earlier=5, first=Fraction(1), second=Fraction(1), ratio=Fraction(1))
@example(later=6, earlier=0, first=Fraction(1), second=Fraction(1), ratio=Fraction(1, 50))
def test_p_values_are_those_of_binomtest(
    later: int, earlier: int, first: Fraction, second: Fraction, ratio: Fraction
) -> None:
    """The three p-values are those of scipy's exact binomial test."""
    assume(later + earlier)
    share = float(ratio * first / (ratio * first + second))
    for alternative in ("less", "greater", "two-sided"):
        assert ratio_p_value(
            later,
            earlier,
            exposure_later=first,
            exposure_earlier=second,
            ratio=ratio,
            alternative=alternative,
        ) == near(binomtest(later, later + earlier, share, alternative=alternative).pvalue)


@pytest.mark.parametrize("ratio", [Fraction(1, 50), Fraction(1, 2), Fraction(1), Fraction(3)])
@pytest.mark.parametrize("events", range(1, 9))
def test_p_values_by_simple_sums(events: int, ratio: Fraction) -> None:
    """Every p-value of few events is the sum of the probabilities of its outcomes."""
    share = ratio / (ratio + 1)
    chances = [
        math.comb(events, later) * share**later * (1 - share) ** (events - later)
        for later in range(events + 1)
    ]
    for later, chance in enumerate(chances):
        expected = {
            "less": sum(chances[: later + 1]),
            "greater": sum(chances[later:]),
            "two-sided": sum(each for each in chances if each <= chance),
        }
        for alternative, p_value in expected.items():
            said = ratio_p_value(later, events - later, ratio=ratio, alternative=alternative)
            assert said == near(float(p_value)), (later, alternative)


@given(counts, counts)
def test_p_value_is_the_same_when_years_swap(later: int, earlier: int) -> None:
    """No p-value depends on which period is called the later one."""
    assume(later + earlier)
    assert ratio_p_value(later, earlier) == ratio_p_value(earlier, later)
    less = ratio_p_value(later, earlier, alternative="less")
    assert less == ratio_p_value(earlier, later, alternative="greater")


@given(counts, counts, confidences)
def test_wilson_is_that_of_binomtest(successes: int, others: int, confidence: float) -> None:
    """The interval of a share is scipy's, and its ends are shares."""
    assume(successes + others)
    answers = successes + others
    interval = certain(wilson_interval(successes, answers, confidence=confidence))
    oracle = binomtest(successes, answers).proportion_ci(confidence, method="wilson")
    assert (interval.low, interval.high) == (near(oracle.low), near(oracle.high))
    assert 0 <= interval.low < interval.high <= 1


@given(some_years, counts, exposures)
def test_chances_are_those_of_the_negative_binomial(
    baseline: int | list[int], target: int, ratio: Fraction
) -> None:
    """The chance of meeting a target is scipy's negative binomial, below and above."""
    years = baseline if isinstance(baseline, list) else [baseline]
    predicted = nbinom(sum(years) + 0.5, len(years) / (len(years) + float(ratio)))
    fall = chance_if_promise_holds(baseline, target, ratio)
    rise = chance_if_promise_holds(baseline, target, ratio, falling=False)
    assert fall == near(predicted.cdf(target))
    assert rise == near(predicted.sf(target - 1))


@given(some_years, counts, counts, exposures)
def test_chance_grows_with_the_target(
    baseline: int | list[int], one: int, two: int, ratio: Fraction
) -> None:
    """A higher target is easier to fall to, and harder to rise to."""
    lower, higher = sorted((one, two))
    slack = 1e-12
    falls = [chance_if_promise_holds(baseline, each, ratio) for each in (lower, higher)]
    assert 0 <= falls[0] <= falls[1] + slack <= 1 + 2 * slack
    rises = [
        chance_if_promise_holds(baseline, each, ratio, falling=False) for each in (lower, higher)
    ]
    assert 0 <= rises[1] <= rises[0] + slack <= 1 + 2 * slack


@given(counts, counts, exposures)
def test_at_most_or_above(baseline: int, target: int, ratio: Fraction) -> None:
    """A count is at most the target or at least one more, by either method."""
    for chance in (chance_if_promise_holds, chance_with_known_baseline):
        above = chance(baseline, target + 1, ratio, falling=False)
        assert chance(baseline, target, ratio) + above == near(1)


@given(counts, counts, st.integers(2, 6))
def test_more_years_say_more(baseline: int, target: int, years: int) -> None:
    """A mean of many equal years comes nearer to a known baseline than one year does."""
    assume(baseline and target < baseline)
    known = chance_with_known_baseline(baseline, target)
    several = chance_if_nothing_changed([baseline] * years, target)
    once = chance_if_nothing_changed(baseline, target)
    assert abs(several - known) <= abs(once - known) + 1e-12


@given(st.integers(0, 60), st.integers(-100, 100), exposures)
def test_two_noisy_years_by_simple_sums(mean: int, percent: int, ratio: Fraction) -> None:
    """The chance over two noisy years is the sum over all pairs of years."""
    chance = chance_with_two_noisy_years(mean, percent, ratio)
    factor = 1 + Fraction(percent, 100)
    targets = [math.floor(first * factor + Fraction(1, 2)) for first in range(150)]
    later = poisson(mean * float(ratio))
    met = later.cdf(targets) if percent < 0 else later.sf([target - 1 for target in targets])
    assert chance == near(float(sum(poisson.pmf(range(150), mean) * met)))


@given(counts, counts, exposures, exposures, confidences)
def test_words_agree_with_the_interval(
    later: int, earlier: int, exposure: Fraction, ratio: Fraction, confidence: float
) -> None:
    """What is said to be documented is what lies wholly on one side of the interval."""
    interval = ratio_interval(later, earlier, exposure_later=exposure, confidence=confidence)
    change = change_in_words(later, earlier, exposure_later=exposure, confidence=confidence)
    kept, broken = (
        target_in_words(
            later,
            earlier,
            ratio,
            falling=falling,
            exposure_later=exposure,
            confidence=confidence,
        )
        for falling in (True, False)
    )
    if interval is None or max(later, earlier) < SMALL_COUNT:
        assert change is (Change.TOO_FEW if interval else Change.NO_INFORMATION)
        assert kept is broken is Evidence.UNDECIDED
        return
    assert (change is Change.FALL_DOCUMENTED) == (interval.high < 1)
    assert (change is Change.RISE_DOCUMENTED) == (interval.low > 1)
    assert (kept is Evidence.DOCUMENTED_MET) == (interval.high < ratio)
    assert (kept is Evidence.DOCUMENTED_MISSED) == (interval.low > ratio)
    assert (broken is Evidence.DOCUMENTED_MET) == (kept is Evidence.DOCUMENTED_MISSED)
    assert (broken is Evidence.DOCUMENTED_MISSED) == (kept is Evidence.DOCUMENTED_MET)


@given(counts, counts, counts)
def test_more_events_never_read_better(earlier: int, one: int, two: int) -> None:
    """With more events later, the words never move towards a fall."""
    order = [
        {Change.FALL_DOCUMENTED},
        {Change.NO_INFORMATION, Change.TOO_FEW, Change.NOT_DISTINGUISHABLE},
        {Change.RISE_DOCUMENTED},
    ]
    fewer, more = (
        next(place for place, words in enumerate(order) if change_in_words(later, earlier) in words)
        for later in sorted((one, two))
    )
    assert fewer <= more


@given(some_years, confidences)
def test_smallest_fall_is_the_last_documented_one(
    baseline: int | list[int], confidence: float
) -> None:
    """The smallest documented fall is documented in words, and one event more is not."""
    events, years = (sum(baseline), len(baseline)) if isinstance(baseline, list) else (baseline, 1)
    smallest = smallest_documented_fall(baseline, confidence=confidence)
    says = partial(change_in_words, earlier=events, exposure_earlier=years, confidence=confidence)
    if smallest is not None:
        assert says(smallest) is Change.FALL_DOCUMENTED
    assert says(0 if smallest is None else smallest + 1) is not Change.FALL_DOCUMENTED


@given(counts, st.lists(counts, max_size=8))
def test_rank_is_a_place_in_the_sorted_row(baseline: int, earlier: list[int]) -> None:
    """The rank is where the value first stands when all are sorted from the highest down."""
    rank = rank_among(baseline, earlier)
    row = sorted([baseline, *earlier], reverse=True)
    assert rank == Rank(position=row.index(baseline) + 1, of=len(row), ties=row.count(baseline) - 1)
