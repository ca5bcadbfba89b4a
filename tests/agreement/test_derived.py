"""Values that are reckoned from others: what each kind needs, gives, and never turns around."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.agreement.conditions import Condition
from partnerskab.agreement.derived import (
    DERIVATIONS,
    CountOfAreas,
    Criteria,
    Derivation,
    Gap,
    OverTime,
    Rate,
    Total,
    WorstArea,
    ids_named,
)
from partnerskab.agreement.inputs import Input
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.values.exact import Exact
from partnerskab.values.periods import Period
from partnerskab.values.scales import Value
from partnerskab.words import languages, say
from tests.samples import NEED, refusal
from tests.strategies import counts

NEEDED = Input(indicator="whole", area="town", period=Period(2013))
AREAS = ("north", "south")


def lower(value: Value) -> Exact:
    """Say how bad a number is of which less is better."""
    assert not isinstance(value, str)
    return value


def higher(value: Value) -> Exact:
    """Say how bad a number is of which more is better."""
    return -lower(value)


def test_kinds_of_derived_values() -> None:
    """The family is closed, and a kind has to say what it needs and what follows."""
    assert list(DERIVATIONS) == [
        "rate",
        "total",
        "over-time",
        "gap",
        "worst-area",
        "count-of-areas",
        "criteria",
    ]
    assert Derivation.__abstractmethods__ == {"inputs", "value"}


def over(**fields: Any) -> dict[str, Any]:
    """Return the fields of something over two areas."""
    return {"of": "unsafe", "over": AREAS} | fields


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", DERIVATIONS)
def test_every_kind_has_its_words(kind: str, language: str) -> None:
    """A kind of derived value can be named in every language."""
    assert say(f"derived.{kind}", language)


@pytest.mark.parametrize(
    ("derivation", "inputs"),
    [
        (
            Rate(count="reports", population="residents"),
            [("reports", "town", "2013"), ("residents", "town", "2013")],
        ),
        (Total(of=["a", "b"]), [("a", "town", "2013"), ("b", "town", "2013")]),
        (
            OverTime(of="a", statistic="mean", periods=3),
            [("a", "town", "2011"), ("a", "town", "2012"), ("a", "town", "2013")],
        ),
        (
            Gap(of="a", comparator="city", measure="percent"),
            [("a", "town", "2013"), ("a", "city", "2013")],
        ),
        (WorstArea(**over()), [("unsafe", "north", "2013"), ("unsafe", "south", "2013")]),
        (
            WorstArea(**over(only=Condition(indicator="satisfied", below=85, period=2012))),
            [
                ("unsafe", "north", "2013"),
                ("satisfied", "north", "2012"),
                ("unsafe", "south", "2013"),
                ("satisfied", "south", "2012"),
            ],
        ),
        (
            Criteria(
                of=[Condition(indicator="a", above=40)],
                gates=[Condition(indicator="b", at_least=3, times_area="country")],
            ),
            [("a", "town", "2013"), ("b", "town", "2013"), ("b", "country", "2013")],
        ),
    ],
    ids=["rate", "total", "over time", "gap", "worst", "worst of some", "criteria"],
)
def test_what_is_needed(derivation: Derivation, inputs: list[tuple[str, str, str]]) -> None:
    """Each kind names the values it needs, by indicator, area and period."""
    assert derivation.inputs(NEEDED) == tuple(
        Input(indicator=indicator, area=area, period=Period.parse(period))
        for indicator, area, period in inputs
    )


# Rates and totals


def test_rate_is_exact() -> None:
    """77 reports among 3,400 residents are 385/17 per 1,000; per 100,000 a hundred times that."""
    parts = {"count": "reports", "population": "residents"}
    assert Rate(**parts).value([77, 3400], lower) == Fraction(385, 17)
    assert Rate(**parts, per=100_000).value([77, 3400], lower) == Fraction(38500, 17)


def test_rate_of_nobody_is_not_defined() -> None:
    """There are no reports per resident where nobody lives."""
    assert Rate(count="reports", population="residents").value([0, 0], lower) is None


@given(st.lists(counts, min_size=1, max_size=7), st.randoms())
def test_order_of_a_basket_never_matters(values: list[int], random: Any) -> None:
    """A basket weighs the same however it is packed."""
    total = Total(of=[f"i{place}" for place, _ in enumerate(values)])
    assert total.value(random.sample(values, len(values)), lower) == sum(values)


def test_what_a_basket_weighs_so_far() -> None:
    """Less is better: what is known can only grow. More is better: it says nothing yet."""
    total = Total(of=["a", "b", "c"])
    assert total.so_far([30, 40], lower) == 70
    assert total.so_far([0, 40], lower) == 40
    assert total.so_far([30, 40], higher) is None
    assert total.so_far([], lower) is None
    assert total.so_far([30, -40], lower) is None


@pytest.mark.parametrize("periods", [0, 1])
def test_a_row_of_one_period_is_none(periods: int) -> None:
    """A mean over time needs several periods."""
    assert refusal(lambda: OverTime(of="a", statistic="mean", periods=periods)) == Problem(
        message="nothing to reckon over",
        id="invalid-value",
        path=("periods",),
        expected="2 periods or more",
        came=str(periods),
    )


@pytest.mark.parametrize(
    ("build", "name", "came"),
    [
        (lambda: Total(of=[]), "of", "none"),
        (lambda: Total(of=["thefts", "thefts"]), "of", "thefts, thefts"),
        (lambda: WorstArea(of="unsafe", over=[]), "over", "none"),
        (lambda: Criteria(of=[]), "of", "none"),
    ],
    ids=["nothing", "twice", "nowhere", "no criterion"],
)
def test_nothing_is_reckoned_over_or_over_twice(build: Any, name: str, came: str) -> None:
    """A part that stands twice in a list would count double."""
    assert refusal(build) == Problem(
        message="nothing to reckon over, or the same twice",
        id="invalid-value",
        path=(name,),
        expected="at least one, and each of them once",
        came=came,
    )


# Gaps


@pytest.mark.parametrize(
    ("measure", "badness", "gap"),
    [
        ("difference", lower, 6),
        ("difference", higher, -6),
        ("percent", lower, 150),
        ("percent", higher, Fraction(200, 3)),
    ],
)
def test_gap_is_how_far_an_area_is_behind(measure: str, badness: Any, gap: Exact) -> None:
    """18 against 12 is behind where less is better, and ahead where more is."""
    derivation = Gap(of="unsafe", comparator="city", measure=measure)
    assert derivation.value([18, 12], badness) == gap


def test_gap_to_nothing_in_percent_is_not_defined() -> None:
    """There is no percentage of nothing."""
    assert Gap(of="a", comparator="city", measure="percent").value([18, 0], lower) is None


# Several areas


def test_worst_of_several_areas() -> None:
    """The worst is the highest where less is better, the lowest where more is, or a category."""
    worst = WorstArea(**over())
    assert [worst.value([8, 11], each) for each in (lower, higher)] == [11, 8]
    assert worst.value(["ordinary", "minimal"], NEED.position) == "ordinary"


def test_worst_of_the_areas_that_are_known() -> None:
    """Whatever the others have, the worst cannot be better than that."""
    worst = WorstArea(**over())
    assert [worst.so_far(known, lower) for known in ([8, 11], [8], [])] == [11, 8, None]
    assert worst.so_far([8, 11], higher) == 8


def test_only_some_areas_are_looked_at() -> None:
    """A condition leaves areas out; where it leaves all out there is nothing to say."""
    worst = WorstArea(**over(only=Condition(indicator="satisfied", below=85)))
    assert worst.value([8, 80, 11, 90], lower) == 8
    assert worst.value([8, 85, 11, 90], lower) is None
    assert worst.so_far([8, 80, 11], lower) is None


def test_count_of_areas() -> None:
    """Those at the category or worse are counted; a number works the same way."""
    needy = CountOfAreas(**over(at_or_worse="ordinary"))
    assert needy.value(["ordinary", "minimal"], NEED.position) == 1
    assert needy.value(["marked", "ordinary"], NEED.position) == 2
    assert CountOfAreas(**over(at_or_worse=10)).value([10, 9], lower) == 1
    assert CountOfAreas(**over(at_or_worse=70)).value([70, 71], higher) == 1
    assert needy.so_far(["marked"], NEED.position) == 1
    assert needy.so_far([], NEED.position) is None


def test_count_of_only_some_areas_says_nothing_so_far() -> None:
    """Which of the values known is the condition's, nobody can tell."""
    only = Condition(indicator="satisfied", below=85)
    assert CountOfAreas(**over(at_or_worse=10, only=only)).so_far([99, 80], lower) is None


