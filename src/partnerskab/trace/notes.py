"""What people declare about a signed text beside its figures: the file `trace.toml`."""

from collections.abc import Iterator, Sequence

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.trace.expected import Expected
from partnerskab.trace.figures import Figure, count_at, figures_of
from partnerskab.trace.languages import LANGUAGES, Language
from partnerskab.trace.layout import Layout
from partnerskab.trace.mentions import Mention, mentions_in
from partnerskab.values.citations import Citation
from partnerskab.values.exact import as_whole
from partnerskab.values.names import Label, as_id, did_you_mean, find_unknown
from partnerskab.values.tuples import as_tuple

_MOST_TIMES = 1000


def _check_times(_: object, __: object, times: int) -> None:
    if not 1 <= times <= _MOST_TIMES:
        raise InvalidValueError(
            "not a number of times",
            expected=f"1 to {_MOST_TIMES}",
            came=str(times),
            path=("times",),
        )


@attrs.frozen(kw_only=True)
class AlsoStated:
    """A figure that the text states at another place than the one it cites, or a count.

    Args:
        figure: the path of a figure, such as `allocations.secretariat.staff`, or of a list whose
            things the text counts, such as `parties.city.administrations`.
        times: how many times the text states it there.
        citation: where.
    """

    id: str = attrs.field(converter=as_id)
    figure: str
    times: int = attrs.field(default=1, converter=as_whole, validator=_check_times)
    citation: Citation


@attrs.frozen(kw_only=True)
class NotStated:
    """Figures that the agreement has and the text does not state.

    Args:
        figures: their paths; a path stands for all that is below it.
        reason: why the agreement has them all the same.
    """

    id: str = attrs.field(converter=as_id)
    figures: tuple[str, ...] = attrs.field(converter=as_tuple)
    reason: Label


@attrs.frozen(kw_only=True)
class LeftOut:
    """A number of the text that is no figure of the agreement.

    Args:
        number: the number as the text writes it, such as `35-54` or `halvdelen`.
        times: how many times it stands there.
        reason: why the agreement leaves it out.
        citation: where.
    """

    id: str = attrs.field(converter=as_id)
    number: str
    times: int = attrs.field(default=1, converter=as_whole, validator=_check_times)
    reason: Label
    citation: Citation

    def mention(self, language: Language) -> Mention:
        """Return the number as one of a text in a language.

        Raises:
            InvalidValueError: where it is no number there, or more than one.
        """
        found = mentions_in(self.number, language)
        if len(found) != 1 or found[0].text != " ".join(self.number.split()):
            raise InvalidValueError(
                "not one number",
                expected="a number as the text writes it, such as '35-54' or '1,5 mio. kr.'",
                came=repr(self.number),
                remedy="write each number under an id of its own, and nothing around it",
                path=("number",),
                id="not-a-number",
            )
        return found[0]


@attrs.frozen(kw_only=True)
class TraceNotes:
    """Everything that is declared about the signed text.

    Args:
        layout: what is said about its layout.
        also_stated: figures that it states more than once, and counts.
        not_stated: figures that it does not state.
        left_out: its numbers that are no figures.
    """

    layout: Layout = attrs.field(factory=Layout)
    also_stated: tuple[AlsoStated, ...] = attrs.field(default=(), converter=as_tuple)
    not_stated: tuple[NotStated, ...] = attrs.field(default=(), converter=as_tuple)
    left_out: tuple[LeftOut, ...] = attrs.field(default=(), converter=as_tuple)


def expected_at(agreement: Agreement, figures: Sequence[Figure], path: str) -> Expected | None:
    """Return what states the figure or the count at a path; None where there is neither."""
    figure = next((each for each in figures if each.path == path), None)
    if figure is not None:
        return figure.expected
    count = count_at(agreement, path)
    return None if count is None else Expected.number(count)


def is_below(path: str, above: str) -> bool:
    """Say whether a path is another one, or leads to something below it."""
    return path == above or path.startswith(f"{above}.")


def find_notes_problems(agreement: Agreement, notes: TraceNotes) -> Iterator[Problem]:
    """Return what notes name and the agreement does not have, with paths in their file."""
    if not (notes.also_stated or notes.not_stated or notes.left_out):
        return
    documents = {each.id: each for each in agreement.documents}
    figures = figures_of(agreement)
    paths = [figure.path for figure in figures]
    for also in notes.also_stated:
        at = ("also_stated", also.id)
        cited = (*at, "cite", "document")
        yield from find_unknown(cited, "document", also.citation.document, list(documents))
        if expected_at(agreement, figures, also.figure) is None:
            yield _no_figure((*at, "figure"), also.figure, paths)
    for without in notes.not_stated:
        for index, path in enumerate(without.figures):
            if not any(is_below(each, path) for each in paths):
                yield _no_figure(("not_stated", without.id, "figures", index), path, paths)
    for left in notes.left_out:
        at = ("left_out", left.id)
        cited = (*at, "cite", "document")
        yield from find_unknown(cited, "document", left.citation.document, list(documents))
        document = documents.get(left.citation.document)
        if document is not None and document.language in LANGUAGES:
            try:
                left.mention(LANGUAGES[document.language])
            except InvalidValueError as error:
                yield attrs.evolve(error.problem, path=(*at, *error.problem.path))


def _no_figure(path: tuple[str | int, ...], came: str, known: Sequence[str]) -> Problem:
    return Problem(
        path=path,
        id="dangling-reference",
        message="the agreement has no figure at this path",
        expected=f"the path of a figure, such as {known[0]!r}, or of a list of things"
        if known
        else "a path, but no figure cites a document",
        came=repr(came),
        remedy=did_you_mean(came, known),
    )
