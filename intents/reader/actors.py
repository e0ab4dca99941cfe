"""Who does what: the verb of a chunk, and whether the customer or the business is behind it."""

from __future__ import annotations

from msgspec import Struct

from intents.reader.chunks import Chunk
from intents.reader.vocabulary import Cue, group

CUSTOMER, BUSINESS = "customer", "business"
_DENIED = 6
_NEAR = 4
"""How many words before a verb its subject, pronoun or negation may stand."""


class Act(Struct, frozen=True, kw_only=True):
    """One thing somebody does in a chunk."""

    act: str
    actor: str
    negated: bool
    certain: bool
    """The actor was said, not inferred from whose turn it is."""


def act_of(chunk: Chunk, verb: Cue, last_actor: str | None, subject: str | None) -> Act:
    """Read the act of one verb; `subject` is the subject of the chunk before, for sentences that leave it out."""
    assert verb.verb is not None  # noqa: S101  (chunks only hand over cues that are verbs)
    said = _by_pronoun(chunk, verb) or _by_subject(chunk, verb) or _by_person(chunk, verb)
    actor = said or _by_nature(chunk, verb, last_actor, subject)
    return Act(act=verb.verb.act, actor=actor, negated=_negated(chunk, verb), certain=said is not None)


def subject_of(chunk: Chunk) -> str | None:
    """Who a chunk without a verb speaks about."""
    if chunk.has("customer"):
        return CUSTOMER
    return BUSINESS if chunk.has("business") else None


def _before(chunk: Chunk, verb: Cue, *kinds: str, near: int = _NEAR) -> Cue | None:
    cues = [cue for cue in chunk.cues if cue.kind in kinds and verb.start - near <= cue.start < verb.start]
    return cues[-1] if cues else None


def _after(chunk: Chunk, verb: Cue, *kinds: str, near: int = 2) -> Cue | None:
    return next((cue for cue in chunk.cues if cue.kind in kinds and 0 <= cue.start - verb.end < near), None)


def _by_pronoun(chunk: Chunk, verb: Cue) -> str | None:
    """`me escribe`, `writes us` are the customer; `le mando`, `we wrote her` the business."""
    assert verb.verb is not None  # noqa: S101  (as above)
    if verb.verb.towards:
        return CUSTOMER if verb.verb.towards == "us" else BUSINESS
    subject = _by_subject(chunk, verb)
    spanish = _before(chunk, verb, "us", "them", near=1)
    if spanish is not None and chunk.norms[spanish.start - chunk.start] in group("pronouns"):
        if spanish.kind == "us":
            return CUSTOMER
        return subject or BUSINESS
    english = _after(chunk, verb, "us", "them")
    if english is not None and subject is None and chunk.norms[english.start - chunk.start] in group("objects_after"):
        return CUSTOMER if english.kind == "us" else BUSINESS
    return None


def _by_subject(chunk: Chunk, verb: Cue) -> str | None:
    """The nearest person named before the verb; `al cliente`, `to the customer` are whom it is done to."""
    people = [cue for cue in chunk.cues if cue.kind in ("customer", "business") and cue.start < verb.start]
    for person in reversed(people):
        if not _is_recipient(chunk, person):
            return person.kind
    return None


def _is_recipient(chunk: Chunk, person: Cue) -> bool:
    """`al cliente`, `a una clienta`, `to the customer`."""
    before = chunk.norms[: person.start - chunk.start]
    if len(before) > 1 and before[-1] in group("articles"):
        before = before[:-1]
    return bool(before) and before[-1] in group("recipients")


def _by_person(chunk: Chunk, verb: Cue) -> str | None:
    """`respondo`, `quiero responder` are us; `vuelve a escribir` is somebody else, whoever that may be."""
    assert verb.verb is not None  # noqa: S101  (as above)
    if verb.verb.unsure and verb.verb.act == "write" and not _after(chunk, verb, "customer", near=4):
        return None
    if verb.verb.person in (1, 2):
        return BUSINESS
    if verb.verb.person == 0 and _before(chunk, verb, "aux_us", "aux_you"):
        return BUSINESS
    return None


def _by_nature(chunk: Chunk, verb: Cue, last_actor: str | None, subject: str | None) -> str:
    """Nobody was named: sending is the business, writing the customer, and a reply comes from the other side."""
    assert verb.verb is not None  # noqa: S101  (as above)
    act = verb.verb.act
    if act == "send" and subject == BUSINESS and chunk.norms[0] in group("and"):
        return BUSINESS  # `secretaría responde y manda otro texto`
    if act == "send":
        thing = chunk.has("freeform", "message") and not chunk.has("template")
        return CUSTOMER if verb.verb.person == 3 and thing and last_actor == BUSINESS else BUSINESS
    if act in ("write", "request", "be_silent"):
        after = _after(chunk, verb, "customer", near=3)
        infinitive = verb.verb.person == 0 and _before(chunk, verb, "business", near=3) is not None
        return BUSINESS if infinitive and after is None else CUSTOMER
    if act == "chat":
        return BUSINESS
    if _after(chunk, verb, "customer", near=4) and chunk.norms[verb.end - chunk.start : verb.end - chunk.start + 1] in (
        ("al",),
        ("a",),
        ("to",),
    ):
        return BUSINESS
    if last_actor == CUSTOMER:
        return BUSINESS
    if last_actor == BUSINESS:
        return CUSTOMER
    return subject if subject == CUSTOMER else BUSINESS


def _negated(chunk: Chunk, verb: Cue) -> bool:
    """`no contestó`, `sin que el cliente haya vuelto a escribir`, `nadie lo atendió`, `no contestó nada`."""
    without = [cue for cue in chunk.cues if cue.kind == "not" and cue.start < verb.start]
    if without and chunk.norms[without[-1].start - chunk.start] in group("without"):
        return True
    return _denied(chunk, verb) or _without_answer(chunk, verb)


def _denied(chunk: Chunk, verb: Cue) -> bool:
    """`no me ha vuelto a hablar`: a denial before the verb, with no other verb between."""
    denial = _before(chunk, verb, "not", "nobody", near=_DENIED)
    return denial is not None and not any(denial.end <= other.start < verb.start for other in chunk.verbs)


def _without_answer(chunk: Chunk, verb: Cue) -> bool:
    after = chunk.norms[verb.end - chunk.start : verb.end - chunk.start + 1]
    return bool(group("nothing") & set(after))
