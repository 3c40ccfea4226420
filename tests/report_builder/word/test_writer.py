from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from lxml import etree

from report_builder.document import (
    Bullets,
    Callout,
    CalloutKind,
    Contents,
    CrossReference,
    Document,
    Heading,
    Paragraph,
    Placeholder,
    Quotation,
    Table,
)
from report_builder.numbering import number
from report_builder.word.writer import write
from tests.report_builder.word.element_order import misplaced
from tests.report_builder.word.sample_report import (
    BASIS,
    MADE_AT,
    area_table,
    document_of,
    figure,
    front,
    prose,
    question_chart,
    report,
    sentence,
    written,
)
from tests.report_builder.word.word_numbering import W, numbers_seen


def parts_of(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree_of(document: Document) -> etree._Element:
    return etree.fromstring(parts_of(written(document))["word/document.xml"])


def texts(tree: etree._Element) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in tree.iter(f"{W}p")]


def styled(tree: etree._Element, style: str) -> list[etree._Element]:
    return [p for p in tree.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == style]


def bookmark(tree: etree._Element, name: str) -> str:
    """Return the text within a bookmark."""
    start = next(b for b in tree.iter(f"{W}bookmarkStart") if b.get(f"{W}name") == name)
    found = []
    for element in start.itersiblings():
        if element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == start.get(f"{W}id"):
            return "".join(found)
        found += [t.text or "" for t in element.iter(f"{W}t")]
    raise AssertionError(f"{name} does not end in its paragraph")


def fields(tree: etree._Element) -> dict[str, str]:
    """Return each field's instruction with the result in place."""
    found: dict[str, str] = {}
    open_fields: list[tuple[list[str], list[str]]] = []
    for element in tree.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if element.tag == f"{W}instrText":
            open_fields[-1][0].append(element.text or "")
        elif element.tag == f"{W}t":
            for _, shown in open_fields:
                shown.append(element.text or "")
        elif element.get(f"{W}fldCharType") == "begin":
            open_fields.append(([], []))
        elif element.get(f"{W}fldCharType") == "end":
            code, shown = open_fields.pop()
            found["".join(code).strip()] = "".join(shown)
    assert not open_fields
    return found


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written(report()) == written(report())


def test_a_report_made_at_another_time_says_so() -> None:
    document = report()
    later = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)

    packed = write(document, number(document), template=None, made_at=later, draft="D3")

    assert b"2026-04-01T08:00:00Z" in parts_of(packed)["docProps/core.xml"]
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 4, 1, 8, 0, 0)}


def test_every_part_is_well_formed_and_in_the_order_that_word_expects() -> None:
    parts = parts_of(written(report()))

    found = {name: misplaced(part) for name, part in parts.items() if name.endswith(".xml")}

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_check_of_order_sees_what_word_would_refuse() -> None:
    space = W[1:-1]
    wrong = f'<w:pPr xmlns:w="{space}"><w:jc w:val="left"/><w:keepNext/><w:odd/></w:pPr>'

    assert misplaced(wrong.encode()) == ["odd in w:pPr", "order in w:pPr: jc keepNext odd"]


def test_every_relationship_leads_to_a_part_and_every_part_has_a_type() -> None:
    parts = parts_of(written(report()))
    types = etree.fromstring(parts.pop("[Content_Types].xml"))
    named = {t.get("PartName") for t in types if t.get("PartName")}
    endings = {t.get("Extension") for t in types if t.get("Extension")} - {"xml"}

    targets = set()
    for name in list(parts):
        if name.endswith(".rels"):
            folder = name.split("_rels/")[0]
            for relation in etree.fromstring(parts.pop(name)):
                steps = (folder + relation.get("Target")).replace("charts/../", "")
                targets.add(steps)

    assert targets == set(parts)
    typed = {name for name in parts if name.rpartition(".")[2] in endings}
    assert named | {f"/{name}" for name in typed} == {f"/{name}" for name in parts}


def test_word_counts_chapters_paragraphs_and_annexes_as_the_report_does() -> None:
    document = report()
    numbers = number(document)
    parts = parts_of(written(document))

    seen = dict(
        numbers_seen(
            parts["word/document.xml"], parts["word/styles.xml"], parts["word/numbering.xml"]
        )
    )

    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            expected = numbers.number.get(block.block_id, "")
            if isinstance(block, Heading) and block.annex:
                expected = f"Annex {expected}"
            assert seen[f"_hm_{block.block_id}"] == expected, block.block_id


