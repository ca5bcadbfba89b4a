"""What the tidy csv reader accepts, and what it says of everything else, message by message."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerskab.config.folder import load
from partnerskab.errors import DiagnosticsError
from partnerskab.observations.observation import Audience, Observation, Status
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import read_observations
from partnerskab.readers.tidy import OPTIONAL, REQUIRED
from partnerskab.values.periods import Period

AMAGER = Path(__file__).parents[2] / "examples" / "amager"
HEAD = "indicator,period,value,status\n"
SOUND = "burglary,2013,71,final\n"
COLUMNS = (
    "indicator, period, value, status, area, category, published, retrieved, source, note, audience"
)
INDICATORS = (
    "safety-index, ssp-activations, burglary, theft, violence, vandalism, narcotics, harassment"
)
AREAS = "amager, district-29, district-15"
NUMBER = "digits with '.' as the decimal mark, such as 77, -10, 22.9 or 1/3"
PERIOD = "2012, 2012-H1, 2012-Q1, 2015-12, 2013-2016, 2011/12, 2008/09-2010/11 or 2011-04/P1Y"
STATUS = "'final' or 'provisional' or 'revised' or 'estimated' or 'suppressed' or 'illustrative'"
QUOTES = "close every quote, and write a quote within a text twice"


@pytest.fixture(scope="module")
def amager() -> Partnership:
    """Return the partnership of the shipped example."""
    return load(AMAGER)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file named `o.csv`, which is not there yet, in the folder where we are."""
    monkeypatch.chdir(tmp_path)
    return Path("o.csv")


