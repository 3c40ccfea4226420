"""Footnotes brought into an editor's file: their text, their mark, the part that holds them.

A note of the report comes along under an id of its own, for the editor's file numbers its
notes anew whenever it is saved. Notes that an editor wrote or changed are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from evidence.readers.wordml import Element, W, value
from report_builder.word.revisions.announcing import announced
from report_builder.word.revisions.names import DEL, MOVE_FROM, PPR, RPR, P, R, T
from report_builder.word.revisions.package import WordFile, serialised

MARK = f"{W}footnoteReference"
_NOTE, _KIND = f"{W}footnote", "footnotes"
_PART = "word/footnotes.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STYLED = (f"{W}pStyle", f"{W}rStyle")
_TAILS = (80, 40, 20, 10)
"""So many letters before a mark say where it goes; fewer where an editor changed them."""


def marks_in(element: Element) -> list[Element]:
    """Return the marks of footnotes in an element; those that were struck out are passed over."""
    return [m for m in element.iter(MARK) if next(m.iterancestors(DEL, MOVE_FROM), None) is None]


def note_texts(file: WordFile) -> dict[str, str]:
    """Return what each footnote of a file says, by its id."""
    part = file.related(_KIND)
    root = file.trees(part) if part else []
    return {value(n, "id"): _said(n) for n in root if n.tag == _NOTE and not value(n, "type")}


def _said(note: Element) -> str:
    return "".join(text.text or "" for text in note.iter(T)).strip()


@dataclass(slots=True)
class Noting:
    """Brings footnotes of the new report into the editor's file.

    `styles` are the editor's ids of the new file's styles, "" where it has none.
    """

    new: WordFile
    edited: WordFile
    styles: Mapping[str, str]
    _theirs: Element | None = None
    _ours: dict[str, Element] = field(default_factory=dict)
    _lacking: set[str] = field(default_factory=set)

    def adopt(self, mark: Element) -> None:
        """Let a mark that was copied from the new report lead to a note of the editor's file."""
        note = self._of_new().get(value(mark, "id"))
        if note is None:
            remove(mark)
            return
        root = self._notes()
        fresh = 1 + max((int(i) for n in root if (i := value(n, "id")).isdigit()), default=0)
        made = self._restyled(deepcopy(note))
        made.set(f"{W}id", str(fresh))
        root.append(made)
        mark.set(f"{W}id", str(fresh))
        run = mark.getparent()
        if run is not None:
            self._restyled(run)

    def reword(self, mark: Element, new: Element) -> None:
        """Let the note of a mark in the editor's file say what the new report's mark leads to."""
        ours = self._of_new().get(value(new, "id"))
        theirs = next((n for n in self._notes() if value(n, "id") == value(mark, "id")), None)
        if ours is not None and theirs is not None:
            theirs[:] = list(self._restyled(deepcopy(ours)))

    def insert(self, paragraphs: list[Element], before: str, mark: Element) -> None:
        """Put a mark of the new report in where the words before it stand, or at the end."""
        run = mark.getparent()
        made = paragraphs[-1].makeelement(R)
        form = run.find(RPR) if run is not None else None
        if form is not None:
            made.append(deepcopy(form))
        made.append(deepcopy(mark))
        place = next(_places(paragraphs, before), None)
        if place is None:
            paragraphs[-1].append(made)
        else:
            _behind(*place, made)
            if run is not None and _is_mark(run.getprevious()):
                while _is_mark(after := made.getnext()) and after is not None:
                    after.addnext(made)
        self.adopt(made[-1])

    def forget(self, root: Element) -> None:
        """Take out the notes to which nothing in a text leads any more."""
        if not (self._theirs is not None or self.edited.related(_KIND)):
            return
        used = {value(mark, "id") for mark in root.iter(MARK)}
        known = self._theirs if self._theirs is not None else note_texts(self.edited)
        ids = known if isinstance(known, dict) else {value(n, "id") for n in known}
        if not set(ids) - used:
            return
        notes = self._notes()
        for note in [n for n in notes if not value(n, "type") and value(n, "id") not in used]:
            notes.remove(note)

    def parts(self, current: WordFile) -> dict[str, bytes]:
        """Return the parts to replace in, or to add to, the file as it is now."""
        if self._theirs is None:
            return {}
        part = self.edited.related(_KIND)
        found = {part or _PART: serialised(self._theirs)}
        if not part:
            kind = f"{_OFFICE}/{_KIND}"
            source = current.document
            found |= announced(current, _PART, kind=kind, content_type=_TYPE, source=source)
        return found | self._styles_lacking(current)

    def _of_new(self) -> dict[str, Element]:
        if not self._ours:
            part = self.new.related(_KIND)
            root = self.new.trees(part) if part else []
            self._ours = {value(note, "id"): note for note in root}
        return self._ours

    def _notes(self) -> Element:
        """The notes of the editor's file; one without any is given the rulers of the report's."""
        if self._theirs is None:
            part = self.edited.related(_KIND)
            if part:
                self._theirs = self.edited.trees(part)
            else:
                self._theirs = etree.fromstring(f'<w:footnotes xmlns:w="{W[1:-1]}"/>')
                rulers = (n for n in self._of_new().values() if value(n, "type"))
                self._theirs.extend(deepcopy(ruler) for ruler in rulers)
        return self._theirs

    def _restyled(self, element: Element) -> Element:
        for said in element.iter(*_STYLED):
            here = self.styles.get(value(said), "")
            if here:
                said.set(f"{W}val", here)
            else:
                self._lacking.add(value(said))
        return element

    def _styles_lacking(self, current: WordFile) -> dict[str, bytes]:
        """The editor's styles with those that its notes need and that it has not."""
        part, source = current.related("styles"), self.new.related("styles")
        if not (self._lacking and part and source):
            return {}
        root = current.trees(part)
        known = {value(style, "styleId") for style in root.iter(f"{W}style")}
        wanted = self._lacking - known
        styles = self.new.trees(source).iter(f"{W}style")
        root.extend(deepcopy(style) for style in styles if value(style, "styleId") in wanted)
        return {part: serialised(root)}


