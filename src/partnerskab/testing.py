"""For the test suite of a repository that keeps agreements."""

from pathlib import Path

from partnerskab.config.folder import check
from partnerskab.errors import Severity


def assert_valid(path: str | Path, *, warnings: bool = False, strict: bool = False) -> None:
    """Fail with every diagnostic of a partnership's folder, or of one agreement file.

    Args:
        path: the folder, as for `partnerskab.load`.
        warnings: whether a warning fails, too, such as a printed value that its rule does not give.

        strict: whether a question that nobody has decided fails, too.

    Raises:
        AssertionError: whose message holds every diagnostic, as `partnerskab check` prints them.

    >>> assert_valid("examples/amager", warnings=True)
    >>> assert_valid("nowhere")
    Traceback (most recent call last):
    AssertionError: nowhere: error: there is no such file [cannot-read]
        remedy:   check the name and the folder; large and small letters may differ
    """
    __tracebackhide__ = True  # pytest then shows the diagnostics, and not this function
    found = check(path, strict=strict).diagnostics
    if any(warnings or each.severity is Severity.ERROR for each in found):
        raise AssertionError("\n".join(str(each) for each in found))
