"""`/a/{id}`: what was answered, the same later, with what it takes to use it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.ids import new_id
from tests.bot.servicing import NOW
from tests.bot.web.pages import Page
from tests.bot.web.serving import RATE, STORY, TOKEN, Site

PHONE = "ayer a las 10 le mandé una promo a un cliente, al +34 600 123 456. ¿cuánto me cobran?"


def page_of(site: Site, path: str, language: str = "es") -> Page:
    """Open a kept answer."""
    answered = site.client.get(path, params={"lang": language})
    assert answered.status_code == 200
    return Page(answered.text)


@pytest.mark.parametrize(("language", "figure", "word"), [("es", "0,0436", "Reglas"), ("en", "0.0436", "Rules")])
def test_it_shows_everything_in_both_languages(site: Site, language: str, figure: str, word: str) -> None:
    """Question, verdict, picture, steps, rules with text and source, rates with card and provenance."""
    page = page_of(site, site.kept(STORY), language)
    assert page.one("h1").text == STORY
    assert page.one("p", class_="verdict").text
    assert figure in page.one("div", class_="reply").text
    assert page.one("svg").attributes["lang"] == language
    assert word in [tag.text for tag in page.all("h2")]
    assert page.one("dt", id="rule-C5")
    assert "Meta, conversation-based pricing" in page.one("dl", class_="rules").text
    assert figure in page.all("table")[-1].text
    assert "S4" in page.all("table")[-1].text


def test_the_language_is_chosen_or_the_browsers_or_its_own(site: Site) -> None:
    """`?lang=` wins, then the browser; without either it is shown as it was given."""
    path = site.kept(RATE)

    def language(params: dict[str, str], header: str | None) -> str:
        headers = {"accept-language": header} if header else {}
        return Page(site.client.get(path, params=params, headers=headers).text).one("html").attributes["lang"]

    assert language({"lang": "en"}, "es") == "en"
    assert language({}, "en-GB,es;q=0.1") == "en"
    assert language({}, None) == "es"
    assert site.client.get(path, params={"lang": "fr"}).status_code == 422


def test_phone_numbers_are_masked_everywhere(site: Site) -> None:
    """Neither page, object, copies nor previews hold the number."""
    path = site.kept(PHONE)
    for address in (path, path + ".json", f"/oembed?url={site.url}{path}"):
        body = site.client.get(address).text
        assert "600 123" not in body
        assert "600123456" not in body
    assert "•••" in page_of(site, path).one("h1").text


def test_a_year_later_it_says_the_same(fragile: Site) -> None:
    """The day of reading changes nothing in what was answered."""
    path = fragile.kept(STORY)
    before = page_of(fragile, path)
    fragile.clock.now = NOW + timedelta(days=365)
    after = page_of(fragile, path)
    for found in (before, after):
        assert "0,0436" in found.all("p", class_="price")[0].text
    assert before.one("div", class_="reply").text == after.one("div", class_="reply").text
    assert before.one("desc").text == after.one("desc").text


def test_what_today_gives_is_added_where_it_differs(fragile: Site) -> None:
    """An answer for a date in the past gets today's verdict beside it; one under today's rules does not."""
    past = page_of(fragile, fragile.kept(f"{RATE} con las reglas de 2024-03-01"))
    assert "0,0397" in past.one("section", class_="today").text
    today = page_of(fragile, fragile.kept(f"{RATE} con las reglas de hoy"))
    assert today.all("section", class_="today") == []
    told = page_of(fragile, fragile.kept(RATE))
    assert told.all("section", class_="today") == []
    assert "0,0397" in told.one("div", class_="today").text


@pytest.mark.parametrize(
    ("slot", "value", "wanted"),
    [
        ("country", "CO", "0,0125"),
        ("country", "NL", "0,1597"),
        ("category", "utility", "0,0100"),
        ("when", "today", "0,0397"),
        ("when", "2025-07", "por mensaje"),
        ("when", "2024-03-01", "0,0436"),
    ],
)
def test_the_same_can_be_asked_with_one_thing_changed(site: Site, slot: str, value: str, wanted: str) -> None:
    """Country, category and date each have a form; what it gives shows the answer before it too."""
    path = site.kept(RATE)
    page = page_of(site, path)
    hidden = {"from": path.removeprefix("/a/"), "slot": slot, "lang": "es", "value": value}
    assert slot in [tag.attributes["value"] for tag in page.all("input", name="slot")]
    turns = Page(site.client.post("/", data=hidden).text).all("article", class_="turn")
    assert len(turns) == 2
    assert wanted in turns[1].text


def test_english_asks_again_too(site: Site) -> None:
    """The follow-ups that the forms write are understood in English as well."""
    id = site.kept(RATE).removeprefix("/a/")
    for slot, value, wanted in (
        ("country", "NL", "0.1597"),
        ("category", "utility", "0.0100"),
        ("when", "today", "0.0397"),
        ("when", "2025-07", "per message"),
        ("when", "2024-03-01", "0.0436"),
    ):
        fields = {"from": id, "slot": slot, "lang": "en", "value": value}
        turns = Page(site.client.post("/", data=fields).text).all("article", class_="turn")
        assert wanted in turns[-1].text, (slot, value)


def test_a_ticket_is_attached_with_the_token() -> None:
    """On the page a ticket needs the API token; with it, the answer is found by the ticket."""
    site = Site(token=TOKEN)
    try:
        headers = {"authorization": f"Bearer {TOKEN}"}
        link = site.client.post("/api/ask", json={"text": RATE}, headers=headers).json()["link"]
        path = link.removeprefix(site.url)
        assert page_of(site, path).one("input", name="token")
        refused = site.client.post(path, data={"ticket": "ZD-7", "token": "wrong"})
        assert refused.status_code == 401
        attached = site.client.post(path, data={"ticket": "zd 7", "token": TOKEN}, follow_redirects=True)
        assert "ZD-7" in Page(attached.text).one("ul", class_="tickets").text
        found = site.client.get("/api/answers", params={"ticket": "ZD-7"}, headers=headers).json()
        assert [one["link"] for one in found["answers"]] == [link]
    finally:
        site.close()


def test_an_id_is_the_same_however_it_is_typed(site: Site) -> None:
    """Capitals and space lead to the page; its address is the one in small letters."""
    path = site.kept()
    moved = site.client.get("/a/" + path.removeprefix("/a/").upper())
    assert (moved.status_code, moved.headers["location"]) == (308, path)


def test_nothing_is_indexed_stored_or_told_to_others(site: Site) -> None:
    """No search engine, no cookie, no address of anybody else on the page, and a policy that forbids all but ours."""
    path = site.kept(STORY)
    answered = site.client.get(path)
    assert "set-cookie" not in answered.headers
    assert "noindex" in answered.headers["x-robots-tag"]
    assert Page(answered.text).one("meta", name="robots").attributes["content"].startswith("noindex")
    policy = answered.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    foreign = [
        value
        for tag in Page(answered.text).tags
        for key, value in tag.attributes.items()
        if key in ("src", "href", "action") and "//" in value and not value.startswith(site.url)
    ]
    assert foreign == []
    assert "style=" not in answered.text


def test_an_unknown_answer_is_a_page_that_says_so(site: Site) -> None:
    """A free id has a page with 404, in the language of the reader."""
    answered = site.client.get(f"/a/{new_id()}", headers={"accept-language": "en"})
    assert answered.status_code == 404
    assert "There is no answer under that link" in Page(answered.text).one("h1").text
