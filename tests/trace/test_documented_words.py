"""The lists of number words in the how-to page: all of them, and nothing else."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from textwrap import fill

import pytest

from partnerskab.trace.languages import LANGUAGES, Language
from partnerskab.values.exact import Exact, plain_text

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "trace.md"


def listed(language: Language) -> str:
    """Return every word of a language with what it stands for, as the page shows it."""
    groups: dict[str, Collection[str]] = {
        "Numbers": _with_values(language.words),
        "One, before what is counted": language.articles,
        "Parts": _with_values(language.parts, "1/"),
        "Times": (*language.times, *_with_values(language.occasions)),
        "A year": _with_values(language.rates),
        "After a number of times": _with_values(language.per_year),
        "At least": language.at_least,
        "At most": language.at_most,
        "To": language.until,
        "Parts of a year": language.year_parts,
        "Units": language.units,
        "Months": language.months,
    }
    return "\n".join(
        fill(f"{name}: {', '.join(words)}", 98, subsequent_indent="  ", break_on_hyphens=False)
        for name, words in groups.items()
        if words
    )


def _with_values(words: Mapping[str, Exact], before: str = "") -> list[str]:
    ordered = sorted(words, key=lambda word: (words[word], word))
    return [f"{word} {before}{plain_text(words[word])}" for word in ordered]


@pytest.mark.parametrize("id", LANGUAGES)
def test_the_page_lists_every_word(id: str) -> None:
    """Who reads the page knows which words are numbers."""
    page = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"<!-- words: {id} -->\n```text\n(.*?)\n```", page, re.DOTALL)
    assert found is not None
    assert found[1] == listed(LANGUAGES[id])
