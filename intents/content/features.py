"""What the model sees of a message: its words, pairs of them, runs of letters, and the kinds that were spotted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intents.content.cues import cues_in
from intents.content.kinds import spot
from intents.content.patterns import NUMBER
from intents.reader.marks import Token

SHORTEST, LONGEST = 3, 5
"""Length of the runs of letters, word boundaries included."""

WORDS = 60
"""As many words of a message are looked at."""

SIGNS = frozenset("%{")
"""Of all signs, those that say something: a discount, the place of a name in a template."""


def features(tokens: Sequence[Token], language: str) -> frozenset[str]:
    """Return the features of the words of a message or of its description; a space in one marks it as no run."""
    seen = tokens[:WORDS]
    words = [seen_as(token) for token in seen if token.norm[0].isalnum() or token.norm in SIGNS]
    found = {f"l {language}", *(f"w {word}" for word in words)}
    found.update(f"p {first} {second}" for first, second in zip(["<", *words], [*words, ">"], strict=True))
    found.update(run for word in words if word.isalpha() for run in runs_of(word))
    for kind in spot(seen):
        found.update((f"k {kind.kind}", f"r {kind.reason}"))
    found.update(f"c {cue}" for cue in cues_in(seen))
    return frozenset(found)


def seen_as(token: Token) -> str:
    """Return a word as the model knows it: every number is the same."""
    return NUMBER if token.norm[0].isdigit() else token.norm


def runs_of(word: str) -> Iterator[str]:
    """Yield the runs of letters of a word, its ends marked."""
    framed = f"<{word}>"
    for size in range(SHORTEST, LONGEST + 1):
        yield from (framed[at : at + size] for at in range(len(framed) - size + 1))
