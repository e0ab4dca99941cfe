"""Who is at the other end of a request, as far as that can be trusted."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via", "cf-ray")
"""A proxy sets at least one of these."""
_LOCAL_NAMES = ("localhost", "ip6-localhost")


def is_loopback(request: Request) -> bool:
    """Whether a program on this very machine asks, not a proxy for somebody else nor a page in a browser of ours.

    A page of another site can make a browser send requests here; those bear its address (`Origin`) or, after a change
    of its DNS entry, its name (`Host`).
    """
    if any(name in request.headers for name in _FORWARDED):
        return False
    host = _name_in(f"//{request.headers.get('host', '')}")
    origin = request.headers.get("origin")
    from_here = origin is None or _is_local(_name_in(origin))
    return from_here and _is_local(host) and request.client is not None and _is_local(request.client.host)


def address_of(request: Request) -> str:
    """Return the address whose requests are counted: the peer's, or what a proxy of ours saw last."""
    peer = request.client.host if request.client else ""
    seen = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return seen if seen and _is_local(peer) and _is_address(seen) else peer


def _name_in(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a bracket that is not closed
        return ""


def _is_local(host: str) -> bool:
    return host in _LOCAL_NAMES or (_is_address(host) and ip_address(host).is_loopback)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
