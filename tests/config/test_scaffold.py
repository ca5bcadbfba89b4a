"""The files of a new partnership: sound whatever the names, and nothing half-written."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerskab.config.folder import check
from partnerskab.config.scaffold import Facts, scaffold
from partnerskab.errors import DiagnosticsError, InvalidValueError
from partnerskab.files.writing import write_new_folder
from partnerskab.words import languages

LETTERS = st.characters(codec="utf-8") | st.sampled_from("æøåÆØÅ\"'\\[]{}=#$,.\n\r\t\x7f\x00🎉")
NAMES = st.text(LETTERS, min_size=1).filter(lambda name: bool(name.strip()))
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
FACTS = st.builds(
    lambda first, last, **facts: Facts(start=min(first, last), end=max(first, last), **facts),
    first=DAYS,
    last=DAYS,
    id=st.just("small"),
    title=NAMES,
    area=NAMES,
    parties=st.lists(NAMES, min_size=1, max_size=5),
    language=st.sampled_from(languages()),
)
PLAIN = Facts(
    id="small",
    title="An agreement",
    area="The village",
    parties=["The council"],
    end=date(2029, 12, 31),
    language="en",
)


@given(FACTS, NAMES)
def test_any_names_give_a_sound_folder_with_the_same_labels(facts: Facts, folder: str) -> None:
    """No letter in a name can break a file, and each label is what was given."""
    with TemporaryDirectory() as above:
        path = Path(above, "new")
        write_new_folder(path, scaffold(facts, folder))
        checked = check(path)
    assert checked.diagnostics == ()
    assert checked.partnership is not None
    agreement = checked.partnership.agreement
    labels = [agreement.label]
    labels += [part.label for parts in (agreement.areas, agreement.parties) for part in parts]
    assert [label.text(facts.language) for label in labels] == [
        facts.title,
        facts.area,
        *facts.parties,
    ]


@given(FACTS)
def test_the_term_is_what_was_given(facts: Facts) -> None:
    """The days of the term, known or not, are those of the facts."""
    for each in (facts, attrs.evolve(facts, start=None)):
        text = scaffold(each, "new")["agreement.toml"]
        start = f"start = {each.start}" if each.start else 'start = "unknown"'
        assert f"\n{start}\nend = {each.end}\n" in text


@given(FACTS)
def test_names_that_make_the_same_id_get_another(facts: Facts) -> None:
    """Each party has an id of its own, and none that means every party."""
    twice = attrs.evolve(facts, parties=["every party", *facts.parties, *facts.parties])
    text = scaffold(twice, "new")["agreement.toml"]
    ids = [line for line in text.splitlines() if line.startswith("[parties.")]
    assert len(set(ids)) == len(ids) == len(twice.parties)
    assert "[parties.every-party]" not in ids


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("start", "end", "period", "baseline"),
    [
        (None, date(2029, 12, 31), "2029", "2028"),
        (date(2026, 1, 1), date(2029, 6, 30), "2028", "2025"),
        (date(2026, 2, 1), date(2026, 11, 30), '"2026-11"', '"2026-10"'),
        (date(2026, 2, 1), date(2026, 11, 29), '"2026-10"', '"2026-09"'),
    ],
)
def test_the_example_is_due_within_the_term(
    start: date | None, end: date, period: str, baseline: str, language: str
) -> None:
    """The example of a target names the last whole year of the term, or the last whole month."""
    facts = attrs.evolve(PLAIN, start=start, end=end, language=language)
    text = scaffold(facts, "new")["agreement.toml"]
    assert f"#| periods = [{period}]\n" in text
    assert f"#| baseline = {{ period = {baseline}, value = 100 }}\n" in text


@pytest.mark.parametrize("language", languages())
def test_the_example_fits_the_agreement(tmp_path: Path, language: str) -> None:
    """With its examples the agreement is as sound as without them."""
    files = scaffold(attrs.evolve(PLAIN, language=language), "new")
    text = files["agreement.toml"].replace("\n#| ", "\n")
    write_new_folder(tmp_path / "new", files | {"agreement.toml": text})
    assert check(tmp_path / "new").diagnostics == ()


@pytest.mark.parametrize("text", ["", " \n", "\udcf8"])
def test_a_text_that_is_none(text: str) -> None:
    """A name needs a letter, and one that a file can hold."""
    with pytest.raises(InvalidValueError):
        attrs.evolve(PLAIN, title=text)


def test_nobody_has_signed() -> None:
    """An agreement needs a party."""
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(PLAIN, parties=[])
    assert str(caught.value) == "nobody has signed\n    expected: a party\n    came:     none"


def test_a_folder_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C between two files leaves neither of them, nor a folder."""
    write = Path.write_bytes

    def write_one(path: Path, data: bytes) -> int:
        if path.name == "b":
            raise KeyboardInterrupt
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_one)
    with pytest.raises(KeyboardInterrupt):
        write_new_folder(tmp_path / "new", {"a": "first", "b": "second"})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_appears_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's folder stays as it is, and nothing of ours does."""
    path, rename = tmp_path / "new", Path.rename

    def rename_late(own: Path, target: Path) -> Path:
        target.mkdir()
        (target / "theirs").touch()
        return rename(own, target)

    monkeypatch.setattr(Path, "rename", rename_late)
    with pytest.raises(DiagnosticsError):
        write_new_folder(path, {"a": "first"})
    assert [each.name for each in tmp_path.rglob("*")] == ["new", "theirs"]
