"""What the stand-in holds of one agent: intents and entities with their texts in each language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid5

from google.cloud.dialogflow_v2.types import EntityType, Intent

from intents.dialogflow.agent import Agent
from intents.dialogflow.messages import from_entities, from_intents, to_entity, to_intent
from intents.dialogflow.names import AgentPath
from intents.dialogflow.standin import limits
from intents.dialogflow.standin.refusals import conflict, invalid, missing

THRESHOLD = 0.3
"""Below it the fallback intent is taken; Google's default."""
_IDS = UUID("1d2b1b0e-5a7e-5e65-8a43-7c0b8c1f6d55")
_COMMON = (
    "display_name",
    "webhook_state",
    "priority",
    "is_fallback",
    "ml_disabled",
    "input_context_names",
    "events",
    "action",
    "output_contexts",
    "reset_contexts",
    "parameters",
)
"""Fields of an intent that know no language."""
_SPOKEN = ("training_phrases", "messages")
"""Fields of an intent that each language has for itself."""


class HeldAgent:
    """One agent, as Google's servers would hold it."""

    def __init__(self, path: AgentPath, languages: Sequence[str]) -> None:
        self.path = path
        self.languages = list(languages)
        """The first is the default."""
        self.time_zone = "UTC"
        self.threshold = THRESHOLD
        self._intents: dict[str, dict[str, Intent]] = {}
        self._entities: dict[str, dict[str, EntityType]] = {}
        self._made = 0

    def intents(self, language: str) -> list[Intent]:
        """Return all intents with the texts of one language."""
        return [self.intent(name, language) for name in self._intents]

    def intent(self, name: str, language: str) -> Intent:
        """Return one intent with the texts of one language."""
        if name not in self._intents:
            raise missing(f"Intent '{name}' not found.")
        found: Intent = _spoken(self._intents[name], language, _SPOKEN)
        return found

    def names(self) -> dict[str, str]:
        """Return Google's names of all intents by display name."""
        return {_any(each).display_name: name for name, each in self._intents.items()}

    def entities(self, language: str) -> list[EntityType]:
        """Return all entities with the values of one language."""
        return [self.entity(name, language) for name in self._entities]

    def entity(self, name: str, language: str) -> EntityType:
        """Return one entity with the values of one language."""
        if name not in self._entities:
            raise missing(f"EntityType '{name}' not found.")
        found: EntityType = _spoken(self._entities[name], language, ("entities",))
        return found

    def write_intents(self, intents: Iterable[Intent], language: str, mask: Sequence[str]) -> list[Intent]:
        """Create those without a name and change the others; all of them, or none where one is refused."""
        batch = list(intents)
        for one in batch:
            self._check_intent(one)
        return [self._write_intent(one, language, mask) for one in batch]

    def delete_intents(self, names: Iterable[str]) -> None:
        """Delete intents and what follows them up."""
        for name in names:
            if name not in self._intents:
                raise missing(f"Intent '{name}' not found.")
        for name in names:
            self._delete_intent(name)

    def write_entities(self, entities: Iterable[EntityType], language: str) -> list[EntityType]:
        """Create those without a name and change the others; all of them, or none where one is refused."""
        batch = list(entities)
        for one in batch:
            self._check_entity(one)
        return [self._write_entity(one, language) for one in batch]

    def delete_entities(self, names: Iterable[str]) -> None:
        """Delete entities that no intent uses."""
        used = {one.entity_type_display_name for each in self._intents.values() for one in _any(each).parameters}
        for name in names:
            shown = self.entity(name, self.languages[0]).display_name
            if f"@{shown}" in used:
                raise conflict(f"Entity type '{shown}' is in use by intents.")
        for name in names:
            del self._entities[name]

    def load(self, agent: Agent, *, replace: bool) -> None:
        """Take over an agent: in place of everything that is there, or only of what has the same name."""
        if replace:
            self._intents, self._entities = {}, {}
            self.languages = list(agent.languages)
        self.delete_intents([name for name in self._intents if _any(self._intents[name]).display_name in agent.intents])
        self._entities = {
            name: each for name, each in self._entities.items() if _any(each).display_name not in agent.entities
        }
        for language in agent.languages:
            self._take(agent, language)

    def described(self) -> Agent:
        """Return the agent in our own form."""
        names = {name: _any(each).display_name for name, each in self._intents.items()}
        return Agent(
            languages=tuple(self.languages),
            intents={
                names[name]: from_intents({one: self.intent(name, one) for one in self.languages}, names)
                for name in self._intents
            },
            entities={
                _any(each).display_name: from_entities({one: self.entity(name, one) for one in self.languages})
                for name, each in self._entities.items()
            },
        )

    def _take(self, agent: Agent, language: str) -> None:
        ids = {_any(each).display_name: name for name, each in self._entities.items()}
        self.write_entities(
            [to_entity(one, language, name=ids.get(one.name, "")) for one in agent.entities.values()], language
        )
        for one in sorted(agent.intents.values(), key=lambda one: one.parent is not None):
            ids = self.names()
            parent = ids.get(one.parent or "", "")
            made = to_intent(one, language, self.path, name=ids.get(one.name, ""), parent=parent)
            self.write_intents([made], language, ())

    def _check_intent(self, one: Intent) -> None:
        if one.name and one.name not in self._intents:
            raise missing(f"Intent '{one.name}' not found.")
        limits.intent(one, {_any(each).display_name for each in self._entities.values()})
        for name, each in self._intents.items():
            if _any(each).display_name == one.display_name and name != one.name:
                raise conflict(f"Intent with the display_name '{one.display_name}' already exists.")
        if one.parent_followup_intent_name and one.parent_followup_intent_name not in self._intents:
            raise missing(f"Intent '{one.parent_followup_intent_name}' not found.")

    def _write_intent(self, one: Intent, language: str, mask: Sequence[str]) -> Intent:
        if not one.name:
            made = Intent(one)
            made.name = self._new("intents")
            self._intents[made.name] = {language: made}
            return made
        texts = self._intents[one.name]
        changed: Intent = _spoken(texts, language, _SPOKEN)
        for field in mask or (*_COMMON, *_SPOKEN):
            if field not in (*_COMMON, *_SPOKEN):
                raise invalid(f"Invalid field '{field}' in update mask.")
            setattr(changed, field, getattr(one, field))
        texts[language] = changed
        for other, spoken in texts.items():
            texts[other] = _with(changed, spoken, _SPOKEN)
        return changed

    def _delete_intent(self, name: str) -> None:
        children = [child for child, each in self._intents.items() if _any(each).parent_followup_intent_name == name]
        for child in children:
            self._delete_intent(child)
        self._intents.pop(name, None)

    def _check_entity(self, one: EntityType) -> None:
        if one.name and one.name not in self._entities:
            raise missing(f"EntityType '{one.name}' not found.")
        limits.entity(one)
        for name, each in self._entities.items():
            if _any(each).display_name == one.display_name and name != one.name:
                raise conflict(f"Entity type with the display name '{one.display_name}' already exists.")

    def _write_entity(self, one: EntityType, language: str) -> EntityType:
        made = EntityType(one)
        made.name = one.name or self._new("entityTypes")
        self._entities.setdefault(made.name, {})[language] = made
        return made

    def _new(self, collection: str) -> str:
        self._made += 1
        return f"{self.path.agent}/{collection}/{uuid5(_IDS, f'{self.path.agent} {self._made}')}"


def _any(texts: dict[str, Any]) -> Any:
    return next(iter(texts.values()))


def _spoken(texts: dict[str, Any], language: str, fields: Sequence[str]) -> Any:
    """A copy with the texts of one language: none, where it has none."""
    if language in texts:
        return type(texts[language])(texts[language])
    return _with(_any(texts), type(_any(texts))(), fields)


def _with(common: Any, spoken: Any, fields: Sequence[str]) -> Any:
    """A copy of one message with those fields of another."""
    made = type(common)(common)
    for field in fields:
        setattr(made, field, getattr(spoken, field))
    return made
