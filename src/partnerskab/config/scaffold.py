"""A new partnership: the few facts that are needed, and the files that they become."""

from collections.abc import Iterable
from datetime import date, timedelta
from importlib.resources import files
from shlex import quote
from string import Template

import attrs

from partnerskab.agreement.parties import COLLECTIVES
from partnerskab.config.files import AGREEMENT
from partnerskab.errors import InvalidValueError
from partnerskab.files.toml_text import toml_value
from partnerskab.observations.request import as_cell_text
from partnerskab.values.names import as_id, id_from
from partnerskab.values.periods import Period
from partnerskab.words import say

OBSERVATIONS = "observations.csv"
HEADINGS = "indicator,area,period,value,status,published,source,note\n"
# Words that mean something else where an id stands.
_TAKEN = ("cite", *COLLECTIVES)


def _as_text(text: str) -> str:
    """Return a text that a file can hold, unchanged, or raise."""
    if not text.strip():
        raise InvalidValueError("there is nothing here", expected="a text", came=repr(text))
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidValueError(
            "not a text", expected="letters that UTF-8 can write", came=repr(text)
        ) from None
    return text


def _as_texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(_as_text(text) for text in texts)


@attrs.frozen(kw_only=True)
class Facts:
    """What must be known of a new partnership, and cannot be guessed.

    Args:
        id: its short name for programs.
        title: what the agreement is called.
        area: what the area is called.
        parties: what the parties are called.
        end: the last day on which the agreement holds.
        start: the first day; None where the text does not say it.
        language: of the agreement and of the comments, one of `partnerskab.words.languages()`.

    Raises:
        InvalidValueError: for a text without content, and a term that ends before it starts.
    """

    id: str = attrs.field(converter=as_id)
    title: str = attrs.field(converter=_as_text)
    area: str = attrs.field(converter=_as_text)
    parties: tuple[str, ...] = attrs.field(converter=_as_texts)
    end: date
    start: date | None = None
    language: str

    def __attrs_post_init__(self) -> None:
        if not self.parties:
            raise InvalidValueError("nobody has signed", expected="a party", came="none")
        if self.start is not None and self.start > self.end:
            raise InvalidValueError(
                "the term ends before it starts",
                expected=f"an end on {self.start} or later",
                came=str(self.end),
                path=("end",),
            )


def scaffold(facts: Facts, folder: str) -> dict[str, str]:
    """Return the files of a new partnership, by name; comments say what to fill in next.

    Args:
        facts: what is known.
        folder: the folder as the user names it, for the commands in the comments.

    >>> facts = Facts(id="oerestad", title="Aftale om Ørestad", area="Ørestad",
    ...     parties=["Københavns Kommune"], end=date(2029, 12, 31), language="da")
    >>> files = scaffold(facts, "ørestad")
    >>> [line for line in files["agreement.toml"].splitlines() if "Ørestad" in line]
    ['# Aftale om Ørestad, som data', 'label = { da = "Aftale om Ørestad" }', 'label = { da = "Ørestad" }']
    """  # noqa: E501  (a line of output cannot be divided)
    area = unique_ids([facts.area], say("new.area_id", facts.language))[0]
    baseline, period = example_periods(facts)
    values = {
        "heading": as_cell_text(say("new.heading", facts.language, title=facts.title)),
        "folder": in_comment(folder),
        "observations": in_comment(f"{folder.rstrip('/')}/{OBSERVATIONS}"),
        "id": toml_value(facts.id),
        "title": toml_value(facts.title),
        "area_id": toml_value(area),
        "area": toml_value(facts.area),
        "bare_area": area,
        "csv_period": period.strip('"'),
        "start": facts.start.isoformat() if facts.start else toml_value("unknown"),
        "end": facts.end.isoformat(),
        "parties": _parties(facts),
        "baseline": baseline,
        "period": period,
    }
    template = files("partnerskab.config") / f"scaffold.{facts.language}.txt"
    text = Template(template.read_text(encoding="utf-8")).substitute(values)
    return {AGREEMENT: text, OBSERVATIONS: HEADINGS}


def _parties(facts: Facts) -> str:
    ids = unique_ids(facts.parties, say("new.party_id", facts.language))
    return "".join(
        f"\n[parties.{id}]\nlabel = {{ {facts.language} = {toml_value(name)} }}\n"
        for id, name in zip(ids, facts.parties, strict=True)
    )


def unique_ids(names: Iterable[str], otherwise: str, taken: Iterable[str] = ()) -> list[str]:
    """Return an id for each name; where two come out alike, the later ones get a number.

    >>> unique_ids(["fsb", "FSB", "!"], "party")
    ['fsb', 'fsb-2', 'party']
    """
    ids: list[str] = []
    taken = {*taken, *_TAKEN}
    for name in names:
        id = id_from(name) or otherwise
        number = 1
        while id in ids or id in taken:
            number += 1
            id = f"{id_from(name) or otherwise}-{number}"
        ids.append(id)
    return ids


def example_periods(facts: Facts) -> tuple[str, str]:
    """Return the baseline's period and the milestone's of an example, as the file writes them."""
    period = _last_period(facts.start, facts.end)
    return _value(_baseline(facts.start, period)), _value(period)


def _last_period(start: date | None, end: date) -> Period:
    """Return the last whole year of a term, or its last whole month where it has no year."""
    year = Period(end.year if (end.month, end.day) == (12, 31) else end.year - 1)
    if start is None or year.last_day >= start:
        return year
    next_day = end + timedelta(days=1)
    month = Period(year=next_day.year, month=next_day.month, months=1)
    return month.shifted(-1)


def _baseline(start: date | None, period: Period) -> Period:
    """Return the last year before a term; the period before the example's where none is known."""
    if start is None or period.months != 12:
        return period.shifted(-1)
    return Period(start.year - 1)


def _value(period: Period) -> str:
    text = str(period)
    return text if text.isdecimal() else toml_value(text)


def in_comment(path: str) -> str:
    """Return a path as a command in a comment can name it."""
    return quote(as_cell_text(path))
