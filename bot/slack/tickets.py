"""Attaching an answer to a support ticket: a form with one field."""

from __future__ import annotations

from typing import Any

from slack_bolt.response import BoltResponse

from bot.slack.calling import told as called
from bot.slack.kit import Kit
from bot.slack.limits import Json
from bot.slack.marking import escaped, plain_text, section
from bot.slack.presses import kept_of, press_of
from bot.store.port import NoAnswer, StoreError
from intents.reader.tickets import normalised
from locales.translate import LANGUAGES, translator

CALLBACK = "ticket"
_BLOCK, _FIELD = "ticket", "name"


async def asked(kit: Kit, body: dict[str, Any]) -> None:
    """Open the form."""
    press = press_of(body)
    if press is None or (kept := await kept_of(kit, press)) is None:
        return
    view = _form(kept.id, kept.language)
    await called(kit.client.views_open(trigger_id=body["trigger_id"], view=view), kit.metrics)


async def given(kit: Kit, body: dict[str, Any]) -> BoltResponse:
    """Attach the ticket that was written, or say in the form what is wrong with it."""
    view = body["view"]
    id, _, language = str(view.get("private_metadata") or "").partition("|")
    say = translator(language if language in LANGUAGES else kit.default_language)
    name = normalised(str(view["state"]["values"][_BLOCK][_FIELD].get("value") or ""))
    if name is None:
        return _wrong(say("slack.ticket.wrong"))
    try:
        tickets = await kit.store.attach(id, name)
    except NoAnswer:
        return _wrong(say("slack.gone"))
    except StoreError as error:
        kit.metrics.store_failed("attach", error.code)
        return _wrong(say("slack.not_kept"))
    told = section(escaped(say("slack.ticket.done", tickets=", ".join(tickets))))
    done = _view(say("slack.ticket.title"), [told]) | {"close": plain_text(say("slack.close"))}
    return BoltResponse(status=200, body={"response_action": "update", "view": done})


def _wrong(text: str) -> BoltResponse:
    return BoltResponse(status=200, body={"response_action": "errors", "errors": {_BLOCK: text}})


def _view(title: str, blocks: list[Json]) -> Json:
    return {"type": "modal", "callback_id": CALLBACK, "title": plain_text(title), "blocks": blocks}


def _form(id: str, language: str) -> Json:
    say = translator(language)
    field = {
        "type": "plain_text_input",
        "action_id": _FIELD,
        "max_length": 200,
        "placeholder": plain_text("ZD-1234"),
    }
    block = {"type": "input", "block_id": _BLOCK, "label": plain_text(say("slack.ticket.label")), "element": field}
    return _view(say("slack.ticket.title"), [block]) | {
        "private_metadata": f"{id}|{language}",
        "submit": plain_text(say("slack.ticket.submit")),
        "close": plain_text(say("slack.close")),
    }
