"""The copy that leaves the building: what is taken out, what stays, and how that is proved."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import docx
import pytest

from report_builder.word.opened_report import opened_report
from report_builder.word.release.copying import Release, released
from report_builder.word.release.pictures import bare
from report_builder.word.release.residue import residue
from tests.report_builder.word.sample_report import report, written

AUTHOR = "HM Inspectorate of Examples"
AT = datetime(2026, 3, 2, tzinfo=UTC)
DRAFT = written(report())
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
WORDS = "<w:r><w:t>{}</w:t></w:r>"


def release(data: bytes, *, line: str = "", marking: str = "OFFICIAL") -> bytes:
    order = Release(AUTHOR, line, marking, frozenset(), frozenset({"OFFICIAL-SENSITIVE"}), AT)
    return released(data, order)[0]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(held: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in held.items():
            package.writestr(name, content)
    return out.getvalue()


def with_body(xml: str, data: bytes = DRAFT) -> bytes:
    """Put a paragraph at the end of the report's text."""
    held = parts(data)
    name = "word/document.xml"
    text = held[name].decode()
    at = text.rindex("<w:sectPr>") if "<w:sectPr>" in text else text.rindex("<w:sectPr ")
    held[name] = f"{text[:at]}<w:p>{xml}</w:p>{text[at:]}".encode()
    return packed(held)


def commented() -> bytes:
    document = docx.Document(io.BytesIO(DRAFT))
    run = document.paragraphs[30].add_run("as they say")
    document.add_comment(run, text="Is this so?", author="Priya Example", initials="PE")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def text_of(data: bytes) -> list[str]:
    return [p.text for p in opened_report(data).paragraphs]


def test_a_draft_as_it_was_built_is_not_fit_to_leave_and_its_copy_is() -> None:
    assert any("our bookmarks" in one for one in residue(DRAFT, AUTHOR))
    assert any("our controls" in one for one in residue(DRAFT, AUTHOR))

    copy = release(DRAFT)

    assert residue(copy, AUTHOR) == ()
    assert docx.Document(io.BytesIO(copy)).core_properties.author == AUTHOR


def test_the_copy_says_word_for_word_what_the_draft_said() -> None:
    before, after = text_of(DRAFT), text_of(release(DRAFT))

    assert [t for t in before if "DRAFT" not in t] == [t for t in after if t.strip() or t in before]


def test_contents_and_cross_references_still_lead_to_their_places() -> None:
    xml = parts(release(DRAFT))["word/document.xml"].decode()
    names = set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    targets = set(re.findall(r'w:anchor="([^"]+)"', xml)) | set(re.findall(r" REF (\w+)", xml))

    assert targets
    assert targets <= names
    assert xml.count("<w:bookmarkStart") == xml.count("<w:bookmarkEnd")


def test_the_marking_follows_the_stage_in_every_header_and_none_is_none() -> None:
    official, bare = parts(release(DRAFT)), parts(release(DRAFT, marking=""))

    margins = [name for name in official if re.match(r"word/(header|footer)", name)]
    assert len(margins) > 4
    for name in margins:
        assert b"OFFICIAL-SENSITIVE" not in official[name]
        assert b"OFFICIAL" in official[name]
        assert b"OFFICIAL" not in bare[name]


def test_the_line_that_says_draft_goes() -> None:
    assert any("DRAFT" in text for text in text_of(DRAFT))
    assert not any("DRAFT" in text for text in text_of(release(DRAFT)))


def test_comments_go_with_whoever_made_them() -> None:
    before = commented()
    assert opened_report(before).comments

    copy = release(before)

    assert residue(copy, AUTHOR, ["Priya Example"]) == ()
    assert "as they say" in " ".join(text_of(copy))
    assert not opened_report(copy).comments


@pytest.mark.parametrize(("keep", "said"), [(True, "new"), (False, "old")])
def test_tracked_changes_are_settled_as_somebody_said(keep: bool, said: str) -> None:
    changed = with_body(
        '<w:ins w:id="9001" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t>new</w:t></w:r>'
        '</w:ins><w:del w:id="9002" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r>'
        "<w:delText>old</w:delText></w:r></w:del>"
    )
    order = Release(AUTHOR, "", "", frozenset(), frozenset(), AT, keep_changes=keep)

    copy, taken = released(changed, order)

    assert taken.changes == 1
    assert text_of(copy)[-1] == said
    assert residue(copy, AUTHOR) == ()


