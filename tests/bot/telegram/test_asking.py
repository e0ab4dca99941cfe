"""Every way to ask, polled and brought: text, commands, groups, contacts, what cannot be read."""

from __future__ import annotations

from typing import Any

import pytest

from bot.store.port import StoreGone
from tests.bot.servicing import BASE, PRICE, question
from tests.bot.telegram.running import Running
from tests.fakes.telegram import updates as tg


async def test_text_is_answered_with_verdict_price_and_link(either: Running) -> None:
    """The answer has the terminal's words, its link last, and the picture of the link as a preview."""
    await either.heard(tg.said(PRICE))
    sent = await either.server.sent()
    answer = either.office.answerer.answer(question(PRICE))
    for block in answer.reply.blocks:
        for line in block.lines:
            assert line in sent.text
    link = sent.text.splitlines()[-1]
    assert link.startswith(f"{BASE}/a/")
    assert sent.params["link_preview_options"]["url"] == link
    assert sent.params["parse_mode"] == "HTML"


@pytest.mark.parametrize(
    ("text", "language", "part"),
    [
        ("how much is marketing in Mexico?", "es", "USD 0.0436"),
        ("¿cuánto cuesta marketing en México?", "en", "USD 0,0436"),
        ("/precio marketing México", "es", "USD 0,0436"),
        ("/price marketing Mexico", "en", "USD 0.0436"),
        ("/precio@cuanto_bot marketing México", "es", "USD 0,0436"),
        ("/precio", "es", "/precio"),
        ("/price", "en", "/price"),
        ("/start", "es", "WhatsApp Business"),
        ("/start", "en", "WhatsApp Business"),
        ("/ayuda", "es", "@cuanto_bot 3 marketing"),
        ("/help", "en", "@cuanto_bot 3 marketing"),
        ("/idioma", "es", "idioma"),
        ("/language", "en", "language"),
        ("/pais", "es", "país"),
        ("/country", "en", "country"),
        ("/privacidad", "es", "siete días"),
        ("/privacy", "en", "seven days"),
        ("/olvidar", "es", "borró"),
        ("/forget", "en", "erased"),
        ("/nosuchthing", "en", "/price"),
        ("x" * 10_000, "en", "too long"),
        ("🇲🇽 💸 marketing México 👨‍👩‍👧‍👦 ¿cuánto? 🏳️‍🌈", "es", "USD 0,0436"),
        ("\u202e¿cuánto\u2066 cuesta marketing en México?\u2069 <b>&amp;</i> <script>", "es", "USD"),
    ],
)
async def test_each_way_to_say_it(polled: Running, text: str, language: str, part: str) -> None:
    """Commands work in both languages, and the language is that of the text, else that of the client."""
    await polled.heard(tg.said(text, sender=tg.user(language=language)))
    sent = await polled.server.sent()
    assert part in sent.text.replace("\u00a0", " ")
    assert not set(sent.params["text"]) & set("\u202e\u2066\u2069")


@pytest.mark.parametrize(
    ("text", "more", "answered"),
    [
        ("hola, ¿alguien sabe?", {}, False),
        ("@cuanto_bot ¿cuánto cuesta marketing en México?", {"entities": "@cuanto_bot"}, True),
        ("🏳️‍🌈 @CUANTO_BOT ¿cuánto cuesta marketing en México?", {"entities": "@CUANTO_BOT"}, True),
        ("@other_bot ¿cuánto cuesta marketing en México?", {"entities": "@other_bot"}, False),
        ("/precio marketing México", {}, True),
        ("/precio@other_bot marketing México", {}, False),
        ("/nosuchthing", {}, False),
        ("¿y en Perú?", {"reply_to_message": "ours"}, True),
        ("¿y en Perú?", {"reply_to_message": "theirs"}, False),
    ],
)
async def test_groups_hear_only_when_spoken_to(
    polled: Running, text: str, more: dict[str, Any], answered: bool
) -> None:
    """With privacy mode on or off: commands, mentions of us and replies to us are answered; nothing else."""
    chat = tg.group()
    if "entities" in more:
        more = {"entities": tg.mention(text, more["entities"])}
    if "reply_to_message" in more:
        theirs = {**tg.message("x", chat=chat), "from": tg.user(9)}
        more = {"reply_to_message": tg.ours(chat, "USD") if more["reply_to_message"] == "ours" else theirs}
    update = tg.said(text, chat=chat, **more)
    await polled.heard(update)
    await polled.heard(tg.said("/ayuda"))
    await polled.server.until(lambda: polled.server.of("sendMessage", 51))
    if answered:
        await polled.server.until(lambda: polled.server.of("sendMessage", chat["id"]))
        sent = polled.server.of("sendMessage", chat["id"])[0]
        assert sent.params["reply_parameters"]["message_id"] == update["message"]["message_id"]
    else:
        assert polled.server.of("sendMessage", chat["id"]) == []


