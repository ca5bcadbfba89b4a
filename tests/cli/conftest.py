"""Every test of the command line runs from the root of the project, in a terminal of one width."""

from collections.abc import Callable

import pytest

from partnerskab.cli.main import main
from tests.cli.running import ROOT, Ran


@pytest.fixture(autouse=True)
def _one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Return a function that runs a command in this process."""

    def run_here(*arguments: str) -> Ran:
        try:
            code = main(arguments)
        except SystemExit as stop:  # argparse leaves this way
            code = stop.code if isinstance(stop.code, int) else -1
        return Ran(code, *capsys.readouterr())

    return run_here
