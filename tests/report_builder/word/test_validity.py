"""Every Word file that leaves the program keeps the rules by which Word opens it unrepaired."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx.enum.style import WD_STYLE_TYPE

from report_builder.document import Footnote, Paragraph
from report_builder.office_program import office_program
from tests.builders import inspection, iqa, workbook, write
from tests.report_builder.comments.returned import Copy
from tests.report_builder.word.sample_report import BASIS, report, written
from tests.report_builder.word.validity import faults

FILES = (
    "drafts/report-draft-1.docx",
    "drafts/report-draft-1-clean.docx",
    "drafts/report-draft-1-evidence.docx",
    "drafts/report-draft-2.docx",
    "redline.docx",
    "report-final.docx",
    "area-notes/een-northshire.docx",
    "notes/emerging-findings.docx",
    "notes/questions-northshire.docx",
    "letters/chase-northshire-2026-01-05.docx",
    "letters/comments-northshire-2026-01-05.docx",
    "responses.docx",
    "replies.docx",
    "template.docx",
)
"""Every kind of Word file that we write."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inspection in which each of the files has been written."""
    folder = tmp_path_factory.mktemp("files")
    made = inspection(folder)

    def done(*words: str | Path, code: int = 0) -> None:
        ran = iqa(made, *words)
        assert ran.code in {code, 3}, (words, ran.err, ran.out)

    minutes = "CQB minutes\n\nThe board named its themes.\n\nNobody acted on any of them.\n"
    done("ingest", write(folder, "inbox/Northshire/CQB.txt", minutes).parent.parent)
    for number, polarity in (("1", "positive"), ("2", "negative")):
        done("code", "add", f"S001-00{number}", "4a", "--polarity", polarity)
    done("exam", "import", workbook(folder, L2=""))
    done("report", "build")
    done("report", "copies", "--only", "clean", "--only", "evidence")
    done("een", "build", "--area", "Northshire")
    done("een", "questions", "--area", "Northshire")
    done("finding", "note")
    done("documents", "chase", "Northshire")
    done("exam", "ask-comments", "Northshire")
    _release(made, done)
    _return(made, done)
    return made


def _return(made: Path, done: Callable[..., None]) -> None:
    """Take the draft back with comments and changes, answer, and rebuild it."""
    draft = (made / "drafts" / "report-draft-1.docx").read_bytes()
    copy = Copy(draft, "A Reader")
    _add_styles_of_comments(copy)
    starts = next(p.text for p in copy._document.paragraphs if p.text.startswith("We "))[:30]
    copy.comment(starts, "Is this so?")
    copy.replace(starts, "We ", "All of us ")
    done("comments", "import", copy.saved(made / "back.docx"))
    done("comments", "export", "--out", made / "responses.docx")
    done("comments", "export", "--copy", "back.docx", "--out", made / "replies.docx")
    done("finding", "add", "4b", "--statement", "Few <did> & so.", "--judgement", "seen")
    done("report", "rebuild", made / "back.docx")
    done("report", "redline", "1", "2", "--out", made / "redline.docx")


def _release(made: Path, done: Callable[..., None]) -> None:
    """Fill the rooms that are left for people, and release the report."""
    with zipfile.ZipFile(made / "drafts" / "report-draft-1.docx") as package:
        held = {name: package.read(name) for name in package.namelist()}
    text = re.sub(rb"\[For the inspector:[^<]*", b"We judge it so.", held["word/document.xml"])
    held["word/document.xml"] = text
    with zipfile.ZipFile(made / "edited.docx", "w") as package:
        for name, content in held.items():
            package.writestr(name, content)
    done("report", "finalise", made / "edited.docx")


