"""The outlook: will the last milestone be reached? Named methods, thresholds in sight."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from partnerskab.agreement.targets import Target
from partnerskab.assessment.verdicts import Assessment, Outcome, Verdict
from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, exact
from partnerskab.values.names import Choice
from partnerskab.values.periods import Period


class Method(Choice):
    """How the outlook is found.

    `ladder` looks at the latest agreed milestone; `linear` draws a straight line from the baseline
    through the latest figure; `compound` compares the yearly growth rate so far with the one that
    the last milestone needs (the usual progress ratio of growth-rate dashboards).
    """

    LADDER = "ladder"
    LINEAR = "linear"
    COMPOUND = "compound"


class Prospect(Choice):
    """What the outlook says."""

    ON_TRACK = "on-track"
    WITHIN_REACH = "within-reach"
    OFF_TRACK = "off-track"


@attrs.frozen(kw_only=True)
class OutlookRules:
    """From which share of the needed change on a target counts as on track or within reach.

    Args:
        on_track: at or above this ratio of change so far to change needed so far.
        within_reach: at or above this one; below it a target is off track.
    """

    on_track: Exact = attrs.field(default=Fraction(95, 100), converter=exact)
    within_reach: Exact = attrs.field(default=Fraction(60, 100), converter=exact)

    def __attrs_post_init__(self) -> None:
        if not 0 < self.within_reach <= self.on_track:
            raise InvalidValueError(
                "thresholds that cannot stand together",
                expected="within_reach above zero and not above on_track",
                came=f"within_reach {self.within_reach}, on_track {self.on_track}",
                path=("within_reach",),
            )


@attrs.frozen(kw_only=True)
class Outlook:
    """What one method says of one target.

    Args:
        period: the period of the figure that it rests on.
        ratio: change so far, over the change needed by then; None for the ladder.
        contradicts: whether it says on track where the agreed milestone is missed, or off track
            where it is met.
    """

    target: str
    method: Method
    period: Period
    prospect: Prospect
    ratio: Fraction | None
    contradicts: bool


def outlooks(assessment: Assessment, rules: OutlookRules | None = None) -> tuple[Outlook, ...]:
    """Return the outlook of every target with a number to reach, by every method.

    A target has none before its first figure, nor when its last milestone is due.

    Args:
        assessment: where things stand.
        rules: the thresholds; None for 0.95 and 0.60.
    """
    rules = rules or OutlookRules()
    found: list[Outlook] = []
    for target in assessment.agreement.targets:
        verdicts = (each for each in assessment.verdicts if each.target == target.id)
        decided = [verdict for verdict in verdicts if _counts(verdict)]
        last = target.rule.milestones()[-1]
        if decided and assessment.as_of <= last.period.last_day:
            found.extend(_of_target(target, decided[-1], rules))
    return tuple(found)


def _counts(verdict: Verdict) -> bool:
    return verdict.outcome in (Outcome.MET, Outcome.NOT_MET) and verdict.change is not None


def _of_target(target: Target, latest: Verdict, rules: OutlookRules) -> Iterator[Outlook]:
    met = latest.outcome is Outcome.MET
    yield Outlook(
        target=target.id,
        method=Method.LADDER,
        period=latest.period,
        prospect=Prospect.ON_TRACK if met else Prospect.OFF_TRACK,
        ratio=None,
        contradicts=False,
    )
    baseline, end = target.rule.baseline, target.rule.milestones()[-1]
    base = baseline.value if baseline else None
    value, limit = latest.evidence.value, end.limit
    if baseline is None or isinstance(base, str | None):
        return
    if isinstance(value, str | None) or isinstance(limit, str | None) or limit == base:
        return
    so_far, in_all = (_months(baseline.period, each) for each in (latest.period, end.period))
    ratios = {Method.LINEAR: Fraction(value - base) / (limit - base) * in_all / so_far}
    if base and value and limit:
        ratios[Method.COMPOUND] = _growth_ratio(base, value, limit, so_far, in_all)
    for method, ratio in ratios.items():
        prospect = _prospect(ratio, rules)
        contradicts = prospect is (Prospect.OFF_TRACK if met else Prospect.ON_TRACK)
        yield Outlook(
            target=target.id,
            method=method,
            period=latest.period,
            prospect=prospect,
            ratio=ratio,
            contradicts=contradicts,
        )


def _growth_ratio(base: Exact, value: Exact, limit: Exact, so_far: int, in_all: int) -> Fraction:
    """Return the yearly growth so far over the yearly growth needed, to four decimals."""
    actual = float(Fraction(value) / base) ** (12 / so_far) - 1
    needed = float(Fraction(limit) / base) ** (12 / in_all) - 1
    return Fraction(round(actual / needed * 10_000), 10_000)


def _prospect(ratio: Fraction, rules: OutlookRules) -> Prospect:
    if ratio >= rules.on_track:
        return Prospect.ON_TRACK
    return Prospect.WITHIN_REACH if ratio >= rules.within_reach else Prospect.OFF_TRACK


def _months(start: Period, end: Period) -> int:
    return (end.year - start.year) * 12 + end.month - start.month
