"""Print pip constraints that hold every dependency at its lower bound, and all else at its pin.

Usage: python .ci/lowest.py pyproject.toml constraints.txt
"""

import re
import sys
import tomllib
from pathlib import Path

# What the dependencies bring in themselves; its pin may be too new for their lower bounds.
FREE = {"numpy"}


def main(pyproject: str, constraints: str) -> None:
    """Print the constraints."""
    project = tomllib.loads(Path(pyproject).read_text(encoding="utf-8"))["project"]
    bounds = [re.fullmatch(r"([\w-]+)>=([\d.]+)", text) for text in project["dependencies"]]
    lowest = {bound[1]: bound[2] for bound in bounds if bound}
    if len(lowest) != len(bounds):
        sys.exit("every dependency is to be written as name>=version")
    for line in Path(constraints).read_text(encoding="utf-8").splitlines():
        if line.partition("==")[0] not in FREE | set(lowest):
            print(line)
    for name, version in lowest.items():
        print(f"{name}=={version}")


main(*sys.argv[1:])
