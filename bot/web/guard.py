"""Who may use the API: bearers of the token; where no token is set, programs on this machine."""

from __future__ import annotations

import hmac

from starlette.requests import Request

from bot.web.clients import is_loopback
from bot.web.parts import parts
from bot.web.problems import Problem


def check_access(request: Request) -> None:
    """Let a request pass, or raise 401 (a token is needed) or 403 (nobody from outside)."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    check_token(request, token.strip() if scheme.lower() == "bearer" else "")


def check_token(request: Request, given: str) -> None:
    """The same with a token that came in another way than the header."""
    token = parts(request).settings.cuanto_api_token.reveal()
    if token:
        if not hmac.compare_digest(given.encode(), token.encode()):
            raise Problem(401, "token_needed", headers={"WWW-Authenticate": "Bearer"})
    elif not is_loopback(request):
        raise Problem(403, "not_from_here")
