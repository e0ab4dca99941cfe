"""What the embedded recognizer sees of a text: a set of features, each a short string.

What was read in it already (countries, categories, counts, times) stands as a pseudo word such as `@country`, so that
one phrase teaches all countries. Words are seen as a whole, in pairs, and as runs of letters, so that a typing mistake
leaves most of a word's features alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from intents.reader.marks import CalendarDate, Mark, Marked, MarkKind, Quantity, Span
from intents.reader.vocabulary import cues_in

SHORTEST, LONGEST = 2, 5
"""Length of the runs of letters, word boundaries included."""

WORDS = 48
"""As many words of the question proper are looked at; what a longer text is shows by its structure."""

SENTENCE_ENDS = frozenset((".", "?", "!", ";", "…"))
LENGTHS = (2, 4, 7, 12, 20, 35)
"""Upper bounds of the buckets of length, in words."""

STORY = frozenset(
    (
        "template",
        "freeform",
        "if",
        "window",
        "open",
        "closed",
        "failed",
        "used",
        "charge",
        "another",
        "customer",
        "ad",
        "us",
        "them",
    )
)
"""Words of a story whose presence tells a case from a rule."""

LEXICAL = frozenset((MarkKind.CATEGORY, MarkKind.PER, MarkKind.ERA, MarkKind.CURRENCY))
"""Marks whose value says something about the intent."""
TELLING = (1, 2, 3, 4, 1000)
"""Counts that rules speak of: one or two conversations, four categories, a thousand free ones."""
SINGULAR = "US"
"""The one country with rules of its own (no marketing from 2025-04-01 on)."""


def features(marked: Marked) -> frozenset[str]:
    """Return the features of a text; their number is bounded whatever its length."""
    words = tuple(_words(marked))
    spoken = [word for word in question_proper(words) if word[0] == "@" or word[-1].isalnum()]
    found = {run for word in set(spoken) for run in _runs(word)}
    found.update(f"{first} {second}" for first, second in pairwise(("^", *spoken, "$")))
    found.update(_structure(marked, words))
    return frozenset(found)


def _words(marked: Marked) -> Iterator[str]:
    """Yield words and signs, a pseudo word in place of every mark."""
    starts = {mark.start: mark for mark in marked.marks}
    covered = 0
    for place, token in enumerate(marked.tokens):
        mark = starts.get(place)
        if mark is not None:
            covered = mark.end
            yield f"@{mark.kind.value}"
        elif place >= covered and token.norm:
            yield token.norm


def question_proper(words: Sequence[str]) -> Sequence[str]:
    """Return the words if they are few, else as many up to the last question mark or, where none stands, to the end."""
    if len(words) <= WORDS:
        return words
    asked = [place for place, word in enumerate(words) if word == "?"]
    end = asked[-1] + 1 if asked else len(words)
    return words[max(0, end - WORDS) : end]


def _runs(word: str) -> Iterator[str]:
    """Yield the word and the runs of letters in it, with `_` at its ends."""
    if word[0] == "@":
        yield word
        return
    bounded = f"_{word[:24]}_"
    yield bounded
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(bounded) - length + 1):
            yield bounded[start : start + length]


def _structure(marked: Marked, words: Sequence[str]) -> Iterator[str]:
    """Yield how long the text is, what is read in it, and how many of what."""
    yield f"#words:{sum(len(words) > bound for bound in LENGTHS)}"
    for sign, count in Counter(word for word in words if word in SENTENCE_ENDS).items():
        yield f"#{sign}{min(count, 3)}"
    for kind, count in Counter(mark.kind for mark in marked.marks).items():
        yield f"#{kind.value}:{min(count, 3)}"
    for mark in marked.marks:
        if detail := _detail(mark):
            yield f"#{mark.kind.value}={detail}"
    yield from _told(marked)


def _told(marked: Marked) -> Iterator[str]:
    """Yield what a story is made of, which tells a case from a question about the rule: who does what to whom."""
    acts = 0
    for cue in cues_in(marked.tokens):
        if cue.verb is not None:
            acts += 1
            yield f"#act:{cue.verb.act}:{cue.verb.person}"
        elif cue.kind in STORY:
            yield f"#word:{cue.kind}"
    yield f"#acts:{min(acts, 3)}"


def _detail(mark: Mark) -> str:
    """What of a mark's value hints at the intent: the category, `24 h` or `72 h`, `1,000 free ones`, `July 2025`."""
    value = mark.value
    if isinstance(value, Span):
        return f"{value.length.total_seconds() / 3600:g}"
    if isinstance(value, Quantity):
        return f"{value.low:f}" if value.low in TELLING else ""
    if isinstance(value, CalendarDate):
        return f"{value.year}-{value.month}"
    return str(value) if mark.kind in LEXICAL or value == SINGULAR else ""


def is_wording(feature: str) -> bool:
    """Whether a feature comes from the words, and not from length and structure, which any language has."""
    return feature[0] != "#"
