"""The library's words: the same ones in every language, all of them needed, none missing."""

import ast
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import get_args, get_origin, get_type_hints

import attrs
import pytest

import partnerskab
from partnerskab.agreement.budget import AllocationKind, SpendingScope
from partnerskab.agreement.derived import DERIVATIONS
from partnerskab.agreement.ladders import Criterion, Steps
from partnerskab.agreement.parties import COLLECTIVES
from partnerskab.agreement.parts import Parts
from partnerskab.agreement.questions import Change as ReadingChange
from partnerskab.agreement.rule import Sense
from partnerskab.agreement.rules import RULES, Held
from partnerskab.assessment.outlook import Method, Prospect
from partnerskab.assessment.realism import Unjudged
from partnerskab.assessment.statistics import Change, Evidence
from partnerskab.assessment.verdicts import Caveat, Outcome
from partnerskab.cli.status import VIEWS
from partnerskab.delivery.account import Keeping
from partnerskab.delivery.comments import CommentKind
from partnerskab.delivery.plan import ActivityStatus
from partnerskab.delivery.shares import MEASURES, BudgetCaveat
from partnerskab.errors import InvalidValueError
from partnerskab.observations.observation import Status
from partnerskab.observations.request import STATUSES
from partnerskab.values.amounts import Amount
from partnerskab.values.citations import Citation
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from partnerskab.values.rounding import ReconciliationStatus
from partnerskab.words import languages, locale_of, say

PARTS = {name for name, hint in get_type_hints(Parts).items() if get_origin(hint) is tuple}


def file_names(cls: type) -> set[str]:
    """Return the names that files have for the fields of a class and of the classes within it."""
    names: set[str] = set()
    todo, done = (
        [cls, *RULES.values(), *DERIVATIONS.values()],
        {Amount, Citation, Label, Period, ReadingChange},
    )
    while todo:
        part = todo.pop()
        if attrs.has(part) and part not in done:
            done.add(part)
            for name, hint in get_type_hints(part).items():
                names |= {name} if not name.startswith("_") else set()
                todo += [hint, *get_args(hint)]
        elif not attrs.has(part):
            todo += [each for each in get_args(part) if attrs.has(each)]
    return (names | {"cite"}) - {"citation", "decidable", "rule", "term"}


WORDS: dict[str, dict[str, dict[str, str | dict[str, str]]]] = {
    language: tomllib.loads((files("partnerskab.words") / f"{language}.toml").read_text("utf-8"))
    for language in languages()
}
KEYS = [f"{group}.{name}" for group, names in WORDS["en"].items() for name in names]
# What the model can come to say; each needs words, whether or not anything has said it yet.
SPOKEN: dict[str, list[str]] = {
    "outcome": [str(member) for member in Outcome],
    "caveat": [str(member) for member in Caveat],
    "reconciliation": [str(member) for member in ReconciliationStatus],
    "allocation_kind": [str(member) for member in AllocationKind],
    "budget_caveat": [
        str(member) for member in BudgetCaveat if member is not BudgetCaveat.ILLUSTRATIVE
    ],
    "budget_column": list(MEASURES),
    "spending_scope": [str(member) for member in SpendingScope],
    "criterion": [str(member) for member in Criterion],
    "kind": list(RULES),
    "derived": list(DERIVATIONS),
    "steps": [str(steps) for steps in Steps if steps is not Steps.FROM_BASELINE],
    "held": [str(Held.THROUGHOUT)],
    "change": [str(member) for member in Change],
    "promise": [str(member) for member in Evidence],
    "method": [str(member) for member in Method],
    "nothing": [view for view in VIEWS if view != "explain"],
    "unjudged": [str(member) for member in Unjudged],
    "prospect": [str(member) for member in Prospect],
    "status": [str(member) for member in Status],
    "status_meaning": [str(member) for member in STATUSES],
    "actor": list(COLLECTIVES),
    "comment": [str(CommentKind.DONE), str(CommentKind.DID_NOT_WORK)],
    "sense": [str(member) for member in Sense],
    "activity": [str(member) for member in ActivityStatus],
    "keeping": [str(member) for member in Keeping],
    "part": ["agreement", "term", *sorted(PARTS)],
    "field": sorted(file_names(Parts) - PARTS),
}
SPOKEN_KEYS = [f"{group}.{name}" for group, names in SPOKEN.items() for name in names]
# The glossary of the domain: words that mean something else, or nothing, to a Danish reader.
UNWANTED = (
    "dom",
    "mødt",
    "ikke forfalden",
    "ingen data",
    "kræver dom",
    "observeret",
    "aktuel",
    "stige",
    "milepæl",
    "undertrykt",
    "årgang",
    "kvittering",
    "udsigt",
    "læsning",
    "adopteret",
    "ændringsforslag",
    "allokering",
    "forpligtet",
    "illustrativ",
    "dokumenteret fald",
    "ikke skelnelig",
)


def texts_of(key: str, language: str) -> list[str]:
    """Return the words for a key as they stand in the file, in each of their forms."""
    group, _, name = key.partition(".")
    words = WORDS[language][group][name]
    return [words] if isinstance(words, str) else [*words.values()]


