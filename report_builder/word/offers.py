"""What the merge offered beside an editor's words, settled as somebody decided.

An offer is a tracked insertion by "Report builder" behind the words it would replace, with a
comment around it. Only these marks are touched, and the words that they stand for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.readers.wordml import Element, W, value
from report_builder.word.merging import patching
from report_builder.word.merging.tokens import BUILDER, Words, text_of, tokens_of
from report_builder.word.revisions.names import INS, P, T
from report_builder.word.revisions.package import WordFile, serialised

_STARTS, _ENDS = f"{W}commentRangeStart", f"{W}commentRangeEnd"
_REFERENCE = f"{W}commentReference"


@dataclass(frozen=True, slots=True)
class Decision:
    """How an offer is settled: "theirs" (the editor's words), "ours" (the report's), "both"."""

    name: str
    theirs: str
    ours: str
    choice: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The file with what was decided carried out, and the decisions it holds no place for."""

    file: WordFile
    done: tuple[str, ...]
    left: tuple[str, ...]


def offers_in(file: WordFile) -> tuple[str, ...]:
    """Return the words that a file still offers, in reading order."""
    return tuple(_words(mark) for mark in _marks(file.trees(file.document)))


def settled(file: WordFile, decisions: Sequence[Decision], known: Mapping[str, str]) -> Settled:
    """Carry out decisions on offers; `known` names the live numbers of long tags."""
    root = file.trees(file.document)
    done: list[str] = []
    left: list[str] = []
    comments: set[str] = set()
    for decision in decisions:
        mark = _meant(root, decision)
        if mark is None or not _settle(mark, decision, known, comments):
            left.append(decision.name)
        else:
            done.append(decision.name)
    if not done:
        return Settled(file, (), tuple(left))
    parts = {file.document: serialised(root), **_without(file, root, comments)}
    return Settled(file.replaced(parts), tuple(done), tuple(left))


def _marks(root: Element) -> Iterator[Element]:
    yield from (m for m in root.iter(INS) if value(m, "author") == BUILDER and _words(m))


def _words(mark: Element) -> str:
    return " ".join("".join(t.text or "" for t in mark.iter(T)).split())


def _meant(root: Element, decision: Decision) -> Element | None:
    """The offer of these words; of several, the one behind the editor's words."""
    ours = " ".join(decision.ours.split())
    found = [mark for mark in _marks(root) if _words(mark) == ours]
    behind = [m for m in found if _place(m, decision.theirs, {}) is not None]
    return next(iter(behind or found), None)


def _paragraph(mark: Element) -> Element | None:
    return next(mark.iterancestors(P), None)


def _settle(
    mark: Element, decision: Decision, known: Mapping[str, str], comments: set[str]
) -> bool:
    paragraph, parent = _paragraph(mark), mark.getparent()
    if paragraph is None or parent is None:
        return False
    place = None
    if decision.choice == "ours":
        place = _place(mark, decision.theirs, known)
        if place is None:
            return False
    comments |= _remarks(mark)
    if decision.choice == "theirs":
        parent.remove(mark)
    else:
        if place is not None:
            _take_out(paragraph, mark, place)
        at = parent.index(mark)
        parent[at : at + 1] = list(mark)
    return True


def _place(mark: Element, theirs: str, known: Mapping[str, str]) -> tuple[Words, int, int] | None:
    """Where the editor's words end just before an offer, among their paragraph's words."""
    paragraph = _paragraph(mark)
    if paragraph is None:
        return None
    order = {element: at for at, element in enumerate(paragraph.iter())}
    tokens = tokens_of(paragraph, known)
    end = sum(1 for t in tokens if t.pieces and order[t.pieces[0][0]] < order[mark])
    while end and tokens[end - 1].text.isspace():
        end -= 1
    wanted = " ".join(theirs.split())
    for start in range(end, -1, -1):
        said = " ".join(text_of(tokens[start:end]).split())
        if said == wanted and (start == end or not tokens[start].text.isspace()):
            return tokens, start, end
        if len(said) > len(wanted):
            return None
    return None


def _take_out(paragraph: Element, mark: Element, place: tuple[Words, int, int]) -> None:
    """Take the editor's words out, and the space that parted the report's words from them."""
    tokens, start, end = place
    before = tokens[start - 1].text if start else " "
    if start < end:
        patching.replace(paragraph, tokens, (start, end), ())
    first = next(mark.iter(T), None)
    if first is not None and before[-1:].isspace():
        first.text = (first.text or "").lstrip()


def _remarks(mark: Element) -> set[str]:
    """The numbers of the comments that begin just before an offer."""
    found: set[str] = set()
    for before in mark.itersiblings(preceding=True):
        if before.tag != _STARTS:
            break
        found.add(value(before, "id"))
    return found


def _without(file: WordFile, root: Element, ids: set[str]) -> dict[str, bytes]:
    """Take out our comments on settled offers; those that somebody answered stay."""
    part = file.related("comments")
    if not part or part not in file:
        return {}
    tree = file.trees(part)
    known = {value(c, "id"): c for c in tree.iter(f"{W}comment")}
    if any(value(known[i], "author") != BUILDER for i in ids if i in known):
        return {}
    for one in ids & set(known):
        tree.remove(known[one])
    for element in list(root.iter(_STARTS, _ENDS, _REFERENCE)):
        if value(element, "id") in ids & set(known):
            holder = element.getparent()
            gone = holder if element.tag == _REFERENCE else element
            parent = gone.getparent() if gone is not None else None
            if gone is not None and parent is not None:
                parent.remove(gone)
    return {part: serialised(tree), file.document: serialised(root)}
