"""What a Word document says, each part with its status."""

from __future__ import annotations

import pytest

from evidence.errors import UnreadableSource
from evidence.framework import Structure
from evidence.readers.interface import Hints, Reading
from evidence.readers.word import read_word
from evidence.segments import Segment, SegmentStatus, Span, SpanStatus
from tests.evidence.word_files import (
    HEADINGS,
    WORD,
    cell,
    dele,
    ins,
    lvl,
    numbering,
    p,
    parts,
    r,
    style,
    t,
    tbl,
    tr,
    word,
    zipped,
)

MINUTES = Hints(structure=Structure.MINUTES)


def read(*body: str, hints: Hints = MINUTES, **others: str) -> Reading:
    return read_word(word(*body, **others), hints)


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def spans(reading: Reading, status: SpanStatus) -> list[Span]:
    return [s for s in reading.spans if s.status is status]


def test_each_paragraph_is_a_segment_at_its_place_in_the_text() -> None:
    reading = read(p("The board met."), p("It agreed."))

    assert reading.text == "The board met.\nIt agreed."
    assert [(s.start, s.end, s.text) for s in reading.segments] == [
        (0, 14, "The board met."),
        (15, 25, "It agreed."),
    ]


def test_a_heading_is_the_heading_of_what_follows_and_no_segment() -> None:
    reading = read(
        p("Disclosure", style="Heading1"),
        p("Late in seven files."),
        p("A plan is due."),
        styles=HEADINGS,
    )

    assert [(s.heading, s.locator) for s in live(reading)] == [
        ("Disclosure", "Disclosure, para 1"),
        ("Disclosure", "Disclosure, para 2"),
    ]


def test_a_heading_with_nothing_under_it_is_not_lost() -> None:
    reading = read(p("Minutes", style="Title"), p("The end.", style="Heading1"), styles=HEADINGS)

    assert [s.text for s in live(reading)] == ["The end."]


def test_a_style_that_builds_on_a_heading_is_one() -> None:
    styles = HEADINGS + style("Minute Item", based_on="Heading2")

    reading = read(p("Board"), p("Listing", style="MinuteItem"), p("Trials moved."), styles=styles)

    assert live(reading)[-1].heading == "Listing"


def test_list_numbers_are_counted_as_word_shows_them() -> None:
    three = numbering(
        lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "lowerLetter", "(%3)")
    )

    reading = read(
        p("Minutes of the board"),
        p("Opening", num=(1, 0)),
        p("GT welcomed CH to the board.", num=(1, 1)),
        p("IQA", num=(1, 0)),
        p("The results were read.", num=(1, 1)),
        p("Three priorities were chosen:", num=(1, 1)),
        p("every review to be dated;", num=(1, 2)),
        p("every schedule to be served.", num=(1, 2)),
        p("It was agreed.", num=(1, 1)),
        numbering=three,
    )

    assert [(s.number, s.heading, s.locator) for s in live(reading)] == [
        ("1.1", "Opening", "item 1.1"),
        ("2.1", "IQA", "item 2.1"),
        ("2.2", "IQA", "item 2.2"),
        ("2.2(a)", "IQA", "item 2.2(a)"),
        ("2.2(b)", "IQA", "item 2.2(b)"),
        ("2.3", "IQA", "item 2.3"),
    ]


def test_numbers_that_a_style_gives_are_counted_too() -> None:
    linked = numbering(
        lvl(0, "decimal", "%1.", more='<w:pStyle w:val="Item"/>'),
        lvl(1, "decimal", "%1.%2", more='<w:pStyle w:val="Minute"/>'),
    )
    num = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        HEADINGS
        + style("Item", based_on="Heading1", properties=num)
        + style("Minute", properties=num)
    )

    reading = read(
        p("Board"),
        p("IQA", style="Item"),
        p("First point made.", style="Minute"),
        p("Second point made.", style="Minute"),
        styles=styles,
        numbering=linked,
    )

    assert [s.number for s in live(reading)] == ["1.1", "1.2"]


def test_a_paragraph_under_an_item_is_found_by_item_and_place() -> None:
    one = numbering(lvl(0, "decimal", "%1."))

    reading = read(p("Board"), p("IQA", num=(1, 0)), p("Read out."), p("Discussed."), numbering=one)

    assert [(s.number, s.locator) for s in live(reading)] == [
        ("1", "item 1, para 1"),
        ("1", "item 1, para 2"),
    ]


def test_bullets_are_segments_without_numbers() -> None:
    reading = read(p("Cover is thin.", num=(1, 0)), numbering=numbering(lvl(0, "bullet", "\uf0b7")))

    assert [(s.text, s.number) for s in live(reading)] == [("Cover is thin.", "")]


