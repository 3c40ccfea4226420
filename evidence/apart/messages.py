"""What passes between the program and a child that works apart: JSON and bytes, never pickles.

Whatever a hostile file makes of the child, the program gets plain values or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO, NamedTuple, cast

_HEADER = 8


class Message(NamedTuple):
    """A question or its answer: `head` is JSON, `body` the bytes that go with it."""

    head: bytes
    body: bytes = b""


Call = Callable[[Message], Message]
"""What a child can be asked to do: a function of a module, known by its name."""


def send(stream: BinaryIO, label: str, message: Message) -> None:
    """Write one message with its label, each part after its length."""
    for part in (label.encode(), message.head, message.body):
        stream.write(len(part).to_bytes(_HEADER, "big"))
        stream.write(part)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[str, Message] | None:
    """Return the next message with its label, or None where the other side has gone."""
    parts: list[bytes] = []
    for _ in range(3):
        part = _part(stream)
        if part is None:
            return None
        parts.append(part)
    label, head, body = parts
    return label.decode("ascii", errors="replace"), Message(head, body)


def _part(stream: BinaryIO) -> bytes | None:
    header = stream.read(_HEADER)
    if len(header) < _HEADER:
        return None
    length = int.from_bytes(header, "big")
    data = stream.read(length)
    return data if len(data) == length else None


def name_of(call: Callable[..., Any]) -> str:
    """Return the name by which a child finds a function.

    Raises:
        TypeError: it is no function of a module.
    """
    module, name = getattr(call, "__module__", ""), getattr(call, "__qualname__", "<>")
    if not module or "<" in name or "." in name:
        raise TypeError(f"{call!r} is not a function of a module, so no child can find it")
    return f"{module}:{name}"


def named(name: str) -> Call:
    """Return the function of that name."""
    module, _, function = name.partition(":")
    return cast("Call", getattr(import_module(module), function))