async def test_command_answers_the_message_that_it_replies_to(polled: Running) -> None:
    """In a group an agent points at somebody's question; a reply to an answer of ours holds no question."""
    chat = tg.group()
    asked = {**tg.message(PRICE, chat=chat), "from": tg.user(9)}
    await polled.heard(tg.said("/precio", chat=chat, reply_to_message=asked))
    assert "Marketing en México" in (await polled.server.sent()).text
    await polled.heard(tg.said("/precio", chat=chat, reply_to_message=tg.ours(chat, "USD 0,0436")))
    assert "/precio" in (await polled.server.sent(2)).text


async def test_topic_of_a_forum_is_kept_to(polled: Running) -> None:
    """In a group with topics the answer stands in the topic of its question."""
    chat = tg.group(is_forum=True)
    await polled.heard(tg.said("/precio marketing México", chat=chat, message_thread_id=77, is_topic_message=True))
    assert (await polled.server.sent()).params["message_thread_id"] == "77"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("voice", {"file_id": "a", "file_unique_id": "b", "duration": 1}),
        ("photo", [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]),
        (
            "sticker",
            {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "type": "regular", "is_animated": False,
             "is_video": False},
        ),
        ("document", {"file_id": "a", "file_unique_id": "b"}),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_is_explained(polled: Running, kind: str, value: Any) -> None:
    """Voice, photos, stickers and files get a kind word in private; among others only where they reply to us."""
    await polled.heard(tg.said(None, chat=tg.group(), **{kind: value}))
    await polled.heard(tg.said(None, **{kind: value}))
    assert "Por escrito" in (await polled.server.sent()).text
    assert polled.server.of("sendMessage", -100123) == []


async def test_words_under_a_photo_are_a_question(polled: Running) -> None:
    """A photo with a question under it is answered."""
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    await polled.heard(tg.said(None, photo=photo, caption=PRICE))
    assert "USD" in (await polled.server.sent()).text


async def test_follow_up_and_reply_refer_to_what_was_said(polled: Running) -> None:
    """`¿y en Chile?` goes on from the last question; as a reply to an older answer, from that one."""
    await polled.heard(tg.said(PRICE))
    first = await polled.server.sent(1)
    await polled.heard(tg.said("¿cuánto cuesta utilidad en España?"))
    await polled.server.sent(2)
    await polled.heard(tg.said("¿y en Chile?"))
    assert "Utilidad en Chile" in (await polled.server.sent(3)).text
    reply = tg.ours(tg.private(), first.text)
    await polled.heard(tg.said("¿y en Chile?", reply_to_message=reply))
    assert "Marketing en Chile" in (await polled.server.sent(4)).text


async def test_edited_question_is_answered_in_its_place(polled: Running) -> None:
    """The answer changes where it stands; an edit that leaves the text alone changes nothing."""
    update = tg.said(PRICE)
    await polled.heard(update)
    sent = await polled.server.sent()
    await polled.heard(tg.update(edited_message=update["message"]))
    changed = {**update["message"], "text": "¿cuánto cuesta marketing en Chile?"}
    await polled.heard(tg.update(edited_message=changed))
    edit = await polled.server.sent(1, "editMessageText")
    assert edit.params["message_id"] == str(sent.result["message_id"])
    assert "Chile" in edit.text
    assert len(polled.server.messages) == 1


async def test_edit_whose_answer_is_unknown_is_answered_anew(polled: Running) -> None:
    """After a restart nobody knows where the answer stands: another one is sent."""
    await polled.heard(tg.update(edited_message=tg.message(PRICE)))
    assert "USD" in (await polled.server.sent()).text


async def test_deep_link_opens_a_kept_answer(polled: Running) -> None:
    """`?start=<id>` shows the answer to whoever has its id, with its buttons; a wrong id says so."""
    await polled.heard(tg.said(PRICE))
    first = await polled.server.sent()
    id = first.text.rpartition("/")[2]
    await polled.heard(tg.said(f"/start {id}", sender=tg.user(77)))
    opened = await polled.server.sent(2)
    assert (opened.chat, opened.text, opened.keys) == (77, first.text, first.keys)
    await polled.heard(tg.said("/start " + "z" * 26, sender=tg.user(77)))
    assert "ya no está" in (await polled.server.sent(3)).text


