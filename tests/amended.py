"""Folders with amendments, written for one test and loaded."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement
from partnerskab.config.folder import load

FOLDER = Path(__file__).parent / "config_cases" / "valid" / "amended"
SIGNED = (FOLDER / "agreement.toml").read_text(encoding="utf-8")
# Changes to the agreement of that folder that have nothing to do with each other.
INDEPENDENT = (
    '[set.allocations.activities]\namount = "150_000 DKK"',
    '[set]\n"targets.burglary.criterion" = "percentage"',
    "[set.term]\nend = 2018-12-31",
    '[set.duties.lighting]\nowner = "council"',
    '[add.remarks.others]\nlabel = { en = "Many others act, too" }',
    '[remove]\ntargets = ["vandalism"]',
    "[set.bodies.board]\nmeets = { at_least = 4 }",
    '[set."parties.police.label"]\nda = "Politikredsen"',
    "[set.targets.burglary]\npercent = [-10, -15, -30, -35]\nprinted = [90, 85, 70, 65]",
)
Dated = tuple[date, str]


def header(start: date, *, decided: date | None = None, by: str = "board") -> str:
    """Return the table that begins the file of an amendment."""
    return (
        '[amendment]\nlabel = { en = "An amendment" }\nwhy = { en = "It was needed" }\n'
        f'by = "{by}"\ndecided = {decided or start}\neffective = {start}\n'
        'cite = { section = "1" }\n\n'
    )


def write(folder: Path, amendments: Iterable[Dated], signed: str = SIGNED) -> Path:
    """Write an agreement and its amendments into a folder."""
    (folder / "amendments").mkdir()
    (folder / "agreement.toml").write_text(signed, encoding="utf-8")
    for number, (start, change) in enumerate(amendments):
        path = folder / "amendments" / f"{start}-no-{number}.toml"
        path.write_text(header(start) + change + "\n", encoding="utf-8")
    return folder


def amended(*amendments: Dated) -> Agreement:
    """Return the agreement of the folder with other amendments."""
    with TemporaryDirectory() as folder:
        return load(write(Path(folder), amendments)).agreement


days = st.dates(date(2013, 1, 1), date(2017, 12, 31))


@st.composite
def dated_changes(draw: st.DrawFn, *, at_least: int = 0) -> Sequence[Dated]:
    """Draw some of the independent changes, each from a day of its own, in order."""
    changes = draw(
        st.lists(st.sampled_from(INDEPENDENT), unique=True, min_size=at_least, max_size=4)
    )
    count = len(changes)
    starts = sorted(draw(st.sets(days, min_size=count, max_size=count)))
    return list(zip(starts, changes, strict=True))
