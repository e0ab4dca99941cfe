"""So many queries a minute, and no more."""

from __future__ import annotations

from datetime import datetime

from intents.dialogflow.standin.refusals import exhausted

METRIC = "dialogflow.googleapis.com/StandardTierTextQueryOperations"


class Quota:
    """Counts queries; begins anew with every minute, on the minute. None at all means as many as you like."""

    def __init__(self, per_minute: int, project: str) -> None:
        self._per_minute = per_minute
        self._project = project
        self._minute: datetime | None = None
        self._used = 0

    def use(self, now: datetime) -> None:
        """Count a query; refuses the one that is too many."""
        minute = now.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute, self._used = minute, 0
        self._used += 1
        if self._per_minute and self._used > self._per_minute:
            raise exhausted(METRIC, f"project_number:{self._project}")