def read(partnership: Partnership, file: Path, content: str | bytes) -> ObservationSet:
    """Write a file and read it."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_observations(partnership, file)


def report(partnership: Partnership, file: Path, content: str | bytes) -> str:
    """Return all that is said about a file that cannot be used."""
    with pytest.raises(DiagnosticsError) as caught:
        read(partnership, file, content)
    return str(caught.value)


def said(spot: str, message: str, expected: str = "", came: str = "", remedy: str = "") -> str:
    """Write out a finding, without the parts that are empty."""
    parts = {"expected: ": expected, "came:     ": came, "remedy:   ": remedy}
    lines = [f"o.csv:{spot}: error: {message}"]
    return "\n".join(lines + [f"    {name}{text}" for name, text in parts.items() if text])


def missing(name: str, came: str) -> str:
    """Write out the finding about a column that is not there."""
    expected = "indicator, period, value, status"
    return said("1", f"the column '{name}' is missing [missing-column]", expected, came)


def not_a_number(came: str, line: int = 2) -> str:
    """Write out the finding about a cell without a number."""
    return said(f"{line}: value", "not a number [not-a-number]", NUMBER, came)


def not_a_period(message: str, expected: str, came: str, remedy: str = "") -> str:
    """Write out the finding about a cell without a period."""
    return said("2: period", f"{message} [not-a-period]", expected, came, remedy)


HEADERS = {
    "missing columns": (
        "indicator,value\nburglary,71\n",
        [missing("period", "indicator, value"), missing("status", "indicator, value")],
    ),
    "unknown column": (
        "indicator,period,value,status,publishd\nburglary,2013,71,final,2014-02-01\n",
        [
            said(
                "1: publishd",
                "unknown column [unknown-column]",
                COLUMNS,
                "'publishd'",
                "did you mean 'published'?",
            )
        ],
    ),
    "unknown column, like no other": (
        "indicator,period,value,status,x\nburglary,2013,71,final,1\n",
        [said("1: x", "unknown column [unknown-column]", COLUMNS, "'x'")],
    ),
    "column without a name": (
        "indicator,period,value,status,\nburglary,2013,71,final,\n",
        [said("1", "unknown column [unknown-column]", COLUMNS, "''")],
    ),
    "duplicate column": (
        "indicator,period,value,status,value\nburglary,2013,71,final,72\n",
        [
            said(
                "1: value",
                "the column is there twice [duplicate-column]",
                "each column once",
                "column 5 is called 'value' again",
                "remove one of the two",
            )
        ],
    ),
    "semicolons": (
        "indicator;period;value;status\nburglary;2013;71,5;final\n",
        [
            said(
                "1",
                "the cells seem to be divided by semicolons [wrong-separator]",
                "commas",
                "'indicator;period;value;status'",
                'save the file with commas, or read it by a recipe with separator = ";"',
            )
        ],
    ),
    "tabs": (
        "indicator\tperiod\tvalue\tstatus\nburglary\t2013\t71\tfinal\n",
        [
            said(
                "1",
                "the cells seem to be divided by tabs [wrong-separator]",
                "commas",
                r"'indicator\tperiod\tvalue\tstatus'",
                r'save the file with commas, or read it by a recipe with separator = "\t"',
            )
        ],
    ),
    "misspelt column": (
        "Indicater,period,value,status\nburglary,2013,71,final\n",
        [
            said(
                "1: Indicater",
                "unknown column [unknown-column]",
                COLUMNS,
                "'Indicater'",
                "did you mean 'indicator'?",
            )
        ],
    ),
    "two columns like the missing one": (
        "indicato,indicatr,period,value,status\nburglary,x,2013,71,final\n",
        [
            said(
                "1: indicato",
                "unknown column [unknown-column]",
                COLUMNS,
                "'indicato'",
                "did you mean 'indicator'?",
            ),
            said(
                "1: indicatr",
                "unknown column [unknown-column]",
                COLUMNS,
                "'indicatr'",
                "did you mean 'indicator'?",
            ),
        ],
    ),
}
LENGTHS = {
    "too few cells": ("burglary,2013,71\n", "3 cells"),
    "too many cells": ("burglary,2013,71,final,\n", "5 cells"),
    "decimal comma without quotes": ("burglary,2013,71,5,final\n", "5 cells"),
    "comma in a text without quotes": ("burglary,2013,71,final,one, two\n", "6 cells"),
}
CELLS = {
    "unknown category": (
        "safety-index,2013,reducd,final",
        said(
            "2: value",
            "not a category of the scale 'need-for-effort' [unknown-category]",
            "minimal, reduced, ordinary, intensified, marked",
            "'reducd'",
            "did you mean 'reduced'?",
        ),
    ),
    "Danish category": (
        "safety-index,2013,ordinær,final",
        said(
            "2: value",
            "not a category of the scale 'need-for-effort' [unknown-category]",
            "minimal, reduced, ordinary, intensified, marked",
            "'ordinær'",
            "did you mean 'ordinary'?",
        ),
    ),
    "number for a category": (
        "safety-index,2013,2,final",
        said(
            "2: value",
            "not a category of the scale 'need-for-effort' [unknown-category]",
            "minimal, reduced, ordinary, intensified, marked",
            "'2'",
        ),
    ),
    "category for a number": ("burglary,2013,reduced,final", not_a_number("'reduced'")),
    "word for a number": ("burglary,2013,many,final", not_a_number("'many'")),
    "decimal comma": ('burglary,2013,"71,5",final', not_a_number("'71,5'")),
    "space between thousands": ("burglary,2013,1 000,final", not_a_number("'1 000'")),
    "no-break space between thousands": (
        "burglary,2013,1\u00a0000,final",
        not_a_number(r"'1\xa0000'"),
    ),
    "real minus": ("burglary,2013,\N{MINUS SIGN}1,final", not_a_number("'\N{MINUS SIGN}1'")),
    "digits of another script": (
        "burglary,2013,\u0667\u0661,final",
        not_a_number("'\u0667\u0661'"),
    ),
    "scientific notation": ("burglary,2013,1e400,final", not_a_number("'1e400'")),
    "not a number by name": ("burglary,2013,NaN,final", not_a_number("'NaN'")),
    "infinity": ("burglary,2013,inf,final", not_a_number("'inf'")),
    "infinite fraction": ("burglary,2013,1/0,final", not_a_number("'1/0'")),
    "mark for nothing": ("burglary,2013,..,final", not_a_number("'..'")),
    "more digits than Python reads": (
        f"burglary,2013,{'9' * 5000},final",
        not_a_number(f"'{'9' * 40}...'"),
    ),
    "negative count": (
        "burglary,2013,-1,final",
        said("2: value", "not a value of 'burglary' [invalid-value]", "zero or more", "-1"),
    ),
    "fraction for a count": (
        "burglary,2013,71.5,final",
        said(
            "2: value",
            "not a value of 'burglary' [invalid-value]",
            "a whole number of zero or more",
            "71.5",
        ),
    ),
    "empty value": (
        "burglary,2013,,final",
        said(
            "2: value",
            "only a suppressed observation has no value [invalid-value]",
            "a value, or the status 'suppressed'",
            "an empty cell",
        ),
    ),
    "value of a suppressed one": (
        "burglary,2013,3,suppressed",
        said(
            "2: value",
            "only a suppressed observation has no value [invalid-value]",
            "an empty cell",
            "'3'",
        ),
    ),
    "unknown status": (
        "burglary,2013,71,finl",
        said(
            "2: status",
            "not one of the words that are known here [unknown-word]",
            STATUS,
            "'finl'",
            "did you mean 'final'?",
        ),
    ),
    "empty status": (
        "burglary,2013,71,",
        said(
            "2: status",
            "not one of the words that are known here [unknown-word]",
            STATUS,
            "''",
        ),
    ),
    "bad period": ("burglary,13,71,final", not_a_period("not a period", PERIOD, "'13'")),
    "empty period": ("burglary,,71,final", not_a_period("not a period", PERIOD, "''")),
    "month that there is not": (
        "burglary,2013-13,71,final",
        not_a_period(
            "a year has no month 13",
            "month 1 to 12",
            "'2013-13'",
            "write several years as 2013-2016 and a split year as 2013/14",
        ),
    ),
}
OPTIONAL_CELLS = {
    "unknown area": (
        "area",
        "amagr",
        said(
            "2: area",
            "no area has this id [dangling-reference]",
            AREAS,
            "'amagr'",
            "did you mean 'amager'?",
        ),
    ),
    "Danish date": (
        "published",
        "31-05-2014",
        said(
            "2: published",
            "not a date [invalid-value]",
            "a date such as 2014-05-31",
            "'31-05-2014'",
        ),
    ),
    "date that there is not": (
        "retrieved",
        "2014-02-30",
        said(
            "2: retrieved",
            "not a date [invalid-value]",
            "a date such as 2014-05-31",
            "'2014-02-30'",
        ),
    ),
    "time of day": (
        "published",
        "2014-05-31T10:00",
        said(
            "2: published",
            "not a date [invalid-value]",
            "a date such as 2014-05-31",
            "'2014-05-31T10:00'",
        ),
    ),
    "unknown audience": (
        "audience",
        "publik",
        said(
            "2: audience",
            "not one of the words that are known here [unknown-word]",
            "'internal' or 'parties' or 'public'",
            "'publik'",
            "did you mean 'public'?",
        ),
    ),
}


@pytest.mark.parametrize(("content", "findings"), HEADERS.values(), ids=HEADERS.keys())
def test_header(amager: Partnership, file: Path, content: str, findings: list[str]) -> None:
    """Everything that is wrong with the header is said, and no row is read by it."""
    assert report(amager, file, content) == "\n".join(findings)


@pytest.mark.parametrize(("row", "came"), LENGTHS.values(), ids=LENGTHS.keys())
def test_length_of_a_row(amager: Partnership, file: Path, row: str, came: str) -> None:
    """A row has as many cells as the header, or it is not read."""
    assert report(amager, file, HEAD + SOUND + row) == said(
        "3",
        "the row has another number of cells than the header [wrong-length]",
        "4 cells",
        came,
        "put a text that contains the separator in quotes",
    )


@pytest.mark.parametrize(("row", "finding"), CELLS.values(), ids=CELLS.keys())
def test_cell(amager: Partnership, file: Path, row: str, finding: str) -> None:
    """A cell that cannot be read is named, with what was expected and what came."""
    assert report(amager, file, f"{HEAD}{row}\n") == finding


@pytest.mark.parametrize(
    ("column", "text", "finding"), OPTIONAL_CELLS.values(), ids=OPTIONAL_CELLS.keys()
)
def test_cell_of_an_optional_column(
    amager: Partnership, file: Path, column: str, text: str, finding: str
) -> None:
    """So is a cell of a column that may be left out."""
    content = f"{HEAD.strip()},{column}\n{SOUND.strip()},{text}\n"
    assert report(amager, file, content) == finding


def test_indicators_of_the_safety_plan() -> None:
    """One file may hold the figures of the agreement, in later areas too, and of the plan."""
    harbour = load("tests/partnerships/harbour")
    found = read_observations(harbour, "tests/partnerships/harbour/observations.csv")
    assert {each.indicator for each in found} == {"dark-spots", "vandalism"}


def test_unknown_indicator(amager: Partnership, file: Path) -> None:
    """An indicator that the agreement does not have is one finding, with the nearest it has."""
    content = "indicator,area,period,value,status\nburglery,amager,2013,71,final\n"
    assert report(amager, file, content) == said(
        "2: indicator",
        "no indicator has this id [dangling-reference]",
        INDICATORS,
        "'burglery'",
        "did you mean 'burglary'?",
    )


def test_unknown_indicator_without_an_area(amager: Partnership, file: Path) -> None:
    """The empty cell of its area, which would have been the indicator's, is no second finding."""
    found = report(amager, file, f"{HEAD}burglery,2013,71,final\n")
    assert [line for line in found.splitlines() if not line.startswith(" ")] == [
        "o.csv:2: indicator: error: no indicator has this id [dangling-reference]"
    ]


