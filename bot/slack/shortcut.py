"""The message shortcut "Price this message": which category it is, and what it costs."""

from __future__ import annotations

from typing import Any

from bot.slack.asking import Asker, ask, choices, conversation, message
from bot.slack.identity import team_of
from bot.slack.incoming import plain
from bot.slack.kit import Kit
from bot.slack.people import People
from bot.slack.sending import Place, deliver
from intents.language import detect
from locales.translate import translator

CALLBACK = "price_message"
_QUOTES = str.maketrans("", "", '«»"“”')


async def priced(kit: Kit, body: dict[str, Any]) -> None:
    """Tell whoever pressed it, and nobody else."""
    team, channel, user = team_of(body), body["channel"]["id"], body["user"]["id"]
    text = plain(body["message"].get("text") or "")
    asker = Asker(team=team, user=user, conversation=conversation(team, channel, user))
    chosen = await choices(kit, asker)
    language = chosen.language or await _language(text, kit.people, user) or kit.default_language
    asked = translator(language)("slack.shortcut.question", message=text.translate(_QUOTES)) if text else ""
    place = Place(channel=channel, user=user, private=True, response_url=body.get("response_url") or "")
    served = await ask(kit, asker, asked, language=language)
    await deliver(kit, place, message(kit, served, private=True))


async def _language(text: str, people: People, user: str) -> str | None:
    """That of the message, else that of whoever presses."""
    found, certainty = detect(text)
    return found if certainty > 0 else await people.language(user)
