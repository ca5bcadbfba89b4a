"""What the README shows is what a reader gets."""

import re
from pathlib import Path

import pytest

from partnerskab.cli.main import main

README = Path(__file__).parents[1] / "README.md"


def test_the_status_shown_is_part_of_the_real_one(capsys: pytest.CaptureFixture[str]) -> None:
    """The output in the README stands in what its command prints, line for line."""
    shown = re.search(
        r"<!-- output of: (?P<command>.*) -->\n```text\n(?P<lines>.*?)```",
        README.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert shown is not None
    assert main(shown["command"].split()) == 0
    real = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert shown["lines"].replace("\N{NO-BREAK SPACE}", " ") in real


def test_the_diagnostic_shown_is_the_real_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message for a misspelt key in the README's own table is the one that `check` prints."""
    text = README.read_text(encoding="utf-8")
    table = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    message = re.search(r"```text\nagreement.toml:9:(.*?)```", text, re.DOTALL)
    assert table is not None
    assert message is not None
    rows = table[1].split("[targets.reports.rows]\n")[1].replace("printed", "printd", 1)
    example = Path(__file__).parents[1] / "examples" / "amager" / "agreement.toml"
    whole = re.sub(r"(?m)^burglary   = \{.*$", rows.split("\n")[0], example.read_text("utf-8"))
    (tmp_path / "agreement.toml").write_text(whole, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "agreement.toml"]) == 1
    real = re.sub(r"agreement.toml:\d+:\d+:", "", capsys.readouterr().err)
    assert re.sub(r"^\d+:", "", message[1]).strip() in real
