"""Letters beside figures that lead to notes below them."""

from collections.abc import Iterable

import attrs


@attrs.define
class Marks:
    """Hands out a letter for each note that occurs, in the order in which they come.

    >>> marks = Marks()
    >>> marks.of(["provisional", "small"]), marks.of(["small"]), marks.of([])
    ('[a b]', '[b]', '')
    >>> marks.notes
    {'provisional': 'a', 'small': 'b'}
    """

    notes: dict[str, str] = attrs.field(factory=dict, init=False)

    def of(self, notes: Iterable[str]) -> str:
        """Return the letters of notes in brackets; "" for no note."""
        said = set()
        for note in notes:
            self.notes.setdefault(note, letters(len(self.notes)))
            said.add(note)
        found = " ".join(given for note, given in self.notes.items() if note in said)
        return f"[{found}]" if found else ""


def letters(index: int) -> str:
    """Return the letters of a place in a row: a to z, then aa and so on.

    >>> [letters(index) for index in (0, 25, 26, 701, 702)]
    ['a', 'z', 'aa', 'zz', 'aaa']
    """
    rest, last = divmod(index, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("a") + last)
