"""What a notebook shows, by the very formatter that IPython has."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from IPython.core.interactiveshell import InteractiveShell

import partnerskab
from partnerskab.reports.ladder import ladder_chart
from partnerskab.reports.notebook import SHOWN, register
from partnerskab.tables.status import status_table
from tests.reports.made import amager, amager_report, invented


@pytest.fixture(scope="module")
def shell() -> Iterator[InteractiveShell]:
    """Give a shell as a notebook has it, which knows of the library."""
    shell = InteractiveShell.instance()
    assert register()
    yield shell
    InteractiveShell.clear_instance()


def shown(shell: InteractiveShell, thing: object) -> str:
    """Return the html that a notebook shows for a thing; "" for none."""
    assert shell.display_formatter is not None
    formats, _ = shell.display_formatter.format(thing)  # type: ignore[no-untyped-call]  # theirs has none
    return str(formats.get("text/html", ""))


STATUS = partnerskab.assess(amager(), invented(), as_of=date(2014, 5, 31))


def test_a_partnership_is_its_target_table(shell: InteractiveShell) -> None:
    """A partnership shows every milestone and how the printed values are reconciled."""
    html = shown(shell, amager())
    assert html.count("<tr") == 1 + 29
    assert "24 of 24 printed values equal their rule" in html


def test_an_agreement_is_its_target_table(shell: InteractiveShell) -> None:
    """An agreement shows the same as the partnership around it."""
    assert shown(shell, amager().agreement) == shown(shell, amager())


def test_a_target_is_its_milestones(shell: InteractiveShell) -> None:
    """A target shows rule, exact value, printed value and reconciliation of each year."""
    html = shown(shell, amager().agreement.target("vandalism"))
    assert "52.5" in html
    assert html.count("<tr") == 1 + 4


def test_an_assessment_is_its_verdicts(shell: InteractiveShell) -> None:
    """An assessment shows every verdict, what its letters mean, and that figures are invented."""
    html = shown(shell, STATUS)
    assert "ILLUSTRATIVE" in html
    assert "not met (−7.8%)" in html
    assert "depends on a question that the text leaves open" in html


def test_a_chart_is_a_picture(shell: InteractiveShell) -> None:
    """A chart shows itself as svg."""
    assert shown(shell, ladder_chart(STATUS, "burglary")).startswith("<svg")


def test_a_report_is_framed(shell: InteractiveShell) -> None:
    """A report keeps its style and its policy within a frame."""
    html = shown(shell, amager_report("en"))
    assert html.startswith("<iframe")
    assert 'sandbox="allow-downloads"' in html
    assert "<script" not in html


def test_a_table_is_a_table(shell: InteractiveShell) -> None:
    """Any table of the library shows its columns and its notice."""
    html = shown(shell, status_table(STATUS))
    assert "illustrative: some of the figures are invented examples" in html


def test_names_are_escaped(shell: InteractiveShell) -> None:
    """Nothing that a file brings along becomes a part of the page around it."""
    from tests.reports.sample_contents import sample

    html = shown(shell, partnerskab.Report(contents=sample(), tables=()))
    assert "<h1" not in html


def test_everything_that_is_shown_is_public() -> None:
    """Each of the classes but the table has a name of the public face."""
    names = {kind.__name__ for kind in SHOWN} - {"Table"}
    assert names <= set(partnerskab.__all__)


def test_without_a_notebook_nothing_is_registered() -> None:
    """Outside of IPython nothing happens, and nothing heavy is loaded."""
    code = "import sys, partnerskab; print('partnerskab.reports.notebook' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_in_a_notebook_importing_is_enough() -> None:
    """Whoever imports the library in a notebook has nothing more to do."""
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "import partnerskab\n"
        "formats, _ = shell.display_formatter.format(partnerskab.load('examples/amager'))\n"
        "print('text/html' in formats)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
