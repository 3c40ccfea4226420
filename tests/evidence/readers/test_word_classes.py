"""Every class of Word text is kept under its status: docs/reference/formats.md, row by row."""

from __future__ import annotations

import pytest

from evidence.errors import UnreadableSource
from evidence.readers.interface import Hints, Reading
from evidence.readers.word import read_word
from evidence.segments import Segment, SegmentStatus, Span, SpanStatus
from tests.evidence.word_files import (
    cell,
    dele,
    ins,
    p,
    parts,
    r,
    style,
    t,
    tbl,
    tr,
    with_part,
    word,
    zipped,
)

BY = 'w:id="9" w:author="A Editor" w:date="2024-03-14T09:00:00Z"'


def read(*body: str, **others: str) -> Reading:
    return read_word(word(*body, **others), Hints())


def segments(reading: Reading, status: SegmentStatus) -> list[Segment]:
    return [s for s in reading.segments if s.status is status]


def spans(reading: Reading, status: SpanStatus) -> list[Span]:
    return [s for s in reading.spans if s.status is status]


def live(reading: Reading) -> list[str]:
    return [s.text for s in segments(reading, SegmentStatus.LIVE)]


def drawn(inside: str, about: str = "") -> str:
    """A drawing in a run, described or not."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" {about}/>{inside}</wp:inline>'
        "</w:drawing></w:r>"
    )


def boxed(words: str) -> str:
    """A text box, as Word writes it since 2010 and, for older ones, before."""
    inside = f"<w:txbxContent>{p(words)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    "body",
    [
        f"<w:sdt><w:sdtContent>{p('Wanted words.')}</w:sdtContent></w:sdt>",
        p(f"<w:sdt><w:sdtContent>{r('Wanted words.')}</w:sdtContent></w:sdt>"),
        f"<w:tbl><w:sdt><w:sdtContent>{tr('Wanted words.')}</w:sdtContent></w:sdt></w:tbl>",
        "<w:tbl><w:tr><w:sdt><w:sdtContent>"
        f"{cell('Wanted words.')}</w:sdtContent></w:sdt></w:tr></w:tbl>",
        p(f'<w:smartTag w:element="x">{r("Wanted ")}</w:smartTag>' + r("words.")),
        f'<w:customXml w:element="x">{p("Wanted words.")}</w:customXml>',
        p(f'<w:dir w:val="ltr"><w:bdo w:val="ltr">{r("Wanted words.")}</w:bdo></w:dir>'),
        p(f'<w:fldSimple w:instr=" TITLE ">{r("Wanted words.")}</w:fldSimple>'),
        p(boxed("Wanted words.")),
        p('<w:r><w:pict><v:shape><v:textpath string="Wanted words."/></v:shape></w:pict></w:r>'),
        p(f"<w:r><mc:AlternateContent><mc:Choice>{t('Wanted words.')}</mc:Choice>"
          f"<mc:Fallback>{t('Other words.')}</mc:Fallback></mc:AlternateContent></w:r>"),
        tbl(tr(tbl(tr("Wanted words.")))),
        f"<w:unheardOf>{p('Wanted words.')}</w:unheardOf>",
        "<m:oMathPara><m:oMath><m:r><m:t>Wanted words.</m:t></m:r></m:oMath></m:oMathPara>",
    ],
)  # fmt: skip
def test_words_in_whatever_wraps_them_are_live_once(body: str) -> None:
    reading = read(p("First."), body)

    assert live(reading) == ["First.", "Wanted words."]
    assert reading.text.count("Wanted words.") == 1


def test_an_equation_stands_on_one_line_with_its_powers_and_fractions() -> None:
    def run(words: str) -> str:
        return f"<m:r><w:rPr/><m:t>{words}</m:t></m:r>"

    power = f"<m:sSup><m:sSupPr/><m:e>{run('r')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>"
    half = f"<m:f><m:num>{run('a+b')}</m:num><m:den>{run('2c')}</m:den></m:f>"
    fenced = (
        f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{half}</m:e></m:d>'
    )

    reading = read(p(r("Area ") + f"<m:oMath>{run('A=')}{power}{fenced}</m:oMath>"))

    assert reading.text == "Area A=r^2[(a+b)/(2c)]"


def test_a_change_within_an_equation_is_marked() -> None:
    equation = (
        f"<m:oMath><m:r><m:t>A=</m:t></m:r><m:r><w:ins {BY}><m:t>2</m:t></w:ins></m:r>"
        f"<m:r><w:del {BY}><m:t>3</m:t></w:del></m:r></m:oMath>"
    )

    reading = read(p(equation))

    assert reading.text == "A=2"
    assert [s.text for s in spans(reading, SpanStatus.INSERTED)] == ["2"]
    assert [s.text for s in spans(reading, SpanStatus.DELETED)] == ["3"]


def test_a_chart_gives_its_title_and_its_points_as_a_table() -> None:
    def points(kind: str, *values: str) -> str:
        inside = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(values))
        return f"<c:{kind}><c:x><c:formatCode>0%</c:formatCode>{inside}</c:x></c:{kind}>"

    series = (
        f"<c:ser><c:tx><c:v>Agreed</c:v></c:tx>{points('cat', 'Area 03', 'Area 09')}"
        f"{points('val', '0.85', '0.7')}</c:ser>"
    )
    chart = (
        "<c:chartSpace><c:chart><c:title><a:t>Agreement by Area</a:t></c:title>"
        f"<c:plotArea>{series}</c:plotArea></c:chart></c:chartSpace>"
    )
    body = p(r("Before.") + drawn('<a:graphic><c:chart r:id="C1"/></a:graphic>'))

    reading = read_word(zipped(with_part(parts(body), "C1", "chart", chart)), Hints())

    assert "Agreement by Area" in reading.text
    rows = [s for s in reading.segments if s.columns]
    assert [(s.text, dict(s.columns)["Agreed"]) for s in rows] == [
        ("Area 03 | 85%", "85%"),
        ("Area 09 | 70%", "70%"),
    ]


def test_a_diagram_gives_the_words_of_its_shapes() -> None:
    data = (
        "<a:dataModel><a:t><a:p><a:r><a:t>Charge, review, </a:t></a:r><a:r><a:t>assure</a:t></a:r>"
        "</a:p></a:t></a:dataModel>"
    )
    body = p(r("Before.") + drawn('<a:relIds r:dm="D1"/>'))

    reading = read_word(zipped(with_part(parts(body), "D1", "diagramData", data)), Hints())

    assert live(reading) == ["Before.", "Charge, review, assure"]


def test_what_describes_a_picture_is_furniture_beside_its_paragraph() -> None:
    reading = read(
        p("First."), p(r("Second.") + drawn("", 'descr="A bar chart of late files"')), p("Third.")
    )

    found = segments(reading, SegmentStatus.FURNITURE)
    assert [(s.text, s.locator, s.anchor, s.start) for s in found] == [
        ("A bar chart of late files", "picture 1", 2, None)
    ]
    assert reading.text == "First.\nSecond.\nThird."


def test_a_document_of_pictures_alone_has_no_text() -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read(p(drawn("", 'descr="scan-0001.jpg"')))

    assert refusal.value.code == "no_text"


def embedding(content: bytes, program: str) -> Reading:
    """A document with an object of a program in it."""
    about = f'<o:OLEObject ProgID="{program}" r:id="O1"/>'
    body = p(r("See the sheet.") + f"<w:r><w:object>{about}</w:object></w:r>")
    files = with_part(parts(body), "O1", "package", "<x/>")
    files["word/more/O1.xml"] = content
    return read_word(zipped(files), Hints())


def test_an_embedded_document_is_a_file_of_its_own() -> None:
    inner = word(p("Board paper."))

    reading = embedding(inner, "Word.Document.12")

    assert [(a.name, a.content) for a in reading.attachments] == [("O1.xml.docx", inner)]
    assert ["O1.xml.docx" in n.message for n in reading.notices] == [True]


def test_an_embedded_object_that_is_no_document_is_named_in_a_notice() -> None:
    reading = embedding(b"\x00 a drawing", "Visio.Drawing.11")

    assert reading.attachments == ()
    assert [(n.code, "(Visio.Drawing.11) was not read" in n.message) for n in reading.notices] == [
        ("embedded_file", True)
    ]


def test_ruby_is_a_note_beside_the_words_below_it() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('ki')}</w:rt><w:rubyBase>{r('key')}</w:rubyBase></w:ruby></w:r>"

    reading = read(p(r("The ") + ruby + r(" witness.")))

    assert reading.text == "The key witness."
    assert [(s.text, s.start, s.end) for s in spans(reading, SpanStatus.NOTE)] == [("ki", 4, 4)]


def test_the_number_of_a_page_that_is_referred_to_is_kept() -> None:
    field = f'<w:fldSimple w:instr=" PAGEREF _x ">{r("12")}</w:fldSimple>'

    assert read(p(r("See page ") + field + r("."))).text == "See page 12."


def test_words_are_hidden_by_their_run_their_style_or_their_row() -> None:
    secret = style("Secret", runs="<w:vanish/>")
    reading = read(
        p(r("Seen.") + r("By the run.", "<w:vanish/>")),
        p("By the style.", style="Secret"),
        p(r("Shown after all.", '<w:vanish w:val="0"/>'), style="Secret"),
        tbl(tr("By the row.", properties="<w:hidden/>")),
        styles=secret,
    )

    assert reading.text == "Seen.\nShown after all."
    hidden = [s.text for s in spans(reading, SpanStatus.HIDDEN)]
    assert hidden == ["By the run.", "By the style.", "By the row."]


def test_a_row_that_was_inserted_or_deleted_is_marked_whole() -> None:
    reading = read(
        p("Before the table."),
        tbl(
            tr("Old row", "stays"),
            tr("New row", "comes", properties=f"<w:ins {BY}/>"),
            tr("Lost row", "goes", properties=f"<w:del {BY}/>"),
        ),
    )

    assert "Lost row" not in reading.text
    assert [(s.text, s.author) for s in spans(reading, SpanStatus.INSERTED)] == [
        ("New row", "A Editor"), ("comes", "A Editor"),
    ]  # fmt: skip
    assert "".join(s.text for s in spans(reading, SpanStatus.DELETED)) == "Lost rowgoes"


def test_what_stands_in_a_deleted_text_box_is_deleted() -> None:
    gone = f"<w:del {BY}>{boxed('Boxed and gone.')}</w:del>"

    reading = read(p(r("Stays.") + gone))

    assert reading.text == "Stays."
    assert [(s.text, s.author) for s in spans(reading, SpanStatus.DELETED)] == [
        ("Boxed and gone.", "A Editor")
    ]


def test_a_move_is_a_deletion_and_an_insertion() -> None:
    reading = read(
        p(f"<w:moveFrom {BY}>{r('Moved words.')}</w:moveFrom>" + r("Stays.")),
        p(f"<w:moveTo {BY}>{r('Moved words.')}</w:moveTo>"),
    )

    assert reading.text == "Stays.\nMoved words."
    assert [s.text for s in spans(reading, SpanStatus.DELETED)] == ["Moved words."]
    assert [s.start for s in spans(reading, SpanStatus.INSERTED)] == [7]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_whose_reference_was_deleted_is_deleted(kind: str) -> None:
    notes = "".join(
        f'<w:{kind} w:id="{n}">{p(words)}</w:{kind}>'
        for n, words in ((1, "Stands."), (2, "Was cut."))
    )
    reference = f'<w:r><w:{kind}Reference w:id="%d"/></w:r>'
    body = r("One.") + reference % 1 + r(" Two.") + f"<w:del {BY}>{reference % 2}</w:del>"

    reading = read(p(body), **{f"{kind}s": notes})

    assert reading.text == "One. Two.\nStands."
    assert [s.text for s in segments(reading, SegmentStatus.DELETED)] == ["Was cut."]
    assert segments(reading, SegmentStatus.DELETED)[0].anchor == 1


def test_a_note_whose_reference_is_hidden_is_hidden() -> None:
    reference = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="1"/></w:r>'

    reading = read(
        p(r("One.") + reference), footnotes=f'<w:footnote w:id="1">{p("Unseen.")}</w:footnote>'
    )

    assert reading.text == "One."
    assert [s.text for s in segments(reading, SegmentStatus.HIDDEN)] == ["Unseen."]


def test_a_note_of_a_paragraph_without_words_is_anchored_all_the_same() -> None:
    body = ins("<w:r><w:t> </w:t></w:r>" + '<w:r><w:footnoteReference w:id="1"/></w:r>')

    reading = read(
        p("Words."), p(body), footnotes=f'<w:footnote w:id="1">{p("Note.")}</w:footnote>'
    )

    assert [(s.text, s.anchor) for s in reading.segments if s.locator == "note 1"] == [("Note.", 1)]


def test_what_was_deleted_in_a_header_or_comment_stands_on_its_own() -> None:
    reference = '<w:sectPr><w:headerReference r:id="rheader"/></w:sectPr>'
    comment = f"<w:comment {BY}>{p(r('Is it?') + dele(' Really?'))}</w:comment>"
    anchored = '<w:commentRangeStart w:id="9"/>' + r("Disputed.")

    reading = read(
        p(anchored), reference, header=p(r("Draft 2") + dele(" for Leeds")), comments=comment
    )

    assert [s.text for s in segments(reading, SegmentStatus.FURNITURE)] == ["Draft 2"]
    assert [(s.text, s.locator) for s in segments(reading, SegmentStatus.DELETED)] == [
        ("Really?", "comment 1, deleted"),
        ("for Leeds", "header, deleted"),
    ]


def test_a_reply_to_a_comment_says_which_one_it_answers() -> None:
    def comment(number: int, words: str) -> str:
        inside = f'<w:p w14:paraId="0000000{number}">{r(words)}</w:p>'
        return f'<w:comment w:id="{number}" w:author="N B">{inside}</w:comment>'

    marks = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in (1, 2))
    files = parts(p(marks + r("Disputed.")), comments=comment(1, "Is it?") + comment(2, "It is."))
    extended = (
        '<w15:commentsEx><w15:commentEx w15:paraId="00000001"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/></w15:commentsEx>'
    )

    reading = read_word(zipped(with_part(files, "X1", "commentsExtended", extended)), Hints())

    found = segments(reading, SegmentStatus.COMMENT)
    assert [(s.text, s.locator, s.anchor) for s in found] == [
        ("Is it?", "comment 1", 1),
        ("It is.", "comment 2, reply to comment 1", 1),
    ]


@pytest.mark.parametrize(("kind", "told"), [("autoText", True), ("bbPlcHdr", False)])
def test_building_blocks_are_told_of_but_not_the_prompts_of_forms(kind: str, told: bool) -> None:
    glossary = (
        f'<w:glossaryDocument><w:docParts><w:docPart><w:docPartPr><w:types><w:type w:val="{kind}"/>'
        f"</w:types></w:docPartPr><w:docPartBody>{p('Stock words.')}</w:docPartBody></w:docPart>"
        "</w:docParts></w:glossaryDocument>"
    )
    files = with_part(parts(p("Words.")), "G1", "glossaryDocument", glossary)

    reading = read_word(zipped(files), Hints())

    assert reading.text == "Words."
    assert ("building_blocks" in [n.code for n in reading.notices]) is told


def test_large_style_parts_are_read_like_small_ones() -> None:
    own = style("heading 1", style_id="Heading1") + style("Late", based_on="Heading1")
    many = "".join(style(f"Unused {n}", properties="<w:keepNext/>" * 9) for n in range(400))

    small, large = (
        read(p("Board"), p("Disclosure", style="Late"), p("Late again."), styles=styles)
        for styles in (own, own + many)
    )

    assert [s.heading for s in large.segments] == [s.heading for s in small.segments]
    assert large.segments[-1].heading == "Disclosure"


@pytest.mark.parametrize(
    "taken_in",
    [
        word(p("Wanted words.")),
        b"<html><body><p>Wanted <b>words.</b></p></body></html>",
        rb"{\rtf1\ansi Wanted words.\par}",
        b"Wanted words.\r\n",
    ],
)
def test_a_document_that_was_taken_in_whole_is_read_where_it_stands(taken_in: bytes) -> None:
    body = (p("Before."), '<w:altChunk r:id="T1"/>', p("After."))
    files = with_part(parts(*body), "T1", "aFChunk", "<x/>")
    files["word/more/T1.xml"] = taken_in

    reading = read_word(zipped(files), Hints())

    assert live(reading) == ["Before.", "Wanted words.", "After."]
    assert reading.notices == ()


def test_a_document_that_was_taken_in_and_cannot_be_read_is_named() -> None:
    files = with_part(parts(p("Before."), '<w:altChunk r:id="T1"/>'), "T1", "aFChunk", "<x/>")
    files["word/more/T1.xml"] = b"\x00\x01\x02\x03" * 99

    reading = read_word(zipped(files), Hints())

    assert [(n.code, "(T1.xml) was not read" in n.message) for n in reading.notices] == [
        ("embedded_file", True)
    ]


def test_what_describes_a_table_is_furniture_beside_it() -> None:
    described = '<w:tblPr><w:tblDescription w:val="Files by Area"/></w:tblPr>'

    reading = read(p("Before."), tbl(described, tr("Area 03", "14")))

    assert [(s.text, s.anchor) for s in segments(reading, SegmentStatus.FURNITURE)] == [
        ("Files by Area", 2)
    ]


def test_boxes_and_lists_of_a_form_show_what_was_chosen() -> None:
    def control(data: str) -> str:
        begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar>'
        return f'<w:r>{begin}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    ticked = control("<w:checkBox><w:checked/></w:checkBox>")
    entries = '<w:listEntry w:val="Agree"/><w:listEntry w:val="Disagree"/>'
    chosen = control(f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>')

    assert read(p(ticked + r(" Late. ") + chosen)).text == "\u2612 Late. Disagree"
