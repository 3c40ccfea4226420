"""The winmail.dat of a mail, in which Outlook wraps what it cannot say otherwise ([MS-OXTNEF])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from evidence.readers.mapi import BINARY, DATA, OBJECT, STRING8, UNICODE, Item, Properties

_SIGNATURE = 0x223E9F78
_ATTRIBUTE = struct.Struct("<BII")
_PROPERTIES, _BODY, _SUBJECT = 0x00069003, 0x0002800C, 0x00018004
_BEGINS, _TITLE, _CONTENT, _OF_ATTACHED = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_CODEPAGE = 0x00069007
_NAMED, _MANY = 0x8000, 0x1000
_WIDTHS = {0x0002: 2, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4,
           0x000B: 2, 0x0014: 8, 0x0040: 8, 0x0048: 16}  # fmt: skip
_VARYING = frozenset({OBJECT, STRING8, UNICODE, BINARY})
_INNER_ID = 16
_DEEPEST = 8
_MOST = 10_000


def item_of(data: bytes, depth: int = 0) -> Item | None:
    """Return the message in a winmail.dat, or None where it is none."""
    if len(data) < 6 or struct.unpack_from("<I", data)[0] != _SIGNATURE:  # noqa: PLR2004
        return None
    item = Item(Properties())
    for kind, value in _attributes(data):
        if kind == _PROPERTIES:
            _take(item.properties, value)
        elif kind == _SUBJECT:
            item.properties.values.setdefault(0x0037, (STRING8, value))
        elif kind == _BODY:
            item.properties.values.setdefault(0x1000, (STRING8, value))
        elif kind == _BEGINS:
            item.attached.append((Properties(codepage=item.properties.codepage), None))
        elif item.attached:
            _of_attached(item, kind, value)
    item.properties.told()
    item.attached = [_inner(properties, depth) for properties, _ in item.attached]
    return item


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 6
    while place + _ATTRIBUTE.size <= len(data):
        _, kind, size = _ATTRIBUTE.unpack_from(data, place)
        place += _ATTRIBUTE.size
        yield kind, data[place : place + size]
        place += size + 2


def _of_attached(item: Item, kind: int, value: bytes) -> None:
    properties, _ = item.attached[-1]
    if kind == _TITLE:
        properties.values.setdefault(0x3704, (STRING8, value))
    elif kind == _CONTENT:
        properties.values.setdefault(DATA, (BINARY, value))
    elif kind == _OF_ATTACHED:
        _take(properties, value)


def _inner(properties: Properties, depth: int) -> tuple[Properties, Item | None]:
    """An attachment, with its item where it is a message."""
    kind, value = properties.values.get(DATA, (0, b""))
    inner = value[_INNER_ID:] if kind == OBJECT else value
    return properties, item_of(inner, depth + 1) if depth < _DEEPEST else None


def _take(properties: Properties, data: bytes) -> None:
    """Take a list of properties in, as far as it can be followed."""
    try:
        for number, kind, value in _listed(data):
            properties.values[number] = (kind, value)
    except struct.error:
        return


def _listed(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    count = min(struct.unpack_from("<I", data)[0], _MOST)
    place = 4
    for _ in range(count):
        kind, number = struct.unpack_from("<HH", data, place)
        place += 4
        if number >= _NAMED:
            place = _after_name(data, place)
        single, many = kind & ~_MANY, bool(kind & _MANY)
        several = 1
        if many or single in _VARYING:
            several = min(struct.unpack_from("<I", data, place)[0], _MOST)
            place += 4
        for _value in range(several):
            size = _WIDTHS.get(single, 4)
            if single in _VARYING:
                size = struct.unpack_from("<I", data, place)[0]
                place += 4
            if not many:
                yield number, single, data[place : place + size]
            place += (size + 3) // 4 * 4


def _after_name(data: bytes, place: int) -> int:
    """Where the value of a property begins that has a name."""
    named = struct.unpack_from("<I", data, place + 16)[0]
    size = struct.unpack_from("<I", data, place + 20)[0]
    return place + 24 + ((size + 3) // 4 * 4 if named else 0)
