"""One paragraph turned into another, its changed words marked.

The later paragraph is rewritten in place: pieces both have stand as they do in it, pieces
that only the earlier has come in as deletions with the form they had there.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from evidence.readers.wordml import Element, W
from report_builder.word.revisions.names import BOX, DEL, DEL_TEXT, INS, PPR, RPR, SECTPR, R, T
from report_builder.word.revisions.pen import Pen, as_deleted, properties_of
from report_builder.word.revisions.pieces import (
    NOTES,
    NUMBER,
    Meaning,
    Piece,
    form,
    pieces_of,
)
from report_builder.word.revisions.words import Span, readable

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Sides:
    """What two files' ids mean, and the references to notes that were found to match."""

    earlier: Meaning
    later: Meaning
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    taken: list[Element] = field(default_factory=list)
    """Elements of the earlier file that now stand in the later: their relations follow."""
    boxes: list[tuple[Element, Element]] = field(default_factory=list)
    """Text boxes whose frames match and whose text is still to be compared."""
    formatting: bool = True
    """Whether changes of form alone are marked."""


@dataclass(slots=True)
class _Line:
    """A paragraph being written, piece by piece."""

    paragraph: Element
    pen: Pen
    carrier: Element | None = None
    inside: Element | None = None
    mark: Element | None = None
    state: tuple[str, str] = ("", "")
    source: Element | None = None
    was: Element | None = None
    run: Element | None = None
    words: list[str] = field(default_factory=list)
    name: str = T

    def write(
        self, piece: Piece, tag: str = "", author: str = "", was: Element | None = None
    ) -> None:
        """Add a piece: as it is, or as put in (INS) or taken out (DEL) by an author."""
        self._enter(piece.carrier)
        if piece.marker and piece.run is None:
            self._leave_mark()
            self._holder().append(piece.nodes[0])
            return
        if (tag, author) != self.state or (tag and self.mark is None):
            self._leave_mark()
            self.state = (tag, author)
            if tag:
                self.mark = self.pen.mark(self.paragraph, tag, author)
                self._holder().append(self.mark)
        if piece.run is None:
            self._whole(piece, tag)
        else:
            self._within(piece, tag, was)

    def _whole(self, piece: Piece, tag: str) -> None:
        self.finish()
        self.run = self.source = None
        for node in piece.nodes:
            if tag and node.tag == f"{W}fldSimple":
                self._leave_mark()
                self._holder().append(node)
                self.pen.content(node, tag)
                self.state = ("", "")
                continue
            (self.mark if self.mark is not None else self._holder()).append(node)
            if tag == DEL:
                as_deleted(node)

    def _within(self, piece: Piece, tag: str, was: Element | None) -> None:
        if self.run is None or (self.source, self.was) != (piece.run, was):
            self.finish()
            self.run, self.source, self.was = self._new_run(piece.run), piece.run, was
            if was is not None:
                self._reformed(was)
        node = piece.nodes[0]
        if node.tag == T:
            self.words.append(piece.text)
            self.name = DEL_TEXT if tag == DEL else T
            return
        self.finish()
        self.run.append(node)
        if tag == DEL:
            as_deleted(node)

    def finish(self) -> None:
        """Write the words that are waiting, as one text."""
        if self.words and self.run is not None:
            text = self.run.makeelement(self.name)
            text.set(_SPACE, "preserve")
            text.text = "".join(self.words)
            self.run.append(text)
        self.words = []

    def _new_run(self, source: Element | None) -> Element:
        run = self.paragraph.makeelement(R)
        if source is not None:
            properties = source.find(RPR)
            for name, said in source.items():
                run.set(name, said)
            if properties is not None:
                run.append(deepcopy(properties))
        (self.mark if self.mark is not None else self._holder()).append(run)
        return run

    def _reformed(self, was: Element) -> None:
        """Say what form these words had before."""
        if self.run is None:
            return
        properties = self.run.find(RPR)
        if properties is None:
            properties = self.run.makeelement(RPR)
            self.run.insert(0, properties)
        for old in properties.findall(f"{W}rPrChange"):
            properties.remove(old)
        change = self.pen.mark(self.paragraph, f"{W}rPrChange")
        before = was.find(RPR)
        change.append(deepcopy(before) if before is not None else change.makeelement(RPR))
        properties.append(change)

    def _enter(self, carrier: Element | None) -> None:
        if carrier is self.carrier:
            return
        self._leave_mark()
        self.carrier, self.inside = carrier, None
        if carrier is not None:
            self.inside = self.paragraph.makeelement(carrier.tag)
            for name, said in carrier.items():
                self.inside.set(name, said)
            self.paragraph.append(self.inside)

    def _leave_mark(self) -> None:
        self.finish()
        self.mark = self.run = self.source = None
        self.state = ("", "")

    def _holder(self) -> Element:
        return self.paragraph if self.inside is None else self.inside


