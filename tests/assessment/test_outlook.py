"""The outlook: what each method says, from which thresholds, and where there is none."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.ladders import PercentOfBaseline
from partnerskab.agreement.rule import Baseline, Rule
from partnerskab.assessment.assess import assess
from partnerskab.assessment.outlook import Method, Outlook, OutlookRules, Prospect, outlooks
from partnerskab.errors import Problem
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.values.exact import Exact
from partnerskab.values.periods import Period
from tests.samples import (
    JUDGED,
    agreement,
    amended,
    assessed,
    ceiling,
    hold,
    hold_number,
    ladder,
    refusal,
    seen,
    towards,
)

JUNE = date(2014, 6, 1)


def halved(first: int = -25, **fields: Any) -> PercentOfBaseline:
    """Return a fall from 2,000 to 1,000 in two years."""
    return ladder(periods=[2013, 2014], percent=[first, -50], baseline=2000, printed=None, **fields)


def said(
    signed: Agreement | Rule,
    *figures: Observation,
    as_of: date = JUNE,
    rules: OutlookRules | None = None,
) -> dict[Method, Outlook]:
    """Return what each method says of the only target."""
    found = outlooks(assessed(signed, *figures, as_of=as_of), rules)
    return {each.method: each for each in found}


def test_every_method_speaks() -> None:
    """With 71 burglaries the agreed 69 are missed, and both lines from the baseline look good."""
    whole = assessed(ladder(), seen(71), as_of=JUNE)
    fields: dict[str, Any] = {"target": "reports", "period": Period(2013)}
    assert outlooks(whole) == (
        Outlook(
            method=Method.LADDER,
            prospect=Prospect.OFF_TRACK,
            ratio=None,
            contradicts=False,
            **fields,
        ),
        Outlook(
            method=Method.LINEAR,
            prospect=Prospect.ON_TRACK,
            ratio=Fraction(24, 19),
            contradicts=True,
            **fields,
        ),
        Outlook(
            method=Method.COMPOUND,
            prospect=Prospect.ON_TRACK,
            ratio=Fraction("1.1394"),
            contradicts=True,
            **fields,
        ),
    )


@pytest.mark.parametrize(
    ("value", "ratio", "prospect"),
    [
        (1525, "0.95", Prospect.ON_TRACK),
        (1526, "0.948", Prospect.WITHIN_REACH),
        (1700, "0.6", Prospect.WITHIN_REACH),
        (1701, "0.598", Prospect.OFF_TRACK),
    ],
)
def test_usual_thresholds(value: int, ratio: str, prospect: Prospect) -> None:
    """From 0.95 on a target is on track, from 0.60 on within reach."""
    linear = said(halved(), seen(value))[Method.LINEAR]
    assert (linear.ratio, linear.prospect) == (Fraction(ratio), prospect)


@pytest.mark.parametrize(
    ("value", "prospect"),
    [
        (1600, Prospect.ON_TRACK),
        (1601, Prospect.WITHIN_REACH),
        (1750, Prospect.WITHIN_REACH),
        (1751, Prospect.OFF_TRACK),
    ],
)
def test_thresholds_of_its_own(value: int, prospect: Prospect) -> None:
    """Whoever asks may choose the thresholds."""
    rules = OutlookRules(on_track="0.8", within_reach="1/2")
    assert said(halved(), seen(value), rules=rules)[Method.LINEAR].prospect is prospect


@pytest.mark.parametrize(
    ("value", "first", "prospect", "contradicts"),
    [
        (1500, -25, Prospect.ON_TRACK, False),
        (1501, -25, Prospect.ON_TRACK, True),
        (1600, -20, Prospect.WITHIN_REACH, False),
        (1601, -20, Prospect.WITHIN_REACH, False),
        (1900, -5, Prospect.OFF_TRACK, True),
        (1901, -5, Prospect.OFF_TRACK, False),
    ],
)
def test_contradiction(value: int, first: int, prospect: Prospect, *, contradicts: bool) -> None:
    """On track contradicts a milestone that is missed, and off track one that is met."""
    linear = said(halved(first), seen(value))[Method.LINEAR]
    assert (linear.prospect, linear.contradicts) == (prospect, contradicts)


def test_ladder_never_contradicts_itself() -> None:
    """A milestone that is met is on track, and needs no ratio."""
    assert said(halved(), seen(1500))[Method.LADDER] == Outlook(
        target="reports",
        method=Method.LADDER,
        period=Period(2013),
        prospect=Prospect.ON_TRACK,
        ratio=None,
        contradicts=False,
    )


def test_latest_figure_counts() -> None:
    """The outlook rests on the last year that is decided."""
    figures = seen(69), seen(60, 2014)
    found = said(ladder(), *figures, as_of=date(2015, 6, 1))
    assert {each.period for each in found.values()} == {Period(2014)}
    assert found[Method.LINEAR].ratio == Fraction(34, 19)


def test_growth_is_by_the_year() -> None:
    """After two of four years, a quarter of the fall in each of them is just on the way."""
    rule = ladder(periods=[2014, 2016], percent=[-19, "-34.39"], baseline=10_000, printed=None)
    found = said(rule, seen(8100, 2014), as_of=date(2015, 6, 1))
    assert found[Method.COMPOUND].ratio == 1


def test_months_between_the_years_count() -> None:
    """From a calendar year to the second school year after it there are thirty months."""
    years = [Period(2012, month=7), Period(2013, month=7)]
    rule = attrs.evolve(halved(), periods=years, baseline=Baseline(period=2011, value=2000))
    linear = said(rule, seen(1500, years[0]))[Method.LINEAR]
    assert linear.ratio == Fraction(1, 2) * Fraction(30, 18)


def test_growth_to_nothing_has_no_rate() -> None:
    """Where nothing is left, or shall be, only the straight line is drawn."""
    emptied = ladder(periods=[2013, 2014], percent=[-50, -100], baseline=2000, printed=None)
    without = [Method.LADDER, Method.LINEAR]
    assert list(said(emptied, seen(1000))) == list(said(halved(), seen(0))) == without


def test_nothing_to_reach_beyond_the_baseline() -> None:
    """Where the baseline itself is the limit, no line leads there."""
    assert list(said(hold_number(), seen(41))) == [Method.LADDER]


def test_promise_without_a_number_that_a_person_judged() -> None:
    """A judgement is the ladder's word, and there is no number to draw a line to."""
    rule = attrs.evolve(towards(), periods=[2013, 2014])
    partnership = Partnership(agreement=agreement(rule), judgements=[JUDGED])
    figures = ObservationSet([seen(5, indicator="activations")])
    (only,) = outlooks(assess(partnership, figures, as_of=JUNE))
    assert (only.method, only.prospect) == (Method.LADDER, Prospect.ON_TRACK)


