"""What people changed in the console, as a change to our files; and what of it our files cannot hold."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from intents import catalog
from intents.dialogflow.agent import Agent, text_of
from intents.dialogflow.blueprint import load
from intents.dialogflow.comparing import Change, Detail, Plan, Sign
from intents.dialogflow.edits import CannotEdit, with_intent, with_phrases, with_words
from intents.entities import entities


class Note(Struct, frozen=True):
    """Something in the console that no file of ours can hold, or that somebody has to decide."""

    code: str
    """Wording in the catalogs, under `dialogflow.pull`."""
    name: str
    value: str = ""


class Pulled(Struct, frozen=True):
    """What a pull found."""

    files: dict[str, tuple[str, str]]
    """Path within the folder of the sources → text before and after."""
    notes: tuple[Note, ...]

    def diff(self) -> str:
        """Return the changes to files as a unified diff, as `git apply` takes it."""
        lines: list[str] = []
        for path, (before, after) in self.files.items():
            lines += difflib.unified_diff(
                before.splitlines(keepends=True),
                after.splitlines(keepends=True),
                f"a/intents/{path}",
                f"b/intents/{path}",
            )
        return "".join(lines)

    def write(self, folder: Path = catalog.HOME) -> None:
        """Change the files."""
        for path, (_, after) in self.files.items():
            (folder / path).write_text(after, "utf-8")


def pull(plan: Plan, live: Agent, folder: Path = catalog.HOME) -> Pulled:
    """Return what makes our files agree with the live agent; `plan` is what a push would do."""
    return _Pull(live, folder).run(plan)


class _Pull:
    def __init__(self, live: Agent, folder: Path) -> None:
        self._live = live
        self._folder = folder
        self._before: dict[str, str] = {}
        self._after: dict[str, str] = {}
        self._notes: list[Note] = []

    def run(self, plan: Plan) -> Pulled:
        for change in plan.changes:
            handle = _HANDLERS.get((change.kind, change.sign))
            self._notes += handle(self, change) if handle else ()
        files = {
            path: (before, self._after[path]) for path, before in self._before.items() if before != self._after[path]
        }
        return Pulled(files, tuple(self._notes))

    def changed_intent(self, change: Change) -> Iterator[Note]:
        """Phrases go to the files; everything else is told."""
        known = change.name in catalog.load().intents
        for detail in change.details:
            if detail.field != "phrases" or not known:
                yield Note(f"changed_{detail.field}", change.name, detail.value)
        for language in self._live.languages if known else ():
            mine = [one for one in change.details if one.field == "phrases" and one.language == language]
            yield from self._phrases(change.name, language, mine)

    def new_intent(self, change: Change) -> Iterator[Note]:
        """An intent that was made in the console, if its name says which kind of answer it gets."""
        kind, _, topic = change.name.partition(".")
        if kind not in catalog.load().kinds or not topic.isidentifier():
            yield Note("foreign_intent", change.name)
            return
        intent = self._live.intents[change.name]
        slots = [one.name for one in intent.parameters if one.name in catalog.load().slots]
        yield from self._edit("catalog.toml", change.name, lambda text: with_intent(text, change.name, slots))
        for language in self._live.languages:
            texts = tuple(dict.fromkeys(text_of(phrase) for phrase in intent.phrases.get(language, ())))
            if texts:
                yield from self._file(language, kind, topic, texts, ())

    def missing(self, change: Change) -> Iterator[Note]:
        """Ours, and not there: deleted in the console, or never pushed."""
        yield Note("missing", change.name)

    def foreign_entity(self, change: Change) -> Iterator[Note]:
        """An entity that was made in the console."""
        yield Note("foreign_entity", change.name)

    def changed_entity(self, change: Change) -> Iterator[Note]:
        """Synonyms go to the word lists."""
        groups: dict[tuple[str, str], list[Detail]] = {}
        for detail in change.details:
            groups.setdefault((detail.language, detail.entry), []).append(detail)
        for (language, code), details in groups.items():
            yield from self._words(change.name, language, code, details)

    def _phrases(self, name: str, language: str, details: Iterable[Detail]) -> Iterator[Note]:
        theirs, ours = _texts(details, Sign.DELETE), _texts(details, Sign.CREATE)
        for text in (text for text in theirs if text in ours):
            yield Note("annotation", name, text)
        add, remove = [text for text in theirs if text not in ours], [text for text in ours if text not in theirs]
        if add or remove:
            kind, _, topic = name.partition(".")
            yield from self._file(language, kind, topic, add, remove)

    def _file(self, language: str, kind: str, topic: str, add: Iterable[str], remove: Iterable[str]) -> Iterator[Note]:
        added, removed = list(add), list(remove)
        path = f"phrases/{language}/{kind}.toml"
        return self._edit(path, f"{kind}.{topic}", lambda text: with_phrases(text, topic, added, removed))

    def _words(self, entity: str, language: str, code: str, details: Iterable[Detail]) -> Iterator[Note]:
        lists = load().entities[entity].lists
        add = [one.value for one in details if one.sign is Sign.DELETE]
        gone = [one.value for one in details if one.sign is Sign.CREATE]
        for name, section in lists:
            own = entities(language, name).get(section, {}).get(code, ())
            remove = [word for word in gone if word in own]
            if not own or not (add or remove):
                continue
            path = f"entities/{language}/{name}.toml"
            yield from self._edit(path, code, _words_edit(section, code, add, remove))
            add = []
        yield from (Note("unknown_value", entity, f"{code}: {word}") for word in add)

    def _edit(self, path: str, name: str, edit: Callable[[str], str]) -> Iterator[Note]:
        if path not in self._before:
            self._before[path] = self._after[path] = (self._folder / path).read_text("utf-8")
        try:
            self._after[path] = edit(self._after[path])
        except CannotEdit as error:
            yield Note("by_hand", name, str(error))


def _words_edit(section: str, code: str, add: list[str], remove: list[str]) -> Callable[[str], str]:
    return lambda text: with_words(text, section, code, add, remove)


_HANDLERS = {
    ("intent", Sign.CHANGE): _Pull.changed_intent,
    ("intent", Sign.DELETE): _Pull.new_intent,
    ("intent", Sign.CREATE): _Pull.missing,
    ("entity", Sign.CHANGE): _Pull.changed_entity,
    ("entity", Sign.DELETE): _Pull.foreign_entity,
    ("entity", Sign.CREATE): _Pull.missing,
}
"""What to do with each kind of change; a language that is missing in the agent is no change of our files."""


def _texts(details: Iterable[Detail], sign: Sign) -> list[str]:
    return list(dict.fromkeys(one.text for one in details if one.sign is sign))
