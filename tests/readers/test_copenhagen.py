"""The shipped example of figures from StatBank can be fetched, read and assessed as it stands."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from partnerskab.assessment.assess import assess
from partnerskab.config.folder import check
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import read_file
from partnerskab.readers.statbank import fetch
from partnerskab.values.periods import Period
from tests.readers.statbank_server import serving

FOLDER = Path(__file__).parents[2] / "examples" / "copenhagen"
NOW = datetime(2017, 2, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def copenhagen() -> Partnership:
    """Return the partnership, of which nothing may be wrong or doubtful."""
    checked = check(FOLDER)
    assert checked.diagnostics == ()
    assert checked.partnership is not None
    return checked.partnership


@pytest.fixture
def snapshot(copenhagen: Partnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fetch the figures once, and look at what was asked for."""
    monkeypatch.setenv("no_proxy", "*")
    with serving() as server:
        path = fetch(copenhagen.recipe("offences"), tmp_path, now=NOW, address=server.address).path
    wanted = json.loads(server.asked[1].body)
    assert (wanted["table"], wanted["format"], wanted["lang"]) == ("STRAF11", "CSV", "en")
    quarters = [f"{year}K{quarter}" for year in (2012, 2013, 2014) for quarter in (1, 2, 3, 4)]
    assert wanted["variables"] == [
        {"code": "OMRÅDE", "values": ["101"]},
        {"code": "OVERTRÆD", "values": ["TOT"]},
        {"code": "Tid", "values": quarters},
    ]
    return path


def test_what_is_fetched_is_read(copenhagen: Partnership, snapshot: Path) -> None:
    """Each value is used, or counted where the recipe does not ask for its area."""
    reading = read_file(copenhagen, snapshot, "offences")
    assert [(each.area, str(each.period), each.value) for each in reading.observations] == [
        ("copenhagen", "2012-Q4", 1200),
        ("copenhagen", "2013-Q1", 1100),
    ]
    assert {each.retrieved for each in reading.observations} == {NOW.date()}
    assert (reading.rows, reading.used, reading.not_asked) == (4, 2, (("area", "411", 2),))


def test_one_quarter_is_no_year(copenhagen: Partnership, snapshot: Path) -> None:
    """The figures speak of a part of the year, and only from the day on which they came."""
    seen = read_file(copenhagen, snapshot, "offences").observations
    after, before = (
        assess(copenhagen, seen, as_of=day).verdict("offences", Period(2013))
        for day in (date(2017, 2, 1), date(2017, 1, 31))
    )
    assert (str(after.outcome), after.evidence.so_far) == ("partial-period", 1100)
    assert (str(before.outcome), before.evidence.so_far) == ("no-data", None)
