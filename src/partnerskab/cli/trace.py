"""`partnerskab trace`: every figure of an agreement in the text that was signed."""

import argparse

from partnerskab.cli.options import Commands, add_format, add_language, add_path, file_name
from partnerskab.cli.output import BROKEN, FINE, show


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "trace",
        help="every figure of an agreement in the text that was signed",
        description="Looks up every figure at the place of the signed text that it cites, and says "
        "what covers each number of that text. Ends with 1 where a figure is not where it is "
        "cited, where the text is another than the agreement's, or where trace.toml leaves out a "
        "number that is not there.",
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--text",
        metavar="FILE",
        type=file_name,
        required=True,
        help="the signed text, or a PDF of it",
    )
    command.add_argument(
        "--document",
        metavar="ID",
        help="the document that the text is of (default: the first of the agreement)",
    )
    command.add_argument(
        "--numbers",
        action="store_true",
        help="every number of the text and what covers it, instead",
    )
    command.add_argument(
        "--strict", action="store_true", help="end with 1 for a number that nothing covers, too"
    )
    add_path(command)
    add_format(command)
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Print what became of every figure, or of every number."""
    from partnerskab.config.folder import load
    from partnerskab.readers.document import read_document
    from partnerskab.trace.proof import Cover, prove

    partnership = load(options.path)
    text = read_document(options.text)
    proof = prove(partnership.agreement, text, partnership.trace, document=options.document)
    if options.numbers or options.format != "table":
        from partnerskab.tables.trace import numbers_table, trace_table

        table = numbers_table if options.numbers else trace_table
        show(table(proof, options.language), options)
    else:
        from partnerskab.screen.trace import trace_text

        print(trace_text(proof, options.language), end="")
    is_open = options.strict and proof.cover(Cover.UNCOVERED) > 0
    return FINE if proof.holds and not is_open else BROKEN
