"""`/` without a script: the box, the conversation, buttons, the builder, both languages."""

from __future__ import annotations

import pytest

from tests.bot.web.pages import Page
from tests.bot.web.serving import RATE, STORY, Site

SPANISH = {"accept-language": "es-MX,es;q=0.9,en;q=0.5"}
ENGLISH = {"accept-language": "en-GB,en;q=0.9"}


def posted(site: Site, fields: dict[str, str], **headers: str) -> Page:
    """Send the form and read the page that comes back."""
    answered = site.client.post("/", data=fields, headers={**SPANISH, **headers})
    assert answered.status_code == 200
    return Page(answered.text)


def follow(site: Site, page: Page, text: str) -> Page:
    """Ask the next question in the box of a page."""
    return posted(site, {**page.fields(class_="box"), "text": text})


def verdicts(page: Page) -> list[str]:
    """The first line of every answer on a page."""
    return [tag.text for tag in page.all("p", class_="verdict")]


def test_the_form_alone_answers() -> None:
    """A text posted to `/`, with no field but the text, comes back with its answer."""
    site = Site()
    try:
        page = Page(site.client.post("/", data={"text": RATE}).text)
        assert "0,0436" in page.one("article", class_="turn").text
        assert page.one("h2", class_="said").text.endswith(RATE)
    finally:
        site.close()


@pytest.mark.parametrize(
    ("address", "headers", "language", "heading"),
    [
        ("/", SPANISH, "es", "¿Cuánto cuesta?"),
        ("/", ENGLISH, "en", "What does it cost?"),
        ("/", {"accept-language": "fr,de;q=0.5"}, "es", "¿Cuánto cuesta?"),
        ("/?lang=en", SPANISH, "en", "What does it cost?"),
        ("/?lang=es-419", ENGLISH, "es", "¿Cuánto cuesta?"),
    ],
)
def test_the_page_speaks_the_language_chosen_or_the_browsers(
    site: Site, address: str, headers: dict[str, str], language: str, heading: str
) -> None:
    """What is chosen in the address wins over the browser, which wins over the default."""
    page = Page(site.client.get(address, headers=headers).text)
    assert page.one("html").attributes["lang"] == language
    assert page.one("h1").text == heading


def test_the_next_question_refers_to_the_one_before(site: Site) -> None:
    """The page carries its conversation: a follow-up is understood, and both answers are shown."""
    second = follow(site, posted(site, {"text": RATE}), "¿y en Colombia?")
    assert len(second.all("article", class_="turn")) == 2
    assert "0,0125" in second.all("article", class_="turn")[1].text


def test_two_people_have_two_conversations(site: Site) -> None:
    """A page opened anew knows nothing of what was asked on another: a country alone is asked for its whole line."""
    posted(site, {"text": RATE})
    fresh = Page(site.client.get("/", headers=SPANISH).text)
    other = posted(site, {**fresh.fields(class_="box"), "text": "¿y en Colombia?"})
    assert other.one("article", class_="turn").text.count("USD") > 4


def test_what_is_asked_back_can_be_answered_with_a_button(site: Site) -> None:
    """Each choice is a button of a form that asks again with one thing set."""
    page = posted(site, {"text": "¿cuánto cuesta marketing?"})
    buttons = page.all("button", name="value")
    assert ("CO", "Colombia") in [(button.attributes["value"], button.text) for button in buttons]
    answered = posted(site, {**page.fields(class_="choices"), "value": "CO"})
    assert "0,0125" in answered.all("article", class_="turn")[-1].text


def test_a_chosen_language_is_answered_in(site: Site) -> None:
    """After choosing English a Spanish text is answered in English; without choosing, in Spanish."""
    assert "0.0436" in posted(site, {"text": RATE, "lang": "en"}).one("article", class_="turn").text
    turn = posted(site, {"text": RATE}, **ENGLISH).one("article", class_="turn")
    assert "0,0436" in turn.text
    assert turn.attributes["lang"] == "es"


def test_the_other_language_shows_the_same_conversation(site: Site) -> None:
    """Switching takes along what is shown, and shows it in the other language."""
    page = posted(site, {"text": RATE})
    address = page.one("a", data_language="en").attributes["href"]
    switched = Page(site.client.get(address, headers=SPANISH).text)
    assert "0.0436" in switched.one("article", class_="turn").text
    third = follow(site, switched, "and in Colombia?")
    assert "0.0125" in third.all("article", class_="turn")[1].text