def test_dot_that_may_divide_thousands(amager: Partnership, file: Path) -> None:
    """A Dane writes a thousand as `1.000`, which nobody can tell from one: so it is not read."""
    assert report(amager, file, f"{HEAD}burglary,2013,1.000,final\n") == said(
        "2: value",
        "the dot may divide thousands or decimals [ambiguous-number]",
        "a whole number without a dot, such as 1000 or 1",
        "'1.000'",
    )


def test_split_year_without_its_month(amager: Partnership, file: Path) -> None:
    """A split year is not guessed where the agreement does not say when one starts."""
    assert report(amager, file, f"{HEAD}burglary,2013/14,71,final\n") == not_a_period(
        "a split year needs the month in which it starts",
        "year_starts from 2 to 12: 4 for a British fiscal year, 8 for a Danish school year",
        "'2013/14' with year_starts=None",
        "give year_starts, or write 2013-08/P1Y for a year that starts in August",
    )


def test_every_bad_cell_is_reported_in_one_run(amager: Partnership, file: Path) -> None:
    """Each bad cell of each row has its finding, by line and then by column of the model."""
    content = (
        "indicator,area,period,value,status,published,retrieved,audience\n"
        "burglary,amager,2013,71,final,2014-02-01,,public\n"
        "burglery,amagr,x,y,z,a,b,c\n"
        "theft,amager,2013,215\n"
        "theft,amager,2013,-1,final,2014-02-30,,nobody\n"
    )
    found = report(amager, file, content)
    assert [line.partition(": error")[0] for line in found.splitlines() if line[0] != " "] == [
        "o.csv:3: indicator",
        "o.csv:3: area",
        "o.csv:3: period",
        "o.csv:3: status",
        "o.csv:3: published",
        "o.csv:3: retrieved",
        "o.csv:3: audience",
        "o.csv:4",
        "o.csv:5: value",
        "o.csv:5: published",
        "o.csv:5: audience",
    ]


