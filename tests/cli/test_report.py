"""`partnerskab report`: the status report as a file, whole or not at all."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.cli.running import AMAGER, AMENDED, ILLUSTRATIVE, SPENDING, Run, assert_golden

COMMENTS = "examples/amager/comments-illustrative.toml"
SEEN = ("--observations", ILLUSTRATIVE, "--as-of", "2014-05-31")
FULL = (*SEEN, "--spending", SPENDING, "--comments", COMMENTS)


def test_help(run: Run) -> None:
    """The help says what each option is for."""
    assert_golden("help-report.txt", run("report", "--help").out, words_only=True)


def test_a_page_is_written(run: Run, tmp_path: Path) -> None:
    """The file is there, nothing is printed, and all went well."""
    path = tmp_path / "status.html"
    given = (*SEEN, "--comments", COMMENTS, "--language", "da", "-o", str(path))
    assert run("report", AMAGER, *given) == (0, "", "")
    page = path.read_text(encoding="utf-8")
    assert "<title>Amager Partnerskab – status maj 2014 (tal for 2013)</title>" in page


def test_it_says_how_to_make_it_again(run: Run, tmp_path: Path) -> None:
    """The command stands in the report, with names of files and none of their folders."""
    path = tmp_path / "status.md"
    run("report", AMAGER, *FULL, "--language", "da", "-o", str(path))
    assert (
        "partnerskab report amager --observations observations-illustrative.csv "
        "--spending spending-illustrative.csv --comments comments-illustrative.toml "
        "--as-of 2014-05-31 --language da -o status.md"
    ) in path.read_text(encoding="utf-8").replace("\\", "")
    assert str(tmp_path) not in path.read_text(encoding="utf-8")


def test_the_command_can_be_pasted(run: Run, tmp_path: Path) -> None:
    """A name with spaces is quoted, and a format that no name says is named."""
    path = tmp_path / "vore tal.csv"
    path.write_bytes(Path(ILLUSTRATIVE).read_bytes())
    given = ("--observations", str(path), "--as-of", "2014-05-31", "--format", "md")
    page = run("report", AMAGER, *given).out.replace("\\", "")
    command = next(line for line in page.splitlines() if "Command: " in line)
    assert command.partition("Command: ")[2] == (
        "partnerskab report amager --observations 'vore tal.csv' --as-of 2014-05-31 "
        "--language en --format md"
    )


def test_it_is_made_again_over_the_old_one(run: Run, tmp_path: Path) -> None:
    """A report of the same name takes the place of the old one, byte for byte the same."""
    path = tmp_path / "status.html"
    path.write_text("old", encoding="utf-8")
    run("report", AMAGER, *FULL, "-o", str(path))
    first = path.read_bytes()
    run("report", AMAGER, *FULL, "-o", str(path))
    assert path.read_bytes() == first
    assert [each.name for each in tmp_path.iterdir()] == ["status.html"]


def test_comments_of_the_folder(run: Run, tmp_path: Path) -> None:
    """What people wrote in the folder is in the report without being asked for."""
    folder = tmp_path / "amager"
    folder.mkdir()
    for name in ("agreement.toml", "safety-plan.toml"):
        (folder / name).write_bytes(Path(AMAGER, name).read_bytes())
    (folder / "comments.toml").write_bytes(Path(COMMENTS).read_bytes())
    page = run("report", str(folder), *SEEN, "--format", "md").out
    assert "The secretariat, 20\xa0May\xa02014" in page


@pytest.mark.parametrize("name", ["status.docx", "status.DOCX"])
def test_a_document(run: Run, tmp_path: Path, name: str) -> None:
    """The ending of the name asks for a Word document."""
    path = tmp_path / name
    assert run("report", AMAGER, *FULL, "-o", str(path)).code == 0
    assert "Amager Partnership" in Document(BytesIO(path.read_bytes())).paragraphs[1].text


def test_a_template_is_filled(run: Run, tmp_path: Path) -> None:
    """A document of one's own keeps what stands in it."""
    template, path = tmp_path / "template.docx", tmp_path / "status.docx"
    document = Document()
    document.add_paragraph("Our letterhead")
    document.add_paragraph("{{ report }}")
    document.save(str(template))
    assert run("report", AMAGER, *FULL, "--template", str(template), "-o", str(path)).code == 0
    texts = [each.text for each in Document(BytesIO(path.read_bytes())).paragraphs]
    assert texts[0] == "Our letterhead"
    assert "{{ report }}" not in texts


