"""The port to whatever keeps things: answers, what a conversation is about, events seen, what people chose and said.

`now` is always given and aware. Every method may raise `StoreError`; nothing was written then, and trying again is
safe. A method that returned has written what it was given: killing the process afterwards loses nothing.

    StoreError              nothing can be kept or looked up at the moment
    ├── StoreBusy           somebody else has held the database for too long, or too much is waiting
    ├── StoreFull           the disk is full
    ├── StoreGone           the database cannot be reached or written, or its file is no longer there
    └── StoreBroken         the database is not one of ours, is damaged, or belongs to a newer version

    NoAnswer                there is nothing to show under that id
    ├── UnknownAnswer       there never was
    └── DeletedAnswer       there was, and somebody deleted it
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from msgspec import Struct

from bot.replies import Reply
from intents.followup import Remembered
from intents.requests import Request

MEMORY = timedelta(days=1)
"""A conversation is forgotten this long after its last question: [remembered, remembered + MEMORY)."""
EVENTS = timedelta(days=7)
"""Events are known for this long after their lease: no channel delivers one again later than a day."""


class StoreError(Exception):
    """Base of everything that goes wrong between us and the database; catch this to go on without it."""

    code = "store_error"


class StoreBusy(StoreError):
    """Locked by somebody else for too long, or too much is waiting to be written."""

    code = "store_busy"


class StoreFull(StoreError):
    """No room is left on the disk."""

    code = "store_full"


class StoreGone(StoreError):
    """Cannot be reached or written, or its file is no longer there."""

    code = "store_gone"


class StoreBroken(StoreError):
    """Not a database of ours, damaged, or made by a newer version."""

    code = "store_broken"


class NoAnswer(LookupError):
    """Nothing to show under that id."""

    code = "no_answer"


class UnknownAnswer(NoAnswer):
    """There never was such an answer (a page says 404)."""

    code = "unknown_answer"


class DeletedAnswer(NoAnswer):
    """There was such an answer, and it was deleted or its time was over (a page says 410)."""

    code = "deleted_answer"


class Kept(Struct, frozen=True, kw_only=True):
    """An answer as it was given. Holds nobody's name; phone numbers and e-mail addresses are masked in every text."""

    id: str
    """Unguessable (see `bot.ids`): whoever has it may read the answer."""
    kept_at: datetime
    """By the clock of the service; how long it is kept counts from here."""
    asked_at: datetime
    """The moment that the answer takes for now, which whoever asked may have set to another day."""
    language: str
    """In which it was given, `es` or `en`."""
    question: str
    """What was asked, masked."""
    object: dict[str, Any]
    """The answer object of the machine contract, with its link; era and rate card are those it was given under."""
    replies: dict[str, Reply]
    """The reply in each language, `es` and `en`, as it was worded then."""
    request: Request
    """What was understood, to see what other rules give; a phone number has become its country."""
    timezone: str
    """Of the account, IANA name: what times of day are shown in."""
    tickets: tuple[str, ...] = ()
    """Normalised names of the tickets it belongs to, in alphabetical order."""


class ClaimState(StrEnum):
    """What became of an attempt to take an event."""

    NEW = "new"  # ours to work on
    TAKEN = "taken"  # somebody is working on it, and their lease has not run out
    DONE = "done"  # was worked on already


class Claim(Struct, frozen=True, kw_only=True):
    """The outcome of claiming an event; hand it back to `done` or `release`."""

    key: str
    state: ClaimState
    token: str = ""
    """Proves that the claim is ours; empty unless `NEW`."""

    @property
    def ours(self) -> bool:
        """Whether the event is to be worked on now, by us."""
        return self.state is ClaimState.NEW


class Choices(Struct, frozen=True, kw_only=True):
    """What a person chose for all their questions; `None` is no choice."""

    language: str | None = None
    country: str | None = None
    """ISO 3166 alpha-2."""
    era: str | None = None
    """An era or a date, as in `Question.rules`."""


class Tally(Struct, frozen=True, kw_only=True):
    """How many people found an answer good or bad."""

    good: int = 0
    bad: int = 0