def test_annexes_beyond_z_are_lettered_as_word_letters_them() -> None:
    annexes = [Heading(f"a{n}", 1, f"Annex {n}", annex=True) for n in range(54)]
    document = document_of(*annexes, prose("p", "Words."))
    parts = parts_of(written(document))

    seen = dict(
        numbers_seen(
            parts["word/document.xml"], parts["word/styles.xml"], parts["word/numbering.xml"]
        )
    )

    shown = [seen[f"_hm_a{n}"] for n in (25, 26, 27, 51, 52)]
    assert shown == ["Annex Z", "Annex AA", "Annex BB", "Annex ZZ", "Annex AAA"]
    assert seen["_hm_p"] == number(document).number["p"] == "BBB.1"


def test_numbered_lists_begin_again_at_one() -> None:
    parts = parts_of(written(report()))

    seen = dict(
        numbers_seen(
            parts["word/document.xml"], parts["word/styles.xml"], parts["word/numbering.xml"]
        )
    )

    assert (seen["_hm_b_steps"], seen["_hm_b_again"], seen["_hm_b_sources"]) == ("1.", "1.", "•")


def test_a_cross_reference_is_a_field_that_is_right_at_first_opening() -> None:
    tree = tree_of(report())

    shown = fields(tree)

    assert shown["REF _Ref_p_4a \\n \\h"] == "4.1"
    assert shown["REF _Ref_p_annex \\n \\h"] == "B.1"
    assert shown["REF _Ref_h_annex_b \\n \\h"] == "Annex B"
    assert shown["REF _Ref_h_4 \\n \\h"] == "4"
    assert shown["REF _Ref_tab_area \\h"] == "Table 2" == bookmark(tree, "_Ref_tab_area")
    assert shown["REF _Ref_ch_one \\h"] == "Chart 1" == bookmark(tree, "_Ref_ch_one")
    assert "paragraph 4.1 and in Annex B; chapter 4 has the detail" in " ".join(texts(tree))


def test_a_cross_reference_to_nothing_leaves_no_field() -> None:
    tree = tree_of(document_of(prose("p", ("See ", CrossReference("gone"), "."))))

    assert texts(tree)[-1] == "See ."
    assert fields(tree) == {}


def test_the_contents_list_leads_to_the_headings_and_guesses_no_page() -> None:
    tree = tree_of(report())
    listed = styled(tree, "TOC1") + styled(tree, "TOC2")
    lines = ["".join(t.text for t in p.iter(f"{W}t")) for p in listed]
    names = {b.get(f"{W}name") for b in tree.iter(f"{W}bookmarkStart")}

    assert lines[:3] == ["Chief Inspector's foreword", "1Summary", "2Context and methodology"]
    assert "Annex AResults by Area and theme" in lines
    assert "What the files show" not in lines
    assert all(p.find(f"{W}hyperlink").get(f"{W}anchor") in names for p in listed)
    assert [code for code in fields(tree) if code.startswith("TOC")] == [
        'TOC \\o "1-2" \\h \\z \\u'
    ]


def test_opening_asks_no_question() -> None:
    parts = parts_of(written(report()))

    assert b"updateFields" not in parts["word/settings.xml"]
    assert b"w:dirty" not in parts["word/document.xml"]


def test_every_block_has_its_hidden_bookmark_in_its_first_paragraph() -> None:
    document = report()
    tree = tree_of(document)

    for block in document.blocks:
        bookmark(tree, f"_hm_{block.block_id}")

    assert bookmark(tree, "_hm_tab_area").startswith("Table 2: How far")
    assert bookmark(tree, "_hm_ch_two").startswith("Chart 2: Reasons")
    assert bookmark(tree, "_hm_q_1").startswith("“I used to")


def test_bookmarks_open_and_close_once_under_names_word_allows() -> None:
    tree = tree_of(report())
    starts = list(tree.iter(f"{W}bookmarkStart"))
    ids = [start.get(f"{W}id") for start in starts]
    names = [start.get(f"{W}name") for start in starts]

    assert sorted(ids) == sorted(end.get(f"{W}id") for end in tree.iter(f"{W}bookmarkEnd"))
    assert len(set(ids)) == len(ids)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in names)


