"""What the file says of itself: title, subject, language and draft, never a person's name."""

from __future__ import annotations

from datetime import UTC, datetime

from report_builder.document import Document
from report_builder.word.package import (
    CORE_RELATION,
    CORE_TYPE,
    CUSTOM_TYPE,
    EXTENDED_TYPE,
    Package,
    office_relation,
)
from report_builder.word.xml_text import escaped

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
DRAFT_PROPERTY = "hm_draft"


def add_properties(package: Package, document: Document, made_at: datetime, draft: str) -> None:
    """Add the core, extended and custom properties to a package."""
    for name, content, content_type, relation in (
        ("core", _core(document, made_at), CORE_TYPE, CORE_RELATION),
        ("app", _extended(document), EXTENDED_TYPE, office_relation("extended-properties")),
        ("custom", _custom(draft), CUSTOM_TYPE, office_relation("custom-properties")),
    ):
        package.add(f"docProps/{name}.xml", content, content_type)
        package.relate("", f"props_{name}", relation, f"docProps/{name}.xml")


def _core(document: Document, made_at: datetime) -> str:
    front = document.front
    moment = made_at.astimezone(UTC) if made_at.tzinfo else made_at
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"<cp:coreProperties {_CORE}><dc:title>{escaped(front.title)}</dc:title>"
        f"<dc:subject>{escaped(front.subject or front.subtitle)}</dc:subject>"
        f"<dc:creator>{escaped(front.inspectorate)}</dc:creator>"
        f"<cp:lastModifiedBy>{escaped(front.inspectorate)}</cp:lastModifiedBy>"
        f"<cp:revision>1</cp:revision>{dates}"
        f"<cp:contentStatus>{escaped(front.stage_line)}</cp:contentStatus>"
        f"<dc:language>{escaped(document.language)}</dc:language></cp:coreProperties>"
    )


def _extended(document: Document) -> str:
    company = escaped(document.front.inspectorate)
    return (
        f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>iqa</Application>'
        f"<Company>{company}</Company></Properties>"
    )


def _custom(draft: str) -> str:
    fmtid = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
    return (
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{fmtid}" pid="2" name="{DRAFT_PROPERTY}">'
        f"<vt:lpwstr>{escaped(draft)}</vt:lpwstr></property></Properties>"
    )
