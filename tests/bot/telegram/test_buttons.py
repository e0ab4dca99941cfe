"""Every button: what it sets, that it works after a restart, and what it says once its answer is gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.store.port import StoreGone
from bot.telegram.pressing import MOST_BYTES, Pressed, read
from tests.bot.servicing import BASE, PRICE, STORY, Office
from tests.bot.telegram.running import Running, running
from tests.fakes.telegram import updates as tg
from tests.fakes.telegram.server import Call, TelegramServer

ID = "2" * 26
OPEN = {"es": "¿cuánto cuesta marketing?", "en": "how much is marketing?"}
PRICED = {"es": PRICE, "en": "how much is marketing in Mexico?"}


async def _asked(running_: Running, text: str, count: int = 1) -> Call:
    await running_.heard(tg.said(text, sender=tg.user(language=None)))
    return await running_.server.sent(count)


@pytest.mark.parametrize("language", ["es", "en"])
async def test_country_that_was_asked_for_is_set(polled: Running, language: str) -> None:
    """The likeliest countries are offered; pressing one shows its price in the place of the question."""
    sent = await _asked(polled, OPEN[language])
    label = {"es": "España", "en": "Spain"}[language]
    await polled.heard(tg.press(sent.data(label)))
    edit = await polled.server.sent(1, "editMessageText")
    assert label in edit.text
    assert "USD" in edit.text
    assert edit.text.splitlines()[-1].startswith(f"{BASE}/a/")
    await polled.server.sent(1, "answerCallbackQuery")


@pytest.mark.parametrize(
    ("language", "menu", "label", "said"),
    [
        ("es", "País", "Colombia", "Colombia"),
        ("en", "Country", "India", "India"),
        ("es", "Categoría", "Utilidad", "Utilidad en México"),
        ("es", "Categoría", "Autenticación", "Autenticación en México"),
        ("es", "Categoría", "Servicio", "ervicio"),
        ("en", "Category", "Utility", "Utility in Mexico"),
        ("en", "Category", "Authentication", "Authentication in Mexico"),
        ("en", "Category", "Service", "ervice"),
    ],
)
async def test_country_and_category_can_be_changed(
    polled: Running, language: str, menu: str, label: str, said: str
) -> None:
    """A price opens into countries and categories; the way back shows its own buttons again."""
    sent = await _asked(polled, PRICED[language])
    await polled.heard(tg.press(sent.data(menu)))
    opened = await polled.server.sent(1, "editMessageReplyMarkup")
    back = {"es": "Volver", "en": "Back"}[language]
    await polled.heard(tg.press(opened.data(back)))
    assert (await polled.server.sent(2, "editMessageReplyMarkup")).keys == sent.keys
    await polled.heard(tg.press(opened.data(label)))
    assert said in (await polled.server.sent(1, "editMessageText")).text


@pytest.mark.parametrize(("language", "label"), [("es", "Reglas de hoy"), ("en", "Today")])
async def test_rules_of_today(polled: Running, language: str, label: str) -> None:
    """Where today's rules give something else, a button answers by them."""
    sent = await _asked(polled, PRICED[language])
    await polled.heard(tg.press(sent.data(label)))
    edit = await polled.server.sent(1, "editMessageText")
    assert {"es": "por mensaje", "en": "per message"}[language] in edit.text


async def test_other_language_and_back(polled: Running) -> None:
    """The same answer in the other language, and its buttons go on in that one."""
    sent = await _asked(polled, PRICE)
    await polled.heard(tg.press(sent.data("English")))
    english = await polled.server.sent(1, "editMessageText")
    assert "per conversation" in english.text
    assert english.text.splitlines()[-1] == sent.text.splitlines()[-1]
    await polled.heard(tg.press(english.data("Español")))
    spanish = await polled.server.sent(2, "editMessageText")
    assert (spanish.text, spanish.keys) == (sent.text, sent.keys)


async def test_picture_and_link(polled: Running) -> None:
    """A story has a picture to show; every link can be copied as it stands."""
    sent = await _asked(polled, STORY)
    copies = [key["copy_text"]["text"] for row in sent.keys for key in row if "copy_text" in key]
    assert copies == [sent.text.splitlines()[-1]]
    await polled.heard(tg.press(sent.data("imagen")))
    photo = await polled.server.sent(1, "sendPhoto")
    assert photo.chat == 51
    assert any(isinstance(value, bytes) and value.startswith(b"\x89PNG") for value in photo.params.values())


@pytest.mark.parametrize("language", ["es", "en"])
async def test_any_country_by_typing(polled: Running, language: str) -> None:
    """A part of its name is enough in reply; several that it may be are offered; for none there are the likeliest."""
    sent = await _asked(polled, OPEN[language])
    await polled.heard(tg.press(sent.data("🔎")))
    asked = await polled.server.sent(2)
    assert asked.params["reply_markup"]["force_reply"] is True
    prompt = tg.ours(tg.private(), asked.text, 1002)
    speaker = tg.user(language=language)
    await polled.heard(tg.said("xyzzy", sender=speaker, reply_to_message=prompt))
    assert (await polled.server.sent(3)).keys
    await polled.heard(tg.said("isl", sender=speaker, reply_to_message=prompt))
    several = await polled.server.sent(4)
    assert len(several.keys) > 1
    await polled.heard(tg.said("finl", sender=speaker, reply_to_message=prompt))
    found = await polled.server.sent(5)
    assert {"es": "Finlandia", "en": "Finland"}[language] in found.text
    assert "USD" in found.text


