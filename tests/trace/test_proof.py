"""The proof of the figures: what is found, what covers a number, and that no change goes unseen."""

from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.trace.figures import figures_of
from partnerskab.trace.layout import Layout
from partnerskab.trace.notes import AlsoStated, LeftOut, NotStated, TraceNotes
from partnerskab.trace.proof import Cover, Finding, Proof, Standing, prove
from partnerskab.trace.signed_text import Number
from partnerskab.values.citations import Citation
from tests.samples import agreement, ladder, named, refusal
from tests.trace.specimens import (
    SPECIMENS,
    is_whole,
    specimen,
    with_figure_changed,
)

# What a number of a text may be changed to: digits, words, dates and amounts.
OTHERS = st.integers(0, 10**7).map(str) | st.sampled_from(
    ["syv", "halvdelen", "én", "årligt", "maj", "1. maj 2016", "2 mio. kr.", "3-4", "7 %", "B7"]
)


@cache
def numbers_of(name: str) -> tuple[Number, ...]:
    """Return the numbers of a specimen's text."""
    return tuple(covered.number for covered in specimen(name).prove().numbers)


def with_number(text: str, number: Number, other: str) -> str:
    """Return a text with another number in the place of one."""
    return text[: number.mention.start] + other + text[number.mention.end :]


def town(text: str, *rules: Any, notes: TraceNotes | None = None, **fields: Any) -> Proof:
    """Prove a small agreement in English, all of which cites section 1, against a text."""
    return prove(agreement(*rules, **fields), text, notes)


def findings(proof: Proof, *paths: str) -> list[str]:
    """Return the standings of some figures."""
    return [each.standing.value for path in paths for each in proof.findings if each.path == path]


def finding(proof: Proof, path: str) -> Finding:
    """Return what became of one figure."""
    return next(each for each in proof.findings if each.path == path)


def covers(proof: Proof) -> list[tuple[str, str]]:
    """Return the numbers of the text and what covers them."""
    return [(each.number.mention.text, each.cover.value) for each in proof.numbers]


def where(finding: Finding) -> list[str]:
    """Return where a figure stands, or could."""
    return [str(number.spot) for number in finding.numbers]


def also(figure: str, section: str = "1", times: int = 1) -> TraceNotes:
    """Return notes that a figure is stated in a section, too."""
    citation = Citation(document="text", section=section)
    note = AlsoStated(id="again", figure=figure, times=times, citation=citation)
    return TraceNotes(also_stated=[note])


def leaving_out(number: str, section: str = "1", times: int = 1) -> TraceNotes:
    """Return notes that leave a number of a section out."""
    citation = Citation(document="text", section=section)
    note = LeftOut(id="out", number=number, times=times, reason=named("why"), citation=citation)
    return TraceNotes(left_out=[note])


# ------------------------------------------------------------------- the laws


@SPECIMENS
def test_every_figure_and_every_number_is_accounted_for(name: str) -> None:
    """The agreement and the text that was signed have nothing that the other has not."""
    proof = specimen(name).prove()
    assert (is_whole(proof), proof.coverage) == (True, Fraction(1))


@SPECIMENS
def test_every_number_changed(name: str) -> None:
    """Whichever number of the text becomes another one, that is reported."""
    given = specimen(name)
    texts = {number: with_number(given.text, number, "4321") for number in numbers_of(name)}
    assert [number for number, text in texts.items() if is_whole(given.prove(text=text))] == []


@SPECIMENS
def test_every_number_removed(name: str) -> None:
    """Whichever number of the text is taken out, that is reported."""
    given = specimen(name)
    texts = {number: with_number(given.text, number, "") for number in numbers_of(name)}
    assert [number for number, text in texts.items() if is_whole(given.prove(text=text))] == []


@SPECIMENS
def test_every_number_doubled(name: str) -> None:
    """Whichever number of the text is said once more, that is reported."""
    given = specimen(name)
    texts = {
        number: with_number(given.text, number, f"{number.mention.text} {number.mention.text}")
        for number in numbers_of(name)
    }
    assert [number for number, text in texts.items() if is_whole(given.prove(text=text))] == []


