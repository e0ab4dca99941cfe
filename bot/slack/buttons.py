"""The buttons under an answer: what it asks back, then what can be done with it, then whether it was any good."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bot.replies import Choice, Reply
from bot.slack.limits import BUTTON, BUTTONS, Json, cut
from bot.slack.marking import plain_text
from bot.slack.values import Pressed
from locales.translate import Translator, translator

OTHER = {"es": "en", "en": "es"}
"""The language that is offered beside the one an answer is in."""


class Shown(Struct, frozen=True, kw_only=True):
    """How an answer is shown: what of it can be pointed to, and to whom."""

    id: str | None = None
    """Of the kept answer; without one there is nothing to copy, attach, share or rate."""
    picture: str | None = None
    """Public address of the picture, or `None` where Slack could not fetch one."""
    private: bool = False
    """Only the person who asked sees it, and may share it."""
    choices: tuple[Choice, ...] = ()
    """Offered beside the reply's own."""


def tail(reply: Reply, shown: Shown) -> Iterator[Json]:
    """Return the rows of buttons, most urgent first."""
    say = translator(reply.language)
    choices = [*reply.choices, *shown.choices][:BUTTONS]
    if choices:
        yield _row("choices", [_choice(choice, shown.id or "") for choice in choices])
    if shown.id:
        yield _row("actions", list(_actions(reply, shown.id, say, private=shown.private)))
        yield _feedback(shown.id, say)


def button(label: str, pressed: Pressed, *, name: str | None = None, style: str | None = None) -> Json:
    """Return a button; its action id says what is pressed, its value on which answer."""
    found: Json = {
        "type": "button",
        "text": plain_text(cut(label, BUTTON)),
        "action_id": name or pressed.slot,
        "value": pressed.written(),
    }
    return found | ({"style": style} if style else {})


def _row(id: str, elements: list[Json]) -> Json:
    return {"type": "actions", "block_id": id, "elements": elements}


def _choice(choice: Choice, id: str) -> Json:
    pressed = Pressed(id=id, slot=choice.slot, value=choice.value)
    return button(choice.label, pressed, name=f"choice:{choice.slot}:{choice.value}")


def _actions(reply: Reply, id: str, say: Translator, *, private: bool) -> Iterator[Json]:
    if private:
        yield button(say("slack.button.share"), Pressed(id=id, slot="share"), style="primary")
    other = OTHER[reply.language]
    yield button(say(f"slack.button.language.{other}"), Pressed(id=id, slot="language", value=other))
    yield button(say("slack.button.copy"), Pressed(id=id, slot="copy"))
    yield button(say("slack.button.ticket"), Pressed(id=id, slot="ticket"))


def _feedback(id: str, say: Translator) -> Json:
    def side(verdict: str) -> Json:
        label = plain_text(say(f"slack.feedback.{verdict}"))
        return {"text": label, "value": Pressed(id=id, slot="rate", value=verdict).written()}

    buttons = {
        "type": "feedback_buttons",
        "action_id": "rate",
        "positive_button": side("good"),
        "negative_button": side("bad"),
    }
    return {"type": "context_actions", "block_id": "feedback", "elements": [buttons]}
