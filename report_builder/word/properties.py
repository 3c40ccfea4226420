"""What the file says of itself: title, subject, language and draft, never a person's name."""

from __future__ import annotations

from datetime import UTC, datetime

from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from report_builder.document import Document
from report_builder.word.xml_text import clean, escaped

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LONGEST = 255
DRAFT_PROPERTY = "hm_draft"


def add_properties(package: Package, document: Document, made_at: datetime, draft: str) -> None:
    """Say in a package's core, extended and custom properties what the report is."""
    front = document.front
    moment = made_at.astimezone(UTC) if made_at.tzinfo else made_at
    core = package.core_properties
    core.title = _short(front.title)
    core.subject = _short(front.subject or front.subtitle)
    core.author = core.last_modified_by = _short(front.inspectorate)
    core.created = core.modified = moment
    core.content_status = _short(front.stage_line)
    core.language = _short(document.language)
    _add(
        package,
        ("app", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATION.EXTENDED_PROPERTIES),
        f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>iqa</Application>'
        f"<Company>{escaped(front.inspectorate)}</Company></Properties>",
    )
    _add(
        package,
        ("custom", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, RELATION.CUSTOM_PROPERTIES),
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_FORMAT}" pid="2" name="{DRAFT_PROPERTY}">'
        f"<vt:lpwstr>{escaped(draft)}</vt:lpwstr></property></Properties>",
    )


def _add(package: Package, kind: tuple[str, str, str], xml: str) -> None:
    name, content_type, relation = kind
    part = Part(PackURI(f"/docProps/{name}.xml"), content_type, xml.encode(), package)
    package.relate_to(part, relation)


def _short(text: str) -> str:
    """Return a text as python-docx takes it for a property."""
    return clean(text)[:_LONGEST]
