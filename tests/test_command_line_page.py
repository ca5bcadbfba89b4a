"""The page on the command line says what the parser takes, and where each command is in use."""

import pytest

from docs._ext.command_line import arguments, command_line, commands, exit_codes, pages_with
from partnerskab.cli.main import COMMANDS

PAGE = command_line()


def test_every_command_is_on_the_page() -> None:
    """The page has a section for each command, in the order of the help."""
    headings = [line for line in PAGE.splitlines() if line.startswith("## ")]
    names = [module.__name__.rpartition(".")[2] for module in COMMANDS]
    assert headings == [f"## partnerskab {name}" for name in names]


@pytest.mark.parametrize("name", commands())
def test_every_option_is_explained(name: str) -> None:
    """What a command takes is there by all its names, each with a sentence that is complete."""
    section = PAGE.partition(f"## partnerskab {name}\n")[2].partition("\n## ")[0]
    for action in arguments(commands()[name]):
        terms = [line for line in section.splitlines() if line.startswith("`")]
        for option in action.option_strings:
            assert any(f"`{option}`" in term or f"`{option} " in term for term in terms)
    sentences = [line for line in section.splitlines() if line.startswith(": ")]
    assert len(sentences) == len(arguments(commands()[name]))
    assert all(text[2].isupper() and text.endswith(".") and "%" not in text for text in sentences)


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_use_somewhere(name: str) -> None:
    """A how-to page or the tutorial shows the command at a prompt."""
    assert pages_with(name) != []


def test_exit_codes() -> None:
    """The table has the codes that commands end with, and no others."""
    codes = [line.split()[1] for line in exit_codes().splitlines()[2:]]
    assert codes == ["0", "1", "2", "130"]