def _is_mark(run: Element | None) -> bool:
    """Whether a run is the mark of a footnote and nothing else."""
    if run is None or run.tag != R:
        return False
    return [child.tag for child in run if child.tag != RPR] == [MARK]


def words_before(paragraph: Element, mark: Element) -> str:
    """Return the words of a paragraph that stand before a mark in it."""
    said: list[str] = []
    for element in paragraph.iter(T, MARK):
        if element is mark:
            break
        if element.tag == T:
            said.append(element.text or "")
    return "".join(said)


def _places(paragraphs: list[Element], before: str) -> Iterator[tuple[Element, int]]:
    """Yield the text, and the letter in it, at which words end, the likeliest first."""
    for length in _TAILS:
        tail = before[-length:]
        if len(tail) < _TAILS[-1] and tail != before:
            return
        for paragraph in paragraphs:
            texts = [t for t in paragraph.iter(T) if next(t.iterancestors(DEL), None) is None]
            whole = "".join(t.text or "" for t in texts)
            at = whole.rfind(tail) if tail else -1
            if at >= 0:
                yield _text_at(texts, at + len(tail))


def _text_at(texts: list[Element], end: int) -> tuple[Element, int]:
    for text in texts:
        length = len(text.text or "")
        if end <= length:
            return text, end
        end -= length
    return texts[-1], len(texts[-1].text or "")


def _behind(text: Element, at: int, made: Element) -> None:
    """Put a run behind a letter; what holds the letter (a control, a link) stays whole."""
    run = next(text.iterancestors(R))
    rest = (text.text or "")[at:]
    top = run
    while (parent := top.getparent()) is not None and parent.tag not in {P, f"{W}ins"}:
        top = parent
    if not rest and text is run[-1]:
        top.addnext(made)
        return
    if top is not run:
        top.addnext(made)
        return
    later = run.makeelement(R)
    form = run.find(RPR)
    if form is not None:
        later.append(deepcopy(form))
    following = list(text.itersiblings())
    if rest:
        text.text = (text.text or "")[:at]
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        cut = later.makeelement(T)
        cut.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        cut.text = rest
        later.append(cut)
    later.extend(following)
    run.addnext(made)
    made.addnext(later)


def remove(mark: Element) -> None:
    """Take a mark out, and the run that held nothing else."""
    run = mark.getparent()
    if run is None:
        return
    run.remove(mark)
    holder = run.getparent()
    if holder is not None and all(child.tag in {RPR, PPR} for child in run):
        holder.remove(run)
