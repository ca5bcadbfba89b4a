"""The status report: what it says, and the page, the document, the text and the workbook of it."""

from pathlib import Path

import attrs

from partnerskab.assessment.verdicts import Assessment
from partnerskab.delivery.comments import Comment
from partnerskab.delivery.spending import Spending
from partnerskab.errors import InvalidValueError
from partnerskab.observations.observation import Audience
from partnerskab.observations.observation_set import names_of
from partnerskab.partnership import Partnership
from partnerskab.reports.blocks import Contents
from partnerskab.reports.contents import contents_of
from partnerskab.reports.docx import to_docx
from partnerskab.reports.html import to_html
from partnerskab.reports.markdown import to_markdown
from partnerskab.reports.material import Material
from partnerskab.tables.budget import budget_table
from partnerskab.tables.calendar import calendar_table
from partnerskab.tables.observations import observations_table
from partnerskab.tables.plan import activities_table, goals_table
from partnerskab.tables.questions import questions_table
from partnerskab.tables.status import status_table
from partnerskab.tables.table import Table
from partnerskab.tables.targets import targets_table
from partnerskab.tables.uncertainty import uncertainty_table
from partnerskab.tables.workbook import workbook_of


@attrs.frozen(kw_only=True)
class Report:
    """A status report in one language; the same inputs give the same bytes.

    Args:
        contents: what it says, section by section.
        tables: the tables behind it.

    >>> from datetime import date
    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> seen = partnerskab.read_observations(
    ...     amager, "examples/amager/observations-illustrative.csv")
    >>> status = partnerskab.assess(amager, seen, as_of=date(2014, 5, 31))
    >>> report = partnerskab.render_report(amager, status)
    >>> print(report.to_markdown().splitlines()[0])
    > **ILLUSTRATIVE: these figures are invented examples and say nothing about the real area.**
    >>> [table.name for table in report.tables][:3]
    ['status', 'targets', 'observations']
    """

    contents: Contents
    tables: tuple[Table, ...]

    def to_html(self) -> str:
        """Return one page that needs no network, no script and no other file.

        Raises:
            MissingExtraError: where Jinja2 is not installed.
        """
        return to_html(self.contents)

    def to_docx(self, template: str | Path | None = None) -> bytes:
        """Return a Word document.

        Args:
            template: a document of the user's own that is filled: its styles, headers and page
                size stay, and the report stands where a paragraph says `{{ report }}`, else at the
                end; None for a plain one.

        Raises:
            MissingExtraError: where python-docx or Pillow is not installed.
            DiagnosticsError: where the template cannot be read.
        """
        return to_docx(self.contents, None if template is None else Path(template))

    def to_markdown(self) -> str:
        """Return the report as Markdown, with its tables as GitHub writes them."""
        return to_markdown(self.contents)

    def to_xlsx(self) -> bytes:
        """Return the tables behind the report as a workbook, a sheet each.

        Raises:
            MissingExtraError: where openpyxl is not installed.
        """
        return workbook_of(self.tables)


def render_report(
    partnership: Partnership,
    assessment: Assessment,
    *,
    language: str = "en",
    spending: Spending | None = None,
    comments: tuple[Comment, ...] | None = None,
    audience: str = "internal",
    for_residents: bool = False,
    command: str = "",
) -> Report:
    """Return the status report of a partnership on the day of an assessment.

    It gives the figures of the last period that was due on that day.

    Args:
        partnership: the partnership.
        assessment: where its promises stand.
        language: one of `partnerskab.words.languages()`.
        spending: what was spent and committed; None where nobody says, which is not zero.
        comments: what people wrote; None for what the folder's own `comments.toml` holds.
        audience: who will read it: `internal`, `parties` or `public`.
        for_residents: whether it leaves out what the steering group has to decide.
        command: the command that makes it again; "" where it is made from Python.

    Raises:
        InvalidValueError: for a language without words; or for figures that are not for the
            audience, with each of them. `ObservationSet.held_back_from` leaves them out, if that is
            done before the assessment, so that nothing which is derived gives them away.

    >>> from datetime import date
    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> seen = partnerskab.read_observations(
    ...     amager, "examples/amager/observations-illustrative.csv")
    >>> status = partnerskab.assess(amager, seen, as_of=date(2014, 5, 31))
    >>> report = render_report(amager, status, language="da")
    >>> report.contents.title
    'Amager Partnerskab – status maj 2014 (tal for 2013)'
    """
    for_whom = Audience(audience)
    _refuse(assessment, for_whom)
    material = Material(
        partnership=partnership,
        assessment=assessment,
        language=language,
        spending=spending,
        comments=partnership.comments if comments is None else comments,
        audience=for_whom,
        for_residents=for_residents,
        command=command,
    )
    return Report(contents=contents_of(material), tables=tuple(_tables(material)))


def _refuse(assessment: Assessment, audience: Audience) -> None:
    """Raise for figures that are not for the audience."""
    hidden = assessment.known.not_for(audience)
    if hidden:
        raise InvalidValueError(
            "figures that are not marked for this audience",
            expected=f"figures whose audience is {audience} or wider",
            came=names_of(hidden),
            remedy="mark them in the column 'audience' where they may be shown, "
            "or hold them back: --hold-back",
            id="not-for-audience",
        )


def _tables(material: Material) -> list[Table]:
    """Return the tables behind a report: those with rows, in the order of its sections."""
    assessment, language = material.assessment, material.language
    plan, as_of = material.partnership.plan, material.assessment.as_of
    found = [
        status_table(assessment),
        targets_table(assessment.agreement),
        observations_table(assessment.known),
        uncertainty_table(assessment),
        budget_table(material.budget),
        *([goals_table(material.goals)] if material.goals is not None else []),
        *([activities_table(plan, language)] if plan is not None else []),
        calendar_table(material.entries(as_of.year), language),
        questions_table(material.partnership.agreement.as_of(as_of), as_of, language),
    ]
    return [table for table in found if table.rows]