def test_quote_that_is_not_closed(amager: Partnership, file: Path) -> None:
    """The rest of the file is lost from the row in which a quote was opened, and that is said."""
    content = 'indicator,period,value,status,note\nburglary,2013,71,final,"oops\ntheft,x,1,final,\n'
    assert report(amager, file, content) == said(
        "2",
        "from here on the file is not csv: unexpected end of data [not-csv]",
        remedy=QUOTES,
    )


def test_quote_in_the_middle(amager: Partnership, file: Path) -> None:
    """A quote is closed at the end of its cell; what was wrong before it is said, too."""
    content = (
        "indicator,period,value,status,note\n"
        "burglary,2013,many,final,\n"
        'burglary,2013,71,final,"a" and b\n'
    )
    assert report(amager, file, content) == "\n".join(
        [
            not_a_number("'many'"),
            said(
                "3",
                "from here on the file is not csv: ',' expected after '\"' [not-csv]",
                remedy=QUOTES,
            ),
        ]
    )


def test_very_long_cell(amager: Partnership, file: Path) -> None:
    """A cell of more characters than the csv module takes is most likely an open quote."""
    content = f"indicator,period,value,status,note\nburglary,2013,71,final,{'x' * 131_073}\n"
    assert report(amager, file, content) == said(
        "2",
        "from here on the file is not csv: field larger than field limit (131072) [not-csv]",
        remedy=QUOTES,
    )


def test_long_cell(amager: Partnership, file: Path) -> None:
    """A long note is kept whole."""
    note = "x" * 131_072
    content = f"indicator,period,value,status,note\nburglary,2013,71,final,{note}\n"
    (observation,) = read(amager, file, content)
    assert observation.note == note


