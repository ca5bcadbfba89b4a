"""The commands over a region: a folder of partnerships, each in a folder of its own."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import AMAGER, FILES, Run

CASES = Path(__file__).parents[1] / "config_cases"


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """Give a region of Amager and a small agreement, and of what is no partnership."""
    path = tmp_path / "region"
    shutil.copytree(AMAGER, path / "amager")
    shutil.copytree(CASES / "valid" / "with-a-plan", path / "village")
    (path / "notes").mkdir()
    (path / "read me.txt").write_text("Whatever", encoding="utf-8")
    return path


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a csv text."""
    return list(csv.DictReader(text.splitlines()))


def test_check_lists_the_partnerships(run: Run, region: Path) -> None:
    """A line for each partnership says what is in it."""
    assert run("check", str(region)) == (
        0,
        (
            "partnership  folder   until       parties  targets  open questions\n"
            "-----------  -------  ----------  -------  -------  --------------\n"
            "amager       amager   2016-12-31        4        8              12\n"
            "small        village  2016-12-31        1        1               0\n"
        ),
        "",
    )


def test_check_reports_every_folder(run: Run, region: Path) -> None:
    """What is wrong in one folder hides neither another folder nor what is sound."""
    for name in ("amager", "village"):
        file = region / name / "agreement.toml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("[term]", "[terms]"), encoding="utf-8")
    shutil.copytree(CASES / "valid" / "with-a-plan", region / "sound")
    code, out, err = run("check", str(region))
    assert (code, [line.split()[1] for line in out.splitlines()[2:]]) == (1, ["sound"])
    assert [str(region / name / "agreement.toml") in err for name in ("amager", "village")] == [
        True,
        True,
    ]


def test_two_partnerships_with_the_same_id(run: Run, region: Path) -> None:
    """No table could tell them apart, so the second is told where to change it."""
    shutil.copytree(CASES / "valid" / "with-a-plan", region / "yet another")
    code, _, err = run("check", str(region))
    place = region / "yet another" / "agreement.toml"
    assert (code, err) == (
        1,
        (
            f"{place}:2:1: agreement.id: error: another partnership of the region has this id "
            "[duplicate-id]\n"
            "    expected: an id of its own\n"
            "    came:     'small', which village has too\n"
            "    remedy:   give one of the two another id\n"
            "1 error, 0 warnings\n"
        ),
    )


def test_check_for_programs(run: Run, region: Path) -> None:
    """The findings of all folders are one list."""
    shutil.copytree(CASES / "valid" / "with-a-plan", region / "yet another")
    code, out, err = run("check", str(region), "--format", "json")
    assert (code, err) == (1, "")
    assert [row["id"] for row in json.loads(out)["rows"]] == ["duplicate-id"]


def test_targets_are_one_table(run: Run, region: Path) -> None:
    """The first column says whose a target is; the others are those of one partnership."""
    found = rows(run("targets", str(region), "--format", "csv").out)
    alone = rows(run("targets", AMAGER, "--format", "csv").out)
    assert [{"partnership": "amager", **row} for row in alone] == found[: len(alone)]
    assert {row["partnership"] for row in found[len(alone) :]} == {"small"}


def test_targets_for_people(run: Run, region: Path) -> None:
    """Each partnership has a page under its id."""
    code, out, err = run("targets", str(region))
    pages = [run("targets", str(region / name)).out for name in ("amager", "village")]
    expected = f"amager\n======\n\n{pages[0]}\n\nsmall\n=====\n\n{pages[1]}"
    assert (code, out, err) == (0, expected, "")


STATUS = ("--as-of", "2016-06-01", "--observations", "observations-illustrative.csv")


def test_status_reads_the_figures_in_each_folder(run: Run, region: Path) -> None:
    """A partnership without the file has no figures, and no others' either."""
    found = rows(run("status", str(region), *STATUS, "--format", "csv").out)
    actual = {row["partnership"]: row["outcome"] for row in found if row["target"] == "burglary"}
    assert actual == {"amager": "not-due", "small": "no-data"}


def test_a_file_of_observations_that_no_folder_has(run: Run, region: Path) -> None:
    """A slip in the name does not pass for figures that are missing everywhere."""
    done = run("status", str(region), "--observations", "observatoins.csv")
    assert done == (
        1,
        "",
        (
            "error: no partnership of the region has this file of observations\n"
            "    expected: the name of a file that lies in one of their folders, or in each\n"
            "    came:     observatoins.csv\n"
        ),
    )


def test_status_for_people(run: Run, region: Path) -> None:
    """Each partnership has a page under its id."""
    out = run("status", str(region), *STATUS).out
    alone = run(
        *("status", AMAGER, "--as-of", "2016-06-01"),
        *("--observations", f"{AMAGER}/observations-illustrative.csv"),
    ).out
    assert out.startswith(f"amager\n======\n\n{alone}\n\nsmall\n=====\n\n")


def test_views_of_the_status_are_one_table(run: Run, region: Path) -> None:
    """Totals and the other views have the column, too."""
    view = ("--totals", "--as-of", "2016-06-01", "--format", "csv")
    found = rows(run("status", str(region), *view).out)
    alone = rows(run("status", AMAGER, *view).out)
    assert found == [{"partnership": "amager", **row} for row in alone]


def test_one_verdict_is_of_one_partnership(run: Run, region: Path) -> None:
    """Wrong use is said as such."""
    code, out, err = run("status", str(region), "--explain", "burglary", "2013")
    assert (code, out) == (2, "")
    assert err.endswith("argument --explain: one verdict is of one partnership; name its folder\n")


def test_a_broken_partnership_stops_a_listing(run: Run, region: Path) -> None:
    """A table without one of the partnerships would look whole."""
    (region / "village" / "agreement.toml").write_text("", encoding="utf-8")
    code, out, err = run("targets", str(region))
    assert (code, out) == (1, "")
    assert "[empty-file]" in err


def test_a_folder_with_an_agreement_is_no_region(run: Run, region: Path) -> None:
    """A partnership's folder is read as such, whatever stands below it."""
    shutil.copy(FILES / "quiet.toml", region / "agreement.toml")
    assert run("check", str(region)).out.startswith(f"{region}: ")
