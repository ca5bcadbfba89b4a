"""`partnerskab new`: a folder from a few facts, and the way from there to a checked agreement."""

import re
from pathlib import Path

import pytest

from partnerskab.config.folder import load
from tests.cli.running import ROOT, Run, assert_golden

FACTS = (
    *("--title", "Aftale om Tingbjerg", "--area", "Tingbjerg"),
    *("--party", "Københavns Kommune", "--party", "fsb"),
    *("--start", "2026-01-01", "--end", "2029-12-31"),
)
MISSING = """\
partnerskab new: error: nobody can be asked here, so these are required: \
--language, --title, --area, --party, --end
"""
THERE = """\
tingbjerg: error: the folder is there already [file-exists]
    remedy:   give another name, or move the folder away first: it may have been filled in
1 error, 0 warnings
"""


@pytest.fixture(autouse=True)
def _empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Terminal:
    """A terminal at which somebody types these lines, and then ends the input."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *lines: str | type[BaseException]) -> None:
        self._lines = iter(lines)
        self.questions: list[str] = []
        monkeypatch.setattr("sys.stdin", self)
        monkeypatch.setattr("builtins.input", self._input)

    def isatty(self) -> bool:
        """Say that somebody sits there."""
        return True

    def _input(self, question: str) -> str:
        self.questions.append(question)
        line = next(self._lines, EOFError)
        if isinstance(line, str):
            return line
        raise line


def uncommented(text: str) -> str:
    """Take away the marks of the examples, as the comments say."""
    assert '"#| "' in text
    return re.sub(r"(?m)^#\| ", "", text)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_new_folder_passes_the_check(run: Run, language: str) -> None:
    """What is written is sound as it stands, in either language."""
    assert run("new", "tingbjerg", "--language", language, *FACTS)[::2] == (0, "")
    assert run("check", "tingbjerg")[::2] == (0, "")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_files_of_a_new_folder(run: Run, language: str) -> None:
    """The agreement says step by step what to fill in; the file of figures has its headings."""
    run("new", "tingbjerg", "--language", language, *FACTS)
    assert sorted(path.name for path in Path("tingbjerg").iterdir()) == [
        "agreement.toml",
        "observations.csv",
    ]
    assert_golden(f"new-{language}.txt", Path("tingbjerg/agreement.toml").read_text("utf-8"))


def test_what_to_do_next_is_said(run: Run) -> None:
    """The command ends with the file to open and the command that checks it."""
    assert run("new", "Nørre Å", "--language", "da", *FACTS).out == (
        "Nørre Å er klar."
        " Åbn Nørre Å/agreement.toml i et tekstprogram, og følg trinene; derefter:\n"
        "    partnerskab check 'Nørre Å'\n"
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_steps_lead_to_a_target_and_an_observation(run: Run, language: str) -> None:
    """Who does what the comments say reaches a checked agreement, its targets and its status."""
    run("new", "tingbjerg", "--language", language, *FACTS)
    path, figures = Path("tingbjerg/agreement.toml"), Path("tingbjerg/observations.csv")
    text = path.read_text(encoding="utf-8")
    # Steps 2 to 5, one after the other: the file is sound after each.
    for step in range(2, 6):
        start = re.search(rf"(?m)^# -+ (step|trin) {step}:", text)
        after = re.search(rf"(?m)^# -+ (step|trin) {step + 1}:", text)
        assert start is not None
        assert after is not None
        part = text[start.start() : after.start()].replace('section = "unknown"', 'section = "2"')
        text = text[: start.start()] + re.sub(r"(?m)^#\| ", "", part) + text[after.start() :]
        path.write_text(text, encoding="utf-8")
        assert run("check", "tingbjerg")[::2] == (0, "")
    # Step 6, with figures of one's own.
    text = uncommented(text).replace("value = 100", "value = 70").replace("[90]", "[63]")
    path.write_text(text, encoding="utf-8")
    commands = re.findall(r"(?m)^#\s+partnerskab (.*)$", text)
    assert [command.split()[0] for command in commands] == ["check", "targets", "status"]
    checked = run(*commands[0].split())
    assert (checked.code, checked.err) == (0, "")
    assert "1 of 1 printed values equal their rule" in checked.out
    targets = run(*commands[1].split())
    assert (targets.code, targets.err) == (0, "")
    assert "63" in targets.out
    # Step 7, with a real figure.
    (line,) = re.findall(r"(?m)^#\s+(burglary,.*)$", text)
    filled = line.replace("95", "60").replace("illustrative", "final")
    figures.write_text(figures.read_text("utf-8") + filled + "\n", encoding="utf-8")
    status = run(*commands[2].split(), "--as-of", "2030-06-01")
    assert (status.code, status.err) == (0, "")
    assert {"da": "opfyldt", "en": "met"}[language] + " (" in status.out


def test_the_facts_are_in_the_agreement(run: Run) -> None:
    """Names keep their letters in the labels and lose them in the ids."""
    run("new", "Nørre Å", "--language", "da", *FACTS)
    agreement = load("Nørre Å").agreement
    assert agreement.id == "noerre-aa"
    assert agreement.label.text("da") == "Aftale om Tingbjerg"
    parties = [(party.id, party.label.text("da")) for party in agreement.parties]
    assert parties == [("koebenhavns-kommune", "Københavns Kommune"), ("fsb", "fsb")]
    assert (str(agreement.term.start), str(agreement.term.end)) == ("2026-01-01", "2029-12-31")


def test_without_a_terminal_every_fact_must_be_given(run: Run) -> None:
    """A program is told which options are missing."""
    code, out, err = run("new", "tingbjerg")
    assert (code, out) == (2, "")
    assert err.endswith(MISSING)
    assert list(Path().iterdir()) == []


def test_a_term_that_ends_before_it_starts_is_wrong_use(run: Run) -> None:
    """Facts that contradict each other are refused, and nothing is written."""
    facts = (*FACTS[:-1], "2025-12-31")
    code, out, err = run("new", "tingbjerg", "--language", "en", *facts)
    assert (code, out) == (2, "")
    assert "error: end: the term ends before it starts\n" in err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("name", ["--title", "--area", "--party"])
@pytest.mark.parametrize("text", ["", " ", "\udcf8"])
def test_a_text_that_is_none_is_wrong_use(run: Run, name: str, text: str) -> None:
    """A name without a letter, or with bytes that are none, is refused."""
    code, out, err = run("new", "tingbjerg", name, text)
    assert (code, out) == (2, "")
    assert f"error: argument {name}: " in err


def test_a_person_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal what is missing is asked for, in the language of the agreement."""
    terminal = Terminal(
        monkeypatch,
        *("da", "Aftale om Tingbjerg", "Tingbjerg", "Københavns Kommune", "fsb", ""),
        *("2026-01-01", "2029-12-31"),
    )
    assert run("new", "asked")[::2] == (0, "")
    run("new", "given", "--language", "da", *FACTS)
    assert terminal.questions == [
        "Language / sprog (da / en): ",
        "Aftalens titel: ",
        "Området, som det kaldes: ",
        "En part i aftalen: ",
        "Endnu en part (tom: ikke flere): ",
        "Endnu en part (tom: ikke flere): ",
        "Første dag, fx 2026-01-01 (tom: ukendt): ",
        "Sidste dag, som regnes med, fx 2029-12-31: ",
    ]
    asked = load("asked").agreement
    assert asked.by_name() | {"id": "given"} == load("given").agreement.by_name()


