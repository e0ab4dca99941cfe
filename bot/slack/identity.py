"""Who we are at Slack, and which workspaces we answer."""

from __future__ import annotations

import asyncio
from typing import Any

from msgspec import Struct
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient


class Me(Struct, frozen=True, kw_only=True):
    """What Slack says of our token."""

    team: str
    user: str
    bot: str
    enterprise: str | None = None


class Identity:
    """Asks Slack once who we are; until it has answered, nobody is answered."""

    def __init__(self, client: AsyncWebClient, teams: str) -> None:
        """Take the workspaces that are answered, separated by commas; none means the bot's own."""
        self._client = client
        self._teams = frozenset(team.strip() for team in teams.split(",") if team.strip())
        self._me: Me | None = None
        self._lock = asyncio.Lock()

    async def me(self) -> Me:
        """Return who we are. Raises what the client raises while Slack does not say."""
        async with self._lock:
            if self._me is None:
                said = await self._client.auth_test()
                self._me = Me(
                    team=said["team_id"], user=said["user_id"], bot=said["bot_id"], enterprise=said.get("enterprise_id")
                )
            return self._me

    async def authorize(self) -> AuthorizeResult:
        """Return the same as Bolt wants it."""
        me = await self.me()
        return AuthorizeResult(
            enterprise_id=me.enterprise,
            team_id=me.team,
            bot_user_id=me.user,
            bot_id=me.bot,
            bot_token=self._client.token,
        )

    async def welcomes(self, body: dict[str, Any]) -> bool:
        """Whether everybody who has to do with a request belongs to a workspace that is answered."""
        me = await self.me()
        allowed = self._teams or {me.team}
        if me.enterprise:
            allowed = allowed | {me.enterprise}
        found = teams_of(body)
        return bool(found) and found <= allowed


def teams_of(body: dict[str, Any]) -> frozenset[str]:
    """Return the workspaces of a request: where it comes from, and whose member acts or writes.

    In a channel shared between companies the two differ.
    """
    event, user, team = _dict(body, "event"), _dict(body, "user"), _dict(body, "team")
    message, enterprise = _dict(event, "message"), _dict(body, "enterprise")
    found = [body.get("team_id"), team.get("id") or enterprise.get("id"), user.get("team_id")]
    found += [event.get("user_team"), event.get("source_team"), event.get("team")]
    found += [message.get("user_team"), message.get("source_team"), message.get("team")]
    return frozenset(one for one in found if isinstance(one, str) and one)


def team_of(body: dict[str, Any]) -> str:
    """Return the workspace that somebody pressed or sent something in; in an organization it stands with the person."""
    team: str | None = body.get("team_id") or _dict(body, "team").get("id") or _dict(body, "user").get("team_id")
    return team or ""


def _dict(body: dict[str, Any], key: str) -> dict[str, Any]:
    value = body.get(key)
    return value if isinstance(value, dict) else {}