def _add_styles_of_comments(copy: Copy) -> None:
    """What Word adds with the first comment, and python-docx does not."""
    styles = copy._document.styles
    styles.add_style("annotation text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    styles.add_style("annotation reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    styles["annotation text"].element.styleId = "CommentText"
    styles["annotation reference"].element.styleId = "CommentReference"


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_we_write_breaks_no_rule(place: Path, name: str) -> None:
    assert faults((place / name).read_bytes()) == []


@pytest.mark.skipif(not office_program(), reason="LibreOffice is not installed")
def test_libreoffice_opens_each_of_them(place: Path, tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(place / name, tmp_path / name.replace("/", "-"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [office_program(), "--headless", profile, "--convert-to", "pdf", "--outdir"]
    names = [str(path) for path in sorted(tmp_path.glob("*.docx"))]

    subprocess.run([*words, str(tmp_path), *names], check=True, capture_output=True, timeout=120)

    opened = sorted(path.stem for path in tmp_path.glob("*.pdf"))
    assert opened == sorted(Path(name).stem for name in names)


def noted() -> bytes:
    """A report with every kind of block, and a footnote."""
    document = report()
    at = next(n for n, block in enumerate(document.blocks) if isinstance(block, Paragraph))
    first = document.blocks[at]
    assert isinstance(first, Paragraph)
    note = Footnote("n", "Said elsewhere.", BASIS)
    marked = (replace(first.sentences[0], notes=(note,)), *first.sentences[1:])
    blocks = list(document.blocks)
    blocks[at] = replace(first, sentences=marked)
    return written(replace(document, blocks=tuple(blocks)))


SOUND = noted()


def test_a_sound_file_has_no_fault() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("word/document.xml", "<w:keepNext/>", "<w:jc w:val='left'/><w:keepNext/>", "order in pPr"),
        ("word/document.xml", 'w:name="_hm_p_3"', 'w:name="_hm_p_4a"', "_hm_p_4a twice"),
        ("word/document.xml", r'<w:bookmarkEnd w:id="9"/>', "", "starts and ends differ"),
        ("word/document.xml", r'(?<=<w:id w:val=")\d+', "7", "control 7 twice"),
        ("word/document.xml", r"<w:sdtContent>.*?</w:sdtContent>", "", "without content"),
        ("word/document.xml", 'w:fldCharType="end"', 'w:fldCharType="separate"', "not end"),
        ("word/document.xml", 'w:pStyle w:val="BodyText"', 'w:pStyle w:val="Gone"', "style Gone"),
        ("word/document.xml", r'<w:gridCol w:w="\d+"/>', "", "columns"),
        ("word/document.xml", 'footnoteReference w:id="1"', 'footnoteReference w:id="5"', "note 5"),
        ("word/document.xml", 'r:id="header_first"', 'r:id="none"', "none leads nowhere"),
        ("word/document.xml", r'<w:bookmarkStart w:id="\d+" w:name="_Toc_h_3"/>', "", "called"),
        ("word/document.xml", r'wp:docPr id="\d+"', 'wp:docPr id="3"', "drawing 3 twice"),
        ("word/document.xml", r'w:numId w:val="[1-9]\d*"', 'w:numId w:val="99"', "no list 99"),
        ("word/document.xml", 'mc:Ignorable="w15"', 'mc:Ignorable="w15 w99"', "w99"),
        ("word/styles.xml", 'w:basedOn w:val="Normal"', 'w:basedOn w:val="Old"', "basedOn to Old"),
        ("word/styles.xml", 'w:name w:val="Title"', 'w:name w:val="Subtitle"', "Subtitle twice"),
        ("word/settings.xml", 'w:footnote w:id="-1"', 'w:footnote w:id="8"', "footnote 8"),
        ("word/footnotes.xml", 'w:type="separator" w:id="-1"', 'w:id="1"', "footnote 1 twice"),
        ("word/numbering.xml", r"<w:start w:val=.1./>(<w:numFmt[^>]*>)", r"\1<w:start/>", "in lvl"),
        ("[Content_Types].xml", "/word/footnotes.xml", "/word/gone.xml", "not there"),
        ("word/_rels/document.xml.rels", 'Target="settings.xml"', 'Target="x.xml"', "not there"),
    ],
)
def test_what_breaks_a_rule_is_found(part: str, old: str, new: str, said: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                changed = re.sub(old, new, content.decode(), flags=re.DOTALL)
                assert changed != content.decode()
                content = changed.encode()
            target.writestr(name, content)

    assert any(said in fault for fault in faults(out.getvalue())), faults(out.getvalue())
