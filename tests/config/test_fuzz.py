"""Whatever a file holds, nothing but diagnostics comes of it, and never an exception."""

import copy
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerskab.config.agreement_file import AgreementFile
from partnerskab.config.files import COMMENTS
from partnerskab.config.folder import check, load, read_comments
from partnerskab.config.structure import Structurer
from partnerskab.delivery.comments import find_comment_problems
from partnerskab.errors import Diagnostic, DiagnosticsError, Severity

ROOT = Path(__file__).parent.parent.parent
TEXTS = [
    (ROOT / name).read_text(encoding="utf-8")
    for name in (
        "examples/amager/agreement.toml",
        "tests/config_cases/valid/every-table.toml",
    )
]
RAWS = [tomllib.loads(text, parse_float=Decimal) for text in TEXTS]
KeyPath = tuple[str | int, ...]
# Reading the whole of Amager takes a while, so half of the examples of the profile must do.
FEW = settings(max_examples=settings().max_examples // 2)


def key_paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Give the path of everything in a parsed file."""
    inside: Any = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    for step, each in inside:
        yield (*path, step)
        yield from key_paths(each, (*path, step))


PATHS = [list(key_paths(raw)) for raw in RAWS]
KEYS = sorted({step for paths in PATHS for path in paths for step in path if isinstance(step, str)})
WORDS = ("", " ", "unknown", "2012", "2011/12", "2013-2016", "1/3", "1/0", "5 DKK", "æ", "\0")
SNIPPETS = ("true", "1.5", "nan", "-inf", "1e9999", '"', "'''", "[", "]]", "{", "}", "=", "#", ",")


def at(value: Any, path: KeyPath) -> Any:
    """Return what a key path leads to."""
    for step in path:
        value = value[step]
    return value


def toml_values(raw: Any, paths: list[KeyPath]) -> st.SearchStrategy[Any]:
    """Draw what TOML can write: something of the file itself, or of any other kind."""
    plain = st.one_of(
        st.booleans(),
        st.integers(),
        st.sampled_from([0, 1, -1, 13, 2012, 2013, 2017, 9999, 10**40]),
        st.decimals(allow_nan=False, allow_infinity=False),
        st.sampled_from([Decimal("NaN"), Decimal("-Infinity"), Decimal("1e9999")]),
        st.text(max_size=8),
        st.sampled_from(WORDS),
        st.sampled_from(KEYS),
        st.sampled_from([date(2013, 1, 1), date.min, date.max, datetime(2013, 1, 1, 12), time(5)]),
    )
    anything = st.recursive(
        plain,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=6,
    )
    return anything | st.sampled_from(paths).map(lambda path: copy.deepcopy(at(raw, path)))


@attrs.frozen
class Edit:
    """One change to a parsed file: it removes, replaces or adds what a path leads to.

    The whole file is too long to read in a report, so the tests draw such changes instead.
    """

    how: str
    path: KeyPath
    value: Any = None

    def apply(self, raw: Any) -> None:
        """Make the change, unless what it is about has been removed by another one."""
        *above, last = self.path
        try:
            parent = at(raw, tuple(above))
            if self.how == "remove":
                del parent[last]
            else:
                parent[last] = copy.deepcopy(self.value)
        except (KeyError, IndexError, TypeError):
            pass


def edited(number: int, edits: list[Edit]) -> Any:
    """Return one of the parsed files with changes made to it."""
    raw = copy.deepcopy(RAWS[number])
    for edit in edits:
        edit.apply(raw)
    return raw


@st.composite
def edits_of_anything(draw: st.DrawFn) -> tuple[int, list[Edit]]:
    """Draw a file and what is removed from it, replaced in it or added to it."""
    number = draw(st.integers(0, len(RAWS) - 1))
    values, edits = toml_values(RAWS[number], PATHS[number]), []
    for path in draw(st.lists(st.sampled_from(PATHS[number]), min_size=1, max_size=4)):
        how = draw(st.sampled_from(["remove", "replace", "replace", "add"]))
        last = draw(st.sampled_from(KEYS)) if how == "add" else path[-1]
        edits.append(Edit(how, (*path[:-1], last), None if how == "remove" else draw(values)))
    return number, edits


@st.composite
def edits_of_a_reading(draw: st.DrawFn) -> tuple[int, list[Edit]]:
    """Draw a file and a reading of it that is assumed and sets anything to anything."""
    number = draw(st.integers(0, len(RAWS) - 1))
    raw, paths = RAWS[number], PATHS[number]
    path = [step for step in draw(st.sampled_from(paths)) if step not in ("rows", "readings")]
    written = ".".join(str(step) for step in path[: draw(st.integers(1, 4))])
    question = draw(st.sampled_from(sorted(raw["questions"])))
    reading = draw(st.sampled_from(sorted(raw["questions"][question]["readings"])))
    at_question: KeyPath = ("questions", question)
    sets = {written: draw(toml_values(raw, paths))}
    return number, [
        Edit("add", (*at_question, "assumed"), reading),
        Edit("add", (*at_question, "readings", reading, "sets"), sets),
    ]


def comments_of_anything() -> st.SearchStrategy[Any]:
    """Draw the tables of a file of comments whose keys hold any values."""
    raw, paths = RAWS[0], PATHS[0]
    sound = st.fixed_dictionaries(
        {
            "period": st.sampled_from([2013, "2014-Q1", 2099]),
            "kind": st.sampled_from(["summary", "decision", "next-step", "contact"]),
            "text": st.just({"en": "Said."}),
            "role": st.just({"en": "The secretariat"}),
            "on": st.just(date(2014, 5, 20)),
        },
        optional={
            "about": st.sampled_from(["burglary", "ssp", "nothing"]),
            "owner": st.sampled_from(["finance", "nobody"]),
            "due": st.sampled_from([date(2014, 5, 19), date(2014, 5, 21)]),
            "illustrative": st.booleans(),
        },
    )
    keys = st.sampled_from(["period", "kind", "about", "text", "role", "on", "owner", "due", "id"])
    edits = st.dictionaries(keys, toml_values(raw, paths), max_size=2)
    tables = st.tuples(sound, edits).map(lambda both: both[0] | both[1])
    return st.dictionaries(
        st.sampled_from(["first", "indicators", "document", "a b", ""]),
        tables | toml_values(raw, paths),
        max_size=3,
    )


def changed_lines(draw: st.DrawFn, text: str) -> str:
    """Return a text with a line removed, doubled, or in the place of another."""
    lines = text.split("\n")
    one, two = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    match draw(st.sampled_from(["remove", "double", "swap"])):
        case "remove":
            del lines[one]
        case "double":
            lines.insert(two, lines[one])
        case _:
            lines[one], lines[two] = lines[two], lines[one]
    return "\n".join(lines)


def changed_characters(draw: st.DrawFn, text: str) -> str:
    """Return a text with something else in the place of some characters."""
    start = draw(st.integers(0, len(text)))
    new = draw(st.sampled_from(SNIPPETS) | st.sampled_from(KEYS) | st.text(max_size=4))
    return text[:start] + new + text[start + draw(st.integers(0, 4)) :]


CHANGES: list[Callable[[st.DrawFn, str], str]] = [changed_lines, changed_characters]


@st.composite
def changed_bytes(draw: st.DrawFn) -> bytes:
    """Draw a file that somebody has edited badly."""
    text = draw(st.sampled_from(TEXTS))
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4)):
        text = change(draw, text)
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16"]))
    return text.encode(encoding, "replace")


@FEW
@given(contents=changed_bytes())
def test_a_badly_edited_file_gives_nothing_but_diagnostics(
    tmp_path_factory: pytest.TempPathFactory, contents: bytes
) -> None:
    """Lines and characters that are removed, doubled, swapped or replaced never raise."""
    path = tmp_path_factory.getbasetemp() / "fuzzed.toml"
    path.write_bytes(contents)
    checked = check(path)
    errors = [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    assert all(str(each).startswith(str(path)) for each in checked.diagnostics)
    assert (checked.partnership is None) == bool(errors)


@FEW
@given(file=edits_of_anything())
def test_a_file_of_any_values_gives_nothing_but_problems(file: tuple[int, list[Edit]]) -> None:
    """Any TOML value at any key never raises, and gives an agreement or a problem."""
    read = AgreementFile(edited(*file))
    assert "" not in [str(problem) for problem in (*read.problems, *read.doubts)]
    assert (read.agreement is None) == bool(read.problems)


@FEW
@given(file=edits_of_a_reading())
def test_any_reading_can_be_settled_or_is_a_problem(file: tuple[int, list[Edit]]) -> None:
    """A reading that sets any path to any value is refused, or the agreement can be settled."""
    read = AgreementFile(edited(*file))
    settled = None if read.agreement is None else read.agreement.settled()
    assert (settled is None) == bool(read.problems)


AMAGER = load(ROOT / "examples" / "amager")
COMMENTS_TEXT = (ROOT / "examples/amager/comments-illustrative.toml").read_text(encoding="utf-8")


@FEW
@given(raw=comments_of_anything())
def test_comments_of_any_values_give_nothing_but_problems(raw: Any) -> None:
    """Any TOML value at any key of a comment never raises, and gives comments or a problem."""
    comments, problems = Structurer("text", None).build(raw, COMMENTS.type)
    assert (comments is None) == bool(problems)
    misfits = find_comment_problems(AMAGER.agreement, comments or (), AMAGER.plan)
    assert "" not in [str(problem) for problem in (*problems, *misfits)]


@FEW
@given(data=st.data())
def test_badly_edited_comments_give_nothing_but_diagnostics(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Lines and characters that are removed, doubled, swapped or replaced never raise."""
    path, text = tmp_path_factory.getbasetemp() / "comments.toml", COMMENTS_TEXT
    for change in data.draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4)):
        text = data.draw(st.composite(change)(text))
    path.write_text(text, encoding="utf-8")
    found: tuple[Diagnostic, ...] = ()
    try:
        read_comments(AMAGER, path)
    except DiagnosticsError as error:
        found = error.diagnostics
    assert all(each.place.file == str(path) for each in found)
