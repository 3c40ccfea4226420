"""Tracked changes are accepted or rejected whole, and nothing else is touched."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from report_builder.word.revisions.names import REVISIONS
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.resolve import accepted, rejected
from tests.report_builder.word.revisions.wordfiles import (
    DEL,
    INS,
    MARK,
    deleted,
    inserted,
    package,
    paragraph,
    run,
    shape,
    shown,
    table,
    word,
)

NESTED = f"<w:ins {MARK}>{run('boards ')}{deleted('every week ')}</w:ins>"
CASES = [
    pytest.param(
        [paragraph("We saw ", deleted("nine"), inserted("ten"), " files.")],
        ["We saw ten files."],
        ["We saw nine files."],
        id="words",
    ),
    pytest.param(
        [paragraph("Managers held ", NESTED, "in March.")],
        ["Managers held boards in March."],
        ["Managers held in March."],
        id="words put in by one and taken out by another",
    ),
    pytest.param(
        [paragraph("Two ", mark=DEL), "became one."],
        ["Two became one."],
        ["Two ", "became one."],
        id="paragraphs joined",
    ),
    pytest.param(
        [paragraph("One ", mark=INS), "became two."],
        ["One ", "became two."],
        ["One became two."],
        id="a paragraph split",
    ),
    pytest.param(
        ["First.", paragraph(deleted("Gone."), mark=DEL), "Last."],
        ["First.", "Last."],
        ["First.", "Gone.", "Last."],
        id="a paragraph taken out",
    ),
    pytest.param(
        ["First.", paragraph(deleted("Gone at the end."), mark=DEL)],
        ["First."],
        ["First.", "Gone at the end."],
        id="the last paragraph taken out",
    ),
    pytest.param(
        [table(("North", "9"), ("South", "8"), marks=("", DEL)), "After."],
        ["North", "9", "After."],
        ["North", "9", "South", "8", "After."],
        id="a row taken out",
    ),
    pytest.param(
        [paragraph("Words before ", mark=INS), table(("North", "9"), marks=(INS,)), "a table."],
        ["Words before ", "North", "9", "a table."],
        ["Words before ", "a table."],
        id="a paragraph split by a table",
    ),
    pytest.param(
        ["Before.", table(("North", "9"), marks=(INS,)), "After."],
        ["Before.", "North", "9", "After."],
        ["Before.", "After."],
        id="a table put in",
    ),
    pytest.param(
        [f"<w:p><w:moveFromRangeStart {MARK} w:name='m'/><w:moveFrom {MARK}>{run('Moved.')}"
         f"</w:moveFrom><w:moveFromRangeEnd w:id='1'/></w:p>",
         paragraph("Here: ", f"<w:moveTo {MARK}>{run('Moved.')}</w:moveTo>")],
        ["", "Here: Moved."],
        ["Moved.", "Here: "],
        id="words moved",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "after", "before"), CASES)
def test_both_ways_of_settling_give_what_word_gives(
    blocks: list[str], after: list[str], before: list[str]
) -> None:
    file = word(*blocks)

    assert shown(accepted(file)) == after
    assert shown(rejected(file)) == before


def test_a_joined_paragraph_takes_the_form_of_the_one_whose_mark_stays() -> None:
    file = word(paragraph("Two ", style="Heading1", mark=DEL), paragraph("one.", style="Body"))

    assert shape(accepted(file)) == [("p", "Body", [("Two one.", ())])]


def test_a_rejected_change_of_style_brings_the_old_style_back() -> None:
    was = f'<w:pPrChange {MARK}><w:pPr><w:pStyle w:val="Body"/></w:pPr></w:pPrChange>'
    file = word(paragraph("Findings", style="Heading1", form=was))

    assert shape(accepted(file)) == [("p", "Heading1", [("Findings", ())])]
    assert shape(rejected(file)) == [("p", "Body", [("Findings", ())])]


def test_a_rejected_change_to_bold_is_plain_again() -> None:
    bold = f"<w:b/><w:rPrChange {MARK}><w:rPr/></w:rPrChange>"
    file = word(f"<w:p>{run('promptly', bold)}</w:p>")

    (_, _, before), *_ = shape(rejected(file))  # type: ignore[misc]

    assert before == [("promptly", ())]


def test_a_cell_taken_out_goes_with_its_words() -> None:
    gone = f"<w:tc><w:tcPr><w:cellDel {MARK}/></w:tcPr>{paragraph('Gone')}</w:tc>"
    kept = f"<w:tc><w:tcPr/>{paragraph('Kept')}</w:tc>"
    file = word(f"<w:tbl><w:tblPr/><w:tr>{kept}{gone}</w:tr></w:tbl>", "After.")

    assert shown(accepted(file)) == ["Kept", "After."]
    assert shown(rejected(file)) == ["Kept", "Gone", "After."]


def test_a_deleted_field_leaves_no_instruction_behind_as_text() -> None:
    def character(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    stray = "<w:r><w:instrText> MERGEFORMAT </w:instrText></w:r>"
    file = word(
        paragraph("See ", deleted(character("begin")), stray, deleted(character("end")), "here.")
    )

    after = accepted(file)

    assert b"MERGEFORMAT" not in after.content(after.document)
    assert b"MERGEFORMAT" in rejected(file).content(file.document)


def test_a_content_control_put_in_around_old_words_is_taken_off_again() -> None:
    control = (
        f"<w:customXmlInsRangeStart {MARK}/><w:sdt><w:sdtContent><w:customXmlInsRangeEnd w:id='1'/>"
        f"{paragraph('Old words.')}</w:sdtContent></w:sdt>"
    )

    file = word(control, "After.")

    assert [name for name, *_ in shape(rejected(file))] == ["p", "p"]  # type: ignore[misc]
    assert shown(accepted(file)) == shown(rejected(file)) == ["Old words.", "After."]


def test_notes_and_headers_are_settled_too() -> None:
    note = f'<w:footnote w:id="2">{paragraph("See ", deleted("A"), inserted("B"))}</w:footnote>'
    file = word("Text.", footnotes=note, header=paragraph(inserted("DRAFT")))

    assert shown(accepted(file), "word/footnotes.xml") == ["See B"]
    assert shown(rejected(file), "word/header.xml") == [""]


def test_no_mark_is_left_and_a_second_time_changes_nothing() -> None:
    file = word(*[block for case in CASES for block in case.values[0]])  # type: ignore[union-attr]

    for settle in (accepted, rejected):
        once = settle(file)
        assert next(once.trees(once.document).iter(*REVISIONS), None) is None
        assert settle(once).save() == once.save()


def test_parts_that_nobody_changed_keep_their_bytes() -> None:
    data = package(paragraph(inserted("New.")), {"header": paragraph("Same")})

    saved = accepted(WordFile(data)).save()

    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(saved)) as new:
        assert new.namelist() == old.namelist()
        changed = [n for n in old.namelist() if old.read(n) != new.read(n)]
    assert changed == ["word/document.xml"]
