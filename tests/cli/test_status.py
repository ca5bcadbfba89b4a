"""`partnerskab status`: where every promise stands, for people and for programs."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import AMAGER, ILLUSTRATIVE, MIXED, QUIET, Run, assert_golden

CSV_START = """\
illustrative,as_of,objective,target,indicator,area,period,outcome,met,due,actual,actual_category,\
so_far,sense,limit,limit_category,change,status,published,source,caveats,questions,by_reading,\
version,amendments
false,2017-07-01,perceived-safety,safety-index,safety-index,district-29,2013,not-due,,,,,,,,,,,,,\
open-question,index-edition deciding-area held-or-better,,,
"""
GONE = """\
gone.csv: error: there is no such file [cannot-read]
    remedy:   check the name and the folder; large and small letters may differ
1 error, 0 warnings
"""
INVENTED = {
    "da": "OPDIGTEDE EKSEMPELTAL: tallene siger intet om det virkelige område.",
    "en": "ILLUSTRATIVE: these figures are invented examples and say nothing about the real area.",
}
REPORTS = ("burglary", "theft", "violence", "vandalism", "narcotics", "harassment")
YEARS = ("2013", "2014", "2015", "2016")


def records(run: Run, *options: str, path: str = AMAGER) -> list[dict[str, str]]:
    """Return the rows of the csv form, as the csv module reads them."""
    code, out, err = run("status", path, "--format", "csv", *options)
    assert (code, err) == (0, "")
    return list(csv.DictReader(io.StringIO(out)))


def outcomes(rows: list[dict[str, str]]) -> dict[tuple[str, str, str], str]:
    """Return the outcome by objective, target and period."""
    return {(row["objective"], row["target"], row["period"]): row["outcome"] for row in rows}


def unbroken(table: str) -> str:
    """Return the text of a table for people, its cells read down each column."""
    lines = table.replace("\u00a0", " ").splitlines()
    texts = [" ".join(lines)]
    for rule in dict.fromkeys(line for line in lines if re.fullmatch("-+(  -+)+", line)):
        spans = (slice(*column.span()) for column in re.finditer("-+", rule))
        texts += (" ".join(line[span] for line in lines) for span in spans)
    return " ".join(" ".join(texts).split())


def document(run: Run, *options: str) -> dict[str, Any]:
    """Return the json form, as the json module reads it."""
    read: dict[str, Any] = json.loads(run("status", AMAGER, "--format", "json", *options).out)
    return read


@pytest.mark.parametrize("language", ["da", "en"])
def test_table_without_observations(run: Run, language: str) -> None:
    """What is due has no data, and the table is as it is kept."""
    code, out, err = run("status", AMAGER, "--as-of", "2017-07-01", "--language", language)
    assert (code, err) == (0, "")
    assert_golden(f"status-nothing-{language}.txt", out)


@pytest.mark.parametrize("language", ["da", "en"])
def test_table_with_the_illustrative_file(run: Run, language: str) -> None:
    """The table of invented figures is as it is kept."""
    code, out, err = run(
        "status",
        AMAGER,
        *("--observations", ILLUSTRATIVE),
        *("--as-of", "2016-07-01"),
        *("--language", language),
    )
    assert (code, err) == (0, "")
    assert_golden(f"status-illustrative-{language}.txt", out)


@pytest.mark.parametrize("language", ["da", "en"])
def test_table_with_every_caveat(run: Run, language: str) -> None:
    """A caveat gets a letter where it first occurs, and its words below the grids."""
    options = ("--observations", MIXED, "--as-of", "2017-07-01", "--language", language)
    code, out, err = run("status", AMAGER, *options)
    assert (code, err) == (0, "")
    assert_golden(f"status-mixed-{language}.txt", out)


def test_a_suppressed_figure_is_a_dash(run: Run) -> None:
    """A figure that is kept back shows as one that is not there, but for its letter."""
    out = run("status", AMAGER, "--observations", MIXED, "--as-of", "2017-07-01").out
    (row,) = (line for line in out.splitlines() if line.startswith("Burglary"))
    assert "\N{EN DASH} (≤ 62)" in row


def test_an_id_is_never_broken(run: Run) -> None:
    """A reader can search for a question or a reading by its id."""
    out = run("status", AMAGER, "--observations", MIXED, "--as-of", "2017-07-01").out
    assert not [line for line in out.splitlines() if re.search(r"[a-z]-$", line)]


def test_csv_begins_with_its_columns(run: Run) -> None:
    """The header and the first row are as documented."""
    code, out, err = run("status", AMAGER, "--as-of", "2017-07-01", "--format", "csv")
    assert (code, err) == (0, "")
    assert out.startswith(CSV_START)


def test_without_observations_after_the_term(run: Run) -> None:
    """Everything due is without data; SSP needs a person's judgement, data or not."""
    expected = {
        ("perceived-safety", target, year): "not-due"
        for target in ("safety-index", "")
        for year in YEARS[:3]
    }
    expected |= {("perceived-safety", target, "2016"): "no-data" for target in ("safety-index", "")}
    expected |= {
        ("ssp", target, year): "needs-judgement"
        for target in ("ssp-activations", "")
        for year in YEARS
    }
    expected |= {("crime", target, year): "no-data" for target in (*REPORTS, "") for year in YEARS}
    rows = records(run, "--as-of", "2017-07-01")
    assert len(rows) == 4 * (8 + 3)
    assert outcomes(rows) == expected


