"""The report as Markdown, read back as a reader's program does."""

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from partnerskab.reports.blocks import (
    Block,
    Charts,
    Contents,
    Grid,
    Head,
    Items,
    Quote,
    Role,
    Row,
    Section,
    Text,
)
from partnerskab.reports.markdown import to_markdown
from partnerskab.values.texts import harmless
from tests.reports.sample import LADDER, NOTICE, SAMPLE

HOSTILE = [
    "<script>alert(1)</script>",
    "a | b || c",
    "`code` ```",
    "*a* _b_ **c** __d__ ~~e~~",
    "[a](b) ![c](d) [e]: f",
    "# a #",
    "1. a",
    "2) b",
    "- a",
    "+ b",
    "> c",
    "---",
    "===",
    "&lt; &amp; &#35;",
    "\\",
    "a\\",
    "\\|",
    "\\*a",
    "a  \nb",
    "    code",
    "$a$ $$b$$",
    "Amager\u202etseV\u202c",
    "<!-- a -->",
    "| --- | --- |",
    "~~~",
    "[^1]: a",
    "- [ ] a",
    "\ta",
    "",
]
SIGNS = st.text(st.sampled_from("\\`*_[]()<>#+-.!|&;:~$=1a \n\t\"'{}^/"), max_size=12)
TEXTS = SIGNS | st.sampled_from(HOSTILE) | st.text(max_size=12)


def plain(text: str) -> str:
    """Return a text with its spaces as Markdown keeps them."""
    return " ".join(
        part for part in harmless(text).replace("\t", " ").replace("\n", " ").split(" ") if part
    ).strip()


def texts(tokens: list[Token]) -> list[str]:
    """Return the texts of a document in order; a line break of a cell as it was written."""
    found = []
    for token in tokens:
        if token.type == "inline":
            assert token.children is not None
            assert {each.type for each in token.children} <= {
                "text",
                "text_special",
                "html_inline",
                "strong_open",
                "strong_close",
                "em_open",
                "em_close",
            }
            assert all(
                each.content == "<br>" for each in token.children if each.type == "html_inline"
            )
            found.append(
                "".join(
                    "\n" if each.type == "html_inline" else each.content for each in token.children
                )
            )
    return found


def read(contents: Contents) -> list[Token]:
    """Return what a program for Markdown makes of a report."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(to_markdown(contents))


def of(*blocks: Block, notices: tuple[str, ...] = ()) -> Contents:
    """Return a report of one section with these blocks."""
    section = Section(id="a", heading="Heading", blocks=blocks)
    return attrs.evolve(SAMPLE, notices=notices, sections=[section], appendix=[])


HEADS = ["Amager Partnerskab: status maj 2014", SAMPLE.lead, "Heading"]


@given(text=TEXTS)
@pytest.mark.parametrize("role", list(Role))
def test_a_paragraph_comes_back(role: Role, text: str) -> None:
    """Whatever signs it has, a text is a text, in one paragraph."""
    expected = [plain(text)] if plain(text) else []
    assert texts(read(of(Text(text=text, role=role)))) == [*HEADS, *expected]


@given(items=st.lists(TEXTS.filter(plain), min_size=1, max_size=4))
@example(items=HOSTILE[:-1])
def test_items_come_back(items: list[str]) -> None:
    """Each is an item of one list."""
    tokens = read(of(Items(items=items)))
    assert texts(tokens) == [*HEADS, *map(plain, items)]
    assert [each.type for each in tokens].count("bullet_list_open") == 1
    assert [each.type for each in tokens].count("list_item_open") == len(items)


@given(cells=st.lists(TEXTS, min_size=4, max_size=4), is_total=st.booleans())
@example(cells=["\\|", "|", "\\", "a\n\nb"], is_total=True)
def test_cells_come_back(cells: list[str], is_total: bool) -> None:  # noqa: FBT001 - drawn
    """Each cell has its text, with its own line breaks and no other html."""
    heads = [Head(text=cells[0]), Head(text=cells[1], is_number=True)]
    grid = Grid(caption="Caption", heads=heads, rows=[Row(cells=cells[2:], is_total=is_total)])
    expected = ["\n".join(map(plain, harmless(cell).split("\n"))) for cell in cells]
    found = texts(read(of(grid)))[len(HEADS) :]
    assert found[0] == "Caption"
    assert [each.strip("\n") for each in found[1:]] == [each.strip("\n") for each in expected]


@given(text=TEXTS, by=TEXTS, notice=TEXTS)
def test_what_people_wrote_comes_back(text: str, by: str, notice: str) -> None:
    """Each line of a quote is a paragraph, and who wrote it is the last."""
    expected = [plain(line) for line in (*harmless(text).split("\n"), by) if plain(line)]
    first = [plain(notice)] if plain(notice) else []
    found = texts(read(of(Quote(text=text, by=by), notices=(notice,))))
    assert found == [*first, *HEADS, *expected]


@given(heading=TEXTS)
def test_a_heading_comes_back(heading: str) -> None:
    """A heading is a heading of its level, whatever it says."""
    contents = attrs.evolve(SAMPLE, notices=[], sections=[], title=heading, appendix=[])
    tokens = read(contents)
    assert (tokens[0].tag, texts(tokens)) == ("h1", [plain(heading), SAMPLE.lead])


def test_no_address_becomes_a_link() -> None:
    """Where programs make links of addresses, one within a text stays a text."""
    text = "Se https://politi.dk/a_b eller www.dst.dk"
    assert r"https\://politi.dk/a\_b eller www\.dst.dk" in to_markdown(of(Text(text=text)))


def test_the_levels_of_headings() -> None:
    """The title is the first level, sections follow, and those of the appendix stand below it."""
    tokens = read(SAMPLE)
    levels = [
        (token.tag, tokens[number + 1].content)
        for number, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    assert levels == [
        ("h1", "Amager Partnerskab: status maj 2014"),
        ("h2", "1 Kort fortalt"),
        ("h2", "2 Anmeldelser"),
        ("h3", "Vurdering"),
        ("h2", "Bilag"),
        ("h3", "Alle måltal, tegnet ens"),
        ("h3", "Data"),
        ("h4", "Noter"),
    ]


def test_notices_come_first_and_again_before_the_appendix() -> None:
    """Whoever reads only the appendix reads them, too."""
    notices = f"> **{NOTICE}**\n>\n> **Kun til intern brug**\n\n"
    text = to_markdown(SAMPLE)
    assert text.startswith(f"{notices}# ")
    assert f"## Bilag\n\n{notices}### " in text
    assert text.count(NOTICE) == 2


def test_a_table() -> None:
    """Numbers stand at the right, a total is bold, a line break stays one."""
    assert (
        "**Anmeldelser og måltal**\n\n"
        "| Art | 2012 | 2013 |\n"
        "| --- | ---: | ---: |\n"
        "| Indbrud | 77 | 71 |\n"
        "| Vold<br>og trusler | 1.500 | 1.480<br>(foreløbigt) |\n"
        "| **I alt** | **1.577** | **1.551** |\n"
    ) in to_markdown(SAMPLE)


def test_a_chart_is_its_title_and_its_finding() -> None:
    """The values stand in the tables."""
    assert to_markdown(of(Charts(charts=[LADDER]))).endswith(
        "\n**Indbrud på Amager (anmeldelser om året)**\n\n"
        "Indbrud: 77 i 2012, 71 i 2013; måltallet for 2013 er højst 69,3.\n"
    )


def test_a_file_to_download_is_left_out() -> None:
    """What the file holds stands in a table."""
    assert "tal.csv" not in to_markdown(SAMPLE)
