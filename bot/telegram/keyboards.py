"""The buttons under an answer: what it asks back, then what else it could be about, then what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.replies import Reply
from bot.telegram.pressing import Pressed, Slot, slot_of
from locales.formats import formats
from locales.translate import Translator, translator
from pricing.types import TEMPLATE_CATEGORIES, Category

OTHER = {"es": "en", "en": "es"}
_LONGEST_COPY = 256
"""Telegram's limit for a text to copy."""
_WIDE = 20
"""Letters of labels that fit beside one another."""

Row = list[InlineKeyboardButton]


class Shown(Struct, frozen=True, kw_only=True):
    """What of an answer can be pointed to."""

    id: str = ""
    drawn: bool = False
    """It has a picture."""
    inline: bool = False
    """It stands in a chat that we are no member of: nothing can be sent there."""


def keyboard(reply: Reply, shown: Shown) -> InlineKeyboardMarkup | None:
    """Return the buttons of an answer."""
    say = translator(reply.language)
    rows = [*_asked(reply, shown, say), *_changes(reply, shown, say), *_actions(reply, shown, say)]
    return InlineKeyboardMarkup(rows) if rows else None


def countries(language: str, id: str, slot: Slot, codes: Sequence[str] = ()) -> InlineKeyboardMarkup:
    """Return countries to choose from, the likeliest first, and the way to any other."""
    say, write = translator(language), formats(language)
    chosen = codes or say("ask.choices.country").split()
    rows = paired([(write.country(code), _pressed(slot, language, id, code)) for code in chosen])
    value = "mine" if slot == "my_country" else ""
    return InlineKeyboardMarkup([*rows, [_button(say("telegram.button.search"), "search", language, id, value)]])


def menu(language: str, id: str, name: str) -> InlineKeyboardMarkup:
    """Return what a row of buttons opens into: `country` or `category`, with the way back."""
    say = translator(language)
    back = [_button(say("telegram.button.back"), "menu", language, id, "back")]
    if name == "country":
        return InlineKeyboardMarkup([*countries(language, id, "country").inline_keyboard, back])
    offered = (*TEMPLATE_CATEGORIES, Category.SERVICE)
    pairs = [(_capital(say(f"category.{one}")), _pressed("category", language, id, str(one))) for one in offered]
    return InlineKeyboardMarkup([*paired(pairs), back])


def languages(language: str) -> InlineKeyboardMarkup:
    """Return the languages to choose from; `auto` goes by what is written."""
    say = translator(language)
    pairs = [
        (say(f"telegram.language.{one}"), _pressed("my_language", language, "", one)) for one in ("es", "en", "auto")
    ]
    return InlineKeyboardMarkup(paired(pairs))


def paired(pairs: Sequence[tuple[str, str]]) -> list[Row]:
    """Return buttons two beside one another, where their labels are short enough."""
    rows: list[Row] = []
    for label, pressed in pairs:
        made = InlineKeyboardButton(label[:64], callback_data=pressed)
        last = rows[-1] if rows else []
        if len(last) == 1 and len(label) <= _WIDE and len(last[0].text) <= _WIDE:
            last.append(made)
        else:
            rows.append([made])
    return rows


def _asked(reply: Reply, shown: Shown, say: Translator) -> list[Row]:
    pairs = []
    for choice in reply.choices:
        slot = slot_of(choice.slot)
        if slot:
            pairs.append((choice.label, _pressed(slot, reply.language, shown.id, choice.value)))
    rows = paired(pairs)
    if reply.choices and reply.choices[0].slot == "country" and not shown.inline:
        rows.append([_button(say("telegram.button.search"), "search", reply.language, shown.id)])
    return rows


def _changes(reply: Reply, shown: Shown, say: Translator) -> list[Row]:
    """Another country or category: where the answer has a price and does not ask for them anyway."""
    asks = {choice.slot for choice in reply.choices}
    if not shown.id or asks & {"country", "category", "quantity"} or not _priced(reply):
        return []
    return [
        [
            _button(say(f"telegram.button.{name}"), "menu", reply.language, shown.id, name)
            for name in ("country", "category")
        ]
    ]


def _priced(reply: Reply) -> bool:
    return any(block.kind in ("price", "steps", "table") for block in reply.blocks)


def _actions(reply: Reply, shown: Shown, say: Translator) -> list[Row]:
    if not shown.id:
        return []
    other = OTHER[reply.language]
    row = [_button(translator(other)(f"telegram.language.{other}"), "language", reply.language, shown.id, other)]
    if shown.drawn and not shown.inline:
        row.append(_button(say("telegram.button.picture"), "picture", reply.language, shown.id))
    if reply.link and len(reply.link) <= _LONGEST_COPY:
        row.append(InlineKeyboardButton(say("telegram.button.copy"), copy_text=CopyTextButton(reply.link)))
    return [row]


def _button(label: str, slot: Slot, language: str, id: str, value: str = "") -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=_pressed(slot, language, id, value))


def _pressed(slot: Slot, language: str, id: str, value: str) -> str:
    return Pressed(slot=slot, language=language, id=id, value=value).written()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
