"""How the specimens of StatBank are read in the tests."""

from datetime import date
from pathlib import Path

from partnerskab.observations.recipes import Code, Recipe
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import Reading, read_file
from tests import samples


def recipe(layout: str = "tidy") -> Recipe:
    """Return how the specimens are read: the reports of two areas."""
    return Recipe(
        id="crime",
        source="register",
        layout=layout,
        separator=";",
        area="OMRÅDE",
        period="TID" if layout == "tidy" else None,
        only=[Code("OVERTRÆD", "TOT")],
        areas=[Code("101", "town"), Code("411", "district")],
        only_indicator="reports",
    )


def partnership(layout: str = "tidy") -> Partnership:
    """Return a partnership with the recipe."""
    agreement = samples.agreement(samples.ladder())
    return Partnership(agreement=agreement, recipes=[recipe(layout)])


def read(path: Path, layout: str = "tidy", retrieved: date | None = None) -> Reading:
    """Read a file by the recipe."""
    return read_file(partnership(layout), path, "crime", retrieved=retrieved)
