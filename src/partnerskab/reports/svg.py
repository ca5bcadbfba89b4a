"""A chart as svg: the same picture within the page and alone."""

from collections.abc import Sequence

from partnerskab.reports.chart import Chart
from partnerskab.reports.drawing import LINE, WIDTH, draw, has_interval, wrapped
from partnerskab.reports.templates import environment, source

_TITLE_SIZE = 14
_SIGN = 36


def to_svg(chart: Chart) -> str:
    """Return a chart as an svg file of its own, for a notebook or a file.

    Args:
        chart: the chart.

    Raises:
        MissingExtraError: where jinja2 is not installed.

    >>> from partnerskab.reports.chart import Point
    >>> chart = Chart(
    ...     id="burglary", title="Burglary", finding="2013: 71.", promised_name="ceiling",
    ...     observed_name="reports", points=[Point(label="2013", observed=71, observed_text="71")])
    >>> to_svg(chart).partition(" ")[0]
    '<svg'
    """
    drawing = draw(chart)
    title = wrapped(chart.title, WIDTH, _TITLE_SIZE)
    key = [(kind, wrapped(name, WIDTH - _SIGN)) for kind, name in key_of((chart,))]
    above = LINE * (len(title) + bool(chart.unit)) + 8
    return (
        environment()
        .get_template("alone.svg.jinja")
        .render(
            chart=chart,
            drawing=drawing,
            title=title,
            key=key,
            above=above,
            height=above + drawing.height + sum(LINE * len(lines) + 4 for _, lines in key) + 20,
            width=WIDTH,
            style=style_of_charts(),
        )
    )


def style_of_charts() -> str:
    """Return the style of all charts, for whoever puts one into a page."""
    return source("chart.css")


def key_of(charts: Sequence[Chart]) -> tuple[tuple[str, str], ...]:
    """Return the signs of charts with what they stand for.

    Args:
        charts: charts that share a key; where they name one sign differently, all names stand.

    Returns:
        Pairs of `observed`, `promised` or `interval` and a name; a sign without a name is left out.
    """
    kinds = {
        "observed": [chart.observed_name for chart in charts],
        "promised": [chart.promised_name for chart in charts],
        "interval": [
            chart.interval_name for chart in charts if any(map(has_interval, chart.points))
        ],
    }
    named = (
        (kind, " / ".join(filter(None, dict.fromkeys(names)))) for kind, names in kinds.items()
    )
    return tuple((kind, name) for kind, name in named if name)
