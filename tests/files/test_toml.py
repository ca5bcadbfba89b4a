"""What `parse_toml` reports, message by message, and where `TomlPlaces` finds each key."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from partnerskab.files.toml import KeyPath, TomlPlaces, key_text, parse_toml

UNTIL = "until then the rest of this file cannot be checked"
QUOTED = "a name with a space, æ, ø or å in quotes"
TEXT_END = "the same quotes at the end of the text as at its beginning"


def report(text: str) -> str:
    """Return all that is said about a text that cannot be used."""
    values, findings = parse_toml(text, "f.toml")
    assert values == {}
    return "\n".join(str(finding) for finding in findings)


def spots(text: str) -> list[tuple[int | None, int | None]]:
    """Return the lines and columns of the findings."""
    places = [finding.place for finding in parse_toml(text, "f.toml")[1]]
    return [(place.line, place.column) for place in places]


def syntax(spot: str, message: str, expected: str, came: str) -> str:
    """Write out the finding about an error of syntax."""
    return (
        f"f.toml:{spot}: error: {message} [toml-syntax]\n    expected: {expected}\n"
        f"    came:     {came}\n    remedy:   mend this; {UNTIL}"
    )


def twice(spot: str, key: str, line: int, first: str, second: str) -> str:
    """Write out the finding about what is defined twice."""
    again = spot.partition(":")[0]
    return (
        f"f.toml:{spot}: {key}: error: defined twice [duplicate-key]\n"
        f"    expected: one definition of {key}; line {line} has {first}\n"
        f"    came:     another on line {again}, {second}\n"
        f"    remedy:   keep one of the two; {UNTIL}"
    )


def test_values_are_exact() -> None:
    """A number with a decimal mark is a Decimal, and a whole one an int."""
    values, findings = parse_toml("[a]\nshare = 22.90\r\ncount = 1_000", "f.toml")
    assert (str(values), findings) == ("{'a': {'share': Decimal('22.90'), 'count': 1000}}", ())


def test_not_a_number_is_left_to_later_layers() -> None:
    """The words nan and inf are TOML, and are not judged here."""
    values, findings = parse_toml("a = nan\nb = -inf", "f.toml")
    assert (str(values["a"]), values["b"], findings) == ("NaN", Decimal("-Infinity"), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ærø = 1",
            syntax(
                "1:1",
                "this line is neither a key, a header nor a comment",
                f"key = value, [header] or # comment; {QUOTED}",
                "'Ærø = 1'",
            ),
        ),
        (
            "\r\nblå = 1",
            syntax("2:3", "a key is not followed by '='", f"key = value; {QUOTED}", "'å = 1'"),
        ),
        (
            '"æ" = {å = 1}',
            syntax(
                "1:8",
                "this is not a key",
                f"letters from a to z, digits, '-' or '_'; {QUOTED}",
                "'å = 1}'",
            ),
        ),
        (
            "[blå]",
            syntax(
                "1:4", "the header is not closed", f"']' or ']]', as it began; {QUOTED}", "'å]'"
            ),
        ),
        (
            "a = Ja",
            syntax(
                "1:5",
                "this is not a value",
                "a text in quotes, 22.9, true, 2025-01-31, [ ... ] or { ... }",
                "'Ja'",
            ),
        ),
        (
            "a = # later\nb = 2",
            syntax(
                "1:5",
                "this is not a value",
                "a text in quotes, 22.9, true, 2025-01-31, [ ... ] or { ... }",
                "'# later'",
            ),
        ),
        (
            "'æ' = 22,9 \r\nb = 2",
            syntax(
                "1:9",
                "the line goes on after its value",
                "the end of the line; 22.9 for a number, 2025-01-31 for a date, quotes for a text",
                "',9'",
            ),
        ),
        (
            "a = [1, 2\nb = 3",
            syntax("2:1", "a list is not closed", "',' or ']'", "'b = 3'"),
        ),
        (
            "a = {b = 1",
            syntax("1:11", "a table in braces is not closed", "',' or '}'", "the end of the file"),
        ),
        (
            'a = "x\r\nb = 1',
            syntax("1:7", "a text is not closed on its line", TEXT_END, "the end of the line"),
        ),
        (
            "a = 'x\nb = 'y'",
            syntax("1:7", "a text is not closed on its line", TEXT_END, "the end of the line"),
        ),
        (
            r'a = "C:\mappe"',
            syntax(
                "1:8",
                "a backslash in a text between double quotes",
                "two backslashes for one, or the text between single quotes",
                r"'\\mappe" + "\"'",
            ),
        ),
        (
            "a = 2025-02-30",
            syntax(
                "1:5", "there is no such date or time", "a date such as 2025-01-31", "'2025-02-30'"
            ),
        ),
        (
            "a = 1 " + "x" * 41,
            syntax(
                "1:7",
                "the line goes on after its value",
                "the end of the line; 22.9 for a number, 2025-01-31 for a date, quotes for a text",
                f"'{'x' * 40}...'",
            ),
        ),
    ],
)
def test_syntax_error(text: str, expected: str) -> None:
    """A slip that people make is named in their words, and hides the rest of the file."""
    assert report(text) == expected


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ('b = 1\na = "x', "2:5"),
        ("a = 'x\nb = 1\n", "1:5"),
        ('a = """x\n\ny\n', "1:5"),
        ("b = '''x'''\na = '''x\ny\n", "2:5"),
    ],
)
def test_text_that_never_ends_is_reported_where_it_begins(text: str, spot: str) -> None:
    """The end of the file is no help to one who looks for a missing quote."""
    assert report(text) == syntax(spot, "a text is not closed", TEXT_END, "the end of the file")