@SPECIMENS
def test_every_pair_of_different_neighbours_swapped(name: str) -> None:
    """Two numbers that change places are reported, unless they are of one section's sentences."""
    given = specimen(name)
    numbers = numbers_of(name)
    unseen = []
    for first, second in pairwise(numbers):
        here, there = first.mention, second.mention
        if (here.numbers, here.unit, here.text) != (there.numbers, there.unit, there.text):
            between = given.text[here.end : there.start]
            swapped = given.text[: here.start] + there.text + between + here.text
            text = swapped + given.text[there.end :]
            in_sentences = not first.spot.table and not second.spot.table
            same_place = in_sentences and first.spot.section == second.spot.section
            if not same_place and is_whole(given.prove(text=text)):
                unseen.append((here.text, there.text))
    assert unseen == []


@given(st.data())
def test_a_change_to_anything_is_reported(data: st.DataObject) -> None:
    """Also one number that becomes one of the others of the text."""
    whole = specimen("nordby")
    numbers = numbers_of("nordby")
    number = data.draw(st.sampled_from(numbers))
    other = data.draw(OTHERS | st.sampled_from([each.mention.text for each in numbers]))
    proof = whole.prove(text=with_number(whole.text, number, other))
    if other != number.mention.text:
        changed = [each for each in proof.numbers if each.number.mention.text == other]
        same = [each for each in changed if each.number.mention.numbers == number.mention.numbers]
        assert not is_whole(proof) or same


@SPECIMENS
def test_the_sign_of_a_percentage_is_a_part_of_it(name: str) -> None:
    """In the heading of a table a fall that becomes a rise, or loses its sign, is reported."""
    given = specimen(name)
    signed = [number for number in numbers_of(name) if number.mention.is_signed]
    texts = [
        with_number(given.text, number, number.mention.text.replace("-", sign))
        for number in signed
        for sign in ("+", "")
    ]
    assert len(texts) >= 4
    assert [text for text in texts if is_whole(given.prove(text=text))] == []


@SPECIMENS
def test_every_figure_changed(name: str) -> None:
    """Whichever figure of the agreement becomes another one, that is reported."""
    given = specimen(name)
    figures = {figure.path for figure in figures_of(given.agreement)}
    unseen = []
    for each in given.prove().findings:
        if each.standing is Standing.FOUND and each.path in figures:
            other = with_figure_changed(given.agreement, each.path)
            if is_whole(given.prove(agreement=other)):
                unseen.append(each.path)
    assert unseen == []


def test_one_thing_less_than_the_text_counts() -> None:
    """A list that has lost one of its things is no longer what the text says."""
    given = specimen("nordby")
    other = with_figure_changed(given.agreement, "areas.nordby.parts")
    proof = given.prove(agreement=other)
    assert findings(proof, "areas.nordby.parts") == ["found-elsewhere"]
    assert not is_whole(proof)


@SPECIMENS
def test_every_note_is_needed(name: str) -> None:
    """Without any one of the notes about it the proof is not whole."""
    given = specimen(name)
    unneeded = []
    for field in ("also_stated", "not_stated", "left_out"):
        notes = getattr(given.notes, field)
        for note in notes:
            others = [each for each in notes if each is not note]
            without: dict[str, Any] = {field: others}
            if is_whole(given.prove(notes=attrs.evolve(given.notes, **without))):
                unneeded.append(note.id)
    assert unneeded == []


@given(st.data())
def test_the_order_of_the_notes_never_matters(data: st.DataObject) -> None:
    """Notes in another order give the same counts."""
    whole = specimen("nordby")
    notes = TraceNotes(
        also_stated=data.draw(st.permutations(whole.notes.also_stated)),
        not_stated=whole.notes.not_stated,
        left_out=data.draw(st.permutations(whole.notes.left_out)),
    )
    assert is_whole(whole.prove(notes=notes))


@given(st.text(alphabet="0123456789 .,%-krtilmaj\n\f", max_size=60))
def test_the_counts_add_up(text: str) -> None:
    """Each figure has one standing and each number one cover, whatever the text is."""
    proof = specimen("nordby").prove(text=text)
    assert sum(proof.standing(each) for each in Standing) == len(proof.findings)
    assert sum(proof.cover(each) for each in Cover) == len(proof.numbers)


