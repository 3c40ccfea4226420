"""The whole way: a draft goes out, comes back from two directorates, is answered and leaves.

What is in the files is read here by lxml and zipfile, the numbers by pandas: nothing of the
product judges what the product wrote.
"""

from __future__ import annotations

import shutil
import subprocess
import textwrap
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pandas as pd
import pytest
from lxml import etree

from report_builder.office_program import office_program
from tests.builders import WORKBOOK, inspection, iqa, workbook
from tests.evidence.readers.pdf_files import lines, pdf
from tests.inspections import EXAMPLE
from tests.report_builder.comments.returned import Copy
from tests.report_builder.corrections import corrected

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
SAMPLE = "In our file sample, inspectors judged"
POLICY, OPERATIONS = "CPS Policy", "CPS Operations"
Tree = Any


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inspection whose first draft went out."""
    folder = tmp_path_factory.mktemp("story")
    place = inspection(folder)
    assert iqa(place, "ingest", EXAMPLE / "evidence" / "Northshire").code == 0
    for number in range(1, 4):
        words = ("code", "add", f"S001-00{number}", "4a", "--polarity", "positive")
        assert iqa(place, *words).code == 0
    assert iqa(place, "exam", "import", workbook(folder)).code == 0
    assert iqa(place, "report", "build").code == 0
    return place


def part(path: Path, name: str) -> Tree:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def said(path: Path, *, view: str = "final") -> list[str]:
    """Every paragraph of a Word file, its changes accepted or ("original") rejected."""
    gone = {f"{W}del", f"{W}moveFrom"} if view == "final" else {f"{W}ins", f"{W}moveTo"}
    found = []
    for paragraph in part(path, "word/document.xml").iter(f"{W}p"):
        texts = [
            text.text or ""
            for text in paragraph.iter(f"{W}t", f"{W}delText")
            if not gone & {around.tag for around in text.iterancestors()}
            and next(text.iterancestors(f"{W}p")) is paragraph
        ]
        found.append("".join(texts))
    return found


def kept(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text.strip()]


def threads(path: Path) -> dict[str, list[str]]:
    """What answers each comment of a Word file, and whether it is settled ("done" is first)."""
    comments = list(part(path, "word/comments.xml"))
    texts = ["".join(str(t.text) for t in one.iter(f"{W}t")) for one in comments]
    owner = {p.get(f"{W14}paraId"): at for at, c in enumerate(comments) for p in c.iter(f"{W}p")}
    found: dict[str, list[str]] = {}
    for one in part(path, "word/commentsExtended.xml"):
        text = texts[owner[one.get(f"{W15}paraId")]]
        parent = one.get(f"{W15}paraIdParent")
        if parent is None:
            found.setdefault(text, []).insert(0, one.get(f"{W15}done"))
        else:
            found.setdefault(texts[owner[parent]], []).append(text)
    return found


def answered_in(book: Path) -> tuple[int, int]:
    """How many answers of the examination inspectors could judge, and agreed with."""
    top = pd.read_excel(book, header=None)
    head = int(top.index[top[0] == "File"][0])
    rows = pd.read_excel(book, header=head)
    views = pd.concat(
        rows[column][
            rows[str(column).replace("inspector's view", "DCP's answer")].isin(["yes", "no"])
        ]
        for column in rows.columns
        if "inspector's view" in str(column)
    )
    return int(views.isin(["agree", "disagree"]).sum()), int((views == "agree").sum())


def edit(path: Path, change: Callable[[Tree], None]) -> Path:
    """Change the text of a Word file by hand."""
    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(held["word/document.xml"])
    change(root.find(f"{W}body"))
    held["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in held.items():
            package.writestr(name, content)
    return path


def of_policy(draft: bytes, path: Path) -> Path:
    """The first directorate: comments, a change to accept, one to refuse, one not tracked."""
    copy = Copy(draft, POLICY)
    copy.comment(SAMPLE, "The number of files is not what we have on record.")
    copy.comment("The purpose of IQA", "Whose purpose?")
    copy.replace(SAMPLE, "inspectors judged", "your inspectors reviewed")
    copy.replace("We assessed files", "assessed", "audited")
    copy.type_over("IQA is meant to", "meant to", "thought to")
    return copy.saved(path)


def of_operations(draft: bytes, path: Path) -> Path:
    """The second: the same point again, another change to the same sentence."""
    copy = Copy(draft, OPERATIONS)
    copy.comment(SAMPLE, "The number of files is not what we have on record.")
    copy.replace(SAMPLE, "inspectors judged", "inspectors guessed")
    return copy.saved(path)


def besides(number: str, paragraph: str, folder: Path) -> list[Path]:
    """A letter, a table and notes on a PDF."""
    letter = docx.Document()
    letter.add_paragraph("Dear Chief Inspector")
    letter.add_paragraph(f"Paragraph {number} overstates the position.")
    letter.save(str(folder / "letter.docx"))
    book = openpyxl.Workbook()
    book.active.append(["Para", "Comment", "Suggested wording"])
    book.active.append([number, "Say it plainly.", ""])
    book.save(folder / "table.xlsx")
    note = (
        "<< /Type /Annot /Subtype /Text /Rect [72 700 90 720] /T (N Bell) "
        "/Contents (Is this so everywhere?) >>"
    )
    page = [lines(72, 720, *textwrap.wrap(f"{number} {paragraph}", 80))]
    (folder / "notes.pdf").write_bytes(pdf(page, notes=note))
    return [folder / "letter.docx", folder / "table.xlsx", folder / "notes.pdf"]


def answer(place: Path) -> dict[str, str]:
    """Answer every entry; return what each says, by its number."""
    log = iqa(place, "comments", "list", "--json").json["comments"]
    refused = {"audited", "inspectors guessed"}
    for entry in log:
        says = entry["text"]
        words = ["accept"] if "reviewed" in says else ["note"]
        if says in refused or entry["kind"] == "untracked":
            words = ["reject", "--reason", "The draft's words are those of the guidance."]
        if says == "Say it plainly.":
            words = ["accept", "--replacement", "We read the files in this way:"]
        assert iqa(place, "comments", "respond", entry["id"], *words).code == 0
    return {entry["id"]: entry["text"] for entry in log}


def finished(body: Tree) -> None:
    """The last hand: rooms filled, a paragraph put in, one number typed over."""
    for text in body.iter(f"{W}t"):
        if (text.text or "").startswith("[For the inspector:"):
            text.text = "We judge it so."
    sample = next(
        p for p in body.iter(f"{W}p") if "your inspectors reviewed" in "".join(p.itertext())
    )
    own = etree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>We thank all who spoke to us.</w:t></w:r></w:p>'
    )
    sample.addprevious(own)
    total = [live for live in sample.iter(f"{W}sdt") if "," in "".join(live.itertext())][-1]
    next(total.iter(f"{W}t")).text = "2,000"


def taken_in(place: Path, returned: list[Path]) -> None:
    """What came back is one log, each point once, and the same files again add nothing."""
    told = iqa(place, "comments", "import", "--json", *returned).json
    assert sum(one["new"] for one in told["files"]) == told["log"] == 10
    again = iqa(place, "comments", "import", "--json", *returned).json
    assert {one["outcome"] for one in again["files"]} == {"same"}
    log = iqa(place, "comments", "list", "--json").json["comments"]
    twice = {e["author"]: e for e in log if "on record" in e["text"]}
    assert twice[OPERATIONS]["same_as"] == twice[POLICY]["id"]


def rebuilt(place: Path, policy: Path, book: Path, texts: dict[str, str]) -> Path:
    """The next draft: decisions carried out, numbers as pandas finds them."""
    done = iqa(place, "report", "rebuild", policy, "--json").json
    path = Path(done["path"])
    whole = "\n".join(said(path))
    judged, agreed = answered_in(book)
    assert answered_in(WORKBOOK) != (judged, agreed)
    assert f"({agreed:,} of {judged:,} answers;" in whole
    for words in ("your inspectors reviewed", "We assessed files", "IQA is meant to"):
        assert words in whole
    for words in ("audited", "guessed", "thought to"):
        assert words not in whole
    assert list(part(path, "word/document.xml").iter(f"{W}ins", f"{W}del")) == []
    assert [texts[key] for key in done["comments_by_hand"]] == ["Say it plainly."]
    return path


def sent_back(place: Path, texts: dict[str, str], folder: Path) -> None:
    """The CPS gets its own copy with an answer under every comment, and a table of all."""
    copy, table = folder / "answered.docx", folder / "responses.docx"
    assert iqa(place, "comments", "export", "--copy", "policy.docx", "--out", copy).code == 0
    found = threads(copy)
    asked = {text for text in texts.values() if "on record" in text or text == "Whose purpose?"}
    assert {text: (found[text][0], len(found[text])) for text in asked} == dict.fromkeys(
        asked, ("1", 2)
    )
    assert iqa(place, "comments", "export", "--out", table).code == 0
    rows = part(table, "word/document.xml").findall(f".//{W}tbl/{W}tr")
    assert {"".join(row.find(f"{W}tc").itertext()) for row in rows[1:]} == set(texts)


def redlined(place: Path, earlier: Path, later: Path, out: Path) -> None:
    """A redline is the later text with its changes accepted, the earlier with them rejected."""
    done = iqa(place, "report", "redline", earlier, later, "--out", out)
    assert done.code == 0, done.err
    assert _bare(said(out)) == _bare(said(later))
    assert _bare(said(out, view="original")) == _bare(said(earlier))


def released(place: Path, draft: Path, was: int) -> Path:
    """Answered comments keep nothing in; the number that was typed over has to be explained."""
    refused = iqa(place, "report", "finalise", draft, "--dry-run", "--json").json["reasons"]
    assert [one["code"] for one in refused] == ["figure_overridden"]
    (over,) = iqa(place, "report", "overrides", "--json").json["overrides"]
    assert (over["was"], over["says"]) == (f"{was:,}", "2,000")
    why = ("--reason", "The CPS counts so.")
    assert iqa(place, "report", "overrides", over["override_id"], *why).code == 0
    done = iqa(place, "report", "finalise", draft, "--json")
    assert done.code == 0, done.err
    return Path(done.json["path"])


def test_a_draft_goes_out_comes_back_is_answered_and_leaves(sent: Path, tmp_path: Path) -> None:
    place = tmp_path / "inspection"
    shutil.copytree(sent, place)
    first = place / "drafts" / "report-draft-1.docx"
    shown = iqa(place, "report", "show", "--json").json["paragraphs"]
    about = next(p for p in shown if p["text"].startswith("We assessed files"))
    policy = of_policy(first.read_bytes(), tmp_path / "policy.docx")
    operations = of_operations(first.read_bytes(), tmp_path / "operations.docx")
    taken_in(place, [policy, operations, *besides(about["number"], about["text"], tmp_path)])

    book = corrected(place)
    assert iqa(place, "exam", "import", book).code == 0
    assert iqa(place, "comments", "check").code == 3
    texts = answer(place)
    check = iqa(place, "comments", "check", "--json")
    assert (check.code, check.json["points"], check.json["findings"]) == (0, 10, [])

    second = rebuilt(place, policy, book, texts)
    sent_back(place, texts, tmp_path)
    redlined(place, first, policy, tmp_path / "as-returned.docx")
    redlined(place, policy, second, tmp_path / "as-merged.docx")

    edited = tmp_path / "edited.docx"
    edited.write_bytes(second.read_bytes())
    last = iqa(place, "report", "rebuild", edit(edited, finished), "--json").json
    third = Path(last["path"])
    assert kept(said(third)) == [
        text.replace("DRAFT v2", "DRAFT v3") for text in kept(said(edited))
    ]
    final = released(place, third, answered_in(book)[0])
    assert "We thank all who spoke to us." in said(final)
    left = {str(e.tag) for e in part(final, "word/document.xml").iter()}
    assert not left & {f"{W}sdt", f"{W}commentRangeStart", f"{W}commentReference"}


def _bare(texts: Iterable[str]) -> list[str]:
    return ["".join(text.split()) for text in texts if text.strip()]


def marked(place: Path) -> list[tuple[str, str]]:
    """What the log holds of comments and tracked changes: LibreOffice may lose words of notes."""
    log = iqa(place, "comments", "list", "--json").json["comments"]
    return [(entry["id"], entry["text"]) for entry in log if entry["kind"] != "untracked"]


@pytest.mark.skipif(not office_program(), reason="LibreOffice is not installed")
def test_a_copy_saved_by_libreoffice_with_new_numbers_is_no_second_return(
    sent: Path, tmp_path: Path
) -> None:
    place = tmp_path / "inspection"
    shutil.copytree(sent, place)
    draft = (place / "drafts" / "report-draft-1.docx").read_bytes()
    copy = of_policy(draft, tmp_path / "policy.docx")
    iqa(place, "comments", "import", copy)
    first = marked(place)
    out = tmp_path / "saved"
    program = str(office_program())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(out),
        str(copy),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    told = iqa(place, "comments", "import", "--json", out / "policy.docx").json["files"][0]

    assert (told["comments"], told["insertions"]) == (2, 2)
    assert marked(place) == first
    found = iqa(place, "comments", "check", "--json").json["findings"]
    assert {one["code"] for one in found} == {"unanswered"}
