"""Which language the Slack of a person is set to, where the app may know it (scope `users:read`, optional)."""

from __future__ import annotations

from collections import OrderedDict

from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import logger
from bot.slack.calling import FAILURES, failure
from locales.translate import LANGUAGES

_MOST = 5_000


class People:
    """Remembers languages for as long as the process lives; asks no more once Slack says that it may not."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: OrderedDict[str, str | None] = OrderedDict()
        self._allowed = True

    async def language(self, user: str) -> str | None:
        """Return `es`, `en`, or `None` where it is another language or unknown."""
        if not self._allowed or not user:
            return None
        if user not in self._known:
            self._known[user] = await self._asked(user)
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
        return self._known[user]

    async def _asked(self, user: str) -> str | None:
        try:
            said = await self._client.users_info(user=user, include_locale=True)
        except FAILURES as error:
            code = failure(error).code
            self._allowed = code != "missing_scope"
            logger().info("locale_unknown", code=code)
            return None
        short = str(said["user"].get("locale") or "").partition("-")[0]
        return short if short in LANGUAGES else None
