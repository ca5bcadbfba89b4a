"""What the tests read out of a page."""

from html.parser import HTMLParser

_VOID = {"meta", "br", "wbr", "circle", "rect", "path"}


class Page(HTMLParser):
    """A page as a browser would take it apart.

    Args:
        text: the file.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element that is closed at once, as in svg."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element; the page closes what it opens, in order."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep a text with the element that it stands in."""
        if data.strip():
            self.texts.append((self._open[-1] if self._open else "", data.strip()))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each element of a kind."""
        return [found for name, found in self.elements if name == tag]

    def within(self, tag: str) -> list[str]:
        """Return the texts that stand in elements of a kind."""
        return [text for name, text in self.texts if name == tag]