ODD = {
    "hidden words": "<w:r><w:rPr><w:vanish/></w:rPr><w:t>our note</w:t></w:r>",
    "revision ids": '<w:r w:rsidR="00A1B2C3"><w:t>text</w:t></w:r>',
    "our bookmarks": '<w:bookmarkStart w:id="9001" w:name="_hm_x"/><w:bookmarkEnd w:id="9001"/>',
    "tracked changes": '<w:del w:id="9" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del>',
    "an evidence key": WORDS.format("see S004-012"),
    "the number of a case": WORDS.format("in 06AB1234523"),
}


@pytest.mark.parametrize("what", sorted(ODD))
def test_the_proof_finds_what_was_left_in(what: str) -> None:
    clean = release(DRAFT)
    spoilt = with_body(ODD[what], clean)

    assert residue(clean, AUTHOR) == ()
    assert any(what in one for one in residue(spoilt, AUTHOR))


@pytest.mark.parametrize(
    "runs",
    [
        WORDS.format("see S0") + WORDS.format("04-012"),
        WORDS.format("see S004") + "<w:r><w:noBreakHyphen/></w:r>" + WORDS.format("012"),
        WORDS.format("in 06AB12") + "<w:r><w:t/></w:r>" + WORDS.format("34523"),
    ],
)
def test_the_proof_reads_over_the_runs_into_which_word_cuts_a_key(runs: str) -> None:
    assert residue(with_body(runs, release(DRAFT)), AUTHOR)


def test_numbers_on_either_side_of_a_tab_are_no_key() -> None:
    apart = WORDS.format("06AB12") + "<w:r><w:tab/></w:r>" + WORDS.format("34523")

    assert residue(with_body(apart, release(DRAFT)), AUTHOR) == ()


@pytest.mark.parametrize("what", ["hidden words", "revision ids", "our bookmarks"])
def test_what_the_proof_would_find_is_taken_out(what: str) -> None:
    assert residue(release(with_body(ODD[what])), AUTHOR) == ()


def test_evidence_keys_in_the_text_are_never_taken_out_but_stop_the_release() -> None:
    assert any("S004-012" in one for one in residue(release(with_body(ODD["an evidence key"])), ""))


def test_custom_parts_and_properties_go_with_their_relations() -> None:
    held = parts(DRAFT)
    held["customXml/item1.xml"] = b"<m>secret</m>"
    held["word/people.xml"] = b"<p>A. Person</p>"
    held["docProps/thumbnail.jpeg"] = b"\xff\xd8"
    types = held["[Content_Types].xml"].decode()
    held["[Content_Types].xml"] = types.replace(
        "</Types>",
        '<Override PartName="/word/people.xml" ContentType="application/xml"/>'
        '<Override PartName="/customXml/item1.xml" ContentType="application/xml"/></Types>',
    ).encode()
    name = "word/_rels/document.xml.rels"
    held[name] = (
        held[name]
        .decode()
        .replace(
            "</Relationships>",
            '<Relationship Id="p1" Type="http://x/people" Target="people.xml"/>'
            '<Relationship Id="p2" Type="http://x/customXml" Target="../customXml/item1.xml"/>'
            "</Relationships>",
        )
        .encode()
    )

    copy = parts(release(packed(held)))

    assert not [name for name in copy if name.startswith("customXml") or "people" in name]
    assert "docProps/custom.xml" not in copy
    for part in ("[Content_Types].xml", name, "_rels/.rels"):
        assert b"people" not in copy[part]
        assert b"customXml" not in copy[part]
        assert b"custom-properties" not in copy[part]
    docx.Document(io.BytesIO(packed(copy)))


