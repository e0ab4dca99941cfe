"""Exactly once, in order, whatever Telegram or the network does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from bot.store.port import StoreGone
from tests.bot.servicing import PRICE, Listening, Office
from tests.bot.telegram.running import QUICK, Running, running
from tests.fakes.telegram import updates as tg
from tests.fakes.telegram.server import Json, TelegramServer, failing, refused

Response = Any


async def test_update_that_arrives_again_is_answered_once(either: Running) -> None:
    """Brought or fetched twice, one after the other and at the same time: one answer."""
    update = tg.said(PRICE)
    for _ in range(3):
        await either.heard(update)
    await either.heard(tg.said("/ayuda"))
    await either.server.sent(2)
    assert len([call for call in either.server.messages if "USD" in call.text]) == 1


async def test_update_is_known_after_a_restart(server: TelegramServer) -> None:
    """What was answered before is not answered again by the next process, whichever way it hears."""
    office, update = Office(), tg.said(PRICE)
    async with running(server, office=office) as before:
        await before.heard(update)
        await server.sent()
    async with running(server, office=office, webhook=True) as after:
        assert await after.bring(update) == 200
    assert len(server.messages) == 1


async def test_offset_passes_only_what_is_answered(polled: Running) -> None:
    """While an answer is not sent, Telegram keeps its question; afterwards it is confirmed."""
    server = polled.server
    server.hanging[51] = asyncio.Event()
    first, second = tg.said(PRICE), tg.said(PRICE, sender=tg.user(52))
    server.push(first, second)
    await server.until(lambda: server.of("sendMessage", 52))
    await asyncio.sleep(0.6)
    assert all(int(asked.get("offset", 0)) <= first["update_id"] for asked in server.asked)
    server.hanging[51].set()
    await server.until(lambda: server.of("sendMessage", 51))
    async with asyncio.timeout(3):
        while int(server.asked[-1].get("offset", 0)) != second["update_id"] + 1:
            await asyncio.sleep(0.02)
    assert len(server.messages) == 2


async def test_stopping_finishes_what_is_under_way(server: TelegramServer) -> None:
    """A stop waits for answers that are being sent, and confirms them."""
    server.hanging[51] = asyncio.Event()
    update = tg.said(PRICE)
    async with running(server) as made:
        await made.heard(update)
        async with asyncio.timeout(3):
            while not made.office.fake.kept:
                await asyncio.sleep(0.01)
        asyncio.get_running_loop().call_later(0.3, server.hanging[51].set)
    assert len(server.messages) == 1
    assert int(server.asked[-1]["offset"]) == update["update_id"] + 1


async def test_what_a_stop_could_not_finish_is_answered_by_the_next_process(server: TelegramServer) -> None:
    """An answer that nobody took by the end is given back, fetched again, and sent once."""
    office = Office()
    server.trouble = lambda method, _: refused(500, "Internal Server Error") if method == "sendMessage" else None
    async with running(server, office=office, pace=replace(QUICK, grace=0.2)) as made:
        await made.heard(tg.said(PRICE))
        await asyncio.sleep(0.3)
    server.trouble = None
    async with running(server, office=office):
        await server.sent()
    assert len(server.messages) == 1


async def test_claim_of_a_process_that_died_is_waited_for(server: TelegramServer) -> None:
    """Its lease runs out, then the update is answered; nothing of the chat overtakes it."""
    office, update = Office(), tg.said(PRICE)
    await office.fake.claim(f"telegram:7000000001:{update['update_id']}", office.clock(), QUICK.lease)
    async with running(server, office=office) as made:
        server.push(update, tg.said("/ayuda"))
        await asyncio.sleep(0.3)
        assert server.messages == []
        office.clock.now += QUICK.lease
        await made.server.sent(2)
    assert "USD" in server.messages[0].text


async def test_no_chat_waits_for_another(server: TelegramServer) -> None:
    """A question that takes long holds up its own chat only, and there the order stays."""
    recognizer = Listening()
    recognizer.gates[PRICE] = asyncio.Event()
    async with running(server, office=Office(recognizer=recognizer)):
        server.push(tg.said(PRICE), tg.said("/ayuda"), tg.said("/ayuda", sender=tg.user(52)))
        await server.until(lambda: server.of("sendMessage", 52))
        assert server.of("sendMessage", 51) == []
        recognizer.gates[PRICE].set()
        await server.until(lambda: len(server.of("sendMessage", 51)) == 2)
    assert "USD" in server.of("sendMessage", 51)[0].text


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: refused(429, "Too Many Requests: retry after 1", retry_after=1),
        lambda _: refused(500, "Internal Server Error"),
        lambda _: refused(502, "Bad Gateway"),
    ],
    ids=["429", "500", "502"],
)
async def test_message_is_sent_again_until_it_is_taken(polled: Running, answer: Callable[[Json], Response]) -> None:
    """Too fast or out of order: the answer comes later, once."""
    polled.server.trouble = failing(2, answer)
    await polled.heard(tg.said(PRICE))
    await polled.server.sent()
    assert len(polled.server.messages) == 1
    assert polled.office.counted("replies_total", channel="telegram", outcome="retried") == 2


async def test_chat_that_is_told_to_wait_holds_up_no_other(polled: Running) -> None:
    """A 429 of one chat is waited for in that chat only."""
    wait = refused(429, "Too Many Requests: retry after 1", retry_after=1)
    polled.server.trouble = lambda method, params: (
        wait if method == "sendMessage" and params["chat_id"] == "51" and not polled.server.messages else None
    )
    polled.server.push(tg.said(PRICE), tg.said(PRICE, sender=tg.user(52)))
    await polled.server.sent(2)
    assert [call.chat for call in polled.server.messages] == [52, 51]


async def test_who_blocked_the_bot_is_left_alone(polled: Running) -> None:
    """A 403 is final: nothing is tried again, and others are answered."""
    polled.server.trouble = failing(9, lambda _: refused(403, "Forbidden: bot was blocked by the user"))
    await polled.heard(tg.said(PRICE))
    await polled.server.until(lambda: True)
    async with asyncio.timeout(3):
        while not polled.office.counted("replies_total", channel="telegram", outcome="blocked"):
            await asyncio.sleep(0.01)
    polled.server.trouble = None
    await polled.heard(tg.said("/ayuda"))
    assert "/precio" in (await polled.server.sent()).text


async def test_chat_that_became_a_supergroup_is_followed(polled: Running) -> None:
    """The answer goes to the chat's new number."""
    polled.server.trouble = failing(
        1, lambda _: refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1009)
    )
    chat = {"id": -5, "type": "group", "title": "G"}
    await polled.heard(tg.said("/precio marketing México", chat=chat))
    assert (await polled.server.sent()).chat == -1009


