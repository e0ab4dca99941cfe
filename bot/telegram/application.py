"""The application of python-telegram-bot: which listener hears what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.logs import logger
from bot.telegram import choosing, commands, inline, messages, presses
from bot.telegram.asking import asker, language_of, place
from bot.telegram.bot import Bot
from bot.telegram.kit import Kit
from bot.telegram.rendering import said
from locales.translate import translator

App = Application[Any, Any, Any, Any, Any, Any]
Listener = Callable[[Update, Any], Coroutine[Any, Any, None]]

_NEW = filters.UpdateType.MESSAGE
_UNREAD = (
    filters.VOICE | filters.AUDIO | filters.VIDEO | filters.VIDEO_NOTE | filters.PHOTO | filters.Sticker.ALL
    | filters.ANIMATION | filters.Document.ALL | filters.LOCATION | filters.POLL
)  # fmt: skip


def application(kit: Kit, bot: Bot) -> App:
    """Return the application with everything listened to; updates are handed to it one by one."""
    app: App = ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
    for name, command in commands.COMMANDS.items():
        app.add_handler(CommandHandler(name, _command(kit, command), filters=_NEW))
    app.add_handler(CallbackQueryHandler(_on("callback_query", kit, presses.pressed)))
    app.add_handler(InlineQueryHandler(_on("inline_query", kit, inline.typing)))
    app.add_handler(ChosenInlineResultHandler(_on("chosen_inline_result", kit, inline.chosen)))
    app.add_handler(MessageHandler(_NEW & filters.CONTACT, _on("effective_message", kit, choosing.contact)))
    app.add_handler(MessageHandler(_NEW & filters.COMMAND, _command(kit, commands.unknown)))
    app.add_handler(MessageHandler(_NEW & filters.TEXT, _on("effective_message", kit, messages.written)))
    app.add_handler(MessageHandler(_NEW & _UNREAD, _on("effective_message", kit, messages.wordless)))
    edited = filters.UpdateType.EDITED_MESSAGE & (filters.TEXT | filters.CAPTION)
    app.add_handler(MessageHandler(edited, _on("effective_message", kit, _edited)))
    app.add_error_handler(_failed(kit))
    return app


async def too_many(kit: Kit, update: Update) -> None:
    """Ask somebody to wait; only where that is shown to them alone or in their chat."""
    say = translator(await language_of(kit, asker(update.effective_user, update.effective_chat)))
    if update.callback_query:
        await kit.sender.noticed(update.callback_query.id, say("telegram.too_many"), alert=True)
    elif update.inline_query:
        await kit.sender.offer(update.inline_query.id, [])
    elif update.message and messages.addressed(update.message):
        await kit.sender.send(place(update.message), said(say("telegram.too_many")))


async def _edited(kit: Kit, said_: Message) -> None:
    """A command that was edited is asked again without its name; any other command is not given twice."""
    name = commands.name_of(said_)
    if not name:
        await messages.edited(kit, said_)
    elif name in ("precio", "price") and (rest := commands.rest_of(said_)).strip():
        before = kit.given.get(said_.chat.id, said_.message_id)
        if before is None or before.text != rest:
            await messages.answer(kit, said_, rest, instead_of=before)


def _command(kit: Kit, command: commands.Command) -> Listener:
    return _on("message", kit, lambda _, said_: command(kit, said_, commands.rest_of(said_)))


def _on(part: str, kit: Kit, handler: Callable[[Kit, Any], Awaitable[None]]) -> Listener:
    """Hand one part of an update to a handler."""

    async def listener(update: Update, _: object) -> None:
        found = getattr(update, part)
        if found is not None:
            await handler(kit, found)

    return listener


def _failed(kit: Kit) -> Callable[[object, Any], Coroutine[Any, Any, None]]:
    async def failed(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A mistake of ours: it is logged, and whoever asked hears that it is not theirs."""
        kit.metrics.event("telegram", "failed")
        logger().error("telegram_failed", exc_info=context.error)
        if not isinstance(update, Update) or isinstance(context.error, TelegramError):
            return
        say = translator(await language_of(kit, asker(update.effective_user, update.effective_chat)))
        if update.callback_query:
            await kit.sender.noticed(update.callback_query.id, say("telegram.failed"), alert=True)
        elif update.message and messages.addressed(update.message):
            await kit.sender.send(place(update.message), said(say("telegram.failed")))

    return failed