def test_a_story_comes_with_its_picture_and_steps(site: Site) -> None:
    """The timeline is drawn into the page, with words for those who do not see it."""
    page = posted(site, {"text": STORY})
    assert page.one("svg").attributes["role"] == "img"
    assert "plantilla de marketing" in page.one("desc").text
    assert len(page.one("ol", class_="steps").text.split("USD")) == 4


def test_a_question_can_stand_in_the_address(site: Site) -> None:
    """Examples are links that put their question into the box."""
    page = Page(site.client.get("/?q=%C2%BFcu%C3%A1nto%3F%3Cb%3E").text)
    assert page.one("textarea").text == "¿cuánto?<b>"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"text": "x", "lang": "fr"}, 422),
        ({"slot": "country", "value": "ZZ"}, 422),
        ({"slot": "when", "value": "1999-01-01"}, 422),
        ({"slot": "quantity", "value": "-5"}, 422),
        ({"slot": "category", "value": "<b>"}, 422),
        ({"slot": "nonsense", "value": "x"}, 422),
        ({"slot": "country", "value": "MX", "from": "no-such-id"}, 404),
        ({"built": "1"}, 422),
        ({"built": "1", "what1": "nonsense"}, 422),
        ({"built": "1", "what1": "inbound", "time1": "25:61"}, 422),
        ({"built": "1", "what1": "inbound", "day1": "9"}, 422),
        ({"built": "1", "what1": "inbound", "country": "ZZ"}, 422),
    ],
)
def test_a_value_that_is_none_is_said_on_the_page(site: Site, fields: dict[str, str], status: int) -> None:
    """The page comes back with what is wrong and a box to try again."""
    refused = site.client.post("/", data=fields, headers=SPANISH)
    page = Page(refused.text)
    assert refused.status_code == status
    assert page.one("p", role="alert").text
    assert page.one("form", class_="box")


def test_asking_too_often_is_slowed_down() -> None:
    """The form has a limit for each client; past it comes 429 with the time to wait."""
    site = Site(page_per_minute=3)
    try:
        answered = [site.client.post("/", data={"text": RATE}) for _ in range(4)]
        assert [one.status_code for one in answered] == [200, 200, 200, 429]
        assert 1 <= int(answered[-1].headers["retry-after"]) <= 20
        assert "box" in answered[-1].text
    finally:
        site.close()


def test_a_script_gets_only_the_new_answer(site: Site) -> None:
    """With the header of our script the answer comes as one article, and what is wrong as one paragraph."""
    header = {"X-Fragment": "turn", **SPANISH}
    found = site.client.post("/", data={"text": RATE}, headers=header)
    assert "<html" not in found.text
    assert len(Page(found.text).all("article", class_="turn")) == 1
    wrong = site.client.post("/", data={"built": "1"}, headers=header)
    assert (wrong.status_code, Page(wrong.text).one("p", role="alert").text) == (
        422,
        "Falta elegir al menos un mensaje.",
    )


def test_an_empty_question_says_what_can_be_asked(site: Site) -> None:
    """Nothing at all is answered in words and not kept."""
    before = len(site.fake.kept)
    page = posted(site, {"text": "   "})
    assert page.one("article", class_="turn").text
    assert len(site.fake.kept) == before


def test_everything_on_first_load_is_ours_and_small(site: Site) -> None:
    """Page, style, script and icon come from here and weigh less than 100 kB in all, compressed or not."""
    first = site.client.get("/", headers={"accept-encoding": "identity"})
    page = Page(first.text)
    addresses = [tag.attributes["href"] for tag in page.all("link") if tag.attributes["rel"] in ("stylesheet", "icon")]
    addresses += [tag.attributes["src"] for tag in page.all("script")]
    assert len(addresses) == 3
    assert all(address.startswith("/static/") for address in addresses)
    files = [site.client.get(address, headers={"accept-encoding": "identity"}) for address in addresses]
    assert all("immutable" in file.headers["cache-control"] for file in files)
    assert len(first.content) + sum(len(file.content) for file in files) < 100_000
