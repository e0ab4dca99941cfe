"""A text while it is being read: its tokens, with the looks around a place that grammars need."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from msgspec import Struct

from intents.reader.lists import words as words_of
from intents.reader.marks import Mark, MarkKind, Token
from intents.reader.typos import corrected

_STOPS = frozenset(".?!")
_SENSES = words_of("time", "senses_after", "after") | words_of("time", "senses_after", "before")
_AHEAD = 24
"""As many empty words stand after the last one: looking ahead, or back from the first one, then needs no check."""


class Reading:
    """Tokens of a text; `words` are the forms they are read as, with slips put right."""

    __slots__ = (
        "dated",
        "hours_of_day",
        "language",
        "numbers",
        "shouted",
        "size",
        "strokes",
        "text",
        "tokens",
        "words",
    )

    def __init__(self, text: str, tokens: tuple[Token, ...], language: str | None, norms: Sequence[str] = ()) -> None:
        self.text = text
        self.tokens = tokens
        self.language = language
        self.shouted = len(tokens) > 2 and text.isupper()
        """All in capitals: they say nothing then."""
        self.size = len(tokens)
        self.words = corrected(norms or [token.norm for token in tokens]) + [""] * _AHEAD
        self.hours_of_day = _hours_of_day(self.words)
        """Whether `a las 10 hs` or `14h20` stands somewhere: then a bare `14 hs` is a time of day too."""
        self.dated: bool | None = None
        """What `intents.reader.monthdays.speaks_of_month` found before."""
        self.strokes: set[bool] | None = None
        """Which orders of day and month `intents.reader.datenumbers` found before; true is the month first."""
        self.numbers: dict[int, object] = {}
        """What `intents.reader.numbers.number` found before, by place."""

    def glued(self, place: int) -> bool:
        """Whether a token begins where the one before it ends (`10am`)."""
        return 0 < place < self.size and self.tokens[place].start == self.tokens[place - 1].end

    def gap(self, place: int) -> str:
        """What stands between a token and the one before it."""
        return self.text[self.tokens[place - 1].end : self.tokens[place].start] if 0 < place < self.size else ""

    def spaced(self, place: int) -> bool:
        """Whether a token is set off from the one before it."""
        return not self.glued(place)

    def sentence(self, place: int) -> tuple[int, int]:
        """The places that the sentence or line around a place begins and ends at (half-open)."""
        first, last = place, place + 1
        while first > 0 and self.words[first - 1] not in _STOPS and "\n" not in self.gap(first):
            first -= 1
        while last < self.size and self.words[last - 1] not in _STOPS and "\n" not in self.gap(last):
            last += 1
        return first, last

    def is_figure(self, place: int) -> bool:
        """Whether a number in digits stands there."""
        return self.words[place][:1].isdigit()

    def before(self, place: int, words: Container[str]) -> bool:
        """Whether one of these words stands before a place."""
        return place > 0 and self.words[place - 1] in words


def _hours_of_day(words: list[str]) -> bool:
    marks = [place for place, word in enumerate(words) if word in ("h", "hs", "hrs") and place > 1]
    return any((words[place - 2] == "las" and words[place] != "h") or _late_hour(words, place) for place in marks)


def _late_hour(words: list[str], place: int) -> bool:
    """`14h20`, as long as nothing like `después` says that it is a length."""
    hour, minute = words[place - 1], words[place + 1]
    late = hour.isdecimal() and len(hour) == len(minute) == len("14") and "12" < hour < "24" and minute.isdecimal()
    return late and words[place + 2] not in _SENSES


Grammar = Callable[[Reading, int], Mark | None]
"""Reads one mark that begins at a place, or nothing."""


class Rule(Struct, frozen=True):
    """A grammar with the words that it can begin with; `figures` if with digits too."""

    read: Grammar
    starts: frozenset[str]
    figures: bool = False


HELD = object()
"""Value of a mark that only keeps its words from being read as something else (`ventana de servicio`)."""


def held(start: int, end: int) -> Mark:
    """Hold the words of a lookalike; the lexer drops it once overlaps are settled."""
    return Mark(MarkKind.QUOTE, HELD, start, end)