def test_only_what_is_missing_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the options say is not asked again."""
    terminal = Terminal(monkeypatch, "An agreement")
    facts = [fact for fact in FACTS if fact not in ("--title", "Aftale om Tingbjerg")]
    assert run("new", "tingbjerg", "--language", "en", *facts).code == 0
    assert terminal.questions == ["Title of the agreement: "]


def test_a_wrong_answer_is_asked_for_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be used is said, and the question comes again."""
    Terminal(
        monkeypatch,
        *("sv", "en", " ", "An agreement", "1.1.2026", "2026-01-01", "2025-12-31", "2029-12-31"),
    )
    code, out, err = run("new", "new", "--area", "The area", "--party", "The council")
    assert (code, err) == (0, "")
    assert out.startswith(
        "  da / en\n"
        "  Write a text.\n"
        "  Write a date like 2026-01-01, or nothing.\n"
        "  Write a date like 2029-12-31, not before the first day.\n"
        "new is ready. "
    )


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_whoever_stops_answering_leaves_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    """Ctrl-C and the end of the input end the command, and no folder stays behind."""
    Terminal(monkeypatch, "da", "Aftale om Tingbjerg", stop)
    assert run("new", "tingbjerg")[::2] == (130, "interrupted\n")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("there", ["file", "empty folder", "full folder", "link to nowhere"])
