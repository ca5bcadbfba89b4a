"""Folders with amendments, written for one test and loaded."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from partnerskab.agreement.agreement import Agreement
from partnerskab.config.dump import dump
from partnerskab.config.folder import load
from partnerskab.files.toml_text import Map, toml_value
from partnerskab.partnership import Partnership
from tests.strategies import labels, partnerships

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
# Changes to it in every form that a file has; no two of a group go together.
FORMS = (
    (
        """
[set.indicators.reports]  # each of the rows
unit = "offences"
source = "register"
""",
        """
[set."indicators.vandalism"]
measure = "count"
[set.indicators.burglary]
unit = "offences"
""",
        """
[remove]
indicators = ["reports.unit"]
[set.indicators.reports]
unit = "offences"
""",
    ),
    (
        """
[set]  # in an order that tables do not have
"allocations.activities.amount" = "1 DKK"
"parties.council.label.da" = "By"
"allocations.activities.basis" = "yearly"
""",
        """
[set.allocations.activities.cite]
section = "9"
item = "2"
""",
        """
[set.allocations.activities]
cite = { section = "4", item = "" }
carry_over = "allowed"
""",
        """
[remove]
allocations = ["activities"]
""",
    ),
    (
        """
[remove]
targets = ["burglary"]
[add.targets.burglary]  # again, as a target of another kind
objective = "crime"
kind = "level"
periods = [2015, 2016]
at_most = [50, 40]
cite = { table = "New" }
""",
        """
[remove]
targets = ["burglary.printed", "burglary.columns"]
[set.targets.burglary.baseline]
value = 99
""",
        """
[set.targets.burglary]
area = "village"  # which it would have from its indicator
periods = [2013, 2014]
percent = [-1, -2]
printed = [99, 98]
rounding.cite = { section = "7" }
""",
        """
[remove]
targets = ["burglary.printed", "burglary.baseline"]
[set.targets.burglary]
baseline = { period = 2011, value = 120 }
""",
        """
[remove]
targets = ["reports"]  # both rows
""",
    ),
    (
        """
[remove]
duties = ["lighting"]
""",
        """
[remove]
duties = ["lighting"]
[add.duties.parks]
label = { en = "Parks" }
owner = "police"
[add.duties.lighting]
label = { en = "Light" }
owner = "police"
""",
        """
[set.duties.lighting]
cadence = { at_least = 2 }
""",
    ),
    (
        """
[set.term]
start = "unknown"
start_note = { en = "Nobody knows" }
""",
        """
[set.agreement]
label = { da = "Et nyt navn", kl = "Nutaaq" }
""",
        """
[set]
"term.end" = 2017-12-31
"agreement.area" = "village"
"term.start" = 2013-02-01
""",
    ),
    (
        """
[add.documents.added]
label = { en = "Added" }
language = "en"
[add.remarks.first]
label = { en = "One" }
cite = { document = "text" }
[add.remarks.second]
label = { en = "Two" }
cite = { item = "5", page = 3 }
""",
        """
[add.targets.crime]  # which might be the name of a family
objective = "crime"
indicator = "burglary"
kind = "level"
periods = [2015]
at_most = [50]
""",
        """
[add.parties.young]
cite = { item = "3" }
[add.parties.young.rows]
club = { label = { en = "The club" } }
school = { label = { en = "The school" }, administrations.office.label.en = "Office" }
""",
    ),
)
Dated = tuple[date, str]


def header(start: date, *, decided: date | None = None, by: str = "board") -> str:
    """Return the table that begins the file of an amendment."""
    return (
        '[amendment]\nlabel = { en = "An amendment" }\nwhy = { en = "It was needed" }\n'
        f'by = "{by}"\ndecided = {decided or start}\neffective = {start}\n'
        'cite = { section = "1" }\n\n'
    )


def write(
    folder: Path, amendments: Iterable[Dated], signed: str = SIGNED, *, by: str = "board"
) -> Path:
    """Write an agreement and its amendments into a folder."""
    (folder / "amendments").mkdir()
    (folder / "agreement.toml").write_text(signed, encoding="utf-8")
    for number, (start, change) in enumerate(amendments):
        path = folder / "amendments" / f"{start}-no-{number}.toml"
        path.write_text(header(start, by=by) + change + "\n", encoding="utf-8")
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


@st.composite
def histories(draw: st.DrawFn) -> Sequence[Dated]:
    """Draw changes in every form that a file has, several of them perhaps from the same day."""
    groups = draw(st.lists(st.sampled_from(FORMS), unique=True, max_size=5))
    changes = [draw(st.sampled_from(group)) for group in groups]
    return [(draw(st.sampled_from([date(2014, 1, 1), date(2015, 1, 1)])), each) for each in changes]


@st.composite
def amended_partnerships(draw: st.DrawFn) -> Partnership:
    """Draw a partnership and amendments of it: every part may change once, in one way."""
    partnership = draw(partnerships())
    agreement = partnership.agreement
    label = draw(labels.map(lambda each: toml_value(Map(each.texts))))
    changes = [
        "[set.term]\nend = 2018-12-31",
        f"[set.agreement]\nalso_called = {label}",
        f"[set.objectives.promise]\nheading = {label}",
        f"[add.parties.joined]\nlabel = {label}\n[set.areas.{agreement.area}]\nlabel = {label}",
        f"[add.documents.added]\nlabel = {label}\nlanguage = 'da'",
        f"[set.parties.{agreement.parties[0].id}]\nlabel = {label}",
        "[set.sources]\nregister.cadence = 'once'",
        *(f"[remove]\nduties = ['{each.id}']" for each in agreement.duties[:1]),
        *(f"[set.duties.{each.id}]\nlabel = {label}" for each in agreement.duties[1:]),
        *(f"[remove]\nquestions = ['{each.id}']" for each in agreement.questions[:1]),
        *(
            f"[set.questions.{each.id}]\nadopted = {{ reading = 'two', by = "
            f"'{agreement.parties[0].id}', on = 2014-03-01, why = {label} }}"
            for each in agreement.questions[1:]
        ),
        *(f"[set.allocations.{each.id}]\namount = '7 DKK'" for each in agreement.allocations),
        *(f"[set.indicators.{each.id}]\nlabel = {label}" for each in agreement.indicators[1:]),
        *(f"[set.targets.{each.id}]\ncite.section = '9'" for each in agreement.targets),
    ]
    chosen = draw(st.lists(st.sampled_from(changes), unique=True, max_size=5))
    starts = [draw(st.sampled_from([date(2014, 1, 1), date(2015, 1, 1)])) for _ in chosen]
    by = agreement.parties[0].id
    with TemporaryDirectory() as folder:
        dump(partnership, folder)
        signed = Path(folder, "agreement.toml").read_text(encoding="utf-8")
        write(Path(folder), zip(starts, chosen, strict=True), signed, by=by)
        return load(folder)
