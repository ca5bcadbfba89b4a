"""The targets of the published test vectors, where `PARTNERSKAB_VECTORS` names the file."""

import json
import os
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.agreement.rule import Decision, Milestone, percent_change
from partnerskab.values.exact import RoundingMode, exact, scale
from partnerskab.values.periods import Period
from tests.samples import ladder

VARIABLE = "PARTNERSKAB_VECTORS"


@pytest.fixture(scope="module")
def vectors() -> list[dict[str, Any]]:
    """Return every vector of the file."""
    if not os.environ.get(VARIABLE):
        pytest.skip(f"{VARIABLE} names no vectors.json")
    text = Path(os.environ[VARIABLE]).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text, parse_float=Decimal)
    return found


def of_method(vectors: list[dict[str, Any]], method: str) -> list[dict[str, Any]]:
    """Return the vectors of one method, of which there is at least one."""
    found = [each for each in vectors if each["method"] == method]
    assert found
    return found


def falling(baseline: object, *percent: object, **fields: Any) -> PercentOfBaseline:
    """Return a ladder that falls by so many percent, from 2013 on."""
    return ladder(
        periods=range(2013, 2013 + len(percent)),
        percent=[-exact(each) for each in percent],
        baseline=baseline,
        printed=None,
        **fields,
    )


def only(rule: PercentOfBaseline) -> Milestone:
    """Return the single milestone of a ladder."""
    (milestone,) = rule.milestones()
    return milestone


def test_graduated_targets(vectors: list[dict[str, Any]]) -> None:
    """Every published target is the rounded value of its ladder."""
    found = of_method(vectors, "graduated_target_half_up")
    expected = {each["id"]: each["expected"]["target"] for each in found}
    computed = {
        each["id"]: only(
            falling(each["inputs"]["baseline"], each["inputs"]["reduction_pct"])
        ).rounded
        for each in found
    }
    assert computed == expected


def test_exact_values_of_graduated_targets(vectors: list[dict[str, Any]]) -> None:
    """Every exact value that a vector states is that of its ladder."""
    for each in of_method(vectors, "graduated_target_half_up"):
        inputs, stated = each["inputs"], each["expected"]
        if "exact_num" in stated:
            milestone = only(falling(inputs["baseline"], inputs["reduction_pct"]))
            value = Fraction(stated["exact_num"], stated["exact_den"])
            assert (each["id"], milestone.exact) == (each["id"], value)


def test_rounding_modes(vectors: list[dict[str, Any]]) -> None:
    """The two modes round a tie to two different numbers."""
    for each in of_method(vectors, "rounding_mode_sensitivity"):
        stated = each["expected"]
        value = only(falling(each["inputs"]["baseline"], each["inputs"]["reduction_pct"])).exact
        assert value == exact(stated["exact"])
        assert scale(value, 1, RoundingMode.HALF_UP) == stated["half_up"]
        assert scale(value, 1, RoundingMode.HALF_EVEN) == stated["half_even"]


def test_ladders_are_not_chained(vectors: list[dict[str, Any]]) -> None:
    """The values come from the baseline, and differ from those that a chain would give."""
    for each in of_method(vectors, "not_chained"):
        rule = falling(each["inputs"]["baseline"], *each["inputs"]["schedule"])
        rounded = [milestone.rounded for milestone in rule.milestones()]
        assert rounded == each["expected"]["from_baseline"]
        assert rounded != each["expected"]["chained_from_previous_rounded"]


def test_count_met_and_percentage_missed(vectors: list[dict[str, Any]]) -> None:
    """In the listed cells, and no others, an observation at the target misses the percentage."""
    (listed,) = of_method(vectors, "criterion_ambiguity")
    expected = {
        (series, year, target): change
        for series, year, target, change in listed["expected"]["cells"]
    }
    found = {}
    for each in of_method(vectors, "graduated_target_half_up"):
        inputs, target = each["inputs"], each["expected"]["target"]
        if "series" in inputs:
            rule = falling(inputs["baseline"], inputs["reduction_pct"], criterion="percentage")
            if rule.decide(Period(2013), [target]) is Decision.NOT_MET:
                found[inputs["series"], inputs["year"], target] = percent_change(
                    target, inputs["baseline"]
                )
    assert found.keys() == expected.keys()
    assert len(found) == listed["expected"]["n"]
    for cell, change in found.items():
        assert change is not None
        assert abs(change - Fraction(expected[cell])) <= Fraction(listed["tolerance"])
