"""What makes each message that no file of an agreement can cause, by the id of the message.

Each works in an empty folder of its own. It raises, or gives the diagnostics of what can be used.
"""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from partnerskab.agreement.dues import due_from
from partnerskab.assessment.assess import assess
from partnerskab.calendar_file import write_calendar
from partnerskab.cli.main import make_parser
from partnerskab.config.folder import load
from partnerskab.delivery.spending import SpendingRecipe
from partnerskab.errors import Diagnostic
from partnerskab.files.writing import write_new
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.observations.recipes import Code, Recipe
from partnerskab.observations.statbank import StatBankRequest
from partnerskab.readers.document import read_document
from partnerskab.readers.reading import read_observations
from partnerskab.readers.snapshots import read_description, snapshot_of
from partnerskab.readers.spending import read_spending
from partnerskab.readers.statbank import ADDRESS, fetch
from partnerskab.readers.web import FetchError, Patience
from partnerskab.reports.docx import to_docx
from partnerskab.reports.report import render_report
from partnerskab.tables.table import Column, Kind, Table
from partnerskab.tables.workbook import to_xlsx
from partnerskab.trace.languages import Language
from partnerskab.trace.proof import prove
from partnerskab.values.amounts import Amount
from partnerskab.values.exact import RoundingMode, exact, scale
from partnerskab.values.forms import DANISH
from partnerskab.values.periods import Period
from tests.forms import GOOD, answer, put
from tests.readers.statbank_server import Reply, data, reply, serving, table_info
from tests.reports.sample import SAMPLE
from tests.trace.specimens import pdf_of

ROOT = Path(__file__).parents[1]
AMAGER = load(ROOT / "examples" / "amager")
HEADER = "indicator,period,value,status\n"
FETCHED = datetime(2026, 11, 23, 10, 15, 30, tzinfo=UTC)
Maker = Callable[[], object]


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
    text = (ROOT / "examples/amager/agreement.toml").read_text("utf-8")
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


def fill_a_letter() -> None:
    """Make a report of a template that is no document."""
    Path("letter.docx").write_text("Kære borger\n", encoding="utf-8")
    to_docx(SAMPLE, Path("letter.docx"))


def write_over() -> None:
    """Write a file that is there."""
    for _ in range(2):
        write_new(Path("request.xlsx"), b"")


def paid(
    on: str = "2014-06-20", currency: str = "DKK", where: str = "", charged: str = "activities-2014"
) -> Iterable[Diagnostic]:
    """Read an expenditure, and give what is odd about it."""
    head, row = "date,allocation,amount,currency,state,where", f"100,{currency},spent,{where}"
    Path("spending.csv").write_text(f"{head}\n{on},{charged},{row}\n", encoding="utf-8")
    return read_spending(AMAGER, "spending.csv").doubts


def paid_on_another_account() -> None:
    """Read an account that the recipe does not know."""
    recipe = SpendingRecipe(
        id="accounts",
        date="Day",
        amount="Amount",
        currency="DKK",
        allocation="Account",
        allocations=[Code("4711", "activities-2014")],
        only_state="spent",
    )
    Path("accounts.csv").write_text("Day,Account,Amount\n2014-06-20,4712,100\n", encoding="utf-8")
    partnership = attrs.evolve(AMAGER, spending_recipes=[recipe])
    read_spending(partnership, "accounts.csv", "accounts")


def read_workbook(content: bytes | None = None, sheet: str | None = None) -> None:
    """Read a workbook of police figures, one of them a formula that nobody has reckoned out."""
    path = Path("figures.xlsx")
    if content is None:
        workbook = Workbook()
        rows: Worksheet = workbook.worksheets[0]
        rows.append(["Gerningstype", 2012])
        rows.append(["Indbrud", "=70+7"])
        workbook.save(path)
    else:
        path.write_bytes(content)
    fields: dict[str, Any] = {"id": "list", "source": "police-yearly", "layout": "wide"}
    codes = [Code("Indbrud", "burglary")]
    recipe = Recipe(**fields, indicator=1, indicators=codes, sheet=sheet)
    read_observations(attrs.evolve(AMAGER, recipes=[recipe]), path, "list")


def swapped(sheet: Worksheet) -> None:
    """Exchange the first two rows of a form."""
    for letter in "ABCDEFGHIJ":
        one, other = sheet[f"{letter}5"], sheet[f"{letter}6"]
        one.value, other.value = other.value, one.value


def fetched(*replies: Reply) -> None:
    """Fetch from a server that answers so; what is said about it names StatBank's own address."""
    request = StatBankRequest(table="STRAF11", format="CSV", language="en", periods=["2013-Q1"])
    recipe = Recipe(id="crime", source="police-yearly", layout="tidy", request=request)
    patience = Patience(timeout=5, pauses=())
    with serving(*replies) as server:
        try:
            fetch(recipe, Path(), address=server.address, now=FETCHED, patience=patience)
        except FetchError as error:
            message = error.problem.message.replace(server.address, ADDRESS)
            raise FetchError(attrs.evolve(error.problem, message=message)) from None


def snapshot(content: str, about: str) -> None:
    """Read a snapshot of a table with what stands beside it."""
    Path("crime.csv").write_text(content, encoding="utf-8")
    Path("crime.snapshot.json").write_text(about, encoding="utf-8")
    snapshot_of(Path("crime.csv"))


def described(text: str) -> None:
    """Read the description of a table."""
    Path("crime.tableinfo.json").write_text(text, encoding="utf-8")
    read_description(Path("crime.tableinfo.json"))