@given(st.lists(st.sampled_from([" ", "\n", "\r\n", "\t", "\f", "  \n "]), min_size=9, max_size=9))
def test_white_space_makes_no_other_text(spaces: list[str]) -> None:
    """Line ends, line breaks and pages are no part of what is hashed."""
    words = ["Til", "og", "med", "31.", "december", "2016", "øges", "trygheden"]
    text = "".join(space + word for space, word in zip(spaces, words, strict=False)) + spaces[-1]
    assert town(text).sha256 == town(" ".join(words)).sha256


# ------------------------------------------------------------- what is found


def test_a_figure_at_its_place() -> None:
    """A figure that stands in the section it cites is found there, with its line."""
    proof = town("Before\n1. Term\nIt ends on 31 December 2016.")
    assert findings(proof, "term.end") == ["found"]
    assert where(finding(proof, "term.end")) == ["section 1, line 3"]


def test_a_figure_in_another_section() -> None:
    """A figure that stands elsewhere is not found, and every such place is named."""
    proof = town("On 31 December 2016\n1. Term\nSome.\n2. End\nBy 31 December 2016")
    assert findings(proof, "term.end") == ["found-elsewhere"]
    assert where(finding(proof, "term.end")) == [
        "section preamble, line 1",
        "section 2, line 5",
    ]


def test_a_figure_that_is_nowhere() -> None:
    """A figure without any statement is missing."""
    proof = town("1. Term\nIt ends on 31 December 2017.")
    assert findings(proof, "term.end") == ["missing"]
    assert (proof.holds, covers(proof)) == (False, [("31 December 2017", "uncovered")])


def test_a_number_that_a_figure_takes_is_named_last() -> None:
    """Of the places where a figure could stand, those that nobody else takes come first."""
    elsewhere = Citation(document="text", section="3")
    proof = town(
        "1. Term\nBy 31 December 2016.\n2. End\nOn 31 December 2016.",
        notes=TraceNotes(also_stated=[AlsoStated(id="a", figure="term.end", citation=elsewhere)]),
    )
    assert where(proof.findings[-1]) == ["section 2, line 4", "section 1, line 2"]


def test_the_same_figure_of_several_rows_is_one_statement() -> None:
    """Six rows under one heading need its year once."""
    years = [f"targets.{row}.periods.2013" for row in ("reports", "thefts")]
    text = "1. Crime\nReports and thefts fall by 10 % to 69 in 2013, from 77 in 2012; yearly."
    rules = [
        ladder(indicator=each, periods=[2013], percent=[-10], printed=[69])
        for each in ("reports", "thefts")
    ]
    proof = town(text, *rules, release_month=None)
    assert findings(proof, *years) == ["found", "found"]
    assert proof.numbers[2].by == tuple(years)


def test_a_statement_stands_for_one_figure() -> None:
    """A figure that the text says twice is covered once, and needs a note for the other time."""
    text = "1. Term\nBy 31 December 2016. That is, 31 December 2016."
    assert covers(town(text))[1] == ("31 December 2016", "uncovered")
    assert covers(town(text, notes=also("term.end")))[1] == ("31 December 2016", "cited")


def test_a_figure_that_is_said_more_often_than_noted() -> None:
    """A note counts how many times a figure is stated again; too many are missed."""
    text = "1. Term\nBy 31 December 2016. That is, 31 December 2016."
    proof = town(text, notes=also("term.end", times=2))
    assert findings(proof, "term.end") == ["found", "found", "found-elsewhere"]


def test_a_count_of_things() -> None:
    """A path to a list stands for how many things it has."""
    text = "1. Areas\nThere are two areas."
    assert covers(town(text, notes=also("areas"))) == [("two", "cited")]


def test_a_figure_that_the_text_does_not_state() -> None:
    """With a reason it is not looked for; a path stands for all below it."""
    notes = TraceNotes(not_stated=[NotStated(id="a", figures=["sources"], reason=named("why"))])
    proof = town("1. Sources\nEach year in February.", notes=notes)
    assert findings(proof, "sources.register.cadence", "sources.register.release_month") == [
        "not-stated",
        "not-stated",
    ]
    assert covers(proof) == [("Each year", "uncovered"), ("February", "uncovered")]


def test_a_number_that_is_left_out() -> None:
    """A number that is no figure is covered, with its reason."""
    proof = town("1. Term\nSee page 7.", notes=leaving_out("7"))
    assert [(each.cover, each.reason) for each in proof.numbers] == [(Cover.LEFT_OUT, named("why"))]