def test_a_workbook(run: Run, tmp_path: Path) -> None:
    """The tables behind the report are sheets of a workbook."""
    path = tmp_path / "status.xlsx"
    assert run("report", AMAGER, *FULL, "-o", str(path)).code == 0
    assert load_workbook(path).sheetnames[:3] == ["status", "targets", "observations"]


def test_standard_output() -> None:
    """`-o -` writes the very bytes, and nothing else, to standard output."""
    words = [sys.executable, "-m", "partnerskab.cli.main", "report", AMAGER, *FULL]
    done = subprocess.run([*words, "-o", "-"], capture_output=True, check=True)
    assert done.stdout.startswith(b"<!doctype html>")
    done = subprocess.run([*words, "--format", "docx"], capture_output=True, check=True)
    assert done.stdout.startswith(b"PK")


def test_closed_standard_output() -> None:
    """Where standard output is closed nothing is written, and nothing goes wrong."""
    words = [sys.executable, "-m", "partnerskab.cli.main", "report", AMAGER, *SEEN]
    shell = ["sh", "-c", 'exec "$@" >&-', "sh"]
    done = subprocess.run([*shell, *words], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_without_figures(run: Run) -> None:
    """A report needs no figures: it then says that there are none."""
    code, out, err = run("report", AMAGER, "--as-of", "2014-05-31", "--format", "md")
    assert (code, err) == (0, "")
    assert "no data" in out


def test_a_public_report(run: Run) -> None:
    """Figures that are marked public are shown to the public, and nothing says internal."""
    page = run("report", AMAGER, *SEEN, "--audience", "public", "--format", "md").out
    assert "FOR INTERNAL USE" not in page
    assert "| Burglary | 77 | 71 |" in page


def internal(tmp_path: Path) -> str:
    """Return a file of figures of which that of burglary in 2013 is not public."""
    lines = Path(ILLUSTRATIVE).read_text(encoding="utf-8").splitlines()
    assert lines[1].endswith(",public")
    lines[1] = lines[1].removesuffix("public") + "internal"
    path = tmp_path / "figures.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def test_what_is_not_public_is_refused(run: Run, tmp_path: Path) -> None:
    """No public report is made of figures that are not public, and each is named."""
    path = tmp_path / "status.html"
    given = ("--observations", internal(tmp_path), "--as-of", "2014-05-31", "-o", str(path))
    assert run("report", AMAGER, *given, "--audience", "public") == (
        1,
        "",
        (
            "error: figures that are not marked for this audience\n"
            "    expected: figures whose audience is public or wider\n"
            "    came:     burglary amager 2013\n"
            "    remedy:   mark them in the column 'audience' where they may be shown, "
            "or hold them back: --hold-back\n"
        ),
    )
    assert not path.exists()


def test_what_is_not_public_can_be_held_back(run: Run, tmp_path: Path) -> None:
    """Held back, a figure is missing, and what was held back is said to who makes the report."""
    given = ("--observations", internal(tmp_path), "--as-of", "2014-05-31", "--format", "md")
    code, out, err = run("report", AMAGER, *given, "--audience", "public", "--hold-back")
    assert code == 0
    assert err == "held back from the public: burglary amager 2013\n"
    assert "| Burglary | 77 | – |" in out
    assert "71" not in out.replace("2071", "")


def test_what_people_wrote_is_not_held_back(run: Run, tmp_path: Path) -> None:
    """Nobody but a reader knows what a text gives away, so whoever holds figures back reads it."""
    given = ("--observations", internal(tmp_path), "--as-of", "2014-05-31", "--format", "md")
    held = ("--audience", "public", "--hold-back", "--comments", COMMENTS)
    assert run("report", AMAGER, *given, *held).err == (
        "held back from the public: burglary amager 2013\n"
        "what people wrote is shown as it is: read whether it tells what is held back\n"
    )


PLAN = """\
document = "text"
updated = 2014-03-10
updates = []
focus_areas = []

[indicators.dark-spots]
label = { en = "Dark spots" }
measure = "count"
kind = "stock"
unit = "reports"
better = "lower"
source = "register"
area = "village"
cite = { section = "3" }
"""
FIGURES = """\
indicator,area,period,value,status,published
vandalism,larger-village,2018,49,final,2019-02-10
dark-spots,village,2015,10,final,2016-01-01
"""


def test_amendments_and_a_plan_together(run: Run, tmp_path: Path) -> None:
    """Figures are read for an area that an amendment has added, and for the plan's indicators."""
    folder, figures = tmp_path / "village", tmp_path / "figures.csv"
    copytree(AMENDED, folder)
    agreement = folder / "agreement.toml"
    text = agreement.read_text(encoding="utf-8")
    agreement.write_text(
        text.replace("[agreement]", '[agreement]\nsafety_plan = "text"', 1), encoding="utf-8"
    )
    (folder / "safety-plan.toml").write_text(PLAN, encoding="utf-8")
    figures.write_text(FIGURES, encoding="utf-8")
    given = ("--observations", str(figures), "--as-of", "2019-06-01", "--format", "md")
    code, out, err = run("report", str(folder), *given)
    assert (code, err) == (0, "")
    assert "| Dark spots | The village | 2015 | 10 |" in out
    assert "| Vandalism | The village with the neighbouring quarter | 2018 | 49 |" in out


def test_for_residents(run: Run) -> None:
    """The report for residents has no section on decisions."""
    page = run("report", AMAGER, *FULL, "--for", "residents", "--format", "md").out
    assert "What has to be decided" not in page


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--format", "md", "-o", "status.html"),
            "argument -o: status.html ends as a file of the format html does, but the format is md",
        ),
        (
            ("-o", "status.pdf"),
            (
                "argument -o: no report ends as status.pdf does: end it in "
                ".html, .htm, .docx, .md, .xlsx, or name the --format"
            ),
        ),
        (
            ("--template", "ours.docx"),
            "--template is filled for the format docx: write -o status.docx",
        ),
        (
            ("--recipe", "ledger"),
            "--recipe says how a file is read: name the file with --spending",
        ),
        (
            ("--hold-back",),
            "--hold-back is for an audience that may not see all: name it, too",
        ),
    ],
)
def test_wrong_use(run: Run, words: tuple[str, ...], message: str) -> None:
    """What does not go together is wrong use, and says what to write."""
    code, out, err = run("report", AMAGER, *words)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == f"partnerskab report: error: {message}"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_nobody_may_write_to(run: Run, tmp_path: Path) -> None:
    """Where the file cannot be written that is an error with its place, and nothing is left."""
    tmp_path.chmod(0o500)
    code, _, err = run("report", AMAGER, *SEEN, "-o", str(tmp_path / "status.html"))
    tmp_path.chmod(0o700)
    assert code == 1
    assert "you may not write here" in err


