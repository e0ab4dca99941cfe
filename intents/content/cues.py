"""What decides apart from the kind of a message: free-form text, a named template, something sold along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

from intents.content.denials import split
from intents.content.kinds import small_words
from intents.content.patterns import Lexicon, stems
from intents.content.reasons import LANGUAGES, table
from intents.reader.marks import Token


def cues_in(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the codes of the cues in a text that are not denied: the tables of words/*/cues.toml."""
    words = stems(tokens)
    return frozenset(code for code, lexicon in _lexicons().items() if split(words, lexicon.find(words))[0])


@cache
def _lexicons() -> dict[str, Lexicon[None]]:
    rows = [table(language, "cues.toml") for language in LANGUAGES]
    return {code: Lexicon(((p, None) for p in chain(*(row[code] for row in rows))), small_words()) for code in rows[0]}
