"""What is due in a year, when, and who owes it: meetings, yearly duties, reports.

A calendar says no more than the text does: a day, a month, or some time in the year.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TypeAlias

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.parties import AfterTerm, Body, Cadence, Duty, ReportsOn
from partnerskab.agreement.parts import Term
from partnerskab.agreement.questions import Question
from partnerskab.agreement.readings import Readings, as_read, combinations, is_about
from partnerskab.errors import InvalidValueError
from partnerskab.values.citations import Citation
from partnerskab.values.names import Choice, Label
from partnerskab.values.periods import Period

_Part: TypeAlias = "Body | Duty"


class Precision(Choice):
    """How exactly the text says when something is due."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@attrs.frozen(kw_only=True)
class Due:
    """Something that is due in one year, as often as its cadence says.

    Args:
        part: the path of the body that meets or of the duty, such as `bodies.working-group`.
        label: what it is.
        owner: the id of who owes it; of a meeting, the body.
        cadence: how often.
        period: the year that it is for; a report may be due in the year after.
        opens: the first day on which it can be done.
        closes: the last day on which it is in time.
        precision: how exactly the text says it; `opens` and `closes` are a month or a year apart
            where it names no day.
        is_part_year: whether the term may cover only a part of the year, for which the text does
            not say how often.
        is_certain: whether it is surely due; not where the start of the term is unknown, or
            whether a duty outlives it.
        questions: the ids of the open questions that it depends on.
        readings: the combinations of their readings under which it is due; empty where it is under
            all.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager").agreement
    >>> for due in partnerskab.dues(amager, 2015)[:2]:
    ...     print(due.part, due.owner, due.opens, due.closes, due.is_certain)
    duties.focus-area-status partnership 2015-05-01 2015-05-31 True
    bodies.steering-group steering-group 2015-01-01 2015-12-31 True
    """

    part: str
    label: Label
    owner: str
    cadence: Cadence
    period: Period
    opens: date
    closes: date
    precision: Precision
    is_part_year: bool = False
    is_certain: bool = True
    questions: tuple[str, ...] = ()
    readings: tuple[Readings, ...] = ()
    citation: Citation

    @property
    def id(self) -> str:
        """A name that stays the same when the calendar is made again, from part and period."""
        return f"{self.part}.{self.period}"

    @property
    def is_meeting(self) -> bool:
        """Whether a body meets, and not a duty is done."""
        return self.part.startswith("bodies.")


def dues(agreement: Agreement, year: int, *, as_of: date | None = None) -> tuple[Due, ...]:
    """Return what is due in a calendar year, the earliest deadline first.

    Nothing is due before the start of the term, and after its end only what reports on it. Where
    the start is unknown, it is taken to be after the latest baseline that the text gives a value
    for, and no later than the end of the first period in which a target is due.

    Args:
        agreement: the agreement as it was signed.
        year: the calendar year.
        as_of: the day by which a decision on an open question counts; None for every decision.

    Raises:
        InvalidValueError: for a year that no calendar has.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager").agreement
    >>> first = dues(amager, 2015)[0]
    >>> first.id, str(first.opens), str(first.closes)
    ('duties.focus-area-status.2014', '2015-05-01', '2015-05-31')
    """
    if not date.min.year < year < date.max.year:
        raise InvalidValueError(
            "not a year of a calendar",
            expected=f"{date.min.year + 1} to {date.max.year - 1}",
            came=str(year),
        )
    settled = agreement.settled(as_of)
    written = agreement.settled(as_of, assuming=False)
    found = (
        _under_readings(settled, written, path, year, as_of) for path in _parts_by_path(agreement)
    )
    known = [due for due in found if due is not None]
    return tuple(sorted(known, key=lambda due: (due.closes, due.opens)))


def _parts_by_path(agreement: Agreement) -> dict[str, _Part]:
    parts: dict[str, _Part] = {f"bodies.{body.id}": body for body in agreement.bodies}
    return parts | {f"duties.{duty.id}": duty for duty in agreement.duties}