def test_syntax_error_of_another_kind() -> None:
    """What has no words of ours keeps those of tomllib."""
    assert report('a = "\\uZZZZ"') == (
        "f.toml:1:8: error: invalid hex value [toml-syntax]\n"
        "    came:     'ZZZZ\"'\n"
        f"    remedy:   mend this; {UNTIL}"
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("[" * 10_000, "lists or tables within each other beyond all bounds"),
        ("{a=" * 10_000, "lists or tables within each other beyond all bounds"),
        ("9" * 5_000, "a number beyond all bounds"),
        ("1e" + "9" * 30, "a number beyond all bounds"),
    ],
)
def test_value_beyond_all_bounds(value: str, message: str) -> None:
    """What tomllib does not catch is a finding with its line too."""
    assert report(f"b = '''\r\n'''\n\nc = 1\r\na = {value}\r\nd = 1") == (
        f"f.toml:5: error: {message} [toml-syntax]\n    remedy:   mend this; {UNTIL}"
    )


VALUE, TABLE, LIST = "a key with a value", "a table of this name", "a list of tables"
DOTTED, IMPLIED = "a table from a dotted key", "a table from a longer header"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\nb = 2\na = 3", twice("3:1", "a", 1, VALUE, VALUE)),
        ("[t.a]\n[t.b]\n[t . a]", twice("3:6", "t.a", 1, TABLE, TABLE)),
        ("a = 1\n[a]", twice("2:2", "a", 1, VALUE, TABLE)),
        ("a = []\n[[a]]", twice("2:3", "a", 1, VALUE, LIST)),
        ("[a]\n[[a]]", twice("2:3", "a", 1, TABLE, LIST)),
        ("[[a]]\n[a]", twice("2:2", "a", 1, LIST, TABLE)),
        ("[a.b]\n[[a]]", twice("2:3", "a", 1, IMPLIED, LIST)),
        ("a = {x = 1}\n[a.b]", twice("2:2", "a", 1, VALUE, IMPLIED)),
        ("a = {x = 1}\na.y = 1", twice("2:1", "a", 1, VALUE, DOTTED)),
        ("a.x = 1\n[a]", twice("2:2", "a", 1, DOTTED, TABLE)),
        ("[a.b]\n[a]\nb.x = 1", twice("3:1", "a.b", 1, TABLE, DOTTED)),
        ("[a.b.c]\n[a]\nb.x = 1\n[a.b]", twice("4:4", "a.b", 1, DOTTED, TABLE)),
        ("a = {x = 1, x = 2}", twice("1:13", "a.x", 1, VALUE, VALUE)),
        ("a = [{}, {x.y = 1, x.y = 2}]", twice("1:22", "a[1].x.y", 1, VALUE, VALUE)),
        ("[[a]]\n[[a]]\nx = 1\nx = 2", twice("4:1", "a[1].x", 3, VALUE, VALUE)),
        ("'Køge' = 1\n'Køge' = 2", twice("2:1", '"Køge"', 1, VALUE, VALUE)),
        ('a = 1\n"\\u0061" = 2\n', twice("2:1", "a", 1, VALUE, VALUE)),
    ],
)
def test_defined_twice(text: str, expected: str) -> None:
    """Both definitions of one name are shown, each with its kind and its line."""
    assert report(text) == expected


