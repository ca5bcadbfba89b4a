"""Reports made for the tests: Amager's in any language and year, and whole texts compared."""

import os
from datetime import date
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from partnerskab.assessment.assess import assess
from partnerskab.config.folder import load, read_comments
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import read_observations
from partnerskab.readers.spending import read_spending
from partnerskab.reports.blocks import Block, Section, Text
from partnerskab.reports.report import Report, render_report

GOLDEN = Path(__file__).parent / "golden"
RENEW = "PARTNERSKAB_RENEW_GOLDEN"
FOLDER = "examples/amager"


@cache
def amager() -> Partnership:
    """Return the shipped example."""
    return load(FOLDER)


@cache
def invented() -> ObservationSet:
    """Return its invented figures."""
    return read_observations(amager(), f"{FOLDER}/observations-illustrative.csv")


def amager_report(
    language: str = "da",
    as_of: date = date(2014, 5, 31),
    *,
    observations: ObservationSet | None = None,
    full: bool = True,
    **options: Any,
) -> Report:
    """Return a report on Amager.

    Args:
        language: its language.
        as_of: its day.
        observations: the figures; None for the invented ones.
        full: whether the invented spending and comments are in it, too.
        options: what `render_report` takes beside that.
    """
    seen = invented() if observations is None else observations
    if full:
        options["spending"] = read_spending(amager(), f"{FOLDER}/spending-illustrative.csv", None)
        path = f"{FOLDER}/comments-illustrative.toml"
        options.setdefault("comments", read_comments(amager(), path))
    status = assess(amager(), seen, as_of=as_of)
    return render_report(amager(), status, language=language, **options)


def headings(report: Report) -> list[str]:
    """Return the headings of the first page, in their order."""
    return [each.heading for each in report.contents.sections]


def section(report: Report, id: str) -> Section:
    """Return a section by its id, from the page or the appendix."""
    found = [*report.contents.sections, *report.contents.appendix]
    return next(each for each in found if each.id == id)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """Return the paragraphs among blocks."""
    return [each.text for each in blocks if isinstance(each, Text)]


def assert_golden(name: str, text: str) -> None:
    """Compare a text with a file under `golden/`, whole, or write it where that is asked for."""
    path = GOLDEN / name
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    if text == kept:
        return
    if os.environ.get(RENEW):
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path} is renewed: read what changed, and run again without {RENEW}")
    changed = unified_diff(kept.splitlines(), text.splitlines(), str(path), "now", lineterm="")
    pytest.fail("\n".join(changed) + f"\n\nif that is meant: {RENEW}=1 python -m pytest")
