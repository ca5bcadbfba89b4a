"""`partnerskab targets`: the target table for people and for programs."""

import csv
import io
import json

import pytest

from tests.cli.running import AMAGER, QUIET, Run, assert_golden

CSV_START = """\
objective,target,indicator,area,unit,derived,kind,steps,period,baseline_period,baseline_statistic,\
baseline,percent,points,exact,rounded,printed,reconciliation,explained_by,printed_change,sense,\
category,criterion,rounding_mode,rounding_basis,citation
perceived-safety,safety-index,safety-index,district-29,,,hold,,2016,2012,,,,,,,,,,,,reduced,,,,\
"agreement-text, section 2, item 1"
ssp,ssp-activations,ssp-activations,district-15,activations,,towards,,2013,2012,,6,,,,,,,,,,,,,,\
"agreement-text, section 2, item 2"
"""
BURGLARY_2013 = {
    "objective": "crime",
    "target": "burglary",
    "indicator": "burglary",
    "area": "amager",
    "unit": "reports",
    "derived": "",
    "kind": "percent-of-baseline",
    "steps": "from-baseline",
    "period": "2013",
    "baseline_period": "2012",
    "baseline_statistic": "",
    "baseline": "77",
    "percent": "-10",
    "points": "",
    "exact": "69.3",
    "rounded": "69",
    "printed": "69",
    "reconciliation": "equal",
    "explained_by": "half-up",
    "printed_change": "-10.4",
    "sense": "at-most",
    "category": "",
    "criterion": "count",
    "rounding_mode": "half-up",
    "rounding_basis": "inferred",
    "citation": "agreement-text, section 2, item 3, table Gerningstype, row Indbrud, "
    "column Måltal 2013 (-10 %)",
}


def records(run: Run, *more: str) -> list[dict[str, str]]:
    """Return the rows of the csv form, as the csv module reads them."""
    return list(csv.DictReader(io.StringIO(run("targets", AMAGER, "--format", "csv", *more).out)))


@pytest.mark.parametrize("language", ["da", "en"])
def test_table_for_people(run: Run, language: str) -> None:
    """The table is as it is kept, and standard error is empty."""
    code, out, err = run("targets", AMAGER, "--language", language)
    assert (code, err) == (0, "")
    assert_golden(f"targets-{language}.txt", out)


def test_a_table_is_the_default_and_english(run: Run) -> None:
    """Without options a person gets the English table."""
    assert run("targets", AMAGER) == run("targets", AMAGER, "--format", "table", "--language", "en")


def test_csv_begins_with_its_columns(run: Run) -> None:
    """The header and the first rows are as documented."""
    code, out, err = run("targets", AMAGER, "--format", "csv")
    assert (code, err) == (0, "")
    assert out.startswith(CSV_START)


def test_csv_has_a_row_for_each_target_and_period(run: Run) -> None:
    """One row for the index, four for SSP, 24 for the reports."""
    assert len(records(run)) == 1 + 4 + 24


def test_csv_row_of_a_ladder(run: Run) -> None:
    """A row of the signed table carries its rule, its values and its place, letters included."""
    assert records(run)[5] == BURGLARY_2013


def test_csv_is_the_same_in_every_language(run: Run) -> None:
    """Programs get the same words whatever people read."""
    assert records(run, "--language", "da") == records(run)


def test_json_has_the_rows_of_the_csv(run: Run) -> None:
    """Both forms hold the same rows; a whole number is a number, an empty cell null."""
    document = json.loads(run("targets", AMAGER, "--format", "json").out)
    rows = [
        {name: "" if cell is None else str(cell) for name, cell in row.items()}
        for row in document["rows"]
    ]
    assert rows == records(run)
    assert (document["table"], document["rows"][5]["printed"]) == ("targets", 69)
    assert document["rows"][5]["exact"] == "69.3"


def test_json_explains_its_columns(run: Run) -> None:
    """Each column comes with its kind and its meaning, in the order of the rows."""
    document = json.loads(run("targets", AMAGER, "--format", "json").out)
    assert document["columns"][16] == {
        "name": "printed",
        "kind": "exact",
        "meaning": "value in the signed text",
    }
    assert [column["name"] for column in document["columns"]] == list(document["rows"][0])


def test_an_agreement_without_targets(run: Run) -> None:
    """A table without rows is a table, and says that it holds nothing."""
    code, out, err = run("targets", QUIET)
    assert (code, err) == (0, "")
    assert out.endswith("\n0 of 0 printed values equal their rule; 0 explained, 0 in conflict\n")


def test_csv_without_targets_is_a_header(run: Run) -> None:
    """The columns are there without a row."""
    assert run("targets", QUIET, "--format", "csv").out == CSV_START.partition("\n")[0] + "\n"


def test_a_folder_that_cannot_be_used(run: Run) -> None:
    """Where there is an error nothing is listed."""
    code, out, err = run("targets", "nowhere", "--format", "csv")
    assert (code, out) == (1, "")
    assert err.startswith("nowhere: error: there is no such file [cannot-read]\n")
