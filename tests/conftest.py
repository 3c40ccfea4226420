"""What holds for every test: the same examples each time, and no network."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

os.environ.pop("COLUMNS", None)
"""Tables are as wide as they are without a terminal, whoever runs the tests."""

LOOPBACK = ("127.", "localhost", "::1")
guard_is_up = False


class NetworkReached(BaseException):
    """A test reached for the network.

    Not an Exception, so that no `except` on the way turns it into a pass.
    """


def refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    """Stop whatever is about to leave this machine (an audit hook, see PEP 578)."""
    if not guard_is_up:
        return
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path: AF_UNIX
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and name and not name.startswith(LOOPBACK):
        raise NetworkReached(f"a test reached for {name}")


# Hooks stay until Python ends, so the fixture below only opens and shuts this one.
sys.addaudithook(refuse_the_network)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`: what the program says now is written where a page or file expects it."""
    parser.addoption("--accept", action="store_true", help="take over what the program says now")


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Let each test speak to this machine only."""
    global guard_is_up  # noqa: PLW0603 - an audit hook can see nothing else
    guard_is_up = True
    yield
    guard_is_up = False
