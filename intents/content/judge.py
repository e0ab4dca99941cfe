"""Judges which category a message is, from its wording or from what it is called.

Sources: Meta's template category guidelines (mixed content is marketing; a code is authentication; what is neither
specific to the user nor essential is marketing), and rules C1 and N10 (what is no template is service).
"""

from __future__ import annotations

from intents.content.cues import cues_in
from intents.content.model import Outlook, known, outlook, telling
from intents.content.reasons import UNKNOWN, reasons
from intents.content.rules import RULED, named_template, ruling
from intents.content.subject import Subject, subject_of
from intents.content.types import Judgement
from pricing.types import Category

SHARE_OF_TOLD = 0.2
"""What the words about a quoted message weigh beside it; the other way round if the customer is quoted."""

WORDS_TO_COUNT = 3
"""So many words about a quoted message there must be for them to be heard."""

OF_SEVERAL = frozenset(("mixed_content", "code_with_promotion", "survey_specific", "survey_generic"))
"""Reasons that follow from several kinds together, so that all of them are the evidence."""

SHOWN = 3
"""So many words at most are named as evidence where no kind was spotted."""


def judge(text: str, language: str) -> Judgement:
    """Judge the message that a question is about. `category` is `None` where it is contested or cannot be told."""
    subject = subject_of(text)
    cues = cues_in(subject.tokens)
    if "inbound" in cues and not subject.kinds and (named := named_template(cues)):
        return _judgement(subject, "template_category", RULED, named)
    if subject.kinds or known(subject.words):
        return _judgement(subject, *ruling(subject, cues, _chances(subject, language)))
    return _judgement(subject, "unclear_content", RULED) if subject.placeholders else _judgement(subject, UNKNOWN, 0)


def _chances(subject: Subject, language: str) -> Outlook:
    if not subject.quoted:
        return outlook(subject.told, language)
    inside = outlook(subject.quoted, language)
    if sum(token.norm.isalpha() for token in subject.told) < WORDS_TO_COUNT:
        return inside
    theirs = "inbound" in cues_in(subject.told)
    return inside.mixed_with(outlook(subject.told, language), 1 - SHARE_OF_TOLD if theirs else SHARE_OF_TOLD)


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
    kinds = [kind for kind in subject.kinds if kind.reason == code or code in OF_SEVERAL]
    if kinds:
        return " … ".join(subject.words_of(kind.start, kind.end) for kind in kinds)
    strongest = set(telling(subject.words, code)[:SHOWN])
    return " ".join(token.text for token in subject.words if token in strongest)