def test_tracked_insertions_are_live_and_marked() -> None:
    reading = read(p(r("GS will ") + ins(r("not ")) + r("act.")))

    assert live(reading)[0].text == "GS will not act."
    assert [
        (s.start, s.end, s.text, s.author, s.at) for s in spans(reading, SpanStatus.INSERTED)
    ] == [(8, 12, "not ", "A Editor", "2024-03-14T09:00:00Z")]


def test_a_tracked_deletion_is_kept_apart() -> None:
    reading = read(p(r("GS will ") + dele("never ") + r("act.")))

    assert reading.text == live(reading)[0].text == "GS will act."
    assert [
        (s.start, s.end, s.text, s.author, s.ordinal) for s in spans(reading, SpanStatus.DELETED)
    ] == [(8, 8, "never ", "A Editor", 1)]


def test_moved_words_are_live_where_they_went() -> None:
    move = '<w:moveFrom w:id="5" w:author="B" w:date="2024-01-01T00:00:00Z">{}</w:moveFrom>'
    to = '<w:moveTo w:id="6" w:author="B" w:date="2024-01-01T00:00:00Z">{}</w:moveTo>'

    reading = read(p(move.format(r("gone")) + r("First.")), p(r("Second ") + to.format(r("gone"))))

    assert reading.text == "First.\nSecond gone"
    assert [(s.status.value, s.text) for s in reading.spans] == [
        ("deleted", "gone"),
        ("inserted", "gone"),
    ]


def test_a_paragraph_whose_mark_was_deleted_runs_on() -> None:
    mark = '<w:rPr><w:del w:id="3" w:author="B" w:date="2024-01-01T00:00:00Z"/></w:rPr>'

    reading = read(p("One and ", more=mark), p("the same."))

    assert [s.text for s in live(reading)] == ["One and the same."]


def test_a_paragraph_that_was_deleted_whole_is_a_part_of_its_own() -> None:
    reading = read(p("Kept."), p(dele("Struck out.")), p("Kept too."))

    gone = [s for s in reading.segments if s.status is SegmentStatus.DELETED]
    assert [(s.text, s.start, s.end, s.anchor, s.author) for s in gone] == [
        ("Struck out.", None, None, 1, "A Editor")
    ]
    assert "Struck" not in reading.text


def test_a_deleted_row_of_a_table_is_not_evidence() -> None:
    gone = '<w:del w:id="4" w:author="B" w:date="2024-01-01T00:00:00Z"/>'

    reading = read(
        tbl(
            tr("Action", "Owner"),
            tr("Write", "AK"),
            tr("Read", "NB", properties=gone),
            tr("Ask", "GS"),
        )
    )

    assert [s.owner for s in live(reading)] == ["AK", "GS"]
    assert {s.text for s in spans(reading, SpanStatus.DELETED)} == {"Read", "NB"}


def test_hidden_words_are_flagged_and_not_live() -> None:
    reading = read(
        p(r("Open ") + r("secret ", "<w:vanish/>") + r("words.")),
        p(r("All hidden.", "<w:vanish/>")),
    )

    assert reading.text == "Open words."
    assert [s.text for s in spans(reading, SpanStatus.HIDDEN)] == ["secret ", "All hidden."]
    assert [s.text for s in reading.segments if s.status is SegmentStatus.HIDDEN] == ["All hidden."]


def test_the_words_of_a_link_are_live_and_marked() -> None:
    reading = read(
        p(r("See ") + f'<w:hyperlink r:id="x">{r("the guidance")}</w:hyperlink>' + r("."))
    )

    assert reading.text == "See the guidance."
    assert [(s.start, s.end) for s in spans(reading, SpanStatus.LINK)] == [(4, 16)]


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent>" + p("Boxed words.") + "</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing><wps:wsp>'
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    reading = read(p(r("Before the box.") + both), p("After it."))

    assert reading.text == "Before the box.\nBoxed words.\nAfter it."


def test_content_controls_are_read_through() -> None:
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('Aldermere')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('A whole paragraph.')}</w:sdtContent></w:sdt>"

    reading = read(p(r("Area: ") + inline), block)

    assert reading.text == "Area: Aldermere\nA whole paragraph."


def test_comments_hang_on_their_segment_and_are_not_in_the_text() -> None:
    anchored = '<w:commentRangeStart w:id="7"/>' + r("Disputed.") + '<w:commentRangeEnd w:id="7"/>'
    about = 'w:id="7" w:author="N B" w:date="2024-03-20T10:00:00Z"'
    comment = f"<w:comment {about}>{p('Is it?')}</w:comment>"

    reading = read(p("First."), p(anchored), comments=comment)

    found = [s for s in reading.segments if s.status is SegmentStatus.COMMENT]
    assert [(s.text, s.author, s.at, s.anchor, s.start, s.locator) for s in found] == [
        ("Is it?", "N B", "2024-03-20T10:00:00Z", 2, None, "comment 1")
    ]
    assert "Is it?" not in reading.text