@pytest.mark.parametrize(
    ("payload", "language", "country"),
    [("es_mx", "es", "MX"), ("en", "en", None), ("_pe", None, "PE"), ("en_GB", "en", "GB"), ("es_zz", None, None)],
)
async def test_deep_link_sets_what_it_names(
    polled: Running, payload: str, language: str | None, country: str | None
) -> None:
    """A preset sets language and country; one that names no country of ours sets nothing."""
    await polled.heard(tg.said(f"/start {payload}"))
    sent = await polled.server.sent()
    choices = await polled.office.fake.choices("telegram:51")
    assert (choices.language, choices.country) == (language, country)
    assert ("/country none" in sent.text or "/pais no" in sent.text) == (country is not None)


async def test_deep_link_that_cannot_be_kept_says_so(polled: Running) -> None:
    """The welcome comes all the same."""
    polled.office.fake.broken = StoreGone("x")
    await polled.heard(tg.said("/start en_gb"))
    sent = await polled.server.sent()
    assert "WhatsApp Business" in sent.text
    assert "cannot be kept" in sent.text


@pytest.mark.parametrize(
    ("number", "country"), [("+52 55 1234 5678", "MX"), ("34600123456", "ES"), ("123", None), ("", None)]
)
async def test_contact_gives_the_country_and_nothing_else(polled: Running, number: str, country: str | None) -> None:
    """The country of a shared number counts from then on; the number is kept nowhere."""
    await polled.heard(tg.said(None, contact={"phone_number": number, "first_name": "B", "user_id": 51}))
    sent = await polled.server.sent()
    assert (await polled.office.fake.choices("telegram:51")).country == country
    assert not number or number not in sent.text
    await polled.heard(tg.said("¿cuánto cuesta marketing?"))
    answered = await polled.server.sent(2)
    assert ("USD" in answered.text) == (country is not None)


async def test_language_of_the_client_never_says_the_country(polled: Running) -> None:
    """Somebody whose Telegram is Mexican Spanish is asked for the country all the same."""
    await polled.heard(tg.said("¿cuánto cuesta marketing?", sender=tg.user(language="es-MX")))
    assert "USD" not in (await polled.server.sent()).text


@pytest.mark.parametrize(
    ("text", "country"),
    [("/pais Perú", "PE"), ("/country the Netherlands", "NL"), ("/pais mexco", "MX"), ("/pais xyzzy", None)],
)
async def test_country_is_chosen_by_name(polled: Running, text: str, country: str | None) -> None:
    """A name, or nearly one, is enough; what is none is asked again with buttons. `no` takes it back."""
    await polled.heard(tg.said(text))
    sent = await polled.server.sent()
    assert (await polled.office.fake.choices("telegram:51")).country == country
    assert bool(sent.keys) == (country is None)
    await polled.heard(tg.said("/pais no"))
    await polled.server.sent(2)
    assert (await polled.office.fake.choices("telegram:51")).country is None


@pytest.mark.parametrize(("text", "language"), [("/idioma inglés", "en"), ("/language español", "es")])
async def test_language_is_chosen_by_name_and_erased_on_request(polled: Running, text: str, language: str) -> None:
    """The choice wins over the text, until `/olvidar` erases it with the conversation."""
    await polled.heard(tg.said(text))
    await polled.server.sent()
    await polled.heard(tg.said(PRICE if language == "en" else "how much is marketing in Mexico?"))
    assert ("per conversation" in (await polled.server.sent(2)).text) == (language == "en")
    await polled.heard(tg.said("/olvidar"))
    await polled.server.sent(3)
    assert (await polled.office.fake.choices("telegram:51")).language is None
    assert (await polled.office.fake.stats()).conversations == 0


@pytest.mark.parametrize("more", [{"via_bot": "us"}, {"from": "bot"}])
async def test_bots_are_not_answered(polled: Running, more: dict[str, str]) -> None:
    """What another bot writes, or what was sent through us inline, is no question."""
    message = tg.message(PRICE)
    if "via_bot" in more:
        message["via_bot"] = tg.BOT
    else:
        message["from"] = {**tg.user(9), "is_bot": True}
    await polled.heard(tg.update(message=message))
    await polled.heard(tg.said("/ayuda"))
    assert "/precio" in (await polled.server.sent()).text
