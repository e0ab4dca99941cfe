"""`GET /oembed?url=`: what a program needs to show a card for a link to an answer (oembed.com, type `link`)."""

from __future__ import annotations

from urllib.parse import SplitResult, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.ids import read_id
from bot.store.port import Kept, UnknownAnswer
from bot.web.answer_page import headline, summary
from bot.web.chosen import chosen, chosen_language
from bot.web.languages import browser_language, language_of
from bot.web.parts import parts
from bot.web.problems import Problem

_PREFIX = "/a/"


async def oembed(request: Request) -> Response:
    """Describe the answer that an address of ours leads to; 404 for any other, 501 for XML."""
    if request.query_params.get("format", "json") != "json":
        raise Problem(501, "only_json", field="format")
    url = _parted(request.query_params.get("url", ""))
    base = urlsplit(parts(request).base_url)
    ours = (url.scheme, url.netloc) in ((base.scheme, base.netloc), ("http", request.headers.get("host")))
    id = read_id(url.path.removeprefix(_PREFIX)) if ours and url.path.startswith(_PREFIX) else None
    if id is None:
        raise UnknownAnswer
    kept = await parts(request).store.get(id)
    return JSONResponse(_card(kept, _language(request, url.query, kept), parts(request).base_url))


def _parted(text: str) -> SplitResult:
    try:
        return urlsplit(text[:2000])
    except ValueError:  # no address at all
        raise UnknownAnswer from None


def _language(request: Request, query: str, kept: Kept) -> str:
    linked = dict(pair.partition("=")[::2] for pair in query.split("&")).get("lang")
    named = chosen(language_of, linked, "lang") if linked else None
    return chosen_language(request) or named or browser_language(request) or kept.language


def _card(kept: Kept, language: str, base_url: str) -> dict[str, object]:
    reply = kept.replies[language]
    return {
        "version": "1.0",
        "type": "link",
        "title": headline(reply),
        "description": summary(reply),
        "provider_name": "cuanto",
        "provider_url": base_url,
        "thumbnail_url": f"{base_url}/a/{kept.id}.png?{urlencode({'lang': language})}",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "cache_age": 3600,
    }