def test_a_link_of_an_editor_stays() -> None:
    document = docx.Document(io.BytesIO(DRAFT))
    part = document.part
    link = part.relate_to(
        "https://example.invalid/",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    held = io.BytesIO()
    document.save(held)
    linked = with_body(
        f'<w:hyperlink r:id="{link}">{WORDS.format("our site")}</w:hyperlink>', held.getvalue()
    )

    assert b"https://example.invalid/" in parts(release(linked))["word/_rels/document.xml.rels"]


def test_a_footnote_of_an_editor_stays_and_loses_what_must_not_leave() -> None:
    held = parts(with_body('<w:r><w:footnoteReference w:id="2"/></w:r>'))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    held["word/footnotes.xml"] = (
        f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="2"><w:p w:rsidR="00AA00AA">'
        '<w:ins w:id="7" w:author="A. Person"><w:r><w:t>As at May.</w:t></w:r></w:ins></w:p>'
        "</w:footnote></w:footnotes>"
    ).encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    name = "word/_rels/document.xml.rels"
    ending = f'<Relationship Id="fn1" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    held[name] = held[name].replace(b"</Relationships>", ending.encode())

    copy = release(packed(held))

    assert b"As at May." in parts(copy)["word/footnotes.xml"]
    assert b'Target="footnotes.xml"' in parts(copy)[name]
    assert residue(copy, AUTHOR, ["A. Person"]) == ()


def test_the_workbook_behind_a_chart_names_nobody_and_still_opens() -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - only to open what Word would open

    held = parts(DRAFT)
    name = next(n for n in held if n.startswith("word/embeddings/"))
    inner = parts(held[name])
    inner["docProps/core.xml"] = re.sub(
        rb"<dc:creator>[^<]*</dc:creator>|<dc:creator/>", b"", inner["docProps/core.xml"]
    ).replace(b"</cp:coreProperties>", b"<dc:creator>A. Person</dc:creator></cp:coreProperties>")
    place = (
        b'<x15ac:absPath url="C:\\Users\\aperson\\" xmlns:x15ac="http://schemas.microsoft.com/'
        b'office/spreadsheetml/2010/11/ac"/>'
    )
    book = "xl/workbook.xml"
    inner[book] = inner[book].replace(b"</workbook>", place + b"</workbook>")
    assert place in inner[book]
    held[name] = packed(inner)

    copy = parts(release(packed(held)))[name]

    assert b"A. Person" not in parts(copy)["docProps/core.xml"]
    assert b"aperson" not in parts(copy)[book]
    assert load_workbook(io.BytesIO(copy)).active.max_row > 1


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def exif(order: str, orientation: int) -> bytes:
    """What a camera writes: the artist, and which way up the photograph is."""
    entries = struct.pack(f"{order}HHII", 0x013B, 2, 12, 38)
    entries += struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    head = b"II*\0" if order == "<" else b"MM\0*"
    held = struct.pack(f"{order}IH", 8, 2) + entries + bytes(4) + b"Fiona Wragg\0"
    return segment(0xE1, b"Exif\0\0" + head + held)


SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
SEEN = b"\xff\xd8" + segment(0xE2, b"ICC_PROFILE\0") + SCAN + segment(0xC4, b"\0") + SCAN


def photograph(*told: bytes, after: bytes = b"") -> bytes:
    return b"".join((SEEN[:2], *told, SEEN[2:], b"\xff\xd9", after))


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_tells_nothing_but_which_way_up_it_is(order: str) -> None:
    xmp = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0Fiona Wragg")
    others = (xmp, segment(0xED, b"Photoshop 3.0\0Fiona Wragg"), segment(0xFE, b"Fiona Wragg"))
    second = photograph(exif(order, 1))

    turned = bare(photograph(exif(order, 6), *others, after=second))
    upright = bare(photograph(b"\xff", exif(order, 1), *others, after=second))

    assert b"Wragg" not in turned
    assert upright == photograph()
    kept = struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
    assert len(turned) == len(upright) + 36
    assert kept in turned
    assert bare(turned) == turned


def test_a_drawing_loses_its_notes_and_keeps_what_is_seen() -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        summed = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + summed

    start, seen = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)), chunk(b"IDAT", b"tEXt")
    end = chunk(b"IEND", b"")
    notes = chunk(b"tEXt", b"Author\0Fiona Wragg") + chunk(b"eXIf", b"MM\0*Fiona Wragg")

    assert bare(start + notes + seen + notes + end + b"Wragg") == start + seen + end


@pytest.mark.parametrize("cut", [1, 3, 30, 60, 90])
def test_a_damaged_picture_is_left_as_it_is(cut: int) -> None:
    damaged = photograph(exif("<", 6))[:-cut]

    assert bare(damaged) == damaged


def test_pictures_leave_bare_and_the_proof_looks_into_them() -> None:
    name, told = "word/media/site.jpeg", photograph(exif(">", 6))
    clean = parts(release(DRAFT))

    copy = release(packed({**parts(DRAFT), name: told}))

    assert parts(copy)[name] == bare(told)
    assert residue(copy, AUTHOR) == ()
    assert any("picture" in one for one in residue(packed({**clean, name: told}), AUTHOR))


def test_the_same_draft_gives_the_same_copy() -> None:
    assert release(DRAFT) == release(DRAFT)


def test_open_rooms_are_found_and_what_people_wrote_in_them_looks_like_the_rest() -> None:
    assert opened_report(DRAFT).rooms
    held = parts(DRAFT)
    held["word/document.xml"] = re.sub(
        rb"\[For the inspector:[^<]*", b"We judge it so.", held["word/document.xml"]
    )
    filled = packed(held)

    copy = docx.Document(io.BytesIO(release(filled)))

    assert not opened_report(filled).rooms
    styles = {p.style.name for p in copy.paragraphs if p.text == "We judge it so."}
    assert styles == {"Body Text"}
