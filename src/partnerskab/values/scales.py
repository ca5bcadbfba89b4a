"""What can be observed: a number, or a category of an ordinal scale, best to worst."""

import attrs

from partnerskab.errors import InvalidValueError
from partnerskab.values.exact import Exact, exact
from partnerskab.values.names import Label, as_id, did_you_mean
from partnerskab.values.tuples import as_tuple

Value = Exact | str


def as_value(value: object) -> Value | None:
    """Return what can be observed: an exact number, a category of a scale, or nothing.

    >>> as_value("reduced"), as_value(71), as_value(None)
    ('reduced', 71, None)
    """
    return value if value is None or isinstance(value, str) else exact(value)


@attrs.frozen(kw_only=True)
class Category:
    """One category of a scale.

    Args:
        label: its name.
    """

    id: str = attrs.field(converter=as_id)
    label: Label


@attrs.frozen(kw_only=True)
class OrdinalScale:
    """Categories from best to worst; the distance between two of them means nothing.

    Args:
        best_to_worst: the categories, at least two.

    >>> words = ["minimal", "reduced", "ordinary"]
    >>> need = OrdinalScale(
    ...     id="need", best_to_worst=[Category(id=word, label=Label.of(en=word)) for word in words])
    >>> need.position("reduced")
    2
    """

    id: str = attrs.field(converter=as_id)
    best_to_worst: tuple[Category, ...] = attrs.field(converter=as_tuple)

    @best_to_worst.validator
    def _check(self, _: object, categories: tuple[Category, ...]) -> None:
        ids = [category.id for category in categories]
        if len(ids) < 2 or len(set(ids)) < len(ids):
            raise InvalidValueError(
                "not a scale",
                expected="at least two categories, each of them once",
                came=", ".join(ids) or "none",
                path=("best_to_worst",),
            )

    def position(self, category: object) -> int:
        """Return the step of a category, 1 for the best; an unknown one raises."""
        ids = [known.id for known in self.best_to_worst]
        if category not in ids:
            raise InvalidValueError(
                f"not a category of the scale '{self.id}'",
                expected=", ".join(ids),
                came=repr(category),
                remedy=did_you_mean(category, ids),
                id="unknown-category",
            )
        return ids.index(category) + 1

    def label(self, category: str) -> Label:
        """Return the label of a category; an unknown one raises."""
        return self.best_to_worst[self.position(category) - 1].label