def test_without_observations_within_the_term(run: Run) -> None:
    """Later years are not due yet, nor is the year that a day is in."""
    expected = {
        ("perceived-safety", target, year): "not-due"
        for target in ("safety-index", "")
        for year in YEARS
    }
    for year, judged, counted in zip(
        YEARS,
        ("needs-judgement", "needs-judgement", "not-due", "not-due"),
        ("no-data", "no-data", "not-due", "not-due"),
        strict=True,
    ):
        expected |= {("ssp", target, year): judged for target in ("ssp-activations", "")}
        expected |= {("crime", target, year): counted for target in (*REPORTS, "")}
    assert outcomes(records(run, "--as-of", "2015-12-31")) == expected


def test_a_figure_that_is_not_out_by_its_month(run: Run) -> None:
    """The index of 2016 comes out in May 2017; before that it is not missing."""
    told = outcomes(records(run, "--as-of", "2017-05-31"))
    assert told["perceived-safety", "safety-index", "2016"] == "not-yet-published"


def test_csv_row_of_a_verdict(run: Run) -> None:
    """A row says what was observed, what was due, and what the verdict depends on."""
    rows = records(run, "--observations", ILLUSTRATIVE, "--as-of", "2016-07-01")
    (row,) = (row for row in rows if (row["target"], row["period"]) == ("vandalism", "2014"))
    assert row == {
        "illustrative": "true",
        "as_of": "2016-07-01",
        "objective": "crime",
        "target": "vandalism",
        "indicator": "vandalism",
        "area": "amager",
        "period": "2014",
        "outcome": "met",
        "met": "",
        "due": "",
        "actual": "60",
        "actual_category": "",
        "so_far": "",
        "sense": "at-most",
        "limit": "60",
        "limit_category": "",
        "change": "-14.3",
        "status": "illustrative",
        "published": "2015-02-01",
        "source": "police-yearly",
        "caveats": "illustrative open-question",
        "questions": "count-or-percentage",
        "by_reading": "count-or-percentage=count:met count-or-percentage=percentage:not-met",
        "version": "",
        "amendments": "",
    }


def test_what_is_published_later_is_not_known(run: Run) -> None:
    """On a day before its publication a figure is not used."""
    rows = records(run, "--observations", ILLUSTRATIVE, "--as-of", "2015-01-31")
    told = outcomes(rows)
    assert told["crime", "burglary", "2013"] == "not-met"
    assert told["crime", "burglary", "2014"] == "no-data"


@pytest.mark.parametrize("language", INVENTED)
def test_the_table_says_at_once_that_figures_are_invented(run: Run, language: str) -> None:
    """The second line speaks of the invented figures, right below the title."""
    options = ("--observations", ILLUSTRATIVE, "--as-of", "2016-07-01", "--language", language)
    assert run("status", AMAGER, *options).out.splitlines()[1] == INVENTED[language]


def test_the_csv_says_in_every_row_that_figures_are_invented(run: Run) -> None:
    """The first column is `illustrative`, and true throughout."""
    rows = records(run, "--observations", ILLUSTRATIVE, "--as-of", "2016-07-01")
    assert {next(iter(row.items())) for row in rows} == {("illustrative", "true")}


def test_the_json_says_before_its_columns_that_figures_are_invented(run: Run) -> None:
    """The notice stands second, before the columns and the rows."""
    read = document(run, "--observations", ILLUSTRATIVE, "--as-of", "2016-07-01")
    assert list(read) == ["table", "notice", "columns", "rows"]
    assert read["notice"] == "illustrative: some of the figures are invented examples"


