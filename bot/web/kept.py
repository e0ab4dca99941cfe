"""The answer that an address names."""

from __future__ import annotations

from starlette.requests import Request

from bot.ids import read_id
from bot.store.port import Kept, UnknownAnswer
from bot.web.chosen import chosen_language
from bot.web.languages import browser_language
from bot.web.parts import parts


async def kept_of(request: Request) -> Kept:
    """Return it; raises `UnknownAnswer` or `DeletedAnswer`. However an id is typed, it is the same id."""
    id = read_id(request.path_params["id"][:100])
    if id is None:
        raise UnknownAnswer
    return await parts(request).store.get(id)


def language_for(request: Request, kept: Kept) -> str:
    """Return the language to show it in: chosen, else the browser's, else the one it was given in."""
    return chosen_language(request) or browser_language(request) or kept.language
