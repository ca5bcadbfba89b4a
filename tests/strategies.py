"""What the property tests draw: exact numbers, roundings, ladders and observations."""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from partnerskab.agreement.ladders import Criterion, PercentOfBaseline
from partnerskab.observations.observation import Observation, Status
from partnerskab.values.exact import Exact, RoundingMode, exact
from partnerskab.values.rounding import Basis, Rounding
from tests.samples import NEED, ladder

modes = st.sampled_from(RoundingMode)
steps: st.SearchStrategy[Exact] = st.sampled_from(
    [1, 2, 5, 10, 100_000, Fraction(1, 10), Fraction(1, 4), Fraction(3, 2), Fraction(1, 3)]
)
whole = st.integers(-(10**6), 10**6) | st.integers(-(10**40), 10**40)
ties: st.SearchStrategy[Exact] = whole.map(lambda number: Fraction(2 * number + 1, 2))
exact_numbers: st.SearchStrategy[Exact] = (
    whole | ties | st.fractions(-(10**6), 10**6, max_denominator=10**4).map(exact)
)
factors: st.SearchStrategy[Exact] = st.fractions(-3, 3, max_denominator=1000).map(exact)
counts = st.integers(0, 500)
categories = st.sampled_from([category.id for category in NEED.best_to_worst])
criteria = st.sampled_from(Criterion)
days = st.dates(date(2014, 1, 1), date(2018, 12, 31))
percentages = st.integers(1, 200).map(lambda halves: exact(Fraction(halves, 2)))


@st.composite
def roundings(draw: st.DrawFn) -> Rounding:
    """Draw a rounding of any mode and step."""
    return Rounding(mode=draw(modes), step=draw(steps), basis=draw(st.sampled_from(Basis)))


@st.composite
def ladders(draw: st.DrawFn, *, falling: bool | None = None) -> PercentOfBaseline:
    """Draw a ladder without printed values that falls, rises, or does either."""
    falls = draw(st.booleans()) if falling is None else falling
    climbed = sorted(draw(st.lists(percentages, min_size=1, max_size=5)))
    percent = [-each if falls else each for each in climbed]
    return ladder(
        periods=range(2013, 2013 + len(percent)),
        percent=percent,
        baseline=draw(st.integers(1, 10**6)),
        printed=None,
        rounding=draw(roundings()),
        criterion=draw(criteria),
    )


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    """Draw an observation of the reports in the town, in 2012 or 2013, of any vintage and kind."""
    status = draw(st.sampled_from(Status))
    dates = st.none() | st.sampled_from([date(2014, 2, 1), date(2014, 6, 1), date(2015, 2, 1)])
    return Observation(
        indicator="reports",
        area="town",
        period=draw(st.sampled_from([2012, 2013, 2013])),
        value=None if status is Status.SUPPRESSED else draw(st.sampled_from([5, 69, 70, 77])),
        status=status,
        published=draw(dates),
        retrieved=draw(dates),
        source=draw(st.sampled_from(["", "register"])),
    )
