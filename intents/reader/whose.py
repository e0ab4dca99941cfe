"""Whose a place is: the business's, which prices nothing, the customer's, or the one of the customer's number (A10)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

from msgspec.structs import replace

from intents.reader.marks import Mark, Marked, MarkKind
from intents.reader.prefixes import is_calling_code, shares_code
from intents.reader.vocabulary import LANGUAGES, cues_in

_STOPS = frozenset(".?!;:…()\n")
_CLAUSE = frozenset((*_STOPS, ",", "but", "pero", "while", "mientras", "though", "although", "aunque", "whereas"))
_OWN = 3
"""As many words back from `number` an `our` makes it the business's."""


class Role(StrEnum):
    """What a place says of the price."""

    BUSINESS = "business"
    CUSTOMER = "customer"
    NUMBER = "number"
    OPEN = "open"
    """Nobody said whose it is."""


def of_customers(marked: Marked) -> Marked:
    """The text without the places that do not decide a price.

    Those of the business go where a place of somebody else is named, and where people live where their number is named.
    """
    places = [mark for mark in marked.marks if mark.kind in (MarkKind.COUNTRY, MarkKind.PHONE)]
    if len(places) < 2:
        return marked
    roles = dict(zip(map(id, places), _roles(marked, places), strict=True))
    kept = [mark for mark in places if roles[id(mark)] is not Role.BUSINESS] or places
    kept, named = _without_shared_codes(kept, marked)
    numbers = [mark for mark in kept if roles[id(mark)] is Role.NUMBER or mark in named]
    dropped = {id(mark) for mark in places} - {id(mark) for mark in numbers or kept}
    return replace(marked, marks=tuple(mark for mark in marked.marks if id(mark) not in dropped)) if dropped else marked


def _without_shared_codes(places: list[Mark], marked: Marked) -> tuple[list[Mark], list[Mark]]:
    """Without the bare prefixes that several countries have where one of those is named; and the places so meant."""
    codes = [mark for mark in places if is_calling_code(marked.tokens, mark)]
    others = [mark for mark in places if mark not in codes and mark.kind is MarkKind.COUNTRY]
    named = [mark for mark in others if any(shares_code(mark.value, code.value) for code in codes)]
    vague = [code for code in codes if any(shares_code(mark.value, code.value) for mark in named)]
    return [mark for mark in places if mark not in vague], named


def _roles(marked: Marked, places: Sequence[Mark]) -> list[Role]:
    found: list[Role] = []
    for number, mark in enumerate(places):
        around = _Around(marked, mark, places)
        listed = number > 0 and _lists(marked, places[number - 1], mark) and _by_following(around) is None
        found.append(found[-1] if listed else _role(around))
    return found


def _lists(marked: Marked, before: Mark, mark: Mark) -> bool:
    """`números de Chile y de Perú`, `Rosario, Argentina`: nothing but joining words stands between."""
    between = [token.norm for token in marked.tokens[before.end : mark.start]]
    joins = _words("listing")
    return any(norm in joins for norm in between) and all(norm in joins | _words("preposition") for norm in between)


class _Around:
    """The words of a clause around a place."""

    def __init__(self, marked: Marked, mark: Mark, places: Sequence[Mark]) -> None:
        self.marked = marked
        self.mark = mark
        self.norms = [token.norm for token in marked.tokens]
        self.customers = {cue.start for cue in cues_in(marked.tokens) if cue.kind == "customer"}
        self.others = {place for other in places if other is not mark for place in range(other.start, other.end)}

    def back(self) -> Iterator[int]:
        """Places before the mark, backwards as far as the clause goes; a town before its country is stepped over."""
        place = self.mark.start - 1
        if place > 1 and self.norms[place] == "," and self.marked.tokens[place - 1].text[:1].isupper():
            place -= 2 if self.norms[place - 2] in _words("preposition") else 0
        while place >= 0 and self.norms[place] not in _CLAUSE and place not in self.others:
            yield place
            place -= 1

    def after(self, ahead: int = 0) -> str:
        """The word after the mark."""
        return self.word(self.mark.end + ahead)

    def word(self, place: int) -> str:
        """The word at a place; nothing outside the text."""
        return self.norms[place] if 0 <= place < len(self.norms) else ""

    def is_customer(self, place: int) -> bool:
        """Whether a word names customers."""
        return place in self.customers or self.word(place) in _words("theirs")

    def is_own(self, place: int) -> bool:
        """Whether the number at a place is the business's (`our number`, `mi número`)."""
        words = range(max(place - _OWN, 0), place)
        return any(self.norms[at] in _words("possessive") for at in words) and not any(map(self.is_customer, words))


