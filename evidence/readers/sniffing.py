"""What a file is, told from its first bytes and never from its name.

sniff(data, limits) -> a format of evidence.readers.builtin.READERS, or one of REFUSED
"""

from __future__ import annotations

import re

from evidence.errors import UnreadableSource
from evidence.readers.compounds import SIGNATURE, kind_of
from evidence.readers.decoding import decoded, is_text
from evidence.readers.limits import Limits
from evidence.readers.packages import Package

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IMAGES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
)
_OTHERS = (
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x1aE\xdf\xa3", "film"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "database"),
)
_CONTENT = (
    (b"wordprocessingml.document.main", "docx"),
    (b"wordprocessingml.template.main", "docx"),
    (b"ms-word.document.macroenabled.main", "docx"),
    (b"ms-word.template.macroenabledtemplate.main", "docx"),
    (b"presentationml.", "pptx"),
    (b"ms-powerpoint.", "pptx"),
    (b"vnd.ms-visio", "visio"),
    (b"ms-excel.sheet.binary.macroenabled.main", "xlsb"),
    (b"spreadsheetml.", "xlsx"),
    (b"ms-excel.", "xlsx"),
)
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_ELEMENT = re.compile(rb"<[^<>]{1,2000}>")
_HEAD = 4_096
_CUE = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]", re.M)
_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FLAT = re.compile(r"<office:document\b[^>]*\boffice:mimetype=[\"']([\w.+/-]{1,80})")
_MAIL_HEADER = re.compile(r"^[A-Za-z][A-Za-z0-9-]*:[ \t]")
_MAIL_SURE = re.compile(r"^(?:mime-version|message-id|received|return-path|x-[\w-]+):", re.I | re.M)


def sniff(data: bytes, limits: Limits) -> str:
    """Return the name of a file's format.

    Raises:
        UnreadableSource: it is empty, encrypted, or a zip that is cut short.
    """
    if not data.strip(b" \t\r\n\x00\x0b\x0c\xef\xbb\xbf\xfe\xff"):
        raise UnreadableSource(
            "empty", "It is empty.", way_out="Ask for the file again; nothing came over."
        )
    if data.startswith(SIGNATURE):
        return kind_of(data, most=limits.part_bytes)
    if data.startswith(_ZIP):
        return _package(data, limits)
    return _signed(data) or (_text(data) if is_text(data) else "binary")


def _signed(data: bytes) -> str:
    """The format that a signature near the start gives away, or ""."""
    if b"%PDF-" in data[:1_024]:
        return "pdf"
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "text" if data.startswith(b"BM") and is_text(data) else "image"
    if data[4:8] == b"ftyp" or data[:4] == b"RIFF":
        return "film"
    return next(
        (name for start, name in _OTHERS if data.startswith(start) and not is_text(data)), ""
    )


def _package(data: bytes, limits: Limits) -> str:
    package = Package(data, limits)
    if "mimetype" in package:
        return _ODF.get(package.read("mimetype").strip().removesuffix(b"-template"), "zip")
    if _TYPES in package:
        types = _lower(package, _TYPES)
        found = _by_type(_main_type(package, types)) or _by_type(types)
        if found:
            return found
    folders = {name.replace("\\", "/").split("/")[0].casefold() for name in package.names}
    return next(
        (
            name
            for folder, name in (("word", "docx"), ("ppt", "pptx"), ("xl", "xlsx"))
            if folder in folders
        ),
        "zip",
    )


def _lower(package: Package, name: str) -> bytes:
    """A part's bytes in small letters; b"" where it is damaged."""
    try:
        return package.read(name).lower().replace(b"\x00", b"")
    except UnreadableSource as refusal:
        if refusal.code != "unreadable":
            raise
        return b""


def _main_type(package: Package, types: bytes) -> bytes:
    """The type of the part that the package is about; what is embedded has types too."""
    relations = _lower(package, _RELATIONS) if _RELATIONS in package else b""
    main = next(
        (
            _attribute(relation, b"target").lstrip(b"/")
            for relation in _ELEMENT.findall(relations)
            if _attribute(relation, b"type").endswith(b"/officedocument")
        ),
        b"",
    )
    parts = (e for e in _ELEMENT.findall(types) if main and b"partname" in e)
    return next(
        (
            _attribute(part, b"contenttype")
            for part in parts
            if _attribute(part, b"partname").lstrip(b"/") == main
        ),
        b"",
    )


def _attribute(element: bytes, name: bytes) -> bytes:
    match = re.search(rb"\s" + name + rb"\s*=\s*[\"']([^\"']*)", element)
    return match[1] if match else b""


def _by_type(types: bytes) -> str:
    """The first format whose mark stands in content types, a workbook's last; or ""."""
    named = [name for mark, name in _CONTENT if mark in types]
    return next((name for name in named if name not in {"xlsx", "xlsb"}), "") or next(
        iter(named), ""
    )


def _text(data: bytes) -> str:
    head, _ = decoded(data[: _HEAD * 4])
    start = head.lstrip("\ufeff \t\n")
    if start.startswith("WEBVTT") and not start[6:7].strip():
        return "vtt"
    if len(_CUE.findall(head)) > 0 and "-->" in head:
        return "srt" if re.search(r"\d,\d{1,3}\s*-->", head) else "vtt"
    if flat := _FLAT.search(head):
        return _ODF.get(flat[1].removesuffix("-template").encode(), "xml")
    if _HTML.match(start):
        return "html"
    if _mail(start):
        return "eml"
    return "xml" if start.startswith("<?xml") else "text"


def _mail(start: str) -> bool:
    """Whether a text begins as a mail on its way does, not as one that was copied out."""
    header = start.split("\n\n", 1)[0]
    lines = [line for line in header.split("\n") if line and line[0] not in " \t"]
    shaped = sum(bool(_MAIL_HEADER.match(line)) for line in lines)
    return shaped > 1 and shaped >= len(lines) - 1 and bool(_MAIL_SURE.search(header))
