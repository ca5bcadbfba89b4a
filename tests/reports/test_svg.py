"""A chart alone: a file that any program that shows svg can show."""

import re
from xml.etree import ElementTree as ET

import attrs

from partnerskab.reports.svg import key_of, to_svg
from partnerskab.values.texts import harmless
from tests.reports.sample_contents import DASH, SERIES, ladder, need
from tests.reports.test_html import HOSTILE, hostile

SVG = "{http://www.w3.org/2000/svg}"
BURGLARY = ladder("burglary", *SERIES["burglary"])


def parsed(svg: str) -> ET.Element:
    """Return the file as any program reads it; it must be well-formed."""
    return ET.fromstring(svg)  # noqa: S314  (what is read was made here)


def texts(svg: str) -> list[str]:
    """Return the texts in the picture, in their order."""
    return [str(found.text) for found in parsed(svg).iter(f"{SVG}text")]


def test_a_chart_alone_says_everything() -> None:
    """Title, unit, notice, axis, periods, values and key stand in the picture."""
    assert texts(to_svg(BURGLARY)) == [
        *("Indbrud", "anmeldelser", "Opdigtede eksempeltal", "0", "77", "58"),
        *("2012", "2013", "2014", "2015", "2016"),
        *("77", "71", DASH, DASH, DASH),
        *("69", "65", "62", "58"),
        *("opgjort antal", "årligt måltal", "så langt rækker tilfældige udsving"),
    ]


def test_who_does_not_see_it_is_told() -> None:
    """The picture is named by its title and its finding."""
    root = parsed(to_svg(BURGLARY))
    told = {each.get("id"): each.text for each in root if each.get("id")}
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == " ".join(map(str, told))
    assert list(told.values()) == [BURGLARY.title, BURGLARY.finding]


def test_no_data_is_said_in_the_picture() -> None:
    """A ladder of which nothing was observed is drawn, with words that say so."""
    points = [attrs.evolve(each, observed=None) for each in BURGLARY.points]
    shown = to_svg(attrs.evolve(BURGLARY, points=points))
    assert "tal mangler" in texts(shown)
    assert 'class="q"' in shown


def test_steps_are_named_in_the_picture() -> None:
    """An ordinal scale has the names of its categories instead of numbers."""
    assert [text for text in texts(to_svg(need())) if text in need().steps] == list(need().steps)


def test_hostile_texts_stay_texts() -> None:
    """Texts with markup, marks of direction and control characters give well-formed svg."""
    shown = to_svg(hostile(BURGLARY))
    assert "<script" not in shown
    assert not re.search("[\x00\u202e\u2066]", shown)
    assert [each.text for each in parsed(shown).iter(f"{SVG}desc")] == [harmless(HOSTILE)]


def test_a_sign_with_several_names_has_all_of_them() -> None:
    """Where charts that share a key name a sign differently, the key says each name once."""
    other = attrs.evolve(BURGLARY, promised_name="loft")
    assert dict(key_of((BURGLARY, other, BURGLARY)))["promised"] == "årligt måltal / loft"


def test_a_sign_that_is_not_drawn_has_no_key() -> None:
    """Intervals are explained only where a chart has one."""
    points = [attrs.evolve(each, low=None) for each in BURGLARY.points]
    assert "interval" not in dict(key_of((attrs.evolve(BURGLARY, points=points),)))


def test_the_same_chart_is_the_same_file() -> None:
    """Made twice, a picture has the same bytes."""
    assert to_svg(BURGLARY) == to_svg(BURGLARY)
