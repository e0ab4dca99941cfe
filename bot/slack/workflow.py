"""The workflow step "Price a scenario": a question in, the verdict in words and figures out."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.service import Served
from bot.slack.asking import Asker, ask
from bot.slack.calling import SECONDS, handlers, told
from bot.slack.errors import Refused
from bot.slack.incoming import plain
from bot.slack.kit import Kit
from bot.slack.limits import FALLBACK, cut
from locales.formats import NO_BREAK
from locales.translate import LANGUAGES, translator

CALLBACK = "price_scenario"


async def run(kit: Kit, body: dict[str, Any]) -> None:
    """Answer the step's question; a step without a question fails in words."""
    event = body["event"]
    inputs, execution = event.get("inputs") or {}, event["function_execution_id"]
    language = inputs.get("language") if inputs.get("language") in LANGUAGES else None
    client = _client(kit, event.get("bot_access_token"))
    question = plain(str(inputs.get("question") or ""))
    try:
        if not question:
            error = translator(language or kit.default_language)("slack.workflow.empty")
            await told(client.functions_completeError(function_execution_id=execution, error=error), kit.metrics)
            return
        served = await ask(kit, _asker(body), _text(question, inputs.get("country")), language=language)
        outputs = _outputs(served)
        await told(client.functions_completeSuccess(function_execution_id=execution, outputs=outputs), kit.metrics)
    except Refused:
        return  # counted; the workflow was stopped or is over


def _asker(body: dict[str, Any]) -> Asker:
    return Asker(team=body.get("team_id") or "", user="")


def _text(question: str, country: object) -> str:
    return f"{question} ({plain(str(country))})" if country else question


def _client(kit: Kit, token: str | None) -> AsyncWebClient:
    """A step brings a token of its own, for as long as it runs."""
    if not token:
        return kit.client
    return AsyncWebClient(token=token, base_url=kit.client.base_url, timeout=SECONDS, retry_handlers=handlers())


def _outputs(served: Served) -> dict[str, str]:
    """The step's outputs, all of them texts; what is unknown is empty, never zero."""
    verdict = served.answer.object["verdict"]
    first = served.answer.reply.blocks[0].lines[:1]
    return {
        "verdict": first[0].replace(NO_BREAK, " ") if first else "",
        "price": verdict["amount"] or "",
        "total": verdict["total"] or "",
        "currency": verdict["currency"] if verdict["amount"] or verdict["total"] else "",
        "category": verdict["category"] or "",
        "answer": cut(served.answer.text, FALLBACK),
        "link": served.link or "",
    }
