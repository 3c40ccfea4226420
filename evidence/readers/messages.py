"""Mail messages (.eml): their words, what they quote, and what is attached to them.

The frozen text is the message's body. Its header fields stand beside it as furniture, earlier
messages and signatures are folded, and attachments are given back as files of their own.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.blocks import Aside, Block, Document
from evidence.readers.decoding import codec, decoded, wide
from evidence.readers.interface import Attachment, Hints, Reading
from evidence.readers.mails import bare_subject, body_folded
from evidence.readers.mapi import message_of
from evidence.readers.richtext import rich_blocks
from evidence.readers.structure import assembled
from evidence.readers.text import paragraphs_in
from evidence.readers.webpages import blocks_of
from evidence.readers.winmail import item_of

_FIELDS = ("From", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date")
_MOST_ATTACHED = 100
_MOST_PARTS = 1_000
_LONG_NAME = 120
_UNNAMED = "attachment"
_WRAPPED = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_RICH = frozenset({"text/rtf", "application/rtf"})
_SUFFIXES = {
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
}


@dataclass(slots=True)
class _Parts:
    """What a message is made of."""

    plain: list[Message] = field(default_factory=list)
    pages: list[Message] = field(default_factory=list)
    rich: list[Message] = field(default_factory=list)
    wrapped: list[_Parts] = field(default_factory=list)
    attached: list[Message] = field(default_factory=list)
    pictures: int = 0
    invites: bool = False


def read_message(data: bytes, hints: Hints) -> Reading:
    """Return what a mail message says, and its attachments.

    Raises:
        UnreadableSource: it has neither words nor attachments, or is locked.
    """
    return reading_of(_parsed(data), "eml", hints)


def reading_of(message: Message, form: str, hints: Hints) -> Reading:
    """Return what a message says, whatever form it came in.

    Raises:
        UnreadableSource: it has neither words nor attachments.
    """
    parts = _parts(message)
    attachments, notices = _attachments(parts)
    subject = bare_subject(_field(message, "Subject"))
    fields = tuple(_fields(message))
    reading = _body(parts, Document(form, (), furniture=fields, title=subject), hints)
    if not (reading.text.strip() or attachments or subject):
        raise UnreadableSource(
            "no_text",
            "It is a mail without a message.",
            way_out="Ask the sender for the message itself.",
        )
    return replace(
        reading,
        title=subject or reading.title,
        dates=tuple(dict.fromkeys((*_sent_on(message), *reading.dates))),
        attachments=attachments,
        notices=(*reading.notices, *notices),
    )


def _parsed(data: bytes) -> Message:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or wide(data):
        text, _ = decoded(data)
        data = text.encode()
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return email.message_from_bytes(data, policy=email.policy.compat32)


def _parts(message: Message) -> _Parts:
    """Sort a message's parts into its words and what is attached to it."""
    found = _Parts()
    for count, part in enumerate(_leaves(message)):
        if count >= _MOST_PARTS:
            break
        if part.get_content_type() in _WRAPPED and (item := item_of(_bytes(part))) is not None:
            found.wrapped.append(_parts(message_of(item)))
        elif part is not message and _is_attached(part):
            found.attached.append(part)
        else:
            _sort_in(found, part)
    return _unwrapped(found)


def _sort_in(found: _Parts, part: Message) -> None:
    """Sort in a part that no name says is attached."""
    said = {"text/plain": found.plain, "text/html": found.pages, **dict.fromkeys(_RICH, found.rich)}
    kind, main = part.get_content_type(), part.get_content_maintype()
    if kind in said:
        said[kind].append(part)
    elif main == "image":
        found.pictures += 1
    elif kind == "text/calendar":
        found.invites = True
    elif main != "multipart":
        found.attached.append(part)


def _unwrapped(found: _Parts) -> _Parts:
    """Add what Outlook has wrapped: its files, and its words where there are no others."""
    said = any(_words(part)[0].strip() for part in (*found.plain, *found.pages))
    for inner in found.wrapped:
        found.attached += inner.attached
        found.pictures += inner.pictures
        if not said:
            found.plain += inner.plain
            found.pages += inner.pages
            found.rich += inner.rich
    return found


