"""Reading a folder or a file: what `check` returns, what `load` raises, and what is inherited."""

import linecache
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.budget import AllocationBasis
from partnerskab.agreement.checks import find_problems
from partnerskab.agreement.parts import Parts
from partnerskab.agreement.references import Known
from partnerskab.config.folder import Checked, check, files_of, load
from partnerskab.delivery.plan import SafetyPlan
from partnerskab.errors import DiagnosticsError, PartnerskabError, Problem, Severity
from partnerskab.values.periods import Period

ROOT = Path(__file__).parent.parent.parent
AMAGER = ROOT / "examples" / "amager"
CASES = ROOT / "tests" / "config_cases"
MINIMAL = (CASES / "valid" / "minimal.toml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder, which is the current one, too."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, *changes: tuple[str, str], add: str = "") -> Path:
    """Write the minimal agreement with some changes, each of a text that stands there once."""
    text = MINIMAL + add
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = folder / "agreement.toml"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def agreement_with(folder: Path, *changes: tuple[str, str], add: str = "") -> Agreement:
    """Return the minimal agreement with some changes."""
    return load(written(folder, *changes, add=add)).agreement


def said(checked: Checked) -> str:
    """Return all that was said."""
    return "\n".join(str(diagnostic) for diagnostic in checked.diagnostics)


def test_load_returns_what_check_found(folder: Path) -> None:
    """The two verbs read the same partnership."""
    path = written(folder)
    assert load(path) == check(path).partnership


def test_load_raises_every_diagnostic() -> None:
    """The error of `load` carries all that `check` reports."""
    path = CASES / "invalid" / "misspelt-key-in-many-tables.toml"
    with pytest.raises(DiagnosticsError) as caught:
        load(path)
    assert caught.value.diagnostics == check(path).diagnostics


def test_the_text_of_the_error_is_every_diagnostic() -> None:
    """The error of `load` says all that `check` reports."""
    path = CASES / "invalid" / "misspelt-key-in-many-tables.toml"
    with pytest.raises(DiagnosticsError) as caught:
        load(path)
    assert str(caught.value) == said(check(path))


@pytest.mark.parametrize("kind", [PartnerskabError, ValueError])
def test_the_error_is_of_the_expected_kinds(kind: type[Exception]) -> None:
    """The error of `load` is the library's own and a `ValueError`."""
    with pytest.raises(kind):
        load(CASES / "invalid" / "dangling-source.toml")


def test_load_accepts_warnings() -> None:
    """A file with nothing but warnings can be loaded."""
    path = CASES / "doubtful" / "printed-value-in-conflict-with-its-rule.toml"
    assert load(path) == check(path).partnership


def test_a_path_may_be_a_text(folder: Path) -> None:
    """A path as text is as good as a `Path`."""
    path = written(folder)
    assert load(str(path)) == load(path)


def test_a_folder_is_read_as_its_agreement(folder: Path) -> None:
    """A folder without further files gives what its agreement file gives."""
    path = written(folder)
    assert load(folder) == load(path)


def test_one_file_is_read_without_its_neighbours(folder: Path) -> None:
    """The path of a file means that file alone, and no plan beside it."""
    path = written(folder)
    (folder / "safety-plan.toml").write_text("wrong", encoding="utf-8")
    assert check(path).diagnostics == ()


def test_a_file_may_have_any_name(folder: Path) -> None:
    """The path of a file need not end in agreement.toml."""
    path = written(folder).rename(folder / "aftale 2013.toml")
    assert load(path).agreement.id == "small"


def test_a_path_that_is_not_there(folder: Path) -> None:
    """A path to nothing is reported, and not raised as an error of the system."""
    assert said(check(folder / "amager" / "agreement.toml")) == (
        f"{folder / 'amager' / 'agreement.toml'}: error: there is no such file [cannot-read]\n"
        "    remedy:   check the name and the folder; large and small letters may differ"
    )


def test_a_place_names_the_file_as_the_user_did(folder: Path) -> None:
    """A relative path stays relative in the place."""
    written(folder, ('source = "police"', 'source = "polcie"'))
    place = check("agreement.toml").diagnostics[0].place
    assert str(place) == "agreement.toml:42:1: indicators.burglary.source"


