"""The Bolt app: which listener hears what. Bolt checks signatures and their age, ignores our own events, and routes."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from bot.logs import logger
from bot.slack import builder, commands, form, home, messages, presses, shortcut, tickets, unfurling, workflow
from bot.slack.calling import FAILURES
from bot.slack.desk import Desk
from bot.slack.errors import Refused
from bot.slack.kit import Kit

Handler = Callable[[Kit, dict[str, Any]], Awaitable[BoltResponse | None]]
Listener = Callable[..., Awaitable[BoltResponse]]

COMMAND = "/cuanto"
_NO_TEAM = frozenset(("url_verification", "ssl_check"))

EVENTS: dict[str, Handler] = {
    "app_mention": messages.mentioned,
    "message": messages.written,
    "link_shared": unfurling.shared,
    "app_home_opened": home.opened,
}
ACTIONS: dict[str, Handler] = {
    r"choice:.+": presses.chosen,
    r"language": presses.translated,
    r"copy": presses.copied,
    r"share": presses.shared,
    r"ticket": tickets.asked,
    r"rate": presses.rated,
    r"example:.+": home.example,
    r"home:.+": home.language_chosen,
    r"build": builder.opened,
    r"builder_more": builder.extended,
}


def app(kit: Kit, desk: Desk, signing_secret: str) -> AsyncApp:
    """Return the app with everything listened to."""
    bolt = AsyncApp(
        name="cuanto.bolt",  # Bolt sets the level of the logger of this name: it must not be ours
        client=kit.client,
        signing_secret=signing_secret,
        authorize=_authorize(kit),
        before_authorize=_guard(kit),
        process_before_response=True,  # an event is acknowledged when it is answered, see `desk`
    )
    for name, handler in EVENTS.items():
        bolt.event(name)(_listener(kit, desk, handler))
    for pattern, handler in ACTIONS.items():
        bolt.action(re.compile(f"^{pattern}$"))(_listener(kit, desk, handler))
    bolt.command(re.compile(r"^/"))(_listener(kit, desk, commands.command))
    bolt.message_shortcut(shortcut.CALLBACK)(_listener(kit, desk, shortcut.priced))
    bolt.view(form.CALLBACK)(_listener(kit, desk, builder.submitted))
    bolt.view(tickets.CALLBACK)(_listener(kit, desk, tickets.given))
    bolt.function(workflow.CALLBACK, auto_acknowledge=False)(_listener(kit, desk, workflow.run))
    bolt.options("builder_country")(_countries(kit))
    return bolt


def _listener(kit: Kit, desk: Desk, handler: Handler) -> Listener:
    async def listener(body: dict[str, Any]) -> BoltResponse:
        return await desk.take(key_of(body), lambda: _handled(kit, handler, body))

    return listener


async def _handled(kit: Kit, handler: Handler, body: dict[str, Any]) -> BoltResponse | None:
    try:
        return await handler(kit, body)
    except Refused as error:
        logger().warning("slack_refused", code=error.code)
        return None


def key_of(body: dict[str, Any]) -> str:
    """Return what an event is the same by when it is delivered again.

    Never the retry header: an event whose first delivery failed comes with one, and has not been answered.
    """
    found = body.get("event_id") or body.get("trigger_id")
    if not found:
        raise ValueError("an event without an id")
    return f"slack:{found}"


def _authorize(kit: Kit) -> Callable[[], Awaitable[AuthorizeResult]]:
    async def authorize() -> AuthorizeResult:  # a function of its own: Bolt counts `self` among the arguments
        return await kit.identity.authorize()

    return authorize


def _countries(kit: Kit) -> Listener:
    async def listener(body: dict[str, Any]) -> BoltResponse:
        return builder.countries(kit, body)

    return listener


def _guard(kit: Kit) -> Callable[..., Awaitable[BoltResponse | None]]:
    """Answer nothing to workspaces that are not ours; tell Slack to come again while we cannot know."""

    async def guard(body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> BoltResponse | None:
        if body.get("type") in _NO_TEAM or body.get("ssl_check"):
            await next()
            return None
        try:
            welcome = await kit.identity.welcomes(body)
        except FAILURES as error:
            logger().error("slack_identity_unknown", detail=type(error).__name__)
            return BoltResponse(status=503, body="")
        if not welcome:
            kit.metrics.event("slack", "refused")
            return BoltResponse(status=200, body="")
        await next()
        return None

    return guard
