"""The App Home: what can be asked, examples that answer at a press, the builder, the language."""

from __future__ import annotations

from typing import Any

from bot.slack.asking import Asker, ask, choose, conversation, language_of, message
from bot.slack.buttons import button
from bot.slack.calling import told
from bot.slack.errors import Refused
from bot.slack.identity import team_of
from bot.slack.kit import Kit
from bot.slack.limits import Json
from bot.slack.marking import bold, context, escaped, section
from bot.slack.sending import Mark, Place, deliver
from bot.slack.values import Pressed, read
from bot.store.port import StoreError
from locales.translate import LANGUAGES, translator

EXAMPLES = ("price", "story", "estimate", "category")
"""Questions of every kind; their words are `slack.example.…`, their short names `slack.example_name.…`."""


async def opened(kit: Kit, body: dict[str, Any]) -> None:
    """Show the home tab, or offer questions where the conversation with the agent is opened."""
    event = body["event"]
    asker = Asker(team=body.get("team_id") or "", user=event["user"])
    language = await language_of(kit, asker)
    try:
        if event.get("tab") == "messages":
            await _offer(kit, event["channel"], language)
        else:
            await _publish(kit, asker.user, language)
    except Refused:
        return  # counted; `assistant:write` is optional


async def _offer(kit: Kit, channel: str, language: str) -> None:
    say = translator(language)
    prompts = [
        {"title": say(f"slack.example_name.{name}"), "message": say(f"slack.example.{name}")} for name in EXAMPLES
    ]
    call = kit.client.assistant_threads_setSuggestedPrompts(
        channel_id=channel, prompts=prompts, title=say("slack.home.examples")
    )
    await told(call, kit.metrics)


async def _publish(kit: Kit, user: str, language: str) -> None:
    await told(kit.client.views_publish(user_id=user, view=view(language)), kit.metrics)


def view(language: str) -> Json:
    """Return the home tab in a language."""
    say = translator(language)
    build = button(say("slack.home.build"), Pressed(id="", slot="build"), style="primary")
    languages = [
        button(say(f"slack.language_name.{one}"), Pressed(id="", slot="home_language", value=one), name=f"home:{one}")
        for one in LANGUAGES
    ]
    blocks = [
        section(f"{bold(escaped(say('slack.home.title')))}\n{escaped(say('slack.home.what'))}"),
        {"type": "actions", "block_id": "build", "elements": [build]},
        section(bold(escaped(say("slack.home.examples")))),
        *(_example(name, language) for name in EXAMPLES),
        {"type": "divider"},
        section(escaped(say("slack.home.ways"))),
        {"type": "actions", "block_id": "languages", "elements": languages},
        context(escaped(say("slack.home.privacy"))),
    ]
    return {"type": "home", "blocks": blocks}


def _example(name: str, language: str) -> Json:
    say = translator(language)
    pressed = Pressed(id="", slot="example", value=f"{language}:{name}")
    ask_it = button(say("slack.home.ask"), pressed, name=f"example:{name}")
    return section(f"• {escaped(say(f'slack.example.{name}'))}") | {"accessory": ask_it}


async def example(kit: Kit, body: dict[str, Any]) -> None:
    """Ask an example in the conversation with whoever pressed it."""
    pressed = read(body["actions"][0].get("value") or "")
    language, _, name = pressed.value.partition(":") if pressed else ("", "", "")
    if language in LANGUAGES and name in EXAMPLES:
        text = translator(language)(f"slack.example.{name}")
        await ask_directly(kit, _asker(body), text, language)


async def language_chosen(kit: Kit, body: dict[str, Any]) -> None:
    """Keep the language that was chosen and show the home tab in it."""
    pressed, asker = read(body["actions"][0].get("value") or ""), _asker(body)
    if pressed is None or pressed.value not in LANGUAGES:
        return
    try:
        await choose(kit, asker, language=pressed.value)
    except StoreError as error:
        kit.metrics.store_failed("choose", error.code)
    await _publish(kit, asker.user, pressed.value)


async def ask_directly(kit: Kit, asker: Asker, text: str, language: str) -> None:
    """Put a question into the conversation with somebody and answer it in its thread."""
    call = kit.client.chat_postMessage(channel=asker.user, text=escaped(text), unfurl_links=False)
    said = await told(call, kit.metrics)
    channel, ts = str(said["channel"]), str(said["ts"])
    there = Asker(team=asker.team, user=asker.user, conversation=conversation(asker.team, channel, ts))
    served = await ask(kit, there, text, language=language)
    place = Place(channel=channel, thread=ts, user=asker.user)
    await deliver(kit, place, message(kit, served), Mark(question=ts, id=served.id or ""))


def _asker(body: dict[str, Any]) -> Asker:
    return Asker(team=team_of(body), user=body["user"]["id"])
