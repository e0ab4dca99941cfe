"""Whose agent it is, and how to get there."""

from __future__ import annotations

from msgspec import Struct

from intents.dialogflow.names import GLOBAL, AgentPath

HOST = "dialogflow.googleapis.com"
PLAIN = "http://"
"""An endpoint that begins like this is spoken to without encryption."""


class Account(Struct, frozen=True, kw_only=True):
    """An agent with its address."""

    path: AgentPath
    endpoint: str = ""
    """Another address than Google's; `http://host:port` means plain text."""
    credentials_file: str = ""
    """A service account's key; empty means what the machine offers (Application Default Credentials)."""

    @property
    def plain(self) -> bool:
        """Whether it is a stand-in, spoken to in plain text and without credentials."""
        return self.endpoint.startswith(PLAIN)

    @property
    def address(self) -> str:
        """Host and port: a region has a host of its own, which must agree with the location in every name."""
        if self.endpoint:
            bare = self.endpoint.removeprefix(PLAIN).removeprefix("https://").rstrip("/")
            return bare if ":" in bare else f"{bare}:443"
        region = "" if self.path.location == GLOBAL else f"{self.path.location}-"
        return f"{region}{HOST}:443"
