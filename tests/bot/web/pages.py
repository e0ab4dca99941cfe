"""Reads pages as programs do: tags, texts and form fields, with the standard library's parser."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = frozenset(("meta", "link", "input", "br", "hr", "img"))


class Tag:
    """One element with its attributes and the text in it."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.words: list[str] = []

    @property
    def text(self) -> str:
        """Everything that is written in it."""
        return " ".join(" ".join(self.words).split())


class Page(HTMLParser):
    """A page, taken apart."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self._open: list[Tag] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(found)
        if tag not in _VOID:
            self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of that name."""
        while self._open and self._open.pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note a text in everything around it."""
        for tag in self._open:
            tag.words.append(data)

    def all(self, name: str, /, **attributes: str) -> list[Tag]:
        """Return the elements of a name with these attributes; `class_` is one of the classes."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [tag for tag in self.tags if tag.name == name and _has(tag, wanted)]

    def one(self, name: str, /, **attributes: str) -> Tag:
        """Return the only such element."""
        found = self.all(name, **attributes)
        assert len(found) == 1, (name, attributes, len(found))
        return found[0]

    def fields(self, **attributes: str) -> dict[str, str]:
        """Return the hidden fields of the only such form."""
        form = self.one("form", **attributes)
        after = self.tags[self.tags.index(form) + 1 :]
        until = next((place for place, tag in enumerate(after) if tag.name == "form"), len(after))
        return {
            tag.attributes["name"]: tag.attributes.get("value", "")
            for tag in after[:until]
            if tag.name == "input" and tag.attributes.get("type") == "hidden"
        }


def _has(tag: Tag, wanted: dict[str, str]) -> bool:
    return all(
        value in tag.attributes.get(key, "").split() if key == "class" else tag.attributes.get(key) == value
        for key, value in wanted.items()
    )
