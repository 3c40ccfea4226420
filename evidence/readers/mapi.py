"""What Outlook keeps of a message: numbered properties, its recipients, what is attached.

Both of Outlook's own forms - a message saved as a file (.msg) and the winmail.dat within a
mail - hold the same properties ([MS-OXPROPS]); `message_of` makes the mail of them that
everybody else would have been sent, so that one reader reads them all.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.message import Message
from email.utils import format_datetime

from evidence.readers.decoding import codec
from evidence.readers.packedrich import unpacked

STRING8, UNICODE, BINARY, OBJECT = 0x001E, 0x001F, 0x0102, 0x000D
_SUBJECT, _HEADERS, _BODY, _RICH, _PAGE = 0x0037, 0x007D, 0x1000, 0x1009, 0x1013
_SENDER, _SENDER_SMTP, _SENDER_ADDRESS = 0x0C1A, 0x5D01, 0x0C1F
_FOR, _FOR_SMTP, _FOR_ADDRESS = 0x0042, 0x5D02, 0x0065
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_SHOWN = {"To": 0x0E04, "Cc": 0x0E03, "Bcc": 0x0E02}
_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_NAME, _SMTP, _ADDRESS, _KIND = 0x3001, 0x39FE, 0x3003, 0x0C15
_INTERNET_CODEPAGE, _CODEPAGE = 0x3FDE, 0x3FFD
DATA, _LONG_NAME, _SHORT_NAME = 0x3701, 0x3707, 0x3704
_MIME, _CONTENT_ID, _ATTACH_FLAGS, _HIDDEN = 0x370E, 0x3712, 0x3714, 0x7FFE
_IN_BODY = 0x4
_FIRST_MOMENT = datetime(1601, 1, 1, tzinfo=UTC)
_UTF8_PAGE = 65001


@dataclass(slots=True)
class Properties:
    """The properties of one thing: number -> the type of its value, and its bytes."""

    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    codepage: str = "cp1252"

    def told(self) -> None:
        """Take over in which letters its 8-bit strings are written, where it says so."""
        page = self.number(_CODEPAGE) or self.number(_INTERNET_CODEPAGE)
        name = "utf-8" if page == _UTF8_PAGE else codec(f"cp{page}") if page else ""
        self.codepage = name or self.codepage

    def text(self, number: int) -> str:
        """Return a property as words, without the sign that ends them."""
        kind, data = self.values.get(number, (0, b""))
        if kind == UNICODE:
            said = data[: len(data) // 2 * 2].decode("utf-16-le", errors="replace")
        elif kind == STRING8:
            said = data.decode(self.codepage, errors="replace")
        else:
            return ""
        return said.rstrip("\x00").replace("\x00", "")

    def data(self, number: int) -> bytes:
        """Return a property's bytes; b"" where it has none."""
        return self.values.get(number, (0, b""))[1]

    def number(self, number: int) -> int:
        """Return a property as a whole number; 0 where it is none."""
        data = self.data(number)[:4]
        return int.from_bytes(data.ljust(4, b"\x00"), "little")

    def moment(self, number: int) -> datetime | None:
        """Return a property as a moment, or None."""
        data = self.data(number)[:8]
        if len(data) < 8 or not any(data):  # noqa: PLR2004 - a time of Windows
            return None
        try:
            return _FIRST_MOMENT + timedelta(microseconds=struct.unpack("<Q", data)[0] // 10)
        except OverflowError:
            return None


@dataclass(slots=True)
class Item:
    """A message as Outlook keeps it; an attachment that is a message comes with its item."""

    properties: Properties
    recipients: list[Properties] = field(default_factory=list)
    attached: list[tuple[Properties, Item | None]] = field(default_factory=list)


def message_of(item: Item) -> Message:
    """Return an item as the mail that it is."""
    message = Message()
    for name, value in _headers(item):
        clean = " ".join(value.split())
        message[name] = clean if clean.isascii() else Header(clean, "utf-8").encode()
    message["Content-Type"] = "multipart/mixed"
    message.set_payload([*_bodies(item.properties), *_attachments(item)])
    return message


def _headers(item: Item) -> Iterator[tuple[str, str]]:
    own = item.properties
    sender = _address(own, _FOR, _FOR_SMTP, _FOR_ADDRESS)
    sender = sender or _address(own, _SENDER, _SENDER_SMTP, _SENDER_ADDRESS)
    if sender:
        yield "From", sender
    for name, shown in _SHOWN.items():
        given = [
            address
            for person in item.recipients
            if _KINDS.get(person.number(_KIND)) == name
            and (address := _address(person, _NAME, _SMTP, _ADDRESS))
        ]
        if value := ", ".join(given) or own.text(shown):
            yield name, value
    if subject := own.text(_SUBJECT):
        yield "Subject", subject.lstrip("\x01\x05")
    sent = own.moment(_SUBMITTED) or own.moment(_DELIVERED)
    if sent:
        yield "Date", format_datetime(sent)


def _address(person: Properties, name: int, smtp: int, address: int) -> str:
    """A person's name and address; what Exchange calls people inside its own walls is left."""
    said = person.text(name).strip().strip("'\"")
    at = person.text(smtp) or person.text(address)
    said = said.removesuffix(f"<{at}>").strip() or said
    if "@" not in at or at.casefold() == said.casefold():
        return said or (at if "@" in at else "")
    return f"{said} <{at}>"


def _bodies(own: Properties) -> Iterator[Message]:
    """The message's words: plain, as a page, or as rich text, each where there is one."""
    if plain := own.text(_BODY):
        yield _part("text/plain", plain.encode("utf-8", errors="replace"), "utf-8")
    kind, page = own.values.get(_PAGE, (0, b""))
    if kind in {UNICODE, STRING8} and page:
        yield _part("text/html", own.text(_PAGE).encode("utf-8", errors="replace"), "utf-8")
    elif page:
        number = own.number(_INTERNET_CODEPAGE)
        yield _part("text/html", page, "" if number == _UTF8_PAGE else f"cp{number}")
    if rich := unpacked(own.data(_RICH)):
        yield _part("text/rtf", rich)


def _attachments(item: Item) -> Iterator[Message]:
    for own, inner in item.attached:
        name = own.text(_LONG_NAME) or own.text(_SHORT_NAME) or own.text(_NAME)
        if inner is not None:
            part = Message()
            part["Content-Type"] = "message/rfc822"
            part.set_payload([message_of(inner)])
        else:
            part = _part(own.text(_MIME) or "application/octet-stream", own.data(DATA))
        inline = own.number(_ATTACH_FLAGS) & _IN_BODY or own.data(_HIDDEN)[:1] == b"\x01"
        if inline and own.text(_CONTENT_ID):
            part["Content-ID"] = own.text(_CONTENT_ID)
            part["Content-Disposition"] = "inline"
        else:
            if inner is not None and name:
                name = f"{name}.eml"
            part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))
        yield part


def _part(kind: str, data: bytes, charset: str = "") -> Message:
    part = Message()
    part["Content-Type"] = f'{kind}; charset="{charset}"' if charset else kind
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(data).decode("ascii"))
    return part
