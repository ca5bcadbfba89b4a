"""The command line as a whole: use and misuse, streams, encodings, interruption."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

from partnerskab.cli.main import COMMANDS
from tests.cli.running import AMAGER, Run, assert_golden, run_process, usual_environment

NO_COMMAND = """\
usage: partnerskab [-h] [--version] COMMAND ...
partnerskab: error: the following arguments are required: COMMAND
"""


def test_version(run: Run) -> None:
    """The version is the package's own, on standard output."""
    assert run("--version") == (0, f"partnerskab {version('partnerskab')}\n", "")


@pytest.mark.parametrize("command", ["", "check", "targets", "status", "budget"])
def test_help(run: Run, command: str) -> None:
    """Each command explains itself and its options; how wide the columns are is Python's choice."""
    code, out, err = run(*command.split(), "--help")
    assert (code, err) == (0, "")
    assert_golden(f"help-{command or 'partnerskab'}.txt", out, words_only=True)


def test_no_command(run: Run) -> None:
    """A command is needed."""
    assert run() == (2, "", NO_COMMAND)


@pytest.mark.parametrize(
    "arguments",
    [
        ("chekc", AMAGER),
        ("check",),
        ("check", AMAGER, AMAGER),
        ("check", AMAGER, "--format", "csv"),
        ("targets", AMAGER, "--format", "xml"),
        ("targets", AMAGER, "--language", "sv"),
        ("status", AMAGER, "--observations"),
    ],
)
def test_wrong_use(run: Run, arguments: tuple[str, ...]) -> None:
    """Wrong use exits with 2, shows how to use it, and lists nothing."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: partnerskab")
    assert ": error: " in err


@pytest.mark.parametrize(
    "text", ["20140201", "2014-W05-6", "2014-2-1", "2014-02-30", "1.2.2014", ""]
)
def test_a_day_is_written_in_one_way(run: Run, text: str) -> None:
    """Only YYYY-MM-DD is a day; what else Python can read is a slip of the pen."""
    code, out, err = run("status", AMAGER, "--as-of", text)
    assert (code, out) == (2, "")
    assert err.endswith(
        f"error: argument --as-of: not a date: {text!r}; write it like 2014-05-31\n"
    )


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("check", ""), "PATH"),
        (("status", AMAGER, "--observations", ""), "--observations"),
        (("status", AMAGER, "--observations", " "), "--observations"),
        (("realism", AMAGER, "--history", ""), "--history"),
        (("read", AMAGER, "tidy", ""), "FILE"),
        (("read", AMAGER, "tidy", "x.csv", "--description", ""), "--description"),
        (("fetch", AMAGER, "x", "--folder", ""), "--folder"),
        (("template", AMAGER, "--for", "city", "--period", "2014", "-o", ""), "-o"),
        (("calendar", AMAGER, "--ics", ""), "--ics"),
    ],
)
def test_an_empty_name(run: Run, arguments: tuple[str, ...], name: str) -> None:
    """An empty name, as of a variable that is not set, never means the current folder."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith(f"argument {name}: an empty name; name a file or a folder\n")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_every_command_says_what_it_does(run: Run, command: ModuleType) -> None:
    """The help of each command describes it in whole sentences, below how to use it."""
    name = command.__name__.rpartition(".")[2]
    _, description, *_ = run(name, "--help").out.split("\n\n")
    assert description[0].isupper()
    assert description.endswith(".")


def test_formats_are_named_when_another_is_asked_for(run: Run) -> None:
    """The message lists the formats there are."""
    err = run("targets", AMAGER, "--format", "xml").err
    assert all(name in err.splitlines()[-1] for name in ("xml", "table", "csv", "json"))


@pytest.mark.parametrize("command", ["check", "targets", "status"])
def test_another_process_gives_the_same(run: Run, command: str) -> None:
    """A process of its own writes what the function writes."""
    as_of = ["--as-of", "2016-07-01"] if command == "status" else []
    arguments = [command, AMAGER, *as_of]
    assert run_process(*arguments) == run(*arguments)


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1:strict"},
    ],
)
def test_output_is_utf_8_whatever_the_locale(environment: dict[str, str]) -> None:
    """Danish letters arrive as UTF-8 where the surroundings know only ASCII."""
    code, out, err = run_process("targets", AMAGER, "--language", "da", **environment)
    assert (code, err) == (0, "")
    assert "Hærværk" in out


def test_errors_are_utf_8_whatever_the_locale() -> None:
    """So do those of a path that a user named on standard error."""
    code, out, err = run_process("check", "Køge", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (code, out) == (1, "")
    assert err.startswith("Køge: error: there is no such file")


def test_a_path_that_is_no_text() -> None:
    """A name that is no UTF-8 is an error of the file like any other, not a crash."""
    code, out, err = run_process("check", b"K\xf8ge")
    assert (code, out) == (1, "")
    assert err.startswith(r"K\udcf8ge: error: there is no such file [cannot-read]")


def run_into(output: int, errors: int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own, with these two streams."""
    command = [sys.executable, "-m", "partnerskab.cli.main", *arguments]
    return subprocess.run(
        command, stdout=output, stderr=errors, env=usual_environment(), check=False
    )


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    """Return the end to write to of a pipe that nobody reads any more."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize(
    "arguments",
    [
        ("targets", AMAGER),
        ("check", AMAGER),
        pytest.param(("--help",)),
        pytest.param(("--version",)),
    ],
)
def test_a_closed_pipe_is_no_error(closed_pipe: int, arguments: tuple[str, ...]) -> None:
    """When nobody reads on, as after `| head -1`, it ends quietly."""
    done = run_into(closed_pipe, subprocess.PIPE, *arguments)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_pipe_of_errors_is_no_crash(closed_pipe: int) -> None:
    """When nobody reads the diagnostics, the exit code still tells of them."""
    done = run_into(subprocess.PIPE, closed_pipe, "check", "nowhere")
    assert (done.returncode, done.stdout) == (1, b"")


def test_no_standard_output_at_all() -> None:
    """Without a standard output, as under some schedulers, a sound folder is still sound."""
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m partnerskab.cli.main check "$1" >&-', sys.executable, AMAGER],
        stderr=subprocess.PIPE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
@pytest.mark.parametrize("arguments", [("check", AMAGER), ("targets", AMAGER), ("--help",)])
def test_a_full_disk_is_said_in_one_line(arguments: tuple[str, ...]) -> None:
    """Where the output cannot be written it says so, without a traceback."""
    with Path("/dev/full").open("wb") as full:
        done = run_into(full.fileno(), subprocess.PIPE, *arguments)
    assert (done.returncode, done.stderr) == (
        1,
        b"error: the output cannot be written: No space left on device\n",
    )


def test_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends it with a word and the exit code that shells know, without a traceback."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("partnerskab.config.folder.check", interrupt)
    assert run("check", AMAGER) == (130, "", "interrupted\n")