def test_null_byte(amager: Partnership, file: Path) -> None:
    """A workbook with the name of a csv file is called what it is."""
    assert report(amager, file, b"PK\x03\x04\x00\x00") == said(
        "1:5",
        "the file is not in UTF-8 [wrong-encoding]",
        "text in UTF-8",
        "byte 0x00, as in a workbook (.xlsx), a document (.docx) or a picture",
        "name a text file, or save the contents as one in UTF-8",
    )


WRONG_ENCODING = said(
    "2:29",
    "the file is not in UTF-8 [wrong-encoding]",
    "text in UTF-8",
    "byte 0xE6, which is 'æ' in Windows-1252",
    'save the file again with the encoding "UTF-8"',
)


def test_wrong_encoding(amager: Partnership, file: Path) -> None:
    """A file in Windows-1252 is not taken for UTF-8."""
    content = "indicator,period,value,status,note\nvandalism,2013,63,final,om hærværk\n"
    assert report(amager, file, content.encode("cp1252")) == WRONG_ENCODING


def test_wrong_encoding_does_not_hide_the_rest(amager: Partnership, file: Path) -> None:
    """The cells of a file in Windows-1252 are reported in the same run."""
    content = "indicator,period,value,status,note\nvandalism,2013,xx,final,om hærværk\n"
    assert report(amager, file, content.encode("cp1252")) == "\n".join(
        [WRONG_ENCODING, not_a_number("'xx'")]
    )


def test_byte_order_mark(amager: Partnership, file: Path) -> None:
    """The mark that Excel writes before a csv file is no fault."""
    assert len(read(amager, file, ("\ufeff" + HEAD + SOUND).encode())) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(amager: Partnership, file: Path, end: str) -> None:
    """Line ends of every system are read."""
    content = (HEAD + SOUND + "theft,2013,215,final\n").replace("\n", end)
    assert [observation.value for observation in read(amager, file, content)] == [71, 215]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_by_every_line_end(amager: Partnership, file: Path, end: str) -> None:
    """A finding is on the line that an editor shows, blank lines and all."""
    content = (HEAD + "\n" + SOUND + "\n\n" + "theft,2013,many,final").replace("\n", end)
    assert report(amager, file, content) == not_a_number("'many'", line=6)


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028"])
def test_only_line_ends_end_a_line(amager: Partnership, file: Path, mark: str) -> None:
    """Other characters that Unicode counts as breaks are part of their cell."""
    content = f"indicator,period,value,status,note\nburglary,2013,71,final,one{mark}two\n"
    (observation,) = read(amager, file, content)
    assert observation.note == f"one{mark}two"


def test_note_of_several_lines(amager: Partnership, file: Path) -> None:
    """A text in quotes may run over lines, hold commas, and hold quotes written twice."""
    content = (
        "indicator,period,value,status,note\n"
        'burglary,2013,71,final,"one, two\r\n""three"""\n'
        "theft,2013,215,final,\n"
    )
    first, second = read(amager, file, content)
    assert (first.note, second.value) == ('one, two\r\n"three"', 215)


def test_row_of_several_lines_is_found_by_its_first(amager: Partnership, file: Path) -> None:
    """A finding is on the line where its row begins, and later rows are counted on."""
    content = (
        "indicator,period,value,status,note\n"
        'burglary,2013,many,final,"one\ntwo\nthree"\n'
        "theft,2013,few,final,\n"
    )
    assert report(amager, file, content) == "\n".join(
        [not_a_number("'many'", line=2), not_a_number("'few'", line=5)]
    )


def test_blank_lines_before_the_header(amager: Partnership, file: Path) -> None:
    """Blank lines are passed over wherever they are."""
    assert len(read(amager, file, "\n \n" + HEAD + "\n" + SOUND + "\n  \n")) == 1


def test_rows_of_nothing_but_commas(amager: Partnership, file: Path) -> None:
    """A spreadsheet saves rows that once held something; nothing is nothing."""
    assert len(read(amager, file, HEAD + ",,,\n" + SOUND + " , ,,\n")) == 1


@pytest.mark.parametrize(("content", "came"), [("", "0 bytes"), ("\n\n", "2 bytes of white space")])
def test_empty_file(amager: Partnership, file: Path, content: str, came: str) -> None:
    """A file without a header is empty."""
    assert report(amager, file, content) == (
        f"o.csv: error: the file is empty [empty-file]\n    came:     {came}\n"
        "    remedy:   fill the file in, or remove it"
    )