def test_where_areas_are_counted_from_is_an_exact_value() -> None:
    """It has to be given, and a decimal is kept as the exact number that it is."""
    assert attrs.fields_dict(CountOfAreas)["at_or_worse"].default is attrs.NOTHING
    decimal = CountOfAreas(**over(at_or_worse=Decimal("1.5")))
    assert decimal == CountOfAreas(**over(at_or_worse=Fraction(3, 2)))
    with pytest.raises(InvalidValueError):
        CountOfAreas(**over(at_or_worse=1.5))


def test_no_area_in_scope_is_counted_as_none() -> None:
    """Of no area at all, none stands badly."""
    only = Condition(indicator="satisfied", below=85)
    assert CountOfAreas(**over(at_or_worse=10, only=only)).value([99, 90, 99, 90], lower) == 0


# Criteria


@pytest.mark.parametrize(
    ("threshold", "held"),
    [
        ({"above": 40}, [False, False, True]),
        ({"at_least": 40}, [False, True, True]),
        ({"below": 40}, [True, False, False]),
        ({"at_most": 40}, [True, True, False]),
        ({"at_most": 0}, [False, False, False]),
    ],
)
def test_four_thresholds(threshold: dict[str, Any], held: list[bool]) -> None:
    """Each threshold includes its own value or not, as its name says."""
    condition = Condition(indicator="a", **threshold)
    assert [condition.holds([value]) for value in (39, 40, 41)] == held