@pytest.mark.parametrize(
    ("later", "methods"),
    [
        (ceiling(70, 65, 60), [Method.LADDER]),
        (ladder(baseline=None), [Method.LADDER]),
        (
            ceiling(70, 65, 60, baseline=Baseline(period=2012, value=0)),
            [Method.LADDER, Method.LINEAR],
        ),
        (
            ceiling(70, 65, 60, baseline=Baseline(period=2012, value=77)),
            [Method.LADDER, Method.LINEAR, Method.COMPOUND],
        ),
    ],
    ids=["no baseline", "not known", "nothing", "a number"],
)
def test_baseline_of_today_is_where_a_line_starts(later: Rule, methods: list[Method]) -> None:
    """A line leads from the baseline that an amendment has left, where it has left one."""
    assert list(said(amended(agreement(ladder()), agreement(later)), seen(69))) == methods


@pytest.mark.parametrize(
    ("rule", "figures"),
    [
        (ladder(), []),
        (ladder(baseline=None), [seen(69)]),
        (ladder(), [seen(69), seen(70, source="another")]),
        (ceiling(70, 60), [seen(69)]),
        (hold(periods=[2013, 2014]), [seen("reduced", indicator="need")]),
        (attrs.evolve(towards(), periods=[2013, 2014]), [seen(5, indicator="activations")]),
        (ladder(), [seen(69, 2014, published=date(2014, 5, 1))]),
    ],
    ids=["no figure", "no baseline", "disputed", "a level", "a category", "not judged", "early"],
)
def test_no_outlook(rule: Rule, figures: list[Observation]) -> None:
    """Without a change from a baseline that is decided there is nothing to go on with."""
    assert said(rule, *figures) == {}


@pytest.mark.parametrize(
    ("as_of", "there"), [(date(2016, 12, 31), True), (date(2017, 1, 1), False)]
)
def test_outlook_ends_with_the_last_milestone(as_of: date, *, there: bool) -> None:
    """On the last day of the last period there is an outlook, and on the day after none."""
    assert bool(said(ladder(), seen(71), as_of=as_of)) is there


def test_every_target_has_its_own() -> None:
    """The figures of one target say nothing of another."""
    signed = agreement(ladder(), ladder(indicator="thefts"))
    figures = seen(69), seen(77, indicator="thefts")
    found = outlooks(assessed(signed, *figures, as_of=JUNE))
    assert [(each.target, each.prospect) for each in found if each.method is Method.LADDER] == [
        ("reports", Prospect.ON_TRACK),
        ("thefts", Prospect.OFF_TRACK),
    ]


@pytest.mark.parametrize(
    ("on_track", "within_reach"), [("0.5", "0.6"), ("0.5", 0), ("0.5", "-0.1")]
)
def test_wrong_thresholds(on_track: Exact | str, within_reach: Exact | str) -> None:
    """Within reach begins above zero, and not after on track."""
    problem = refusal(lambda: OutlookRules(on_track=on_track, within_reach=within_reach))
    assert problem.message == "thresholds that cannot stand together"


def test_what_wrong_thresholds_are_told() -> None:
    """The error says what can stand together, and what came."""
    assert refusal(lambda: OutlookRules(within_reach=1)) == Problem(
        message="thresholds that cannot stand together",
        id="invalid-value",
        path=("within_reach",),
        expected="within_reach above zero and not above on_track",
        came="within_reach 1, on_track 19/20",
    )


def test_one_threshold_for_both() -> None:
    """Nothing need lie between on track and off track."""
    rules = OutlookRules(on_track="0.6", within_reach="0.6")
    assert said(halved(), seen(1700), rules=rules)[Method.LINEAR].prospect is Prospect.ON_TRACK