def test_an_empty_folder(folder: Path) -> None:
    """A folder with nothing in it is named as such."""
    (folder / "amager").mkdir()
    assert said(check("amager")) == (
        "amager: error: the folder holds no agreement [no-agreement]\n"
        "    expected: a file agreement.toml\n"
        "    came:     an empty folder\n"
        "    remedy:   name the folder that holds the agreement, "
        "or make one: partnerskab new FOLDER"
    )


def test_a_folder_of_agreements(folder: Path) -> None:
    """A folder above those of agreements names one of them."""
    for name in ("amager", "tingbjerg"):
        (folder / name).mkdir()
        written(folder / name)
    assert said(check(".")) == (
        ".: error: the folder holds no agreement [no-agreement]\n"
        "    expected: a file agreement.toml\n"
        "    came:     amager, tingbjerg\n"
        "    remedy:   name the folder of one agreement, such as 'amager'"
    )


def test_a_folder_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the system will not list is a diagnostic, and no crash."""

    def refuse(_: Path) -> Iterator[Path]:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert said(check(str(folder))) == (
        f"{folder}: error: the folder may not be read by you [cannot-read]\n"
        "    remedy:   give yourself the right to read it, or copy it to a folder of your own"
    )


def test_a_folder_in_place_of_the_file(folder: Path) -> None:
    """A folder that has the name of the agreement is no agreement."""
    (folder / "agreement.toml").mkdir()
    assert said(check(folder)) == (
        f"{folder / 'agreement.toml'}: error: this is a folder, not a file [cannot-read]\n"
        "    remedy:   name a file inside the folder"
    )


def test_danish_letters_and_spaces_in_the_path(folder: Path) -> None:
    """A folder may be called as people call it, and the place shows that."""
    named = folder / "Fælles mål for Ærø"
    named.mkdir()
    written(named, ('source = "police"', 'source = "polcie"'))
    place = check("Fælles mål for Ærø").diagnostics[0].place
    assert place.file == str(Path("Fælles mål for Ærø", "agreement.toml"))


def test_windows_line_ends_change_nothing(folder: Path) -> None:
    """The line ends of Windows give the same agreement."""
    plain = agreement_with(folder)
    path = written(folder)
    path.write_bytes(MINIMAL.replace("\n", "\r\n").encode())
    assert load(path).agreement == plain


def test_windows_line_ends_keep_the_places(folder: Path) -> None:
    """The line ends of Windows move no place."""
    broken = MINIMAL.replace('source = "police"', 'source = "polcie"')
    path = folder / "agreement.toml"
    path.write_bytes(broken.replace("\n", "\r\n").encode())
    place = check("agreement.toml").diagnostics[0].place
    assert str(place) == "agreement.toml:42:1: indicators.burglary.source"


def test_amager_loads_without_a_word() -> None:
    """The shipped example gives no diagnostic."""
    assert check(AMAGER).diagnostics == ()


def test_amager_has_its_plan() -> None:
    """The plan in the folder of the shipped example is read."""
    plan = load(AMAGER).plan
    assert plan is not None
    assert plan.focus_areas == ("reputation", "urban-space", "adult-life")


def test_a_plan_beside_the_agreement_is_read() -> None:
    """A folder may hold the plan that its agreement points to."""
    assert load(CASES / "valid" / "with-a-plan").plan == SafetyPlan(
        document="plan", updated=date(2015, 2, 1), focus_areas=["streets"]
    )


def test_a_plan_that_is_not_at_hand(folder: Path) -> None:
    """An agreement may point to a plan that no file holds."""
    written(
        folder, ('area = "village"\n\n[term]', 'area = "village"\nsafety_plan = "text"\n\n[term]')
    )
    assert load(folder).plan is None


def test_both_files_are_reported_in_one_run() -> None:
    """An error in the agreement does not hide one in the plan."""
    found = check(CASES / "invalid" / "plan-beside-an-unreadable-agreement").diagnostics
    assert [Path(each.place.file).name for each in found] == ["agreement.toml", "safety-plan.toml"]


def test_diagnostics_come_in_the_order_of_the_file(folder: Path) -> None:
    """Errors and warnings are sorted by line, whichever check found them."""
    path = written(
        folder,
        ('source = "police"', 'source = "polcie"'),
        ("printed = [63, 53]", "printed = [63, 58]"),
        ('cadence = "yearly"', 'cadence = "anually"'),
    )
    found = [(each.severity, each.place.line) for each in check(path).diagnostics]
    assert found == [(Severity.ERROR, 33), (Severity.ERROR, 42), (Severity.WARNING, 53)]


# ----------------------------------------------------- which files are read


def test_the_files_of_a_folder_are_those_that_are_read(tmp_path: Path) -> None:
    """What lies beside them, under whatever name, belongs to no partnership."""
    folder = tmp_path / "amendments"  # a name that means something within it, and not for itself
    copytree(CASES / "valid" / "amended", folder)
    for name in ("comments.toml", "comments-draft.toml", "amendments/notes.txt"):
        (folder / name).write_text("", encoding="utf-8")
    assert [file.relative_to(folder).as_posix() for file in files_of(folder)] == [
        "agreement.toml",
        "amendments/2014-05-01-more-money.toml",
        "amendments/2015-01-01-sharper-targets.toml",
        "amendments/2015-07-01-housing-leaves.toml",
        "amendments/2016-01-01-two-more-years.toml",
        "comments.toml",
    ]


def test_an_agreement_alone_is_one_file() -> None:
    """What stands beside an agreement that was named by its file is not read."""
    path = AMAGER / "agreement.toml"
    assert files_of(path) == (path,)


# ------------------------------------------------------------ many loads, one process


def test_a_second_load_makes_no_code() -> None:
    """What reads the classes is made once per process, and not for every file."""
    load(AMAGER)
    before = set(linecache.cache)
    load(AMAGER)
    assert set(linecache.cache) - before == set()


def test_files_read_at_the_same_time_know_nothing_of_each_other() -> None:
    """Each thread inherits the citations, rows and years of its own file."""
    paths = [AMAGER, *sorted((CASES / "valid").iterdir())] * 4
    with ThreadPoolExecutor(max_workers=8) as threads:
        together = list(threads.map(load, paths))
    assert together == [load(path) for path in paths]


def test_a_load_looks_for_contradictions_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the agreement has found in its parts is not looked for again."""
    looked: list[str] = []

    def counted(parts: Parts, known: Known | None = None) -> tuple[Problem, ...]:
        looked.append(parts.id)
        return find_problems(parts, known)

    monkeypatch.setattr("partnerskab.agreement.agreement.find_problems", counted)
    monkeypatch.setattr("partnerskab.config.agreement_file.find_problems", counted)
    load(AMAGER)
    assert looked == ["amager"]