def _leaves(message: Message) -> Iterator[Message]:
    """The parts of a message; a message within it is one part, whole."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part is not message and part.get_content_maintype() == "message":
            yield part
        elif isinstance(inner, list):
            waiting += [p for p in reversed(inner) if isinstance(p, Message)]
        else:
            yield part


def _is_attached(part: Message) -> bool:
    disposition = part.get_content_disposition()
    if part.get_content_maintype() == "image" and disposition != "attachment":
        return bool(_name(part)) and not part.get("Content-ID")
    return (
        disposition == "attachment" or bool(_name(part)) or part.get_content_maintype() == "message"
    )


def _body(parts: _Parts, document: Document, hints: Hints) -> Reading:
    """The reading of the words: the plain ones where there are any, else the page."""
    said = [_words(part) for part in parts.plain]
    text = "\n\n".join(words for words, _ in said if words.strip())
    notices = tuple(notice for _, found in said for notice in found)
    if text.strip():
        body = body_folded(paragraphs_in(text))
        whole = replace(document, blocks=tuple(body), notices=notices)
        return assembled(whole, hints, text=text)
    blocks: list[Block] = []
    for page in parts.pages:
        words, odd = _words(page)
        found, more = blocks_of(words)
        blocks += found
        notices += (*odd, *more)
    if not blocks:
        blocks = [block for part in parts.rich for block in rich_blocks(_bytes(part))]
    whole = replace(document, blocks=tuple(body_folded(blocks)), notices=notices)
    return assembled(whole, hints)


def _words(part: Message) -> tuple[str, tuple[Notice, ...]]:
    """A part's text, in the letters that it says it is written in."""
    data = _bytes(part)
    charset = codec(_parameter(part, "charset"))
    if charset and charset not in {"utf-8", "cp1252"}:
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            return decoded(data)
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""), ()
    return decoded(data)


def _bytes(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, UnicodeError):
        found = None
    return found if isinstance(found, bytes) else b""


def _parameter(part: Message, name: str) -> str:
    try:
        found = part.get_param(name)
    except (ValueError, LookupError, UnicodeError):
        return ""
    return found if isinstance(found, str) else ""


def _fields(message: Message) -> Iterator[Aside]:
    """The header fields that a reader of the mail sees."""
    for name in _FIELDS:
        value = _day(message) if name == "Date" else _field(message, name)
        if value:
            yield Aside(f"mail {name}", f"{name}: {value}", "mail header")


def _sent_on(message: Message) -> tuple[str, ...]:
    """The day on which the mail was sent, as an ISO string; none where it does not say."""
    try:
        return (parsedate_to_datetime(_field(message, "Date")).date().isoformat(),)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ()


def _day(message: Message) -> str:
    """When the mail was sent, as offices write it."""
    written = _field(message, "Date")
    try:
        sent = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return written
    return f"{sent.day} {sent:%B %Y %H:%M}"


def _field(message: Message, name: str) -> str:
    """A header field in plain letters, on one line."""
    try:
        raw = message.get(name, "")
        text = str(make_header(decode_header(raw))) if raw else ""
    except (ValueError, LookupError, UnicodeError, email.errors.HeaderParseError):
        text = str(message.get(name, ""))
    text = text.encode("utf-8", errors="replace").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _attachments(parts: _Parts) -> tuple[tuple[Attachment, ...], tuple[Notice, ...]]:
    """The attached files under names of their own, and what was left out."""
    kept: list[Attachment] = []
    notices: list[Notice] = []
    taken: set[str] = set()
    for count, part in enumerate(parts.attached, start=1):
        if count > _MOST_ATTACHED:
            notices.append(
                Notice("attachments_left_out", f"Only {_MOST_ATTACHED} attachments were taken.")
            )
            break
        content = _content(part)
        if not content:
            notices.append(Notice("empty_attachment", f"Its attachment {count} is empty."))
            continue
        name = _own_name(_safe(_name(part)) or _made_up(part, count), taken)
        kept.append(Attachment(name, content))
    if parts.invites:
        notices.append(
            Notice("invitation", "It is an invitation; the calendar entry was not read.")
        )
    if parts.pictures:
        notices.append(Notice("pictures", f"{parts.pictures} pictures in it were not read."))
    return tuple(kept), tuple(notices)


def _content(part: Message) -> bytes:
    inner = part.get_payload()
    if isinstance(inner, list):
        messages = [m for m in inner if isinstance(m, Message)]
        return messages[0].as_bytes() if messages else b""
    return _bytes(part)


def _name(part: Message) -> str:
    try:
        name = part.get_filename("")
        return str(make_header(decode_header(name))) if name else ""
    except (ValueError, LookupError, UnicodeError, email.errors.HeaderParseError):
        return ""


def _safe(name: str) -> str:
    """A file's name without folders, controls, or what systems refuse in a name."""
    last = re.split(r"[/\\]", name)[-1]
    clean = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    stem, dot, suffix = clean.rpartition(".")
    return f"{stem[:_LONG_NAME]}{dot}{suffix[:10]}" if dot else clean[:_LONG_NAME]


def _made_up(part: Message, count: int) -> str:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        subject = _safe(_field(first, "Subject")) if isinstance(first, Message) else ""
        return f"{subject or 'message'}.eml"
    return f"{_UNNAMED} {count}{_SUFFIXES.get(kind, '')}"


def _own_name(name: str, taken: set[str]) -> str:
    """A name that no other attachment of the message has."""
    stem, dot, suffix = name.rpartition(".")
    own, count = name, 1
    while own.casefold() in taken:
        count += 1
        own = f"{stem or suffix} ({count}){dot}{suffix if stem else ''}"
    taken.add(own.casefold())
    return own
