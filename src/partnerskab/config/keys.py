"""Which keys the table of each class can have: what reads, writes or describes files asks here."""

import inspect
import re
from functools import cache
from typing import Any, get_args, get_origin

import attrs

from partnerskab.agreement.derived import Derivation
from partnerskab.agreement.rule import Rule
from partnerskab.config.forms import is_form
from partnerskab.config.strict import UNKNOWN
from partnerskab.values.citations import Citation

FROM_INDICATOR = ("scale", "better")
"""What a rule takes from its indicator, so that the file does not say it twice."""

# What stands elsewhere if a rule does not say it: in the indicator.
_FILLED_IN = ("indicator", "area")
_ARGUMENT = re.compile(r"    (\w+): (.+)")


@attrs.frozen(kw_only=True)
class Key:
    """One key of a table.

    Args:
        name: as the file writes it.
        field: the name of the field in the model.
        type: the type of its values, without None unless the file has a word for that.
        is_required: whether the table must have it.
        default: what the field is where the key is left out; `attrs.NOTHING` where there is none.
        description: what the docstring of the class says of it.
    """

    name: str
    field: str
    type: Any
    is_required: bool
    default: Any
    description: str


@cache
def keys_of(cls: type) -> tuple[Key, ...]:
    """Return the keys that a table of this class can have, in the order of its fields.

    >>> from partnerskab.agreement.targets import Objective
    >>> [key.name for key in keys_of(Objective)]
    ['number', 'label', 'heading', 'met_when', 'cite']
    """
    said = descriptions(cls)
    rule = issubclass(cls, Rule)
    hidden = {"rule", *(["id"] if is_named(cls) else []), *(FROM_INDICATOR if rule else [])}
    # A part without a citation, and a citation without a key, have it from further up.
    elsewhere = {"citation", *(_FILLED_IN if rule else [])}
    inherits = issubclass(cls, Citation)
    return tuple(
        Key(
            name="cite" if field.name == "citation" else field.name,
            field=field.name,
            type=_without_none(field.type),
            is_required=field.default is attrs.NOTHING
            and not inherits
            and field.name not in elsewhere,
            default=_default_of(field),
            description=_in_a_file(said.get(field.name, ""), field),
        )
        for field in attrs.fields(cls)
        if field.name not in hidden
    )


def _default_of(field: "attrs.Attribute[Any]") -> Any:
    """Return the default of a field; None for one that is made of the others."""
    default: Any = field.default
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return None if default.takes_self else default.factory()


def key_names(cls: type) -> list[str]:
    """Return the names of the keys of a table; of a rule, those of its target, too."""
    names = [key.name for key in keys_of(cls) if key.name != "id"]
    if issubclass(cls, Derivation):
        return ["kind", *names]
    return ["objective", "kind", *names, "cite"] if issubclass(cls, Rule) else names


def descriptions(cls: type) -> dict[str, str]:
    """Return what the docstrings of a class and of its bases say of each argument.

    >>> from partnerskab.agreement.indicators import Break
    >>> descriptions(Break)["why"]
    'What changed.'
    """
    said: dict[str, str] = {}
    for each in reversed(cls.__mro__):
        lines = inspect.cleandoc(each.__dict__.get("__doc__") or "").splitlines()
        name = ""
        for line in lines[lines.index("Args:") + 1 :] if "Args:" in lines else ():
            if argument := _ARGUMENT.fullmatch(line):
                name = argument[1]
                said[name] = argument[2][0].upper() + argument[2][1:]
            elif line.startswith("        ") and name:
                said[name] += f" {line.strip()}"
            else:
                break
    return said


def _in_a_file(text: str, field: "attrs.Attribute[Any]") -> str:
    """Return what a docstring says with a file's way to say None: a word, or not to write it."""
    word = f'"{UNKNOWN}"' if is_form(field.type) and field.default is attrs.NOTHING else "left out"
    return re.sub(r"\bNone\b", word, text)


def summary(cls: type) -> str:
    """Return the first sentence of a docstring."""
    return inspect.cleandoc(cls.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


def is_named(item: Any) -> bool:
    """Say whether parts of this class stand in tables named by their ids, and not in a list."""
    id = attrs.fields_dict(item).get("id") if attrs.has(item) else None
    return id is not None and not id.metadata.get("is_key")


def item_of(cls: Any) -> Any:
    """Return the class of the elements of a tuple; None for what is no tuple."""
    return get_args(cls)[0] if get_origin(cls) is tuple else None


def _without_none(cls: Any) -> Any:
    members = [each for each in get_args(cls) if each is not type(None)]
    if is_form(cls) or len(members) != 1 or type(None) not in get_args(cls):
        return cls
    return members[0]
