"""Forms of verbs: enough of Spanish and English inflection to tell who does what to whom.

Only what a chat needs: person (1 the business, 2 the business addressed as `you`, 3 somebody else, 0 no person) and the
pronouns that hang on Spanish infinitives and gerunds (`mandarle`, `escribirme`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

US = ("me", "nos", "melo", "mela", "noslo")
THEM = ("le", "les", "lo", "la", "los", "las", "selo", "sela", "selos", "selas")

_ENDINGS = {
    "ar": {
        1: ("o", "e", "amos", "are", "aremos", "abamos", "aria", "ariamos", "emos"),
        2: ("as", "aste", "ais", "asteis", "aras", "astes", "es"),
        3: ("a", "an", "aron", "ara", "aran", "aba", "aban", "en", "arian"),
        0: ("ar", "ando", "ado"),
    },
    "er": {
        1: ("o", "i", "emos", "ere", "eremos", "iamos", "eria", "imos"),
        2: ("es", "iste", "eis", "isteis", "eras", "as"),
        3: ("e", "en", "io", "ieron", "era", "eran", "ia", "ian", "a", "an"),
        0: ("er", "iendo", "ido"),
    },
    "ir": {
        1: ("o", "i", "imos", "ire", "iremos", "iamos", "iria", "amos"),
        2: ("es", "iste", "is", "isteis", "iras", "as"),
        3: ("e", "en", "io", "ieron", "ira", "iran", "ia", "ian", "a", "an"),
        0: ("ir", "iendo", "ido"),
    },
}


class Verb(Struct, frozen=True):
    """One form of a verb of the story."""

    act: str
    """`send`, `write`, `reply`, `chat`, `request` or `be_silent`."""
    person: int = 0
    towards: str | None = None
    """`us` or `them`, where a pronoun hangs on the form."""
    weak: bool = False
    """Tells of a message only together with a time: `sale a las 9`, but not `¿sale gratis?`."""
    unsure: bool = False
    """`mando` may be an accentless `mandó`: first or third person."""


def forms(act: str, table: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Verb]]:
    """Yield every form of the verbs of one act, Spanish stems inflected and English ones with `-s`."""
    for form in table.get("weak", ()):
        yield form, Verb(act, 3, weak=True)
    for conjugation in ("ar", "er", "ir"):
        for stem in table.get(conjugation, ()):
            yield from _inflected(act, stem, conjugation)
    for base in table.get("base", ()):
        yield base, Verb(act)
        if " " not in base:
            yield base + ("es" if base.endswith(("sh", "ch")) else "s"), Verb(act)
    for key, person in (("first", 1), ("third", 3), ("forms", 0)):
        for form in table.get(key, ()):
            yield form, Verb(act, person)


def _inflected(act: str, stem: str, conjugation: str) -> Iterator[tuple[str, Verb]]:
    for person, endings in _ENDINGS[conjugation].items():
        for ending in endings:
            yield stem + ending, Verb(act, person, unsure=ending == "o" and conjugation == "ar")
    infinitive = _ENDINGS[conjugation][0][:2]
    for ending in infinitive:
        for pronoun in US:
            yield stem + ending + pronoun, Verb(act, 0, "us")
        for pronoun in THEM:
            yield stem + ending + pronoun, Verb(act, 0, "them")
