"""A small sound file of every layout, with the recipe that reads it and the figures in it."""

import json
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

import attrs
import pytest

from partnerskab.errors import DiagnosticsError
from partnerskab.observations.recipes import TIDY, Code, Recipe
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import Reading, read_file
from tests.samples import agreement, ceiling

CODES = [Code("Indbrud", "reports"), Code("Tyveri", "thefts")]
AREAS = [Code("Byen", "town"), Code("Distriktet", "district")]

WIDE = Recipe(
    id="wide",
    source="register",
    layout="wide",
    separator=";",
    decimal_mark=",",
    thousands_mark=".",
    header_row=3,
    indicator=1,
    indicators=CODES,
    area=2,
    areas=AREAS,
    missing=[".."],
)
WIDE_TEXT = """Anmeldte forhold;;;
Enhed: antal;;;
;;2012;2013
Indbrud;Byen;1.077;71
;Distriktet;7;..
;Landet;40.000;39.000
;;;
Tyveri;Byen;0;12
Brand;Byen;1;2
;;;
Kilde: politiet;;;
"""
BULK = Recipe(
    id="bulk",
    source="register",
    layout="tidy",
    separator=";",
    indicator="OVERTRÆD",
    indicators=[Code("12", "reports"), Code("1316", "thefts")],
    area="OMRÅDE",
    areas=[Code("101", "town")],
    period="TID",
    only=[Code("KØN", "TOT")],
    ignore=["ENHED"],
)
BULK_TEXT = """\ufeffOMRÅDE;OVERTRÆD;KØN;ENHED;TID;INDHOLD
101;12;TOT;Antal;2012K4;1200
101;12;M;Antal;2012K4;900
101;1316;TOT;Antal;2012K4;0
147;12;TOT;Antal;2012K4;31
101;12;TOT;Antal;2013K1;1100
""".replace("\n", "\r\n")
OWN = attrs.evolve(TIDY, id="own")
OWN_TEXT = """indicator,area,period,value,status,published,note
reports,town,2012,77,final,2013-02-01,
reports,,2013,71,provisional,,"foreløbig, se bilag"
thefts,town,2013,,suppressed,,
satisfied,town,2013,22.9,final,,
"""
JSONSTAT = Recipe(
    id="jsonstat",
    source="register",
    layout="jsonstat",
    indicator="OVERTRÆD",
    indicators=CODES,
    area="OMRÅDE",
    areas=[Code("101", "town")],
    missing=[""],
)


def cube() -> dict[str, object]:
    """Return a cube of two areas, two kinds of offence and two quarters."""
    return {
        "dataset": {
            "dimension": {
                "OMRÅDE": {"category": {"index": {"101": 0, "147": 1}}},
                "OVERTRÆD": {
                    "category": {
                        "index": {"12": 0, "1316": 1},
                        "label": {"12": "Indbrud", "1316": "Brand"},
                    }
                },
                "ContentsCode": {"category": {"index": {"STRAF11": 0}}},
                "Tid": {"category": {"index": {"2012K4": 0, "2013K1": 1}}},
                "id": ["OMRÅDE", "OVERTRÆD", "ContentsCode", "Tid"],
                "size": [2, 2, 1, 2],
                "role": {"metric": ["ContentsCode"], "time": ["Tid"]},
            },
            "value": [1200, 1100, 0, 3, 31, None, 5, 6],
        }
    }


POLICE = Recipe(
    id="police",
    source="register",
    layout="police-uk",
    indicator="Crime type",
    indicators=[Code("Burglary", "reports"), Code("Other theft", "thefts")],
    only=[Code("Falls within", "City Police")],
    only_area="town",
)
POLICE_TEXT = """Crime ID,Month,Falls within,Crime type,Context
a1,2018-01,City Police,Burglary,
a2,2018-01,City Police,Other theft,
,2018-01,City Police,Anti-social behaviour,
,2018-01,City Police,Burglary,
a1,2018-01,City Police,Burglary,"once, more"
b1,2018-01,Other Police,Burglary,
a3,2018-02,City Police,Burglary,
"""
RECIPES = [WIDE, BULK, OWN, JSONSTAT, POLICE]
TEXTS = {
    "wide": WIDE_TEXT,
    "bulk": BULK_TEXT,
    "own": OWN_TEXT,
    "police": POLICE_TEXT,
    "jsonstat": json.dumps(cube(), ensure_ascii=False),
}
# What stands in a workbook: numbers as numbers.
WIDE_CELLS: list[list[object]] = [
    ["Anmeldte forhold"],
    ["Enhed: antal"],
    [None, None, 2012, 2013],
    ["Indbrud", "Byen", 1077, 71],
    [None, "Distriktet", 7, ".."],
    [None, "Landet", 40000, 39000],
    [],
    ["Tyveri", "Byen", 0, 12.0],
    ["Brand", "Byen", 1, 2],
    [],
    ["Kilde: politiet"],
]
BULK_CELLS: list[list[object]] = [
    ["OMRÅDE", "OVERTRÆD", "KØN", "ENHED", "TID", "INDHOLD"],
    [101, 12, "TOT", "Antal", "2012K4", 1200],
    [101, 12, "M", "Antal", "2012K4", 900],
    [101, 1316, "TOT", "Antal", "2012K4", 0],
    [147, 12, "TOT", "Antal", "2012K4", 31],
    [101, 12, "TOT", "Antal", "2013K1", 1100],
]


def book(rows: Iterable[Iterable[object]], title: str = "Ark1") -> bytes:
    """Return a workbook of one sheet with these cells."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@cache
def partnership(*recipes: Recipe) -> Partnership:
    """Return the sample partnership with some recipes."""
    return Partnership(agreement=agreement(ceiling(90)), recipes=recipes)


def read(path: Path, content: bytes, recipe: Recipe) -> Reading:
    """Write a file and read it by a recipe."""
    path.write_bytes(content)
    if recipe.is_own:
        return read_file(partnership(), path)
    return read_file(partnership(recipe), path, recipe.id)


def values(reading: Reading) -> list[tuple[str, str, str, object]]:
    """Return indicator, area, period and value of what was read."""
    return [
        (each.indicator, each.area, str(each.period), each.value) for each in reading.observations
    ]


def accounted(reading: Reading) -> int:
    """Return the number of values of which the reading says what became of them."""
    return reading.used + sum(count for _, _, count in reading.not_asked) + reading.without_figure


def findings(path: Path, content: bytes, recipe: Recipe) -> list[str]:
    """Return what is said of a file that cannot be used, finding by finding, by its bare name."""
    with pytest.raises(DiagnosticsError) as caught:
        read(path, content, recipe)
    return [str(each).replace(str(path), path.name) for each in caught.value.diagnostics]


def said(place: str, message: str, expected: str = "", came: str = "", remedy: str = "") -> str:
    """Write out a finding, without the parts that are empty."""
    parts = {"expected: ": expected, "came:     ": came, "remedy:   ": remedy}
    lines = [f"{place}: error: {message}"]
    return "\n".join(lines + [f"    {name}{text}" for name, text in parts.items() if text])
