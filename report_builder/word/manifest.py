"""The manifest in a report's file: its blocks and numbers under opaque ids and keyed hashes.

The file goes to the CPS. Whoever reads it learns which blocks there are and in which order,
and nothing of the evidence behind them: the hashes need the key that stays in the store.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from report_builder.document import Document, figures_of
from report_builder.numbering import Numbers
from report_builder.text_of import text_of
from report_builder.word.anchors import bookmark_name
from report_builder.word.xml_text import escaped

NAMESPACE = "urn:iqa:manifest:1"
_ITEM_ID = "{6B1B3E0C-4E57-4C0B-9C5D-5A1C0D3C7E21}"
_PROPERTIES = (
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
)


@dataclass(frozen=True, slots=True)
class DraftMark:
    """What a file carries of its draft: the opaque id, and what its hashes are made with."""

    token: str
    key: str = ""


def text_hash(key: str, text: str) -> str:
    """Return a block's text as the manifest knows it: equal texts, equal hashes."""
    return hmac.new(
        key.encode(), text.encode("utf-8", "surrogatepass"), hashlib.sha256
    ).hexdigest()[:32]


def manifest(document: Document, numbers: Numbers, mark: DraftMark) -> str:
    """Return the manifest as XML."""
    blocks: list[str] = []
    for block in document.blocks:
        name = bookmark_name("", block.block_id)
        number = numbers.number.get(block.block_id, "")
        said = text_hash(mark.key, text_of(block, numbers))
        uses = "".join(
            f'<use id="{escaped(bookmark_name("", figure.use_id))}"/>'
            for figure in figures_of(block)
            if figure.use_id
        )
        blocks.append(f'<block id="{name}" number="{escaped(number)}" text="{said}">{uses}</block>')
    return (
        f'<manifest xmlns="{NAMESPACE}" draft="{escaped(mark.token)}">{"".join(blocks)}</manifest>'
    )


def add_manifest(document: Part, xml: str) -> None:
    """Add the manifest to the package as custom XML, which Word and LibreOffice keep."""
    package = document.package
    item = Part(PackURI("/customXml/item701.xml"), "application/xml", xml.encode(), package)
    content_type, schema = _PROPERTIES
    properties = Part(
        PackURI("/customXml/itemProps701.xml"),
        content_type,
        (
            f'<ds:datastoreItem xmlns:ds="{schema}" ds:itemID="{_ITEM_ID}">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
            "</ds:datastoreItem>"
        ).encode(),
        package,
    )
    item.relate_to(properties, RELATION.CUSTOM_XML_PROPS)
    document.relate_to(item, RELATION.CUSTOM_XML)
