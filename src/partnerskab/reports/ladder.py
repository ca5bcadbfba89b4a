"""From a target and its verdicts to the chart of its ladder."""

from partnerskab.agreement.rules import Hold
from partnerskab.agreement.targets import Target
from partnerskab.assessment.statistics import count_interval, is_count
from partnerskab.assessment.verdicts import Assessment, Outcome, Verdict
from partnerskab.errors import InvalidValueError
from partnerskab.reports.chart import Chart, Point
from partnerskab.values.amounts import UNITS
from partnerskab.values.exact import Exact
from partnerskab.values.names import did_you_mean
from partnerskab.values.scales import OrdinalScale, Value
from partnerskab.wording.agreements import NOTHING, value_text
from partnerskab.wording.verdicts import actual_text, outcome_text
from partnerskab.words import say


def ladder_chart(assessment: Assessment, indicator: str, language: str = "en") -> Chart:
    """Return the chart of the target on an indicator; a notebook shows it.

    Args:
        assessment: where things stand.
        indicator: the id of an indicator, or of a target where several are on the same indicator.
        language: the language of its words.

    Returns:
        Years from left to right, with what was promised and what was counted, in the unit of the
        indicator, and the exact 95 % interval of each count if counts are Poisson.

    Raises:
        InvalidValueError: where no target is on such an indicator, or several are.

    >>> from datetime import date
    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> status = partnerskab.assess(amager, as_of=date(2014, 6, 1))
    >>> chart = ladder_chart(status, "burglary")
    >>> chart.title, [point.promised_text for point in chart.points]
    ('Burglary', ['', '69', '65', '62', '58'])
    """
    targets = assessment.targets
    found = [each for each in targets if each.id == indicator]
    found = found or [each for each in targets if each.rule.indicator == indicator]
    if len(found) != 1:
        known = [each.id for each in found or targets]
        raise InvalidValueError(
            "several targets are on this indicator" if found else "no target is on this indicator",
            expected=f"the id of a target: {', '.join(known) or 'there is none'}",
            came=repr(indicator),
            remedy=did_you_mean(indicator, known),
        )
    return chart_of(assessment, found[0], language)


def chart_of(assessment: Assessment, target: Target, language: str) -> Chart:
    """Return the chart of a target, from its baseline to its last period."""
    rule, agreement = target.rule, assessment.version_with(target.id)
    indicator = agreement.indicator(rule.indicator)
    scale = rule.scale if isinstance(rule, Hold) else None
    points = [
        _point(target, verdict, language, counts=indicator.counts_events)
        for period in assessment.periods
        if (verdict := assessment.find(target.id, period)) is not None
    ]
    base = rule.baseline
    starts = base is not None and base.value is not None
    if base is not None and base.value is not None:
        value = base.value
        start = Point(
            label=str(base.period),
            observed=_height(value, scale),
            observed_text=value_text(rule, value, language),
        )
        points = [start, *points]
    unit = UNITS[indicator.unit].label.text(language) if indicator.unit else ""
    seen = any(each.observed is not None for each in points[starts:])
    return Chart(
        id=f"chart-{target.id}",
        title=indicator.label.text(language),
        finding=_finding(assessment, target, language),
        unit=unit,
        baseline=0 if starts else None,
        points=points,
        promised_name=say("chart.promised", language),
        observed_name=say("chart.observed", language),
        interval_name=say("chart.interval", language)
        if any(each.low is not None for each in points)
        else "",
        notice=say("chart.invented", language) if seen and assessment.illustrative else "",
        nothing=say("outcome.no-data", language),
        steps=[each.label.text(language) for each in scale.best_to_worst] if scale else [],
    )


def _point(target: Target, verdict: Verdict, language: str, *, counts: bool) -> Point:
    rule, milestone, value = target.rule, verdict.milestone, verdict.evidence.value
    scale = rule.scale if isinstance(rule, Hold) else None
    limit = milestone.limit if milestone else None
    interval = count_interval(value) if counts and is_count(value) else None
    return Point(
        label=str(verdict.period),
        promised=_height(limit, scale),
        promised_text=value_text(rule, limit, language),
        observed=_height(value, scale),
        observed_text=value_text(rule, value, language),
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def _height(value: Value | None, scale: OrdinalScale | None) -> Exact | None:
    """Return where a value stands; a category stands at its position."""
    if isinstance(value, str):
        return None if scale is None else scale.position(value)
    return value


def _finding(assessment: Assessment, target: Target, language: str) -> str:
    """Return what the chart shows, for who does not see it."""
    rule = target.rule
    said: list[str] = []
    if rule.baseline is not None and rule.baseline.value is not None:
        value = value_text(rule, rule.baseline.value, language)
        said.append(say("chart.value", language, period=rule.baseline.period, value=value))
    said += [
        year_text(target, verdict, language)
        for period in assessment.periods
        if (verdict := assessment.find(target.id, period)) is not None
    ]
    return " ".join(filter(None, said))


def year_text(target: Target, verdict: Verdict, language: str) -> str:
    """Return one year in words: what was counted, what was agreed, what is said of it.

    "" where there is nothing to say, since nothing is due and nothing counted.
    """
    actual, limit = actual_text(target, verdict, language), _agreed(target, verdict, language)
    period = verdict.period
    if verdict.outcome is Outcome.NOT_DUE:
        if actual != NOTHING:
            return say("chart.value", language, period=period, value=actual)
        return say("chart.ahead", language, period=period, limit=limit) if limit else ""
    return say(
        "chart.year" if limit else "chart.year_without",
        language,
        period=period,
        value=actual,
        limit=limit,
        outcome=outcome_text(target, verdict, language),
    )


def _agreed(target: Target, verdict: Verdict, language: str) -> str:
    """Return what was agreed, such as `at most 69`; "" for nothing in this period."""
    milestone = verdict.milestone
    if milestone is None or milestone.limit is None:
        return ""
    value = value_text(target.rule, milestone.limit, language)
    if milestone.sense is None:
        return say("text.hold_target", language, category=value)
    return say(f"sense.{milestone.sense}", language, limit=value)
