"""What stands on a sheet beside its cells: comments, text boxes, charts, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.readers.pieces import Piece
from evidence.readers.wordml import A, Element, Parts, local, number
from evidence.segments import SegmentStatus

_DRAWN = frozenset({"chart", "chartEx", "diagramData"})
_EDGES = frozenset({
    "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter",
})  # fmt: skip
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{6,8}|\d{1,3}|[A-Za-z])')
_SECTION = re.compile(r"&[LCR]")
_PAGE = re.compile(r"(?:page|of|\W|\d)*", re.IGNORECASE)
_MANY_SPACES = re.compile(r"\s+")
_COMMENTS = frozenset({"comments", "threadedComment"})


def persons(parts: Parts, relations: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Return the names of those who write in threads, by their ids."""
    found: dict[str, str] = {}
    for kind, target in relations.values():
        root = parts.xml(target) if kind == "person" else None
        for person in root if root is not None else ():
            found[person.get("id", "")] = person.get("displayName", "")
    return found


def comments(
    parts: Parts, relations: dict[str, tuple[str, str]], name: str, people: dict[str, str]
) -> Iterator[Piece]:
    """Yield a sheet's comments; one that a thread repeats is read in the thread."""
    # Nothing else: a sheet leads to tables too, and to settings of printers, which are no XML.
    wanted = [(kind, target) for kind, target in relations.values() if kind in _COMMENTS]
    roots = [(kind, parts.xml(target)) for kind, target in wanted]
    threads = [
        comment
        for kind, root in roots
        if kind == "threadedComment" and root is not None
        for comment in root
        if local(comment) == "threadedComment"
    ]
    threaded = {comment.get("ref", "") for comment in threads}
    for comment in threads:
        said = "".join(c.text or "" for c in comment if local(c) == "text")
        author = people.get(comment.get("personId", ""), "")
        yield _comment(name, comment.get("ref", ""), said, author, comment.get("dT", ""))
    for kind, root in roots:
        for reference, said, author in _notes(root) if kind == "comments" else ():
            if reference not in threaded:
                yield _comment(name, reference, said, author, "")


def _notes(root: Element | None) -> Iterator[tuple[str, str, str]]:
    if root is None:
        return
    authors = [e.text or "" for e in root.iter() if local(e) == "author"]
    for comment in root.iter():
        if local(comment) == "comment":
            place = number(comment.get("authorId", ""), -1)
            said = "".join(words_of(child) for child in comment if local(child) == "text")
            author = authors[place] if 0 <= place < len(authors) else ""
            yield comment.get("ref", ""), said, author


def _comment(name: str, reference: str, said: str, author: str, at: str) -> Piece:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$")
    return Piece(
        said,
        f"sheet {name}, comment at {reference}",
        name,
        status=SegmentStatus.COMMENT,
        author=author,
        at=at,
        on=f"sheet {name}, row {row}",
    )


def drawings(parts: Parts, relations: dict[str, tuple[str, str]], name: str) -> Iterator[Piece]:
    """Yield the words of text boxes and diagrams, charts' titles, and pictures' descriptions."""
    count = 0
    for kind, part in relations.values():
        if kind != "drawing":
            continue
        charts = [t for k, t in parts.relations(part).values() if k in _DRAWN]
        for source in (part, *charts):
            root = parts.xml(source)
            for paragraph in root.iter(f"{A}p") if root is not None else ():
                text = "".join(t.text or "" for t in paragraph.iter(f"{A}t"))
                if text.strip():
                    count += 1
                    yield Piece(text, f"sheet {name}, text box {count}", name)
            for about in root.iter() if root is not None and source == part else ():
                said = about.get("descr", "") if local(about) == "cNvPr" else ""
                if said.strip():
                    place = f"sheet {name}, description of a picture"
                    yield _beside(" ".join(said.split()), place, name)


def edges(root: Element, name: str) -> Iterator[Piece]:
    """Yield a sheet's header and footer, without the codes for fonts, pages and dates."""
    for element in root.iter():
        if local(element) not in _EDGES:
            continue
        kind = "header" if local(element).endswith("Header") else "footer"
        for part in _SECTION.split(element.text or ""):
            said = _CODE.sub(" ", part.replace("&&", "\0")).replace("\0", "&")
            said = _MANY_SPACES.sub(" ", said).strip()
            if not _PAGE.fullmatch(said):
                yield _beside(said, kind, name)


def _beside(said: str, place: str, name: str) -> Piece:
    return Piece(said, place, name, status=SegmentStatus.FURNITURE)


def words_of(item: Element) -> str:
    """Return the text of a string, without its reading aids (18.4.6)."""
    pieces = []
    for child in item:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [t.text or "" for t in child if local(t) == "t"]
    return "".join(pieces)
