"""What `status` shows instead of the status, and what `realism` and `read` print."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import AMAGER, ILLUSTRATIVE, Run, assert_golden

SEEN = ("--observations", ILLUSTRATIVE, "--as-of", "2014-06-01")
VIEWS = {
    "since": ("status", AMAGER, *SEEN, "--since", "2014-01-01"),
    "outlook": ("status", AMAGER, *SEEN, "--outlook"),
    "uncertainty-en": ("status", AMAGER, *SEEN, "--uncertainty"),
    "uncertainty-da": ("status", AMAGER, *SEEN, "--uncertainty", "--language", "da"),
    "totals": ("status", AMAGER, *SEEN, "--totals"),
    "realism-en": ("realism", AMAGER),
    "realism-da": ("realism", AMAGER, "--language", "da"),
    "contradictions": ("status", AMAGER, *SEEN),
}
# Luck as the methods of the project quote it, to three decimals.
LUCK = {"burglary": "0.056", "theft": "0.002"}


@pytest.mark.parametrize("view", VIEWS)
def test_view_for_people(run: Run, view: str) -> None:
    """Each view is printed as it stands in its file."""
    code, out, err = run(*VIEWS[view])
    assert (code, err) == (0, "")
    assert_golden(f"view-{view}.txt", out)


@pytest.mark.parametrize("view", ["since", "outlook", "uncertainty-en", "totals"])
def test_view_for_programs_says_that_figures_are_invented(run: Run, view: str) -> None:
    """The json of each view of invented figures says so before its rows."""
    read = json.loads(run(*VIEWS[view], "--format", "json").out)
    assert read["notice"] == "illustrative: some of the figures are invented examples"
    assert read["rows"]


def test_luck_of_the_last_milestones(run: Run) -> None:
    """The chance of meeting a target of 2016 if nothing changes is the published one."""
    rows = csv.DictReader(io.StringIO(run("realism", AMAGER, "--format", "csv").out))
    found = {row["target"]: row["luck"] for row in rows if row["period"] == "2016"}
    assert {target: found[target] for target in LUCK} == LUCK


def test_history_tells_where_the_baseline_stands(run: Run, tmp_path: Path) -> None:
    """Earlier years give a second row: their mean, and the rank of the baseline among them."""
    years = "".join(f"burglary,{2008 + n},{60 + n},final\n" for n in range(4))
    (tmp_path / "h.csv").write_text(f"indicator,period,value,status\n{years}")
    out = run("realism", AMAGER, "--history", str(tmp_path / "h.csv")).out
    assert "The baseline of 77 is the highest of 5 years" in " ".join(out.split())


SCHEMES = "tests/schemes"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tingbjerg-husum",), "The agreement sets no target, so there is nothing to assess."),
        (
            ("denmark-road-safety", "--outlook"),
            "No figure is known yet that an outlook could rest on.",
        ),
        (
            ("denmark-road-safety", "--uncertainty"),
            "No target on a count has been decided yet, so chance has nothing to say.",
        ),
        (
            ("denmark-road-safety", "--totals"),
            "No objective has counts that could be added up.",
        ),
        (
            ("denmark-road-safety", "--as-of", "2026-06-01", "--since", "2026-06-01"),
            "Nothing has changed between the two days.",
        ),
    ],
)
def test_a_view_of_nothing_says_so(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """Where there is nothing to show, a sentence says what is missing."""
    scheme, *options = arguments
    code, out, err = run("status", f"{SCHEMES}/{scheme}", *options)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == said


def test_changes_since_a_later_day(run: Run) -> None:
    """Changes go from an earlier day to a later one."""
    code, out, err = run("status", AMAGER, "--as-of", "2015-01-01", "--since", "2015-01-02")
    assert (code, out) == (2, "")
    assert err.endswith("argument --since: a later day than that of the status, 2015-01-01\n")


def test_no_limit_where_a_target_is_undefined(run: Run) -> None:
    """A target that has no value shows none."""
    out = run("status", f"{SCHEMES}/great-britain-road-casualties").out
    assert "undefined target" in out
    assert "≤" not in out


def test_realism_names_the_targets_that_it_leaves_out(run: Run) -> None:
    """Each numeric target is judged, or it is said why it cannot be."""
    out = " ".join(run("realism", f"{SCHEMES}/london-20-20-20").out.split())
    assert "it is met by luck in fewer than 1 of 100 cases; if the promise" in out
    assert (
        "Of these targets nothing can be said: Londoners who think that the police do a good job: "
        "it is no number of events, for which these methods are made Exact 95%"
    ) in out
    out = run("realism", f"{SCHEMES}/scotland-road-casualties").out
    why = "the baseline is made of several counts, which are not given"
    assert out.splitlines() == [
        "Scotland's road casualty targets · what the targets ask for",
        "",
        "Of these targets nothing can be said:",
        f"  People killed: {why}",
        f"  People seriously injured: {why}",
        f"  Children killed: {why}",
        f"  Children seriously injured: {why}",
    ]
    assert run("realism", f"{SCHEMES}/tingbjerg-husum").out == (
        "Tingbjerg-Husum Partnership · what the targets ask for\n\n"
        "There is no numeric target to judge.\n"
    )


def test_receipt(run: Run) -> None:
    """Everything that a verdict rests on is said, and the files by their hashes."""
    code, out, err = run("status", AMAGER, *SEEN, "--explain", "burglary", "2013")
    assert (code, err) == (0, "")
    lines = [
        line for line in out.splitlines() if not line.startswith(("file ", "made with", "---"))
    ]
    assert_golden("view-receipt.txt", "".join(f"{' '.join(line.split())}\n" for line in lines))
    assert out.count("sha256:") == 5


def test_receipt_by_the_name_of_the_indicator(run: Run, tmp_path: Path) -> None:
    """A target that has another name than its indicator is found by either."""
    text = Path(AMAGER, "agreement.toml").read_text(encoding="utf-8")
    text = text.replace(
        "[targets.ssp-activations]", '[targets.less-ssp]\nindicator = "ssp-activations"'
    )
    text = text.replace("targets.ssp-activations", "targets.less-ssp")
    (tmp_path / "agreement.toml").write_text(text, encoding="utf-8")
    explained = [
        run("status", str(tmp_path), "--as-of", "2015-06-01", "--explain", name, "2013")
        for name in ("less-ssp", "ssp-activations")
    ]
    assert explained[0].code == 0
    assert explained[0] == explained[1]


def test_receipt_of_no_verdict(run: Run) -> None:
    """A target or a period that there is none of is an error that names those that there are."""
    code, out, err = run("status", AMAGER, "--explain", "burglery", "2013")
    assert (code, out) == (1, "")
    assert err == (
        "error: there is no such verdict\n"
        "    expected: one of safety-index, ssp-activations, burglary, theft, violence, vandalism, "
        "narcotics, harassment, and a period in which something is due\n"
        "    came:     burglery 2013\n"
        "    remedy:   did you mean 'burglary'?\n"
    )


def test_read_says_what_became_of_every_row(run: Run, tmp_path: Path) -> None:
    """The observations go to standard output, the account to standard error."""
    text = "Anmeldelser;;\nAntal;;\n;2012;2013\nHærværk;70;1.063\nBrand;1;2\n"
    (tmp_path / "p.csv").write_bytes(text.encode("cp1252"))
    code, out, err = run(
        "read", AMAGER, "police-yearly", str(tmp_path / "p.csv"), "--format", "csv"
    )
    assert code == 0
    assert out.splitlines()[1] == "vandalism,amager,2012,70,,final,,,police-yearly,,internal"
    assert err.startswith("4 values in the file: 2 used, 2 not asked for, 0 without a figure\n")


def test_what_read_writes_it_reads(run: Run, tmp_path: Path) -> None:
    """Csv out and in is identical."""
    first = run("read", AMAGER, "tidy", ILLUSTRATIVE, "--format", "csv").out
    (tmp_path / "o.csv").write_text(first, encoding="utf-8")
    assert run("read", AMAGER, "tidy", str(tmp_path / "o.csv"), "--format", "csv").out == first