def test_real_figures_are_not_called_invented(run: Run) -> None:
    """Without an invented figure there is no such line, notice or flag."""
    options = ("--observations", MIXED, "--as-of", "2017-07-01")
    assert "ILLUSTRATIVE" not in run("status", AMAGER, *options).out
    assert "notice" not in document(run, *options)
    assert {row["illustrative"] for row in records(run, *options)} == {"false"}


def test_json_has_the_rows_of_the_csv(run: Run) -> None:
    """Both forms hold the same rows; a flag is true or false, an empty cell null."""
    options = ("--observations", MIXED, "--as-of", "2017-07-01")
    rows = [
        {
            name: "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
            for name, cell in row.items()
        }
        for row in document(run, *options)["rows"]
    ]
    assert rows == records(run, *options)


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("2017-07-01", "opfyldt (\N{MINUS SIGN}24,3 %)"),
        ("2016-07-01", "opgøres først for 2016"),
        ("2017-07-01", "tal mangler"),
        ("2017-03-01", "endnu ikke offentliggjort"),
        ("2017-07-01", "kræver faglig vurdering"),
        ("2017-07-01", "tallet er diskretioneret"),
        ("2017-07-01", "målopfyldelsen"),
        ("2017-07-01", "fortolkningerne"),
    ],
)
def test_danish_words(run: Run, as_of: str, words: str) -> None:
    """The Danish table speaks the field's words."""
    options = ("--observations", MIXED, "--as-of", as_of, "--language", "da")
    assert words in unbroken(run("status", AMAGER, *options).out)


def test_danish_words_for_a_miss(run: Run) -> None:
    """A missed target is `ikke opfyldt`, with the change beside it."""
    options = ("--observations", ILLUSTRATIVE, "--as-of", "2016-07-01", "--language", "da")
    assert "ikke opfyldt (+5,8 %)" in unbroken(run("status", AMAGER, *options).out)


def test_an_agreement_without_targets(run: Run) -> None:
    """Where nothing is promised in numbers the status says so."""
    assert run("status", QUIET, "--as-of", "2017-07-01") == (
        0,
        (
            "An agreement without a number · status as of 2017-07-01\n\n"
            "The agreement sets no target, so there is nothing to assess.\n"
        ),
        "",
    )


def test_today_is_the_default(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a day the table is of today, and says so in its first line."""

    class Wednesday(date):
        @classmethod
        def today(cls) -> "Wednesday":
            return cls(2015, 6, 3)

    monkeypatch.setattr("partnerskab.cli.status.date", Wednesday)
    assert run("status", AMAGER).out.startswith(
        "Agreement on a partnership for Amager · status as of 2015-06-03\n"
    )


@pytest.mark.parametrize("day", ["2014-02-30", "31-12-2016", "yesterday", ""])
def test_a_day_that_is_none(run: Run, day: str) -> None:
    """A wrong day is wrong use; the message says how to write one."""
    code, out, err = run("status", AMAGER, "--as-of", day)
    assert (code, out) == (2, "")
    assert err.endswith(
        f"partnerskab status: error: argument --as-of: not a date: {day!r}; "
        "write it like 2014-05-31\n"
    )


def test_a_file_that_is_not_there(run: Run) -> None:
    """A missing file of observations is an error of the data, under the name that was given."""
    assert run("status", AMAGER, "--observations", "gone.csv") == (1, "", GONE)


def test_a_file_with_errors(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every bad cell is reported, and no status is made of the rest."""
    text = "indicator,period,value,status\nburglary,2013,many,final\ntheft,2013,215,finl\n"
    (tmp_path / "o.csv").write_text(text, encoding="utf-8")
    amager = str(Path(AMAGER).absolute())
    monkeypatch.chdir(tmp_path)
    code, out, err = run("status", amager, "--observations", "o.csv")
    assert (code, out) == (1, "")
    assert [line for line in err.splitlines() if not line.startswith(" ")] == [
        "o.csv:2: value: error: not a number [not-a-number]",
        "o.csv:3: status: error: not one of the words that are known here [unknown-word]",
        "2 errors, 0 warnings",
    ]


def test_met_or_missed_is_no_error(run: Run) -> None:
    """A missed target is news about the world: the exit code is 0."""
    code, out, _ = run("status", AMAGER, "--observations", ILLUSTRATIVE, "--as-of", "2016-07-01")
    assert code == 0
    assert "not met" in out