class Answers(Protocol):
    """Kept answers and the tickets they belong to."""

    async def keep(self, kept: Kept) -> None:
        """Keep an answer with its tickets. Its id must be new."""
        ...

    async def get(self, id: str) -> Kept:
        """Return an answer. Raises `UnknownAnswer` or `DeletedAnswer`."""
        ...

    async def delete(self, id: str, now: datetime) -> None:
        """Erase an answer, its tickets and its feedback; only the id is left, so that its page can say so.

        Raises `UnknownAnswer`, and `DeletedAnswer` the second time.
        """
        ...

    async def attach(self, id: str, ticket: str) -> tuple[str, ...]:
        """Add a ticket (normalised, see `intents.reader.tickets`) and return all; twice is once.

        Raises `UnknownAnswer` or `DeletedAnswer`, and `ValueError` for a ticket that is not normalised.
        """
        ...

    async def find(self, ticket: str, limit: int = 100) -> tuple[Kept, ...]:
        """Return the answers of a normalised ticket, the newest first; none is an empty tuple."""
        ...


class Memory(Protocol):
    """What the next question of a conversation may refer to."""

    async def recall(self, conversation: str, now: datetime) -> Remembered | None:
        """Return what a conversation is about, or `None` if it is new or its day is over."""
        ...

    async def remember(self, conversation: str, remembered: Remembered, now: datetime, *, person: str = "") -> None:
        """Remember what a conversation is about now, in place of what it was about before.

        `person` took part: `forget` erases every conversation they took part in.
        """
        ...


class Claims(Protocol):
    """Exactly once: events that arrive again, here or at another process, are worked on by one only.

    Claim before working, `done` afterwards; a claim that was never done (the process died) may be taken again when its
    lease is over. `release` gives an event back at once, when working on it failed and it should be tried again.
    """

    async def claim(self, key: str, now: datetime, lease: timedelta) -> Claim:
        """Take the event of a key (`slack:Ev123`) until now + lease, unless it is taken or done."""
        ...

    async def done(self, claim: Claim, now: datetime) -> None:
        """Say that a claimed event was worked on: it is never given out again, even if the lease was over."""
        ...

    async def renew(self, claim: Claim, now: datetime, lease: timedelta) -> None:
        """Let a claim hold until now + lease; does nothing if somebody else has taken it since, or it is done."""
        ...

    async def release(self, claim: Claim) -> None:
        """Give a claimed event back; does nothing if somebody else has taken it since, or it is done."""
        ...


class People(Protocol):
    """What people chose and what they said of answers. A person is `channel:…` (`slack:T1:U1`), never a name."""

    async def choices(self, person: str) -> Choices:
        """Return what a person chose; nothing chosen is an empty `Choices`."""
        ...

    async def choose(self, person: str, choices: Choices, now: datetime) -> None:
        """Set all choices of a person, in place of those before."""
        ...

    async def rate(self, id: str, person: str, *, good: bool, now: datetime) -> Tally:
        """Count what a person says of an answer, once: saying it again changes what they said. Return the tally.

        Raises `UnknownAnswer` or `DeletedAnswer`.
        """
        ...

    async def tally(self, id: str) -> Tally:
        """Return how many found an answer good and bad; zeros for an answer that nobody rated or that is not there."""
        ...

    async def forget(self, person: str) -> Forgotten:
        """Erase a person: their choices, the conversations they took part in, and who it was that rated an answer.

        Answers hold no link to a person and stay, as do the counts of their ratings.
        """
        ...


class Forgotten(Struct, frozen=True, kw_only=True):
    """How much was erased of a person."""

    conversations: int
    choices: int
    ratings: int
    """Ratings that no longer say whose they are."""


class Pruned(Struct, frozen=True, kw_only=True):
    """How much was erased because its time was over."""

    answers: int
    conversations: int
    events: int


class Stats(Struct, frozen=True, kw_only=True):
    """How much is kept."""

    answers: int
    deleted: int
    """Ids whose answers were deleted."""
    tickets: int
    conversations: int
    events: int
    people: int
    """With choices."""
    ratings: int


class Housekeeping(Protocol):
    """Looking after the database."""

    async def prune(self, now: datetime) -> Pruned:
        """Erase forgotten conversations, old events, and answers past the retention of the settings."""
        ...

    async def stats(self) -> Stats:
        """Count what is kept."""
        ...

    async def ready(self) -> None:
        """Return if the database can be read and written now; else raise a `StoreError`."""
        ...

    async def close(self) -> None:
        """Finish what is waiting to be written and let go of the database."""
        ...


class Store(Answers, Memory, Claims, People, Housekeeping, Protocol):
    """Everything. Ask for one of the parts where that is all you need."""
