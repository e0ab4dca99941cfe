"""The socket of the service: free ports, both families, and no waiting for acknowledgements."""

from __future__ import annotations

import socket

import pytest

from bot.web.listening import address, listen


@pytest.mark.parametrize(("host", "start"), [("127.0.0.1", "http://127.0.0.1:"), ("::1", "http://[::1]:")])
def test_a_free_port_is_taken_and_named(host: str, start: str) -> None:
    """Port 0 becomes a number, in an address that a browser takes, for both families."""
    with listen(host, 0) as listening:
        told = address(listening)
        assert told.startswith(start)
        assert int(told.removeprefix(start).rstrip("/")) > 0


def test_connections_send_at_once() -> None:
    """Whoever is accepted gets small pieces without delay: answers are sent in two."""
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_a_port_that_is_none_is_an_error() -> None:
    """Taken, or out of range: said by the exception."""
    with listen("127.0.0.1", 0) as listening, pytest.raises(OSError, match=r"in use"):
        listen("127.0.0.1", listening.getsockname()[1])
    with pytest.raises(OverflowError):
        listen("127.0.0.1", 70_000)