def test_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """A folder that does not exist is named, with what to do."""
    path = tmp_path / "nowhere" / "status.html"
    assert run("report", AMAGER, *SEEN, "-o", str(path)) == (
        1,
        "",
        (
            f"{path}: error: there is no such folder [cannot-write]\n"
            "    remedy:   make the folder, or name another\n"
            "1 error, 0 warnings\n"
        ),
    )


def test_a_folder_in_the_place_of_the_file(run: Run, tmp_path: Path) -> None:
    """A folder is not replaced by a report."""
    code, _, err = run("report", AMAGER, *SEEN, "--format", "html", "-o", str(tmp_path))
    assert code == 1
    assert err.startswith(f"{tmp_path}: error: this is a folder, not a file [cannot-write]\n")


def test_a_region_is_not_one_partnership(run: Run) -> None:
    """A folder of folders has no report of its own; the message names one that has."""
    code, _, err = run("report", "examples", *SEEN)
    assert code == 1
    assert "name the folder of one agreement, such as 'examples/amager'" in err


def test_doubts_about_the_accounts_are_said(run: Run) -> None:
    """What is odd about the expenditures is on standard error, and the report is made."""
    code, out, err = run("report", AMAGER, *FULL, "--format", "md")
    assert code == 0
    assert "an expenditure outside the period of 'activities-2014'" in err
    assert out
