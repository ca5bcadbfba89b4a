"""Where everything in the picture of a chart stands, before it becomes svg.

All pictures have one size and one design. What was observed and what was promised stand in two
lines of numbers below their periods rather than beside the marks: so no two of them ever overlap,
however close the values are.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import isfinite
from textwrap import wrap
from unicodedata import east_asian_width

import attrs

from partnerskab.reports.chart import Chart, Point
from partnerskab.values.exact import Exact
from partnerskab.values.tuples import as_tuple

WIDTH = 320
LINE = 16
_RIGHT = 4
_TOP = 20
_PLOT = 136
_BELOW = 20
_SIGN = 20
_MARGIN = 28
_WIDEST_MARGIN = 112
_SIZE = 12
_SMALL = 10
_AXIS = 11
# How wide a letter is, as a part of its height, in the wider of the usual fonts; bold is wider.
_LETTER = 0.65
_THIN_LETTER = 0.4
_THIN = frozenset(".,:;'!|()/ijl ")
_BOLD = 0.06
_GAP = 6
_NOTHING = "\N{EN DASH}"

Spot = tuple[float, float]


@attrs.frozen(kw_only=True)
class Label:
    """A text in the picture.

    Args:
        text: the words.
        x, y: where it stands: its middle, or its start where it belongs to the axis.
        is_small: whether it is set smaller, since there is little room.
    """

    text: str
    x: float
    y: float
    is_small: bool = False


@attrs.frozen(kw_only=True)
class Drawing:
    """The picture of a chart.

    Args:
        height: the height of the picture; the width is `WIDTH`.
        notice: the lines of what must be said first, from the top.
        notice_height: how high the frame around them is; 0 for none.
        rules: the heights of the thin lines of the axis.
        zero: the height of the strong line; None where there is no zero.
        start: from where the lines of the axis go.
        axis: the texts at the lines.
        periods: the texts below the axis.
        observed_texts, promised_texts: the two lines of values; empty for an ordinal scale.
        nothing: the words that say that nothing was observed; None where something was.
        promise: the dashed paths, each as its corners.
        squares: where something is promised.
        whiskers: the intervals, each as its two ends.
        lines: the solid lines, each as its corners.
        dots: where something was observed.
    """

    height: float
    notice: tuple[str, ...]
    notice_height: float
    rules: tuple[float, ...]
    zero: float | None
    start: float
    axis: tuple[Label, ...]
    periods: tuple[Label, ...]
    observed_texts: tuple[Label, ...]
    promised_texts: tuple[Label, ...]
    nothing: Label | None
    promise: tuple[tuple[Spot, ...], ...]
    squares: tuple[Spot, ...]
    whiskers: tuple[tuple[Spot, Spot], ...]
    lines: tuple[tuple[Spot, ...], ...]
    dots: tuple[Spot, ...]


def draw(chart: Chart) -> Drawing:
    """Return the picture of a chart."""
    return _Sheet.of(chart).drawing()


def has_interval(point: Point) -> bool:
    """Return whether an interval is drawn at a point: only around what was observed.

    >>> has_interval(Point(label="2013", observed=5, low=1.6, high=11.7))
    True
    """
    return bool(_interval(point))


def text_width(text: str, size: float = _SIZE, *, is_bold: bool = False) -> float:
    """Return about how wide a text is; rather too wide than too narrow.

    >>> text_width("2013") < 32 < text_width("1.000.000")
    True
    """
    return sum(map(_letter_width, text)) * size + len(text) * size * _BOLD * is_bold


def _letter_width(letter: str) -> float:
    if letter in _THIN:
        return _THIN_LETTER
    return 1 if east_asian_width(letter) in "WF" else _LETTER


def wrapped(text: str, width: float, size: float = _SIZE, most: int = 3) -> tuple[str, ...]:
    """Return a text in lines of about a width; what does not fit in the most lines is cut.

    >>> wrapped("et to tre", 40)
    ('et to', 'tre')
    """
    lines = wrap(text, max(1, int(width / size / _LETTER)), max_lines=most, placeholder=" …")
    return tuple(lines)


@attrs.frozen(kw_only=True)
class _Sheet:
    """The sheet that a chart is drawn on: what is where, for one chart.

    Args:
        chart: the chart.
        top: the height of the best, or of the highest, value.
        bottom: the height of the worst or lowest one.
        left: where the first column starts.
        lowest, highest: the values that stand at the bottom and at the top.
    """

    chart: Chart
    notice: tuple[str, ...] = attrs.field(converter=as_tuple)
    top: float
    bottom: float
    left: float
    lowest: Fraction
    highest: Fraction

    @classmethod
    def of(cls, chart: Chart) -> "_Sheet":
        notice = wrapped(chart.notice, WIDTH - 16)
        top = _notice_height(notice) + _TOP
        if chart.steps:
            left = max(map(len, chart.steps)) * _AXIS * _LETTER + 2 * _GAP
            bottom = top + _PLOT + 2 * LINE
            lowest, highest = Fraction(1, 2), Fraction(len(chart.steps)) + Fraction(1, 2)
        else:
            left, bottom = _MARGIN, top + _PLOT
            lowest, highest = _bounds(chart.points)
        return cls(
            chart=chart,
            notice=notice,
            top=top,
            bottom=bottom,
            left=min(left, _WIDEST_MARGIN),
            lowest=lowest,
            highest=highest,
        )

    def drawing(self) -> Drawing:
        points = self.chart.points
        rules, axis = self._steps() if self.chart.steps else self._scale()
        observed = [(i, point.observed) for i, point in enumerate(points)]
        seen = [self._spots(run) for run in _runs(observed)]
        nothing = None
        if not seen and self.chart.nothing:
            middle = (self.left + WIDTH - _RIGHT) / 2
            nothing = Label(text=self.chart.nothing, x=middle, y=self.bottom - self._room())
        promised, squares = self._promise()
        numbers = ((), ()) if self.chart.steps else self._numbers()
        return Drawing(
            height=self.bottom + _BELOW + 8 + (0 if self.chart.steps else 2 * LINE),
            notice=self.notice,
            notice_height=_notice_height(self.notice),
            rules=rules,
            zero=None if self.chart.steps else self._y(0),
            start=self.left if self.chart.steps else 0,
            axis=axis,
            periods=self._line([point.label for point in points], self.bottom + _BELOW),
            observed_texts=numbers[0],
            promised_texts=numbers[1],
            nothing=nothing,
            promise=promised,
            squares=squares,
            whiskers=tuple(self._whiskers()),
            lines=tuple(run for run in seen if len(run) > 1),
            dots=tuple(spot for run in seen for spot in run),
        )

    @property
    def _column(self) -> float:
        return (WIDTH - _RIGHT - self.left) / max(1, len(self.chart.points))

    def _x(self, index: float) -> float:
        return _rounded(self.left + (index + 0.5) * self._column)

    def _y(self, value: Exact | float) -> float:
        part = (Fraction(value) - self.lowest) / (self.highest - self.lowest)
        return _rounded(self.bottom - float(part) * (self.bottom - self.top))

    def _spots(self, run: Iterable[tuple[int, Exact]]) -> tuple[Spot, ...]:
        return tuple((self._x(index), self._y(value)) for index, value in run)

    def _scale(self) -> tuple[tuple[float, ...], tuple[Label, ...]]:
        """Return the lines for the highest and the lowest value, with what the language calls them.

        No other value has a line: how a number is written is known only for those of the chart.
        """
        named: list[tuple[Exact, str]] = []
        for point in self.chart.points:
            if point.observed is not None:
                named.append((point.observed, point.observed_text))
            if point.promised is not None:
                named.append((point.promised, point.promised_text))
        ends: dict[float, str] = {self._y(0): "0"}
        for value, text in (max(named), min(named)) if named else ():
            if all(abs(self._y(value) - other) >= LINE for other in ends):
                ends[self._y(value)] = text
        axis = [
            Label(text=text, x=0, y=y - 3)
            for y, text in ends.items()
            if text_width(text, _AXIS) <= self.left + self._column / 2 - 2 * _GAP
        ]
        return tuple(ends)[1:], tuple(axis)

    def _steps(self) -> tuple[tuple[float, ...], tuple[Label, ...]]:
        """Return a line for each category, with its name, as far as there is room."""
        heights = [self._y(index) for index, _ in enumerate(self.chart.steps, 1)]
        axis = []
        for y, step in zip(heights, self.chart.steps, strict=True):
            lines = wrapped(step, self.left - _GAP, _AXIS, most=2)
            above = 4 - (len(lines) - 1) * LINE * 0.4
            axis += [
                Label(text=line, x=0, y=_rounded(y + above + number * LINE * 0.8))
                for number, line in enumerate(lines)
            ]
        return tuple(heights), tuple(axis)

    def _room(self) -> float:
        """Return how high above the bottom a text is on no line of the axis."""
        if not self.chart.steps:
            return 10
        return _rounded((self.bottom - self.top) / len(self.chart.steps) - 4)

    def _promise(self) -> tuple[tuple[tuple[Spot, ...], ...], tuple[Spot, ...]]:
        """Return the paths of what is promised, from the baseline on, and the squares on them."""
        points, baseline = self.chart.points, self.chart.baseline
        promised = [(i, point.promised) for i, point in enumerate(points)]
        squares = self._spots((i, value) for i, value in promised if value is not None)
        if baseline is not None and promised[baseline][1] is None:
            promised[baseline] = (baseline, points[baseline].observed)
        paths: list[tuple[Spot, ...]] = []
        for run in _runs(promised):
            path: list[Spot] = []
            for index, value in run:
                starts = index if index == baseline else index - 0.5
                path += [(self._x(starts), self._y(value)), (self._x(index + 0.5), self._y(value))]
            if len(run) > 1 or run[0][0] != baseline:
                paths.append(tuple(path))
        return tuple(paths), squares

    def _whiskers(self) -> Iterator[tuple[Spot, Spot]]:
        for index, point in enumerate(self.chart.points):
            if has_interval(point):
                ends = _interval(point)
                x = self._x(index)
                yield (x, self._y(ends[0])), (x, self._y(ends[1]))

    def _numbers(self) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
        """Return the two lines of values below the periods; a dash where nothing was observed."""
        points = self.chart.points
        observed = [_NOTHING if point.observed is None else point.observed_text for point in points]
        promised = ["" if point.promised is None else point.promised_text for point in points]
        first = self.bottom + _BELOW + LINE + 2
        return self._line(observed, first, is_bold=True), self._line(promised, first + LINE)

    def _line(self, texts: Sequence[str], y: float, *, is_bold: bool = False) -> tuple[Label, ...]:
        """Return texts below each other's columns; smaller, or not all, where there is no room."""

        def width(text: str, size: float) -> float:
            return text_width(text, size, is_bold=is_bold)

        is_small = any(width(text, _SIZE) + _GAP > self._column for text in texts)
        size = _SMALL if is_small else _SIZE
        texts = [_cut(text, size) for text in texts]
        widest = max((width(text, size) for text in texts), default=0)
        every = max(1, -int(-(widest + _GAP / 2) // self._column))
        labels: list[Label] = []
        free: float = WIDTH
        # From the last one, which always stands there: it is what the report is about.
        for index, text in list(enumerate(texts))[::-1]:
            half = width(text, size) / 2
            x = max(_SIGN + half, min(self._x(index), WIDTH - half))
            if text and (len(texts) - 1 - index) % every == 0 and x + half <= free:
                labels.append(Label(text=text, x=_rounded(x), y=y, is_small=is_small))
                free = x - half - _GAP / 2
        return tuple(labels[::-1])


def _cut(text: str, size: float) -> str:
    """Return a text that is no wider than the half of the picture; whole in what is told of it."""
    most = int(WIDTH / 2 / size / (_LETTER + _BOLD))
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _bounds(points: Iterable[Point]) -> tuple[Fraction, Fraction]:
    """Return the lowest and the highest value of a scale of numbers, which always shows zero."""
    values = {Fraction(0)}
    for point in points:
        values |= {Fraction(v) for v in (point.observed, point.promised) if v is not None}
        values |= {Fraction(end) for end in _interval(point)}
    lowest, highest = min(values), max(values)
    return lowest, highest if highest > lowest else lowest + 1


def _interval(point: Point) -> tuple[float, ...]:
    """Return the ends of an interval; nothing where one of them is not known or has no place."""
    if point.observed is None or point.low is None or point.high is None:
        return ()
    return (point.low, point.high) if isfinite(point.low) and isfinite(point.high) else ()


def _runs(values: Iterable[tuple[int, Exact | None]]) -> list[list[tuple[int, Exact]]]:
    """Return what follows each other without a gap."""
    known = [(index, value) for index, value in values if value is not None]
    runs = [known[:1]] if known else []
    for (before, _), each in pairwise(known):
        if each[0] == before + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _notice_height(notice: Sequence[str]) -> float:
    return len(notice) * LINE + 8 if notice else 0


def _rounded(number: float) -> float:
    return round(number, 1)
