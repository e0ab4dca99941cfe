"""What a channel hands over: a question, who must not be confused with whom, and what they have chosen."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Question(Struct, frozen=True, kw_only=True):
    """One question of one conversation."""

    text: str
    now: datetime
    """The moment of asking, aware."""
    conversation: str = ""
    """Names the conversation (channel, thread, person); empty where nothing is to be remembered."""
    id: str | None = None
    """Given back in the answer."""
    language: str | None = None
    """Chosen by the person; wins over what the text looks like."""
    client_language: str | None = None
    """What their program is set to; used where the text does not tell."""
    country: str | None = None
    """ISO 3166 alpha-2, where the text names none."""
    rules: str | None = None
    """An era or a date, where the text names none."""
    currency: str | None = None
    timezone: str | None = None
    channel: str = "api"
    """Which door it came in by: `slack`, `telegram`, `web`, `api` …; for counting and logs."""
    person: str = ""
    """Who asks, as the channel knows them (`slack:T1:U1`), never a name; their choices apply. Empty: nobody known."""
    ticket: str | None = None
    """The support ticket that the answer belongs to; one named in the text is found without this.

    Whoever lets people give one checks it first (`intents.reader.tickets.normalised`).
    """
