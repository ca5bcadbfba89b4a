"""What a verdict says, in words: the value, what was promised, the change, the outcome."""

from collections.abc import Callable, Iterable
from datetime import date

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import Measure
from partnerskab.agreement.ladders import PercentOfBaseline, Steps
from partnerskab.agreement.rule import Milestone, Rule, Sense
from partnerskab.agreement.rules import Held, Hold
from partnerskab.agreement.targets import Objective, Target
from partnerskab.assessment.verdicts import Assessment, Caveat, Outcome, Verdict
from partnerskab.values.exact import Exact, exact, to_places
from partnerskab.wording.agreements import NOTHING, value_text
from partnerskab.words import say
from partnerskab.words.locale import number_text, percent_text

_SIGNS = {Sense.AT_MOST: "≤", Sense.AT_LEAST: "≥", Sense.BELOW: "<"}


def limit_text(rule: Rule, milestone: Milestone, language: str) -> str:
    """Return the number that decides with its sign, such as `≤ 69`; "" for none."""
    if milestone.sense is None or milestone.limit is None:
        return ""
    return f"{_SIGNS[milestone.sense]} {value_text(rule, milestone.limit, language)}"


def actual_text(target: Target, verdict: Verdict, language: str) -> str:
    """Return the observed value, or what there is of it so far; a dash for nothing."""
    so_far = verdict.evidence.so_far
    if so_far is not None:
        return say("text.so_far", language, value=number_text(so_far, language))
    return value_text(target.rule, verdict.evidence.value, language) or NOTHING


def caveat_notes(caveats: Iterable[Caveat], language: str) -> list[str]:
    """Return caveats as notes, in their order; the banner speaks for those of invented figures."""
    known = set(caveats) - {Caveat.ILLUSTRATIVE}
    return [say(f"caveat.{caveat}", language) for caveat in Caveat if caveat in known]


def outcome_text(target: Target, verdict: Verdict, language: str) -> str:
    """Return the outcome; where nothing is due, with the period in which something is, or was."""
    period = verdict.period
    if verdict.outcome is Outcome.NOT_DUE:
        due = target.next_due(period)
        if due is None:
            return say("text.not_after", language, period=target.rule.periods[-1])
        period = due.period
    return say(f"outcome.{verdict.outcome}", language, period=period)


def change_text(agreement: Agreement, target: Target, verdict: Verdict, language: str) -> str:
    """Return the change from the baseline: of a percentage in points, of a number in percent.

    "" where the figures do not compare.
    """
    base, value = target.rule.baseline, verdict.evidence.value
    if not verdict.evidence.is_comparable:
        return ""
    if agreement.indicator(verdict.indicator).measure is not Measure.PERCENTAGE:
        return percent_text(verdict.change, language, places=1, signed=True)
    if base is None or isinstance(base.value, str | None) or isinstance(value, str | None):
        return ""
    return points_change_text(base.value, value, language)


def points_change_text(before: Exact, now: Exact, language: str) -> str:
    """Return the change from one percentage to another, in points and with its sign.

    >>> points_change_text(12, 14, "en").replace(chr(160), " ")
    '+2 points'
    """
    change = to_places(exact(now - before), 1)
    text = points_text(change, language)
    return f"+{text}" if change > 0 else text


def points_text(points: Exact, language: str) -> str:
    """Return a number of points.

    >>> [points_text(points, "en").replace(chr(160), " ") for points in (-1, 0)]
    ['−1 point', '0 points']
    """
    # The plural follows the number, and what is not whole is always several.
    count = abs(int(points)) if points == int(points) else 0
    return say("text.points", language, value=number_text(points, language), count=count)


def amendment_texts(
    assessment: Assessment, language: str, day: Callable[[date], str] = date.isoformat
) -> list[str]:
    """Return the amendments in force: since when, what they are called, and why.

    Args:
        assessment: has the amendments.
        language: the language.
        day: how a day is written.
    """
    return [
        say(
            "text.amendment",
            language,
            start=day(each.start),
            label=each.label.text(language),
            why=each.why.text(language).rstrip("."),
        )
        for each in assessment.amendments
    ]


def targets_of(assessment: Assessment, objective: Objective) -> list[Target]:
    """Return the targets of an objective, also those that an amendment has taken out since."""
    return [target for target in assessment.targets if target.objective == objective.id]


def criteria(assessment: Assessment, objective: Objective, language: str) -> tuple[str, ...]:
    """Say once for an objective what kind of targets it has, and what decides them."""
    targets = targets_of(assessment, objective)
    said = [say(f"kind.{target.rule.kind}", language) for target in targets]
    for target in targets:
        rule = target.rule
        if isinstance(rule, PercentOfBaseline):
            if rule.steps is not Steps.FROM_BASELINE:
                said.append(say(f"steps.{rule.steps}", language))
            said.append(say(f"criterion.{rule.criterion}", language))
        if isinstance(rule, Hold) and rule.held is Held.THROUGHOUT:
            said.append(say(f"held.{rule.held}", language))
        derived = assessment.version_with(target.id).indicator(rule.indicator).derived
        if derived is not None:
            said.append(say(f"derived.{derived.kind}", language))
    return tuple(dict.fromkeys(said))
