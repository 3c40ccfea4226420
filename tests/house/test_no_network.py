"""Tests cannot leave the machine they run on."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_a_test_that_calls_out_is_stopped(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET

    with (
        socket.socket(family) as line,
        pytest.raises(BaseException, match=f"reached for {host}"),
    ):
        line.connect((host, 80))


def test_a_test_that_looks_a_name_up_is_stopped() -> None:
    with pytest.raises(BaseException, match=r"reached for name\.invalid"):
        socket.getaddrinfo("name.invalid", 80)


def test_a_test_may_speak_to_its_own_machine() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1])) as line,
    ):
        assert line.getpeername() == server.getsockname()