def reword(earlier: Element, later: Element, pen: Pen, sides: Sides) -> None:
    """Rewrite the later paragraph in place, with what changed from the earlier one marked."""
    old = [piece for piece in pieces_of(earlier, sides.earlier) if not piece.marker]
    everything = pieces_of(later, sides.later)
    new = [piece for piece in everything if not piece.marker]
    markers = _markers_before(everything)
    found = readable([piece.key for piece in old], [piece.key for piece in new])
    _share_links(old, new, found, sides)
    shared = {piece.carrier for piece in new}
    line = _Line(later, pen)
    later[:] = [child for child in later if child.tag == PPR]
    for span in found:
        if span.equal:
            _keep(
                line, old[span.a : span.a_end], new[span.b : span.b_end], (markers, span.b, sides)
            )
            continue
        author = pen.figures if _only_numbers(old, new, span) else pen.author
        for piece in old[span.a : span.a_end]:
            line.write(piece, DEL, author)
            sides.taken += piece.nodes
            if line.inside is not None and piece.carrier not in shared:
                sides.taken.append(line.inside)
        for at in range(span.b, span.b_end):
            _write_markers(line, markers, at)
            line.write(new[at], INS, author)
    _write_markers(line, markers, len(new))
    line.finish()
    if sides.formatting:
        reform(earlier, later, pen)


def reform(earlier: Element, later: Element, pen: Pen) -> None:
    """Mark that a paragraph's style or layout is another, if it is."""
    before, now = earlier.find(PPR), later.find(PPR)
    left_out = (RPR, SECTPR, f"{W}pPrChange")
    if form(before, left_out) == form(now, left_out):
        return
    properties = properties_of(later)
    for old in properties.findall(f"{W}pPrChange"):
        properties.remove(old)
    change = pen.mark(later, f"{W}pPrChange")
    was = change.makeelement(PPR)
    if before is not None:
        was.extend([deepcopy(child) for child in before if child.tag not in left_out])
    change.append(was)
    properties.append(change)


def _keep(
    line: _Line,
    old: list[Piece],
    new: list[Piece],
    place: tuple[dict[int, list[Piece]], int, Sides],
) -> None:
    markers, start, sides = place
    forms: dict[Element, bytes] = {}
    for at, (before, now) in enumerate(zip(old, new, strict=True)):
        _write_markers(line, markers, start + at)
        line.write(now, was=_other_form(before, now, forms) if sides.formatting else None)
        _pair_boxes(before.nodes[0], now.nodes[0], sides)
        if now.nodes[0].tag in NOTES:
            name = f"{W}id"
            sides.notes.append(
                (str(now.nodes[0].tag), before.nodes[0].get(name, ""), now.nodes[0].get(name, ""))
            )


def _pair_boxes(before: Element, now: Element, sides: Sides) -> None:
    """A drawing that stays may hold text that does not: its boxes are compared in turn."""
    if now.tag == T:
        return
    sides.boxes += zip(_outer_boxes(before), _outer_boxes(now), strict=True)


def _outer_boxes(drawn: Element) -> list[Element]:
    """The text boxes of a drawing, without those within one of them."""
    found: list[Element] = []
    for box in drawn.iter(BOX):
        if not any(outer in found for outer in box.iterancestors(BOX)):
            found.append(box)
    return found


def _other_form(before: Piece, now: Piece, forms: dict[Element, bytes]) -> Element | None:
    """The run that a piece had, where it was formatted otherwise."""
    if before.run is None or now.run is None:
        return None
    for run in (before.run, now.run):
        if run not in forms:
            forms[run] = form(run.find(RPR))
    return before.run if forms[before.run] != forms[now.run] else None


def _markers_before(everything: list[Piece]) -> dict[int, list[Piece]]:
    found: dict[int, list[Piece]] = {}
    at = 0
    for piece in everything:
        if piece.marker:
            found.setdefault(at, []).append(piece)
        else:
            at += 1
    return found


def _write_markers(line: _Line, markers: dict[int, list[Piece]], at: int) -> None:
    for marker in markers.get(at, ()):
        line.write(marker)


def _share_links(old: list[Piece], new: list[Piece], found: list[Span], sides: Sides) -> None:
    """A link that leads where it led before is one link: what went from it goes within it."""
    same: dict[int, Element] = {}
    for span in found:
        if not span.equal:
            continue
        for before, now in zip(old[span.a : span.a_end], new[span.b : span.b_end], strict=True):
            if before.carrier is not None and now.carrier is not None:
                same.setdefault(id(before.carrier), now.carrier)
    for at, piece in enumerate(old):
        other = same.get(id(piece.carrier)) if piece.carrier is not None else None
        if other is None or piece.carrier is None:
            continue
        if _leads(piece.carrier, sides.earlier) == _leads(other, sides.later):
            old[at] = Piece(piece.key, piece.nodes, piece.run, other, piece.text)


def _leads(carrier: Element, meaning: Meaning) -> tuple[str, ...]:
    return (str(carrier.tag), *(meaning(str(said)) for _, said in sorted(carrier.items())))


def _only_numbers(old: list[Piece], new: list[Piece], span: Span) -> bool:
    before = "".join(p.text for p in old[span.a : span.a_end])
    now = "".join(p.text for p in new[span.b : span.b_end])
    return bool(NUMBER.fullmatch(before) and NUMBER.fullmatch(now))
