"""What comes back on a draft becomes one log: nothing lost, nothing twice, all answered."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from report_builder.word.revisions.comments import comments_of
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk
from tests.builders import inspection, iqa, workbook
from tests.evidence.readers.pdf_files import lines, pdf
from tests.inspections import EXAMPLE
from tests.report_builder.comments.returned import Copy


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inspection whose first draft went out."""
    folder = tmp_path_factory.mktemp("sent")
    place = inspection(folder)
    assert iqa(place, "ingest", EXAMPLE / "evidence" / "Northshire").code == 0
    for number in range(1, 4):
        words = ("code", "add", f"S001-00{number}", "4a", "--polarity", "positive")
        assert iqa(place, *words).code == 0
    assert iqa(place, "exam", "import", workbook(folder)).code == 0
    assert iqa(place, "report", "build").code == 0
    return place


@pytest.fixture
def folder(sent: Path, tmp_path: Path) -> Path:
    shutil.copytree(sent, tmp_path / "inspection")
    return tmp_path / "inspection"


@pytest.fixture
def copy(folder: Path) -> Callable[[str], Copy]:
    data = (folder / "drafts" / "report-draft-1.docx").read_bytes()
    return lambda author: Copy(data, author)


SAMPLE = "In our file sample, inspectors judged"


def took(folder: Path, *paths: Path) -> Any:
    done = iqa(folder, "comments", "import", "--json", *paths)
    assert done.code in {0, 3}, done.err
    return done.json


