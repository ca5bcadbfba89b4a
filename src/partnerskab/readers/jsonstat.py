"""StatBank's JSON-stat, version 1: a cube with codes and texts for each dimension."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from partnerskab.errors import Diagnostic, DiagnosticsError, InvalidValueError, Place, Problem
from partnerskab.files.decoding import read_text
from partnerskab.observations.recipes import Recipe
from partnerskab.readers.grid import missing_column
from partnerskab.readers.records import Cell, Item, Record, filter_field
from partnerskab.values.exact import exact

# Far more than StatBank ever gives; a sparse cube could claim so many that nothing would end.
_MOST_CELLS = 10_000_000
# What looking into a JSON document of another shape raises.
_ANOTHER_SHAPE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def read_jsonstat(path: Path, recipe: Recipe) -> Iterator[Item]:
    """Give one record for each cell of the cube; a cell without a value has "" for it.

    The recipe names dimensions by their ids; the period is the dimension whose role is time.

    Raises:
        DiagnosticsError: where the file is no JSON-stat cube, or has not the recipe's dimensions.
    """
    shown = str(path)
    text, found = read_text(path, shown)
    found = tuple(each for each in found if each.id != "byte-order-mark")
    if found:
        raise DiagnosticsError(found)
    try:
        cube = json.loads(text, parse_float=Decimal)["dataset"]
        dimensions = {id: _categories(cube["dimension"][id]) for id in cube["dimension"]["id"]}
        (time,) = cube["dimension"]["role"]["time"]
        sizes = [len(categories) for categories in dimensions.values()]
        if sizes != cube["dimension"]["size"] or time not in dimensions:
            raise ValueError("its dimensions are not those that it declares")
        values = _values(cube["value"], sizes)
    except _ANOTHER_SHAPE as error:
        problem = Problem(
            id="not-jsonstat",
            message="the file is not a JSON-stat cube",
            expected="StatBank's format JSONSTAT: a dataset with dimension, role and value",
            came=f"{type(error).__name__}: {error}".splitlines()[0][:100],
            remedy="fetch the file again",
        )
        raise DiagnosticsError((Diagnostic.of(problem, Place(file=shown)),)) from None
    columns = _columns(recipe, time, dimensions, shown)
    for codes, value in zip(product(*dimensions.values()), values, strict=True):
        at = dict(zip(dimensions, codes, strict=True))
        fields = {field: at[id][0] for field, id in columns.items()}
        texts = {field: at[id][1] for field, id in columns.items()}
        where = ", ".join(f"{id}={code}" for id, (code, _) in at.items())
        yield Record({**fields, "value": value}, _always(Place(file=shown, key=where)), texts)


def _always(place: Place) -> Callable[[str], Place]:
    return lambda _: place


def _columns(
    recipe: Recipe, time: str, dimensions: dict[str, list[tuple[str, str]]], shown: str
) -> dict[str, str]:
    """Return the dimension of each field; a choice that nobody made is an error."""
    named = {"indicator": recipe.indicator, "area": recipe.area}
    columns = {field: str(id) for field, id in named.items() if id is not None}
    columns |= {"period": time} | {filter_field(code.code): code.code for code in recipe.only}
    missing = [id for id in columns.values() if id not in dimensions]
    open_choice = [
        id
        for id, categories in dimensions.items()
        if len(categories) > 1 and id not in columns.values()
    ]
    if missing:
        problem = missing_column(missing[0], list(dimensions), columns.values())
    elif open_choice:
        problem = Problem(
            id="unknown-column",
            message="a dimension divides the values, and the recipe does not say which are wanted",
            expected="only dimensions that the recipe names, or with one category",
            came=", ".join(open_choice),
            remedy="name the dimension in the recipe: under only, with the wanted category",
        )
    else:
        return columns
    raise DiagnosticsError((Diagnostic.of(problem, Place(file=shown)),))


def _categories(dimension: dict[str, Any]) -> list[tuple[str, str]]:
    """Return code and text of each category, in the order of the cube."""
    category = dimension["category"]
    index, labels = category["index"], category.get("label", {})
    codes = index if isinstance(index, list) else sorted(index, key=lambda code: index[code])
    positions = range(len(codes)) if isinstance(index, list) else [index[code] for code in codes]
    if len(set(codes)) < len(codes) or list(positions) != list(range(len(codes))):
        raise ValueError("two categories of a dimension have one code or one position")
    return [(str(code), str(labels.get(code, code))) for code in codes]


def _values(given: list[Any] | dict[str, Any], sizes: list[int]) -> list[Cell]:
    """Return the value of each cell, from a list or from a table of those that are there."""
    count = 1
    for size in sizes:
        count *= size
    if count > _MOST_CELLS:
        raise ValueError(f"more than {_MOST_CELLS} cells")
    if isinstance(given, dict):
        other = next((key for key in given if not _is_position(key, count)), None)
        if other is not None:
            raise ValueError(f"a value for a cell {other!r}, which the cube does not have")
        given = [given.get(str(index)) for index in range(count)]
    if len(given) != count:
        raise ValueError(f"{len(given)} values for {count} cells")
    return [_value(value) for value in given]


def _is_position(key: str, count: int) -> bool:
    """Return whether a key is the number of a cell, as JSON-stat writes it."""
    return key.isascii() and key.isdigit() and str(int(key)) == key and int(key) < count


def _value(given: object) -> Cell:
    """Return a value; a number outside all reason is kept as text, to be refused with its place."""
    if given is None:
        return ""
    if isinstance(given, list | dict):
        raise TypeError("a value that is neither a number nor a text")
    try:
        return str(given) if isinstance(given, str | bool | float) else exact(given)
    except InvalidValueError:
        return str(given)