@pytest.mark.parametrize("name", ["above", "at_least", "below", "at_most"])
def test_threshold_may_be_a_text(name: str) -> None:
    """A threshold is an exact number, however it is written."""
    written: dict[str, Any] = {name: "0.55"}
    exactly: dict[str, Any] = {name: Fraction(11, 20)}
    assert Condition(indicator="a", **written) == Condition(indicator="a", **exactly)


def test_threshold_that_follows_another_area() -> None:
    """Less than 55 percent of the region's income is poor."""
    poor = Condition(indicator="income", below="0.55", times_area="region")
    assert [poor.holds([own, 200_000]) for own in (109_999, 110_000)] == [True, False]


def test_criteria_without_gates_apply_everywhere() -> None:
    """Where nothing keeps an area out, each criterion that holds of it counts."""
    listed = Criteria(of=[Condition(indicator=id, above=1) for id in ("a", "b", "c")])
    assert listed.value([2, 1, 2], lower) == 2


def test_one_of_two_gates_keeps_the_criteria_out() -> None:
    """An area has to come through all of the gates."""
    gates = [Condition(indicator=id, above=1) for id in ("b", "c")]
    listed = Criteria(of=[Condition(indicator="a", above=1)], gates=gates)
    assert [listed.value([2, *each], lower) for each in ([2, 1], [1, 2], [2, 2])] == [0, 0, 1]


def test_criterion_that_stands_twice() -> None:
    """The same criterion is not counted twice."""
    twice = [Condition(indicator="a", above=1)] * 2
    assert refusal(lambda: Criteria(of=twice)).came == f"{twice[0]}, {twice[1]}"


def test_gate_keeps_the_criteria_out() -> None:
    """Where an area is too small to be meant, none of the criteria holds of it."""
    listed = Criteria(
        of=[Condition(indicator="a", above=1), Condition(indicator="b", above=1)],
        gates=[Condition(indicator="residents", above=1000)],
    )
    assert [listed.value([2, 2, people], lower) for people in (1000, 1001)] == [0, 2]


@pytest.mark.parametrize(
    ("thresholds", "came"),
    [({}, "none of them"), ({"above": 1, "below": 2}, "above and below")],
)
def test_condition_has_one_threshold(thresholds: dict[str, Any], came: str) -> None:
    """None is too few and two are too many."""
    assert refusal(lambda: Condition(indicator="a", **thresholds)) == Problem(
        message="a condition has one threshold",
        id="invalid-value",
        expected="one of above, at_least, below, at_most",
        came=came,
    )


RATE = Rate(count="reports", population="residents")
MEAN = OverTime(of="a", statistic="mean", periods=2)
GAP = Gap(of="a", comparator="city", measure="difference")


@pytest.mark.parametrize("derivation", [RATE, Total(of=["a", "b"]), MEAN, GAP], ids=type)
def test_category_where_a_number_is_due(derivation: Derivation) -> None:
    """Categories cannot be reckoned with."""
    assert refusal(lambda: derivation.value([1, "marked"], lower)) == Problem(
        message="a category where a number is due",
        id="invalid-value",
        expected="a number",
        came="'marked'",
    )


def test_category_among_what_is_known_of_a_basket() -> None:
    """Categories cannot be added so far, either."""
    problem = refusal(lambda: Total(of=["a", "b"]).so_far(["marked"], lower))
    assert problem.came == "'marked'"


@pytest.mark.parametrize(
    ("derivation", "values", "whole"),
    [
        (RATE, [34, 3400], "10"),
        (Total(of=["a", "b"]), [Fraction(1, 2), Fraction(1, 2)], "1"),
        (MEAN, [1, 3], "2"),
        (GAP, [Fraction(37, 2), Fraction(1, 2)], "18"),
        (attrs.evolve(GAP, measure="percent"), [18, 12], "150"),
    ],
    ids=["rate", "total", "mean", "difference", "percent"],
)
def test_what_comes_out_whole_is_an_integer(
    derivation: Derivation, values: list[Exact], whole: str
) -> None:
    """Whatever it is reckoned from, a whole number is an `int`."""
    assert repr(derivation.value(values, lower)) == whole


