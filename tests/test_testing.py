"""What the test suite of another repository calls."""

from pathlib import Path

import pytest

from partnerskab.testing import assert_valid

CASES = Path(__file__).parent / "config_cases"
DOUBTFUL = "printed-value-in-conflict-with-its-rule"


def test_a_sound_folder_passes() -> None:
    """Nothing happens where nothing is wrong, whether a path is a text or a `Path`."""
    assert_valid(CASES / "valid" / "with-a-plan", warnings=True)
    assert_valid(str(CASES / "valid" / "minimal.toml"), warnings=True)


def test_errors_fail_with_every_diagnostic(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is all that `partnerskab check` says."""
    monkeypatch.chdir(CASES / "invalid")
    with pytest.raises(AssertionError) as caught:
        assert_valid("ten-errors-at-once.toml")
    expected = Path("ten-errors-at-once.expected").read_text(encoding="utf-8")
    assert f"{caught.value}\n" == expected


def test_a_warning_passes() -> None:
    """What is only doubtful breaks nothing."""
    assert_valid(CASES / "doubtful" / f"{DOUBTFUL}.toml")


def test_a_warning_fails_where_that_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository may want its agreements to be beyond doubt."""
    monkeypatch.chdir(CASES / "doubtful")
    with pytest.raises(AssertionError) as caught:
        assert_valid(f"{DOUBTFUL}.toml", warnings=True)
    assert f"{caught.value}\n" == Path(f"{DOUBTFUL}.expected").read_text(encoding="utf-8")


def test_an_open_question_fails_where_that_is_wanted() -> None:
    """A repository may want every question to be decided."""
    assert_valid(CASES / "valid" / "every-table.toml")
    with pytest.raises(AssertionError, match="open-question"):
        assert_valid(CASES / "valid" / "every-table.toml", strict=True)


def test_a_folder_that_is_not_there_fails() -> None:
    """A path that leads nowhere is no sound agreement."""
    with pytest.raises(AssertionError, match="cannot-read"):
        assert_valid("nowhere")
