"""`partnerskab check`: what it says of a sound folder, and of one that is not."""

from pathlib import Path

import pytest

from tests.cli.running import AMAGER, QUIET, Run, assert_golden

UNKNOWN_KEY = """\
agreement.toml:6:1: agreement.are: error: unknown key [unknown-key]
    expected: label, area, also_called, safety_plan, year_starts
    came:     are
    remedy:   did you mean 'area'?
"""
NOWHERE = """\
nowhere: error: there is no such file [cannot-read]
    remedy:   check the name and the folder; large and small letters may differ
1 error, 0 warnings
"""
NO_AGREEMENT = """\
notes: error: the folder holds no agreement [no-agreement]
    expected: a file agreement.toml
    came:     minutes.txt
    remedy:   name the folder that holds the agreement, or make one: partnerskab new FOLDER
1 error, 0 warnings
"""


def broken(folder: Path, *changes: tuple[str, str]) -> None:
    """Write an agreement into a folder, with changes that break it."""
    text = Path(QUIET).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "agreement.toml").write_text(text, encoding="utf-8")


def test_the_amager_example_is_sound(run: Run) -> None:
    """The shipped example passes, with nothing on standard error."""
    code, out, err = run("check", AMAGER)
    assert (code, err) == (0, "")
    assert_golden("check.txt", out)


def test_all_printed_values_are_reconciled(run: Run) -> None:
    """The summary counts the printed values that equal their rule: all 24."""
    assert "24 of 24 printed values equal their rule" in run("check", AMAGER).out


def test_open_questions_are_listed(run: Run) -> None:
    """Every open question stands on a line of its own, below their number."""
    lines = run("check", AMAGER).out.splitlines()
    start = lines.index("  open questions  12 of 12")
    assert [line.strip() for line in lines[start + 1 :]] == [
        "secretariat-money",
        "secretariat-period",
        "index-edition",
        "deciding-area",
        "held-or-better",
        "normal-level",
        "count-or-percentage",
        "crime-as-a-whole",
        "unnamed-signature",
        "start-date",
        "money-in-2013",
        "report-after-the-term",
    ]


def test_one_agreement_file_is_enough(run: Run) -> None:
    """A file instead of a folder is read by itself, without the plan beside it."""
    code, out, err = run("check", f"{AMAGER}/agreement.toml")
    assert (code, err) == (0, "")
    assert "  safety plan     not in this folder\n" in out


def test_an_agreement_without_targets_is_sound(run: Run) -> None:
    """An agreement may promise no number at all."""
    code, out, err = run("check", QUIET)
    assert (code, err) == (0, "")
    assert "  reconciled      0 of 0 printed values equal their rule\n" in out


def test_a_broken_file_gives_every_problem(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two slips give two diagnostics in one run, on standard error alone."""
    broken(tmp_path, ("area =", "are ="), ("end = 2016-12-31", 'end = "2016-12-31"'))
    monkeypatch.chdir(tmp_path)
    code, out, err = run("check", ".")
    assert (code, out) == (1, "")
    assert err.count(": error: ") == 3
    assert err.endswith("3 errors, 0 warnings\n")


def test_a_diagnostic_is_printed_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A diagnostic names its place, what was expected, what came and what to write."""
    broken(tmp_path, ("area =", "are ="))
    monkeypatch.chdir(tmp_path)
    assert UNKNOWN_KEY in run("check", "agreement.toml").err


def test_a_conflict_is_a_warning(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A printed value that no rounding gives is a warning: the folder is sound, the exit code 0."""
    text = Path(AMAGER, "agreement.toml").read_text(encoding="utf-8")
    row = "burglary   = { baseline.value =  77, printed = [           69,"
    assert row in text
    changed = text.replace(row, row.replace("69", "68"))
    (tmp_path / "agreement.toml").write_text(changed, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = run("check", ".")
    assert code == 0
    assert "  reconciled      23 of 24 printed values equal their rule\n" in out
    assert err.endswith("0 errors, 1 warning\n")


@pytest.mark.parametrize("size", ["1e5000", "1e-5000"])
@pytest.mark.parametrize("command", ["check", "targets"])
def test_a_number_beyond_all_bounds(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, size: str
) -> None:
    """A number that nobody can print is refused where it stands, and is no crash."""
    text = Path(AMAGER, "agreement.toml").read_text(encoding="utf-8")
    row = "burglary   = { baseline.value =  77,"
    assert row in text
    changed = text.replace(row, row.replace("77", size))
    (tmp_path / "agreement.toml").write_text(changed, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = run(command, ".")
    assert (code, out) == (1, "")
    assert ": targets.reports.rows.burglary.baseline.value: error: " in err


def test_nothing_there(run: Run) -> None:
    """A path that leads nowhere is an error of the file, not of the call."""
    assert run("check", "nowhere") == (1, "", NOWHERE)


def test_a_folder_without_an_agreement(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that holds something else says what it holds."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "minutes.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("check", "notes") == (1, "", NO_AGREEMENT)
