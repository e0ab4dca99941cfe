"""What `cuanto doctor` asks Slack: whether the tokens are good, the scopes are there, and the address answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.checks import Check
from bot.settings import Settings
from bot.slack.channel import PATH
from bot.slack.kit import public
from bot.slack.scopes import needed, optional

SECONDS = 5


async def probe(settings: Settings) -> list[Check]:
    """Return what was found; never raises for a Slack that is away."""
    return [check async for check in _checks(settings)]


async def _checks(settings: Settings) -> AsyncIterator[Check]:
    web = AsyncWebClient(
        token=settings.slack_bot_token.reveal(), base_url=settings.slack_api_url.rstrip("/") + "/", timeout=SECONDS
    )
    said, code = await _tried(web.auth_test())
    if said is None:
        yield Check(key="doctor.slack.token_wrong", ok=False, values={"code": code})
        return
    yield Check(key="doctor.slack.token_fine", ok=True, values={"team": said["team"], "who": said["user"]})
    for check in _scopes(said):
        yield check
    if settings.slack_app_token:
        yield await _socket(web, settings.slack_app_token.reveal())
    elif settings.slack_signing_secret:
        yield await _address(settings)
    yield _teams(settings, said)
    if not public(settings.cuanto_base_url):
        yield Check(key="doctor.slack.no_pictures", ok=None, values={"address": settings.cuanto_base_url})


async def _tried(call: Any) -> tuple[Any, str]:
    """What Slack says, or `None` and why not."""
    try:
        return await call, ""
    except SlackApiError as error:
        return None, str(error.response.get("error"))
    except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as error:
        return None, type(error).__name__


def _scopes(said: Any) -> list[Check]:
    """Slack tells a token's scopes in a header of every answer."""
    header = next((value for name, value in said.headers.items() if name.lower() == "x-oauth-scopes"), "")
    granted = {scope.strip() for scope in header.split(",")}
    missing, without = sorted(needed() - granted), sorted(optional() - granted)
    found = [
        Check(key="doctor.slack.scopes_missing", ok=False, values={"scopes": ", ".join(missing)})
        if missing
        else Check(key="doctor.slack.scopes_fine", ok=True)
    ]
    if without:
        found.append(Check(key="doctor.slack.scopes_optional", ok=None, values={"scopes": ", ".join(without)}))
    return found


async def _socket(web: AsyncWebClient, token: str) -> Check:
    said, code = await _tried(web.apps_connections_open(app_token=token))
    if said is None:
        return Check(key="doctor.slack.socket_wrong", ok=False, values={"code": code})
    return Check(key="doctor.slack.socket_fine", ok=True)


async def _address(settings: Settings) -> Check:
    """Whether our own public address answers, and refuses what is not signed."""
    address = settings.cuanto_base_url.rstrip("/") + PATH
    try:
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.post(address, data=b"{}") as response:
            status = response.status
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        return Check(
            key="doctor.slack.address_away", ok=False, values={"address": address, "code": type(error).__name__}
        )
    key = "doctor.slack.address_fine" if status == 401 else "doctor.slack.address_wrong"
    return Check(key=key, ok=status == 401, values={"address": address, "code": str(status)})


def _teams(settings: Settings, said: Any) -> Check:
    teams = settings.cuanto_slack_teams or f"{said['team_id']} ({said['team']})"
    return Check(key="doctor.slack.teams", ok=None, values={"teams": teams})