def calendar_over(text: str) -> None:
    """Write a calendar where there is another file."""
    path = Path("calendar.ics")
    path.write_text(text, encoding="utf-8")
    write_calendar(path, AMAGER.agreement, (), 2015, "en")


def scanned() -> None:
    """Read a PDF of pictures."""
    Path("signed.pdf").write_bytes(pdf_of("", ""))
    read_document("signed.pdf")


def listed(*rows: tuple[Any, ...]) -> None:
    """Write rows of one column into a workbook."""
    to_xlsx(Table("list", (Column("cell", Kind.TEXT, "a cell"),), rows))


def run(*words: str) -> None:
    """Run a command of the command line."""
    options = make_parser().parse_args(words)
    options.run(options)


def plan_of_a_file() -> None:
    """Ask for the safety plan of an agreement file alone."""
    text = (ROOT / "tests/config_cases/valid/minimal.toml").read_text("utf-8")
    Path("agreement.toml").write_text(text, encoding="utf-8")
    run("plan", "agreement.toml")


MAKERS: dict[str, Maker] = {
    "cannot-read": lambda: load("amager"),
    "cannot-write": lambda: write_new(Path("reports/request.xlsx"), b""),
    "file-exists": write_over,
    "nothing-to-judge": judged_for_a_period_without_milestones,
    # numbers, amounts, periods
    "not-exact": lambda: exact(0.1),
    "overflow": lambda: scale(np.array([2**62]), 2, RoundingMode.HALF_UP),
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
    # money
    "unclear-basis": lambda: AMAGER.agreement.allocation("secretariat").by_period(),
    "no-exchange-rate": lambda: paid(currency="EUR"),
    "outside-period": lambda: paid("2015-02-11"),
    "outside-term": lambda: paid("2017-02-11"),
    "outside-scope": lambda: paid(where="Tingbjerg", charged="secretariat"),
    "unknown-code": paid_on_another_account,
    # files of figures
    "not-csv": lambda: read(f'{HEADER}burglary,2013,"71,final\n'),
    "wrong-separator": lambda: read(HEADER.replace(",", ";")),
    "missing-column": lambda: read("indicator,period,value\nburglary,2013,71\n"),
    "unknown-column": lambda: read("indicater,period,value,status\nburglary,2013,71,final\n"),
    "duplicate-column": lambda: read("indicator,period,value,status,value\n"),
    "no-periods": lambda: read("Gerningstype,Antal\nIndbrud,77\n", layout="wide", indicator=1),
    "not-jsonstat": lambda: read("{}", layout="jsonstat"),
    "unknown-recipe": lambda: AMAGER.recipe("police"),
    "not-a-workbook": lambda: read_workbook(b"Gerningstype;2012\n"),
    "unknown-sheet": lambda: read_workbook(sheet="Tal"),
    "formula-without-result": read_workbook,
    # request forms
    "unknown-party": lambda: due_from(AMAGER.agreement, "polcie", Period(2014)),
    "unknown-period": lambda: due_from(AMAGER.agreement, "police", Period(2018)),
    "nothing-due": lambda: due_from(AMAGER.agreement, "housing", Period(2014)),
    "not-a-form": lambda: answer(put(A2=None)),
    "form-of-another-agreement": lambda: answer(put(A2="tingbjerg police 2014")),
    "changed-columns": lambda: answer(GOOD, put(K4="2013", K5=71)),
    "changed-cell": lambda: answer(GOOD, put(E5=2013)),
    "outside-the-form": lambda: answer(GOOD, put(L7="vi tæller anderledes")),
    "extra-row": lambda: answer(GOOD, put(A11="arson", G11=7)),
    "missing-row": lambda: answer(GOOD, lambda sheet: sheet.delete_rows(6)),
    "moved-row": lambda: answer(GOOD, swapped),
    "not-a-date": lambda: answer(GOOD, put(I5="i går")),
    "missing-status": lambda: answer(GOOD, put(H5=None)),
    "value-and-status": lambda: answer(put(H5="endelig")),
    # StatBank
    "no-answer": lambda: fetched(reply("503 Service Unavailable")),
    "moved": lambda: fetched(reply("302 Found", Location="https://statistik.example/")),
    "refused": lambda: fetched(reply("400 Bad Request", b'{"message": "Unknown table"}')),
    "garbled-answer": lambda: fetched(table_info(), data(b"<html>Back soon</html>\n")),
    "changed-snapshot": lambda: snapshot(
        "TID;INDHOLD\n", json.dumps({"retrieved": "2026-11-23T10:15:30Z", "sha256": "0" * 64})
    ),
    "not-a-snapshot": lambda: snapshot("TID;INDHOLD\n", '{"retrieved": "today"}'),
    "not-a-description": lambda: described("{}"),
    # what is written, and the signed text
    "not-for-audience": a_public_report_of_what_is_internal,
    "unusable-template": fill_a_letter,
    "not-a-calendar": lambda: calendar_over("Notes of the meeting\n"),
    "foreign-calendar": lambda: calendar_over(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\nEND:VCALENDAR\n"
    ),
    "text-too-long": lambda: listed(("Aftalen " * 5000,)),
    "table-too-long": lambda: listed(*([("x",)] * 1_048_576)),
    "no-plan": plan_of_a_file,
    "no-text": scanned,
    "unknown-document": lambda: prove(AMAGER.agreement, "", document="agreement"),
    "unknown-language": lambda: Language.of("sv"),
}
