"""Outlook messages (.msg): read as the mails that they are ([MS-OXMSG])."""

from __future__ import annotations

import re
import struct
from collections import defaultdict

from evidence.readers.compounds import Compound
from evidence.readers.interface import Hints, Reading
from evidence.readers.mapi import DATA, OBJECT, Item, Properties, message_of
from evidence.readers.messages import reading_of

_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})$", re.IGNORECASE)
_FIXED = "__properties_version1.0"
_PERSON, _ATTACHED = "__recip_version1.0_", "__attach_version1.0_"
_INNER = f"__substg1.0_{DATA:04X}{OBJECT:04X}"
_OWN_HEAD, _INNER_HEAD, _OTHER_HEAD = 32, 24, 8
_ENTRY = struct.Struct("<HHI8s")
_DEEPEST = 8
_IN_STREAMS = frozenset({0x000D, 0x001E, 0x001F, 0x0048, 0x0102})


def read_outlook(data: bytes, hints: Hints) -> Reading:
    """Return what an Outlook message says, and its attachments.

    Raises:
        UnreadableSource: it is damaged, or has neither words nor attachments.
    """
    store = _Store(Compound(data, most=hints.limits.file_bytes))
    return reading_of(message_of(store.item("", _OWN_HEAD, 0)), "msg", hints)


class _Store:
    """The storages of a message file, each with its streams."""

    def __init__(self, compound: Compound) -> None:
        self._compound = compound
        self._streams: defaultdict[str, list[str]] = defaultdict(list)
        self._storages: defaultdict[str, list[str]] = defaultdict(list)
        for name in compound.names:
            folder, _, own = name.rpartition("/")
            self._streams[folder].append(own)
            self._enter(folder)

    def _enter(self, folder: str) -> None:
        while folder:
            above, _, own = folder.rpartition("/")
            if own in self._storages[above]:
                return
            self._storages[above].append(own)
            folder = above

    def item(self, folder: str, head: int, depth: int) -> Item:
        """Return the message in a storage, with its people and what is attached to it."""
        own = self._properties(folder, head, "cp1252")
        within = sorted(self._storages[folder])
        people = [
            self._properties(_path(folder, name), _OTHER_HEAD, own.codepage)
            for name in within
            if name.startswith(_PERSON)
        ]
        item = Item(own, people)
        for name in within:
            if name.startswith(_ATTACHED):
                item.attached.append(self._attached(_path(folder, name), own.codepage, depth))
        return item

    def _attached(self, folder: str, codepage: str, depth: int) -> tuple[Properties, Item | None]:
        properties = self._properties(folder, _OTHER_HEAD, codepage)
        inner = _path(folder, _INNER)
        if _FIXED in self._streams.get(inner, ()) and depth < _DEEPEST:
            return properties, self.item(inner, _INNER_HEAD, depth + 1)
        return properties, None

    def _properties(self, folder: str, head: int, codepage: str) -> Properties:
        found = Properties(codepage=codepage)
        fixed = self._compound.read(_path(folder, _FIXED))[head:]
        for place in range(0, len(fixed) - _ENTRY.size + 1, _ENTRY.size):
            kind, number, _, value = _ENTRY.unpack_from(fixed, place)
            if kind not in _IN_STREAMS and kind < 0x1000:  # noqa: PLR2004 - one value, not many
                found.values[number] = (kind, value)
        found.told()
        for name in self._streams.get(folder, ()):
            if match := _STREAM.match(name):
                data = self._compound.read(_path(folder, name))
                found.values[int(match[1], 16)] = (int(match[2], 16), data)
        return found


def _path(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
