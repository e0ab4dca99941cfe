"""What the forms of the pages send, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from msgspec import Struct
from starlette.requests import Request

from bot.ids import read_id
from bot.web import builder
from bot.web.again import conversation_of, follow_up_text
from bot.web.chosen import chosen
from bot.web.languages import browser_language, language_of
from bot.web.limits import body_of
from bot.web.parts import parts
from bot.web.problems import Problem

_MOST_BYTES = 64 << 10
_MOST_FIELDS = 100
MOST_SHOWN = 10
"""So many answers of a conversation stay on the page."""


class Form(Struct, frozen=True, kw_only=True):
    """A question on its way in."""

    text: str
    language: str | None
    """Chosen on the page; `None` lets the text decide."""
    page_language: str
    talk: str
    """The token of the conversation, made up by the page."""
    conversation: str
    shown: tuple[str, ...]
    """Ids of the answers that the page shows already, the oldest first."""
    country: str | None
    """Picked in the builder."""
    source: str | None
    """The kept answer that is asked again."""
    slot: str


async def form_of(request: Request) -> Form:
    """Return what was sent; 422 for a value that is none, 413 for too much."""
    fields = await fields_of(request)
    given = fields.get("lang") or request.query_params.get("lang")
    language = chosen(language_of, given, "lang") if given else None
    settings = parts(request).settings
    page_language = language or browser_language(request) or settings.cuanto_default_lang
    talk, conversation = conversation_of(fields.get("talk", ""))
    return Form(
        text=_text(fields, page_language),
        language=language,
        page_language=page_language,
        talk=talk,
        conversation=conversation,
        shown=shown_ids(fields.get("shown", "")),
        country=fields.get("country") if "built" in fields else None,
        source=fields.get("from") or None,
        slot=fields.get("slot", ""),
    )


def shown_ids(text: str) -> tuple[str, ...]:
    """Return the ids in a list with dots between; what is no id is left out."""
    return tuple(id for part in text[:2000].split(".") if (id := read_id(part)))[-MOST_SHOWN:]


async def fields_of(request: Request) -> dict[str, str]:
    """Return the fields of a form by name; 413 for too much, 400 for what is no form."""
    body = await body_of(request, _MOST_BYTES)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:  # not UTF-8, or too many
        raise Problem(400, "bad_request") from None


def _text(fields: Mapping[str, str], language: str) -> str:
    if "built" in fields:
        return builder.built_text(fields, language)
    if fields.get("slot"):
        return follow_up_text(fields["slot"], fields.get("value", ""), language)
    return fields.get("text", "").replace("\r\n", "\n")
