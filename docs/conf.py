"""The documentation's build: `sphinx-build -n -T -W --keep-going docs build/docs`."""

import enum
import pkgutil
import sys
from collections.abc import Callable
from contextlib import chdir
from importlib.metadata import version as version_of
from inspect import signature
from pathlib import Path
from tempfile import TemporaryDirectory

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import partnerskab

# What is generated stands in docs/_ext, which knows nothing of Sphinx, so that tests can read it.
sys.path.insert(0, str(Path(__file__).parents[1]))

from docs._ext.columns import columns, region_column
from docs._ext.command_line import command_line, exit_codes
from docs._ext.diagnostics import diagnostics
from docs._ext.file_format import file_format
from docs._ext.prompts import made
from docs._ext.python_names import public_face, room

project = "partnerskab"
author = "the partnerskab authors"
copyright = f"2026, {author}"
release = version = version_of("partnerskab")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
# Furo's own choice in the dark underlines what is imported, as if it were a link.
pygments_dark_style = "a11y-high-contrast-dark"
html_title = f"partnerskab {release}"
html_copy_source = False
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["doors.css", "gallery.css"]

# What is copied is what is typed: no prompts, and of a block with prompts no output.
copybutton_exclude = ".gp, .go"

# What stands in quotes may be typed into a file, which needs straight ones.
smartquotes = False
# Docstrings write code between single backticks.
default_role = "code"
add_module_names = False
autodoc_default_options = {"members": True, "member-order": "bysource", "show-inheritance": True}
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
napoleon_numpy_docstring = False

nitpicky = True
# Other projects' types have no page here: their inventories would have to come over the network,
# and the docs build without it.
_foreign = (
    "abc|argparse|cattrs|collections|datetime|decimal|enum|fractions|pathlib|pandas|pint|re|zipfile"
)
nitpick_ignore_regex = [(r"py:.*", rf"({_foreign})(\..+)?")]
# Those of openpyxl, Babel, jinja2, python-docx are imported for type checkers only, so that their
# names come without a module; a type variable stands for any class.
_unnamed = ("BaseOxmlElement", "Cell", "Environment", "Font", "Locale", "Workbook", "Worksheet")
nitpick_ignore = [("py:class", name) for name in (*_unnamed, "partnerskab.words.locale._T")]

_logger = logging.getLogger(__name__)


def generated(make: Callable[..., str]) -> type[SphinxDirective]:
    """Return a directive that stands for the Markdown that a function makes of its arguments."""

    class Generated(SphinxDirective):
        """Markdown made at build time."""

        required_arguments = len(signature(make).parameters)

        def run(self) -> list[nodes.Node]:
            """Return what the Markdown says."""
            return self.parse_text_to_nodes(make(*self.arguments), allow_section_headings=True)

    return Generated


def run_tutorial(_: Sphinx, page: str, source: list[str]) -> None:
    """Show below each command of the tutorial what it prints, and warn where its source differs."""
    if not page.startswith("tutorial/"):
        return
    with TemporaryDirectory() as folder, chdir(folder):
        source[0], wrong = made(source[0])
    for step in wrong:
        _logger.warning(
            "not what is printed: $ %s\n%s", step.shown.command, step.printed, location=page
        )


def warn_of_undocumented_modules(_: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each module that no page describes; the build takes a warning for an error."""
    described = env.domains.python_domain.modules
    for module in pkgutil.walk_packages(partnerskab.__path__, "partnerskab."):
        if not module.ispkg and module.name not in described:
            _logger.warning("no page in docs/reference describes the module %s", module.name)


def list_values(
    _: Sphinx, what: str, __: str, thing: object, ___: object, lines: list[str]
) -> None:
    """Add the values of an enumeration to its docstring."""
    if what == "class" and isinstance(thing, type) and issubclass(thing, enum.Enum) and len(thing):
        values = ", ".join(f"``{member.value}``" for member in thing)
        lines.extend(["", f"Values: {values}.", ""])


def tell_language(
    _: Sphinx, pagename: str, __: str, context: dict[str, object], ___: object
) -> None:
    """Name the language of a page, so that it is read aloud and hyphenated as what it is."""
    folder = pagename.partition("/")[0]
    context["language"] = folder if folder == "da" else "en"


def setup(app: Sphinx) -> None:
    """Add what this project's pages need to Sphinx."""
    app.add_directive("public-face", generated(public_face))
    app.add_directive("room", generated(room))
    app.add_directive("diagnostics", generated(diagnostics))
    app.add_directive("file-format", generated(file_format))
    app.add_directive("command-line", generated(command_line))
    app.add_directive("exit-codes", generated(exit_codes))
    app.add_directive("columns", generated(columns))
    app.add_directive("region-column", generated(region_column))
    app.connect("source-read", run_tutorial)
    app.connect("autodoc-process-docstring", list_values)
    app.connect("env-check-consistency", warn_of_undocumented_modules)
    app.connect("html-page-context", tell_language)
