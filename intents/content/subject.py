"""What is to be judged of a question: the message or its description, without the words that ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from intents.content.kinds import spot_apart
from intents.content.patterns import Lexicon, stems
from intents.content.reasons import LANGUAGES, table
from intents.content.types import KindMark
from intents.reader.marks import Token
from intents.reader.text import tokenize

_QUOTED = re.compile(
    r"«([^»]{1,1000})»|“([^”]{1,1000})”|\"([^\"]{1,1000})\"|(?<!\w)['‘](.{1,1000}?)['’](?!\w)", re.DOTALL
)
"""A quotation in any style; bounded, so that a text of stray quotation marks takes no longer than another."""

WORDS_OF_A_MESSAGE = 2
"""A quotation of fewer words is a name (`'VUELVE20'`), not a message."""


class Subject(Struct, frozen=True, kw_only=True):
    """What is left of a text once the question is taken off it."""

    text: str
    quoted: tuple[Token, ...]
    """The words of the message itself, if it was quoted."""
    told: tuple[Token, ...]
    """The words about it."""
    kinds: tuple[KindMark, ...]
    """What it is called, anywhere in the text; places count in `tokens`."""
    denies: bool
    """Whether something is said not to be there."""
    tokens: tuple[Token, ...]
    """The whole text."""

    @property
    def words(self) -> tuple[Token, ...]:
        """What is left, the message itself first, without signs and placeholders."""
        return tuple(token for token in (*self.quoted, *self.told) if any(map(str.isalpha, token.norm)))

    @property
    def placeholders(self) -> bool:
        """Whether there is a place for a value to be filled in."""
        return "{{" in self.text

    def words_of(self, start: int, end: int) -> str:
        """The text of the tokens from `start` to `end`."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


def subject_of(text: str) -> Subject:
    """Take the question off a text, and the kinds that it denies."""
    tokens = tokenize(text)
    kinds, denied = spot_apart(tokens)
    left_out = denied | _asking(tokens)
    inside = _inside(text)
    kept = [token for place, token in enumerate(tokens) if place not in left_out]
    return Subject(
        text=text,
        quoted=tuple(token for token in kept if _within(token, inside)),
        told=tuple(token for token in kept if not _within(token, inside)),
        kinds=kinds,
        denies=bool(denied),
        tokens=tokens,
    )


def _inside(text: str) -> list[tuple[int, int]]:
    spans = [match.span(match.lastindex or 0) for match in _QUOTED.finditer(text)]
    return [span for span in spans if len(text[slice(*span)].split()) >= WORDS_OF_A_MESSAGE]


def _within(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _asking(tokens: Sequence[Token]) -> set[int]:
    """Places of the words that ask, greet or, at the end, thank."""
    words = stems(tokens)
    last = max((place for place, word in enumerate(words) if word[0].isalnum()), default=-1)
    asking = _phrases("frame").find(words)
    closing = [hit for hit in _phrases("closing").find(words) if hit.end > last]
    return {place for hit in (*asking, *closing) for place in range(hit.start, hit.end)}


@cache
def _phrases(role: str) -> Lexicon[None]:
    return Lexicon((phrase, None) for language in LANGUAGES for phrase in table(language, "frames.toml")[role])
