"""`/api/answers`: answers by ticket, tickets added, answers erased."""

from __future__ import annotations

import pytest

from bot.ids import new_id
from tests.bot.web.serving import RATE, Site


def test_a_ticket_in_the_question_finds_its_answer(site: Site) -> None:
    """However the ticket is written, it is the same one; the newest answer comes first."""
    first = site.ask(f"{RATE} ticket ZD-1234")
    second = site.ask(RATE, ticket="zd 1234")
    found = site.client.get("/api/answers", params={"ticket": "#ZD-1234"}).json()
    assert found["ticket"] == "ZD-1234"
    assert {one["link"] for one in found["answers"]} == {first["link"], second["link"]}
    assert found["answers"][0]["answer"]["verdict"]["amount"] == "0.0436"
    assert found["answers"][0]["tickets"] == ["ZD-1234"]


def test_a_ticket_is_added_once(site: Site) -> None:
    """Adding a ticket returns all of them; adding it again changes nothing."""
    id = site.kept(ticket="AB-1").removeprefix("/a/")
    for _ in range(2):
        answered = site.client.post(f"/api/answers/{id}/tickets", json={"ticket": "cd-22"})
        assert answered.json() == {"tickets": ["AB-1", "CD-22"]}
    found = site.client.get("/api/answers", params={"ticket": "CD-22"}).json()["answers"]
    assert [one["id"] for one in found] == [id]


@pytest.mark.parametrize(
    "ticket", ["", "<script>alert(1)</script>", "'; DROP TABLE answers; --", "x" * 10_000, "A-1\r\nX: y"]
)
def test_what_is_no_ticket_is_refused(site: Site, ticket: str) -> None:
    """Nothing but a ticket's name is looked for or added."""
    assert site.client.get("/api/answers", params={"ticket": ticket}).status_code == 422
    id = site.kept().removeprefix("/a/")
    refused = site.client.post(f"/api/answers/{id}/tickets", json={"ticket": ticket})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_ticket")


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"ticket": 5}', b"{}"])
def test_a_ticket_comes_in_an_object(site: Site, body: bytes) -> None:
    """Anything else than `{"ticket": "…"}` is refused."""
    id = site.kept().removeprefix("/a/")
    assert site.client.post(f"/api/answers/{id}/tickets", content=body).status_code in (400, 422)


def test_no_ticket_is_an_empty_list(site: Site) -> None:
    """A ticket that nobody named has no answers, which is no mistake."""
    answered = site.client.get("/api/answers", params={"ticket": "NONE-1"})
    assert (answered.status_code, answered.json()["answers"]) == (200, [])


def test_a_deleted_answer_is_gone_everywhere(site: Site) -> None:
    """Its page, its object and its picture say 410, its ticket finds nothing, and so says a second attempt."""
    path = site.kept(ticket="GONE-1")
    id = path.removeprefix("/a/")
    assert site.client.delete(f"/api/answers/{id}").status_code == 204
    assert [site.client.get(path + end).status_code for end in ("", ".json", ".png")] == [410, 410, 410]
    assert "borrada" in site.client.get(path, params={"lang": "es"}).text
    assert "deleted" in site.client.get(path, params={"lang": "en"}).text
    assert site.client.get("/api/answers", params={"ticket": "GONE-1"}).json()["answers"] == []
    again = site.client.delete(f"/api/answers/{id}")
    assert (again.status_code, again.json()["code"]) == (410, "deleted_answer")
    assert site.client.get("/oembed", params={"url": site.url + path}).status_code == 410


def test_an_answer_that_never_was_cannot_be_deleted(site: Site) -> None:
    """An id that is free, and what is no id at all, are unknown."""
    for id in (new_id(), "x", "..", "%2e%2e%2fetc%2fpasswd"):
        assert site.client.delete(f"/api/answers/{id}").status_code in (404, 405)
