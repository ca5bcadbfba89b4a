"""How long a start takes, against what a user of Python is used to.

Run it with the Python of an environment that has partnerskab: `python tests/benchmarks/startup.py`,
with a number for other than 21 runs of each command. It prints and does not judge: the machine that
runs it may be busy.
"""

import compileall
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[2]
SCRIPT = Path(sys.executable).with_name("partnerskab")
PYTHON = (sys.executable, "-c")
CHECK = (str(SCRIPT),) if SCRIPT.exists() else (sys.executable, "-m", "partnerskab.cli.main")
COMMANDS = {
    "import partnerskab": (*PYTHON, "import partnerskab"),
    "import attrs, cattrs ...": (*PYTHON, "import attrs, cattrs, tomllib, decimal, fractions"),
    "partnerskab check": (*CHECK, "check", "examples/amager"),
    "import pandas": (*PYTHON, "import pandas"),
    "python alone": (*PYTHON, "pass"),
}
LIMITS = (
    ("import partnerskab", "import attrs, cattrs ...", 1.5),
    ("partnerskab check", "import pandas", 1.0),
)


def seconds(command: tuple[str, ...]) -> float:
    """Run a command, which must succeed, and return how long it took by the wall clock."""
    # Without bytecode every start compiles every module anew, which nobody's machine does.
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def compile_all() -> None:
    """Write the bytecode of the library, and by a first run that of all it imports."""
    library = find_spec("partnerskab")
    if library is None or not library.submodule_search_locations:
        sys.exit("partnerskab is not installed in this environment")
    for folder in library.submodule_search_locations:
        compileall.compile_dir(folder, quiet=1)
    for command in COMMANDS.values():
        seconds(command)


def main(runs: int) -> None:
    """Time every command by turns, so that a busy moment falls on all of them alike."""
    compile_all()
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    medians = {name: median(taken) for name, taken in times.items()}
    print(f"{'':<26}{'median':>10}{'fastest':>10}   of {runs} runs")
    for name, taken in times.items():
        print(f"{name:<26}{medians[name] * 1000:>7.0f} ms{min(taken) * 1000:>7.0f} ms")
    print()
    for ours, theirs, limit in LIMITS:
        ratio = medians[ours] / medians[theirs]
        verdict = "within" if ratio <= limit else "ABOVE"
        print(f"{ours} / {theirs}: {ratio:.2f}, {verdict} the limit of {limit}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
