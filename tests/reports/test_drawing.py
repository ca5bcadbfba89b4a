"""The picture of a chart: where its marks and its texts stand."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnerskab.reports.chart import Chart, Point
from partnerskab.reports.drawing import WIDTH, Drawing, Label, draw, text_width
from tests.reports.sample_contents import DASH, SERIES, ladder, need


def picture(points: Sequence[Point], **others: Any) -> Drawing:
    """Return the picture of some points."""
    return draw(
        Chart(
            id="one",
            title="One",
            finding="One.",
            points=points,
            promised_name="promised",
            observed_name="observed",
            nothing="no data",
            **others,
        )
    )


def point(label: str, observed: Any = None, promised: Any = None, **others: Any) -> Point:
    """Return a point with its values written as Python does."""
    return Point(
        label=label,
        observed=observed,
        promised=promised,
        observed_text="" if observed is None else str(observed),
        promised_text="" if promised is None else str(promised),
        **others,
    )


def texts(labels: Sequence[Label]) -> list[str]:
    """Return what labels say."""
    return [label.text for label in labels]


def test_all_pictures_have_one_size() -> None:
    """Charts of numbers and of steps, with values and without, are equally high."""
    charts = [*(ladder(id, *rest) for id, rest in SERIES.items()), need()]
    assert len({draw(chart).height for chart in charts}) == 1


def test_values_stand_below_their_periods() -> None:
    """Each value has the column of its period; a dash stands where nothing was observed."""
    drawn = picture([point("2012", 77), point("2013", 71, 69), point("2014", None, 65)], baseline=0)
    assert texts(drawn.periods) == ["2012", "2013", "2014"]
    assert texts(drawn.observed_texts) == ["77", "71", DASH]
    assert texts(drawn.promised_texts) == ["69", "65"]
    columns = [label.x for label in drawn.periods]
    assert [label.x for label in drawn.observed_texts] == columns
    assert [label.x for label in drawn.promised_texts] == columns[1:]
    assert [x for x, _ in drawn.dots] == columns[:2]


def test_the_scale_starts_at_zero() -> None:
    """Half of the highest value stands half as high."""
    drawn = picture([point("2012", 80), point("2013", 40)])
    (_, top), (_, middle) = drawn.dots
    assert drawn.zero is not None
    assert drawn.zero - middle == (drawn.zero - top) / 2


def test_a_scale_goes_below_zero_where_values_do() -> None:
    """With a value below zero the line of zero moves up, and the lowest value has its own."""
    drawn = picture([point("2012", 10), point("2013", -10)])
    (_, top), (_, bottom) = drawn.dots
    assert drawn.zero == (top + bottom) / 2
    assert texts(drawn.axis) == ["0", "10", "-10"]


def test_an_interval_is_within_the_picture() -> None:
    """The scale reaches as far as the interval, and the value stands between its ends."""
    drawn = picture([point("2013", 50, low=40.5, high=100.0)])
    (((_, low), (_, high)),) = drawn.whiskers
    ((_, y),) = drawn.dots
    assert 0 < high < y < low < drawn.height


def test_an_interval_needs_a_value_and_both_ends() -> None:
    """Half an interval, one without an end or one around nothing is not drawn."""
    drawn = picture(
        [
            point("2012", 50, low=40.0),
            point("2013", 50, low=40.0, high=float("inf")),
            point("2014", None, 50, low=40.0, high=60.0),
        ]
    )
    assert not drawn.whiskers


def test_a_line_joins_only_what_follows_each_other() -> None:
    """Across a year without a value there is no line."""
    drawn = picture([point("1", 5), point("2", 4), point("3"), point("4", 3)])
    assert [len(line) for line in drawn.lines] == [2]
    assert len(drawn.dots) == 3


def test_the_promise_starts_at_the_baseline() -> None:
    """The path begins at the observed baseline and goes down in steps between the periods."""
    drawn = picture([point("1", 80), point("2", None, 60), point("3", None, 40)], baseline=0)
    (path,) = drawn.promise
    assert path[0] == drawn.dots[0]
    assert [y for _, y in path[1::2]] == [y for _, y in path[::2]]
    assert [x for x, _ in path[1:-1:2]] == [x for x, _ in path[2::2]]
    assert len(drawn.squares) == 2


def test_a_promise_for_the_end_stands_alone() -> None:
    """Where nothing is due in between, no path says that something is."""
    drawn = picture([point("1", 80), point("2"), point("3", None, 40)], baseline=0)
    (path,) = drawn.promise
    assert len(path) == 2
    assert len(drawn.squares) == 1


def test_no_data_is_said_beside_the_ladder() -> None:
    """Where nothing was observed, words say so and the ladder is drawn all the same."""
    drawn = picture([point("1", None, 5), point("2", None, 4)])
    assert drawn.nothing is not None
    assert drawn.nothing.text == "no data"
    assert len(drawn.squares) == 2
    assert picture([point("1", 5)]).nothing is None


def test_no_points_make_a_picture() -> None:
    """A chart without a period is an axis and the words for no data."""
    drawn = picture([])
    assert drawn.nothing is not None
    assert not drawn.periods


def test_zeros_make_a_picture() -> None:
    """Where all values are zero they stand on the axis."""
    drawn = picture([point("1", 0, 0)])
    assert drawn.dots[0][1] == drawn.zero
    assert texts(drawn.axis) == ["0"]


def test_steps_have_the_best_at_the_bottom() -> None:
    """Each category has a line with its name, and a value stands on the line of its step."""
    drawn = picture([point("1", 1), point("2", 3)], steps=["low", "middle", "high"])
    assert texts(drawn.axis) == ["low", "middle", "high"]
    assert [y for _, y in drawn.dots] == [drawn.rules[0], drawn.rules[2]]
    assert drawn.rules[0] > drawn.rules[2]
    assert drawn.zero is None
    assert not drawn.observed_texts


def test_a_long_name_of_a_step_has_two_lines() -> None:
    """What does not fit in two lines is cut; the finding says it in full."""
    drawn = picture([], steps=["low", "a need for effort that is marked and large and more"])
    assert texts(drawn.axis) == ["low", "a need for", "effort that …"]


def test_a_number_too_large_for_a_float_is_drawn() -> None:
    """The height of a value is exact until it is a place in the picture."""
    drawn = picture([point("1", 10**400), point("2", Fraction(10**400, 2))])
    (_, top), (_, middle) = drawn.dots
    assert drawn.zero is not None
    assert drawn.zero - middle == (drawn.zero - top) / 2
    assert texts(drawn.observed_texts)[0].endswith("…")


def test_where_there_is_no_room_the_last_label_stays() -> None:
    """Of more labels than fit, every second or third one stands, counted from the last."""
    drawn = picture([point(f"20{year}/{year + 1}", year) for year in range(10, 20)])
    assert texts(drawn.periods)[-2:] == ["2017/18", "2019/20"]
    assert all(label.is_small for label in drawn.periods)


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(-(10**12), 10**12)),
            st.one_of(st.none(), st.fractions(max_denominator=10)),
        ),
        max_size=15,
    )
)
def test_nothing_leaves_the_picture_and_no_text_touches_another(
    values: list[tuple[int | None, Fraction | None]],
) -> None:
    """Whatever the values are, all marks are within, and texts in one line keep apart."""
    drawn = picture([point(str(2000 + i), *pair) for i, pair in enumerate(values)])
    spots = [*drawn.dots, *drawn.squares, *(spot for path in drawn.promise for spot in path)]
    assert all(0 <= x <= WIDTH and 0 <= y <= drawn.height for x, y in spots)
    for line, is_bold in (
        (drawn.periods, False),
        (drawn.observed_texts, True),
        (drawn.promised_texts, False),
    ):
        ends = 0.0
        for label in line:
            size = 10 if label.is_small else 12
            half = text_width(label.text, size, is_bold=is_bold) / 2
            assert label.x - half >= ends - 0.1
            ends = label.x + half
        assert ends <= WIDTH + 0.1