# ---------------------------------------------------------------- citations


def test_the_first_document_is_the_one_that_is_cited(folder: Path) -> None:
    """A citation that names no document means the first."""
    second = '\n[documents.letter]\nlabel = { en = "A letter" }\nlanguage = "en"\n'
    assert agreement_with(folder, add=second).term.citation.document == "text"


def test_a_citation_may_name_its_document(folder: Path) -> None:
    """A citation that names a document means that one."""
    second = '\n[documents.letter]\nlabel = { en = "A letter" }\nlanguage = "en"\n'
    cite = ("end = 2016-12-31\ncite = { ", 'end = 2016-12-31\ncite = { document = "letter", ')
    assert agreement_with(folder, cite, add=second).term.citation.document == "letter"


REMARKS = """
[remarks]
cite = { section = "5", item = "1" }

[remarks.whole]
label = { en = "Inherits everything" }

[remarks.partly]
label = { en = "Inherits the section" }
cite = { item = "2" }

[remarks.own]
label = { en = "Inherits the item" }
cite = { section = "6" }
"""


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("whole", "text, section 5, item 1"),
        ("partly", "text, section 5, item 2"),
        ("own", "text, section 6, item 1"),
    ],
)
def test_a_part_inherits_the_citation_of_its_table(folder: Path, id: str, text: str) -> None:
    """A part cites what its table cites, apart from what it says itself."""
    remarks = {each.id: each for each in agreement_with(folder, add=REMARKS).remarks}
    assert str(remarks[id].citation) == text


