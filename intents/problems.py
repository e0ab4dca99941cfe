"""One mistake in what understanding is taught from."""

from __future__ import annotations

from msgspec import Struct


class Problem(Struct, frozen=True, kw_only=True, order=True):
    """A mistake and where it stands; the wording of the code is in the catalogs of texts."""

    place: str
    """The file, or the intent or list within it, for instance `es/rate.lookup`."""
    code: str
    value: str = ""
    other: str = ""
    """What the value collides with, or how much was expected."""
