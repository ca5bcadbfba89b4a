"""Texts without characters that do harm where nobody sees them."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.values.texts import harmless

MARKS = [
    chr(code) for code in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
]
# Halves of characters are among them, as a damaged file may bring them.
ANYTHING = st.text(st.characters(codec=None)) | st.text(st.sampled_from([*MARKS, *"a\r\n\t\0\x85"]))


@given(text=ANYTHING)
def test_every_xml_file_can_hold_it(text: str) -> None:
    """A parser gives back what was written, line breaks and tabs included."""
    kept = harmless(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert (ET.fromstring(f"<a>{kept}</a>").text or "") == harmless(text)  # noqa: S314 - made here


@given(text=ANYTHING)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    """Doing it twice changes nothing more."""
    assert harmless(harmless(text)) == harmless(text)


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_direction_is_left(mark: str) -> None:
    """A mark is left out, since nobody would see it."""
    assert harmless(f"år {mark}3102") == "år 3102"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\ud800", "\uffff"])
def test_what_is_no_text_leaves_a_mark(character: str) -> None:
    """Whoever reads it sees that something is missing."""
    assert harmless(f"a{character}b") == "a\N{REPLACEMENT CHARACTER}b"


def test_a_text_of_every_day_is_not_touched() -> None:
    """Danish letters, signs and spaces of every width stay."""
    text = (
        'Ærø & "Øst" <b>|\t1\N{NO-BREAK SPACE}500\N{NARROW NO-BREAK SPACE}kr. \N{MINUS SIGN}25 %\n'
    )
    assert harmless(text) == text


def test_a_line_break_is_one_character() -> None:
    """However a system ends its lines."""
    assert harmless("a\r\nb\rc\nd") == "a\nb\nc\nd"
