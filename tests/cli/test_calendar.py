"""`partnerskab calendar`: a year for people, for programs, and for a calendar program."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from tests.cli.running import AMAGER, FILES, QUIET, Run, assert_golden

ON = ("--year", "2015", "--as-of", "2016-01-15")


@pytest.fixture
def logged(tmp_path: Path) -> str:
    """Return the Amager folder with a log of 2015."""
    shutil.copytree(AMAGER, tmp_path / "amager")
    shutil.copy(FILES / "log.toml", tmp_path / "amager")
    return str(tmp_path / "amager")


def rows(text: str) -> dict[str, dict[str, str]]:
    """Return the rows of a csv by their id."""
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("year", ["2013", "2015", "2017"])
def test_a_year_for_people(run: Run, year: str, language: str) -> None:
    """What is due stands with when and who, and with the questions it depends on."""
    words = ("calendar", AMAGER, "--year", year, "--as-of", "2014-01-01", "--language", language)
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    assert_golden(f"calendar-{year}-{language}.txt", out)


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_became_of_a_year(run: Run, logged: str, language: str) -> None:
    """With a log each entry says what became of it, and the counts stand below."""
    code, out, err = run("calendar", logged, *ON, "--language", language)
    assert (code, err) == (0, "")
    assert_golden(f"calendar-log-{language}.txt", out)


def test_five_of_six_meetings(run: Run, logged: str) -> None:
    """The number of meetings stands against the agreed one."""
    out = run("calendar", logged, *ON).out
    assert "5 of 6-8 meetings" in out
    assert "\nkept: 2; late: 1; missing: 3; not yet due: 0; needs judgement: 0\n" in out


def test_a_log_is_read_as_of_a_day(run: Run, logged: str) -> None:
    """In the summer three meetings were held, and nothing is missing yet."""
    out = run("calendar", logged, "--year", "2015", "--as-of", "2015-06-30").out
    assert "3 of 6-8 meetings" in out
    assert "\nkept: 0; late: 1; missing: 0; not yet due: 5; needs judgement: 0\n" in out


def test_a_year_for_programs(run: Run) -> None:
    """The csv has windows as days, and says how exactly the text names them."""
    row = rows(run("calendar", AMAGER, *ON, "--format", "csv").out)["bodies.working-group.2015"]
    assert row == {
        "id": "bodies.working-group.2015",
        "kind": "meeting",
        "part": "bodies.working-group",
        "label": "Working group",
        "owner": "working-group",
        "period": "2015",
        "precision": "year",
        "opens": "2015-01-01",
        "closes": "2015-12-31",
        "after": "",
        "at_least": "6",
        "at_most": "8",
        "is_part_year": "false",
        "is_certain": "true",
        "questions": "",
        "readings": "",
        "keeping": "",
        "times": "",
        "days": "",
        "citation": "agreement-text, section 4",
    }


def test_a_log_for_programs(run: Run, logged: str) -> None:
    """With a log the csv says what became of each entry."""
    row = rows(run("calendar", logged, *ON, "--format", "csv").out)["duties.focus-area-status.2014"]
    assert (row["keeping"], row["times"], row["days"]) == ("late", "1", "2015-06-11")


def test_the_year_of_the_day_is_the_default(run: Run) -> None:
    """Without a year the calendar is that of the day."""
    out = run("calendar", AMAGER, "--as-of", "2016-02-01").out
    assert out.startswith(
        "Agreement on a partnership for Amager · what is due in 2016, as of 2016-02-01\n"
    )


def test_a_year_with_nothing_due(run: Run) -> None:
    """Long after the term nothing is due, and that is said."""
    out = run("calendar", AMAGER, "--year", "2018", "--as-of", "2018-01-01").out
    assert out.endswith("\nNothing is due in 2018.\n")


def test_an_agreement_without_bodies(run: Run) -> None:
    """An agreement without a rhythm has an empty calendar."""
    code, out, err = run("calendar", QUIET, *ON)
    assert (code, err) == (0, "")
    assert out.endswith("\nNothing is due in 2015.\n")


@pytest.mark.parametrize("year", ["1", "9999", "15.", "MMXV", "٢٠١٥", "99999999999999999999"])
def test_no_year(run: Run, year: str) -> None:
    """What is no year is wrong use."""
    code, out, err = run("calendar", AMAGER, "--year", year)
    assert (code, out) == (2, "")
    assert err.endswith(f"argument --year: not a year: {year!r}; write it like 2015\n")


def test_a_calendar_file(run: Run, tmp_path: Path) -> None:
    """With `--ics` the year is written to a file, too, and written again the same way."""
    file = tmp_path / "2015.ics"
    code, out, err = run("calendar", AMAGER, *ON, "--ics", str(file))
    assert (code, err) == (0, f"{file}: 6 entries for 2015\n")
    assert out == run("calendar", AMAGER, *ON).out
    first = file.read_bytes()
    run("calendar", AMAGER, *ON, "--ics", str(file))
    assert file.read_bytes() == first


def test_a_calendar_file_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """A folder that is not there is an error, and nothing is printed."""
    code, out, err = run("calendar", AMAGER, *ON, "--ics", str(tmp_path / "no" / "2015.ics"))
    assert (code, out) == (1, "")
    assert "error: there is no such folder [cannot-write]" in err
