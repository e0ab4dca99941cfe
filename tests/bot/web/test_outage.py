"""A database that is locked, full or gone: what can be said is said, the rest is 503, and it comes back by itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.store.port import StoreBusy, StoreError, StoreFull, StoreGone
from bot.store.sql import SqlStore
from tests.bot.web.pages import Page
from tests.bot.web.serving import RATE, Site

OUTAGES = [StoreBusy("locked"), StoreFull("full"), StoreGone("gone")]
named = pytest.mark.parametrize("outage", OUTAGES, ids=lambda error: error.code)


@named
def test_kept_answers_are_away_for_a_while(fragile: Site, outage: StoreError) -> None:
    """Everything that needs the database is 503 with the time to come back, as page or as problem; then it is there."""
    path = fragile.kept(ticket="AB-1")
    id = path.removeprefix("/a/")
    fragile.fake.broken = outage

    def statuses() -> list[int]:
        get = fragile.client.get
        answered = [get(path), get(path + ".json"), get(path + ".png"), get("/api/answers", params={"ticket": "AB-1"})]
        answered += [fragile.client.post(f"/api/answers/{id}/tickets", json={"ticket": "CD-2"}), get("/readyz")]
        assert all(one.status_code == 200 or int(one.headers["retry-after"]) > 0 for one in answered)
        return [one.status_code for one in answered]

    assert statuses() == [503] * 6
    assert "no están disponibles" in Page(fragile.client.get(path).text).one("h1").text
    assert fragile.client.delete(f"/api/answers/{id}").status_code == 503
    assert fragile.client.get("/healthz").status_code == 200
    fragile.fake.broken = None
    assert statuses() == [200] * 6


@named
def test_questions_are_answered_without_a_link(fragile: Site, outage: StoreError) -> None:
    """The price needs no database: it is told, without a link; whoever insists on one is told to come back."""
    fragile.fake.broken = outage
    found = fragile.ask(RATE)
    assert (found["verdict"]["amount"], found["link"]) == ("0.0436", None)
    insisted = fragile.client.post("/api/ask", json={"text": RATE, "keep": True})
    assert (insisted.status_code, insisted.json()["code"]) == (503, "store_unavailable")
    assert int(insisted.headers["retry-after"]) > 0
    page = Page(fragile.client.post("/", data={"text": RATE}).text)
    assert "0,0436" in page.one("article", class_="turn").text
    assert page.one("p", class_="warning").text
    fragile.fake.broken = None
    assert fragile.ask(RATE, keep=True)["link"]


def test_a_conversation_goes_on_after_an_outage(fragile: Site) -> None:
    """A page that shows answers is shown without them while they cannot be read, and with them afterwards."""
    page = Page(fragile.client.post("/", data={"text": RATE}).text)
    shown = page.fields(class_="box")
    fragile.fake.broken = StoreGone("gone")
    assert Page(fragile.client.get("/", params=shown).text).all("article", class_="turn") == []
    fragile.fake.broken = None
    assert len(Page(fragile.client.get("/", params=shown).text).all("article", class_="turn")) == 1


def test_a_locked_file_is_waited_for_and_forgiven(tmp_path: Path) -> None:
    """With a real SQLite file held by somebody else answers have no link, and have one as soon as it is let go."""
    file = tmp_path / "cuanto.sqlite3"
    site = Site(SqlStore(file))
    try:
        path = site.kept()
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        assert site.ask(RATE)["link"] is None
        holder.execute("ROLLBACK")
        holder.close()
        assert site.kept()
        assert site.client.get(path).status_code == 200
    finally:
        site.close()


def test_a_file_that_vanishes_is_noticed(tmp_path: Path) -> None:
    """Without its file the service says that it is not ready, still answers, and gets over it."""
    file = tmp_path / "cuanto.sqlite3"
    site = Site(SqlStore(file))
    try:
        path = site.kept()
        moved = [(one, one.with_name("away-" + one.name)) for one in tmp_path.glob("cuanto.sqlite3*")]
        for one, away in moved:
            one.rename(away)
        assert site.client.get("/readyz").status_code == 503
        assert site.client.get(path).status_code == 503
        assert site.ask(RATE)["verdict"]["amount"] == "0.0436"
        for one, away in moved:
            away.rename(one)
        assert site.client.get(path).status_code == 200
        assert site.client.get("/readyz").status_code == 200
    finally:
        site.close()
