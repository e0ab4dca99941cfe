"""The words of all lists as runs of normal forms, both languages together: people mix the two.

Parsing the lists takes longer than reading a question, so their runs are kept in `entities/runs.json`, made by
`python -m intents.reader.runs`. Where the lists have changed since, the file counts nothing and they are parsed anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from intents.entities import FOLDER, LANGUAGES, entities, lists
from intents.reader.text import fold, norms

Run = tuple[str, ...]
FILE = FOLDER / "runs.json"
_INFLECTED = frozenset(("demonyms",))
"""Lists that hold one form of an adjective for all."""


class Runs(msgspec.Struct, frozen=True):
    """By list and section (`countries names`), each run with its code."""

    checksum: int
    sections: Mapping[str, tuple[tuple[Run, str], ...]]


def runs(name: str, section: str) -> tuple[tuple[Run, str], ...]:
    """The runs of words of a section with their codes; none for a section that is not there."""
    return _runs().sections.get(f"{name} {section}", ())


def sections() -> tuple[tuple[str, str], ...]:
    """Every list and section there is."""
    return tuple((name, section) for name, _, section in (key.partition(" ") for key in _runs().sections))


def build() -> Runs:
    """Parse all lists."""
    found: dict[str, list[tuple[Run, str]]] = {}
    for language in LANGUAGES:
        for name in lists(language):
            for section, table in entities(language, name).items():
                pairs = found.setdefault(f"{name} {section}", [])
                pairs += [(run, code) for code, words in table.items() for word in words for run in _forms(name, word)]
    return Runs(checksum(), {key: tuple(dict.fromkeys(pairs)) for key, pairs in found.items()})


def checksum() -> int:
    """Of the lists as they stand now; not meant against tampering."""
    sources = sorted(FOLDER.glob("*/*.toml"))
    return zlib.crc32(b"".join(path.read_bytes() for path in sources))


def load(file: Path) -> Runs:
    """The runs that a file keeps, if it is there and the lists are still those it was made from; else parse them."""
    try:
        kept = msgspec.json.decode(file.read_bytes(), type=Runs)
    except FileNotFoundError:  # a checkout in which it was not made yet
        return build()
    return kept if kept.checksum == checksum() else build()


@cache
def _runs() -> Runs:
    return load(FILE)


def _forms(name: str, word: str) -> tuple[Run, ...]:
    """A word's run; of an adjective its genders and numbers (`chileno`, `chilena`, `chilenos`, `chilenas`)."""
    parts = fold(word).split()
    *rest, last = parts if all(map(str.isalpha, parts)) else norms(word)
    if name not in _INFLECTED:
        return ((*rest, last),)
    return tuple((*rest, form) for form in _inflected(last))


def _inflected(word: str) -> tuple[str, ...]:
    if word.endswith("o"):
        return (word, word[:-1] + "a", word + "s", word[:-1] + "as")
    if word[-1] in "sn":
        return (word, word + "a", word + "es", word + "as", word + "s")
    return (word, word + "s", word + "es")


def encode(found: Runs) -> bytes:
    """As the file keeps them: one run a line, so that a change of the lists shows."""
    return msgspec.json.encode(found).replace(b"],[[", b"],\n[[") + b"\n"


def main() -> None:
    """Write the file."""
    FILE.write_bytes(encode(build()))


if __name__ == "__main__":
    main()
