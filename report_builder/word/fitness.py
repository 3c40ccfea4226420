"""Whether a Word file can be read by everybody: WCAG 2.2 AA as it applies to documents.

This looks at the file and at nothing else, so that it holds for one that people have
rewritten in Word as well as for one that was built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.readers.wordml import Element, W, local, value
from report_builder.word.contrast import LARGE, ordinary, ratio
from report_builder.word.revisions.package import WordFile

_LEVEL = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?:click |see |read |go )?(?:here|this|link|this link|more|this page|website)\.?$|https?://\S+$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[•·▪●◦*]|[-–] )\s*\S")
_REFERS = re.compile(r"\b(?:REF|PAGEREF) +(\w+)")
_LOST = re.compile(r"Error! (?:Reference source|Bookmark) not", re.IGNORECASE)
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SHOUTED = 8
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps somebody from reading a file, and the words at which it is."""

    code: str
    text: str
    message: str
    try_: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Looked:
    """A file's body, and what its styles say by their ids."""

    file: WordFile
    body: Element
    styles: dict[str, Element]
    language: str

    def style_name(self, paragraph: Element) -> str:
        style = self.styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")))
        return value(style.find(f"{W}name")) if style is not None else ""


def faults(data: bytes, language: str) -> tuple[Fault, ...]:
    """Return what has to be mended in a Word file before everybody can read it.

    Raises:
        UnreadableSource: it is no Word file that can be read.
    """
    file = WordFile(data)
    part = file.related("styles")
    held = file.trees(part).iter(f"{W}style") if part else ()
    styles = {value(style, "styleId"): style for style in held}
    looked = _Looked(file, file.trees(file.document), styles, language)
    return tuple(fault for check in _CHECKS for fault in check(looked))