def room_in(text: str) -> set[str]:
    """Return the names of what a text leaves room for."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@cache
def used_keys() -> frozenset[str]:
    """Return the keys that some call of `say` can ask for, read from the source.

    A key that is put together, as in `f"outcome.{outcome}"`, is taken to be used if the model can
    come to say it, or if its name stands as a text in the same module.
    """
    used: set[str] = set()
    for path in Path(partnerskab.__path__[0]).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # That of the command line prints a text and knows no keys.
        if path.parent.name == "cli" and "partnerskab.words" not in homes_of_say(tree):
            continue
        texts: set[object] = {
            each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and name_of(call.func) == "say":
                used |= keys_of(call.args[0], texts)
    return frozenset(used)


def homes_of_say(tree: ast.Module) -> set[str | None]:
    """Return the modules from which a module has `say`."""
    return {
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and "say" in [alias.name for alias in node.names]
    }


def name_of(function: ast.expr) -> str:
    """Return the name of a function, or of a method such as that of a request."""
    return str(getattr(function, "id", getattr(function, "attr", "")))


def keys_of(argument: ast.expr, texts: set[object]) -> set[str]:
    """Return the keys that one argument of `say` can be."""
    if isinstance(argument, ast.Constant):
        return {str(argument.value)}
    if isinstance(argument, ast.IfExp):
        return keys_of(argument.body, texts) | keys_of(argument.orelse, texts)
    if isinstance(argument, ast.Name):  # a key that stands as a text in the same module
        return {key for key in KEYS if key in texts}
    assert isinstance(argument, ast.JoinedStr), ast.unparse(argument)
    start = argument.values[0]
    assert isinstance(start, ast.Constant), ast.unparse(argument)
    group = str(start.value).removesuffix(".")
    names = WORDS["en"][group]
    return {f"{group}.{name}" for name in names if name in SPOKEN.get(group, []) or name in texts}


def test_danish_and_english_are_there() -> None:
    """The library speaks both."""
    assert set(languages()) >= {"da", "en"}


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_keys(language: str) -> None:
    """No group and no key is missing, and none is too many, in the same order."""
    shape = {group: list(names) for group, names in WORDS[language].items()}
    assert shape == {group: list(names) for group, names in WORDS["en"].items()}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", KEYS)
def test_no_words_are_empty(key: str, language: str) -> None:
    """Every key has words, without a space around them."""
    for text in texts_of(key, language):
        assert text
        assert text == text.strip()


@pytest.mark.parametrize("key", KEYS)
def test_every_language_leaves_room_for_the_same(key: str) -> None:
    """What is filled in is filled in in every language, but a verdict may leave the period out."""
    rooms = [room_in(text) for language in languages() for text in texts_of(key, language)]
    optional = {"period"} if key.startswith("outcome.") else {"count"}
    assert len({frozenset(room - optional) for room in rooms}) == 1, rooms


@pytest.mark.parametrize("language", languages())
def test_every_plural_of_the_language_has_words(language: str) -> None:
    """Words with several forms have one for each plural of the language, and no others."""
    forms = locale_of(language).plural_form.tags | {"other"}
    for group, names in WORDS[language].items():
        for name, words in names.items():
            assert isinstance(words, str) or set(words) == forms, f"{group}.{name}"


def test_the_number_chooses_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """One is said otherwise than two, and so is none where the language does so."""
    counted = {"met": {"one": "{count} mål", "other": "{count} mål i alt"}}
    words = {"test": counted, "locale": {"name": "da_DK"}}
    monkeypatch.setattr("partnerskab.words._words", lambda _: words)
    said = [say("test.met", "da", count=count) for count in (0, 1, 2)]
    assert said == ["0 mål i alt", "1 mål", "2 mål i alt"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", SPOKEN_KEYS)
def test_everything_the_model_says_has_words(key: str, language: str) -> None:
    """Every outcome, caveat, reconciliation, criterion and kind of target has words."""
    assert say(key, language, period="2016", mode="half-even", limit="69")


@pytest.mark.parametrize("key", KEYS)
def test_no_words_are_dead(key: str) -> None:
    """Every key is asked for somewhere."""
    assert key in used_keys()


def test_no_words_are_missing() -> None:
    """Every key that is asked for is there."""
    assert used_keys() <= set(KEYS)


@pytest.mark.parametrize("unwanted", UNWANTED)
def test_danish_avoids(unwanted: str) -> None:
    """The Danish words are those that the field uses."""
    texts = " ".join(text for key in KEYS for text in texts_of(key, "da"))
    words = "".join(letter if letter.isalpha() else " " for letter in texts.lower()).split()
    assert f" {unwanted} " not in f" {' '.join(words)} "


def test_values_are_filled_in() -> None:
    """The words take the values that they leave room for."""
    assert say("outcome.not-due", "da", period="2016") == "opgøres først for 2016"


def test_unknown_language() -> None:
    """Another language is refused with the names of those there are."""
    with pytest.raises(InvalidValueError) as caught:
        say("outcome.met", "sv")
    assert str(caught.value) == (
        "no words in this language\n    expected: da or en\n    came:     'sv'"
    )
