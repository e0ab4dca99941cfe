"""Writes an agent as the zip that the console's Restore accepts.

The same agent always gives the same bytes: ids follow from names, and no file has a date. Nothing secret goes in: the
webhook's address does, its token does not.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from intents.dialogflow.agent import Agent, AgentEntity, AgentIntent, Parameter, Part, Phrase, notation

VERSION = "1.0.0"
"""Of the format, in `package.json`."""
NAME = "cuanto"
PRIORITY = 500_000
"""What the console calls normal."""
THRESHOLD = 0.3
"""Below it Google itself prefers the fallback intent; its default."""
_SPACE = UUID("6d0a9a5e-0d5c-5f5e-9f3b-3a6a2f0f7c11")
_EPOCH = (1980, 1, 1, 0, 0, 0)

Json = dict[str, Any]


def write(agent: Agent, *, webhook_url: str = "", timezone: str = "UTC") -> bytes:
    """Return the zip. Without `webhook_url` the agent has no webhook."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(agent, webhook_url, timezone):
            text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _files(agent: Agent, webhook_url: str, timezone: str) -> Iterator[tuple[str, object]]:
    yield "package.json", {"version": VERSION}
    yield "agent.json", _agent(agent, webhook_url, timezone)
    for intent in agent.intents.values():
        yield f"intents/{intent.name}.json", _intent(intent)
        for language, phrases in intent.phrases.items():
            if phrases:
                yield f"intents/{intent.name}_usersays_{language}.json", _usersays(intent.name, language, phrases)
    for entity in agent.entities.values():
        yield f"entities/{entity.name}.json", _entity(entity)
        for language, entries in entity.entries.items():
            yield f"entities/{entity.name}_entries_{language}.json", _entries(entries)


def _id(*names: str) -> str:
    return str(uuid5(_SPACE, "\n".join(names)))


def _agent(agent: Agent, webhook_url: str, timezone: str) -> Json:
    default, *others = agent.languages
    return {
        "description": "",
        "language": default,
        "shortDescription": "",
        "examples": "",
        "linkToDocs": "",
        "displayName": NAME,
        "disableInteractionLogs": True,
        "disableStackdriverLogs": True,
        "defaultTimezone": timezone,
        "webhook": {
            "url": webhook_url,
            "username": "",
            "headers": {},
            "available": bool(webhook_url),
            "useForDomains": False,
            "cloudFunctionsEnabled": False,
            "cloudFunctionsInitialized": False,
        },
        "isPrivate": True,
        "mlMinConfidence": THRESHOLD,
        "supportedLanguages": others,
        "enableOnePlatformApi": True,
        "onePlatformApiVersion": "v2",
        "analyzeQueryTextSentiment": False,
        "enabledKnowledgeBaseNames": [],
        "knowledgeServiceConfidenceAdjustment": 0.0,
        "dialogBuilderMode": False,
        "baseActionPackagesUrl": "",
        "enableSpellCorrection": False,
    }


def _intent(intent: AgentIntent) -> Json:
    parent = _id("intent", intent.parent or "")
    return {
        "id": _id("intent", intent.name),
        **({"parentId": parent, "rootParentId": parent} if intent.parent else {}),
        "name": intent.name,
        "auto": True,
        "contexts": list(intent.inputs),
        "responses": [_response(intent)],
        "priority": PRIORITY,
        "webhookUsed": intent.webhook,
        "webhookForSlotFilling": False,
        "fallbackIntent": intent.fallback,
        "events": [{"name": event} for event in intent.events],
        "conditionalResponses": [],
        "condition": "",
        "conditionalFollowupEvents": [],
    }


def _response(intent: AgentIntent) -> Json:
    return {
        "resetContexts": False,
        "action": intent.action,
        "affectedContexts": [
            {"name": name, "lifespan": turns, "parameters": {}} for name, turns in intent.outputs.items()
        ],
        "parameters": [_parameter(intent.name, parameter) for parameter in intent.parameters],
        "messages": [
            {"type": "0", "title": "", "textToSpeech": "", "lang": language, "speech": list(texts), "condition": ""}
            for language, texts in intent.replies.items()
        ],
        "speech": [],
    }


def _parameter(intent: str, parameter: Parameter) -> Json:
    return {
        "id": _id("parameter", intent, parameter.name),
        "name": parameter.name,
        "required": False,
        "dataType": f"@{parameter.entity}",
        "value": f"${parameter.name}",
        "defaultValue": "",
        "isList": parameter.many,
        "prompts": [],
        "promptMessages": [],
        "noMatchPromptMessages": [],
        "noInputPromptMessages": [],
        "outputDialogContexts": [],
    }


def _usersays(intent: str, language: str, phrases: tuple[Phrase, ...]) -> list[Json]:
    return [
        {
            "id": _id("phrase", intent, language, notation(phrase)),
            "data": [_part(part) for part in phrase],
            "isTemplate": False,
            "count": 0,
            "lang": language,
            "updated": 0,
        }
        for phrase in phrases
    ]


def _part(part: Part) -> Json:
    if not part.entity:
        return {"text": part.text, "userDefined": False}
    return {"text": part.text, "meta": f"@{part.entity}", "alias": part.alias, "userDefined": True}


def _entity(entity: AgentEntity) -> Json:
    return {
        "id": _id("entity", entity.name),
        "name": entity.name,
        "isOverridable": True,
        "isEnum": False,
        "isRegexp": False,
        "automatedExpansion": False,
        "allowFuzzyExtraction": False,
    }


def _entries(entries: Mapping[str, tuple[str, ...]]) -> list[Json]:
    return [{"value": value, "synonyms": list(synonyms)} for value, synonyms in entries.items()]
