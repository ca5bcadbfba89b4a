"""`partnerskab schema`: the JSON Schema of a file, for editors."""

import argparse

from partnerskab.cli.options import Commands, file_name
from partnerskab.cli.output import FINE


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "schema",
        help="the JSON Schema of a file, for editors",
        description="Print the JSON Schema of one kind of file in a partnership's folder, so that "
        "an editor completes and checks what is written into it.",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "kind",
        metavar="FILE-KIND",
        nargs="?",
        default="agreement",
        help="the name of a file without its ending, such as recipes (default: agreement)",
    )
    command.add_argument(
        "-o",
        dest="output",
        metavar="FILE",
        type=file_name,
        help="a new file (default: standard output)",
    )


def run(options: argparse.Namespace) -> int:
    """Print the schema, or write it."""
    import json
    from pathlib import Path

    from partnerskab.config.schema import file_schema
    from partnerskab.files.writing import write_new

    text = json.dumps(file_schema(options.kind), indent=2, ensure_ascii=False) + "\n"
    if options.output is None:
        print(text, end="")
    else:
        write_new(Path(options.output), text.encode())
    return FINE