NESTED = """
[parties.town]
label = { en = "The town" }
cite = { section = "7" }
administrations.schools = { label = { en = "Schools" } }
administrations.roads = { label = { en = "Roads" }, cite = { item = "3" } }
"""


@pytest.mark.parametrize(
    ("id", "text"), [("schools", "text, section 7"), ("roads", "text, section 7, item 3")]
)
def test_what_stands_in_a_part_inherits_its_citation(folder: Path, id: str, text: str) -> None:
    """A part within a part cites what that one cites, apart from what it says itself."""
    town = agreement_with(folder, add=NESTED).parties[-1]
    citations = {each.id: str(each.citation) for each in town.administrations}
    assert citations[id] == text


ROADS = """cite = { table = "Parties" }
administrations.roads = { label = { en = "Roads" }, cite = { row = "Roads" } }"""


def test_a_citation_goes_from_the_table_down_to_what_is_nested(folder: Path) -> None:
    """Table, part and nested part each add what they say themselves."""
    shared = (
        '[parties.council]\nlabel = { en = "The council" }\ncite = { section = "2" }',
        '[parties]\ncite = { section = "2" }\n\n[parties.council]\nlabel = { en = "The council" }\n'
        + ROADS,
    )
    council = agreement_with(folder, shared).parties[0]
    assert str(council.administrations[0].citation) == "text, section 2, table Parties, row Roads"


def test_a_citation_does_not_reach_the_next_part(folder: Path) -> None:
    """What one part cites is not inherited by the one after it."""
    remarks = {each.id: each for each in agreement_with(folder, add=REMARKS).remarks}
    assert remarks["own"].citation.item == "1"


# --------------------------------------------------------------------- rows

ROWS = """
[indicators.reports]
measure = "count"
kind = "flow"
unit = "reports"
better = "lower"
source = "police"
area = "village"
cite = { section = "3" }
rows.theft = { label = { en = "Theft" } }
rows.vandalism = { label = { en = "Vandalism" }, better = "higher", cite = { item = "4" } }
"""


def test_each_row_is_a_part_of_its_own(folder: Path) -> None:
    """A table with rows gives one part for each row and none for itself."""
    ids = [each.id for each in agreement_with(folder, add=ROWS).indicators]
    assert ids == ["burglary", "theft", "vandalism"]


def test_a_row_has_what_stands_above_the_rows(folder: Path) -> None:
    """A row shares the keys above it."""
    assert agreement_with(folder, add=ROWS).indicator("theft").better == "lower"


def test_a_row_can_say_it_otherwise(folder: Path) -> None:
    """A key of the row replaces the one above the rows."""
    assert agreement_with(folder, add=ROWS).indicator("vandalism").better == "higher"


def test_the_citations_of_row_and_table_are_merged(folder: Path) -> None:
    """A row cites what stands above it, apart from what it says itself."""
    vandalism = agreement_with(folder, add=ROWS).indicator("vandalism")
    assert str(vandalism.citation) == "text, section 3, item 4"


def test_tables_of_a_row_are_merged() -> None:
    """The baseline of an Amager row has its value from the row and its period from above."""
    baseline = load(AMAGER).agreement.target("vandalism").rule.baseline
    assert baseline is not None
    assert (baseline.period, baseline.value) == (Period(2012), 70)


def test_a_row_of_a_cited_table_cites_its_own_name() -> None:
    """The row of a target is its indicator as the document names it."""
    assert load(AMAGER).agreement.target("vandalism").citation.row == "Hærværk"


def test_a_question_about_a_table_with_rows_is_about_each_row() -> None:
    """What concerns a table concerns every row of it."""
    questions = {each.id: each for each in load(AMAGER).agreement.questions}
    assert questions["count-or-percentage"].concerns == (
        "targets.burglary",
        "targets.theft",
        "targets.violence",
        "targets.vandalism",
        "targets.narcotics",
        "targets.harassment",
    )