def test_a_live_number_sits_in_a_hidden_control_within_its_bookmark() -> None:
    tree = tree_of(document_of(Heading("h", 1, "One"), prose("p", ("We saw ", figure("u9", "12")))))
    control = next(tree.iter(f"{W}sdt"))
    properties = [etree.QName(child).localname for child in control.find(f"{W}sdtPr")]

    assert bookmark(tree, "_hmf_u9") == "12"
    assert control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "hm:f:u9"
    assert control.find(f"{W}sdtPr/{W}alias").get(f"{W}val") == "agreement/overall (percent)"
    assert properties == ["alias", "tag", "id", "appearance"]
    assert control.getparent().tag == f"{W}p"


def test_controls_have_positive_ids_of_their_own() -> None:
    ids = [
        int(control.find(f"{W}sdtPr/{W}id").get(f"{W}val"))
        for control in tree_of(report()).iter(f"{W}sdt")
    ]

    assert len(set(ids)) == len(ids) > 20
    assert min(ids) > 0
    assert max(ids) < 2**31


def test_one_id_for_two_blocks_is_refused() -> None:
    with pytest.raises(ValueError, match="p occurs twice"):
        written(document_of(prose("p", "One."), prose("p", "Two.")))


def test_sentences_of_a_paragraph_are_joined_by_a_space() -> None:
    tree = tree_of(document_of(prose("p", "One.", ("Two ", figure("u", "2"), "."), "Three.")))

    assert texts(tree)[-1] == "One. Two 2. Three."


def test_control_characters_are_removed_and_markup_is_text() -> None:
    tree = tree_of(document_of(prose("p", "a\x00b\x0bc <w:p> & \ud800\ufffe\x1f\u2028end")))

    assert texts(tree)[-1] == "ab c <w:p> &  end"


def test_the_marking_is_in_every_kind_of_header_and_footer_of_every_section() -> None:
    parts = parts_of(written(report()))
    relations = {
        r.get("Id"): r.get("Target")
        for r in etree.fromstring(parts["word/_rels/document.xml.rels"])
    }
    sections = list(etree.fromstring(parts["word/document.xml"]).iter(f"{W}sectPr"))
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

    assert len(sections) == 4
    for section in sections:
        for place in ("header", "footer"):
            references = section.findall(f"{W}{place}Reference")
            assert {r.get(f"{W}type") for r in references} == {"default", "first", "even"}
            for reference in references:
                part = parts[f"word/{relations[reference.get(f'{space}id')]}"]
                assert b"OFFICIAL-SENSITIVE" in part


def test_the_title_page_has_no_page_number_and_the_others_have() -> None:
    parts = parts_of(written(report()))
    sections = list(etree.fromstring(parts["word/document.xml"]).iter(f"{W}sectPr"))

    assert [s.find(f"{W}titlePg") is not None for s in sections] == [True, False, False, False]
    assert b"PAGE" not in parts["word/footer_first.xml"]
    assert b"PAGE" in parts["word/footer_default.xml"]
    assert b"Individual quality assessment: thematic" in parts["word/footer_default.xml"]


def test_a_wide_table_stands_on_a_turned_page_with_the_heading_above_it() -> None:
    tree = tree_of(report())
    body = tree.find(f"{W}body")
    turned, seen = [], []
    for element in body:
        seen += [b.get(f"{W}name") for b in element.iter(f"{W}bookmarkStart")]
        for section in element.iter(f"{W}sectPr"):
            if section.find(f"{W}pgSz").get(f"{W}orient") == "landscape":
                turned.append([name for name in seen if name.startswith("_hm_")])
            seen = []

    assert turned == [["_hm_h_annex_a", "_hm_tab_wide"]]


def test_a_table_repeats_its_header_and_keeps_its_rows_whole() -> None:
    tree = tree_of(document_of(area_table("t")))
    table = next(tree.iter(f"{W}tbl"))
    rows = table.findall(f"{W}tr")

    assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows] == [True] + [False] * 14
    assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in rows)
    assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val").startswith("One row for each")
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val").startswith("How far inspectors")


