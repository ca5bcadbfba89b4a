"""Which period a status report gives figures for."""

from partnerskab.assessment.verdicts import Assessment
from partnerskab.values.periods import Period


def reported_period(assessment: Assessment) -> Period | None:
    """Return the latest period that had ended and in which something was due.

    A period is due the day after it ends. Of two that end on the same day, such as a year and the
    four years of a term, the shorter one is the latest.

    Args:
        assessment: where things stood on a day.

    Returns:
        The period; None where nothing was due yet.

    >>> from datetime import date
    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> str(reported_period(partnerskab.assess(amager, as_of=date(2014, 5, 20))))
    '2013'
    """
    ended = [each for each in assessment.periods if each.last_day < assessment.as_of]
    return max(ended, key=lambda period: (period.last_day, period.first_day), default=None)