def _role(around: _Around) -> Role:
    if around.mark.kind is MarkKind.PHONE or is_calling_code(around.marked.tokens, around.mark):
        own = any(around.is_own(place) for place in around.back() if around.norms[place] in _words("number"))
        return Role.BUSINESS if own else Role.NUMBER
    return _by_following(around) or _by_noun(around) or Role.OPEN


def _by_following(around: _Around) -> Role | None:
    """`a Spanish number`, `Italian customers`, `a US company`, `Berlin-based`."""
    following = around.after(1) if around.after() in ("-", "whatsapp") else around.after()
    if following in _words("number", "en"):
        return Role.BUSINESS if around.is_own(around.mark.start) else Role.NUMBER
    if following in _words("located", "en") | _words("ours", "en"):
        return Role.BUSINESS if not _received(around, around.mark.start) else Role.CUSTOMER
    return Role.CUSTOMER if around.is_customer(around.mark.end) else None


def _by_noun(around: _Around) -> Role | None:
    """The nearest noun before, over words that only tie a place to it: `our office in`, `el número es de`."""
    seated = False
    at = around.mark.start
    for at in around.back():
        word = around.norms[at]
        if around.is_customer(at):
            return Role.CUSTOMER
        if word in _words("number"):
            return Role.BUSINESS if around.is_own(at) else Role.NUMBER
        if word in _words("ours"):
            return Role.CUSTOMER if _received(around, at) else Role.BUSINESS
        if word in _words("we"):
            return Role.BUSINESS
        if word in _words("from"):
            return _by_sender(around, at)
        seated = seated or word in _words("located")
        if word not in _words("located") | _words("filler"):
            return _by_way(around)
    return Role.BUSINESS if seated else _by_way(around)


def _received(around: _Around, noun: int) -> bool:
    """`to a company in Chile`: it is a customer."""
    before = noun - 2 if around.word(noun - 1) in _words("article") else noun - 1
    return around.word(before) in _words("recipient")


def _by_sender(around: _Around, start: int) -> Role:
    """`from Canada`: where it is sent from, unless customers write from there."""
    before = [place for place in around.back() if place < start]
    if any(around.norms[place] in _words("number") for place in before):
        return Role.NUMBER
    theirs = any(around.is_customer(place) or _writes(around, place) for place in before)
    return Role.CUSTOMER if theirs else Role.BUSINESS


def _writes(around: _Around, place: int) -> bool:
    cues = [cue for cue in cues_in(around.marked.tokens) if cue.start == place]
    if any(cue.kind == "message" for cue in cues):
        return False
    return any(cue.verb is not None and cue.verb.act == "write" and cue.verb.person == 3 for cue in cues)


def _by_way(around: _Around) -> Role | None:
    """`mandar de Argentina a España`: sent from the first to the second."""
    starts = around.word(around.mark.start - 1) in _words("starts") and around.after() in _words("towards")
    compares = any(norm in _words("compared") for norm in around.norms)
    sends = any(_sends(around, place) for place in around.back())
    beside = around.mark.end + 1 in around.others
    return Role.BUSINESS if starts and beside and sends and not compares else None


def _sends(around: _Around, place: int) -> bool:
    cues = [cue for cue in cues_in(around.marked.tokens) if cue.start == place]
    return any(cue.kind in ("message", "template") or (cue.verb and cue.verb.act == "send") for cue in cues)


@cache
def _words(name: str, language: str | None = None) -> frozenset[str]:
    languages = LANGUAGES if language is None else (language,)
    return frozenset(word for each in languages for word in _table()[each].get(name, ()))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("intents.reader").joinpath("words/whose.toml").read_text("utf-8"))
