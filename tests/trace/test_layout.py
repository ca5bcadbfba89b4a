"""Sections, items and pages: what is told apart by itself, and what is declared."""

import pytest

from partnerskab.trace.layout import Layout, divide
from tests.samples import refusal

MONTHS = ("maj", "juni")


def places(text: str, **layout: object) -> list[tuple[str, str]]:
    """Return the section and the item of each part of a text."""
    made = Layout(**layout)  # type: ignore[arg-type]  # by name
    return [(place.section, place.item) for place in divide(text, made, MONTHS).places]


def exempt(text: str, **layout: object) -> list[str]:
    """Return what counts only sections, items and pages."""
    made = Layout(**layout)  # type: ignore[arg-type]  # by name
    return [text[start:end].strip() for start, end in divide(text, made, MONTHS).exempt]


def test_a_text_without_headings_is_all_preamble() -> None:
    """Where nothing is numbered there is one part."""
    assert places("We agree\nto do much.") == [("preamble", "")]


def test_an_empty_text() -> None:
    """Even a text without a letter has its preamble."""
    assert places("") == [("preamble", "")]


def test_headings_and_items_follow_their_own_numbers() -> None:
    """After item 3 of section 1 a second `2.` can only be a heading, and a fourth item no other."""
    text = "1. Areas\nThese:\n1. one.\n2. two.\n3. three.\n2. Goals\nFewer.\n3. Money\nSome."
    assert places(text) == [
        ("preamble", ""),
        ("1", ""),
        ("1", "1"),
        ("1", "2"),
        ("1", "3"),
        ("2", ""),
        ("3", ""),
    ]


@pytest.mark.parametrize(
    "item", ["2. goals of all.", "2. goals that\ngo on below", "2. goals:", f"2. {'goals ' * 20}"]
)
def test_what_does_not_read_like_a_title_is_an_item(item: str) -> None:
    """Where a numeral could be either, a sentence is an item."""
    assert places(f"1. Areas\n1. one.\n{item}") == [
        ("preamble", ""),
        ("1", ""),
        ("1", "1"),
        ("1", "2"),
    ]


def test_a_heading_may_end_in_a_full_stop_where_no_item_is_due() -> None:
    """The number alone tells where only one of the two can come."""
    assert places("1. Areas\nMuch.\n2. A map of the area.\n") == [
        ("preamble", ""),
        ("1", ""),
        ("2", ""),
    ]


def test_headings_below_headings() -> None:
    """After section 2 may come 2.1, then 2.2 or 3."""
    text = "1. A\nX\n2. B\nX\n2.1 C\nX\n2.2. D\nX\n3. E\nX\n3.5 F"
    assert places(text) == [
        ("preamble", ""),
        *((each, "") for each in ["1", "2", "2.1", "2.2", "3"]),
    ]


def test_items_with_a_parenthesis_are_never_headings() -> None:
    """`1)` is an item wherever it stands."""
    assert places("1) Title\n2) Title") == [("preamble", ""), ("preamble", "1"), ("preamble", "2")]


def test_a_second_list_of_a_section_starts_again() -> None:
    """A list may start at 1 after another list of the section."""
    assert places("1. A\nX\n1. one.\n2. two.\nAnd:\n1. uno.") == [
        ("preamble", ""),
        ("1", ""),
        ("1", "1"),
        ("1", "2"),
        ("1", "1"),
    ]


@pytest.mark.parametrize(
    "line",
    ["1. maj kommer", "1.250 kr. om året", "7. Far away", "2016 was a year", "3 of them", "- 1. 2"],
)
def test_numbers_at_the_start_of_a_line(line: str) -> None:
    """A date, an amount, a number out of order and a bare number count nothing."""
    assert (places(line), exempt(line)) == ([("preamble", "")], [])


def test_numerals_of_sections_and_items_are_exempt() -> None:
    """Only the numeral is, not what stands beside it."""
    assert exempt("  1. Goals for 2016\nThese:\n1. 6 of them.") == ["1.", "1."]


def test_a_declared_mark_before_the_number() -> None:
    """With a mark, plain numerals are items, and a heading may leave numbers out."""
    text = "§ 1. Aim\n1. This\n2. That\n§ 3. Money\nSome"
    assert places(text, before_number="§") == [
        ("preamble", ""),
        ("1", ""),
        ("1", "1"),
        ("1", "2"),
        ("3", ""),
    ]


def test_declared_headings() -> None:
    """A declared heading without a number names its section; others are no headings."""
    text = "Aim\nMuch.\n1. This\nMoney  and time\n2. Half\n"
    assert places(text, headings=["Aim", "Money and time", "2. Half"]) == [
        ("preamble", ""),
        ("Aim", ""),
        ("Aim", "1"),
        ("Money and time", ""),
        ("2", ""),
    ]


def test_headings_are_found_in_one_way() -> None:
    """A mark and a list contradict each other."""
    problem = refusal(lambda: Layout(before_number="§", headings=["Aim"]))
    assert str(problem) == (
        "headings found in two ways\n"
        "    expected: before_number, or the headings themselves\n"
        "    came:     both"
    )


@pytest.mark.parametrize("line", ["Side 3", "side 3 af 8", "- Page 3 of 8 -", "s. 3", "Page 3/8"])
def test_page_numbers_are_exempt(line: str) -> None:
    """A line that only numbers its page counts nothing else."""
    assert exempt(f"Above\n{line}\nbelow") == [line]


def test_a_bare_number_is_a_page_number_at_the_edge_of_a_page_only() -> None:
    """In the middle of a page it may be the cell of a table."""
    assert exempt("1\nOf\n7\nthem\n- 2 -\fand\n3") == ["1", "- 2 -", "3"]


def test_a_bare_number_without_pages_is_a_number() -> None:
    """Where a text has no pages nothing stands at their edge."""
    assert exempt("1\nOf\n7") == []


def test_lines_that_repeat_on_every_page_are_exempt() -> None:
    """A header may be missing on the first page, and its page number changes."""
    pages = ["Title\none", "Plan 2016, 2\ntwo", "Plan 2016, 3\nthree", "Plan 2016, 4\nfour"]
    assert exempt("\f".join(pages)) == ["Plan 2016, 2", "Plan 2016, 3", "Plan 2016, 4"]


def test_two_pages_repeat_nothing() -> None:
    """What stands on two pages alone may be text."""
    assert exempt("In 2016\none\fIn 2017\ntwo") == []


def test_a_declared_page_header() -> None:
    """A declared line is exempt wherever it stands, whatever its numbers."""
    assert exempt("Plan 7\nIn 2016\nPlan 8", page_headers=["Plan 7"]) == ["Plan 7", "Plan 8"]


def test_a_list_of_contents_starts_no_section() -> None:
    """Lines of contents are exempt, so that the headings below are found."""
    text = "1. Aim ........ 2\n2. Money ...... 3\n1. Aim\nMuch.\n2. Money\nSome."
    assert places(text) == [("preamble", ""), ("1", ""), ("2", "")]
    assert exempt(text) == ["1. Aim ........ 2", "2. Money ...... 3", "1.", "2."]


def test_pages_are_counted() -> None:
    """Form feeds divide pages; a text without them has none."""
    division = divide("one\ftwo\fthree", Layout())
    assert [division.page_of(place) for place in (0, 4, 8)] == [1, 2, 3]
    assert divide("one", Layout()).page_of(0) is None
