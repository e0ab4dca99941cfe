"""The server: updates wait to be asked for, what is sent is checked and noted, any call can be made to fail."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from aiohttp import web

from tests.fakes.telegram.html import BadFormat, text_of

TOKEN = "7000000001:AAF-loopback-token-of-nobody-0123456789"
BOT = {
    "id": 7000000001, "is_bot": True, "first_name": "cuanto", "username": "cuanto_bot", "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": True,
}  # fmt: skip
Json = dict[str, Any]
Trouble = Callable[[str, Json], "web.Response | None"]


@dataclass
class Call:
    """One accepted call."""

    method: str
    params: Json
    text: str = ""
    """What is shown."""
    result: Any = True
    at: float = field(default_factory=monotonic)
    """When it was accepted."""

    @property
    def chat(self) -> int:
        """Where it went."""
        return int(self.params["chat_id"])

    @property
    def keys(self) -> list[list[Json]]:
        """The inline keyboard."""
        return list((self.params.get("reply_markup") or {}).get("inline_keyboard") or [])

    def data(self, label: str) -> str:
        """The callback data of the button with a label."""
        return next(key["callback_data"] for row in self.keys for key in row if label in key["text"])


def refused(status: int, description: str, **parameters: Any) -> web.Response:
    """An error as Telegram words it."""
    body: Json = {"ok": False, "error_code": status, "description": description}
    return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=status)


def failing(times: int, answer: Callable[[Json], web.Response], method: str = "sendMessage") -> Trouble:
    """Let the first calls of a method fail."""
    left = [times]

    def trouble(called: str, params: Json) -> web.Response | None:
        if called != method or not left[0]:
            return None
        left[0] -= 1
        return answer(params)

    return trouble


@dataclass
class TelegramServer:
    """What a test looks at and turns."""

    url: str = ""
    folder: str = "data"
    """Where the channel that talks to it may keep files."""
    calls: list[Call] = field(default_factory=list)
    asked: list[Json] = field(default_factory=list)
    """Parameters of every `getUpdates`."""
    waiting: list[Json] = field(default_factory=list)
    webhook: Json = field(
        default_factory=lambda: {"url": "", "pending_update_count": 0, "has_custom_certificate": False}
    )
    profile: dict[tuple[str, str], Any] = field(default_factory=dict)
    trouble: Trouble | None = None
    """Asked before each call; what it returns is answered, and nothing is accepted."""
    hanging: dict[int, asyncio.Event] = field(default_factory=dict)
    """Chats whose messages are only taken once the event is set."""
    held: list[int] = field(default_factory=list)
    """Chats of messages that had to wait for that, in order."""
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    _numbers: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _said: asyncio.Condition = field(default_factory=asyncio.Condition)

    def push(self, *updates: Json) -> None:
        """Let updates arrive."""
        self.waiting.extend(updates)
        self._news.set()

    def of(self, method: str, chat: int | None = None) -> list[Call]:
        """Return the accepted calls of a method."""
        return [call for call in self.calls if call.method == method and (chat is None or call.chat == chat)]

    @property
    def messages(self) -> list[Call]:
        """What was sent."""
        return self.of("sendMessage")

    async def until(self, met: Callable[[], object], seconds: float = 8) -> None:
        """Wait until something holds of what was called; fail if it never does."""
        async with asyncio.timeout(seconds), self._said:
            await self._said.wait_for(met)

    async def sent(self, count: int = 1, method: str = "sendMessage") -> Call:
        """Wait for so many calls of a method, and return the last."""
        await self.until(lambda: len(self.of(method)) >= count)
        return self.of(method)[count - 1]

    async def handle(self, request: web.Request) -> web.Response:
        """Answer a call."""
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return refused(401, "Unauthorized")
        params = await _params(request)
        if self.trouble and (answer := self.trouble(method, params)):
            return answer
        own = getattr(self, f"_on_{method.lower()}", None)
        try:
            result = await own(params) if own else self._kept(method, params)
        except BadFormat as error:
            return refused(400, str(error))
        return result if isinstance(result, web.Response) else web.json_response({"ok": True, "result": result})

    async def _accepted(self, method: str, params: Json, text: str = "", result: Any = True) -> Any:
        async with self._said:
            self.calls.append(Call(method, params, text, result))
            self._said.notify_all()
        return result

    async def _hold(self, chat: int) -> None:
        async with self._said:
            self.held.append(chat)
            self._said.notify_all()
        await self.hanging[chat].wait()

    async def _on_getme(self, _: Json) -> Json:
        return BOT

    async def _on_getupdates(self, params: Json) -> Any:
        self.asked.append(params)
        if self.webhook["url"]:
            return refused(409, "Conflict: can't use getUpdates method while webhook is active")
        offset, seconds = int(params.get("offset", 0)), float(params.get("timeout", 0))
        self.waiting = [update for update in self.waiting if update.get("update_id", 0) >= offset]
        if not self.waiting and seconds:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return []
        return self.waiting[: int(params.get("limit", 100))]

    async def _on_setwebhook(self, params: Json) -> bool:
        self.webhook |= {"url": params["url"], "allowed_updates": params["allowed_updates"]}
        return bool(await self._accepted("setWebhook", params))

    async def _on_deletewebhook(self, params: Json) -> bool:
        self.webhook["url"] = ""
        return bool(await self._accepted("deleteWebhook", params))

    async def _on_getwebhookinfo(self, _: Json) -> Json:
        return self.webhook

    async def _on_sendmessage(self, params: Json) -> Any:
        chat = int(params["chat_id"])
        text = text_of(str(params["text"]), params.get("parse_mode"))
        _check_keys(params)
        if chat in self.hanging:
            await self._hold(chat)
        self._numbers[chat] += 1
        number = 1000 + self._numbers[chat]
        self.texts[chat, number] = str(params["text"]) + json.dumps(params.get("reply_markup"))
        return await self._accepted("sendMessage", params, text, _message(chat, number, text))

    async def _on_sendphoto(self, params: Json) -> Any:
        chat = int(params["chat_id"])
        self._numbers[chat] += 1
        return await self._accepted("sendPhoto", params, "", _message(chat, 1000 + self._numbers[chat], ""))

    async def _on_editmessagetext(self, params: Json) -> Any:
        text = text_of(str(params["text"]), params.get("parse_mode"))
        _check_keys(params)
        if "inline_message_id" in params:
            return await self._accepted("editMessageText", params, text)
        place = int(params["chat_id"]), int(params["message_id"])
        if place not in self.texts:
            return refused(400, "Bad Request: message to edit not found")
        written = str(params["text"]) + json.dumps(params.get("reply_markup"))
        if self.texts[place] == written:
            return refused(400, "Bad Request: message is not modified: specified new message content is the same")
        self.texts[place] = written
        return await self._accepted("editMessageText", params, text, _message(*place, text))

    async def _on_editmessagereplymarkup(self, params: Json) -> Any:
        _check_keys(params)
        return await self._accepted("editMessageReplyMarkup", params)

    async def _on_answercallbackquery(self, params: Json) -> Any:
        return await self._accepted("answerCallbackQuery", params)

    async def _on_answerinlinequery(self, params: Json) -> Any:
        for card in params["results"]:
            content = card["input_message_content"]
            text_of(content["message_text"], content.get("parse_mode"))
            _check_keys(card)
        return await self._accepted("answerInlineQuery", params)

    def _kept(self, method: str, params: Json) -> Any:
        """`setMy…` and `getMy…`, by language."""
        verb, what = method[:3], method[3:]
        language = params.get("language_code", "")
        if verb == "set":
            key = next(name for name in ("commands", "name", "description", "short_description") if name in params)
            self.profile[what, language] = params[key]
            self.calls.append(Call(method, params))
            return True
        if what == "MyCommands":
            return self.profile.get((what, language), [])
        field_ = {"MyName": "name", "MyDescription": "description", "MyShortDescription": "short_description"}[what]
        return {field_: self.profile.get((what, language), "")}


@asynccontextmanager
async def serving(server: TelegramServer | None = None) -> AsyncIterator[TelegramServer]:
    """Listen on a free port inside."""
    made = server or TelegramServer()
    app = web.Application(client_max_size=20_000_000)
    app.router.add_route("*", "/bot{token}/{method}", made.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.05, handler_cancellation=True)  # a dead client sends nothing
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    made.url = f"http://{host}:{port}"
    try:
        yield made
    finally:
        for event in made.hanging.values():
            event.set()
        await runner.cleanup()


def _check_keys(params: Json) -> None:
    for row in (params.get("reply_markup") or {}).get("inline_keyboard", []):
        for key in row:
            if len(key.get("callback_data", "").encode()) > 64:
                raise BadFormat("Bad Request: BUTTON_DATA_INVALID")


def _message(chat: int, number: int, text: str) -> Json:
    kind = (
        {"id": chat, "type": "private", "first_name": "A"}
        if chat > 0
        else {"id": chat, "type": "supergroup", "title": "G"}
    )
    return {"message_id": number, "date": 1_795_000_000, "chat": kind, "from": BOT, "text": text or "."}


async def _params(request: web.Request) -> Json:
    found: Json = {}
    for name, value in (await request.post()).items():
        if isinstance(value, str):
            try:
                found[name] = json.loads(value) if value[:1] in "[{" else value
            except ValueError:
                found[name] = value
        else:
            found[name] = value.file.read() if isinstance(value, web.FileField) else value
    return found
