"""Texts that do no harm where people read them, whoever wrote them."""

import re

_LINE_END = re.compile("\r\n?")
# They turn round what stands beside them, and nobody sees them.
_MARK_OF_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Control characters but for tab and line ends, halves of characters, and two that are none.
_NOT_OF_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Control characters that xml could hold and nobody sees.
_UNSEEN = re.compile("[\x7f-\x9f]")
_GONE = "\N{REPLACEMENT CHARACTER}"


def xml_text(text: str) -> str:
    r"""Return a text that xml can hold: the replacement character stands for what it cannot.

    >>> xml_text("Hegn\x00et")
    'Hegn�et'
    """
    return _NOT_OF_XML.sub(_GONE, text)


def harmless(text: str) -> str:
    r"""Return a text that every file for people can hold, and that shows what it says.

    Marks that turn the direction of writing are left out: with them 3102 could be shown as 2013.
    A control character, which nobody would see, and what else xml cannot hold becomes the
    replacement character. Every line break becomes a line feed. A sign that has a meaning in one
    kind of file, such as `<` or `|`, is for the writer of that file to escape.

    >>> harmless("Hegn\u202e3102\u202c\r\nog \x00")
    'Hegn3102\nog �'
    """
    text = _MARK_OF_DIRECTION.sub("", _LINE_END.sub("\n", text))
    return _UNSEEN.sub(_GONE, xml_text(text))
