"""Judges which category a message is, from its wording or from what it is called.

Sources: Meta's template category guidelines (mixed content is marketing; a code is authentication; what is neither
specific to the user nor essential is marketing), and rules C1 and N10 (what is no template is service).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from intents.content.cues import cues_in
from intents.content.model import Outlook, known, outlook, telling
from intents.content.reasons import UNKNOWN, reasons
from intents.content.subject import Subject, subject_of
from intents.content.types import Judgement, KindMark
from pricing.types import Category

REPLY = "reply_to_customer"

ENOUGH = 0.4
"""Below this confidence it is better to ask back."""

RULED = 0.9
"""Confidence of what a rule decides."""

SHARE_OF_TOLD = 0.2
"""What the words about a quoted message weigh beside it; the other way round if the customer is quoted."""

WORDS_TO_COUNT = 3
"""So many words about a quoted message there must be for them to be heard."""

SOLD = frozenset(("discount", "offer"))
"""Kinds that turn a notice into marketing when they come along."""

BARE = frozenset(("reminder", "confirmation", "code"))
"""Kinds that say too little to be a notice of their own: `reminder that the sale ends`."""

SHOWN = 3
"""So many words at most are named as evidence where no kind was spotted."""


def judge(text: str, language: str) -> Judgement:
    """Judge the message that a question is about. `category` is `None` where it is contested or cannot be told."""
    subject = subject_of(text)
    if not (subject.kinds or known(subject.words)):
        return _judgement(subject, "unclear_content" if subject.placeholders else UNKNOWN, 0.0)
    cues = cues_in(subject.tokens)
    chances = _chances(subject)
    reason, confidence = _ruled(subject, cues, chances) or _likeliest(subject, cues, chances)
    if reason == REPLY and (named := _named_template(cues)):
        return _judgement(subject, "template_category", RULED, named)
    return _judgement(subject, reason, confidence)


def _chances(subject: Subject) -> Outlook:
    if not subject.quoted:
        return outlook(subject.told)
    inside = outlook(subject.quoted)
    if sum(token.norm.isalpha() for token in subject.told) < WORDS_TO_COUNT:
        return inside
    theirs = "inbound" in cues_in(subject.told)
    return inside.mixed_with(outlook(subject.told), 1 - SHARE_OF_TOLD if theirs else SHARE_OF_TOLD)


def _ruled(subject: Subject, cues: Collection[str], chances: Outlook) -> tuple[str, float] | None:
    """What holds whatever the wording is like."""
    if "free_form" in cues:
        return REPLY, RULED
    if chances.best[0] == REPLY:
        return None
    sold = any(kind.kind in SOLD for kind in subject.kinds)
    if sold and any(kind.kind == "passcode" for kind in subject.kinds):
        return "code_with_promotion", RULED
    if (sold or "cross_sell" in cues) and _is_notice(subject.kinds):
        return "mixed_content", RULED
    return None


def _is_notice(kinds: Sequence[KindMark]) -> bool:
    return any(kind.kind not in BARE and (kind.category is Category.UTILITY or bool(kind.contested)) for kind in kinds)


def _likeliest(subject: Subject, cues: Collection[str], chances: Outlook) -> tuple[str, float]:
    if "template" in cues:
        chances = chances.without(REPLY)
    reason, confidence = chances.best
    if confidence < ENOUGH:
        return UNKNOWN, confidence
    if reason == "survey_contested":
        return next((code for cue, code in SURVEYS if cue in cues), reason), confidence
    return reason, confidence


SURVEYS = (("survey_generic", "survey_generic"), ("order", "survey_specific"))
"""A survey of nothing in particular is marketing, one about a numbered order is utility, any other is contested."""


def _named_template(cues: Collection[str]) -> Category | None:
    for category in (Category.MARKETING, Category.UTILITY, Category.AUTHENTICATION):
        if f"template_{category}" in cues:
            return category
    return None


def _judgement(subject: Subject, code: str, confidence: float, named: Category | None = None) -> Judgement:
    reason = reasons()[code]
    return Judgement(
        category=named or reason.category,
        contested=reason.contested,
        reason=code,
        confidence=round(confidence, 3),
        evidence=_evidence(subject, code),
        mixed=code == "mixed_content",
    )


def _evidence(subject: Subject, code: str) -> str:
    """The words that name a kind of this reason; else those that speak for it most."""
    reason = reasons()[code]
    kinds = [kind for kind in subject.kinds if kind.reason == code or code == "mixed_content"]
    if kinds:
        return " … ".join(subject.words_of(kind.start, kind.end) for kind in kinds)
    if reason.category is None and not reason.contested:
        return ""
    strongest = set(telling(subject.words, code)[:SHOWN])
    return " ".join(token.text for token in subject.words if token in strongest)
