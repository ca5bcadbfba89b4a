"""The two glossaries: every term in both languages, defined, with its source, the same in both."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from partnerskab.assessment.verdicts import Caveat, Outcome
from partnerskab.words import say
from tests.test_words import UNWANTED

DOCS = Path(__file__).parents[1] / "docs"
ENGLISH, DANISH = DOCS / "glossary.md", DOCS / "da" / "ordliste.md"


class Entry(NamedTuple):
    """A term, the same in the other language, what it means, and where that comes from."""

    term: str
    other: str
    meaning: str
    source: str


def entries(page: Path) -> list[Entry]:
    """Return the entries of a glossary, in order; what an entry lacks is empty."""
    found = []
    for term, text in re.findall(
        r"^(\w.*)\n((?:: |  ).+(?:\n  .+)*)$", page.read_text(encoding="utf-8"), re.MULTILINE
    ):
        words = " ".join(text.removeprefix(": ").split())
        start, _, source = words.rpartition(" Source: " if page == ENGLISH else " Kilde: ")
        parts = re.fullmatch(r"\*([^*]+)\*\W*(.*)", start)
        other, meaning = parts.groups() if parts else ("", "")
        found.append(Entry(term, other, meaning, source))
    return found


@pytest.mark.parametrize("page", [ENGLISH, DANISH], ids=["english", "danish"])
def test_entries_are_whole(page: Path) -> None:
    """Every entry has its term in the other language, a definition, and a source at the end."""
    found = entries(page)
    assert len(found) > 60
    assert [each.term for each in found if not all(each) or len(each.meaning.split()) < 3] == []


def test_both_glossaries_have_the_same_terms() -> None:
    """What is a term in the one is the translation in the other, in the same order."""
    english = [(entry.term, entry.other) for entry in entries(ENGLISH)]
    assert [(entry.other, entry.term) for entry in entries(DANISH)] == english


def test_no_term_is_there_twice() -> None:
    """One word, one meaning."""
    for page in (ENGLISH, DANISH):
        terms = [term for entry in entries(page) for term in entry.term.split(", ")]
        assert sorted(set(terms)) == sorted(terms)


@pytest.mark.parametrize("outcome", Outcome)
def test_verdicts_are_called_what_the_library_calls_them(outcome: Outcome) -> None:
    """The words for a verdict are those that are printed, in both languages."""
    for page, language in ((ENGLISH, "en"), (DANISH, "da")):
        terms = {term for entry in entries(page) for term in entry.term.split(", ")}
        assert say(f"outcome.{outcome}", language, period="2016") in terms


@pytest.mark.parametrize("page", sorted((DOCS / "da").glob("*.md")), ids=lambda page: page.name)
def test_danish_pages_use_the_words_of_the_field(page: Path) -> None:
    """No page in Danish says what means something else, or nothing, to a Danish reader."""
    words = " ".join(re.findall(r"\w+", page.read_text(encoding="utf-8").lower()))
    assert [unwanted for unwanted in UNWANTED if f" {unwanted} " in f" {words} "] == []


def test_every_verdict_and_caveat_is_explained() -> None:
    """The page on verdicts has all of them, and counts them right."""
    text = (DOCS / "explanation" / "verdicts.md").read_text(encoding="utf-8")
    tables = set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE))
    terms = re.findall(r"^`.*`$", text, re.MULTILINE)
    assert tables == {str(caveat) for caveat in Caveat}
    assert {each for line in terms for each in re.findall(r"`([a-z-]+)`", line)} == {
        str(outcome) for outcome in Outcome
    }
    assert (len(Outcome), len(Caveat)) == (9, 19), "the page says nine and nineteen"
