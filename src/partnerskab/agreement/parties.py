"""Who signed, who meets, who owes what."""

from datetime import date

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.citations import Citation
from partnerskab.values.names import Choice, Label, as_id
from partnerskab.values.tuples import as_tuple

EVERY_PARTY = "every-party"
EVERY_ADMINISTRATION = "every-administration"
PARTNERSHIP = "partnership"
COLLECTIVES = (EVERY_PARTY, EVERY_ADMINISTRATION, PARTNERSHIP)


@attrs.frozen(kw_only=True)
class Administration:
    """A part of a party that acts in its own name, such as a finance administration.

    Args:
        label: its name.
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    citation: Citation


@attrs.frozen(kw_only=True)
class Party:
    """An organisation that signed, or signs through another.

    Args:
        id: a short name for programs.
        label: its name.
        signs_under: the id of the party in whose name it signs; None where it signs for itself.
        administrations: its parts that take part in their own name.

    >>> import partnerskab
    >>> city = partnerskab.load("examples/amager").agreement.parties[0]
    >>> city.label.text("en"), len(city.administrations)
    ('City of Copenhagen', 7)
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    signs_under: str | None = None
    administrations: tuple[Administration, ...] = attrs.field(default=(), converter=as_tuple)
    citation: Citation


@attrs.frozen(kw_only=True)
class Cadence:
    """How often something happens in a year, and when.

    Args:
        at_least: the smallest number of times a year; None where none is named.
        at_most: the largest number of times a year; None where none is named.
        as_needed: whether it also happens as needed.
        month: the month it falls in, 1 to 12; None where none is named.
        day: the day of that month; None where none is named.
        after: the id of the source whose yearly release it waits for.

    >>> str(Cadence(at_least=6, at_most=8))
    '6-8 times a year'
    """

    at_least: int | None = None
    at_most: int | None = None
    as_needed: bool = False
    month: int | None = None
    day: int | None = None
    after: str | None = None

    def __attrs_post_init__(self) -> None:
        counts = [count for count in (self.at_least, self.at_most) if count is not None]
        if counts != sorted(counts) or any(count < 1 for count in counts):
            raise InvalidValueError(
                "not a number of times a year",
                expected="at_least and at_most of 1 or more, at_least not above at_most",
                came=f"at_least {self.at_least}, at_most {self.at_most}",
            )
        if self.month is not None and not 1 <= self.month <= 12:
            raise InvalidValueError(
                "not a month", expected="1 to 12", came=str(self.month), path=("month",)
            )
        if self.day is not None:
            self._check_day(self.day)

    def _check_day(self, day: int) -> None:
        try:
            date(2001, self.month or 0, day)  # any year without a leap day
        except ValueError:
            raise InvalidValueError(
                "not a day of every year",
                expected="a month, and a day that it has in every year",
                came=f"day {day}" + (f" of month {self.month}" if self.month else " of no month"),
                path=("day",),
            ) from None

    def __str__(self) -> str:
        least, most = self.at_least, self.at_most
        if least is None and most is None:
            return "as needed" if self.as_needed else "no number of times named"
        if least is None or most is None:
            return f"at least {_times(least)}" if least else f"at most {_times(most or 0)}"
        return _times(least) if least == most else f"{least}-{_times(most)}"


def _times(count: int) -> str:
    return "once a year" if count == 1 else f"{count} times a year"


@attrs.frozen(kw_only=True)
class Body:
    """A group that meets: who sits in it, how often it meets, what it answers for.

    Args:
        id: a short name for programs.
        label: its name.
        members: ids of parties and administrations, or `every-party`, `every-administration`.
        meets: how often it meets.
        role: what it answers for.
        chair: who chairs it, in words.

    >>> import partnerskab
    >>> group = partnerskab.load("examples/amager").agreement.bodies[1]
    >>> group.label.text("en"), group.meets.at_least, group.meets.at_most
    ('Working group', 6, 8)
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    members: tuple[str, ...] = attrs.field(converter=as_tuple)
    meets: Cadence
    role: Label
    chair: Label | None = None
    citation: Citation


class ReportsOn(Choice):
    """Which year a yearly duty speaks of: the one it is done in, or the one before."""

    SAME_YEAR = "same-year"
    YEAR_BEFORE = "year-before"


class AfterTerm(Choice):
    """Whether what speaks of the last year of the term is owed when the term has ended."""

    OWED = "owed"
    ENDED = "ended"
    UNCLEAR = "unclear"


@attrs.frozen(kw_only=True)
class Duty:
    """Something that a body, a party or every party owes.

    Args:
        id: a short name for programs.
        label: what is owed.
        owner: the id of a body, party or administration, or `every-party` or `partnership`.
        cadence: how often it is due; None for a duty without a rhythm.
        document: the id of the document that it produces, if any.
        reports_on: the year that it speaks of.
        after_term: for one that speaks of the year before, whether the last one is owed.

    >>> import partnerskab
    >>> duties = partnerskab.load("examples/amager").agreement.duties
    >>> duty = next(duty for duty in duties if duty.cadence is not None)
    >>> duty.id, duty.owner, duty.cadence.at_least
    ('safety-plan', 'working-group', 1)
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    owner: str
    cadence: Cadence | None = None
    document: str | None = None
    reports_on: ReportsOn = attrs.field(default=ReportsOn.SAME_YEAR, converter=ReportsOn)
    after_term: AfterTerm = attrs.field(default=AfterTerm.UNCLEAR, converter=AfterTerm)
    citation: Citation


class SignsFor(Choice):
    """Whether a signature block names the one it stands for, or a reader concluded it."""

    NAMED = "named"
    INFERRED = "inferred"


@attrs.frozen(kw_only=True)
class Signature:
    """One signature block: title and organisation, never a person's name.

    Args:
        title: the printed title.
        signs_for: the id of the party or administration that the block stands for.
        basis: whether the block names it or it is inferred.
        dated: whether the block carries a date.
        chair: whether the block is marked as the chair's.
    """

    id: str = attrs.field(converter=as_id)
    title: Label
    signs_for: str
    basis: SignsFor = attrs.field(default=SignsFor.NAMED, converter=SignsFor)
    dated: bool
    chair: bool = False
    citation: Citation
