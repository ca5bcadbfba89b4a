"""Agreements with the texts that were signed, numbers that are changed, and a small PDF."""

import os
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest

import partnerskab
from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import SourceCadence
from partnerskab.agreement.parties import Cadence
from partnerskab.agreement.rule import Rule
from partnerskab.agreement.targets import Target
from partnerskab.readers.document import read_document
from partnerskab.trace.notes import TraceNotes
from partnerskab.trace.proof import Cover, Proof, prove
from partnerskab.values.amounts import Amount
from partnerskab.values.periods import Period

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
NORDBY, NORDBY_TEXT = HERE / "nordby", HERE / "nordby.txt"
VARIABLE = "PARTNERSKAB_AGREEMENT_TEXT"
# The invented agreement, and the real one where its text is at hand.
SPECIMENS = pytest.mark.parametrize(
    "name",
    [
        "nordby",
        pytest.param(
            "amager",
            marks=pytest.mark.skipif(
                not os.environ.get(VARIABLE), reason=f"{VARIABLE} names no signed text"
            ),
        ),
    ],
)


class Specimen(NamedTuple):
    """An agreement, what is declared about its text, and the text."""

    agreement: Agreement
    notes: TraceNotes
    text: str

    def prove(self, **changes: Any) -> Proof:
        """Return the proof, with some of the three changed."""
        changed = self._replace(**changes)
        return prove(changed.agreement, changed.text, changed.notes)


@cache
def specimen(name: str) -> Specimen:
    """Return a specimen by its name."""
    folder = NORDBY if name == "nordby" else ROOT / "examples" / "amager"
    text = NORDBY_TEXT if name == "nordby" else Path(os.environ[VARIABLE])
    partnership = partnerskab.load(folder)
    composed = unicodedata.normalize("NFC", read_document(text))
    return Specimen(partnership.agreement, partnership.trace, composed)


def is_whole(proof: Proof) -> bool:
    """Say whether everything is found and covered, whatever the hash of the text."""
    document = attrs.evolve(proof.document, sha256=None)
    uncovered = proof.cover(Cover.UNCOVERED)
    return attrs.evolve(proof, document=document).holds and uncovered == 0


def with_figure_changed(agreement: Agreement, path: str) -> Agreement:
    """Return the agreement with another value at the path of a figure."""
    head, *steps = path.split(".")
    changed: dict[str, Any] = {head: _changed(getattr(agreement, head), steps)}
    return attrs.evolve(agreement, **changed)


def _changed(thing: Any, steps: Sequence[str]) -> Any:
    if not steps:
        return another(thing)
    step, *rest = steps
    if isinstance(thing, Target):
        return attrs.evolve(thing, rule=_in_rule(thing.rule, step, rest))
    if isinstance(thing, tuple):
        keys = [getattr(each, "id", str(index)) for index, each in enumerate(thing)]
        place = keys.index(step)
        return (*thing[:place], _changed(thing[place], rest), *thing[place + 1 :])
    return attrs.evolve(thing, **{step: _changed(getattr(thing, step), rest)})


def _in_rule(rule: Rule, field: str, rest: Sequence[str]) -> Rule:
    value: Any = getattr(rule, field)
    if isinstance(value, tuple):
        place = [str(period) for period in rule.periods].index(rest[0])
        new: Any = (*value[:place], another(value[place]), *value[place + 1 :])
    else:
        new = _changed(value, rest)
    changed: dict[str, Any] = {field: new}
    return attrs.evolve(rule, **changed)


def another(value: Any) -> Any:
    """Return another value of the same type, which may stand where the first one stood."""
    other: Any = None
    match value:
        case Period():
            shorter = value.months - 12 if value.months > 12 else value.months // 2
            other = Period(value.year, months=shorter)
        case Cadence(at_least=least, at_most=None):
            other = attrs.evolve(value, at_least=(least or 0) + 1)
        case Cadence(at_most=most):
            other = attrs.evolve(value, at_most=(most or 0) + 1)
        case Amount():
            other = Amount(value.magnitude + 1, value.unit)
        case date():
            other = value + timedelta(days=1)
        case SourceCadence():
            other = SourceCadence.MONTHLY
        case str():
            other = f"{value}1"
        case int() | Fraction():
            other = value - 1 if value < 0 or value == 12 else value + 1
        case tuple():
            other = value[:-1]
        case _:
            pass
    assert other is not None, f"nothing else to write for {value!r}"
    return other


def pdf_of(*pages: str) -> bytes:
    """Return a PDF with so many pages, each with a line for each of its text's."""
    contents = [_content(page.splitlines()) for page in pages]
    numbers = range(4, 4 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in zip(numbers, contents, strict=True):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    body, places = b"%PDF-1.4\n", []
    for index, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (index, each)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    return body + head + entries + tail


def _content(lines: Sequence[str]) -> bytes:
    shown = b"".join(
        b"(%s) Tj 0 -14 Td\n"
        % line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        for line in lines
    )
    return b"BT /F1 11 Tf 50 800 Td\n%sET" % shown
