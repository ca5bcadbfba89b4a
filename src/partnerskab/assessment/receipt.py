"""The receipt of a verdict: everything that it rests on, in lines that stay the same."""

from collections.abc import Iterator, Mapping

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import ids_named
from partnerskab.agreement.ladders import PercentOfBaseline, PointsFromBaseline
from partnerskab.agreement.rule import Baseline, Milestone
from partnerskab.agreement.rules import Hold, Qualitative
from partnerskab.agreement.targets import Target
from partnerskab.assessment.verdicts import Assessment, Verdict
from partnerskab.observations.observation import Observation
from partnerskab.values.exact import Exact, plain_text, to_places
from partnerskab.values.periods import Period
from partnerskab.values.scales import Value

Line = tuple[str, str]


def receipt(
    assessment: Assessment, target: str, period: Period, made_from: Mapping[str, str]
) -> tuple[Line, ...]:
    """Return what a verdict rests on, as pairs of a name and a text.

    Args:
        assessment: the assessment that gave the verdict.
        target: the id of the target.
        period: the period.
        made_from: what it was made from and with: names of files with their hashes, the version of
            the library.

    Raises:
        KeyError: where the assessment has no such verdict.
    """
    verdict = assessment.verdict(target, period)
    version = assessment.version_of(verdict)
    part = version.target(target)
    lines = [
        ("verdict", str(verdict.outcome)),
        ("as of", assessment.as_of.isoformat()),
        ("target", target),
        ("indicator", verdict.indicator),
        ("area", verdict.area),
        ("period", str(period)),
        *_version(assessment, verdict),
        *_promise(part, verdict.milestone),
        *_reckoned(version, verdict.indicator),
        *_figures(verdict),
        *_circumstances(version, verdict),
        *made_from.items(),
    ]
    return tuple(lines)


def _version(assessment: Assessment, verdict: Verdict) -> Iterator[Line]:
    """Say which version of the agreement decides, and which amendments bear on the verdict."""
    if verdict.version is None:
        yield "version", "as signed"
    else:
        yield "version", f"in force from {verdict.version}"
    for amendment in assessment.amendments:
        if amendment.id in verdict.amendments:
            decided = f"decided {amendment.decided} by {amendment.by}"
            yield "amendment", f"{amendment.id}: {amendment.why.text('en')}"
            yield "decision", f"{decided}, counts from {amendment.start}; {amendment.citation}"


def _promise(target: Target, milestone: Milestone | None) -> Iterator[Line]:
    rule = target.rule
    yield "rule", rule.kind
    if rule.baseline is not None:
        yield "baseline", _baseline(rule.baseline)
    if milestone is None:
        yield "due", "nothing in this period"
        return
    if isinstance(rule, PointsFromBaseline):
        yield "points", _text(milestone.points)
        yield "final level", _text(milestone.printed)
    if isinstance(rule, Hold):
        yield "held", str(rule.held)
    if isinstance(rule, Qualitative):
        yield "judged by", ", ".join(rule.judged_by)
    if isinstance(rule, PercentOfBaseline):
        yield "steps", str(rule.steps)
        step = plain_text(rule.rounding.step)
        yield "percent", _text(milestone.percent)
        yield "exact value", _text(milestone.exact)
        yield "rounding", f"{rule.rounding.mode}, step {step}, {rule.rounding.basis}"
        yield "rounded", _text(milestone.rounded)
        yield "printed", _text(milestone.printed)
        yield "reconciliation", str(milestone.reconciliation or "none")
        yield "criterion", str(rule.criterion)
    sense = f"{milestone.sense} " if milestone.sense and milestone.limit is not None else ""
    yield "decides", f"{sense}{_text(milestone.limit)}"
    yield "citation", str(target.cite(milestone))


def _baseline(baseline: Baseline) -> str:
    text = f"{_text(baseline.value)} in {baseline.period}"
    if baseline.statistic is None:
        return text
    made_of = ", ".join(plain_text(each) for each in baseline.values) or "numbers not printed"
    return f"{text}, the {baseline.statistic} of {made_of}"


def _reckoned(agreement: Agreement, indicator: str) -> Iterator[Line]:
    """Give how a derived value is reckoned, down to what is published."""
    derivation = agreement.indicator(indicator).derived
    if derivation is None:
        return
    named = [id for _, kind, id in ids_named(derivation) if kind == "indicators"]
    yield "derived", f"{indicator} = {derivation.kind} of {', '.join(dict.fromkeys(named))}"
    for id in dict.fromkeys(named):
        yield from _reckoned(agreement, id)


def _figures(verdict: Verdict) -> Iterator[Line]:
    evidence = verdict.evidence
    yield "observed", _text(evidence.value)
    if evidence.so_far is not None:
        yield "so far", _text(evidence.so_far)
    if verdict.change is not None:
        yield "change", f"{plain_text(to_places(verdict.change, 1))} % from the baseline, to 0.1"
    for number, observation in enumerate(evidence.found, start=1):
        yield f"figure {number}", _figure(observation, verdict.indicator)
    for needed in evidence.missing:
        if evidence.is_derived:
            yield "missing", f"{needed.indicator} for {needed.period}, {needed.area}"
    judgement = verdict.judgement
    if judgement is not None:
        yield "judgement", f"{judgement.outcome}, decided on {judgement.on}"
        yield "judged by", judgement.role.text("en")
        yield "reasons", judgement.text.text("en")
        yield "evidence", judgement.evidence


def _figure(observation: Observation, indicator: str) -> str:
    dates = {"published": observation.published, "retrieved": observation.retrieved}
    said = [f"{name} {day}" for name, day in dates.items() if day is not None] or ["undated"]
    source = observation.source or "the indicator's own source"
    of = "" if observation.indicator == indicator else f"{observation.indicator}: "
    parts = [f"{of}{_text(observation.value)} for {observation.period}, {observation.area}"]
    parts += [str(observation.status), f"from {source}", *said]
    return "; ".join(parts + ([observation.note] if observation.note else []))


def _circumstances(agreement: Agreement, verdict: Verdict) -> Iterator[Line]:
    for caveat in verdict.caveats:
        yield "caveat", str(caveat)
    for question in verdict.questions:
        yield "open question", question
    for each in verdict.by_reading:
        readings = ", ".join(f"{question} = {reading}" for question, reading in each.readings)
        yield "under reading", f"{readings}: {each.outcome}"
    for note in agreement.indicator(verdict.indicator).validity:
        yield "validity", note.text("en")


def _text(value: Value | Exact | None) -> str:
    if value is None:
        return "none"
    return value if isinstance(value, str) else plain_text(value)
