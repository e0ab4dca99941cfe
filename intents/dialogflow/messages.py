"""Intents and entities in Google's form, one language at a time, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from google.cloud.dialogflow_v2.types import Context, EntityType, Intent

from intents.dialogflow.agent import AgentEntity, AgentIntent, Parameter, Part, Phrase, joined
from intents.dialogflow.names import AgentPath, last_of

MASKS = {
    "action": "action",
    "fallback": "is_fallback",
    "webhook": "webhook_state",
    "events": "events",
    "inputs": "input_context_names",
    "outputs": "output_contexts",
    "parameters": "parameters",
    "phrases": "training_phrases",
    "replies": "messages",
}
"""Fields of `AgentIntent` and what Google calls them, for updates that leave everything else alone."""

_ENABLED = Intent.WebhookState.WEBHOOK_STATE_ENABLED
_EVERYWHERE = Intent.Message.Platform.PLATFORM_UNSPECIFIED


def to_intent(
    intent: AgentIntent, language: str, path: AgentPath, *, name: str = "", parent: str = "", live: Intent | None = None
) -> Intent:
    """Return an intent with the phrases and replies of one language; both names are Google's, empty for a new one.

    `live` is the intent as it stands: the rich replies that somebody made in the console stay.
    """
    rich = [message for message in live.messages if not _plain(message)] if live else []
    return Intent(
        name=name,
        display_name=intent.name,
        webhook_state=_ENABLED if intent.webhook else Intent.WebhookState.WEBHOOK_STATE_UNSPECIFIED,
        is_fallback=intent.fallback,
        input_context_names=[path.context(id) for id in intent.inputs],
        events=list(intent.events),
        training_phrases=[_to_phrase(phrase) for phrase in intent.phrases.get(language, ())],
        action=intent.action,
        output_contexts=[Context(name=path.context(id), lifespan_count=turns) for id, turns in intent.outputs.items()],
        parameters=[_to_parameter(parameter) for parameter in intent.parameters],
        messages=[*_to_messages(intent.replies.get(language, ())), *rich],
        parent_followup_intent_name="" if name else parent,
    )


def from_intents(by_language: Mapping[str, Intent], names: Mapping[str, str]) -> AgentIntent:
    """Return an intent from its form in each language; `names` are the display names by Google's names."""
    one = next(iter(by_language.values()))
    return AgentIntent(
        name=one.display_name,
        action=one.action,
        fallback=one.is_fallback,
        webhook=one.webhook_state != Intent.WebhookState.WEBHOOK_STATE_UNSPECIFIED,
        events=tuple(one.events),
        inputs=tuple(last_of(name) for name in one.input_context_names),
        outputs={last_of(context.name): context.lifespan_count for context in one.output_contexts},
        parent=names.get(one.parent_followup_intent_name),
        parameters=tuple(sorted(_from_parameter(parameter) for parameter in one.parameters)),
        phrases={language: _from_phrases(intent) for language, intent in by_language.items()},
        replies={language: _from_messages(intent.messages) for language, intent in by_language.items()},
    )


def to_entity(entity: AgentEntity, language: str, *, name: str = "") -> EntityType:
    """Return an entity with the values of one language; `name` is Google's, empty for a new one."""
    return EntityType(
        name=name,
        display_name=entity.name,
        kind=EntityType.Kind.KIND_MAP,
        entities=[
            EntityType.Entity(value=value, synonyms=list(synonyms))
            for value, synonyms in entity.entries.get(language, {}).items()
        ],
    )


def from_entities(by_language: Mapping[str, EntityType]) -> AgentEntity:
    """Return an entity from its form in each language."""
    return AgentEntity(
        name=next(iter(by_language.values())).display_name,
        entries={
            language: {entry.value: tuple(entry.synonyms) for entry in entity.entities}
            for language, entity in by_language.items()
        },
    )


def _to_phrase(phrase: Phrase) -> Intent.TrainingPhrase:
    return Intent.TrainingPhrase(
        type_=Intent.TrainingPhrase.Type.EXAMPLE,
        parts=[
            Intent.TrainingPhrase.Part(
                text=part.text,
                entity_type=f"@{part.entity}" if part.entity else "",
                alias=part.alias,
                user_defined=bool(part.entity),
            )
            for part in phrase
        ],
    )


def _from_phrases(intent: Intent) -> tuple[Phrase, ...]:
    """What Google marked without telling which parameter is plain text.

    The messages beneath the library's own view of them: there are thousands, and it is many times slower.
    """
    return tuple(
        joined(
            Part(part.text, part.entity_type.removeprefix("@"), part.alias)
            if part.entity_type and part.alias
            else Part(part.text)
            for part in phrase.parts
        )
        for phrase in Intent.pb(intent).training_phrases
    )


def _to_parameter(parameter: Parameter) -> Intent.Parameter:
    return Intent.Parameter(
        display_name=parameter.name,
        value=f"${parameter.name}",
        entity_type_display_name=f"@{parameter.entity}",
        is_list=parameter.many,
    )


def _from_parameter(parameter: Intent.Parameter) -> Parameter:
    return Parameter(parameter.display_name, parameter.entity_type_display_name.removeprefix("@"), parameter.is_list)


def _plain(message: Intent.Message) -> bool:
    """Whether a reply is a text that goes everywhere: the only kind that we manage."""
    return "text" in message and message.platform == _EVERYWHERE


def _to_messages(texts: Sequence[str]) -> list[Intent.Message]:
    return [Intent.Message(text=Intent.Message.Text(text=list(texts)))] if texts else []


def _from_messages(messages: Iterable[Intent.Message]) -> tuple[str, ...]:
    return tuple(text for message in messages if _plain(message) for text in message.text.text)
