"""The chart of a ladder, as data: what was promised, what was counted, and what a reader is told.

The design is one for all charts: years from left to right, the promise as a dashed path with open
squares, the observed values as filled circles with the interval that chance leaves them. Nothing is
told by colour alone.
"""

import attrs

from partnerskab.values.exact import Exact
from partnerskab.values.tuples import as_tuple


@attrs.frozen(kw_only=True)
class Point:
    """What a chart shows at one period.

    Args:
        label: the period, as it is written below the axis.
        promised: the agreed value, such as a ceiling; None where nothing is due.
        observed: the observed value; None where there is none.
        low: from where chance leaves the observed value; None where no interval is known.
        high: to where.
        promised_text: the agreed value as the language writes it; "" for none.
        observed_text: the observed value as the language writes it; "" for none.
    """

    label: str
    promised: Exact | None = None
    observed: Exact | None = None
    low: float | None = None
    high: float | None = None
    promised_text: str = ""
    observed_text: str = ""


@attrs.frozen(kw_only=True)
class Chart:
    """A chart of one target.

    Args:
        id: an ASCII name, its own within the report.
        title: what it shows, such as the name of the indicator.
        finding: what a reader who does not see it is told: every value and what it comes to.
        unit: what the values are numbers of.
        baseline: the index of the point that the promise starts from; None for no baseline.
        points: the periods in order; the baseline's is among them where there is one.
        promised_name: the name of the promised path in the key, such as the word for milestones.
        observed_name: the name of the observed values in the key.
        interval_name: the name of the intervals in the key; "" where there is none.
        notice: what must stand in the picture itself, such as that it shows invented figures; ""
            for nothing.
        nothing: what stands in the picture where no value is observed, such as that there are no
            data; "" for saying it with an empty ladder alone.
        steps: the names of the categories from best to worst where the values are the positions on
            an ordinal scale, 1 for the best, best at the bottom; empty for numbers.

    >>> from datetime import date
    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> seen = partnerskab.read_observations(
    ...     amager, "examples/amager/observations-illustrative.csv")
    >>> status = partnerskab.assess(amager, seen, as_of=date(2014, 5, 31))
    >>> chart = partnerskab.ladder_chart(status, "burglary")
    >>> chart.title, [(point.label, point.observed) for point in chart.points][:2]
    ('Burglary', [('2012', 77), ('2013', 71)])
    """

    id: str
    title: str
    finding: str
    unit: str = ""
    baseline: int | None = None
    points: tuple[Point, ...] = attrs.field(converter=as_tuple)
    promised_name: str
    observed_name: str
    interval_name: str = ""
    notice: str = ""
    nothing: str = ""
    steps: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
