"""The socket that the service listens on."""

from __future__ import annotations

import socket

_BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """Bind an address, port 0 for a free one. Raises `OSError` if it is taken, `OverflowError` for no port at all."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    # asyncio switches this on only for sockets that were made with a protocol number; without it every answer in two
    # pieces waits for the client's delayed acknowledgement, 40 ms
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def address(listening: socket.socket) -> str:
    """Return the address as a browser takes it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