async def test_refused_format_falls_back_to_plain_text(polled: Running) -> None:
    """Where Telegram does not take the tags, the same words go without."""
    polled.server.trouble = failing(1, lambda _: refused(400, "Bad Request: can't parse entities: unsupported"))
    await polled.heard(tg.said(PRICE))
    sent = await polled.server.sent()
    assert "parse_mode" not in sent.params
    assert "USD" in sent.text
    assert "<b>" not in sent.text


async def test_answers_go_out_while_the_store_is_away(either: Running) -> None:
    """Without links, but once each."""
    either.office.fake.broken = StoreGone("x")
    update = tg.said(PRICE)
    await either.heard(update)
    await either.heard(update)
    sent = await either.server.sent()
    assert "/a/" not in sent.text
    await either.heard(tg.press(sent.data("Reglas de hoy")))
    await either.server.sent(1, "answerCallbackQuery")
    assert len(either.server.messages) == 1


async def test_who_asks_too_much_is_asked_to_wait_once(polled: Running) -> None:
    """After thirty at once there is one notice, and nothing more; others are answered as ever."""
    polled.server.push(*[tg.said("/ayuda") for _ in range(40)], tg.said("/ayuda", sender=tg.user(52)))
    await polled.server.until(lambda: len(polled.server.messages) >= 32)
    await polled.server.until(lambda: polled.server.of("sendMessage", 52))
    mine = polled.server.of("sendMessage", 51)
    assert len(mine) == 31
    assert "minuto" in mine[-1].text


async def test_service_starts_while_telegram_is_away(server: TelegramServer) -> None:
    """The lifespan is entered at once, and the bot answers when Telegram is back."""
    server.trouble = failing(3, lambda _: refused(502, "Bad Gateway"), "getMe")
    server.push(tg.said(PRICE))
    async with running(server):
        await server.sent()


async def test_questions_are_not_logged(polled: Running, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither what people write nor who they are stands in the log."""
    await polled.heard(tg.said("¿cuánto cuesta marketing al +52 55 1234 5678?"))
    await polled.server.sent()
    logged = capsys.readouterr()
    assert "1234 5678" not in logged.out + logged.err
    assert "Ana" not in logged.out + logged.err
