"""Which verbs of a chunk tell of a message, and the parts of a chunk that belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from intents.reader.chunks import Chunk
from intents.reader.vocabulary import Cue, group

_GERUNDS = ("ando", "iendo", "yendo", "ing")


def acts_in(chunk: Chunk, *, timed: bool) -> tuple[Cue, ...]:
    """The verbs that tell of a message. `timed`: a time is said in or before the chunk.

    Asking for something to be sent is the sending; `¿entra gratis?` is no message, `entra a las 9` is one.
    """
    verbs = [cue for cue in chunk.verbs if not _is_noun(chunk, cue) and not _about_a_message(chunk, cue, timed)]
    verbs = [cue for cue in verbs if not _goes_with(cue, verbs, chunk)]
    sends = any(cue.verb and cue.verb.act == "send" for cue in verbs)
    return tuple(cue for cue in verbs if not (sends and cue.verb and cue.verb.act == "request"))


def parts_of(chunk: Chunk, verbs: Sequence[Cue]) -> list[tuple[Chunk, Cue]]:
    """Cut a chunk with several verbs before the words that belong to the next verb."""
    parts, start = [], chunk.start
    for verb, following in pairwise(verbs):
        cut = _lead(chunk, verb.end, following.start)
        parts.append((chunk.part(start, cut), verb))
        start = cut
    parts.append((chunk.part(start, chunk.end), verbs[-1]))
    return parts


def _lead(chunk: Chunk, floor: int, verb: int) -> int:
    """Where the words before a verb that belong to it begin: its pronouns, subject and negation."""
    leading = {cue.start for cue in chunk.cues if cue.kind in ("us", "them", "not", "customer", "business", "nobody")}
    cut = verb
    while cut - 1 >= floor and (cut - 1 in leading or chunk.norms[cut - 1 - chunk.start] in group("articles")):
        cut -= 1
    return cut


def _word(chunk: Chunk, verb: Cue) -> str:
    return chunk.norms[verb.start - chunk.start]


def _is_noun(chunk: Chunk, verb: Cue) -> bool:
    """`the message`, `el aviso`: nouns that look like verbs stand behind an article, a number or another noun."""
    if _is_adjective(chunk, verb):
        return True
    if _word(chunk, verb) not in group("nouns_too") or verb.start == chunk.start or verb.end - verb.start > 1:
        return False
    if chunk.norms[verb.start - chunk.start - 1] in group("possessives"):
        return True  # `our answer`
    before = [cue for cue in chunk.cues if cue.end == verb.start]
    if any(cue.kind in ("customer", "business", "not", "ad", "then", "us") for cue in before):
        return False
    start = _before_times(chunk, verb.start)
    lead = chunk.norms[start - chunk.start - 1] if start > chunk.start else ""
    return lead in _pointing() if start < verb.start else lead not in group("verb_leads")


def _before_times(chunk: Chunk, place: int) -> int:
    """Where the times right before a word begin: `the Thursday 12:00 answer`."""
    for mark in reversed(chunk.times):
        if mark.end == place:
            place = mark.start
    return place


def _pointing() -> frozenset[str]:
    return group("articles") | group("demonstratives")


def _is_adjective(chunk: Chunk, verb: Cue) -> bool:
    """`my typed reply`, `the sent template`."""
    place = verb.start - chunk.start
    behind = place > 0 and chunk.norms[place - 1] in _pointing()
    return behind and _word(chunk, verb).endswith("ed") and any(cue.start == verb.end for cue in chunk.cues)


def _about_a_message(chunk: Chunk, verb: Cue, timed: bool) -> bool:
    """What a template does (`entra gratis`, `llega`) is no message of anybody's unless it is said when."""
    if verb.verb is None:
        return True
    behind = chunk.norms[verb.start - chunk.start - 1] if verb.start > chunk.start else ""
    if verb.verb.weak and behind in group("articles") and behind not in group("pronouns"):
        return True  # `our van`
    if verb.verb.weak and (
        chunk.has("charge") or not (timed or chunk.has("customer", "ad", "page_button", "no_entry"))
    ):
        return True
    if verb.verb.act != "write" or verb.verb.towards:
        return False
    kinds = ("template", "conversation", "customer", "us", "message")
    near = [cue.kind for cue in chunk.cues if cue.end <= verb.start and cue.kind in kinds]
    return bool(near) and near[-1] in ("template", "conversation", "message") and "customer" not in near


def _goes_with(verb: Cue, verbs: Sequence[Cue], chunk: Chunk) -> bool:
    """`le contesté escribiendo`: a gerund right behind another verb is the same act."""
    if not _word(chunk, verb).endswith(_GERUNDS):
        return False
    return any(0 <= verb.start - other.end <= 1 and other is not verb for other in verbs)
