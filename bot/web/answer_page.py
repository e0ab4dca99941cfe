"""`/a/{id}`: a kept answer, the same a year later, with what today's rules give beside it."""

from __future__ import annotations

from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.ids import new_id
from bot.logs import logger
from bot.replies import BlockKind, Reply
from bot.store.port import Kept
from bot.web import ask_form
from bot.web.chosen import ticket_of
from bot.web.copying import copies_of
from bot.web.countries import countries, likely
from bot.web.guard import check_token
from bot.web.kept import kept_of, language_for
from bot.web.limits import check
from bot.web.nowadays import lines_of_today
from bot.web.parts import parts
from bot.web.ratelist import rates_of
from bot.web.rendering import languages, page
from bot.web.rulebook import rules_of
from bot.web.turn import turn_of
from locales.formats import formats
from locales.translate import LANGUAGES, translator
from pricing import parameters
from pricing.types import TEMPLATE_CATEGORIES


async def answer_page(request: Request) -> Response:
    """`GET /a/{id}`: the page."""
    kept = await kept_of(request)
    if request.path_params["id"] != kept.id:
        return RedirectResponse(f"/a/{kept.id}", 308)
    return _page(request, kept)


async def attach_ticket(request: Request) -> Response:
    """`POST /a/{id}`: add a ticket; the form brings the API token."""
    check(parts(request).page_limit, request)
    kept = await kept_of(request)
    fields = await ask_form.fields_of(request)
    check_token(request, fields.get("token", ""))
    await parts(request).store.attach(kept.id, ticket_of(fields.get("ticket", "")))
    logger().info("ticket_attached")
    language = language_for(request, kept)
    return RedirectResponse(f"/a/{kept.id}?{urlencode({'lang': language})}#tickets", 303)


def _page(request: Request, kept: Kept) -> Response:
    language = language_for(request, kept)
    made_of, reply = parts(request), kept.replies[language]
    link = made_of.service.link(kept.id)
    local = kept.asked_at.astimezone(ZoneInfo(kept.timezone))
    return page(
        "answer.html",
        request,
        language,
        kept=kept,
        turn=turn_of(kept, language),
        title=headline(reply),
        summary=summary(reply),
        link=link,
        base_url=made_of.base_url,
        asked_at=formats(language).instant(local),
        rules=rules_of(kept.object["rules"], language),
        rates=rates_of(kept.object, language),
        now=lines_of_today(kept, made_of, language),
        copies=copies_of(kept.question, reply, link),
        countries=countries(language),
        likely=likely(language),
        eras=_eras(language),
        explicit=None,
        talk=new_id(),
        others=languages({code: f"/a/{kept.id}?lang={code}" for code in LANGUAGES}),
        era=_era(kept.object["era"], language),
        categories=_categories(language),
        needs_token=bool(made_of.settings.cuanto_api_token),
    )


def headline(reply: Reply) -> str:
    """Return the first line of a reply: the verdict, or whatever stands in its place."""
    return next((line for block in reply.blocks for line in block.lines), "cuanto")


def summary(reply: Reply) -> str:
    """Return the lines that a preview shows under the headline."""
    told = (BlockKind.VERDICT, BlockKind.PRICE, BlockKind.RULE)
    lines = [line for block in reply.blocks if block.kind in told for line in block.lines]
    return " ".join(lines[1:4])[:300]


def _eras(language: str) -> list[tuple[str, str]]:
    named = [(era.name, _era(era.name, language)) for era in parameters.eras()]
    return [("today", translator(language)("web.again.when.today")), *reversed(named)]


def _era(name: str, language: str) -> str:
    return translator(language).find(f"era.{name}") or name


def _categories(language: str) -> list[tuple[str, str]]:
    return [(category.value, translator(language)(f"category.{category}")) for category in TEMPLATE_CATEGORIES]