def test_notes_are_live_words_with_an_anchor() -> None:
    reference = r("Sampled.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Four of forty.")}</w:footnote>'
    )

    reading = read(p(reference), p("Next."), footnotes=notes)

    note = reading.segments[-1]
    assert (note.text, note.locator, note.anchor, note.status) == (
        "Four of forty.",
        "note 1",
        1,
        SegmentStatus.LIVE,
    )
    assert reading.text[note.start : note.end] == "Four of forty."
    assert [(s.start, s.ordinal, s.text) for s in spans(reading, SpanStatus.NOTE)] == [
        (8, 1, "Four of forty.")
    ]


def test_headers_and_footers_are_furniture_once() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/>'
        '<w:headerReference w:type="first" r:id="rheader"/>'
        '<w:footerReference w:type="default" r:id="rfooter"/></w:sectPr>'
    )
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>'

    reading = read(
        p("Words."), section, header=p("OFFICIAL-SENSITIVE"), footer=p(r("CQB | Page ") + page)
    )

    beside = [s for s in reading.segments if s.status is SegmentStatus.FURNITURE]
    assert [(s.locator, s.text, s.start) for s in beside] == [
        ("header", "OFFICIAL-SENSITIVE", None),
        ("footer", "CQB", None),
    ]


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = (
        char("begin")
        + "<w:r><w:instrText> REF x </w:instrText></w:r>"
        + char("separate")
        + r("item 4")
        + char("end")
    )
    page = (
        char("begin")
        + "<w:r><w:instrText> PAGE </w:instrText></w:r>"
        + char("separate")
        + r("12")
        + char("end")
    )

    reading = read(p(r("See ") + field + r(".") + page))

    assert reading.text == "See item 4."


def test_a_field_that_never_ends_swallows_nothing() -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("Kept all the same.")

    reading = read(p(broken), p("The rest is read."))

    assert reading.text == "Kept all the same.\nThe rest is read."


def test_a_table_of_contents_is_furniture() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "</w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('Disclosure	3')}</w:sdtContent></w:sdt>"
    )

    reading = read(contents, p("Disclosure", style="Heading1"), p("Late again."), styles=HEADINGS)

    assert [s.text for s in live(reading)] == ["Late again."]
    assert [(s.status, s.start) for s in reading.segments[:1]] == [(SegmentStatus.FURNITURE, None)]