async def test_own_country_and_language_by_button(polled: Running) -> None:
    """What `/pais` and `/idioma` offer is chosen by pressing, a country by typing as well."""
    await polled.heard(tg.said("/pais"))
    offered = await polled.server.sent(1)
    await polled.heard(tg.press(offered.data("Chile")))
    assert "Chile" in (await polled.server.sent(1, "editMessageText")).text
    await polled.heard(tg.press(offered.data("🔎")))
    asked = await polled.server.sent(2)
    await polled.heard(tg.said("urugu", reply_to_message=tg.ours(tg.private(), asked.text, 1002)))
    assert "Uruguay" in (await polled.server.sent(3)).text
    assert (await polled.office.fake.choices("telegram:51")).country == "UY"
    await polled.heard(tg.said("/idioma"))
    languages = await polled.server.sent(4)
    await polled.heard(tg.press(languages.data("English"), number=1004))
    assert "English" in (await polled.server.sent(2, "editMessageText")).text
    assert (await polled.office.fake.choices("telegram:51")).language == "en"


async def test_buttons_work_after_a_restart_and_a_year(server: TelegramServer) -> None:
    """Whatever process they were made by: the answer that they name is what counts."""
    office = Office()
    async with running(server, office=office) as before:
        sent = await _asked(before, PRICE)
    office.clock.now += timedelta(days=366)
    async with running(server, office=office) as after:
        for count, (label, part) in enumerate(
            [("English", "per conversation"), ("Reglas de hoy", "por mensaje")], start=1
        ):
            await after.heard(tg.press(sent.data(label)))
            assert part in (await server.sent(count, "editMessageText")).text


@pytest.mark.parametrize("slot", ["country", "language", "menu", "picture"])
async def test_button_of_a_deleted_answer_says_so(polled: Running, slot: Any) -> None:
    """Nothing is sent or changed; a notice says that the answer is gone."""
    value = {"country": "ES", "language": "en", "menu": "country", "picture": ""}[slot]
    await polled.heard(tg.press(Pressed(slot=slot, language="es", id=ID, value=value).written()))
    notice = await polled.server.sent(1, "answerCallbackQuery")
    assert "ya no está" in notice.params["text"]
    assert notice.params["show_alert"] == "true"
    assert polled.server.of("editMessageText") == polled.server.messages == []


@pytest.mark.parametrize(
    "data",
    ["", "x", "a:b:c:d", f"{ID}:c:es:ZZ", f"{ID}:c:fr:MX", f"{ID}:k:es:gold", f"{ID}:w:es:1999-01-01", ":q:es:1e9",
     ":c:es:<b>", "💸" * 16, f"{'z' * 27}:c:es:MX", ":l:es:fr", ":C:es:ZZ"],
)  # fmt: skip
async def test_made_up_data_changes_nothing(polled: Running, data: str) -> None:
    """Whoever sends data that no button of ours carries is told that it is over."""
    await polled.heard(tg.press(data))
    assert (await polled.server.sent(1, "answerCallbackQuery")).params["text"]
    assert polled.server.of("editMessageText") == polled.server.messages == []


async def test_press_while_the_store_is_away_is_told_to_wait(polled: Running) -> None:
    """Nothing is lost: the button works again later."""
    sent = await _asked(polled, PRICE)
    polled.office.fake.broken = StoreGone("x")
    await polled.heard(tg.press(sent.data("English")))
    assert "momento" in (await polled.server.sent(1, "answerCallbackQuery")).params["text"]
    polled.office.fake.broken = None
    await polled.heard(tg.press(sent.data("English")))
    await polled.server.sent(1, "editMessageText")


async def test_message_that_can_no_longer_be_changed_is_followed_by_another(polled: Running) -> None:
    """The answer to a press is never lost."""
    sent = await _asked(polled, OPEN["es"])
    await polled.heard(tg.press(sent.data("España"), number=555))
    assert "España" in (await polled.server.sent(2)).text


async def test_inline_message_is_changed_where_it_stands(polled: Running) -> None:
    """A button under a message that was sent inline works without any chat of ours."""
    sent = await _asked(polled, PRICE)
    await polled.heard(tg.press(sent.data("English"), inline_message_id="AbC"))
    edit = await polled.server.sent(1, "editMessageText")
    assert edit.params["inline_message_id"] == "AbC"
    assert not any("picture" in str(row) for row in edit.keys)


@pytest.mark.parametrize(("count", "fits"), [(64, True), (65, False)])
def test_data_has_at_most_64_bytes(count: int, fits: bool) -> None:
    """A button at the limit is made and read back; one byte more is refused."""
    value = "é" * ((count - 32) // 2) + "x" * (count % 2)
    pressed = Pressed(slot="country", language="es", id=ID, value=value)
    if fits:
        assert len(pressed.written().encode()) == MOST_BYTES
        assert read(pressed.written()) == pressed
    else:
        with pytest.raises(ValueError, match="button"):
            pressed.written()
