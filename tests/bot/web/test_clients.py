"""Who is at the other end: addresses and names that are this machine's, and those that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from starlette.requests import Request

from bot.web.clients import address_of, is_loopback

HERE = ("127.0.0.1", 40000)
AWAY = ("203.0.113.5", 40000)


def request(peer: tuple[str, int] | None = HERE, **headers: str) -> Request:
    """A request of a peer with headers; `_` stands for `-`."""
    sent = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": sent, "client": peer, "query_string": b""})


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1:8080", "127.9.9.9", "[::1]", "[::1]:80"])
def test_names_of_this_machine(host: str) -> None:
    """Each of its names is believed from itself, and none from elsewhere."""
    assert is_loopback(request(host=host))
    assert not is_loopback(request(AWAY, host=host))
    assert not is_loopback(request(None, host=host))


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "[", "0.0.0.0", "10.0.0.1"],
)
def test_names_that_only_look_like_it(host: str) -> None:
    """A name that somebody else's DNS points here, or no name at all, is not this machine."""
    assert not is_loopback(request(host=host))


@pytest.mark.parametrize(
    ("origin", "believed"),
    [
        ("http://localhost:8080", True),
        ("http://127.0.0.1", True),
        ("https://evil.example", False),
        ("null", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_pages_of_other_sites_are_not_this_machine(origin: str, believed: bool) -> None:
    """A browser here that another site's page makes ask is not trusted."""
    assert is_loopback(request(host="localhost", origin=origin)) is believed


def test_the_address_counted_is_the_one_that_cannot_be_made_up() -> None:
    """A peer from outside is itself, whatever it claims; a proxy here is believed for what it saw last."""
    assert address_of(request(AWAY, x_forwarded_for="198.51.100.1")) == AWAY[0]
    assert address_of(request(HERE, x_forwarded_for="198.51.100.1, 203.0.113.9")) == "203.0.113.9"
    assert address_of(request(HERE, x_forwarded_for="nonsense")) == HERE[0]
    assert address_of(request(None)) == ""


@given(some.text(alphabet=some.characters(max_codepoint=255)), some.text(alphabet=some.characters(max_codepoint=255)))
def test_no_header_breaks_it(host: str, seen: str) -> None:
    """Whatever stands in the headers, the outcome is a yes or no and an address."""
    made = request(HERE, host=host, origin=host, x_forwarded_for=seen)
    assert is_loopback(made) is False
    assert address_of(made)
