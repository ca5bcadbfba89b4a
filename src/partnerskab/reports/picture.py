"""A chart as a PNG, for files that cannot hold an svg: the same picture with its key."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from partnerskab.errors import MissingExtraError
from partnerskab.reports.chart import Chart
from partnerskab.reports.drawing import LINE, WIDTH, Drawing, Label, Spot, draw, wrapped
from partnerskab.reports.svg import key_of
from partnerskab.values.texts import harmless

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

# Pixels for each unit of the drawing: as it is drawn, and how many of those become one.
_FINE, _MEAN = 6, 2
_EDGE, _GAP = 8, 4
_PAPER, _INK, _MUTED, _RULE, _ACCENT = "#ffffff", "#1c2126", "#56606a", "#d9dee3", "#1d4f7c"
# In how many steps each ink goes over into the paper; too many near the paper would tint it.
_BLENDS = {_INK: 10, _MUTED: 8, _ACCENT: 8, _RULE: 2}
_SIZE, _SMALL, _AXIS = 12, 10, 11
_PLAIN, _BOLD = 400, 700
_FULL_WIDTH = 100
_DASH, _SPACE = 4, 3
_DOT, _SQUARE, _CAP = 3.5, 5.5, 4
_SIGN, _SIGN_MIDDLE, _AFTER_SIGN = 28, 14, 36
# The font lacks this sign of a rounded number.
_INSTEAD = str.maketrans({"≈": "~", "\n": " "})


def to_png(chart: Chart) -> bytes:
    """Return a chart as a PNG; the same bytes for the same chart.

    The title is not in the picture, since it stands in the caption beside it.

    Args:
        chart: the chart.

    Raises:
        MissingExtraError: where Pillow or the font is not installed.

    >>> from partnerskab.reports.chart import Point
    >>> chart = Chart(
    ...     id="burglary", title="Burglary", finding="2013: 71.", promised_name="ceiling",
    ...     observed_name="reports", points=[Point(label="2013", observed=71, observed_text="71")])
    >>> to_png(chart)[1:4]
    b'PNG'
    """
    try:
        from PIL import Image, ImageDraw

        _font(_SIZE, _PLAIN)
    except ImportError:
        raise MissingExtraError("a chart as a picture", "report") from None
    drawing = draw(chart)
    key = [(kind, wrapped(name, WIDTH - _AFTER_SIGN)) for kind, name in key_of((chart,))]
    height = drawing.height + _GAP + sum(_key_height(lines) for _, lines in key)
    size = (_pixels(WIDTH + 2 * _EDGE), _pixels(height + 2 * _EDGE))
    image = Image.new("RGB", size, _PAPER)
    sheet = _Sheet(ImageDraw.Draw(image))
    _draw_chart(sheet, drawing)
    down = drawing.height + _GAP
    for kind, lines in key:
        _draw_key(sheet, kind, lines, down)
        down += _key_height(lines)
    return _bytes(image)


def _bytes(image: "Image") -> bytes:
    from PIL.Image import Dither

    made = BytesIO()
    few = image.reduce(_MEAN).quantize(palette=_palette(), dither=Dither.NONE)
    few.save(made, "PNG")
    return made.getvalue()


@cache
def _palette() -> "Image":
    """Return the colours of every picture: the inks, and what their edges blend to on paper."""
    from PIL import Image, ImageColor

    paper = ImageColor.getrgb(_PAPER)
    colours = list(paper)
    for ink, steps in _BLENDS.items():
        for step in range(1, steps + 1):
            full = ImageColor.getrgb(ink)
            colours += [p + (i - p) * step // steps for p, i in zip(paper, full, strict=True)]
    made = Image.new("P", (1, 1))
    made.putpalette(colours)
    return made


def _key_height(lines: Sequence[str]) -> float:
    return LINE * len(lines) + 4


def _pixels(length: float) -> int:
    return round(length * _FINE)


@cache
def _font(size: int, weight: int) -> "FreeTypeFont":
    import fontpkg  # type: ignore[import-untyped]  # it declares no types
    from PIL import ImageFont

    path = str(fontpkg.path("Noto Sans"))
    # The simple layout is the same everywhere, and does for letters from left to right.
    made = ImageFont.truetype(path, _pixels(size), layout_engine=ImageFont.Layout.BASIC)
    made.set_variation_by_axes([weight, _FULL_WIDTH])
    return made


class _Sheet:
    """Paper to draw on in the units of a drawing.

    Args:
        pen: what draws on the pixels.
    """

    def __init__(self, pen: "ImageDraw") -> None:
        self._pen = pen

    def text(
        self,
        label: Label,
        anchor: str,
        *,
        colour: str = _INK,
        size: int = _SIZE,
        weight: int = _PLAIN,
        halo: float = 0,
    ) -> None:
        """Write a text at its start, its middle or on a halo of paper."""
        self._pen.text(
            self._at(label.x, label.y),
            harmless(label.text).translate(_INSTEAD),
            colour,
            _font(_SMALL if label.is_small else size, weight),
            anchor,
            stroke_width=_pixels(halo),
            stroke_fill=_PAPER,
        )

    def line(self, spots: Iterable[Spot], colour: str, width: float) -> None:
        """Draw a line through its corners."""
        self._pen.line([self._at(*spot) for spot in spots], colour, _pixels(width), joint="curve")

    def dashes(self, spots: Iterable[Spot], colour: str, width: float) -> None:
        """Draw a dashed line through its corners; the dashes go on round them."""
        gone = 0.0
        for start, end in pairwise(spots):
            length = hypot(end[0] - start[0], end[1] - start[1])
            for low, high in _dashes(gone, length):
                ends = (_between(start, end, low / length), _between(start, end, high / length))
                self.line(ends, colour, width)
            gone += length

    def dot(self, spot: Spot) -> None:
        """Draw what was observed."""
        self._pen.circle(self._at(*spot), _DOT * _FINE, _ACCENT)

    def square(self, spot: Spot) -> None:
        """Draw what was promised."""
        (x, y), half = spot, _SQUARE + 0.75
        self.frame((x - half, y - half), (x + half, y + half), _MUTED)

    def whisker(self, low: Spot, high: Spot) -> None:
        """Draw an interval."""
        self.line((low, high), _ACCENT, 1.25)
        for x, y in (low, high):
            self.line(((x - _CAP, y), (x + _CAP, y)), _ACCENT, 1.25)

    def frame(self, low: Spot, high: Spot, colour: str) -> None:
        """Draw a frame with paper within."""
        self._pen.rectangle([self._at(*low), self._at(*high)], _PAPER, colour, _pixels(1.5))

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return _pixels(x + _EDGE), _pixels(y + _EDGE)


def _dashes(gone: float, length: float) -> Iterable[tuple[float, float]]:
    """Give the parts of a line that are drawn, where a part of the pattern is gone already."""
    start = -(gone % (_DASH + _SPACE))
    while start < length:
        low, high = max(start, 0), min(start + _DASH, length)
        if high > low:
            yield low, high
        start += _DASH + _SPACE


def _between(start: Spot, end: Spot, part: float) -> Spot:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _draw_chart(sheet: _Sheet, drawing: Drawing) -> None:
    """Draw everything, from what is behind to what is in front."""
    if drawing.notice:
        sheet.frame((0, 0), (WIDTH, drawing.notice_height), _INK)
    for number, line in enumerate(drawing.notice, 1):
        sheet.text(Label(text=line, x=WIDTH / 2, y=LINE * number), "ms", weight=_BOLD)
    for y in drawing.rules:
        sheet.line(((drawing.start, y), (WIDTH, y)), _RULE, 1)
    if drawing.zero is not None:
        sheet.line(((0, drawing.zero), (WIDTH, drawing.zero)), _MUTED, 1)
    for label in drawing.axis:
        sheet.text(label, "ls", colour=_MUTED, size=_AXIS)
    _draw_marks(sheet, drawing)
    if drawing.nothing:
        sheet.text(drawing.nothing, "ms", weight=_BOLD, halo=2)
    for label in drawing.periods:
        sheet.text(label, "ms")
    _draw_values(sheet, drawing.observed_texts, sheet.dot, _BOLD)
    _draw_values(sheet, drawing.promised_texts, sheet.square, _PLAIN)


def _draw_marks(sheet: _Sheet, drawing: Drawing) -> None:
    for path in drawing.promise:
        sheet.dashes(path, _MUTED, 1.5)
    for spot in drawing.squares:
        sheet.square(spot)
    for low, high in drawing.whiskers:
        sheet.whisker(low, high)
    for path in drawing.lines:
        sheet.line(path, _ACCENT, 2)
    for spot in drawing.dots:
        sheet.dot(spot)


def _draw_values(
    sheet: _Sheet, labels: Sequence[Label], sign: Callable[[Spot], None], weight: int
) -> None:
    """Write a line of values behind the sign that they belong to."""
    if labels:
        sign((10, labels[0].y - 4))
    for label in labels:
        sheet.text(label, "ms", weight=weight)


def _draw_key(sheet: _Sheet, kind: str, lines: Sequence[str], y: float) -> None:
    """Draw a sign and what it stands for."""
    middle = (_SIGN_MIDDLE, y + LINE / 2)
    ends = ((0, middle[1]), (_SIGN, middle[1]))
    match kind:
        case "observed":
            sheet.line(ends, _ACCENT, 2)
            sheet.dot(middle)
        case "promised":
            sheet.dashes(ends, _MUTED, 1.5)
            sheet.square(middle)
        case _:
            sheet.whisker((_SIGN_MIDDLE, y + 1.5), (_SIGN_MIDDLE, y + LINE - 1.5))
            sheet.dot(middle)
    for number, line in enumerate(lines, 1):
        sheet.text(Label(text=line, x=_AFTER_SIGN, y=y + LINE * number - 4), "ls")
