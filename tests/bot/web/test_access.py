"""Who may use the API: the token, or without one this machine; a proxy's clients are not this machine."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.bot.web.serving import RATE, TOKEN, Site

GUARDED = [
    ("POST", "/api/ask"),
    ("POST", "/api/replay"),
    ("GET", "/api/answers?ticket=AB-1"),
    ("DELETE", "/api/answers/x"),
    ("POST", "/api/answers/x/tickets"),
    ("GET", "/metrics"),
]
OPEN = [("GET", "/"), ("POST", "/"), ("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/api/openapi.json")]


@pytest.fixture(scope="module")
def locked() -> Iterator[Site]:
    """A service with a token."""
    running = Site(token=TOKEN)
    yield running
    running.close()


def asked(site: Site, method: str, path: str, **headers: str) -> httpx.Response:
    """Send a request with a body that every address can read."""
    return site.client.request(method, path, headers=headers, content=b'{"text": "hola", "events": []}')


@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_the_token_opens_the_api(locked: Site, method: str, path: str) -> None:
    """With a token set it is needed, also on this machine; the right one opens, any other does not."""
    refused = asked(locked, method, path)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.json()["code"] == "token_needed"
    for wrong in (f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer", f"Basic {TOKEN}", TOKEN, "Bearer é"):
        given = {"authorization": wrong.encode()}
        assert locked.client.request(method, path, headers=given).status_code == 401
    assert asked(locked, method, path, authorization=f"Bearer {TOKEN}").status_code not in (401, 403)
    assert asked(locked, method, path, authorization=f"bearer  {TOKEN}").status_code not in (401, 403)


@pytest.mark.parametrize(("method", "path"), GUARDED)
@pytest.mark.parametrize(
    "header",
    [
        ("X-Forwarded-For", "127.0.0.1"),
        ("X-Forwarded-For", "203.0.113.9"),
        ("Forwarded", "for=127.0.0.1"),
        ("X-Real-IP", "127.0.0.1"),
        ("Via", "1.1 proxy"),
        ("Host", "cuanto.example"),
        ("Host", "127.0.0.1.evil.example"),
        ("Host", "["),
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
    ],
    ids=lambda header: "-".join(header),
)
def test_without_a_token_only_this_machine_is_answered(
    site: Site, method: str, path: str, header: tuple[str, str]
) -> None:
    """What a proxy forwarded, or a page of another site sent through a browser here, is not from this machine."""
    refused = asked(site, method, path, **dict([header]))
    assert (refused.status_code, refused.json()["code"]) == (403, "not_from_here")


@pytest.mark.parametrize(("method", "path"), GUARDED)
@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]:8080"])
def test_this_machine_is_answered_under_each_of_its_names(site: Site, method: str, path: str, host: str) -> None:
    """Programs on the same machine need no token."""
    assert asked(site, method, path, host=host).status_code not in (401, 403)


@pytest.mark.parametrize(("method", "path"), OPEN)
def test_pages_are_for_everybody(locked: Site, method: str, path: str) -> None:
    """The page to ask in, and what looks after the service, need no token, through a proxy or not."""
    answered = locked.client.request(method, path, data={"text": RATE}, headers={"x-forwarded-for": "203.0.113.9"})
    assert answered.status_code == 200


def test_a_client_behind_the_proxy_has_a_limit_of_its_own() -> None:
    """The proxy's clients are told apart by the address that it saw last; what they claim before it counts nothing."""
    site = Site(page_per_minute=1)
    try:

        def status(seen: str) -> int:
            return site.client.post("/", data={"text": RATE}, headers={"x-forwarded-for": seen}).status_code

        assert [status("203.0.113.1"), status("203.0.113.2")] == [200, 200]
        assert [status("203.0.113.1"), status("198.51.100.7, 203.0.113.2")] == [429, 429]
    finally:
        site.close()


def test_the_api_has_a_limit_too() -> None:
    """Past it comes 429 with the time to wait, as a problem."""
    site = Site(api_per_minute=2)
    try:
        answered = [site.client.post("/api/ask", json={"text": RATE}) for _ in range(3)]
        assert [one.status_code for one in answered] == [200, 200, 429]
        assert answered[2].json()["code"] == "too_many_requests"
        assert int(answered[2].headers["retry-after"]) >= 1
    finally:
        site.close()
