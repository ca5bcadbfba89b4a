"""What chance leaves of promises and verdicts, in plain sentences; loads scipy."""

from collections.abc import Iterable, Iterator

from partnerskab.agreement.agreement import Agreement
from partnerskab.assessment.realism import Unjudged, realism, unjudged
from partnerskab.assessment.uncertainty import expected_by_luck, uncertainties
from partnerskab.assessment.verdicts import Assessment
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.screen.layout import hanging
from partnerskab.values.exact import plain_text
from partnerskab.words import say
from partnerskab.words.locale import number_text


def realism_text(agreement: Agreement, history: ObservationSet | None, language: str) -> str:
    """Return a sentence for each milestone of a draft, and the assumption once."""
    lines = [say("chance.realism_title", language, agreement=agreement.label.text(language))]
    if history is not None and history.has_illustrative:
        lines.append(say("text.illustrative", language))
    lines.append("")
    start = len(lines)
    for each in realism(agreement, history):
        label = agreement.indicator(agreement.target(each.target).rule.indicator).label
        sentence = say(
            "chance.realism" if each.rank is None else "chance.realism_several",
            language,
            indicator=label.text(language),
            period=each.period,
            limit=number_text(each.limit, language),
            luck=_of_100(each.luck, language),
            success=_of_100(each.success, language),
            years=len(each.baseline),
        )
        if each.documented is not None:
            sentence += " " + say("chance.documented", language, count=each.documented)
        if each.rank is not None:
            place = "highest" if each.rank.position == 1 else "rank"
            sentence += " " + say(
                f"chance.{place}",
                language,
                baseline=each.baseline[-1],
                rank=each.rank.position,
                years=each.rank.of,
            )
        lines += hanging(sentence)
    if said := len(lines) > start:
        lines.append("")
    left_out = unjudged(agreement)
    if left_out:
        lines += [say("chance.unjudged", language), *_left_out(agreement, left_out, language), ""]
    if said:
        lines.append(say("chance.assumption", language))
    elif not left_out:
        lines.append(say("chance.no_numbers", language))
    return "\n".join(lines).rstrip() + "\n"


def _left_out(
    agreement: Agreement, targets: Iterable[tuple[str, Unjudged]], language: str
) -> Iterator[str]:
    for id, why in targets:
        label = agreement.indicator(agreement.target(id).rule.indicator).label
        yield from hanging(f"{label.text(language)}: {say(f'unjudged.{why}', language)}")


def uncertainty_text(assessment: Assessment, language: str) -> str:
    """Return a line for each verdict on a count, and a shared sentence on luck."""
    found = uncertainties(assessment)
    if not found:
        return say("nothing.uncertainty", language) + "\n"
    lines = [say("text.illustrative", language), ""] if assessment.illustrative else []
    for period in sorted({each.period for each in found}):
        of_period = [each for each in found if each.period == period]
        lines.append(str(period))
        for each in of_period:
            agreement = assessment.version_with(each.target_id)
            label = agreement.indicator(agreement.target(each.target_id).rule.indicator).label
            lines += hanging(
                say(
                    "chance.verdict",
                    language,
                    indicator=label.text(language),
                    count=each.count,
                    change=say(f"change.{each.change}", language),
                    promise=say(f"promise.{each.target}", language),
                )
            )
        luck = number_text(expected_by_luck(of_period), language)
        sentence = say("chance.luck", language, expected=luck, count=len(of_period))
        lines += ["", *hanging(sentence), ""]
    return "\n".join([*lines, say("chance.assumption", language)]) + "\n"


def _of_100(chance: float, language: str) -> str:
    """Return how often of 100 times; what is rare, or nearly sure, is neither never nor always."""
    times = round(chance * 100)
    if times in (0, 100):
        return say("chance.hardly" if times == 0 else "chance.nearly", language)
    return plain_text(times)
