"""The builder: a form for a story of messages, opened from the App Home or with `/cuanto armar`."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from slack_bolt.response import BoltResponse

from bot.slack.asking import Asker, ask, conversation, language_of, message
from bot.slack.calling import told
from bot.slack.form import Draft, draft, form, matching, missing, question
from bot.slack.home import ask_directly
from bot.slack.identity import team_of
from bot.slack.kit import Kit
from bot.slack.sending import Place, deliver
from locales.translate import translator
from pricing.markets import markets_on


async def opened(kit: Kit, body: dict[str, Any]) -> None:
    """Open the form for whoever gave the command or pressed the button."""
    language = await language_of(kit, _asker(body))
    drafted = Draft(
        language=language, channel=body.get("channel_id") or "", response_url=body.get("response_url") or ""
    )
    view = form(drafted, _today(kit))
    await told(kit.client.views_open(trigger_id=body["trigger_id"], view=view), kit.metrics)


async def extended(kit: Kit, body: dict[str, Any]) -> None:
    """Add fields for one more message; what was filled in stays."""
    view = body["view"]
    before = draft(view)
    longer = form(replace(before, messages=before.messages + 1), _today(kit))
    await told(kit.client.views_update(view_id=view["id"], hash=view["hash"], view=longer), kit.metrics)


async def submitted(kit: Kit, body: dict[str, Any]) -> BoltResponse | None:
    """Answer where the form was opened: privately in the channel, or in the conversation with the person."""
    view = body["view"]
    drafted, block = draft(view), missing(view)
    if block is not None:
        text = translator(drafted.language)("slack.builder.missing")
        return BoltResponse(status=200, body={"response_action": "errors", "errors": {block: text}})
    asker, text = _asker(body), question(view)
    if not drafted.channel:
        await ask_directly(kit, asker, text, drafted.language)
        return None
    name = conversation(asker.team, drafted.channel, asker.user)
    served = await ask(kit, replace(asker, conversation=name), text, language=drafted.language)
    place = Place(channel=drafted.channel, user=asker.user, private=True, response_url=drafted.response_url)
    await deliver(kit, place, message(kit, served, private=True))
    return None


def countries(kit: Kit, body: dict[str, Any]) -> BoltResponse:
    """Return the countries that match what is being typed, of those that Meta prices."""
    language, codes = draft(body["view"]).language, markets_on(kit.clock().date())
    options = matching(str(body.get("value") or ""), language, list(codes))
    return BoltResponse(status=200, body={"options": options})


def _asker(body: dict[str, Any]) -> Asker:
    user = body.get("user_id") or body["user"]["id"]
    return Asker(team=team_of(body), user=user)


def _today(kit: Kit) -> str:
    return kit.clock().date().isoformat()
