"""What differs between two agreements, for people: then, now and why."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.amendments import Amendment
from partnerskab.agreement.differences import Difference
from partnerskab.agreement.parties import Administration, Body, Party
from partnerskab.screen.layout import Lines, grid, hanging, wrapped
from partnerskab.tables.differences import text_of
from partnerskab.values.exact import Exact
from partnerskab.values.names import Label
from partnerskab.wording.agreements import NOTHING
from partnerskab.words import knows, say
from partnerskab.words.locale import number_text

_WIDTH = 34
# Collections are told from the parts of the agreement that there is only one of.
_SINGLE = ("agreement", "term")


def differences_text(
    differences: Sequence[Difference],
    then: Agreement,
    now: Agreement,
    days: tuple[date, date],
    language: str,
) -> str:
    """Return what differs, for people: a grid for each part, and the amendments behind it.

    Args:
        differences: what differs.
        then: the earlier agreement, for the names of its parts.
        now: the later one.
        days: the days on which the two were in force.
        language: one of the library's languages.
    """
    start, end = days
    key = "text.differences" if start == end else "text.differences_between"
    lines = [say(key, language, agreement=now.label.text(language), start=start, end=end)]
    if not differences:
        lines += ["", say("text.no_differences", language)]
    for part, group in groupby(differences, key=lambda each: _part(each.path)):
        of_part = [*group]
        lines += ["", _heading(part, then, now, language), ""]
        lines.append(_grid(part, of_part, language))
        amendments = {one for each in of_part for one in each.amendments}
        for amendment in sorted(amendments, key=lambda each: (each.start, each.id)):
            lines += ["", *hanging(_reason(amendment, then, now, language))]
    return "\n".join(lines) + "\n"


def _part(path: str) -> str:
    """Return the path of the part that a path leads into."""
    head, *rest = path.split(".")
    return head if head in _SINGLE else ".".join([head, *rest[:1]])


def _heading(part: str, then: Agreement, now: Agreement, language: str) -> str:
    """Return the name of a part: what it is, its label, and its path."""
    head, _, id = part.partition(".")
    word = say(f"part.{head}", language)
    for agreement in (now, then):
        for each in agreement.collections().get(head, ()):
            if each.id == id:
                named = agreement.indicator(each.rule.indicator) if head == "targets" else each
                names = (getattr(named, name, None) for name in ("label", "title"))
                # A scale has labels for its categories, and none for itself.
                for label in (each for each in names if isinstance(each, Label)):
                    return f"{word}: {label.text(language)} ({part})"
                return f"{word} ({part})"
    return word


def _grid(part: str, differences: Sequence[Difference], language: str) -> str:
    heads = ["", say("heading.then", language), say("heading.now", language)]
    rows: list[list[Lines]] = []
    for each in differences:
        steps = each.path.removeprefix(part).strip(".").split(".")
        cells = (_cell(value, language) for value in (each.then, each.now))
        rows.append([wrapped(_field(steps, each, language), _WIDTH), *cells])
    return grid(heads, rows)


def _field(steps: Sequence[str], difference: Difference, language: str) -> str:
    """Return what differs in words: the names of the fields, ids as they are."""
    if steps == [""]:
        if difference.then is None:
            return say("text.added", language)
        return say("text.removed" if difference.now is None else "text.reordered", language)
    words = (say(f"field.{each}", language) if knows(f"field.{each}") else each for each in steps)
    return ", ".join(words)


def _cell(value: object, language: str) -> Lines:
    def write(plain: bool | Exact | Label) -> str:  # noqa: FBT001  (a value like any other)
        if isinstance(plain, bool):
            return say("text.yes" if plain else "text.no", language)
        return plain.text(language) if isinstance(plain, Label) else number_text(plain, language)

    return wrapped(text_of(value, write) or NOTHING, _WIDTH)


def _reason(amendment: Amendment, then: Agreement, now: Agreement, language: str) -> str:
    """Return why: the reason, the amendment, and whose decision it was."""
    names = {
        each.id: each.label.text(language)
        for agreement in (then, now)
        for each in _deciders(agreement)
    }
    return say(
        "text.reason",
        language,
        why=amendment.why.text(language).rstrip("."),
        label=amendment.label.text(language),
        by=names.get(amendment.by, amendment.by),
        decided=amendment.decided,
        start=amendment.start,
        citation=amendment.citation,
    )


def _deciders(agreement: Agreement) -> Iterator[Body | Party | Administration]:
    yield from agreement.bodies
    for party in agreement.parties:
        yield party
        yield from party.administrations