def _under_readings(
    settled: Agreement, written: Agreement, path: str, year: int, as_of: date | None
) -> Due | None:
    """Return what is due of a body or a duty, with the open questions that it depends on."""
    questions = settled.open_questions(as_of)
    plain = _due_of(settled, settled.term, path, _parts_by_path(settled)[path], year)
    cases = dict(_cases(written, questions, path, year))
    due = plain or next((each for each in cases.values() if each is not None), None)
    if due is None:
        return None
    deciding = [question.id for question in questions if _matters(question.id, cases)]
    asked = {id for names in cases for id, _ in names}
    concerned = [
        question.id
        for question in questions
        if question.id not in asked
        and (is_about(question, path) or (not due.is_certain and is_about(question, "term")))
    ]
    readings: tuple[Readings, ...] = ()
    if None in cases.values():
        present = (names for names, each in cases.items() if each is not None)
        kept = (tuple(pair for pair in names if pair[0] in deciding) for names in present)
        readings = tuple(dict.fromkeys(kept))
    return attrs.evolve(
        due,
        is_certain=due.is_certain and not readings,
        questions=(*deciding, *concerned),
        readings=readings,
    )


def _cases(
    written: Agreement, questions: Iterable[Question], path: str, year: int
) -> Iterator[tuple[Readings, Due | None]]:
    """Give what is due under each combination of readings that can hold together."""
    part = _parts_by_path(written)[path]
    questions = tuple(questions)
    for of_term, term_changes in combinations(questions, "term"):
        for of_part, part_changes in combinations(questions, path):
            names = dict(of_term)
            if any(names.setdefault(id, reading) != reading for id, reading in of_part):
                continue
            try:
                term = as_read(written.term, "term", term_changes)
            except InvalidValueError:  # two readings that exclude each other
                continue
            due = _due_of(written, term, path, as_read(part, path, part_changes), year)
            yield tuple(names.items()), due


def _matters(question: str, cases: Mapping[Readings, Due | None]) -> bool:
    """Say whether anything changes with the reading of a question alone."""
    outcomes: dict[Readings, Due | None] = {}
    for names, due in cases.items():
        others = tuple(pair for pair in names if pair[0] != question)
        if outcomes.setdefault(others, due) != due:
            return True
    return False


def _due_of(agreement: Agreement, term: Term, path: str, part: _Part, year: int) -> Due | None:
    cadence = part.meets if isinstance(part, Body) else part.cadence
    if cadence is None or (cadence.at_least is None and cadence.at_most is None):
        return None
    earliest, latest = _start_between(agreement, term)
    reports = isinstance(part, Duty) and part.reports_on is ReportsOn.YEAR_BEFORE
    period = Period(year - 1 if reports else year)
    opens, closes, precision = _window(agreement, cadence, year)
    is_certain = True
    if isinstance(part, Duty) and reports:
        if period.last_day < earliest or period.first_day > term.end:
            return None
        if part.after_term is AfterTerm.ENDED:
            closes = min(closes, term.end)
        is_certain = opens <= term.end or part.after_term is AfterTerm.OWED
        is_certain &= period.last_day >= latest
    else:
        opens, closes = max(opens, earliest), min(closes, term.end)
        is_certain = closes >= latest
    if opens > closes:
        return None
    in_term = period.first_day >= latest and period.last_day <= term.end
    return Due(
        part=path,
        label=part.label,
        owner=part.id if isinstance(part, Body) else part.owner,
        cadence=cadence,
        period=period,
        opens=opens,
        closes=closes,
        precision=precision,
        is_part_year=not in_term and not reports and precision is Precision.YEAR,
        is_certain=is_certain,
        citation=part.citation,
    )


def _start_between(agreement: Agreement, term: Term) -> tuple[date, date]:
    """Return the first and the last day that may be the start of the term."""
    if term.start is not None:
        return term.start, term.start
    rules = [target.rule for target in agreement.targets]
    bases = [rule.baseline for rule in rules if rule.baseline is not None]
    after = [base.period.last_day + timedelta(1) for base in bases if base.value is not None]
    latest = min((rule.periods[0].last_day for rule in rules), default=term.end)
    return min(max(after, default=date.min), latest), latest


def _window(agreement: Agreement, cadence: Cadence, year: int) -> tuple[date, date, Precision]:
    """Return the days between which something is due in a year, as exactly as the text says."""
    if cadence.month is None:
        released = agreement.source(cadence.after).release_month if cadence.after else None
        return date(year, released or 1, 1), date(year, 12, 31), Precision.YEAR
    if cadence.day is not None:
        day = date(year, cadence.month, cadence.day)
        return day, day, Precision.DAY
    last = monthrange(year, cadence.month)[1]
    return date(year, cadence.month, 1), date(year, cadence.month, last), Precision.MONTH
