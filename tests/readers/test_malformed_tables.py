"""Tables in text files that are not as they should be: each is refused in whole sentences."""

from pathlib import Path

import attrs
import pytest

from partnerskab.observations.recipes import Recipe
from tests.readers.layouts import (
    BULK,
    BULK_TEXT,
    POLICE,
    POLICE_TEXT,
    WIDE,
    WIDE_TEXT,
    findings,
    said,
)

TOO_LONG = "from here on the file is not csv: field larger than field limit (131072) [not-csv]"
NO_NUMBER = "not a number [not-a-number]"
DIVIDED = (
    "a column divides the values, and the recipe does not say which are wanted [unknown-column]"
)
DANISH = "digits with ',' as the decimal mark and '.' between groups of three"
PLAIN = "digits with '.' as the decimal mark and nothing between groups of three"
A_MARK = "if it marks a missing figure, name it under missing or suppressed in the recipe"
AN_EMPTY_CELL = 'if it stands for a missing figure, write missing = [""] in the recipe'
A_VALUE = "a value, or the status 'suppressed'"
PERIODS = "periods such as 2013 or 2013-Q1 in row 3, each once"
HEADINGS = "correct header_row in the recipe, or name the heading under ignore"
OWN_HEADING = "give each column a heading of its own, and no merged one"
QUOTES = "put a text that contains the separator in quotes"
CLOSE = "close every quote, and write a quote within a text twice"
UTF8 = 'save the file again with the encoding "UTF-8"'
NAMED = "only columns that the recipe names"
NAME_IT = "name it in the recipe: under only, with the wanted value, or in ignore"
COLUMNS = "OVERTRÆD, OMRÅDE, TID, -1, KØN"
POLICE_COLUMNS = "Month, Crime type, Crime ID, Falls within"

