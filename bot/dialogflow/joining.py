"""From settings to an account, the agent that our files describe, and a recognizer that asks Dialogflow."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from bot.settings import Settings
from intents import phrases
from intents.dialogflow.account import Account
from intents.dialogflow.agent import Agent
from intents.dialogflow.building import Wording, build
from intents.dialogflow.names import AgentPath
from intents.embedded import EmbeddedRecognizer
from locales.translate import LANGUAGES, translator

if TYPE_CHECKING:  # Google's library takes a second or two to import, and an export does without it
    from bot.metrics import Metrics
    from intents.dialogflow.blocking import BlockingRecognizer
    from intents.dialogflow.fallback import FallbackRecognizer

WEBHOOK = "/dialogflow/webhook"
"""Where the service answers Google."""


def configured(settings: Settings) -> bool:
    """Whether questions go to Dialogflow."""
    return bool(settings.dialogflow_project_id)


def account(settings: Settings) -> Account:
    """Return whose agent it is, and how to get there."""
    return Account(
        path=AgentPath(settings.dialogflow_project_id, settings.dialogflow_location),
        endpoint=settings.dialogflow_api_endpoint,
        credentials_file=settings.google_application_credentials,
    )


def agent(settings: Settings) -> Agent:
    """Return the agent that our files describe; Google asks our webhook once there is a token to guard it."""
    return build(phrases.load(), _wording(), webhook=bool(settings.dialogflow_webhook_token))


def webhook_url(settings: Settings) -> str:
    """Return where Google finds our webhook; empty where it has none."""
    return settings.cuanto_base_url.rstrip("/") + WEBHOOK if settings.dialogflow_webhook_token else ""


def recognizer(settings: Settings, metrics: Metrics | None = None) -> FallbackRecognizer:
    """Return a recognizer that asks Dialogflow, and the embedded one where that fails. Imports Google's library."""
    from bot.dialogflow.observing import Told
    from intents.dialogflow.breaker import Breaker
    from intents.dialogflow.fallback import FallbackRecognizer
    from intents.dialogflow.recognizer import DialogflowRecognizer

    remote = DialogflowRecognizer(account(settings))
    return FallbackRecognizer(remote, EmbeddedRecognizer(), Breaker(time.monotonic), Told(metrics))


def blocking(settings: Settings) -> BlockingRecognizer:
    """Return the same for commands that wait; what goes wrong is logged to standard error."""
    from bot import logs
    from intents.dialogflow.blocking import BlockingRecognizer

    logs.configure(settings, level=logging.WARNING)
    return BlockingRecognizer(recognizer(settings))


def _wording() -> Wording:
    """What the agent says by itself; the variants of a text are its lines."""
    texts = {
        kind: {language: tuple(translator(language)(f"dialogflow.agent.{kind}").split("\n")) for language in LANGUAGES}
        for kind in ("unanswered", "welcome", "fallback")
    }
    return Wording(**texts)
