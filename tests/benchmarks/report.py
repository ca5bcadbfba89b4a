"""How long it takes to make status reports, and how large they are.

Run it with the Python of an environment that has partnerskab: `python tests/benchmarks/report.py`
from the folder of the repository, with a number for other than 150 areas. The first report is that
of Amager, the second has six indicators for each area. The times are those of the processor, after
all imports and templates, so that a busy machine does not change them: the better of two runs.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

from partnerskab.assessment.assess import assess
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.reports.report import Report, render_report
from tests.reports.made import amager, invented
from tests.reports.wide import wide_observations, wide_partnership

AREAS = 150
_Made = TypeVar("_Made")


def timed(make: Callable[[], _Made]) -> tuple[float, _Made]:
    """Return how long the better of two runs takes, and what the last one made."""
    start = process_time()
    make()
    first = process_time() - start
    start = process_time()
    made = make()
    return min(first, process_time() - start), made


def measure(name: str, partnership: Partnership, seen: ObservationSet, as_of: date) -> None:
    """Print how long each step of a report takes, and how large each output is."""
    assessing, status = timed(lambda: assess(partnership, seen, as_of=as_of))

    def made() -> Report:
        return render_report(partnership, status, language="da")

    saying, report = timed(made)
    print(f"{name}: assess {assessing:.2f} s, what it says {saying:.2f} s")
    outputs: dict[str, Callable[[], bytes]] = {
        "html": lambda: report.to_html().encode(),
        "md": lambda: report.to_markdown().encode(),
        "docx": report.to_docx,
        "xlsx": report.to_xlsx,
    }
    for output, write in outputs.items():
        writing, data = timed(write)
        print(f"{output:>8}{writing:>8.2f} s{len(data) / 1000:>10,.0f} kB")


def main(areas: int) -> None:
    """Measure both reports."""
    measure("Amager", amager(), invented(), date(2014, 5, 31))
    wide = wide_partnership(areas)
    measure(f"{areas} areas", wide, wide_observations(wide), date(2016, 6, 1))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else AREAS)
