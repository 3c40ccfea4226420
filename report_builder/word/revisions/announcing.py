"""A part that is new in a returned file: its type, and the relation that leads to it."""

from __future__ import annotations

import posixpath
from itertools import count

from lxml import etree

from report_builder.word.revisions.package import WordFile, relations_part, serialised

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TYPES = "[Content_Types].xml"


def announced(
    file: WordFile, part: str, *, kind: str, content_type: str, source: str
) -> dict[str, bytes]:
    """Return the parts by which a file says of what type a part is and that `source` leads to it.

    `kind` is the address of the relation, of which `source` has one at most: one that leads to
    a part that was lost is led to the new one. `source` is "" for the file as a whole.
    """
    where = relations_part(source)
    relations = file.trees(where) if where in file else etree.Element(f"{_RELATIONS}Relationships")
    known = {child.get("Id", "") for child in relations}
    leading = next((child for child in relations if child.get("Type") == kind), None)
    if leading is None:
        leading = etree.SubElement(relations, f"{_RELATIONS}Relationship")
        leading.set("Id", next(name for at in count(1) if (name := f"rIdIqa{at}") not in known))
        leading.set("Type", kind)
    leading.set("Target", posixpath.relpath(part, posixpath.dirname(source) or "."))
    types = file.trees(_TYPES)
    override = etree.SubElement(types, f"{_CONTENT}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", content_type)
    return {where: serialised(relations), _TYPES: serialised(types)}