def _text(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t")).strip()


def _marks(element: Element) -> tuple[str, ...]:
    return tuple(value(start, "name") for start in element.iter(f"{W}bookmarkStart"))


def _headings(looked: _Looked) -> Iterator[Fault]:
    last = 0
    for paragraph in looked.body.iter(f"{W}p"):
        found = _LEVEL.match(looked.style_name(paragraph))
        if found is None:
            continue
        level, text = int(found[1]), _text(paragraph)
        if not text:
            yield Fault("empty_heading", "", "A heading has no words.", "Delete the empty heading.")
            continue
        if level > last + 1:
            message = f"A heading of level {level} follows one of level {last or 'none'}."
            way_out = f"Give it the style Heading {last + 1}."
            yield Fault("heading_order", text, message, way_out, _marks(paragraph))
        last = level


def _pictures(looked: _Looked) -> Iterator[Fault]:
    for drawing in looked.body.iter(_DRAWN):
        decorative = any(
            local(e) == "decorative" and e.get("val") in {"1", "true"} for e in drawing.iter()
        )
        if not drawing.get("descr", "").strip() and not decorative:
            name = drawing.get("name", "A picture")
            message = f"{name} has no words for those who do not see it."
            yield Fault(
                "no_alt_text", name, message, "Right click, View Alt Text, and describe it."
            )


def _tables(looked: _Looked) -> Iterator[Fault]:
    for place, table in enumerate(looked.body.iter(f"{W}tbl"), start=1):
        rows = table.findall(f"{W}tr")
        if len(rows) < 2 or len(rows[0].findall(f"{W}tc")) < 2:  # noqa: PLR2004 - no table of data
            continue
        name = f"Table {place} of the file"
        words = _text(rows[0])[:_SHORT]
        if rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            message = f"{name} has no row that is marked as its headings."
            yield Fault("no_header_row", words, message, "Layout, Repeat Header Rows.")
        if any(not _text(cell) for cell in rows[0].findall(f"{W}tc")):
            message = f"{name} has a column without a heading."
            yield Fault("blank_heading", words, message, "Name every column.")
        if any(True for _ in table.iter(f"{W}vMerge", f"{W}hMerge")) or any(
            value(span) not in {"", "1"} for span in table.iter(f"{W}gridSpan")
        ):
            message = f"{name} has merged cells, which a screen reader loses its way in."
            yield Fault("merged_cells", words, message, "Split them, and repeat what they say.")
        described = [table.find(f"{W}tblPr/{W}{k}") for k in ("tblDescription", "tblCaption")]
        if not any(value(one).strip() for one in described):
            message = f"{name} has no words that say what it shows."
            yield Fault("no_alt_text", words, message, "Table Properties, Alt Text.")


def _language(looked: _Looked) -> Iterator[Fault]:
    part = looked.file.related("styles")
    said = ""
    if part:
        for lang in looked.file.trees(part).iter(f"{W}lang"):
            said = said or value(lang)
    if said.casefold() != looked.language.casefold():
        message = f"The file says that it is in {said or 'no language'}, not in {looked.language}."
        yield Fault("wrong_language", said, message, "Review, Language, Set Proofing Language.")


def _title(looked: _Looked) -> Iterator[Fault]:
    core = "docProps/core.xml"
    root = looked.file.trees(core) if core in looked.file else None
    titles = [e.text or "" for e in root if local(e) == "title"] if root is not None else []
    if not any(title.strip() for title in titles):
        yield Fault(
            "no_title", "", "The file has no title in its properties.", "File, Info, Title."
        )


def _links(looked: _Looked) -> Iterator[Fault]:
    for link in looked.body.iter(f"{W}hyperlink"):
        text = _text(link)
        if _VAGUE.match(text):
            message = f"The link “{text}” does not say where it leads."
            yield Fault(
                "vague_link", text, message, "Let the words of the link say what it leads to."
            )


def _contrasts(looked: _Looked) -> Iterator[Fault]:
    told: set[tuple[str, str]] = set()
    for run in looked.body.iter(f"{W}r"):
        text = _text(run)
        if not any(letter.isalnum() for letter in text):  # a sign, such as a chart's key
            continue
        ink, paper, large = ordinary(run, looked.styles)
        found = ratio(ink, paper)
        if found < (LARGE if large else 4.5) and (ink, paper) not in told:
            told.add((ink, paper))
            message = f"#{ink} on #{paper} has a contrast of {found:.1f} to 1."
            yield Fault("low_contrast", text[:_SHORT], message, "Choose a darker colour: 4.5 to 1.")


def _paragraphs(looked: _Looked) -> Iterator[Fault]:
    for paragraph in looked.body.iter(f"{W}p"):
        text = _text(paragraph)
        properties = paragraph.find(f"{W}pPr")
        marks = _marks(paragraph)
        if _BULLET.match(text) and not _listed(paragraph, looked):
            message = "This looks like a list and is none."
            yield Fault("typed_list", text[:_SHORT], message, "Use the style List Bullet.", marks)
        if properties is not None and value(properties.find(f"{W}jc")) == "both":
            message = "This paragraph is justified; uneven gaps make it hard to read."
            yield Fault("justified_text", text[:_SHORT], message, "Align it left.", marks)
        if len(text.split()) >= _SHOUTED and text.upper() == text and text.lower() != text:
            message = "A whole paragraph is in capitals."
            yield Fault("capitals", text[:_SHORT], message, "Write it in ordinary letters.", marks)


def _listed(paragraph: Element, looked: _Looked) -> bool:
    if paragraph.find(f"{W}pPr/{W}numPr") is not None:
        return True
    style = looked.styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")))
    return style is not None and style.find(f"{W}pPr/{W}numPr") is not None


def _references(looked: _Looked) -> Iterator[Fault]:
    known = set(_marks(looked.body))
    codes = [e.text or "" for e in looked.body.iter(f"{W}instrText")]
    codes += [value(e, "instr") for e in looked.body.iter(f"{W}fldSimple")]
    for code in codes:
        for target in _REFERS.findall(code):
            if target not in known:
                message = "A cross-reference leads to a place that is no longer there."
                yield Fault("broken_reference", code.strip(), message, "Insert it again.")
    for paragraph in looked.body.iter(f"{W}p"):
        text = _text(paragraph)
        if _LOST.search(text):
            message = "A cross-reference has lost what it leads to."
            yield Fault("broken_reference", text[:_SHORT], message, "Insert it again.")


_CHECKS: tuple[Callable[[_Looked], Iterator[Fault]], ...] = (
    _headings, _pictures, _tables, _language, _title, _links, _contrasts, _paragraphs, _references,
)  # fmt: skip
