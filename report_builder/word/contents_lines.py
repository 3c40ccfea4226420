"""The page numbers in the contents list of a Word file: put in, corrected, or taken out.

A line of the list is a paragraph of the contents field with a link to its heading. Ours has
none of the numbers; Word writes them as PAGEREF fields, LibreOffice as plain digits behind a
tab, or with the whole line in the field. Lists of tables and figures (TOC with a caption's
name) are read in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.parser import parse_xml

from evidence.readers.wordml import Element, W, value
from report_builder.word.fields import field
from report_builder.word.revisions.names import FIELD_CHARACTER, PPR, RPR, SECTPR, P, R, T
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.xml_text import rooted

_LIST = re.compile(r"^\s*TOC\b")
_LINK, _TAB, _CODE = f"{W}hyperlink", f"{W}tab", f"{W}instrText"
_BEFORE_TABS = tuple(
    f"{W}{name}"
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
        "suppressLineNumbers", "pBdr", "shd",
    )
)  # fmt: skip
_BEFORE_INDENT = (
    *_BEFORE_TABS,
    *(
        f"{W}{name}"
        for name in (
            "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
            "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing",
        )
    ),
)  # fmt: skip
_OWN_COUNT = re.compile(r"^(?:oddPage|evenPage)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a contents list: its paragraph, its link and the bookmark it leads to."""

    paragraph: Element
    link: Element
    anchor: str


def anchors_listed(file: WordFile) -> tuple[str, ...]:
    """Return the bookmarks that the lines of a file's contents lists lead to, in order."""
    return tuple(line.anchor for line in _lines(file.trees(file.document)))


def counts_otherwise(file: WordFile) -> bool:
    """Say whether pages are numbered in a way that their place in a PDF does not show."""
    for section in file.trees(file.document).iter(SECTPR):
        kind, counted = section.find(f"{W}type"), section.find(f"{W}pgNumType")
        if _OWN_COUNT.match(value(kind)):
            return True
        forms = {"", "decimal"}
        if counted is not None and (value(counted, "start") or value(counted, "fmt") not in forms):
            return True
    return False


def has_page_numbers(file: WordFile) -> bool:
    """Say whether any line of the contents has a page number."""
    return any(_numbered(line) for line in _lines(file.trees(file.document)))


def with_page_numbers(file: WordFile, pages: Mapping[str, int]) -> WordFile:
    """Return a file whose contents lines end in the pages of the bookmarks they lead to."""
    root = file.trees(file.document)
    for line in _lines(root):
        _take_out(line)
        _put_in(line, str(pages[line.anchor]), _text_width(root, line.paragraph))
    return file.replaced({file.document: serialised(root)})


def without_page_numbers(file: WordFile) -> WordFile:
    """Return a file whose contents lines lead to their headings and name no page."""
    if not has_page_numbers(file):
        return file
    root = file.trees(file.document)
    for line in _lines(root):
        _take_out(line)
    return file.replaced({file.document: serialised(root)})


def _lines(root: Element) -> list[Line]:
    """Return the lines of every contents field, whose paragraphs lie between its two ends."""
    found: list[Line] = []
    open_fields: list[str] = []
    for paragraph in root.iter(P):
        inside = any(_LIST.match(code) for code in open_fields)
        for element in paragraph.iter(FIELD_CHARACTER, _CODE):
            _follow(element, open_fields)
            inside = inside or any(_LIST.match(code) for code in open_fields)
        link = next((one for one in paragraph.iter(_LINK) if value(one, "anchor")), None)
        if inside and link is not None:
            found.append(Line(paragraph, link, value(link, "anchor")))
    return found


def _follow(element: Element, open_fields: list[str]) -> None:
    """Keep the codes of the fields that are open at an element."""
    kind = value(element, "fldCharType")
    if element.tag == _CODE and open_fields:
        open_fields[-1] += element.text or ""
    elif kind == "begin":
        open_fields.append("")
    elif kind == "end" and open_fields:
        open_fields.pop()


def _numbered(line: Line) -> bool:
    return bool(_page_runs(line.link)) or _plain_number(line.link) is not None


