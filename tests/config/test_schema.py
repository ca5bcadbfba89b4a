"""The JSON Schemas: made from the classes that files are read into, and as strict about shape."""

import tomllib
from collections.abc import Iterator
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest
from jsonschema import Draft202012Validator

from partnerskab.agreement.rule import Milestone, Rule
from partnerskab.agreement.rules import RULES
from partnerskab.config.dump import file_texts
from partnerskab.config.files import BESIDE, Beside
from partnerskab.config.folder import load
from partnerskab.config.scaffold import Facts, scaffold
from partnerskab.config.schema import file_kinds, file_schema
from partnerskab.errors import InvalidValueError
from partnerskab.values.names import Label, as_id
from partnerskab.values.scales import Value
from partnerskab.words import languages

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "config_cases"
SHAPE = ("unknown-key", "wrong-type", "missing-key", "unknown-word")
# What JSON cannot tell apart, and why.
SAME_IN_JSON = {
    "date-for-text": "JSON has no dates, so an editor shows a date as text",
    "text-for-a-date": "and a text of that form is taken for a date",
    "decimal-for-a-whole-number": "1.0 is a whole number in JSON",
    "amendment-of-nothing-that-is-there": "a path in quotes is a key that nobody can foresee",
    "reading-that-cannot-apply": "which words are known depends on where the path leads",
}


