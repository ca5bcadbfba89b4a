"""`partnerskab plan`: updates, activities and goals, for people and for programs."""

import csv
import io

import pytest

from tests.cli.running import AMAGER, Run, assert_golden

HARBOUR = "tests/partnerships/harbour"
SEEN = ("--observations", f"{HARBOUR}/observations.csv", "--as-of", "2023-06-01")
NO_PLAN = """\
error: the folder holds no safety plan
    expected: a file safety-plan.toml beside the agreement
    came:     examples/amager/agreement.toml
"""


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_full_plan_for_people(run: Run, language: str) -> None:
    """The plan stands with its updates, its activities and where its goals stand."""
    code, out, err = run("plan", HARBOUR, *SEEN, "--language", language)
    assert (code, err) == (0, "")
    assert_golden(f"plan-{language}.txt", out)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_plan_without_goals(run: Run, language: str) -> None:
    """A plan whose text is not at hand says so, and shows no grid of verdicts."""
    code, out, err = run("plan", AMAGER, "--as-of", "2016-01-01", "--language", language)
    assert (code, err) == (0, "")
    assert_golden(f"plan-amager-{language}.txt", out)


def test_a_missing_update_is_seen(run: Run) -> None:
    """A year without an update is missing, once it is over."""
    lines = run("plan", HARBOUR, "--as-of", "2023-01-15").out.splitlines()
    assert lines[2:7] == [
        "Updated: 2020-03-10, 2021-04-15",
        "  2020: kept",
        "  2021: kept",
        "  2022: missing",
        "  2023: not yet due",
    ]


def test_goals_for_programs(run: Run) -> None:
    """The csv of a plan has the columns of the status, with focus areas for objectives."""
    text = run("plan", HARBOUR, *SEEN, "--format", "csv").out
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["target"]]
    assert [(row["objective"], row["target"], row["outcome"]) for row in rows] == [
        ("lighting", "lit-quay", "met"),
        ("lighting", "lit-quay", "not-met"),
        ("youth", "less-vandalism", "not-met"),
        ("youth", "less-vandalism", "met"),
    ]


def test_activities_for_programs(run: Run) -> None:
    """The activities have a table of their own, with exact money."""
    text = run("plan", HARBOUR, "--activities", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[1] == {
        "activity": "club",
        "label": "An evening club for young people",
        "focus_area": "youth",
        "goal": "less-vandalism",
        "lead": "group",
        "period": "2022",
        "money": "80000.5",
        "currency": "DKK",
        "indicator": "vandalism",
        "status": "under-way",
    }


def test_no_plan(run: Run) -> None:
    """Without a plan at hand the command says which file is missing."""
    assert run("plan", f"{AMAGER}/agreement.toml") == (1, "", NO_PLAN)
