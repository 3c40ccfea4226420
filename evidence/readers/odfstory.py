"""A story of an OpenDocument text - its body, a note, a header - as blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from evidence.readers.blocks import Aside, Block, Cell, Paragraph, Row, Table, joined, paragraphs_of
from evidence.readers.numbering import Label
from evidence.readers.odfnames import DC, OFFICE, TABLE, TEXT, count
from evidence.readers.odfstyles import OdfStyles
from evidence.readers.wordml import Element, local, number
from evidence.readers.wordruns import Found, Tracked
from evidence.segments import SegmentStatus

_WRAPPERS = frozenset({"section", "index-body", "text-box", "g", "a", "p-group", "text"})
_CONTENTS = frozenset({
    "table-of-content", "alphabetical-index", "illustration-index", "table-index",
    "object-index", "user-index",
})  # fmt: skip
_NOT_WORDS = frozenset({
    "tracked-changes", "annotation-end", "sequence-decls", "variable-decls", "forms", "scripts",
    "event-listeners", "table-of-content-source", "alphabetical-index-source", "user-index-source",
    "illustration-index-source", "table-index-source", "object-index-source", "image",
    "ruby-text", "hidden-paragraph", "desc", "title",
})  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n]+")
_DRAWN = frozenset({"frame", "custom-shape", "text-box", "g", "rect", "ellipse"})
_MOST_SPACES = 1_000
_MOST_REPEATED = 100
_MOST_SPAN = 64


@dataclass(frozen=True, slots=True)
class _How:
    """How words stand at a place."""

    link: bool = False
    bold: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Under:
    """A paragraph under way, with what is drawn beside it."""

    found: Found = field(default_factory=Found)
    drawn: list[Element] = field(default_factory=list)


class OdfStory:
    """Reads the blocks of one story, and collects its notes and comments."""

    def __init__(self, styles: OdfStyles, changes: dict[str, Element]) -> None:
        self._styles = styles
        self._changes = changes
        self._inserting: list[Tracked] = []
        self._contents = 0
        self._lists = 0
        self._latest: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self._label: Label | None = None
        self.notes: list[Aside] = []
        self.comments: list[Aside] = []
        self._counts: Counter[str] = Counter()
        self.pages = 0

    def read(self, root: Element) -> tuple[Block, ...]:
        """Return the blocks within an element."""
        return self.within(root)

    def within(self, elements: Iterable[Element]) -> tuple[Block, ...]:
        """Return the blocks that some elements are."""
        return tuple(self._blocks(elements))

    def _blocks(self, container: Iterable[Element]) -> Iterator[Block]:
        for child in container:
            name = local(child)
            if name in {"p", "h"}:
                yield from self._paragraph(child, name)
            elif name == "list":
                yield from self._list(child, "", "", 0)
            elif name == "table":
                yield self._table(child)
            else:
                yield from self._other(child, name)

    def _other(self, child: Element, name: str) -> Iterator[Block]:
        if name in _CONTENTS:
            self._contents += 1
            yield from self._blocks(child)
            self._contents -= 1
        elif name in _WRAPPERS or name in {"frame", "custom-shape", "numbered-paragraph", "page"}:
            yield from self._blocks(child)
        elif name == "soft-page-break":
            self.pages += 1
        elif name in {"change", "change-start", "change-end"}:
            yield from self._change_between(child, name)

    def _change_between(self, child: Element, name: str) -> Iterator[Block]:
        """A change between paragraphs: what was deleted there stands as a paragraph of its own."""
        under = _Under()
        self._change(child, name, under)
        if under.found.marks:
            yield Paragraph("", marks=tuple(under.found.marks))

    def _list(self, element: Element, style: str, list_id: str, depth: int) -> Iterator[Block]:
        style = element.get(f"{TEXT}style-name", "") or style
        list_id = list_id or self._list_id(element, style)
        for item in element:
            name = local(item)
            if name not in {"list-item", "list-header"}:
                continue
            counted = name == "list-header"
            for child in item:
                inner = local(child)
                if inner == "list":
                    yield from self._list(child, style, list_id, depth + 1)
                    continue
                if inner in {"p", "h"} and not counted:
                    counted = True
                    start = item.get(f"{TEXT}start-value")
                    self._label = self._styles.label(
                        list_id,
                        style or self._styles.list_of(child.get(f"{TEXT}style-name", "")),
                        depth,
                        number(start) if start else None,
                    )
                yield from self._blocks([child])

    def _list_id(self, element: Element, style: str) -> str:
        """Which list a list element begins, or carries on (19.780, 19.781)."""
        carried = self._named.get(element.get(f"{TEXT}continue-list", ""), "")
        if not carried and element.get(f"{TEXT}continue-numbering") == "true":
            carried = self._latest.get(style, "")
        if not carried:
            self._lists += 1
            carried = f"{style}#{self._lists}"
        self._latest[style] = carried
        self._named[element.get("{http://www.w3.org/XML/1998/namespace}id", "-")] = carried
        return carried

    def _paragraph(self, element: Element, name: str) -> Iterator[Block]:
        style = element.get(f"{TEXT}style-name", "")
        how = _How(
            bold=self._styles.bold("paragraph", style) is True,
            hidden=self._styles.hidden("paragraph", style),
        )
        under = _Under()
        if element.find(f"{TEXT}hidden-paragraph") is not None:
            how = replace(how, hidden=True)
        label, self._label = self._label, None
        self._words(element, how, under)
        found = under.found
        level = self._level(element, name, style)
        shown = label.text if label else self._outline(element, name, level, found)
        furniture = self._contents > 0
        if found.text.strip() or found.marks or found.comments or found.notes:
            yield Paragraph(
                found.text,
                marks=tuple(found.marks),
                label=shown,
                bullet=label.bullet if label else False,
                depth=label.depth if label else 0,
                list_id=label.list_id if label else "outline" if shown else "",
                level=None if furniture else level,
                emphatic=found.emphatic > 0 and found.plain == 0,
                status=SegmentStatus.FURNITURE if furniture else SegmentStatus.LIVE,
                page=self.pages + 1 if self.pages else None,
                comments=tuple(found.comments),
                notes=tuple(found.notes),
            )
        yield from self._blocks(under.drawn)

    def _outline(self, element: Element, name: str, level: int | None, found: Found) -> str:
        """The number of a heading that no list numbers."""
        header = element.get(f"{TEXT}is-list-header") == "true"
        if name != "h" or header or not found.text.strip():
            return ""
        return self._styles.outline((level or 1) - 1)

    def _level(self, element: Element, name: str, style: str) -> int | None:
        if name == "h":
            return count(element, f"{TEXT}outline-level", most=9)
        return 0 if self._styles.is_title(style) else None

    def _words(self, element: Element, how: _How, under: _Under) -> None:
        self._say(element.text, how, under)
        for child in element:
            self._inline(child, local(child), how, under)
            self._say(child.tail, how, under)

    def _say(self, words: str | None, how: _How, under: _Under) -> None:
        if not words:
            return
        self._put(_SPACE.sub(" ", words), how, under)

    def _put(self, words: str, how: _How, under: _Under) -> None:
        tracked = self._inserting[-1] if self._inserting else Tracked()
        under.found.add(
            words, replace(tracked, link=how.link), hidden=how.hidden, emphatic=how.bold
        )

    def _inline(self, child: Element, name: str, how: _How, under: _Under) -> None:
        if name == "span":
            self._words(child, self._spanned(child, how), under)
        elif name == "a":
            self._words(child, replace(how, link=True), under)
        elif name in {"s", "tab", "line-break"}:
            self._put(_space(child, name), how, under)
        elif name in {"note", "annotation"}:
            self._aside(child, name, under)
        elif name in {"change", "change-start", "change-end"}:
            self._change(child, name, under)
        else:
            self._placed(child, name, how, under)

    def _placed(self, child: Element, name: str, how: _How, under: _Under) -> None:
        """What stands at a place in the words: a drawing, a page's end, a field."""
        if name == "hidden-text":
            self._put(child.get(f"{TEXT}string-value", ""), replace(how, hidden=True), under)
        elif name in _DRAWN:
            under.drawn.append(child)
        elif name == "soft-page-break":
            self.pages += 1
        elif name not in _NOT_WORDS:
            self._words(child, how, under)

    def _spanned(self, child: Element, how: _How) -> _How:
        style = child.get(f"{TEXT}style-name", "")
        bold = self._styles.bold("text", style)
        hidden = how.hidden or self._styles.hidden("text", style)
        return replace(how, bold=how.bold if bold is None else bold, hidden=hidden)

    def _aside(self, child: Element, name: str, under: _Under) -> None:
        """A note at its reference, or a comment at its anchor."""
        inner = OdfStory(self._styles, self._changes)
        if name == "annotation":
            self._comment(child, inner, under)
            return
        body = child.find(f"{TEXT}note-body")
        whole = whole_of(inner.read(body)) if body is not None else Paragraph("")
        kind = "endnote" if child.get(f"{TEXT}note-class") == "endnote" else "note"
        if whole.text.strip():
            own = f"n{len(self.notes) + 1}"
            self._counts[kind] += 1
            place = f"{kind} {self._counts[kind]}"
            self.notes.append(Aside(own, whole.text, place, marks=whole.marks))
            under.found.notes.append(own)

    def _comment(self, child: Element, inner: OdfStory, under: _Under) -> None:
        said = [c for c in child if local(c) in {"p", "list"}]
        text = whole_of(inner.within(said)).text.strip()
        if text:
            own, place = f"c{len(self.comments) + 1}", f"comment {len(self.comments) + 1}"
            at, author = child.findtext(f"{DC}date") or "", child.findtext(f"{DC}creator") or ""
            self.comments.append(Aside(own, text, place, author=author, at=at))
            under.found.comments.append(own)

    def _change(self, child: Element, name: str, under: _Under) -> None:
        if name == "change-end":
            del self._inserting[-1:]
            return
        region = self._changes.get(child.get(f"{TEXT}change-id", ""))
        change = next(iter(region), None) if region is not None else None
        kind = local(change) if change is not None else ""
        tracked = _tracked(change, {"insertion": "ins", "deletion": "del"}.get(kind, ""))
        if name == "change-start":
            self._inserting.append(tracked)
        elif kind == "deletion" and change is not None:
            said = [c for c in change if local(c) != "change-info"]
            words = whole_of(OdfStory(self._styles, {}).within(said)).text
            under.found.add(words, tracked, hidden=False, emphatic=False)

    def _table(self, element: Element) -> Table:
        rows: list[Row] = []
        for row, heading in _rows(element, heading=False):
            repeats = count(row, f"{TABLE}number-rows-repeated", most=_MOST_REPEATED)
            read = Row(tuple(self._cells(row)), heading=heading)
            rows += [read] * (repeats if any(cell.words for cell in read.cells) else 1)
        return Table(tuple(rows))

    def _cells(self, row: Element) -> Iterator[Cell]:
        """A row's cells; one that is covered from the left is part of that cell."""
        column = reach = 0
        for cell in row:
            name = local(cell)
            if name not in {"table-cell", "covered-table-cell"}:
                continue
            again = count(cell, f"{TABLE}number-columns-repeated", most=_MOST_SPAN)
            covered = name.startswith("covered")
            if covered and column < reach:
                column += again
                continue
            span = count(cell, f"{TABLE}number-columns-spanned", most=_MOST_SPAN)
            blocks = () if covered else tuple(self._blocks(cell))
            for place in range(column, column + again):
                yield Cell(blocks, place, span, repeats=covered)
            column, reach = column + again, column + span


def _tracked(change: Element | None, kind: str) -> Tracked:
    info = change.find(f"{OFFICE}change-info") if change is not None else None
    if info is None:
        return Tracked(kind)
    return Tracked(kind, info.findtext(f"{DC}creator") or "", info.findtext(f"{DC}date") or "")


def _rows(container: Element, *, heading: bool) -> Iterator[tuple[Element, bool]]:
    for child in container:
        name = local(child)
        if name == "table-row":
            yield child, heading
        elif name in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(child, heading=heading or name == "table-header-rows")


def _space(child: Element, name: str) -> str:
    if name == "s":
        return " " * count(child, f"{TEXT}c", most=_MOST_SPACES)
    return "\t" if name == "tab" else "\n"


def whole_of(blocks: tuple[Block, ...]) -> Paragraph:
    """Return blocks as one paragraph, a line for each of theirs."""
    return joined(tuple(p for block in blocks for p in paragraphs_of(block)), "\n")
