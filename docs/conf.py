"""The documentation's build: `sphinx-build -n -T -W --keep-going docs build/docs`."""

import enum
import importlib
import pkgutil
import re
from importlib.metadata import version as version_of
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import partnerskab
from partnerskab.diagnostics import explanations

project = "partnerskab"
author = "the partnerskab authors"
copyright = f"2026, {author}"
release = version = version_of("partnerskab")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"partnerskab {release}"
html_copy_source = False
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["doors.css"]

# What is copied is what is typed: no prompts, and of a block with prompts no output.
copybutton_exclude = ".gp, .go"

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


class PublicFace(SphinxDirective):
    """A table of every name of the public face, with a link to where it is described."""

    def run(self) -> list[nodes.Node]:
        """Return the table, in the order of `partnerskab.__all__`."""
        rows = ["| `partnerskab.` | |", "| --- | --- |"]
        for name in partnerskab.__all__:
            thing = getattr(partnerskab, name)
            if isinstance(thing, str):
                continue
            summary = (thing.__doc__ or "").strip().partition("\n")[0].replace("|", r"\|")
            rows.append(f"| {{py:obj}}`{name} <{thing.__module__}.{name}>` | {summary} |")
        return self.parse_text_to_nodes("\n".join(rows))


class Room(SphinxDirective):
    """Every module of one room of the library, each under a heading of its own."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the sections, in the order of the modules' names."""
        name = self.arguments[0]
        path = importlib.import_module(name).__path__
        modules = sorted(module.name for module in pkgutil.iter_modules(path, f"{name}."))
        text = "\n\n".join(
            f"## {module}\n\n```{{eval-rst}}\n.. automodule:: {module}\n```" for module in modules
        )
        return self.parse_text_to_nodes(text, allow_section_headings=True)


class Diagnostics(SphinxDirective):
    """Every id of the registry under a heading of its own, with an example out of the tests."""

    def run(self) -> list[nodes.Node]:
        """Return the sections, in the order of the registry."""
        examples = examples_of_diagnostics()
        parts: list[str] = []
        group = ""
        for entry in explanations():
            if entry.group != group:
                group = entry.group
                parts.append(f"## {group}")
            parts += [f"### {entry.id}", entry.means, entry.why, f"**What to do.** {entry.remedy}"]
            if entry.id in examples:
                parts.append(f"```text\n{examples[entry.id]}\n```")
        return self.parse_text_to_nodes("\n\n".join(parts), allow_section_headings=True)


def examples_of_diagnostics() -> dict[str, str]:
    """Return the shortest message of each id among those that the tests compare."""
    tests = Path(__file__).parents[1] / "tests"
    found = {
        path.stem: path.read_text(encoding="utf-8").strip()
        for path in (tests / "messages").iterdir()
    }
    for path in sorted((tests / "config_cases").rglob("*.expected")):
        for text in re.split(r"\n(?! )", path.read_text(encoding="utf-8").strip()):
            id = text.partition("\n")[0].rpartition("[")[2].removesuffix("]")
            found[id] = min(text, found.get(id, text), key=len)
    return found


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


def setup(app: Sphinx) -> None:
    """Add what this project's pages need to Sphinx."""
    app.add_directive("public-face", PublicFace)
    app.add_directive("room", Room)
    app.add_directive("diagnostics", Diagnostics)
    app.connect("autodoc-process-docstring", list_values)
    app.connect("env-check-consistency", warn_of_undocumented_modules)