def test_numbers_are_set_right_and_words_left() -> None:
    row = next(tree_of(document_of(area_table("t"))).iter(f"{W}tbl")).findall(f"{W}tr")[1]

    sides = [cell.find(f"{W}p/{W}pPr/{W}jc") for cell in row.findall(f"{W}tc")]

    assert sides[0] is None
    assert all(side.get(f"{W}val") == "right" for side in sides[1:])


def test_a_table_fills_the_page_and_its_columns_agree_with_its_cells() -> None:
    for table in tree_of(report()).iter(f"{W}tbl"):
        grid = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
        cells = [
            [int(tc.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for tc in row.findall(f"{W}tc")]
            for row in table.findall(f"{W}tr")
        ]
        assert sum(grid) in {9026, 13958}
        assert all(row == grid for row in cells)


def test_note_and_source_stand_below_the_table_and_stay_with_it() -> None:
    tree = tree_of(document_of(area_table("t")))
    last_row = list(tree.iter(f"{W}tr"))[-1]

    assert texts(tree)[-2].startswith("Note: Counts are of files.")
    assert texts(tree)[-1].startswith("Source: HMCPSI")
    assert last_row.find(f"{W}tc/{W}p/{W}pPr/{W}keepNext") is not None


def test_an_empty_table_says_so_under_its_caption() -> None:
    tree = tree_of(document_of(Table("t", "Nothing", ("A",), (), "nothing", BASIS)))

    assert texts(tree)[-2:] == ["Table 1: Nothing", "There is nothing to show in this table."]


def test_a_quotation_has_its_marks_once() -> None:
    tree = tree_of(
        document_of(Quotation("a", "Yes.", "A manager", ()), Quotation("b", "‘No.’", "Another", ()))
    )

    assert texts(tree)[-4:] == ["“Yes.”", "A manager", "‘No.’", "Another"]


def test_a_callout_says_in_words_what_it_is() -> None:
    callouts = tuple(
        Callout(f"c{n}", kind, kind.value.capitalize(), (sentence(f"s{n}", "Do it."),), BASIS)
        for n, kind in enumerate(CalloutKind)
    )
    tree = tree_of(document_of(*callouts))

    assert texts(tree)[-4:] == [
        "RecommendationDo it.",
        "Good practiceDo it.",
        "StrengthDo it.",
        "Issue to addressDo it.",
    ]
    assert len(styled(tree, "GoodPractice")) == 1
    assert next(tree.iter(f"{W}rStyle")).get(f"{W}val") == "CalloutLabel"


def test_a_recommendations_owner_and_milestones_stand_on_lines_of_their_own() -> None:
    said = ("By September 2026, Areas should record it.", "They should check.")
    added = (
        "Owner: CPS headquarters.",
        "By 30 May 2026: a file is chosen.",
        "By 1 June 2026: done.",
    )
    callout = Callout(
        "c",
        CalloutKind.RECOMMENDATION,
        "Recommendation 1",
        tuple(sentence(f"s{n}", text) for n, text in enumerate((*said, *added))),
        BASIS,
    )

    shown = docx.Document(io.BytesIO(written(document_of(callout)))).paragraphs[-1].text

    assert shown.split("\n") == ["Recommendation 1", " ".join(said), *added]


def test_a_contents_list_takes_at_least_six_lines_over_to_the_next_page() -> None:
    headings = [Heading(f"h{n}", 1 if n % 9 == 0 else 2, f"Heading {n}") for n in range(60)]
    tree = tree_of(document_of(Contents("c"), *headings))
    lines = [*styled(tree, "TOC1"), *styled(tree, "TOC2")]
    lines.sort(key=lambda line: int(texts(line)[0].split()[-1]))

    kept = [line.find(f"{W}pPr/{W}keepNext") is not None for line in lines]

    assert kept[-6:] == [True] * 5 + [False]
    assert [n for n, keep in enumerate(kept[:-6]) if not keep] == [8, 17, 26, 35, 44, 53]


def test_two_recommendations_are_two_boxes() -> None:
    same = tuple(
        Callout(f"c{n}", CalloutKind.RECOMMENDATION, "R", (sentence(f"s{n}", "x"),), BASIS)
        for n in range(3)
    )

    shades = [
        p.find(f"{W}pPr/{W}shd") for p in styled(tree_of(document_of(*same)), "Recommendation")
    ]

    assert [shade is not None for shade in shades] == [False, True, False]


def test_room_for_a_person_is_marked_in_words() -> None:
    tree = tree_of(document_of(Placeholder("x", "the foreword")))

    assert texts(tree)[-1] == "[For the inspector: the foreword]"


def test_an_unnumbered_chapter_has_the_heading_style_and_no_number() -> None:
    document = document_of(Heading("f", 1, "Foreword", numbered=False), prose("p", "Words."))
    parts = parts_of(written(document))
    seen = dict(
        numbers_seen(
            parts["word/document.xml"], parts["word/styles.xml"], parts["word/numbering.xml"]
        )
    )
    tree = etree.fromstring(parts["word/document.xml"])

    assert seen == {"_hm_f": "", "_hm_p": ""}
    assert len(styled(tree, "Heading1")) == len(styled(tree, "BodyText")) == 1


def test_the_file_says_what_it_is_and_names_nobody() -> None:
    packed = written(report(), draft="D3")
    properties = docx.Document(io.BytesIO(packed)).core_properties

    assert properties.title == front().title
    assert properties.subject == "Thematic inspection"
    assert properties.language == "en-GB"
    assert properties.author == properties.last_modified_by == front().inspectorate
    assert properties.created == MADE_AT
    assert b'name="hm_draft"><vt:lpwstr>D3<' in parts_of(packed)["docProps/custom.xml"]


def test_python_docx_opens_the_report() -> None:
    opened = docx.Document(io.BytesIO(written(report())))

    assert [p.text for p in opened.paragraphs if p.style.name == "Heading 1"][:2] == [
        "Chief Inspector's foreword",
        "Summary",
    ]
    assert [len(t.rows) for t in opened.tables] == [5, 15, 15]
    assert len(opened.sections) == 4


def test_a_watermark_comes_only_when_asked_for() -> None:
    document = report()
    packed = write(
        document, number(document), template=None, made_at=MADE_AT, draft="D3", watermark="DRAFT"
    )

    assert b'string="DRAFT"' in parts_of(packed)["word/header_default.xml"]
    assert b"textpath" not in parts_of(written(document))["word/header_default.xml"]


def test_a_report_without_blocks_is_a_title_page() -> None:
    tree = tree_of(Document(front(), ()))

    assert front().title in texts(tree)
    assert len(list(tree.iter(f"{W}sectPr"))) == 2


def test_contents_of_a_report_without_headings_is_a_title_alone() -> None:
    tree = tree_of(document_of(Contents("c"), Bullets("b", (sentence("s", "one"),))))

    assert texts(tree)[-2:] == ["Contents", "one"]
    assert fields(tree) == {}


def test_charts_are_numbered_parts_with_alt_text() -> None:
    parts = parts_of(written(document_of(question_chart("a"), question_chart("b", series=2))))
    tree = etree.fromstring(parts["word/document.xml"])
    drawn = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

    assert [d.get("descr")[:4] for d in tree.iter(drawn)] == ["Bars", "Bars"]
    assert [d.get("id") for d in tree.iter(drawn)] == ["1", "2"]
    assert {"word/charts/chart1.xml", "word/charts/chart2.xml"} <= set(parts)


@pytest.mark.parametrize(
    "points", [Bullets("b", (sentence("s", "one"),)), Quotation("b", "Yes.", "A manager", ())]
)
def test_a_paragraph_stays_with_the_list_or_quotation_it_leads_into(
    points: Bullets | Quotation,
) -> None:
    first, second = styled(
        tree_of(document_of(prose("p", "We:"), points, prose("q", "End."))), "BodyText"
    )

    assert first.find(f"{W}pPr/{W}keepNext") is not None
    assert second.find(f"{W}pPr/{W}keepNext") is None


def test_a_number_without_an_id_is_plain_text() -> None:
    tree = tree_of(document_of(prose("p", (figure("", "12"), " files."))))

    assert texts(tree)[-1] == "12 files."
    assert list(tree.iter(f"{W}sdt")) == []


def test_a_table_whose_words_would_break_is_turned_without_being_asked() -> None:
    heads = tuple(f"Responsibilities {n}" for n in range(7))
    table = Table("t", "Wide", heads, ((("141 of 177",),) * 7,), "alt", BASIS)

    sections = list(tree_of(document_of(prose("p", "Before."), table)).iter(f"{W}sectPr"))

    assert [s.find(f"{W}pgSz").get(f"{W}orient") for s in sections] == [None, None, "landscape"]
