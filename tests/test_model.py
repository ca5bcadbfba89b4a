"""What holds of every class of the model, found by walking through its modules."""

from collections.abc import Iterator
from importlib import import_module
from inspect import isabstract
from pkgutil import walk_packages
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest

import partnerskab

ROOMS = ("values", "agreement", "observations", "delivery", "assessment", "partnership")
# Values of two or three parts, sets, and two that are built in one place each.
POSITIONAL = {
    "Amount",
    "AmountRange",
    "Code",
    "Label",
    "ObservationSet",
    "Period",
    "Request",
    "Row",
    "Selection",
    "Unit",
}


def model_classes() -> Iterator[type]:
    """Give every public attrs class that is defined below the readers."""
    for found in walk_packages(partnerskab.__path__, "partnerskab."):
        if found.name.split(".")[1] in ROOMS:
            for name, thing in vars(import_module(found.name)).items():
                public = isinstance(thing, type) and not name.startswith("_")
                if public and attrs.has(thing) and thing.__module__ == found.name:
                    yield thing


CLASSES = sorted(model_classes(), key=lambda cls: (cls.__module__, cls.__name__))
EACH_CLASS = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)


def test_walk_finds_the_model() -> None:
    """The classes that everything stands on are among those that are checked."""
    names = {cls.__name__ for cls in CLASSES}
    assert {"Agreement", "Amount", "Observation", "Partnership", "Rounding", "Verdict"} <= names


@pytest.mark.parametrize(
    "cls", [cls for cls in CLASSES if not isabstract(cls)], ids=lambda cls: cls.__name__
)
def test_class_is_frozen(cls: Any) -> None:
    """No field can be set again."""
    bare = object.__new__(cls)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        bare.anything = 1


@EACH_CLASS
def test_fields_are_given_by_name(cls: Any) -> None:
    """Only a few small values take their parts by position."""
    if cls.__name__ not in POSITIONAL:
        assert [field.name for field in attrs.fields(cls) if field.init and not field.kw_only] == []


@EACH_CLASS
def test_no_field_can_be_changed_inside(cls: Any) -> None:
    """Frozen is shallow, so no field is a list, a dict or a set."""

    def parts(hint: Any) -> Iterator[Any]:
        yield get_origin(hint) or hint
        for each in get_args(hint):
            yield from parts(each)

    hints = get_type_hints(cls)
    for field in attrs.fields(cls):
        assert not {list, dict, set} & set(parts(hints[field.name])), field.name
