"""What decides over the model: free-form text, something sold along with a notice, what a survey is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from intents.content.model import Outlook
from intents.content.reasons import UNKNOWN
from intents.content.subject import Subject
from intents.content.types import KindMark
from pricing.types import Category

REPLY = "reply_to_customer"
MIXED = "mixed_content"

ENOUGH = 0.5
"""Below this confidence it is wrong more often than right (cross-validated), so it is better to ask back."""

CLEAR = 0.85
"""From here on a message counts as a reply though nobody is said to have asked."""

RULED = 0.9
"""Confidence of what a rule decides."""

SOLD = frozenset(("discount", "offer"))
"""Kinds that turn a notice into marketing when they come along."""

BARE = frozenset(("reminder", "confirmation", "code"))
"""Kinds that say too little to be a notice of their own: `reminder that the sale ends`."""

SURVEYS = (("survey_generic", "survey_generic"), ("order", "survey_specific"))
"""A survey of nothing in particular is marketing, one about a numbered order is utility, any other is contested."""

Ruling = tuple[str, float]
"""A reason and how sure it is."""


def ruling(subject: Subject, cues: Collection[str], chances: Outlook) -> Ruling:
    """Return the reason that holds for a message."""
    return _ruled(subject, cues, chances) or _likeliest(subject, cues, chances)


def named_template(cues: Collection[str]) -> Category | None:
    """The category that the template was named with, if it was."""
    for category in (Category.MARKETING, Category.UTILITY, Category.AUTHENTICATION):
        if f"template_{category}" in cues:
            return category
    return None


def _ruled(subject: Subject, cues: Collection[str], chances: Outlook) -> Ruling | None:
    """What holds whatever the wording is like."""
    if "free_form" in cues:
        return REPLY, RULED
    if chances.best[0] == REPLY:
        return None
    sold = _is_sold(subject)
    if sold and any(kind.kind == "passcode" for kind in subject.kinds):
        return "code_with_promotion", RULED
    if (sold or "cross_sell" in cues) and _is_notice(subject.kinds):
        return MIXED, RULED
    return None


def _is_notice(kinds: Sequence[KindMark]) -> bool:
    return any(kind.kind not in BARE and (kind.category is Category.UTILITY or bool(kind.contested)) for kind in kinds)


def _is_sold(subject: Subject) -> bool:
    return any(kind.kind in SOLD for kind in subject.kinds)


def _likeliest(subject: Subject, cues: Collection[str], chances: Outlook) -> Ruling:
    if subject.denies and not _is_sold(subject):
        chances = chances.without(MIXED)
    reason, confidence = chances.best
    if reason == REPLY and ("template" in cues or _is_unprompted(subject, cues, confidence)):
        reason, confidence = chances.without(REPLY).best
    if confidence < ENOUGH:
        return UNKNOWN, confidence
    if reason == MIXED and _is_sold(subject):
        return "promotion", confidence
    if reason == "survey_contested":
        return next((code for cue, code in SURVEYS if cue in cues), reason), confidence
    return reason, confidence


def _is_unprompted(subject: Subject, cues: Collection[str], confidence: float) -> bool:
    """Whether a message is told of in which nobody asks or answers: a reply only if it is quite clear."""
    return not subject.quoted and "inbound" not in cues and confidence < CLEAR