def test_a_number_left_out_that_is_not_there() -> None:
    """A note that matches nothing, or less than it says, is reported."""
    proof = town("1. Term\nSee page 7.", notes=leaving_out("7", times=2))
    assert [(each.note.id, each.found) for each in proof.unused] == [("out", 1)]
    assert not proof.holds


def test_a_figure_goes_before_a_number_that_is_left_out() -> None:
    """What the agreement cites is never taken by a note."""
    proof = town("1. Term\nBy 31 December 2016.", notes=leaving_out("31 December 2016"))
    assert (findings(proof, "term.end"), proof.unused[0].found) == (["found"], 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("falls by 10 %", "found"),
        ("(-10 %)", "found"),
        ("changes by -10 %", "found"),
        ("changes by +10 %", "missing"),
        ("(10 %)", "missing"),
        ("falls by 10", "missing"),
    ],
)
def test_the_sign_of_a_fall(text: str, found: str) -> None:
    """Prose says a fall in words; in parentheses only a minus does."""
    rule = ladder(periods=[2013], percent=[-10], printed=[69])
    assert findings(town(f"1. Crime\nIt {text}", rule), "targets.reports.percent.2013") == [found]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("from 2012 to 2013", ["2012", "2013"]),
        ("between 2030 and 2040, or 2030-2040", ["2030", "2040", "2030-2040"]),
    ],
)
def test_a_range_is_two_numbers_where_both_are_figures(text: str, texts: list[str]) -> None:
    """`2012 to 2013` may be a baseline and a milestone; a range that nobody cites stays one."""
    rule = ladder(periods=[2013], percent=[-10], printed=[69])
    assert [each for each, _ in covers(town(f"1. Crime\nIt {text}", rule))] == texts


def test_a_figure_cited_for_a_section_and_for_its_item_is_one() -> None:
    """The narrower place is where it must stand."""
    item = Citation(document="text", section="1", item="2")
    area = attrs.evolve(agreement().areas[0], code="29", scheme=named("districts"))
    other = attrs.evolve(area, id="district", citation=item)
    text = "1. Area\nThis:\n1. all,\n2. district 29."
    proof = town(text, areas=[area, other])
    assert findings(proof, "areas.town.code", "areas.district.code") == ["found", "found"]
    assert where(finding(proof, "areas.town.code")) == ["section 1, item 2, line 4"]


def test_a_section_holds_those_below_it() -> None:
    """What stands in section 1.1 stands in section 1."""
    proof = town("1. Term\nLong.\n1.1 End\nIt is 31 December 2016.\n10. Other\nNothing.")
    assert where(finding(proof, "term.end")) == ["section 1.1, line 4"]


def test_declared_layout() -> None:
    """The notes say how the sections are marked."""
    proof = town(
        "§ 1 Term\nBy 31 December 2016", notes=TraceNotes(layout=Layout(before_number="§"))
    )
    assert (findings(proof, "term.end"), covers(proof)) == (
        ["found"],
        [("31 December 2016", "cited")],
    )


# ------------------------------------------------------------------ the table


def table_findings(text: str) -> dict[str, str]:
    """Return the standings of the rows' values of the invented agreement, where not found."""
    proof = specimen("nordby").prove(text=text)
    return {
        each.path: each.standing.value
        for each in proof.findings
        if each.citation.table and each.standing is not Standing.FOUND
    }


def test_a_table_may_stand_on_lines_of_its_own() -> None:
    """Whether each cell has a line or a whole row, the cells are the same."""
    text = specimen("nordby").text
    spread = text.replace("Indbrud 48 46 42", "Indbrud\n48\n46\n42")
    joined = text.replace("Lovovertrædelse\nUdgangspunkt\n", "Lovovertrædelse  Udgangspunkt ")
    assert (spread != text, joined != text) == (True, True)
    assert (table_findings(spread), table_findings(joined)) == ({}, {})


def test_two_cells_that_change_places() -> None:
    """A cell counts only in its own row and column."""
    text = specimen("nordby").text.replace("48 46 42", "48 42 46")
    assert table_findings(text) == {
        "targets.burglary.printed.2019": "found-elsewhere",
        "targets.burglary.printed.2020": "found-elsewhere",
    }


