"""`POST /api/ask`: the answer object over HTTP, one question or many."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.web.api_ask import MOST_BYTES
from tests.bot.web.serving import RATE, STORY, Site

CONTRACT = [
    "id",
    "lang",
    "intent",
    "era",
    "rate_card",
    "verdict",
    "items",
    "events",
    "asked_event",
    "conversations_opened",
    "needs",
    "topic",
    "rules",
    "today",
    "text",
    "link",
    "recognizer",
]
LINES = {"content-type": "application/x-ndjson"}


def lines(site: Site, *asked: object, **headers: str) -> list[dict[str, Any]]:
    """Send JSON Lines; return what comes back, a line each."""
    body = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in asked)
    answered = site.client.post("/api/ask", content=body.encode(), headers={**LINES, **headers})
    assert answered.status_code == 200
    assert answered.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in answered.text.splitlines()]


def test_an_answer_has_every_field_of_the_contract(site: Site) -> None:
    """The object is the one of the machine contract, with the link under which it was kept."""
    found = site.ask(STORY, id="q1")
    assert set(CONTRACT) <= found.keys()
    assert (found["id"], found["intent"], found["era"]) == ("q1", "scenario", "2023-06")
    assert found["verdict"]["amount"] == "0.0436"
    assert found["link"].startswith(f"{site.url}/a/")


def test_a_figure_names_its_card_and_what_stands_behind_it(site: Site) -> None:
    """Each figure of a rate card is told once, with card, source and provenance."""
    rates = site.ask(STORY)["rates"]
    assert [(rate["category"], rate["amount"]) for rate in rates] == [("marketing", "0.0436"), ("utility", "0.0100")]
    assert all(rate["rate_card"] == "2024-10-01" and rate["source"] == "packaged" and rate["basis"] for rate in rates)


@pytest.mark.parametrize(
    ("fields", "place", "wanted"),
    [
        ({"lang": "en"}, "lang", "en"),
        ({"lang": "en-GB"}, "lang", "en"),
        ({"lang": "es-419"}, "lang", "es"),
        ({"rules": "2026-10"}, "era", "2026-10"),
        ({"rules": "2024-03-01"}, "era", "2023-06"),
        ({"id": None, "country": None}, "id", None),
    ],
)
def test_settings_of_a_question_are_those_of_a_batch_line(
    site: Site, fields: dict[str, Any], place: str, wanted: object
) -> None:
    """`lang`, `rules` and the others mean what they mean on the command line; `null` is nothing said."""
    assert site.ask(RATE, **fields)[place] == wanted


def test_a_country_fills_in_where_the_text_names_none(site: Site) -> None:
    """The country counts for a text without one, and only there."""
    assert site.ask("¿cuánto cuesta marketing?", country="CO")["verdict"]["country"] == "CO"
    assert site.ask(RATE, country="CO")["verdict"]["country"] == "MX"


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        ({"text": 5}, 422, "invalid_field", "text"),
        ({}, 422, "invalid_field", "text"),
        ({"text": "x", "lang": "fr"}, 422, "invalid_field", "lang"),
        ({"text": "x", "lang": "en-<script>"}, 422, "invalid_field", "lang"),
        ({"text": "x", "lang": "español"}, 422, "invalid_field", "lang"),
        ({"text": "x", "lang": 3}, 422, "invalid_field", "lang"),
        ({"text": "x", "country": "ZZ"}, 422, "invalid_field", "country"),
        ({"text": "x", "rules": "2019-01-01"}, 422, "invalid_field", "rules"),
        ({"text": "x", "currency": "XXX"}, 422, "invalid_field", "currency"),
        ({"text": "x", "timezone": "../../etc/passwd"}, 422, "invalid_field", "timezone"),
        ({"text": "x", "now": "2026-11-23T10:00:00"}, 422, "invalid_field", "now"),
        ({"text": "x", "ticket": "<b>"}, 422, "invalid_ticket", "ticket"),
        ({"text": "x", "id": "i" * 201}, 422, "invalid_field", "id"),
        (["text"], 422, "not_an_object", None),
        ("text", 422, "not_an_object", None),
    ],
)
def test_a_wrong_value_is_named(site: Site, body: object, status: int, code: str, field: str | None) -> None:
    """What cannot be used is refused with the field that holds it, as a problem."""
    refused = site.client.post("/api/ask", json=body)
    problem = refused.json()
    assert refused.headers["content-type"].startswith("application/problem+json")
    assert (refused.status_code, problem["status"], problem["code"], problem["field"]) == (status, status, code, field)
    assert problem["request_id"] == refused.headers["x-request-id"]


@pytest.mark.parametrize("body", [b"", b"{", b'{"text": NaN}', b"\xff\xfe", b"[" * 100_000, b'{"text": "x"} {}'])
def test_what_is_not_json_is_a_bad_request(site: Site, body: bytes) -> None:
    """Whatever it is, it is refused and not guessed at."""
    refused = site.client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_json")


def test_lines_are_answered_in_their_order(site: Site) -> None:
    """Many questions come back as many answers, each under its id."""
    found = lines(site, *({"id": f"q{number}", "text": RATE} for number in range(5)))
    assert [one["id"] for one in found] == ["q0", "q1", "q2", "q3", "q4"]


def test_a_wrong_line_leaves_the_others_alone(site: Site) -> None:
    """A line that cannot be answered gets an error in its place."""
    found = lines(site, {"id": "a", "text": RATE}, "{not json", {"id": "c", "text": 3}, {"id": "d", "text": RATE})
    assert [(one["error"] or {}).get("code") for one in found] == [None, "invalid_json", "invalid_field", None]
    assert [one["id"] for one in found] == ["a", None, "c", "d"]
    assert found[2]["error"]["field"] == "text"


def test_several_objects_are_lines_without_saying_so(site: Site) -> None:
    """Two objects on two lines are JSON Lines also under `application/json`; one object over lines is one object."""
    several = f"{json.dumps({'text': RATE})}\n{json.dumps({'text': RATE})}\n"
    answered = site.client.post("/api/ask", content=several, headers={"content-type": "application/json"})
    assert len(answered.text.splitlines()) == 2
    spread = site.client.post("/api/ask", content=json.dumps({"text": RATE}, indent=2))
    assert spread.json()["verdict"]["amount"] == "0.0436"


def test_one_line_with_the_media_type_of_lines_comes_back_as_a_line(site: Site) -> None:
    """What says that it is JSON Lines is answered in JSON Lines, a byte order mark notwithstanding."""
    assert len(lines(site, "\ufeff" + json.dumps({"text": RATE}))) == 1


def test_a_named_conversation_remembers(site: Site) -> None:
    """The next question of a conversation may leave out what the one before said; another conversation may not."""
    site.ask(RATE, conversation="c1")
    assert site.ask("¿y en Colombia?", conversation="c1")["verdict"]["amount"] == "0.0125"
    assert site.ask("¿y en Colombia?", conversation="c2")["verdict"]["amount"] is None


def test_nothing_is_kept_where_nothing_is_to_be(site: Site) -> None:
    """`keep: false` gives an answer without a link."""
    before = len(site.fake.kept)
    assert site.ask(RATE, keep=False)["link"] is None
    assert len(site.fake.kept) == before


def test_the_language_of_the_client_counts_where_the_text_does_not_tell(site: Site) -> None:
    """A text in no language is answered in that of `Accept-Language`; a text in one, in its own."""
    english = {"accept-language": "en-GB,es;q=0.5"}
    assert site.client.post("/api/ask", json={"text": "marketing"}, headers=english).json()["lang"] == "en"
    assert site.client.post("/api/ask", json={"text": RATE}, headers=english).json()["lang"] == "es"


def test_too_much_is_refused(site: Site) -> None:
    """A body over the limit is refused whether it says its size or comes in pieces."""
    body = b'{"text": "' + b"x" * MOST_BYTES + b'"}'
    assert site.client.post("/api/ask", content=body).status_code == 413
    pieces = site.client.post("/api/ask", content=(body[at : at + 65536] for at in range(0, len(body), 65536)))
    assert (pieces.status_code, pieces.json()["code"]) == (413, "too_large")
