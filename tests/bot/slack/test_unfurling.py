"""Previews of our links."""

from __future__ import annotations

import json

import pytest

from bot.slack.unfurling import answer_id
from tests.bot.servicing import BASE, question
from tests.bot.slack.conftest import Desk, text_of
from tests.fakes.slack import payloads
from tests.fakes.slack.server import FakeSlack

STORY = "Ana Pérez, +34 600 123 456: ayer a las 10 le mandé una promo y hoy a las 9 otra promo. ¿cuánto me cobran?"
ID = "abcdefghijkmnpqrstuvwxyz23"


async def link(desk: Desk, text: str) -> str:
    """Return the link of a kept answer."""
    return str((await desk.office.service.ask(question(text))).link)


async def test_link_becomes_a_card(desk: Desk, slack: FakeSlack) -> None:
    """Verdict, price and picture, under the address that was posted, at the place that Slack names."""
    url = await link(desk, STORY)
    await desk.event(payloads.event(payloads.links(url)))
    [unfurl] = slack.called("chat.unfurl")
    card = unfurl["unfurls"][url]
    assert (unfurl["unfurl_id"], unfurl["source"]) == ("C1.7.1", "conversations_history")
    assert "No se cobra" in text_of(card)
    [image] = [block for block in card["blocks"] if block["type"] == "image"]
    assert image["image_url"] == f"{url}.png"
    assert image["alt_text"]


async def test_card_holds_nothing_of_the_question(desk: Desk, slack: FakeSlack) -> None:
    """Everybody in the channel sees it: no name, no number, not a word of what was asked."""
    await desk.event(payloads.event(payloads.links(await link(desk, STORY))))
    said = json.dumps(slack.called("chat.unfurl")[0]["unfurls"], ensure_ascii=False)
    assert not any(word in said for word in ("Ana", "Pérez", "600", "•", "cuánto me cobran"))


async def test_language_of_the_link_is_that_of_the_card(desk: Desk, slack: FakeSlack) -> None:
    """A link to the English page has an English card."""
    url = await link(desk, "¿cuánto cuesta marketing en México?") + "?lang=en"
    await desk.event(payloads.event(payloads.links(url)))
    assert "Marketing in Mexico" in text_of(slack.called("chat.unfurl")[0]["unfurls"][url])


async def test_links_to_nothing_get_no_card(desk: Desk, slack: FakeSlack) -> None:
    """Neither deleted nor unknown answers, nor other pages; the others of the message do."""
    gone, there = await link(desk, STORY), await link(desk, STORY)
    await desk.office.fake.delete(gone.rpartition("/")[2], desk.office.clock())
    await desk.event(payloads.event(payloads.links(gone, f"{BASE}/a/{ID}", f"{BASE}/oembed", there)))
    assert list(slack.called("chat.unfurl")[0]["unfurls"]) == [there]
    await desk.event(payloads.event(payloads.links(gone)))
    assert len(slack.called("chat.unfurl")) == 1


@pytest.mark.parametrize(
    ("url", "id"),
    [
        (f"{BASE}/a/{ID}", ID),
        (f"{BASE}/a/{ID.upper()}?lang=en#top", ID),
        (f"{BASE}/a/{ID}/", ID),
        (f"{BASE}/a/{ID}.png", None),
        (f"{BASE}/a/short", None),
        (f"https://evil.example/a/{ID}", None),
        (f"{BASE}.evil.example/a/{ID}", None),
        (f"http://cuanto.example/a/{ID}", None),
        (f"{BASE}/b/{ID}", None),
    ],
)
def test_only_our_answers_are_recognised(url: str, id: str | None) -> None:
    """By the whole address, not by a part of it."""
    assert answer_id(url, BASE) == id


async def test_nothing_is_fetched_from_a_private_address(slack: FakeSlack) -> None:
    """Where the base address is not public, answers and cards have no picture, which Slack could not fetch."""
    desk = Desk(slack, cuanto_base_url="http://127.0.0.1:8080")
    await desk.event(payloads.event(payloads.direct(STORY)))
    assert [block for block in slack.messages[0]["blocks"] if block["type"] == "image"] == []
