"""Text into tokens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from intents.reader.marks import Token

_LETTER = r"[^\W\d_]"
_JOINED = r"[̀-ͯ\u00ad\u200b-\u200f\u2060\ufeff]"
"""Combining accents and invisible signs: they belong to the word they stand in and are dropped from its norm."""

_TOKEN = re.compile(
    rf"""https?://\S+ | www\.\S+ | wa\.me/?[\w+]*
    | [Ee]{{2}}\.\ ?[Uu]{{2}}\b\.? | [AaPp]\.\ ?[Mm]\b\.? | (?:{_LETTER}\.){{2,5}} | {_LETTER}\.{_LETTER}(?!{_LETTER})
    | (?<!\d)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?!\d)
    | [0-9]{{1,4}}([./-])[0-9]{{1,2}}\1[0-9]{{1,4}}(?!\d) | 20[0-9]{{2}}-[0-9]{{2}}(?!\d)
    | [0-9]{{1,3}}(?:[.,'’][0-9]{{3}})+(?!\d)(?:[.,][0-9]{{1,2}}(?!\d))? | [0-9]+(?:[.,][0-9]+)?
    | {_LETTER}(?:{_LETTER} | {_JOINED} | ['’](?!s\b)(?={_LETTER}))*
    | ['’]s\b | [\U0001f1e6-\U0001f1ff]{{2}} | [-=]{{1,2}}> | \.{{2,}} | [^\s\u00ad\u200b-\u200f\u2060\ufeff]""",
    re.VERBOSE,
)
_DROPPED = re.compile(_JOINED)
_COMMON = str.maketrans("áéíóúüñ’", "aeiouun'")
"""What nearly all Spanish text can do with, so that the full normalization is rarely needed."""
_DOTTED = re.compile(r"[a-z]{1,2}(?:\. ?[a-z]{1,2})+\.?")


def fold(text: str) -> str:
    """Lower case without accents and invisible signs; dotted abbreviations lose their dots (`EE.UU.` is `eeuu`).

    Never empty for a text that is not: a lone accent stays what it is.
    """
    lower = text.lower()
    if not lower.isascii():
        lower = lower.translate(_COMMON)
    if not lower.isascii():
        lower = _DROPPED.sub("", unicodedata.normalize("NFKD", text).lower()).replace("’", "'") or text
    if "." in lower and _DOTTED.fullmatch(lower):
        lower = lower.replace(".", "").replace(" ", "")
    return lower


_fold_known = lru_cache(maxsize=8192)(fold)
_REMEMBERED = 16
"""Longer words are folded anew each time: they do not come back."""


def tokenize(text: str) -> tuple[Token, ...]:
    """Words, numbers, clock times, dates and signs of a text, in order; linear in its length, any text is fine."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        norm = _fold_known(word) if len(word) <= _REMEMBERED else fold(word)
        found.append(Token(word, norm, match.start(), match.end()))
    return tuple(found)


def norms(text: str) -> tuple[str, ...]:
    """Only the normal forms of a text's tokens, for word lists."""
    return tuple(token.norm for token in tokenize(text))
