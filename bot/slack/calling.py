"""Calls to Slack, with every way they can fail told as one of two."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.metrics import Metrics
from bot.settings import Settings
from bot.slack.errors import Refused, Unsent

Answer = TypeVar("Answer")

SECONDS = 10
"""Longest wait for one answer of Slack's."""
PATIENT = 6
"""So often is a call repeated that was sent too fast, each time after the pause that Slack asks for."""

FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)
"""What calls of the client raise."""

_PASSING = frozenset(
    ("ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")
)
_TOO_RICH = frozenset(("msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format", "msg_too_long"))


def client(settings: Settings) -> AsyncWebClient:
    """Return the client of the Web API.

    It waits where Slack asks for it. It does not repeat calls whose connection broke, as the library would by default:
    nobody knows whether those were heard, and a message must not be posted twice.
    """
    return AsyncWebClient(
        token=settings.slack_bot_token.reveal(),
        base_url=settings.slack_api_url.rstrip("/") + "/",
        timeout=SECONDS,
        retry_handlers=handlers(),
    )


def handlers() -> list[AsyncRetryHandler]:
    """Return what obeys `429` and its `Retry-After`."""
    return [AsyncRateLimitErrorRetryHandler(max_retry_count=PATIENT)]


async def told(call: Awaitable[Answer], metrics: Metrics) -> Answer:
    """Return what Slack answers. Raises `Unsent` or `Refused`."""
    try:
        answer = await call
    except FAILURES as error:
        known = failure(error)
        metrics.replied("slack", known.code)
        raise known from error
    metrics.replied("slack", "sent")
    return answer


def failure(error: BaseException) -> Unsent | Refused:
    """Return what an error of the client means: worth trying again, or not."""
    if not isinstance(error, SlackApiError):
        return Unsent("unreachable")
    response: Any = error.response
    said = getattr(response, "data", response)
    code = str(said.get("error", "unknown")) if isinstance(said, dict) else "unknown"
    status = int(getattr(response, "status_code", 200))
    return Unsent(code) if code in _PASSING or status == 429 or status >= 500 else Refused(code)


def too_rich(error: Refused) -> bool:
    """Whether Slack refused the blocks, and would take the text alone."""
    return error.code in _TOO_RICH
