"""What a Word file holds, counted from its raw XML and from nothing of ours.

`held(path)` gives every stretch of words with the classes of Word text that it belongs to
(text box, tracked deletion, note, ...) and the status that a reader should give it. It is
written apart from the reader that it checks: lxml over the parts, nothing imported from
the product.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}  # fmt: skip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NUMBERED_PAGES = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"}
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_PAGE_WORDS = re.compile(r"(?:\|?page\d*(?:(?:of|/)\d*)?)$", re.I)

Element = Any


@dataclass(frozen=True)
class Held:
    """Words without their spaces, their classes, and the status they should be given."""

    kinds: frozenset[str]
    words: str
    status: str
    whole: str = ""
    """The live words of the whole paragraph, for words that are live."""
    author: str = ""
    loose: bool = False
    """Whether the paragraph holds an equation, so that signs may stand between the letters."""


@dataclass
class Parts:
    """The parts of one package, by name, strict names put into the usual ones."""

    archive: zipfile.ZipFile
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = {n.replace("\\", "/").lower(): n for n in self.archive.namelist()}

    def xml(self, name: str) -> Element | None:
        """Return a part's root, mended where it has to be."""
        real = self.names.get(name.lower())
        if real is None:
            return None
        data = self.archive.read(real)
        for strict, usual in _NAMES.items():
            data = data.replace(strict, usual)
        parser = etree.XMLParser(recover=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(data, parser)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return a part's relations within the package: id -> (kind, target)."""
        folder, _, base = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{base}.rels".lstrip("/"))
        found = {}
        for one in root if root is not None else ():
            if one.get("TargetMode") != "External":
                place = posixpath.join("/", folder, one.get("Target", ""))
                kind = one.get("Type", "").rsplit("/", 1)[-1]
                found[one.get("Id")] = (kind, posixpath.normpath(place).lstrip("/"))
        return found


def squashed(text: str) -> str:
    """Return a text without its spaces."""
    return _SPACE.sub("", text)


def held(path: Path) -> list[Held]:
    """Return all that a Word file holds; raises whatever a damaged file makes lxml raise."""
    return list(_File(Parts(zipfile.ZipFile(path))).held())


class _File:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        root = parts.related("")
        mains = [t for kind, t in root.values() if kind == "officeDocument"]
        self.main = mains[0] if mains else "word/document.xml"
        self.related = parts.related(self.main)
        self.hidden = _hidden_styles(self._part("styles"))

    def _named(self, kind: str) -> str:
        return next((t for k, t in self.related.values() if k == kind), "")

    def _part(self, kind: str) -> Element | None:
        name = self._named(kind)
        return self.parts.xml(name) if name else None

    def held(self) -> Iterator[Held]:
        body = self.parts.xml(self.main)
        if body is None:
            return
        _choose(body)
        yield from self._story(body, "body")
        yield from self._notes(body)
        yield from self._furniture(body)
        yield from self._comments(body)
        yield from self._drawn(body)
        yield from self._merged(body)
        yield from self._glossary()

    def _story(self, root: Element, place: str) -> Iterator[Held]:
        lines = _Lines(self.hidden, place)
        lines.take(root)
        yield from lines.held()

    def _notes(self, body: Element) -> Iterator[Held]:
        for kind in ("footnote", "endnote"):
            root = self._part(f"{kind}s")
            if root is None:
                continue
            _choose(root)
            notes = {n.get(f"{_W}id"): n for n in root if n.get(f"{_W}type") is None}
            for reference in body.iter(f"{_W}{kind}Reference"):
                note = notes.pop(reference.get(f"{_W}id"), None)
                if note is not None:
                    gone = _gone(reference)
                    for one in self._story(note, kind):
                        yield one if not gone else Held(one.kinds, one.words, "deleted")

    def _furniture(self, body: Element) -> Iterator[Held]:
        for kind in ("header", "footer"):
            wanted = {e.get(f"{_R}id") for e in body.iter(f"{_W}{kind}Reference")}
            for name in sorted(x for x in wanted if x in self.related):
                root = self.parts.xml(self.related[name][1])
                if root is not None:
                    _choose(root)
                    yield from self._story(root, kind)

    def _comments(self, body: Element) -> Iterator[Held]:
        root = self._part("comments")
        if root is None:
            return
        extended = self._part("commentsExtended")
        replies = {
            e.get(f"{_W15}paraId")
            for e in (extended if extended is not None else ())
            if e.get(f"{_W15}paraIdParent")
        }
        stories = [body, *filter(None.__ne__, (self._part("footnotes"), self._part("endnotes")))]
        anchors = {e.get(f"{_W}id") for s in stories for e in s.iter(f"{_W}commentReference")}
        for one in root.iter(f"{_W}comment"):
            words = "".join(t.text or "" for t in one.iter(f"{_W}t") if not _gone(t))
            last = next((p.get(f"{_W14}paraId") for p in reversed(list(one.iter(f"{_W}p")))), None)
            if squashed(words):
                kinds = {"comments"} | ({"comment replies"} if last in replies else set())
                kinds |= {"comments, anchored"} if one.get(f"{_W}id") in anchors else set()
                author = one.get(f"{_W}author") or ""
                yield Held(frozenset(kinds), squashed(words), "comment", author=author)

    def _drawn(self, body: Element) -> Iterator[Held]:
        for name, target in self.related.values():
            root = self.parts.xml(target) if name in {"chart", "diagramData"} else None
            if name == "aFChunk":
                yield self._taken_in(target)
            for words in _chart_words(root) if root is not None and name == "chart" else ():
                yield Held(frozenset({"charts"}), words, "kept")
            for p in root.iter(f"{_DRAWN}p") if root is not None and name != "chart" else ():
                words = squashed("".join(t.text or "" for t in p.iter(f"{_DRAWN}t")))
                if words:
                    yield Held(frozenset({"diagrams"}), words, "kept")
        for one in body.iter():
            tag = etree.QName(one).localname if isinstance(one.tag, str) else ""
            yield from _pictured(one, tag) if not _gone(one) else ()

    def _taken_in(self, target: str) -> Held:
        """A document that Word shows in this one: its first words, or a notice that names it."""
        kinds = frozenset({"documents taken in"})
        data = self.parts.archive.read(self.parts.names[target.lower()])
        if data.startswith(b"PK"):
            inner = Parts(zipfile.ZipFile(io.BytesIO(data))).xml("word/document.xml")
            words = [squashed(t.text or "") for t in inner.iter(f"{_W}t")]
            return Held(kinds, "".join(words[:1]), "kept")
        return Held(kinds, posixpath.basename(target), "notice")

    def _merged(self, body: Element) -> Iterator[Held]:
        """Paragraphs whose mark was deleted, with the live words that they run on into."""
        for p in body.iter(f"{_W}p"):
            mark = p.find(f"{_W}pPr/{_W}rPr")
            following = p.getnext()
            if mark is None or following is None or following.tag != f"{_W}p":
                continue
            if mark.find(f"{_W}del") is not None:
                first, second = _live(p), _live(following)
                if first and second:
                    kinds = frozenset({"paragraph marks deleted"})
                    yield Held(kinds, first[-20:] + second[:20], "one line")

    def _glossary(self) -> Iterator[Held]:
        root = self._part("glossaryDocument")
        for part in root.iter(f"{_W}docPart") if root is not None else ():
            kinds = {e.get(f"{_W}val") for e in part.iter(f"{_W}type")}
            gallery = {e.get(f"{_W}val") for e in part.iter(f"{_W}gallery")}
            words = squashed("".join(t.text or "" for t in part.iter(f"{_W}t")))
            if words and "bbPlcHdr" not in kinds and "placeholder" not in gallery:
                yield Held(frozenset({"building blocks"}), "glossary", "notice")
                return


@dataclass
class _Leaf:
    kinds: frozenset[str]
    status: str
    author: str
    words: str

    @property
    def told(self) -> tuple[frozenset[str], str, str]:
        """All that is told of it."""
        return self.kinds, self.status, self.author


@dataclass
class _Lines:
    """The words of one story, paragraph by paragraph, those of text boxes on their own."""

    hidden: dict[str, bool]
    place: str
    lines: dict[Element, list[_Leaf]] = field(default_factory=lambda: defaultdict(list))
    codes: list[str] = field(default_factory=list)
    fields: list[list[Any]] = field(default_factory=list)

    def take(self, root: Element) -> None:
        chars = [e.get(f"{_W}fldCharType") for e in root.iter(f"{_W}fldChar")]
        whole = chars.count("begin") == chars.count("end")
        for one in root.iter():
            tag = one.tag if isinstance(one.tag, str) else ""
            if tag == f"{_W}fldChar" and whole:
                self._mark(one.get(f"{_W}fldCharType"))
                if one.find(f"{_W}ffData/{_W}checkBox") is not None:
                    self._leaf(one, "sym")
            elif tag == f"{_W}instrText" and self.fields:
                self.fields[-1][0] += one.text or ""
            elif tag in {f"{_W}t", f"{_W}delText", f"{_M}t", f"{_W}sym", f"{_W}noBreakHyphen"}:
                self._leaf(one, tag.rsplit("}")[-1])

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(["", False])
        elif kind == "separate" and self.fields:
            self.fields[-1][1] = True
        elif kind == "end" and self.fields:
            code, _ = self.fields.pop()
            self.codes.append(squashed(code))

    def _leaf(self, one: Element, tag: str) -> None:
        above = list(one.iterancestors())
        p = next((a for a in above if a.tag == f"{_W}p"), None)
        words = {"sym": "\ue000", "noBreakHyphen": "-"}.get(tag, squashed(one.text or ""))
        if p is None or not words:
            return
        codes = [(code.split() or [""])[0].upper() for code, _ in self.fields]
        codes += [
            (a.get(f"{_W}instr", "").split() or [""])[0].upper()
            for a in above if a.tag == f"{_W}fldSimple"
        ]  # fmt: skip
        if any(not shows for _, shows in self.fields) and not one.tag.endswith("}fldChar"):
            return
        if self.place in {"header", "footer"} and _NUMBERED_PAGES & set(codes):
            return
        kinds = _kinds(above, tag) | ({"field results"} if codes else set()) | {self.place}
        status, author = self._status(one, above, p)
        if {"TOC", "INDEX", "TOA"} & set(codes) or _in_contents(above):
            kinds, status = {"contents"}, "contents" if status in {"live", "inserted"} else status
        if "ruby" in kinds and any(a.tag == f"{_W}rt" for a in above):
            status = "note" if status == "live" else status
        kinds |= {status} if status in {"inserted", "deleted", "hidden"} else set()
        self.lines[p].append(_Leaf(frozenset(kinds), status, author, words))

    def _status(self, one: Element, above: list[Element], p: Element) -> tuple[str, str]:
        change = _change(above)
        if _gone(one):
            return "deleted", change[1]
        run = next((a for a in above if a.tag == f"{_W}r"), None)
        if run is not None and self._is_hidden(run, p):
            return "hidden", ""
        return ("inserted", change[1]) if change[0] else ("live", "")

    def _is_hidden(self, run: Element, p: Element) -> bool:
        own = run.find(f"{_W}rPr/{_W}vanish")
        if own is not None:
            return own.get(f"{_W}val") not in {"0", "false", "off"}
        for place, style in ((run, "rPr/rStyle"), (p, "pPr/pStyle")):
            found = place.find("/".join(f"{_W}{s}" for s in style.split("/")))
            name = found.get(f"{_W}val") if found is not None else None
            if name in self.hidden:
                return self.hidden[name]
        return False

    def held(self) -> Iterator[Held]:
        for leaves in self.lines.values():
            shown = [leaf for leaf in leaves if leaf.status in {"live", "inserted"}]
            whole = "".join(leaf.words for leaf in shown)
            for group in _together(leaves):
                kinds, status = group[0].kinds, group[0].status
                words = "".join(leaf.words for leaf in group)
                if self.place in {"header", "footer"} and status in {"live", "inserted"}:
                    words, status = _PAGE_WORDS.sub("", words.strip("|,-\u2013")), "furniture"
                    words = words.strip("|,-\u2013")
                if self.place == "comment":
                    status = "comment"
                if words:
                    loose = any("mathematics" in leaf.kinds for leaf in leaves)
                    yield Held(kinds, words, status, whole, group[0].author, loose)
        for code in self.codes:
            if len(code) > 12:
                yield Held(frozenset({"field codes"}), code, "absent")


def _together(leaves: list[_Leaf]) -> Iterator[list[_Leaf]]:
    group: list[_Leaf] = []
    for leaf in leaves:
        before = group[-1] if group else leaf
        if group and before.told != leaf.told:
            yield group
            group = []
        group.append(leaf)
    if group:
        yield group


def _kinds(above: list[Element], tag: str) -> set[str]:
    names = [a.tag.rsplit("}")[-1] if isinstance(a.tag, str) else "" for a in above]
    kinds = {kind for name, kind in (
        ("smartTag", "smart tags"), ("customXml", "custom XML"), ("hyperlink", "hyperlinks"),
        ("ruby", "ruby"), ("oMath", "mathematics"),
    ) if name in names}  # fmt: skip
    if "txbxContent" in names:
        within = names[names.index("txbxContent") + 1]
        kinds.add("text boxes (VML)" if within == "textbox" else "text boxes")
    if names.count("tbl") > 1:
        kinds.add("nested tables")
    if "tbl" in names:
        kinds.add("tables")
    if tag == "sym":
        kinds.add("symbols")
    for a in above:
        if a.tag == f"{_W}sdt":
            content = a.find(f"{_W}sdtContent")
            inside = {c.tag.rsplit("}")[-1] for c in content if isinstance(c.tag, str)}
            level = "row" if "tr" in inside else "cell" if "tc" in inside else "block"
            kinds.add(f"content controls ({level if inside & {'tr', 'tc', 'p', 'tbl'} else 'run'})")
    if any(a.tag in {f"{_W}moveFrom", f"{_W}moveTo"} for a in above):
        kinds.add("moves")
    return kinds


def _in_contents(above: list[Element]) -> bool:
    gallery = f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery"
    found = [a.find(gallery) for a in above if a.tag == f"{_W}sdt"]
    if any(g is not None and g.get(f"{_W}val") == "Table of Contents" for g in found):
        return True
    styles = [a.find(f"{_W}pPr/{_W}pStyle") for a in above if a.tag == f"{_W}p"]
    names = [s.get(f"{_W}val", "") for s in styles if s is not None]
    return any(re.match(r"(?i)toc ?\d|tocheading", name) for name in names)


def _change(above: list[Element]) -> tuple[str, str]:
    for a in above:
        if a.tag in {f"{_W}ins", f"{_W}moveTo", f"{_W}del", f"{_W}moveFrom"}:
            return "inserted", a.get(f"{_W}author", "")
        if a.tag == f"{_W}tr" and (mark := a.find(f"{_W}trPr/{_W}ins")) is not None:
            return "inserted", mark.get(f"{_W}author", "")
    return "", ""


def _gone(one: Element) -> bool:
    if one.tag == f"{_W}delText":
        return True
    for a in one.iterancestors():
        if a.tag in {f"{_W}del", f"{_W}moveFrom"}:
            return True
        if a.tag == f"{_W}tr" and a.find(f"{_W}trPr/{_W}del") is not None:
            return True
        if a.tag == f"{_W}tc" and a.find(f"{_W}tcPr/{_W}cellDel") is not None:
            return True
    return False


def _live(p: Element) -> str:
    """A paragraph's live words; "" where something in it makes two lines of them."""
    if p.find(f".//{_W}br") is not None or p.find(f".//{_W}txbxContent") is not None:
        return ""
    if p.find(f".//{_W}sym") is not None or p.find(f".//{_W}fldChar") is not None:
        return ""
    if p.find(f".//{_W}vanish") is not None or p.find(f".//{_W}noBreakHyphen") is not None:
        return ""
    return squashed("".join(t.text or "" for t in p.iter(f"{_W}t") if not _gone(t)))


def _choose(root: Element) -> None:
    """Take one branch of each alternative: the choice, unless only the fallback has words."""
    for one in list(root.iter(f"{_MC}AlternateContent")):
        choices = one.findall(f"{_MC}Choice")
        says = [c for c in choices if any(True for _ in c.iter(f"{_W}t", f"{_DRAWN}t"))]
        fallback = one.find(f"{_MC}Fallback")
        keep = says[0] if says else fallback
        if keep is not None and not says and not any(True for _ in keep.iter(f"{_W}t")):
            keep = choices[0] if choices else keep
        for branch in list(one):
            if branch is not keep:
                one.remove(branch)


def _hidden_styles(root: Element | None) -> dict[str, bool]:
    styles = {s.get(f"{_W}styleId"): s for s in root.iter(f"{_W}style")} if root is not None else {}

    def said(name: str | None, steps: int = 0) -> bool | None:
        style = styles.get(name)
        if style is None or steps > 10:
            return None
        own = style.find(f"{_W}rPr/{_W}vanish")
        if own is not None:
            return own.get(f"{_W}val") not in {"0", "false", "off"}
        base = style.find(f"{_W}basedOn")
        return said(base.get(f"{_W}val"), steps + 1) if base is not None else None

    found = {name: said(name) for name in styles}
    return {name: value for name, value in found.items() if value is not None}


def _pictured(one: Element, tag: str) -> Iterator[Held]:
    if tag == "OLEObject":
        words = one.get("ProgID") or "embedded"
        yield Held(frozenset({"embedded objects"}), squashed(words), "notice")
    words = one.get("descr") if tag == "docPr" else one.get("alt") if tag == "shape" else ""
    if squashed(words or ""):
        yield Held(frozenset({"alternative text"}), squashed(words), "kept")
    if tag == "textpath" and squashed(one.get("string") or ""):
        yield Held(frozenset({"word art"}), squashed(one.get("string")), "kept")


def _chart_words(root: Element) -> Iterator[str]:
    """A chart's titles, names of its series, and categories."""
    for title in root.iter(f"{_CHART}title"):
        yield from filter(None, [squashed("".join(t.text or "" for t in title.iter(f"{_DRAWN}t")))])
    for named in (*root.iter(f"{_CHART}tx"), *root.iter(f"{_CHART}cat")):
        for value in named.iter(f"{_CHART}v"):
            if squashed(value.text or "") and named.getparent().tag.endswith("ser"):
                yield squashed(value.text)
