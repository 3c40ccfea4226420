"""Footnotes of a rebuild: those of the report are brought up to date, an editor's are kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from evidence.readers.wordml import Element, W
from report_builder.document import Footnote, Paragraph
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk
from tests.report_builder.rebuild.reports import RESTS, edited, merged, paragraph, report, retyped

WORDS = "We looked at twelve files in the unit."
MORE = "They were all of the same kind, and nothing was left out of them."


def noted(name: str, *notes: str, words: str = WORDS) -> Paragraph:
    """A paragraph of two sentences; the first has footnotes."""
    made = paragraph(name, words, MORE)
    first = replace(
        made.sentences[0],
        notes=tuple(Footnote(f"{name}{n}", text, RESTS) for n, text in enumerate(notes)),
    )
    return replace(made, sentences=(first, *made.sentences[1:]))


def told(file: WordFile) -> list[str]:
    """Each paragraph with its notes in brackets where their marks stand."""
    notes = {
        p.place.note: p.final.replace("\ufffc", "").strip()
        for p in walk(file).paragraphs
        if p.place.story == "footnotes"
    }
    found = []
    for held in file.trees(file.document).iter(f"{W}p"):
        said = ""
        for element in held.iter(f"{W}t", f"{W}footnoteReference"):
            said += element.text or f"[{notes[element.get(f'{W}id', '')]}]"
        if "files" in said or "Another" in said:
            found.append(said)
    return found


def noted_by_hand(data: bytes, old: str, new: str) -> bytes:
    """The file with the words of its notes changed by an editor."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(out, "w") as target:
        for name in held.namelist():
            content = held.read(name)
            if name == "word/footnotes.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return out.getvalue()


def result(base: Paragraph, new: Paragraph, *changes: Callable[[Element], None]) -> list[str]:
    held = report(base)
    theirs = held
    for change in changes:
        theirs = edited(theirs, change)
    return told(WordFile(merged(held, theirs, report(new)).file.save()))


def test_what_nobody_touched_stays() -> None:
    same = noted("p", "A note.")

    assert result(same, same) == [f"{WORDS}[A note.] {MORE}"]


def test_a_note_that_the_report_adds_comes_in_behind_its_sentence() -> None:
    assert result(noted("p"), noted("p", "A note.")) == [f"{WORDS}[A note.] {MORE}"]
    assert result(noted("p", "One."), noted("p", "One.", "Two.")) == [f"{WORDS}[One.][Two.] {MORE}"]


def test_it_comes_in_also_where_an_editor_worded_the_rest_anew() -> None:
    change = retyped("all of the same kind", "much alike")

    (said,) = result(noted("p"), noted("p", "A note."), change)

    assert said.startswith(f"{WORDS}[A note.] They were much alike")


def test_a_note_that_the_report_drops_goes_and_leaves_nothing_behind() -> None:
    held = report(noted("p", "A note."))

    file = merged(held, held, report(noted("p"))).file

    assert told(file) == [f"{WORDS} {MORE}"]
    assert b"A note." not in file.content("word/footnotes.xml")


def test_a_note_is_worded_anew_unless_an_editor_changed_it() -> None:
    held, new = report(noted("p", "As of March.")), report(noted("p", "As of April."))

    assert told(merged(held, held, new).file) == [f"{WORDS}[As of April.] {MORE}"]
    theirs = noted_by_hand(held, "As of March.", "See the annex.")
    assert told(merged(held, theirs, new).file) == [f"{WORDS}[See the annex.] {MORE}"]


def test_a_note_outlives_the_rewording_of_its_sentence() -> None:
    other = "Of the files that came from the unit we read twelve."

    (said,) = result(noted("p", "A note."), noted("p", "A note.", words=other))

    assert said == f"{other}[A note.] {MORE}"


def test_a_note_that_an_editor_took_out_does_not_come_back() -> None:
    def take_out(body: Element) -> None:
        for mark in list(body.iter(f"{W}footnoteReference")):
            run = mark.getparent()
            assert run is not None
            run.getparent().remove(run)  # type: ignore[union-attr]

    other = f"{WORDS} More words."

    (said,) = result(noted("p", "A note."), noted("p", "A note.", words=other), take_out)

    assert "[" not in said


def test_a_note_that_an_editor_added_stays() -> None:
    held = report(noted("p", "One."))
    mark = f'<w:r xmlns:w="{W[1:-1]}"><w:footnoteReference w:id="9"/></w:r>'
    note = '<w:footnote w:id="9"><w:p><w:r><w:t>Added.</w:t></w:r></w:p></w:footnote></w:footnotes>'

    def add(body: Element) -> None:
        (there,) = body.iter(f"{W}footnoteReference")
        paragraph_of = next(there.iterancestors(f"{W}p"))
        paragraph_of.append(etree.fromstring(mark))

    theirs = noted_by_hand(edited(held, add), "</w:footnotes>", note)
    new = report(noted("p", "Another.", words="We looked at fourteen files in the unit."))

    (said,) = told(merged(held, theirs, new).file)

    assert said == f"We looked at fourteen files in the unit.[Another.] {MORE}[Added.]"


def test_a_new_paragraph_brings_its_notes_under_ids_of_their_own() -> None:
    held = report(noted("p", "One."))
    new = report(
        noted("q", "Another note.", words="Another paragraph came first."), noted("p", "One.")
    )

    file = merged(held, held, new).file

    assert told(file) == [
        f"Another paragraph came first.[Another note.] {MORE}",
        f"{WORDS}[One.] {MORE}",
    ]
    ids = [n.get(f"{W}id") for n in etree.fromstring(file.content("word/footnotes.xml"))]
    assert len(ids) == len(set(ids))


def test_a_file_without_notes_is_given_the_part_its_styles_and_its_type() -> None:
    held = report(noted("p"))
    plain = edited(held, lambda _: None)

    file = merged(held, plain, report(noted("p", "A note."))).file

    assert b"/word/footnotes.xml" in file.content("[Content_Types].xml")
    styles = file.content(file.related("styles"))
    assert b'w:styleId="FootnoteText"' in styles
    assert told(WordFile(file.save())) == [f"{WORDS}[A note.] {MORE}"]
