"""What a file's custom properties say: the draft it is a copy of, if it still says so."""

from __future__ import annotations

from evidence.errors import UnreadableSource
from evidence.readers.wordml import local
from report_builder.word.revisions.package import WordFile

_PART = "docProps/custom.xml"


def custom_property(file: WordFile, name: str) -> str:
    """Return a custom property's text, "" if the file has none of that name."""
    related = [part for kind, part in file.relations("").values() if "custom" in kind.casefold()]
    for part in dict.fromkeys([*related, _PART]):
        if part not in file:
            continue
        try:
            root = file.trees(part)
        except UnreadableSource:
            continue
        for child in root:
            if local(child) == "property" and child.get("name") == name:
                return "".join(map(str, child.itertext())).strip()
    return ""