def test_what_is_there_is_never_written_over(run: Run, there: str) -> None:
    """A name that is taken is refused before anything is asked, whatever has it."""
    path = Path("tingbjerg")
    if there == "file":
        path.write_text("mine", encoding="utf-8")
    elif there == "link to nowhere":
        path.symlink_to("nowhere")
    else:
        path.mkdir()
    if there == "full folder":
        (path / "agreement.toml").write_text("mine", encoding="utf-8")
    code, out, err = run("new", "tingbjerg")
    assert (code, out) == (1, "")
    assert err == (THERE if "folder" in there else THERE.replace("folder", "file"))
    if there == "full folder":
        assert (path / "agreement.toml").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made(run: Run) -> None:
    """A folder below one that is not there is a diagnostic, and nothing is made."""
    code, out, err = run("new", "region/tingbjerg", "--language", "en", *FACTS)
    assert (code, out) == (1, "")
    assert err == (
        f"{Path('region/tingbjerg')}: error: there is no such folder [cannot-write]\n"
        "    remedy:   make the folder, or name another\n"
        "1 error, 0 warnings\n"
    )
    assert list(Path().iterdir()) == []


EARLIER = ("--from", str(ROOT / "examples" / "amager"), "--end", "2029-12-31")
BROKEN = """\
Series that break: the area is another one, so figures before and after cannot be compared.
  safety-index: Need for safety work, so far for District 29 of the safety index
"""


def test_the_files_of_the_next_partnership(run: Run) -> None:
    """It takes over structure and sources, says so in its language, and passes the check."""
    small = str(ROOT / "tests" / "config_cases" / "valid" / "every-table.toml")
    title = ("--title", "Aftale om Tingbjerg", "--area", "Tingbjerg", "--language", "da")
    assert run("new", "tingbjerg", "--from", small, *EARLIER[2:], *title)[::2] == (0, "")
    assert run("check", "tingbjerg")[::2] == (0, "")
    assert_golden("new-from-da.txt", Path("tingbjerg/agreement.toml").read_text("utf-8"))


def test_the_recipes_come_along(run: Run) -> None:
    """How the files of the sources are read stays, beside an empty file of figures."""
    run("new", "next", *EARLIER, "--title", "Next")
    names = sorted(path.name for path in Path("next").iterdir())
    assert names == ["agreement.toml", "observations.csv", "recipes.toml"]


def test_series_that_break_are_named_on_the_screen(run: Run) -> None:
    """Another area is another series; what to do about it stands on the screen, too."""
    title = ("--title", "Tingbjerg", "--area", "Tingbjerg", "--language", "en")
    out = run("new", "tingbjerg", *EARLIER, *title).out
    assert BROKEN in out
    assert out.endswith(" and mend what is asked of StatBank:\n  police-yearly\n  safety-index\n")


def test_the_same_area_is_taken_over_without_a_word(run: Run) -> None:
    """Without another area the next partnership is for the same one, and nothing breaks."""
    code, out, err = run("new", "amager-2", *EARLIER, "--title", "Næste aftale")
    assert (code, err) == (0, "")
    assert out == (
        "amager-2 er klar. Åbn amager-2/agreement.toml i et tekstprogram, og følg trinene;"
        " derefter:\n    partnerskab check amager-2\n"
    )
    assert load("amager-2").agreement.area == "amager"


def test_only_title_and_end_are_needed_beside_an_earlier_one(run: Run) -> None:
    """The earlier partnership knows its language, its area and its parties."""
    code, out, err = run("new", "next", *EARLIER[:2])
    assert (code, out) == (2, "")
    assert err.endswith("so these are required: --title, --end\n")


def test_the_parties_are_those_of_the_earlier_one(run: Run) -> None:
    """Bodies and duties name the earlier parties, so others cannot be given."""
    code, out, err = run("new", "next", *EARLIER, "--title", "Next", "--party", "fsb")
    assert (code, out) == (2, "")
    assert err.endswith("argument --party: the parties are those of the earlier partnership\n")


def test_an_earlier_one_that_is_broken(run: Run) -> None:
    """What is wrong with the earlier folder is said, and nothing is written."""
    code, out, err = run("new", "next", "--from", "nowhere", "--title", "Next")
    assert (code, out) == (1, "")
    assert err.startswith("nowhere: error: there is no such file [cannot-read]\n")
    assert list(Path().iterdir()) == []
