"""Reads an agent out of an export of the console's, or out of one of ours.

Whatever we do not manage (rich replies, priorities, other languages) is passed over.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from intents.dialogflow.agent import Agent, AgentEntity, AgentIntent, Parameter, Part, Phrase, joined

MOST_BYTES = 64 * 1024 * 1024
"""A larger agent, unpacked, is none that was made by hand."""

Files = Mapping[str, Any]


def read(content: bytes) -> Agent:
    """Return the agent of a zip. Raises `ValueError` for what is no such zip."""
    files = _unpacked(content)
    if "agent.json" not in files:
        raise ValueError("Invalid agent zip. Missing required json file agent.json")
    try:
        return _agent(files)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"Invalid agent zip. {error!r}") from error


def _unpacked(content: bytes) -> Files:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise ValueError("Invalid agent zip. Too large")
            names = [name for name in archive.namelist() if name.endswith(".json")]
            return {name: json.loads(archive.read(name)) for name in names}
    except (zipfile.BadZipFile, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"Invalid agent zip. {error}") from error


def _agent(files: Files) -> Agent:
    settings = files["agent.json"]
    languages = (settings["language"], *settings.get("supportedLanguages", ()))
    stems = [name.removesuffix(".json") for name in files]
    raw = {
        stem.removeprefix("intents/"): files[f"{stem}.json"]
        for stem in stems
        if stem.startswith("intents/") and isinstance(files[f"{stem}.json"], dict)
    }
    names = {intent["id"]: intent["name"] for intent in raw.values() if "id" in intent}
    entities = [
        stem.removeprefix("entities/")
        for stem in stems
        if stem.startswith("entities/") and isinstance(files[f"{stem}.json"], dict)
    ]
    return Agent(
        languages=languages,
        intents={intent["name"]: _intent(stem, intent, names, files, languages) for stem, intent in raw.items()},
        entities={name: _entity(name, files, languages) for name in entities},
    )


def _intent(stem: str, raw: Files, names: Mapping[str, str], files: Files, languages: tuple[str, ...]) -> AgentIntent:
    response = (raw.get("responses") or [{}])[0]
    said = {language: files.get(f"intents/{stem}_usersays_{language}.json", []) for language in languages}
    return AgentIntent(
        name=raw["name"],
        action=response.get("action", ""),
        fallback=raw.get("fallbackIntent", False),
        webhook=raw.get("webhookUsed", False),
        events=tuple(event["name"] for event in raw.get("events", ())),
        inputs=tuple(raw.get("contexts", ())),
        outputs={context["name"]: context["lifespan"] for context in response.get("affectedContexts", ())},
        parent=names.get(raw.get("parentId", "")),
        parameters=tuple(sorted(_parameter(parameter) for parameter in response.get("parameters", ()))),
        phrases={language: tuple(_phrase(phrase) for phrase in phrases) for language, phrases in said.items()},
        replies=_replies(response.get("messages", ()), languages),
    )


def _parameter(raw: Files) -> Parameter:
    return Parameter(raw["name"], raw.get("dataType", "").removeprefix("@"), raw.get("isList", False))


def _phrase(raw: Files) -> Phrase:
    return joined(
        Part(part["text"], part.get("meta", "").removeprefix("@"), part.get("alias", ""))
        if part.get("meta") and part.get("alias")
        else Part(part["text"])
        for part in raw["data"]
    )


def _replies(messages: Any, languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The texts for the default platform; the old form has one text instead of a list of them."""
    found: dict[str, tuple[str, ...]] = {}
    for message in messages:
        language, speech = message.get("lang", languages[0]), message.get("speech", [])
        plain = str(message.get("type")) == "0" and not message.get("platform")
        if plain and language in languages and language not in found:
            found[language] = (speech,) if isinstance(speech, str) else tuple(speech)
    return found


def _entity(name: str, files: Files, languages: tuple[str, ...]) -> AgentEntity:
    listed = {language: files.get(f"entities/{name}_entries_{language}.json", []) for language in languages}
    return AgentEntity(
        name=files[f"entities/{name}.json"]["name"],
        entries={
            language: {entry["value"]: tuple(entry["synonyms"]) for entry in entries}
            for language, entries in listed.items()
        },
    )
