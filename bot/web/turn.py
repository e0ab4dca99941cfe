"""One question with its answer, ready for a template."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from bot.masking import mask
from bot.picture import scene_of, timeline_svg
from bot.replies import Reply
from bot.service import Served
from bot.store.port import Kept


class Turn(Struct, frozen=True, kw_only=True):
    """A question and what was answered."""

    question: str
    reply: Reply
    picture: str
    """An `svg` element, or empty."""
    id: str | None
    """`None`: not kept, so that nothing can link to it."""
    problem: str | None = None
    """Why it was not kept."""
    intent: str


def turn_of(kept: Kept, language: str) -> Turn:
    """Return a kept answer in a language."""
    return Turn(
        question=kept.question,
        reply=kept.replies[language],
        picture=picture_of(kept, language),
        id=kept.id,
        intent=kept.object["intent"],
    )


def turn_of_served(question: str, served: Served) -> Turn:
    """Return an answer just given; it looks the same as when it is read from where it was kept."""
    answer = served.answer
    finding = answer.finding
    scene = scene_of(answer.object, finding.request, finding.timezone)
    svg = timeline_svg(scene, answer.reply.language, id=f"t-{served.id or 'new'}") if scene else ""
    return Turn(
        question=mask(question),
        reply=answer.reply,
        picture=Markup(svg),  # noqa: S704  (every text in it was escaped where it was drawn)
        id=served.id,
        problem=served.problem,
        intent=answer.object["intent"],
    )


def picture_of(kept: Kept, language: str) -> Markup:
    """Return the picture of a kept answer as markup, empty if nothing happened in time."""
    scene = scene_of(kept.object, kept.request, kept.timezone)
    svg = timeline_svg(scene, language, id=f"t-{kept.id}") if scene else ""
    return Markup(svg)  # noqa: S704  (as above)