def test_two_rows_that_change_places() -> None:
    """Rows go by their labels, not by their order."""
    rows = ("Indbrud 48 46 42", "Hærværk 1.016 965 889")
    text = specimen("nordby").text
    swapped = text.replace(rows[0], "x").replace(rows[1], rows[0]).replace("x", rows[1])
    assert table_findings(swapped) == {}


def test_an_empty_cell_keeps_the_others_in_their_columns() -> None:
    """A dash is a cell without a number."""
    text = specimen("nordby").text.replace("48 46 42", "48 - 42")
    assert table_findings(text) == {"targets.burglary.printed.2019": "missing"}


def test_a_heading_with_another_number() -> None:
    """The headings are found by their words; the number in one of them is then another."""
    text = specimen("nordby").text.replace("Måltal 2019", "Måltal 2018")
    assert table_findings(text) == {
        "targets.burglary.periods.2019": "found-elsewhere",
        "targets.vandalism.periods.2019": "found-elsewhere",
    }


def test_a_table_that_is_not_there() -> None:
    """Where a heading reads otherwise no cell is at its place."""
    text = specimen("nordby").text.replace("Udgangspunkt", "Baseline")
    assert set(table_findings(text).values()) == {"found-elsewhere"}


# ------------------------------------------------------ the document itself


def test_another_text_is_noticed() -> None:
    """Where the agreement keeps a hash, a text of another one does not prove it."""
    kept = specimen("nordby")
    document = attrs.evolve(kept.agreement.documents[0], sha256=kept.prove().sha256)
    signed = attrs.evolve(kept.agreement, documents=[document])
    same = kept.prove(agreement=signed)
    other = kept.prove(agreement=signed, text=f"{kept.text} Og mere.")
    assert (same.is_another_text, same.holds) == (False, True)
    assert (other.is_another_text, other.holds, is_whole(other)) == (True, False, True)


def test_a_hash_is_one() -> None:
    """What is kept as a hash must look like one."""
    problem = refusal(lambda: attrs.evolve(agreement().documents[0], sha256="ABC"))
    assert str(problem) == (
        "sha256: not a SHA-256\n"
        "    expected: 64 digits and small letters from a to f\n"
        "    came:     'ABC'\n"
        "    remedy:   copy it from what `partnerskab trace` prints"
    )


def test_letters_may_be_composed_or_not() -> None:
    """A letter made of two characters, as some programs write it, is the same letter."""
    whole = specimen("nordby")
    apart = whole.text.replace("å", "a\u030a").replace("é", "e\u0301")
    assert apart != whole.text
    assert (is_whole(whole.prove(text=apart)), whole.prove(text=apart).sha256) == (
        True,
        whole.prove().sha256,
    )


def test_a_text_without_numbers_has_no_coverage() -> None:
    """Nothing divided by nothing is no share."""
    assert town("Nothing").coverage is None


def test_coverage_is_exact() -> None:
    """One of three is a third."""
    proof = town("1. Term\nBy 31 December 2016, 5 of 6.")
    assert proof.coverage == Fraction(1, 3)


def test_an_unknown_document() -> None:
    """A document that the agreement does not cite has no figures."""
    problem = refusal(lambda: prove(agreement(), "x", document="txet"))
    assert str(problem) == (
        "the agreement cites no such document\n"
        "    expected: text\n"
        "    came:     'txet'\n"
        "    remedy:   did you mean 'text'?"
    )


def test_a_language_without_number_words() -> None:
    """A text in a language without a list cannot be proved."""
    signed = agreement()
    document = attrs.evolve(signed.documents[0], language="sv")
    problem = refusal(lambda: prove(attrs.evolve(signed, documents=[document]), "x"))
    assert str(problem) == (
        "no list of number words for the language of this document\n"
        "    expected: da or en\n"
        "    came:     'sv'"
    )


def test_columns_of_no_table_are_no_places() -> None:
    """Headings without the name of their table tell nothing; the values are in the section."""
    rule = ladder(periods=[2013], percent=[-10], printed=[69], columns=["start", "2013"])
    assert findings(town("1. Crime\nIt is 69.", rule), "targets.reports.printed.2013") == ["found"]
