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
            self.notes.setdefault(note, _letters(len(self.notes)))
            said.add(note)
        found = " ".join(letters for note, letters in self.notes.items() if note in said)
        return f"[{found}]" if found else ""


def _letters(index: int) -> str:
    """Return a to z, then aa and so on."""
    rest, last = divmod(index, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + last)
