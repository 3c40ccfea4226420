"""The marks by which a returned Word file is joined to the draft that was sent.

A block carries a hidden bookmark, a live number a content control within a bookmark.
Contents and cross-references have bookmarks of their own, so that a published copy can
lose ours and keep theirs. Word allows 40 characters in a bookmark's name, 64 in a
control's tag, and does not tell upper case from lower case in names.
"""

from __future__ import annotations

import hashlib
import re
import zlib

BLOCK = "_hm_"
FIGURE = "_hmf_"
CONTENTS = "_Toc_"
REFERENCE = "_Ref_"
TAG = "hm:f:"
_NAME_LIMIT = 40
_TAG_LIMIT = 64
_PLAIN = re.compile(r"[A-Za-z0-9_]+")
_HIGHEST_CONTROL = 0x7FFFFFFF


def bookmark_name(prefix: str, identifier: str) -> str:
    """Return a block's or figure's bookmark name: its id where Word allows it, else a digest."""
    plain = _PLAIN.fullmatch(identifier) is not None
    if plain and len(prefix) + len(identifier) <= _NAME_LIMIT:
        return prefix + identifier
    slug = re.sub(r"[^A-Za-z0-9]+", "_", identifier)
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{prefix}{slug[: _NAME_LIMIT - len(prefix) - 13]}_{digest}"


def control_tag(use_id: str) -> str:
    """Return the tag of a live number's content control."""
    if len(TAG) + len(use_id) <= _TAG_LIMIT:
        return TAG + use_id
    return TAG + bookmark_name("", use_id)


class Anchors:
    """Hands out bookmarks and control ids, each once in a file."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._controls: set[int] = set()

    def around(self, prefix: str, identifier: str, inside: str) -> str:
        """Return XML within a new bookmark.

        Raises:
            ValueError: a second bookmark of that name, for a block or figure is there twice.
        """
        name = bookmark_name(prefix, identifier)
        if name.casefold() in self._names:
            raise ValueError(f"the id {identifier} occurs twice in the report")
        self._names.add(name.casefold())
        number = len(self._names)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'

    def control_id(self, use_id: str) -> int:
        """Return a positive number for a control, the same in every draft if it can be."""
        number = zlib.crc32(use_id.encode("utf-8", "surrogatepass")) & _HIGHEST_CONTROL
        while number == 0 or number in self._controls:
            number = number % _HIGHEST_CONTROL + 1
        self._controls.add(number)
        return number
