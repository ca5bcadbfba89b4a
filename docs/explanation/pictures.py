"""The pictures of the page on luck, drawn from the library's own statistics.

`python docs/explanation/pictures.py` draws them anew into `docs/explanation/pictures`; a test holds
that what lies there is what is drawn here. Each takes its colours from the page around it, so that
it reads on a light and on a dark ground, and says in its title and description what it shows.
"""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import partnerskab
from partnerskab.assessment.statistics import chance_if_nothing_changed, smallest_documented_fall

FOLDER = Path(__file__).with_suffix("")
AMAGER = partnerskab.load(Path(__file__).parents[2] / "examples" / "amager").agreement
# The ladders of the six offence types: a name, the baseline, and the count agreed for each year.
LADDERS = [
    (
        AMAGER.indicator(target.rule.indicator).label.text("en").partition(" ")[0],
        target.rule.baseline.value,
        {str(each.period): each.limit for each in target.rule.milestones()},
    )
    for target in AMAGER.targets
    if target.objective == "crime"
]
WIDTH, HEIGHT = 480, 270
STRONG, FAINT = 'fill="currentColor"', 'fill="currentColor" fill-opacity="0.3"'
DASHED = 'stroke-dasharray="4 3"'


def svg(id: str, title: str, description: str, parts: Iterable[str]) -> str:
    """Return a picture with its title and description."""
    inside = "\n".join(parts)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" style="max-width: 40rem; width: 100%"\n'
        f'  aria-labelledby="{id}-title {id}-description" font-family="inherit" font-size="14">\n'
        f'<title id="{id}-title">{title}</title>\n'
        f'<desc id="{id}-description">{description}</desc>\n{inside}\n</svg>\n'
    )


def words(x: float, y: float, said: str, anchor: str = "start") -> str:
    """Return words at a place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {STRONG}>{said}</text>'


def bar(x: float, y: float, width: float, height: float, look: str) -> str:
    """Return a bar."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {look}/>'


def line(x1: float, y1: float, x2: float, y2: float, look: str = "") -> str:
    """Return a straight line."""
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="currentColor" {look}/>'


def percent(chance: float) -> str:
    """Return a chance in percent, with a decimal where it would else be zero."""
    return f"{100 * chance:.0f}%" if chance >= 0.005 else f"{100 * chance:.1f}%"


def next_count() -> str:
    """Draw how a later count of burglaries scatters if nothing changes."""
    _, base, limits = LADDERS[0]
    limit, floor, step, first, last = limits["2016"], 220, 5.5, 40, 120
    reached = [chance_if_nothing_changed(base, count) for count in range(first - 1, last + 1)]
    chances = [after - before for before, after in pairwise(reached)]
    scale, met = 180 / max(chances), 100 * chance_if_nothing_changed(base, limit)

    def middle(count: float) -> float:
        return 20 + step * (count - first + 0.5)

    parts = []
    for count, chance in enumerate(chances, start=first):
        tall, look = scale * chance, STRONG if count <= limit else FAINT
        parts.append(bar(middle(count) - step / 2, floor - tall, step - 1, tall, look))
    edge = middle(limit + 0.5)
    parts += [
        words(middle(count), floor + 18, str(count), "middle") for count in range(40, 121, 20)
    ]
    parts += [
        line(20, floor, middle(last + 0.5), floor),
        line(edge, 50, edge, floor, DASHED),
        words(edge - 6, 62, f"{limit} or fewer:", "end"),
        words(edge - 6, 80, f"{met:.1f}%", "end"),
        line(middle(base), 12, middle(base), floor, DASHED),
        words(middle(base) + 6, 24, f"baseline {base}"),
        words(WIDTH / 2, 262, "police reports of burglary in a later year", "middle"),
    ]
    return svg(
        "next-count",
        "What a later count may be if nothing has changed",
        f"Bars for each count from {first} to {last}, highest near the baseline of {base}. Those "
        f"at {limit} and below, which meet the target, are dark: {met:.1f} percent of the whole.",
        parts,
    )


def met_by_luck() -> str:
    """Draw the chance of each target, in each year, to be met by luck."""
    years = list(LADDERS[0][2])
    left, wide = 120, 88
    parts = [words(left + wide * n, 18, year) for n, year in enumerate(years)]
    luck = {
        year: [chance_if_nothing_changed(base, limits[year]) for _, base, limits in LADDERS]
        for year in years
    }
    for row, (name, _, _) in enumerate(LADDERS):
        y = 36 + 33 * row
        parts.append(words(0, y + 13, name))
        for n, year in enumerate(years):
            x, chance = left + wide * n, luck[year][row]
            parts.append(bar(x, y, 120 * chance, 16, FAINT))
            parts.append(words(x + 120 * chance + 3, y + 13, percent(chance)))
    parts += [line(0, 238, WIDTH, 238), words(0, 257, "of six")]
    totals = {year: f"{sum(chances):.1f}" for year, chances in luck.items()}
    parts += [words(left + wide * n, 257, f"{each} met") for n, each in enumerate(totals.values())]
    ranges = " ".join(
        f"{year}: from {percent(min(chances))} to {percent(max(chances))}, together {totals[year]}."
        for year, chances in luck.items()
    )
    return svg(
        "met-by-luck",
        "The chance of meeting each target by luck, if nothing has changed",
        "A row for each of the six offence types, a column for each year, and in each a bar for "
        f"the chance; below, how many of the six are met by luck on average. {ranges}",
        parts,
    )


def documented() -> str:
    """Draw the smallest fall in percent that is documented, by the size of the baseline."""
    left, right, floor, first, last = 60, WIDTH - 16, 220, 10, 300

    def fall(base: int) -> float:
        largest = smallest_documented_fall(base)
        assert largest is not None
        return 100 * (base - largest) / base

    def place(base: float, fall: float) -> tuple[float, float]:
        return left + (right - left) * base / last, floor - 2 * fall

    curve = " ".join(
        f"{x:.1f},{y:.1f}" for x, y in (place(n, fall(n)) for n in range(first, last + 1))
    )
    parts = [f'<polyline points="{curve}" fill="none" stroke="currentColor" stroke-width="1.5"/>']
    parts += [words(left - 6, place(0, n)[1] + 5, f"{n}%", "end") for n in range(0, 101, 25)]
    parts += [words(place(n, 0)[0], floor + 18, str(n), "middle") for n in range(50, last + 1, 50)]
    for name, base, _ in LADDERS:
        x, y = place(base, fall(base))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" {STRONG}/>')
        if name == "Theft":
            parts.append(words(x, y + 20, name, "middle"))
    parts += [
        line(left, floor, right, floor),
        line(left, 20, left, floor),
        line(*place(0, 25), *place(last, 25), DASHED),
        words(right, place(0, 25)[1] - 6, "agreed for 2016", "end"),
        words(place(80, 0)[0], place(0, 37)[1], "the other five"),
        words(WIDTH / 2, 262, "baseline, a count of one year", "middle"),
    ]
    falls = ", ".join(f"{fall(base):.0f} percent at {base}" for base in (first, 77, 244, last))
    return svg(
        "documented",
        "The smallest fall that is documented, by the size of the baseline",
        f"A falling curve: {falls}. The agreed 25 percent is a dashed line. Five of the six series "
        "of Amager lie above it; theft, with its baseline of 244, lies below.",
        parts,
    )


PICTURES = {"next-count": next_count, "met-by-luck": met_by_luck, "documented": documented}

if __name__ == "__main__":
    for name, draw in PICTURES.items():
        (FOLDER / f"{name}.svg").write_text(draw(), encoding="utf-8")
