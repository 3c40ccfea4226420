"""An office's Word template, opened by python-docx: hostile until it has been looked at.

Its parts are counted while they are inflated, and packed anew for python-docx, so that
nothing a zip says of itself is trusted. A .dotx, .dotm or .docm is a document under another
content type, which python-docx would refuse.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from evidence.errors import TemplateInvalid, UnreadableSource
from evidence.readers.limits import MIB, Limits
from evidence.readers.packages import Package as Members

WAY_OUT = "Run `iqa report template FILE` to write the house template, and change its styles."
_LIMITS = Limits(expanded_bytes=128 * MIB, part_bytes=48 * MIB, entries=1_000)
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument"
_OTHER_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
)
_DAMAGE = (
    OpcError, InvalidXmlError, etree.LxmlError, AssertionError, AttributeError, LookupError,
    RecursionError, TypeError, ValueError,
)  # fmt: skip


def opened(packed: bytes) -> Document:
    """Return a template as python-docx holds it.

    Raises:
        TemplateInvalid: it is no Word document, Strict, locked, damaged or too large.
    """
    members = _members(packed)
    if _TYPES not in members or _RELATIONS not in members:
        raise TemplateInvalid("The template is not a Word document.", way_out=WAY_OUT)
    if _STRICT in members[_RELATIONS]:
        raise TemplateInvalid(
            "The template is a Strict Open XML document, which is not read.",
            way_out="Save it in Word as an ordinary Word document (.docx).",
        )
    if any(_declares_entities(*member) for member in members.items()):
        raise _damaged()
    members[_TYPES] = _as_document(members[_TYPES])
    with damage_told():
        part = Package.open(_packed(members)).main_document_part
    if not isinstance(part, DocumentPart):
        raise TemplateInvalid("The template is not a Word document.", way_out=WAY_OUT)
    document: Document = part.document
    return document


@contextmanager
def damage_told() -> Iterator[None]:
    """Say in words what python-docx meets in a file that only looks like a Word document.

    Raises:
        TemplateInvalid: what is read within could not be.
    """
    try:
        yield
    except _DAMAGE as error:
        raise _damaged() from error


def _members(packed: bytes) -> dict[str, bytes]:
    try:
        held = Members(packed, _LIMITS)
        members = {name: held.read(name) for name in held.names}
    except UnreadableSource as error:
        said = {
            "too_large": "The template is too large to read.",
            "encrypted": "The template is locked with a password or a label.",
            "unreadable": "The template is not a .docx file.",
        }
        message = said.get(error.code, "The template is damaged.")
        raise TemplateInvalid(message, way_out=WAY_OUT) from error
    if held.notices:
        raise _damaged()
    return members


def _declares_entities(name: str, part: bytes) -> bool:
    # No Office program writes a document type; without its NULs, UTF-16 reads like UTF-8.
    return name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part.replace(b"\0", b"")


def _as_document(types: bytes) -> bytes:
    for other in _OTHER_TYPES:
        types = types.replace(other.encode(), CONTENT_TYPE.WML_DOCUMENT_MAIN.encode())
    return types


def _packed(members: dict[str, bytes]) -> io.BytesIO:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    held.seek(0)
    return held


def _damaged() -> TemplateInvalid:
    return TemplateInvalid(
        "The template is damaged: its XML cannot be read.",
        way_out="Open it in Word, and save it anew as a Word document (.docx).",
    )
