"""What `cuanto doctor` finds out: one line a check, in codes; the wording is in the catalogs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

from bot.settings import Settings


class Check(Struct, frozen=True, kw_only=True):
    """The outcome of one check. `ok` `None` is information, neither good nor bad."""

    key: str
    """Text in the catalogs, for instance `doctor.slack.scopes_missing`."""
    ok: bool | None
    values: Mapping[str, str] = {}
    """What the text is filled with; never a secret."""


class Probe(Protocol):
    """Checks one outside service with the settings at hand; never raises for a service that is away."""

    async def __call__(self, settings: Settings) -> list[Check]:
        """Return what was found."""
        ...


PROBES = {
    "slack_bot_token": "bot.slack.probe",
    "telegram_bot_token": "bot.telegram.probe",
    "dialogflow_project_id": "bot.dialogflow.probe",
}
"""Setting that switches a service on, to the module whose `probe` checks it."""
