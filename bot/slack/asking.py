"""From somebody at Slack to a question, and from the answer to a message."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bot.questions import Question
from bot.replies import Choice, Reply
from bot.service import Served
from bot.slack.blocks import Rendered, rendered
from bot.slack.buttons import Shown
from bot.slack.kit import Kit
from bot.store.port import Choices, Kept, StoreError
from intents.language import detect
from locales.formats import formats
from locales.translate import translator

STEPS_FOR_PICTURE = 2
"""A story of fewer messages has nothing to draw."""


class Asker(Struct, frozen=True, kw_only=True):
    """Who asks, and in which conversation."""

    team: str
    user: str
    conversation: str = ""

    @property
    def person(self) -> str:
        """The name that the store knows them by."""
        return f"slack:{self.team}:{self.user}" if self.user else ""


def conversation(team: str, channel: str, part: str) -> str:
    """Name a conversation: a thread, or what one person asks privately in a channel."""
    return f"slack:{team}:{channel}:{part}"


async def ask(
    kit: Kit, asker: Asker, text: str, *, language: str | None = None, country: str | None = None, keep: bool = True
) -> Served:
    """Ask the service; the language is the person's choice, then the text's, then their Slack's."""
    question = Question(
        text=text,
        now=kit.clock(),
        conversation=asker.conversation,
        language=language,
        country=country,
        client_language=None if _tells(text) else await kit.people.language(asker.user),
        channel="slack",
        person=asker.person,
    )
    return await kit.service.ask(question, keep=keep)


def _tells(text: str) -> bool:
    return detect(text)[1] > 0


async def language_of(kit: Kit, asker: Asker) -> str:
    """Return the language to talk to somebody in who has said nothing yet."""
    chosen = (await choices(kit, asker)).language
    return chosen or await kit.people.language(asker.user) or kit.default_language


async def choices(kit: Kit, asker: Asker) -> Choices:
    """Return what somebody chose; nothing while the store is out of order."""
    try:
        return await kit.store.choices(asker.person) if asker.person else Choices()
    except StoreError:
        return Choices()


async def choose(kit: Kit, asker: Asker, **changed: str | None) -> None:
    """Change what somebody chose. Raises `StoreError`."""
    before = await kit.store.choices(asker.person)
    await kit.store.choose(asker.person, replace(before, **changed), kit.clock())


def message(kit: Kit, served: Served, *, private: bool = False, note: str = "") -> Rendered:
    """Return an answer as a message."""
    answer = served.answer
    steps = len(answer.object["events"])
    shown = Shown(
        id=served.id,
        picture=kit.picture(served.id) if steps >= STEPS_FOR_PICTURE else None,
        private=private,
        choices=_prices(served),
    )
    return rendered(answer.reply, shown, note=note)


def kept_message(
    kit: Kit, kept: Kept, *, language: str | None = None, private: bool = False, note: str = ""
) -> Rendered:
    """Return a kept answer as a message, in either language."""
    drawn = len(kept.object["events"]) >= STEPS_FOR_PICTURE
    shown = Shown(id=kept.id, picture=kit.picture(kept.id) if drawn else None, private=private)
    return rendered(kept_reply(kit, kept, language), shown, note=note)


def kept_reply(kit: Kit, kept: Kept, language: str | None = None) -> Reply:
    """Return the words of a kept answer with its link."""
    return replace(kept.replies[language or kept.language], link=kit.service.link(kept.id))


def _prices(served: Served) -> tuple[Choice, ...]:
    """Countries to see the price in, where somebody asked which category a message is and named none."""
    said, reply = served.answer.object, served.answer.reply
    verdict = said["verdict"]
    if said["intent"] != "category" or not verdict["category"] or verdict["country"] or reply.choices:
        return ()
    say, write = translator(reply.language), formats(reply.language)
    return tuple(
        Choice(
            label=say("slack.button.price", country=write.country(code)),
            slot="price",
            value=f"{verdict['category']}:{code}",
        )
        for code in say("ask.choices.country").split()
    )