def test_every_duplicate_is_reported() -> None:
    """One run shows all duplicates, those within a second definition too."""
    text = "[a]\nx = 1\n[b]\n[a]\nx = 1\nx = 2\n[b.c]\n[b.c]\n'æ' = {y = 1, y = 2}\n"
    assert report(text) == "\n".join(
        [
            twice("4:2", "a", 1, TABLE, TABLE),
            twice("6:1", "a.x", 5, VALUE, VALUE),
            twice("8:4", "b.c", 7, TABLE, TABLE),
            twice("9:15", 'b.c."æ".y', 9, VALUE, VALUE),
        ]
    )


def test_duplicates_are_reported_beside_an_error_that_leaves_the_syntax_clear() -> None:
    """A date that does not exist does not hide what is defined twice."""
    assert spots("a = 2025-02-30\nb = 1\nb = 2\n") == [(1, 5), (3, 1)]


@pytest.mark.parametrize(
    ("text", "spot"),
    [("[a]\nx = 1\n[b\nx = 1\n", (3, 3)), ("[a]\nx = 1\n[b]]\ny = 1\nx = 1\ny = 2", (3, 4))],
)
def test_no_duplicates_are_guessed_behind_a_broken_line(text: str, spot: tuple[int, int]) -> None:
    """A header that cannot be read would put its keys into the table before it."""
    assert spots(text) == [spot]


def test_duplicates_come_in_the_order_of_the_file() -> None:
    """Findings stand in the order in which one mends them."""
    assert spots("a = [{x = 1, x = 2}, {y = 1, y = 2}]\na = 1") == [(1, 14), (1, 30), (2, 1)]


def test_duplicate_that_lies_too_deep() -> None:
    """A duplicate that is not followed is reported all the same, without the first."""
    key = ".".join(["a"] * 200)
    assert report(f"{key} = 1\n{key} = 2") == (
        "f.toml:2:404: error: a key or a table is defined twice [duplicate-key]\n"
        f"    remedy:   keep one of the two; {UNTIL}"
    )


STATEMENTS = [
    *["[a]", "[b]", "[a.b]", "[a.b.c]", "[b.a]", "[[a]]", "[[a.b]]", "[[b]]", "['a'.c]"],
    *["a=1", "b=1", "c=1", "a.b=1", "a.c=1", "b.c=1", "a.b.c=1", "b.c.a=1", '"a"=1', "a=[]"],
    *["b={}", "a={b=1}", "a.b={c=1}", "b={a.b=1,a.c=1}", "a={b=1,b=2}", "b={a={},a.b=1}"],
    *["c=[{a=1,a.b=1}]", "c=[{a.b=1,a.c={b=1,b=2}},{a=1}]"],
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(STATEMENTS), max_size=12))
@example(["[a.b.c]", "[a]", "b.c.a=1"])
@example(["[a.b.c]", "[[a]]", "[a.b]", "[[a]]"])
def test_first_duplicate_is_that_of_tomllib(statements: list[str]) -> None:
    """Where tomllib stops, and nowhere before, the first duplicate is reported."""
    text = "\n".join(statements)
    try:
        tomllib.loads(text)
        stopped = None
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"line (\d+)", str(error))
        stopped = int(match[1]) if match else len(statements)
    findings = parse_toml(text, "f.toml")[1]
    assert {finding.id for finding in findings} <= {"duplicate-key"}
    assert all(finding.expected for finding in findings)
    assert next((finding.place.line for finding in findings), None) == stopped


@settings(deadline=None)
@given(st.lists(st.sampled_from(STATEMENTS), max_size=12))
def test_nothing_is_defined_twice_once_all_is_mended(statements: list[str]) -> None:
    """Without the reported lines, and the keys below a reported header, the file is in order."""
    lines = [line for line, _ in spots("\n".join(statements))]
    kept, in_removed_section = [], False
    for number, statement in enumerate(statements, 1):
        if statement.startswith("["):
            in_removed_section = number in lines
        if number not in lines and not in_removed_section:
            kept.append(statement)
    assert parse_toml("\n".join(kept), "f.toml")[1] == ()


