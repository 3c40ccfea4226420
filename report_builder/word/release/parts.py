"""The parts of a package that stay behind when a report leaves, and what the others say of us."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

from evidence.readers.wordml import Element, W, local
from report_builder.word.revisions.package import WordFile, serialised

_GONE = re.compile(
    r"^(?:customXml/|docProps/(?:custom|thumbnail)|word/(?:comments\w*|people|glossary/.*|vbaProject"
    r"|vbaData|attachedToolbars|customizations|recipientData|webSettings|documentTasks.*|threadedComments.*"
    r"|persons.*|userCustomization.*|printerSettings.*)(?:\.|$|/))|/printerSettings/",
    re.IGNORECASE,
)
_SETTINGS_GONE = frozenset(
    {
        "rsids", "docVars", "attachedTemplate", "trackRevisions", "documentProtection", "mailMerge",
        "writeProtection", "revisionView", "docId", "saveThroughXslt", "removePersonalInformation",
        "removeDateAndTime", "linkStyles", "hdrShapeDefaults", "chartTrackingRefBased",
        "smartTagType", "proofState", "formsDesign",
    }
)  # fmt: skip
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_KEPT_CORE = frozenset({"title", "subject", "language", "creator", "created", "modified"})
_KEPT_APP = frozenset({"Application", "Company"})
_SHEET = re.compile(r"^word/embeddings/.*\.xls[xm]$", re.IGNORECASE)
_BOOK, _CORE_PART = "xl/workbook.xml", "docProps/core.xml"
_SAVED_AT = re.compile(rb'(<x15ac:absPath\b[^>]*\burl=")[^"]*')
_LIMIT = 64 * 1024 * 1024


def is_left_behind(name: str) -> bool:
    """Say whether a part of a package must not leave."""
    return bool(_GONE.search(name.lstrip("/")))


def settled(root: Element) -> None:
    """Take out of the settings who worked on the file, where and how."""
    for child in list(root):
        if local(child) in _SETTINGS_GONE:
            root.remove(child)


def unrelated(file: WordFile, name: str, gone: frozenset[str]) -> bytes | None:
    """Return a relations part without what leads to parts that go, or None if all stays.

    Links to other templates go as well: they tell where the office keeps its files.
    """
    root = file.trees(name)
    folder = name.rpartition("_rels/")[0]
    changed = False
    for relation in list(root):
        target = relation.get("Target", "")
        kind = relation.get("Type", "").rpartition("/")[2]
        place = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
        if place in gone or kind in {"attachedTemplate", "people", "customXml", "mailMergeSource"}:
            root.remove(relation)
            changed = True
    return serialised(root) if changed else None


def _joined(folder: str, target: str) -> str:
    parts: list[str] = []
    for part in f"{folder}{target}".split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def typed(root: Element, gone: frozenset[str]) -> None:
    """Take out of the content types the parts that go."""
    for child in list(root):
        if child.get("PartName", "").lstrip("/") in gone:
            root.remove(child)


def core_properties(root: Element, author: str, at: datetime) -> None:
    """Let a package say title, subject and language, the inspectorate and the release's day."""
    for child in list(root):
        if local(child) not in _KEPT_CORE:
            root.remove(child)
    moment = f"{at.astimezone(UTC) if at.tzinfo else at:%Y-%m-%dT%H:%M:%SZ}"
    for child in root:
        name = local(child)
        if name == "creator":
            child.text = author
        elif name in {"created", "modified"}:
            child.text = moment
    by = root.makeelement(f"{{{_CORE}}}lastModifiedBy")
    by.text = author
    root.append(by)


def app_properties(root: Element) -> None:
    """Keep the program's and the office's name; time spent, manager and template go."""
    for child in list(root):
        if local(child) not in _KEPT_APP:
            root.remove(child)


def workbook(name: str, data: bytes) -> bytes | None:
    """Return the workbook behind a chart without names in its properties, or None if unread.

    Where on somebody's machine Excel saved it goes as well.
    """
    if not _SHEET.match(name):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            if any(part.file_size >= _LIMIT for part in source.infolist()):
                return None
            held = {inner: source.read(inner) for inner in source.namelist()}
    except zipfile.BadZipFile:
        return None
    held[_BOOK] = _SAVED_AT.sub(rb"\1", held.get(_BOOK, b""))
    core = held.get(_CORE_PART, b"")
    for tag in (b"dc:creator", b"cp:lastModifiedBy"):
        core = re.sub(rb"<%b>[^<]*</%b>" % (tag, tag), b"<%b></%b>" % (tag, tag), core)
    held[_CORE_PART] = core
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for inner, content in held.items():
            if content or inner not in {_CORE_PART, _BOOK}:
                target.writestr(zipfile.ZipInfo(inner, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def style_ids(file: WordFile, names: frozenset[str]) -> frozenset[str]:
    """Return the ids of styles by their names in any letters."""
    part = file.related("styles")
    if not part:
        return frozenset()
    wanted = {name.casefold() for name in names}
    found: set[str] = set()
    for style in file.trees(part).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None and name.get(f"{W}val", "").casefold() in wanted:
            found.add(style.get(f"{W}styleId", ""))
    return frozenset(found)
