"""Compound files as Outlook and the old Office write them, and the messages in them."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise

END, NONE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4_096
SUBJECT, BODY, PAGE, RICH, SENDER, SENDER_SMTP = 0x0037, 0x1000, 0x1013, 0x1009, 0x0C1A, 0x5D01
FILE_NAME, CONTENT, PERSON, PERSON_SMTP, PERSON_KIND = 0x3707, 0x3701, 0x3001, 0x39FE, 0x0C15
_ENTRY = struct.Struct("<64sHBBIII36xIQ")

Tree = dict[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """Return a compound file with storages (dicts) and streams (bytes)."""
    disk, small = _Disk(SECTOR), _Disk(MINI)
    entries: list[_Entry] = []
    _add("Root Entry", tree, entries, (disk, small))
    root = entries[0]
    root.kind, root.size = 5, len(small.sectors) * MINI
    root.start = disk.write(b"".join(small.sectors))
    chains = disk.write(_numbers(small.table))
    directory = disk.write(b"".join(entry.packed() for entry in entries))
    tables = 1
    while (len(disk.table) + tables) * 4 > tables * SECTOR:
        tables += 1
    places = [*range(len(disk.sectors), len(disk.sectors) + tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIII", 0, tables, directory, 0, CUTOFF)
    head += struct.pack("<IIII", chains, -(-len(small.table) * 4 // SECTOR), END, 0)
    head += _numbers(places).ljust(109 * 4, b"\xff")
    table = _numbers([*disk.table, *[TABLE] * tables])
    return head + b"".join(disk.sectors) + table.ljust(tables * SECTOR, b"\xff")


def _numbers(numbers: list[int]) -> bytes:
    return b"".join(struct.pack("<I", n) for n in numbers)


@dataclass
class _Disk:
    """Sectors of one size, and the table that says which follows which."""

    size: int
    sectors: list[bytes] = field(default_factory=list)
    table: list[int] = field(default_factory=list)

    def write(self, data: bytes) -> int:
        """Write a stream, and return its first sector."""
        first = len(self.sectors)
        for place in range(0, len(data), self.size):
            self.sectors.append(data[place : place + self.size].ljust(self.size, b"\x00"))
            self.table.append(len(self.sectors))
        if not data:
            return END
        self.table[-1] = END
        return first


@dataclass
class _Entry:
    """One entry of the directory."""

    name: str
    kind: int = 1
    after: int = NONE
    child: int = NONE
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        """Return it as it is written."""
        name = (self.name + "\x00").encode("utf-16-le")
        return _ENTRY.pack(
            name, len(name), self.kind, 1, NONE, self.after, self.child, self.start, self.size
        )


def _add(name: str, value: bytes | Tree, entries: list[_Entry], disks: tuple[_Disk, _Disk]) -> int:
    number, entry = len(entries), _Entry(name)
    entries.append(entry)
    if isinstance(value, dict):
        numbers = [_add(own, value[own], entries, disks) for own in sorted(value)]
        for one, other in pairwise(numbers):
            entries[one].after = other
        entry.child = numbers[0] if numbers else NONE
    else:
        disk = disks[len(value) < CUTOFF]
        entry.kind, entry.start, entry.size = 2, disk.write(value), len(value)
    return number


def properties(
    values: dict[int, str | bytes], numbers: dict[int, int] | None = None, *, head: int
) -> Tree:
    """Return the streams of a message's, a person's or an attachment's properties."""
    streams: Tree = {}
    fixed = bytes(head)
    for number, value in values.items():
        kind = 0x001F if isinstance(value, str) else 0x0102
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
        fixed += struct.pack("<HHIII", kind, number, 6, len(data), 0)
    for number, whole in (numbers or {}).items():
        kind = 0x0040 if whole > 0xFFFFFFFF else 0x0003
        fixed += struct.pack("<HHIQ", kind, number, 6, whole)
    streams["__properties_version1.0"] = fixed
    return streams


def message(
    values: dict[int, str | bytes],
    *,
    people: list[tuple[str, str, int]] | None = None,
    files: list[Tree] | None = None,
    sent: int = 0,
    inner: bool = False,
) -> Tree:
    """Return the storages of a message; `people` are names, addresses and 1, 2 or 3."""
    tree = properties(values, {0x0039: sent} if sent else {}, head=24 if inner else 32)
    for place, (name, address, kind) in enumerate(people or []):
        tree[f"__recip_version1.0_#{place:08X}"] = properties(
            {PERSON: name, PERSON_SMTP: address}, {PERSON_KIND: kind}, head=8
        )
    for place, file in enumerate(files or []):
        tree[f"__attach_version1.0_#{place:08X}"] = file
    return tree


def attached(name: str, content: bytes) -> Tree:
    """Return the storage of an attached file."""
    return properties({FILE_NAME: name, CONTENT: content}, head=8)


def attached_message(name: str, inner: Tree) -> Tree:
    """Return the storage of an attached message."""
    tree = properties({PERSON: name}, {0x3705: 5}, head=8)
    tree["__substg1.0_3701000D"] = inner
    return tree