@settings(deadline=None)
@given(st.text())
@example("[" * 10_000)
@example("[]" * 10_000)
@example("a." * 3_000 + "a = 1 1")
@example("\ud800 = '\udfff'")
@example("[[a]")
@example("a..a = 1")
@example("[.a]\nb = 1")
@example('"\\ud800" = 1')
@example('"\\ud800" = 1\nb = {=1}')
def test_no_text_raises(text: str) -> None:
    """Whatever the text is, values or findings come back, and places can be asked for."""
    values, findings = parse_toml(text, "f.toml")
    assert not (values and findings)
    assert TomlPlaces(text, "f.toml").place_of(("a", 0)).file == "f.toml"


PIECES = ["[", "]", "[[", "]]", "{", "}", "a", "b", ".", "=", ",", "1", '"', "'", '"""', "\\", "#"]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PIECES, " ", "\n", "\r\n", "\r", "æ", "2025-01-31"])))
def test_no_text_of_pieces_raises(pieces: list[str]) -> None:
    """Texts that are nearly TOML are parsed or reported, and every place lies in the file."""
    text = "".join(pieces)
    _, findings = parse_toml(text, "f.toml")
    TomlPlaces(text, "f.toml").place_of(("a", "b", 0))
    lines = text.split("\n")
    for finding in findings:
        line, column = finding.place.line, finding.place.column
        assert line is not None
        assert column is not None
        assert 1 <= column <= len(lines[line - 1]) + 1


