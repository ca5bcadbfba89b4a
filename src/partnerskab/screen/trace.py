"""What became of the figures of an agreement in the signed text, for people."""

from collections.abc import Iterable

from partnerskab.screen.layout import hanging
from partnerskab.trace.expected import Expected
from partnerskab.trace.languages import LANGUAGES
from partnerskab.trace.layout import PREAMBLE
from partnerskab.trace.mentions import Sort
from partnerskab.trace.proof import Cover, Finding, Proof, Standing
from partnerskab.trace.signed_text import Spot
from partnerskab.values.amounts import CURRENCIES, UNITS, Amount
from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact, RoundingMode, scale
from partnerskab.wording.agreements import amount_text
from partnerskab.words import say
from partnerskab.words.locale import number_text, percent_text

_MOST_PLACES = 3


def trace_text(proof: Proof, language: str) -> str:
    """Return the proof for people: the counts, then whatever does not hold.

    Args:
        proof: what became of every figure and number.
        language: one of those of `partnerskab.words`.
    """
    title = say("trace.title", language, agreement=proof.agreement.label.text(language))
    lines = [title, "", *_text_lines(proof, language), "", *_counts(proof, language)]
    lines += _unknown_sections(proof, language)
    groups = (
        ("trace.elsewhere", _figures(proof, Standing.ELSEWHERE, language)),
        ("trace.missing", _figures(proof, Standing.MISSING, language)),
        ("trace.unused", _unused(proof, language)),
        ("trace.uncovered", _uncovered(proof, language)),
    )
    for heading, entries in groups:
        if entries:
            lines += ["", say(heading, language)]
            lines += [line for entry in entries for line in hanging(entry)]
    return "\n".join(lines) + "\n"


def _text_lines(proof: Proof, language: str) -> list[str]:
    """Say whether this is the text that the agreement is of."""
    kept = proof.document.sha256
    name = proof.document.label.text(language)
    if kept == proof.sha256:
        return [say("trace.same_text", language, document=name)]
    found = f"  {say('trace.hash_found', language, sha256=proof.sha256)}"
    if kept is None:
        return [say("trace.no_hash", language, document=name), found]
    lines = [say("trace.another_text", language, document=name)]
    return [*lines, f"  {say('trace.hash_kept', language, sha256=kept)}", found]


def _counts(proof: Proof, language: str) -> list[str]:
    figures = say(
        "trace.figures",
        language,
        found=proof.standing(Standing.FOUND),
        elsewhere=proof.standing(Standing.ELSEWHERE),
        missing=proof.standing(Standing.MISSING),
        not_stated=proof.standing(Standing.NOT_STATED),
    )
    if proof.coverage is None:
        return [*hanging(figures), *hanging(say("trace.no_numbers", language))]
    uncovered = proof.cover(Cover.UNCOVERED)
    # Rounded down, so that only a text without an uncovered number reaches 100 %.
    share = scale(proof.coverage * 100, 1, RoundingMode.DOWN)
    numbers = say(
        "trace.numbers",
        language,
        covered=len(proof.numbers) - uncovered,
        count=len(proof.numbers),
        coverage=percent_text(share, language),
        cited=proof.cover(Cover.CITED),
        left_out=proof.cover(Cover.LEFT_OUT),
        uncovered=uncovered,
    )
    return [*hanging(figures), *hanging(numbers)]


def _figures(proof: Proof, standing: Standing, language: str) -> list[str]:
    key = "trace.found_at" if standing is Standing.ELSEWHERE else "trace.not_found"
    return [
        say(
            key,
            language,
            figure=finding.path,
            value=_value_text(finding.expected, language),
            place=place_text(finding.citation, language),
            places=_places(finding, language),
        )
        for finding in proof.findings
        if finding.standing is standing
    ]


def _places(finding: Finding, language: str) -> str:
    places = [place_text(number.spot, language) for number in finding.numbers]
    shown = places[:_MOST_PLACES]
    if len(places) > len(shown):
        shown.append(say("trace.and_more", language, count=len(places) - len(shown)))
    return "; ".join(shown)


def _unused(proof: Proof, language: str) -> list[str]:
    return [
        say(
            "trace.unused_note",
            language,
            id=unused.note.id,
            number=unused.note.number,
            place=place_text(unused.note.citation, language),
            found=unused.found,
            times=unused.note.times,
        )
        for unused in proof.unused
    ]


def _uncovered(proof: Proof, language: str) -> list[str]:
    return [
        say(
            "trace.uncovered_number",
            language,
            number=covered.number.mention.text,
            place=place_text(covered.number.spot, language),
        )
        for covered in proof.numbers
        if covered.cover is Cover.UNCOVERED
    ]


def _unknown_sections(proof: Proof, language: str) -> list[str]:
    """Name the cited sections that the text does not have: its layout may not be understood."""
    cited = dict.fromkeys(
        finding.citation.section
        for finding in proof.findings
        if finding.standing in (Standing.ELSEWHERE, Standing.MISSING)
    )
    absent = [
        section
        for section in cited
        if not any(each == section or each.startswith(f"{section}.") for each in proof.sections)
    ]
    if not absent:
        return []
    known = [_section(each, language) for each in proof.sections]
    text = say("trace.no_section", language, sections=", ".join(absent), known=", ".join(known))
    return hanging(text)


def _section(name: str, language: str) -> str:
    return say("place.preamble", language) if name == PREAMBLE else name


def _value_text(expected: Expected, language: str) -> str:
    """Return a figure as the language writes it."""
    number = expected.numbers[0] if len(expected.numbers) == 1 else None
    unit = expected.units[-1]
    if Sort.MONTH in expected.sorts:
        return LANGUAGES[language].months[int(expected.numbers[0]) - 1]
    if expected.bound is not None:
        return say("trace.a_year", language, count=expected.shown.partition(" a year")[0])
    if number is None or Sort.NUMBER not in expected.sorts:
        return expected.shown
    if expected.units == ("percent",):
        return percent_text(number, language)
    return _in_unit(number, unit if expected.units == (unit,) else "", language)


def _in_unit(number: Exact, unit: str, language: str) -> str:
    if unit in CURRENCIES:
        return amount_text(Amount(number, unit), language)
    label = f" {UNITS[unit].label.text(language)}" if unit else ""
    return number_text(number, language, grouped=bool(unit)) + label


def place_text(place: Spot | Citation, language: str) -> str:
    """Return a place in words, without its document.

    >>> place_text(Citation(document="text", section="2", item="3"), "da")
    'afsnit 2, punkt 3'
    """
    return ", ".join(_steps(place, language))


def _steps(place: Spot | Citation, language: str) -> Iterable[str]:
    for name in ("section", "item", "table", "row", "column", "page", "line"):
        value = getattr(place, name, None)
        if name == "section" and value == PREAMBLE:
            yield say("place.preamble", language)
        elif value:
            yield say(f"place.{name}", language, name=value)