def test_header_alone(amager: Partnership, file: Path) -> None:
    """A file of no rows holds no observations; that is news about the world."""
    assert read(amager, file, HEAD.strip()) == ObservationSet()


def test_folder(amager: Partnership, file: Path) -> None:
    """A folder is named as one."""
    file.mkdir()
    with pytest.raises(DiagnosticsError) as caught:
        read_observations(amager, file)
    assert str(caught.value) == (
        "o.csv: error: this is a folder, not a file [cannot-read]\n"
        "    remedy:   name a file inside the folder"
    )


def test_whole_row(amager: Partnership, file: Path) -> None:
    """Every column finds its place, whatever the order, and spaces around a cell do not count."""
    content = (
        "note,audience,source,retrieved,published,status,value,period,area,indicator\n"
        "om hærværk på Ærøvej, public , politiet ,2014-03-01,2014-02-01,"
        "provisional, 71 , 2013 ,district-29,burglary\n"
    ).replace("Ærøvej,", "Ærøvej,")
    assert list(read(amager, file, content)) == [
        Observation(
            indicator="burglary",
            area="district-29",
            period=Period(2013),
            value=71,
            status=Status.PROVISIONAL,
            published=date(2014, 2, 1),
            retrieved=date(2014, 3, 1),
            source="politiet",
            note="om hærværk på Ærøvej",
            audience=Audience.PUBLIC,
        )
    ]


def test_what_may_be_left_out(amager: Partnership, file: Path) -> None:
    """The indicator's area, no dates, its own source, no note, and internal."""
    (observation,) = read(amager, file, HEAD + "ssp-activations,2013,5,final\n")
    assert observation == Observation(
        indicator="ssp-activations",
        area="district-15",
        period=Period(2013),
        value=5,
        status=Status.FINAL,
    )
    assert observation.audience is Audience.INTERNAL


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("71.0", 71), ("+71", 71), ("007", 7), ("1_500", 1500)]
)
def test_whole_number(amager: Partnership, file: Path, text: str, value: int) -> None:
    """A count is read in every form that means one whole number; pandas writes `71.0`."""
    (observation,) = read(amager, file, f"{HEAD}burglary,2013,{text},final\n")
    assert observation.value == value
    assert type(observation.value) is int


def test_number_of_4000_digits(amager: Partnership, file: Path) -> None:
    """A count of any size that Python reads is exact."""
    (observation,) = read(amager, file, f"{HEAD}burglary,2013,{'9' * 4000},final\n")
    assert observation.value == 10**4000 - 1


def test_fraction_of_a_percentage(amager: Partnership, file: Path) -> None:
    """A measure other than a count may be a fraction, and is exact."""
    (indicator,) = (each for each in amager.agreement.indicators if each.id == "burglary")
    share = attrs.evolve(indicator, measure="percentage", unit="percent")
    indicators = [share if each is indicator else each for each in amager.agreement.indicators]
    agreement = attrs.evolve(amager.agreement, indicators=indicators)
    partnership = attrs.evolve(amager, agreement=agreement)
    (observation,) = read(partnership, file, f"{HEAD}burglary,2013,22.9,final\n")
    assert str(observation.value) == "229/10"


def test_suppressed_value(amager: Partnership, file: Path) -> None:
    """A suppressed observation has an empty value, also of an ordinal indicator."""
    content = HEAD + "burglary,2013,,suppressed\nsafety-index,2013,,suppressed\n"
    assert [observation.value for observation in read(amager, file, content)] == [None, None]


def test_category(amager: Partnership, file: Path) -> None:
    """An ordinal indicator's value is the id of a category."""
    (observation,) = read(amager, file, HEAD + "safety-index,2013,ordinary,final\n")
    assert observation.value == "ordinary"


def test_same_row_twice(amager: Partnership, file: Path) -> None:
    """Rows are never merged."""
    assert len(read(amager, file, HEAD + SOUND + SOUND)) == 2


