"""`partnerskab diff`, and what amendments do to the other commands."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import AMAGER, AMENDED, Run, assert_golden

TERM = ("--between", "2014-01-01", "2016-01-01")


@pytest.mark.parametrize("language", ["da", "en"])
def test_two_days(run: Run, language: str) -> None:
    """Between two days of one agreement it says then, now and why, as it is kept."""
    code, out, err = run("diff", AMENDED, *TERM, "--language", language)
    assert (code, err) == (0, "")
    assert_golden(f"diff-{language}.txt", out)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "da",
            (
                "Aftale om partnerskab for Amager · forskelle pr. 2014-06-01\n\n"
                "Der er ingen forskelle.\n"
            ),
        ),
        (
            "en",
            (
                "Agreement on a partnership for Amager · what differs as of 2014-06-01\n\n"
                "Nothing differs.\n"
            ),
        ),
    ],
)
def test_equal_folders(run: Run, language: str, text: str) -> None:
    """Between equals nothing differs, and that is fine."""
    done = run("diff", AMAGER, AMAGER, "--as-of", "2014-06-01", "--language", language)
    assert done == (0, text, "")


def test_equal_folders_for_programs(run: Run) -> None:
    """Between equals the table has its columns and no row."""
    out = run("diff", AMAGER, AMAGER, "--format", "csv").out
    assert out == "path,then,now,since,decided,by,why,citation,amendments\n"


def test_two_folders(run: Run) -> None:
    """Two folders are compared as they read on the day."""
    signed = f"{AMENDED}/agreement.toml"
    out = run("diff", signed, AMENDED, "--as-of", "2014-05-01", "--format", "csv").out
    found = {row["path"]: row for row in csv.DictReader(io.StringIO(out))}
    assert found["allocations.activities.amount"] == {
        "path": "allocations.activities.amount",
        "then": "100000 DKK",
        "now": "150000 DKK",
        "since": "2014-05-01",
        "decided": "2014-03-12",
        "by": "council",
        "why": "The money of 2013 did not suffice",
        "citation": "amendment-1, section 1",
        "amendments": "2014-05-01-more-money",
    }


def test_json_has_the_rows_of_the_csv(run: Run) -> None:
    """Both forms for programs say the same."""
    rows = json.loads(run("diff", AMENDED, *TERM, "--format", "json").out)["rows"]
    other = csv.DictReader(io.StringIO(run("diff", AMENDED, *TERM, "--format", "csv").out))
    assert [{name: cell or "" for name, cell in row.items()} for row in rows] == list(other)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((AMAGER,), "name two folders, or one folder and --between FROM TO"),
        ((AMAGER, AMAGER, *TERM), "name two folders, or one folder and --between FROM TO"),
        (
            (AMAGER, *TERM, "--as-of", "2014-01-01"),
            "--as-of goes with two folders, --between with one",
        ),
    ],
)
def test_wrong_use(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """Either two folders or two days are compared."""
    code, out, err = run("diff", *arguments)
    assert (code, out) == (2, "")
    assert err.endswith(f"partnerskab diff: error: {message}\n")


def test_days_the_wrong_way_round(run: Run) -> None:
    """The earlier day comes first."""
    assert run("diff", AMENDED, "--between", "2016-01-01", "2014-01-01") == (
        1,
        "",
        (
            "error: the days come the other way round\n"
            "    expected: the earlier day first: 2014-01-01, then 2016-01-01\n"
            "    came:     2016-01-01, then 2014-01-01\n"
        ),
    )


def test_a_scale_that_differs(run: Run, tmp_path: Path) -> None:
    """A scale has labels for its categories and none for itself, so its path names it."""
    text = Path(AMAGER, "agreement.toml").read_text(encoding="utf-8")
    (tmp_path / "agreement.toml").write_text(text.replace("intensiveret", "øget"), encoding="utf-8")
    code, out, err = run("diff", f"{AMAGER}/agreement.toml", str(tmp_path), "--language", "da")
    assert (code, err) == (0, "")
    assert "Skala (scales.need-for-effort)\n" in out


def test_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """A path to nothing is a diagnostic."""
    code, out, err = run("diff", AMAGER, str(tmp_path / "amagre"))
    assert (code, out) == (1, "")
    assert err.startswith(f"{tmp_path / 'amagre'}: error: there is no such file [cannot-read]\n")


@pytest.mark.parametrize("language", ["da", "en"])
def test_status_of_an_amended_agreement(run: Run, language: str) -> None:
    """The status marks what an amendment bears on, and names the amendments."""
    done = run("status", AMENDED, "--as-of", "2017-06-01", "--language", language)
    assert (done.code, done.err) == (0, "")
    assert_golden(f"status-amended-{language}.txt", done.out)


@pytest.mark.parametrize(("day", "percent"), [("2014-12-31", "-25"), ("2015-01-01", "-35")])
def test_targets_of_a_day(run: Run, day: str, percent: str) -> None:
    """The target table is that of the version in force on the day."""
    out = run("targets", AMENDED, "--as-of", day, "--format", "csv").out
    rows = csv.DictReader(io.StringIO(out))
    last = [row for row in rows if (row["target"], row["period"]) == ("burglary", "2016")]
    assert [row["percent"] for row in last] == [percent]


def test_check_counts_the_amendments(run: Run) -> None:
    """The summary says how many amendments there are, and from when they count."""
    line = "  amendments      4, from 2014-05-01, 2015-01-01, 2015-07-01, 2016-01-01\n"
    assert line in run("check", AMENDED).out
