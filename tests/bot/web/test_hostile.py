"""Hostile input: nothing that is sent becomes markup, a query, a header or a path."""

from __future__ import annotations

import socket

import pytest

from bot.ids import ALPHABET, LENGTH
from tests.bot.web.pages import Page
from tests.bot.web.serving import RATE, STORY, Site
from tests.cases.load import cases

HOSTILE = cases("web/hostile.toml")
QUESTIONS = {case["name"]: case["text"] for case in HOSTILE["question"]}
TAGS_OF_ATTACKS = ("img", "iframe", "object")


def scripts(page: Page) -> list[str]:
    """Where the scripts of a page come from; empty for one that stands in it."""
    return [tag.attributes.get("src", "") for tag in page.all("script")]


def harmless(markup: str) -> bool:
    """Whether a page runs only our script and has no element or attribute that an attack brings."""
    page = Page(markup)
    ours = all(source.startswith("/static/app.js") for source in scripts(page))
    handlers = [key for tag in page.tags for key in tag.attributes if key.startswith("on")]
    return ours and not handlers and not any(page.all(name) for name in TAGS_OF_ATTACKS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_text_and_nothing_else(site: Site, name: str) -> None:
    """On the page it was asked on, on its own page and in the box, in both languages."""
    text = QUESTIONS[name]
    assert harmless(site.client.post("/", data={"text": text}).text)
    path = site.kept(text)
    for language in ("es", "en"):
        answered = site.client.get(path, params={"lang": language})
        assert harmless(answered.text)
        assert "set-cookie" not in answered.headers
    assert harmless(site.client.get("/", params={"q": text}).text)
    assert site.client.get(path + ".png").content.startswith(b"\x89PNG")
    assert site.client.get("/oembed", params={"url": site.url + path}).status_code == 200


def test_the_store_survives_every_question(site: Site) -> None:
    """After all of them an answer of before is still there, and new ones are kept."""
    before = site.kept()
    for text in QUESTIONS.values():
        site.ask(text)
    assert site.client.get(before).status_code == 200


@pytest.mark.parametrize("id", HOSTILE["ids"]["wrong"])
def test_an_id_that_nobody_was_given_is_not_found(site: Site, id: str) -> None:
    """Guessed, truncated, or no id at all: 404, whatever is asked for under it."""
    for end in ("", ".json", ".png"):
        answered = site.client.get(f"/a/{id}{end}")
        assert answered.status_code == 404
        assert "set-cookie" not in answered.headers
        if not end:
            assert harmless(answered.text)


def test_an_id_of_ten_thousand_signs_is_not_found(site: Site) -> None:
    """Neither too long an id nor one that begins with a true one opens anything."""
    true = site.kept()
    for id in ("a" * 10_000, true.removeprefix("/a/") + "a" * 10_000, true.removeprefix("/a/")[:-1]):
        assert site.client.get(f"/a/{id}").status_code == 404


def test_one_wrong_sign_opens_nothing(site: Site) -> None:
    """No neighbour of an id leads to its answer."""
    id = site.kept().removeprefix("/a/")
    for place in range(LENGTH):
        other = ALPHABET[(ALPHABET.index(id[place]) + 1) % len(ALPHABET)]
        assert site.client.get(f"/a/{id[:place]}{other}{id[place + 1 :]}").status_code == 404


@pytest.mark.parametrize("name", HOSTILE["ids"]["static"])
def test_only_the_files_for_browsers_are_served(site: Site, name: str) -> None:
    """No name leads out of the folder, nor to a file that is not for browsers."""
    answered = site.client.get(f"/static/{name}")
    assert answered.status_code == 404
    assert "import" not in answered.text


@pytest.mark.parametrize("language", [one for one in HOSTILE["ids"]["languages"] if one.strip()])
def test_a_language_that_is_none_is_refused_everywhere(site: Site, language: str) -> None:
    """In an address, in a form and in JSON: 422, and nothing of it on the page."""
    path = site.kept()
    refused = [
        site.client.get("/", params={"lang": language}),
        site.client.get(path, params={"lang": language}),
        site.client.post("/", data={"text": RATE, "lang": language}),
        site.client.post("/api/ask", json={"text": RATE, "lang": language}),
        site.client.get("/oembed", params={"url": site.url + path, "lang": language}),
    ]
    assert [answered.status_code for answered in refused] == [422] * 5
    assert all(harmless(answered.text) for answered in refused[:3])


@pytest.mark.parametrize(
    "address", ["https://evil.example/a/x", "javascript:alert(1)", "", "http://[", "//evil", "file:///etc/passwd"]
)
def test_no_other_address_is_described(site: Site, address: str) -> None:
    """oEmbed speaks of our answers only, and fetches nothing."""
    answered = site.client.get("/oembed", params={"url": address})
    assert (answered.status_code, answered.json()["code"]) == (404, "unknown_answer")


def test_a_request_id_from_outside_cannot_write_headers_or_logs(site: Site) -> None:
    """A usable id is kept, anything else is replaced."""
    assert site.client.get("/healthz", headers={"x-request-id": "abc-12345"}).headers["x-request-id"] == "abc-12345"
    for id in ("x", "a b", '"}{"', "é" * 9, "5512345678901"):
        given = site.client.get("/healthz", headers={"x-request-id": id.encode()}).headers["x-request-id"]
        assert given != id


@pytest.mark.parametrize(
    "body",
    [b"text=" + b"x" * 70_000, b"&".join(b"f%d=1" % number for number in range(500)), b"text=%ff%fe", b"\xff\xfe\x00"],
)
def test_a_form_that_is_none_is_refused_or_read_as_text(site: Site, body: bytes) -> None:
    """Too large, too many fields, or no text at all: never an error of ours."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert site.client.post("/", content=body, headers=headers).status_code in (200, 400, 413)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_refused(site: Site, method: str) -> None:
    """What an address does not do is a 405 with what it does."""
    answered = site.client.request(method, "/")
    assert answered.status_code == 405
    assert "POST" in answered.headers["allow"]


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GARBAGE\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    ],
)
def test_what_is_no_request_hurts_nobody_else(site: Site, raw: bytes) -> None:
    """Bytes that are no HTTP are refused or cut off; the next client is answered."""
    host, port = site.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(65536)
    assert site.client.get("/healthz").status_code == 200


def test_copies_for_tickets_hold_no_markup_of_the_question(site: Site) -> None:
    """The HTML to paste is escaped once, for the page where it is pasted, and once more for ours."""
    path = site.kept(f"<img src=x onerror=alert(1)> {STORY}")
    page = Page(site.client.get(path).text)
    assert "&lt;img" in page.one("textarea", id="copy-html").text
    assert "\\<img" in page.one("textarea", id="copy-markdown").text
