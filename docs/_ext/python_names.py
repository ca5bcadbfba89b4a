"""What the pages on Python show: the public face, and the rooms module by module."""

import importlib
import pkgutil

import partnerskab


def public_face() -> str:
    """Return a table of every public name, with a link to where it is described."""
    rows = ["| `partnerskab.` | |", "| --- | --- |"]
    for name in partnerskab.__all__:
        thing = getattr(partnerskab, name)
        if isinstance(thing, str):
            continue
        summary = (thing.__doc__ or "").strip().partition("\n")[0].replace("|", r"\|")
        rows.append(f"| {{py:obj}}`{name} <{thing.__module__}.{name}>` | {summary} |")
    return "\n".join(rows)


def room(name: str) -> str:
    """Return every module of one room, each under a heading of its own, by name."""
    path = importlib.import_module(name).__path__
    modules = sorted(module.name for module in pkgutil.iter_modules(path, f"{name}."))
    return "\n\n".join(
        f"## {module}\n\n```{{eval-rst}}\n.. automodule:: {module}\n```" for module in modules
    )
