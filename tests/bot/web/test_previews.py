"""What programs show of a link: Open Graph, oEmbed and the picture."""

from __future__ import annotations

import struct

import pytest

from tests.bot.web.pages import Page
from tests.bot.web.serving import RATE, STORY, Site


def opengraph(site: Site, path: str, language: str) -> dict[str, str]:
    """The properties that a page tells of itself."""
    page = Page(site.client.get(path, params={"lang": language}).text)
    properties = [tag.attributes for tag in page.all("meta") if tag.attributes.get("property", "").startswith("og:")]
    return {one["property"]: one["content"] for one in properties}


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize(("language", "title"), [("es", "se cobra"), ("en", "charged")])
def test_a_page_tells_what_it_is(site: Site, language: str, title: str) -> None:
    """Title, words and picture stand in Open Graph, with full addresses."""
    path = site.kept(STORY)
    told = opengraph(site, path, language)
    assert title in told["og:title"]
    assert told["og:description"]
    assert told["og:url"] == site.url + path
    assert told["og:image"] == f"{site.url}{path}.png?lang={language}"
    assert site.client.get(told["og:image"]).headers["content-type"] == "image/png"


def test_a_page_leads_to_its_oembed(site: Site) -> None:
    """The address of the description stands in the page, and it describes this answer in this language."""
    path = site.kept(STORY)
    page = Page(site.client.get(path, params={"lang": "en"}).text)
    card = site.client.get(page.one("link", type="application/json+oembed").attributes["href"]).json()
    assert (card["version"], card["type"], card["provider_name"]) == ("1.0", "link", "cuanto")
    assert "charged" in card["title"]
    assert site.client.get(card["thumbnail_url"]).content.startswith(b"\x89PNG")


def test_the_language_of_the_link_is_that_of_its_card(site: Site) -> None:
    """A link with `?lang=` is described in that language."""
    link = site.url + site.kept(STORY)
    for language, word in (("es", "cobra"), ("en", "charged")):
        assert word in site.client.get("/oembed", params={"url": f"{link}?lang={language}"}).json()["title"]
    assert site.client.get("/oembed", params={"url": f"{link}?lang=fr"}).status_code == 422
    assert site.client.get("/oembed", params={"url": link, "format": "xml"}).status_code == 501


@pytest.mark.parametrize("text", [STORY, RATE, "hola", "¿cómo funciona la ventana de 24 horas?", "marketing"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_answer_has_a_picture(site: Site, text: str, language: str) -> None:
    """1200 wide and at least half as tall, also where nothing happened in time; larger for a story."""
    answered = site.client.get(site.kept(text) + ".png", params={"lang": language})
    width, height = size(answered.content)
    assert width == 1200
    assert height >= 630
    assert (height > 900) == (text == STORY)


def test_languages_have_different_pictures(site: Site) -> None:
    """Spanish words stand in one, English in the other; the same one twice is the same."""
    path = site.kept(STORY)
    drawn = [site.client.get(path + ".png", params={"lang": language}).content for language in ("es", "es", "en")]
    spanish, again, english = drawn
    assert spanish == again
    assert spanish != english


def test_a_picture_that_is_known_is_not_sent_again(site: Site) -> None:
    """A client that has it asks, and is told so; each language is a picture of its own."""
    path = site.kept(STORY) + ".png?lang=es"
    tag = site.client.get(path).headers["etag"]
    assert site.client.get(path, headers={"if-none-match": tag}).status_code == 304
    assert site.client.get(path.replace("lang=es", "lang=en"), headers={"if-none-match": tag}).status_code == 200


def test_the_object_of_a_page_is_the_answer(site: Site) -> None:
    """`.json` is what was answered, field by field."""
    found = site.ask(STORY)
    assert site.client.get(found["link"] + ".json").json() == found


def test_a_public_address_is_used_in_every_link() -> None:
    """Behind a proxy all addresses are those of the outside."""
    site = Site(base_url="https://cuanto.example/")
    try:
        link = site.ask(STORY)["link"]
        assert link.startswith("https://cuanto.example/a/")
        path = link.removeprefix("https://cuanto.example")
        assert opengraph(site, path, "es")["og:url"] == link
        assert site.client.get("/oembed", params={"url": link}).json()["provider_url"] == "https://cuanto.example"
        assert site.client.get("/api/openapi.json").json()["servers"] == [{"url": "https://cuanto.example"}]
    finally:
        site.close()