def _take_out(line: Line) -> None:
    """Take a line's page number out, and the tab before it."""
    runs = _page_runs(line.link)
    if runs and not _is_whole_line(runs, line.link):
        before = runs[0].getprevious()
        for run in runs:
            line.link.remove(run)
        if before is not None and before.tag == R and _is_only(before, _TAB):
            line.link.remove(before)
        return
    for run in runs:  # its words stay, the field around them goes
        if next(run.iter(FIELD_CHARACTER, _CODE), None) is not None:
            line.link.remove(run)
    _take_digits(line.link)


def _take_digits(link: Element) -> None:
    for element in _plain_number(link) or ():
        parent = element.getparent()
        if parent is None:
            continue
        parent.remove(element)
        if all(child.tag == RPR for child in parent):
            link.remove(parent)


def _page_runs(link: Element) -> list[Element]:
    """Return the runs of a line's PAGEREF field, from its beginning to its end."""
    runs = [child for child in link if child.tag == R]
    for start, run in enumerate(runs):
        if _mark(run) != "begin":
            continue
        end = next((at for at in range(start, len(runs)) if _mark(runs[at]) == "end"), None)
        held = runs[start : end + 1] if end is not None else []
        if any("PAGEREF" in (code.text or "") for one in held for code in one.iter(_CODE)):
            return held
    return []


def _is_whole_line(runs: list[Element], link: Element) -> bool:
    """Say whether a PAGEREF field holds the words of its line too, as LibreOffice writes it."""
    inside = {text for run in runs for text in run.iter(T)}
    return bool(inside) and inside.issuperset(link.iter(T))


def _mark(run: Element) -> str:
    return value(run.find(FIELD_CHARACTER), "fldCharType")


def _plain_number(link: Element) -> list[Element] | None:
    """Return the tab and the digits with which LibreOffice ends a line, if they are there."""
    content = [child for run in link.iter(R) for child in run if child.tag != RPR]
    if len(content) < 3 or content[-2].tag != _TAB or content[-1].tag != T:  # noqa: PLR2004
        return None
    return content[-2:] if (content[-1].text or "").strip().isdigit() else None


def _is_only(run: Element, tag: str) -> bool:
    content = [child for child in run if child.tag != RPR]
    return [child.tag for child in content] == [tag]


def _put_in(line: Line, page: str, width: int) -> None:
    number = field(rf"PAGEREF {line.anchor} \h", page)
    line.link.extend(parse_xml(rooted("w:p", f"<w:r><w:tab/></w:r>{number}")))
    properties = line.paragraph.find(PPR)
    if properties is None:
        properties = line.paragraph.makeelement(PPR)
        line.paragraph.insert(0, properties)
    if not any(value(stop) == "right" for stop in properties.iterfind(f"{W}tabs/{W}tab")):
        _set_stop(properties, width)


def _set_stop(properties: Element, width: int) -> None:
    """Let a line run to the margin: LibreOffice shows nothing at a stop beyond an indent."""
    stop = f'<w:tab w:val="right" w:leader="dot" w:pos="{width}"/>'
    _held(properties, f"{W}tabs", _BEFORE_TABS).append(parse_xml(rooted("w:tabs", stop))[0])
    _held(properties, f"{W}ind", _BEFORE_INDENT).set(f"{W}right", "0")


def _held(properties: Element, tag: str, before: tuple[str, ...]) -> Element:
    """Return one of a paragraph's properties, made in its place where it is not there."""
    there = properties.find(tag)
    if there is None:
        there = properties.makeelement(tag)
        properties.insert(sum(child.tag in before for child in properties), there)
    return there


def _text_width(root: Element, paragraph: Element) -> int:
    """Return the width between the margins of a paragraph's section, in twentieths of a point."""
    section = next(_sections_from(root, paragraph), None)
    size = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None
    whole = _measure(size, "w", 11906)
    return whole - _measure(margins, "left", 1440) - _measure(margins, "right", 1440)


def _sections_from(root: Element, paragraph: Element) -> Iterator[Element]:
    reached = False
    for element in root.iter(P, SECTPR):
        reached = reached or element is paragraph
        if reached and element.tag == SECTPR:
            yield element


def _measure(element: Element | None, name: str, otherwise: int) -> int:
    said = value(element, name)
    return round(float(said)) if said.replace(".", "", 1).isdigit() else otherwise
