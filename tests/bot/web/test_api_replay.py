"""`POST /api/replay`: timelines over HTTP give what the command gives."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot import bootstrap
from bot.replaying import Replayer
from bot.settings import Settings
from bot.timelines import Defaults
from tests.bot.web.serving import Site

TIMELINE: dict[str, Any] = {
    "id": "t1",
    "rules": "2023-06",
    "customer": {"country": "MX"},
    "events": [
        {"at": "2024-03-01T10:00:00-06:00", "type": "inbound"},
        {"at": "2024-03-01T10:05:00-06:00", "type": "template", "category": "marketing"},
    ],
}


def test_one_timeline_is_priced(site: Site) -> None:
    """An object in, an object out, byte for byte what `cuanto replay` writes."""
    body = json.dumps(TIMELINE, indent=1).encode()
    replayer = Replayer(bootstrap.rate_book(Settings()), Defaults(), "es")
    answered = site.client.post("/api/replay", content=body)
    assert answered.content == replayer.answer(body).text
    assert (answered.json()["total"], answered.json()["conversations_opened"]) == ("0.0436", 1)


def test_lines_come_back_in_order(site: Site) -> None:
    """More lines than are worked on at once, each under its id, a wrong one with an error in its place."""
    asked = [json.dumps({**TIMELINE, "id": number}) for number in range(200)]
    asked[100] = '{"id": 100, "events": [{"at": "yesterday", "type": "inbound"}]}'
    asked[150] = "not json"
    answered = site.client.post("/api/replay", content="\n".join(asked))
    found = [json.loads(line) for line in answered.text.splitlines()]
    assert [one["id"] for one in found] == [None if number == 150 else number for number in range(200)]
    assert [number for number, one in enumerate(found) if "error" in one] == [100, 150]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "invalid_json"),
        (b'{"events": NaN}', 400, "invalid_json"),
        (b'{"events": 5}', 422, "wrong_type"),
        (b'{"events": [], "rulez": "x"}', 422, "unknown_field"),
        (b'{"events": [{"at": "2024-03-01", "type": "inbound"}]}', 422, "invalid_instant"),
    ],
)
def test_what_is_no_timeline_is_a_problem(site: Site, body: bytes, status: int, code: str) -> None:
    """A single object that cannot be priced is refused as a problem with the code of the replay."""
    refused = site.client.post("/api/replay", content=body)
    assert refused.headers["content-type"].startswith("application/problem+json")
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert refused.json()["detail"]


def test_defaults_stand_in_the_address(site: Site) -> None:
    """`rules` and `timezone` in the address count for lines that do not say; a wrong one is named."""
    bare = {key: value for key, value in TIMELINE.items() if key != "rules"}
    assert site.client.post("/api/replay?rules=2026-10", json=bare).json()["era"] == "2026-10"
    assert site.client.post("/api/replay?rules=2026-10", json=TIMELINE).json()["era"] == "2023-06"
    refused = site.client.post("/api/replay?timezone=Mars/Olympus", json=bare)
    assert (refused.status_code, refused.json()["field"]) == (422, "timezone")
    assert site.client.post("/api/replay?lang=de", json=bare).status_code == 422