def test_whole_weight_of_a_basket_so_far_is_an_integer() -> None:
    """Two halves make an `int`."""
    assert repr(Total(of=["a", "b"]).so_far([Fraction(1, 2)] * 2, lower)) == "1"


CRITERIA = Criteria(
    of=[Condition(indicator="a", above=1, times_area="country"), Condition(indicator="b", below=1)],
    gates=[Condition(indicator="c", above=1, times_area="region")],
)


@pytest.mark.parametrize("derivation", [RATE, MEAN, GAP, CRITERIA], ids=type)
def test_most_kinds_know_nothing_so_far(derivation: Derivation) -> None:
    """Where a part that is missing could turn it either way, there is nothing to say."""
    assert derivation.so_far([1], lower) is None


@pytest.mark.parametrize(
    ("derivation", "areas"),
    [
        (RATE, ()),
        (GAP, ("city",)),
        (WorstArea(of="a", over=AREAS), AREAS),
        (CRITERIA, ("country", "region")),
    ],
    ids=["rate", "gap", "worst", "criteria"],
)
def test_areas_that_it_is_reckoned_over(derivation: Derivation, areas: tuple[str, ...]) -> None:
    """Areas others than the one that a value is for are named."""
    assert derivation.areas == areas


# What is named, and the law of all


def test_ids_that_are_named() -> None:
    """Every indicator and every area is found with its place, also in conditions."""
    only = Condition(indicator="satisfied", below=1, times_area="city")
    assert list(ids_named(WorstArea(**over(only=only)))) == [
        (("of",), "indicators", "unsafe"),
        (("over", 0), "areas", "north"),
        (("over", 1), "areas", "south"),
        (("only", "indicator"), "indicators", "satisfied"),
        (("only", "times_area"), "areas", "city"),
    ]


@pytest.mark.parametrize(
    ("derivation", "named"),
    [
        (Rate(count="a", population="b"), ["a", "b"]),
        (OverTime(of="a", statistic="mean", periods="2"), ["a"]),
        (Gap(of="a", comparator="city", measure="percent"), ["a", "city"]),
        (CountOfAreas(of="a", over=["north"], at_or_worse="1/2"), ["a", "north"]),
        (Criteria(of=[Condition(indicator="a", above=1)], gates=[]), ["a"]),
        (Total(of=["a", "b"]), ["a", "b"]),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
def test_derivation_is_a_value_that_names_what_it_needs(
    derivation: Derivation, named: list[str]
) -> None:
    """It can be a key, whatever sequences it was built from, and hides none of its ids."""
    assert len({derivation, attrs.evolve(derivation)}) == 1
    assert [id for _, _, id in ids_named(derivation)] == named


def test_rate_is_per_a_whole_number() -> None:
    """For how many is a number, also where it is written as text."""
    assert Rate(count="a", population="b", per="100") == Rate(count="a", population="b", per=100)


GROWING = [
    Rate(count="a", population="b"),
    Total(of=["a", "b"]),
    OverTime(of="a", statistic="mean", periods=2),
    OverTime(of="a", statistic="median", periods=2),
    WorstArea(of="a", over=AREAS),
    CountOfAreas(of="a", over=AREAS, at_or_worse=250),
]


@given(st.sampled_from(GROWING), counts, counts.map(lambda count: count + 1), counts)
def test_no_kind_is_better_for_a_worse_part(
    derivation: Derivation, first: int, second: int, worse: int
) -> None:
    """With the other values fixed, a worse one never makes the whole better."""
    before = derivation.value([first, second], lower)
    after = derivation.value([first + worse, second], lower)
    assert not isinstance(before, str | None)
    assert not isinstance(after, str | None)
    assert after >= before


@given(st.sampled_from(["difference", "percent"]), counts, st.integers(1, 500), counts)
def test_no_gap_is_smaller_for_a_worse_area(measure: str, own: int, other: int, worse: int) -> None:
    """With the comparator fixed, a worse value is a larger gap, whichever way is worse."""
    gap = Gap(of="a", comparator="city", measure=measure)
    for badness, sign in ((lower, 1), (higher, -1)):
        before, after = (
            gap.value([value, other], badness) for value in (own + 500, own + 500 + sign * worse)
        )
        assert not isinstance(before, str | None)
        assert not isinstance(after, str | None)
        assert after >= before
