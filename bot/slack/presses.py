"""Buttons under an answer: one thing set, another language, a link to copy, an answer to share, a rating."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bot.logs import logger
from bot.slack.asking import Asker, ask, conversation, kept_message, message
from bot.slack.blocks import Rendered
from bot.slack.identity import team_of
from bot.slack.kit import Kit
from bot.slack.marking import escaped, section
from bot.slack.sending import Mark, Place, deliver
from bot.slack.values import Pressed, read
from bot.store.port import Kept, NoAnswer, StoreError
from intents.followup import Remembered
from locales.formats import formats
from locales.translate import LANGUAGES, translator


class Press(Struct, frozen=True, kw_only=True):
    """Somebody pressed something under an answer."""

    pressed: Pressed
    asker: Asker
    place: Place
    """Where a new answer goes: the thread, or the same person only."""
    own: Place
    """The same person only."""
    at: str
    """`ts` of the message whose button it is."""

    def telling(self, text: str) -> Rendered:
        """Return a short note."""
        return Rendered(blocks=[section(text)], text=text)


def press_of(body: dict[str, Any]) -> Press | None:
    """Return who pressed what, or `None` for a press that is none of ours."""
    action = body["actions"][0]
    pressed = read(str(action.get("value") or ""))
    container, said = body.get("container") or {}, body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    at = container.get("message_ts") or said.get("ts")
    if pressed is None or not channel or not at:
        return None
    user, team = body["user"]["id"], team_of(body)
    private = bool(container.get("is_ephemeral"))
    root = said.get("thread_ts") or container.get("thread_ts") or at
    name = conversation(team, channel, user if private else root)
    own = Place(
        channel=channel,
        user=user,
        private=True,
        thread="" if root == at else root,
        response_url=body.get("response_url") or "",
    )
    place = own if private else Place(channel=channel, thread=root, user=user, response_url=own.response_url)
    return Press(
        pressed=pressed,
        asker=Asker(team=team, user=user, conversation=name),
        place=place,
        own=own,
        at=at,
    )


async def kept_of(kit: Kit, press: Press) -> Kept | None:
    """Return the answer that was pressed; tell the person if it is no longer there."""
    try:
        return await kit.store.get(press.pressed.id)
    except (NoAnswer, StoreError) as error:
        logger().info("press_without_answer", code=error.code)
        key = "slack.gone" if isinstance(error, NoAnswer) else "slack.not_kept"
        await deliver(kit, press.own, press.telling(translator(kit.default_language)(key)))
        return None


async def chosen(kit: Kit, body: dict[str, Any]) -> None:
    """Ask the same question with one thing set."""
    press = press_of(body)
    if press is None:
        return
    kept = await kept_of(kit, press) if press.pressed.id else None
    if press.pressed.id and kept is None:
        return
    language = kept.language if kept else kit.default_language
    text = _said(press.pressed, language)
    if text is None:
        return
    if kept and press.pressed.slot != "price":
        await _about(kit, press, kept)
    served = await ask(kit, press.asker, text, language=language)
    private = press.place.private
    mark = Mark(question=press.at, id=served.id or "")
    await deliver(kit, press.place, message(kit, served, private=private), mark)


async def _about(kit: Kit, press: Press, kept: Kept) -> None:
    """Make the conversation be about the answer that was pressed, whatever was asked since."""
    remembered = Remembered(request=kept.request, needs=(press.pressed.slot,))
    try:
        await kit.store.remember(press.asker.conversation, remembered, kit.clock(), person=press.asker.person)
    except StoreError as error:
        kit.metrics.store_failed("remember", error.code)


def _said(pressed: Pressed, language: str) -> str | None:
    """What pressing a button says, in words; `None` for a value that no button of ours has."""
    say, write, value = translator(language), formats(language), pressed.value
    if pressed.slot == "country":
        return write.country(value)
    if pressed.slot == "category":
        return say.find(f"category.{value}")
    if pressed.slot == "quantity":
        return value
    if pressed.slot == "when":
        return say("slack.say.today") if value == "today" else say("slack.say.era", era=value)
    return _price(value, language) if pressed.slot == "price" else None


def _price(value: str, language: str) -> str | None:
    """The question for a price, of a value like `marketing:MX`."""
    category, _, country = value.partition(":")
    say = translator(language)
    name = say.find(f"category.{category}")
    return name and say("slack.say.price", category=name, country=formats(language).country(country))


async def translated(kit: Kit, body: dict[str, Any]) -> None:
    """Show the same answer, under the same link, in the other language to whoever wants it."""
    press = press_of(body)
    if press is None or press.pressed.value not in LANGUAGES or (kept := await kept_of(kit, press)) is None:
        return
    shown = kept_message(kit, kept, language=press.pressed.value, private=press.place.private)
    await deliver(kit, press.own, shown)


async def copied(kit: Kit, body: dict[str, Any]) -> None:
    """Show the link by itself, ready to be copied."""
    press = press_of(body)
    if press is None or (kept := await kept_of(kit, press)) is None:
        return
    say = translator(kept.language)
    text = f"{escaped(say('slack.copy'))}\n```{kit.service.link(kept.id)}```"
    await deliver(kit, press.own, press.telling(text))


async def shared(kit: Kit, body: dict[str, Any]) -> None:
    """Show a private answer to the whole channel, on the word of the person whose answer it is."""
    press = press_of(body)
    if press is None or (kept := await kept_of(kit, press)) is None:
        return
    note = translator(kept.language)("slack.shared_by", who=f"<@{press.asker.user}>")
    place = replace(press.own, private=False)
    await deliver(kit, place, kept_message(kit, kept, note=note), Mark(question=press.at, id=kept.id))


async def rated(kit: Kit, body: dict[str, Any]) -> None:
    """Count what somebody says of an answer."""
    press = press_of(body)
    if press is None or press.pressed.value not in ("good", "bad"):
        return
    good = press.pressed.value == "good"
    try:
        await kit.store.rate(press.pressed.id, press.asker.person, good=good, now=kit.clock())
    except (NoAnswer, StoreError) as error:
        logger().info("rating_not_kept", code=error.code)
        return
    kit.metrics.rated("slack", good=good)
