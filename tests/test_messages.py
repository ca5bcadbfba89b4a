"""Messages that no file of an agreement can cause: figures, amounts, files of sources, calls.

Each stands whole in `tests/messages`, under its id; the page of diagnostics shows them, too.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from partnerskab.agreement.dues import due_from
from partnerskab.assessment.assess import assess
from partnerskab.config.folder import check, load
from partnerskab.errors import DiagnosticsError, InvalidValueError
from partnerskab.files.writing import write_new
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.observations.recipes import Recipe
from partnerskab.readers.reading import read_observations
from partnerskab.reports.docx import to_docx
from partnerskab.reports.report import render_report
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import exact
from partnerskab.values.forms import DANISH
from partnerskab.values.periods import Period
from tests.reports.sample import SAMPLE

MESSAGES = Path(__file__).parent / "messages"
AMAGER = load(Path(__file__).parents[1] / "examples" / "amager")
HEADER = "indicator,period,value,status\n"


def read(text: str, **recipe: object) -> None:
    """Read the file `figures.csv` with this text, as our own or by a recipe."""
    Path("figures.csv").write_text(text, encoding="utf-8")
    partnership, source = AMAGER, None
    if recipe:
        source = "list"
        fields = {"id": source, "source": "police-yearly", "layout": "tidy", **recipe}
        partnership = attrs.evolve(AMAGER, recipes=[Recipe(**fields)])  # type: ignore[arg-type]
    read_observations(partnership, "figures.csv", source)


def judged_for_a_period_without_milestones() -> None:
    """Read a folder with a judgement for a period in which nothing is due."""
    text = Path(__file__).parents[1].joinpath("examples/amager/agreement.toml").read_text("utf-8")
    Path("agreement.toml").write_text(text, encoding="utf-8")
    Path("judgements.toml").write_text(
        '[ssp-2018]\ntarget = "ssp-activations"\nperiod = 2018\noutcome = "met"\n'
        'role = { en = "The steering group" }\non = 2019-05-01\n'
        'text = { en = "It fell" }\nevidence = "The report of SSP"\n',
        encoding="utf-8",
    )
    load(".")


def a_public_report_of_what_is_internal() -> None:
    """Ask for a report to the public with a figure that nobody has marked as public."""
    figure = Observation(indicator="burglary", area="amager", period=2013, value=71, status="final")
    status = assess(AMAGER, ObservationSet([figure]), as_of=date(2014, 5, 31))
    render_report(AMAGER, status, audience="public")


def write_over() -> None:
    """Write a file that is there."""
    for _ in range(2):
        write_new(Path("request.xlsx"), b"")


def fill_a_letter() -> None:
    """Make a report of a template that is no document."""
    Path("letter.docx").write_text("Kære borger\n", encoding="utf-8")
    to_docx(SAMPLE, Path("letter.docx"))


MAKERS: dict[str, Callable[[], object]] = {
    "cannot-read": lambda: load("amager"),
    "cannot-write": lambda: write_new(Path("reports/request.xlsx"), b""),
    "file-exists": write_over,
    "unusable-template": fill_a_letter,
    "nothing-to-judge": judged_for_a_period_without_milestones,
    "not-exact": lambda: exact(0.1),
    "too-long": lambda: DANISH.text(10**200),
    "endless-decimals": lambda: DANISH.text(Fraction(1, 3)),
    "empty-cell": lambda: DANISH.number(" "),
    "not-text": lambda: DANISH.number(5),  # type: ignore[arg-type]
    "not-a-percentage": lambda: DANISH.percent("en tiendedel %"),
    "no-percent": lambda: DANISH.percent("22,9"),
    "no-sign": lambda: DANISH.percent("(10 %)"),
    "no-unit": lambda: DANISH.amount("1,5"),
    "two-units": lambda: DANISH.amount("EUR 10 kr."),
    "incompatible-units": lambda: Amount(27, "percent") + Amount(1, "reports"),
    "division-by-zero": lambda: Amount(27, "reports") / 0,
    "no-statbank-form": lambda: Period.parse("2013-2016").statbank,
    "not-csv": lambda: read(f'{HEADER}burglary,2013,"71,final\n'),
    "wrong-separator": lambda: read(HEADER.replace(",", ";")),
    "missing-column": lambda: read("indicator,period,value\nburglary,2013,71\n"),
    "unknown-column": lambda: read("indicater,period,value,status\nburglary,2013,71,final\n"),
    "duplicate-column": lambda: read("indicator,period,value,status,value\n"),
    "no-periods": lambda: read("Gerningstype,Antal\nIndbrud,77\n", layout="wide", indicator=1),
    "not-jsonstat": lambda: read("{}", layout="jsonstat"),
    "unknown-recipe": lambda: AMAGER.recipe("police"),
    "unknown-party": lambda: due_from(AMAGER.agreement, "polcie", Period(2014)),
    "unknown-period": lambda: due_from(AMAGER.agreement, "police", Period(2018)),
    "not-for-audience": a_public_report_of_what_is_internal,
    "nothing-due": lambda: due_from(AMAGER.agreement, "housing", Period(2014)),
}


def message(make: Callable[[], object]) -> tuple[str, str]:
    """Return the id and the text of what is raised."""
    try:
        make()
    except InvalidValueError as error:
        return error.problem.id, str(error)
    except DiagnosticsError as error:
        return error.diagnostics[0].id, str(error)
    pytest.fail("nothing was raised")


@pytest.mark.parametrize("id", MAKERS)
def test_the_message(id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The id and the whole text are those that the documentation shows."""
    monkeypatch.chdir(tmp_path)
    text = (MESSAGES / f"{id}.expected").read_text(encoding="utf-8")
    assert message(MAKERS[id]) == (id, text.rstrip("\n"))


def test_an_undecided_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """A strict check says which question nobody has decided."""
    monkeypatch.chdir(MESSAGES.parent / "config_cases" / "valid")
    found = check("every-table.toml", strict=True).diagnostics[0]
    text = (MESSAGES / "open-question.expected").read_text(encoding="utf-8")
    assert f"{found}\n" == text


def test_every_message_is_made() -> None:
    """No text is left over from a message that is gone."""
    texts = {path.stem for path in MESSAGES.iterdir()}
    assert texts == {*MAKERS, "open-question"}
