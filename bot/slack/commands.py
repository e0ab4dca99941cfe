"""`/cuanto`: a private answer by default, and the words `help`, `idioma`, `era` and `armar` in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from bot.slack.asking import Asker, ask, choices, choose, conversation, language_of, message
from bot.slack.blocks import Rendered
from bot.slack.builder import opened as open_builder
from bot.slack.incoming import plain
from bot.slack.kit import Kit
from bot.slack.marking import escaped, section
from bot.slack.sending import Place, deliver
from bot.store.port import StoreError
from locales.translate import LANGUAGES, translator
from pricing import parameters
from pricing.errors import PricingError


async def command(kit: Kit, body: dict[str, Any]) -> None:
    """Answer a command to the person who gave it."""
    asker, place = _asker(body), _place(body)
    text = plain(body.get("text") or "")
    first, _, rest = text.partition(" ")
    named = _named(first.lower())
    if named == "help" and not rest:
        await deliver(kit, place, _told(await language_of(kit, asker), "slack.help", command=body["command"]))
    elif named == "language" and (not rest or _language(rest) or _none(rest)):
        await deliver(kit, place, await _choose_language(kit, asker, rest.strip()))
    elif named == "era" and len(rest.split()) <= 1:
        await deliver(kit, place, await _choose_era(kit, asker, rest.strip()))
    elif named == "builder" and not rest:
        await open_builder(kit, body)
    else:
        await deliver(kit, place, message(kit, await ask(kit, asker, text), private=True))


def _asker(body: dict[str, Any]) -> Asker:
    team, channel, user = body["team_id"], body["channel_id"], body["user_id"]
    return Asker(team=team, user=user, conversation=conversation(team, channel, user))


def _place(body: dict[str, Any]) -> Place:
    return Place(
        channel=body["channel_id"], user=body["user_id"], private=True, response_url=body.get("response_url") or ""
    )


async def _choose_language(kit: Kit, asker: Asker, rest: str) -> Rendered:
    chosen = _language(rest)
    if not rest:
        return _told(await language_of(kit, asker), "slack.language.ask")
    if not await _chosen(kit, asker, language=chosen):
        return _told(chosen or await language_of(kit, asker), "slack.not_kept")
    return _told(chosen or await language_of(kit, asker), "slack.language.set" if chosen else "slack.language.reset")


async def _choose_era(kit: Kit, asker: Asker, rest: str) -> Rendered:
    language = await language_of(kit, asker)
    if not rest:
        current = (await choices(kit, asker)).era
        return _told(language, "slack.era.is", era=current) if current else _told(language, "slack.era.ask")
    if not _none(rest) and not _has_rules(rest):
        eras = ", ".join(era.name for era in parameters.eras())
        return _told(language, "slack.era.unknown", era=rest, eras=eras)
    era = None if _none(rest) else rest
    if not await _chosen(kit, asker, era=era):
        return _told(language, "slack.not_kept")
    return _told(language, "slack.era.set", era=era) if era else _told(language, "slack.era.reset")


async def _chosen(kit: Kit, asker: Asker, **changed: str | None) -> bool:
    try:
        await choose(kit, asker, **changed)
    except StoreError as error:
        kit.metrics.store_failed("choose", error.code)
        return False
    return True


def _has_rules(value: str) -> bool:
    try:
        parameters.resolve(value)
    except PricingError:
        return False
    return True


def _told(language: str, key: str, **values: str) -> Rendered:
    text = escaped(translator(language)(key, **values))
    return Rendered(blocks=[section(text)], text=text)


def _named(word: str) -> str | None:
    table = _words()
    return next((name for name in ("help", "language", "era", "builder") if word in table[name]), None)


def _language(word: str) -> str | None:
    table = _words()["languages"]
    return next((one for one in LANGUAGES if word.strip().lower() in table[one]), None)


def _none(word: str) -> bool:
    return word.strip().lower() in _words()["none"]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("bot.slack").joinpath("words.toml").read_text("utf-8"))
