"""How long a million observations take to be read and assessed, and how much memory.

Run it with the Python of an environment that has partnerskab: `python tests/benchmarks/million.py`,
with a number for other than a million observations. The files are made up, the same every time.
Each part runs in a process of its own, so that its peak of memory is its own. It prints and does
not judge: the machine that runs it may be busy.

Every quarter of ten years is published, and revised in the four quarters that follow, for each of
50 indicators in as many areas as it takes; each indicator in each area has a target in each year.
"""

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

Result = TypeVar("Result")

INDICATORS, YEARS, QUARTERS, VINTAGES = 50, 10, 4, 5
FIRST_YEAR = 2013
AS_OF = date(FIRST_YEAR + YEARS + 2, 1, 1)
PER_AREA = INDICATORS * YEARS * QUARTERS * VINTAGES

AGREEMENT = """\
[agreement]
id = "large"
label.en = "A large agreement"
area = "a1"
[term]
start = {first}-01-01
end = {last}-12-31
cite.section = "1"
[documents.text]
label.en = "The agreement"
language = "en"
[parties.council]
label.en = "The council"
cite.section = "1"
[objectives.crime]
number = 1
label.en = "Less crime"
cite.section = "1"
[sources.police]
label.en = "The counts of the police"
publisher.en = "The police"
cadence = "quarterly"
parts_add_up = true
cite.section = "1"
"""
AREA = """\
[areas.a{area}]
label.en = "Area {area}"
cite.section = "1"
"""
INDICATOR = """\
[indicators.i{indicator}]
label.en = "Offence {indicator}"
measure = "count"
kind = "flow"
unit = "reports"
better = "lower"
source = "police"
area = "a1"
cite.section = "1"
"""
TARGETS = """\
[targets.all]
objective = "crime"
kind = "percent-of-baseline"
criterion = "count"
baseline.period = {before}
periods = {years}
percent = {percent}
rounding = {{ mode = "half-up", basis = "declared" }}
cite.section = "1"
[targets.all.rows]
"""
TARGET = """\
i{kind}-in-a{area} = {{ indicator = "i{kind}", area = "a{area}", baseline.value = {base} }}
"""


def write_agreement(path: Path, areas: int) -> None:
    """Write an agreement with a target for each indicator in each area."""
    years = [FIRST_YEAR + number for number in range(YEARS)]
    percent = [-2 * (number + 1) for number in range(YEARS)]
    places, kinds = range(1, areas + 1), range(1, INDICATORS + 1)
    with path.open("w", encoding="utf-8") as file:
        file.write(AGREEMENT.format(first=years[0], last=years[-1]))
        file.writelines(AREA.format(area=area) for area in places)
        file.writelines(INDICATOR.format(indicator=indicator) for indicator in kinds)
        file.write(TARGETS.format(before=FIRST_YEAR - 1, years=years, percent=percent))
        file.writelines(
            TARGET.format(kind=kind, area=area, base=300 + kind)
            for area in places
            for kind in kinds
        )


def write_observations(path: Path, areas: int) -> None:
    """Write a tidy file with the quarters in the order of their publication."""
    with path.open("w", encoding="utf-8") as file:
        file.write("indicator,area,period,value,status,published,source\n")
        file.writelines(_rows(areas))


def _rows(areas: int) -> Iterator[str]:
    random = Random(15)  # noqa: S311  (the same numbers every time, and no secret)
    for quarter in range(YEARS * QUARTERS):
        year, part = FIRST_YEAR + quarter // QUARTERS, quarter % QUARTERS + 1
        for vintage in range(VINTAGES):
            out = quarter + 1 + vintage
            day = date(FIRST_YEAR + out // QUARTERS, 1 + 3 * (out % QUARTERS), 20)
            status = "revised" if vintage else "provisional"
            for area in range(1, areas + 1):
                for indicator in range(1, INDICATORS + 1):
                    count = random.randrange(50, 90)
                    yield f"i{indicator},a{area},{year}-Q{part},{count},{status},{day},police\n"


def read_and_assess(folder: Path) -> None:
    """Time the library."""
    from partnerskab import assess, load, read_observations

    partnership, _ = timed("load the agreement", lambda: load(folder / "agreement.toml"))
    seen, reading = timed(
        "read the observations",
        lambda: read_observations(partnership, folder / "observations.csv"),
    )
    rate("read", len(seen), reading)
    assessment, assessing = timed("assess them", lambda: assess(partnership, seen, as_of=AS_OF))
    rate("assess", len(seen), assessing)
    rate("read and assess", len(seen), reading + assessing)
    met = sum(verdict.outcome == "met" for verdict in assessment.verdicts)
    print(f"{'':<28}{len(assessment.verdicts):>10,} verdicts, {met:,} of them met")
    print_peak()


def read_with_pandas(folder: Path) -> None:
    """Time a plain read of the same file, with every cell as text."""
    import pandas as pd

    frame, reading = timed(
        "pandas, every cell as text", lambda: pd.read_csv(folder / "observations.csv", dtype=str)
    )
    rate("pandas", len(frame), reading)
    print_peak()


def timed(name: str, work: Callable[[], Result]) -> tuple[Result, float]:
    """Do some work, and print and return how long it took."""
    start = perf_counter()
    result = work()
    taken = perf_counter() - start
    print(f"{name:<28}{taken:>10.2f} s", flush=True)
    return result, taken


def rate(name: str, rows: int, taken: float) -> None:
    """Print rows per second."""
    print(f"{name:<28}{rows / taken:>10,.0f} rows per second", flush=True)


def print_peak() -> None:
    """Print the most memory that this process had."""
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(f"{'peak of memory':<28}{peak / 2**20:>10,.0f} MiB", flush=True)


def main(rows: int) -> None:
    """Make the files, and time each part in a process of its own."""
    areas = max(1, rows // PER_AREA)
    with TemporaryDirectory() as folder:
        write_agreement(Path(folder, "agreement.toml"), areas)
        write_observations(Path(folder, "observations.csv"), areas)
        size = Path(folder, "observations.csv").stat().st_size
        print(f"{areas * PER_AREA:,} observations, {size / 2**20:.0f} MiB of csv, {areas} areas")
        for part in PARTS:
            print(flush=True)
            subprocess.run([sys.executable, __file__, part, folder], check=True)


PARTS = {"library": read_and_assess, "pandas": read_with_pandas}

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in PARTS:
        PARTS[sys.argv[1]](Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