def as_json(value: Any) -> Any:
    """Return the values of a TOML file as editors show them to a schema."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date | time) else value


@cache
def validator(kind: str) -> Draft202012Validator:
    """Return what checks files of a kind."""
    return Draft202012Validator(file_schema(kind))


def complaints(path: Path) -> list[str]:
    """Return what the schema of a file says against it; any name but the known is an agreement."""
    return complaints_about(kind_of(path), path.read_text(encoding="utf-8"))


def kind_of(path: Path) -> str:
    """Return the kind of a file by where it stands and what it is called."""
    if path.parent.name == "amendments":
        return "amendment"
    kind = path.stem.removesuffix("-illustrative")
    return kind if kind in file_kinds() else "agreement"


def complaints_about(kind: str, text: str) -> list[str]:
    """Return what the schema of a kind says against a text."""
    found = validator(kind).iter_errors(as_json(tomllib.loads(text)))
    return [f"{error.json_path}: {error.message}" for error in found]


def sound_files() -> list[Path]:
    """Return every file that can be used."""
    tests = ROOT / "tests"
    folders = [ROOT / "examples", tests / "schemes", tests / "partnerships"]
    folders += [CASES / "valid", CASES / "doubtful"]
    return sorted(path for folder in folders for path in folder.rglob("*.toml"))


def sound_folders() -> list[Path]:
    """Return the folders and files of agreements that can be used."""
    found = {path if path.parent.name == "valid" else path.parent for path in sound_files()}
    return sorted(path for path in found if path.suffix or (path / "agreement.toml").exists())


@pytest.mark.parametrize("language", languages())
def test_a_new_partnership_is_accepted(language: str) -> None:
    """What `partnerskab new` writes is of the right shape before anybody fills it in."""
    facts = Facts(
        id="oerestad",
        title="Ørestad",
        area="Ørestad",
        parties=["Kommunen", "Politiet"],
        end=date(2029, 12, 31),
        language=language,
    )
    assert complaints_about("agreement", scaffold(facts, "ørestad")["agreement.toml"]) == []


@pytest.mark.parametrize("path", sound_folders(), ids=lambda path: path.stem)
def test_what_is_dumped_is_accepted(path: Path) -> None:
    """Files that the library writes are of the right shape, too."""
    files = file_texts(load(path))
    said = [complaints_about(kind_of(Path(name)), text) for name, text in files.items()]
    assert said == [[] for _ in files]


def misshapen() -> Iterator[Path]:
    """Give the cases whose fault is one of shape."""
    for expected in sorted((CASES / "invalid").glob("*.expected")):
        text = expected.read_text(encoding="utf-8")
        if expected.stem not in SAME_IN_JSON and any(f"[{id}]" in text for id in SHAPE):
            yield expected.with_suffix("")


@pytest.mark.parametrize("kind", file_kinds())
def test_a_schema_is_a_schema(kind: str) -> None:
    """What is written is JSON Schema of the edition that it names."""
    schema = file_schema(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", sound_files(), ids=lambda path: path.stem)
def test_a_sound_file_is_accepted(path: Path) -> None:
    """Nothing is said against a file that the library reads."""
    assert complaints(path) == []


@pytest.mark.parametrize("language", languages())
def test_a_new_file_is_accepted(language: str) -> None:
    """Nothing is said against what `partnerskab new` writes, with its examples or without them."""
    facts = Facts(
        id="new",
        title="New",
        area="Town",
        parties=["City"],
        end=date(2029, 12, 31),
        language=language,
    )
    text = scaffold(facts, "new")["agreement.toml"]
    assert complaints_about("agreement", text) == []
    assert complaints_about("agreement", text.replace("\n#| ", "\n")) == []


@pytest.mark.parametrize("case", [*misshapen()], ids=lambda path: path.name)
def test_a_file_of_another_shape_is_refused(case: Path) -> None:
    """An unknown or a missing key, a wrong type and an unknown word are seen by an editor, too."""
    assert any(_is_refused(path) for path in files_of(case))


def files_of(case: Path) -> list[Path]:
    """Return the file of a case, or every file of its folder."""
    return list(case.rglob("*.toml")) if case.is_dir() else [case.with_suffix(".toml")]


def _is_refused(path: Path) -> bool:
    try:
        return bool(complaints(path))
    except tomllib.TOMLDecodeError:
        return False  # an editor says so without a schema


@pytest.mark.parametrize("case", [*SAME_IN_JSON])
def test_an_exception_is_still_one(case: str) -> None:
    """No exception stands here that a schema can see."""
    assert [said for path in files_of(CASES / "invalid" / case) for said in complaints(path)] == []


def described(schema: Any, definitions: Any, path: str = "") -> Iterator[tuple[str, bool]]:
    """Give every key of a table in a schema, and whether something is said of it."""
    if isinstance(schema, list):
        for each in schema:
            yield from described(each, definitions, path)
    elif isinstance(schema, dict):
        # A condition names keys that are described where the table is.
        if schema.get("type") == "object":
            for name, key in schema.get("properties", {}).items():
                if isinstance(key, dict):
                    target = definitions.get(key.get("$ref", "").rpartition("/")[2], {})
                    yield f"{path}.{name}", "description" in {**target, **key}
        for name, each in schema.items():
            yield from described(each, definitions, f"{path}.{name}")


@pytest.mark.parametrize("kind", file_kinds())
def test_every_key_is_described(kind: str) -> None:
    """An editor has something to say of each key: the docstring of its class."""
    schema = file_schema(kind)
    assert [path for path, said in described(schema, schema["$defs"]) if not said] == []


def test_a_description_says_what_a_file_can() -> None:
    """A file knows no None: the key is left out, or there is a word for it."""
    term = file_schema()["$defs"]["Term"]["properties"]
    assert (term["start"]["description"], term["start_note"]["description"]) == (
        'The first day; "unknown" where the text does not say it.',
        "Why the start is unknown, or how it is set.",
    )


def test_defaults_are_shown() -> None:
    """An editor can show what a key is where it is left out."""
    objective = file_schema()["$defs"]["Objective"]["properties"]
    assert objective["met_when"] == {
        "enum": ["all", "separately"],
        "default": "all",
        "description": "`all` if it is met only when every target is; `separately` if each target "
        "stands for itself and the objective as a whole has no verdict.",
    }


@attrs.frozen(kw_only=True)
class Doubling(Rule):
    """A kind of target that the library does not have.

    Args:
        until: the id of the sky.
    """

    kind: ClassVar[str] = "doubling"

    until: str

    def _at(self, index: int) -> Milestone:
        return Milestone(period=self.periods[index])

    def _is_worse(self, value: Value, other: Value) -> bool:
        return value == other


MINIMAL = (CASES / "valid" / "minimal.toml").read_text(encoding="utf-8")
DOUBLING = """
[targets.doubled]
objective = "crime"
kind = "doubling"
periods = [2014]
cite = { section = "2" }
"""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('until = "sky"', []),
        ("", ["$.targets.doubled: 'until' is a required property"]),
        (
            "until = 3",
            ["$.targets.doubled.until: 3 is not of type 'string'"],
        ),
    ],
)
def test_a_new_kind_of_target_is_in_the_schema(
    monkeypatch: pytest.MonkeyPatch, more: str, expected: list[str]
) -> None:
    """A kind needs no more than its class to be completed and validated."""
    monkeypatch.setitem(RULES, Doubling.kind, Doubling)
    checks = Draft202012Validator(file_schema())
    table = as_json(tomllib.loads(MINIMAL + DOUBLING + more))
    found = [f"{error.json_path}: {error.message}" for error in checks.iter_errors(table)]
    assert found == expected


def test_a_key_of_another_kind_is_refused() -> None:
    """A table has the keys of its kind of target, and not those of all kinds."""
    (said,) = complaints_about("agreement", MINIMAL.replace("printed = [", "at_most = ["))
    assert said.startswith("$.targets.burglary: 'at_most' ")


@attrs.frozen(kw_only=True)
class Visit:
    """A visit that the library knows nothing of.

    Args:
        on: the day.
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    on: date


