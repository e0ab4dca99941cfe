"""Logs and counts what becomes of questions to Dialogflow; none of it reaches who asked."""

from __future__ import annotations

from bot.logs import logger
from bot.metrics import Metrics
from intents.dialogflow.fallback import LEFT_ALONE


class Told:
    """Tells the logs, and the counters where there are some."""

    def __init__(self, metrics: Metrics | None = None) -> None:
        self._metrics = metrics

    def fell_back(self, reason: str, detail: str) -> None:
        """The embedded recognizer answered; while Dialogflow is left alone that is no news."""
        if self._metrics:
            self._metrics.fell_back(reason)
        tell = logger().info if reason == LEFT_ALONE else logger().warning
        tell("recognizer_fell_back", reason=reason, detail=detail)

    def left_alone(self) -> None:
        """It failed too often."""
        logger().error("dialogflow_left_alone")

    def is_back(self) -> None:
        """It answers again."""
        logger().warning("dialogflow_is_back")
