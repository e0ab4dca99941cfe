"""What can go wrong between us and Slack."""

from __future__ import annotations


class Unsent(Exception):
    """Slack did not take it, and may take it later; `code` is what Slack or the connection said."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(Exception):
    """Slack will not take it, however often it is sent (`channel_not_found`, `is_archived` …)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