def test_a_new_file_beside_the_agreement_has_a_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file needs no more than its row in the list of files."""
    files = (*BESIDE, Beside("visits.toml", "visits", tuple[Visit, ...]))
    monkeypatch.setattr("partnerskab.config.schema.BESIDE", files)
    checks = Draft202012Validator(file_schema("visits"))
    table = as_json(tomllib.loads('[first]\nlabel = { en = "First" }\non = 2014-05-01\nby = 1'))
    assert [error.message for error in checks.iter_errors(table)] == [
        "Additional properties are not allowed ('by' was unexpected)"
    ]


ROWS = """
[indicators.reports]
measure = "count"
kind = "flow"
source = "police"
area = "village"
cite = { section = "3" }
rows.theft = { label = { en = "Theft" }ROW }
"""


@pytest.mark.parametrize(
    ("row", "count"), [(', unit = "reports", better = "lower"', 0), (', unti = "reports"', 1)]
)
def test_a_row_is_checked_as_the_part_that_it_is(row: str, count: int) -> None:
    """What the rows of a family hold is completed and validated, too."""
    assert len(complaints_about("agreement", MINIMAL + ROWS.replace("ROW", row))) == count


def test_what_every_row_needs_may_stand_above_or_in_each() -> None:
    """A key that stands neither above the rows nor in each of them is missing."""
    text = MINIMAL + ROWS.replace("ROW", "").replace('area = "village"\ncite', "cite")
    assert len(complaints_about("agreement", text)) == 1


DERIVED = """
[indicators.means]
measure = "count"
kind = "flow"
area = "village"
cite = { section = "3" }
derived = { kind = "over-time", statistic = "mean" }
rows.two-years = { label = { en = "Two years" }, derived = { of = "burglary", periods = 2 } }
"""


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("", "", 0),
        ('kind = "over-time", ', "", 1),
        ("periods = 2", "peroids = 2", 1),
        ("periods = 2", 'periods = "2"', 1),
    ],
)
def test_rows_may_share_a_derivation_in_part(old: str, new: str, count: int) -> None:
    """What several indicators are derived by is said once, and what differs in each row."""
    assert len(complaints_about("agreement", MINIMAL + DERIVED.replace(old, new))) == count


def test_an_unknown_kind_of_file() -> None:
    """The names of the files are listed where another one is asked for."""
    with pytest.raises(InvalidValueError) as caught:
        file_schema("recipe")
    assert str(caught.value) == (
        "no file of a partnership has this name\n"
        f"    expected: {', '.join(file_kinds())}\n"
        "    came:     'recipe'\n"
        "    remedy:   did you mean 'recipes'?"
    )
