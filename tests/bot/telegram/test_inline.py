"""Inline mode: cards while somebody types, kept only once sent."""

from __future__ import annotations

import pytest

from tests.bot.telegram.running import Running
from tests.fakes.telegram import updates as tg
from tests.fakes.telegram.server import Json


async def _cards(running: Running, text: str, count: int = 1) -> list[Json]:
    await running.heard(tg.typed(text, tg.user(language="es")))
    return list((await running.server.sent(count, "answerInlineQuery")).params["results"])


async def test_short_question_has_several_cards(either: Running) -> None:
    """The answer first, then by today's rules and for other categories, each with its own verdict; nothing is kept."""
    cards = await _cards(either, "3 marketing mx")
    assert [card["id"] for card in cards][:2] == ["answer", "today"]
    assert len({card["title"] for card in cards}) == len(cards)
    assert all("México" in card["title"] and "USD" in card["title"] for card in cards[:2])
    assert "0,1308" in cards[0]["title"]
    assert either.office.fake.kept == {}


@pytest.mark.parametrize(("text", "least"), [("", 3), ("   ", 3), ("hola", 1), ("💸", 1), ("x" * 256, 1), ("<b>&", 1)])
async def test_whatever_is_typed_is_answered(polled: Running, text: str, least: int) -> None:
    """Nothing yet shows examples; anything else at least one card that Telegram takes."""
    assert len(await _cards(polled, text)) >= least


async def test_card_that_was_sent_gets_its_link(polled: Running) -> None:
    """Where Telegram tells us, the message has link and buttons like any other answer, and is kept."""
    await polled.heard(
        tg.update(
            chosen_inline_result={
                "result_id": "category.utility", "from": tg.user(), "query": "3 marketing mx",
                "inline_message_id": "AbC",
            }
        )
    )  # fmt: skip
    edit = await polled.server.sent(1, "editMessageText")
    assert edit.params["inline_message_id"] == "AbC"
    assert "utilidad" in edit.text
    assert edit.text.splitlines()[-1].rpartition("/")[2] in polled.office.fake.kept


async def test_somebody_typing_is_no_conversation(polled: Running) -> None:
    """What was typed before is not gone on from."""
    await _cards(polled, "cuánto cuesta marketing en México")
    cards = await _cards(polled, "¿y en Chile?", 2)
    assert "0," not in cards[0]["title"]
