"""The service around the pages: health, counters, the API's description, and channels mounted beside them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.channels import Channels
from tests.bot.web.serving import RATE, STORY, Site


def test_requests_are_counted_by_pattern(fragile: Site) -> None:
    """Counters name patterns of addresses, never the address of an answer."""
    path = fragile.kept(STORY)
    fragile.client.get(path)
    fragile.client.get("/nothing/here")
    told = fragile.client.get("/metrics").text
    assert 'cuanto_http_requests_total{method="GET",route="/a/{id}",status="200"} 1.0' in told
    assert 'route="none",status="404"} 1.0' in told
    assert 'cuanto_questions_total{channel="api"' in told
    assert path.removeprefix("/a/") not in told


def test_what_is_not_there_is_a_problem_or_a_page(site: Site) -> None:
    """Under `/api/` a problem, elsewhere a page."""
    assert site.client.get("/api/nothing").headers["content-type"].startswith("application/problem+json")
    page = site.client.get("/nothing")
    assert (page.status_code, page.headers["content-type"].partition(";")[0]) == (404, "text/html")


def test_the_description_names_every_address_of_the_api(site: Site) -> None:
    """Each path and method of the API is described, no other, and every reference leads somewhere."""
    told = site.client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert {(path, method) for path, methods in told["paths"].items() for method in methods} == {
        ("/api/ask", "post"),
        ("/api/replay", "post"),
        ("/api/answers", "get"),
        ("/api/answers/{id}", "delete"),
        ("/api/answers/{id}/tickets", "post"),
    }
    for reference in references(told):
        place: Any = told
        for name in reference.removeprefix("#/").split("/"):
            place = place[name]
        assert place


def references(value: Any) -> list[str]:
    """Every `$ref` in a description."""
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [found for inner in value.values() for found in references(inner)]
    return [found for inner in value for found in references(inner)] if isinstance(value, list) else []


def test_the_description_fits_what_is_answered(site: Site) -> None:
    """What the schema of an answer requires is in every answer, and a question may have its keys."""
    schemas = site.client.get("/api/openapi.json").json()["components"]["schemas"]
    assert set(schemas["Answer"]["required"]) <= site.ask(RATE).keys()
    keys = dict.fromkeys(schemas["Question"]["properties"])
    assert site.client.post("/api/ask", json={**keys, "text": RATE}).status_code == 200


def test_robots_keep_out_of_the_api(site: Site) -> None:
    """Pages say `noindex` themselves; for that they must be readable."""
    told = site.client.get("/robots.txt").text
    assert "Disallow: /api/" in told
    assert "Disallow: /a/" not in told


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_channel_gets_its_requests_as_they_came(method: str) -> None:
    """A mounted application sees method, headers and body untouched; its lifespan surrounds it all."""
    happened: list[str] = []

    async def channel(scope: Any, receive: Any, send: Any) -> None:
        body = (await receive())["body"]
        headers = dict(scope["headers"])
        signature = headers.get(b"x-signature", b"").decode()
        happened.append(f"{scope['method']} {scope['path']} {signature} {body.decode()}")
        await send({"type": "http.response.start", "status": 202, "headers": []})
        await send({"type": "http.response.body", "body": b"taken"})

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        happened.append("started")
        yield
        happened.append("stopped")

    site = Site(channels=Channels(mounts={"/slack/events": channel}, lifespans=(lifespan,)))
    answered = site.client.request(method, "/slack/events", content=b"body", headers={"x-signature": "v0"})
    assert site.client.get("/slack/events/more").status_code == 404
    site.close()
    assert (answered.status_code, answered.text) == (202, "taken")
    assert happened == ["started", f"{method} /slack/events v0 body", "stopped"]


def test_a_channel_that_fails_takes_nobody_along() -> None:
    """Its error is a 500 with an id to look for in the logs; the pages go on."""

    async def channel(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("secret detail")

    site = Site(channels=Channels(mounts={"/slack/events": channel}))
    try:
        failed = site.client.post("/slack/events")
        assert failed.status_code == 500
        assert "secret" not in failed.text
        assert failed.json()["request_id"]
        assert site.ask(RATE)["link"]
    finally:
        site.close()


def test_channels_are_joined() -> None:
    """Two channels bring the addresses and lifespans of both."""
    first, second = Channels(mounts={"/a": 1}), Channels(mounts={"/b": 2})
    assert first.joined(second).mounts == {"/a": 1, "/b": 2}
