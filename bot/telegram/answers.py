"""Which message of ours answers which question, as long as the process lives: to answer an edited one in its place."""

from __future__ import annotations

from collections import OrderedDict

from msgspec import Struct

_MOST = 10_000


class Answered(Struct, frozen=True):
    """An answer that was sent."""

    text: str
    """What was asked."""
    message: int
    """Our message."""


class Given:
    """Remembers the latest answers by chat and question."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, int], Answered] = OrderedDict()

    def note(self, chat: int, question: int, answered: Answered) -> None:
        """Remember an answer."""
        self._known[chat, question] = answered
        self._known.move_to_end((chat, question))
        if len(self._known) > _MOST:
            self._known.popitem(last=False)

    def get(self, chat: int, question: int) -> Answered | None:
        """Return the answer to a question, if it is known."""
        return self._known.get((chat, question))

    def forget(self, chat: int) -> None:
        """Forget what was asked in a chat."""
        for key in [key for key in self._known if key[0] == chat]:
            del self._known[key]
