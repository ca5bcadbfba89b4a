#!/usr/bin/env python3
"""Looks whether every link inside built pages leads somewhere: `.ci/links.py build/docs`.

A link is what an `href` or `src` names, with the anchor behind its `#`. Pages may load nothing from
elsewhere, since the documentation is read without a network, too. Given files as well, it looks in
the same way at the relative links of Markdown that no page is built from: `.ci/links.py build/docs
README.md`.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What a page loads by itself, in contrast to what a reader may follow.
LOADING = {"audio", "embed", "iframe", "image", "img", "link", "object", "script", "source"}
MARKDOWN_LINK = re.compile(r"\]\(([^)\s]+)\)")
CSS_ADDRESS = re.compile(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')\s]+)""")


class Page(HTMLParser):
    """One page: its anchors, and its links with the tag and the line of each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = {"", "top"}
        self.links: list[tuple[str, str, int]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the anchors and the links of one tag."""
        for name, value in attrs:
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value or "")
            elif name in {"data", "href", "poster", "src", "xlink:href"} and value is not None:
                self.links.append((tag, value, self.getpos()[0]))


@cache
def page_of(path: Path) -> Page:
    """Return a page, parsed once."""
    return Page(path.read_text(encoding="utf-8"))


def lost(path: Path, link: str) -> str:
    """Say what is wrong with a link of a file to another or to itself; "" where it is right."""
    parts = urlsplit(link)
    target = path if not parts.path else (path.parent / unquote(parts.path))
    if not target.exists():
        return "no such file"
    anchors = target.suffix == ".html" and target.is_file()
    if anchors and unquote(parts.fragment) not in page_of(target.resolve()).anchors:
        return "no such anchor"
    return ""


def faults_of_page(path: Path) -> Iterator[str]:
    """Give what is wrong with the links of a built page."""
    for tag, link, line in page_of(path).links:
        if urlsplit(link).scheme in {"data", "mailto"}:
            continue
        if urlsplit(link).netloc:
            fault = "loaded from elsewhere" if tag in LOADING else ""
        else:
            fault = lost(path, link)
        if fault:
            yield f"{path}:{line}: {link}: {fault}"


def faults_of_markdown(path: Path) -> Iterator[str]:
    """Give what is wrong with the relative links of a Markdown file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for link in MARKDOWN_LINK.findall(line):
            if not urlsplit(link).netloc and (fault := lost(path, link)):
                yield f"{path}:{number}: {link}: {fault}"


def faults_of_style(path: Path) -> Iterator[str]:
    """Give what a style sheet loads from elsewhere."""
    for address in CSS_ADDRESS.findall(path.read_text(encoding="utf-8")):
        yield f"{path}: {address}: loaded from elsewhere"


def main(built: str, *markdown: str) -> None:
    """Print every fault and end with 1 if there is any."""
    pages, styles = sorted(Path(built).rglob("*.html")), sorted(Path(built).rglob("*.css"))
    faults = [fault for path in pages for fault in faults_of_page(path)]
    faults += [fault for path in styles for fault in faults_of_style(path)]
    faults += [fault for name in markdown for fault in faults_of_markdown(Path(name))]
    print(*faults, f"{len(pages)} pages, {len(faults)} faults", sep="\n")
    sys.exit(1 if faults or not pages else 0)


main(*sys.argv[1:])
