"""A text in chunks: the stretches between commas, full stops and joining words, each with the words found in it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from intents.content.kinds import kinds_in
from intents.content.types import KindMark
from intents.reader.marks import Mark, Marked, MarkKind
from intents.reader.vocabulary import Cue, cues_in

HARD = frozenset(".?!;…¿¡")
SOFT = frozenset(",()[]:→>|/+–—")
_BOUNDARIES = HARD | SOFT | {""}
TIMES = frozenset({MarkKind.CLOCK, MarkKind.DAY, MarkKind.SPAN, MarkKind.DATE})


class Chunk(Struct, frozen=True, kw_only=True):
    """One stretch of a text, over tokens `start` to `end` (half-open)."""

    start: int
    end: int
    sentence: int
    """Number of the sentence it stands in."""
    opens_sentence: bool
    question: bool
    """The sentence ends with a question mark."""
    aside: bool
    """Stands in parentheses."""
    norms: tuple[str, ...]
    cues: tuple[Cue, ...]
    marks: tuple[Mark, ...]
    kinds: tuple[KindMark, ...]
    present: frozenset[str] = frozenset()
    """Which classes of words stand in it."""

    def has(self, *kinds: str) -> bool:
        """Whether any word of these classes stands in it."""
        return not self.present.isdisjoint(kinds)

    def find(self, kind: str) -> Cue | None:
        """The first word of a class."""
        return next((cue for cue in self.cues if cue.kind == kind), None)

    def mark(self, kind: MarkKind) -> Mark | None:
        """The first mark of a kind."""
        return next((mark for mark in self.marks if mark.kind is kind), None)

    @property
    def times(self) -> tuple[Mark, ...]:
        """The marks that say when."""
        return tuple(mark for mark in self.marks if mark.kind in TIMES)

    @property
    def verbs(self) -> tuple[Cue, ...]:
        """The verbs of the story in it."""
        return tuple(cue for cue in self.cues if cue.verb is not None)

    def part(self, start: int, end: int) -> Chunk:
        """The same chunk cut down to some of its tokens."""
        return replace(_cut(self, start, end), opens_sentence=self.opens_sentence and start == self.start)


def chunks_of(marked: Marked) -> tuple[Chunk, ...]:
    """Cut a marked text into chunks; empty ones are left out."""
    norms = tuple(token.norm for token in marked.tokens)
    whole = Chunk(
        start=0,
        end=len(marked.tokens),
        sentence=0,
        opens_sentence=True,
        question=False,
        aside=False,
        norms=norms,
        cues=_outside_times(cues_in(marked.tokens), marked.marks, (*norms, "")),
        marks=marked.marks,
        kinds=kinds_in(marked),
    )
    covered = _covered(whole)
    result: list[Chunk] = []
    for number, (start, end, question) in enumerate(_sentences(marked, covered)):
        for left, right, aside in _pieces(whole, covered, start, end):
            piece = _cut(whole, left, right)
            result.append(replace(piece, sentence=number, opens_sentence=left == start, question=question, aside=aside))
    return tuple(result)


def _outside_times(cues: tuple[Cue, ...], marks: tuple[Mark, ...], norms: tuple[str, ...]) -> tuple[Cue, ...]:
    """`dos` in `dos días después` counts no messages, `pasado mañana` passes none on; a quoted text tells nothing.

    `promo at 10, another 2 hours later.` does tell of another one; `another 2 hours later we reply` does not.
    """
    timed = {index for mark in marks if mark.kind in TIMES for index in range(mark.start, mark.end)}
    timed -= {mark.start for mark in marks if mark.kind is MarkKind.SPAN and norms[mark.end] in _BOUNDARIES}
    quoted = {index for mark in marks if mark.kind is MarkKind.QUOTE for index in range(mark.start, mark.end)}
    apart = ("another", "verb")
    return tuple(cue for cue in cues if cue.start not in quoted and not (cue.kind in apart and cue.start in timed))


def _covered(whole: Chunk) -> frozenset[int]:
    """Tokens inside a mark or a run of words: no boundary may fall there (`10:05`, `el martes, 9 am`)."""
    inside = [(mark.start, mark.end) for mark in whole.marks] + [(cue.start, cue.end) for cue in whole.cues]
    return frozenset(index for start, end in inside if end - start > 1 for index in range(start, end))


def _sentences(marked: Marked, covered: frozenset[int]) -> list[tuple[int, int, bool]]:
    tokens, found, start = marked.tokens, [], 0
    for index, token in enumerate(tokens):
        broken = index > start and "\n" in marked.text[tokens[index - 1].end : token.start]
        if broken:
            found.append((start, index, False))
            start = index
        if token.norm[:1] in HARD and index not in covered:
            found.append((start, index, token.norm.startswith("?")))
            start = index + 1
    found.append((start, len(tokens), False))
    return [(left, right, question) for left, right, question in found if right > left]


def _pieces(whole: Chunk, covered: frozenset[int], start: int, end: int) -> list[tuple[int, int, bool]]:
    joins = {cue.start for cue in whole.cues if cue.kind in ("then", "if")}
    pieces: list[tuple[int, int, bool]] = []
    left, depth = start, 0
    for index in range(start, end):
        norm = whole.norms[index]
        if norm in SOFT and index not in covered:
            pieces.append((left, index, depth > 0))
            left = index + 1
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(norm, 0)
        elif index in joins and index > left and index not in covered:
            pieces.append((left, index, depth > 0))
            left = index
    pieces.append((left, end, depth > 0))
    return [piece for piece in pieces if piece[1] > piece[0]]


def _cut(whole: Chunk, start: int, end: int) -> Chunk:
    """The words, marks and cues that lie wholly between two tokens."""
    cues = tuple(cue for cue in whole.cues if start <= cue.start and cue.end <= end)
    return replace(
        whole,
        start=start,
        end=end,
        norms=whole.norms[start - whole.start : end - whole.start],
        cues=cues,
        marks=tuple(mark for mark in whole.marks if start <= mark.start and mark.end <= end),
        kinds=tuple(kind for kind in whole.kinds if start <= kind.start and kind.end <= end),
        present=frozenset(cue.kind for cue in cues),
    )
