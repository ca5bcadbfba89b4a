"""The chart of a target, as data: what stands where, and what is said of it."""

from datetime import date

import pytest

from partnerskab.assessment.assess import assess
from partnerskab.errors import InvalidValueError
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.reports.ladder import ladder_chart
from tests.reports.made import amager, invented
from tests.reports.wide import wide_partnership

STATUS = assess(amager(), invented(), as_of=date(2015, 5, 31))


def test_points() -> None:
    """The baseline comes first, then each year with what was promised and counted."""
    chart = ladder_chart(STATUS, "burglary")
    assert [(each.label, each.promised, each.observed) for each in chart.points] == [
        ("2012", None, 77),
        ("2013", 69, 71),
        ("2014", 65, 64),
        ("2015", 62, None),
        ("2016", 58, None),
    ]
    assert chart.baseline == 0


def test_intervals_are_exact() -> None:
    """A count has the exact interval of its mean, and a year without a count has none."""
    points = ladder_chart(STATUS, "burglary").points
    assert [(each.low is None, each.high is None) for each in points] == [
        *((True, True), (False, False), (False, False), (True, True), (True, True))
    ]
    assert points[1].low == pytest.approx(55.45, abs=0.01)
    assert points[1].high == pytest.approx(89.56, abs=0.01)


def test_steps() -> None:
    """Categories stand at their positions, with their names from best to worst."""
    chart = ladder_chart(STATUS, "safety-index", "da")
    assert chart.steps == ("minimal", "reduceret", "ordinær", "intensiveret", "markant")
    assert [each.observed for each in chart.points] == [2, 2, 3, None, None]
    assert [each.promised for each in chart.points] == [None, None, None, None, 2]


@pytest.mark.parametrize(
    ("language", "finding"),
    [
        (
            "da",
            (
                "2012: 77. 2013: 71 (aftalt højst 69), ikke opfyldt. "
                "2014: 64 (aftalt højst 65), opfyldt. 2015: aftalt højst 62. 2016: aftalt højst 58."
            ),
        ),
        (
            "en",
            (
                "2012: 77. 2013: 71 (agreed at most 69), not met. "
                "2014: 64 (agreed at most 65), met. 2015: agreed at most 62. "
                "2016: agreed at most 58."
            ),
        ),
    ],
)
def test_the_finding_tells_everything(language: str, finding: str) -> None:
    """Who does not see the chart is told every value and what it comes to."""
    assert ladder_chart(STATUS, "burglary", language).finding == finding


def test_what_people_judge_has_no_promise() -> None:
    """A movement towards a reference without a number shows the counts alone."""
    chart = ladder_chart(STATUS, "ssp-activations")
    assert {each.promised for each in chart.points} == {None}
    assert chart.finding == ("2012: 6. 2013: 5, needs judgement. 2014: 7, needs judgement.")


def test_invented_figures_are_marked() -> None:
    """A chart of invented figures says so, and one without figures does not."""
    assert ladder_chart(STATUS, "burglary").notice == "invented figures"
    nothing = assess(amager(), ObservationSet(), as_of=date(2015, 5, 31))
    assert ladder_chart(nothing, "burglary").notice == ""


def test_an_unknown_indicator() -> None:
    """An indicator without a target is refused, with the nearest that has one."""
    with pytest.raises(InvalidValueError) as caught:
        ladder_chart(STATUS, "burglry")
    assert str(caught.value) == (
        "no target is on this indicator\n"
        "    expected: the id of a target: safety-index, ssp-activations, burglary, theft, "
        "violence, vandalism, narcotics, harassment\n"
        "    came:     'burglry'\n"
        "    remedy:   did you mean 'burglary'?"
    )


def test_an_indicator_of_several_targets() -> None:
    """Where several targets are on an indicator each has to be named by its own id."""
    status = assess(wide_partnership(2), as_of=date(2015, 5, 31))
    with pytest.raises(InvalidValueError) as caught:
        ladder_chart(status, "burglary")
    assert "burglary-area-0, burglary-area-1" in str(caught.value)
    assert ladder_chart(status, "burglary-area-1").id == "chart-burglary-area-1"
