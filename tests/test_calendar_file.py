"""The calendar file: what a calendar program reads, and what it takes as an update."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from partnerskab.calendar_file import write_calendar
from partnerskab.config.folder import load
from partnerskab.delivery.calendar import dues
from partnerskab.errors import DiagnosticsError, MissingExtraError
from tests.delivery.test_calendar import body, closing_question, duty, term
from tests.samples import agreement

AMAGER = load(Path(__file__).parents[1] / "examples" / "amager").agreement


def write(path: Path, signed: Any = AMAGER, year: int = 2015, language: str = "en") -> bytes:
    """Write a year of an agreement and return what the file holds then."""
    write_calendar(path, signed, dues(signed, year), year, language)
    return path.read_bytes()


def entries(data: bytes) -> dict[str, dict[str, str]]:
    """Return what each entry of a file says, by its id."""
    events = Calendar.from_ical(data.decode()).walk("VEVENT")
    read = [{name: value.to_ical().decode() for name, value in each.items()} for each in events]
    return {each.pop("UID"): each for each in read}


def refused(path: Path) -> str:
    """Return why a file is not written."""
    with pytest.raises(DiagnosticsError) as caught:
        write(path)
    return str(caught.value).replace(str(path), path.name)


def test_an_entry_as_a_program_reads_it(tmp_path: Path) -> None:
    """A month is a month of whole days that keep nobody busy; the end is the day after it."""
    read = entries(write(tmp_path / "a.ics"))
    assert read["duties.focus-area-status.2014@amager.partnerskab"] == {
        "SUMMARY": "Take stock of the goals of the focus areas and publish a short report",
        "DESCRIPTION": "in May 2015\\nthe partnership\\non 2014\\nafter the release of: "
        "The safety index of the City of Copenhagen\\nagreement-text\\, section 3",
        "DTSTART": "20150501",
        "DTEND": "20150601",
        "TRANSP": "TRANSPARENT",
        "STATUS": "CONFIRMED",
        "SEQUENCE": "0",
        "DTSTAMP": "20150101T000000Z",
    }


def test_what_is_not_certain_is_tentative(tmp_path: Path) -> None:
    """An entry that hangs on an open question is tentative, and names the reading."""
    read = entries(write(tmp_path / "a.ics", year=2017))
    report = read["duties.status-report.2016@amager.partnerskab"]
    assert report["STATUS"] == "TENTATIVE"
    assert "only if report-after-the-term = owed" in report["DESCRIPTION"]


def test_the_same_calendar_is_the_same_bytes(tmp_path: Path) -> None:
    """Written to another file, or again to the same, a calendar does not change."""
    first = write(tmp_path / "a.ics")
    assert write(tmp_path / "b.ics") == first
    assert write(tmp_path / "a.ics") == first


def test_a_changed_entry_is_an_update(tmp_path: Path) -> None:
    """What has changed keeps its id and gets a higher version; the rest stays as it is."""
    path = tmp_path / "a.ics"
    weekly = agreement(term=term(), bodies=[body(at_least=2), body("other", at_least=1)])
    more = agreement(term=term(), bodies=[body(at_least=3), body("other", at_least=1)])
    before, after = entries(write(path, weekly)), entries(write(path, more))
    changed, same = "bodies.group.2015@sample.partnerskab", "bodies.other.2015@sample.partnerskab"
    assert after[same] == before[same]
    assert (after[changed]["SEQUENCE"], after[changed]["DTSTAMP"]) == ("1", "20150101T000001Z")
    assert after[changed]["SUMMARY"] == "group: at least 3 meetings"


def test_another_change_is_another_update(tmp_path: Path) -> None:
    """Each time an entry changes its version goes up, also back to what it was."""
    path = tmp_path / "a.ics"
    for count in (2, 3, 2):
        write(path, agreement(term=term(), bodies=[body(at_least=count)]))
    (entry,) = entries(path.read_bytes()).values()
    assert (entry["SEQUENCE"], entry["SUMMARY"]) == ("2", "group: at least 2 meetings")


def decided(reading: str | None) -> Any:
    """Return an agreement that may have decided whether its report outlives the term."""
    asked = closing_question() if reading is None else closing_question(adopted=reading)
    report = duty(reports_on="year-before")
    return agreement(term=term(), duties=[report], questions=[asked])


def test_what_is_no_longer_due_is_cancelled(tmp_path: Path) -> None:
    """An entry that a decision removes stays in the file, as cancelled, once."""
    path = tmp_path / "a.ics"
    write(path, decided(None), 2017)
    gone = write(path, decided("ended"), 2017)
    (entry,) = entries(gone).values()
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", "1")
    assert write(path, decided("ended"), 2017) == gone


def test_what_is_due_again_is_no_longer_cancelled(tmp_path: Path) -> None:
    """A cancelled entry comes back with a higher version."""
    path = tmp_path / "a.ics"
    for reading in (None, "ended", "owed"):
        write(path, decided(reading), 2017)
    (entry,) = entries(path.read_bytes()).values()
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CONFIRMED", "2")


def test_other_years_stay(tmp_path: Path) -> None:
    """A file can hold several years; writing one leaves the others alone."""
    path = tmp_path / "a.ics"
    first = entries(write(path, year=2015))
    both = entries(write(path, year=2016))
    assert first.items() <= both.items()
    assert len(both) == 12


def test_a_corrected_entry_of_another_agreement_stays(tmp_path: Path) -> None:
    """Two partnerships may share a file, each with its own entries."""
    path = tmp_path / "a.ics"
    first = entries(write(path))
    assert first.items() <= entries(write(path, decided(None))).items()


def test_danish_letters(tmp_path: Path) -> None:
    """Text is UTF-8, and lines are folded between letters."""
    read = entries(write(tmp_path / "a.ics", language="da"))
    report = read["duties.focus-area-status.2014@amager.partnerskab"]
    assert report["SUMMARY"].startswith("Gøre status for indsatsområdernes mål")


@pytest.mark.parametrize(
    "data", [b"", b"notes", "Hørgården".encode("cp1252"), b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"]
)
def test_a_file_that_is_no_calendar_is_left_alone(tmp_path: Path, data: bytes) -> None:
    """Whatever else stands at the name is not lost."""
    path = tmp_path / "a.ics"
    path.write_bytes(data)
    assert refused(path) == (
        "a.ics: error: the file is there and is no calendar [not-a-calendar]\n"
        "    expected: a new file, or one that this command wrote\n"
        "    came:     no single VCALENDAR in UTF-8\n"
        "    remedy:   give another name"
    )
    assert path.read_bytes() == data


def test_the_calendar_of_another_program_is_left_alone(tmp_path: Path) -> None:
    """A calendar that another program keeps is not written over."""
    path = tmp_path / "a.ics"
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n"
    path.write_text(text, encoding="utf-8", newline="")
    assert refused(path) == (
        "a.ics: error: another program made this calendar, and it would be lost "
        "[foreign-calendar]\n"
        "    expected: a new file, or one that this command wrote\n"
        "    came:     -//Other//EN\n"
        "    remedy:   give another name"
    )


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """The name of a folder is refused as such."""
    assert refused(tmp_path).startswith(
        f"{tmp_path.name}: error: this is a folder, not a file [cannot-read]"
    )


def test_an_entry_without_a_version_is_followed_all_the_same(tmp_path: Path) -> None:
    """A file from which somebody took lines out is brought up to date."""
    path = tmp_path / "a.ics"
    text = write(path, decided(None), 2017).decode()
    kept = [line for line in text.split("\r\n") if not line.startswith(("SEQUENCE", "STATUS"))]
    path.write_text("\r\n".join(kept), encoding="utf-8", newline="")
    (entry,) = entries(write(path, decided("owed"), 2017)).values()
    assert (entry["SEQUENCE"], entry["STATUS"]) == ("1", "CONFIRMED")


def test_without_icalendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the error names it."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtraError) as caught:
        write(tmp_path / "a.ics")
    assert str(caught.value) == (
        "writing a calendar file needs more than is installed; "
        "run: pip install 'partnerskab[calendar]'"
    )


def test_a_year_is_written_whole(tmp_path: Path) -> None:
    """The number of entries of the year is returned."""
    found = dues(AMAGER, 2015, as_of=date(2015, 1, 1))
    assert write_calendar(tmp_path / "a.ics", AMAGER, found, 2015, "en") == 6