WIDE_FILES: dict[str, tuple[str | bytes, Recipe, list[str]]] = {
    "cut off within a row": (
        WIDE_TEXT[: WIDE_TEXT.index(";..") + 1],
        WIDE,
        [
            said(
                "f.csv:5: Distriktet, 2013",
                "only a suppressed observation has no value [invalid-value]",
                expected=A_VALUE,
                came="an empty cell",
                remedy=AN_EMPTY_CELL,
            ),
        ],
    ),
    "another separator": (
        WIDE_TEXT.replace(";", ","),
        WIDE,
        [
            said(
                "f.csv:3",
                "the cells seem to be divided by commas [wrong-separator]",
                expected="semicolons",
                came="',,2012,2013'",
                remedy='write separator = "," in the recipe',
            ),
        ],
    ),
    "merged headings": (
        WIDE_TEXT.replace("2012;2013", "2012;"),
        WIDE,
        [
            said(
                "f.csv:4",
                "a value that stands below no heading [wrong-length]",
                expected="values below the 3 headings in row 3",
                came="'71' in column 4",
                remedy=OWN_HEADING,
            ),
            said(
                "f.csv:5",
                "a value that stands below no heading [wrong-length]",
                expected="values below the 3 headings in row 3",
                came="'..' in column 4",
                remedy=OWN_HEADING,
            ),
            said(
                "f.csv:8",
                "a value that stands below no heading [wrong-length]",
                expected="values below the 3 headings in row 3",
                came="'12' in column 4",
                remedy=OWN_HEADING,
            ),
        ],
    ),
    "merged headings in the middle": (
        WIDE_TEXT.replace("2012;2013", "2012;;2013"),
        WIDE,
        [
            said(
                "f.csv:3",
                "a heading among the periods is none [no-periods]",
                expected=PERIODS,
                came="''",
                remedy=HEADINGS,
            ),
        ],
    ),
    "a period twice": (
        WIDE_TEXT.replace("2013", "2012"),
        WIDE,
        [
            said(
                "f.csv:3: 2012",
                "the period is there twice [no-periods]",
                expected=PERIODS,
                came="2012",
                remedy=HEADINGS,
            ),
        ],
    ),
    "a sum among the periods": (
        WIDE_TEXT.replace("2013", "I alt"),
        WIDE,
        [
            said(
                "f.csv:3: I alt",
                "a heading among the periods is none [no-periods]",
                expected=PERIODS,
                came="'I alt'",
                remedy=HEADINGS,
            ),
        ],
    ),
    "NaN": (
        WIDE_TEXT.replace("1.077", "NaN"),
        WIDE,
        [
            said("f.csv:4: Byen, 2012", NO_NUMBER, expected=DANISH, came="'NaN'", remedy=A_MARK),
        ],
    ),
    "an infinity": (
        WIDE_TEXT.replace("1.077", "-inf"),
        WIDE,
        [
            said("f.csv:4: Byen, 2012", NO_NUMBER, expected=DANISH, came="'-inf'", remedy=A_MARK),
        ],
    ),
    "a negative count": (
        WIDE_TEXT.replace("1.077", "-5"),
        WIDE,
        [
            said(
                "f.csv:4: Byen, 2012",
                "not a value of 'reports' [invalid-value]",
                expected="zero or more",
                came="-5",
            ),
        ],
    ),
    "1e400": (
        WIDE_TEXT.replace("1.077", "1e400"),
        WIDE,
        [
            said("f.csv:4: Byen, 2012", NO_NUMBER, expected=DANISH, came="'1e400'"),
        ],
    ),
    "a formula": (
        WIDE_TEXT.replace("1.077", "=SUM(C5:C6)"),
        WIDE,
        [
            said("f.csv:4: Byen, 2012", NO_NUMBER, expected=DANISH, came="'=SUM(C5:C6)'"),
        ],
    ),
    "half a count": (
        WIDE_TEXT.replace("1.077", "1,5"),
        WIDE,
        [
            said(
                "f.csv:4: Byen, 2012",
                "not a value of 'reports' [invalid-value]",
                expected="a whole number of zero or more",
                came="1.5",
            ),
        ],
    ),
    "the decimal mark of another country": (
        WIDE_TEXT.replace("1.077", "1,077.0"),
        WIDE,
        [
            said(
                "f.csv:4: Byen, 2012",
                NO_NUMBER,
                expected=DANISH,
                came="'1,077.0'",
                remedy=(
                    "if '.' stands before the decimals, declare decimal_mark = \".\" and "
                    'thousands_mark = ","'
                ),
            ),
        ],
    ),
    "an empty cell": (
        WIDE_TEXT.replace("1.077", ""),
        WIDE,
        [
            said(
                "f.csv:4: Byen, 2012",
                "only a suppressed observation has no value [invalid-value]",
                expected=A_VALUE,
                came="an empty cell",
                remedy=AN_EMPTY_CELL,
            ),
        ],
    ),
    "a row without figures": (
        WIDE_TEXT.replace("1.077;71", ";"),
        WIDE,
        [
            said(
                "f.csv:4: Byen, 2012",
                "only a suppressed observation has no value [invalid-value]",
                expected=A_VALUE,
                came="an empty cell",
                remedy=AN_EMPTY_CELL,
            ),
            said(
                "f.csv:4: Byen, 2013",
                "only a suppressed observation has no value [invalid-value]",
                expected=A_VALUE,
                came="an empty cell",
                remedy=AN_EMPTY_CELL,
            ),
        ],
    ),
    "a value below no heading": (
        WIDE_TEXT.replace("1.077;71", "1.077;71;5"),
        WIDE,
        [
            said(
                "f.csv:4",
                "a value that stands below no heading [wrong-length]",
                expected="values below the 4 headings in row 3",
                came="'5' in column 5",
                remedy=OWN_HEADING,
            ),
        ],
    ),
    "an endless line": (
        WIDE_TEXT.replace("1.077;71", "1;" * 100_000),
        WIDE,
        [
            said(
                "f.csv:4",
                "a value that stands below no heading [wrong-length]",
                expected="values below the 4 headings in row 3",
                came="'1' in column 5",
                remedy=OWN_HEADING,
            ),
        ],
    ),
    "an endless cell": (
        WIDE_TEXT.replace("1.077", "7" * 200_000),
        WIDE,
        [
            said("f.csv:4", TOO_LONG, remedy=CLOSE),
        ],
    ),
    "a quote that is not closed": (
        WIDE_TEXT.replace("Tyveri", '"Tyveri'),
        WIDE,
        [
            said(
                "f.csv:8",
                "from here on the file is not csv: unexpected end of data [not-csv]",
                remedy=CLOSE,
            ),
        ],
    ),
    "mixed encodings": (
        WIDE_TEXT.encode().replace(b"Brand", b"H\xe6rv\xe6rk \xc3\xa6"),
        WIDE,
        [
            said(
                "f.csv:9:2",
                "the file is not in UTF-8 [wrong-encoding]",
                expected="text in UTF-8",
                came="byte 0xE6, which is 'æ' in Windows-1252",
                remedy=UTF8,
            ),
        ],
    ),
    "another encoding than declared": (
        WIDE_TEXT.encode().replace(b"Brand", b"H\x81"),
        attrs.evolve(WIDE, encoding="cp1252"),
        [
            said(
                "f.csv:9:2",
                "the file is not in the encoding that is declared for it [wrong-encoding]",
                expected="text in cp1252",
                came="byte 0x81",
                remedy="declare the encoding that the source uses, or ask it for another",
            ),
        ],
    ),
    "UTF-16": (
        WIDE_TEXT.encode("utf-16-le").join([b"\xff\xfe", b""]),
        WIDE,
        [
            said(
                "f.csv:1:1",
                "the file is not in UTF-8 [wrong-encoding]",
                expected="text in UTF-8",
                came="UTF-16, by its first two bytes 0xFFFE",
                remedy=UTF8,
            ),
        ],
    ),
    "a null byte": (
        WIDE_TEXT.replace("Brand", "Br\0nd"),
        WIDE,
        [
            said(
                "f.csv:9:3",
                "the file is not in UTF-8 [wrong-encoding]",
                expected="text in UTF-8",
                came="byte 0x00, as in a workbook (.xlsx), a document (.docx) or a picture",
                remedy="name a text file, or save the contents as one in UTF-8",
            ),
        ],
    ),
    "a title alone": (
        "Anmeldte forhold\n",
        WIDE,
        [
            said(
                "f.csv",
                "the file ends before its headings [no-periods]",
                expected=PERIODS,
                came="fewer rows",
                remedy=HEADINGS,
            ),
        ],
    ),
    "an empty file": (
        "",
        WIDE,
        [
            said(
                "f.csv",
                "the file is empty [empty-file]",
                came="0 bytes",
                remedy="fill the file in, or remove it",
            ),
        ],
    ),
    "columns that are not there": (
        WIDE_TEXT,
        attrs.evolve(WIDE, indicator="Type", area="Område"),
        [
            said(
                "f.csv:3",
                "the column 'Type' is missing [missing-column]",
                expected="Type, Område",
                came="an empty one, an empty one",
            ),
            said(
                "f.csv:3",
                "the column 'Område' is missing [missing-column]",
                expected="Type, Område",
                came="an empty one, an empty one",
            ),
        ],
    ),
    "labels that nobody named": (
        WIDE_TEXT,
        attrs.evolve(WIDE, area=None, areas=(), only_area="town"),
        [
            said(
                "f.csv:5",
                DIVIDED,
                expected="'Byen', as in the row with the same names above",
                came="'Distriktet'",
                remedy=(
                    "name column 2 in the recipe: under only, with the wanted value, or in ignore"
                ),
            ),
            said(
                "f.csv:6",
                DIVIDED,
                expected="'Byen', as in the row with the same names above",
                came="'Landet'",
                remedy=(
                    "name column 2 in the recipe: under only, with the wanted value, or in ignore"
                ),
            ),
        ],
    ),
}
BULK_FILES: dict[str, tuple[str | bytes, Recipe, list[str]]] = {
    "cut off within a row": (
        BULK_TEXT[:-20],
        BULK,
        [
            said(
                "f.csv:6",
                "the row has another number of cells than the header [wrong-length]",
                expected="6 cells",
                came="3 cells",
                remedy=QUOTES,
            ),
        ],
    ),
    "another separator": (
        BULK_TEXT.replace(";", ","),
        BULK,
        [
            said(
                "f.csv:1",
                "the cells seem to be divided by commas [wrong-separator]",
                expected="semicolons",
                came="'OMRÅDE,OVERTRÆD,KØN,ENHED,TID,INDHOLD'",
                remedy='write separator = "," in the recipe',
            ),
        ],
    ),
    "merged headings": (
        BULK_TEXT.replace("KØN;ENHED", "KØN;"),
        BULK,
        [
            said(
                "f.csv:1",
                "unknown column [unknown-column]",
                expected=NAMED,
                came="''",
                remedy=NAME_IT,
            ),
        ],
    ),
    "a heading twice": (
        BULK_TEXT.replace("ENHED", "TID"),
        BULK,
        [
            said(
                "f.csv:1: TID",
                "the column is there twice [duplicate-column]",
                expected="each column once",
                came="column 5 is called 'TID' again",
                remedy="remove one of the two",
            ),
        ],
    ),
    "another heading": (
        BULK_TEXT.replace("OMRÅDE", "REGION"),
        BULK,
        [
            said(
                "f.csv:1",
                "the column 'OMRÅDE' is missing [missing-column]",
                expected=COLUMNS,
                came="REGION, OVERTRÆD, KØN, ENHED, TID, INDHOLD",
            ),
            said(
                "f.csv:1: REGION",
                "unknown column [unknown-column]",
                expected=NAMED,
                came="'REGION'",
                remedy=NAME_IT,
            ),
        ],
    ),
    "NaN": (
        BULK_TEXT.replace("1200", "NaN"),
        BULK,
        [
            said("f.csv:2: value", NO_NUMBER, expected=PLAIN, came="'NaN'", remedy=A_MARK),
        ],
    ),
    "an infinity": (
        BULK_TEXT.replace("1200", "Infinity"),
        BULK,
        [
            said("f.csv:2: value", NO_NUMBER, expected=PLAIN, came="'Infinity'", remedy=A_MARK),
        ],
    ),
    "a negative count": (
        BULK_TEXT.replace("1200", "-3"),
        BULK,
        [
            said(
                "f.csv:2: value",
                "not a value of 'reports' [invalid-value]",
                expected="zero or more",
                came="-3",
            ),
        ],
    ),
    "1e400": (
        BULK_TEXT.replace("1200", "1e400"),
        BULK,
        [
            said("f.csv:2: value", NO_NUMBER, expected=PLAIN, came="'1e400'"),
        ],
    ),
    "a formula": (
        BULK_TEXT.replace("1200", "=2*600"),
        BULK,
        [
            said("f.csv:2: value", NO_NUMBER, expected=PLAIN, came="'=2*600'"),
        ],
    ),
    "an empty cell": (
        BULK_TEXT.replace("1200", ""),
        BULK,
        [
            said(
                "f.csv:2: value",
                "only a suppressed observation has no value [invalid-value]",
                expected=A_VALUE,
                came="an empty cell",
                remedy=AN_EMPTY_CELL,
            ),
        ],
    ),
    "a mark that nobody declared": (
        BULK_TEXT.replace("1200", ".."),
        BULK,
        [
            said("f.csv:2: value", NO_NUMBER, expected=PLAIN, came="'..'", remedy=A_MARK),
        ],
    ),
    "a fifth quarter": (
        BULK_TEXT.replace("2013K1", "2013K5"),
        BULK,
        [
            said(
                "f.csv:6: period",
                "a year has no quarter 5 [not-a-period]",
                expected="quarter 1 to 4",
                came="'2013K5'",
            ),
        ],
    ),
    "an endless line": (
        BULK_TEXT.replace("1200", "1200;" * 100_000),
        BULK,
        [
            said(
                "f.csv:2",
                "the row has another number of cells than the header [wrong-length]",
                expected="6 cells",
                came="100006 cells",
                remedy=QUOTES,
            ),
        ],
    ),
    "a footnote": (
        BULK_TEXT + "Kilde: Danmarks Statistik\r\n",
        BULK,
        [
            said(
                "f.csv:7",
                "the row has another number of cells than the header [wrong-length]",
                expected="6 cells",
                came="1 cells",
                remedy=QUOTES,
            ),
        ],
    ),
    "an answer that is an error": (
        '{"error": "not found"}',
        BULK,
        [
            said(
                "f.csv:1",
                "the column 'OVERTRÆD' is missing [missing-column]",
                expected=COLUMNS,
                came='{"error": "not found"}',
            ),
            said(
                "f.csv:1",
                "the column 'OMRÅDE' is missing [missing-column]",
                expected=COLUMNS,
                came='{"error": "not found"}',
            ),
            said(
                "f.csv:1",
                "the column 'TID' is missing [missing-column]",
                expected=COLUMNS,
                came='{"error": "not found"}',
            ),
            said(
                "f.csv:1",
                "the column 'KØN' is missing [missing-column]",
                expected=COLUMNS,
                came='{"error": "not found"}',
            ),
        ],
    ),
}
POLICE_FILES: dict[str, tuple[str | bytes, Recipe, list[str]]] = {
    "cut off within a row": (
        POLICE_TEXT[: POLICE_TEXT.index(",\na3")],
        POLICE,
        [
            said(
                "f.csv:7",
                "the row has another number of cells than the header [wrong-length]",
                expected="5 cells",
                came="4 cells",
                remedy=QUOTES,
            ),
        ],
    ),
    "another separator": (
        POLICE_TEXT.replace(",", ";"),
        POLICE,
        [
            said(
                "f.csv:1",
                "the cells seem to be divided by semicolons [wrong-separator]",
                expected="commas",
                came="'Crime ID;Month;Falls within;Crime type;Context'",
                remedy='write separator = ";" in the recipe',
            ),
        ],
    ),
    "other headings": (
        POLICE_TEXT.replace("Crime ID,Month", "Id,Date"),
        POLICE,
        [
            said(
                "f.csv:1",
                "the column 'Month' is missing [missing-column]",
                expected=POLICE_COLUMNS,
                came="Id, Date, Falls within, Crime type, Context",
            ),
            said(
                "f.csv:1",
                "the column 'Crime ID' is missing [missing-column]",
                expected=POLICE_COLUMNS,
                came="Id, Date, Falls within, Crime type, Context",
            ),
        ],
    ),
    "merged headings": (
        POLICE_TEXT.replace("Crime type", ""),
        POLICE,
        [
            said(
                "f.csv:1",
                "the column 'Crime type' is missing [missing-column]",
                expected=POLICE_COLUMNS,
                came="Crime ID, Month, Falls within, an empty one, Context",
            ),
        ],
    ),
    "a thirteenth month": (
        POLICE_TEXT.replace("2018-02", "2018-13"),
        POLICE,
        [
            said(
                "f.csv:8: period",
                "a year has no month 13 [not-a-period]",
                expected="month 1 to 12",
                came="'2018-13'",
                remedy="write several years as 2013-2016 and a split year as 2013/14",
            ),
        ],
    ),
    "no month": (
        POLICE_TEXT.replace("2018-02", ""),
        POLICE,
        [
            said(
                "f.csv:8: period",
                "not a period [not-a-period]",
                expected="2012, 2012-H1, 2012-Q1, 2015-12, 2013-2016, 2011/12, "
                "2008/09-2010/11 or 2011-04/P1Y",
                came="''",
            ),
        ],
    ),
    "a comma without quotes": (
        POLICE_TEXT.replace('"', ""),
        POLICE,
        [
            said(
                "f.csv:6",
                "the row has another number of cells than the header [wrong-length]",
                expected="5 cells",
                came="6 cells",
                remedy=QUOTES,
            ),
        ],
    ),
    "a quote that is not closed": (
        POLICE_TEXT.replace('more"', "more"),
        POLICE,
        [
            said(
                "f.csv:6",
                "from here on the file is not csv: unexpected end of data [not-csv]",
                remedy=CLOSE,
            ),
        ],
    ),
    "an endless line": (
        POLICE_TEXT.replace("a2,", "a2" + "," * 100_000),
        POLICE,
        [
            said(
                "f.csv:3",
                "the row has another number of cells than the header [wrong-length]",
                expected="5 cells",
                came="100004 cells",
                remedy=QUOTES,
            ),
        ],
    ),
    "an endless cell": (
        POLICE_TEXT.replace("a2,", "a" * 200_000),
        POLICE,
        [
            said("f.csv:3", TOO_LONG, remedy=CLOSE),
        ],
    ),
    "mixed encodings": (
        POLICE_TEXT.encode().replace(b"Other Police", b"Caf\xe9"),
        POLICE,
        [
            said(
                "f.csv:7:15",
                "the file is not in UTF-8 [wrong-encoding]",
                expected="text in UTF-8",
                came="byte 0xE9, which is 'é' in Windows-1252",
                remedy=UTF8,
            ),
        ],
    ),
    "an empty file": (
        b"\xef\xbb\xbf",
        POLICE,
        [
            said(
                "f.csv",
                "the file is empty [empty-file]",
                came="0 bytes",
                remedy="fill the file in, or remove it",
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", WIDE_FILES)
def test_wide_table(tmp_path: Path, name: str) -> None:
    """A wide table says what is wrong with its row and its heading."""
    content, recipe, expected = WIDE_FILES[name]
    assert refused(tmp_path, content, recipe) == expected


@pytest.mark.parametrize("name", BULK_FILES)
def test_statbank_bulk(tmp_path: Path, name: str) -> None:
    """A file of StatBank says what is wrong with its line and its column."""
    content, recipe, expected = BULK_FILES[name]
    assert refused(tmp_path, content, recipe) == expected


@pytest.mark.parametrize("name", POLICE_FILES)
def test_police_uk(tmp_path: Path, name: str) -> None:
    """A file of single crimes says what is wrong with its line and its column."""
    content, recipe, expected = POLICE_FILES[name]
    assert refused(tmp_path, content, recipe) == expected


def refused(folder: Path, content: str | bytes, recipe: Recipe) -> list[str]:
    """Return what is said of a file with some content."""
    data = content if isinstance(content, bytes) else content.encode()
    return findings(folder / "f.csv", data, recipe)
