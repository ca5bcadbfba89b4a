"""The picture of a chart as a PNG: what stands in it, where, and in which colours."""

from io import BytesIO

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from partnerskab.reports.chart import Chart, Point
from partnerskab.reports.drawing import WIDTH, draw
from partnerskab.reports.picture import to_png
from tests.reports.sample import EMPTY, LADDER, SCALE

Colour = tuple[int, int, int]

# Pixels for each unit of the drawing, and the empty edge around it, in units.
SCALE_OF, EDGE = 3, 8
PAPER, ACCENT, MUTED, INK = (255, 255, 255), (29, 79, 124), (86, 96, 106), (28, 33, 38)


def picture(chart: Chart) -> Image.Image:
    """Return the picture of a chart."""
    return Image.open(BytesIO(to_png(chart))).convert("RGB")


def at(image: Image.Image, x: float, y: float) -> object:
    """Return the colour at a place of the drawing."""
    return image.getpixel((round((x + EDGE) * SCALE_OF), round((y + EDGE) * SCALE_OF)))


def count(image: Image.Image, colour: Colour) -> int:
    """Return how many pixels have a colour."""
    return sum(number for number, each in image.getcolors(1000) or [] if each == colour)


@pytest.mark.parametrize("chart", [LADDER, SCALE, EMPTY])
def test_the_same_chart_gives_the_same_bytes(chart: Chart) -> None:
    """Nothing in the file changes, and none of its parts says when it was made."""
    data = to_png(chart)
    assert data == to_png(chart)
    assert b"tIME" not in data
    assert b"tEXt" not in data


def test_all_pictures_are_of_one_width() -> None:
    """Three pixels for each unit of the drawing, which is fine enough for print."""
    assert {picture(each).width for each in (LADDER, SCALE, EMPTY)} == {(WIDTH + 16) * SCALE_OF}


def test_what_was_observed_is_a_filled_circle() -> None:
    """Its middle has the accent where the drawing has a dot."""
    image, drawing = picture(LADDER), draw(LADDER)
    assert len(drawing.dots) == 2
    assert {at(image, *dot) for dot in drawing.dots} == {ACCENT}


def test_what_was_promised_is_an_open_square() -> None:
    """It is empty where nothing was observed, and has an edge."""
    image, drawing = picture(LADDER), draw(LADDER)
    alone = drawing.squares[1:]
    assert len(alone) == 2
    assert {at(image, *square) for square in alone} == {PAPER}
    assert {at(image, x - 5.5, y + 3) for x, y in alone} == {MUTED}


def test_an_interval_is_a_line_with_ends() -> None:
    """Its ends are as wide as the sign in the key."""
    image, drawing = picture(LADDER), draw(LADDER)
    assert {at(image, x + 2, y) for pair in drawing.whiskers for x, y in pair} == {ACCENT}


def test_a_promise_is_dashed() -> None:
    """Along the path, as far as the square on it, the line and what is behind it take turns."""
    image, drawing = picture(SCALE), draw(SCALE)
    (start, y), (end, _) = drawing.promise[0][0], drawing.squares[0]
    steps = range(round((start + 1) * SCALE_OF), round((end - 8) * SCALE_OF))
    colours = {at(image, each / SCALE_OF, y) for each in steps}
    assert MUTED in colours
    assert len(colours) > 1


def test_a_notice_stands_in_the_picture() -> None:
    """A frame holds it, above everything else."""
    image = picture(LADDER)
    assert at(image, 100, 0) == INK
    assert at(picture(attrs.evolve(LADDER, notice="")), 100, 0) == PAPER


def test_no_data_is_said_in_words() -> None:
    """The words stand in ink where nothing was observed."""
    silent = picture(attrs.evolve(EMPTY, nothing=""))
    assert count(picture(EMPTY), INK) > count(silent, INK)


def test_the_key_names_every_sign() -> None:
    """Each sign with a name makes the picture higher by a line."""
    lower = picture(attrs.evolve(LADDER, interval_name="")).height
    assert picture(LADDER).height - lower == 20 * SCALE_OF


def test_letters_of_every_label_are_drawn() -> None:
    """Danish letters and signs of numbers differ from each other and from a missing letter."""
    missing = to_png(attrs.evolve(EMPTY, nothing="\uf8ff"))
    drawn = [to_png(attrs.evolve(EMPTY, nothing=each)) for each in "æøåÆØÅé\N{EN DASH}−≈%…"]
    assert len({missing, *drawn}) == 1 + len(drawn)


@given(text=st.text(st.characters(codec=None) | st.sampled_from("\n\t\0\u202e"), max_size=30))
def test_any_text_can_be_drawn(text: str) -> None:
    """No text breaks the picture, wherever it stands."""
    point = Point(label=text, observed=1, observed_text=text, promised=2, promised_text=text)
    chart = attrs.evolve(
        LADDER, points=[point], notice=text, observed_name=text, promised_name=text, baseline=None
    )
    assert picture(chart).width == (WIDTH + 16) * SCALE_OF