def log(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = iqa(folder, "comments", "list", "--json").json["comments"]
    return sorted(found, key=lambda entry: str(entry["id"]))


def test_a_comment_stands_at_the_number_its_paragraph_had_in_the_draft(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    returned = copy("CPS Operations")
    returned.comment(SAMPLE, "Our count is different.")
    told = took(folder, returned.saved(tmp_path / "a.docx"))

    assert told["files"][0]["comments"] == 1
    assert told["files"][0]["unplaced"] == 0
    (entry,) = log(folder)
    assert entry["kind"] == "comment"
    assert entry["text"] == "Our count is different."
    shown = iqa(folder, "report", "show", "--json").json
    number = next(p["number"] for p in shown["paragraphs"] if p["text"].startswith(SAMPLE))
    assert entry["number"] == number
    behind = iqa(folder, "comments", "show", entry["id"], "--json").json["evidence_behind"]
    assert {s["kind"] for one in behind for s in one["supports"]} >= {"rate"}


def test_words_written_over_are_one_change_and_the_untracked_one_is_found(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    returned = copy("CPS Policy")
    returned.replace(SAMPLE, "inspectors judged", "your inspectors reviewed")
    returned.type_over("The purpose of IQA", "purpose", "declared purpose")
    told = took(folder, returned.saved(tmp_path / "a.docx"))["files"][0]

    assert (told["insertions"], told["deletions"], told["untracked"]) == (1, 1, 1)
    kinds = {entry["kind"]: entry for entry in log(folder)}
    assert kinds["insertion"]["replaces"] == "inspectors judged"
    assert kinds["insertion"]["text"] == "your inspectors reviewed"
    assert kinds["untracked"]["replaces"] != kinds["untracked"]["text"]


def test_the_same_file_and_a_second_return_add_nothing_that_is_known(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    first = copy("CPS Policy")
    first.comment(SAMPLE, "Is that so?")
    path = first.saved(tmp_path / "a.docx")
    took(folder, path)
    assert took(folder, path)["files"][0]["outcome"] == "same"
    again = Copy(path.read_bytes(), "CPS Policy")
    again.comment(SAMPLE, "And this?")
    told = took(folder, again.saved(tmp_path / "b.docx"))

    assert told["files"][0]["new"] == 1
    assert [entry["text"] for entry in log(folder)] == ["Is that so?", "And this?"]


def test_two_directorates_that_make_one_point_are_both_heard(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    paths = []
    for author in ("CPS Policy", "CPS Operations"):
        returned = copy(author)
        returned.comment(SAMPLE, "The number of files is not what we have on record.")
        paths.append(returned.saved(tmp_path / f"{author}.docx"))
    took(folder, *paths)

    first, second = log(folder)
    assert first["same_as"] is None
    assert second["same_as"] == first["id"]


def test_a_rejection_needs_a_reason_and_a_judgement_an_independent_reviewer(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    returned = copy("CPS Policy")
    returned.comment(SAMPLE, "We do not accept this judgement.")
    took(folder, returned.saved(tmp_path / "a.docx"))

    refused = iqa(folder, "comments", "respond", "CPS-001", "reject")
    assert refused.code == 1
    assert "reason" in refused.err
    words = ("--reason", "The files show it.", "--category", "J")
    assert iqa(folder, "comments", "respond", "CPS-001", "reject", *words).code == 0
    proof = iqa(folder, "comments", "check", "--json")
    assert [f["code"] for f in proof.json["findings"]] == ["unreviewed"]
    own = iqa(folder, "comments", "assign", "CPS-001", "--reviewer", "J Marsh")
    assert own.code == 1
    assert iqa(folder, "comments", "assign", "CPS-001", "--reviewer", "R Hale").code == 0
    proof = iqa(folder, "comments", "check", "--json")
    assert (proof.code, proof.json["findings"]) == (0, [])


def test_a_comment_taken_out_of_the_log_is_missed(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    from sqlalchemy import create_engine, text  # noqa: PLC0415 - to damage the store by hand

    returned = copy("CPS Policy")
    returned.comment(SAMPLE, "Is that so?")
    took(folder, returned.saved(tmp_path / "a.docx"))
    engine = create_engine(f"sqlite:///{folder / 'project.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE comment_log SET withdrawn = 1"))
    engine.dispose()

    proof = iqa(folder, "comments", "check", "--json")
    assert proof.code == 3
    assert "lost" in [f["code"] for f in proof.json["findings"]]


def test_the_copy_for_the_cps_has_each_answer_under_its_comment(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    returned = copy("CPS Policy")
    returned.comment(SAMPLE, "Is that so?")
    returned.comment(SAMPLE, "And since when?")
    returned.replace(SAMPLE, "inspectors judged", "inspectors looked at")
    took(folder, returned.saved(tmp_path / "a.docx"))
    ids = [entry["id"] for entry in log(folder)]
    assert iqa(folder, "comments", "respond", *ids, "accept").code == 0
    out = tmp_path / "answered.docx"
    assert iqa(folder, "comments", "export", "--copy", "a.docx", "--out", out).code == 0

    file = WordFile(out.read_bytes())
    found = comments_of(file, walk(file))
    asked = next(c for c in found if c.text == "Is that so?")
    assert asked.resolved
    replies = [c for c in found if c.parent >= 0 and found[c.parent] is asked]
    assert [c.text for c in replies] == ["CPS-001: Accepted."]
    assert sum(c.parent >= 0 for c in found) == 2
    beside = next(c for c in found if c.text == "CPS-003: Accepted.")
    assert "inspectors judged" in beside.anchor.quote
    assert all(c.author != "J Marsh" for c in found)
    again = took(folder, out)["files"][0]
    assert {entry["reopened"] for entry in log(folder)} == {False}
    assert again["comments"] >= 1


def test_a_reply_to_an_answer_opens_the_comment_again(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    returned = copy("CPS Policy")
    returned.comment(SAMPLE, "Is that so?")
    path = returned.saved(tmp_path / "a.docx")
    took(folder, path)
    assert iqa(folder, "comments", "respond", "CPS-001", "accept").code == 0
    again = Copy(path.read_bytes(), "CPS Policy", date="2024-09-09T09:00:00Z")
    again.comment(SAMPLE, "We still doubt it.")
    took(folder, again.saved(tmp_path / "b.docx"))

    states = {entry["text"]: entry["status"] for entry in log(folder)}
    assert states == {"Is that so?": "accepted", "We still doubt it.": "open"}


def test_a_table_in_excel_and_a_letter_in_word_join_the_log(folder: Path, tmp_path: Path) -> None:
    import docx  # noqa: PLC0415 - python-docx makes the letter

    shown = iqa(folder, "report", "show", "--json").json
    number = next(p["number"] for p in shown["paragraphs"] if p["text"].startswith(SAMPLE))
    book = openpyxl.Workbook()
    book.active.append(["CPS comments on the draft"])
    book.active.append(["Para", "Comment", "Suggested wording", "Evidence"])
    book.active.append([number, "Not our count.", "In our sample, inspectors judged", "Our return"])
    book.save(tmp_path / "table.xlsx")
    letter = docx.Document()
    letter.add_paragraph("Dear Chief Inspector")
    letter.add_paragraph(f"Paragraph {number} overstates the position.")
    letter.add_paragraph("We ask you to look at it again.")
    letter.save(str(tmp_path / "letter.docx"))
    told = took(folder, tmp_path / "table.xlsx", tmp_path / "letter.docx")

    assert [one["letter"] for one in told["files"]] == [1, 1]
    rows = log(folder)
    assert {row["number"] for row in rows} == {number}
    assert rows[0]["evidence"] == "Our return"
    assert rows[1]["text"].endswith("look at it again.")


def test_every_sheet_and_table_of_comments_and_the_text_beside_them_is_read(
    folder: Path, tmp_path: Path
) -> None:
    import docx  # noqa: PLC0415 - python-docx makes the letter

    book = openpyxl.Workbook()
    for name, text in (("Operations", "Not our count."), ("Policy", "Not our purpose.")):
        sheet = book.create_sheet(name)
        sheet.append(["Paragraph", "Comment"])
        sheet.append(["2.1", text])
    book.save(tmp_path / "sheets.xlsx")
    letter = docx.Document()
    letter.add_paragraph("Dear Chief Inspector")
    for text in ("Too strong.", "Too weak."):
        table = letter.add_table(2, 2)
        for at, said in enumerate(("Para", "Comment", "2.2", text)):
            table.cell(at // 2, at % 2).text = said
    letter.add_paragraph("In paragraph 2.3 the date is wrong.")
    letter.save(str(tmp_path / "letter.docx"))
    told = took(folder, tmp_path / "sheets.xlsx", tmp_path / "letter.docx")

    assert [one["letter"] for one in told["files"]] == [2, 3]
    assert {entry["text"] for entry in log(folder)} == {
        "Not our count.", "Not our purpose.", "Too strong.", "Too weak.",
        "In paragraph 2.3 the date is wrong.",
    }  # fmt: skip
    assert "names a place: 1." in told["files"][1]["notices"][0]


def test_answers_filled_in_excel_are_taken_whole_or_not_at_all(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    returned = copy("CPS Policy")
    returned.comment(SAMPLE, "Is that so?")
    returned.comment(SAMPLE, "And that?")
    took(folder, returned.saved(tmp_path / "a.docx"))
    out = tmp_path / "log.xlsx"
    assert iqa(folder, "comments", "export", "--internal", "--out", out).code == 0
    book = openpyxl.load_workbook(out)
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Decision"]).value = "accept"
    sheet.cell(3, heads["Decision"]).value = "reject"
    book.save(out)
    refused = iqa(folder, "comments", "respond", "--from", out)
    assert refused.code == 1
    assert "without a reason" in refused.err
    assert {entry["status"] for entry in log(folder)} == {"open"}
    sheet.cell(3, heads["Reason"]).value = "The files show it."
    book.save(out)

    assert iqa(folder, "comments", "respond", "--from", out).code == 0
    assert {entry["status"] for entry in log(folder)} == {"accepted", "rejected"}
    assert iqa(folder, "comments", "respond", "--from", out, "--json").json == {"comments": []}


def test_a_filled_table_that_is_wrong_in_one_row_answers_nothing(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    returned = copy("CPS Policy")
    returned.comment(SAMPLE, "Is that so?")
    returned.comment(SAMPLE, "And that?")
    took(folder, returned.saved(tmp_path / "a.docx"))
    head = "No.,Decision,Reason,Response,Independent reviewer\n"
    wrong = {
        "own.csv": ("CPS-001,accept,,,\nCPS-002,accept,,,J Marsh\n", "independent reviewer"),
        "twice.csv": ("CPS-001,accept,,,\nCPS-001,reject,No.,,\n", "stands in row 2 too"),
        "unknown.csv": ("CPS-001,accept,,,\nCPS-009,accept,,,\n", "there is no comment CPS-009"),
    }
    for name, (rows, why) in wrong.items():
        (tmp_path / name).write_text(head + rows, encoding="utf-8")
        refused = iqa(folder, "comments", "respond", "--from", tmp_path / name)
        assert (refused.code, why in refused.err) == (1, True), refused.err
        assert {entry["status"] for entry in log(folder)} == {"open"}


def test_a_decision_that_is_changed_in_the_table_gets_a_response_of_its_own(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    returned = copy("CPS Policy")
    returned.comment(SAMPLE, "Is that so?")
    took(folder, returned.saved(tmp_path / "a.docx"))
    assert iqa(folder, "comments", "respond", "CPS-001", "accept").code == 0
    rows = "No.,Decision,Reason,Response\nCPS-001,reject,The files show it.,Accepted.\n"
    (tmp_path / "log.csv").write_text(rows, encoding="utf-8")
    assert iqa(folder, "comments", "respond", "--from", tmp_path / "log.csv").code == 0

    (entry,) = log(folder)
    assert entry["response"] == "Not accepted. The files show it."


def test_notes_on_a_pdf_of_the_draft_are_read_and_placed(folder: Path, tmp_path: Path) -> None:
    shown = iqa(folder, "report", "show", "--json").json
    paragraph = next(p for p in shown["paragraphs"] if p["text"].startswith("The purpose of IQA"))
    note = (
        "<< /Type /Annot /Subtype /Text /Rect [72 700 90 720] /T (N Bell) "
        "/Contents (Please say whose purpose.) >>"
    )
    words = f"{paragraph['number']} {paragraph['text']}"
    page = [lines(72, 720, *textwrap.wrap(words, 80))]
    (tmp_path / "notes.pdf").write_bytes(pdf(page, notes=note))
    told = took(folder, tmp_path / "notes.pdf")["files"][0]

    assert (told["comments"], told["unplaced"]) == (1, 0)
    (entry,) = log(folder)
    assert (entry["author"], entry["text"]) == ("N Bell", "Please say whose purpose.")
    assert entry["number"] == paragraph["number"]


def test_what_is_no_copy_of_a_draft_is_refused_in_a_sentence(folder: Path, tmp_path: Path) -> None:
    import docx  # noqa: PLC0415 - python-docx makes the file

    other = docx.Document()
    other.add_paragraph("Minutes of another meeting altogether.")
    other.save(str(tmp_path / "other.docx"))
    refused = iqa(folder, "comments", "import", tmp_path / "other.docx")

    assert refused.code == 1
    assert "no copy of a draft" in refused.err
    assert log(folder) == []


def test_a_rebuild_carries_out_what_was_decided_and_leaves_the_rest_open(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    returned = copy("CPS Policy")
    returned.replace(SAMPLE, "inspectors judged", "your inspectors reviewed")
    returned.replace("The purpose of IQA", "purpose", "aim")
    returned.replace("IQA is meant to", "meant to", "thought to")
    path = returned.saved(tmp_path / "a.docx")
    other = copy("CPS Operations")
    other.replace("We assessed files", "assessed", "examined")
    took(folder, path, other.saved(tmp_path / "b.docx"))
    by_text = {entry["text"]: entry["id"] for entry in log(folder)}
    accepted = (by_text["your inspectors reviewed"], by_text["examined"])
    assert iqa(folder, "comments", "respond", *accepted, "accept").code == 0
    why = ("--reason", "The guidance says purpose.")
    assert iqa(folder, "comments", "respond", by_text["aim"], "reject", *why).code == 0
    told = iqa(folder, "report", "rebuild", path, "--json").json

    assert set(told["comments_applied"]) == {*accepted, by_text["aim"]}
    paragraphs = walk(WordFile(Path(told["path"]).read_bytes())).paragraphs
    said = {p.final[:60]: p for p in paragraphs}
    whole = "\n".join(p.final for p in paragraphs)
    assert "In our file sample, your inspectors reviewed" in whole
    assert "The purpose of IQA" in whole
    assert "We examined files" in whole
    assert [p.original[:20] for p in said.values() if p.changed] == ["IQA is meant to brin"]


def test_an_untracked_change_that_is_refused_is_taken_back_and_answered_beside_its_words(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    returned = copy("CPS Policy")
    returned.type_over("The purpose of IQA", "purpose", "declared purpose")
    path = returned.saved(tmp_path / "Returned.DOCX")
    took(folder, path)
    why = ("--reason", "The guidance says purpose.")
    assert iqa(folder, "comments", "respond", "CPS-001", "reject", *why).code == 0
    out = tmp_path / "answered.docx"
    told = iqa(folder, "comments", "export", "--copy", path.name, "--out", out, "--json").json
    assert (told["count"], told["elsewhere"]) == (1, [])
    file = WordFile(out.read_bytes())
    (answer,) = comments_of(file, walk(file))
    assert "declared purpose" in answer.anchor.quote

    rebuilt = iqa(folder, "report", "rebuild", path, "--json").json
    assert rebuilt["comments_applied"] == ["CPS-001"]
    whole = "\n".join(
        p.final for p in walk(WordFile(Path(rebuilt["path"]).read_bytes())).paragraphs
    )
    assert "The purpose of IQA" in whole
    assert "declared" not in whole


def test_words_that_were_put_in_are_not_put_in_again_by_the_next_rebuild(
    folder: Path, copy: Callable[[str], Copy], tmp_path: Path
) -> None:
    other = copy("CPS Operations")
    other.replace("We assessed files", "files", "files and letters")
    took(folder, other.saved(tmp_path / "b.docx"))
    assert iqa(folder, "comments", "respond", "CPS-001", "accept").code == 0
    mine = copy("Editor")
    mine.type_over("The purpose of IQA", "purpose", "declared purpose")
    first = iqa(folder, "report", "rebuild", mine.saved(tmp_path / "a.docx"), "--json").json
    again = Copy(Path(first["path"]).read_bytes(), "Editor")
    again.type_over("The declared purpose", "declared", "stated")
    second = iqa(folder, "report", "rebuild", again.saved(tmp_path / "c.docx"), "--json").json

    whole = "\n".join(p.final for p in walk(WordFile(Path(second["path"]).read_bytes())).paragraphs)
    assert whole.count("files and letters") == 1
    assert "and letters and letters" not in whole
    assert second["comments_by_hand"] == []
