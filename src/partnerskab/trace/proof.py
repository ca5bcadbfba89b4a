"""The proof: every figure of an agreement in the signed text, and every number of that text.

Each statement in the text stands for one figure and each figure for one statement; figures that are
the same at the same place, such as a year above six rows, are one. So no number of a text whose
figures are all found can change without a figure that is then not found.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.parts import Document
from partnerskab.errors import InvalidValueError
from partnerskab.trace.expected import Expected
from partnerskab.trace.figures import Figure, figures_of
from partnerskab.trace.grids import cited_tables
from partnerskab.trace.languages import Language
from partnerskab.trace.notes import LeftOut, TraceNotes, expected_at, is_below
from partnerskab.trace.signed_text import Number, SignedText, lies_in
from partnerskab.values.citations import Citation
from partnerskab.values.names import Choice, Label, did_you_mean
from partnerskab.values.tuples import as_tuple


class Standing(Choice):
    """Whether the text states a figure where it is cited."""

    FOUND = "found"
    ELSEWHERE = "found-elsewhere"
    MISSING = "missing"
    NOT_STATED = "not-stated"


class Cover(Choice):
    """What covers a number of the text."""

    CITED = "cited"
    LEFT_OUT = "left-out"
    UNCOVERED = "uncovered"


@attrs.frozen(kw_only=True)
class Finding:
    """What became of one figure.

    Args:
        path: the figure, such as `targets.burglary.printed.2013`.
        expected: what states it.
        citation: where it should stand.
        standing: whether it stands there.
        numbers: the number that states it; of one found elsewhere, every number that could.
        reason: why the text does not state it, where that is declared.
    """

    path: str
    expected: Expected
    citation: Citation
    standing: Standing
    numbers: tuple[Number, ...] = attrs.field(default=(), converter=as_tuple)
    reason: Label | None = None


@attrs.frozen(kw_only=True)
class CoveredNumber:
    """What covers one number of the text.

    Args:
        number: the number and where it stands.
        cover: whether it is cited, left out or neither.
        by: the paths of the figures that it states.
        reason: why it is left out.
    """

    number: Number
    cover: Cover
    by: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    reason: Label | None = None


@attrs.frozen(kw_only=True)
class Unused:
    """A number that is declared as left out, and stands fewer times in the text.

    Args:
        note: what is declared.
        found: how many times the number stands there and no figure takes it.
    """

    note: LeftOut
    found: int


@attrs.frozen(kw_only=True)
class Proof:
    """The figures of an agreement held against a text.

    Args:
        agreement: whose figures they are.
        document: the document that the text is of.
        sha256: the hash of the text, by `text_hash`.
        sections: the sections of the text, in order.
        findings: what became of each figure, in the order of the agreement.
        numbers: what covers each number, in the order of the text.
        unused: what is declared as left out and is not there.

    >>> import partnerskab
    >>> nordby = partnerskab.load("tests/trace/nordby")
    >>> text = partnerskab.read_document("tests/trace/nordby.txt")
    >>> proof = partnerskab.prove(nordby.agreement, text, nordby.trace)
    >>> proof.holds, proof.coverage, len(proof.findings)
    (True, Fraction(1, 1), 39)
    """

    agreement: Agreement
    document: Document
    sha256: str
    sections: tuple[str, ...] = attrs.field(converter=as_tuple)
    findings: tuple[Finding, ...] = attrs.field(converter=as_tuple)
    numbers: tuple[CoveredNumber, ...] = attrs.field(converter=as_tuple)
    unused: tuple[Unused, ...] = attrs.field(converter=as_tuple)

    @property
    def is_another_text(self) -> bool:
        """Whether the agreement keeps the hash of another text."""
        return self.document.sha256 not in (None, self.sha256)

    @property
    def holds(self) -> bool:
        """Whether every figure stands where it is cited, in the very text that was signed."""
        found = all(self.standing(each) == 0 for each in (Standing.ELSEWHERE, Standing.MISSING))
        return found and not self.unused and not self.is_another_text

    @property
    def coverage(self) -> Fraction | None:
        """The share of the numbers that are cited or left out; None of a text without any."""
        if not self.numbers:
            return None
        return 1 - Fraction(self.cover(Cover.UNCOVERED), len(self.numbers))

    def standing(self, standing: Standing) -> int:
        """Return how many figures have a standing."""
        return sum(each.standing is standing for each in self.findings)

    def cover(self, cover: Cover) -> int:
        """Return how many numbers have a cover."""
        return sum(each.cover is cover for each in self.numbers)


def prove(
    agreement: Agreement, text: str, notes: TraceNotes | None = None, *, document: str | None = None
) -> Proof:
    """Hold the figures of an agreement against the text that was signed.

    Args:
        agreement: its figures, as they were signed; no reading of an open question is followed.
        text: the text, its pages divided by form feeds.
        notes: what is declared about the text.
        document: the id of the document that the text is of; None for the first.

    Raises:
        InvalidValueError: for an unknown document, or one in a language without a list of number
            words.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> proof = prove(amager.agreement, "Til og med 31. december 2016.")
    >>> [finding.path for finding in proof.findings if finding.standing is Standing.FOUND]
    ['term.end']
    """
    notes = notes or TraceNotes()
    of = _document(agreement, document)
    figures = figures_of(agreement, of.id)
    signed = SignedText(
        text=text,
        language=Language.of(of.language),
        layout=notes.layout,
        tables=cited_tables(agreement, figures),
    )
    reasons = {
        figure.path: note.reason
        for note in notes.not_stated
        for figure in figures
        if any(is_below(figure.path, path) for path in note.figures)
    }
    claims = [*_of_figures([figure for figure in figures if figure.path not in reasons])]
    claims += _of_notes(agreement, figures, notes, of.id, signed.language)
    numbers = _whole_or_ends(signed.numbers, claims)
    taken = _matched(claims, numbers)
    return Proof(
        agreement=agreement,
        document=of,
        sha256=signed.sha256,
        sections=signed.sections,
        findings=_findings(figures, reasons, claims, numbers, taken),
        numbers=_covered(claims, numbers, taken),
        unused=_unused(claims, taken),
    )


def _document(agreement: Agreement, id: str | None) -> Document:
    known = {each.id: each for each in agreement.documents}
    if id is None and known:
        return agreement.documents[0]
    if id not in known:
        raise InvalidValueError(
            "the agreement cites no such document",
            expected=", ".join(known) or "a document, and there is none",
            came=repr(id),
            remedy=did_you_mean(id, known),
            id="unknown-document",
        )
    return known[id]


@attrs.frozen(kw_only=True)
class _Claim:
    """Something that the text should state once.

    Args:
        paths: the figures that it is; none of a number that is left out.
        is_declared: whether it comes from the notes and not from the figures themselves.
    """

    citation: Citation
    expected: Expected
    paths: tuple[str, ...] = ()
    is_declared: bool = False
    left_out: LeftOut | None = None

    def takes(self, number: Number) -> bool:
        return self.expected.fits(number.mention) and lies_in(number.spot, self.citation)


def _of_figures(figures: Sequence[Figure]) -> Iterator[_Claim]:
    """Give a claim for each statement: the same figure, cited for places that lie in each other."""
    groups: dict[Expected, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.expected, []).append(figure)
    for expected, group in groups.items():
        places = list(dict.fromkeys(figure.citation for figure in group))
        finest = [
            place
            for place in places
            if not any(other != place and lies_in(other, place) for other in places)
        ]
        paths: dict[Citation, list[str]] = {place: [] for place in finest}
        for figure in group:
            home = next(place for place in finest if lies_in(place, figure.citation))
            paths[home].append(figure.path)
        for place in finest:
            yield _Claim(citation=place, expected=expected, paths=tuple(paths[place]))


def _of_notes(
    agreement: Agreement,
    figures: Sequence[Figure],
    notes: TraceNotes,
    document: str,
    language: Language,
) -> Iterator[_Claim]:
    for also in notes.also_stated:
        expected = expected_at(agreement, figures, also.figure)
        if also.citation.document == document and expected is not None:
            claim = _Claim(
                citation=also.citation, expected=expected, paths=(also.figure,), is_declared=True
            )
            yield from [claim] * also.times
    for left in notes.left_out:
        if left.citation.document == document:
            expected = Expected.like(left.mention(language))
            claim = _Claim(
                citation=left.citation, expected=expected, is_declared=True, left_out=left
            )
            yield from [claim] * left.times


def _whole_or_ends(numbers: Sequence[Number], claims: Sequence[_Claim]) -> list[Number]:
    """Return the numbers, each range as its two ends where these are claimed and the whole is not.

    `2013 til 2016` is a period in one sentence, and two years in another.
    """

    def is_claimed(number: Number) -> bool:
        return any(claim.takes(number) for claim in claims)

    found: list[Number] = []
    for number in numbers:
        ends = [attrs.evolve(number, mention=end) for end in number.mention.ends]
        apart = any(map(is_claimed, ends)) and not is_claimed(number)
        found += ends if apart else [number]
    return found


def _matched(claims: Sequence[_Claim], numbers: Sequence[Number]) -> dict[int, int]:
    """Return for claims the numbers that they take, as many as can be: a claim moves for another.

    The first claims go first: none of them loses its number to a later one.
    """
    can = [
        [place for place, number in enumerate(numbers) if claim.takes(number)] for claim in claims
    ]
    holder: dict[int, int] = {}

    def finds_place(claim: int, seen: set[int]) -> bool:
        for number in can[claim]:
            if number not in seen:
                seen.add(number)
                if number not in holder or finds_place(holder[number], seen):
                    holder[number] = claim
                    return True
        return False

    for claim in range(len(claims)):
        finds_place(claim, set())
    return {claim: number for number, claim in holder.items()}


def _outcome(
    claim: _Claim, taken: int | None, numbers: Sequence[Number], used: AbstractSet[int]
) -> tuple[Standing, list[Number]]:
    """Return the standing of a claim, and the number that it takes or those that it could take."""
    if taken is not None:
        return Standing.FOUND, [numbers[taken]]
    fitting = [i for i, number in enumerate(numbers) if claim.expected.fits(number.mention)]
    free_first = sorted(fitting, key=lambda place: place in used)
    return (
        Standing.ELSEWHERE if fitting else Standing.MISSING,
        [numbers[place] for place in free_first],
    )


def _findings(
    figures: Sequence[Figure],
    reasons: Mapping[str, Label],
    claims: Sequence[_Claim],
    numbers: Sequence[Number],
    taken: Mapping[int, int],
) -> Iterator[Finding]:
    used = set(taken.values())
    outcomes = [
        _outcome(claim, taken.get(index), numbers, used) for index, claim in enumerate(claims)
    ]
    own = {
        path: outcome
        for claim, outcome in zip(claims, outcomes, strict=True)
        if not claim.is_declared
        for path in claim.paths
    }
    for figure in figures:
        standing, stated = own.get(figure.path, (Standing.NOT_STATED, []))
        yield Finding(
            path=figure.path,
            expected=figure.expected,
            citation=figure.citation,
            standing=standing,
            numbers=stated,
            reason=reasons.get(figure.path),
        )
    for claim, (standing, stated) in zip(claims, outcomes, strict=True):
        if claim.is_declared and claim.left_out is None:
            yield Finding(
                path=claim.paths[0],
                expected=claim.expected,
                citation=claim.citation,
                standing=standing,
                numbers=stated,
            )


def _covered(
    claims: Sequence[_Claim], numbers: Sequence[Number], taken: dict[int, int]
) -> Iterator[CoveredNumber]:
    holders = {number: claims[claim] for claim, number in taken.items()}
    for place, number in enumerate(numbers):
        claim = holders.get(place)
        if claim is None:
            yield CoveredNumber(number=number, cover=Cover.UNCOVERED)
        elif claim.left_out is None:
            yield CoveredNumber(number=number, cover=Cover.CITED, by=claim.paths)
        else:
            yield CoveredNumber(number=number, cover=Cover.LEFT_OUT, reason=claim.left_out.reason)


def _unused(claims: Sequence[_Claim], taken: dict[int, int]) -> Iterator[Unused]:
    found: dict[LeftOut, int] = {}
    for index, claim in enumerate(claims):
        if claim.left_out is not None:
            found[claim.left_out] = found.get(claim.left_out, 0) + (index in taken)
    for note, count in found.items():
        if count < note.times:
            yield Unused(note=note, found=count)
