"""What a report takes over from a template: its look, without its past.

Styles, lists, theme, fonts, settings, headers and footers come along, with the pictures in
them. Macros, comments, custom XML, links to other templates, tracked changes and the names
of whoever made them do not: what is not named here stays behind.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

_PARTS = {
    RELATION.STYLES: "/word/styles.xml",
    RELATION.NUMBERING: "/word/numbering.xml",
    RELATION.SETTINGS: "/word/settings.xml",
    RELATION.THEME: "/word/theme/theme1.xml",
    RELATION.FONT_TABLE: "/word/fontTable.xml",
}
_LEAVES = {RELATION.IMAGE: "/word/media/image", RELATION.FONT: "/word/fonts/font"}
_RELATION_SPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ADDED = {qn("w:ins"), qn("w:moveTo")}
_MARKS = ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd")


@dataclass(slots=True)
class Takeover:
    """Copies of a template's parts for a new package, under names of our own."""

    package: Package
    _leaves: dict[int, Part] = field(default_factory=dict)
    _drawings: count[int] = field(default_factory=lambda: count(1_000_001))

    def look(self, source: DocumentPart) -> list[tuple[str, Part]]:
        """Return what gives a template its look, each part with the type of its relationship."""
        related = source.rels.values()
        kept = [r for r in related if r.reltype in _PARTS and not r.is_external]
        return [(r.reltype, self.copy(r.target_part, _PARTS[r.reltype])) for r in kept]

    def copy(self, part: Part, name: str) -> Part:
        """Return a copy of a part, with the pictures, fonts and web links that it shows."""
        if isinstance(part, XmlPart):
            return self.copy_xml(part, name)
        made = Part(PackURI(name), part.content_type, part.blob, self.package)
        self._relate(part, made)
        return made

    def copy_xml(self, part: XmlPart, name: str) -> XmlPart:
        """Return a copy of a part, without what would lead out of it or tell of its past."""
        root = deepcopy(part.element)
        made = type(part)(PackURI(name), part.content_type, root, self.package)
        self._relate(part, made)
        self._weed(made)
        return made

    def _relate(self, part: Part, made: Part) -> None:
        for identifier, relation in part.rels.items():
            kind = relation.reltype
            if relation.is_external and kind == RELATION.HYPERLINK:
                made.load_rel(kind, relation.target_ref, identifier, is_external=True)
            elif not relation.is_external and kind in _LEAVES:
                made.load_rel(kind, self._leaf(relation.target_part, kind), identifier)

    def _leaf(self, part: Part, kind: str) -> Part:
        if id(part) not in self._leaves:
            ending = part.partname.ext if part.partname.ext.isalnum() else "bin"
            name = PackURI(f"{_LEAVES[kind]}{len(self._leaves) + 1}.{ending}")
            self._leaves[id(part)] = Part(name, part.content_type, part.blob, self.package)
        return self._leaves[id(part)]

    def _weed(self, part: XmlPart) -> None:
        root = part.element
        _accept_changes(root)
        for mark in list(root.iter(*(qn(mark) for mark in _MARKS))):
            _remove(mark)
        for element in list(root.iter(etree.Element)):
            kept = (
                value in part.rels
                for name, value in element.attrib.items()
                if str(name).startswith(_RELATION_SPACE)
            )
            if not all(kept):
                _remove(next(element.iterancestors(qn("w:r")), element))
        for drawing in root.iter(qn("wp:docPr")):
            drawing.set("id", str(next(self._drawings)))


def _accept_changes(root: etree._Element) -> None:
    """Settle tracked changes as their authors left them: what was added stays."""
    for change in list(root.iter(etree.Element)):
        if change.get(qn("w:author")) is None:
            continue
        parent = change.getparent()
        if parent is not None and change.tag in _ADDED:
            place = parent.index(change)
            parent[place:place] = list(change)
        _remove(change)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