def test_breaks_tabs_hyphens_and_symbols_are_characters() -> None:
    run = (
        f"<w:r>{t('One')}<w:br/>{t('two')}<w:tab/>{t('non')}<w:noBreakHyphen/>{t('advo')}<w:softHyphen/>"
        f'{t("cacy ")}<w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    )

    assert read(p(run)).text == "One\ntwo\tnon-advocacy \u2192"


def test_strict_files_are_read_alike() -> None:
    files = parts(p("Strictly speaking."))
    strict = {
        name: data.replace(
            WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, data in files.items()
    }

    assert read_word(zipped(strict), Hints()).text == "Strictly speaking."


def test_xml_that_is_not_well_formed_is_mended_with_a_notice() -> None:
    files = parts(p("Readable."))
    files["word/document.xml"] = files["word/document.xml"].replace(b"</w:body>", b"<w:p>")

    reading = read_word(zipped(files), Hints())

    assert reading.text == "Readable."
    assert [n.code for n in reading.notices] == ["mended_xml"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    files = parts(p("&x;"))
    body = files["word/document.xml"].decode().replace("&amp;x;", "&x;")
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY x "boom">]>{body}'
    files["word/document.xml"] = bomb.encode(encoding)

    with pytest.raises(UnreadableSource) as refusal:
        read_word(zipped(files), Hints())

    assert refusal.value.code == "unsafe"


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read(p())

    assert refusal.value.code == "no_text"


def test_an_action_log_gives_owner_and_deadline() -> None:
    reading = read(
        p("Action log"),
        tbl(
            tr("Ref", "Action", "Owner", "Due"),
            tr("N1", "Deliver clinics", "RO", "7 Nov 2023"),
            tr("N2", "Send schedules", "DK", "-"),
        ),
    )

    assert [(s.owner, s.due, s.locator, s.heading, s.number) for s in live(reading)] == [
        ("RO", "7 Nov 2023", "action log, row 1", "Action log", "N1"),
        ("DK", "", "action log, row 2", "Action log", "N2"),
    ]
    assert live(reading)[0].columns == (
        ("Ref", "N1"),
        ("Action", "Deliver clinics"),
        ("Owner", "RO"),
        ("Due", "7 Nov 2023"),
    )


def test_a_table_of_minutes_gives_each_minute_its_number_and_owner() -> None:
    reading = read(
        tbl(
            tr("Item", "Discussion", "Action", heading=True),
            tr(
                "3. IQA themes paper",
                cell(p("3.1 AK spoke to his paper.") + p("3.2 He had used 19 records.")),
                "",
            ),
            tr("3. (cont.)", "3.3 It was agreed to carry on.", "AK, NB"),
            tr("4.1", "Letters were read.", "SR to ask headquarters for new paragraphs."),
        )
    )

    assert [(s.number, s.heading, s.text, s.owner, s.locator) for s in live(reading)] == [
        ("3.1", "IQA themes paper", "AK spoke to his paper.", "", "item 3.1"),
        ("3.2", "IQA themes paper", "He had used 19 records.", "", "item 3.2"),
        ("3.3", "IQA themes paper", "It was agreed to carry on.", "AK, NB", "item 3.3"),
        ("4.1", "", "Letters were read.", "", "item 4.1"),
        ("4.1", "", "SR to ask headquarters for new paragraphs.", "SR", "item 4.1, para 2"),
    ]


def test_a_merged_cell_counts_in_each_row_that_it_covers() -> None:
    reading = read(
        tbl(
            tr("Area", "Theme", "Files", heading=True),
            tr(cell("Aldermere", '<w:vMerge w:val="restart"/>'), "Strategy", "35"),
            tr(cell("", "<w:vMerge/>"), "Letters", "19"),
        )
    )

    assert dict(live(reading)[1].columns)["Area"] == "Aldermere"
    assert reading.text.count("Aldermere") == 1


def test_a_layout_table_is_dissolved_into_its_paragraphs() -> None:
    reading = read(
        p("Brief"), tbl(tr("First thought of the week."), tr("Second thought of the week."))
    )

    assert [(s.text, s.columns) for s in live(reading)] == [
        ("First thought of the week.", ()),
        ("Second thought of the week.", ()),
    ]


def test_a_table_of_labels_and_values_pairs_them() -> None:
    reading = read(tbl(tr("Date:", "12 March 2024"), tr("Chair:", "AK")))

    assert [s.columns for s in live(reading)] == [(("Date", "12 March 2024"),), (("Chair", "AK"),)]


def test_attendance_and_date_stand_under_headings_of_their_own() -> None:
    reading = read(
        p("Casework board", style="Title"),
        p("12 March 2024, 10.30, Larch House"),
        p("Present: AK, NB"),
        p("Listing", style="Heading1"),
        p("Trials were moved to May."),
        styles=HEADINGS,
    )

    assert [s.heading for s in live(reading)] == ["Meeting details", "Attendance", "Listing"]
    assert reading.title == "Casework board"
    assert reading.dates[0] == "2024-03-12"


def test_bold_questions_of_an_interview_are_asked_and_answered() -> None:
    bold = "<w:b/>"
    reading = read(
        p("Interview with the DCCP", style="Title"),
        p(r("What is IQA for?", bold)),
        p("For learning."),
        p("And for assurance."),
        p(r("How do you know that it works?", bold)),
        p("We do not."),
        styles=HEADINGS,
        hints=Hints(structure=Structure.INTERVIEW),
    )

    assert [(s.is_question, s.question, s.locator) for s in live(reading)] == [
        (True, "", "question 1"),
        (False, "What is IQA for?", "question 1, para 1"),
        (False, "What is IQA for?", "question 1, para 2"),
        (True, "", "question 2"),
        (False, "How do you know that it works?", "question 2, para 1"),
    ]


def test_a_table_of_questions_and_answers_is_an_interview() -> None:
    reading = read(
        tbl(tr("Question", "Response", heading=True), tr("Who reads it?", "Nobody.")),
        hints=Hints(structure=Structure.INTERVIEW),
    )

    assert [(s.text, s.is_question, s.question) for s in live(reading)] == [
        ("Who reads it?", True, ""),
        ("Nobody.", False, "Who reads it?"),
    ]


def test_a_transcript_that_teams_saved_in_word_has_speakers_and_times() -> None:
    reading = read(
        p(r("Ruth Ansah   0:03") + f"<w:r><w:br/>{t('Shall we start?')}</w:r>"),
        p(r("Jodie Prior   0:09") + f"<w:r><w:br/>{t('Go on then.')}</w:r>"),
        p(r("Ruth Ansah   1:02:11") + f"<w:r><w:br/>{t('How do they choose?')}</w:r>"),
        hints=Hints(structure=Structure.TRANSCRIPT),
    )

    assert [(s.speaker, s.text, s.locator, s.is_question) for s in live(reading)] == [
        ("Ruth Ansah", "Shall we start?", "Ruth Ansah, 00:00:03", True),
        ("Jodie Prior", "Go on then.", "Jodie Prior, 00:00:09", False),
        ("Ruth Ansah", "How do they choose?", "Ruth Ansah, 01:02:11", True),
    ]
