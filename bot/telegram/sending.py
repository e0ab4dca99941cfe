"""Sending, with every way it can fail: too fast, unreachable, blocked, moved, refused for its tags."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx
from msgspec import Struct
from msgspec.structs import replace
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardMarkup,
    InlineQueryResult,
    InlineQueryResultsButton,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.warnings import PTBDeprecationWarning

from bot.logs import logger
from bot.metrics import Metrics
from bot.telegram.rendering import Rendered

Value = TypeVar("Value")

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, *[30.0] * 20)
"""Seconds between attempts to reach Telegram; about ten minutes in all."""
_UNSETTLED = (httpx.ReadTimeout, httpx.WriteTimeout)
"""Telegram may have taken it: sending it again might show an answer twice."""


class Place(Struct, frozen=True, kw_only=True):
    """Where a message goes."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None


class Spot(Struct, frozen=True, kw_only=True):
    """Where a message of ours stands: in a chat, or wherever somebody sent it inline."""

    chat: int | None = None
    message: int | None = None
    inline: str | None = None

    def named(self) -> dict[str, Any]:
        """Return it as the library's methods name it."""
        if self.inline:
            return {"inline_message_id": self.inline}
        return {"chat_id": self.chat, "message_id": self.message}


class Sender:
    """Sends as long as there is hope; what Telegram refuses for good is logged, and nobody hears of it twice."""

    def __init__(self, bot: Bot, metrics: Metrics, *, pauses: tuple[float, ...] = PAUSES) -> None:
        self._bot = bot
        self._metrics = metrics
        self._pauses = pauses

    async def send(self, place: Place, message: Rendered) -> int | None:
        """Send a message and return its number; `None` if it cannot be sent."""
        sent = await self._settled(lambda: self._sent(place, message))
        return sent.message_id if sent else None

    async def edit(self, spot: Spot, message: Rendered) -> bool:
        """Put a message in place of one of ours; `False` if that one can no longer be changed."""
        return bool(await self._settled(lambda: self._edited(spot, message)))

    async def keys(self, spot: Spot, keyboard: InlineKeyboardMarkup | None) -> None:
        """Change the keyboard under one of our messages."""
        await self._settled(lambda: self._rekeyed(spot, keyboard))

    async def picture(self, place: Place, png: bytes, caption: str) -> None:
        """Send a picture."""
        call = self._bot.send_photo
        await self._settled(
            lambda: call(place.chat, png, caption=caption[:1000], filename="cuanto.png", **_around(place))
        )

    async def noticed(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Say that a press has arrived; a few words may appear above the chat."""
        await self._settled(lambda: self._bot.answer_callback_query(query, text[:200] or None, show_alert=alert))

    async def offer(
        self, query: str, cards: list[InlineQueryResult], *, button: InlineQueryResultsButton | None = None
    ) -> None:
        """Show cards to somebody who is typing."""
        call = self._bot.answer_inline_query
        await self._settled(lambda: call(query, cards, cache_time=5, is_personal=True, button=button))

    async def _sent(self, place: Place, message: Rendered) -> Message:
        shared: dict[str, Any] = {
            **_around(place),
            "reply_markup": ForceReply(selective=True) if message.asks else message.keyboard,
        }
        shared["link_preview_options"] = _preview(message)
        try:
            return await self._bot.send_message(place.chat, message.html, parse_mode=ParseMode.HTML, **shared)
        except ChatMigrated as moved:
            return await self._sent(replace(place, chat=moved.new_chat_id, reply_to=None), message)
        except BadRequest as error:
            if not _format(error):
                raise
            logger().warning("telegram_format_refused", detail=error.message)
            return await self._bot.send_message(place.chat, message.plain, **shared)

    async def _edited(self, spot: Spot, message: Rendered) -> Any:
        shared: dict[str, Any] = {**spot.named(), "reply_markup": message.keyboard}
        shared["link_preview_options"] = _preview(message)
        try:
            return await self._bot.edit_message_text(message.html, parse_mode=ParseMode.HTML, **shared)
        except BadRequest as error:
            if _unchanged(error):
                return True
            if not _format(error):
                raise
            logger().warning("telegram_format_refused", detail=error.message)
            return await self._bot.edit_message_text(message.plain, **shared)

    async def _rekeyed(self, spot: Spot, keyboard: InlineKeyboardMarkup | None) -> Any:
        try:
            return await self._bot.edit_message_reply_markup(**spot.named(), reply_markup=keyboard)
        except BadRequest as error:
            if _unchanged(error):
                return True
            raise

    async def _settled(self, attempt: Callable[[], Awaitable[Value]]) -> Value | None:
        """The outcome, waiting and trying again where that helps; `None` where Telegram refuses."""
        try:
            found = await self._insisting(attempt)
        except TelegramError as error:
            outcome = _outcome(error)
            self._metrics.replied("telegram", outcome)
            logger().warning("telegram_unsent", code=outcome, detail=error.message)
            return None
        self._metrics.replied("telegram", "sent")
        return found

    async def _insisting(self, attempt: Callable[[], Awaitable[Value]]) -> Value:
        pauses = iter(self._pauses)
        while True:
            try:
                return await attempt()
            except RetryAfter as error:
                pause = pause_of(error)
                logger().warning("telegram_too_fast", seconds=pause)
            except (BadRequest, Forbidden, ChatMigrated):
                raise
            except NetworkError as error:
                left = None if isinstance(error.__cause__, _UNSETTLED) else next(pauses, None)
                if left is None:
                    raise
                pause = left
            self._metrics.replied("telegram", "retried")
            await asyncio.sleep(pause)


def _around(place: Place) -> dict[str, Any]:
    around: dict[str, Any] = {"message_thread_id": place.thread}
    if place.reply_to is not None:
        around["reply_parameters"] = ReplyParameters(place.reply_to, allow_sending_without_reply=True)
    return around


def _preview(message: Rendered) -> LinkPreviewOptions:
    if message.preview is None:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=message.preview, prefer_large_media=True, show_above_text=False)


def pause_of(error: RetryAfter) -> float:
    """Return how many seconds Telegram wants us to wait."""
    with warnings.catch_warnings():  # the library says that this will once be a timedelta; here it may be either
        warnings.simplefilter("ignore", PTBDeprecationWarning)
        wait = error.retry_after
    return (wait if isinstance(wait, int) else wait.total_seconds()) + 0.1


def _format(error: BadRequest) -> bool:
    """Whether the text was refused for how it is written, not for what it says or where it goes."""
    told = error.message.lower()
    return "parse" in told or "entit" in told or "too long" in told or "link_preview" in told


def _unchanged(error: BadRequest) -> bool:
    return "not modified" in error.message.lower()


def _outcome(error: TelegramError) -> str:
    return {Forbidden: "blocked", BadRequest: "refused"}.get(type(error), "unreachable")
