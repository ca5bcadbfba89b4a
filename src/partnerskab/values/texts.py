"""Texts that do no harm where people read them, whoever wrote them."""

import re

_LINE_END = re.compile("\r\n?")
# They turn round what stands beside them, and nobody sees them.
_MARK_OF_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Control characters but for tab and line break, halves of characters, and two that are none.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def harmless(text: str) -> str:
    r"""Return a text that every file for people can hold, and that shows what it says.

    Marks that turn the direction of writing are left out: with them 3102 could be shown as 2013.
    What no xml file can hold, such as a control character, becomes the replacement character.
    Every line break becomes a line feed. A sign that has a meaning in one kind of file, such as `<`
    or `|`, is for the writer of that file to escape.

    >>> harmless("Hegn\u202e3102\u202c\r\nog \x00")
    'Hegn3102\nog �'
    """
    text = _MARK_OF_DIRECTION.sub("", _LINE_END.sub("\n", text))
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