SPECIMEN = """\
# [decoy]
"Køge" . navn = "æøå" # [decoy]
tekst = \"\"\"
[decoy]
navn = 1
\"\"\"
kort = { "ø å" = [1, {x = 1, "y\\u00e6".z = 2}], x = {} }

[a."mål"]
navn = 'x'
[["delmål"]]
["delmål".frist]
"år" = 1
[["delmål"]]
x = 1
[a]
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "spot"),
    [
        (("Køge",), (2, 1)),
        (("Køge", "navn"), (2, 10)),
        (("tekst",), (3, 1)),
        (("kort", "ø å"), (7, 10)),
        (("kort", "ø å", 0), (7, 19)),
        (("kort", "ø å", 1), (7, 22)),
        (("kort", "ø å", 1, "x"), (7, 23)),
        (("kort", "ø å", 1, "yæ"), (7, 30)),
        (("kort", "ø å", 1, "yæ", "z"), (7, 40)),
        (("kort", "x"), (7, 49)),
        (("a",), (16, 2)),
        (("a", "mål"), (9, 4)),
        (("a", "mål", "navn"), (10, 1)),
        (("delmål",), (11, 3)),
        (("delmål", 0), (11, 3)),
        (("delmål", 0, "frist"), (12, 11)),
        (("delmål", 0, "frist", "år"), (13, 1)),
        (("delmål", 1), (14, 3)),
        (("delmål", 1, "x"), (15, 1)),
    ],
)
def test_place_of_a_key(path: KeyPath, spot: tuple[int, int], line_end: str) -> None:
    """Each way to write a key is found at its line and its column, counted in characters."""
    text = SPECIMEN.replace("\n", line_end)
    assert parse_toml(text, "f.toml")[1] == ()
    place = TomlPlaces(text, "f.toml").place_of(path)
    assert (place.line, place.column) == spot


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (("delmål", 1, "frist", "år"), 'f.toml:14:3: "delmål"[1].frist."år"'),
        (("kort", "ø å", 7), 'f.toml:7:10: kort."ø å"[7]'),
        (("decoy",), "f.toml: decoy"),
        ((), "f.toml"),
    ],
)
def test_place_of_what_is_not_there(path: KeyPath, shown: str) -> None:
    """What is missing is placed at what should hold it, or in the file."""
    assert str(TomlPlaces(SPECIMEN, "f.toml").place_of(path)) == shown


def test_place_of_what_lies_too_deep() -> None:
    """Below a hundred levels the place is that of the hundredth, so that the memory suffices."""
    text = "a = " + "[" * 200 + "]" * 200
    place = TomlPlaces(text, "f.toml").place_of(("a", *[0] * 150))
    assert (place.line, place.column) == (1, len("a = ") + 100)


def test_key_text_can_be_written_into_a_file() -> None:
    """A key that needs quotes has them, and escapes within them."""
    assert key_text(("a-1", "", 'x"\n', 2, "ø")) == 'a-1.""."x\\"\\n"[2]."ø"'


def test_tree_sitter_is_loaded_only_to_report() -> None:
    """A file in order, and places that nobody asks for, cost nothing more than tomllib."""
    code = (
        "import sys; from partnerskab.files.toml import TomlPlaces, parse_toml;"
        "parse_toml('a = 1', 'f'); places = TomlPlaces('a = 1', 'f');"
        "assert 'tree_sitter' not in sys.modules; places.place_of(('a',));"
        "assert 'tree_sitter' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# A writer of TOML for the property below: it draws, for each value, one of the ways to write it.

Draw = Callable[[st.SearchStrategy[Any]], Any]
TEXT = st.text(alphabet='aæ🌱 #[]="\\\n.')
NAMES = st.text(alphabet="ab_-1", min_size=1) | TEXT
SCALARS = st.integers() | st.booleans() | TEXT | st.dates()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


def name_text(name: str) -> str:
    """Write a key, in quotes where it needs them; JSON has the same escapes."""
    bare = re.fullmatch("[A-Za-z0-9_-]+", name)
    return name if bare else json.dumps(name, ensure_ascii=False)


def value_text(draw: Draw, value: object) -> str:
    """Write a value on the right of an equals sign."""
    gap: str = draw(st.sampled_from(["", " "]))
    if isinstance(value, dict):
        pairs = [f"{name_text(name)}{gap}={value_text(draw, item)}" for name, item in value.items()]
        return "{" + gap + f",{gap}".join(pairs) + gap + "}"
    if isinstance(value, list):
        gap = draw(st.sampled_from(["", " ", "\n", " # ], [decoy]\n"]))
        return "[" + gap + "".join(f"{value_text(draw, item)}{gap}," for item in value) + gap + "]"
    if isinstance(value, str) and not set('"\\') & set(value) and draw(st.booleans()):
        return f'"""\n{value}"""'
    if isinstance(value, str | bool):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def pair_lines(draw: Draw, prefix: str, table: dict[str, Any]) -> Iterator[str]:
    """Write the pairs of a table, some tables within it as dotted keys."""
    for name, value in table.items():
        key = prefix + name_text(name)
        if isinstance(value, dict) and value and draw(st.booleans()):
            yield from pair_lines(draw, f"{key} . ", value)
        else:
            yield f"{key} = {value_text(draw, value)} # [decoy]"


def section_lines(draw: Draw, header: str, table: dict[str, Any]) -> Iterator[str]:
    """Write pairs first, and then, with headers of their own, some of the tables and lists."""
    sections = []
    pairs = {}
    for name, value in table.items():
        items = value if isinstance(value, list) else [value]
        if items and all(isinstance(item, dict) for item in items) and draw(st.booleans()):
            sections.append((name, value))
        else:
            pairs[name] = value
    yield from pair_lines(draw, draw(st.sampled_from(["", "  "])), pairs)
    for name, value in sections:
        inner = f"{header}.{name_text(name)}".removeprefix(".")
        for item in value if isinstance(value, list) else [value]:
            yield f"[[{inner}]]" if isinstance(value, list) else f"[{inner}]"
            yield from section_lines(draw, inner, item)


@st.composite
def documents(draw: Draw) -> tuple[str, dict[str, Any]]:
    """Draw a text and the values that it holds."""
    table = draw(st.dictionaries(NAMES, VALUES, max_size=4))
    lines = list(section_lines(draw, "", table))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines), table


def paths_of(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Walk through all key paths with their values."""
    if path:
        yield path, value
    items = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value) if isinstance(value, list) else items:
        yield from paths_of(inner, (*path, key))


@settings(deadline=None)
@given(documents())
def test_every_key_is_found_where_it_stands(document: tuple[str, dict[str, Any]]) -> None:
    """At the place of a key stands the key, and at that of an element its value or its header."""
    text, table = document
    assert parse_toml(text, "f.toml") == (table, ())
    lines = text.split("\n")
    places = TomlPlaces(text, "f.toml")
    leaves = []
    for path, value in paths_of(table):
        place = places.place_of(path)
        assert place.line is not None
        assert place.column is not None
        there = lines[place.line - 1][place.column - 1 :]
        if isinstance(path[-1], str):
            assert there.startswith(name_text(path[-1]))
        elif isinstance(value, dict):
            assert there.startswith(("{", name_text(str(path[-2]))))
        else:
            assert there.startswith(("[", '"', str(value).lower()))
        if not isinstance(value, dict | list):
            leaves.append((place.line, place.column))
    assert len(leaves) == len(set(leaves))