# ----------------------------------------------------------------- readings

ADOPTED = (
    "\nadopted = { reading = {reading}, by = "
    '"steering-group", on = 2014-03-01, why = { en = "So it was meant" } }\n'
)


def adopting(folder: Path, question: str, reading: str) -> Agreement:
    """Return the Amager agreement with a reading adopted."""
    text = (AMAGER / "agreement.toml").read_text(encoding="utf-8")
    header = f"[questions.{question}]"
    assert text.count(header) == 1
    adopted = ADOPTED.replace("{reading}", f'"{reading}"')
    path = folder / "agreement.toml"
    path.write_text(text.replace(header, header + adopted), encoding="utf-8")
    return load(path).agreement


def basis(agreement: Agreement) -> AllocationBasis:
    """Return whether the money for the secretariat is yearly."""
    return next(each for each in agreement.allocations if each.id == "secretariat").basis


def parts(agreement: Agreement) -> list[tuple[str, str, Any]]:
    """Return every part of an agreement with its table and its id, and its term."""
    tables = agreement.collections().items()
    listed = [(name, part.id, part) for name, table in tables for part in table]
    return [*listed, ("term", "", agreement.term)]


def test_an_adopted_reading_settles_the_agreement(folder: Path) -> None:
    """What an adopted reading sets stands in the settled agreement."""
    settled = adopting(folder, "secretariat-money", "yearly").settled()
    assert basis(settled) is AllocationBasis.YEARLY


def test_an_adopted_reading_leaves_the_agreement_as_signed(folder: Path) -> None:
    """The agreement itself still says what the text says."""
    assert basis(adopting(folder, "secretariat-money", "yearly")) is AllocationBasis.UNCLEAR


def test_an_adopted_reading_changes_nothing_else(folder: Path) -> None:
    """All but the allocation in question and the question itself is as before."""
    before = load(AMAGER).agreement.settled()
    after = adopting(folder, "secretariat-money", "yearly").settled()
    changed = {("allocations", "secretariat"), ("questions", "secretariat-money")}
    assert [each for each in parts(after) if each[:2] not in changed] == [
        each for each in parts(before) if each[:2] not in changed
    ]


def test_an_adopted_reading_outweighs_the_assumed_one(folder: Path) -> None:
    """A decision counts before what is assumed until somebody decides."""
    settled = adopting(folder, "crime-as-a-whole", "separately").settled()
    assert [each.met_when for each in settled.objectives] == ["all", "all", "separately"]


def test_an_adopted_question_is_not_open(folder: Path) -> None:
    """A question with an adopted reading is decided."""
    questions = adopting(folder, "secretariat-money", "yearly").open_questions()
    assert "secretariat-money" not in [each.id for each in questions]


# ------------------------------------------------------------- unknown start


def test_an_unknown_start_is_none(folder: Path) -> None:
    """The word `unknown` stands for a start that the text does not say."""
    agreement = agreement_with(folder, ("start = 2013-01-01", 'start = "unknown"'))
    assert agreement.term.start is None


def test_an_unknown_start_refuses_no_milestone(folder: Path) -> None:
    """Without a start no milestone is before it."""
    early = ("baseline = { period = 2012", "baseline = { period = 1999")
    periods = ("periods = [2013, 2014]", "periods = [2000, 2014]")
    unknown = ("start = 2013-01-01", 'start = "unknown"')
    assert agreement_with(folder, unknown, early, periods).periods == (Period(2000), Period(2014))


def test_a_missing_start_is_not_an_unknown_one(folder: Path) -> None:
    """A start that is left out is an error: the file says that it is unknown."""
    written(folder, ("start = 2013-01-01\n", ""))
    assert said(check("agreement.toml")) == (
        "agreement.toml:8:2: term: error: the key 'start' is missing [missing-key]\n"
        "    expected: start, end, start_note, cite\n"
        "    came:     no such key\n"
        "    remedy:   add start = ..."
    )
