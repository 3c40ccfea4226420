"""The body of a coding document: title, guide, numbered passages with bookmarks, codebook."""

from __future__ import annotations

from collections.abc import Iterable

from coding.wordsheets.content import CodingDocument, Passage
from coding.wordsheets.guide import TITLE, guide
from coding.wordsheets.wordxml import paragraph, run, table

BOOKMARK = "_iqa_"
CODEBOOK = "Codebook"
_WIDTHS = (1300, 2500, 5200)
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1418" '
    'w:bottom="1134" w:left="1418" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)


def bookmark_of(segment_id: str) -> str:
    """Return the hidden bookmark of a segment.

    >>> bookmark_of("S014-012")
    '_iqa_S014_012'
    """
    return BOOKMARK + segment_id.replace("-", "_")


def segment_of_bookmark(name: str) -> str:
    """Return the segment of a bookmark, or "" where it is none of ours, or a copy of one.

    >>> segment_of_bookmark("_iqa_S014_012"), segment_of_bookmark("_iqa_S014_012_Copy_1")
    ('S014-012', '')
    """
    source, _, ordinal = name.removeprefix(BOOKMARK).rpartition("_")
    ours = name.startswith(BOOKMARK) and source.isalnum() and ordinal.isdigit()
    return f"{source}-{ordinal}" if ours else ""


def body_of(document: CodingDocument) -> str:
    """Return the body of a document; its comments are numbered as they come."""
    blocks = [*_front(document), *_passages(document), *_end(document)]
    return f"<w:body>{''.join(blocks)}{_PAGE}</w:body>"


def _front(document: CodingDocument) -> Iterable[str]:
    yield paragraph("Title", run(document.title.replace("\n", " ")))
    yield paragraph("Facts", run(" \u00b7 ".join(document.facts)))
    yield paragraph("Reference", run(document.reference))
    yield paragraph("Heading1", run(TITLE))
    codes = tuple(code.code_id for code in document.codebook.codes)
    examples = tuple(c for c in codes if c.startswith("4"))[:2] or codes[:2]
    told = guide(examples, suggestions=not document.asked.blind, own=bool(document.state))
    for line in told:
        yield paragraph("Guide", run(line))
    yield paragraph("Heading1", run("Passages"))


def _passages(document: CodingDocument) -> Iterable[str]:
    number = 0
    for mark, passage in enumerate(document.passages):
        if passage.heading:
            yield paragraph("Heading2", run(passage.heading))
        if passage.lead:
            yield paragraph("Lead", run(passage.lead))
        if passage.codable:
            yield _passage(passage, mark, number)
            number += len(passage.remarks)
        else:
            yield paragraph("Context", run(passage.text))


def _passage(passage: Passage, mark: int, first: int) -> str:
    name = bookmark_of(passage.segment_id)
    return paragraph(
        "Passage",
        run(f"{passage.ordinal}\t", "Number"),
        f'<w:bookmarkStart w:id="{mark}" w:name="{name}"/>',
        *_marked(passage, first),
        f'<w:bookmarkEnd w:id="{mark}"/>',
    )


def _marked(passage: Passage, first: int) -> Iterable[str]:
    """Yield the text, cut where comments begin and end."""
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, remark in enumerate(passage.remarks, first):
        starts.setdefault(remark.start, []).append(number)
        ends.setdefault(remark.end, []).append(number)
    cuts = sorted({0, len(passage.text), *starts, *ends})
    for place, cut in enumerate(cuts):
        for number in ends.get(cut, ()):
            yield (
                f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle '
                f'w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
            )
        yield from (f'<w:commentRangeStart w:id="{n}"/>' for n in starts.get(cut, ()))
        after = cuts[place + 1] if place + 1 < len(cuts) else cut
        yield run(passage.text[cut:after])


def _end(document: CodingDocument) -> Iterable[str]:
    if document.left_out:
        yield paragraph(
            "Lead",
            run(
                f"Not shown: {document.left_out} parts that are not evidence by themselves "
                "(comments, headers, deleted or hidden words)."
            ),
        )
    break_before = '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:pageBreakBefore/></w:pPr>'
    title = f"{CODEBOOK}, version {document.codebook.version}"
    yield f"{break_before}{run(title)}</w:p>"
    rows = [(c.code_id, c.name, c.definition) for c in document.codebook.codes]
    yield table(_WIDTHS, [("Code", "Name", "It is used for"), *rows])
    yield paragraph("Lead")
