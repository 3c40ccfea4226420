"""The letter about what is outstanding: what it says, how it is written, that it is logged."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document

from evidence.deliveries import Came, receive
from evidence.errors import NothingToChase, OutputBlocked
from evidence.inspection import RequestSettings
from evidence.inventory import Wish, chosen, expect, request_named
from evidence.inventory_store import InventoryStore
from evidence.requests import Arrival, Standing
from evidence.workspace import Workspace
from report_builder.chase import chase
from report_builder.letters import Letter, chasing
from report_builder.word.letter import written
from tests.builders import inspection, iqa, workbook
from tests.evidence.inventory.asking import (
    MARSH,
    WESSEX,
    a_request,
    a_workspace,
    an_inspection,
    day,
    noon,
)

INSPECTION = an_inspection(
    requests=RequestSettings(reply_to="evidence@inspectorate.example", signed="Lead inspector")
)
TODAY = day("2024-06-20")


def a_letter(*asked: Standing, earlier: tuple[str, ...] = ()) -> Letter:
    return chasing(INSPECTION, asked, [day(text) for text in earlier], TODAY)


def owed(number: int | None = 3, *came: str, due: str = "2024-05-31", **other: object) -> Standing:
    request = a_request(number, due=due, asked=day("2024-05-07"), **other)
    return Standing(request, tuple(Arrival(day(text)) for text in came), TODAY)


def read(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def test_it_lists_what_is_outstanding_with_its_days() -> None:
    letter = a_letter(owed(3, "2024-05-20"), owed(1, "2024-05-20"))

    assert letter.rows == (
        ("1", "Minutes of the board", "7 May 2024", "31 May 2024", "1 of 3", "Late: 2"),
    )
    assert letter.before == (
        "On 7 May 2024 we asked you for documents for our inspection.",
        "Thank you for the 2 documents that we have received.",
        "At 20 June 2024 we had not received what is listed below. All of it is past the day on "
        "which it was due.",
    )


def test_what_is_not_due_yet_is_not_called_late() -> None:
    letter = a_letter(owed(due="2024-06-20"))

    assert letter.rows[0][-1] == "3"
    assert letter.before[-1].endswith("Nothing on the list is late yet; this is a reminder.")


def test_it_counts_what_is_late_among_what_is_not() -> None:
    letter = a_letter(owed(), owed(due="2024-07-01"), owed(due="2024-06-01"))

    assert letter.before[-1].endswith("Of the 3 items, 2 items are past their day.")


def test_it_remembers_the_letters_before() -> None:
    letter = a_letter(owed(), earlier=("2024-06-03", "2024-06-10", "2024-06-20"))

    assert letter.before[0].endswith("We wrote again on 3 June 2024 and 10 June 2024.")


def test_where_any_number_may_come_an_answer_is_enough() -> None:
    letter = a_letter(owed(None))

    assert letter.rows[0][-1] == "Late: any that there are"


def test_it_says_where_to_reply_and_who_signs() -> None:
    letter = a_letter(owed())

    assert "to evidence@inspectorate.example as soon as you can" in letter.after[0]
    assert letter.signed == ("Lead inspector", "An inspectorate")
    assert letter.addressee == ("Crown Prosecution Service", WESSEX)


def test_headquarters_is_written_to_as_such() -> None:
    assert a_letter(owed(area="")).addressee[-1] == "Headquarters"


def test_there_is_no_letter_about_nothing() -> None:
    with pytest.raises(ValueError, match="nothing is outstanding"):
        a_letter(owed(1, "2024-05-20"))


def test_the_word_file_holds_the_letter_under_its_marking() -> None:
    letter = a_letter(owed())

    document = read(written(letter))

    said = [p.text for p in document.paragraphs if p.text]
    assert said[:4] == ["An inspectorate", "20 June 2024", "Crown Prosecution Service", WESSEX]
    assert all(text in said for text in (letter.subject, *letter.before, *letter.after))
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells][1] == "What we asked for"
    assert [cell.text for cell in table.rows[1].cells] == list(letter.rows[0])
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert section.footer.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert (round(section.page_width.cm), round(section.page_height.cm)) == (21, 30)


def test_the_same_letter_is_the_same_bytes() -> None:
    letter = a_letter(owed())

    assert written(letter) == written(letter)


def test_words_that_no_word_file_can_hold_do_not_break_it() -> None:
    document = read(written(a_letter(owed(text="Minutes\x0b of <the> & \u202eboard\x00"))))

    assert "<the> &" in document.tables[0].rows[1].cells[1].text


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path / "inspection") as opened:
        due = Wish(due=day("2024-05-31"))
        expect(opened, chosen(opened, [], WESSEX), due, MARSH, noon("2024-05-07"))
        yield opened


def test_a_letter_is_kept_in_the_folder_and_logged_once(workspace: Workspace) -> None:
    for _ in range(2):
        [letter] = chase(workspace, WESSEX, MARSH, noon("2024-06-20"))

    assert letter.path == workspace.folder / "letters" / "chase-wessex-2024-06-20.docx"
    assert (letter.outstanding, letter.late) == (8, 8)
    [kept] = InventoryStore(workspace.database).letters()
    assert (kept.area, kept.dated, len(kept.request_ids)) == (WESSEX, TODAY, 6)


def test_the_second_letter_names_the_first(workspace: Workspace) -> None:
    chase(workspace, WESSEX, MARSH, noon("2024-06-20"))

    [second] = chase(workspace, WESSEX, MARSH, noon("2024-06-27"))

    said = read(second.path.read_bytes()).paragraphs
    assert any("We wrote again on 20 June 2024." in paragraph.text for paragraph in said)


def test_each_area_that_owes_something_gets_its_letter(
    workspace: Workspace, tmp_path: Path
) -> None:
    letters = chase(workspace, None, MARSH, noon("2024-06-20"), out=tmp_path)

    assert [(c.place, c.path.name) for c in letters] == [
        ("London North", "chase-london-north-2024-06-20.docx"),
        ("Wessex", "chase-wessex-2024-06-20.docx"),
    ]
    with pytest.raises(OutputBlocked, match="2 letters cannot be one file"):
        chase(workspace, None, MARSH, noon("2024-06-20"), out=tmp_path / "one.docx")


def test_a_dry_run_writes_neither_letter_nor_log(workspace: Workspace) -> None:
    [letter] = chase(workspace, WESSEX, MARSH, noon("2024-06-20"), dry=True)

    assert not letter.path.exists()
    assert InventoryStore(workspace.database).letters() == []


def test_an_area_that_owes_nothing_is_not_written_to(workspace: Workspace) -> None:
    for number in range(1, 7):
        request = request_named(workspace, f"R{number}-wessex", None)
        nothing = Came(nothing=True)
        receive(workspace, request, nothing, MARSH, noon("2024-06-01"))

    with pytest.raises(NothingToChase, match="nothing is outstanding from Wessex"):
        chase(workspace, WESSEX, MARSH, noon("2024-06-20"))


def test_an_area_is_asked_for_comments_by_the_urns_of_its_own_cases(tmp_path: Path) -> None:
    folder = inspection(tmp_path)
    iqa(folder, "exam", "import", workbook(tmp_path))

    done = iqa(folder, "exam", "ask-comments", "Northshire", "--out", tmp_path / "ask.docx")

    assert done.code == 0, done.err
    letter = docx.Document(str(tmp_path / "ask.docx"))
    rows = [[cell.text for cell in row.cells] for row in letter.tables[0].rows]
    found = iqa(folder, "exam", "missing-comments", "--area", "Northshire", "--json").json["files"]
    assert [row[1] for row in rows[1:]] == [file["urn"] for file in found]
    assert {row[2] for row in rows[1:]} == {
        "The dip sampler's comments",
        "The DCP's comments and the dip sampler's comments",
    }
    assert letter.sections[0].header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert "NOR-" not in "\n".join([*(p.text for p in letter.paragraphs), *map(str, rows)])


def test_a_letter_that_somebody_edited_is_kept_and_the_new_one_stands_beside_it(
    tmp_path: Path,
) -> None:
    folder = inspection(tmp_path)
    iqa(folder, "exam", "import", workbook(tmp_path))
    asked = ("exam", "ask-comments", "Northshire", "--json")
    assert iqa(folder, *asked, "--dry-run").code == 0
    assert not (folder / "letters").exists()
    (first,) = iqa(folder, *asked).json["letters"]
    assert iqa(folder, *asked).json["letters"][0]["path"] == first["path"]

    letter = docx.Document(first["path"])
    letter.add_paragraph("With thanks for your help so far.")
    letter.save(first["path"])
    edited = Path(first["path"]).read_bytes()
    (again,) = iqa(folder, *asked).json["letters"]

    assert Path(again["path"]).name == Path(first["path"]).stem + "-2.docx"
    assert Path(first["path"]).read_bytes() == edited
    assert "With thanks" not in "".join(p.text for p in docx.Document(again["path"]).paragraphs)


def test_there_is_no_letter_where_every_comment_is_recorded(tmp_path: Path) -> None:
    done = iqa(inspection(tmp_path), "exam", "ask-comments", "--dry-run")

    assert done.code == 1
    assert "no comments are outstanding" in done.err