GOOD = {
    "indicator": "burglary",
    "area": "",
    "period": "2013",
    "value": "71",
    "status": "final",
    "published": "",
    "retrieved": "",
    "source": "",
    "note": "",
    "audience": "",
}
CHOICES = {
    "indicator": ["burglary", "theft", "burglery", ""],
    "area": ["", "amager", "amagr"],
    "period": ["2013", "2013-Q1", "13", ""],
    "value": ["71", "0", "71,5", "many", "-1", "1/3", "9" * 30],
    "status": ["final", "revised", "suppressed", "finl"],
    "published": ["", "2014-02-01", "1/2/14"],
    "retrieved": ["", "2014-02-01", "2014-13-01"],
    "source": ["", "politiet"],
    "note": ["", "om hærværk, og mere", 'et "citat"'],
    "audience": ["", "public", "publik"],
}


def quoted(cell: str) -> str:
    """Return a cell in quotes."""
    return '"' + cell.replace('"', '""') + '"'


def lines_of(rows: list[dict[str, str]]) -> list[str]:
    """Return the lines of a file with these rows, without its header."""
    return [",".join(quoted(cell) for cell in row.values()) for row in rows]


def plausible_rows() -> st.SearchStrategy[list[dict[str, str]]]:
    """Return rows whose cells are often right."""
    cells = {name: st.sampled_from([GOOD[name], *texts]) for name, texts in CHOICES.items()}
    return st.lists(st.fixed_dictionaries(cells), max_size=8)


def reported_lines(error: DiagnosticsError) -> set[int]:
    """Return the lines that the findings are on."""
    return {each.place.line for each in error.diagnostics if each.place.line is not None}


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one file for every example of a property."""
    return tmp_path_factory.mktemp("tidy") / "o.csv"


@given(rows=plausible_rows())
def test_no_row_is_dropped(amager: Partnership, scratch: Path, rows: list[dict[str, str]]) -> None:
    """Without the rows that are reported the file reads, and gives one observation a row."""
    header, lines = ",".join(GOOD), lines_of(rows)
    reported: set[int] = set()
    try:
        read(amager, scratch, "\n".join([header, *lines]))
    except DiagnosticsError as error:
        reported = reported_lines(error)
    kept = [line for number, line in enumerate(lines, start=2) if number not in reported]
    assert len(read(amager, scratch, "\n".join([header, *kept]))) == len(lines) - len(reported)


@given(rows=plausible_rows())
def test_a_row_is_judged_by_itself(
    amager: Partnership, scratch: Path, rows: list[dict[str, str]]
) -> None:
    """A row that is reported among others is reported alone, in the same words."""
    header, together, alone = ",".join(GOOD), "", []
    for number, line in enumerate(lines_of(rows), start=2):
        try:
            read(amager, scratch, f"{header}\n{line}")
        except DiagnosticsError as error:
            alone.append(str(error).replace("o.csv:2", f"o.csv:{number}"))
    try:
        read(amager, scratch, "\n".join([header, *lines_of(rows)]))
    except DiagnosticsError as error:
        together = str(error)
    assert together == "\n".join(alone)


def anything() -> st.SearchStrategy[bytes]:
    """Return files of every kind: noise, text, csv of noise, and nearly right ones."""
    mark = st.sampled_from(["\ufeff", "", "", ""])
    sample = st.sampled_from(
        [*REQUIRED, *OPTIONAL, *(each for cells in CHOICES.values() for each in cells)]
    )
    cell = sample | st.text(max_size=6) | st.sampled_from(list('",;\t\n\r\x00\x85\u2028 .-+/_'))
    row = st.lists(cell, max_size=11).map(",".join)
    noise = st.lists(row, max_size=6).map("\n".join)
    header = st.permutations([*REQUIRED, *OPTIONAL]).map(",".join) | st.just(",".join(GOOD))
    nearly = st.tuples(mark, header, noise).map(lambda parts: f"{parts[0]}{parts[1]}\n{parts[2]}")
    rows = plausible_rows().map(lambda rows: "\n".join([",".join(GOOD), *lines_of(rows)]))
    texts = st.text() | noise | nearly | rows
    encodings = st.sampled_from(["utf-8", "utf-8", "utf-8", "cp1252", "utf-16"])
    written = st.tuples(texts, encodings).map(lambda each: each[0].encode(each[1], "replace"))
    return written | st.binary()


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(content=anything())
def test_any_file_is_read_or_reported(amager: Partnership, scratch: Path, content: bytes) -> None:
    """No file, whatever it holds, does anything but give observations or diagnostics."""
    known = {indicator.id for indicator in amager.agreement.indicators}
    with suppress(DiagnosticsError):
        assert {each.indicator for each in read(amager, scratch, content)} <= known
