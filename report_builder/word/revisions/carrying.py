"""What text from one Word file needs in another: pictures, links, embedded workbooks.

A deletion shows the earlier picture, so its part comes along under a name of its own,
with whatever that part itself leads to.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from evidence.readers.wordml import Element
from report_builder.word.revisions.package import Relation, WordFile, relations_part, serialised
from report_builder.word.revisions.pieces import relation_ids

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TYPES_PART = "[Content_Types].xml"
_EMPTY = f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>'.encode()


@dataclass(slots=True)
class Carrying:
    """Parts on their way from the earlier file to the later one."""

    earlier: WordFile
    later: WordFile
    _parts: dict[str, bytes] = field(default_factory=dict)
    _trees: dict[str, Element] = field(default_factory=dict)
    _carried: dict[str, str] = field(default_factory=dict)
    _related: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @property
    def parts(self) -> dict[str, bytes]:
        """The parts to add to the later file, or to replace in it."""
        return {**self._parts, **{name: serialised(tree) for name, tree in self._trees.items()}}

    def follow(self, taken: Iterable[Element], source: str, target: str) -> None:
        """Give elements from a part of the earlier file relations of a part of the later."""
        known = self.earlier.related_from(source)
        done: set[tuple[Element, str]] = set()
        for element in taken:
            for holder, name, said in relation_ids(element):
                relation = known.get(said)
                if relation is None or (holder, name) in done:
                    continue
                done.add((holder, name))
                holder.set(name, self._relation(relation, source, target, said))

    def part_of(self, name: str, source: str, target: str) -> None:
        """Bring along a whole part that one part of the earlier file leads to."""
        for said, relation in self.earlier.related_from(source).items():
            if relation.target == name:
                self._relation(relation, source, target, said)

    def _relation(self, relation: Relation, source: str, target: str, said: str) -> str:
        key = (source, said, target)
        if key not in self._related:
            tree = self._tree(relations_part(target), _EMPTY)
            used = {child.get("Id") for child in tree}
            number = 1
            while f"rIdEarlier{number}" in used:
                number += 1
            leads = relation.target if relation.external else "/" + self._part(relation.target)
            made = etree.SubElement(tree, f"{_RELATIONS}Relationship")
            made.set("Id", f"rIdEarlier{number}")
            made.set("Type", relation.kind)
            made.set("Target", leads)
            if relation.external:
                made.set("TargetMode", "External")
            self._related[key] = f"rIdEarlier{number}"
        return self._related[key]

    def _part(self, name: str) -> str:
        """The name under which a part of the earlier file stands in the later."""
        if name in self._carried:
            return self._carried[name]
        content = self.earlier.content(name)
        own = self.earlier.related_from(name)
        if not own and self.later.content(name) == content:
            self._carried[name] = name
            return name
        folder, base = posixpath.split(name)
        fresh, number = name, 0
        while fresh in self.later or fresh in self._parts:
            number += 1
            fresh = f"{folder}/earlier{number}_{base}"
        self._carried[name] = fresh
        self._parts[fresh] = content
        self._declare(name, fresh)
        for said, relation in own.items():
            tree = self._tree(relations_part(fresh), _EMPTY)
            leads = relation.target if relation.external else "/" + self._part(relation.target)
            made = etree.SubElement(tree, f"{_RELATIONS}Relationship")
            for key, value in (("Id", said), ("Type", relation.kind), ("Target", leads)):
                made.set(key, value)
            if relation.external:
                made.set("TargetMode", "External")
        return fresh

    def _declare(self, name: str, fresh: str) -> None:
        """Say what type a new part is, as the earlier file says it."""
        types = self.earlier.trees(_TYPES_PART)
        suffix = posixpath.splitext(name)[1].lstrip(".").casefold()
        said = ""
        for entry in types:
            if entry.get("PartName", "").casefold() == f"/{name}".casefold():
                said = entry.get("ContentType", "")
                break
            if entry.get("Extension", "").casefold() == suffix:
                said = entry.get("ContentType", "")
        made = etree.SubElement(self._tree(_TYPES_PART, b""), f"{_TYPES}Override")
        made.set("PartName", f"/{fresh}")
        made.set("ContentType", said or "application/octet-stream")

    def _tree(self, name: str, empty: bytes) -> Element:
        if name not in self._trees:
            self._trees[name] = (
                self.later.trees(name) if name in self.later else etree.fromstring(empty)
            )
        return self._trees[name]
