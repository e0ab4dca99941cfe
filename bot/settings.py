"""Settings, read once from the environment and a `.env` file. Nothing else in the project reads either.

msgspec instead of pydantic-settings: the latter alone takes 0.3 s to import, twice what `cuanto ask` may take in all.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta, Struct


class Secret(str):
    """A value that never shows itself: printing, logging and `repr` give a mask."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'" if self else "''"

    def __str__(self) -> str:
        return "***" if self else ""

    def reveal(self) -> str:
        """Return the value itself, for the one call that needs it."""
        return str.__str__(self)


class SettingsError(Exception):
    """A setting has a value that cannot be used; `name` says which, never with its value if it is a secret."""

    code = "invalid_setting"

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(f"{name}: {detail}")
        self.name = name
        self.detail = detail


class Settings(Struct, frozen=True, kw_only=True):
    """Every setting with its default; names in the environment are the upper-case ones of `NAMES`."""

    slack_bot_token: Secret = Secret()
    slack_signing_secret: Secret = Secret()
    slack_app_token: Secret = Secret()
    slack_api_url: str = "https://slack.com/api/"
    cuanto_slack_teams: str = ""
    """Comma-separated ids of the workspaces that are answered; empty means the bot's own one."""
    telegram_bot_token: Secret = Secret()
    telegram_webhook_secret: Secret = Secret()
    telegram_api_url: str = "https://api.telegram.org"
    dialogflow_project_id: str = ""
    dialogflow_location: str = "global"
    dialogflow_api_endpoint: str = ""
    dialogflow_webhook_token: Secret = Secret()
    google_application_credentials: str = ""
    database_url: Secret = Secret()
    """Empty means SQLite in the data folder; holds a password for PostgreSQL, so it is a secret."""
    cuanto_base_url: str = "http://127.0.0.1:8080"
    cuanto_host: str = "127.0.0.1"
    cuanto_port: int = 8080
    cuanto_data_dir: str = "data"
    cuanto_keep_answers_days: Annotated[int, Meta(ge=0, le=36_500)] = 0
    """Older answers are erased and their pages say so; 0 keeps them for ever."""
    cuanto_default_era: str = "2023-06"
    cuanto_default_lang: Literal["es", "en"] = "es"
    cuanto_timezone: str = "UTC"
    cuanto_currency: str = "USD"
    cuanto_rate_cards: str = ""
    cuanto_api_token: Secret = Secret()
    cuanto_handoff: str = ""
    cuanto_page_per_minute: Annotated[int, Meta(ge=1)] = 60
    """Questions that one client may ask on the page in a minute."""
    cuanto_api_per_minute: Annotated[int, Meta(ge=1)] = 30_000
    """Requests that one client may make to the API in a minute."""


NAMES = {field: field.upper() for field in Settings.__struct_fields__}
"""Field name to environment name."""


def load(environ: Mapping[str, str], dotenv: Path | None = None) -> Settings:
    """Read the settings; the environment wins over the file. Raises `SettingsError` for a value that is wrong."""
    values = {**_from_file(dotenv), **environ}
    given = {field: values[name] for field, name in NAMES.items() if values.get(name)}
    if "cuanto_port" in given:  # links lead to where the service listens unless another address is public
        given.setdefault("cuanto_base_url", f"http://127.0.0.1:{given['cuanto_port']}")
    try:
        settings = msgspec.convert(given, Settings, strict=False, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise SettingsError(_named(str(error)), str(error).partition(" - at ")[0]) from None
    _check_zone(settings.cuanto_timezone)
    return settings


def _decode(kind: type, value: object) -> object:
    if kind is Secret:
        return Secret(value)
    raise NotImplementedError(kind)


def _named(message: str) -> str:
    return NAMES.get(message.rpartition("$.")[2].rstrip("`"), "settings")


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError("CUANTO_TIMEZONE", f"no time zone {name!r}") from None


def _from_file(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    from dotenv import dotenv_values  # a start without a .env file should not pay for the parser

    return {name: value for name, value in dotenv_values(path).items() if value is not None}
