"""The store in memory: for tests of whatever asks the store, where no disk is wanted. `broken` makes it fail."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.ids import read_id
from bot.store.port import (
    EVENTS,
    MEMORY,
    Choices,
    Claim,
    ClaimState,
    DeletedAnswer,
    Forgotten,
    Kept,
    Pruned,
    Stats,
    StoreError,
    Tally,
    UnknownAnswer,
)
from intents.followup import Remembered
from intents.reader.tickets import normalised


@dataclass
class _Event:
    token: str
    until: datetime
    done: bool = False


@dataclass
class _Talk:
    remembered: Remembered
    at: datetime
    people: set[str] = field(default_factory=set)


class MemoryStore:
    """`bot.store.port.Store`; set `broken` to an error and every method raises it."""

    def __init__(self, *, retention: timedelta | None = None) -> None:
        self.broken: StoreError | None = None
        self.kept: dict[str, Kept | None] = {}
        """By id; `None` once deleted."""
        self._retention = retention
        self._talks: dict[str, _Talk] = {}
        self._events: dict[str, _Event] = {}
        self._choices: dict[str, Choices] = {}
        self._ratings: dict[tuple[str, str], bool] = {}

    def _check(self) -> None:
        if self.broken is not None:
            raise self.broken

    def _living(self, id: str) -> Kept:
        self._check()
        if read_id(id) != id or id not in self.kept:
            raise UnknownAnswer(id)
        kept = self.kept[id]
        if kept is None:
            raise DeletedAnswer(id)
        return kept

    async def keep(self, kept: Kept) -> None:
        """Keep."""
        self._check()
        assert kept.id not in self.kept
        self.kept[kept.id] = kept

    async def get(self, id: str) -> Kept:
        """Get."""
        return self._living(id)

    async def delete(self, id: str, now: datetime) -> None:
        """Delete."""
        self._living(id)
        self._erase(id)

    def _erase(self, id: str) -> None:
        self.kept[id] = None
        self._ratings = {key: good for key, good in self._ratings.items() if key[0] != id}

    async def attach(self, id: str, ticket: str) -> tuple[str, ...]:
        """Attach."""
        if normalised(ticket) != ticket:
            raise ValueError("not a normalised ticket")
        kept = self._living(id)
        tickets = tuple(sorted({*kept.tickets, ticket}))
        self.kept[id] = replace(kept, tickets=tickets)
        return tickets

    async def find(self, ticket: str, limit: int = 100) -> tuple[Kept, ...]:
        """Find."""
        self._check()
        found = [kept for kept in self.kept.values() if kept is not None and ticket in kept.tickets]
        found.sort(key=lambda kept: kept.id)
        return tuple(sorted(found, key=lambda kept: kept.kept_at, reverse=True)[:limit])

    async def recall(self, conversation: str, now: datetime) -> Remembered | None:
        """Recall."""
        self._check()
        talk = self._talks.get(conversation)
        return talk.remembered if talk is not None and now < talk.at + MEMORY else None

    async def remember(self, conversation: str, remembered: Remembered, now: datetime, *, person: str = "") -> None:
        """Remember."""
        self._check()
        before = self._talks.get(conversation)
        people = before.people if before is not None and now < before.at + MEMORY else set()
        self._talks[conversation] = _Talk(remembered, now, people | {person})

    async def claim(self, key: str, now: datetime, lease: timedelta) -> Claim:
        """Claim."""
        self._check()
        event = self._events.get(key)
        if event is not None and event.done:
            return Claim(key=key, state=ClaimState.DONE)
        if event is not None and now < event.until:
            return Claim(key=key, state=ClaimState.TAKEN)
        self._events[key] = _Event(secrets.token_hex(8), now + lease)
        return Claim(key=key, state=ClaimState.NEW, token=self._events[key].token)

    async def done(self, claim: Claim, now: datetime) -> None:
        """Done."""
        self._check()
        event = self._events.setdefault(claim.key, _Event(claim.token, now))
        event.done = True

    async def renew(self, claim: Claim, now: datetime, lease: timedelta) -> None:
        """Renew."""
        self._check()
        event = self._events.get(claim.key)
        if event is not None and not event.done and event.token == claim.token:
            event.until = now + lease

    async def release(self, claim: Claim) -> None:
        """Release."""
        self._check()
        event = self._events.get(claim.key)
        if event is not None and not event.done and event.token == claim.token:
            del self._events[claim.key]

    async def choices(self, person: str) -> Choices:
        """Return choices."""
        self._check()
        return self._choices.get(person, Choices())

    async def choose(self, person: str, choices: Choices, now: datetime) -> None:
        """Choose."""
        self._check()
        self._choices.pop(person, None)
        if choices != Choices():
            self._choices[person] = choices

    async def rate(self, id: str, person: str, *, good: bool, now: datetime) -> Tally:
        """Rate."""
        self._living(id)
        self._ratings[id, person] = good
        return await self.tally(id)

    async def tally(self, id: str) -> Tally:
        """Count."""
        self._check()
        said = [good for (answer, _), good in self._ratings.items() if answer == id]
        return Tally(good=sum(said), bad=len(said) - sum(said))

    async def forget(self, person: str) -> Forgotten:
        """Forget."""
        self._check()
        talks = [name for name, talk in self._talks.items() if person in talk.people]
        rated = [key for key in self._ratings if key[1] == person]
        for name in talks:
            del self._talks[name]
        for key in rated:
            self._ratings[key[0], f"forgotten:{secrets.token_hex(8)}"] = self._ratings.pop(key)
        chosen = self._choices.pop(person, None)
        return Forgotten(conversations=len(talks), choices=int(chosen is not None), ratings=len(rated))

    async def prune(self, now: datetime) -> Pruned:
        """Prune."""
        self._check()
        old = [kept.id for kept in self.kept.values() if kept is not None and self._over(kept, now)]
        talks = [name for name, talk in self._talks.items() if talk.at + MEMORY <= now]
        events = [key for key, event in self._events.items() if event.until + EVENTS <= now]
        for id in old:
            self._erase(id)
        for name in talks:
            del self._talks[name]
        for key in events:
            del self._events[key]
        return Pruned(answers=len(old), conversations=len(talks), events=len(events))

    def _over(self, kept: Kept, now: datetime) -> bool:
        return self._retention is not None and kept.kept_at + self._retention <= now

    async def stats(self) -> Stats:
        """Count."""
        self._check()
        living = [kept for kept in self.kept.values() if kept is not None]
        return Stats(
            answers=len(living),
            deleted=len(self.kept) - len(living),
            tickets=sum(len(kept.tickets) for kept in living),
            conversations=len(self._talks),
            events=len(self._events),
            people=len(self._choices),
            ratings=len(self._ratings),
        )

    async def ready(self) -> None:
        """Check."""
        self._check()

    async def close(self) -> None:
        """Close."""
