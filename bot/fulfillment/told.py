"""What Google gets: its `WebhookResponse`, with a text for every messenger, the answer object, and what follows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.answer import Answer
from bot.fulfillment.asked import QUESTION, Asked
from bot.plain import render
from bot.replies import BlockKind, Reply
from intents import catalog
from intents.dialogflow.blueprint import context_of, event_of, load
from intents.followup import Remembered
from intents.requests import EstimateRequest, RateRequest, Request

PLATFORMS = {"FACEBOOK": 2000, "GOOGLE_HANGOUTS": 4096, "LINE": 5000, "SLACK": 4000, "TELEGRAM": 4096, "VIBER": 7000}
"""Messengers that Dialogflow serves, and the longest text that each shows in one message."""
WITH_BUTTONS = ("FACEBOOK", "LINE", "SLACK", "TELEGRAM", "VIBER")
BUTTONS, LABEL = 11, 20
"""As many buttons, with labels of so many characters, does the strictest of them take (Facebook)."""
PRESSABLE = ("country", "category")
"""What a button sets: pressing it says its label, and that answers what was asked back."""
MOST_BYTES = 60_000
"""Google takes 64 KiB."""
UNBROKEN = 10_000
"""Messengers break lines themselves."""
SOURCE = "cuanto"
NEEDS = "needs_"
"""How contexts of what was asked back are named."""

Json = dict[str, Any]


def response(asked: Asked, answer: Answer) -> bytes:
    """Return an answer as a `WebhookResponse`; without the answer object where that would make it too large."""
    text = render(answer.reply, width=UNBROKEN)
    told: Json = {
        "fulfillmentText": text,
        "fulfillmentMessages": [{"text": {"text": [text]}}, *_for_platforms(text, answer.reply)],
        "source": SOURCE,
        "payload": answer.object,
        "outputContexts": list(_contexts(asked, answer)),
    }
    written = _encoded(told)
    return written if len(written) <= MOST_BYTES else _encoded({key: told[key] for key in told if key != "payload"})


def called(asked: Asked, intent: str) -> bytes:
    """Return a `WebhookResponse` that makes Google match an intent of ours by its event, and call again."""
    event = {
        "name": event_of(intent),
        "languageCode": asked.query_result.language_code or asked.language,
        "parameters": {QUESTION: asked.query_result.query_text},
    }
    return _encoded({"followupEventInput": event})


NOTHING = b"{}"
"""What our own recognizer gets: Google adds nothing to what it recognized."""


def _for_platforms(text: str, reply: Reply) -> Iterator[Json]:
    for platform, most in PLATFORMS.items():
        for part in parts(text, most):
            yield {"text": {"text": [part]}, "platform": platform}
    labels = [choice.label for choice in reply.choices if choice.slot in PRESSABLE and len(choice.label) <= LABEL]
    asking = reply.block(BlockKind.ASK)
    if not labels or asking is None:
        return
    for platform in WITH_BUTTONS:
        buttons = {"title": asking.lines[0], "quickReplies": labels[:BUTTONS]}
        yield {"quickReplies": buttons, "platform": platform}


def parts(text: str, most: int) -> list[str]:
    """Return a text in pieces of at most so many characters, cut between lines where that is possible."""
    found = [""]
    for line in text.split("\n"):
        pieces = [line[start : start + most] for start in range(0, len(line), most)] or [""]
        for piece in pieces:
            joined = f"{found[-1]}\n{piece}" if found[-1] else piece
            found = [*found[:-1], joined] if len(joined) <= most else [*found, piece]
    return [part for part in found if part.strip()]


def _contexts(asked: Asked, answer: Answer) -> Iterator[Json]:
    """What we asked back, for as long as it is open; and what the question was about, for what follows it up."""
    turns = load().followup.turns
    wanted = {f"{NEEDS}{need}" for need in answer.finding.needs}
    for id in sorted(wanted | {id for id in asked.contexts if id.startswith(NEEDS)}):
        yield _context(asked, id, turns if id in wanted else 0, {})
    if (remember := answer.remember) and _followed_up(remember):
        held = {slot: list(values) for slot, values in _known(remember.request).items() if values}
        yield _context(asked, context_of(remember.request.intent), turns, held)


def _followed_up(remember: Remembered) -> bool:
    known = catalog.load().intents.get(remember.request.intent)
    return bool(known and known.slots)


def _known(request: Request) -> dict[str, tuple[str, ...]]:
    """What was understood, as the values of the agent's entities."""
    categories: tuple[Any, ...] = ()
    if isinstance(request, RateRequest):
        categories = tuple(item.category for item in request.items)
    elif isinstance(request, EstimateRequest):
        categories = tuple(volume.category for volume in request.volumes)
    return {
        "country": (request.country,) if request.country else (),
        "category": tuple(dict.fromkeys(str(category) for category in categories if category)),
    }


def _context(asked: Asked, id: str, turns: int, parameters: Mapping[str, Any]) -> Json:
    return {"name": f"{asked.session}/contexts/{id}", "lifespanCount": turns, "parameters": dict(parameters)}


def _encoded(told: Json) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()
