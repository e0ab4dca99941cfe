"""Pages from templates: escaped throughout, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.web.static import address
from locales.formats import formats
from locales.translate import translator

FOLDER = Path(__file__).parent / "templates"


def page(
    template: str,
    request: Request,
    language: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> Response:
    """Return a page as a response; it depends on who reads it, so that no cache may keep it for others."""
    found = render(template, language, path=request.url.path, **values)
    return HTMLResponse(
        found, status, headers={**(headers or {}), "Vary": "Accept-Language", "Cache-Control": "no-store"}
    )


def languages(addresses: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return code, own name and address of a page in each language."""
    return [(code, translator(code)(f"web.language.{code}"), address) for code, address in addresses.items()]


def render(template: str, language: str, **values: object) -> str:
    """Return a template filled in."""
    return (
        _environment()
        .get_template(template)
        .render(lang=language, say=translator(language), write=formats(language), static=address, **values)
    )


@cache
def _environment() -> Environment:
    # nothing but .html is rendered, and all of it is escaped
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
